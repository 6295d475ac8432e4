//! Organisations: made, found, changed, put away. What changes leaves its old values in the event log.
//!
//! Does *not* delete: an archived organisation leaves the lists and nothing else.

use std::collections::BTreeMap;

use eclaireur_models::access::Sight;
use eclaireur_models::building::{BceNumber, Code, LegalForm, Organisation, Postcode};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{LikeExpr, OnConflict, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::{membership, organisation};
use super::error::{Result, StoreError};
use super::id::{FederationId, OrganisationId};
use super::ledger;
use super::paging::{Page, Paging};
use super::sight;

/// An organisation as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Its id, the tenant of everything beneath.
    pub id: OrganisationId,
    /// What it is.
    pub organisation: Organisation,
    /// UTC second.
    pub created_at: i64,
}

/// What somebody enters about an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewOrganisation {
    /// Address code wanted; made from the name without it. Only heeded when it is made.
    pub code: Option<Code>,
    /// Its name.
    pub name: String,
    /// Enterprise number.
    pub bce: Option<BceNumber>,
    /// Legal form.
    pub legal_form: Option<LegalForm>,
    /// Code of `catalog/sectors`.
    pub activity: Option<String>,
    /// Postcode of its seat.
    pub postcode: Option<Postcode>,
    /// NIS code of the commune of its seat.
    pub commune_nis: Option<String>,
}

/// Which organisations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrganisationFilter {
    /// Words of the name, code, number or postcode, without case and accents.
    pub search: Option<String>,
    /// Archived ones too.
    pub archived: bool,
    /// Members, past or present, of this federation.
    pub federation: Option<FederationId>,
    /// Those that may be named to somebody; all of them without.
    pub seen_by: Option<Sight>,
}

/// Makes an organisation; its code is made from its name.
///
/// # Errors
/// [`StoreError::Taken`] when another one has the number.
pub async fn create<C: ConnectionTrait>(tx: &C, by: &By, new: &NewOrganisation) -> Result<OrganisationRow> {
    ledger::lock(tx, None).await?;
    free_number(tx, new, None).await?;
    let id = OrganisationId::new(by.now);
    let wanted = new.code.clone().unwrap_or_else(|| Code::from_name(&new.name, "organisation"));
    let mut code = wanted.clone();
    let mut n = 1;
    while !insert(tx, by, id, new, &code).await? {
        if new.code.is_some() {
            return Err(StoreError::Taken { what: format!("the code {code}") });
        }
        n += 1;
        code = wanted.numbered(n);
    }
    ledger::append(tx, by, Some(id), CREATED, id, &created(&code, &new.name)).await?;
    by_id(tx, id).await?.ok_or_else(|| StoreError::not_found("organisation", id))
}

/// Kind of the entry that one leaves when it is made.
pub(super) const CREATED: &str = "organisation.created";

/// What that entry says.
pub(super) fn created(code: &Code, name: &str) -> serde_json::Value {
    json!({ "code": code.as_str(), "name": name })
}

/// Inserts the row unless the code is taken.
async fn insert<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    id: OrganisationId,
    new: &NewOrganisation,
    code: &Code,
) -> Result<bool> {
    let row = row_of(by, id, new, code);
    let free = OnConflict::column(organisation::Column::Code).do_nothing().to_owned();
    let inserted = organisation::Entity::insert(row).on_conflict(free).exec_without_returning(tx).await?;
    Ok(inserted == 1)
}

/// The row of one that is made.
pub(super) fn row_of(
    by: &By,
    id: OrganisationId,
    new: &NewOrganisation,
    code: &Code,
) -> organisation::ActiveModel {
    organisation::ActiveModel {
        id: Set(id.get()),
        code: Set(code.to_string()),
        created_at: Set(by.now),
        archived_at: Set(None),
        ..columns_of(new, code)
    }
}

/// The columns that people edit.
fn columns_of(new: &NewOrganisation, code: &Code) -> organisation::ActiveModel {
    let bce = new.bce.map(BceNumber::digits);
    let postcode = new.postcode.map(|p| p.to_string());
    let search = columns::searchable([
        Some(new.name.as_str()),
        Some(code.as_str()),
        bce.as_deref(),
        postcode.as_deref(),
    ]);
    organisation::ActiveModel {
        name: Set(new.name.clone()),
        search: Set(search),
        bce: Set(bce),
        legal_form: Set(new.legal_form.map(|f| f.code().to_owned())),
        activity: Set(new.activity.clone()),
        postcode: Set(postcode),
        commune_nis: Set(new.commune_nis.clone()),
        ..Default::default()
    }
}

/// Refuses a number that another organisation has.
async fn free_number<C: ConnectionTrait>(
    tx: &C,
    new: &NewOrganisation,
    own: Option<OrganisationId>,
) -> Result<()> {
    let Some(bce) = new.bce else { return Ok(()) };
    let holder =
        organisation::Entity::find().filter(organisation::Column::Bce.eq(bce.digits())).one(tx).await?;
    match holder {
        Some(other) if Some(other.id) != own.map(OrganisationId::get) => {
            Err(StoreError::Taken { what: "bce".into() })
        }
        _ => Ok(()),
    }
}

/// The organisation with this code.
///
/// # Errors
/// The database.
pub async fn by_code<C: ConnectionTrait>(c: &C, code: &str) -> Result<Option<OrganisationRow>> {
    let row = organisation::Entity::find().filter(organisation::Column::Code.eq(code)).one(c).await?;
    row.map(TryInto::try_into).transpose()
}

/// The organisation with this enterprise number.
///
/// # Errors
/// The database.
pub async fn by_bce<C: ConnectionTrait>(c: &C, bce: BceNumber) -> Result<Option<OrganisationRow>> {
    let row = organisation::Entity::find().filter(organisation::Column::Bce.eq(bce.digits())).one(c).await?;
    row.map(TryInto::try_into).transpose()
}

/// Those of these enterprise numbers that are here and in use.
///
/// # Errors
/// The database.
pub async fn by_numbers<C: ConnectionTrait>(
    c: &C,
    numbers: &[BceNumber],
) -> Result<BTreeMap<BceNumber, OrganisationId>> {
    let mut all = BTreeMap::new();
    for some in numbers.chunks(500) {
        let rows: Vec<(String, i64)> = organisation::Entity::find()
            .select_only()
            .columns([organisation::Column::Bce, organisation::Column::Id])
            .filter(organisation::Column::Bce.is_in(some.iter().map(|bce| bce.digits())))
            .filter(organisation::Column::ArchivedAt.is_null())
            .into_tuple()
            .all(c)
            .await?;
        for (bce, id) in rows {
            all.insert(columns::bce(&bce)?, OrganisationId::from_stored(id));
        }
    }
    Ok(all)
}

/// The organisation with this id.
///
/// # Errors
/// The database.
pub async fn by_id<C: ConnectionTrait>(c: &C, id: OrganisationId) -> Result<Option<OrganisationRow>> {
    organisation::Entity::find_by_id(id.get()).one(c).await?.map(TryInto::try_into).transpose()
}

/// Whether there is one.
///
/// # Errors
/// The database.
pub async fn any<C: ConnectionTrait>(c: &C) -> Result<bool> {
    Ok(organisation::Entity::find().limit(1).count(c).await? > 0)
}

/// Whether the name of every one of them ends so, in one of these ways.
///
/// # Errors
/// The database.
pub async fn all_end_with<C: ConnectionTrait>(c: &C, ends: &[&str]) -> Result<bool> {
    let one =
        ends.iter().fold(Condition::any(), |one, end| one.add(organisation::Column::Name.ends_with(*end)));
    let other = one.not();
    Ok(organisation::Entity::find().filter(other).limit(1).count(c).await? == 0)
}

/// Organisations in order of their code.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    filter: &OrganisationFilter,
    paging: &Paging,
) -> Result<Page<OrganisationRow>> {
    let mut wanted = filter.seen_by.as_ref().map_or_else(Condition::all, sight::organisations);
    wanted = Condition::all().add(wanted);
    if !filter.archived {
        wanted = wanted.add(organisation::Column::ArchivedAt.is_null());
    }
    if let Some(search) = filter.search.as_deref().filter(|s| !s.trim().is_empty()) {
        let like = LikeExpr::new(columns::pattern(search)).escape(columns::LIKE_ESCAPE);
        wanted = wanted.add(organisation::Column::Search.like(like));
    }
    if let Some(federation) = filter.federation {
        let members = Query::select()
            .column(membership::Column::Organisation)
            .from(membership::Entity)
            .and_where(membership::Column::Federation.eq(federation.get()))
            .to_owned();
        wanted = wanted.add(organisation::Column::Id.in_subquery(members));
    }
    let all = organisation::Entity::find().filter(wanted);
    let total = all.clone().count(c).await?;
    let after = paging
        .after
        .as_deref()
        .map_or_else(Condition::all, |code| Condition::all().add(organisation::Column::Code.gt(code)));
    let rows =
        all.filter(after).order_by_asc(organisation::Column::Code).limit(paging.bounded() + 1).all(c).await?;
    let rows = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<OrganisationRow>>>()?;
    Ok(Page::cut(rows, paging, total, |row| row.organisation.code.to_string()))
}

/// Changes what people entered; the code stays, since addresses hang on it.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Taken`] when another one has the number.
pub async fn update<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    id: OrganisationId,
    new: &NewOrganisation,
) -> Result<OrganisationRow> {
    ledger::lock(tx, Some(id)).await?;
    let before = by_id(tx, id).await?.ok_or_else(|| StoreError::not_found("organisation", id))?;
    free_number(tx, new, Some(id)).await?;
    let row = columns_of(new, &before.organisation.code);
    organisation::Entity::update_many()
        .set(row)
        .filter(organisation::Column::Id.eq(id.get()))
        .exec(tx)
        .await?;
    let after = by_id(tx, id).await?.ok_or_else(|| StoreError::not_found("organisation", id))?;
    let data = json!({ "before": entered(&before.organisation), "after": entered(&after.organisation) });
    ledger::append(tx, by, Some(id), "organisation.changed", id, &data).await?;
    Ok(after)
}

/// What people entered, for the log.
fn entered(o: &Organisation) -> serde_json::Value {
    json!({
        "name": o.name,
        "bce": o.bce.map(BceNumber::digits),
        "legal_form": o.legal_form.map(LegalForm::code),
        "activity": o.activity,
        "postcode": o.postcode.map(|p| p.to_string()),
        "commune_nis": o.commune_nis,
    })
}

/// Puts an organisation away, or takes it out again.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_archived<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    id: OrganisationId,
    archived: bool,
) -> Result<()> {
    ledger::lock(tx, Some(id)).await?;
    let row =
        organisation::ActiveModel { archived_at: Set(archived.then_some(by.now)), ..Default::default() };
    let done = organisation::Entity::update_many()
        .set(row)
        .filter(organisation::Column::Id.eq(id.get()))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("organisation", id));
    }
    let kind = if archived { "organisation.archived" } else { "organisation.restored" };
    ledger::append(tx, by, Some(id), kind, id, &json!({})).await
}

impl TryFrom<organisation::Model> for OrganisationRow {
    type Error = StoreError;

    fn try_from(row: organisation::Model) -> Result<Self> {
        Ok(OrganisationRow {
            id: OrganisationId::from_stored(row.id),
            organisation: Organisation {
                code: columns::code(&row.code)?,
                name: row.name,
                bce: row.bce.as_deref().map(columns::bce).transpose()?,
                legal_form: row.legal_form.as_deref().map(columns::legal_form).transpose()?,
                activity: row.activity,
                postcode: row.postcode.as_deref().map(columns::postcode).transpose()?,
                commune_nis: row.commune_nis,
                archived: row.archived_at.is_some(),
            },
            created_at: row.created_at,
        })
    }
}
