//! What programs use, under `/api/v1`. The same use cases as the pages; JSON as `contract.md` says, described by `document`.
//!
//! To add an operation: its handler with `#[utoipa::path]`, a line in `routes`, a line in `document`. A test compares the two.
#![expect(clippy::missing_errors_doc, reason = "a handler fails with an AppError, which is problem+json")]

pub mod aids;
pub mod alerts;
pub mod asked;
pub mod assessments;
pub mod building_lists;
pub mod buildings;
pub mod codes;
pub mod consumption;
pub mod dashboard;
pub mod document;
pub mod etag;
pub mod events;
pub mod facts;
pub mod federations;
pub mod financing;
pub mod health;
pub mod import_shapes;
pub mod imports;
pub mod invoices;
pub mod listed;
pub mod meters;
pub mod metrics;
pub mod once;
pub mod organisations;
pub mod params;
pub mod prices;
pub mod problem;
pub mod reports;
pub mod requests;
pub mod routes;
pub mod shapes;
pub mod told;
pub mod words;
