//! Who is asked for: the buildings that match a question, walked once and told apart by every dimension.
//!
//! What all buildings of a group share is looked up once for the group, not for each of them: a page of thousands of buildings
//! is asked for with every click. Does *not* sum, and decides nothing about what may be shown.

use std::collections::BTreeMap;

use super::counted::{Counted, Dimension};
use super::filter::{Filter, Scope};
use super::park::{Group, Park};

/// Buildings that match, and the groups of which something may be told.
#[derive(Debug, Default)]
pub(super) struct Who<'p> {
    pub(super) groups: Vec<&'p Group>,
    pub(super) rows: Vec<&'p Counted>,
}

/// Everybody who matches.
#[derive(Debug, Default)]
pub(super) struct Asked<'p> {
    pub(super) all: Vec<&'p Counted>,
    /// By each value of each dimension but a federation's own list.
    pub(super) by: BTreeMap<Dimension, BTreeMap<&'p str, Who<'p>>>,
    /// By activity and province.
    pub(super) cross: BTreeMap<(&'p str, &'p str), Who<'p>>,
}

/// What a building or all buildings of a group have.
type Traits = BTreeMap<Dimension, String>;

/// What buildings are told apart by one by one: what can be looked up.
fn told_apart(traits: &Traits) -> impl Iterator<Item = (&Dimension, &String)> {
    traits.iter().filter(|(dimension, _)| dimension.is_public())
}

/// Activity and province, where both are known.
fn both(traits: &Traits) -> Option<(&str, &str)> {
    traits
        .get(&Dimension::Activity)
        .map(String::as_str)
        .zip(traits.get(&Dimension::Province).map(String::as_str))
}

impl<'p> Asked<'p> {
    /// Whoever a question asks for, with these groups that lie within it.
    pub(super) fn of(park: &'p Park, scope: Scope, filter: &Filter, within: &[&'p Group]) -> Asked<'p> {
        let mut asked = Asked::default();
        for (group, rows) in park.matching(scope, filter).filter(|(_, rows)| !rows.is_empty()) {
            asked.take(group.map(|group| &group.traits), rows);
        }
        for group in within.iter().copied() {
            // A federation's own list is told of by itself, see [`own`](super::own).
            for (dimension, value) in group.traits.iter().filter(|(d, _)| **d != Dimension::Own) {
                let who = asked.who(*dimension, value);
                who.groups.push(group);
                if !dimension.is_public() {
                    who.rows.extend(&group.rows);
                }
            }
            if let Some(both) = both(&group.traits) {
                asked.cross.entry(both).or_default().groups.push(group);
            }
        }
        asked
    }

    fn who(&mut self, dimension: Dimension, value: &'p str) -> &mut Who<'p> {
        self.by.entry(dimension).or_default().entry(value).or_default()
    }

    fn take(&mut self, shared: Option<&'p Traits>, rows: Vec<&'p Counted>) {
        for (dimension, value) in shared.into_iter().flat_map(told_apart) {
            self.who(*dimension, value).rows.extend(&rows);
        }
        for row in rows.iter().copied() {
            for (dimension, value) in told_apart(&row.traits) {
                if shared.is_none_or(|shared| !shared.contains_key(dimension)) {
                    self.who(*dimension, value).rows.push(row);
                }
            }
        }
        if let Some(both) = shared.and_then(both) {
            self.cross.entry(both).or_default().rows.extend(&rows);
        } else {
            for row in rows.iter().copied() {
                if let Some(both) = both(&row.traits) {
                    self.cross.entry(both).or_default().rows.push(row);
                }
            }
        }
        self.all.extend(rows);
    }
}
