//! Text from a P1 port → telegrams, their lines, and whether their check holds.
//!
//! A telegram goes from `/` to `!`; what follows `!` is a CRC16 of all bytes between, both included (DSMR 5.0.2, 6.2).
//! Does *not* know what a line means.

use memchr::memchr;

/// Lines of one telegram that are kept; real ones have about fifty.
const MOST_OBJECTS: usize = 500;

/// One line: `1-0:1.8.1(000000.034*kWh)`.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    /// Line of the file, from 1.
    pub line: u32,
    /// Its code as written: `1-0:1.8.1`.
    pub code: &'a str,
    /// The device it is of: 0 the electricity meter, from 1 the meters attached to it.
    pub channel: u8,
    /// What it is: `[1, 8, 1]`.
    pub quantity: [u8; 3],
    /// As meters of IEC 62056-21 write it that are no DSMR meters: `1-0:1.8.0*255` or `1.8.0`.
    foreign: bool,
    rest: &'a str,
    /// A value on a line of its own, as DSMR 2.2 and 3 have it.
    below: &'a str,
}

impl<'a> Object<'a> {
    /// Reads a line; `None` when it is none.
    pub fn read(text: &'a str, line: u32) -> Option<Object<'a>> {
        let (code, rest) = text.split_at(text.find('(')?);
        let (code, suffix) = code.split_once('*').map_or((code, None), |(code, suffix)| (code, Some(suffix)));
        if suffix.is_some_and(|s| s.parse::<u8>().is_err()) {
            return None;
        }
        let (channel, quantity) = match code.split_once(':') {
            Some((place, quantity)) => {
                let (medium, channel) = place.split_once('-')?;
                medium.parse::<u8>().ok()?;
                (Some(channel.parse().ok()?), quantity)
            }
            None => (None, code),
        };
        let mut numbers = quantity.split('.').map(str::parse::<u8>);
        let mut number = || numbers.next()?.ok();
        let quantity = [number()?, number()?, number()?];
        numbers.next().is_none().then_some(Object {
            line,
            code,
            channel: channel.unwrap_or(0),
            quantity,
            foreign: suffix.is_some() || channel.is_none(),
            rest,
            below: "",
        })
    }

    /// What stands in its brackets, one after the other.
    pub fn groups(&self) -> impl Iterator<Item = &'a str> {
        fn inside(text: &str) -> impl Iterator<Item = &str> {
            let text = text.strip_prefix('(').map(|t| t.strip_suffix(')').unwrap_or(t));
            text.into_iter().flat_map(|t| t.split(")("))
        }
        inside(self.rest).chain(inside(self.below))
    }

    /// What stands in its first brackets.
    pub fn first(&self) -> &'a str {
        self.groups().next().unwrap_or_default()
    }
}

/// Whether a telegram arrived whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check<'a> {
    /// Its CRC is that of its content.
    Holds,
    /// It has none, as before DSMR 4.
    Absent,
    /// Its CRC, printed so, is not that of its content.
    Fails(&'a str),
    /// Its beginning or its end is missing.
    Incomplete,
}

/// One telegram.
#[derive(Debug)]
pub struct Telegram<'a> {
    /// Line of the file at which it begins, from 1.
    pub line: u32,
    /// Its lines.
    pub objects: Vec<Object<'a>>,
    /// Whether it arrived whole.
    pub check: Check<'a>,
    /// Where its `/` stands, if it was seen.
    start: Option<usize>,
}

impl Telegram<'_> {
    fn new(line: u32, start: Option<usize>) -> Self {
        Telegram { line, objects: Vec::new(), check: Check::Incomplete, start }
    }

    /// Whether it speaks another dialect: a German D0 interface, an optical read-out.
    pub fn is_foreign(&self) -> bool {
        self.objects.iter().any(|o| o.foreign)
    }

    /// The line of this device with this meaning.
    pub fn object(&self, channel: u8, quantity: [u8; 3]) -> Option<&Object<'_>> {
        self.objects.iter().find(|o| o.channel == channel && o.quantity == quantity)
    }
}

/// Whether the text has lines of a telegram, near its beginning.
pub fn is_telegram(text: &str) -> bool {
    text.lines().take(200).any(|line| Object::read(line.trim(), 0).is_some_and(|o| o.code.contains(':')))
}

/// The telegrams of a text.
pub struct Telegrams<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    open: Option<Telegram<'a>>,
}

impl<'a> Telegrams<'a> {
    /// Of this text.
    pub fn of(text: &'a str) -> Telegrams<'a> {
        Telegrams { text, at: 0, line: 0, open: None }
    }

    /// Where the next line begins, and it, without what is no text around it.
    fn next_line(&mut self) -> Option<(usize, &'a str)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |n| n + 1);
        let line = rest.get(..length)?;
        let is_noise = |c: char| c.is_whitespace() || c.is_control();
        let trimmed = line.trim_start_matches(is_noise);
        let start = self.at + line.len() - trimmed.len();
        self.at += length;
        self.line += 1;
        Some((start, trimmed.trim_end_matches(is_noise)))
    }

    fn check(&self, telegram: &Telegram<'_>, bang: usize, printed: &'a str) -> Check<'a> {
        let Some(bytes) = telegram.start.and_then(|start| self.text.as_bytes().get(start..=bang)) else {
            return Check::Incomplete;
        };
        if printed.is_empty() {
            return Check::Absent;
        }
        // The leading zero of `!0B9F` is lost by some meters.
        let stated = u16::from_str_radix(printed, 16).ok();
        let sent = || stated == Some(crc16(bytes.iter().copied()));
        // A log kept on Linux may have lost the carriage returns that were sent.
        let restored = || {
            let both = |b: &u8| [(*b == b'\n').then_some(b'\r'), Some(*b)].into_iter().flatten();
            !bytes.contains(&b'\r') && stated == Some(crc16(bytes.iter().flat_map(both)))
        };
        if sent() || restored() { Check::Holds } else { Check::Fails(printed) }
    }
}

impl<'a> Iterator for Telegrams<'a> {
    type Item = Telegram<'a>;

    fn next(&mut self) -> Option<Telegram<'a>> {
        while let Some((start, text)) = self.next_line() {
            if text.starts_with('/') {
                let before = self.open.replace(Telegram::new(self.line, Some(start)));
                if before.is_some() {
                    return before;
                }
            } else if let Some(printed) = text.strip_prefix('!') {
                if let Some(mut telegram) = self.open.take() {
                    telegram.check = self.check(&telegram, start, printed.trim());
                    return Some(telegram);
                }
            } else if text.starts_with('(') {
                let last = self.open.as_mut().and_then(|telegram| telegram.objects.last_mut());
                if let Some(object) = last {
                    object.below = text;
                }
            } else if let Some(object) = Object::read(text, self.line) {
                let telegram = self.open.get_or_insert_with(|| Telegram::new(object.line, None));
                telegram.objects.push(object);
                if telegram.objects.len() >= MOST_OBJECTS {
                    return self.open.take();
                }
            }
        }
        self.open.take()
    }
}

/// CRC-16/ARC: polynomial 0xA001 (reflected), from zero, nothing exchanged at the end.
fn crc16(bytes: impl Iterator<Item = u8>) -> u16 {
    bytes.fold(0, |crc, byte| {
        (0..8).fold(crc ^ u16::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xa001 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_is_the_catalogued_one() {
        assert_eq!(crc16(b"123456789".iter().copied()), 0xbb3d, "the check value of CRC-16/ARC");
    }

    #[test]
    fn lines_have_a_device_a_quantity_and_groups() {
        let read =
            |text| Object::read(text, 1).map(|o| (o.channel, o.quantity, o.groups().collect::<Vec<_>>()));
        assert_eq!(read("1-0:1.8.1(0.034*kWh)"), Some((0, [1, 8, 1], vec!["0.034*kWh"])));
        assert_eq!(read("0-2:24.2.1(70S)(00)"), Some((2, [24, 2, 1], vec!["70S", "00"])));
        assert_eq!(read("0-0:96.13.0()"), Some((0, [96, 13, 0], vec![""])));
        assert_eq!(read("1-0:1.8.1(0.0"), Some((0, [1, 8, 1], vec!["0.0"])));
        for text in
            ["", "(0.1)", "1-0:1.8(1)", "1-0:1.8.1.2(1)", "a-0:1.8.1(1)", "1-0:1.8.1*x(1)", "1-0:1.8.999(1)"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(Object::read("1-0:1.8.0*255(1*kWh)", 1).is_some_and(|o| o.foreign));
        assert!(Object::read("1.8.0(1*kWh)", 1).is_some_and(|o| o.foreign));
    }

    #[test]
    fn telegrams_are_told_apart_and_checked() {
        let whole = "/X\r\n\r\n1-0:1.8.1(1*kWh)\r\n!";
        let crc = format!("{:X}", crc16(whole.bytes()));
        let log = format!(
            "1-0:1.8.1(0*kWh)\r\n{whole}{crc}\r\n{whole}0000\r\n{whole}\r\n/X\r\n{whole}zz\r\n/X\r\n"
        );
        let found: Vec<(u32, Check<'_>, usize)> =
            Telegrams::of(&log).map(|t| (t.line, t.check, t.objects.len())).collect();
        assert_eq!(
            found,
            [
                (1, Check::Incomplete, 1),
                (2, Check::Holds, 1),
                (6, Check::Fails("0000"), 1),
                (10, Check::Absent, 1),
                (14, Check::Incomplete, 0),
                (15, Check::Fails("zz"), 1),
                (19, Check::Incomplete, 0),
            ]
        );
        let without_returns = format!("{whole}{crc}\n").replace('\r', "");
        assert!(Telegrams::of(&without_returns).all(|t| t.check == Check::Holds));
    }
}
