//! Which buildings are only ever shown together, *groupes de divulgation*.
//!
//! For a director: your building stands in a group of at least five organisations, as like it as possible; every page shows whole groups
//! or nothing, so that no two pages can be subtracted to find you. A group is for good: buildings never change groups, and
//! its sums follow its members only once at least five organisations of it have told something new, so that two days cannot
//! be subtracted either (`release`). Method: a park is split along its traits, the one asked for most often first, as far as each part
//! keeps five organisations and nobody dominates it (multidimensional recoding, Le Fevre and others, 2006). What is too small for
//! a part of its own joins the smallest beside it. A federation's own list comes along with the rest. Does *not* look at what is
//! asked for: groups are made before any question.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::counted::{Base, Counted, CountedYear, Dimension, distinct, knowing};
use super::disclosure::Control;
use super::release::follow;

/// A building in its group, as it stands in what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grouped {
    /// Number of its group.
    pub group: i64,
    /// What of it is counted.
    pub counted: Counted,
    /// Somebody of its group was erased since: less the sums of before, what is left would tell who it was. Nothing of the
    /// group is shown until enough of the others told something new.
    pub short: bool,
}

/// The park to be shown next, in order of groups: what was shown, renewed group by group where enough organisations moved,
/// and buildings that had no group yet, where they are enough for one. Who finds no group waits, and so does a building of
/// which not even the heated area is known.
///
/// Buildings without a whole year are grouped among themselves, under numbers below zero: they can be reckoned with in scenarios.
/// They leave such a group for others only together, when those who leave and those who stay are both enough.
pub fn next(held: Vec<Grouped>, current: Vec<Counted>, control: Control) -> Vec<Grouped> {
    let mut current: BTreeMap<i64, Counted> =
        current.into_iter().map(|counted| (counted.building, counted)).collect();
    let mut groups: BTreeMap<i64, Vec<Counted>> = BTreeMap::new();
    let mut shorts: BTreeSet<i64> = BTreeSet::new();
    for Grouped { group, counted, short } in held {
        groups.entry(group).or_default().push(counted);
        if short {
            shorts.insert(group);
        }
    }
    let (mut formed, mut freed) = (Vec::new(), Vec::new());
    for (number, rows) in &mut groups {
        let now: Vec<Option<Counted>> = rows.iter().map(|row| current.remove(&row.building)).collect();
        if shorts.contains(number) {
            let moved = rows.iter().zip(&now).filter(|(held, now)| told_anew(held, now.as_ref()));
            if distinct(moved.map(|(held, _)| held.organisation)) >= control.fewest {
                *rows = now.into_iter().flatten().collect();
                shorts.remove(number);
            }
        } else if organisations(rows) < control.fewest {
            // Too few are left for a sum: who tells something new looks for another group.
            let held = core::mem::take(rows);
            for (held, now) in held.into_iter().zip(now) {
                match now {
                    Some(now) if told_anew(&held, Some(&now)) => freed.push(now),
                    _ => rows.push(held),
                }
            }
        } else {
            *rows = follow(core::mem::take(rows), now, control);
        }
        if *number < 0 {
            let (known, rest): (Vec<Counted>, Vec<Counted>) = rows.drain(..).partition(has_year);
            let parts = stands(&known, control) && (rest.is_empty() || stands(&rest, control));
            if parts {
                *rows = rest;
                formed.extend(form(known, control));
            } else {
                *rows = known.into_iter().chain(rest).collect();
            }
        }
    }
    let waiting = current.into_values().chain(freed).filter(|row| row.area.is_some() || has_year(row));
    let (known, rest): (Vec<Counted>, Vec<Counted>) = waiting.partition(has_year);
    formed.extend(form(known, control));
    let last = groups.keys().next_back().copied().unwrap_or(0).max(0);
    let first = groups.keys().next().copied().unwrap_or(0).min(0);
    groups.extend((last + 1..).zip(formed));
    groups.extend((1..).map(|n| first - n).zip(form(rest, control)));
    let grouped = |(group, rows): (i64, Vec<Counted>)| {
        let short = shorts.contains(&group);
        rows.into_iter().map(move |counted| Grouped { group, counted, short })
    };
    groups.into_iter().flat_map(grouped).collect()
}

/// Whether a building's years are others than they were shown.
fn told_anew(held: &Counted, now: Option<&Counted>) -> bool {
    now.is_none_or(|now| now.years != held.years)
}

/// Whether all that is counted together is known of a year.
fn has_year(row: &Counted) -> bool {
    row.years.iter().any(|year| year.base().is_some())
}

/// What buildings are alike by, the most important first.
type Key = fn(&Counted) -> String;

const KEYS: [Key; 11] = [
    |c| joined(&c.named_to),
    |c| joined(c.years.iter().filter(|y| y.base().is_some()).map(|y| y.year)),
    |c| told(c, Dimension::Activity),
    |c| told(c, Dimension::Province),
    |c| told(c, Dimension::Arrondissement),
    |c| told(c, Dimension::Own),
    |c| told(c, Dimension::Energy),
    |c| told(c, Dimension::Size),
    |c| told(c, Dimension::Status),
    |c| told(c, Dimension::Use),
    |c| joined(c.years.iter().filter(|y| y.cost.is_some()).map(|y| y.year)),
];

fn joined(parts: impl IntoIterator<Item = impl ToString>) -> String {
    parts.into_iter().map(|part| part.to_string()).collect::<Vec<_>>().join(" ")
}

fn told(counted: &Counted, dimension: Dimension) -> String {
    counted.of(dimension).unwrap_or_default().to_owned()
}

/// Groups of buildings that have none yet, federation by federation; none where they are too few.
fn form(rows: Vec<Counted>, control: Control) -> Vec<Vec<Counted>> {
    // Who is alone in a federation waits: in a group with others they would all be lost to theirs.
    let mut members: BTreeMap<BTreeSet<i64>, Vec<Counted>> = BTreeMap::new();
    for row in rows {
        members.entry(row.federations.clone()).or_default().push(row);
    }
    let mut groups = Vec::new();
    for mut rows in members.into_values() {
        // Who outweighs all others is told with those of its weight, or waits: with it the others could never be shown.
        while !rows.is_empty() {
            let mut heavier = Vec::new();
            while !stands(&rows, control)
                && let Some(heaviest) = heaviest(&rows)
            {
                heavier.extend(rows.extract_if(.., |row| row.organisation == heaviest));
            }
            if rows.is_empty() {
                break;
            }
            split(rows, &KEYS, control, &mut groups);
            rows = heavier;
        }
    }
    groups
}

/// Splits as far as every part stands.
fn split(rows: Vec<Counted>, keys: &[Key], control: Control, into: &mut Vec<Vec<Counted>>) {
    let Some((key, further)) = keys.split_first() else {
        into.push(rows);
        return;
    };
    let mut parts: BTreeMap<String, Vec<Counted>> = BTreeMap::new();
    for row in rows {
        parts.entry(key(&row)).or_default().push(row);
    }
    let (mut standing, mut rest): (Vec<Vec<Counted>>, Vec<Counted>) = (Vec::new(), Vec::new());
    for part in parts.into_values() {
        if stands(&part, control) { standing.push(part) } else { rest.extend(part) }
    }
    if stands(&rest, control) {
        standing.push(rest);
    } else if !rest.is_empty() {
        standing.sort_by_key(|part| organisations(part));
        if let Some(host) = standing.iter_mut().find(|part| stands(part.iter().chain(&rest), control)) {
            host.extend(rest);
        } else {
            // With none beside it could it be shown: this trait tells nobody apart.
            rest.extend(standing.drain(..).flatten());
            standing.push(rest);
        }
    }
    for part in standing {
        split(part, further, control, into);
    }
}

/// Whether buildings can be shown as one; to a federation that knows some of them by name, so that the others stand by themselves:
/// it can take away what it knows.
fn stands<'r>(rows: impl IntoIterator<Item = &'r Counted>, control: Control) -> bool {
    let rows: Vec<&Counted> = rows.into_iter().collect();
    summed(rows.iter().copied(), control) && hides_from_all(&rows, control)
}

/// Whether that holds for every federation that knows some of them.
pub(super) fn hides_from_all(rows: &[&Counted], control: Control) -> bool {
    knowing(rows.iter().copied()).iter().all(|one| hides(rows, *one, control))
}

/// Whether those that a federation does not know by name, if any, stand by themselves.
pub(super) fn hides(rows: &[&Counted], federation: i64, control: Control) -> bool {
    let mut unknown = rows.iter().copied().filter(|row| !row.named_to.contains(&federation)).peekable();
    unknown.peek().is_none() || summed(unknown, control)
}

/// Whether sums of these buildings may be shown: enough organisations, none of which dominates anything that is summed.
fn summed<'r>(rows: impl IntoIterator<Item = &'r Counted>, control: Control) -> bool {
    let parts: Vec<(i64, Option<Base>)> =
        rows.into_iter().map(|row| (row.organisation, newest(row))).collect();
    let of = |quantity: fn(Base) -> i64| -> Vec<(i64, i64)> {
        parts.iter().map(|(organisation, base)| (*organisation, base.map_or(0, quantity))).collect()
    };
    let quantities: [fn(Base) -> i64; 4] = [|b| b.normal, |b| b.area, |b| b.used, |b| b.co2];
    quantities.into_iter().all(|quantity| control.allows(&of(quantity)))
}

/// The newest year of which all that is counted together is known.
fn newest(row: &Counted) -> Option<Base> {
    row.years.iter().rev().find_map(CountedYear::base)
}

/// The organisation that uses most.
fn heaviest(rows: &[Counted]) -> Option<i64> {
    let mut used: BTreeMap<i64, i64> = BTreeMap::new();
    for row in rows {
        let sum = used.entry(row.organisation).or_default();
        *sum = sum.saturating_add(newest(row).map_or(0, |base| base.normal));
    }
    used.into_iter().max_by_key(|(_, sum)| *sum).map(|(organisation, _)| organisation)
}

fn organisations(rows: &[Counted]) -> usize {
    distinct(rows.iter().map(|row| row.organisation))
}
