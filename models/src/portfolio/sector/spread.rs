//! How figures of many buildings are spread: lower quartile, median, upper quartile.
//!
//! For a director: a quarter of the buildings uses less than the first figure, half less than the second. No one building's
//! figure is ever told: each quartile is the mean of those nearest to it, of five organisations at least, in whole units.

use serde::Serialize;

use super::counted::distinct;
use super::disclosure::FEWEST_ORGANISATIONS;

/// Quartiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// A quarter is below.
    pub lower: i64,
    /// Half is below.
    pub median: i64,
    /// A quarter is above.
    pub upper: i64,
    /// Of so many buildings.
    pub buildings: usize,
}

/// Quartiles of figures, each with its organisation; nothing of fewer than five organisations.
pub fn spread(figures: &mut [(f64, i64)]) -> Option<Spread> {
    if organisations(figures) < FEWEST_ORGANISATIONS {
        return None;
    }
    figures.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let at = |quarters: usize| near(figures, figures.len().saturating_sub(1) * quarters / 4);
    Some(Spread { lower: at(1)?, median: at(2)?, upper: at(3)?, buildings: figures.len() })
}

/// The mean of those nearest to a place, on both sides, until five organisations are in it.
fn near(sorted: &[(f64, i64)], place: usize) -> Option<i64> {
    for reach in FEWEST_ORGANISATIONS / 2..sorted.len().max(3) {
        let from = place.saturating_sub(reach);
        let to = (place + reach + 1).min(sorted.len());
        let around = sorted.get(from..to)?;
        if organisations(around) >= FEWEST_ORGANISATIONS {
            let count = u32::try_from(around.len()).ok()?;
            let mean = around.iter().map(|(figure, _)| figure).sum::<f64>() / f64::from(count);
            return whole(mean);
        }
    }
    None
}

fn organisations(figures: &[(f64, i64)]) -> usize {
    distinct(figures.iter().map(|(_, organisation)| *organisation))
}

/// The nearest whole number.
pub(super) fn whole(value: f64) -> Option<i64> {
    rust_decimal::Decimal::from_f64_retain(value)?.round().try_into().ok()
}

/// A whole number for statistics; those of a sector are far from where it would lose anything.
pub(super) fn float(value: i64) -> f64 {
    const HALF: f64 = 4_294_967_296.0;
    let (high, low) = (i32::try_from(value >> 32), u32::try_from(value & 0xffff_ffff));
    f64::from(high.unwrap_or(0)) * HALF + f64::from(low.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quartile_is_nobodys_own_figure() {
        let mut ten: Vec<(f64, i64)> = (1..=10).map(|n| (float(n * 10), n)).collect();
        let told = spread(&mut ten).unwrap();
        assert_eq!((told.lower, told.median, told.upper), (30, 50, 70));
        assert!(spread(&mut ten[..4]).is_none());
        let mut one_house: Vec<(f64, i64)> = (1..=10).map(|n| (float(n), 1)).collect();
        assert!(spread(&mut one_house).is_none());
    }
}
