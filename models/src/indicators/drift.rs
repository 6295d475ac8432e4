//! Drift, *dérive*: what was used since the reference year more or less than its line says, weather put aside.
//!
//! For a director: the building against itself. Formula: Σ(y − (a + b·x)) over the periods after the reference, whose line is that
//! of the first year that has one to rely upon (two or three years where it takes them). Unit: kWh on the basis of the bills.
//! Source: DGTRE, case 8 (*mesure de la dérive*). Range: its band at 90 %. Refuses: without such a line, or anything after it.

use rust_decimal::Decimal;

use super::explained::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::site::{Prepared, Work};
use super::year::{basis_of, ranged};
use super::{Indicator, heating, signature_slope};
use crate::baseline::original::Observations;
use crate::baseline::signature::cases::{Measured, measured};
use crate::baseline::signature::{Per, Signature};
use crate::building::Carrier;
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["drift"],
    symbols: &["energy-read", "energy-expected"],
    figures: |work, _: &Figures| each(work, CODE, kwh),
};

const CODE: &str = "drift";
/// A reference grows no older than this before it has a line.
const YEARS: [i32; 3] = [1, 2, 3];

/// What came after a reference.
pub(super) struct Drifted {
    /// The line of the reference.
    pub(super) reference: Signature,
    /// Readings after it.
    pub(super) later: Observations,
    measured: Measured,
}

impl Drifted {
    /// The days that are compared with the reference.
    pub(super) fn since(&self) -> Option<Period> {
        let (first, last) = (self.later.list().first()?, self.later.list().last()?);
        Period::new(first.days().from, last.days().to)
    }
}

/// The drift of one carrier.
///
/// # Errors
/// What lacks.
pub(super) fn drifted(of: &Prepared<'_>) -> Result<Drifted, Lack> {
    let observations = of.observations.as_ref().ok_or(Lack::of("weather"))?;
    let first = observations
        .list()
        .first()
        .ok_or_else(|| Lack::of(if observations.waiting.is_empty() { "readings" } else { "weather" }))?;
    let start = first.days().from;
    let line_before = |years: i32| {
        let cut = start.saturating_add(jiff::Span::new().years(years));
        let (before, later) = observations.around(cut);
        let reference = Signature::fit(&before, Per::Day).ok().filter(heating::usable)?;
        Some((reference, later))
    };
    let (reference, later) = YEARS.into_iter().find_map(line_before).ok_or(Lack::of("signature"))?;
    let measured = measured(&reference, &later).ok_or(Lack::of("second-year"))?;
    Ok(Drifted { reference, later, measured })
}

/// Whether a drift is told of a carrier: one that heats, or electricity that does.
pub(super) fn is_told(work: &Work<'_>, of: &Prepared<'_>) -> bool {
    of.card.heats || (of.carrier == Carrier::Electricity && heating::line(work, of).is_some())
}

/// One figure of every carrier's drift.
pub(super) fn each(
    work: &Work<'_>,
    code: &'static str,
    ask: impl Fn(&Measured, Vec<Input>) -> Option<Value>,
) -> Vec<Explained> {
    if work.energies().next().is_none() {
        return vec![Explained::not_yet(code, None, [Lack::of("meter")])];
    }
    let one = |of: &Prepared<'_>| {
        let name = of.carrier.code();
        if !is_told(work, of) {
            return Explained::not_applicable(code, "no-heating").of(name);
        }
        let figure = match drifted(of) {
            Ok(found) => match inputs(&found, of).and_then(|inputs| ask(&found.measured, inputs)) {
                Some(value) => {
                    let basis = basis_of(of.card).filter(|_| value.unit == Measure::Kwh);
                    Explained::known(code, found.since(), Value { basis, ..value })
                }
                None => Explained::not_yet(code, None, [Lack::of("signature")]),
            },
            Err(lack) => Explained::not_yet(code, None, [lack]),
        };
        figure.of(name)
    };
    work.energies().map(one).collect()
}

/// What was read since, and what the line of the reference says of the same days.
fn inputs(found: &Drifted, of: &Prepared<'_>) -> Option<Vec<Input>> {
    let (read, more) = (found.later.kwh(), exact(found.measured.kwh.value)?);
    let input = |symbol, value| Input::new(symbol, value, Measure::Kwh, Origin::Readings);
    let read = input("energy-read", read).quality(found.later.quality()).certainty(found.later.certainty());
    let expected = input("energy-expected", found.later.kwh() - more)
        .quality(found.reference.quality.weakest(crate::certain::Quality::Modelled))
        .certainty(found.reference.certainty);
    let basis = basis_of(of.card);
    Some([read, expected].map(|input| Input { basis, ..input }).into_iter().collect())
}

fn kwh(measured: &Measured, inputs: Vec<Input>) -> Option<Value> {
    let range = measured.kwh.band().and_then(|(low, high)| Some((exact(low)?, exact(high)?)));
    Some(ranged(Value::new(exact(measured.kwh.value)?, Measure::Kwh, "drift", inputs), range))
}

/// To the watt-hour: statistics say no more.
pub(super) fn exact(value: f64) -> Option<Decimal> {
    Some(Decimal::from_f64_retain(value)?.round_dp(3))
}

/// The days a reference stands on.
pub(super) fn reference_days(found: &Drifted) -> Option<Period> {
    signature_slope::span(&found.reference)
}
