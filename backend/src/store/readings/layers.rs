//! Imports laid one over the other: what counts of several that speak of the same time. No database here.
//!
//! Slots: [`MonthSlots::supersede`], in order of confirmation. Slots of two lengths in one month cannot be laid
//! over each other slot by slot: the shortest stay slots; a longer one counts, as a row, where no shorter slot
//! says anything. Rows: of one start and end (an index: of one instant) the later import counts, unless it would
//! put an estimate over something better and does not say that it must. A value that was taken back is gone, unless
//! an import confirmed after that brings one.

use std::collections::BTreeMap;

use eclaireur_models::period::{Month, day_of};
use eclaireur_models::readings::interval::Superseded;
use eclaireur_models::readings::rows::Rows;
use eclaireur_models::readings::{MonthSlots, RowReading};

/// One import's slots of a month, or one of its rows, with the import's number and wish.
#[derive(Debug, Clone)]
pub(super) struct Layer<T> {
    /// Number of the import.
    pub(super) seq: i64,
    /// Whether it may put an estimate over something better.
    pub(super) force: bool,
    /// What it brought.
    pub(super) brought: T,
}

/// A value that an import takes back without bringing another: of a row, or of a slot of this length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawn {
    /// UTC second, included.
    pub start: i64,
    /// UTC second, excluded; equal to `start` for an index.
    pub end: i64,
    /// Seconds per slot, for a slot of a month.
    pub resolution_s: Option<u32>,
}

/// What every import brought for one channel.
#[derive(Debug, Clone, Default)]
pub(super) struct Layers {
    /// Months of slots.
    pub(super) blocks: Vec<Layer<MonthSlots>>,
    /// Everything else.
    pub(super) rows: Vec<Layer<RowReading>>,
    /// What was taken back.
    pub(super) withdrawn: Vec<Layer<Withdrawn>>,
}

/// What one import does to what lies below it.
#[derive(Debug, Clone)]
pub(super) enum Step<T> {
    /// Lays something over it.
    Lay(T),
    /// Takes a value of it back.
    Withdraw(Withdrawn),
}

/// The steps of rows, in order of confirmation.
pub(super) fn row_steps(layers: &mut Layers) -> Vec<Layer<Step<RowReading>>> {
    let of_rows = layers.withdrawn.extract_if(.., |l| l.brought.resolution_s.is_none()).collect();
    in_order(core::mem::take(&mut layers.rows), of_rows)
}

/// The steps of slots, month by month, in order of confirmation.
pub(super) fn month_steps(layers: Layers) -> BTreeMap<Month, Vec<Layer<Step<MonthSlots>>>> {
    let mut months: BTreeMap<Month, Layers> = BTreeMap::new();
    for layer in layers.blocks {
        months.entry(layer.brought.month).or_default().blocks.push(layer);
    }
    for layer in layers.withdrawn {
        if let Some(day) = day_of(layer.brought.start) {
            months.entry(Month::of(day)).or_default().withdrawn.push(layer);
        }
    }
    months.into_iter().map(|(month, of)| (month, in_order(of.blocks, of.withdrawn))).collect()
}

fn in_order<T>(laid: Vec<Layer<T>>, withdrawn: Vec<Layer<Withdrawn>>) -> Vec<Layer<Step<T>>> {
    let step = |seq, force, brought| Layer { seq, force, brought };
    let laid = laid.into_iter().map(|l| step(l.seq, l.force, Step::Lay(l.brought)));
    let withdrawn = withdrawn.into_iter().map(|l| step(l.seq, l.force, Step::Withdraw(l.brought)));
    let mut steps: Vec<_> = laid.chain(withdrawn).collect();
    steps.sort_by_key(|layer| layer.seq);
    steps
}

/// What counts of one channel.
#[derive(Debug, Clone, Default)]
pub(super) struct Counting {
    /// One entry per month, in order.
    pub(super) months: Vec<MonthSlots>,
    /// By start, then end.
    pub(super) rows: Vec<RowReading>,
}

/// Lays the imports of one channel over each other.
pub(super) fn lay(mut layers: Layers) -> Counting {
    let mut counting = Counting { months: Vec::new(), rows: lay_rows(row_steps(&mut layers)) };
    for steps in month_steps(layers).into_values() {
        lay_month(steps, &mut counting);
    }
    counting.rows.sort_by_key(|row| (row.start, row.end));
    counting
}

pub(super) fn lay_rows(steps: Vec<Layer<Step<RowReading>>>) -> Vec<RowReading> {
    let (mut counting, mut done) = (Rows::default(), Superseded::default());
    for layer in steps {
        match layer.brought {
            Step::Lay(row) => counting.lay(RowReading { import: layer.seq, ..row }, layer.force, &mut done),
            Step::Withdraw(row) => counting.withdraw(row.start, row.end),
        }
    }
    counting.into_vec()
}

/// One month, by length of slot, then the longer ones where the shortest say nothing.
fn lay_month(steps: Vec<Layer<Step<MonthSlots>>>, counting: &mut Counting) {
    let mut by_length: BTreeMap<u32, (MonthSlots, i64)> = BTreeMap::new();
    for layer in steps {
        match layer.brought {
            Step::Lay(later) => {
                by_length
                    .entry(later.resolution_s)
                    .and_modify(|(held, seq)| {
                        // `None` is an overflow of decimals: what is held then stays.
                        let _ = held.supersede(&later, layer.force);
                        *seq = layer.seq;
                    })
                    .or_insert((later, layer.seq));
            }
            Step::Withdraw(slot) => {
                let held = slot.resolution_s.and_then(|length| by_length.get_mut(&length));
                if let Some((held, _)) = held
                    && let Some(position) = held.position(slot.start)
                {
                    held.clear(position);
                }
            }
        }
    }
    let mut lengths = by_length.into_values();
    let Some((shortest, _)) = lengths.next() else { return };
    for (longer, seq) in lengths {
        for (position, value, quality) in longer.iter() {
            let (start, end) = (longer.start_of(position), longer.start_of(position + 1));
            if !says_anything(&shortest, start, end) {
                let scale = longer.scale;
                counting.rows.push(RowReading { start, end, value, scale, quality, import: seq });
            }
        }
    }
    counting.months.push(shortest);
}

/// Whether a slot between the two seconds has a value.
pub(super) fn says_anything(slots: &MonthSlots, start: i64, end: i64) -> bool {
    let resolution = i64::from(slots.resolution_s);
    let (first, last) = (start.div_euclid(resolution), (end - 1).div_euclid(resolution));
    (first..=last)
        .filter_map(|slot| slots.position(slot * resolution))
        .any(|position| slots.get(position).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::certain::Quality;
    use eclaireur_models::certain::Quality::{Declared, Estimated, Measured};

    /// Rows `(start, end, value, quality, force)`, one import each, → `(value, import)`.
    fn check(rows: &[(i64, i64, i64, Quality, bool)], expect: &[(i64, i64)]) {
        let layers = rows.iter().zip(1..).map(|((start, end, value, quality, force), seq)| Layer {
            seq,
            force: *force,
            brought: RowReading {
                start: *start,
                end: *end,
                value: *value,
                scale: 0,
                quality: *quality,
                import: 0,
            },
        });
        let counting = lay(Layers { rows: layers.collect(), ..Layers::default() });
        let held: Vec<_> = counting.rows.iter().map(|row| (row.value, row.import)).collect();
        assert_eq!(held, expect, "{rows:?}");
    }

    #[test]
    fn a_later_row_counts_unless_it_is_a_worse_estimate() {
        check(&[(0, 9, 1, Measured, false), (0, 9, 2, Measured, false)], &[(2, 2)]);
        check(&[(0, 9, 1, Measured, false), (0, 9, 2, Estimated, false)], &[(1, 1)]);
        check(&[(0, 9, 1, Measured, false), (0, 9, 2, Estimated, true)], &[(2, 2)]);
        check(&[(0, 9, 1, Estimated, false), (0, 9, 2, Measured, false)], &[(2, 2)]);
        check(&[(5, 5, 100, Measured, false), (5, 5, 101, Declared, false)], &[(100, 1)]);
        check(&[(5, 5, 100, Measured, false), (0, 9, 7, Measured, false)], &[(7, 2), (100, 1)]);
    }

    #[test]
    fn an_hour_counts_where_no_quarter_of_it_is_known() {
        let month = Month::new(2024, 1).unwrap();
        let mut hours = MonthSlots::new(month, 3600, 0).unwrap();
        let mut quarters = MonthSlots::new(month, 900, 3).unwrap();
        for hour in 0..3 {
            hours.set(hour, 40, Measured);
        }
        quarters.set(5, 9000, Measured); // in the second hour
        for order in [[1, 2], [2, 1]] {
            let layers = [hours.clone(), quarters.clone()].into_iter().zip(order);
            let layers = layers.map(|(brought, seq)| Layer { seq, force: false, brought });
            let counting = lay(Layers { blocks: layers.collect(), ..Layers::default() });
            assert_eq!(counting.months, std::slice::from_ref(&quarters));
            let starts: Vec<_> =
                counting.rows.iter().map(|row| (row.start - month.start(), row.value)).collect();
            assert_eq!(starts, [(0, 40), (7200, 40)]);
        }
    }
}
