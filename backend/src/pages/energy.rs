//! Where the energy of a building goes, month by month; the same as a table and as a picture.

use axum::extract::{Path, State};
use eclaireur_frontend::charts::Load;
use eclaireur_frontend::charts::months::MonthsChart;
use eclaireur_frontend::pages::building::BuildingHead;
use eclaireur_frontend::pages::energy::EnergyPage;
use eclaireur_frontend::tables;
use eclaireur_frontend::tables::months::{YearMonths, months_table};
use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::indicators::profile::load_map;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Period;
use eclaireur_models::readings::totals::{CarrierMonths, MeterReadings, balance, months};

use super::assessed::assessed;
use super::download::{Wanted, download};
use super::heads::{head, meter_line};
use super::summary::Summary;
use super::{building, name_of, shown};
use crate::app::App;
use crate::assessing;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;
use crate::store::{alert_notes, readings};

/// Everything the three views show.
struct Loaded {
    whose: OrganisationRow,
    row: BuildingRow,
    head: BuildingHead,
    summary: Summary,
    carriers: Vec<Carrier>,
    last: std::collections::BTreeMap<crate::store::MeterId, i64>,
}

async fn load(app: &App, code: &str) -> AppResult<Loaded> {
    let (whose, row): (OrganisationRow, BuildingRow) = building(app, code).await?;
    let last = readings::last_readings(app.db.read(), row.tenant).await?;
    let summary = Summary::load(app, &row, &last).await?;
    let mut carriers: Vec<Carrier> = summary.readings.iter().map(|m| m.carrier).collect();
    carriers.sort_unstable();
    carriers.dedup();
    Ok(Loaded { head: head(app, &whose, &row).await?, whose, row, summary, carriers, last })
}

impl Loaded {
    fn months(&self, app: &App, carrier: Carrier, direction: Direction) -> Option<CarrierMonths> {
        let catalog = app.catalog();
        let card = catalog.carrier(carrier)?;
        let none = Vec::new();
        // A price is of what is bought; what is injected is paid otherwise.
        let prices = if direction == Direction::Offtake { self.summary.prices.get(&carrier) } else { None };
        months(&self.summary.readings, direction, card, prices.unwrap_or(&none))
    }

    /// The carrier asked for, else the first with readings, else the first.
    fn carrier(&self, visitor: &Visitor) -> Carrier {
        let asked = Carrier::from_code(&visitor.word("energie")).filter(|c| self.carriers.contains(c));
        let with_readings = self.carriers.iter().find(|c| self.summary.years.contains_key(c)).copied();
        asked.or(with_readings).or(self.carriers.first().copied()).unwrap_or(Carrier::Electricity)
    }
}

/// GET /batiments/{b}/energie
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let loaded = load(&app, &code).await?;
    let carrier = loaded.carrier(&visitor);
    let years = loaded.summary.years.get(&carrier).cloned().unwrap_or_default();
    let offtake = loaded.months(&app, carrier, Direction::Offtake);
    let latest = years.iter().rev().find(|y| y.complete_months == 12).or(years.last()).map(|y| y.year);
    let year = visitor.word("annee").parse().ok().filter(|y| years.iter().any(|k| k.year == *y));
    let (injection, production) = (
        loaded.months(&app, carrier, Direction::Injection),
        loaded.months(&app, carrier, Direction::Production),
    );
    // Where nothing was taken, the last year in which something was made or given.
    let made = [&injection, &production].into_iter().flatten().filter_map(|flow| flow.months.last());
    let latest = latest.or_else(|| made.map(|m| m.month.year()).max());
    let of_carrier = || loaded.summary.readings.iter().filter(move |m| m.carrier == carrier);
    let factors = of_carrier()
        .flat_map(|m| m.facts.factors.iter().map(|factor| (m.label.clone(), factor.clone())))
        .collect();
    // Readings are there to be seen, whatever becomes of what is made of them.
    let told = assessing::of(&app, &loaded.row, &loaded.whose).await.unwrap_or_else(|error| {
        tracing::error!(building = code, "an assessment could not be computed: {error:#}");
        assessing::nothing(&app)
    });
    let (tenant, building) = (loaded.row.tenant, loaded.row.id);
    let answered = alert_notes::settled_of(app.db.read(), tenant, building).await?;
    let shown_year = year.or(latest).unwrap_or_else(|| app.clock.today().year());
    let page = EnergyPage {
        shell: visitor.shell(&app, Some(name_of(&loaded.whose))),
        carriers: loaded.carriers.clone(),
        carrier,
        year: shown_year,
        years,
        offtake,
        injection,
        production,
        balance: app.catalog().carrier(carrier).and_then(|card| balance(&loaded.summary.readings, card)),
        factors,
        conversions: of_carrier().flat_map(|m| m.conversions.clone()).collect(),
        meters: loaded
            .summary
            .meters
            .iter()
            .filter(|m| m.meter.carrier == carrier)
            .map(|m| meter_line(m, m.label(), &loaded.last))
            .collect(),
        to_do: loaded.summary.to_do.clone(),
        load: load_of(&app, &loaded.summary.readings, Carrier::Electricity, shown_year),
        assessed: assessed(told, answered),
        on: app.clock.today(),
        head: loaded.head,
    };
    shown(page.html())
}

/// Power of an energy hour by hour in a year, where it was measured so.
pub(super) fn load_of(app: &App, readings: &[MeterReadings], carrier: Carrier, year: i16) -> Option<Load> {
    let catalog = app.catalog();
    let card = catalog.carrier(carrier)?;
    let map = load_map(readings, card, Period::year(year)?)?;
    Some(Load { first: *map.days.first()?, slots: 24, kw: map.hours })
}

/// GET /batiments/{b}/mois.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let loaded = load(&app, &code).await?;
    let asked = Carrier::from_code(&visitor.word("energie"));
    let asked_for = loaded.carriers.iter().filter(|c| asked.is_none_or(|a| a == **c));
    let all: Vec<CarrierMonths> =
        asked_for.flat_map(|c| Direction::ALL.iter().filter_map(|d| loaded.months(&app, *c, *d))).collect();
    let all: Vec<&CarrierMonths> = all.iter().collect();
    let year = visitor.word("annee").parse().ok();
    let table = months_table(Lang::Fr, &loaded.head.building.name, &all, year);
    wanted.answer(&app, &table, &format!("{code}-mois"))
}

/// GET /batiments/{b}/autoconsommation.csv, `.xlsx`
pub async fn balance_table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let loaded = load(&app, &code).await?;
    let catalog = app.catalog();
    let card = catalog.carrier(Carrier::Electricity).ok_or_else(AppError::not_found)?;
    let balance = balance(&loaded.summary.readings, card).ok_or_else(AppError::not_found)?;
    let year = visitor.word("annee").parse().ok();
    let table = tables::balance_table(Lang::Fr, &loaded.head.building.name, &balance, year);
    wanted.answer(&app, &table, &format!("{code}-autoconsommation"))
}

/// GET /batiments/{b}/mois.svg
pub async fn months_svg(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let loaded = load(&app, &code).await?;
    let carrier = loaded.carrier(&visitor);
    let months = loaded.months(&app, carrier, Direction::Offtake).ok_or_else(AppError::not_found)?;
    let latest = months.months.last().map(|m| m.month.year());
    let year = visitor.word("annee").parse().ok().or(latest).ok_or_else(AppError::not_found)?;
    let year = YearMonths::new(&months, year);
    let svg = MonthsChart { year: &year, lang: Lang::Fr, id: "mois" }.alone(&loaded.head.building.name)?;
    Ok(download(svg.into_bytes(), "image/svg+xml", &format!("{code}-mois.svg")))
}
