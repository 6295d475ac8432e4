//! What lists say of a building: its years, its last reading, the one thing to do.

use std::collections::BTreeMap;

use eclaireur_frontend::pages::{CarrierYear, ToDo};
use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::period::{Day, day_of, days_between};
use eclaireur_models::readings::totals::{DatedPrice, MeterReadings, YearTotal, years};

use crate::app::App;
use crate::store::buildings::BuildingRow;
use crate::store::meters::MeterRow;
use crate::store::{MeterId, Result, prices, readings};

/// After so many days without a reading, somebody should go and look.
const SILENT_DAYS: i64 = 400;

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
        let prices = prices_of(app, building).await?;
        let (meters, readings): (Vec<MeterRow>, Vec<MeterReadings>) =
            held.into_iter().map(|h| (h.meter, h.readings)).unzip();
        let mut all = BTreeMap::new();
        for meter in &readings {
            if all.contains_key(&meter.carrier) {
                continue;
            }
            let Some(card) = app.catalog.carrier(meter.carrier) else { continue };
            let priced = prices.get(&meter.carrier).map_or(&[][..], Vec::as_slice);
            let found = years(&readings, Direction::Offtake, card, priced);
            if !found.is_empty() {
                all.insert(meter.carrier, found);
            }
        }
        let ends = meters.iter().filter_map(|m| last.get(&m.id));
        let last_day = ends.max().and_then(|end| last_day(*end));
        let to_do = to_do(&meters, &all, last, app.clock.today());
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

/// Prices per kWh with VAT, by carrier.
pub(super) async fn prices_of(
    app: &App,
    building: &BuildingRow,
) -> Result<BTreeMap<Carrier, Vec<DatedPrice>>> {
    let mut by_carrier: BTreeMap<Carrier, Vec<DatedPrice>> = BTreeMap::new();
    for row in prices::list(app.db.read(), building.tenant, Some(building.id)).await? {
        let price = row.price;
        if price.incl_vat && price.unit == eclaireur_models::units::Unit::KWh {
            let dated =
                DatedPrice { from: price.from.unwrap_or(Day::MIN), to: price.to, incl_vat: price.price };
            by_carrier.entry(price.carrier).or_default().push(dated);
        }
    }
    Ok(by_carrier)
}

/// First what makes everything else appear, then holes of the latest year, then meters nobody reads.
fn to_do(
    meters: &[MeterRow],
    years: &BTreeMap<Carrier, Vec<YearTotal>>,
    last: &BTreeMap<MeterId, i64>,
    on: Day,
) -> Option<ToDo> {
    if years.is_empty() {
        return Some(ToDo::FirstBill);
    }
    let hole = years.iter().find_map(|(carrier, years)| {
        let [.., before, _] = years.as_slice() else { return None };
        (before.complete_months < 12).then(|| ToDo::MissingMonths {
            carrier: *carrier,
            year: before.year,
            months: 12 - before.complete_months,
        })
    });
    hole.or_else(|| {
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
