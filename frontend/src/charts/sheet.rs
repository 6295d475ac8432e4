//! What a chart draws, as plain shapes with roles; and how they are painted, on any backend of plotters.
//!
//! A chart gives a [`Sheet`] and knows nothing of colours: the same sheet becomes SVG for a page, SVG for a file, and
//! pixels. Coordinates are whole picture units, so that pictures repeat to the byte.

use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontStyle, IntoFont as _, TextStyle};

use super::dress::Role;
use super::font;
use super::tone::Tone;

/// A place in picture units.
pub(super) type Point = (i32, i32);

/// Height of letters.
pub(super) const LETTERS: i32 = 14;

#[derive(Clone)]
pub(super) enum Shape {
    /// Between two corners.
    Rect(Point, Point),
    /// Through points.
    Line(Vec<Point>),
    /// Within points.
    Area(Vec<Point>),
    /// Around a point.
    Dot(Point, u32),
    /// Words, fixed at one of their sides.
    Words(Point, String, HPos, VPos),
}

/// A picture made of squares of colour: an index into [`super::raster::ramp`] each, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raster {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) cells: Vec<u8>,
}

/// One shape and what it is.
#[derive(Clone)]
pub(super) struct Mark {
    pub(super) role: Role,
    pub(super) tone: Tone,
    pub(super) shape: Shape,
}

/// A drawing before it has colours.
#[derive(Clone)]
pub struct Sheet {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) marks: Vec<Mark>,
    pub(super) rasters: Vec<Raster>,
}

impl Sheet {
    pub(super) fn new(width: i32) -> Sheet {
        Sheet { width, height: 0, marks: Vec::new(), rasters: Vec::new() }
    }

    /// Adds a shape; everything stays within reach of what browsers and pixels can count.
    pub(super) fn add(&mut self, role: Role, tone: Tone, shape: Shape) {
        self.marks.push(Mark { role, tone, shape });
    }

    pub(super) fn rect(&mut self, role: Role, a: Point, b: Point) {
        self.add(role, Tone::PICTURE, Shape::Rect(a, b));
    }

    /// A bar in the colour of its carrier, with its pattern.
    pub(super) fn bar(&mut self, tone: Tone, a: Point, b: Point) {
        self.add(Role::Bar, tone, Shape::Rect(a, b));
        if tone.texture().is_some() {
            self.add(Role::Texture, tone, Shape::Rect(a, b));
        }
    }

    pub(super) fn line(&mut self, role: Role, points: Vec<Point>) {
        self.add(role, Tone::PICTURE, Shape::Line(points));
    }

    pub(super) fn dot(&mut self, role: Role, at: Point, radius: u32) {
        self.add(role, Tone::PICTURE, Shape::Dot(at, radius));
    }

    /// A square on its corner: told from a dot without colour.
    pub(super) fn diamond(&mut self, role: Role, (x, y): Point, r: i32) {
        self.add(role, Tone::PICTURE, Shape::Area(vec![(x - r, y), (x, y - r), (x + r, y), (x, y + r)]));
    }

    pub(super) fn words(&mut self, role: Role, at: Point, words: impl Into<String>, h: HPos, v: VPos) {
        let words: String = words.into().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.add(role, Tone::PICTURE, Shape::Words(at, words, h, v));
    }

    /// The shapes lower by this much.
    pub(super) fn lowered(mut self, by: i32) -> Sheet {
        for mark in &mut self.marks {
            match &mut mark.shape {
                Shape::Rect(a, b) => {
                    a.1 += by;
                    b.1 += by;
                }
                Shape::Line(points) | Shape::Area(points) => points.iter_mut().for_each(|p| p.1 += by),
                Shape::Dot(at, _) | Shape::Words(at, ..) => at.1 += by,
            }
        }
        self.height += by;
        self
    }

    pub(super) fn size(&self) -> (u32, u32) {
        (u32::try_from(self.width).unwrap_or(1), u32::try_from(self.height).unwrap_or(1))
    }
}

/// Letters of a role: its height and weight.
pub(super) fn letters(role: Role) -> (i32, FontStyle) {
    let size = role.attribute("font-size").and_then(|s| s.parse().ok()).unwrap_or(LETTERS);
    let bold = role.attribute("font-weight").is_some();
    (size, if bold { FontStyle::Bold } else { FontStyle::Normal })
}

/// The style of words in this role.
fn text_style(role: Role, h: HPos, v: VPos) -> TextStyle<'static> {
    let (size, weight) = letters(role);
    let font = (font::FAMILY, f64::from(size) * font::PER_UNIT, weight).into_font();
    TextStyle::from(font).pos(Pos::new(h, v))
}

/// Paints the sheet in the colours of its roles, which are dressed afterwards.
pub(super) fn paint<B: DrawingBackend>(
    sheet: &Sheet,
    area: &DrawingArea<B, Shift>,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    for Mark { role, tone, shape } in &sheet.marks {
        let colour = role.toned(*tone);
        match shape {
            Shape::Rect(a, b) => area.draw(&Rectangle::new([*a, *b], colour.filled()))?,
            Shape::Line(points) => area.draw(&PathElement::new(points.clone(), colour.stroke_width(1)))?,
            Shape::Area(points) => area.draw(&Polygon::new(points.clone(), colour.filled()))?,
            Shape::Dot(at, radius) => area.draw(&Circle::new(*at, *radius, colour.filled()))?,
            Shape::Words(at, words, h, v) => {
                let mut style = text_style(*role, *h, *v);
                style.color = colour.to_backend_color();
                area.draw(&Text::new(words.as_str(), *at, style))?;
            }
        }
    }
    Ok(())
}
