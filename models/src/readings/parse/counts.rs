//! What counts where a file gives the same energy twice.
//!
//! Per meter and direction: one column before others that say the same of themselves, what is taken before what is left of
//! it when what is given back was taken off, kWh before m3, gross before net, slots before indexes, registers before their total, finer slots before coarser
//! ones. What does not count is kept: it serves to check.

use std::collections::BTreeMap;

use crate::building::{Kind, Register};
use crate::finding::{Code, Finding, Findings};
use crate::readings::{Beside, Series, SeriesKey};
use crate::units::{Basis, Dimension};

/// Decides again, among fewer series than the file has: what counts where the others were left out.
pub fn recount(series: &mut [Series]) {
    decide(series, &mut Findings::default());
}

/// Decides for each series whether it counts, and says where one does not.
pub fn decide(series: &mut [Series], findings: &mut Findings) {
    let mut meters: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (i, one) in series.iter_mut().enumerate() {
        one.counts = one.key.unit.is_some();
        if one.counts {
            let k = &one.key;
            let meter = (k.ean.clone(), k.serial.clone(), k.name.clone(), k.carrier, k.direction);
            meters.entry(meter).or_default().push(i);
        }
    }
    for members in meters.values().filter(|m| m.len() > 1) {
        let mut dropped = 0;
        dropped += keep_only(series, members, |s| !matches!(s.key.beside, Beside::Column(_)));
        dropped += keep_only(series, members, |s| s.key.beside != Beside::Net);
        dropped +=
            keep_only(series, members, |s| s.key.unit.is_some_and(|u| u.dimension() == Dimension::Energy));
        dropped += keep_only(series, members, |s| s.key.basis == Basis::Gross);
        dropped += keep_only(series, members, |s| s.key.kind != Kind::Index);
        dropped += keep_only(series, members, |s| s.key.register != Register::Total);
        dropped += keep_finest(series, members);
        if dropped > 0 {
            let key = members.first().and_then(|i| series.get(*i)).map(|s| &s.key);
            let carrier = key.map_or("other", |k| k.carrier.code());
            findings
                .push(Finding::new(Code::SameEnergyTwice).with("carrier", carrier).with("series", dropped));
        }
    }
}

/// Among counting members that are one series but for the length of their slots, those do not go on counting whose
/// time finer ones cover.
fn keep_finest(series: &mut [Series], members: &[usize]) -> usize {
    // Length of the slots, from when to when, which series.
    let mut alike: BTreeMap<SeriesKey, Vec<(u32, i64, i64, usize)>> = BTreeMap::new();
    for index in members {
        let one = series.get(*index).filter(|s| s.counts && s.key.kind == Kind::Interval);
        let Some((one, (from, to))) = one.and_then(|s| Some((s, (s.from()?, s.to()?)))) else { continue };
        let length_s = one.resolution_s.unwrap_or(u32::MAX);
        alike.entry(one.key.clone()).or_default().push((length_s, from, to, *index));
    }
    let mut dropped = 0;
    for slots in alike.values_mut() {
        slots.sort_unstable();
        let mut finer = Spans::default();
        for of_one_length in slots.chunk_by(|a, b| a.0 == b.0) {
            for (_, from, to, index) in of_one_length {
                if let Some(one) = series.get_mut(*index).filter(|_| finer.cover(*from, *to)) {
                    one.counts = false;
                    dropped += 1;
                }
            }
            for (_, from, to, _) in of_one_length {
                finer.add(*from, *to);
            }
        }
    }
    dropped
}

/// Spans of time by their start, none within another: the later one starts, the later it ends.
#[derive(Default)]
struct Spans(BTreeMap<i64, i64>);

impl Spans {
    /// Whether one of them holds this span.
    fn cover(&self, from: i64, to: i64) -> bool {
        self.0.range(..=from).next_back().is_some_and(|(_, end)| to <= *end)
    }

    fn add(&mut self, from: i64, to: i64) {
        if self.cover(from, to) {
            return;
        }
        while let Some((within, _)) = self.0.range(from..).next().filter(|(_, end)| **end <= to) {
            let within = *within;
            self.0.remove(&within);
        }
        self.0.insert(from, to);
    }
}

/// Among counting members, where some are `better` and some are not, only the better go on counting.
fn keep_only(series: &mut [Series], members: &[usize], better: impl Fn(&Series) -> bool) -> usize {
    let counting: Vec<usize> =
        members.iter().copied().filter(|i| series.get(*i).is_some_and(|s| s.counts)).collect();
    let good = counting.iter().filter(|i| series.get(**i).is_some_and(&better)).count();
    if good == 0 || good == counting.len() {
        return 0;
    }
    for i in &counting {
        if let Some(one) = series.get_mut(*i).filter(|s| !better(s)) {
            one.counts = false;
        }
    }
    counting.len() - good
}
