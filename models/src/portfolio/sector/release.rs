//! How a group that is shown follows its members, so that two days cannot be subtracted.
//!
//! For a director: what you send changes no figure of the sector by itself; it changes once at least five organisations of your
//! group sent something that changes the same figure. A figure that was not there the day before (a new year) appears as soon as it
//! may be shown. Method: each sum that is shown both before and after is held against itself: who came to it and who left it must
//! each be nobody or enough for a sum of their own, and so must be all whose part is another. Where they are not, those buildings
//! stay in that year as they were; where that does not help, the whole group stays. Aids, obstacles, what scenarios reckon with,
//! and what of a building only they tell who run it follow each by themselves. Does *not* remember more than the last that was shown.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::{Counted, Dimension, distinct};
use super::disclosure::{Control, Set};
use super::park::Group;

/// The group as it is shown next. Buildings that are gone stay until enough organisations are.
pub(super) fn follow(held: Vec<Counted>, now: Vec<Option<Counted>>, control: Control) -> Vec<Counted> {
    if held.iter().zip(&now).all(|(held, now)| now.as_ref() == Some(held)) {
        return held;
    }
    let gone =
        distinct(held.iter().zip(&now).filter(|(_, now)| now.is_none()).map(|(held, _)| held.organisation));
    let stays = |held: &Counted| (gone < control.fewest).then(|| held.clone());
    let mut next: BTreeMap<i64, (Counted, Option<Counted>)> = held
        .iter()
        .zip(now)
        .map(|(held, now)| (held.building, (held.clone(), now.or_else(|| stays(held)))))
        .collect();
    together(&mut next, control, |row| row.aids.clone(), |row, held| row.aids = held);
    together(&mut next, control, |row| row.obstacles.clone(), |row, held| row.obstacles = held);
    together(&mut next, control, |row| row.reckoned, |row, held| row.reckoned = held);
    together(&mut next, control, told, |row, held| {
        row.traits.retain(|dimension, _| !Dimension::TOLD.contains(dimension));
        row.traits.extend(held);
    });
    let before = Group::of(held.clone(), control);
    loop {
        // In the order in which they stood.
        let after = held.iter().filter_map(|held| next.get(&held.building)?.1.clone());
        let after: Vec<Counted> = after.collect();
        let telling = telling(&before, &Group::of(after.clone(), control), control);
        if telling.is_empty() {
            return after;
        }
        let mut kept = false;
        for (building, year) in telling {
            kept |= next.get_mut(&building).is_some_and(|(held, now)| keep(held, now, year));
        }
        if !kept {
            return held;
        }
    }
}

/// What of a building only they tell who run it.
fn told(row: &Counted) -> BTreeMap<Dimension, String> {
    let told = row.traits.iter().filter(|(dimension, _)| Dimension::TOLD.contains(dimension));
    told.map(|(dimension, value)| (*dimension, value.clone())).collect()
}

/// Puts a part of every building back as it was, unless enough organisations told another.
fn together<T: PartialEq>(
    next: &mut BTreeMap<i64, (Counted, Option<Counted>)>,
    control: Control,
    part: impl Fn(&Counted) -> T,
    back: impl Fn(&mut Counted, T),
) {
    let moves =
        |(held, now): &&(Counted, Option<Counted>)| now.as_ref().is_some_and(|now| part(now) != part(held));
    if distinct(next.values().filter(moves).map(|(held, _)| held.organisation)) < control.fewest {
        for (held, now) in next.values_mut() {
            if let Some(now) = now {
                back(now, part(held));
            }
        }
    }
}

/// The buildings and years that two days would tell of: whose part of a sum shown on both is another, and they are too few.
fn telling(before: &Group, after: &Group, control: Control) -> BTreeSet<(i64, i16)> {
    let enough = |parts: &BTreeMap<i64, (i64, Vec<i64>)>| {
        Set { parts: (0..).zip(parts.values().cloned()).collect() }.is_nobody_or_allowed(control)
    };
    let mut telling = BTreeSet::new();
    for (key, sum) in &before.sums {
        let Some(later) = after.sums.get(key) else { continue };
        let (was, is) = (before.parts(*key, sum), after.parts(*key, later));
        let only = |these: &BTreeMap<i64, (i64, Vec<i64>)>, others: &BTreeMap<i64, (i64, Vec<i64>)>| {
            let mut only = these.clone();
            only.retain(|building, _| !others.contains_key(building));
            only
        };
        let (came, left) = (only(&is, &was), only(&was, &is));
        let revised = is.iter().filter(|(building, part)| was.get(building).is_some_and(|was| was != *part));
        let moved: BTreeMap<i64, i64> =
            came.iter().chain(&left).chain(revised).map(|(building, part)| (*building, part.0)).collect();
        let organisations: BTreeSet<i64> = moved.values().copied().collect();
        if !(moved.is_empty() || organisations.len() >= control.fewest && enough(&came) && enough(&left)) {
            telling.extend(moved.into_keys().map(|building| (building, key.1)));
        }
    }
    telling
}

/// Keeps a building in a year as it was; says whether that is another than it would have been.
fn keep(held: &Counted, now: &mut Option<Counted>, year: i16) -> bool {
    let Some(row) = now else {
        *now = Some(held.clone());
        return true;
    };
    let would = row.clone();
    row.years.retain(|one| one.year != year);
    row.years.extend(held.year(year).cloned());
    row.years.sort_by_key(|one| one.year);
    row.unit.clone_from(&held.unit);
    row.units = held.units;
    row.income = held.income;
    row.recoverable_kwh = held.recoverable_kwh;
    row.recoverable_euro = held.recoverable_euro;
    *row != would
}
