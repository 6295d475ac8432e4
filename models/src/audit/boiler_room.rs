//! The boiler room, *chaufferie*: how it was set, how it is set now, and since when.
//!
//! A setting that was changed becomes an event on the charts. What would put people at risk is refused with its reason: hot water is
//! never kept below what holds legionella down. What *was* found below it is kept, because it is a finding. Limits: production at 60 °C
//! and return at 55 °C, after the *Best Beschikbare Technieken Legionella* that the CSTC calls safe enough
//! (veilleconstruction.be 4806, 2019; the rule is Flemish, Wallonia has no text of its own that we know: *likely*).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::inputs::LONGEST_TEXT;
use crate::period::Day;

/// Settings of one building, at most.
pub const MOST: usize = 60;
/// Where the limits of hygiene stand written.
pub const HYGIENE_SOURCE: &str = "https://veilleconstruction.be/techniques-speciales/4806-produire-de-l-ecs-a-60-c-est-ce-necessaire-pour-empecher-le-developpement-des-legionelles.html";

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number between bounds.
    Number {
        /// What people write behind it.
        unit: &'static str,
        /// Less is a slip of the finger.
        low: i64,
        /// So is more.
        high: i64,
    },
    /// Hours, `06:00-22:00`.
    Hours,
    /// Yes or no.
    YesNo,
}

/// A setting that a boiler room has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Permanent code; its words are `audit-setting-<code>`.
    pub code: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// The least that hygiene allows.
    pub safe_from: Option<i64>,
}

const fn number(code: &'static str, unit: &'static str, low: i64, high: i64) -> Setting {
    Setting { code, kind: Kind::Number { unit, low, high }, safe_from: None }
}

const fn of(code: &'static str, kind: Kind) -> Setting {
    Setting { code, kind, safe_from: None }
}

/// Every setting, in the order of the sheet.
pub const SETTINGS: &[Setting] = &[
    number("curve-slope", "", 0, 5),
    number("curve-shift", "K", -20, 30),
    number("curve-maximum", "°C", 20, 110),
    number("day-temperature", "°C", 10, 28),
    number("night-temperature", "°C", 5, 26),
    of("heating-hours", Kind::Hours),
    number("heating-limit", "°C", 5, 25),
    of("holiday-program", Kind::YesNo),
    of("pump-variable", Kind::YesNo),
    number("pump-head", "m", 0, 40),
    of("pump-stops", Kind::YesNo),
    Setting { safe_from: Some(60), ..number("hot-water-production", "°C", 20, 95) },
    Setting { safe_from: Some(55), ..number("hot-water-return", "°C", 10, 90) },
    of("hot-water-hours", Kind::Hours),
    of("hot-water-loop-hours", Kind::Hours),
    number("cascade-boilers", "", 1, 20),
];

/// The setting with this code.
pub fn setting(code: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.code == code)
}

/// Why a setting is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No setting of the list.
    NotInList,
    /// No number, no hours, no yes or no.
    NotRead,
    /// A number that nobody can mean here.
    OutOfBounds {
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// Hot water that would let legionella grow.
    Unsafe {
        /// The least that is safe, °C.
        safe_from: i64,
    },
    /// Neither how it was nor how it is.
    Nothing,
    /// Changed, and nobody says when.
    NoDay,
    /// Longer than is kept.
    TooLong,
}

impl Setting {
    /// How it was found: whatever it was.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn read(&self, text: &str) -> Result<String, Wrong> {
        match self.kind {
            Kind::Number { low, high, .. } => {
                let number: Decimal = text.parse().map_err(|_| Wrong::NotRead)?;
                let within = number >= Decimal::from(low) && number <= Decimal::from(high);
                within.then(|| number.normalize().to_string()).ok_or(Wrong::OutOfBounds { low, high })
            }
            Kind::Hours => hours(text).ok_or(Wrong::NotRead),
            Kind::YesNo => matches!(text, "yes" | "no").then(|| text.to_owned()).ok_or(Wrong::NotRead),
        }
    }

    /// How it is left: never less than is safe.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn read_after(&self, text: &str) -> Result<String, Wrong> {
        let read = self.read(text)?;
        match self.safe_from {
            Some(safe_from) if read.parse().is_ok_and(|c: Decimal| c < Decimal::from(safe_from)) => {
                Err(Wrong::Unsafe { safe_from })
            }
            _ => Ok(read),
        }
    }
}

/// `6:00-22:00` as `06:00-22:00`.
fn hours(text: &str) -> Option<String> {
    let (from, to) = text.split_once('-')?;
    let time = |text: &str| -> Option<(u8, u8)> {
        let (h, m) = text.trim().split_once(':')?;
        let (h, m): (u8, u8) = (h.parse().ok()?, m.parse().ok()?);
        let whole = h == 24 && m == 0;
        ((h < 24 && m < 60) || whole).then_some((h, m))
    };
    let ((a, b), (c, d)) = (time(from)?, time(to)?);
    ((a, b) != (c, d)).then(|| format!("{a:02}:{b:02}-{c:02}:{d:02}"))
}

/// One setting of a circuit, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Code of the setting.
    pub setting: String,
    /// Which circuit, in somebody's words.
    pub circuit: String,
    /// How it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// How it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Who changed it: a function rather than a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Set {
    /// Whether it was changed.
    pub fn changed(&self) -> bool {
        self.after.is_some() && self.after != self.before
    }

    /// Whether it was found less warm than is safe.
    pub fn was_unsafe(&self) -> bool {
        let (Some(setting), Some(before)) = (setting(&self.setting), &self.before) else { return false };
        matches!(setting.read_after(before), Err(Wrong::Unsafe { .. }))
    }

    /// Whether it is what this program writes.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn check(&self) -> Result<(), Wrong> {
        let card = setting(&self.setting).ok_or(Wrong::NotInList)?;
        let texts = [Some(&self.circuit), self.by.as_ref()];
        if texts.into_iter().flatten().any(|text| text.chars().count() > LONGEST_TEXT) {
            return Err(Wrong::TooLong);
        }
        if self.before.is_none() && self.after.is_none() {
            return Err(Wrong::Nothing);
        }
        if let Some(before) = &self.before {
            card.read(before)?;
        }
        if let Some(after) = &self.after {
            card.read_after(after)?;
        }
        if self.changed() && self.on.is_none() { Err(Wrong::NoDay) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn set(code: &str, before: Option<&str>, after: Option<&str>) -> Set {
        Set {
            setting: code.to_owned(),
            circuit: "nord".to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            on: Some(date(2026, 11, 3)),
            by: None,
        }
    }

    #[test]
    fn hot_water_is_never_left_where_legionella_grow() {
        for (code, before, after, expect) in [
            ("hot-water-production", Some("65"), Some("60"), Ok(())),
            ("hot-water-production", Some("65"), Some("55"), Err(Wrong::Unsafe { safe_from: 60 })),
            ("hot-water-production", Some("65"), Some("59.9"), Err(Wrong::Unsafe { safe_from: 60 })),
            ("hot-water-return", None, Some("50"), Err(Wrong::Unsafe { safe_from: 55 })),
            ("hot-water-production", Some("52"), None, Ok(())),
            ("hot-water-production", Some("52"), Some("60"), Ok(())),
            ("curve-slope", Some("1.8"), Some("1.4"), Ok(())),
            ("curve-slope", Some("18"), None, Err(Wrong::OutOfBounds { low: 0, high: 5 })),
            ("heating-hours", Some("00:00-24:00"), Some("5:30-22:00"), Ok(())),
            ("heating-hours", None, Some("25:00-26:00"), Err(Wrong::NotRead)),
            ("pump-stops", Some("no"), Some("oui"), Err(Wrong::NotRead)),
            ("music", Some("1"), None, Err(Wrong::NotInList)),
            ("curve-slope", None, None, Err(Wrong::Nothing)),
        ] {
            assert_eq!(set(code, before, after).check(), expect, "{code} {before:?} {after:?}");
        }
        assert!(set("hot-water-production", Some("52"), Some("60")).was_unsafe());
        assert!(!set("hot-water-production", Some("60"), None).was_unsafe());
    }

    #[test]
    fn a_change_without_a_day_shows_on_no_chart() {
        let undated = Set { on: None, ..set("curve-slope", Some("1.8"), Some("1.4")) };
        assert_eq!(undated.check(), Err(Wrong::NoDay));
        let kept = Set { on: None, ..set("curve-slope", Some("1.8"), Some("1.8")) };
        assert_eq!(kept.check(), Ok(()));
        assert!(!kept.changed());
        assert_eq!(hours("6:00 - 22:00").as_deref(), Some("06:00-22:00"));
    }
}
