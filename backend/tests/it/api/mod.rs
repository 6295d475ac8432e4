//! What programs use, over HTTP, as `contract.md` says it.

mod building_lists;
mod consumption;
mod imports;
mod invoices;
mod lists;
mod refusals;
mod strange;
mod undo;
mod uploads;
