//! What programs use, over HTTP, as `contract.md` says it.

mod building_lists;
mod consumption;
mod document;
mod imports;
mod invoices;
mod lists;
mod records;
mod refusals;
mod strange;
mod tags;
mod undo;
mod uploads;
