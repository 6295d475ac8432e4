//! A sheet as pixels, in the colours that it has in a file of its own: painted by plotters, handed back as PNG.

use plotters::backend::BitMapBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea as _};
use plotters::element::{Circle, PathElement, Pixel, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color as _, FontStyle, RGBAColor, RGBColor};
use rust_decimal::prelude::ToPrimitive as _;

use super::dress::Role;
use super::font;
use super::raster::{ramp, write};
use super::sheet::{Mark, Point, Shape, Sheet, letters};
use super::tone::{Texture, Tone};
use crate::shell::RenderError;

/// Pixels for each unit of the picture: sharp on paper and on dense screens.
const SCALE: i32 = 2;
/// White around the picture, in units.
const MARGIN: i32 = 20;

type Area<'a> = DrawingArea<BitMapBackend<'a>, Shift>;

/// A colour as an attribute writes it: `#1f5c43`.
fn colour(text: &str, own: &str) -> Option<RGBColor> {
    let text = if text == "CARRIER" { own } else { text };
    let hex = text.strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some(RGBColor(part(0)?, part(2)?, part(4)?))
}

/// How a role looks in pixels.
struct Look {
    fill: Option<RGBAColor>,
    stroke: Option<RGBAColor>,
    width: u32,
    dash: Vec<f64>,
}

fn look(role: Role, tone: Tone, own: &str) -> Look {
    let own = tone.colour().unwrap_or(own);
    let number = |name| role.attribute(name).and_then(|v| v.parse::<f64>().ok());
    let of = |name| role.attribute(name).and_then(|v| colour(v, own));
    let scale = f64::from(SCALE);
    Look {
        fill: of("fill").map(|c| c.mix(number("fill-opacity").unwrap_or(1.0))),
        stroke: of("stroke").map(|c| c.mix(1.0)),
        width: (number("stroke-width").unwrap_or(1.0) * scale).round().to_u32().unwrap_or(1).max(1),
        dash: role
            .attribute("stroke-dasharray")
            .map(|d| d.split(' ').filter_map(|n| n.parse::<f64>().ok()).map(|n| n * scale).collect())
            .unwrap_or_default(),
    }
}

/// The sheet as a PNG, on white.
pub(super) fn png(sheet: &Sheet, own: &str) -> Result<Vec<u8>, RenderError> {
    let (w, h) = sheet.size();
    let full = |side: u32| (side + 2 * MARGIN.unsigned_abs()) * SCALE.unsigned_abs();
    let size = (full(w), full(h));
    let bytes = usize::try_from(u64::from(size.0) * u64::from(size.1) * 3).unwrap_or(0);
    let mut pixels = vec![255; bytes];
    {
        let backend =
            BitMapBackend::with_buffer_and_format(&mut pixels, size).map_err(|e| RenderError::chart(&e))?;
        let area = backend.into_drawing_area();
        for mark in &sheet.marks {
            draw(&area, sheet, mark, own)?;
        }
        area.present().map_err(|e| RenderError::chart(&e))?;
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, size.0, size.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    write(encoder, &pixels)?;
    Ok(out)
}

fn placed((x, y): Point) -> Point {
    ((x + MARGIN) * SCALE, (y + MARGIN) * SCALE)
}

fn draw(area: &Area<'_>, sheet: &Sheet, mark: &Mark, own: &str) -> Result<(), RenderError> {
    let Look { fill, stroke, width, dash } = look(mark.role, mark.tone, own);
    let failed = |e| RenderError::chart(&e);
    match &mark.shape {
        Shape::Rect(a, b) => {
            let (a, b) = (placed(*a), placed(*b));
            match mark.role {
                Role::Missing => {
                    area.draw(&Rectangle::new([a, b], RGBColor(0xf6, 0xf3, 0xec).filled()))
                        .map_err(failed)?;
                    return pattern(area, (a, b), &RGBColor(0xb9, 0xb2, 0xa4), |x, y| {
                        Texture::Rising.covers(x, y, SCALE)
                    });
                }
                Role::Texture => {
                    let Some(texture) = mark.tone.texture() else { return Ok(()) };
                    let white = RGBColor(255, 255, 255).mix(0.75);
                    return pattern(area, (a, b), &white, |x, y| texture.covers(x, y, SCALE));
                }
                Role::Raster => return squares(area, sheet, mark.tone, (a, b)),
                _ => {}
            }
            if let Some(fill) = fill {
                area.draw(&Rectangle::new([a, b], fill.filled())).map_err(failed)?;
            }
            if let Some(stroke) = stroke {
                let corners = vec![a, (b.0, a.1), b, (a.0, b.1), a];
                strokes(area, &corners, &stroke, width, &dash)?;
            }
            Ok(())
        }
        Shape::Line(points) => {
            let points: Vec<Point> = points.iter().map(|p| placed(*p)).collect();
            stroke.map_or(Ok(()), |stroke| strokes(area, &points, &stroke, width, &dash))
        }
        Shape::Area(points) => {
            let mut points: Vec<Point> = points.iter().map(|p| placed(*p)).collect();
            if let Some(fill) = fill {
                area.draw(&Polygon::new(points.clone(), fill.filled())).map_err(failed)?;
            }
            let Some(stroke) = stroke else { return Ok(()) };
            points.extend(points.first().copied());
            strokes(area, &points, &stroke, width, &dash)
        }
        Shape::Dot(at, radius) => {
            let (at, radius) = (placed(*at), radius * SCALE.unsigned_abs());
            if let Some(stroke) = stroke {
                area.draw(&Circle::new(at, radius + width / 2, stroke.filled())).map_err(failed)?;
            }
            match fill {
                Some(fill) => area
                    .draw(&Circle::new(at, radius.saturating_sub(width / 2), fill.filled()))
                    .map_err(failed),
                None => Ok(()),
            }
        }
        Shape::Words(at, words, h, v) => {
            let colour = fill.unwrap_or(RGBColor(0, 0, 0).mix(1.0));
            written(area, words, mark.role, (placed(*at), h, v), &colour)
        }
    }
}

/// Words, letter by letter, where SVG would put them.
fn written(
    area: &Area<'_>,
    words: &str,
    role: Role,
    ((x, y), h, v): (Point, &HPos, &VPos),
    colour: &RGBAColor,
) -> Result<(), RenderError> {
    let (size, weight) = letters(role);
    let size = (size * SCALE).to_f32().unwrap_or(1.0);
    let share = match h {
        HPos::Left => 0.0,
        HPos::Center => 0.5,
        HPos::Right => 1.0,
    };
    // As plotters says it in SVG: 0.76 em, half an x, and as much above.
    let down = match v {
        VPos::Top => 0.76,
        VPos::Center => 0.243,
        VPos::Bottom => -0.243,
    };
    let at = (x.to_f32().unwrap_or(0.0), y.to_f32().unwrap_or(0.0) + down * size);
    let (wide, high) = area.dim_in_pixel();
    let within = |v: i32, end: u32| u32::try_from(v).is_ok_and(|v| v < end);
    let mut result = Ok(());
    font::pixels(words, (size, matches!(weight, FontStyle::Bold)), at, share, |x, y, covered| {
        if covered > 0.0 && within(x, wide) && within(y, high) && result.is_ok() {
            let pixel = Pixel::new((x, y), colour.mix(f64::from(covered)));
            result = area.draw(&pixel).map_err(|e| RenderError::chart(&e));
        }
    });
    result
}

/// Through the points, whole or in dashes.
fn strokes(
    area: &Area<'_>,
    points: &[Point],
    colour: &RGBAColor,
    width: u32,
    dash: &[f64],
) -> Result<(), RenderError> {
    let each = |points: Vec<Point>| {
        area.draw(&PathElement::new(points, colour.stroke_width(width))).map_err(|e| RenderError::chart(&e))
    };
    if dash.is_empty() || dash.iter().any(|d| *d < 1.0) {
        // The joint of a thick path is left open where two points are one.
        let mut points = points.to_vec();
        points.dedup();
        return if points.len() < 2 { Ok(()) } else { each(points) };
    }
    let (mut turn, mut left) = (0usize, dash.first().copied().unwrap_or(1.0));
    for pair in points.windows(2) {
        let &[(x0, y0), (x1, y1)] = pair else { continue };
        let (dx, dy) = (f64::from(x1) - f64::from(x0), f64::from(y1) - f64::from(y0));
        let length = dx.hypot(dy);
        let at = |d: f64| {
            let part = d / length;
            let whole = |v: f64| v.round().to_i32().unwrap_or(0);
            (whole(f64::from(x0) + dx * part), whole(f64::from(y0) + dy * part))
        };
        let mut done = 0.0;
        while done < length {
            let end = (done + left).min(length);
            let (a, b) = (at(done), at(end));
            if turn.is_multiple_of(2) && a != b {
                each(vec![a, b])?;
            }
            left -= end - done;
            done = end;
            // What rounding leaves of a dash is none: it would never be used up.
            if left < 1e-6 {
                turn += 1;
                left = dash.get(turn % dash.len()).copied().unwrap_or(1.0);
            }
        }
    }
    Ok(())
}

fn pattern(
    area: &Area<'_>,
    (a, b): (Point, Point),
    colour: &impl plotters::style::Color,
    on: impl Fn(i32, i32) -> bool,
) -> Result<(), RenderError> {
    for y in a.1.min(b.1)..a.1.max(b.1) {
        for x in a.0.min(b.0)..a.0.max(b.0) {
            if on(x, y) {
                area.draw(&Pixel::new((x, y), colour)).map_err(|e| RenderError::chart(&e))?;
            }
        }
    }
    Ok(())
}

fn squares(area: &Area<'_>, sheet: &Sheet, tone: Tone, (a, b): (Point, Point)) -> Result<(), RenderError> {
    let Some(raster) = sheet.rasters.get(usize::from(tone.0)) else { return Ok(()) };
    let (wide, high) = (i64::from(b.0 - a.0).max(1), i64::from(b.1 - a.1).max(1));
    for y in a.1..b.1 {
        let row = i64::from(y - a.1) * i64::from(raster.height) / high;
        for x in a.0..b.0 {
            let Some(step) = raster.at(i64::from(x - a.0) * i64::from(raster.width) / wide, row) else {
                continue;
            };
            let (red, green, blue) = ramp(step);
            area.draw(&Pixel::new((x, y), RGBColor(red, green, blue))).map_err(|e| RenderError::chart(&e))?;
        }
    }
    Ok(())
}
