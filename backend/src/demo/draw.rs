//! Chance that is the same for the same seed.

use eclaireur_models::building::{Ean, EanProblem};

/// A stream of numbers, by `SplitMix64`.
#[derive(Debug, Clone)]
pub(super) struct Draw {
    state: u64,
}

impl Draw {
    /// The stream of one building.
    pub(super) fn new(seed: u64, organisation: usize, building: usize) -> Draw {
        let place = u64::try_from(organisation * 1000 + building).unwrap_or(0);
        Draw { state: seed ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to 1.
    pub(super) fn unit(&mut self) -> f64 {
        let digits = u32::try_from(self.next() >> 32).unwrap_or(0);
        f64::from(digits) / f64::from(u32::MAX)
    }

    /// A number around 1, at most `spread` away.
    pub(super) fn around(&mut self, spread: f64) -> f64 {
        1.0 + spread * (2.0 * self.unit() - 1.0)
    }

    /// An invented supply point: 549999 is no operator's. `wrong` spoils the check digit.
    pub(super) fn ean(&mut self, wrong: bool) -> Option<Ean> {
        let number = self.next() % 100_000_000_000;
        let with = |check: u64| Ean::read(&format!("549999{number:011}{check}"));
        let right = (0..10)
            .find(|check| with(*check).is_some_and(|e| e.problem() != Some(EanProblem::CheckDigit)))?;
        with(if wrong { (right + 1) % 10 } else { right })
    }
}
