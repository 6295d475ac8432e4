//! Columns of a day → its slots, on the two Sundays a year that are not 24 hours long, too.
//!
//! Spring: the columns of the hour that does not exist are empty, or everything after it has moved forward and the
//! last ones are. Autumn: the repeated hour has columns of its own, beside the first or at the end; a row of 24 hours
//! lacks it, which is said.

use super::super::clock::{CivilDay, Instant};
use super::super::slots::{DAY, Run, Slot};
use crate::period::Day;

/// The slots of a row.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Start and end in UTC seconds, and the column.
    pub slots: Vec<(i64, i64, usize)>,
    /// Columns with values for slots that this day does not have.
    pub beyond: Vec<usize>,
    /// The day, where its repeated hour has no columns.
    pub repeated_hour_missing: Option<Day>,
}

/// Places the columns of a run. `says` tells of a column whether it is blank (`None`), zero (`Some(false)`) or has a
/// value.
pub fn place(day: CivilDay, step: i64, run: &Run, says: impl Fn(usize) -> Option<bool>) -> Placed {
    let mut placed = Placed::default();
    let usual = DAY / step;
    let hour = 3600 / step;
    let extra = |slot: &&Slot| slot.again || slot.number >= usual;
    let has_extra = run.slots.iter().filter(extra).any(|slot| says(slot.column).is_some());
    let change = change(day);
    // A column with a value is of the slot that the day numbers so, or of none.
    let number = |slot: &Slot| -> Option<i64> {
        match change {
            Change::None => (!extra(&slot)).then_some(slot.number),
            Change::Spring(at) => {
                let (first, after) = (at / step, at / step + hour);
                if moved_forward(run, usual, first, hour, &says) {
                    return (!slot.again && slot.number < usual - hour).then_some(slot.number);
                }
                match slot.number {
                    _ if extra(&slot) => None,
                    n if n < first => Some(n),
                    n => (n >= after).then_some(n - hour),
                }
            }
            Change::Autumn(at) => {
                let after = at / step + hour;
                match slot.number {
                    // Counted on: the last columns are the extra ones.
                    n if has_extra && !run.slots.iter().any(|s| s.again) => Some(n),
                    n if slot.again => Some(n + hour),
                    n => Some(if n < after { n } else { n + hour }),
                }
            }
        }
    };
    for slot in &run.slots {
        match number(slot) {
            Some(number) => {
                let start = day.start() + number * step;
                // Extra columns that are not filled name no slot.
                if has_extra || !extra(&slot) {
                    placed.slots.push((start, start + step, slot.column));
                }
            }
            None if says(slot.column) == Some(true) => placed.beyond.push(slot.column),
            None => {}
        }
    }
    if matches!(change, Change::Autumn(_)) && !has_extra && run.slots.iter().any(|s| says(s.column).is_some())
    {
        placed.repeated_hour_missing = Some(day.date);
    }
    placed
}

/// In spring: the last hour is blank, and the hour that does not exist is not.
fn moved_forward(run: &Run, usual: i64, first: i64, hour: i64, says: impl Fn(usize) -> Option<bool>) -> bool {
    let of =
        |from: i64| run.slots.iter().filter(move |s| !s.again && (from..from + hour).contains(&s.number));
    of(usual - hour).all(|s| says(s.column).is_none()) && of(first).any(|s| says(s.column) == Some(true))
}

/// What the clock does on a day, and at which second on it.
#[derive(Debug, Clone, Copy)]
enum Change {
    None,
    Spring(i64),
    Autumn(i64),
}

fn change(day: CivilDay) -> Change {
    if day.seconds() == DAY {
        return Change::None;
    }
    let hours = (0..24).map(|hour| (hour * 3600, day.at(hour * 3600)));
    let mut changes = hours.filter_map(|(second, instant)| match instant {
        Instant::Sure(_) => None,
        Instant::Skipped(_) => Some(Change::Spring(second)),
        Instant::Twice(..) => Some(Change::Autumn(second)),
    });
    changes.next().unwrap_or(Change::None)
}
