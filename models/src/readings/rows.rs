//! Readings that are no regular slots, and what a later import does to earlier ones.

use std::collections::BTreeMap;

use super::RowReading;
use super::interval::Superseded;

/// Rows of one channel, each period once.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    held: BTreeMap<(i64, i64), RowReading>,
}

impl Rows {
    /// Lays one row over what is held: the later import wins, unless it brings an estimate for a measured value and
    /// is not forced. Counts what happened.
    pub fn lay(&mut self, row: RowReading, force: bool, done: &mut Superseded) {
        let Some(held) = self.held.get_mut(&(row.start, row.end)) else {
            self.held.insert((row.start, row.end), row);
            done.new += 1;
            return;
        };
        if held.decimal() == row.decimal() && held.quality == row.quality {
            done.identical += 1;
        } else if row.quality > held.quality && !force {
            done.kept += 1;
        } else {
            *held = row;
            done.changed += 1;
        }
    }

    /// Takes out the row of this period: somebody said that its value is wrong and has none to put there.
    pub fn withdraw(&mut self, start: i64, end: i64) {
        self.held.remove(&(start, end));
    }

    /// The rows, by start.
    pub fn into_vec(self) -> Vec<RowReading> {
        self.held.into_values().collect()
    }
}

impl FromIterator<RowReading> for Rows {
    fn from_iter<I: IntoIterator<Item = RowReading>>(rows: I) -> Rows {
        Rows { held: rows.into_iter().map(|r| ((r.start, r.end), r)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certain::Quality;

    #[test]
    fn a_later_row_wins_unless_it_is_only_an_estimate() {
        let row = |value, scale, quality, import| RowReading {
            start: 0,
            end: 86_400,
            value,
            scale,
            quality,
            import,
        };
        let mut rows: Rows = [row(100, 0, Quality::Measured, 1)].into_iter().collect();
        let mut done = Superseded::default();
        rows.lay(row(1000, 1, Quality::Measured, 2), false, &mut done);
        rows.lay(row(90, 0, Quality::Estimated, 3), false, &mut done);
        rows.lay(row(95, 0, Quality::Measured, 4), false, &mut done);
        rows.lay(row(90, 0, Quality::Estimated, 5), true, &mut done);
        assert_eq!(done, Superseded { new: 0, changed: 2, identical: 1, kept: 1 });
        assert_eq!(rows.into_vec(), [row(90, 0, Quality::Estimated, 5)]);
    }
}
