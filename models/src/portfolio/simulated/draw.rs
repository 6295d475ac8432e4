//! Chance that is the same for the same seed.

use crate::building::{Ean, EanProblem};

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of numbers, by `SplitMix64`.
#[derive(Debug, Clone)]
pub struct Draw {
    state: u64,
}

impl Draw {
    /// The stream of a place: a building of an organisation, by their numbers.
    pub fn new(seed: u64, organisation: usize, building: usize) -> Draw {
        let place = u64::try_from(organisation * 1000 + building).unwrap_or(0);
        Draw { state: seed ^ place.wrapping_mul(STEP) }
    }

    /// The stream of something with several numbers: another with each of them.
    pub fn of(seed: u64, numbers: &[u64]) -> Draw {
        let mut draw = Draw { state: seed };
        for number in numbers {
            draw.state = draw.bits() ^ number.wrapping_mul(STEP);
        }
        draw
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to 1.
    pub fn unit(&mut self) -> f64 {
        let digits = u32::try_from(self.bits() >> 32).unwrap_or(0);
        f64::from(digits) / f64::from(u32::MAX)
    }

    /// A number around 1, at most `spread` away.
    pub fn around(&mut self, spread: f64) -> f64 {
        1.0 + spread * (2.0 * self.unit() - 1.0)
    }

    /// A factor whose middle is 1, as often above as below, long towards the large: three factors, each at most `most`.
    pub fn stretch(&mut self, most: f64) -> f64 {
        (0..3).fold(1.0, |factor, _| {
            let side = 2.0 * self.unit() - 1.0;
            let by = 1.0 + side.abs() * (most - 1.0);
            if side < 0.0 { factor / by } else { factor * by }
        })
    }

    /// Whether something happens that happens this often.
    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// A whole number from the first to the last.
    pub fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.bits() % last.saturating_sub(first).saturating_add(1)
    }

    /// One of several, each as often as its weight.
    pub fn weighted<T: Copy>(&mut self, all: &[(T, u32)]) -> Option<T> {
        let sum: u64 = all.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut left = self.bits().checked_rem(sum)?;
        for (one, weight) in all {
            let weight = u64::from(*weight);
            if left < weight {
                return Some(*one);
            }
            left -= weight;
        }
        None
    }

    /// An invented supply point: 549999 is no operator's. `wrong` spoils the check digit.
    pub fn ean(&mut self, wrong: bool) -> Option<Ean> {
        Draw::numbered(self.bits() % 100_000_000_000, wrong)
    }

    /// The invented supply point of a number below 100 000 000 000.
    pub fn numbered(number: u64, wrong: bool) -> Option<Ean> {
        let with = |check: u64| Ean::read(&format!("549999{number:011}{check}"));
        let right = (0..10)
            .find(|check| with(*check).is_some_and(|e| e.problem() != Some(EanProblem::CheckDigit)))?;
        with(if wrong { (right + 1) % 10 } else { right })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_met_and_factors_lie_as_often_above_one_as_below() {
        let mut draw = Draw::of(7, &[1, 2]);
        let rare =
            (0..10_000).filter(|_| draw.weighted(&[("often", 9), ("rare", 1)]) == Some("rare")).count();
        assert!((800..1200).contains(&rare), "{rare}");
        let above = (0..10_000).filter(|_| draw.stretch(1.6) > 1.0).count();
        assert!((4_700..5_300).contains(&above), "{above}");
        assert_eq!(draw.weighted::<u8>(&[]), None);
    }

    #[test]
    fn every_number_has_its_stream() {
        let first = |numbers: &[u64]| Draw::of(3, numbers).bits();
        assert_eq!(first(&[1, 2]), first(&[1, 2]));
        assert_ne!(first(&[1, 2]), first(&[2, 1]));
        assert_ne!(first(&[1, 2]), Draw::of(4, &[1, 2]).bits());
    }
}
