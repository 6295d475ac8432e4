//! Scenarios a federation argues with: a demand or a norm, and the hypotheses under which it is reckoned.
//!
//! One file per scenario in `catalog/scenarios/<origin>/`. Every number is a hypothesis that stands in the file, with a low
//! and a high end, and is shown beside the result. Does *not* reckon: `financing::scenario` does.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::schemes::with_unit;
use super::{Source, known_source};
use crate::building::case_facts::measure_unit;
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;

/// One scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Permanent code, `origin/name`.
    pub code: String,
    /// The demand's code in the founding documents, `S8`.
    pub demand: Option<String>,
    /// When somebody last opened every source.
    pub checked_on: Day,
    /// What it is called.
    pub name: Text,
    /// What changes.
    pub change: Change,
    /// The works every building is supposed to do.
    pub works: Vec<AssumedWork>,
    /// Where it stands written.
    pub sources: Vec<Source>,
}

/// What a scenario changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An aid: the demanded scheme, instead of the one there is.
    Aid {
        /// The demanded one.
        scheme: String,
        /// The one it takes the place of.
        instead_of: Option<String>,
        /// Yearly rate a member pays without it: a hypothesis, for loans.
        market_rate: Option<Decimal>,
    },
    /// An obligation: who is bound, and by how much they are above.
    Norm {
        /// Obligations of `catalog/norms` that bind.
        codes: Vec<String>,
        /// The worst share of the buildings of one use, by normalised energy per square metre: a hypothesis where the
        /// threshold is not published.
        worst_share: Option<Decimal>,
    },
}

/// Works that every building of known heated area is supposed to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssumedWork {
    /// The measure.
    pub measure: String,
    /// Units per heated square metre.
    pub per_m2: Decimal,
    /// What it is counted in.
    pub unit: String,
    /// Cost per unit without VAT, EUR: the cheapest and the dearest.
    pub cost: (Decimal, Decimal),
    /// Share of the building's final energy it saves: the least and the most.
    pub saving: (Decimal, Decimal),
    /// How sure all that is: never certain.
    pub certainty: Certainty,
    /// Where the cost stands written.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    code: String,
    demand: Option<String>,
    #[serde(deserialize_with = "super::day")]
    checked_on: Day,
    name: Text,
    aid: Option<RawAid>,
    norm: Option<RawNorm>,
    #[serde(default)]
    work: Vec<RawWork>,
    source: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAid {
    scheme: String,
    instead_of: Option<String>,
    market_rate: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNorm {
    codes: Vec<String>,
    worst_share: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWork {
    measure: String,
    per_m2: String,
    cost_low: String,
    cost_high: String,
    saving_low: String,
    saving_high: String,
    certainty: Certainty,
    source: String,
}

impl Scenario {
    pub(super) fn compile(file: File) -> Result<Scenario, String> {
        let change = match (file.aid, file.norm) {
            (Some(aid), None) => Change::Aid {
                market_rate: aid
                    .market_rate
                    .as_deref()
                    .map(|text| percent("market_rate", text))
                    .transpose()?,
                scheme: aid.scheme,
                instead_of: aid.instead_of,
            },
            (None, Some(norm)) => Change::Norm {
                worst_share: norm
                    .worst_share
                    .as_deref()
                    .map(|text| percent("worst_share", text))
                    .transpose()?,
                codes: norm.codes,
            },
            _ => return Err("a scenario has either [aid] or [norm]".to_owned()),
        };
        if let Change::Norm { codes, worst_share: None } = &change
            && codes.is_empty()
        {
            return Err("[norm]: neither `codes` nor `worst_share`".to_owned());
        }
        let works = file.work.into_iter().map(RawWork::work).collect::<Result<Vec<_>, _>>()?;
        for work in &works {
            known_source(&file.source, &work.source)?;
        }
        Ok(Scenario {
            code: file.code,
            demand: file.demand,
            checked_on: file.checked_on,
            name: file.name,
            change,
            works,
            sources: file.source,
        })
    }
}

impl RawWork {
    fn work(self) -> Result<AssumedWork, String> {
        let about = |what: String| format!("[[work]] `{}`: {what}", self.measure);
        let known = measure_unit(&self.measure).ok_or_else(|| about("it is no measure".to_owned()))?;
        let (per_m2, unit) = with_unit(&self.per_m2).map_err(about)?;
        if !known.units.contains(&unit) {
            return Err(about(format!("it is counted in {}, not in `{unit}`", known.units.join(", "))));
        }
        let euro = |text: &str| match with_unit(text).map_err(about)? {
            (value, of) if of.strip_prefix("EUR/") == Some(unit) => Ok(value),
            (_, of) => Err(about(format!("its cost is told in EUR/{unit}, not in `{of}`"))),
        };
        let cost = (euro(&self.cost_low)?, euro(&self.cost_high)?);
        let share = |key, text| percent(key, text).map_err(about);
        let saving = (share("saving_low", &self.saving_low)?, share("saving_high", &self.saving_high)?);
        if cost.0 > cost.1 || saving.0 > saving.1 {
            return Err(about("its low end is above its high one".to_owned()));
        }
        if self.certainty == Certainty::Certain {
            return Err(about("key `certainty`: what a building might do is never certain".to_owned()));
        }
        let unit = unit.to_owned();
        let RawWork { measure, certainty, source, .. } = self;
        Ok(AssumedWork { measure, per_m2, unit, cost, saving, certainty, source })
    }
}

/// `"16 %"` as 0.16.
fn percent(key: &str, text: &str) -> Result<Decimal, String> {
    match with_unit(text) {
        Ok((value, "%")) if value <= Decimal::ONE_HUNDRED => Ok((value / Decimal::ONE_HUNDRED).normalize()),
        Ok(_) => Err(format!("key `{key}`: `{text}` is no share of a whole, as in `16 %`")),
        Err(what) => Err(format!("key `{key}`: {what}")),
    }
}
