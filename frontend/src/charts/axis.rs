//! Where values stand in a picture: the plot, its top, the steps of its grid. Exact, so that pictures repeat.

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::format::{self, Scale};

/// Where things are, in picture units.
pub(super) struct Frame {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
    /// Value at the top of the plot.
    pub(super) max: Decimal,
    /// Between two lines of the grid.
    pub(super) step: Decimal,
    pub(super) scale: Scale,
}

impl Frame {
    pub(super) fn y(&self, value: Decimal) -> i32 {
        if self.max.is_zero() {
            return self.bottom;
        }
        let height = Decimal::from(self.bottom - self.top);
        let up = (value.max(Decimal::ZERO) * height / self.max)
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i32()
            .unwrap_or(0);
        // The smallest consumption is still to be seen: zero and nearly zero differ.
        let up = if up == 0 && value > Decimal::ZERO { 1 } else { up };
        self.bottom - up
    }
}

pub(super) fn axis_label(value: Decimal) -> String {
    format::decimal(value)
}

/// A round top and step that give three to five lines: steps of 1, 2, 2.5 or 5 times a power of ten.
pub(super) fn axis(largest: Decimal) -> (Decimal, Decimal) {
    if largest <= Decimal::ZERO {
        return (Decimal::ONE, Decimal::ONE);
    }
    let mut power = Decimal::new(1, 3);
    loop {
        for factor in [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::new(5, 0)] {
            let step = factor * power;
            if step * Decimal::new(5, 0) >= largest {
                let lines = (largest / step).ceil();
                return (step * lines, step);
            }
        }
        power *= Decimal::TEN;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn axes_end_on_round_numbers_just_above_the_largest_bar() {
        for (largest, max, step) in [
            (dec!(61.2), dec!(80), dec!(20)),
            (dec!(9), dec!(10), dec!(2)),
            (dec!(10), dec!(10), dec!(2)),
            (dec!(1234), dec!(1250), dec!(250)),
            (dec!(0.4), dec!(0.4), dec!(0.1)),
            (dec!(0), dec!(1), dec!(1)),
        ] {
            let (top, each) = axis(largest);
            assert_eq!((top, each), (max, step), "{largest}");
        }
    }
}
