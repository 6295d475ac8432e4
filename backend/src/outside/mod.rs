//! What lies outside the program: one file per thing, with what can go wrong with it.
//!
//! The disk, the weather, the sun on a roof and mail.

pub mod files;
pub mod http;
pub mod mail;
pub mod pvgis;
pub mod weather;
