//! Published reports: what was said on a day, frozen. A report never changes, whatever the catalogue or the readings become;
//! it can be withdrawn, which is a dated mark.
//!
//! Its text (the assessment with names and head, JSON) is kept to the byte with its SHA-256; what was rendered of it lies
//! with the other files of the organisation and is pointed at by hash. So both go into an archive and come back. Does *not*
//! render.

use eclaireur_models::assessment::Assessment;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::baselines::{pack, unpack};
use super::by::By;
use super::columns::fit;
use super::entities::report;
use super::error::{Result, StoreError};
use super::id::{BuildingId, OrganisationId, ReportId};
use super::imports::{self, NewFile};
use super::ledger;
use super::paging::{Page, Paging};

/// What kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// *Bulletin de santé*.
    Bulletin,
    /// *Rapport annuel de comptabilité énergétique*.
    Yearly,
    /// *Feuille du mois*.
    MonthSheet,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Bulletin, Kind::Yearly, Kind::MonthSheet];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Bulletin => "bulletin",
            Kind::Yearly => "yearly",
            Kind::MonthSheet => "month-sheet",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What is frozen: read back from the text of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    /// Names and place, as they were.
    pub head: Value,
    /// The assessment, as it was.
    pub assessment: Assessment,
}

/// Where a rendered file lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rendered {
    /// What it is called.
    pub name: String,
    /// What it is: `application/pdf`.
    pub media_type: String,
    /// Its SHA-256: its key among the files of the organisation.
    pub sha256: String,
}

/// What is to be published.
#[derive(Debug)]
pub struct NewReport<'a> {
    /// Of which building.
    pub building: BuildingId,
    /// Which kind.
    pub kind: Kind,
    /// Of which year.
    pub year: i16,
    /// Version of the catalogue it was made with.
    pub catalog: &'a str,
    /// A [`Frozen`] as JSON.
    pub body: &'a str,
    /// What was rendered of it.
    pub files: &'a [NewFile],
}

/// A report as stored, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its id.
    pub id: ReportId,
    /// Whose it is.
    pub tenant: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Which kind.
    pub kind: Kind,
    /// Of which year.
    pub year: i16,
    /// Version of the catalogue it was made with.
    pub catalog: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// What was rendered of it.
    pub files: Vec<Rendered>,
    /// Who published it.
    pub actor: String,
    /// UTC second.
    pub published_at: i64,
    /// UTC second since which it is not relied upon any more.
    pub withdrawn_at: Option<i64>,
}

/// Publishes one. The same text again, not withdrawn, is the report that is there.
///
/// # Errors
/// No such building; a text beyond eight megabytes; the database.
pub async fn publish<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    new: &NewReport<'_>,
) -> Result<ReportRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let sha256 = ledger::hex(&Sha256::digest(new.body.as_bytes()));
    let held = report::Entity::find()
        .filter(report::Column::Tenant.eq(tenant.get()))
        .filter(report::Column::Building.eq(new.building.get()))
        .filter(report::Column::Kind.eq(new.kind.code()))
        .filter(report::Column::Year.eq(i32::from(new.year)))
        .filter(report::Column::Sha256.eq(sha256.as_str()))
        .filter(report::Column::WithdrawnAt.is_null())
        .one(tx)
        .await?;
    if let Some(held) = held {
        return held.try_into();
    }
    let body = pack(new.body)?;
    if unpack(&body).is_none() {
        return Err(StoreError::OutOfRange { what: "the report" });
    }
    let mut files = Vec::new();
    for file in new.files {
        imports::attach(tx, by, tenant, file).await?;
        let (name, media_type) = (file.name.clone(), file.media_type.clone());
        files.push(Rendered { name, media_type, sha256: file.sha256.clone() });
    }
    let id = ReportId::new(by.now);
    let row = report::Model {
        tenant: tenant.get(),
        id: id.get(),
        building: new.building.get(),
        kind: new.kind.code().to_owned(),
        year: i32::from(new.year),
        catalog: new.catalog.to_owned(),
        sha256: sha256.clone(),
        body,
        files: serde_json::to_string(&files).map_err(|e| StoreError::damaged("report", e))?,
        actor: by.actor.to_string(),
        published_at: by.now,
        withdrawn_at: None,
    };
    let told = json!({
        "building": new.building, "kind": new.kind.code(), "year": new.year, "catalog": new.catalog,
        "sha256": sha256,
    });
    let active = report::ActiveModel {
        tenant: Set(row.tenant),
        id: Set(row.id),
        building: Set(row.building),
        kind: Set(row.kind.clone()),
        year: Set(row.year),
        catalog: Set(row.catalog.clone()),
        sha256: Set(row.sha256.clone()),
        body: Set(row.body.clone()),
        files: Set(row.files.clone()),
        actor: Set(row.actor.clone()),
        published_at: Set(row.published_at),
        withdrawn_at: Set(None),
    };
    report::Entity::insert(active).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), "report.published", id, &told).await?;
    row.try_into()
}

/// The reports of an organisation or of one building, newest first, those withdrawn too.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: Option<BuildingId>,
    paging: &Paging,
) -> Result<Page<ReportRow>> {
    let of = building
        .map_or_else(Condition::all, |id| Condition::all().add(report::Column::Building.eq(id.get())));
    let all = report::Entity::find().filter(report::Column::Tenant.eq(tenant.get())).filter(of);
    let total = all.clone().count(c).await?;
    let after = paging.after.as_deref().and_then(|after| after.parse::<ReportId>().ok());
    let before =
        after.map_or_else(Condition::all, |id| Condition::all().add(report::Column::Id.lt(id.get())));
    let rows =
        all.filter(before).order_by_desc(report::Column::Id).limit(paging.bounded() + 1).all(c).await?;
    let rows = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<ReportRow>>>()?;
    Ok(Page::cut(rows, paging, total, |row| row.id.to_string()))
}

/// A report with its text, to the byte as it was published.
///
/// # Errors
/// [`StoreError::Damaged`] when the text is not the one that was published; the database.
pub async fn get<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: ReportId,
) -> Result<Option<(ReportRow, String)>> {
    let Some(row) = report::Entity::find_by_id((tenant.get(), id.get())).one(c).await? else {
        return Ok(None);
    };
    let text = intact(&row)?;
    Ok(Some((row.try_into()?, text)))
}

/// A report without its text: what its files are called and where they lie.
///
/// # Errors
/// The database.
pub async fn row<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: ReportId,
) -> Result<Option<ReportRow>> {
    report::Entity::find_by_id((tenant.get(), id.get())).one(c).await?.map(TryInto::try_into).transpose()
}

/// Marks one as no longer relied upon. It stays.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was withdrawn before; the database.
pub async fn withdraw<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ReportId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = report::Entity::update_many()
        .col_expr(report::Column::WithdrawnAt, Expr::value(by.now))
        .filter(report::Column::Tenant.eq(tenant.get()))
        .filter(report::Column::Id.eq(id.get()))
        .filter(report::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("report", id));
    }
    ledger::append(tx, by, Some(tenant), "report.withdrawn", id, &json!({})).await
}

fn intact(row: &report::Model) -> Result<String> {
    let text = unpack(&row.body).ok_or_else(|| StoreError::damaged("report", "its text"))?;
    if ledger::hex(&Sha256::digest(text.as_bytes())) != row.sha256 {
        return Err(StoreError::damaged("report", "its text is not the one that was published"));
    }
    Ok(text)
}

/// A row that an archive brings: its text is what its checksum says.
pub(super) fn check(row: report::Model) -> Result<()> {
    intact(&row)?;
    ReportRow::try_from(row).map(|_| ())
}

impl TryFrom<report::Model> for ReportRow {
    type Error = StoreError;

    fn try_from(row: report::Model) -> Result<Self> {
        Ok(ReportRow {
            id: ReportId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            building: BuildingId::from_stored(row.building),
            kind: Kind::from_code(&row.kind).ok_or_else(|| StoreError::damaged("report", &row.kind))?,
            year: fit("year", row.year)?,
            catalog: row.catalog,
            sha256: row.sha256,
            files: serde_json::from_str(&row.files).map_err(|e| StoreError::damaged("report", e))?,
            actor: row.actor,
            published_at: row.published_at,
            withdrawn_at: row.withdrawn_at,
        })
    }
}
