//! What a scheme gives for each work: the figure before any cap, the caps last and explained, never above its cost.
//!
//! Every euro has its trace. An amount whose rule is *unknown* is not told. Rounded once, to the cent, so that the sum is
//! that of what is shown.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::cumulation;
use super::eligibility::Conditions;
use super::shapes::{self, Counted};
use super::view::View;
use crate::catalog::schemes::{Amount, Figure, Scheme, SchemeKind, SchemeSource, Shape};
use crate::certain::Certainty;
use crate::norms::Decided;
use crate::units::Euro;

/// Euro, printed with two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cents(pub Decimal);

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl core::fmt::Display for Cents {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // Printing alone would cut off what is finer, and leave the sign of a zero.
        let rounded = cents(self.0).0;
        let shown = if rounded.is_zero() { Decimal::ZERO } else { rounded };
        write!(f, "{shown:.2}")
    }
}

/// To the cent, half away from zero.
pub(super) fn cents(value: Decimal) -> Cents {
    Cents(Euro(value).to_cent().0)
}

/// One way to count where a rule or a fact is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hypothesis {
    /// Permanent code, with its words in the locales: `aid-hypothesis-<code>`.
    pub code: String,
    /// What it gives.
    pub amount: Cents,
}

/// One step from the figure to the amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TraceStep {
    /// `counted`, `cap`, `other-aid`, `cost`, `unsettled`.
    pub code: &'static str,
    /// What is left after it.
    pub amount: Cents,
}

/// What a scheme gives for one work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AmountFor {
    /// The measure.
    pub work: Option<String>,
    /// The place of the work in the case, from 1 on; none where it is for the organisation.
    pub line: Option<usize>,
    /// What is counted on.
    pub amount: Cents,
    /// How sure it is.
    pub certainty: Certainty,
    /// How it came about.
    pub basis: String,
    /// The same before any cap, other aid and the cost of the work.
    pub before_cap: Cents,
    /// The rate, where it is one.
    pub rate: Option<Decimal>,
    /// Where a rule or a fact is not known.
    pub hypotheses: Vec<Hypothesis>,
    /// Step by step.
    pub trace: Vec<TraceStep>,
    /// Where it stands written.
    pub source: Option<SchemeSource>,
}

/// What a scheme gives for a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amounts {
    /// Work by work.
    pub all: Vec<AmountFor>,
    /// What is warned of.
    pub warnings: Vec<String>,
    /// Facts that lack for an amount.
    pub missing: Vec<&'static str>,
}

impl Amounts {
    fn warn(&mut self, code: &str) {
        if !self.warnings.iter().any(|w| w == code) {
            self.warnings.push(code.to_owned());
        }
    }

    /// The sum, where there is anything to sum.
    pub fn total(&self) -> Option<Cents> {
        (!self.all.is_empty()).then(|| Cents(self.all.iter().map(|a| a.amount.0).sum()))
    }

    /// The weakest of what was summed.
    pub fn certainty(&self) -> Option<Certainty> {
        self.all.iter().map(|a| a.certainty).reduce(Certainty::weakest)
    }
}

/// The amounts of a scheme for every work that its conditions do not refuse.
pub fn of(scheme: &Scheme, view: View, conditions: &Conditions) -> Amounts {
    let mut amounts = Amounts::default();
    let general = conditions.general();
    if general == Decided::No || scheme.amounts.is_empty() {
        return amounts;
    }
    if let Some(one) = scheme.amounts.iter().find(|a| for_organisation(a) && holds(a, view)) {
        amounts.add(scheme, one, view, None, Decided::Yes);
        return amounts;
    }
    for (at, work) in view.case.works.iter().enumerate() {
        let (view, line) = (view.of_work(work), at + 1);
        let Some(measure) = view.measure() else { continue };
        if !scheme.covers.is_empty() && !scheme.covers.iter().any(|c| c.measures.iter().any(|m| m == measure))
        {
            amounts.warn("measure-not-covered");
            continue;
        }
        if conditions.of_work(line) == Decided::No {
            continue;
        }
        match scheme.amounts.iter().find(|a| holds(a, view) && is_for(a, measure)) {
            Some(one) => amounts.add(scheme, one, view, Some(line), conditions.of_work(line)),
            None => amounts.warn("amount-unverified"),
        }
    }
    amounts
}

fn for_organisation(amount: &Amount) -> bool {
    matches!(amount.shape, Shape::ShareIssue { .. })
}

fn holds(amount: &Amount, view: View) -> bool {
    amount.from <= view.dated.day && amount.until.is_none_or(|until| view.dated.day <= until)
}

fn is_for(amount: &Amount, measure: &str) -> bool {
    amount.measures.is_empty() || amount.measures.iter().any(|m| m == measure)
}

impl Amounts {
    fn add(&mut self, scheme: &Scheme, amount: &Amount, view: View, line: Option<usize>, settled: Decided) {
        let certainty = certainty_of(scheme, amount, view);
        if certainty == Certainty::Unknown {
            self.warn("amount-unverified");
            return;
        }
        let counted = match shapes::count(amount, view) {
            None => return,
            Some(Err(lack)) => {
                self.warn(lack.warning);
                self.missing.extend(lack.fact);
                return;
            }
            Some(Ok(counted)) => counted,
        };
        for warning in &counted.warnings {
            self.warn(warning);
        }
        self.missing.extend(counted.missing.iter().copied());
        let mut steps = Steps::new(&counted);
        if let Some(cap) = amount.cap {
            match cap {
                Figure::Known(cap) => steps.at_most("cap", cap),
                Figure::Unknown => self.warn("cap-unverified"),
            }
        }
        self.other_aid(scheme, &counted, &mut steps, view);
        self.within_cost(amount, &counted, &mut steps, view);
        if scheme.kind == SchemeKind::Tax && settled == Decided::Unknown {
            steps.hypotheses.push(("normal-rate", Decimal::ZERO));
            steps.hypotheses.push(("reduced-rate", steps.left));
            steps.at_most("unsettled", Decimal::ZERO);
            self.warn("vat-21-by-default");
        }
        self.all.push(AmountFor {
            work: line.and(view.measure()).map(str::to_owned),
            line,
            amount: cents(steps.left),
            certainty,
            basis: counted.basis.clone(),
            before_cap: cents(counted.value),
            rate: counted.rate,
            hypotheses: steps
                .hypotheses
                .into_iter()
                .map(|(code, amount)| Hypothesis { code: code.to_owned(), amount: cents(amount) })
                .collect(),
            trace: steps.trace,
            source: scheme.source(&amount.source).cloned(),
        });
    }

    /// Aid of others for the same work: every hypothesis, the lowest counted.
    fn other_aid(&mut self, scheme: &Scheme, counted: &Counted, steps: &mut Steps, view: View) {
        let Some(work) = view.work.filter(|_| counted.within_cost && scheme.kind != SchemeKind::Tax) else {
            return;
        };
        let other = work.number("work.other_aid").unwrap_or_default();
        if other.is_zero() {
            return;
        }
        let Some(cost) = work.number("work.cost_excl_vat") else { return };
        let mut codes: Vec<&str> = scheme.cumulation.hypotheses.iter().map(String::as_str).collect();
        if codes.is_empty() {
            codes.push("full_up_to_cost");
        }
        let mut lowest = steps.left;
        for code in codes {
            let given = cumulation::beside(code, steps.left, counted.rate, cost, other).min(steps.left);
            lowest = lowest.min(given);
            let known = crate::catalog::schemes::HYPOTHESES.iter().find(|known| **known == code);
            steps.hypotheses.extend(known.map(|code| (*code, given)));
        }
        if steps.hypotheses.len() > 1 {
            self.warn("cumulation-unverified");
        }
        if other >= cost {
            self.warn("other-aid-covers-cost");
        }
        steps.at_most("other-aid", lowest);
    }

    /// Never above the cost of the work.
    fn within_cost(&mut self, amount: &Amount, counted: &Counted, steps: &mut Steps, view: View) {
        let Some(work) = view.work.filter(|_| counted.within_cost) else { return };
        let flat = matches!(amount.shape, Shape::PerUnit { .. } | Shape::Brackets { .. });
        let Some(cost) = work.number("work.cost_excl_vat") else {
            self.warn("cost-not-told");
            self.missing.push("work.cost_excl_vat");
            return;
        };
        if flat && counted.value > cost {
            self.warn("flat-exceeds-invoice");
        }
        steps.at_most("cost", cost);
    }
}

/// The weakest of the amount and of what says that the measure is the scheme's.
fn certainty_of(scheme: &Scheme, amount: &Amount, view: View) -> Certainty {
    let covers = scheme
        .covers
        .iter()
        .find(|c| view.measure().is_some_and(|measure| c.measures.iter().any(|m| m == measure)));
    covers.map_or(amount.certainty, |covers| amount.certainty.weakest(covers.certainty))
}

/// From the figure to the amount.
struct Steps {
    left: Decimal,
    trace: Vec<TraceStep>,
    hypotheses: Vec<(&'static str, Decimal)>,
}

impl Steps {
    fn new(counted: &Counted) -> Steps {
        let first = TraceStep { code: "counted", amount: cents(counted.value) };
        Steps { left: counted.value, trace: vec![first], hypotheses: counted.hypotheses.clone() }
    }

    fn at_most(&mut self, code: &'static str, bound: Decimal) {
        if self.left > bound {
            self.left = bound;
            self.trace.push(TraceStep { code, amount: cents(bound) });
        }
    }
}
