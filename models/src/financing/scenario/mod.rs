//! What a change of rule, or a norm, would bring a group of buildings, and what it would cost the Region.
//!
//! ```text
//! each building with its assumed works ─▶ verdict of the rule there is ┐
//!                                     └─▶ verdict of the demanded one ─┴▶ who is reached · euro · kWh · CO2, low and high
//! ```
//!
//! Two ends everywhere: the low one counts only what is sure (a plain *yes* that was a plain *no* before, the dearest
//! assumption for whoever pays), the high one also what nobody can refuse yet. Every hypothesis stands in the scenario's
//! file and comes back with the result; what nobody told (a rate, a term, a yield) is a lack and no figure, never a zero.
//! Energy and CO2 are rounded building by building to whole kWh and kg, so that groups add up as they are printed. The
//! works are supposed to follow the procedure: audited, applied for today, nothing ordered. Does *not* extrapolate beyond the buildings given.

mod aid;
mod norm;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use self::aid::{Aid, Terms};
use self::norm::{bound, bound_at_most, thresholds};
use super::amounts::Cents;
use super::facts::Facts;
use crate::building::Carrier;
use crate::catalog::{AssumedWork, Catalog, Change, Scenario};
use crate::certain::Certainty;
use crate::norms::Decided;
use crate::period::Day;
use crate::units::Basis;

/// Codes of what could not be reckoned, with their words in the locales: `scenario-lack-<code>`.
pub const LACKS: [&str; 9] = [
    COST_NOT_TOLD,
    SHARE_NOT_TOLD,
    TERMS_NOT_TOLD,
    TOO_FEW,
    FEW_HERE,
    FEW_IN_ALL,
    HELD_BACK,
    IN_STEPS,
    YIELD_NOT_TOLD,
];
/// No works are supposed, so that nothing is told of their cost.
pub const COST_NOT_TOLD: &str = "cost-not-told";
/// What a supposed work saves or yields is not told.
pub const YIELD_NOT_TOLD: &str = "yield-not-told";
/// The demand tells neither rate nor amount.
pub const TERMS_NOT_TOLD: &str = "terms-not-told";
/// The demand does not tell who keeps which part of the savings.
pub const SHARE_NOT_TOLD: &str = "share-of-savings-not-told";
/// Some activities are not shown by themselves.
pub const FEW_HERE: &str = "activity-of-fewer-than-five";
/// Nothing is shown but how many they are.
pub const FEW_IN_ALL: &str = "fewer-than-five";
/// Answers are counted in steps, at least.
pub const IN_STEPS: &str = "answers-in-steps";
/// Buildings of which too few would be reached are not reckoned with.
pub const HELD_BACK: &str = "too-few-reached";
/// Of some uses there are too few buildings to tell the worst from.
const TOO_FEW: &str = "too-few-to-compare";

/// Codes of what is supposed, with their words in the locales: `scenario-hypothesis-<code>`.
pub const HYPOTHESES: [&str; 4] =
    ["procedure-followed", "usual-materials", "works-of-the-file", "worst-of-this-group"];
/// Those that are of works.
const OF_WORKS: [&str; 2] = ["usual-materials", "works-of-the-file"];

/// One building, as much as a scenario needs to know of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Member {
    /// Code of its organisation, which counts once.
    pub organisation: String,
    /// Code of its activity.
    pub activity: Option<String>,
    /// The activity it is shown under; without one it counts in the whole only.
    pub shown_as: Option<String>,
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
    /// What the assumed works of those cost, EUR without VAT; none where no works are supposed.
    pub works: Option<Range>,
    /// What their organisations gain, EUR: grants once, interest over the whole term; none for a norm and where the demand
    /// does not tell its terms.
    pub members: Option<Range>,
    /// What the Region gives for it, EUR; none as for the members.
    pub region: Option<Range>,
    /// What is lent or advanced and comes back, EUR.
    pub capital: Range,
    /// Final energy saved a year, whole kWh PCI; none where no work tells what it saves.
    pub saved_kwh: Option<Range>,
    /// The same as CO2 of the declared factors, whole kg a year; of the buildings whose heating is known.
    pub saved_co2_kg: Option<Range>,
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
    /// The works that every building concerned is supposed to do.
    pub works: Vec<AssumedWork>,
    /// The yearly rate a member is supposed to pay without the demand.
    pub market_rate: Option<Decimal>,
    /// The share of the worst that is supposed to be bound.
    pub worst_share: Option<Decimal>,
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
    /// Whether it is beyond what can be bound at most: by its works, its kWh, its CO2.
    left_out: [bool; 3],
}

/// Reckons a scenario over these buildings. Linear in their number, but for the ranking of a worst share.
pub fn run(scenario: &Scenario, members: &[Member], catalog: &Catalog, on: Day) -> Outcome {
    run_for(scenario, members, catalog, on, None)
}

/// Which buildings are let through, given what each of them comes to.
pub type Discreet<'a> = &'a dyn Fn(&[Group]) -> Vec<bool>;

/// Reckons a scenario over those buildings only that `told` lets through, or all of them; what the others come to is in no figure,
/// but they are still compared with where a worst share is looked for.
pub fn run_for(
    scenario: &Scenario,
    members: &[Member],
    catalog: &Catalog,
    on: Day,
    told: Option<Discreet<'_>>,
) -> Outcome {
    let mut lacks = Vec::new();
    let factors = catalog.decision_factors();
    let co2_per_kwh = |carrier: Carrier| {
        let held = factors?.of(carrier, on)?;
        let card = catalog.carrier(carrier)?;
        (held.basis == Basis::Net || !card.has_basis()).then_some(held.value)
    };
    let factor_of = |member: &Member| member.heated_by.and_then(co2_per_kwh);
    let mut counted = Group::default();
    let reckoned: Vec<Reckoned> = match &scenario.change {
        Change::Aid { scheme, instead_of, market_rate, .. } => {
            let wanted = catalog.scheme(scheme);
            let there_is = instead_of.as_deref().and_then(|code| catalog.scheme(code));
            let terms = wanted.map_or(Terms::Unknown, |scheme| Terms::of(scheme, *market_rate));
            lacks.extend(terms.lacks());
            let told = wanted.is_some() && terms.lacks().is_empty();
            counted.members = told.then(Range::default);
            counted.region = counted.members;
            let aid = Aid { wanted, there_is, terms, works: &scenario.works, on };
            members.iter().map(|member| aid.reckon(member)).collect()
        }
        Change::Norm { codes, worst_share, .. } => {
            let thresholds = worst_share.map_or_else(BTreeMap::new, |share| thresholds(members, share));
            let told = |activity: &str| thresholds.contains_key(activity);
            if worst_share.is_some() && members.iter().any(|m| !m.activity.as_deref().is_some_and(told)) {
                lacks.push(TOO_FEW);
            }
            let mut all: Vec<Reckoned> =
                members.iter().map(|member| bound(member, codes, *worst_share, &thresholds)).collect();
            if let Some(share) = worst_share.filter(|_| codes.is_empty()) {
                let worth = |member: &Member| {
                    let works = member.area.map_or(Decimal::ZERO, |area| cost(&scenario.works, area).1);
                    let kwh = saved(member, &scenario.works).map_or(Decimal::ZERO, |(_, high)| high);
                    [works, kwh, kwh.checked_mul(factor_of(member).unwrap_or_default()).unwrap_or_default()]
                };
                bound_at_most(members, &mut all, share, &thresholds, &worth);
            }
            all
        }
    };
    if scenario.works.is_empty() {
        lacks.push(COST_NOT_TOLD);
    } else {
        counted.works = Some(Range::default());
    }
    if scenario.works.iter().any(|work| work.saving.is_none()) {
        lacks.push(YIELD_NOT_TOLD);
    }
    if scenario.works.iter().any(|work| work.saving.is_some()) {
        counted.saved_kwh = Some(Range::default());
        counted.saved_co2_kg = Some(Range::default());
    }
    let (groups, total) = summed(&counted, (members, &reckoned), &scenario.works, &factor_of, told);
    let certainty =
        scenario.works.iter().map(|work| work.certainty).fold(Certainty::Likely, Certainty::weakest);
    let (kind, mut hypotheses) = match &scenario.change {
        Change::Aid { .. } => ("aid", vec!["procedure-followed", "works-of-the-file", "usual-materials"]),
        Change::Norm { worst_share: Some(_), .. } => {
            ("norm", vec!["worst-of-this-group", "works-of-the-file"])
        }
        Change::Norm { .. } => ("norm", vec!["works-of-the-file"]),
    };
    let (market_rate, worst_share) = match &scenario.change {
        Change::Aid { market_rate, .. } => (*market_rate, None),
        Change::Norm { worst_share, .. } => (None, *worst_share),
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
        works: scenario.works.clone(),
        market_rate,
        worst_share,
        certainty,
    }
}

/// Activity by activity, the one that gains most first; and all of them.
fn summed(
    counted: &Group,
    (members, reckoned): (&[Member], &[Reckoned]),
    works: &[AssumedWork],
    factor_of: &dyn Fn(&Member) -> Option<Decimal>,
    told: Option<Discreet<'_>>,
) -> (Vec<Group>, Group) {
    let each = |(member, of): (&Member, &Reckoned)| {
        let mut alone = counted.clone();
        alone.take(member, of, works, factor_of(member));
        alone
    };
    let told = match told {
        Some(told) => told(&members.iter().zip(reckoned).map(each).collect::<Vec<Group>>()),
        None => vec![true; members.len()],
    };
    let mut groups: BTreeMap<Option<&str>, Group> = BTreeMap::new();
    let mut total = counted.clone();
    for ((member, of), told) in members.iter().zip(reckoned).zip(told) {
        if !told {
            continue;
        }
        let activity = member.shown_as.as_deref();
        let group = groups
            .entry(activity)
            .or_insert_with(|| Group { activity: activity.map(str::to_owned), ..counted.clone() });
        for group in [group, &mut total] {
            group.take(member, of, works, factor_of(member));
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by(|a, b| {
        let ends = |group: &Group| (group.members.map(|of| of.high), group.works.map(|of| of.high));
        ends(b).cmp(&ends(a)).then_with(|| a.activity.cmp(&b.activity))
    });
    (groups, total)
}

impl Outcome {
    /// Whether nothing but how many they are may be shown.
    pub fn withheld(&self) -> bool {
        self.lacks.contains(&FEW_IN_ALL)
    }
}

impl Group {
    /// So many, of whom nothing else is told.
    pub fn counted(organisations: usize, buildings: usize) -> Group {
        Group { organisations, buildings, ..Group::default() }
    }

    /// The same with answers and what lacks counted down to the next step, so that none of them is one building.
    #[must_use]
    pub(crate) fn in_steps(mut self, of: usize) -> Group {
        let (before, after) = (&mut self.before, &mut self.after);
        let answers = [
            &mut before.yes,
            &mut before.unknown,
            &mut before.no,
            &mut after.yes,
            &mut after.unknown,
            &mut after.no,
        ];
        for count in answers.into_iter().chain([&mut self.without_area, &mut self.without_co2]) {
            *count -= *count % of.max(1);
        }
        self
    }

    /// Every amount it comes to, and how many it reaches: what of it could tell of one building.
    pub fn amounts(&self) -> Vec<Decimal> {
        let ranges =
            [self.works, self.members, self.region, Some(self.capital), self.saved_kwh, self.saved_co2_kg];
        let ends = ranges.into_iter().flat_map(|of| [of.map(|of| of.low.0), of.map(|of| of.high.0)]);
        let above = self.above_kwh.map(|of| of.0);
        let reached = [self.reached, self.perhaps].map(|of| Some(Decimal::from(of)));
        ends.chain([above]).chain(reached).map(Option::unwrap_or_default).collect()
    }

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
        let [with_works, with_kwh, with_co2] = of.left_out.map(|left_out| !left_out);
        if let Some(range) = &mut self.works {
            range.add(only_if(sure, cost.0), only_if(with_works, cost.1));
        }
        self.capital.add(only_if(sure, of.capital[0]), of.capital[1]);
        for (range, [low, high]) in [(&mut self.members, of.members), (&mut self.region, of.region)] {
            if let Some(range) = range {
                range.add(only_if(sure, low), high);
            }
        }
        let Some((low, high)) = saved(member, works) else {
            self.without_co2 += usize::from(member.final_kwh.is_none());
            return;
        };
        if let Some(range) = &mut self.saved_kwh {
            range.add(only_if(sure, low), only_if(with_kwh, high));
        }
        match (co2_per_kwh, &mut self.saved_co2_kg) {
            (Some(factor), Some(range)) => {
                let kg = |kwh: Decimal| whole(kwh.checked_mul(factor).unwrap_or_default());
                range.add(only_if(sure, kg(low)), only_if(with_co2, kg(high)));
            }
            (None, _) => self.without_co2 += 1,
            (Some(_), None) => {}
        }
    }
}

/// What a building saves a year, whole kWh; none where neither its energy nor what the works save is known.
fn saved(member: &Member, works: &[AssumedWork]) -> Option<(Decimal, Decimal)> {
    let used = member.final_kwh?;
    let told = || works.iter().filter_map(|work| work.saving);
    told().next()?;
    let share = |all: Decimal| whole(used.checked_mul(all.min(Decimal::ONE)).unwrap_or_default());
    Some((share(told().map(|(low, _)| low).sum()), share(told().map(|(_, high)| high).sum())))
}

fn whole(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
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
