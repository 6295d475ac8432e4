//! How numbers, days and sizes are written in Belgium, and how people type them.
//!
//! 1 234,56 · 12,5 % · 21/11/2026. Thousands are parted by a narrow no-break space, signs and units by a no-break
//! space, so that no figure breaks over two lines. Does *not* round before the edge: callers pass exact values.

mod day;
mod energy;
mod number;
pub mod typed;

pub use day::{day, day_long, month_letter, month_name, month_short, month_year, period, slot};
pub use energy::{
    Scale, change, energy, energy_kwh, measure, quantity_unit, scale_for, unit_of, unit_of_kwh,
};
pub use number::{
    Whole, bytes, decimal, euro, number, percent, plain, scaled, signed_percent, whole, whole_f64,
};

/// No-break space: before a unit or a sign.
pub const NBSP: char = '\u{a0}';
/// Narrow no-break space: between thousands.
pub const THIN: char = '\u{202f}';

/// The same with a capital at its head: *Injection nuit*.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
