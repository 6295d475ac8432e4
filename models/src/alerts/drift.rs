//! Weather put aside, more is used than before: from a day on, or bit by bit.
//!
//! From the signature of all periods ([`Change`](crate::baseline::signature::Change)) and from the line of the years before the
//! one told of (case 8 of the Walloon brochure), in their original periods (I13). Where a summer explains it, the summer is
//! told and not the drift; so for mild weather, nights and panels: a kWh is counted once.

use rust_decimal::{Decimal, dec};

use super::{Alert, Finder, base_load_high, heating_in_summer, heating_out_of_season, pv_stopped};
use crate::baseline::signature::cases::{drift_measured, measured};
use crate::baseline::signature::{Change, Per, Signature};
use crate::indicators::load::rounded;
use crate::indicators::{Figures, Prepared, Work};
use crate::period::{Day, Period};

/// A tenth more is worth a question. Ours: half of that is what set points and guests make from year to year.
const LEAST: f64 = 0.10;
/// Periods that draw the reference line: less than a year has no two seasons. Ours.
const FEWEST: usize = 10;
/// Days compared: a season at least. Ours.
const LEAST_DAYS: i64 = 90;

/// The drift of each carrier.
pub fn find(work: &Work<'_>, figures: &Figures) -> Vec<Alert> {
    let causes: [Finder; 4] =
        [heating_in_summer::find, heating_out_of_season::find, base_load_high::find, pv_stopped::find];
    let told: Vec<Alert> = causes.iter().flat_map(|find| find(work, figures)).collect();
    let open = |c: &&Prepared<'_>| told.iter().all(|a| a.carrier != Some(c.carrier));
    work.energies().filter(open).filter_map(|c| step(work, c).or_else(|| later(work, c))).collect()
}

/// kWh a year of a change of the mean day.
fn a_year(by_a_day: f64) -> Option<Decimal> {
    rounded(by_a_day).map(|kwh| kwh * dec!(365))
}

fn step(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    let signature = carrier.signature.as_ref().ok().filter(|s| s.points.len() > FEWEST)?;
    let last = signature.points.last()?.days.to;
    let Some(Change::Step { from, by, share }) = signature.change else { return None };
    let lasts = crate::period::days_between(from, last) >= LEAST_DAYS;
    if share < LEAST || !lasts {
        return None;
    }
    told(work, carrier, from, Period::new(from, last)?, share, a_year(by)?, signature)
}

fn later(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    let year = Period::year(work.year?)?;
    let (before, after) = carrier.observations.as_ref()?.around(year.from);
    if before.list().len() < FEWEST {
        return None;
    }
    let reference = Signature::fit(&before, Per::Day).ok()?;
    let found = measured(&reference, &after).filter(|m| m.share >= LEAST && m.days >= LEAST_DAYS)?;
    drift_measured(&reference, &found)?;
    let by = found.kwh.value / found.days.to_string().parse::<f64>().ok()?;
    let last = after.list().last()?.days().to;
    told(work, carrier, year.from, Period::new(year.from, last)?, found.share, a_year(by)?, &reference)
}

fn told(
    work: &Work<'_>,
    carrier: &Prepared<'_>,
    since: Day,
    period: Period,
    share: f64,
    per_year: Decimal,
    line: &Signature,
) -> Option<Alert> {
    let alert = Alert::new("drift", carrier.carrier, since, period)
        .shown("cusum", "tune-heating-curve")
        .percent(rounded(share)?)
        .number("kwh", per_year, 0)
        .with("since", since)
        .quality(line.quality);
    let alert =
        if heating_in_summer::heats(carrier) { alert } else { alert.shown("cusum", "ask-what-changed") };
    Some(alert.costs(work, carrier.carrier, per_year))
}
