//! Photovoltaics hour by hour: what a roof gives in a typical year, what of it is used on the spot, what goes out.
//!
//! yield (asked of a service, or the catalogue's range with the sun of the place) × peak power → production of every hour;
//! against the quarter-hours that were measured, or a shape of use of the activity → used on the spot + injected, to the
//! watt-hour. Years: less by ageing, every year dispatched again. Income of green certificates is not counted: its
//! coefficient for photovoltaics is not known. Does *not* ask a service (`backend`), nor value what it finds
//! ([`super::life_cycle`]).

pub mod checks;
mod curve;
pub mod dispatch;
pub mod figures;
pub mod life;
pub mod load;
pub mod packed;
pub mod pvgis;
mod sun;
pub mod yields;

pub use self::checks::{CHECKS, Check, Checked, checks};
pub use self::curve::{into_place, local, stored};
pub use self::dispatch::{Battery, Flows, Site, dispatch};
pub use self::life::{AGED, PvYear, life};
pub use self::load::{Load, LoadOrigin};
pub use self::yields::{Plane, Yield, YieldOrigin};

/// Hours of a typical year, which has no 29th of February.
pub const HOURS: usize = 8760;

/// A photovoltaic installation in watts peak cannot be above this: 100 MW.
pub const MOST_PEAK_W: u64 = 100_000_000;

/// `share` of `total` laid out so that the parts add up to it: each is what has come so far less what came before.
pub(crate) fn laid_out(weights: &[u64], total: u64) -> Option<Vec<u64>> {
    let whole: u128 = weights.iter().map(|w| u128::from(*w)).sum();
    if whole == 0 {
        return None;
    }
    let (mut seen, mut given) = (0_u128, 0_u64);
    let each = weights.iter().map(|weight| {
        seen += u128::from(*weight);
        let so_far = u64::try_from(seen.checked_mul(u128::from(total))? / whole).ok()?;
        let part = so_far - given;
        given = so_far;
        Some(part)
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::laid_out;

    #[test]
    fn parts_add_up_to_the_whole_whatever_the_weights() {
        for (weights, total) in
            [(vec![1, 1, 1], 10), (vec![0, 7, 3], 1), (vec![1], u64::MAX), (vec![3; 8760], 12_345)]
        {
            let parts = laid_out(&weights, total).unwrap();
            assert_eq!(parts.iter().sum::<u64>(), total);
        }
        assert_eq!(laid_out(&[], 3), None);
        assert_eq!(laid_out(&[0, 0], 3), None);
    }
}
