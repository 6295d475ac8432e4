//! Weather put aside, more is used than before: from a day on, or bit by bit.
//!
//! From the signature of all periods ([`Change`](crate::baseline::signature::Change)) and from the line of the years before the
//! one told of (case 8 of the Walloon brochure), in their original periods (I13). Where a summer explains it, the summer is
//! told and not the drift; so for mild weather, nights and panels: a kWh is counted once.

use rust_decimal::{Decimal, dec};

use super::{Alert, changed, heating_in_summer};
use crate::baseline::signature::cases::{drift_measured, measured};
use crate::baseline::signature::{Change, Per, Signature};
use crate::indicators::load::rounded;
use crate::indicators::{Figures, Prepared, Work};
use crate::period::{Day, Period, days_between};

/// A tenth more is worth a question. Ours: half of that is what set points and guests make from year to year.
const LEAST: f64 = 0.10;
/// Periods that draw the reference line: less than a year has no two seasons. Ours.
const FEWEST: usize = 10;
/// Days compared: a season at least. Ours.
const LEAST_DAYS: i64 = 90;

/// A step is news for two years; then it is what the building uses. Ours.
const NEWS_DAYS: i64 = 730;
/// Alerts that tell the same kWh by their cause.
const CAUSES: [&str; 4] = ["heating-in-summer", "heating-out-of-season", "base-load-high", "pv-stopped"];

/// The drift of each carrier.
pub fn find(work: &Work<'_>, _: &Figures, told: &[Alert]) -> Vec<Alert> {
    let open = |c: &&Prepared<'_>| !changed::is_told(told, c.carrier, &CAUSES);
    work.energies().filter(open).filter_map(|c| one(work, c)).collect()
}

fn one(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    let mut changes = changed::days(work, carrier.carrier);
    if let Some(from) = step(carrier).map(|step| step.0) {
        let old = days_between(from, work.site.on) > NEWS_DAYS;
        if !old && !changed::near(&changes, from) {
            return stepped(work, carrier);
        }
        // Known or explained, it is the beginning of what is usual now.
        changes.push(from);
    }
    later(work, carrier, changes.into_iter().max())
}

/// kWh a year of a change of the mean day.
fn a_year(by_a_day: f64) -> Option<Decimal> {
    rounded(by_a_day).map(|kwh| kwh * dec!(365))
}

/// A step of the whole line that is worth a question: its day, kWh a day, share.
fn step<'c>(carrier: &'c Prepared<'_>) -> Option<(Day, f64, f64, &'c Signature)> {
    let signature = carrier.signature.as_ref().ok().filter(|s| s.points.len() > FEWEST)?;
    let last = signature.points.last()?.days.to;
    let Some(Change::Step { from, by, share }) = signature.change else { return None };
    let lasts = days_between(from, last) >= LEAST_DAYS;
    (share >= LEAST && lasts).then_some((from, by, share, signature))
}

fn stepped(work: &Work<'_>, carrier: &Prepared<'_>) -> Option<Alert> {
    let (from, by, share, signature) = step(carrier)?;
    let period = Period::new(from, signature.points.last()?.days.to)?;
    told(work, carrier, from, period, share, a_year(by)?, signature)
}

/// The year told of beside the line of what was read before it, since the last change.
fn later(work: &Work<'_>, carrier: &Prepared<'_>, since: Option<Day>) -> Option<Alert> {
    let year = Period::year(work.year?)?;
    let read = carrier.observations.as_ref()?;
    let (before, after) = match since {
        Some(day) => read.around(day).1.around(year.from),
        None => read.around(year.from),
    };
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
    // A step found again among more readings lies some weeks off.
    let alert = Alert::new("drift", carrier.carrier, since.year(), period)
        .shown("cusum", "tune-heating-curve")
        .percent(rounded(share)?)
        .number("kwh", per_year, 0)
        .with("since", since)
        .quality(line.quality);
    let alert =
        if heating_in_summer::heats(carrier) { alert } else { alert.shown("cusum", "ask-what-changed") };
    Some(alert.costs(work, carrier.carrier, per_year))
}
