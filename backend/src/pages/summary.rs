//! What lists say of a building: its years, its last reading, the one thing to do.

use std::collections::BTreeMap;

use eclaireur_frontend::pages::{CarrierYear, ToDo};
use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::period::{Day, Period, day_of, days_between};
use eclaireur_models::readings::totals::{DatedPrice, MeterReadings, YearTotal, years};
use eclaireur_models::units::Energy;

use crate::app::App;
use crate::assessing::prices::by_carrier;
use crate::store::buildings::BuildingRow;
use crate::store::meters::MeterRow;
use crate::store::{MeterId, Result, prices, readings};

/// After so many days without a reading, somebody should go and look.
pub(super) const SILENT_DAYS: i64 = 400;

/// A building's readings in short.
pub(super) struct Summary {
    /// The meters.
    pub(super) meters: Vec<MeterRow>,
    /// Everything read on them, in the same order.
    pub(super) readings: Vec<MeterReadings>,
    /// Years of each carrier.
    pub(super) years: BTreeMap<Carrier, Vec<YearTotal>>,
    /// Day of the last reading.
    pub(super) last: Option<Day>,
    /// The one thing to do.
    pub(super) to_do: Option<ToDo>,
    /// Prices by carrier.
    pub(super) prices: BTreeMap<Carrier, Vec<DatedPrice>>,
}

impl Summary {
    /// Loads a building.
    pub(super) async fn load(
        app: &App,
        building: &BuildingRow,
        last: &BTreeMap<MeterId, i64>,
    ) -> Result<Summary> {
        let held = readings::of_building(app.db.read(), building.tenant, building.id, None).await?;
        let prices = by_carrier(prices::list(app.db.read(), building.tenant, Some(building.id)).await?);
        let (meters, readings): (Vec<MeterRow>, Vec<MeterReadings>) =
            held.into_iter().map(|h| (h.meter, h.readings)).unzip();
        let mut all = BTreeMap::new();
        for meter in &readings {
            if all.contains_key(&meter.carrier) {
                continue;
            }
            let catalog = app.catalog();
            let Some(card) = catalog.carrier(meter.carrier) else { continue };
            let priced = prices.get(&meter.carrier).map_or(&[][..], Vec::as_slice);
            let found = years(&readings, Direction::Offtake, card, priced);
            if !found.is_empty() {
                all.insert(meter.carrier, found);
            }
        }
        let ends = meters.iter().filter_map(|m| last.get(&m.id));
        let last_day = ends.max().and_then(|end| last_day(*end));
        let to_do = to_do(&meters, &readings, &all, last, app.clock.today());
        Ok(Summary { meters, readings, years: all, last: last_day, to_do, prices })
    }

    /// What the list shows: each carrier's `year`, where there is one.
    pub(super) fn in_year(&self, year: i16) -> Vec<CarrierYear> {
        let at = |years: &[YearTotal]| years.iter().rev().find(|y| y.year == year).cloned();
        self.years
            .iter()
            .filter_map(|(carrier, years)| Some(CarrierYear { carrier: *carrier, total: at(years)? }))
            .collect()
    }
}

/// The last day covered by readings that end at this second.
pub(super) fn last_day(end: i64) -> Option<Day> {
    day_of(end.saturating_sub(1))
}

/// First what makes everything else appear, then holes, then meters nobody reads.
fn to_do(
    meters: &[MeterRow],
    readings: &[MeterReadings],
    years: &BTreeMap<Carrier, Vec<YearTotal>>,
    last: &BTreeMap<MeterId, i64>,
    on: Day,
) -> Option<ToDo> {
    if years.is_empty() {
        return Some(ToDo::FirstBill);
    }
    hole(readings, years, on).or_else(|| {
        meters.iter().find_map(|m| {
            let since = last_day(*last.get(&m.id)?)?;
            let in_service = m.meter.valid_to.is_none_or(|to| on < to);
            (in_service && days_between(since, on) > SILENT_DAYS).then(|| ToDo::ReadMeter {
                meter: m.label().to_owned(),
                meter_id: m.id.to_string(),
                since,
            })
        })
    })
}

/// The hole to fill first: of the latest year that is over, then of the energy most used in it. A carrier's first year
/// begins when its readings do, and the year in which its last meter is taken out ends there: neither has a hole.
fn hole(readings: &[MeterReadings], years: &BTreeMap<Carrier, Vec<YearTotal>>, on: Day) -> Option<ToDo> {
    let goes_on = |carrier: Carrier, year: i16| {
        let Some(year) = Period::year(year) else { return false };
        let lasts = |to: Option<Day>| to.is_none_or(|to| year.to <= to);
        let shared = |m: &MeterReadings| m.shares.is_empty() || m.shares.iter().any(|s| lasts(s.to));
        readings.iter().any(|m| m.carrier == carrier && lasts(m.valid.1) && shared(m))
    };
    let holes = years.iter().flat_map(|(carrier, years)| {
        let over = years.iter().skip(1).filter(|y| y.year < on.year() && y.complete_months < 12);
        over.filter(|y| goes_on(*carrier, y.year)).map(|y| (*carrier, y))
    });
    let (carrier, year) = holes.max_by_key(|(_, y)| (y.year, y.energy.map(Energy::kwh)))?;
    Some(ToDo::MissingMonths { carrier, year: year.year, months: 12 - year.complete_months })
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::certain::Quality;
    use eclaireur_models::readings::totals::MeterFacts;
    use eclaireur_models::units::Basis;

    fn year(year: i16, kwh: i64, complete_months: u32) -> YearTotal {
        let energy = Some(Energy::new(kwh.into(), Basis::Net));
        YearTotal { year, energy, quality: Quality::Measured, complete_months, cost: None }
    }

    fn meter(carrier: Carrier, to: Option<&str>) -> MeterReadings {
        MeterReadings {
            label: String::new(),
            carrier,
            valid: (None, to.map(|to| to.parse().unwrap())),
            shares: vec![],
            conversions: vec![],
            facts: MeterFacts::default(),
            channels: vec![],
            costs: vec![],
        }
    }

    fn first(years: &[(Carrier, Vec<YearTotal>)], ends: Option<&str>) -> Option<(Carrier, i16, u32)> {
        let years: BTreeMap<_, _> = years.iter().cloned().collect();
        let meters: Vec<_> = years.keys().map(|carrier| meter(*carrier, ends)).collect();
        match hole(&meters, &years, "2026-11-21".parse().unwrap())? {
            ToDo::MissingMonths { carrier, year, months } => Some((carrier, year, months)),
            _ => None,
        }
    }

    #[test]
    fn the_hole_of_the_latest_year_comes_first_then_that_of_the_energy_most_used() {
        use Carrier::{Electricity, NaturalGas};
        let power = |last: u32| vec![year(2023, 270, 12), year(2024, 272, 12), year(2025, 250, last)];
        let gas = |last: u32| vec![year(2023, 400, 9), year(2024, 410, 11), year(2025, 430, last)];
        for (electricity, natural_gas, expect) in [
            (11, 12, Some((Electricity, 2025, 1))),
            (11, 10, Some((NaturalGas, 2025, 2))),
            (12, 12, Some((NaturalGas, 2024, 1))),
        ] {
            let years = [(Electricity, power(electricity)), (NaturalGas, gas(natural_gas))];
            assert_eq!(first(&years, None), expect, "{electricity} {natural_gas}");
        }
        let running = [(Electricity, vec![year(2024, 1, 4), year(2025, 2, 12), year(2026, 2, 7)])];
        assert_eq!(first(&running, None), None, "neither the first year nor the one under way");
        let closed = [(Electricity, vec![year(2024, 1, 12), year(2025, 2, 7)])];
        assert_eq!(first(&closed, None), Some((Electricity, 2025, 5)));
        assert_eq!(first(&closed, Some("2025-08-01")), None, "nobody awaits a meter that was taken out");
    }
}
