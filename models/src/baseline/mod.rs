//! What a site would have used: change-point regression on weather, its uncertainty, and whether one may rely on it.
//!
//! Takes readings in their *original* periods: months that we divided ourselves cannot reach a fit (I13, held by the
//! floors test). Does *not* read weather or meters: data comes in, a model and its reasons go out. Everything here is
//! statistics, hence `f64`.
//!
//! Methods: `CalTRACK` 2.0, usage per day; savings as IPMVP option C (whole facility), uncertainty as ASHRAE
//! Guideline 14-2014. To add a method: a file here that builds on [`least_squares`].

pub mod acceptance;
pub mod caltrack;
pub mod least_squares;
pub mod original;
pub mod sealed;
pub mod signature;
pub mod yearly;
