//! Many buildings at once.
//!
//! ```text
//! list          a spreadsheet of buildings and their meters → buildings proposed, and what is to be said
//! cells_of      any list in somebody's words → its cells by column
//! invitees      a federation's list of its members → whom to invite, and what is to be corrected
//! completeness  how much of a year an organisation has told, never what it used
//! own_list      how a federation sorts its members itself, in its own words
//! references    how many services a sector counts, as its federation says
//! sector        buildings as they are counted → groups that may be shown → views, charts' figures, projections
//! simulated     a sector that does not exist, the same for the same seed
//! words         an activity or an energy in somebody's words; the likeliest when it is not known
//! ```
//!
//! Does *not* know what is stored: what is new and what changes is told by comparing with what the caller holds.

pub mod cells_of;
pub mod completeness;
pub mod invitees;
pub mod list;
pub mod own_list;
pub mod references;
pub mod sector;
pub mod simulated;
mod words;
