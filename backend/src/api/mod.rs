//! What programs use, under `/api/v1`. The same use cases as the pages; JSON as `contract.md` says.
#![expect(clippy::missing_errors_doc, reason = "a handler fails with an AppError, which is problem+json")]

pub mod assessments;
pub mod building_lists;
pub mod buildings;
pub mod financing;
pub mod health;
pub mod imports;
pub mod invoices;
pub mod metrics;
pub mod organisations;
pub mod shapes;
