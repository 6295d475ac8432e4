//! Months and years of a building in whole numbers, for sums over many buildings: *agrégats mensuels et annuels*.
//!
//! For a director: the same figures as on the building's own page, rounded, so that thousands of buildings can be added up
//! at once. A month tells each carrier: what was taken from network or tank (water in litres), the same in normal weather,
//! primary energy, CO2 by the declared factors, cost with VAT. A year tells all energies together as the indicators of the same names do:
//! [`final_energy`], [`normalised_energy`], [`primary_energy`], [`co2`], the cost, water, and what was renewable (own
//! electricity used on the site, wood and pellets). Unit: Wh on PCI, g of CO2, 1/10 000 €, litres; rounded once, building
//! by building, so that a sum is the sum of what is added. Source: those indicators. Refuses, figure by figure: what its indicator
//! refuses; an unknown month is absent, never zero. Derived: the same assessment gives the same rows.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::site::{Prepared, Work};
use super::year::{OwnUse, energies, heated_area, in_service, on_basis, own_use, paid, taken};
use super::{co2, drawn, final_energy, normalised_energy, primary_energy};
use crate::building::Carrier;
use crate::catalog::{FactorKind, FactorSet};
use crate::certain::Quality;
use crate::period::{Month, Period};
use crate::units::{Basis, Energy};

/// Thousandths: Wh of a kWh, g of a kg, litres of a m³.
const THOUSANDTHS: u32 = 3;
/// 1/10 000 €.
const EURO: u32 = 4;

/// What is added up of a building.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rolled {
    /// Its months, carrier by carrier, the oldest first.
    pub months: Vec<RolledMonth>,
    /// Its civil years that are over, the oldest first.
    pub years: Vec<RolledYear>,
}

/// One month of one carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolledMonth {
    /// Which.
    pub month: Month,
    /// Of what; water in litres, everything else in Wh on PCI.
    pub carrier: Carrier,
    /// Taken from network or tank.
    pub taken: Option<i64>,
    /// In normal weather; what does not follow the cold as it is.
    pub normal: Option<i64>,
    /// Primary energy, Wh.
    pub primary: Option<i64>,
    /// CO2 by the declared factors, g.
    pub co2: Option<i64>,
    /// With VAT, 1/10 000 €.
    pub cost: Option<i64>,
    /// The weakest in it.
    pub quality: Quality,
    /// Nothing of it is missing.
    pub complete: bool,
}

/// One civil year of all energies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolledYear {
    /// Which.
    pub year: i16,
    /// Heated area that held, hundredths of a square metre.
    pub area: Option<i64>,
    /// Final energy, Wh PCI.
    pub used: Option<i64>,
    /// In normal weather, Wh PCI.
    pub normal: Option<i64>,
    /// Primary energy, Wh.
    pub primary: Option<i64>,
    /// CO2 by the declared factors, g.
    pub co2: Option<i64>,
    /// With VAT, 1/10 000 €.
    pub cost: Option<i64>,
    /// Litres of water.
    pub water: Option<i64>,
    /// Final energy out of renewable sources on the site, Wh PCI.
    pub renewable: Option<i64>,
    /// The weakest in it.
    pub quality: Quality,
    /// Months known of all energies in service, of 12.
    pub months: u8,
}

/// Months and years of a building.
pub fn rolled(work: &Work<'_>) -> Rolled {
    let mut months: Vec<RolledMonth> = work.carriers.iter().flat_map(|of| of_carrier(work, of)).collect();
    months.sort_by_key(|row| (row.month, row.carrier.code()));
    let mut years: Vec<i16> = work.carriers.iter().flat_map(|c| c.years.iter().map(|y| y.year)).collect();
    years.sort_unstable();
    years.dedup();
    let over = years.into_iter().filter(|year| *year < work.site.on.year());
    Rolled { months, years: over.filter_map(|year| of_year(work, year)).collect() }
}

fn of_carrier(work: &Work<'_>, of: &Prepared<'_>) -> Vec<RolledMonth> {
    let Some(series) = drawn::months(work, of) else { return Vec::new() };
    let catalog = work.site.catalog;
    let (primary, co2) = (catalog.factors(FactorKind::Primary).next(), catalog.decision_factors());
    let net = |kwh: Decimal| on_basis(of.card, kwh, Basis::Net);
    let row = |point: super::series::MonthPoint| {
        let weighted = |set: Option<&FactorSet>| {
            let held = set?.of(of.carrier, point.month.period().to.yesterday().ok()?)?;
            whole(on_basis(of.card, point.value?, held.basis)?.checked_mul(held.value)?, THOUSANDTHS)
        };
        let known = point.value.filter(|_| of.card.energy || point.complete);
        RolledMonth {
            month: point.month,
            carrier: of.carrier,
            taken: known.and_then(net).and_then(|v| whole(v, THOUSANDTHS)),
            normal: point
                .normal
                .or(point.value.filter(|_| !of.card.heats && of.card.energy))
                .and_then(net)
                .and_then(|v| whole(v, THOUSANDTHS)),
            primary: weighted(primary.filter(|_| of.card.energy)),
            co2: weighted(co2.filter(|_| of.card.energy)),
            cost: point.cost.and_then(|v| whole(v, EURO)),
            quality: point.quality,
            complete: point.complete,
        }
    };
    series.months.into_iter().map(row).collect()
}

fn of_year(work: &Work<'_>, year: i16) -> Option<RolledYear> {
    let period = Period::year(year)?;
    let thousandths = |value: Decimal| whole(value, THOUSANDTHS);
    let used = final_energy::sum(work, period, |_| true).ok();
    let normal = normalised_energy::sum(work, period, |_| true).ok();
    let all: Vec<&Prepared<'_>> = energies(work, period).collect();
    let set = work.site.catalog.decision_factors();
    let costs =
        all.iter().map(|of| taken(work.site, of, period).ok().and_then(|_| paid(work.site, of, period)));
    let cost: Option<Decimal> = if all.is_empty() { None } else { costs.map(|c| c.map(|euro| euro.0)).sum() };
    let water = work.carrier(Carrier::Water).and_then(|w| w.whole_year(year)?.energy);
    Some(RolledYear {
        year,
        area: heated_area(work, period).ok().and_then(|input| whole(input.value, 2)),
        used: used.as_ref().and_then(|v| thousandths(v.value)),
        normal: normal.as_ref().and_then(|v| thousandths(v.value)),
        primary: primary_energy::primary(work, &all, period).ok().and_then(|v| thousandths(v.value)),
        co2: set.and_then(|set| co2::emitted(work, set, period).ok()).and_then(|v| thousandths(v.value)),
        cost: cost.and_then(|v| whole(v, EURO)),
        water: water.map(Energy::kwh).and_then(thousandths),
        renewable: used.as_ref().and_then(|_| renewable(work, &all, period)).and_then(thousandths),
        quality: used.map_or(Quality::Declared, |v| v.quality),
        months: months_known(work, &all, year),
    })
}

/// Own electricity used on the site, wood and pellets; `None` where panels are not fully measured.
fn renewable(work: &Work<'_>, all: &[&Prepared<'_>], period: Period) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for of in all {
        sum += match own_use(work.site, of, period) {
            OwnUse::None => Decimal::ZERO,
            OwnUse::Known(own, _) => own,
            OwnUse::Unmeasured => return None,
        };
        if matches!(of.carrier, Carrier::Wood | Carrier::Pellets) {
            sum += on_basis(of.card, taken(work.site, of, period).ok()?.energy?.kwh(), Basis::Net)?;
        }
    }
    Some(sum)
}

fn months_known(work: &Work<'_>, all: &[&Prepared<'_>], year: i16) -> u8 {
    let known = |of: &Prepared<'_>, month: Month| {
        !in_service(work.site, of.carrier, month.period())
            || of
                .months
                .as_ref()
                .is_some_and(|m| m.months.iter().any(|m| m.month == month && m.is_complete()))
    };
    let told = |month: &Month| !all.is_empty() && all.iter().all(|of| known(of, *month));
    (1..=12).filter_map(|number| Month::new(year, number)).filter(told).map(|_| 1).sum()
}

/// With so many decimals, rounded half away from zero, as a whole number; nothing of what does not fit.
fn whole(value: Decimal, decimals: u32) -> Option<i64> {
    let scaled = value.checked_mul(Decimal::from(10_i64.pow(decimals)))?;
    i64::try_from(scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).normalize()).ok()
}
