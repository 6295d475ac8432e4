//! Who has which buildings, and what is metered there. Models of the world, not of the database.
//!
//! What can change in time (heated area, occupancy, tenure, heating) is never a field here: it is a dated
//! [`facts::DatedFact`]. Does *not* know how anything is stored.

pub mod case_facts;
mod event;
mod fact_read;
pub mod facts;
mod identity;
mod meter;
mod name;
mod organisation;
mod schedule;

pub use event::{Event, EventKind};
pub use identity::{BceNumber, BceProblem, Code, Ean, EanProblem, Postcode};
pub use meter::{Carrier, Channel, Direction, Kind, Meter, Register};
pub use name::is_name;
pub use organisation::{Address, Building, Federation, LegalForm, Organisation, Site};
pub use schedule::Schedule;
