//! Recoverable energy in euro a year, at the marginal price.
//!
//! For a director: what it would bring. Formula: recoverable kWh, shared out over the carriers as the building uses them, each at
//! the price of one kWh more with VAT (a price per kWh PCS ÷ PCI/PCS first). Unit: euro a year. Source: practice of advisers;
//! prices entered for the building. Range: as the energy's. Refuses: without recoverable energy, or a price of a carrier.

use rust_decimal::Decimal;

use super::explained::{Answer, Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::site::{Prepared, Work};
use super::year::{basis_of, ends, energies, no_year, on_basis, ranged};
use super::{Indicator, final_energy, recoverable};
use crate::certain::{Certainty, Quality};
use crate::period::Period;
use crate::readings::totals::last_price;
use crate::units::Basis;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["recoverable-cost"],
    symbols: &["recoverable", "share-of-carrier", "marginal-price", "net-per-gross"],
    figures,
};

const CODE: &str = "recoverable-cost";

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let Some(period) = work.period() else { return no_year(work, CODE) };
    vec![match cost(work, made, period) {
        Ok(value) => Explained::known(CODE, period, value),
        Err(lacks) => Explained::not_yet(CODE, period, lacks),
    }]
}

fn cost(work: &Work<'_>, made: &Figures, period: Period) -> Result<Value, Vec<Lack>> {
    let figure = made.get(recoverable::CODE, None, Some(period));
    let figure = figure.ok_or_else(|| vec![Lack::of("readings")])?;
    if let Answer::NotYet { lacks } = &figure.answer {
        return Err(lacks.clone());
    }
    let (Some(energy), Some(input)) = (figure.value(), Input::figure("recoverable", figure)) else {
        return Err(vec![Lack::of("readings")]);
    };
    if energy.formula == recoverable::TARGET {
        return Err(vec![Lack::of("peers")]);
    }
    let (price, inputs) = mean_price(work, period)?;
    let euro = |kwh: Decimal| Some(kwh.checked_mul(price)?.round_dp(4));
    let value = euro(energy.value).ok_or_else(|| vec![Lack::of("price")])?;
    let (low, high) = ends(energy);
    let inputs = std::iter::once(input).chain(inputs).collect();
    let value = Value::new(value, Measure::Euro, "recoverable-cost", inputs).citing(energy.sources.clone());
    Ok(ranged(value.at_best(Quality::Measured, Certainty::Likely), euro(low).zip(euro(high))))
}

/// Euro per kWh PCI of what the building uses, one more kWh of each carrier in its share.
fn mean_price(work: &Work<'_>, period: Period) -> Result<(Decimal, Vec<Input>), Vec<Lack>> {
    let total = final_energy::sum(work, period, |_| true)?.value;
    let (mut mean, mut inputs) = (Decimal::ZERO, Vec::new());
    for of in energies(work, period) {
        let used = final_energy::carrier(work, of, period).map_err(|lack| vec![lack])?;
        let net = on_basis(of.card, used.value, Basis::Net);
        let share = net.and_then(|net| net.checked_div(total)).ok_or_else(|| vec![Lack::of("readings")])?;
        if share.is_zero() {
            continue;
        }
        let price = price(work, of).ok_or_else(|| vec![Lack::of("price")])?;
        // One kWh PCI of gas is 1/0.90 kWh PCS on the bill.
        let of_net = on_basis(of.card, Decimal::ONE, Basis::Net).and_then(|net| price.checked_div(net));
        let part =
            of_net.and_then(|price| price.checked_mul(share)).ok_or_else(|| vec![Lack::of("price")])?;
        mean = mean.checked_add(part).ok_or_else(|| vec![Lack::of("price")])?;
        let name = of.carrier.code();
        inputs.push(
            Input::new("share-of-carrier", share.round_dp(6), Measure::Share, Origin::Readings)
                .of(name)
                .quality(used.quality),
        );
        let price = Input::new("marginal-price", price, Measure::EuroPerKwh, Origin::Price).of(name);
        inputs.push(Input { basis: basis_of(of.card), ..price });
        inputs.extend(super::year::ratio_input(of.card, Basis::Net));
    }
    Ok((mean, inputs))
}

/// The marginal price of a carrier that holds on the day of the assessment, else the one that held last.
fn price(work: &Work<'_>, of: &Prepared<'_>) -> Option<Decimal> {
    last_price(work.site.prices.get(&of.carrier)?, work.site.on).map(|price| price.incl_vat.0)
}
