//! What is usual in a list of values, told so that a few wild ones cannot shift it.

use rust_decimal::Decimal;

use crate::lang::NumberStyle;
use crate::readings::Series;

/// A comma one place too far makes a reading ten times too large.
pub(super) const TIMES_USUAL: i128 = 10;

/// …and that lifts it well above the highest readings too. Where the use of a day or a season varies tenfold by itself,
/// this is what tells a mistake from January.
const TIMES_HIGH: i128 = 3;

/// Fewest values that have something usual.
const FEWEST: usize = 6;

/// Values of slots shorter than a day: peaks that come once in a thousand are still usual.
const RARE_IN_FINE: usize = 999;
/// Values of days and longer: one month in ten is January.
const RARE_IN_COARSE: usize = 900;

/// What is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    /// The median.
    pub(super) usual: i128,
    /// What only few exceed.
    pub(super) high: i128,
}

impl Level {
    /// Of values above zero; `None` when there are too few of them. `fine` where they are of less than a day each.
    pub(super) fn of(mut values: Vec<i128>, fine: bool) -> Option<Level> {
        let last = values.len().checked_sub(1).filter(|_| values.len() >= FEWEST)?;
        let share = if fine { RARE_IN_FINE } else { RARE_IN_COARSE };
        let (_, high, _) = values.select_nth_unstable(last.saturating_mul(share) / 1000);
        let high = *high;
        let (_, usual, _) = values.select_nth_unstable(last / 2);
        Some(Level { usual: *usual, high })
    }

    /// Far beyond the usual.
    pub(super) fn is_beyond(self, value: i128) -> bool {
        value >= self.usual.saturating_mul(TIMES_USUAL) && value >= self.high.saturating_mul(TIMES_HIGH)
    }

    /// Whether a list of fine values can hold one far beyond the others at all: then few come near the largest. Spares
    /// healthy years the sorting.
    pub(super) fn may_be_exceeded(values: impl Iterator<Item = i128> + Clone) -> bool {
        let (mut count, mut largest) = (0usize, 0);
        for value in values.clone() {
            count += 1;
            largest = largest.max(value);
        }
        let near = values.filter(|v| v.saturating_mul(TIMES_HIGH) >= largest).count();
        near <= count.saturating_sub(count.saturating_sub(1).saturating_mul(RARE_IN_FINE) / 1000)
    }
}

/// How many decimal places a comma slips.
const SLIPS: core::ops::RangeInclusive<u32> = 1..=3;

/// The value with its comma up to three places to the left, whichever is nearest to what is expected.
pub(super) fn with_comma_back(value: Decimal, expected: Decimal) -> Option<Decimal> {
    let distance = |v: &Decimal| {
        let (small, large) = if *v < expected { (*v, expected) } else { (expected, *v) };
        large.checked_div(small)
    };
    shifted(value, false).filter_map(|v| Some((distance(&v)?, v))).min().map(|(_, v)| v)
}

/// The value with its comma one, two or three places further left, or right.
pub(super) fn shifted(value: Decimal, right: bool) -> impl Iterator<Item = Decimal> {
    SLIPS.filter_map(move |places| {
        let power = Decimal::from(10u32.checked_pow(places)?);
        if right { value.checked_mul(power) } else { value.checked_div(power) }
    })
}

/// A value as people write it in the column of its series.
pub(super) fn written(value: Decimal, series: &Series) -> String {
    let text = value.normalize().to_string();
    match series.written.style {
        NumberStyle::Comma => text.replace('.', ","),
        NumberStyle::Dot => text,
    }
}
