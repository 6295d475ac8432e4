//! What energy cost.
//!
//! For a director: what the year's energy cost, VAT included, carrier by carrier and in all; no standing order of monthly
//! payments (*acomptes*), only what was billed or what the prices entered make of what was used.
//! Formula: bills of the year, each divided over its days as the energy it pays for; where no bill covers a month, energy ×
//! price. Unit: euro with VAT. Source: bills and prices of the building. Water has its own figure and is not in the total.
//! Refuses: a year with months missing, or with months that neither bill nor price covers.

use rust_decimal::Decimal;

use super::year::{self, in_service, taken};
use super::{Explained, Figures, Indicator, Input, Lack, Measure, Origin, Prepared, Value, Work};
use crate::certain::Quality;
use crate::period::{Day, Month, Period};
use crate::readings::totals::{DatedPrice, price_on};
use crate::units::Basis;

/// What energy cost.
pub const INDICATOR: Indicator = Indicator {
    code: "cost",
    formulas: &["cost-bills", "cost-prices", "cost-both", "cost-total"],
    symbols: &["amount", "energy", "price"],
    figures,
};

/// What the cost of a year was told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paid {
    /// Bills that cover every day of it.
    Bills,
    /// Prices, for no bill covers any of it.
    Prices,
    /// Bills for a part, prices for the rest.
    Both,
}

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let Some(year) = work.period() else {
        return vec![Explained::not_yet("cost", None, [Lack::of("readings")])];
    };
    work.before().into_iter().chain([year]).flat_map(|year| of_year(work, year)).collect()
}

fn of_year(work: &Work<'_>, year: Period) -> Vec<Explained> {
    let mut found: Vec<Explained> = work
        .carriers
        .iter()
        .filter(|c| in_service(work.site, c.carrier, year))
        .map(|c| of_carrier(work, c, year))
        .collect();
    let energies = |f: &&Explained| work.energies().any(|c| f.of.as_deref() == Some(c.carrier.code()));
    let parts: Vec<&Explained> = found.iter().filter(energies).collect();
    let total = total(&parts, year);
    found.push(total);
    found
}

fn total(parts: &[&Explained], year: Period) -> Explained {
    let lacks: Vec<Lack> = parts.iter().flat_map(|part| lacks(part)).collect();
    let mut lacks = lacks.into_iter().fold(Vec::new(), |mut once: Vec<Lack>, lack| {
        if once.iter().all(|l| l.code != lack.code) {
            once.push(lack);
        }
        once
    });
    if parts.is_empty() {
        lacks.push(Lack::of("readings"));
    }
    if !lacks.is_empty() {
        return Explained::not_yet("cost", year, lacks);
    }
    let inputs: Vec<Input> = parts.iter().filter_map(|part| Input::figure("amount", part)).collect();
    let sum = inputs.iter().map(|i| i.value).sum();
    Explained::known("cost", year, Value::new(sum, Measure::Euro, "cost-total", inputs))
}

fn lacks(figure: &Explained) -> Vec<Lack> {
    match &figure.answer {
        super::Answer::NotYet { lacks } => lacks.clone(),
        super::Answer::Known(_) | super::Answer::NotApplicable { .. } => Vec::new(),
    }
}

/// A carrier in service of which the year says nothing lacks: its silence must not lower the total.
fn of_carrier(work: &Work<'_>, prepared: &Prepared<'_>, year: Period) -> Explained {
    let code = prepared.carrier.code();
    if prepared.years.iter().all(|y| y.year != year.from.year()) {
        return Explained::not_yet("cost", year, [Lack::of("readings")]).of(code);
    }
    let total = match taken(work.site, prepared, year) {
        Ok(total) => total,
        Err(lack) => return Explained::not_yet("cost", year, [lack]).of(code),
    };
    let (Some(cost), Some(energy)) = (year::paid(work.site, prepared, year), total.energy) else {
        return Explained::not_yet("cost", year, [Lack::of("cost"), Lack::of("price")]).of(code);
    };
    let cost = cost.to_cent().0;
    let billed = || Input::new("amount", cost, Measure::Euro, Origin::Bills).of(code).quality(total.quality);
    let (formula, inputs) = match paid(work, prepared, year) {
        Paid::Bills => ("cost-bills", vec![billed()]),
        Paid::Both => {
            let prices = prices(work, prepared, year);
            ("cost-both", std::iter::once(billed()).chain(prices).collect())
        }
        Paid::Prices => {
            let (kwh, quality) = (energy.kwh(), total.quality);
            let mut inputs = vec![used(prepared, kwh, energy.basis()).quality(quality)];
            inputs.extend(prices(work, prepared, year));
            ("cost-prices", inputs)
        }
    };
    Explained::known("cost", year, Value::new(cost, Measure::Euro, formula, inputs)).of(code)
}

/// Energy of a carrier, or m³ of water, as an input.
pub(super) fn used(prepared: &Prepared<'_>, kwh: Decimal, basis: Basis) -> Input {
    let unit = if prepared.card.energy { Measure::Kwh } else { Measure::M3 };
    let input = Input::new("energy", kwh, unit, Origin::Readings).of(prepared.carrier.code());
    if prepared.card.has_basis() { input.basis(basis) } else { input }
}

/// Every price that paid a day of the year, as inputs.
fn prices(work: &Work<'_>, prepared: &Prepared<'_>, year: Period) -> Vec<Input> {
    let Some(prices) = work.site.prices.get(&prepared.carrier) else { return Vec::new() };
    let months = (1..=12).filter_map(|number| Month::new(year.from.year(), number)).map(Month::period);
    let months = months.filter(|month| in_service(work.site, prepared.carrier, *month));
    let mut days: Vec<Day> = months.flat_map(|month| held_from(prices, month)).collect();
    days.sort_unstable();
    let mut held: Vec<&DatedPrice> = days.into_iter().filter_map(|day| price_on(prices, day)).collect();
    held.dedup();
    let one = |price: &DatedPrice| {
        let unit = price_unit(prepared);
        let input = Input::new("price", price.incl_vat.0, unit, Origin::Price).of(prepared.carrier.code());
        // Somebody's word: the contract is not here.
        let input = input.quality(Quality::Declared);
        if prepared.card.has_basis() { input.basis(prepared.card.basis()) } else { input }
    };
    held.into_iter().map(one).collect()
}

/// The first day of a month, and those in it on which a price begins or the day after one ends.
fn held_from(prices: &[DatedPrice], month: Period) -> Vec<Day> {
    let changes = prices.iter().flat_map(|price| [Some(price.from), price.to]).flatten();
    changes.filter(|day| month.contains(*day)).chain([month.from]).collect()
}

/// Euro per kWh, or per m³ of water.
pub(super) fn price_unit(prepared: &Prepared<'_>) -> Measure {
    if prepared.card.energy { Measure::EuroPerKwh } else { Measure::EuroPerM3 }
}

/// What the cost of a year was told by.
pub(super) fn paid(work: &Work<'_>, prepared: &Prepared<'_>, year: Period) -> Paid {
    let meters = || work.site.meters.iter().filter(|m| m.carrier == prepared.carrier);
    let billed: Vec<Period> = meters()
        .flat_map(|m| m.costs.iter().filter(|c| c.incl_vat.is_some()).filter_map(|c| c.period.meet(year)))
        .collect();
    if billed.is_empty() {
        return Paid::Prices;
    }
    let prices = work.site.prices.get(&prepared.carrier).is_some_and(|p| !p.is_empty());
    let every_day = year.iter().all(|day| billed.iter().any(|b| b.contains(day)));
    if prices && !every_day { Paid::Both } else { Paid::Bills }
}
