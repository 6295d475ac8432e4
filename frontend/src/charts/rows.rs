//! Named rows with segments along one scale: the part that charts of uses, losses, chains and ranges share.
//!
//! The name stands above its bar, its figure at the end, so that long names have room on a phone.

use plotters::style::text_anchor::{HPos, VPos};

use super::dress::Role;
use super::font;
use super::months::Width;
use super::plot::{Axis, wide};
use super::sheet::{LETTERS, Sheet};
use super::text::{cut, whole};

/// Height of a row.
const ROW: i32 = 48;

/// A part of a bar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) role: Role,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// A row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) figure: String,
    pub(super) segments: Vec<Segment>,
}

/// Draws rows below `top`, with the unit under them; gives the lower edge.
pub(super) fn rows(sheet: &mut Sheet, width: Width, top: i32, all: &[Row], unit: &str) -> i32 {
    let right = wide(width);
    let ends = all.iter().flat_map(|row| &row.segments).flat_map(|s| [s.from, s.to]);
    let axis = Axis::new(ends);
    let figures = all.iter().map(|row| font::room(&row.figure, LETTERS)).max().unwrap_or(0);
    let edge = if width == Width::Wide { right - figures - 14 } else { right - 10 };
    let x = |value: f64| axis.place(value, 0, edge);
    let bottom = top + ROW * whole(all.len());
    let every = if width == Width::Narrow { 2 } else { 1 };
    let mut said_to = i32::MIN;
    for (value, label) in axis.ticks().step_by(every) {
        let at = x(value);
        sheet.line(Role::Grid, vec![(at, top), (at, bottom)]);
        let half = font::room(&label, LETTERS) / 2;
        let middle = at.clamp(half, (right - half).max(half));
        if middle - half > said_to {
            sheet.words(Role::Label, (middle, bottom + 8), label, HPos::Center, VPos::Top);
            said_to = middle + half + 6;
        }
    }
    let mut y = top;
    for row in all {
        let beside = width == Width::Wide;
        let room = if beside { edge } else { right - font::room(&row.figure, LETTERS) - 16 };
        let name = cut(&row.name, room.max(60), LETTERS);
        sheet.rect(Role::Plate, (0, y + 2), (font::room(&name, LETTERS) + 8, y + 20));
        sheet.words(Role::Ink, (2, y + 3), name, HPos::Left, VPos::Top);
        let (high, low) = (y + 23, y + 41);
        let mut end = x(0.0);
        for segment in &row.segments {
            let (a, b) = (x(segment.from.min(segment.to)), x(segment.from.max(segment.to)));
            let b = b.max(a + 2);
            sheet.rect(segment.role, (a, high), (b, low));
            if matches!(segment.role, Role::Missing) {
                sheet.rect(Role::Outline, (a, high), (b, low));
            }
            end = end.max(b);
        }
        if beside {
            let at = (end + 8, i32::midpoint(high, low));
            let to = at.0 + font::room(&row.figure, LETTERS) + 4;
            sheet.rect(Role::Plate, (end + 4, high), (to.min(right), low));
            sheet.words(Role::Value, at, row.figure.as_str(), HPos::Left, VPos::Center);
        } else {
            let start = right - font::room(&row.figure, LETTERS) - 8;
            sheet.rect(Role::Plate, (start, y + 2), (right, y + 20));
            sheet.words(Role::Value, (right - 2, y + 3), row.figure.as_str(), HPos::Right, VPos::Top);
        }
        y += ROW;
    }
    sheet.line(Role::Base, vec![(x(0.0), top), (x(0.0), bottom)]);
    sheet.words(Role::Label, (right - 2, bottom + 28), unit, HPos::Right, VPos::Top);
    bottom + 48
}
