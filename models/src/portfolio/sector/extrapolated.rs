//! From those who answered to a whole sector, *extrapolation par strates*: how much, how surely, and what it cannot know.
//!
//! For a director: if your federation knows that there are 240 crèches in Hainaut and 31 of them have told their energy, the
//! 240 are taken to be what the 31 are on average; the margin says how far off that may be by chance alone. Formula, for each
//! stratum h (activity, where told also province and size): `T = Σ N_h · ȳ_h`;
//! `var T = Σ N_h² · (1 − n_h/N_h) · s²_h / n_h`; margin = 1.96 · √var T. Unit: that of the quantity. Source: Cochran, *Sampling
//! Techniques*, 1977, chapter 5 (stratified mean, finite population). `N_h` is what the federation told, with its source.
//! Declared bias: who answers was not drawn by lot ([`BIASES`]); the margin does not cover that. Refuses: a stratum of fewer than
//! five organisations that may be shown; it is left out and said, never borrowed from another.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::{Counted, Dimension};
use super::disclosure::FEWEST_ORGANISATIONS;
use super::filter::{Filter, Scope};
use super::park::{Kind, Park};
use super::spread::{float, whole};
use crate::portfolio::references::{Counted as Unit, Reference, Stratum as Part};

/// What no margin covers, as codes: `extrapolation-bias-<code>`.
pub const BIASES: [&str; 5] =
    ["volunteers", "small-ones-lack", "floor-areas-declared", "shared-groups", SEATS_ELSEWHERE];
/// Holds only where organisations are counted by province.
const SEATS_ELSEWHERE: &str = "seats-elsewhere";
/// Standard deviations of a margin that holds nineteen times out of twenty.
const NINETEEN_OF_TWENTY: f64 = 1.96;

/// What one unit of a stratum comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sampled {
    /// Whose it is, an opaque number.
    pub organisation: i64,
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
}

/// A stratum, reckoned or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// What was told of it.
    pub reference: Reference,
    /// How many there are in all: as told, and never fewer than are known.
    pub all: u32,
    /// How many of them are known.
    pub known: u32,
    /// Whether it is in the total: at least five organisations of it are known.
    pub reckoned: bool,
}

/// A sector, reckoned from those who answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extrapolated {
    /// Whether organisations or buildings are counted.
    pub unit: Unit,
    /// The strata, in order.
    pub strata: Vec<Stratum>,
    /// Known, of the strata that could be reckoned.
    pub known: u32,
    /// All of those strata.
    pub reckoned: u32,
    /// All of the strata that could not be.
    pub left_out: u32,
    /// The total at least.
    pub low: i64,
    /// The total at most.
    pub high: i64,
    /// How far off either may be by chance, nineteen times out of twenty.
    pub margin: i64,
}

impl Extrapolated {
    /// What no margin covers here, of [`BIASES`].
    pub fn biases(&self) -> Vec<&'static str> {
        let by_province = self.strata.iter().any(|one| one.reference.stratum.province.is_some());
        let seats = by_province && self.unit == Unit::Organisations;
        BIASES.into_iter().filter(|code| *code != SEATS_ELSEWHERE || seats).collect()
    }
}

/// The counts that are reckoned with, so that nobody is counted twice: organisations where any count is of them, else buildings;
/// of each activity the way of parting it that counts most, and of two that count the same the finer one.
pub fn chosen(told: &[Reference]) -> Vec<&Reference> {
    let organisations = told.iter().any(|one| one.stratum.counted == Unit::Organisations);
    let unit = if organisations { Unit::Organisations } else { Unit::Buildings };
    let fineness = |part: &Part| u8::from(part.province.is_some()) * 2 + u8::from(part.size.is_some());
    let mut ways: BTreeMap<&str, BTreeMap<u8, Vec<&Reference>>> = BTreeMap::new();
    for one in told.iter().filter(|one| one.stratum.counted == unit) {
        let ways = ways.entry(&one.stratum.activity).or_default();
        ways.entry(fineness(&one.stratum)).or_default().push(one);
    }
    let mut best = Vec::new();
    for ways in ways.into_values() {
        let counts = |way: &[&Reference]| way.iter().map(|one| u64::from(one.count)).sum::<u64>();
        let most = ways.into_iter().max_by_key(|(fineness, way)| (counts(way), *fineness));
        best.extend(most.map(|(_, way)| way).unwrap_or_default());
    }
    best
}

/// What the units of a part of a sector have in common.
pub fn traits(part: &Part) -> BTreeMap<Dimension, String> {
    let told = [
        (Dimension::Activity, Some(&part.activity)),
        (Dimension::Province, part.province.as_ref()),
        (Dimension::Size, part.size.as_ref()),
    ];
    told.into_iter().filter_map(|(dimension, value)| Some((dimension, value?.clone()))).collect()
}

/// Reckons a sector from the units known of each of these strata, in their order; nothing where none of them can be.
pub fn extrapolated(references: &[&Reference], samples: &[Vec<Sampled>]) -> Option<Extrapolated> {
    let (mut strata, mut totals, mut variances) = (Vec::new(), [0.0; 2], [0.0; 2]);
    let (mut known, mut reckoned, mut left_out) = (0_u32, 0_u32, 0_u32);
    for (reference, sample) in references.iter().zip(samples) {
        let n = u32::try_from(sample.len()).unwrap_or(u32::MAX);
        // Who told of fewer than there are known did not count them all.
        let all = reference.count.max(n);
        let organisations: BTreeSet<i64> = sample.iter().map(|one| one.organisation).collect();
        let enough = organisations.len() >= FEWEST_ORGANISATIONS;
        if enough {
            let ends: [fn(&Sampled) -> f64; 2] = [|one| one.low, |one| one.high];
            for ((total, variance), end) in totals.iter_mut().zip(&mut variances).zip(ends) {
                let values: Vec<f64> = sample.iter().map(end).collect();
                let (mean, s2) = moments(&values);
                let (n, of) = (f64::from(n), f64::from(all));
                *total += of * mean;
                *variance += of * of * (1.0 - n / of) * s2 / n;
            }
            known = known.saturating_add(n);
            reckoned = reckoned.saturating_add(all);
        } else {
            left_out = left_out.saturating_add(all);
        }
        strata.push(Stratum { reference: (*reference).clone(), all, known: n, reckoned: enough });
    }
    (reckoned > 0).then_some(())?;
    let variance = variances.iter().fold(0.0, |most: f64, one| most.max(*one));
    let unit = references.first()?.stratum.counted;
    let [low, high] = totals;
    let (low, high) = (whole(low)?, whole(high)?);
    let margin = whole(NINETEEN_OF_TWENTY * variance.sqrt())?;
    Some(Extrapolated { unit, strata, known, reckoned, left_out, low, high, margin })
}

/// The energy of a sector in normal weather, kWh PCI of a year.
pub fn energy(park: &Park, scope: Scope, year: i16, references: &[&Reference]) -> Option<Extrapolated> {
    let samples: Vec<Vec<Sampled>> =
        references.iter().map(|reference| sample(park, scope, year, &reference.stratum)).collect();
    extrapolated(references, &samples)
}

/// What each unit of a part used, of groups that lie within it.
fn sample(park: &Park, scope: Scope, year: i16, part: &Part) -> Vec<Sampled> {
    let filter = Filter { traits: traits(part), year: Some(year) };
    let mut used: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for group in park.within(scope, &filter) {
        let Some(sum) = group.sums.get(&(Kind::Base, year)) else { continue };
        for row in sum.rows.iter().filter_map(|place| group.rows.get(*place)) {
            if let Some(base) = row.base(year) {
                used.entry(unit(row, part)).or_insert((row.organisation, 0)).1 += base.normal;
            }
        }
    }
    let one = |(organisation, kwh): (i64, i64)| Sampled { organisation, low: float(kwh), high: float(kwh) };
    used.into_values().map(one).collect()
}

/// The number of the unit that a building is of.
pub(super) fn unit(row: &Counted, part: &Part) -> i64 {
    match part.counted {
        Unit::Organisations => row.organisation,
        Unit::Buildings => row.building,
    }
}

/// Mean and variance.
fn moments(sample: &[f64]) -> (f64, f64) {
    let n = f64::from(u32::try_from(sample.len()).unwrap_or(u32::MAX));
    let mean = sample.iter().sum::<f64>() / n;
    let s2 = sample.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0);
    (mean, s2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(
        activity: &str,
        province: Option<&str>,
        size: Option<&str>,
        counted: Unit,
        count: u32,
    ) -> Reference {
        let stratum = Part {
            activity: activity.to_owned(),
            province: province.map(str::to_owned),
            size: size.map(str::to_owned),
            counted,
        };
        Reference { stratum, count, year: 2025, source: "AViQ".to_owned() }
    }

    fn sampled(values: &[f64]) -> Vec<Sampled> {
        (1..)
            .zip(values)
            .map(|(organisation, value)| Sampled { organisation, low: *value, high: 2.0 * value })
            .collect()
    }

    #[test]
    fn a_sector_is_reckoned_stratum_by_stratum_and_what_is_too_small_is_left_out() {
        let (homes, schools) = (
            told("care-home", None, None, Unit::Organisations, 100),
            told("school", None, None, Unit::Organisations, 50),
        );
        let samples = [sampled(&[2.0, 4.0, 4.0, 4.0, 6.0]), sampled(&[1.0, 2.0, 3.0, 4.0])];
        let whole = extrapolated(&[&homes, &schools], &samples).unwrap();
        // By hand: mean 4 × 100; s² = 2; 100² · 0.95 · 2 / 5 = 3800; of twice the values 15 200; 1.96 · √15 200 = 241.6.
        assert_eq!((whole.low, whole.high, whole.margin), (400, 800, 242));
        assert_eq!((whole.known, whole.reckoned, whole.left_out), (5, 100, 50));
        assert_eq!(whole.strata.iter().map(|one| one.reckoned).collect::<Vec<_>>(), [true, false]);
        assert_eq!(extrapolated(&[&schools], &samples[1..]), None);
        // All of them are known: nothing is left to chance.
        let all = told("care-home", None, None, Unit::Organisations, 3);
        let whole = extrapolated(&[&all], &samples[..1]).unwrap();
        assert_eq!((whole.low, whole.margin, whole.reckoned), (20, 0, 5));
        // Five buildings of one organisation are one.
        let mut one = samples[0].clone();
        for of in &mut one {
            of.organisation = 1;
        }
        assert_eq!(extrapolated(&[&homes], &[one]), None);
    }

    #[test]
    fn nobody_is_counted_twice() {
        let (all, namur, liege) = (
            told("care-home", None, None, Unit::Organisations, 300),
            told("care-home", Some("90000"), None, Unit::Organisations, 100),
            told("care-home", Some("60000"), None, Unit::Organisations, 200),
        );
        let (small, buildings) = (
            told("creche", None, Some("below-500"), Unit::Organisations, 9),
            told("school", None, None, Unit::Buildings, 900),
        );
        let check = |told: &[&Reference], expect: &[&Reference]| {
            let told: Vec<Reference> = told.iter().map(|one| (*one).clone()).collect();
            assert_eq!(chosen(&told), expect);
        };
        check(&[&all, &namur, &liege, &small, &buildings], &[&namur, &liege, &small]);
        check(&[&all, &namur], &[&all]);
        check(&[&namur], &[&namur]);
        check(&[&buildings], &[&buildings]);
        check(&[], &[]);
    }
}
