//! What every page, chart and sentence must hold, whatever it says.

mod charts;
mod html;
mod locales;
mod pages;
