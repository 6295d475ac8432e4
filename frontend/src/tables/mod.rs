//! Tables: the rows behind a chart or a list, and the same rows handed back as a file.
//!
//! ```text
//! page context ──table()──▶ Table { title, columns, typed cells } ──▶ CSV
//!                                                                └──▶ XLSX
//! ```
//!
//! A page that shows a table makes it from its own context, so that the file says what the page says. To offer one: a
//! method that gives a [`Table`], two addresses in [`crate::urls`], the part `parts/downloads.html` beside the table, a
//! route in the backend. Does *not* know where the rows come from.

mod csv;
pub mod months;
mod table;
mod xlsx;

pub use months::months_table;
pub use table::{Cell, Column, FileKind, Kind, Table};
