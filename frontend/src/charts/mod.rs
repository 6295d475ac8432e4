//! Charts as SVG: drawn with plotters, measured with the bundled font, dressed in classes or colours.
//!
//! Every chart has a title, a one-sentence reading and a table of the same values on its page. Colours are classes
//! (the stylesheet decides, in light, dark and print); the stand-alone picture carries them itself. Same input,
//! same bytes. To add one: a file here, a snapshot in `tests/it/charts.rs`.

pub mod months;

mod axis;
mod dress;
mod font;

pub use dress::Dress;
