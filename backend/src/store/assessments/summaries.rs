//! The few columns of an assessment that lists and peers read.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::alerts::Money;
use eclaireur_models::assessment::METHOD;
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::indicators::Lack;
use eclaireur_models::indicators::series::Reference;
use eclaireur_models::norms::Decided;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder as _,
    QuerySelect as _, Statement, Value,
};
use serde::{Deserialize, Serialize};

use super::packed::unpack;
use crate::store::columns::{self, fit};
use crate::store::entities::assessment;
use crate::store::error::{Result, StoreError};
use crate::store::id::{BuildingId, OrganisationId};

/// What is stored of an assessment for lists and peers. Exact numbers as integers: hundredths of a square metre, Wh,
/// 1/10 000 €.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// The year its figures tell of.
    pub year: Option<i16>,
    /// Code of its activity.
    pub activity: Option<String>,
    /// Class of its heated area.
    pub size_class: Option<String>,
    /// Code of the carrier that heats it.
    pub energy_system: Option<String>,
    /// Heated area, m2.
    pub area: Option<Decimal>,
    /// Final energy of the year, kWh.
    pub final_kwh: Option<Decimal>,
    /// Final energy per heated square metre in normal weather, kWh/m2; what was not normalised is compared with nobody.
    pub intensity: Option<Decimal>,
    /// What it uses above its reference, kWh a year.
    pub recoverable_kwh: Option<Decimal>,
    /// The same in euro.
    pub recoverable_euro: Option<Decimal>,
    /// How many alerts it has.
    pub alerts: u32,
    /// Euro a year of the worst of them.
    pub worst_euro: Option<Decimal>,
    /// What the list of its organisation shows.
    pub line: Line,
}

/// A building in the list of its organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Line {
    /// The year its figures tell of.
    pub year: Option<i16>,
    /// Final energy per heated square metre.
    pub intensity: Option<Told>,
    /// What it stands beside.
    pub reference: Option<Reference>,
    /// kWh a year above the reference.
    pub recoverable_kwh: Option<Told>,
    /// The same in euro.
    pub recoverable_euro: Option<Told>,
    /// Its alerts.
    pub alerts: Vec<Raised>,
    /// What lacks before it can be ranked.
    pub lacks: Vec<Lack>,
}

impl Line {
    /// Its alerts that nobody has settled.
    pub fn open<'a>(&'a self, settled: Option<&'a BTreeSet<String>>) -> impl Iterator<Item = &'a Raised> {
        self.alerts.iter().filter(move |raised| settled.is_none_or(|keys| !keys.contains(&raised.key)))
    }
}

/// An alert of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// Its key.
    pub key: String,
    /// What it is.
    pub code: String,
    /// Of which energy.
    pub carrier: Option<Carrier>,
    /// What it costs a year.
    pub money: Option<Money>,
}

/// A figure of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The figure.
    pub value: Decimal,
    /// How good.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

/// A building's line as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lined {
    /// Whether nothing it stands on has changed.
    pub fresh: bool,
    /// The line; `None` for one that cannot be read any more.
    pub line: Option<Line>,
}

/// The lines of the buildings of an organisation, archived ones too: one query, and no text of an assessment is read.
///
/// # Errors
/// The database.
pub async fn lines<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    now: &super::Now,
) -> Result<BTreeMap<BuildingId, Lined>> {
    let sql = "SELECT a.building, a.line, (a.seen_seq >= COALESCE(c.seq, 0) \
        AND a.seen_service_seq >= COALESCE(s.seq, 0) AND a.catalog = $2 AND a.method = $3 AND a.on_day = $4) AS fresh \
        FROM assessment a LEFT JOIN concern c ON c.tenant = a.tenant LEFT JOIN concern s ON s.tenant = 0 \
        WHERE a.tenant = $1";
    let values: [Value; 4] = [
        tenant.get().into(),
        now.catalog.clone().into(),
        fit::<u32, i32>("method", METHOD)?.into(),
        now.on.to_string().into(),
    ];
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, values);
    let mut all = BTreeMap::new();
    for row in c.query_all_raw(statement).await? {
        let (building, line): (i64, Option<String>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let line = line.and_then(|line| serde_json::from_str(&line).ok());
        all.insert(BuildingId::from_stored(building), Lined { fresh: row.try_get_by_index(2)?, line });
    }
    Ok(all)
}

/// A building and the summary of its assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summed {
    /// Whose it is.
    pub tenant: OrganisationId,
    /// Which building.
    pub building: BuildingId,
    /// For which day it was made.
    pub on: Day,
    /// When.
    pub made_at: i64,
    /// Its summary.
    pub summary: Summary,
}

/// Decimals of an area, of kWh, of euro.
pub(super) const AREA: u32 = 2;
pub(super) const WH: u32 = 3;
pub(super) const EURO: u32 = 4;

/// So many decimals as an integer; a number that does not fit is left out of lists, not of the assessment.
pub(in crate::store) fn integer(value: Option<Decimal>, scale: u32) -> Option<i64> {
    let scaled = value?.checked_mul(Decimal::new(10_i64.pow(scale), 0))?;
    i64::try_from(scaled.round().mantissa()).ok()
}

fn decimal(value: Option<i64>, scale: u32) -> Option<Decimal> {
    value.map(|value| Decimal::new(value, scale))
}

/// The summaries of the buildings of organisations.
///
/// # Errors
/// The database.
pub async fn summaries<C: ConnectionTrait>(c: &C, tenants: &[OrganisationId]) -> Result<Vec<Summed>> {
    let rows = assessment::Entity::find()
        .select_only()
        .columns([assessment::Column::Tenant, assessment::Column::Building, assessment::Column::MadeAt])
        .columns([assessment::Column::OnDay, assessment::Column::Year, assessment::Column::Activity])
        .columns([assessment::Column::SizeClass, assessment::Column::EnergySystem])
        .columns([assessment::Column::AreaHundredths, assessment::Column::FinalWh])
        .columns([assessment::Column::IntensityWh, assessment::Column::RecoverableWh])
        .columns([assessment::Column::RecoverableEuro, assessment::Column::Alerts])
        .columns([assessment::Column::WorstEuro, assessment::Column::Line])
        .filter(assessment::Column::Tenant.is_in(tenants.iter().map(|id| id.get())))
        .order_by_asc(assessment::Column::Building)
        .into_model::<SummaryRow>()
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Whether each obligation binds each building of organisations, out of its stored assessment; of the text nothing else
/// is read. One that cannot be read any more says nothing.
///
/// # Errors
/// The database.
pub async fn duties<C: ConnectionTrait>(
    c: &C,
    tenants: &[OrganisationId],
) -> Result<BTreeMap<BuildingId, BTreeMap<String, Decided>>> {
    let rows: Vec<(i64, Vec<u8>)> = assessment::Entity::find()
        .select_only()
        .columns([assessment::Column::Building, assessment::Column::Packed])
        .filter(assessment::Column::Tenant.is_in(tenants.iter().map(|id| id.get())))
        .into_tuple()
        .all(c)
        .await?;
    let read = |(building, packed): (i64, Vec<u8>)| {
        let duties: Duties = serde_json::from_str(&unpack(&packed)?).ok()?;
        let applies = duties.obligations.into_iter().map(|duty| (duty.code, duty.applies));
        Some((BuildingId::from_stored(building), applies.collect()))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Of an assessment, what [`duties`] reads.
#[derive(Deserialize)]
struct Duties {
    obligations: Vec<Duty>,
}

#[derive(Deserialize)]
struct Duty {
    code: String,
    applies: Decided,
}

#[derive(FromQueryResult)]
struct SummaryRow {
    tenant: i64,
    building: i64,
    made_at: i64,
    on_day: String,
    year: Option<i32>,
    activity: Option<String>,
    size_class: Option<String>,
    energy_system: Option<String>,
    area_hundredths: Option<i64>,
    final_wh: Option<i64>,
    intensity_wh: Option<i64>,
    recoverable_wh: Option<i64>,
    recoverable_euro: Option<i64>,
    alerts: i32,
    worst_euro: Option<i64>,
    line: Option<String>,
}

impl TryFrom<SummaryRow> for Summed {
    type Error = StoreError;

    fn try_from(row: SummaryRow) -> Result<Self> {
        Ok(Summed {
            tenant: OrganisationId::from_stored(row.tenant),
            building: BuildingId::from_stored(row.building),
            on: columns::day(&row.on_day)?,
            made_at: row.made_at,
            summary: Summary {
                year: row.year.map(|year| fit("year", year)).transpose()?,
                activity: row.activity,
                size_class: row.size_class,
                energy_system: row.energy_system,
                area: decimal(row.area_hundredths, AREA),
                final_kwh: decimal(row.final_wh, WH),
                intensity: decimal(row.intensity_wh, WH),
                recoverable_kwh: decimal(row.recoverable_wh, WH),
                recoverable_euro: decimal(row.recoverable_euro, EURO),
                alerts: fit("alerts", row.alerts)?,
                worst_euro: decimal(row.worst_euro, EURO),
                line: row.line.and_then(|line| serde_json::from_str(&line).ok()).unwrap_or_default(),
            },
        })
    }
}
