//! *Quel régime pour mon ASBL ?* Which grants are for an organisation, and the one question that settles most of them.
//!
//! Only what is asked of organisation and building counts: works and dates come later, and are named as what comes later. A
//! scheme that waits for somebody's word stays open, with who can give it. Does *not* count any amount.

use std::collections::BTreeMap;

use super::case::Case;
use super::{Answered, Financing, SchemeAnswer, judge};
use crate::catalog::schemes::{Scheme, SchemeKind, SchemeStatus};
use crate::norms::Decided;
use crate::period::Day;

/// One scheme as far as the organisation and its building are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regime<'a> {
    /// The scheme.
    pub scheme: &'a SchemeAnswer,
    /// The conditions that refuse it, for something that is told.
    pub refused: Vec<&'a Answered>,
    /// The conditions about organisation and building that are still open.
    pub open: Vec<&'a Answered>,
    /// Those about works and dates, to be seen later.
    pub later: Vec<&'a Answered>,
}

/// Every grant, by what can be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Regimes<'a> {
    /// Nothing about organisation and building stands against it.
    pub sure: Vec<Regime<'a>>,
    /// Something is still open.
    pub open: Vec<Regime<'a>>,
    /// It is not for this organisation.
    pub refused: Vec<Regime<'a>>,
    /// The facts that lack, the one that settles most first.
    pub missing: Vec<&'a str>,
}

/// Whether a scheme gives money that need not be paid back, and may still be asked for.
const fn is_regime(scheme: &SchemeAnswer) -> bool {
    matches!(scheme.kind, SchemeKind::Grant)
        && matches!(scheme.status, SchemeStatus::Open | SchemeStatus::Announced)
}

/// Whether a fact is one of the organisation or its building.
fn is_asked(fact: &str) -> bool {
    fact.starts_with("organisation.") || fact.starts_with("building.")
}

/// The grants of an answer.
pub fn regimes(all: &Financing) -> Regimes<'_> {
    let mut found = Regimes::default();
    let mut waiting: BTreeMap<&str, usize> = BTreeMap::new();
    for scheme in all.schemes.iter().filter(|scheme| is_regime(scheme)) {
        let regime = seen(scheme);
        if !regime.refused.is_empty() {
            found.refused.push(regime);
        } else if regime.open.is_empty() {
            found.sure.push(regime);
        } else {
            let lacking = regime.open.iter().flat_map(|condition| &condition.missing_facts);
            let mut facts: Vec<&str> = lacking.map(String::as_str).filter(|fact| is_asked(fact)).collect();
            facts.sort_unstable();
            facts.dedup();
            for fact in facts {
                *waiting.entry(fact).or_default() += 1;
            }
            found.open.push(regime);
        }
    }
    let mut missing: Vec<(&str, usize)> = waiting.into_iter().collect();
    // Between equals: what the organisation is comes before where its building stands.
    missing.sort_by_key(|(fact, count)| (core::cmp::Reverse(*count), fact.starts_with("building."), *fact));
    found.missing = missing.into_iter().map(|(fact, _)| fact).collect();
    found
}

fn seen(scheme: &SchemeAnswer) -> Regime<'_> {
    let mut regime = Regime { scheme, refused: Vec::new(), open: Vec::new(), later: Vec::new() };
    for condition in &scheme.conditions {
        let later = condition.missing_facts.iter().any(|fact| !is_asked(fact))
            && !condition.missing_facts.iter().any(|fact| is_asked(fact));
        match condition.answer {
            Decided::Yes => {}
            _ if later => regime.later.push(condition),
            Decided::No if condition.missing_fact.is_none() => regime.refused.push(condition),
            Decided::No | Decided::Unknown => regime.open.push(condition),
        }
    }
    regime
}

/// Whether nothing that is told of a case stands against a scheme, whatever its days.
pub fn may_concern(scheme: &Scheme, case: &Case, on: Day) -> bool {
    let answer = judge(scheme, case, on);
    let refuses = |a: &Answered| {
        a.answer == Decided::No && a.missing_fact.is_none() && a.code != super::eligibility::IN_FORCE
    };
    !answer.conditions.iter().any(refuses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::financing::assess;

    fn codes(regimes: &[Regime]) -> Vec<String> {
        regimes.iter().map(|r| r.scheme.code.clone()).collect()
    }

    #[test]
    fn every_answer_leaves_fewer_questions_and_no_regime_is_lost() {
        let catalog = Catalog::embedded().unwrap();
        let on = "2026-11-21".parse().unwrap();
        let mut text = "[organisation]\n".to_owned();
        let nothing = Case::read(&text, &catalog).unwrap();
        let all = assess(&nothing, &catalog, on);
        let first = regimes(&all);
        let count = first.sure.len() + first.open.len() + first.refused.len();
        assert!(first.refused.is_empty() && first.missing.contains(&"organisation.legal_form"));
        let mut lacked = first.missing.len();
        for line in ["legal_form = 'asbl'\n", "activity = 'care-home'\n", "seat_in_wallonia = true\n"] {
            text.push_str(line);
            let case = Case::read(&text, &catalog).unwrap();
            let all = assess(&case, &catalog, on);
            let now = regimes(&all);
            assert_eq!(now.sure.len() + now.open.len() + now.refused.len(), count, "{line}");
            assert!(now.missing.len() <= lacked, "{line}: {:?}", now.missing);
            lacked = now.missing.len();
        }
        let case = Case::read(&text, &catalog).unwrap();
        let all = assess(&case, &catalog, on);
        let home = regimes(&all);
        assert!(codes(&home.refused).contains(&"wallonia/hospitals".to_owned()));
        assert!(codes(&home.open).contains(&"wallonia/ureba-2022".to_owned()), "the statutes are to be read");
        assert!(!home.missing.iter().any(|fact| fact.starts_with("work.") || fact.starts_with("procedure.")));
    }
}
