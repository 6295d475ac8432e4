//! The park: groups with the sums that may be shown of each, made once and asked many times.
//!
//! Every sum is made here, under [`Control`]; what is held back does not exist further on. Linear in the number of buildings
//! to make, in the number of groups to ask.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::{Counted, Dimension, knowing};
use super::disclosure::{Chain, Control, Set};
use super::filter::{Filter, Scope};
use super::groups::{Grouped, hides, hides_from_all};
use super::own;

/// What is summed together, and the quantities of it in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// Area m2, final kWh, normal kWh, CO2 kg.
    Base,
    /// Cost €, area m2, final kWh.
    Cost,
    /// Primary kWh, area m2.
    Primary,
    /// Renewable kWh, final kWh.
    Renewable,
    /// m3.
    Water,
    /// kWh and € above the reference.
    Recoverable,
    /// Units of service, normal kWh.
    Units,
    /// Units of service, cost €.
    UnitCost,
    /// Units of service, € above the reference.
    Freed,
    /// Operating income €, cost €.
    Income,
}

/// In the order in which sums are shown: what comes later gives way.
const KINDS: [Kind; 10] = [
    Kind::Base,
    Kind::Cost,
    Kind::Primary,
    Kind::Renewable,
    Kind::Recoverable,
    Kind::Water,
    Kind::Units,
    Kind::UnitCost,
    Kind::Freed,
    Kind::Income,
];

/// Years that a panel must be known of.
const PANEL: usize = 3;

impl Kind {
    /// What a building adds in a year, where all of it is known.
    fn of(self, row: &Counted, year: i16) -> Option<Vec<i64>> {
        let base = row.base(year)?;
        let told = row.year(year)?;
        let units = || row.units.filter(|units| *units > 0 && row.unit.is_some());
        Some(match self {
            Kind::Base => vec![base.area, base.used, base.normal, base.co2],
            Kind::Cost => vec![told.cost?, base.area, base.used],
            Kind::Primary => vec![told.primary?, base.area],
            Kind::Renewable => vec![told.renewable?, base.used],
            Kind::Water => vec![told.water?],
            Kind::Recoverable => vec![row.recoverable_kwh?, row.recoverable_euro?],
            Kind::Units => vec![units()?, base.normal],
            Kind::UnitCost => vec![units()?, told.cost?],
            Kind::Freed => vec![units()?, row.recoverable_euro?],
            Kind::Income => vec![row.income?, told.cost?],
        })
    }

    /// Whether it is told of every year, not only of the newest.
    const fn yearly(self) -> bool {
        matches!(self, Kind::Base | Kind::Cost | Kind::Primary | Kind::Renewable | Kind::Water)
    }
}

/// A sum that may be shown.
#[derive(Debug, Clone)]
pub(super) struct Sum {
    /// Places of its buildings in the group.
    pub(super) rows: Vec<usize>,
    /// Its quantities, in the order of its kind.
    pub(super) quantities: Vec<i64>,
}

/// Buildings that are only shown together.
#[derive(Debug, Clone)]
pub struct Group {
    pub(super) rows: Vec<Counted>,
    /// Traits that all of them have.
    pub(super) traits: BTreeMap<Dimension, String>,
    /// Federations that all of them are in, and that could not take away what they know by name.
    open_to: BTreeSet<i64>,
    /// Whether no federation could take away what it knows by name.
    open_to_all: bool,
    /// What all of them count their service in.
    pub(super) unit: Option<String>,
    pub(super) sums: BTreeMap<(Kind, i16), Sum>,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Park {
    pub(super) groups: Vec<Group>,
    /// Buildings that stand in no group yet: counted, never summed.
    pub(super) waiting: Vec<Counted>,
    control: Control,
}

impl Park {
    /// The park of these groups; `waiting` have none yet.
    pub fn new(grouped: Vec<Grouped>, waiting: Vec<Counted>, control: Control) -> Park {
        let mut groups: BTreeMap<i64, Vec<Counted>> = BTreeMap::new();
        let (short, whole): (Vec<Grouped>, Vec<Grouped>) = grouped.into_iter().partition(|one| one.short);
        for Grouped { group, counted, .. } in whole {
            groups.entry(group).or_default().push(counted);
        }
        let groups = groups.into_values().map(|rows| Group::of(rows, control)).collect();
        let waiting = waiting.into_iter().chain(short.into_iter().map(|one| one.counted)).collect();
        Park { groups, waiting, control }
    }

    /// How strictly sums are held back.
    pub(super) const fn control(&self) -> Control {
        self.control
    }

    /// Groups that lie wholly within what is asked and may be shown to whoever asks.
    pub(super) fn within<'p>(&'p self, scope: Scope, filter: &Filter) -> Vec<&'p Group> {
        self.groups.iter().filter(|group| group.is_within(scope, filter)).collect()
    }

    /// Every building that is asked for, shown or not: those of each group, and those that have none. By what cannot be looked up
    /// only those of whole groups that may be shown: that the one member of a town heats with oil is theirs to tell.
    pub(super) fn matching<'p>(
        &'p self,
        scope: Scope,
        filter: &Filter,
    ) -> impl Iterator<Item = (Option<&'p Group>, Vec<&'p Counted>)> {
        let grouped = self.groups.iter().map(move |group| (Some(group), group.matching(scope, filter)));
        let traits = filter.traits.iter().collect::<Vec<_>>();
        let alone: &[Counted] = if filter.is_public() { self.waiting.as_slice() } else { &[] };
        let waiting = core::iter::once_with(move || (None, matching(alone, scope, &traits)));
        grouped.chain(waiting)
    }

    /// Every building in scope.
    pub(super) fn everybody(&self, scope: Scope) -> impl Iterator<Item = &Counted> {
        let rows = self.groups.iter().flat_map(|group| &group.rows).chain(&self.waiting);
        rows.filter(move |row| is_in(scope, row))
    }

    /// Buildings of groups that may be shown to whoever asks, with the number of their group: for scenarios.
    pub fn grouped(&self, scope: Scope) -> BTreeMap<i64, usize> {
        let shown = self.groups.iter().enumerate().filter(|(_, group)| group.is_open_to(scope));
        shown.flat_map(|(n, group)| group.rows.iter().map(move |row| (row.building, n))).collect()
    }
}

fn is_in(scope: Scope, row: &Counted) -> bool {
    match scope {
        Scope::Sector => true,
        Scope::Federation(id) => row.federations.contains(&id),
    }
}

/// Rows in scope that have these traits.
fn matching<'r>(rows: &'r [Counted], scope: Scope, traits: &[(&Dimension, &String)]) -> Vec<&'r Counted> {
    let has = |row: &Counted| traits.iter().all(|(d, value)| row.traits.get(*d) == Some(*value));
    rows.iter().filter(|row| is_in(scope, row) && has(row)).collect()
}

impl Group {
    /// The group of these buildings, with what may be shown of it.
    pub(super) fn of(mut rows: Vec<Counted>, control: Control) -> Group {
        rows.sort_by_key(|row| (row.organisation, row.building));
        let shared = |dimension: &Dimension| {
            let value = rows.first()?.of(*dimension)?;
            let all = rows.iter().all(|row| row.of(*dimension) == Some(value));
            all.then(|| (*dimension, value.to_owned()))
        };
        let traits = Dimension::ALL.iter().filter_map(shared).collect();
        let all: Vec<&Counted> = rows.iter().collect();
        let mut open_to =
            rows.iter().map(|row| row.federations.clone()).reduce(|a, b| &a & &b).unwrap_or_default();
        open_to.retain(|federation| hides(&all, *federation, control));
        let open_to_all = hides_from_all(&all, control);
        let unit = rows.first().and_then(|row| row.unit.clone());
        let unit = unit.filter(|unit| rows.iter().all(|row| row.unit.as_ref() == Some(unit)));
        let sums = sums(&rows, unit.is_some(), control);
        Group { rows, traits, open_to, open_to_all, unit, sums }
    }

    fn is_within(&self, scope: Scope, filter: &Filter) -> bool {
        let has =
            |(d, value): (&Dimension, &String)| own::seen(&self.traits, *d, scope) == Some(value.as_str());
        filter.traits.iter().all(has) && self.is_open_to(scope)
    }

    /// Its buildings that are asked for; what all of them have is looked at once.
    fn matching(&self, scope: Scope, filter: &Filter) -> Vec<&Counted> {
        if !filter.is_public() {
            return if self.is_within(scope, filter) { self.rows.iter().collect() } else { Vec::new() };
        }
        let differs = |(d, value): &(&Dimension, &String)| self.traits.get(*d) != Some(*value);
        let rest: Vec<(&Dimension, &String)> = filter.traits.iter().filter(differs).collect();
        if rest.iter().any(|(d, _)| self.traits.contains_key(*d)) {
            return Vec::new();
        }
        matching(&self.rows, scope, &rest)
    }

    fn is_open_to(&self, scope: Scope) -> bool {
        match scope {
            Scope::Sector => self.open_to_all,
            Scope::Federation(id) => self.open_to.contains(&id),
        }
    }

    /// What each building adds to a sum: its organisation and its quantities.
    pub(super) fn parts(&self, key: (Kind, i16), sum: &Sum) -> BTreeMap<i64, (i64, Vec<i64>)> {
        let row = |place: &usize| {
            let row = self.rows.get(*place)?;
            Some((row.building, (row.organisation, key.0.of(row, key.1)?)))
        };
        sum.rows.iter().filter_map(row).collect()
    }

    /// Federations that the organisation of each of its buildings was in.
    pub(super) fn federations(&self) -> &BTreeSet<i64> {
        static NONE: BTreeSet<i64> = BTreeSet::new();
        self.rows.first().map_or(&NONE, |row| &row.federations)
    }

    /// Its organisations among these rows.
    pub(super) fn organisations<'g>(&'g self, sum: &'g Sum) -> impl Iterator<Item = i64> + 'g {
        sum.rows.iter().filter_map(|place| self.rows.get(*place)).map(|row| row.organisation)
    }
}

/// Every sum of a group that may be shown.
fn sums(rows: &[Counted], counts_units: bool, control: Control) -> BTreeMap<(Kind, i16), Sum> {
    let years: BTreeSet<i16> =
        rows.iter().flat_map(|row| row.years.iter().filter(|y| y.base().is_some()).map(|y| y.year)).collect();
    let newest: Vec<i16> = years.iter().rev().copied().collect();
    let knowing = knowing(rows);
    let hidden = |set: &Set| knowing.iter().all(|one| hides_in(rows, set, *one, control));
    let each = base_sets(&newest, rows, None, (control, &hidden));
    // The buildings of which every one of the last years is known, where that tells more.
    let panel: BTreeSet<usize> = (0..rows.len())
        .filter(|place| {
            let row = rows.get(*place);
            newest.iter().take(PANEL).all(|year| row.is_some_and(|row| row.base(*year).is_some()))
        })
        .collect();
    let same = base_sets(&newest, rows, Some(&panel), (control, &hidden));
    let told = |sets: &BTreeMap<i16, Set>| sets.values().map(|set| set.parts.len()).sum::<usize>();
    let base = if told(&same) > told(&each) { same } else { each };
    let mut chain = Chain::default();
    let mut found = BTreeMap::new();
    let last = base.keys().next_back().copied();
    for kind in KINDS {
        if matches!(kind, Kind::Units | Kind::UnitCost | Kind::Freed) && !counts_units {
            continue;
        }
        for (year, within) in base.iter().rev().filter(|(year, _)| kind.yearly() || Some(**year) == last) {
            let set = set_of(kind, *year, rows, |place| within.parts.contains_key(&place));
            if chain.take(&set, control, &hidden) {
                found.insert((kind, *year), Sum::of(&set));
            }
        }
    }
    found
}

/// The sets of years that may be shown beside each other, the newest first; of these buildings only, where some are given.
fn base_sets(
    newest: &[i16],
    rows: &[Counted],
    only: Option<&BTreeSet<usize>>,
    (control, hidden): (Control, &dyn Fn(&Set) -> bool),
) -> BTreeMap<i16, Set> {
    let mut chain = Chain::default();
    let mut sets = BTreeMap::new();
    for year in newest {
        let set = set_of(Kind::Base, *year, rows, |place| only.is_none_or(|only| only.contains(&place)));
        // A year of which the panel is not whole would be another set.
        let whole = only.is_none_or(|only| only.len() == set.parts.len());
        if whole && chain.take(&set, control, hidden) {
            sets.insert(*year, set);
        }
    }
    sets
}

/// Whether what a federation does not know by name of a set stands by itself, or is nothing.
fn hides_in(rows: &[Counted], set: &Set, federation: i64, control: Control) -> bool {
    let unknown = |place: &usize| rows.get(*place).is_some_and(|row| !row.named_to.contains(&federation));
    let parts = set.parts.iter().filter(|(place, _)| unknown(place));
    let unknown = Set { parts: parts.map(|(place, part)| (*place, part.clone())).collect() };
    unknown.is_nobody_or_allowed(control)
}

fn set_of(kind: Kind, year: i16, rows: &[Counted], keep: impl Fn(usize) -> bool) -> Set {
    let part = |(place, row): (usize, &Counted)| {
        let quantities = kind.of(row, year)?;
        keep(place).then_some((place, (row.organisation, quantities)))
    };
    Set { parts: rows.iter().enumerate().filter_map(part).collect() }
}

impl Sum {
    fn of(set: &Set) -> Sum {
        let mut quantities: Vec<i64> = Vec::new();
        for (_, parts) in set.parts.values() {
            quantities.resize(parts.len(), 0);
            for (sum, part) in quantities.iter_mut().zip(parts) {
                *sum = sum.saturating_add(*part);
            }
        }
        Sum { rows: set.parts.keys().copied().collect(), quantities }
    }
}
