//! From those who answered to a whole sector, *extrapolation par strates*: how much, how surely, and what it cannot know.
//!
//! For a director: if your federation knows that there are 240 crèches in Hainaut and 31 of them have told their energy, the
//! 240 are taken to use what the 31 use on average; the margin says how far off that may be by chance alone. Formula, for each
//! stratum h (activity, where told also province and size): `T = Σ N_h · ȳ_h`;
//! `var T = Σ N_h² · (1 − n_h/N_h) · s²_h / n_h`; margin = 1.96 · √var T. Unit: that of the quantity, by organisation and year. Source: Cochran, *Sampling Techniques*, 1977, chapter 5
//! (stratified mean, finite population). `N_h` is what the federation told, with its source. Declared bias: who answers was not drawn
//! by lot ([`BIASES`]); the margin does not cover that. Refuses: a stratum of fewer than five organisations that may be shown;
//! it is left out and said, never borrowed from another.

use std::collections::BTreeMap;

use serde::Serialize;

use super::counted::Dimension;
use super::disclosure::FEWEST_ORGANISATIONS;
use super::filter::{Filter, Scope};
use super::park::{Kind, Park};
use super::spread::{float, whole};

/// What no margin covers, as codes: `extrapolation-bias-<code>`.
pub const BIASES: [&str; 3] = ["volunteers", "small-ones-lack", "floor-areas-declared"];
/// Standard deviations of a margin that holds nineteen times out of twenty.
const NINETEEN_OF_TWENTY: f64 = 1.96;

/// How many organisations a stratum has in all, as somebody told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What they have in common.
    pub traits: BTreeMap<Dimension, String>,
    /// How many there are.
    pub organisations: u32,
}

/// A stratum, reckoned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stratum {
    /// What its organisations have in common.
    pub traits: BTreeMap<Dimension, String>,
    /// How many there are in all.
    pub organisations: u32,
    /// How many of them are known.
    pub known: usize,
    /// Their mean in normal weather, kWh a year and organisation; none where too few are known.
    pub mean_kwh: Option<i64>,
}

/// A sector, reckoned from those who answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Extrapolated {
    /// The year.
    pub year: i16,
    /// The strata, in the order they were told.
    pub strata: Vec<Stratum>,
    /// Organisations known, of the strata that could be reckoned.
    pub known: usize,
    /// All organisations of those strata.
    pub reckoned: u32,
    /// Organisations of strata that could not be.
    pub left_out: u32,
    /// Energy in normal weather of the strata that could, kWh PCI a year.
    pub kwh: i64,
    /// How far off by chance, nineteen times out of twenty, kWh.
    pub margin_kwh: i64,
}

impl Extrapolated {
    /// Which share of the organisations reckoned for is known.
    pub fn coverage(&self) -> Option<f64> {
        let known = f64::from(u32::try_from(self.known).ok()?);
        (self.reckoned > 0).then(|| known / f64::from(self.reckoned))
    }
}

/// Reckons a sector; nothing without a year or a stratum that can be reckoned.
pub fn extrapolated(park: &Park, scope: Scope, year: i16, references: &[Reference]) -> Option<Extrapolated> {
    let (mut strata, mut total, mut variance) = (Vec::new(), 0.0, 0.0);
    let (mut known, mut reckoned, mut left_out) = (0, 0, 0);
    for reference in references {
        let sample = sample(park, scope, year, &reference.traits);
        // Who told of fewer than there are known did not count them all.
        let all = reference.organisations.max(u32::try_from(sample.len()).unwrap_or(u32::MAX));
        let told = moments(&sample);
        if let Some((mean, s2)) = told {
            let (n, of) = (f64::from(u32::try_from(sample.len()).unwrap_or(u32::MAX)), f64::from(all));
            total += of * mean;
            variance += of * of * (1.0 - n / of) * s2 / n;
            known += sample.len();
            reckoned += all;
        } else {
            left_out += all;
        }
        strata.push(Stratum {
            traits: reference.traits.clone(),
            organisations: all,
            known: sample.len(),
            mean_kwh: told.and_then(|(mean, _)| whole(mean)),
        });
    }
    (reckoned > 0).then_some(())?;
    let kwh = whole(total)?;
    let margin_kwh = whole(NINETEEN_OF_TWENTY * variance.max(0.0).sqrt())?;
    Some(Extrapolated { year, strata, known, reckoned, left_out, kwh, margin_kwh })
}

/// What each organisation of a stratum used, of groups that lie within it.
fn sample(park: &Park, scope: Scope, year: i16, traits: &BTreeMap<Dimension, String>) -> Vec<f64> {
    let filter = Filter { traits: traits.clone(), year: Some(year) };
    let mut used: BTreeMap<i64, i64> = BTreeMap::new();
    for group in park.within(scope, &filter) {
        let Some(sum) = group.sums.get(&(Kind::Base, year)) else { continue };
        for row in sum.rows.iter().filter_map(|place| group.rows.get(*place)) {
            if let Some(base) = row.base(year) {
                *used.entry(row.organisation).or_default() += base.normal;
            }
        }
    }
    used.into_values().map(float).collect()
}

/// Mean and variance; nothing of fewer than five.
fn moments(sample: &[f64]) -> Option<(f64, f64)> {
    if sample.len() < FEWEST_ORGANISATIONS {
        return None;
    }
    let n = f64::from(u32::try_from(sample.len()).ok()?);
    let mean = sample.iter().sum::<f64>() / n;
    let s2 = sample.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0);
    Some((mean, s2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_and_a_variance_of_five() {
        let (mean, s2) = moments(&[2.0, 4.0, 4.0, 4.0, 6.0]).unwrap();
        assert!((mean - 4.0).abs() < 1e-12 && (s2 - 2.0).abs() < 1e-12);
        assert!(moments(&[1.0, 2.0, 3.0, 4.0]).is_none());
    }
}
