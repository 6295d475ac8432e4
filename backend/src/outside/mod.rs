//! What lies outside the program: one file per thing, with what can go wrong with it.
//!
//! The disk and the weather so far; mail follows the same pattern, with a fake for tests.

pub mod files;
pub mod weather;
