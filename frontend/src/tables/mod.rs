//! Tables: the rows behind a chart, and the same rows handed back as a file.

mod csv_cells;
pub mod months;

pub use months::months_csv;
