//! What a change of rule, or a norm, would bring a group of buildings, and what it would cost the Region.
//!
//! ```text
//! each building with its assumed works ─▶ verdict of the rule there is ┐
//!                                     └─▶ verdict of the demanded one ─┴▶ who is reached · euro · kWh · CO2, low and high
//! ```
//!
//! Two ends everywhere: the low one counts only what is sure (a plain *yes* that was a plain *no* before, the dearest
//! assumption for whoever pays), the high one also what nobody can refuse yet. Every hypothesis stands in the scenario's
//! file and comes back with the result; what nobody told (a rate, a term) is a lack, not a zero. The works are supposed to
//! follow the procedure: audited, applied for today, nothing ordered. Does *not* extrapolate beyond the buildings given.

mod aid;
mod norm;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;

use self::aid::{Aid, Terms};
use self::norm::{bound, thresholds};
use super::amounts::Cents;
use super::facts::Facts;
use crate::building::Carrier;
use crate::catalog::{AssumedWork, Catalog, Change, Scenario};
use crate::certain::Certainty;
use crate::norms::Decided;
use crate::period::Day;
use crate::units::Basis;

/// Codes of what could not be reckoned, with their words in the locales: `scenario-lack-<code>`.
pub const LACKS: [&str; 3] = [SHARE_NOT_TOLD, TERMS_NOT_TOLD, TOO_FEW];
/// The demand tells neither rate nor amount.
pub const TERMS_NOT_TOLD: &str = "terms-not-told";
/// The demand does not tell who keeps which part of the savings.
pub const SHARE_NOT_TOLD: &str = "share-of-savings-not-told";
/// Of some uses there are too few buildings to tell the worst from.
const TOO_FEW: &str = "too-few-to-compare";

/// Codes of what is supposed, with their words in the locales: `scenario-hypothesis-<code>`.
pub const HYPOTHESES: [&str; 4] =
    ["procedure-followed", "usual-materials", "works-of-the-file", "worst-of-this-group"];
/// Those that are of works.
const OF_WORKS: [&str; 2] = ["usual-materials", "works-of-the-file"];

/// One building, as much as a scenario needs to know of it.
#[derive(Debug, Clone, Default)]
pub struct Member {
    /// Code of its organisation, which counts once.
    pub organisation: String,
    /// Code of its activity.
    pub activity: Option<String>,
    /// What is told of organisation and building.
    pub facts: Facts,
    /// Heated area, m2.
    pub area: Option<Decimal>,
    /// Final energy of its last year, kWh PCI.
    pub final_kwh: Option<Decimal>,
    /// Normalised final energy per heated square metre, kWh PCI.
    pub intensity: Option<Decimal>,
    /// What heats it.
    pub heated_by: Option<Carrier>,
    /// Whether each obligation binds it.
    pub obligations: BTreeMap<String, Decided>,
}

/// From the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Range {
    /// Only what is sure.
    pub low: Cents,
    /// Also what nobody can refuse yet.
    pub high: Cents,
}

impl Range {
    fn add(&mut self, low: Decimal, high: Decimal) {
        self.low.0 += low;
        self.high.0 += high;
    }
}

/// How many buildings get which answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Answers {
    /// It is for them, or binds them.
    pub yes: usize,
    /// Facts lack, or somebody has to say.
    pub unknown: usize,
    /// It is not.
    pub no: usize,
}

impl Answers {
    fn count(&mut self, answer: Decided) {
        match answer {
            Decided::Yes => self.yes += 1,
            Decided::Unknown => self.unknown += 1,
            Decided::No => self.no += 1,
        }
    }
}

/// The buildings of one activity, or all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Group {
    /// The activity; none for the whole.
    pub activity: Option<String>,
    /// Organisations.
    pub organisations: usize,
    /// Buildings.
    pub buildings: usize,
    /// Buildings of unknown heated area: answered, never reckoned.
    pub without_area: usize,
    /// As the rules are.
    pub before: Answers,
    /// As they would be.
    pub after: Answers,
    /// Buildings it would newly be for, for sure.
    pub reached: usize,
    /// Buildings it might newly be for.
    pub perhaps: usize,
    /// What the assumed works of those cost, EUR without VAT.
    pub works: Range,
    /// What their organisations gain, EUR: grants once, interest over the whole term. For a norm, nothing.
    pub members: Range,
    /// What the Region gives for it, EUR.
    pub region: Range,
    /// What is lent or advanced and comes back, EUR.
    pub capital: Range,
    /// Final energy saved a year, kWh PCI.
    pub saved_kwh: Range,
    /// The same as CO2 of the declared factors, kg a year; of the buildings whose heating is known.
    pub saved_co2_kg: Range,
    /// Buildings whose CO2 is not counted: their heating or its factor is not known.
    pub without_co2: usize,
    /// Energy above the threshold of the worst share, kWh a year; none where no threshold could be drawn.
    pub above_kwh: Option<Cents>,
    #[serde(skip)]
    members_of: BTreeSet<String>,
}

/// What a scenario comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The scenario.
    pub code: String,
    /// Its demand's code in the founding documents.
    pub demand: Option<String>,
    /// `aid` or `norm`.
    pub kind: &'static str,
    /// The day of the question.
    pub on: Day,
    /// What the catalogue said then.
    pub catalog_version: String,
    /// Activity by activity, the one that gains most first.
    pub groups: Vec<Group>,
    /// All of them.
    pub total: Group,
    /// What could not be reckoned, as codes: `scenario-lack-<code>`.
    pub lacks: Vec<&'static str>,
    /// What was supposed, as codes: `scenario-hypothesis-<code>`.
    pub hypotheses: Vec<&'static str>,
    /// The weakest of what it stands on.
    pub certainty: Certainty,
}

/// What one building comes to.
#[derive(Default)]
struct Reckoned {
    before: Option<Decided>,
    after: Option<Decided>,
    members: [Decimal; 2],
    region: [Decimal; 2],
    capital: [Decimal; 2],
    above: Option<Decimal>,
}

/// Reckons a scenario over these buildings. Linear in their number, but for the ranking of a worst share.
pub fn run(scenario: &Scenario, members: &[Member], catalog: &Catalog, on: Day) -> Outcome {
    let mut lacks = Vec::new();
    let reckoned: Vec<Reckoned> = match &scenario.change {
        Change::Aid { scheme, instead_of, market_rate } => {
            let wanted = catalog.scheme(scheme);
            let there_is = instead_of.as_deref().and_then(|code| catalog.scheme(code));
            let terms = wanted.map_or(Terms::Unknown, |scheme| Terms::of(scheme, *market_rate));
            lacks.extend(terms.lacks());
            let aid = Aid { wanted, there_is, terms, works: &scenario.works, on };
            members.iter().map(|member| aid.reckon(member)).collect()
        }
        Change::Norm { codes, worst_share } => {
            let thresholds = worst_share.map_or_else(BTreeMap::new, |share| thresholds(members, share));
            let told = |activity: &str| thresholds.contains_key(activity);
            if worst_share.is_some() && members.iter().any(|m| !m.activity.as_deref().is_some_and(told)) {
                lacks.push(TOO_FEW);
            }
            members.iter().map(|member| bound(member, codes, *worst_share, &thresholds)).collect()
        }
    };
    let factors = catalog.decision_factors();
    let co2_per_kwh = |carrier: Carrier| {
        let held = factors?.of(carrier, on)?;
        let card = catalog.carrier(carrier)?;
        (held.basis == Basis::Net || !card.has_basis()).then_some(held.value)
    };
    let mut groups: BTreeMap<Option<&str>, Group> = BTreeMap::new();
    let mut total = Group::default();
    for (member, of) in members.iter().zip(&reckoned) {
        let factor = member.heated_by.and_then(co2_per_kwh);
        let activity = member.activity.as_deref();
        let group = groups
            .entry(activity)
            .or_insert_with(|| Group { activity: activity.map(str::to_owned), ..Group::default() });
        for group in [group, &mut total] {
            group.take(member, of, &scenario.works, factor);
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by(|a, b| {
        (b.members.high, b.works.high)
            .cmp(&(a.members.high, a.works.high))
            .then_with(|| a.activity.cmp(&b.activity))
    });
    let certainty =
        scenario.works.iter().map(|work| work.certainty).fold(Certainty::Likely, Certainty::weakest);
    let (kind, mut hypotheses) = match &scenario.change {
        Change::Aid { .. } => ("aid", vec!["procedure-followed", "works-of-the-file", "usual-materials"]),
        Change::Norm { worst_share: Some(_), .. } => {
            ("norm", vec!["worst-of-this-group", "works-of-the-file"])
        }
        Change::Norm { .. } => ("norm", vec!["works-of-the-file"]),
    };
    if scenario.works.is_empty() {
        hypotheses.retain(|code| !OF_WORKS.contains(code));
    }
    Outcome {
        code: scenario.code.clone(),
        demand: scenario.demand.clone(),
        kind,
        on,
        catalog_version: catalog.version().to_owned(),
        groups,
        total,
        lacks,
        hypotheses,
        certainty,
    }
}

impl Group {
    fn take(&mut self, member: &Member, of: &Reckoned, works: &[AssumedWork], co2_per_kwh: Option<Decimal>) {
        self.buildings += 1;
        if self.members_of.insert(member.organisation.clone()) {
            self.organisations += 1;
        }
        let (before, after) = (of.before.unwrap_or(Decided::No), of.after.unwrap_or(Decided::Unknown));
        self.before.count(before);
        self.after.count(after);
        if let Some(above) = of.above {
            self.above_kwh.get_or_insert_default().0 += above;
        }
        let sure = before == Decided::No && after == Decided::Yes;
        let perhaps = before != Decided::Yes && after != Decided::No;
        self.reached += usize::from(sure);
        self.perhaps += usize::from(perhaps && !sure);
        let Some(area) = member.area else {
            self.without_area += 1;
            return;
        };
        if !perhaps {
            return;
        }
        let cost = cost(works, area);
        self.works.add(only_if(sure, cost.0), cost.1);
        for (range, [low, high]) in
            [(&mut self.members, of.members), (&mut self.region, of.region), (&mut self.capital, of.capital)]
        {
            range.add(only_if(sure, low), high);
        }
        let Some(used) = member.final_kwh else {
            self.without_co2 += 1;
            return;
        };
        let share = |end: fn(&AssumedWork) -> Decimal| {
            let all: Decimal = works.iter().map(end).sum();
            used.checked_mul(all.min(Decimal::ONE)).unwrap_or_default()
        };
        let (low, high) = (share(|work| work.saving.0), share(|work| work.saving.1));
        self.saved_kwh.add(only_if(sure, low), high);
        match co2_per_kwh {
            Some(factor) => self.saved_co2_kg.add(only_if(sure, low * factor), high * factor),
            None => self.without_co2 += 1,
        }
    }
}

fn only_if(sure: bool, value: Decimal) -> Decimal {
    if sure { value } else { Decimal::ZERO }
}

/// What the works cost on an area: the cheapest, the dearest.
fn cost(works: &[AssumedWork], area: Decimal) -> (Decimal, Decimal) {
    let of = |work: &AssumedWork, price: Decimal| {
        area.checked_mul(work.per_m2)
            .and_then(|units| units.checked_mul(price))
            .unwrap_or_default()
            .round_dp(2)
    };
    works.iter().fold((Decimal::ZERO, Decimal::ZERO), |(low, high), work| {
        (low + of(work, work.cost.0), high + of(work, work.cost.1))
    })
}
