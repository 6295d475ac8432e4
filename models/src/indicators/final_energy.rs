//! Final energy, *énergie finale*: what the building used in a year, by carrier and in all.
//!
//! For a director: everything that came through meters, tanks and the building's own panels in one year.
//! Formula: taken from network or tank + made and used on the site; in all: the sum on PCI, PCS × PCI/PCS. Unit: kWh; of a
//! fuel on its bill's basis, in all on PCI. Source: definition; PCI/PCS of PEB annex F (2021).
//! Refuses: while a month of a carrier lacks, and in all while one of any carrier in service does. Where panels are not
//! fully measured the electricity taken is given alone, by a formula that says so.

use super::Indicator;
use super::explained::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::site::{Prepared, Work};
use super::year::{OwnUse, basis_of, each_energy, energies, on_basis, own_use, ratio_input, taken_input};
use crate::building::Carrier;
use crate::certain::{Certainty, Quality};
use crate::period::Period;
use crate::units::Basis;
use rust_decimal::Decimal;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["final-energy", "final-energy-own-use", "final-energy-taken-only", "final-energy-total"],
    symbols: &["taken", "own-use", "final-energy", "net-per-gross"],
    figures,
};

pub(super) const CODE: &str = "final-energy";

fn figures(work: &Work<'_>, _: &Figures) -> Vec<Explained> {
    let one = |c: &Prepared<'_>, period| carrier(work, c, period).map_err(|lack| vec![lack]);
    each_energy(work, CODE, one, |period| sum(work, period, |_| true))
}

/// What the building used of a carrier in a year.
///
/// # Errors
/// What lacks.
pub(super) fn carrier(work: &Work<'_>, of: &Prepared<'_>, period: Period) -> Result<Value, Lack> {
    let taken = taken_input(work, of, period)?;
    let (mut kwh, mut inputs) = (taken.value, vec![taken]);
    let (formula, certainty) = match own_use(work.site, of, period) {
        OwnUse::None => ("final-energy", Certainty::Certain),
        OwnUse::Known(own, quality) => {
            kwh += own;
            let input = Input::new("own-use", own, Measure::Kwh, Origin::Readings);
            inputs.push(input.of(of.carrier.code()).quality(quality));
            ("final-energy-own-use", Certainty::Certain)
        }
        OwnUse::Unmeasured => ("final-energy-taken-only", Certainty::Likely),
    };
    let value = Value::new(kwh, Measure::Kwh, formula, inputs).at_best(Quality::Measured, certainty);
    Ok(Value { basis: basis_of(of.card), ..value })
}

/// What it used of several carriers in a year, on PCI.
///
/// # Errors
/// What lacks of any of them.
pub(super) fn sum(
    work: &Work<'_>,
    period: Period,
    keep: impl Fn(Carrier) -> bool,
) -> Result<Value, Vec<Lack>> {
    let (mut total, mut inputs, mut lacks) = (Decimal::ZERO, Vec::new(), Vec::new());
    for of in energies(work, period).filter(|c| keep(c.carrier)) {
        match carrier(work, of, period) {
            Err(lack) => lacks.push(lack),
            Ok(value) => match on_basis(of.card, value.value, Basis::Net) {
                None => lacks.push(Lack::of("factor")),
                Some(net) => {
                    total += net;
                    inputs.push(super::year::input_of("final-energy", CODE, &value).of(of.carrier.code()));
                    inputs.extend(ratio_input(of.card, Basis::Net));
                }
            },
        }
    }
    if inputs.is_empty() && lacks.is_empty() {
        lacks.push(Lack::of("meter"));
    }
    lacks.dedup();
    if lacks.is_empty() {
        Ok(Value::new(total, Measure::Kwh, "final-energy-total", inputs).basis(Basis::Net))
    } else {
        Err(lacks)
    }
}
