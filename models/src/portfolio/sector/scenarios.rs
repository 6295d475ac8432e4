//! What a change of rule would bring, as it may be shown to who sees no member by itself: over buildings of groups that may be
//! shown, and by use only where a whole group has that use.
//!
//! Whatever two results are subtracted, of two scenarios or of two uses, what is left is whole groups again: at least
//! [`FEWEST_ORGANISATIONS`] organisations. Nor can two days be subtracted: the members given are those that were kept when their
//! group was last renewed, not those of today. Does *not* reckon: `financing::scenario` does.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive as _;

use super::counted::{Counted, Dimension};
use super::disclosure::FEWEST_ORGANISATIONS;
use super::extrapolated::{Extrapolated, Sampled, extrapolated, traits, unit};
use super::filter::Scope;
use super::park::Park;
use super::view::Count;
use crate::catalog::{Catalog, Scenario};
use crate::financing::scenario::{FEW_HERE, FEW_IN_ALL, Group, Member, Outcome, Range, run};
use crate::period::Day;
use crate::portfolio::references::Reference;

/// A scenario over these buildings, each with its opaque number, as far as it may be shown; `all` are those that were asked of.
pub fn shown(
    scenario: &Scenario,
    (members, all): (Vec<(i64, Member)>, Count),
    park: &Park,
    scope: Scope,
    catalog: &Catalog,
    on: Day,
) -> Outcome {
    let groups = park.grouped(scope);
    let within: Vec<Member> = members
        .into_iter()
        .filter_map(|(building, member)| {
            let of = park.groups.get(*groups.get(&building)?)?;
            Some(Member { shown_as: of.traits.get(&Dimension::Use).cloned(), ..member })
        })
        .collect();
    let whole = within.len() == all.buildings && within.iter().all(|member| member.shown_as.is_some());
    let mut outcome = run(scenario, &within, catalog, on);
    if outcome.total.organisations < FEWEST_ORGANISATIONS {
        outcome.groups.clear();
        outcome.total = Group::counted(all.organisations, all.buildings);
        outcome.lacks.push(FEW_IN_ALL);
        return outcome;
    }
    // Who shares a group with others counts in the whole only.
    outcome.groups.retain(|group| group.activity.is_some());
    if !whole {
        outcome.lacks.push(FEW_HERE);
    }
    outcome
}

coded! {
    /// The amount that a scenario is told by.
    Headline {
        /// What organisations gain.
        Members = "members",
        /// What is lent or advanced.
        Capital = "capital",
        /// What the works cost.
        Works = "works",
    }
}

impl Headline {
    /// Of what a scenario comes to; none where it comes to no amount.
    pub fn of(total: &Group) -> Option<Headline> {
        Self::ALL.iter().copied().find(|one| one.amount(total).is_some_and(|range| !range.high.0.is_zero()))
    }

    fn amount(self, of: &Group) -> Option<Range> {
        match self {
            Headline::Members => of.members,
            Headline::Capital => Some(of.capital),
            Headline::Works => of.works,
        }
    }
}

/// What a scenario would come to for a whole sector, reckoned from the buildings that may be shown, stratum by stratum; €.
pub fn of_all(
    scenario: &Scenario,
    members: &[(i64, Member)],
    park: &Park,
    scope: Scope,
    references: &[&Reference],
    (catalog, on): (&Catalog, Day),
) -> Option<(Headline, Extrapolated)> {
    let groups = park.grouped(scope);
    let parts: Vec<BTreeMap<Dimension, String>> = references.iter().map(|one| traits(&one.stratum)).collect();
    let (mut within, mut owners) = (Vec::new(), BTreeMap::new());
    for (building, member) in members {
        let Some(group) = groups.get(building).and_then(|number| park.groups.get(*number)) else { continue };
        let Some(row) = group.rows.iter().find(|row| row.building == *building) else { continue };
        let stratum =
            parts.iter().position(|part| part.iter().all(|(d, value)| group.traits.get(d) == Some(value)));
        let key = stratum.and_then(|at| Some(key(at, row, references.get(at)?)));
        if let Some(key) = &key {
            owners.insert(key.clone(), row.organisation);
        }
        within.push(Member { shown_as: key, ..member.clone() });
    }
    let outcome = run(scenario, &within, catalog, on);
    let headline = Headline::of(&outcome.total)?;
    let mut samples: Vec<Vec<Sampled>> = vec![Vec::new(); references.len()];
    for group in &outcome.groups {
        let Some(key) = &group.activity else { continue };
        let at: Option<usize> = key.split(' ').next().and_then(|at| at.parse().ok());
        let Some(sample) = at.and_then(|at| samples.get_mut(at)) else { continue };
        let (Some(range), Some(organisation)) = (headline.amount(group), owners.get(key)) else { continue };
        let (low, high) = (range.low.0.to_f64()?, range.high.0.to_f64()?);
        sample.push(Sampled { organisation: *organisation, low, high });
    }
    Some((headline, extrapolated(references, &samples)?))
}

/// A stratum and a unit of it: what its buildings are summed under.
fn key(stratum: usize, row: &Counted, reference: &Reference) -> String {
    format!("{stratum} {}", unit(row, &reference.stratum))
}
