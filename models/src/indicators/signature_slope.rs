//! Slope of the energy signature, *pente*: what one degree colder for one day costs.
//!
//! For a director: the worse the roof, the windows and the regulation, the steeper. Formula: b of `y/n = a + b·DJ/n`, least squares over
//! readings in their original periods. Unit: kWh per degree-day, on the basis of the carrier's bills. Source: DGTRE, *La signature
//! énergétique*. Range: its band at 90 %. Refuses: fewer than four periods, or all of one cold; water and what has no line.

use rust_decimal::Decimal;

use super::Indicator;
use super::explained::{Explained, Figures, Input, Lack, Measure, Origin, Value};
use super::site::{Prepared, Work};
use super::year::{basis_of, ranged};
use crate::baseline::signature::{Estimate, NoSignature, Signature};
use crate::building::Carrier;
use crate::period::Period;

/// The indicator.
pub const INDICATOR: Indicator = Indicator {
    code: CODE,
    formulas: &["signature-slope"],
    symbols: &["periods", "energy-read", "degree-days", "r-squared"],
    figures: |work, _: &Figures| {
        each(work, CODE, |signature| (signature.slope, Measure::KwhPerDegreeDay, "signature-slope"))
    },
};

const CODE: &str = "signature-slope";

/// One estimate of every carrier's line: what is asked of it, in which unit, by which formula.
pub(super) fn each(
    work: &Work<'_>,
    code: &'static str,
    ask: impl Fn(&Signature) -> (Estimate, Measure, &'static str),
) -> Vec<Explained> {
    if work.energies().next().is_none() {
        return vec![Explained::not_yet(code, None, [Lack::of("meter")])];
    }
    let one = |carrier: &Prepared<'_>| {
        let of = carrier.carrier.code();
        if !carrier.card.heats && carrier.carrier != Carrier::Electricity {
            return Explained::not_applicable(code, "no-heating").of(of);
        }
        let told = carrier.signature.as_ref().map(|signature| (signature, ask(signature)));
        match told {
            Ok((signature, asked)) => match value(signature, asked, carrier) {
                Some(value) => Explained::known(code, span(signature), value).of(of),
                None => Explained::not_yet(code, None, [Lack::of("signature")]).of(of),
            },
            Err(why) => Explained::not_yet(code, None, [lack(carrier, *why)]).of(of),
        }
    };
    work.energies().map(one).collect()
}

fn value(
    signature: &Signature,
    (estimate, unit, formula): (Estimate, Measure, &'static str),
    carrier: &Prepared<'_>,
) -> Option<Value> {
    let exact = |value: f64| Some(Decimal::from_f64_retain(value)?.round_dp(4));
    let range = estimate.band().and_then(|(low, high)| Some((exact(low)?, exact(high)?)));
    let of = |symbol, value, unit| {
        Input::new(symbol, value, unit, Origin::Readings)
            .quality(signature.quality)
            .certainty(signature.certainty)
    };
    let mut inputs = vec![
        of("periods", Decimal::from(signature.points.len()), Measure::Count),
        of("energy-read", signature.kwh, Measure::Kwh),
        of("degree-days", signature.degree_days, Measure::DegreeDays),
    ];
    inputs.extend(signature.r_squared.and_then(exact).map(|r2| of("r-squared", r2, Measure::Number)));
    let value = ranged(Value::new(exact(estimate.value)?, unit, formula, inputs), range);
    Some(Value { basis: basis_of(carrier.card), ..value })
}

/// From the first period of a line to the last.
pub(super) fn span(signature: &Signature) -> Option<Period> {
    let (first, last) = (signature.points.first()?, signature.points.last()?);
    Period::new(first.days.from, last.days.to)
}

fn lack(carrier: &Prepared<'_>, why: NoSignature) -> Lack {
    let waits = carrier.observations.as_ref().is_none_or(|o| !o.waiting.is_empty());
    match why {
        NoSignature::TooFew(_) if carrier.originals.is_some() && waits => Lack::of("weather"),
        NoSignature::TooFew(_) | NoSignature::SameCold | NoSignature::NotANumber => Lack::of("signature"),
    }
}
