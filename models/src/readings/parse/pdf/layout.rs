//! From characters to lines: what stands at one height is a line, what stands apart in it is a cell.
//!
//! Lines come from top to bottom, cells from left to right, so that a label and its value, or the columns of a table,
//! are together. Does *not* know columns of text: two side by side share their lines, in cells of their own.

use super::content::Glyph;
use super::fonts::UNREADABLE;
use super::lexer::ONE;

/// Characters of a line that are kept: the widest page has a third of them.
const LONGEST: usize = 1000;

/// Words that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Left, in millionths of a point.
    pub x: i64,
    /// Right.
    pub end: i64,
    /// Size of the largest letter.
    pub size: i64,
    /// The words, single spaces between.
    pub text: String,
}

/// What stands at one height.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// From left to right.
    pub cells: Vec<Cell>,
}

/// The lines of a page, and how many of its characters could be read.
pub fn lines(mut glyphs: Vec<Glyph>) -> (Vec<Line>, Counted) {
    let mut counted = Counted::default();
    for glyph in &mut glyphs {
        glyph.c = legible(glyph.c);
        match glyph.c {
            ' ' => {}
            UNREADABLE => counted.unreadable += 1,
            _ => counted.readable += 1,
        }
    }
    glyphs.sort_by_key(|g| (core::cmp::Reverse(g.y), g.x));
    let mut lines = Vec::new();
    let mut rest = glyphs.as_slice();
    while let Some(first) = rest.first() {
        let reach = first.y.saturating_sub(first.size.max(ONE) * 2 / 5);
        let count = rest.iter().position(|g| g.y < reach).unwrap_or(rest.len());
        let (row, below) = rest.split_at(count);
        rest = below;
        let mut row = row.to_vec();
        row.sort_by_key(|g| g.x);
        row.truncate(LONGEST);
        lines.push(line(&row));
    }
    lines.retain(|line| !line.cells.is_empty());
    (lines, counted)
}

/// Characters of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those that are text.
    pub readable: usize,
    /// Those whose font does not say which they are.
    pub unreadable: usize,
}

fn line(row: &[Glyph]) -> Line {
    let mut cells: Vec<Cell> = Vec::new();
    let (mut before, mut spaced): (Option<&Glyph>, bool) = (None, false);
    for glyph in row {
        if glyph.c == ' ' {
            spaced = true;
            continue;
        }
        let size = glyph.size.max(ONE);
        // Bold made by printing twice, a hair apart.
        if before.is_some_and(|b| b.c == glyph.c && glyph.x.saturating_sub(b.x) < size / 10) {
            continue;
        }
        let gap = before.map_or(i64::MAX, |b| glyph.x.saturating_sub(b.end));
        match cells.last_mut() {
            Some(cell) if gap < size => {
                // Some writers have spaces, some only leave a gap; between digits a space may be narrow.
                if gap > size * 3 / 20 || spaced && gap > size / 20 {
                    cell.text.push(' ');
                }
                cell.text.push(glyph.c);
                cell.end = cell.end.max(glyph.end);
                cell.size = cell.size.max(glyph.size);
            }
            _ => {
                let text = glyph.c.to_string();
                cells.push(Cell { x: glyph.x, end: glyph.end, size: glyph.size, text });
            }
        }
        (before, spaced) = (Some(glyph), false);
    }
    Line { cells }
}

/// The character as it is kept: every blank is a space, ligatures and soft hyphens are gone, what cannot be shown is `�`.
fn legible(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        '\u{e000}'..='\u{f8ff}' => UNREADABLE,
        c if c.is_control() => UNREADABLE,
        c => c,
    }
}
