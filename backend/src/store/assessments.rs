//! Assessments as they were last computed: the text whole, what it was made of, and a few columns for lists and peers.
//!
//! Derived: every row may be deleted at any time and is made again to the same bytes (I5). Whether one is fresh is told by
//! the same query that reads it: it has seen the newest entries of the logs that concern figures, its tenant's and the
//! service's, and was made for this day by this method with this catalogue. Does *not* compute anything.

mod fresh;
mod packed;
mod summaries;

use eclaireur_models::assessment::{Assessment, METHOD};
use eclaireur_models::indicators::rolled::Rolled;
use eclaireur_models::period::Day;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, FromQueryResult, QueryFilter, Statement,
    Value,
};

use super::by::By;
use super::columns::{self, fit};
use super::entities::assessment;
use super::error::{Result, StoreError};
use super::figure_moves::{self, Moves};
use super::id::{BuildingId, OrganisationId};
use super::ledger;
use super::rollups;
pub use fresh::{Stamp, newest, newest_service, stale, stamp};
pub use packed::Packed;
use packed::unpack;
pub(super) use summaries::integer;
use summaries::{AREA, EURO, WH};
pub use summaries::{Line, Lined, Raised, Summary, Summed, Told, duties, lines, summaries};

/// What makes an assessment fresh besides the logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// Version of the catalogue in force.
    pub catalog: String,
    /// The day.
    pub on: Day,
}

/// How far the logs were seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Newest entry of the organisation that concerns figures.
    pub seq: i64,
    /// The same of the service: the weather, the peers.
    pub service_seq: i64,
}

/// An assessment as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of everything it was made of, in hexadecimal.
    pub input_hash: String,
    /// The day it was made for.
    pub on: Day,
    /// How far the logs were seen.
    pub seen: Seen,
    /// UTC second at which its figures were computed.
    pub made_at: i64,
    /// The assessment as JSON, to the byte; empty, and not fresh, where what is kept cannot be unpacked any more.
    pub body: String,
    /// Whether nothing it stands on has changed.
    pub fresh: bool,
}

/// An assessment to be kept.
#[derive(Debug, Clone)]
pub struct New<'a> {
    /// SHA-256 of everything it was made of.
    pub input_hash: &'a str,
    /// How far the logs were seen when that was read.
    pub seen: Seen,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The same as JSON, packed.
    pub packed: &'a Packed,
    /// For lists and peers.
    pub summary: &'a Summary,
    /// What moved since the one that is kept.
    pub moves: &'a Moves,
    /// What is added up over many buildings.
    pub rolled: &'a Rolled,
}

#[derive(FromQueryResult)]
struct Found {
    tenant: i64,
    building: i64,
    input_hash: Option<String>,
    catalog: Option<String>,
    method: Option<i32>,
    on_day: Option<String>,
    seen_seq: Option<i64>,
    seen_service_seq: Option<i64>,
    made_at: Option<i64>,
    packed: Option<Vec<u8>>,
    newest: i64,
    newest_service: i64,
}

/// Assessment and newest places of the logs in one go; `{where}` says of which building.
const FIND: &str = "SELECT b.tenant, b.id AS building, a.input_hash, a.catalog, a.method, a.on_day, a.seen_seq, \
     a.seen_service_seq, a.made_at, a.packed, COALESCE(c.seq, 0) AS newest, COALESCE(s.seq, 0) AS newest_service \
     FROM building b LEFT JOIN assessment a ON a.tenant = b.tenant AND a.building = b.id \
     LEFT JOIN concern c ON c.tenant = b.tenant LEFT JOIN concern s ON s.tenant = 0 WHERE ";

/// The assessment of a building, and whether it is fresh: one query.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
    now: &Now,
) -> Result<Option<Stored>> {
    let values: [Value; 2] = [tenant.get().into(), building.get().into()];
    let found = find(c, "b.tenant = $1 AND b.id = $2", values).await?;
    found.map_or(Ok(None), |found| found.stored(now))
}

/// A building by its code with its assessment, in one query; `None` without such a building.
///
/// # Errors
/// The database.
pub async fn by_code<C: ConnectionTrait>(
    c: &C,
    code: &str,
    now: &Now,
) -> Result<Option<(OrganisationId, BuildingId, Option<Stored>)>> {
    let Some(found) = find(c, "b.code = $1", [code.into()]).await? else { return Ok(None) };
    let (tenant, building) =
        (OrganisationId::from_stored(found.tenant), BuildingId::from_stored(found.building));
    Ok(Some((tenant, building, found.stored(now)?)))
}

async fn find<C: ConnectionTrait>(
    c: &C,
    wanted: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<Found>> {
    let statement =
        Statement::from_sql_and_values(c.get_database_backend(), format!("{FIND}{wanted}"), values);
    let row = c.query_one_raw(statement).await?;
    Ok(row.map(|row| Found::from_query_result(&row, "")).transpose()?)
}

impl Found {
    fn stored(self, now: &Now) -> Result<Option<Stored>> {
        let Found { newest, newest_service, .. } = self;
        let (Some(input_hash), Some(packed), Some(on), Some(made_at)) =
            (self.input_hash, self.packed, self.on_day, self.made_at)
        else {
            return Ok(None);
        };
        let seen = Seen { seq: self.seen_seq.unwrap_or(0), service_seq: self.seen_service_seq.unwrap_or(0) };
        let on = columns::day(&on)?;
        let body = unpack(&packed);
        let fresh = body.is_some()
            && seen.seq >= newest
            && seen.service_seq >= newest_service
            && self.catalog.as_deref() == Some(now.catalog.as_str())
            && self.method.and_then(|m| u32::try_from(m).ok()) == Some(METHOD)
            && on == now.on;
        Ok(Some(Stored { input_hash, on, seen, made_at, body: body.unwrap_or_default(), fresh }))
    }
}

/// Keeps an assessment, unless one is there that has seen more; writes down which figures of periods already told moved,
/// with one entry in the log. Gives how many; `None`, and nothing is kept, when another one is there than that which the moves
/// are told since.
///
/// # Errors
/// No such building; the database.
pub async fn keep<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    new: &New<'_>,
) -> Result<Option<usize>> {
    ledger::lock(tx, Some(tenant)).await?;
    let held = assessment::Entity::find_by_id((tenant.get(), building.get())).into_partial_model::<Kept>();
    let held = held.one(tx).await?;
    if held.as_ref().is_some_and(|row| outruns(row, new)) {
        return Ok(Some(0));
    }
    let moves = match &held {
        Some(row) if row.input_hash != new.input_hash => {
            if !new.moves.are_since(&row.input_hash) {
                return Ok(None);
            }
            figure_moves::record(tx, by, tenant, building, new.moves).await?
        }
        _ => 0,
    };
    // The same input again: its figures were computed when they were computed.
    let made_at = held.filter(|row| row.input_hash == new.input_hash).map_or(by.now, |row| row.made_at);
    let row = row_of(tenant, building, new, made_at)?;
    let replaced = OnConflict::columns([assessment::Column::Tenant, assessment::Column::Building])
        .update_columns(COLUMNS)
        .to_owned();
    assessment::Entity::insert(row).on_conflict(replaced).exec_without_returning(tx).await?;
    rollups::replace(tx, tenant, building, new.rolled).await?;
    Ok(Some(moves))
}

/// Of the row that is there, all but its text and what lists read.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "assessment::Entity")]
struct Kept {
    input_hash: String,
    catalog: String,
    method: i32,
    on_day: String,
    seen_seq: i64,
    seen_service_seq: i64,
    made_at: i64,
}

/// Whether a row was made of something newer than this.
fn outruns(row: &Kept, new: &New<'_>) -> bool {
    let day = new.assessment.on.to_string();
    (row.seen_seq > new.seen.seq || row.seen_service_seq > new.seen.service_seq)
        && row.on_day >= day
        && row.catalog == new.assessment.catalog
        && u32::try_from(row.method) == Ok(new.assessment.method)
}

/// Marks an assessment as having seen this much: what it was made of is what it was.
///
/// # Errors
/// The database.
pub async fn still<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    building: BuildingId,
    input_hash: &str,
    seen: Seen,
) -> Result<()> {
    assessment::Entity::update_many()
        .col_expr(assessment::Column::SeenSeq, seen.seq.into())
        .col_expr(assessment::Column::SeenServiceSeq, seen.service_seq.into())
        .filter(assessment::Column::Tenant.eq(tenant.get()))
        .filter(assessment::Column::Building.eq(building.get()))
        .filter(assessment::Column::InputHash.eq(input_hash))
        .filter(assessment::Column::SeenSeq.lte(seen.seq))
        .filter(assessment::Column::SeenServiceSeq.lte(seen.service_seq))
        .exec(tx)
        .await?;
    Ok(())
}

const COLUMNS: [assessment::Column; 20] = [
    assessment::Column::InputHash,
    assessment::Column::Catalog,
    assessment::Column::Method,
    assessment::Column::OnDay,
    assessment::Column::SeenSeq,
    assessment::Column::SeenServiceSeq,
    assessment::Column::MadeAt,
    assessment::Column::Year,
    assessment::Column::Activity,
    assessment::Column::SizeClass,
    assessment::Column::EnergySystem,
    assessment::Column::AreaHundredths,
    assessment::Column::FinalWh,
    assessment::Column::IntensityWh,
    assessment::Column::RecoverableWh,
    assessment::Column::RecoverableEuro,
    assessment::Column::Alerts,
    assessment::Column::WorstEuro,
    assessment::Column::Line,
    assessment::Column::Packed,
];

fn row_of(
    tenant: OrganisationId,
    building: BuildingId,
    new: &New<'_>,
    made_at: i64,
) -> Result<assessment::ActiveModel> {
    let summary = new.summary;
    Ok(assessment::ActiveModel {
        tenant: Set(tenant.get()),
        building: Set(building.get()),
        input_hash: Set(new.input_hash.to_owned()),
        catalog: Set(new.assessment.catalog.clone()),
        method: Set(fit("method", new.assessment.method)?),
        on_day: Set(new.assessment.on.to_string()),
        seen_seq: Set(new.seen.seq),
        seen_service_seq: Set(new.seen.service_seq),
        made_at: Set(made_at),
        year: Set(summary.year.map(i32::from)),
        activity: Set(summary.activity.clone()),
        size_class: Set(summary.size_class.clone()),
        energy_system: Set(summary.energy_system.clone()),
        area_hundredths: Set(integer(summary.area, AREA)),
        final_wh: Set(integer(summary.final_kwh, WH)),
        intensity_wh: Set(integer(summary.intensity, WH)),
        recoverable_wh: Set(integer(summary.recoverable_kwh, WH)),
        recoverable_euro: Set(integer(summary.recoverable_euro, EURO)),
        alerts: Set(fit("alerts", summary.alerts)?),
        worst_euro: Set(integer(summary.worst_euro, EURO)),
        line: Set(Some(
            serde_json::to_string(&summary.line).map_err(|error| StoreError::damaged("line", error))?,
        )),
        packed: Set(new.packed.bytes()),
    })
}

/// Whether there is one.
///
/// # Errors
/// The database.
pub async fn any<C: ConnectionTrait>(c: &C) -> Result<bool> {
    use sea_orm::QuerySelect as _;

    let select = assessment::Entity::find().select_only().column(assessment::Column::Building).limit(1);
    Ok(select.into_tuple::<i64>().one(c).await?.is_some())
}

/// Forgets every assessment and what was rolled up of it: what is derived may go at any time.
///
/// # Errors
/// The database.
pub async fn forget<C: ConnectionTrait>(tx: &C) -> Result<u64> {
    rollups::forget(tx).await?;
    Ok(assessment::Entity::delete_many().exec(tx).await?.rows_affected)
}
