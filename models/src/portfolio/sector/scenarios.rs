//! What a change of rule would bring, as it may be shown to who sees no member by itself: over buildings of groups that may be
//! shown, and by use only where a whole group has that use.
//!
//! Whatever two results are subtracted, of two scenarios or of two uses, what is left is whole groups again: at least
//! [`FEWEST_ORGANISATIONS`] organisations. Does *not* reckon: `financing::scenario` does.

use std::collections::BTreeSet;

use super::counted::Dimension;
use super::disclosure::FEWEST_ORGANISATIONS;
use super::filter::Scope;
use super::park::Park;
use crate::catalog::{Catalog, Scenario};
use crate::financing::scenario::{FEW_HERE, FEW_IN_ALL, Group, Member, Outcome, run};
use crate::period::Day;

/// A scenario over these buildings, each with its opaque number, as far as it may be shown.
pub fn shown(
    scenario: &Scenario,
    members: Vec<(i64, Member)>,
    park: &Park,
    scope: Scope,
    catalog: &Catalog,
    on: Day,
) -> Outcome {
    let asked: BTreeSet<String> = members.iter().map(|(_, member)| member.organisation.clone()).collect();
    let buildings = members.len();
    let groups = park.grouped(scope);
    let within: Vec<Member> = members
        .into_iter()
        .filter_map(|(building, member)| {
            let of = park.groups.get(*groups.get(&building)?)?;
            Some(Member { shown_as: of.traits.get(&Dimension::Use).cloned(), ..member })
        })
        .collect();
    let whole = within.len() == buildings && within.iter().all(|member| member.shown_as.is_some());
    let mut outcome = run(scenario, &within, catalog, on);
    if outcome.total.organisations < FEWEST_ORGANISATIONS {
        outcome.groups.clear();
        outcome.total = Group::counted(asked.len(), buildings);
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
