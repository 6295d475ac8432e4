//! How cold it was: daily mean temperatures, degree-days (*degrés-jours*, DJ) on each base, and what nobody knows of them.
//!
//! The three days of an equivalent temperature are weighted first and the result is cut at zero afterwards: that
//! reproduces the published months. A day that cannot be computed is missing and is said to be; it is never a warm day.
//!
//! Does *not* normalise anything and does *not* fetch anything: the months and normals come from the catalogue, the
//! temperatures from whoever keeps them. To add a base: one variant of [`Base`], one file in `catalog/climate`.

mod station;
mod summed_months;
mod table;
mod temperature;
mod temperatures;

use rust_decimal::Decimal;

pub use crate::catalog::Base;
pub use station::{Climate, NormalWeather, Origin, Part, Weather, normal_over};
pub use table::TemperatureTable;
pub use temperature::{Equivalent, Temperature, below, degree_days};
pub use temperatures::{Missing, Summed, Temperatures, Why};

/// By how much a figure differs from what it is compared with, as a share of the latter: 0.27 is 27 % colder, below zero is
/// milder. `None` where there is nothing to compare with.
pub fn relative(figure: Decimal, than: Decimal) -> Option<Decimal> {
    (figure - than).checked_div(than)
}
