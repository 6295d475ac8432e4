//! The bundled font, known to plotters, so that labels are measured with what browsers draw.

use std::sync::LazyLock;

use plotters::style::{FontStyle, IntoFont as _, register_font};

/// The family's name, here and in the stylesheet.
pub(super) const FAMILY: &str = "Eclaireur Sans";

static REGISTERED: LazyLock<bool> = LazyLock::new(|| {
    let regular = include_bytes!("../../assets/fonts/eclaireur-sans-regular.ttf");
    let semibold = include_bytes!("../../assets/fonts/eclaireur-sans-semibold.ttf");
    register_font(FAMILY, FontStyle::Normal, regular).is_ok()
        && register_font(FAMILY, FontStyle::Bold, semibold).is_ok()
});

/// Plotters' size of a font whose letters measure one unit in SVG: it divides by this when it writes.
pub(super) const PER_UNIT: f64 = 1.24;

/// Width of a text in picture units. Called once before drawing, it also makes the font known.
pub(super) fn width(text: &str, size: i32) -> i32 {
    if !*REGISTERED {
        return i32::try_from(text.chars().count()).unwrap_or(0) * size / 2;
    }
    let measured = (FAMILY, f64::from(size) * PER_UNIT).into_font().box_size(text);
    measured.map_or(0, |(w, _)| i32::try_from(w).unwrap_or(0))
}
