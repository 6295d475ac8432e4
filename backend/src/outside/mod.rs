//! What lies outside the program: one file per thing, with what can go wrong with it.
//!
//! Only the disk so far; weather and mail follow the same pattern, with a fake for tests.

pub mod files;
