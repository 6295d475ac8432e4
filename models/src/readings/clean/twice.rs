//! The same energy through two meters of a file, or of a building: a head meter and the meters behind it.
//!
//! Where a supply point with its EAN adds up the meters behind it, it is what the bill counts and they do not count.
//! Where a column is merely the sum of the others, it is the sum that does not count.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::work::Work;
use crate::building::Kind;
use crate::finding::{Code, Finding};
use crate::readings::Series;

/// Fewest meters behind a head meter: the sum of one is that one.
const FEWEST_PARTS: usize = 2;
/// Fewest slots that must add up.
const FEWEST_SLOTS: usize = 6;
/// One slot in so many may differ: a cell that was not read.
const ONE_IN: usize = 20;
/// How many hundredths sums may differ by: meters behind one another lose a little.
const HUNDREDTHS: i128 = 1;

/// Stops counting what is counted by a sum of others, or the sum itself.
pub(super) fn sums(work: &mut Work<'_>) {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (n, series) in work.series.iter().enumerate() {
        let k = &series.key;
        if series.counts && matches!(k.kind, Kind::Interval | Kind::Billed) {
            groups.entry((k.carrier, k.direction, k.kind, k.unit, series.resolution_s)).or_default().push(n);
        }
    }
    let found: Vec<(usize, Vec<usize>)> =
        groups.into_values().filter_map(|members| sum_among(work.series, &members)).collect();
    for (sum, parts) in found {
        let Some(series) = work.series.get(sum) else { continue };
        let named = |n: &usize| work.series.get(*n).is_some_and(|s| s.key.ean.is_some());
        let head = named(&sum) && !parts.iter().any(named);
        let first = series.points.first().map(|p| p.row);
        let column = Some(series.written.header.clone()).filter(|header| !header.is_empty());
        let finding = Finding::new(Code::SumOfOthers)
            .with("carrier", series.key.carrier.code())
            .with("series", parts.len())
            .with("why", if head { "head" } else { "sum" });
        let finding = Finding { row: first, column, ..finding };
        let uncounted = if head { parts } else { vec![sum] };
        for n in uncounted {
            if let Some(series) = work.series.get_mut(n) {
                series.counts = false;
            }
        }
        work.say(finding);
    }
}

/// Stops counting meters whose energy a meter before them counts already.
pub(super) fn behind(work: &mut Work<'_>) {
    let mut said: BTreeSet<String> = BTreeSet::new();
    for n in 0..work.series.len() {
        let Some(head) = work.held(n).and_then(|held| held.behind.as_deref()) else { continue };
        let Some(series) = work.series.get_mut(n) else { continue };
        series.counts = false;
        let finding = Finding::new(Code::SubMeter).with("meter", head);
        let finding = Finding { row: series.points.first().map(|p| p.row), ..finding };
        if said.insert(head.to_owned()) {
            work.say(finding);
        }
    }
}

/// The series that the others of its group add up to, and they.
fn sum_among(series: &[Series], members: &[usize]) -> Option<(usize, Vec<usize>)> {
    let scale = members.iter().filter_map(|n| series.get(*n)).map(|s| s.scale).max()?;
    let totals: Vec<(i128, usize)> =
        members.iter().filter_map(|n| Some((total(series.get(*n)?, scale)?, *n))).collect();
    let (largest, sum) = *totals.iter().max_by_key(|(total, n)| (*total, core::cmp::Reverse(*n)))?;
    let all: i128 = totals.iter().map(|(total, _)| *total).sum();
    let parts: Vec<usize> = totals.iter().map(|(_, n)| *n).filter(|n| *n != sum).collect();
    if parts.len() < FEWEST_PARTS || largest <= 0 || !is_near(all - largest, largest) {
        return None;
    }
    // Registers of one meter are the parser's affair.
    let meter = |n: usize| {
        let k = &series.get(n)?.key;
        Some((&k.ean, &k.serial, &k.name))
    };
    if parts.iter().any(|n| meter(*n) == meter(sum)) {
        return None;
    }
    adds_up(series, sum, &parts, scale).then_some((sum, parts))
}

fn scaled(value: i64, from: u32, to: u32) -> Option<i128> {
    i128::from(value).checked_mul(10i128.checked_pow(to.checked_sub(from)?)?)
}

fn total(series: &Series, scale: u32) -> Option<i128> {
    series.points.iter().filter_map(|p| p.value).map(|v| scaled(v, series.scale, scale)).sum()
}

fn is_near(sum: i128, of: i128) -> bool {
    (sum - of).abs().saturating_mul(100) <= of.abs().saturating_mul(HUNDREDTHS)
}

/// Whether the parts add up slot by slot, in nearly all slots that all of them name.
fn adds_up(series: &[Series], sum: usize, parts: &[usize], scale: u32) -> bool {
    let mut slots: HashMap<(i64, i64), (i128, usize)> = HashMap::new();
    for part in parts.iter().filter_map(|n| series.get(*n)) {
        for point in &part.points {
            let Some(value) = point.value.and_then(|v| scaled(v, part.scale, scale)) else { continue };
            let slot = slots.entry((point.start, point.end)).or_default();
            *slot = (slot.0.saturating_add(value), slot.1 + 1);
        }
    }
    let Some(whole) = series.get(sum) else { return false };
    let (mut compared, mut differing) = (0usize, 0usize);
    for point in &whole.points {
        let Some(value) = point.value.and_then(|v| scaled(v, whole.scale, scale)) else { continue };
        match slots.get(&(point.start, point.end)) {
            Some((added, count)) if *count == parts.len() => {
                compared += 1;
                differing += usize::from(!is_near(*added, value));
            }
            _ => {}
        }
    }
    compared >= FEWEST_SLOTS && differing.saturating_mul(ONE_IN) <= compared
}
