//! A building as it is counted in a sector: what it is filtered by, and its years in whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::filter::Scope;
use super::own;
use crate::building::LegalForm;
use crate::certain::Quality;
use crate::financing::requests::{Obstacle, Outcome};

coded! {
    /// What a view is filtered by, as in the statistics matrix of 2020 (S19).
    Dimension {
        /// Region.
        Region = "region",
        /// Province.
        Province = "province",
        /// Arrondissement.
        Arrondissement = "arrondissement",
        /// Activity of the organisation.
        Activity = "activity",
        /// How a federation sorts its members itself, in its own words: each sees its own list alone, see [`super::own`].
        Own = "own",
        /// What the building itself is used for.
        Use = "use",
        /// Class of its heated area.
        Size = "size",
        /// Who its organisation is: associative, public, private.
        Status = "status",
        /// What heats it.
        Energy = "energy",
    }
}

impl Dimension {
    /// What of a building only they tell who run it: what it is used for, its size, what heats it. The rest can be looked up, or
    /// is what a federation wrote itself.
    pub const TOLD: [Dimension; 3] = [Dimension::Use, Dimension::Size, Dimension::Energy];

    /// Whether it can be looked up: where an organisation is, what it does, its legal form. What cannot is answered with whole
    /// groups alone, counts as well as sums.
    pub const fn is_public(self) -> bool {
        !matches!(self, Dimension::Own | Dimension::Use | Dimension::Size | Dimension::Energy)
    }
}

coded! {
    /// Who an organisation is, by its legal form.
    Status {
        /// ASBL, AISBL, foundation.
        Associative = "associative",
        /// CPAS, commune, province, intercommunale, régie, zone, fabrique d'église.
        Public = "public",
        /// Cooperative and every other form.
        Private = "private",
    }
}

impl Status {
    /// Of a legal form.
    pub const fn of(form: LegalForm) -> Status {
        match form {
            LegalForm::Asbl | LegalForm::Aisbl | LegalForm::Fondation => Status::Associative,
            LegalForm::Cooperative | LegalForm::Other => Status::Private,
            LegalForm::Cpas
            | LegalForm::Commune
            | LegalForm::Province
            | LegalForm::Intercommunale
            | LegalForm::ZoneDePolice
            | LegalForm::ZoneDeSecours
            | LegalForm::RegieCommunaleAutonome
            | LegalForm::RegieProvincialeAutonome
            | LegalForm::FabriqueDEglise => Status::Public,
        }
    }
}

/// A building as it is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Its organisation, an opaque number: it counts once, whatever it is a member of.
    pub organisation: i64,
    /// The building, an opaque number.
    pub building: i64,
    /// Federations its organisation is a member of.
    pub federations: BTreeSet<i64>,
    /// Federations that may see it by name.
    pub named_to: BTreeSet<i64>,
    /// What it is filtered by, as codes; [`Dimension::Own`] as [`own::joined`] writes it.
    pub traits: BTreeMap<Dimension, String>,
    /// Heated area today, m2.
    pub area: Option<i64>,
    /// What its service is counted in: `bed`.
    pub unit: Option<String>,
    /// How many of them.
    pub units: Option<i64>,
    /// Operating income of a year, €.
    pub income: Option<i64>,
    /// kWh a year above its reference.
    pub recoverable_kwh: Option<i64>,
    /// The same in €.
    pub recoverable_euro: Option<i64>,
    /// Its civil years, the oldest first.
    pub years: Vec<CountedYear>,
    /// Aids of its projects, as they went.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aids: Vec<CountedAid>,
    /// What stands in the way of its projects.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub obstacles: BTreeSet<Obstacle>,
    /// A digest of what scenarios reckon with of it: another one is something new, as a figure is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reckoned: Option<i64>,
}

/// An aid of a building, as it went.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CountedAid {
    /// Code of the scheme.
    pub scheme: String,
    /// What became of it; none while it waits.
    pub outcome: Option<Outcome>,
    /// Days from the request to the decision.
    pub to_decision: Option<i32>,
    /// Days from the request to the last payment.
    pub to_payment: Option<i32>,
}

/// One civil year, in whole numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedYear {
    /// Which.
    pub year: i16,
    /// Heated area, m2.
    pub area: Option<i64>,
    /// Final energy, kWh PCI.
    pub used: Option<i64>,
    /// In normal weather, kWh PCI.
    pub normal: Option<i64>,
    /// Primary energy, kWh.
    pub primary: Option<i64>,
    /// CO2 by the declared factors, kg.
    pub co2: Option<i64>,
    /// With VAT, €.
    pub cost: Option<i64>,
    /// Water, m3.
    pub water: Option<i64>,
    /// Renewable final energy made or burnt on the site, kWh PCI.
    pub renewable: Option<i64>,
    /// The weakest in it.
    pub quality: Quality,
}

/// Federations that know some of these by name.
pub(super) fn knowing<'r>(rows: impl IntoIterator<Item = &'r Counted>) -> BTreeSet<i64> {
    rows.into_iter().flat_map(|row| row.named_to.iter().copied()).collect()
}

/// How many different organisations these are. Asked dozens of times for a page, of thousands of buildings: numbers that lie close
/// are ticked off in a row of bits, others are sorted.
pub(super) fn distinct(organisations: impl IntoIterator<Item = i64>) -> usize {
    let mut all: Vec<i64> = organisations.into_iter().collect();
    let (Some(first), Some(last)) = (all.iter().min().copied(), all.iter().max().copied()) else { return 0 };
    let words = usize::try_from(last.abs_diff(first) / 64 + 1).unwrap_or(usize::MAX);
    if words > all.len() {
        all.sort_unstable();
        all.dedup();
        return all.len();
    }
    let mut seen = vec![0_u64; words];
    for organisation in all {
        let place = organisation.abs_diff(first);
        if let Some(word) = usize::try_from(place / 64).ok().and_then(|word| seen.get_mut(word)) {
            *word |= 1 << (place % 64);
        }
    }
    seen.iter().fold(0, |sum, word| sum + usize::try_from(word.count_ones()).unwrap_or(0))
}

/// What of a year is counted together: area, energy, energy in normal weather, CO2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// m2.
    pub area: i64,
    /// kWh PCI.
    pub used: i64,
    /// kWh PCI in normal weather.
    pub normal: i64,
    /// kg.
    pub co2: i64,
}

impl Counted {
    /// A year.
    pub fn year(&self, year: i16) -> Option<&CountedYear> {
        self.years.iter().find(|of| of.year == year)
    }

    /// A year, where all that is counted together is known of it.
    pub fn base(&self, year: i16) -> Option<Base> {
        self.year(year)?.base()
    }

    /// The value of a dimension as it is kept.
    pub fn of(&self, dimension: Dimension) -> Option<&str> {
        self.traits.get(&dimension).map(String::as_str)
    }

    /// The value of a dimension as it is seen from there.
    pub fn seen(&self, dimension: Dimension, scope: Scope) -> Option<&str> {
        own::seen(&self.traits, dimension, scope)
    }
}

impl CountedYear {
    /// What is counted together, where all of it is known.
    pub fn base(&self) -> Option<Base> {
        let area = self.area.filter(|area| *area > 0)?;
        Some(Base { area, used: self.used?, normal: self.normal?, co2: self.co2? })
    }
}

#[cfg(test)]
mod tests {
    use super::distinct;

    #[test]
    fn each_organisation_counts_once_however_far_apart_their_numbers_lie() {
        for (all, expect) in [
            (vec![], 0),
            (vec![7], 1),
            (vec![7, 7, 7], 1),
            ((0..500).map(|n| n % 130).collect(), 130),
            (vec![3, 66, 67, 3, 131, 66], 4),
            (vec![i64::MIN, 0, i64::MAX, 0], 3),
            (vec![-64, -1, 0, 63, 64, -64], 5),
        ] {
            assert_eq!(distinct(all.iter().copied()), expect, "{all:?}");
        }
    }
}
