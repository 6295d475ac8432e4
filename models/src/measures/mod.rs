//! Saving methods, interactions, packages.

pub mod pv;
