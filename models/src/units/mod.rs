//! Quantities whose unit and calorific basis are in the type.
//!
//! A gas bill states kWh *PCS* (gross calorific value, water vapour condensed), a boiler's yield is on *PCI*
//! (net): adding one to the other is a 10 % error that no reader sees. So [`Kwh<Gross>`] and [`Kwh<Net>`] do not
//! add; [`Kwh::<Gross>::to_net`] asks for the ratio of the fuel.
//!
//! Does *not* know which ratio a fuel has (catalogue, `carriers/`) nor how a number is written (frontend).

mod energy;
pub(crate) mod exact;
mod measure;
mod money;

pub use energy::{Basis, Energy, Gross, Kwh, Net};
pub use exact::Ratio;
pub use measure::{Dimension, Unit};
pub use money::{Euro, MONEY_SCALE, PRICE_SCALE, UnitPrice};
