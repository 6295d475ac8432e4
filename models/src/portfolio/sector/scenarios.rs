//! What a change of rule would bring, as it may be shown to who sees no member by itself: over buildings of groups that may be
//! shown, and by use only where a whole group has that use.
//!
//! Amounts are reckoned over parts (one use, the same federations) of which each amount is of nobody or of enough organisations.
//! Whatever two results are subtracted, of two scenarios or of two uses, what is left is whole groups again: at least
//! [`FEWEST_ORGANISATIONS`] organisations. Nor can two days be subtracted: the members given are those that were kept when their
//! group was last renewed, not those of today. Does *not* reckon: `financing::scenario` does.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::counted::{Counted, Dimension, knowing};
use super::disclosure::{Control, FEWEST_ORGANISATIONS};
use super::extrapolated::{Extrapolated, Sampled, extrapolated, traits, unit};
use super::filter::Scope;
use super::park::{Group as Sums, Park};
use super::view::Count;
use crate::catalog::{Catalog, Scenario};
use crate::financing::scenario::{
    FEW_HERE, FEW_IN_ALL, Group, HELD_BACK, IN_STEPS, Member, Outcome, Range, run_for,
};
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
    let standing = Standing::of(&members, park, scope);
    let of_use = |(building, member): &(i64, Member)| {
        let (group, _) = standing.at.get(building)?;
        Some(Member { shown_as: group.traits.get(&Dimension::Use).cloned(), ..member.clone() })
    };
    let within: Vec<Member> = members.iter().filter_map(of_use).collect();
    let whole = within.len() == all.buildings && within.iter().all(|member| member.shown_as.is_some());
    let mut outcome =
        run_for(scenario, &within, catalog, on, Some(&|each| standing.told(each, park.control())));
    if outcome.total.organisations < FEWEST_ORGANISATIONS {
        outcome.groups.clear();
        outcome.total = Group::counted(all.organisations, all.buildings);
        let asked: BTreeSet<&String> = within.iter().map(|member| &member.organisation).collect();
        if asked.len() >= FEWEST_ORGANISATIONS {
            outcome.lacks.push(HELD_BACK);
        }
        outcome.lacks.push(FEW_IN_ALL);
        return outcome;
    }
    if outcome.total.buildings < within.len() {
        outcome.lacks.push(HELD_BACK);
    }
    // Who shares a group with others counts in the whole only.
    let alone = |group: &Group| group.activity.is_some() && group.organisations >= FEWEST_ORGANISATIONS;
    let before = outcome.groups.len();
    outcome.groups.retain(alone);
    if !whole || outcome.groups.len() < before {
        outcome.lacks.push(FEW_HERE);
    }
    let step = park.control().fewest;
    outcome.total = outcome.total.in_steps(step);
    outcome.groups = outcome.groups.into_iter().map(|group| group.in_steps(step)).collect();
    outcome.lacks.push(IN_STEPS);
    outcome
}

/// Buildings of groups that may be shown to who asks, and of which every building is known.
struct Standing<'p> {
    /// Group and row of each.
    at: BTreeMap<i64, (&'p Sums, &'p Counted)>,
    /// In the order in which members were given.
    order: Vec<i64>,
}

impl<'p> Standing<'p> {
    fn of(members: &[(i64, Member)], park: &'p Park, scope: Scope) -> Standing<'p> {
        let known: BTreeSet<i64> = members.iter().map(|(building, _)| *building).collect();
        let mut groups: BTreeSet<usize> = park.grouped(scope).into_values().collect();
        let whole = |group: &Sums| group.rows.iter().all(|row| known.contains(&row.building));
        groups.retain(|number| park.groups.get(*number).is_some_and(whole));
        let rows = |number: usize| {
            let group = park.groups.get(number)?;
            Some(group.rows.iter().map(move |row| (row.building, (group, row))))
        };
        let at: BTreeMap<i64, _> = groups.into_iter().filter_map(rows).flatten().collect();
        let order = members.iter().map(|(building, _)| *building).filter(|b| at.contains_key(b)).collect();
        Standing { at, order }
    }

    /// Which of these, given what each comes to, may be reckoned with. Decided over everybody of one use in the same
    /// federations, so that two federations, or one and the whole sector, leave only whole parts between them: every amount of a
    /// part is of nobody or of enough, also for who takes away those it knows by name.
    fn told(&self, each: &[Group], control: Control) -> Vec<bool> {
        let mut parts: BTreeMap<Part<'_>, Vec<(&Counted, Vec<Decimal>)>> = BTreeMap::new();
        let placed = || self.order.iter().filter_map(|building| self.at.get(building)).zip(each);
        for ((group, row), alone) in placed() {
            parts.entry(part(group)).or_default().push((row, alone.amounts()));
        }
        let told: BTreeMap<Part<'_>, bool> =
            parts.into_iter().map(|(part, rows)| (part, may_be_told(&rows, control))).collect();
        placed().map(|((group, _), _)| told.get(&part(group)).copied().unwrap_or(false)).collect()
    }
}

/// Federations and use.
type Part<'p> = (&'p BTreeSet<i64>, Option<&'p String>);

fn part(group: &Sums) -> Part<'_> {
    (group.federations(), group.traits.get(&Dimension::Use))
}

/// Whether every amount of these buildings is of nobody or of enough organisations, none of which dominates it.
fn may_be_told(rows: &[(&Counted, Vec<Decimal>)], control: Control) -> bool {
    let knowing = knowing(rows.iter().map(|(row, _)| *row));
    let amounts = rows.iter().map(|(_, amounts)| amounts.len()).max().unwrap_or(0);
    let enough = |at: usize, but: Option<i64>| {
        let known = |row: &Counted| but.is_some_and(|federation| row.named_to.contains(&federation));
        let of = |(row, amounts): &(&Counted, Vec<Decimal>)| {
            let amount = amounts.get(at).filter(|amount| !amount.is_zero() && !known(row))?;
            Some((row.organisation, amount.ceil().to_i64()?))
        };
        let parts: Vec<(i64, i64)> = rows.iter().filter_map(of).collect();
        control.allows_or_nobody(&parts)
    };
    (0..amounts).all(|at| enough(at, None) && knowing.iter().all(|one| enough(at, Some(*one))))
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
    let standing = Standing::of(members, park, scope);
    let parts: Vec<BTreeMap<Dimension, String>> = references.iter().map(|one| traits(&one.stratum)).collect();
    let (mut within, mut owners) = (Vec::new(), BTreeMap::new());
    for (building, member) in members {
        let Some((group, row)) = standing.at.get(building) else { continue };
        let stratum =
            parts.iter().position(|part| part.iter().all(|(d, value)| group.traits.get(d) == Some(value)));
        let key = stratum.and_then(|at| Some(key(at, row, references.get(at)?)));
        if let Some(key) = &key {
            owners.insert(key.clone(), row.organisation);
        }
        within.push(Member { shown_as: key, ..member.clone() });
    }
    let outcome = run_for(scenario, &within, catalog, on, Some(&|each| standing.told(each, park.control())));
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
    // Whoever tells the counts could solve for a stratum: each must be able to stand by itself.
    for sample in &mut samples {
        let end = |of: fn(&Sampled) -> f64| -> Vec<(i64, i64)> {
            let some = sample.iter().filter(|one| of(one) > 0.0);
            some.filter_map(|one| Some((one.organisation, of(one).ceil().to_i64()?))).collect()
        };
        let ends = [end(|one| one.low), end(|one| one.high)];
        if !ends.iter().all(|parts| park.control().allows_or_nobody(parts)) {
            sample.clear();
        }
    }
    Some((headline, extrapolated(references, &samples)?))
}

/// A stratum and a unit of it: what its buildings are summed under.
fn key(stratum: usize, row: &Counted, reference: &Reference) -> String {
    format!("{stratum} {}", unit(row, &reference.stratum))
}
