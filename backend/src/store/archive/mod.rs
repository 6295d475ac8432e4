//! Everything an organisation has, row by row, out of the database and into another.
//!
//! Each table is a [`Part`]: its rows as lines of JSON, in the order of their keys, and back. Readings go as slots and
//! rows of a channel; files as their bytes. Ids stay what they are, so the same organisation is the same on SQLite and
//! PostgreSQL, and what was written out, read in and written out again is the same to the byte.
//!
//! # Invariants
//! * A column that is not named in `parts` does not compile; a table of an organisation that is no part fails
//!   `tests/it/store/archive.rs`.
//! * Nothing is believed: what is put in must be what this program could have written, references and the chain of
//!   the event log included, or all of it is refused.
//!
//! Does *not* know ZIPs or files: `crate::archive`.

mod access;
mod columns;
mod heads;
mod parts;
mod readings;
mod restore;

pub use access::access;
pub use heads::{FileLine, files, memberships, organisation};
pub use parts::{Part, lines};
pub use readings::{BlockLine, Series, blocks, rows, series};
pub use restore::{Fault, Restore};

/// The tables that hold something of an organisation by its `tenant`, whether or not they are a part of their own.
pub const TABLES: [&str; 27] = [
    "aid_request",
    "alert_note",
    "allocation",
    "audit",
    "audit_part",
    "audit_photo",
    "baseline",
    "bill",
    "block",
    "building",
    "channel",
    "event",
    "fact",
    "file",
    "finding",
    "import",
    "log",
    "mapping",
    "meter",
    "obstacle",
    "price",
    "project",
    "reading",
    "report",
    "sending",
    "site",
    "withdrawn",
];

/// Tables with a `tenant` that no archive takes along: what is derived, what was noticed while deriving it, and what was
/// answered to programs lately.
pub const DERIVED: [&str; 8] = [
    "assessment",
    "concern",
    "figure_move",
    "idempotency",
    "rollup",
    "rollup_of",
    "rollup_year",
    "sector_group",
];

/// Tables with a `tenant` that an archive only tells of (`access.json`) and that are not put back: who may see what is given
/// anew, by whoever answers for the place where it is put back.
pub const TOLD: [&str; 10] = [
    "api_token",
    "consent",
    "erasure",
    "help_request",
    "project_sheet",
    "reading_link",
    "reading_link_use",
    "role_grant_building",
    "share_link",
    "sheet_contact",
];
