//! What Éclaireur thinks: buildings, meters and money as plain values.
//!
//! Data comes in, data goes out. Nothing here reads a file, opens a socket, asks the time or writes a
//! sentence for people; that is what makes every figure reproducible years later.
//!
//! # Invariants
//! * **No I/O and no clock.** The day is an argument (`on: Date`). Held by the dependencies, by `.clippy.toml`
//!   and by `tests/floors.rs`.
//! * **Imports go down only.** A room uses rooms above it in the list below, never one beneath. Held by
//!   `tests/floors.rs`.
//! * **Parsers never fail and never drop silently.** Bytes → readings + findings, and every row is counted.
//! * **No sentence for people.** Findings, refusals and errors are codes; `eclaireur-frontend` has the words.
//! * **Energy is conserved.** Splitting a reading over days or months keeps its total to the last digit.
//! * **Weakest wins.** A result is as good as the worst thing that went into it.
//!
//! # The rooms, bottom first

#[macro_use]
mod coded;

pub mod access;
pub mod alerts;
pub mod assessment;
pub mod audit;
pub mod baseline;
pub mod building;
pub mod catalog;
pub mod certain;
pub mod climate;
pub mod financing;
pub mod finding;
pub mod indicators;
pub mod lang;
pub mod measures;
pub mod norms;
pub mod period;
pub mod portfolio;
pub mod readings;
pub mod units;
