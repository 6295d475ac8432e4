//! Other aid for the same works: where the rule was not found, each hypothesis is computed and the lowest is counted.

use rust_decimal::Decimal;
use serde::Serialize;

use super::case::Case;
use super::{Cents, SchemeAnswer, Verdict};
use crate::catalog::Catalog;
use crate::catalog::schemes::SchemeKind;
use crate::certain::Certainty;

/// What is given beside `other` aid for works of `cost`, under a hypothesis.
///
/// `full_up_to_cost`: no reduction, as long as both together stay within the cost. `rate_on_remainder`: a rate applies to
/// what is not subsidised yet (the rule of the former regime); a flat amount is no rate and stays, within what remains.
pub fn beside(
    hypothesis: &str,
    counted: Decimal,
    rate: Option<Decimal>,
    cost: Decimal,
    other: Decimal,
) -> Decimal {
    let remainder = (cost - other).max(Decimal::ZERO);
    match (hypothesis, rate) {
        ("rate_on_remainder", Some(rate)) => remainder.checked_mul(rate).unwrap_or(remainder),
        _ => counted.min(remainder),
    }
}

/// What all grants of a case come to: apart what is sure to be due and what may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Grants {
    /// Of the schemes that say yes; where several give for one work, only the largest: whether they add up was not found.
    pub sure: Cents,
    /// With those of which facts lack, added up as far as the cost of each work.
    pub possible: Cents,
    /// The weakest of what is sure.
    pub certainty: Option<Certainty>,
}

/// Of the grants of schemes that say yes to a work, the one that gives most: whether they add up was not found. Its place, euro, how
/// sure.
pub(crate) fn largest(schemes: &[SchemeAnswer], line: usize) -> Option<(usize, Decimal, Certainty)> {
    let yes = |s: &&SchemeAnswer| s.kind == SchemeKind::Grant && s.verdict == Verdict::Yes;
    let all = schemes.iter().enumerate().filter(|(_, s)| yes(s));
    let given = all.flat_map(|(at, s)| s.amounts.iter().map(move |a| (at, a)));
    let of_line = given.filter(|(_, a)| a.line == Some(line));
    of_line.map(|(at, a)| (at, a.amount.0, a.certainty)).max_by_key(|(_, amount, _)| *amount)
}

/// Warns of what does not go together, and sums what does.
pub(crate) fn grants(schemes: &mut [SchemeAnswer], case: &Case, catalog: &Catalog) -> Grants {
    let excluded: Vec<(String, String)> = catalog
        .schemes()
        .iter()
        .flat_map(|s| s.cumulation.not_with.iter().map(|other| (s.code.clone(), other.clone())))
        .collect();
    let asked = |s: &SchemeAnswer| matches!(s.verdict, Verdict::Yes | Verdict::Unknown);
    let gives = |code: &String| schemes.iter().any(|s| s.code == *code && asked(s) && !s.amounts.is_empty());
    let excluded: Vec<(String, String)> = excluded.into_iter().filter(|(_, other)| gives(other)).collect();
    let open: Vec<String> = schemes.iter().filter(|s| asked(s)).map(|s| s.code.clone()).collect();
    for (one, other) in &excluded {
        if open.contains(one) {
            for scheme in schemes.iter_mut().filter(|s| s.code == *one || s.code == *other) {
                scheme.warn("not-with-other");
            }
        }
    }
    let mut found = Grants { sure: Cents::default(), possible: Cents::default(), certainty: None };
    for (at, work) in case.works.iter().enumerate() {
        let line = Some(at + 1);
        let given: Vec<(usize, Decimal)> = schemes
            .iter()
            .enumerate()
            .filter(|(_, s)| s.kind == SchemeKind::Grant && asked(s))
            .flat_map(|(i, s)| s.amounts.iter().map(move |a| (i, a)))
            .filter(|(_, a)| a.line == line)
            .map(|(i, a)| (i, a.amount.0))
            .collect();
        if given.len() > 1 {
            let places: Vec<usize> = given.iter().map(|(i, _)| *i).collect();
            let several = schemes.iter_mut().enumerate().filter(|(i, _)| places.contains(i));
            for (_, scheme) in several {
                scheme.warn("cumulation-unverified");
            }
        }
        if let Some((_, largest, certainty)) = largest(schemes, at + 1) {
            found.sure.0 += largest;
            found.certainty = Some(found.certainty.map_or(certainty, |c| c.weakest(certainty)));
        }
        let sum: Decimal = given.iter().map(|(_, amount)| *amount).sum();
        let other = work.number("work.other_aid").unwrap_or_default();
        let room = work.number("work.cost_excl_vat").map(|cost| (cost - other).max(Decimal::ZERO));
        found.possible.0 += room.map_or(sum, |room| sum.min(room));
    }
    found
}
