//! Consumptions far beyond the usual: a comma one, two or three places too far.
//!
//! Usual is what the file itself shows, reading by reading; where it holds too few, what was used per day over the last
//! year. The comma is put back where the value comes nearest to the usual, as a proposal.

use rust_decimal::Decimal;

use super::Daily;
use super::level::{self, Level, TIMES_USUAL};
use super::work::{Work, about};
use crate::building::Kind;
use crate::finding::{Code, Finding};
use crate::readings::{Point, Series};

const DAY_S: i64 = 86_400;

/// Slots about a month long: people compare them with the month before.
const MONTH_S: core::ops::RangeInclusive<i64> = 28 * DAY_S - 3600..=31 * DAY_S + 3600;

pub(super) fn run(work: &mut Work<'_>) {
    for n in 0..work.series.len() {
        let Some(series) = work.series.get(n) else { continue };
        if matches!(series.key.kind, Kind::Index | Kind::Level) {
            continue;
        }
        let found: Vec<(Point, Finding)> = match level_of(work, n, series) {
            Some(level) => within(work, n, series, level),
            None => against_held(work, n, series),
        };
        for (point, finding) in found {
            work.say_of(n, point.start, point.end, finding);
        }
    }
}

/// What is compared of a reading: the value itself where all slots are equally long, else its use per day. A delivery
/// has no length.
fn rate(series: &Series, point: &Point) -> i128 {
    let value = point.value.map_or(0, i128::from);
    let length = i128::from(point.end.saturating_sub(point.start));
    if series.resolution_s.is_some() || length <= 0 {
        return value;
    }
    value.saturating_mul(i128::from(DAY_S)) / length
}

fn is_a_month(point: &Point) -> bool {
    MONTH_S.contains(&point.end.saturating_sub(point.start))
}

fn level_of(work: &Work<'_>, n: usize, series: &Series) -> Option<Level> {
    let fine = series.resolution_s.is_some_and(|r| i64::from(r) < DAY_S);
    let rates = work.unsaid(n).map(|p| rate(series, p)).filter(|r| *r > 0);
    if fine && !Level::may_be_exceeded(rates.clone()) {
        // Nothing can lie beyond this.
        return Some(Level { usual: i128::MAX, high: i128::MAX });
    }
    Level::of(rates.collect(), fine)
}

fn within(work: &Work<'_>, n: usize, series: &Series, level: Level) -> Vec<(Point, Finding)> {
    if level.usual == i128::MAX {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut before: Option<&Point> = None;
    let mut until: Option<i64> = None;
    for point in work.unsaid(n).filter(|p| p.value.is_some()) {
        let rate = rate(series, point);
        let since = until.replace(point.end).unwrap_or(point.start);
        if !level.is_beyond(rate) || !level.is_beyond(with_hole(rate, point, since)) {
            before = Some(point).filter(|_| rate < level.usual.saturating_mul(TIMES_USUAL));
            continue;
        }
        let Some(value) = value(series, point) else { continue };
        // The value that this slot would have at the usual rate.
        let usual = decimal(level.usual, series.scale).zip(decimal(rate, series.scale));
        let Some(expected) = usual.and_then(|(usual, rate)| (value * usual).checked_div(rate)) else {
            continue;
        };
        let month = before.filter(|b| is_a_month(b) && is_a_month(point));
        let (of, than) = match month.and_then(|b| self::value(series, b)).filter(|v| *v > Decimal::ZERO) {
            Some(last_month) => (last_month, "month"),
            None => (expected, "usual"),
        };
        found.extend(said(series, point, value, expected, of, than).map(|f| (*point, f)));
    }
    found
}

/// The rate over the slot and the hole before it: after a hole, many meters say at once all that passed meanwhile.
fn with_hole(rate: i128, point: &Point, since: i64) -> i128 {
    let length = i128::from(point.end.saturating_sub(point.start));
    let whole = i128::from(point.end.saturating_sub(since.min(point.start)));
    rate.saturating_mul(length).checked_div(whole).unwrap_or(rate)
}

/// Too few readings to have a usual of their own: the last year's, if it is known.
fn against_held(work: &Work<'_>, n: usize, series: &Series) -> Vec<(Point, Finding)> {
    let Some(daily) = work.held(n).and_then(|held| held.daily) else { return Vec::new() };
    if series.key.kind == Kind::Delivery {
        return Vec::new();
    }
    let points = work.unsaid(n).filter_map(|point| {
        let value = value(series, point)?;
        let days =
            Decimal::new(point.end.saturating_sub(point.start), 0).checked_div(Decimal::new(DAY_S, 0))?;
        // An hour or a day may well be ten times the mean of a year; a week is not.
        let expected = daily.usual.checked_mul(days).filter(|_| days >= Decimal::new(7, 0))?;
        is_beyond_held(value, daily, days).then_some(())?;
        Some((*point, said(series, point, value, expected, expected, "usual")?))
    });
    points.collect()
}

/// Whether so much in so many days is far beyond what is held.
pub(super) fn is_beyond_held(value: Decimal, daily: Daily, days: Decimal) -> bool {
    let scaled =
        |v: Decimal| v.checked_mul(Decimal::new(1000, 0)).and_then(|v| i128::try_from(v.round()).ok());
    let level =
        daily.usual.checked_mul(days).and_then(scaled).zip(daily.most.checked_mul(days).and_then(scaled));
    match (level, scaled(value)) {
        (Some((usual, high)), Some(value)) if usual > 0 => Level { usual, high }.is_beyond(value),
        _ => false,
    }
}

fn said(
    series: &Series,
    point: &Point,
    value: Decimal,
    expected: Decimal,
    of: Decimal,
    than: &str,
) -> Option<Finding> {
    let factor = value.checked_div(of)?.round();
    let finding = about(point, series, Code::Implausible)
        .value(level::written(value, series))
        .with("factor", factor.normalize())
        .with("than", than);
    Some(match level::with_comma_back(value, expected) {
        Some(proposal) => finding.proposal(level::written(proposal, series)),
        None => finding,
    })
}

fn value(series: &Series, point: &Point) -> Option<Decimal> {
    Decimal::try_new(point.value?, series.scale).ok()
}

fn decimal(scaled: i128, scale: u32) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(scaled, scale).ok()
}
