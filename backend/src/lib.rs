//! What the service carries: the database, the pages, the programs' interface, the command line.
//!
//! The only crate with I/O. Every handler reads the same: *load, think, show*; thinking is done by
//! `eclaireur-models`, showing by `eclaireur-frontend`.

pub mod api;
pub mod app;
pub mod archive;
pub mod assessing;
pub mod auditing;
pub mod backup;
pub mod baselines;
pub mod catalogs;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod doors;
pub mod erasing;
pub mod error;
pub mod extract;
pub mod financing;
pub mod importing;
pub mod in_force;
pub mod jobs;
pub mod metrics;
pub mod outside;
pub mod pages;
pub mod people;
pub mod photo;
pub mod reporting;
pub mod router;
pub mod sector;
pub mod store;
pub mod telemetry;
pub mod turns;
