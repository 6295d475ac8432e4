//! Measures: what each saves of what a normal year asks, reckoned on the building's own measured baseline.
//!
//! [`State`] is what a normal year asks, by use, in whole watt-hours; an [`Effect`] applied to it gives another; a measure put
//! in place is an [`Applied`]. Packages chain effects in the order of [`Step`], so that the order of choosing changes nothing,
//! and each saving is taken off what is left. Does *not* load, read the time or write a sentence: codes have their words in
//! the frontend's `measures.ftl`.
//!
//! Invariants: a final energy is never below zero, so nothing saves more than what its carrier uses; no effect raises a carrier
//! that it does not name ([`Effect::raises`]); nothing lowers hot water below safe temperatures (`method` refuses).
//! To add one: a file in `catalog/measures/`; a method in `method/` only where none describes it.

pub mod abatement;
mod applied;
pub mod calibrate;
mod candidate;
mod cold;
mod effect;
mod exact;
mod finals;
pub mod front;
pub mod life_cycle;
pub mod method;
pub mod order;
pub mod package;
pub mod palette;
pub mod park;
mod put;
pub mod pv;
mod refusal;
pub mod samples;
mod saving;
pub mod sight;
mod state;
pub mod tariff;
pub mod waterfall;

use rust_decimal::Decimal;

pub use applied::{Applied, Step};
pub use candidate::{BoughtAgain, Candidate, Objection, Sizing, objections};
pub use cold::{COLDS, Cold};
pub use effect::{Effect, HeatPump, Limit};
pub use exact::{Part, Ratio, Wh};
pub use finals::{Change, Finals};
pub use put::{Entries, Entry, Setting, put};
pub use refusal::{REFUSALS, Refusal};
pub use saving::{CODE as SAVING, CapTold, capped, saving};
pub use state::{Curve, ElectricUse, Emitters, FuelUse, Heat, HeatUse, Litres, Local, Producer, State};

/// *Temps de retour simple*, years: what is left to pay by what a year brings; `None` where a year brings nothing.
pub fn simple_payback(net_investment: Decimal, gain_per_year: Decimal) -> Option<Decimal> {
    (gain_per_year > Decimal::ZERO).then(|| net_investment.checked_div(gain_per_year))?
}
