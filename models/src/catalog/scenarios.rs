//! Scenarios a federation argues with: a demand or a norm, and the hypotheses under which it is reckoned.
//!
//! One file per scenario in `catalog/scenarios/<origin>/`. Every number is a hypothesis that stands in the file, with a low
//! and a high end, and is shown beside the result. Does *not* reckon: `financing::scenario` does.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::schemes::with_unit;
use super::{Source, known_source};
use crate::building::case_facts::measure_unit;
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;

/// The word for a number that nobody published.
const HYPOTHESIS: &str = "hypothesis";
/// The word for a number that nobody told.
const NOT_TOLD: &str = "unknown";

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
        /// Where that rate stands written; none where it is a hypothesis.
        market_rate_source: Option<String>,
    },
    /// An obligation: who is bound, and by how much they are above.
    Norm {
        /// Obligations of `catalog/norms` that bind.
        codes: Vec<String>,
        /// The worst share of the buildings of one use, by normalised energy per square metre: a hypothesis where the
        /// threshold is not published.
        worst_share: Option<Decimal>,
        /// Where that share stands written; none where it is a hypothesis.
        worst_share_source: Option<String>,
    },
}

/// Works that every building of known heated area is supposed to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssumedWork {
    /// The measure.
    pub measure: String,
    /// Units per heated square metre.
    pub per_m2: Decimal,
    /// What it is counted in.
    pub unit: String,
    /// Cost per unit without VAT, EUR: the cheapest and the dearest.
    pub cost: (Decimal, Decimal),
    /// Where that number stands written; none where it is a hypothesis.
    pub per_m2_source: Option<String>,
    /// Share of the building's final energy it saves: the least and the most; none where nobody tells.
    pub saving: Option<(Decimal, Decimal)>,
    /// Where that share stands written; none where it is a hypothesis.
    pub saving_source: Option<String>,
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
    market_rate_source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNorm {
    codes: Vec<String>,
    worst_share: Option<String>,
    worst_share_source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWork {
    measure: String,
    per_m2: String,
    per_m2_source: String,
    cost_low: String,
    cost_high: String,
    saving_low: String,
    saving_high: String,
    saving_source: Option<String>,
    certainty: Certainty,
    source: String,
}

impl Scenario {
    pub(super) fn compile(file: File) -> Result<Scenario, String> {
        let stands = |key, told: bool, source: Option<String>| stands(key, told, source, &file.source);
        let change = match (file.aid, file.norm) {
            (Some(aid), None) => Change::Aid {
                market_rate_source: stands("market_rate", aid.market_rate.is_some(), aid.market_rate_source)?,
                market_rate: aid
                    .market_rate
                    .as_deref()
                    .map(|text| percent("market_rate", text))
                    .transpose()?,
                scheme: aid.scheme,
                instead_of: aid.instead_of,
            },
            (None, Some(norm)) => Change::Norm {
                worst_share_source: stands(
                    "worst_share",
                    norm.worst_share.is_some(),
                    norm.worst_share_source,
                )?,
                worst_share: norm
                    .worst_share
                    .as_deref()
                    .map(|text| percent("worst_share", text))
                    .transpose()?,
                codes: norm.codes,
            },
            _ => return Err("a scenario has either [aid] or [norm]".to_owned()),
        };
        if let Change::Norm { codes, worst_share: None, .. } = &change
            && codes.is_empty()
        {
            return Err("[norm]: neither `codes` nor `worst_share`".to_owned());
        }
        let works =
            file.work.into_iter().map(|work| work.work(&file.source)).collect::<Result<Vec<_>, _>>()?;
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
    fn work(self, sources: &[Source]) -> Result<AssumedWork, String> {
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
        let saving = match (self.saving_low.as_str(), self.saving_high.as_str()) {
            (NOT_TOLD, NOT_TOLD) => None,
            (low, high) => Some((share("saving_low", low)?, share("saving_high", high)?)),
        };
        let per_m2_source =
            stands("per_m2", true, Some(self.per_m2_source.clone()), sources).map_err(about)?;
        let saving_source =
            stands("saving", saving.is_some(), self.saving_source.clone(), sources).map_err(about)?;
        if cost.0 > cost.1 || saving.is_some_and(|(low, high)| low > high) {
            return Err(about("its low end is above its high one".to_owned()));
        }
        if self.certainty == Certainty::Certain {
            return Err(about("key `certainty`: what a building might do is never certain".to_owned()));
        }
        let unit = unit.to_owned();
        let RawWork { measure, certainty, source, .. } = self;
        Ok(AssumedWork {
            measure,
            per_m2,
            unit,
            cost,
            per_m2_source,
            saving,
            saving_source,
            certainty,
            source,
        })
    }
}

/// Where a number stands written; none where it says of itself that it is a hypothesis.
fn stands(
    key: &str,
    told: bool,
    source: Option<String>,
    sources: &[Source],
) -> Result<Option<String>, String> {
    match source {
        None if told => Err(format!(
            "key `{key}_source`: name a source, or `{HYPOTHESIS}` where nobody published the number"
        )),
        None => Ok(None),
        Some(_) if !told => Err(format!("key `{key}_source`: there is no `{key}`")),
        Some(word) if word == HYPOTHESIS => Ok(None),
        Some(source) => known_source(sources, &source).map(|()| Some(source)),
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

#[cfg(test)]
mod tests {
    use super::*;

    const WORST: &str = include_str!("../../catalog/scenarios/norms/worst-16.toml");

    fn compiled(text: &str) -> Result<Scenario, String> {
        Scenario::compile(toml::from_str(text).map_err(|e| e.to_string())?)
    }

    #[test]
    fn every_number_says_where_it_stands_or_that_it_is_a_hypothesis() {
        let check = |from: &str, to: &str, words: &str| {
            assert!(WORST.contains(from), "{from}");
            let refused = compiled(&WORST.replacen(from, to, 1)).unwrap_err();
            assert!(refused.contains(words), "{refused}");
        };
        check(
            "worst_share_source = \"hypothesis\"\n",
            "",
            "`worst_share_source`: name a source, or `hypothesis`",
        );
        check("saving_source = \"hypothesis\"\n", "", "`saving_source`: name a source");
        check("per_m2_source = \"hypothesis\"\n", "", "per_m2_source");
        check(
            "per_m2_source = \"hypothesis\"",
            "per_m2_source = \"nowhere\"",
            "`nowhere` is not in [[source]]",
        );
        check("saving_low = \"3 %\"", "saving_low = \"unknown\"", "saving_low");
    }

    #[test]
    fn a_yield_that_nobody_tells_is_none_and_no_zero() {
        let untold = WORST.replacen(
            "saving_low = \"3 %\"\nsaving_high = \"12 %\"\nsaving_source = \"hypothesis\"\n",
            "saving_low = \"unknown\"\nsaving_high = \"unknown\"\n",
            1,
        );
        let works = compiled(&untold).unwrap().works;
        assert_eq!(works.iter().map(|work| work.saving.is_some()).collect::<Vec<_>>(), [false, true]);
        let sourced = WORST.replacen("per_m2_source = \"hypothesis\"", "per_m2_source = \"costs\"", 1);
        let works = compiled(&sourced).unwrap().works;
        assert_eq!(works.first().unwrap().per_m2_source.as_deref(), Some("costs"));
    }
}
