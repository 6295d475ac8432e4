//! Meters that stand still without being at zero: the same consumption again and again, an index that no longer moves.

use super::standstill::is_long;
use super::work::{Work, about, over};
use super::zeros::uses_between;
use crate::building::{Direction, Kind};
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::readings::{Point, Series};

const DAY_S: i64 = 86_400;

/// Values of fewer than three digits come back by themselves: a meter that counts whole kWh says `1` all night, and
/// writes it `1,000`.
const FEWEST_DIGITS: i64 = 100;

/// Slots of less than a day: as many equal ones as fill a day.
const LONGEST_FINE_S: i64 = DAY_S;
/// Days: a week of equal ones.
const LONGEST_DAYS_S: i64 = 7 * DAY_S - 3600;
/// Months and bills: three equal ones, whatever their length, were shared out of something longer.
const MOST_PERIODS: usize = 3;

/// Steps of an index that usually moves: seven in ten, of at least four.
const FEWEST_STEPS: usize = 4;

pub(super) fn run(work: &mut Work<'_>) {
    for n in 0..work.series.len() {
        let Some(series) = work.series.get(n) else { continue };
        if series.key.direction != Direction::Offtake || !series.counts {
            continue;
        }
        let found: Vec<(Point, i64, usize)> = match series.key.kind {
            Kind::Interval | Kind::Billed => repeated(work, n, series),
            Kind::Index => unmoved(work, n, series),
            Kind::Delivery | Kind::Level => continue,
        };
        let found: Vec<(i64, i64, Finding)> =
            found.into_iter().filter_map(|(first, to, count)| said(series, &first, to, count)).collect();
        for (from, to, finding) in found {
            work.say_of(n, from, to, finding);
        }
    }
}

/// Runs of one value of three digits and more, slot after slot; with their end and their length.
fn repeated(work: &Work<'_>, n: usize, series: &Series) -> Vec<(Point, i64, usize)> {
    let length = series.resolution_s.map_or(i64::MAX, i64::from);
    let telling = |v: i64| if length <= DAY_S { without_zeros(v) >= FEWEST_DIGITS } else { v > 0 };
    let worth = |p: &Point| p.quality == Quality::Measured && p.value.is_some_and(telling);
    let mut runs: Vec<(Point, i64, usize)> = Vec::new();
    let mut open = false;
    for point in work.unsaid(n) {
        let same = |run: &(Point, i64, usize)| run.0.value == point.value && run.1 == point.start;
        match runs.last_mut().filter(|run| open && same(run)) {
            Some(run) => (run.1, run.2) = (point.end, run.2 + 1),
            None if worth(point) => runs.push((*point, point.end, 1)),
            None => {
                open = false;
                continue;
            }
        }
        open = true;
    }
    // A profile that is flat for most of its time is flat.
    let flat = |run: &(Point, i64, usize)| length <= DAY_S && run.2.saturating_mul(2) > series.points.len();
    runs.retain(|run| {
        let lasts = run.1.saturating_sub(run.0.start);
        let long = match length {
            ..DAY_S => lasts >= LONGEST_FINE_S,
            DAY_S => lasts >= LONGEST_DAYS_S,
            _ => run.2 >= MOST_PERIODS && lasts > LONGEST_DAYS_S,
        };
        long && !flat(run)
    });
    runs
}

/// The digits of a value without the zeros behind them.
fn without_zeros(mut value: i64) -> i64 {
    while value != 0 && value % 10 == 0 {
        value /= 10;
    }
    value
}

/// Stretches over which an index that usually moves does not.
fn unmoved(work: &Work<'_>, n: usize, series: &Series) -> Vec<(Point, i64, usize)> {
    let read: Vec<&Point> = work.unsaid(n).filter(|p| p.value.is_some()).collect();
    let runs: Vec<&[&Point]> = read.chunk_by(|a, b| a.value == b.value).collect();
    let steps = read.len().saturating_sub(1);
    let moved = runs.len().saturating_sub(1);
    if steps < FEWEST_STEPS || moved.saturating_mul(10) < steps.saturating_mul(7) {
        return Vec::new();
    }
    let stretch = |run: &[&Point]| {
        let (first, last) = (run.first()?, run.last()?);
        let long = run.len() > 1 && is_long(series.key.carrier, first.start, last.start);
        let silent = || !work.registers_beside(n).any(|s| uses_between(s, first.start, last.start + 1));
        (long && silent()).then_some((**first, last.start, run.len()))
    };
    runs.into_iter().filter_map(stretch).collect()
}

fn said(series: &Series, first: &Point, to: i64, count: usize) -> Option<(i64, i64, Finding)> {
    let value = rust_decimal::Decimal::try_new(first.value?, series.scale).ok()?;
    let finding = about(first, series, Code::StuckMeter)
        .value(super::level::written(value, series))
        .with("kind", series.key.kind.code())
        .with("count", count);
    Some((first.start, to, over(finding, first.start, to)?))
}
