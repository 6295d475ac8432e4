//! Public procurement: from which share of public money on somebody may have to buy by its rules, and its amounts by date.
//!
//! Does *not* judge an organisation: `financing::procurement` does. An amount that nobody of us has read is *unknown*.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::schemes::Figure;
use super::{Source, known_source};
use crate::certain::Certainty;
use crate::period::Day;

/// The file `norms/procurement.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procurement {
    pub(super) code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// The share of public money.
    pub public_money: PublicMoney,
    /// Amounts without VAT, the lowest first.
    #[serde(rename = "threshold")]
    pub thresholds: Vec<Threshold>,
    /// Sources.
    pub source: Vec<Source>,
}

/// The share of public money above which an organisation can be a *pouvoir adjudicateur*.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicMoney {
    /// More than this share.
    pub above: Decimal,
    /// Since when.
    #[serde(deserialize_with = "super::day")]
    pub from: Day,
    /// How sure.
    pub certainty: Certainty,
    source: String,
}

/// An amount below which a lighter rule holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Permanent code, with its words in the locales: `procurement-<code>`.
    pub code: String,
    /// Below so many euro without VAT.
    #[serde(deserialize_with = "euro")]
    pub below: Figure,
    /// Since when.
    #[serde(deserialize_with = "super::day")]
    pub from: Day,
    /// The last day; still in force without it.
    #[serde(default, deserialize_with = "super::maybe_day")]
    pub until: Option<Day>,
    /// How sure.
    pub certainty: Certainty,
    source: String,
}

fn euro<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text == "unknown" {
        return Ok(Figure::Unknown);
    }
    text.parse()
        .map(Figure::Known)
        .map_err(|_| serde::de::Error::custom(format!("`{text}` is no amount in euro; it may be `unknown`")))
}

impl Procurement {
    pub(super) fn check(&self) -> Result<(), String> {
        known_source(&self.source, &self.public_money.source)?;
        if !(Decimal::ZERO..Decimal::ONE).contains(&self.public_money.above) {
            return Err("key `public_money.above`: from 0 to 1".to_owned());
        }
        for (at, one) in self.thresholds.iter().enumerate() {
            let about = |what: &str| format!("[[threshold]] `{}`: {what}", one.code);
            known_source(&self.source, &one.source).map_err(|what| about(&what))?;
            if one.until.is_some_and(|until| until < one.from) {
                return Err(about("it ends before it begins"));
            }
            if (one.below == Figure::Unknown) != (one.certainty == Certainty::Unknown) {
                return Err(about("`unknown` is both its amount and its certainty, or neither"));
            }
            if one.below.known().is_some_and(|below| below <= Decimal::ZERO) {
                return Err(about("above zero"));
            }
            let overlaps = |other: &&Threshold| {
                other.code == one.code
                    && other.until.is_none_or(|until| one.from <= until)
                    && one.until.is_none_or(|until| other.from <= until)
            };
            if self.thresholds.iter().take(at).any(|other| overlaps(&other)) {
                return Err(about("it overlaps another of its code"));
            }
        }
        Ok(())
    }

    /// The amounts in force on a day.
    pub fn on(&self, day: Day) -> impl Iterator<Item = &Threshold> {
        self.thresholds.iter().filter(move |t| t.from <= day && t.until.is_none_or(|until| day <= until))
    }

    /// The titles of its sources.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.source.iter().map(|source| source.title.as_str())
    }
}
