//! What every page, chart and sentence must hold, whatever it says.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod audit_report;
mod calendar_files;
mod chart_data;
mod charts;
mod drawn;
mod html;
mod locales;
mod pages;
#[cfg(feature = "pdf")]
mod reports;
#[cfg(feature = "pdf")]
mod sector;
mod tables;
