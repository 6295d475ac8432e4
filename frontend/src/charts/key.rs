//! The key of a chart: which look means what.

use plotters::style::text_anchor::{HPos, VPos};

use super::dress::Role;
use super::font;
use super::sheet::{LETTERS, Point, Sheet};
use super::text::cut;
use super::tone::Tone;

/// How something is shown in a key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    /// A bar of a carrier.
    Bar(Tone),
    /// A filled shape.
    Fill(Role),
    /// A line.
    Line(Role),
    /// A point.
    Dot(Role),
    /// A point that stands apart.
    Diamond(Role),
}

/// Which look means what, in lines from the left; only what occurs. Gives the lower edge.
pub(super) fn key(sheet: &mut Sheet, signs: &[(Sign, String)], right: i32, top: i32) -> i32 {
    let (mut x, mut y) = (0, top);
    for (sign, words) in signs {
        let words = cut(words, right - 34, LETTERS);
        let advance = 30 + font::room(&words, LETTERS);
        if x > 0 && x + advance > right {
            (x, y) = (0, y + 24);
        }
        let middle = y + 8;
        let box_: (Point, Point) = ((x, y), (x + 22, y + 16));
        match *sign {
            Sign::Bar(tone) => sheet.bar(tone, box_.0, box_.1),
            Sign::Fill(role) => sheet.rect(role, box_.0, box_.1),
            Sign::Line(role) => {
                sheet.line(role, vec![(x, middle), (x + 22, middle)]);
            }
            Sign::Dot(role) => sheet.dot(role, (x + 11, middle), 4),
            Sign::Diamond(role) => sheet.diamond(role, (x + 11, middle), 6),
        }
        sheet.words(Role::Label, (x + 30, middle), words, HPos::Left, VPos::Center);
        x += advance + 22;
    }
    if signs.is_empty() { top } else { y + 24 }
}
