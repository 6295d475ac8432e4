//! Readings: written with their import, read back superseded.
//!
//! Regular slots stand as one block per channel, civil month and import ([`super::blocks`]); everything else (an
//! index, a bill, a delivery, a day, an odd slot) as rows. Nothing is overwritten: reading lays the imports one
//! over the other in the order in which they were confirmed. Does *not* add anything up: `models::readings::totals`.

mod beside;
mod brought;
mod held;
mod layers;
mod months;
mod trace;
mod usual;
mod write;

pub use beside::{BlockTotal, block_totals, last_readings};
pub use brought::brought;
pub(in crate::store) use held::withdrawn_of;
pub use held::{HeldMeter, digits_of, facts_of, months_held, of_building, of_meter, rows_held};
pub use layers::Withdrawn;
pub(in crate::store) use months::make as make_months;
pub use months::{ready, settle};
pub use trace::{Traced, months_read, traced_month, traced_rows};
pub use usual::{Usual, usual};
pub use write::{insert_blocks, insert_rows, withdraw};
pub(in crate::store) use write::{packed, row_of};
