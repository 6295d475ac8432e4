//! Measures as data: how each saves, what it asks, when it holds, what it costs, how long it lasts, what stands in its way.
//!
//! One file a measure. A value that is not known says who can settle it and has no number (I9). Does *not* reckon (`measures`
//! does). Words: `measure-<code>`, `input-measure-<code>` with `-hint`, `measure-needs-<code>`, `measure-holds-<code>`,
//! `measure-obstacle-<code>`, `measure-settled-<code>`.

mod method;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Source, known_source};
use crate::building::Carrier;
use crate::building::case_facts::measure_unit;
use crate::certain::Certainty;
use crate::lang::Text;
use crate::period::Day;

pub use method::{ActsOn, MEASURE_INPUTS, MeasureStep, SavingMethod, input_unit};

/// Who can settle what is not known of a measure: `measure-settled-<code>`.
pub const MEASURE_SETTLERS: &[&str] = &[
    "adviser",
    "asbestos-inventory",
    "cctb",
    "commune",
    "data-sheet",
    "grid-operator",
    "heat-network",
    "hygiene-officer",
    "maintenance-contract",
    "measurement",
    "stability-engineer",
    "three-quotes",
];

/// When a measure holds: `measure-holds-<code>`.
pub const VALIDITIES: &[&str] = &[
    "any-building",
    "boiler-heats",
    "central-heating",
    "heated-below",
    "hot-water-loop",
    "kitchen-on-site",
    "laundry-on-site",
    "mechanical-air",
    "metered",
    "not-insulated",
    "old-lamps",
    "panels-on-site",
    "roof-in-the-sun",
    "steady-heat",
    "unoccupied-hours",
    "water-metered",
];

/// What comes first: `measure-needs-<code>`.
pub const PREREQUISITES: &[&str] = &[
    "air-change-kept",
    "emitters-cold-enough",
    "envelope-first",
    "hygiene-plan",
    "need-measured",
    "quarter-hour-readings",
    "rgie-conformity",
    "roof-sound",
    "wall-dry",
];

/// What may stand in the way: `measure-obstacle-<code>`.
pub const OBSTACLES: &[&str] = &[
    "asbestos",
    "chimney",
    "connection-power",
    "environment-permit",
    "fuel-store",
    "grid-study",
    "heritage",
    "injection-limit",
    "legionella",
    "network-absent",
    "noise",
    "overhang",
    "refrigerant",
    "residents-in-place",
    "roof-stability",
    "thermal-bridges",
    "tenure",
    "urban-permit",
    "vapour",
];

/// What an obstacle is: `measure-obstacle-kind-<code>`.
pub const OBSTACLE_KINDS: &[&str] = &["hygiene", "legal", "network", "organisation", "permit", "technical"];

/// Of what a figure was told: `measure-sample-<code>`.
pub const SAMPLES: &[&str] = &["dwellings", "old-foreign", "single-case", "suppliers", "tertiary"];

/// Why a bound stands: `measure-bound-<code>`.
pub const BOUNDS: &[&str] = &["hygiene", "legionella", "physics"];

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureCard {
    /// Permanent code: its file, its words, the works of schemes.
    pub code: String,
    /// When somebody last opened every source.
    #[serde(deserialize_with = "super::day")]
    pub checked_on: Day,
    /// Official names.
    pub name: Text,
    /// Its place in the chain.
    pub step: MeasureStep,
    /// How its saving is reckoned.
    pub method: SavingMethod,
    /// What it acts upon, where the method does not say it.
    #[serde(default)]
    pub acts_on: Vec<ActsOn>,
    /// What a new producer takes.
    pub carrier: Option<Carrier>,
    /// Code of the works of schemes (UREBA), where there is one.
    pub work: Option<String>,
    /// What it asks.
    #[serde(default, rename = "input")]
    pub inputs: Vec<MeasureInput>,
    /// When it holds: all of them.
    pub holds: Vec<String>,
    /// What comes first.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Measures it cannot stand beside.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// Investment without VAT, euro.
    pub cost: Told,
    /// Years.
    pub lifetime: Told,
    /// A year without VAT, euro, beyond today's.
    pub maintenance: Told,
    /// What it may save of a use, before anybody looked: a share.
    pub estimate: Option<Told>,
    /// What may stand in its way.
    #[serde(default, rename = "obstacle")]
    pub obstacles: Vec<Obstacle>,
    /// Articles of the CCTB 2022.
    pub cctb: Articles,
    /// Sources.
    #[serde(default)]
    pub source: Vec<Source>,
}

/// What a measure asks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureInput {
    /// One of [`MEASURE_INPUTS`].
    pub code: String,
    /// Its unit.
    pub unit: String,
    /// Taken where nobody says better.
    pub default: Option<Decimal>,
    /// No less than this.
    pub lowest: Decimal,
    /// No more than this.
    pub highest: Decimal,
    /// Why, where it is more than plausibility.
    pub bound: Option<String>,
    /// Of default and bounds.
    pub certainty: Certainty,
    source: Option<String>,
    /// Who can say better.
    pub settled_by: String,
}

/// A figure that is a range, or not known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Per which input, or of which use; absent: for the whole.
    pub of: Option<String>,
    /// At least.
    pub lowest: Option<Decimal>,
    /// Usually; the middle when absent.
    pub usual: Option<Decimal>,
    /// At most.
    pub highest: Option<Decimal>,
    /// Of which year the money is.
    pub year: Option<i16>,
    /// Of which country.
    pub country: Option<String>,
    /// Of what it was told.
    pub sample: Option<String>,
    /// How sure.
    pub certainty: Certainty,
    source: Option<String>,
    /// Who can settle it.
    pub settled_by: Option<String>,
}

/// What may stand in the way of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obstacle {
    /// One of [`OBSTACLES`].
    pub code: String,
    /// One of [`OBSTACLE_KINDS`].
    pub kind: String,
    /// Who can say whether it is so here.
    pub settled_by: String,
    /// Likely where a source names it; unknown where somebody has to look.
    pub certainty: Certainty,
    source: Option<String>,
}

/// Articles of the standard specifications.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Articles {
    /// Their numbers; none where nobody read them.
    #[serde(default)]
    pub articles: Vec<String>,
    /// How sure.
    pub certainty: Certainty,
    source: Option<String>,
}

impl Told {
    /// Lowest and highest, where anything is known.
    pub fn range(&self) -> Option<(Decimal, Decimal)> {
        if self.certainty == Certainty::Unknown {
            return None;
        }
        let lowest = self.lowest.or(self.usual).or(self.highest)?;
        let highest = self.highest.or(self.usual).or(self.lowest)?;
        Some((lowest, highest))
    }

    /// The usual one, the middle where none is told.
    pub fn middle(&self) -> Option<Decimal> {
        let (lowest, highest) = self.range()?;
        self.usual.or_else(|| lowest.checked_add(highest)?.checked_div(Decimal::TWO))
    }

    fn check(&self, key: &str, sources: &[Source]) -> Result<(), String> {
        let about = |what: &str| Err(format!("key `{key}`: {what}"));
        let numbers = [self.lowest, self.usual, self.highest];
        if self.certainty == Certainty::Unknown {
            if numbers.iter().any(Option::is_some) {
                return about("what is not known has no number");
            }
            let settled = self.settled_by.as_deref();
            return match settled {
                Some(by) if MEASURE_SETTLERS.contains(&by) => Ok(()),
                _ => about("`settled_by` says who can settle it"),
            };
        }
        let known: Vec<Decimal> = numbers.into_iter().flatten().collect();
        if known.is_empty() || known.iter().any(|n| *n < Decimal::ZERO) || !known.is_sorted() {
            return about("0 ≤ lowest ≤ usual ≤ highest, at least one of them");
        }
        if self.sample.as_deref().is_some_and(|sample| !SAMPLES.contains(&sample)) {
            return about("`sample` is not on the list");
        }
        match &self.source {
            Some(source) => known_source(sources, source),
            None => about("`source` is missing"),
        }
    }
}

impl MeasureInput {
    fn check(&self, sources: &[Source]) -> Result<(), String> {
        let about = |what: &str| Err(format!("input `{}`: {what}", self.code));
        let Some(unit) = input_unit(&self.code) else { return about("no method asks it") };
        if unit != self.unit {
            return about(&format!("its unit is `{unit}`"));
        }
        if self.lowest > self.highest {
            return about("`lowest` is above `highest`");
        }
        if self.default.is_some_and(|default| default < self.lowest || default > self.highest) {
            return about("`default` is outside its own bounds");
        }
        if !MEASURE_SETTLERS.contains(&self.settled_by.as_str()) {
            return about("`settled_by` is not on the list");
        }
        if self.bound.as_deref().is_some_and(|bound| !BOUNDS.contains(&bound)) {
            return about("`bound` is not on the list");
        }
        match &self.source {
            Some(source) => known_source(sources, source),
            None if self.default.is_some() || self.bound.is_some() => {
                about("a default or a bound with a reason has its `source`")
            }
            None => Ok(()),
        }
    }
}

impl MeasureCard {
    /// What it asks under this code.
    pub fn input(&self, code: &str) -> Option<&MeasureInput> {
        self.inputs.iter().find(|input| input.code == code)
    }

    pub(super) fn check(&self) -> Result<(), String> {
        self.inputs.iter().try_for_each(|input| input.check(&self.source))?;
        let (required, optional) = self.method.asks();
        if let Some(lacking) = required.iter().find(|code| self.input(code).is_none()) {
            return Err(format!("method `{}` asks the input `{lacking}`", self.method.code()));
        }
        let known = |code: &str| required.contains(&code) || optional.contains(&code);
        if let Some(extra) = self.inputs.iter().find(|input| !known(&input.code)) {
            return Err(format!("method `{}` does not ask `{}`", self.method.code(), extra.code));
        }
        if self.method.needs_use() == self.acts_on.is_empty() {
            return Err(format!("key `acts_on`: method `{}`", self.method.code()));
        }
        if self.method.needs_carrier() != self.carrier.is_some() {
            return Err(format!("key `carrier`: method `{}`", self.method.code()));
        }
        on_list("holds", &self.holds, VALIDITIES)?;
        on_list("needs", &self.needs, PREREQUISITES)?;
        if self.holds.is_empty() {
            return Err("key `holds`: a measure says when it holds".to_owned());
        }
        if let Some(work) = &self.work
            && (measure_unit(work).is_none() || *work != self.code)
        {
            return Err(format!("key `work`: `{work}` is not of this measure in the works of schemes"));
        }
        for (key, told) in
            [("cost", &self.cost), ("lifetime", &self.lifetime), ("maintenance", &self.maintenance)]
        {
            told.check(key, &self.source)?;
            let of_input = told.of.as_deref().is_none_or(|of| self.input(of).is_some());
            if !of_input {
                return Err(format!("key `{key}`: `of` is no input of this measure"));
            }
        }
        if let Some(estimate) = &self.estimate {
            estimate.check("estimate", &self.source)?;
            let share = estimate.range().is_none_or(|(_, highest)| highest <= Decimal::ONE);
            let used = estimate.of.as_deref().is_some_and(|of| ActsOn::from_code(of).is_some());
            if !share || !used {
                return Err("key `estimate`: a share `of` a use".to_owned());
            }
        }
        self.obstacles.iter().try_for_each(|obstacle| obstacle.check(&self.source))?;
        self.cctb.check(&self.source)
    }
}

fn on_list(key: &str, codes: &[String], list: &[&str]) -> Result<(), String> {
    match codes.iter().find(|code| !list.contains(&code.as_str())) {
        Some(code) => Err(format!("key `{key}`: `{code}` is not one of {list:?}")),
        None => Ok(()),
    }
}

impl Obstacle {
    fn check(&self, sources: &[Source]) -> Result<(), String> {
        on_list("obstacle", std::slice::from_ref(&self.code), OBSTACLES)?;
        on_list("kind", std::slice::from_ref(&self.kind), OBSTACLE_KINDS)?;
        on_list("settled_by", std::slice::from_ref(&self.settled_by), MEASURE_SETTLERS)?;
        match (&self.source, self.certainty) {
            (Some(source), _) => known_source(sources, source),
            (None, Certainty::Unknown) => Ok(()),
            (None, _) => Err(format!("obstacle `{}`: `source` is missing", self.code)),
        }
    }
}

impl Articles {
    fn check(&self, sources: &[Source]) -> Result<(), String> {
        match (&self.source, self.certainty, self.articles.is_empty()) {
            (None, Certainty::Unknown, true) => Ok(()),
            (Some(source), Certainty::Certain | Certainty::Likely, false) => known_source(sources, source),
            _ => Err("key `cctb`: articles with their source, or `certainty = \"unknown\"`".to_owned()),
        }
    }
}
