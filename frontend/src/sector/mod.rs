//! A sector in words: what a view of it says, part by part, for its page, its report and its tables alike.
//!
//! ```text
//! told       a view with the names it is told with          words     numbers, reasons, names of codes
//! parts      the parts of the page and of the report        money     what energy costs and what it would free
//! who        where and who: tables of cells                 charts    by name
//! beside     a member beside it                         sample     an invented park
//! ```
//!
//! Every figure comes from a `View`: what it does not hold was held back before, and is said with its reason. Does *not* sum.

mod beside;
mod charts;
mod money;
mod parts;
pub mod sample;
mod told;
mod who;
mod words;

pub use beside::{Beside, Own, OwnAction, OwnBuilding};
pub(crate) use parts::Part;
#[cfg(feature = "pdf")]
pub(crate) use parts::Shown;
pub use told::{Choice, Choices, Pressing, Told};
pub(crate) use who::{cells, measures};
pub use words::keys;
pub(crate) use words::{SIZES, dimension, energy, euro, obstacle, reason, short_reason, size, why};
