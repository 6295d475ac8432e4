//! What programs use, under `/api/v1`. The same use cases as the pages; JSON as `contract.md` says.

pub mod buildings;
pub mod health;
pub mod imports;
pub mod organisations;
pub mod shapes;
