//! What a smart meter sends from its P1 port (DSMR in the Netherlands, eMUCS in Belgium): index readings.
//!
//! One row is one line that is a reading: an index of the electricity meter, the last index of a meter attached to it
//! (M-Bus: gas, water, heat), or a monthly peak. Powers, voltages and messages are no readings and no rows. Does *not*
//! invent a date: a telegram without one has indexes that somebody must date by hand.
//!
//! Which tariff is day and which is night depends on the country:
//! * Belgium (eMUCS – P1, 2020 and later; a version line `0-0:96.1.4`): tariff 1 is day, tariff 2 is night;
//! * the Netherlands (DSMR 5.0.2, 6.10; a version line `1-3:0.2.8`, or none): tariff 1 is low, night; tariff 2 is normal.

mod peaks;
mod stamp;
mod telegram;

use std::collections::{BTreeMap, BTreeSet};

pub use telegram::is_telegram;

use super::collect::{Collector, MOST_SERIES, Mark};
use super::gathering::point;
use super::numbers::{self, Number};
use crate::building::{Carrier, Direction, Ean, Kind, Register};
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::lang::NumberStyle;
use crate::readings::{Confidence, Parsed, SeriesKey};
use crate::units::Unit;
use stamp::Stamp;
use telegram::{Check, Object, Telegram, Telegrams};

/// Code of the format.
const FORMAT: &str = "dsmr-p1";

/// Reads one telegram or a log of many.
pub(super) fn read(text: &str) -> Parsed {
    let mut reader = Reader::default();
    for telegram in Telegrams::of(text) {
        reader.telegram(&telegram);
    }
    reader.finish()
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// An index of active energy; which tariff, 0 being the sum.
    Energy(Direction, u8),
    /// An index of something else: reactive energy.
    OtherIndex,
    /// The highest quarter-hour of this month, or of the last thirteen.
    Peak,
    /// The last index of an attached meter.
    Attached,
}

impl Meaning {
    fn of(object: &Object<'_>) -> Option<Meaning> {
        Some(match (object.channel, object.quantity) {
            (0, [1, 8, tariff]) => Meaning::Energy(Direction::Offtake, tariff),
            (0, [2, 8, tariff]) => Meaning::Energy(Direction::Injection, tariff),
            (0, [_, 8, _]) => Meaning::OtherIndex,
            (0, [1, 6, 0] | [98, 1, 0]) => Meaning::Peak,
            // 24.3.0 is DSMR 2.2 and 3; 24.2.1 is volume at reference conditions or energy, 24.2.3 volume as it flowed.
            (1.., [24, 2, _] | [24, 3, 0]) => Meaning::Attached,
            _ => return None,
        })
    }
}

#[derive(Default)]
struct Reader {
    collector: Collector,
    series: BTreeMap<SeriesKey, usize>,
    /// Codes of indexes that are not used, said once each.
    unused: BTreeSet<String>,
    /// Peaks that were said.
    peaks: BTreeSet<(i64, String)>,
    /// Telegrams without a check, and the line of the first.
    unchecked: Option<(u32, usize)>,
    /// Telegrams of other interfaces.
    foreign: Option<u32>,
}

impl Reader {
    fn telegram(&mut self, telegram: &Telegram<'_>) {
        if telegram.objects.is_empty() {
            return;
        }
        if telegram.is_foreign() {
            self.foreign.get_or_insert(telegram.line);
            return;
        }
        match telegram.check {
            Check::Holds => {}
            Check::Absent => {
                let (_, count) = self.unchecked.get_or_insert((telegram.line, 0));
                *count += 1;
            }
            Check::Fails(printed) => {
                return self.refuse(telegram, Finding::new(Code::CrcMismatch).value(printed));
            }
            Check::Incomplete => return self.refuse(telegram, Finding::new(Code::IncompleteTelegram)),
        }
        for object in &telegram.objects {
            match Meaning::of(object) {
                None => {}
                Some(Meaning::Energy(direction, tariff)) => self.energy(telegram, object, direction, tariff),
                Some(Meaning::OtherIndex) => self.unused(object),
                Some(Meaning::Peak) => self.peak(object),
                Some(Meaning::Attached) => self.attached(telegram, object),
            }
        }
    }

    /// A telegram of which nothing is used: one finding, all its rows rejected.
    fn refuse(&mut self, telegram: &Telegram<'_>, finding: Finding) {
        self.collector.findings.push(finding.row(telegram.line));
        for object in telegram.objects.iter().filter(|o| Meaning::of(o).is_some()) {
            self.collector.mark(object.line, Mark::Rejected);
        }
    }

    fn reject(&mut self, object: &Object<'_>, code: Code, value: &str) {
        self.collector.reject(object.line, Finding::new(code).column(object.code).value(value));
    }

    fn unused(&mut self, object: &Object<'_>) {
        self.collector.mark(object.line, Mark::Ignored);
        if self.unused.insert(object.code.to_owned()) {
            let finding = Finding::new(Code::UnusedRegister).row(object.line).value(object.code);
            self.collector.findings.push(finding);
        }
    }

    fn energy(&mut self, telegram: &Telegram<'_>, object: &Object<'_>, direction: Direction, tariff: u8) {
        let belgian = telegram.object(0, [96, 1, 4]).is_some();
        let register = match tariff {
            0 => Register::Total,
            1 if belgian => Register::Day,
            1 => Register::Night,
            2 if belgian => Register::Night,
            2 => Register::Day,
            // A third tariff that never counted is not there; one that counts would be missing from the sum.
            _ if !object.first().bytes().any(|b| (b'1'..=b'9').contains(&b)) => return self.unused(object),
            _ => return self.reject(object, Code::UnknownRegister, object.code),
        };
        let Some(time) = telegram.object(0, [1, 0, 0]) else {
            return self.reject(object, Code::UndatedIndex, object.first());
        };
        let Some(stamp) = Stamp::read(time.first()) else {
            return self.reject(object, Code::BadDate, time.first());
        };
        let (written, unit) = split(object.first());
        let key = SeriesKey {
            ean: telegram.object(0, [96, 1, 2]).and_then(|o| Ean::read(&decoded(o.first())?)),
            serial: telegram.object(0, [96, 1, 1]).and_then(|o| identity(o.first())),
            direction,
            register,
            ..SeriesKey::plain(Carrier::Electricity, Kind::Index, Unit::read(unit), unit)
        };
        self.index(object, key, stamp, written);
    }

    fn attached(&mut self, telegram: &Telegram<'_>, object: &Object<'_>) {
        let channel = object.channel;
        let of_device = |quantity| telegram.object(channel, quantity).map(Object::first);
        let device: u8 = of_device([24, 1, 0]).and_then(|text| text.parse().ok()).unwrap_or(0);
        let id = of_device([96, 1, 0]).or_else(|| of_device([96, 1, 1])).unwrap_or_default();
        let groups: Vec<&str> = object.groups().take(8).collect();
        let (time, written, unit) = match groups.as_slice() {
            // DSMR 2.2 and 3: time, state, minutes between readings, how many, code, unit, then the value.
            [time, _, _, _, _, unit, value] if object.quantity == [24, 3, 0] => (*time, *value, *unit),
            [time, value] => {
                let (value, unit) = split(value);
                (*time, value, unit)
            }
            _ => return self.reject(object, Code::BadNumber, groups.last().unwrap_or(&"")),
        };
        // A place where no meter is attached shows the beginning of computer time, no number and no unit.
        if time.starts_with("700101") || id.is_empty() && unit.is_empty() {
            let finding = Finding::new(Code::EmptyChannel).column(object.code).with("channel", channel);
            return self.collector.ignore(object.line, finding);
        }
        let Some(stamp) = Stamp::read(time) else { return self.reject(object, Code::BadDate, time) };
        let serial = identity(id);
        let key = SeriesKey {
            ean: of_device([96, 1, 2]).and_then(|text| Ean::read(&decoded(text)?)),
            name: serial.is_none().then(|| format!("M-Bus {channel}")),
            serial,
            ..SeriesKey::plain(carrier(device), Kind::Index, Unit::read(unit), unit)
        };
        self.index(object, key, stamp, written);
    }

    fn index(&mut self, object: &Object<'_>, key: SeriesKey, stamp: Stamp, written: &str) {
        let Number::Value { value: value @ 0.., scale } = numbers::read(written.as_bytes(), NumberStyle::Dot)
        else {
            return self.reject(object, Code::BadNumber, written);
        };
        let collector = &mut self.collector;
        let series = match self.series.get(&key) {
            Some(series) => *series,
            None if self.series.len() >= MOST_SERIES => {
                return self.reject(object, Code::FileTooLarge, written);
            }
            None => {
                let series = collector.open(key.clone());
                self.series.insert(key, series);
                series
            }
        };
        let last = collector.points_mut(series).and_then(|points| points.last()).map(|p| p.start);
        let Some(second) = stamp.second(last) else {
            return self.reject(object, Code::SkippedHour, object.groups().next().unwrap_or_default());
        };
        let point = point(second, second, Some(value), Quality::Measured, object.line);
        collector.add(series, point, scale);
    }

    /// Peaks have no place among readings yet; they are said, once each.
    fn peak(&mut self, object: &Object<'_>) {
        self.collector.mark(object.line, Mark::Ignored);
        for peak in peaks::of(object) {
            if self.peaks.insert((peak.second, peak.kilowatts.clone())) {
                self.collector.findings.push(peak.finding().row(object.line));
            }
        }
    }

    fn finish(mut self) -> Parsed {
        if let Some((line, count)) = self.unchecked {
            self.collector.findings.push(Finding::new(Code::NoCrc).row(line).with("count", count));
        }
        let foreign = self
            .foreign
            .map(|line| Finding::new(Code::NotMeterData).with("looks_like", "d0-telegram").row(line));
        let mut parsed = self.collector.close(Confidence::Certain);
        parsed.format = Some(FORMAT.to_owned());
        match foreign {
            Some(finding) if parsed.findings.is_empty() => {
                return Parsed::refused(Finding { row: None, ..finding });
            }
            Some(finding) => parsed.findings.push(finding),
            None => {}
        }
        let refused = parsed.findings.iter().any(|f| f.code.severity() == crate::finding::Severity::Error);
        if parsed.rows.read == 0 && !refused {
            return Parsed::refused(Finding::new(Code::NotMeterData).with("looks_like", "telegram"));
        }
        parsed
    }
}

/// `000000.034*kWh` → number and unit.
fn split(text: &str) -> (&str, &str) {
    text.split_once('*').unwrap_or((text, ""))
}

/// The serial number of a meter: text in hexadecimal where that gives text, else as it stands.
fn identity(hex: &str) -> Option<String> {
    let nothing = hex.bytes().all(|b| b == b'0');
    (!nothing).then(|| decoded(hex).unwrap_or_else(|| hex.to_owned()))
}

/// `3153` → `1S`; `None` where it is no printable text.
fn decoded(hex: &str) -> Option<String> {
    let pairs = hex.as_bytes().chunks(2).map(|pair| {
        let byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        (pair.len() == 2 && byte.is_ascii_graphic()).then_some(char::from(byte))
    });
    pairs.collect()
}

/// What a meter on the M-Bus measures (EN 13757-3, table of device types).
fn carrier(device: u8) -> Carrier {
    match device {
        2 => Carrier::Electricity,
        3 => Carrier::NaturalGas,
        4 | 12 => Carrier::DistrictHeat,
        6 | 7 | 21 | 22 => Carrier::Water,
        _ => Carrier::Other,
    }
}
