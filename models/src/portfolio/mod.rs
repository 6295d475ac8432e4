//! Many buildings at once.
//!
//! ```text
//! list       a spreadsheet of buildings and their meters → buildings proposed, and what is to be said
//! sector     buildings as they are counted → groups that may be shown → views, charts' figures, projections
//! simulated  a sector that does not exist, the same for the same seed
//! ```
//!
//! Does *not* know what is stored: what is new and what changes is told by comparing with what the caller holds.

pub mod list;
pub mod sector;
pub mod simulated;
