//! Index readings out of line: one that does not fit between its neighbours, a last one that runs away, a first one that
//! does not follow what is held. A comma is missing, or one too many is there.

use rust_decimal::Decimal;

use super::Held;
use super::level::{self, Level};
use super::spikes::is_beyond_held;
use super::work::{Work, about};
use crate::building::Kind;
use crate::finding::{Code, Finding};
use crate::readings::index::{Step, step};
use crate::readings::{Point, Series};

const DAY_S: i64 = 86_400;

/// Whole digits of a counter that nobody has described and that shows fewer: it has at least so many, and an index of
/// two more is not its own.
const FEWEST_DIGITS: u32 = 5;

pub(super) fn run(work: &mut Work<'_>) {
    for n in 0..work.series.len() {
        let Some(series) = work.series.get(n).filter(|s| s.key.kind == Kind::Index) else { continue };
        let read: Vec<(Point, i64)> = work.unsaid(n).filter_map(|p| Some((*p, p.value?))).collect();
        let mut found = alone(series, &read);
        let wild: Vec<u32> = found.iter().map(|(point, ..)| point.row).collect();
        let rest: Vec<(Point, i64)> = read.iter().copied().filter(|(p, _)| !wild.contains(&p.row)).collect();
        found.extend(after_held(series, &rest, work.held(n)));
        found.extend(running_away(series, &rest));
        for (point, finding, explained) in found {
            for row in explained {
                work.explain(row);
            }
            work.say_of(n, point.start, point.end, finding);
        }
    }
}

/// A point, what is said of it, and the rows on which the index falls only because of it.
type Found = (Point, Finding, Vec<u32>);

/// Readings that do not fit between neighbours that fit each other, where a moved comma makes them fit.
fn alone(series: &Series, read: &[(Point, i64)]) -> Vec<Found> {
    let triples = read.windows(3).filter_map(|three| match three {
        [before, it, after] => Some((before, it, after)),
        _ => None,
    });
    triples
        .filter(|(before, it, after)| before.1 <= after.1 && !(before.1..=after.1).contains(&it.1))
        .filter_map(|(before, it, after)| {
            let value = decimal(it.1, series.scale)?;
            let (low, high) = (decimal(before.1, series.scale)?, decimal(after.1, series.scale)?);
            let proposal = level::shifted(value, it.1 < before.1).find(|v| (low..=high).contains(v))?;
            let finding = said(series, &it.0, value).proposal(level::written(proposal, series));
            let falls = if it.1 < before.1 { it.0.row } else { after.0.row };
            Some((it.0, finding, vec![falls]))
        })
        .collect()
}

/// Steps that pass far more per day than the others. Only the last one gets a proposal: after any other, the index
/// went on from there.
fn running_away(series: &Series, read: &[(Point, i64)]) -> Vec<Found> {
    let rates: Vec<(usize, i128)> = read
        .windows(2)
        .zip(1..)
        .filter_map(|(pair, at)| match pair {
            [(before, low), (after, high)] => {
                let passed = high.checked_sub(*low).filter(|passed| *passed > 0)?;
                let seconds = after.start.checked_sub(before.start).filter(|s| *s > 0)?;
                Some((at, i128::from(passed).saturating_mul(i128::from(DAY_S)) / i128::from(seconds)))
            }
            _ => None,
        })
        .collect();
    let span = read.first().zip(read.last()).map_or(0, |(a, b)| b.0.start.saturating_sub(a.0.start));
    let count = i64::try_from(read.len()).unwrap_or(i64::MAX);
    let fine = span / count.max(1) < DAY_S;
    let Some(level) = Level::of(rates.iter().map(|(_, rate)| *rate).collect(), fine) else {
        return Vec::new();
    };
    let beyond = rates.into_iter().filter(|(_, rate)| level.is_beyond(*rate));
    beyond
        .filter_map(|(at, rate)| {
            let (before, (point, value)) = (read.get(at - 1)?, read.get(at)?);
            let value = decimal(*value, series.scale)?;
            let factor = rate.checked_div(level.usual.max(1)).unwrap_or(rate);
            let finding = said(series, point, value).with("factor", factor);
            let last = at + 1 == read.len();
            let proposal = last
                .then(|| {
                    let low = decimal(before.1, series.scale)?;
                    let days =
                        Decimal::new(point.start.saturating_sub(before.0.start), 0) / Decimal::new(DAY_S, 0);
                    let usual = Decimal::try_from_i128_with_scale(level.usual, series.scale).ok()?;
                    let expected = usual.checked_mul(days)?.checked_add(low)?;
                    level::with_comma_back(value, expected).filter(|v| *v >= low)
                })
                .flatten();
            Some((*point, with(finding, series, proposal), Vec::new()))
        })
        .collect()
}

/// The first reading of the file, after the last that is held.
fn after_held(series: &Series, read: &[(Point, i64)], held: Option<&Held>) -> Option<Found> {
    let (point, value) = read.first()?;
    let held = held?;
    let (at, last) = held.last_index.filter(|(at, _)| *at < point.start)?;
    let value_read = decimal(*value, series.scale)?;
    let days = Decimal::new(point.start - at, 0) / Decimal::new(DAY_S, 0);
    let expected = match held.daily {
        Some(daily) => daily.usual.checked_mul(days)?.checked_add(last)?,
        None => last,
    };
    let fits =
        |v: &Decimal| *v >= last && held.daily.is_none_or(|daily| !is_beyond_held(*v - last, daily, days));
    let finding = said(series, point, value_read).with("held", last.normalize());
    if value_read < last {
        if rolls_over(last, value_read, series.scale, held.digits) {
            return None;
        }
        let proposal = level::shifted(value_read, true).find(|v| fits(v) && held.daily.is_some());
        let finding = match proposal {
            Some(_) => with(finding, series, proposal),
            None => Finding { code: Code::IndexDecreases, ..finding },
        };
        return Some((*point, finding, Vec::new()));
    }
    let passed = value_read - last;
    let runs_away = match held.daily {
        Some(daily) => is_beyond_held(passed, daily, days),
        None => whole_digits(value_read) > held.digits.unwrap_or(whole_digits(last).max(FEWEST_DIGITS) + 1),
    };
    if !runs_away {
        return None;
    }
    let factor = held.daily.and_then(|daily| passed.checked_div(daily.usual.checked_mul(days)?));
    let finding = match factor {
        Some(factor) => finding.with("factor", factor.round().normalize()),
        None => finding,
    };
    let proposal = level::with_comma_back(value_read, expected).filter(fits);
    Some((*point, with(finding, series, proposal), Vec::new()))
}

/// Whether the counter went through zero between the two.
fn rolls_over(before: Decimal, after: Decimal, scale: u32, digits: Option<u32>) -> bool {
    let scaled = |v: Decimal| {
        let factor = Decimal::from(10u64.checked_pow(scale)?);
        i64::try_from(v.checked_mul(factor)?.round()).ok()
    };
    match (scaled(before), scaled(after)) {
        (Some(before), Some(after)) => matches!(step(before, after, scale, digits), Step::RolledOver(_)),
        _ => false,
    }
}

fn whole_digits(value: Decimal) -> u32 {
    u128::try_from(value.trunc().mantissa()).ok().and_then(u128::checked_ilog10).map_or(1, |n| n + 1)
}

fn said(series: &Series, point: &Point, value: Decimal) -> Finding {
    let finding = about(point, series, Code::Implausible);
    finding.value(level::written(value, series)).with("than", "index")
}

fn with(finding: Finding, series: &Series, proposal: Option<Decimal>) -> Finding {
    match proposal {
        Some(proposal) => finding.proposal(level::written(proposal, series)),
        None => finding,
    }
}

fn decimal(value: i64, scale: u32) -> Option<Decimal> {
    Decimal::try_new(value, scale).ok()
}
