//! What is answered: totals of whole groups, never of a building.
//!
//! Whoever matches the question but stands in a group that does not lie within it is counted and not summed: the reader is
//! told how many they are, and why ([`Withheld`]). By what cannot be looked up ([`Dimension::is_public`]) nobody is counted who is
//! not summed, and no value is named that no whole group has: a count of one, or that there is one at all, would tell of them.
//! What remains: where all organisations of a town stand in groups that heat with gas, all of them heat with gas.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::asked::{Asked, Who};
use super::counted::{Counted, Dimension, distinct};
use super::disclosure::FEWEST_ORGANISATIONS;
use super::filter::{Filter, Scope};
use super::own;
use super::park::{Group, Kind, Park};
use super::path::{Path, path};
use super::spread::{Spread, float, spread};
use super::standing::{Aid, Hindrance, aids, hindrances};
use crate::certain::Quality;

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Organisations, each once.
    pub organisations: usize,
    /// Buildings.
    pub buildings: usize,
}

coded! {
    /// Why something is not shown.
    Withheld {
        /// Fewer than five organisations.
        Few = "fewer-than-five",
        /// They share a group with others who were not asked for.
        Mixed = "shared-group",
        /// Asked by what cannot be looked up: only whole groups are counted, whoever else there is.
        Whole = "whole-groups",
        /// Nothing that could be summed is known of them.
        Unknown = "nothing-known",
    }
}

/// Buildings of one year, summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// How many.
    pub count: Count,
    /// Heated area, m2.
    pub area: i64,
    /// Final energy, kWh PCI.
    pub used: i64,
    /// In normal weather, kWh PCI.
    pub normal: i64,
    /// CO2 by the declared factors, kg.
    pub co2: i64,
}

impl Totals {
    /// Final energy in normal weather per heated square metre, kWh/m2, weighted by area.
    pub fn intensity(&self) -> f64 {
        if self.area > 0 { float(self.normal) / float(self.area) } else { 0.0 }
    }
}

/// A quantity over a base: the buildings of which both are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Over {
    /// How many.
    pub count: Count,
    /// What is told.
    pub amount: i64,
    /// What it is told over.
    pub base: i64,
}

impl Over {
    /// The amount for each one of the base.
    pub fn each(&self) -> Option<f64> {
        (self.base > 0).then(|| float(self.amount) / float(self.base))
    }
}

/// Service units of one kind, with what each stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PerUnit {
    /// `bed`, `pupil`…
    pub unit: String,
    /// kWh in normal weather, over units.
    pub normal: Option<Over>,
    /// Cost, € over units.
    pub cost: Option<Over>,
    /// € above the reference, over units: what could be freed for the mission.
    pub freed: Option<Over>,
}

/// One value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its code.
    pub value: String,
    /// Who has it.
    pub matching: Count,
    /// What is shown of them; none where nothing may be.
    pub totals: Option<Totals>,
    /// How their intensity is spread, kWh/m2.
    pub spread: Option<Spread>,
    /// Why nothing is shown.
    pub withheld: Option<Withheld>,
}

/// A building whose organisation consents to be seen by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The organisation, an opaque number.
    pub organisation: i64,
    /// The building, an opaque number.
    pub building: i64,
    /// kWh a year above its reference.
    pub recoverable_kwh: i64,
    /// The same in €.
    pub recoverable_euro: i64,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct View {
    /// The year told of.
    pub year: Option<i16>,
    /// Years that may be asked for, the newest first.
    pub years: Vec<i16>,
    /// Who matches the question; by what cannot be looked up, of whole groups alone.
    pub matching: Count,
    /// Whose figures are in the totals.
    pub shown: Count,
    /// Why not all of them are.
    pub withheld: Option<Withheld>,
    /// The totals.
    pub totals: Option<Totals>,
    /// How the intensity of buildings is spread, kWh/m2.
    pub spread: Option<Spread>,
    /// Cost € over m2.
    pub cost: Option<Over>,
    /// Cost € over final kWh.
    pub price: Option<Over>,
    /// Cost € over operating income €.
    pub budget: Option<Over>,
    /// Primary energy, kWh over m2.
    pub primary: Option<Over>,
    /// Renewable kWh over final kWh.
    pub renewable: Option<Over>,
    /// Water, m3.
    pub water: Option<Over>,
    /// kWh a year above the references, and €.
    pub recoverable: Option<Over>,
    /// Per bed, pupil, place.
    pub units: Vec<PerUnit>,
    /// Buildings whose year is known, by its quality.
    pub quality: BTreeMap<Quality, usize>,
    /// The same buildings over the years, and where that leads.
    pub path: Option<Path>,
    /// Aids as they went, in order of their codes.
    pub aids: Vec<Aid>,
    /// What stands in the way, the commonest first.
    pub obstacles: Vec<Hindrance>,
    /// By each dimension, in order of its codes.
    pub by: BTreeMap<Dimension, Vec<Cell>>,
    /// Activity by province.
    pub cross: Vec<(String, String, Cell)>,
    /// Organisations that match and consent to be named.
    pub named: usize,
    /// Buildings of those who consent, the most recoverable first.
    pub worst: Vec<Named>,
}

/// Buildings named at most.
const WORST: usize = 20;

impl Park {
    /// What may be answered.
    pub fn view(&self, scope: Scope, filter: &Filter) -> View {
        let groups = self.within(scope, filter);
        let years = years(&groups);
        let year = filter.year.filter(|year| years.contains_key(year)).or_else(|| newest(&years));
        let told = year.map_or_else(Vec::new, |year| told(&groups, year));
        let Asked { all: matching, mut by, cross } = Asked::of(self, scope, filter, &told);
        let totals = year.and_then(|year| totals(&told, year));
        let shown = totals.map_or_else(Count::default, |totals| totals.count);
        View {
            years: years.keys().rev().copied().collect(),
            withheld: match filter.traits.get(&Dimension::Own) {
                Some(label) => own::withheld(self, scope, filter, label, shown),
                None if !filter.is_public() => Some(Withheld::Whole),
                None => withheld(&matching, shown.buildings, year),
            },
            shown,
            spread: year.and_then(|year| spread_of(&told, year)),
            cost: over(&groups, Kind::Cost, year, 0, 1),
            price: over(&groups, Kind::Cost, year, 0, 2),
            budget: over(&groups, Kind::Income, year, 1, 0),
            primary: over(&groups, Kind::Primary, year, 0, 1),
            renewable: over(&groups, Kind::Renewable, year, 0, 1),
            water: over(&groups, Kind::Water, year, 0, 0),
            recoverable: over(&groups, Kind::Recoverable, year, 0, 1),
            units: per_unit(&groups, year),
            quality: year.map_or_else(BTreeMap::new, |year| quality(&told, year)),
            path: year.and_then(|year| path(&groups, year)),
            aids: aids(&groups, self.control()),
            obstacles: hindrances(&groups, self.control()),
            by: Dimension::ALL
                .iter()
                .map(|d| match d {
                    Dimension::Own => (*d, own::cells(self, scope, filter, &told, year)),
                    _ => (*d, cells(by.remove(d).unwrap_or_default(), year)),
                })
                .collect(),
            cross: cross
                .iter()
                .map(|((activity, province), who)| {
                    ((*activity).to_owned(), (*province).to_owned(), cell(activity, who, year))
                })
                .collect(),
            named: named(&matching, scope),
            worst: worst(&matching, scope),
            matching: count(&matching),
            totals,
            year,
        }
    }
}

impl Park {
    /// The way of each value of a dimension up to a year, in order of its codes; only of those that have one.
    pub fn paths(&self, scope: Scope, filter: &Filter, by: Dimension, year: i16) -> Vec<(String, Path)> {
        let mut values: BTreeMap<&str, Vec<&Group>> = BTreeMap::new();
        for group in self.within(scope, filter) {
            if let Some(value) = own::seen(&group.traits, by, scope) {
                values.entry(value).or_default().push(group);
            }
        }
        let told = |(value, groups): (&str, Vec<&Group>)| Some((value.to_owned(), path(&groups, year)?));
        values.into_iter().filter_map(told).collect()
    }
}

/// Buildings counted in each year.
fn years(groups: &[&Group]) -> BTreeMap<i16, usize> {
    let mut years = BTreeMap::new();
    for group in groups {
        for ((kind, year), sum) in &group.sums {
            if *kind == Kind::Base {
                *years.entry(*year).or_insert(0) += sum.rows.len();
            }
        }
    }
    years
}

/// The newest year that tells of at least half as many buildings as the one that tells of most.
fn newest(years: &BTreeMap<i16, usize>) -> Option<i16> {
    let most = years.values().max()?;
    years.iter().rev().find(|(_, buildings)| *buildings * 2 >= *most).map(|(year, _)| *year)
}

/// Groups of which a year may be shown.
fn told<'g>(groups: &[&'g Group], year: i16) -> Vec<&'g Group> {
    groups.iter().copied().filter(|group| group.sums.contains_key(&(Kind::Base, year))).collect()
}

/// Quantities of a sum at most, in the order of its kind.
const QUANTITIES: usize = 4;

/// What these groups tell together of a kind in a year; nothing where none of them does.
fn summed(groups: &[&Group], kind: Kind, year: i16) -> Option<(Count, [i64; QUANTITIES])> {
    let (mut organisations, mut buildings, mut quantities) = (Vec::new(), 0, [0_i64; QUANTITIES]);
    for group in groups {
        let Some(sum) = group.sums.get(&(kind, year)) else { continue };
        organisations.extend(group.organisations(sum));
        buildings += sum.rows.len();
        for (all, part) in quantities.iter_mut().zip(&sum.quantities) {
            *all = all.saturating_add(*part);
        }
    }
    (buildings > 0).then(|| (Count { organisations: distinct(organisations), buildings }, quantities))
}

/// The totals of a year; nothing where no group tells of it.
pub(super) fn totals(groups: &[&Group], year: i16) -> Option<Totals> {
    let (count, [area, used, normal, co2]) = summed(groups, Kind::Base, year)?;
    Some(Totals { count, area, used, normal, co2 })
}

/// One quantity of a kind over another, each by its place.
fn over(groups: &[&Group], kind: Kind, year: Option<i16>, amount: usize, base: usize) -> Option<Over> {
    let (count, quantities) = summed(groups, kind, year?)?;
    let at = |place: usize| quantities.get(place).copied().unwrap_or(0);
    Some(Over { count, amount: at(amount), base: at(base) })
}

fn per_unit(groups: &[&Group], year: Option<i16>) -> Vec<PerUnit> {
    let units: BTreeSet<&String> = groups.iter().filter_map(|group| group.unit.as_ref()).collect();
    let one = |unit: &String| {
        let of: Vec<&Group> = groups.iter().copied().filter(|g| g.unit.as_ref() == Some(unit)).collect();
        PerUnit {
            unit: unit.clone(),
            normal: over(&of, Kind::Units, year, 1, 0),
            cost: over(&of, Kind::UnitCost, year, 1, 0),
            freed: over(&of, Kind::Freed, year, 1, 0),
        }
    };
    let some = |of: &PerUnit| of.normal.is_some() || of.cost.is_some() || of.freed.is_some();
    units.into_iter().map(one).filter(some).collect()
}

fn rows<'g>(groups: &[&'g Group], year: i16) -> impl Iterator<Item = &'g Counted> {
    let of = move |group: &&'g Group| {
        let group: &'g Group = group;
        let places = group.sums.get(&(Kind::Base, year)).map_or(&[][..], |sum| sum.rows.as_slice());
        places.iter().filter_map(move |place| group.rows.get(*place))
    };
    groups.iter().flat_map(of).collect::<Vec<_>>().into_iter()
}

pub(super) fn spread_of(groups: &[&Group], year: i16) -> Option<Spread> {
    let figure = |row: &Counted| Some((row.base(year)?, row.organisation));
    let mut figures: Vec<(f64, i64)> = rows(groups, year)
        .filter_map(figure)
        .map(|(base, organisation)| (float(base.normal) / float(base.area), organisation))
        .collect();
    spread(&mut figures)
}

fn quality(groups: &[&Group], year: i16) -> BTreeMap<Quality, usize> {
    let mut found = BTreeMap::new();
    for of in rows(groups, year).filter_map(|row| row.year(year)) {
        *found.entry(of.quality).or_insert(0) += 1;
    }
    found
}

fn count(rows: &[&Counted]) -> Count {
    Count { organisations: distinct(rows.iter().map(|row| row.organisation)), buildings: rows.len() }
}

/// Why not all of these are shown, but so many.
fn withheld(rows: &[&Counted], shown: usize, year: Option<i16>) -> Option<Withheld> {
    if shown == rows.len() {
        return None;
    }
    let organisations =
        |rows: &mut dyn Iterator<Item = &&Counted>| distinct(rows.map(|row| row.organisation));
    let mut known = rows.iter().filter(|row| year.is_none_or(|year| row.base(year).is_some()));
    Some(match organisations(&mut known) {
        // Of so few is not told which years they know either.
        _ if organisations(&mut rows.iter()) < FEWEST_ORGANISATIONS => Withheld::Few,
        0 => Withheld::Unknown,
        n if n < FEWEST_ORGANISATIONS => Withheld::Few,
        _ => Withheld::Mixed,
    })
}

fn cell(value: &str, who: &Who<'_>, year: Option<i16>) -> Cell {
    let totals = year.and_then(|year| totals(&who.groups, year));
    Cell {
        value: value.to_owned(),
        matching: count(&who.rows),
        totals,
        spread: year.and_then(|year| spread_of(&who.groups, year)),
        withheld: if totals.is_none() { withheld(&who.rows, 0, year) } else { None },
    }
}

fn cells(values: BTreeMap<&str, Who<'_>>, year: Option<i16>) -> Vec<Cell> {
    values.into_iter().map(|(value, who)| cell(value, &who, year)).collect()
}

fn named(matching: &[&Counted], scope: Scope) -> usize {
    let Scope::Federation(id) = scope else { return 0 };
    distinct(matching.iter().filter(|row| row.named_to.contains(&id)).map(|row| row.organisation))
}

fn worst(matching: &[&Counted], scope: Scope) -> Vec<Named> {
    let Scope::Federation(id) = scope else { return Vec::new() };
    let named = |row: &&&Counted| row.named_to.contains(&id);
    let told = |row: &&Counted| {
        Some(Named {
            organisation: row.organisation,
            building: row.building,
            recoverable_kwh: row.recoverable_kwh.filter(|kwh| *kwh > 0)?,
            recoverable_euro: row.recoverable_euro?,
        })
    };
    let mut worst: Vec<Named> = matching.iter().filter(named).filter_map(told).collect();
    worst.sort_by_key(|of| (core::cmp::Reverse(of.recoverable_euro), of.building));
    worst.truncate(WORST);
    worst
}
