//! The bundled font, known to plotters, so that labels are measured with what browsers draw.

use std::sync::LazyLock;

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};
use plotters::style::{FontStyle, IntoFont as _, register_font};
use rust_decimal::prelude::ToPrimitive as _;

/// The family's name, here and in the stylesheet.
pub(super) const FAMILY: &str = "Eclaireur Sans";

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/eclaireur-sans-regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/eclaireur-sans-semibold.ttf");

static REGISTERED: LazyLock<bool> = LazyLock::new(|| {
    register_font(FAMILY, FontStyle::Normal, REGULAR).is_ok()
        && register_font(FAMILY, FontStyle::Bold, SEMIBOLD).is_ok()
});

static LETTERS: LazyLock<[Option<FontRef<'static>>; 2]> =
    LazyLock::new(|| [REGULAR, SEMIBOLD].map(|bytes| FontRef::try_from_slice(bytes).ok()));

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

/// Room that a text needs in a browser: its digits are all as wide as the widest, its letters may be a little wider
/// than measured.
pub(super) fn room(text: &str, size: i32) -> i32 {
    let digits: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    width(&digits, size) * 21 / 20 + 2
}

/// Letters as pixels: where, and how much of each is covered. `start` is the place of the first letter on its line;
/// `share` says how much of the width lies left of it.
pub(super) fn pixels(
    text: &str,
    (size, bold): (f32, bool),
    (start, line): (f32, f32),
    share: f32,
    mut pixel: impl FnMut(i32, i32, f32),
) {
    let [regular, semibold] = &*LETTERS;
    let Some(font) = (if bold { semibold } else { regular }) else { return };
    let scale = font.units_per_em().map_or(size, |em| size * font.height_unscaled() / em);
    let scaled = font.as_scaled(PxScale::from(scale));
    let mut x = 0.0;
    let mut before = None;
    let mut placed = Vec::new();
    for letter in text.chars() {
        let glyph = font.glyph_id(letter);
        if let Some(before) = before {
            x += scaled.kern(before, glyph);
        }
        placed.push((glyph, x));
        x += scaled.h_advance(glyph);
        before = Some(glyph);
    }
    for (glyph, at) in placed {
        let glyph = glyph.with_scale_and_position(scale, point(start + at - x * share, line));
        if let Some(outline) = font.outline_glyph(glyph) {
            let corner = outline.px_bounds().min;
            let whole = |v: f32| v.to_i32().unwrap_or(0);
            outline.draw(|dx, dy, covered| {
                let (dx, dy) = (i32::try_from(dx).unwrap_or(0), i32::try_from(dy).unwrap_or(0));
                pixel(whole(corner.x) + dx, whole(corner.y) + dy, covered.clamp(0.0, 1.0));
            });
        }
    }
}
