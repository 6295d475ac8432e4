//! Buildings: made, found, changed, put away. Their code is unique over the whole service.
//!
//! Does *not* know what changes in time (area, occupancy, tenure: `facts`) nor what is metered (`meters`).

use std::collections::BTreeMap;

use eclaireur_models::access::Sight;
use eclaireur_models::building::{Address, Building, Code};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{LikeExpr, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::{building, organisation};
use super::error::{Result, StoreError};
use super::id::{BuildingId, OrganisationId, SiteId};
use super::ledger;
use super::organisations::OrganisationRow;
use super::paging::{Page, Paging};
use super::sight;
use super::sites;

/// A building as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildingRow {
    /// Its id.
    pub id: BuildingId,
    /// Whose it is.
    pub tenant: OrganisationId,
    /// On which site, where that is said.
    pub site: Option<SiteId>,
    /// What it is.
    pub building: Building,
    /// UTC second.
    pub created_at: i64,
}

/// What somebody enters about a building.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewBuilding {
    /// Address code wanted; made from the name without it. Only heeded when it is made.
    pub code: Option<Code>,
    /// Its name.
    pub name: String,
    /// Code of `catalog/sectors`, where it differs from the organisation's.
    pub activity: Option<String>,
    /// Where.
    pub address: Address,
    /// On which site.
    pub site: Option<SiteId>,
}

/// Which buildings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BuildingFilter {
    /// Of this organisation; `None` for all.
    pub tenant: Option<OrganisationId>,
    /// Words of the name, code, street or postcode, without case and accents.
    pub search: Option<String>,
    /// With this activity, its own or else its organisation's.
    pub activity: Option<String>,
    /// Archived ones too, and those of archived organisations.
    pub archived: bool,
    /// Those that somebody may read; all of them without.
    pub seen_by: Option<Sight>,
}

/// Makes a building; its code is made from its name.
///
/// # Errors
/// The database: no such organisation or site.
pub async fn create<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    new: &NewBuilding,
) -> Result<BuildingRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let id = BuildingId::new(by.now);
    let wanted = new.code.clone().unwrap_or_else(|| Code::from_name(&new.name, "batiment"));
    let mut code = wanted.clone();
    let mut n = 1;
    while !insert(tx, by, tenant, id, new, &code).await? {
        if new.code.is_some() {
            return Err(StoreError::Taken { what: format!("the code {code}") });
        }
        n += 1;
        code = wanted.numbered(n);
    }
    ledger::append(tx, by, Some(tenant), CREATED, id, &created(&code, &new.name)).await?;
    by_id(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("building", id))
}

/// Kind of the entry that one leaves when it is made.
pub(super) const CREATED: &str = "building.created";

/// What that entry says.
pub(super) fn created(code: &Code, name: &str) -> serde_json::Value {
    json!({ "code": code.as_str(), "name": name })
}

/// Inserts the row unless the code is taken.
async fn insert<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: BuildingId,
    new: &NewBuilding,
    code: &Code,
) -> Result<bool> {
    let row = row_of(by, tenant, id, new, code);
    let free = OnConflict::column(building::Column::Code).do_nothing().to_owned();
    Ok(building::Entity::insert(row).on_conflict(free).exec_without_returning(tx).await? == 1)
}

/// The row of one that is made.
pub(super) fn row_of(
    by: &By,
    tenant: OrganisationId,
    id: BuildingId,
    new: &NewBuilding,
    code: &Code,
) -> building::ActiveModel {
    building::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        code: Set(code.to_string()),
        archived_at: Set(None),
        created_at: Set(by.now),
        ..columns_of(new, code)
    }
}

/// The columns that people edit.
fn columns_of(new: &NewBuilding, code: &Code) -> building::ActiveModel {
    let postcode = new.address.postcode.map(|p| p.to_string());
    let words =
        [Some(new.name.as_str()), Some(code.as_str()), new.address.street.as_deref(), postcode.as_deref()];
    building::ActiveModel {
        name: Set(new.name.clone()),
        search: Set(columns::searchable(words)),
        activity: Set(new.activity.clone()),
        site: Set(new.site.map(SiteId::get)),
        street: Set(new.address.street.clone()),
        postcode: Set(postcode),
        commune_nis: Set(new.address.commune_nis.clone()),
        ..Default::default()
    }
}

/// The building with this code, and whose it is.
///
/// # Errors
/// The database.
pub async fn by_code<C: ConnectionTrait>(
    c: &C,
    code: &str,
) -> Result<Option<(OrganisationRow, BuildingRow)>> {
    let row = building::Entity::find().filter(building::Column::Code.eq(code)).one(c).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(with_organisations(c, vec![row]).await?.pop())
}

/// The building with this id.
///
/// # Errors
/// The database.
pub async fn by_id<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: BuildingId,
) -> Result<Option<BuildingRow>> {
    building::Entity::find_by_id((tenant.get(), id.get())).one(c).await?.map(TryInto::try_into).transpose()
}

/// The activity of each of these buildings: its own, else its organisation's.
///
/// # Errors
/// The database.
pub async fn activities<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    ids: impl Iterator<Item = BuildingId>,
) -> Result<BTreeMap<BuildingId, Option<String>>> {
    let whole = super::organisations::by_id(c, tenant).await?.and_then(|row| row.organisation.activity);
    let rows = building::Entity::find()
        .filter(building::Column::Tenant.eq(tenant.get()))
        .filter(building::Column::Id.is_in(ids.map(BuildingId::get)))
        .all(c)
        .await?;
    let activity =
        |row: building::Model| (BuildingId::from_stored(row.id), row.activity.or_else(|| whole.clone()));
    Ok(rows.into_iter().map(activity).collect())
}

/// Buildings in order of their code, each with its organisation.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    filter: &BuildingFilter,
    paging: &Paging,
) -> Result<Page<(OrganisationRow, BuildingRow)>> {
    let all = building::Entity::find().filter(wanted(filter));
    let total = all.clone().count(c).await?;
    let after = paging
        .after
        .as_deref()
        .map_or_else(Condition::all, |code| Condition::all().add(building::Column::Code.gt(code)));
    let rows =
        all.filter(after).order_by_asc(building::Column::Code).limit(paging.bounded() + 1).all(c).await?;
    let rows = with_organisations(c, rows).await?;
    Ok(Page::cut(rows, paging, total, |(_, row)| row.building.code.to_string()))
}

fn wanted(filter: &BuildingFilter) -> Condition {
    use sea_orm::sea_query::Query;

    let organisations = |condition: Condition| {
        Query::select()
            .column(organisation::Column::Id)
            .from(organisation::Entity)
            .cond_where(condition)
            .to_owned()
    };
    let seen = filter.seen_by.as_ref().map_or_else(Condition::all, sight::buildings);
    let mut wanted = Condition::all().add(seen);
    if let Some(tenant) = filter.tenant {
        wanted = wanted.add(building::Column::Tenant.eq(tenant.get()));
    } else if !filter.archived {
        let put_away = organisations(Condition::all().add(organisation::Column::ArchivedAt.is_not_null()));
        wanted = wanted.add(building::Column::Tenant.not_in_subquery(put_away));
    }
    if !filter.archived {
        wanted = wanted.add(building::Column::ArchivedAt.is_null());
    }
    if let Some(search) = filter.search.as_deref().filter(|s| !s.trim().is_empty()) {
        let like = LikeExpr::new(columns::pattern(search)).escape(columns::LIKE_ESCAPE);
        wanted = wanted.add(building::Column::Search.like(like));
    }
    if let Some(activity) = &filter.activity {
        let theirs = organisations(Condition::all().add(organisation::Column::Activity.eq(activity)));
        let inherited = Condition::all()
            .add(building::Column::Activity.is_null())
            .add(building::Column::Tenant.in_subquery(theirs));
        wanted = wanted.add(Condition::any().add(building::Column::Activity.eq(activity)).add(inherited));
    }
    wanted
}

/// The buildings of organisations that are not archived, in order of their code: one query.
///
/// # Errors
/// The database.
pub async fn in_use<C: ConnectionTrait>(c: &C, tenants: &[OrganisationId]) -> Result<Vec<BuildingRow>> {
    let rows = building::Entity::find()
        .filter(building::Column::Tenant.is_in(tenants.iter().map(|id| id.get())))
        .filter(building::Column::ArchivedAt.is_null())
        .order_by_asc(building::Column::Code)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Each row with its organisation, in one query more.
async fn with_organisations<C: ConnectionTrait>(
    c: &C,
    rows: Vec<building::Model>,
) -> Result<Vec<(OrganisationRow, BuildingRow)>> {
    let mut ids: Vec<i64> = rows.iter().map(|row| row.tenant).collect();
    ids.sort_unstable();
    ids.dedup();
    let organisations =
        organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(c).await?;
    let organisations = organisations
        .into_iter()
        .map(|row| Ok((row.id, OrganisationRow::try_from(row)?)))
        .collect::<Result<BTreeMap<_, _>>>()?;
    rows.into_iter()
        .map(|row| {
            let owner = organisations.get(&row.tenant);
            let owner = owner.ok_or_else(|| StoreError::not_found("organisation", row.tenant))?;
            Ok((owner.clone(), row.try_into()?))
        })
        .collect()
}

/// Changes what people entered; the code stays, since addresses hang on it.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn update<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: BuildingId,
    new: &NewBuilding,
) -> Result<BuildingRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let before = by_id(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("building", id))?;
    change(tx, tenant, id, columns_of(new, &before.building.code)).await?;
    let after = by_id(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("building", id))?;
    let data = json!({ "before": entered(&before), "after": entered(&after) });
    ledger::append(tx, by, Some(tenant), "building.changed", id, &data).await?;
    Ok(after)
}

/// What people entered, for the log.
fn entered(row: &BuildingRow) -> serde_json::Value {
    json!({
        "name": row.building.name,
        "activity": row.building.activity,
        "street": row.building.address.street,
        "postcode": row.building.address.postcode.map(|p| p.to_string()),
        "commune_nis": row.building.address.commune_nis,
        "site": row.site,
    })
}

/// Puts a building away, or takes it out again.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn set_archived<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: BuildingId,
    archived: bool,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = building::ActiveModel { archived_at: Set(archived.then_some(by.now)), ..Default::default() };
    change(tx, tenant, id, row).await?;
    let kind = if archived { "building.archived" } else { "building.restored" };
    ledger::append(tx, by, Some(tenant), kind, id, &json!({})).await
}

async fn change<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    id: BuildingId,
    row: building::ActiveModel,
) -> Result<()> {
    let done = building::Entity::update_many()
        .set(row)
        .filter(building::Column::Tenant.eq(tenant.get()))
        .filter(building::Column::Id.eq(id.get()))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 { Err(StoreError::not_found("building", id)) } else { Ok(()) }
}

impl TryFrom<building::Model> for BuildingRow {
    type Error = StoreError;

    fn try_from(row: building::Model) -> Result<Self> {
        Ok(BuildingRow {
            id: BuildingId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            site: row.site.map(SiteId::from_stored),
            building: Building {
                code: columns::code(&row.code)?,
                name: row.name,
                activity: row.activity,
                address: sites::address(row.street, row.postcode.as_deref(), row.commune_nis)?,
                archived: row.archived_at.is_some(),
            },
            created_at: row.created_at,
        })
    }
}
