//! What one more kWh costs.
//!
//! For a director: what a saved kWh saves. Formula: the price somebody entered, which is the marginal one (energy,
//! distribution, excises, VAT; no standing charge, no capacity term), as it held at the end of the year; where nobody entered
//! one, the mean price of the bills, cost ÷ energy, which holds the fixed terms too and so is too high: *likely*. Unit: euro
//! with VAT per kWh, on the basis of the bill; per m³ of water. Source: contract and bills of the building. Refuses: neither
//! price nor whole year with its cost; a year without any use has no mean price.

use super::cost::used;
use super::{Explained, Figures, Indicator, Input, Lack, Origin, Prepared, Value, Work};
use crate::certain::{Certainty, Quality};
use crate::period::Period;
use crate::readings::totals::{YearTotal, price_on};

/// What one more kWh costs.
pub const INDICATOR: Indicator = Indicator {
    code: "unit-price",
    formulas: &["unit-price-entered", "unit-price-average"],
    symbols: &["price", "cost", "energy"],
    figures,
};

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let years = || work.before().into_iter().chain(work.period());
    years()
        .flat_map(|year| work.carriers.iter().filter_map(move |c| of_carrier(work, made, c, year)))
        .collect()
}

fn of_carrier(work: &Work<'_>, made: &Figures, prepared: &Prepared<'_>, year: Period) -> Option<Explained> {
    let code = prepared.carrier.code();
    let value = match entered(work, prepared, year) {
        Some(price) => Some(Value::new(price.value, price.unit, "unit-price-entered", vec![price])),
        None => {
            // A carrier that has nothing to say of the year has no figure of it.
            let total = prepared.years.iter().find(|y| y.year == year.from.year())?;
            average(made, prepared, year, total)
        }
    };
    let based = |value: Value| {
        if prepared.card.has_basis() { value.basis(prepared.card.basis()) } else { value }
    };
    Some(match value {
        Some(value) => Explained::known("unit-price", year, based(value)).of(code),
        None => Explained::not_yet("unit-price", year, [Lack::of("price")]).of(code),
    })
}

/// The price that holds on the last day of the year.
fn entered(work: &Work<'_>, prepared: &Prepared<'_>, year: Period) -> Option<Input> {
    let last = year.to.yesterday().ok()?;
    let price = price_on(work.site.prices.get(&prepared.carrier)?, last)?;
    let unit = super::cost::price_unit(prepared);
    let input = Input::new("price", price.incl_vat.0, unit, Origin::Price).of(prepared.carrier.code());
    // Somebody's word: the contract is not here.
    let input = input.quality(Quality::Declared);
    Some(if prepared.card.has_basis() { input.basis(prepared.card.basis()) } else { input })
}

/// Cost ÷ energy.
fn average(made: &Figures, prepared: &Prepared<'_>, year: Period, total: &YearTotal) -> Option<Value> {
    let cost = Input::figure("cost", made.get("cost", Some(prepared.carrier.code()), Some(year))?)?;
    let energy = total.energy?;
    let price = cost.value.checked_div(energy.kwh())?;
    let inputs = vec![cost, used(prepared, energy.kwh(), energy.basis()).quality(total.quality)];
    let value = Value::new(price, super::cost::price_unit(prepared), "unit-price-average", inputs);
    Some(value.at_best(Quality::Measured, Certainty::Likely))
}
