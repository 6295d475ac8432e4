//! What a scheme gives: dated amounts in a closed set of shapes, numbers as text with a unit.
//!
//! A shape refuses keys that are not its own. Does *not* compute: `financing::shapes` does. To add a shape: a variant of
//! [`Shape`], a line in `KEYS`, its arm in `Raw::shape`, and a file in `financing::shapes`.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::figure::{Figure, figure, share};
use super::rule::known_measures;
use crate::building::case_facts::measure_unit;
use crate::catalog::{day, maybe_day};
use crate::certain::Certainty;
use crate::period::Day;

/// What is given from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Since when.
    pub from: Day,
    /// The last day; further when absent.
    pub until: Option<Day>,
    /// For these measures; for any when empty.
    pub measures: Vec<String>,
    /// How it is counted.
    pub shape: Shape,
    /// No more than this; unknown where one exists or may exist and was not found.
    pub cap: Option<Figure>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where it stands written.
    pub source: String,
}

/// How an amount is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A share of the cost without VAT.
    RateOfCost {
        /// The share.
        rate: Figure,
    },
    /// So much per square metre or kW of each measure.
    PerUnit {
        /// One row per measure.
        table: Vec<Row>,
    },
    /// So much per unit, less beyond each bound.
    Brackets {
        /// From the first unit on; the last bound may be open.
        steps: Vec<Step>,
    },
    /// Money lent.
    Loan {
        /// How much of the cost.
        share: Figure,
        /// Yearly.
        rate: Figure,
        /// Over how many years.
        years: Figure,
    },
    /// Somebody else pays and is repaid out of the savings.
    ThirdParty {
        /// How much of the cost.
        share: Figure,
        /// Over how many years.
        years: Figure,
    },
    /// Shares of a cooperative.
    ShareIssue {
        /// Public euro for each euro of the members.
        matching: Option<Figure>,
        /// The highest dividend, yearly.
        dividend_cap: Option<Figure>,
    },
    /// A tax rate in the place of the normal one.
    TaxRate {
        /// The rate.
        rate: Figure,
        /// The one it stands for.
        normal: Figure,
    },
}

/// A measure and what it is given per unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The measure.
    pub work: String,
    /// What it is counted in.
    pub unit: String,
    /// Usual material.
    pub base: Figure,
    /// Bio-based material, where it is given more.
    pub bio_based: Option<Figure>,
}

/// One step of brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Up to so many units; the rest when absent.
    pub up_to: Option<Decimal>,
    /// What it is counted in.
    pub unit: String,
    /// So much per unit.
    pub base: Figure,
}

/// Units in which works are counted.
const UNITS: &[&str] = &["EUR/m2", "EUR/kW", "EUR/kWc", "EUR/m3/h", "EUR/piece"];

/// The keys of each shape, beside those of every amount.
const KEYS: [(&str, &[&str]); 7] = [
    ("rate_of_cost", &["measures", "rate"]),
    ("per_unit", &["table"]),
    ("brackets", &["measures", "steps"]),
    ("loan", &["measures", "share", "rate", "years"]),
    ("third_party", &["measures", "share", "years"]),
    ("share_issue", &["measures", "matching", "dividend_cap"]),
    ("tax_rate", &["measures", "rate", "normal"]),
];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    #[serde(deserialize_with = "day")]
    from: Day,
    #[serde(default, deserialize_with = "maybe_day")]
    until: Option<Day>,
    shape: String,
    measures: Option<Vec<String>>,
    rate: Option<String>,
    share: Option<String>,
    years: Option<String>,
    normal: Option<String>,
    matching: Option<String>,
    dividend_cap: Option<String>,
    table: Option<Vec<RawRow>>,
    steps: Option<Vec<RawStep>>,
    cap: Option<String>,
    certainty: Certainty,
    source: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    work: String,
    base: String,
    bio_based: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    up_to: Option<String>,
    base: String,
}

impl Raw {
    pub(super) fn amount(self) -> Result<Amount, String> {
        let about = |what: String| format!("[[amount]] from {}: {what}", self.from);
        self.foreign_keys().map_err(about)?;
        if self.until.is_some_and(|until| until < self.from) {
            return Err(about("key `until`: it ends before it begins".to_owned()));
        }
        let cap = match &self.cap {
            None => None,
            Some(text) => Some(figure("cap", text, &["EUR"]).map_err(about)?.0),
        };
        let shape = self.shape().map_err(about)?;
        let measures = match &shape {
            Shape::PerUnit { table } => table.iter().map(|row| row.work.clone()).collect(),
            _ => self.measures.clone().unwrap_or_default(),
        };
        known_measures("measures", &measures).map_err(about)?;
        let (from, until, certainty) = (self.from, self.until, self.certainty);
        Ok(Amount { from, until, measures, shape, cap, certainty, source: self.source })
    }

    fn foreign_keys(&self) -> Result<(), String> {
        let names: Vec<&str> = KEYS.iter().map(|(name, _)| *name).collect();
        let (_, own) = KEYS.iter().find(|(name, _)| *name == self.shape).ok_or_else(|| {
            format!("key `shape`: `{}` is no shape; there are {}", self.shape, names.join(", "))
        })?;
        let given = [
            ("measures", self.measures.is_some()),
            ("rate", self.rate.is_some()),
            ("share", self.share.is_some()),
            ("years", self.years.is_some()),
            ("normal", self.normal.is_some()),
            ("matching", self.matching.is_some()),
            ("dividend_cap", self.dividend_cap.is_some()),
            ("table", self.table.is_some()),
            ("steps", self.steps.is_some()),
        ];
        match given.iter().find(|(key, is)| *is && !own.contains(key)) {
            Some((key, _)) => {
                let known = own.join(", ");
                Err(format!("key `{key}`: the shape `{}` does not know it; it knows {known}", self.shape))
            }
            None => Ok(()),
        }
    }

    fn shape(&self) -> Result<Shape, String> {
        let needed = |key: &str, text: &Option<String>| {
            let text = text.as_deref();
            share(key, text.ok_or_else(|| format!("key `{key}` is missing; it may be `unknown`"))?)
        };
        let years = |text: &Option<String>| {
            let text = text.as_deref().ok_or("key `years` is missing; it may be `unknown`")?;
            figure("years", text, &["years"]).map(|(years, _)| years)
        };
        let maybe = |key: &str, text: &Option<String>| text.as_deref().map(|t| share(key, t)).transpose();
        Ok(match self.shape.as_str() {
            "rate_of_cost" => Shape::RateOfCost { rate: needed("rate", &self.rate)? },
            "per_unit" => {
                let rows = self.table.as_ref().filter(|t| !t.is_empty()).ok_or("key `table` is missing")?;
                Shape::PerUnit { table: rows.iter().map(RawRow::row).collect::<Result<_, _>>()? }
            }
            "brackets" => {
                let steps = self.steps.as_ref().filter(|s| !s.is_empty()).ok_or("key `steps` is missing")?;
                Shape::Brackets { steps: rising(steps)? }
            }
            "loan" => Shape::Loan {
                share: needed("share", &self.share)?,
                rate: needed("rate", &self.rate)?,
                years: years(&self.years)?,
            },
            "third_party" => {
                Shape::ThirdParty { share: needed("share", &self.share)?, years: years(&self.years)? }
            }
            "share_issue" => Shape::ShareIssue {
                matching: maybe("matching", &self.matching)?,
                dividend_cap: maybe("dividend_cap", &self.dividend_cap)?,
            },
            _ => {
                Shape::TaxRate { rate: needed("rate", &self.rate)?, normal: needed("normal", &self.normal)? }
            }
        })
    }
}

/// `EUR/m2` as what is counted: `m2`.
fn counted_in(unit: &str) -> String {
    unit.trim_start_matches("EUR/").to_owned()
}

impl RawRow {
    fn row(&self) -> Result<Row, String> {
        let measure =
            measure_unit(&self.work).ok_or_else(|| format!("key `work`: `{}` is no measure", self.work))?;
        let (base, unit) = figure("base", &self.base, UNITS)?;
        let unit = counted_in(unit);
        if base.known().is_some() && !measure.units.contains(&unit.as_str()) {
            let own = measure.units.join(", ");
            return Err(format!("key `base`: `{}` is counted in {own}, not in {unit}", self.work));
        }
        let bio_based = match &self.bio_based {
            None => None,
            Some(text) => {
                let (value, other) = figure("bio_based", text, UNITS)?;
                if value.known().is_some() && counted_in(other) != unit {
                    return Err("key `bio_based`: another unit than `base`".to_owned());
                }
                Some(value)
            }
        };
        Ok(Row { work: self.work.clone(), unit, base, bio_based })
    }
}

fn rising(raw: &[RawStep]) -> Result<Vec<Step>, String> {
    let mut steps: Vec<Step> = Vec::with_capacity(raw.len());
    for one in raw {
        let (base, unit) = figure("base", &one.base, UNITS)?;
        let unit = counted_in(unit);
        let up_to = match &one.up_to {
            None => None,
            Some(text) => figure("up_to", text, &[unit.as_str()])?.0.known(),
        };
        let follows = steps.last().is_none_or(|before| {
            before.unit == unit && before.up_to.is_some_and(|bound| up_to.is_none_or(|next| bound < next))
        });
        if !follows {
            return Err("key `steps`: bounds rise, in one unit, and only the last may be open".to_owned());
        }
        steps.push(Step { up_to, unit, base });
    }
    Ok(steps)
}

/// Two amounts never hold for one measure on one day, and those of one measure stand in the order of their dates.
pub(super) fn follow_each_other(amounts: &[Amount]) -> Result<(), String> {
    for (at, later) in amounts.iter().enumerate() {
        for earlier in amounts.iter().take(at) {
            let shared = earlier.measures.is_empty()
                || later.measures.is_empty()
                || earlier.measures.iter().any(|m| later.measures.contains(m));
            if !shared {
                continue;
            }
            if later.from < earlier.from {
                return Err(format!(
                    "[[amount]] from {}: dates run back, {} stands before it",
                    later.from, earlier.from
                ));
            }
            if earlier.until.is_none_or(|until| later.from <= until) {
                return Err(format!(
                    "[[amount]] from {}: it overlaps the one from {}; give that one an `until`",
                    later.from, earlier.from
                ));
            }
        }
    }
    Ok(())
}
