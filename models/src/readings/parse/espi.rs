//! Green Button, the Atom XML of ESPI (NAESB REQ.21): consumption that utilities of other countries let download.
//!
//! One row is one `IntervalReading`; its number is the line where it begins, or the next free number where several begin
//! on one line. Its block leads to a meter reading, that one to a reading type (unit, direction) and to a usage point
//! (energy). What is not described is refused with what lacks; times are UTC, so that no clock is asked. Does *not* read
//! costs and bills.

mod feed;
mod kinds;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::collect::{Collector, MOST_SERIES, Mark};
use super::gathering::point;
use super::numbers::{self, Number};
use super::xml::tree::Element;
use crate::building::Kind;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::NumberStyle;
use crate::period::{day_of, next_day};
use crate::readings::{Confidence, Parsed, SeriesKey};
use feed::{Feed, Resource};
use kinds::{Described, Unusable};

/// Code of the format.
const FORMAT: &str = "green-button";
/// The years in which a reading can be, in UTC seconds: 1950 to 2150.
const BELIEVED: core::ops::Range<i64> = -631_152_000..5_680_281_600;

/// Whether an Atom document has resources of ESPI.
pub(super) fn is_espi(root: Element<'_>) -> bool {
    root.descendants()
        .any(|e| matches!(e.name(), "UsagePoint" | "MeterReading" | "ReadingType" | "IntervalBlock"))
}

/// Reads a feed, or one entry.
pub(super) fn read(root: Element<'_>) -> Parsed {
    let feed = Feed::of(root);
    let mut reader = Reader::new(&feed);
    for block in &feed.blocks {
        reader.block(block);
    }
    reader.finish()
}

/// The name of each usage point: its title, told apart where two have the same or none.
fn names(feed: &Feed<'_>) -> Vec<Option<String>> {
    let alone = feed.points.all.len() == 1;
    let mut seen = BTreeSet::new();
    let named = feed.points.all.iter().enumerate().map(|(n, resource)| {
        let title = resource.title.map(|title| title.chars().take(100).collect::<String>());
        match title {
            Some(title) if seen.insert(title.clone()) => Some(title),
            Some(title) => Some(format!("{title} ({})", n + 1)),
            None if alone => None,
            None => Some(format!("UsagePoint {}", n + 1)),
        }
    });
    named.collect()
}

/// Readings that cannot be used for one reason, in one meter reading.
struct Refused {
    finding: Finding,
    rows: u32,
}

/// What a block announces: from, to.
type Span = (i64, i64);

struct Reader<'f, 't> {
    feed: &'f Feed<'t>,
    names: Vec<Option<String>>,
    collector: Collector,
    /// What the numbers of each meter reading are, and of which usage point.
    meters: HashMap<usize, Result<(Described, Option<usize>), Unusable>>,
    /// Series by usage point and description.
    series: HashMap<(Option<usize>, Described), usize>,
    announced: BTreeMap<usize, Span>,
    /// By meter reading, where it was found.
    refused: BTreeMap<Option<usize>, Refused>,
    /// The last row.
    row: u32,
    /// The first reading with a cost.
    cost: Option<u32>,
}

impl<'f, 't> Reader<'f, 't> {
    fn new(feed: &'f Feed<'t>) -> Reader<'f, 't> {
        Reader {
            feed,
            names: names(feed),
            collector: Collector::new(0),
            meters: HashMap::new(),
            series: HashMap::new(),
            announced: BTreeMap::new(),
            refused: BTreeMap::new(),
            row: 0,
            cost: None,
        }
    }

    fn block(&mut self, block: &Resource<'_>) {
        let meter = self.feed.meters.above(block);
        let found = match meter {
            None => Err(Unusable::Undescribed("no-meter-reading")),
            Some(meter) => match self.meters.get(&meter) {
                Some(found) => found.clone(),
                None => {
                    let found = self.described(meter);
                    self.meters.insert(meter, found.clone());
                    found
                }
            },
        };
        match found {
            Ok((described, usage)) => match self.series_of(&described, usage, block.element.line()) {
                Some(series) => self.readings(block.element, &described, series),
                None => self.refuse(block.element, meter, &Unusable::Undescribed("too-many")),
            },
            Err(why) => self.refuse(block.element, meter, &why),
        }
    }

    fn described(&self, meter: usize) -> Result<(Described, Option<usize>), Unusable> {
        let resource = self.feed.meters.all.get(meter).ok_or(Unusable::Undescribed("no-meter-reading"))?;
        let of_type = self.feed.types.below(resource, "ReadingType").and_then(|i| self.feed.types.all.get(i));
        let of_type = of_type.ok_or(Unusable::Undescribed("no-reading-type"))?;
        let usage = self.feed.points.above(resource);
        let point = usage.and_then(|i| self.feed.points.all.get(i)).map(|r| r.element);
        Ok((kinds::described(of_type.element, point)?, usage))
    }

    fn next_row(&mut self, reading: Element<'_>) -> u32 {
        self.row = reading.line().max(self.row.saturating_add(1));
        self.row
    }

    fn refuse(&mut self, block: Element<'_>, meter: Option<usize>, why: &Unusable) {
        for reading in block.all("IntervalReading") {
            let row = self.next_row(reading);
            self.collector.mark(row, Mark::Rejected);
            let refused = self.refused.entry(meter).or_insert_with(|| {
                let finding = match why {
                    Unusable::Undescribed(why) => Finding::new(Code::UndescribedReadings).with("why", why),
                    Unusable::Impossible(carrier, unit) => {
                        Finding::new(Code::ImpossibleUnit).value(unit).with("carrier", carrier.code())
                    }
                };
                Refused { finding: finding.row(row), rows: 0 }
            });
            refused.rows += 1;
        }
    }

    fn readings(&mut self, block: Element<'_>, described: &Described, series: usize) {
        let whole = |way: &[&str]| block.value(way).and_then(|text| text.parse::<i64>().ok());
        let (from, length) = (whole(&["interval", "start"]), whole(&["interval", "duration"]));
        let announced = from.zip(length).filter(|(from, _)| BELIEVED.contains(from));
        if let Some((from, length)) = announced.filter(|_| described.kind == Kind::Interval) {
            let span = self.announced.entry(series).or_insert((from, from));
            *span = (span.0.min(from), span.1.max(from.saturating_add(length)));
        }
        // Where readings say no time, one follows the other from the beginning of the block.
        let mut next = from;
        for reading in block.all("IntervalReading") {
            let row = self.next_row(reading);
            if reading.find(&["cost"]).is_some() {
                self.cost.get_or_insert(row);
            }
            let slot = match slot(reading, next, described.length_s) {
                Ok(slot) => slot,
                Err(finding) => {
                    self.collector.reject(row, finding);
                    continue;
                }
            };
            next = Some(slot.1);
            if slot.0 == slot.1 && described.kind == Kind::Interval {
                let finding = Finding::new(Code::PeriodReversed).column("timePeriod").value("0");
                self.collector.reject(row, finding);
                continue;
            }
            let (value, scale) = match value(reading, described.power) {
                Ok(read) => read,
                Err(finding) => {
                    self.collector.reject(row, finding);
                    continue;
                }
            };
            let said =
                reading.all("ReadingQuality").filter_map(|q| q.value(&["quality"])).map(kinds::quality);
            let quality = said.reduce(Quality::weakest).unwrap_or(described.quality);
            // A dial is read when its period is over.
            let start = if described.kind == Kind::Index { slot.1 } else { slot.0 };
            self.collector.add(series, point(start, slot.1, value, quality, row), scale);
        }
    }

    fn series_of(&mut self, described: &Described, usage: Option<usize>, line: u32) -> Option<usize> {
        let key = (usage, described.clone());
        if let Some(series) = self.series.get(&key) {
            return Some(*series);
        }
        if self.series.len() >= MOST_SERIES {
            return None;
        }
        let plain = SeriesKey::plain(described.carrier, described.kind, described.unit, &described.symbol);
        let name = usage.and_then(|i| self.names.get(i)).cloned().flatten();
        let series = self.collector.open(SeriesKey { name, direction: described.direction, ..plain });
        if described.carrier_assumed {
            let finding =
                Finding::new(Code::CarrierAssumed).row(line).with("carrier", described.carrier.code());
            self.collector.findings.push(finding);
        }
        self.series.insert(key, series);
        Some(series)
    }

    fn finish(mut self) -> Parsed {
        for refused in std::mem::take(&mut self.refused).into_values() {
            self.collector.findings.push(refused.finding.with("rows", refused.rows));
        }
        for (series, span) in std::mem::take(&mut self.announced) {
            self.say_shorter(series, span);
        }
        let count = self.series.len();
        for series in 0..count {
            self.collector.reject_overlaps(series);
        }
        if let Some(row) = self.cost {
            self.collector.findings.push(Finding::new(Code::UnusedPart).row(row).value("cost"));
        }
        for (name, line) in &self.feed.others {
            self.collector.findings.push(Finding::new(Code::UnusedPart).row(*line).value(name));
        }
        let mut parsed = self.collector.close(Confidence::Certain);
        if parsed.rows.read == 0 {
            return Parsed::refused(Finding::new(Code::NotMeterData).with("looks_like", FORMAT));
        }
        parsed.format = Some(FORMAT.to_owned());
        parsed
    }

    /// Blocks that announce more time than their readings fill were cut, by the sender or on the way.
    fn say_shorter(&mut self, series: usize, (from, to): Span) {
        let Some(points) = self.collector.points_mut(series) else { return };
        let first = points.iter().map(|p| p.start).min();
        let last = points.iter().map(|p| p.end).max();
        let Some((first, last)) = first.zip(last).filter(|(first, last)| from < *first || to > *last) else {
            return;
        };
        let row = points.iter().map(|p| p.row).min().unwrap_or(0);
        let days = [from, to - 1, first, last - 1].map(day_of);
        if let [Some(from), Some(to), Some(first), Some(last)] = days {
            let finding = Finding::new(Code::ShorterThanAnnounced).row(row).with("from", from);
            let finding = finding.with("to", next_day(to)).with("first", first).with("last", last);
            self.collector.findings.push(finding);
        }
    }
}

/// The slot of a reading: what it says, else the one after the reading before.
fn slot(reading: Element<'_>, next: Option<i64>, length_s: Option<u32>) -> Result<Span, Finding> {
    let bad = |text: &str| Finding::new(Code::BadDate).column("timePeriod").value(text);
    let (start, length) = match reading.find(&["timePeriod"]) {
        None => (next.ok_or_else(|| bad(""))?, i64::from(length_s.ok_or_else(|| bad(""))?)),
        Some(period) => {
            let whole = |name: &str| {
                let text = period.value(&[name]).unwrap_or_default();
                text.parse::<i64>().map_err(|_| bad(text))
            };
            let said = period.find(&["duration"]).is_some();
            let length = if said { whole("duration")? } else { length_s.map_or(0, i64::from) };
            (whole("start")?, length)
        }
    };
    let end = start.checked_add(length).filter(|end| BELIEVED.contains(&start) && BELIEVED.contains(end));
    let end = end.ok_or_else(|| bad(&start.to_string()))?;
    if end < start {
        return Err(Finding::new(Code::PeriodReversed).column("timePeriod").value(length.to_string()));
    }
    Ok((start, end))
}

/// The number of a reading times 10^`power`, with its decimals; `None` where it has none.
fn value(reading: Element<'_>, power: i32) -> Result<(Option<i64>, u32), Finding> {
    let Some(text) = reading.value(&["value"]) else { return Ok((None, 0)) };
    let wrong = |code| Finding::new(code).column("value").value(text);
    let (value, scale) = match numbers::read(text.as_bytes(), NumberStyle::Dot) {
        Number::Value { value, scale } => (value, scale),
        Number::Missing => return Ok((None, 0)),
        Number::Bad => return Err(wrong(Code::BadNumber)),
    };
    if value < 0 {
        return Err(wrong(Code::NegativeValue));
    }
    let exponent = power - i32::try_from(scale).unwrap_or(i32::MAX);
    let read = match u32::try_from(exponent) {
        Ok(exponent) => {
            10i64.checked_pow(exponent).and_then(|factor| value.checked_mul(factor)).map(|v| (v, 0))
        }
        Err(_) => Some((value, exponent.unsigned_abs())).filter(|(_, scale)| *scale <= 18),
    };
    read.map(|(value, scale)| (Some(value), scale)).ok_or_else(|| wrong(Code::BadNumber))
}
