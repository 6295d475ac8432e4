//! What is surprising about one index that somebody reads on the spot, said at once so that it can be read again.
//!
//! The same cleaning as for a file, over this one reading and what is held of its counter; beside it what only a person in
//! front of a meter can settle: a day that has an index already, more digits than the counter has. Says, and decides
//! nothing: the person may be right, and then it is kept with these findings. Does *not* know the database.

use rust_decimal::Decimal;

use super::clean::{Context, Held, clean};
use super::{Parsed, Point, Series, SeriesKey, Written};
use crate::building::{Carrier, Channel};
use crate::certain::Quality;
use crate::finding::{Code, Finding};

/// An index as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// What the meter measures.
    pub carrier: Carrier,
    /// Which counter.
    pub channel: Channel,
    /// Start of the day it was read, UTC second.
    pub at: i64,
    /// What it showed.
    pub value: Decimal,
}

impl Spot {
    /// As a series of one reading, to be compared; `None` for a number that no counter shows.
    pub fn series(&self) -> Option<Series> {
        let value = self.value.normalize();
        let point = Point {
            start: self.at,
            end: self.at,
            value: Some(i64::try_from(value.mantissa()).ok()?),
            quality: Quality::Measured,
            row: 1,
            column: None,
        };
        let key = SeriesKey {
            direction: self.channel.direction,
            register: self.channel.register,
            basis: self.channel.basis,
            ..SeriesKey::plain(self.carrier, self.channel.kind, Some(self.channel.unit), "")
        };
        let (scale, written) = (value.scale(), Written::default());
        let points = vec![point];
        Some(Series { key, counts: self.channel.counts, scale, resolution_s: None, points, gaps: 0, written })
    }
}

/// What is known around the reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// What is held of the counter: its use per day, the last index before, its digits.
    pub held: Held,
    /// The index that is held of the same day.
    pub same_day: Option<Decimal>,
    /// The first index that is held after it.
    pub after: Option<Decimal>,
}

/// Something to look at again, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What it is, as it is kept with the reading.
    pub finding: Finding,
    /// The same digits with their comma elsewhere, where that fits.
    pub proposal: Option<Decimal>,
}

/// What is surprising about it; `now` is a UTC second. Nothing, where nothing is known to compare with.
pub fn doubts(spot: &Spot, around: &Around, now: i64) -> Vec<Doubt> {
    let mut found: Vec<Doubt> = compared(spot, &around.held, now);
    if let Some(digits) = around.held.digits.filter(|digits| is_too_long(spot.value, *digits)) {
        // The counter cannot show it: that says more than that it is too much.
        let fits = |value: &Decimal| !is_too_long(*value, digits);
        let proposal = found.iter().find_map(|doubt| doubt.proposal).filter(fits);
        let finding = Finding::new(Code::IndexTooLong).value(written(spot.value)).with("digits", digits);
        found = vec![doubt(finding, proposal)];
    }
    if found.is_empty() && around.after.is_some_and(|after| spot.value > after) {
        let finding = Finding::new(Code::Implausible).value(written(spot.value)).with("than", "index");
        found.push(doubt(finding, None));
    }
    if let Some(same) = around.same_day.filter(|same| *same != spot.value) {
        let finding = Finding::new(Code::IndexSameDay).value(written(spot.value));
        found.push(doubt(finding.with("held", written(same)), None));
    }
    found
}

/// What the cleaning of a file says of it.
fn compared(spot: &Spot, held: &Held, now: i64) -> Vec<Doubt> {
    let Some(series) = spot.series() else { return Vec::new() };
    let mut parsed = Parsed::of(vec![series]);
    clean(&mut parsed, &Context { now, held: std::slice::from_ref(held) });
    let is_meant = |f: &Finding| matches!(f.code, Code::Implausible | Code::IndexDecreases);
    let found = parsed.findings.into_iter().filter(is_meant).map(|mut finding| {
        let proposal = finding.proposal.as_deref().and_then(|text| text.replace(',', ".").parse().ok());
        // One reading stands in no file.
        finding.row = None;
        doubt(Finding { value: Some(written(spot.value)), ..finding }, proposal)
    });
    found.collect()
}

fn doubt(finding: Finding, proposal: Option<Decimal>) -> Doubt {
    let finding = match proposal {
        Some(value) => finding.proposal(written(value)),
        None => finding,
    };
    Doubt { finding, proposal }
}

/// A counter of so many whole digits cannot show it.
fn is_too_long(value: Decimal, digits: u32) -> bool {
    10i64.checked_pow(digits).is_some_and(|full| value >= Decimal::from(full))
}

fn written(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
}
