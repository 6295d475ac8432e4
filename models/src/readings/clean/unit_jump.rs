//! A series that changes its unit on some day and keeps the other: its level is a thousand times what it was (Wh, kWh,
//! `MWh`), 3.6 times (MJ and kWh) or about eleven times (m3 of gas and kWh).
//!
//! A thousandfold change, the seasons taken into account, is nobody's use of energy. The other two might be: the end of
//! the heating season divides gas by ten. They are believed only of days, between one fortnight and the next, and where
//! the season explains the opposite.

use rust_decimal::Decimal;

use super::work::Work;
use crate::building::{Carrier, Kind};
use crate::finding::{Code, Finding};
use crate::period::{Day, day_of};
use crate::readings::Series;

const DAY_S: i64 = 86_400;

/// A change of unit, by the ratio of levels in hundredths.
struct Change {
    code: &'static str,
    ratio: core::ops::RangeInclusive<i128>,
    carriers: Option<&'static [Carrier]>,
    /// Fewest days or periods on both sides.
    fewest: usize,
    /// Whether the seasons can do the same.
    seasonal: bool,
}

const CHANGES: &[Change] = &[
    Change { code: "thousand", ratio: 20_000..=500_000, carriers: None, fewest: 3, seasonal: false },
    Change {
        code: "megajoule",
        ratio: 340..=380,
        carriers: Some(&[Carrier::DistrictHeat, Carrier::NaturalGas]),
        fewest: 14,
        seasonal: true,
    },
    // Slochteren gas held 10.2 to 10.6 kWh PCS per m3, what replaced it 11 to 11.7.
    Change {
        code: "cubic-metre",
        ratio: 1_000..=1_190,
        carriers: Some(&[Carrier::NaturalGas]),
        fewest: 14,
        seasonal: true,
    },
];

/// Steepest steps looked at: a meter that jumps more often does not change its unit each time.
const MOST_CANDIDATES: usize = 6;

/// Least step between neighbours, in hundredths, that is worth a look.
const STEEP: i128 = 250;

/// Use per day, of a day or of a period.
#[derive(Clone, Copy)]
struct Pace {
    start: i64,
    row: u32,
    rate: i128,
}

/// A step to another unit.
struct Jump {
    at: Pace,
    /// Of the higher level to the lower, in hundredths.
    ratio: i128,
    up: bool,
    change: &'static Change,
}

pub(super) fn run(work: &mut Work<'_>) {
    for n in 0..work.series.len() {
        let Some(series) = work.series.get(n) else { continue };
        if !matches!(series.key.kind, Kind::Interval | Kind::Billed) {
            continue;
        }
        let paces = paces(work, n, series);
        let jump = jump(series, &paces).or_else(|| against_held(work, n, series, &paces));
        let Some(Jump { at, ratio, up, change }) = jump else { continue };
        let (Some(day), Some(to)) = (day_of(at.start), series.to()) else { continue };
        let finding = Finding::new(Code::UnitJump)
            .row(at.row)
            .with("day", day)
            .with("why", change.code)
            .with("than", if up { "higher" } else { "lower" })
            .with("factor", Decimal::new(i64::try_from(ratio).unwrap_or(i64::MAX), 2).normalize());
        // The day before may already hold some of it: the change is known to the day, in UTC.
        let fine = series.resolution_s.is_some_and(|r| i64::from(r) < DAY_S);
        let from = if fine { at.start.saturating_sub(DAY_S) } else { at.start };
        work.say_of(n, from, to, finding);
    }
}

/// Use per day: of each day where slots are shorter, of each period where they are longer. Only what is above zero.
fn paces(work: &Work<'_>, n: usize, series: &Series) -> Vec<Pace> {
    let fine = series.resolution_s.is_some_and(|r| i64::from(r) < DAY_S);
    let mut paces: Vec<Pace> = Vec::new();
    for point in work.unsaid(n) {
        let Some(value) = point.value.map(i128::from) else { continue };
        if fine {
            let start = point.start.div_euclid(DAY_S) * DAY_S;
            match paces.last_mut().filter(|l| l.start == start) {
                Some(level) => level.rate += value,
                None => paces.push(Pace { start, row: point.row, rate: value }),
            }
        } else {
            let length = i128::from(point.end.saturating_sub(point.start)).max(1);
            let rate = value.saturating_mul(i128::from(DAY_S)) / length;
            paces.push(Pace { start: point.start, row: point.row, rate });
        }
    }
    // The first and the last day of an export are rarely whole.
    if fine && paces.len() > 2 {
        paces.pop();
        paces.remove(0);
    }
    paces.retain(|l| l.rate > 0);
    paces
}

/// The step at which the unit changes, with the ratio of levels in hundredths.
fn jump(series: &Series, paces: &[Pace]) -> Option<Jump> {
    let mut steps: Vec<(i128, usize)> = paces
        .windows(2)
        .zip(1..)
        .filter_map(|(pair, at)| match pair {
            [a, b] => Some((hundredths(a.rate, b.rate).max(hundredths(b.rate, a.rate)), at)),
            _ => None,
        })
        .filter(|(ratio, _)| *ratio >= STEEP)
        .collect();
    steps.sort_unstable_by(|a, b| b.cmp(a));
    steps.truncate(MOST_CANDIDATES);
    steps.into_iter().find_map(|(_, at)| {
        let (before, after) = paces.split_at_checked(at)?;
        change_between(series, before, after)
    })
}

fn change_between(series: &Series, before: &[Pace], after: &[Pace]) -> Option<Jump> {
    let daily = series.resolution_s.is_some_and(|r| i64::from(r) <= DAY_S);
    let at = *after.first()?;
    CHANGES.iter().find_map(|change| {
        let fits = change.carriers.is_none_or(|list| list.contains(&series.key.carrier));
        if !fits || before.len() < change.fewest || after.len() < change.fewest {
            return None;
        }
        // Where seasons matter, only the weeks around the step are compared; else the whole of both sides.
        let (before, after) = if change.seasonal {
            (before.get(before.len() - change.fewest..)?, after.get(..change.fewest)?)
        } else {
            (before, after)
        };
        let ratio =
            apart(before, after).map(|r| (r, true)).or_else(|| apart(after, before).map(|r| (r, false)));
        let (ratio, up) = ratio?;
        let believed = !change.seasonal || (daily && !season_explains(at.start, up));
        (change.ratio.contains(&ratio) && believed).then_some(Jump { at, ratio, up, change })
    })
}

/// The ratio of the medians in hundredths, where nine tenths of the one lie above nine tenths of the other.
fn apart(low: &[Pace], high: &[Pace]) -> Option<i128> {
    let sorted = |paces: &[Pace]| {
        let mut rates: Vec<i128> = paces.iter().map(|l| l.rate).collect();
        rates.sort_unstable();
        rates
    };
    let (low, high) = (sorted(low), sorted(high));
    let at = |rates: &[i128], tenths: usize| rates.get((rates.len() - 1) * tenths / 10).copied();
    let (top, bottom) = (at(&low, 9)?, at(&high, 1)?);
    (bottom > top).then_some(hundredths(at(&low, 5)?, at(&high, 5)?))
}

/// How many hundredths of `low` make `high`; both above zero.
fn hundredths(low: i128, high: i128) -> i128 {
    high.saturating_mul(100) / low.max(1)
}

/// Heating begins between August and November and ends between March and July.
fn season_explains(start: i64, up: bool) -> bool {
    let month = day_of(start).map_or(1, Day::month);
    if up { (8..=11).contains(&month) } else { (3..=7).contains(&month) }
}

/// A file that is wholly at a thousand times, or a thousandth, of what is held.
fn against_held(work: &Work<'_>, n: usize, series: &Series, paces: &[Pace]) -> Option<Jump> {
    let usual = work.held(n)?.daily?.usual;
    let change = CHANGES.first().filter(|change| paces.len() >= change.fewest)?;
    let usual = usual.checked_mul(Decimal::from(10u64.checked_pow(series.scale)?))?.round();
    let usual = i128::try_from(usual).ok().filter(|u| *u > 0)?;
    let mut rates: Vec<i128> = paces.iter().map(|p| p.rate).collect();
    rates.sort_unstable();
    let median = *rates.get((rates.len() - 1) / 2)?;
    let ratio = hundredths(usual, median).max(hundredths(median, usual));
    let jump = Jump { at: *paces.first()?, ratio, up: median > usual, change };
    change.ratio.contains(&ratio).then_some(jump)
}
