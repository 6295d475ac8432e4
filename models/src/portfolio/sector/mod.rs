//! The sector: what a federation may be shown of its members, and nothing that gives one of them away.
//!
//! ```text
//! counted       a building as it is counted: its traits, its years in whole numbers
//! groups        which buildings are only ever shown together: at least five organisations, for good
//! disclosure    whether a sum may be shown: fewest organisations, dominance, nothing given back by a difference
//! park          the groups with their sums, made once for many views
//! own           a federation's own list: how it is kept, and what may be told by it
//! asked         who is asked for, by every dimension
//! filter        what is asked for                 view   what is answered
//! spread        medians and quartiles             path   the way of the park to 2030 and 2040
//! release       how a group follows its members, five at a time
//! standing      aids as they went, obstacles: how many organisations, in steps of five
//! extrapolated  from those who answered to a whole sector
//! scenarios     what a change of rule brings, over groups that may be shown
//! ```
//!
//! The one rule: **every figure that leaves this room is made of whole groups.** Whatever two views are subtracted, what is
//! left is whole groups again. Pages, interface and files only ever see a [`view::View`]. Does *not* store, and names nobody
//! who did not consent.

mod asked;
pub mod counted;
pub mod disclosure;
pub mod extrapolated;
pub mod filter;
pub mod groups;
pub mod own;
pub mod park;
pub mod path;
mod release;
pub mod scenarios;
pub mod spread;
pub mod standing;
pub mod view;
