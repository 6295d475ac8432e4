//! The sector of a federation for programs: the same views as the page, figure for figure.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse as _;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::filter::Filter;
use eclaireur_models::portfolio::sector::spread::Spread;
use eclaireur_models::portfolio::sector::standing::{Aid, Hindrance};
use eclaireur_models::portfolio::sector::view::{Cell, Count, Over, Totals, View};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::params::FederationPath;
use super::words;
use crate::app::App;
use crate::error::AppResult;
use crate::pages::federations::whose;
use crate::sector;

/// What is asked of a sector: codes, as `by` of the answer has them; a value that nobody has finds nobody.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SectorQuery {
    /// Code of the Region.
    #[param(max_length = 100, example = "wallonia")]
    pub region: Option<String>,
    /// NIS code of a province.
    #[param(max_length = 100, example = "60000")]
    pub province: Option<String>,
    /// NIS code of an arrondissement.
    #[param(max_length = 100, example = "62000")]
    pub arrondissement: Option<String>,
    /// Activity of the organisation.
    #[param(max_length = 100, example = "care-home")]
    pub activity: Option<String>,
    /// A word of the federation's own list: whole groups alone are counted, whatever stands beside it.
    #[param(max_length = 60, example = "MR/MRS")]
    pub own: Option<String>,
    /// What the building is used for.
    #[serde(rename = "use")]
    #[param(rename = "use", max_length = 100, example = "care-home")]
    pub used_for: Option<String>,
    /// Class of the heated area.
    #[param(max_length = 100, example = "500-2000")]
    pub size: Option<String>,
    /// `associative`, `public` or `private`.
    #[param(max_length = 100, example = "associative")]
    pub status: Option<String>,
    /// What heats.
    #[param(max_length = 100, example = "natural_gas")]
    pub energy: Option<String>,
    /// The year told of; without it the newest that tells of at least half as many buildings as the one that tells of most.
    #[param(minimum = 1900, maximum = 2200, example = 2025)]
    pub year: Option<i16>,
}

impl SectorQuery {
    fn filter(self) -> Filter {
        let told = [
            (Dimension::Region, self.region),
            (Dimension::Province, self.province),
            (Dimension::Arrondissement, self.arrondissement),
            (Dimension::Activity, self.activity),
            (Dimension::Own, self.own),
            (Dimension::Use, self.used_for),
            (Dimension::Size, self.size),
            (Dimension::Status, self.status),
            (Dimension::Energy, self.energy),
        ];
        let traits = told.into_iter().filter_map(|(d, value)| Some((d, value.filter(|v| !v.is_empty())?)));
        Filter { traits: traits.collect(), year: self.year }
    }
}

/// How many.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountShape {
    /// Organisations, each once.
    organisations: usize,
    /// Buildings.
    buildings: usize,
}

/// Buildings of one year, summed.
#[derive(Debug, Serialize, ToSchema)]
pub struct TotalsShape {
    /// Whose.
    count: CountShape,
    /// Heated area, m2.
    #[schema(schema_with = words::decimal)]
    area_m2: String,
    /// Final energy PCI, kWh.
    #[schema(schema_with = words::decimal)]
    final_kwh: String,
    /// The same in normal weather.
    #[schema(schema_with = words::decimal)]
    normalised_kwh: String,
    /// CO2 by the declared factors.
    #[schema(schema_with = words::decimal)]
    co2_kg: String,
    /// Normalised energy over area, weighted, kWh/m2.
    #[schema(schema_with = words::decimal)]
    intensity: String,
}

/// Quartiles of buildings, kWh/m2; each the mean of those nearest to it, of at least five organisations.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpreadShape {
    /// A quarter is below.
    lower: i64,
    /// Half is below.
    median: i64,
    /// A quarter is above.
    upper: i64,
    /// Of how many buildings.
    buildings: usize,
}

/// An amount over what it is told of.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverShape {
    /// Whose.
    count: CountShape,
    /// The amount.
    #[schema(schema_with = words::decimal)]
    amount: String,
    /// What it stands over.
    #[schema(schema_with = words::decimal)]
    base: String,
}

/// One value of a filter.
#[derive(Debug, Serialize, ToSchema)]
pub struct CellShape {
    /// Its code; a word of the federation's own list.
    value: String,
    /// Who has it; by use, size and energy, of whole groups alone; of the own list, buildings only where they are shown.
    matching: CountShape,
    /// Null where nothing may be shown.
    totals: Option<TotalsShape>,
    /// Null where too few could be told apart.
    spread: Option<SpreadShape>,
    /// Why nothing is shown: `fewer-than-five`, `shared-group`, `whole-groups`, `nothing-known`.
    withheld: Option<String>,
}

/// One dimension.
#[derive(Debug, Serialize, ToSchema)]
pub struct DimensionShape {
    /// Its code, as in the query.
    dimension: String,
    /// Its values.
    values: Vec<CellShape>,
}

/// A year of the same buildings.
#[derive(Debug, Serialize, ToSchema)]
pub struct PathShape {
    /// Which.
    year: i16,
    /// Its totals.
    totals: TotalsShape,
}

/// How an aid went: organisations in steps of five, at least so many; null where fewer than five.
#[derive(Debug, Serialize, ToSchema)]
pub struct AidWentShape {
    /// Code of the scheme.
    #[schema(example = "wallonia/ureba-2022")]
    scheme: String,
    /// Obtained it.
    obtained: Option<usize>,
    /// Missed it or were refused.
    missed: Option<usize>,
    /// Wait for a decision.
    waiting: Option<usize>,
    /// Months from the request to the decision, the median.
    months_to_decision: Option<i64>,
    /// Months from the request to the last payment, the median.
    months_to_payment: Option<i64>,
}

/// What stands in the way.
#[derive(Debug, Serialize, ToSchema)]
pub struct HindranceShape {
    /// Its code.
    #[schema(example = "no-own-funds")]
    obstacle: &'static str,
    /// Organisations in steps of five, at least so many.
    organisations: usize,
}

/// A sector, as far as it may be shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct DashboardShape {
    /// Code of the federation.
    federation: String,
    /// The year told of.
    year: Option<i16>,
    /// Years that may be asked for.
    years: Vec<i16>,
    /// Who matches the question; asked by use, size, energy or the own list, of whole groups alone.
    matching: CountShape,
    /// Whose figures are in the totals.
    shown: CountShape,
    /// Why not all of them are.
    withheld: Option<String>,
    /// Null where nothing may be shown.
    totals: Option<TotalsShape>,
    /// How buildings are spread.
    spread: Option<SpreadShape>,
    /// Cost with VAT, EUR, over m2.
    cost: Option<OverShape>,
    /// Cost with VAT, EUR, over operating income, EUR.
    budget: Option<OverShape>,
    /// Renewable final energy over final energy, kWh.
    renewable: Option<OverShape>,
    /// kWh a year above the references, over EUR.
    recoverable: Option<OverShape>,
    /// The same buildings over the years.
    path: Vec<PathShape>,
    /// Aids as they went, of which something may be shown.
    aids: Vec<AidWentShape>,
    /// Obstacles, the commonest first.
    obstacles: Vec<HindranceShape>,
    /// By each filter.
    by: Vec<DimensionShape>,
}

/// Answers about the sector of a federation.
///
/// Sums of groups of at least five organisations, never of a member; what is not shown says why. The figures of the page.
#[utoipa::path(
    get,
    path = "/api/v1/federations/{f}/dashboard",
    operation_id = "show-dashboard",
    tag = "federations",
    params(FederationPath, SectorQuery),
    responses((status = 200, description = "What may be shown.", body = DashboardShape)),
)]
pub async fn show(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(asked): Query<SectorQuery>,
) -> AppResult {
    let whose = whose(&app, &code).await?;
    let view = sector::made(&app).await?.view(whose.scope, asked.filter()).await?;
    Ok(Json(dashboard(code, &view)).into_response())
}

fn dashboard(federation: String, view: &View) -> DashboardShape {
    let path = view.path.iter().flat_map(|path| &path.years);
    DashboardShape {
        federation,
        year: view.year,
        years: view.years.clone(),
        matching: count(view.matching),
        shown: count(view.shown),
        withheld: view.withheld.map(|why| why.code().to_owned()),
        totals: view.totals.as_ref().map(totals),
        spread: view.spread.map(spread),
        cost: view.cost.map(over),
        budget: view.budget.map(over),
        renewable: view.renewable.map(over),
        recoverable: view.recoverable.map(over),
        path: path.map(|(year, of)| PathShape { year: *year, totals: totals(of) }).collect(),
        aids: view.aids.iter().map(aid).collect(),
        obstacles: view.obstacles.iter().map(hindrance).collect(),
        by: view
            .by
            .iter()
            .map(|(d, cells)| DimensionShape {
                dimension: d.code().to_owned(),
                values: cells.iter().map(cell).collect(),
            })
            .collect(),
    }
}

fn aid(of: &Aid) -> AidWentShape {
    AidWentShape {
        scheme: of.scheme.clone(),
        obtained: of.obtained,
        missed: of.missed,
        waiting: of.waiting,
        months_to_decision: of.to_decision,
        months_to_payment: of.to_payment,
    }
}

fn hindrance(of: &Hindrance) -> HindranceShape {
    HindranceShape { obstacle: of.obstacle.code(), organisations: of.organisations }
}

fn count(of: Count) -> CountShape {
    CountShape { organisations: of.organisations, buildings: of.buildings }
}

fn totals(of: &Totals) -> TotalsShape {
    let each = Decimal::from(of.normal).checked_div(Decimal::from(of.area)).unwrap_or_default();
    TotalsShape {
        count: count(of.count),
        area_m2: of.area.to_string(),
        final_kwh: of.used.to_string(),
        normalised_kwh: of.normal.to_string(),
        co2_kg: of.co2.to_string(),
        intensity: each.round_dp(1).to_string(),
    }
}

fn spread(of: Spread) -> SpreadShape {
    SpreadShape { lower: of.lower, median: of.median, upper: of.upper, buildings: of.buildings }
}

fn over(of: Over) -> OverShape {
    OverShape { count: count(of.count), amount: of.amount.to_string(), base: of.base.to_string() }
}

fn cell(of: &Cell) -> CellShape {
    CellShape {
        value: of.value.clone(),
        matching: count(of.matching),
        totals: of.totals.as_ref().map(totals),
        spread: of.spread.map(spread),
        withheld: of.withheld.map(|why| why.code().to_owned()),
    }
}
