//! What Éclaireur shows: values and a language go in, bytes come out.
//!
//! ```text
//! page context (plain data) ──templates + locales──▶ HTML
//! CarrierMonths ──charts──▶ SVG      ──tables──▶ CSV
//! Assessment ──reports──▶ PDF, XLSX
//! what somebody typed ──forms──▶ typed input, or the same form with its errors
//! ```
//!
//! Does *not* read files, ask the time or decide anything: each page is told its `on: Day` and its figures. Same
//! input, same bytes (I8). Every sentence is in `locales/`, never in Rust or in a template.
//!
//! To add a page: `pages/<name>.rs`, `templates/pages/<name>.html`, `locales/fr/<name>.ftl`, one line in
//! [`pages::samples`]. To add a chart: `charts/<name>.rs` with its snapshot.

pub mod aided;
pub mod alerts;
pub mod assets;
pub mod assumed;
pub mod audit;
pub mod baseline;
pub mod calendar_file;
pub mod campaign_mail;
mod case_words;
pub mod charts;
pub mod exports;
pub mod extrapolated;
pub mod figures;
pub mod findings;
mod five;
pub mod format;
pub mod forms;
pub mod letter;
pub mod mails;
pub mod mandate;
pub mod measures;
pub mod norms;
pub mod packages;
pub mod pages;
pub mod plan;
pub mod plan_tables;
mod qr;
pub mod reading_sheet;
pub mod reports;
mod rules;
pub mod scenarios;
pub mod schemes;
pub mod sector;
mod sheet;
pub mod shell;
pub mod tables;
pub mod text;
mod told;
pub mod urls;
pub mod words;
pub mod worked;
pub mod yearly;

pub use shell::{Crumb, Flash, Named, RenderError, Shell, Viewer};
