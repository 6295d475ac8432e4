//! The parts that charts share: a scale with round steps, the plot with its grid, months along it, events.

use eclaireur_models::building::Event;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month, days_between};
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::prelude::ToPrimitive as _;

use super::dress::Role;
use super::font;
use super::months::Width;
use super::sheet::{LETTERS, Point, Sheet};
use super::text::{counted, cut, event as event_words, number, whole};
use crate::format;

/// Width of a picture.
pub(super) const fn wide(width: Width) -> i32 {
    match width {
        Width::Wide => 960,
        Width::Narrow => 360,
    }
}

/// Height of the plot itself.
pub(super) const fn high(width: Width) -> i32 {
    match width {
        Width::Wide => 260,
        Width::Narrow => 220,
    }
}

/// A scale from a round number to a round number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    step: f64,
    decimals: u32,
}

impl Axis {
    /// Around these values and zero, in about five steps of 1, 2, 2.5 or 5 times a power of ten.
    pub(super) fn new(values: impl IntoIterator<Item = f64>) -> Axis {
        let (mut low, mut high) = (0.0f64, 0.0f64);
        for value in values {
            if value.is_finite() {
                low = low.min(value);
                high = high.max(value);
            }
        }
        if high - low < 1e-9 {
            high = low + 1.0;
        }
        let raw = (high - low) / 5.0;
        let power = raw.log10().floor();
        let unit = 10f64.powf(power);
        let factor =
            [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|f| f * unit >= raw * 0.999_999).unwrap_or(10.0);
        let step = factor * unit;
        let shown = if (factor - 2.5).abs() < 0.1 { 1.0 - power } else { -power };
        let shown = if factor > 9.0 { shown - 1.0 } else { shown };
        Axis {
            low: (low / step + 1e-9).floor() * step,
            high: (high / step - 1e-9).ceil() * step,
            step,
            decimals: shown.clamp(0.0, 9.0).to_u32().unwrap_or(0),
        }
    }

    /// The values of the grid and their labels.
    pub(super) fn ticks(&self) -> impl Iterator<Item = (f64, String)> + '_ {
        let count = ((self.high - self.low) / self.step).round().to_u8().unwrap_or(0);
        (0..=count).map(|i| {
            let value = self.low + f64::from(i) * self.step;
            let value = if value.abs() < self.step / 1e6 { 0.0 } else { value };
            (value, number(value, self.decimals))
        })
    }

    fn widest(&self) -> i32 {
        self.ticks().map(|(_, label)| font::room(&label, LETTERS)).max().unwrap_or(0)
    }

    /// Where a value stands between two places.
    pub(super) fn place(&self, value: f64, from: i32, to: i32) -> i32 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        (f64::from(from) + share * f64::from(to - from)).round().to_i32().unwrap_or(from)
    }
}

/// Where things are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
    pub(super) y: Axis,
}

impl Plot {
    /// Below `top`, with room for the labels of the scale at its left.
    pub(super) fn new(width: Width, top: i32, y: Axis) -> Plot {
        let left = (y.widest() + 10).min(wide(width) / 3);
        Plot { left, right: wide(width) - 8, top: top + 8, bottom: top + 8 + high(width), y }
    }

    /// Leaves room at the right for labels.
    pub(super) fn narrowed(mut self, room: i32) -> Plot {
        self.right -= room;
        self
    }

    pub(super) fn y(&self, value: f64) -> i32 {
        self.y.place(value, self.bottom, self.top)
    }

    /// Top of a bar: what is little is still to be seen.
    pub(super) fn bar(&self, value: f64) -> i32 {
        let (y, zero) = (self.y(value), self.y(0.0));
        if y == zero && value > 0.0 { zero - 1 } else { y }
    }

    /// A share of the width.
    pub(super) fn x(&self, share: f64) -> i32 {
        let x = f64::from(self.left) + share.clamp(0.0, 1.0) * f64::from(self.right - self.left);
        x.round().to_i32().unwrap_or(self.left)
    }

    /// Left edge of a slot out of many.
    pub(super) fn slot(&self, index: usize, of: usize) -> i32 {
        self.x(counted(index) / counted(of.max(1)))
    }

    pub(super) fn middle(&self, index: usize, of: usize) -> i32 {
        i32::midpoint(self.slot(index, of), self.slot(index + 1, of))
    }

    /// Lines of the scale and their labels.
    pub(super) fn grid(&self, sheet: &mut Sheet) {
        for (value, label) in self.y.ticks() {
            let y = self.y(value);
            if value != 0.0 {
                sheet.line(Role::Grid, vec![(self.left, y), (self.right, y)]);
            }
            sheet.words(Role::Label, (self.left - 8, y), label, HPos::Right, VPos::Center);
        }
    }

    /// The line of zero, over the bars.
    pub(super) fn zero(&self, sheet: &mut Sheet) {
        let y = self.y(0.0);
        sheet.line(Role::Base, vec![(self.left, y), (self.right, y)]);
    }

    /// Months along the plot: names as there is room, the year under its months. Gives the lower edge.
    pub(super) fn months(&self, sheet: &mut Sheet, lang: Lang, first: Month, count: usize) -> i32 {
        let each = (self.right - self.left) / whole(count).max(1);
        let mut year_starts = Vec::new();
        for (i, index) in (first.index()..).take(count).enumerate() {
            let Some(month) = Month::from_index(index) else { continue };
            let label = match each {
                34.. => format::month_short(lang, month),
                14..34 => format::month_letter(lang, month),
                _ => String::new(),
            };
            if !label.is_empty() {
                sheet.words(
                    Role::Label,
                    (self.middle(i, count), self.bottom + 8),
                    label,
                    HPos::Center,
                    VPos::Top,
                );
            }
            if i == 0 || month.number() == 1 {
                year_starts.push((i, month.year()));
            }
        }
        let names = if each >= 14 { 20 } else { 0 };
        let ends = year_starts.iter().skip(1).map(|(i, _)| *i).chain([count]);
        for ((start, year), end) in year_starts.iter().zip(ends) {
            let (a, b) = (self.slot(*start, count), self.slot(end, count));
            if *start > 0 {
                sheet.line(Role::Base, vec![(a, self.bottom), (a, self.bottom + names + 20)]);
            }
            let label = year.to_string();
            if b - a >= font::room(&label, LETTERS) + 4 {
                let at = (i32::midpoint(a, b), self.bottom + names + 8);
                sheet.words(Role::Label, at, label, HPos::Center, VPos::Top);
            }
        }
        self.bottom + names + 28
    }

    /// Days along the plot: years, or months when they are few. Gives the lower edge.
    pub(super) fn days(&self, sheet: &mut Sheet, lang: Lang, first: Day, last: Day) -> i32 {
        let span = days_between(first, last).max(1);
        let (from, to) = (Month::of(first), Month::of(last));
        let count = (to.index() - from.index()).max(1);
        let room = ((self.right - self.left) / 74).max(1);
        let every = [1, 2, 3, 4, 6, 12, 24, 60, 120].into_iter().find(|e| count / e <= room).unwrap_or(240);
        let mut index = from.index();
        // From a month that its distance divides, so that years stand on January.
        while index.rem_euclid(every) != Month::new(2000, 1).map_or(0, Month::index).rem_euclid(every) {
            index += 1;
        }
        while index <= to.index() {
            let Some(month) = Month::from_index(index) else { break };
            let days = days_between(first, month.first());
            if (0..=span).contains(&days) {
                let x = self.day(month.first(), first, last);
                sheet.line(Role::Base, vec![(x, self.bottom), (x, self.bottom + 5)]);
                let label = if every >= 12 || month.number() == 1 {
                    month.year().to_string()
                } else {
                    format::month_short(lang, month)
                };
                let half = font::room(&label, LETTERS) / 2;
                let at = x.clamp(half, (sheet.width - half).max(half));
                sheet.words(Role::Label, (at, self.bottom + 9), label, HPos::Center, VPos::Top);
            }
            index += every;
        }
        self.bottom + 30
    }

    /// Where a day stands between the first and the last.
    pub(super) fn day(&self, day: Day, first: Day, last: Day) -> i32 {
        let days = |to: Day| days_between(first, to).to_f64().unwrap_or(0.0);
        self.x(days(day) / days(last).max(1.0))
    }

    /// Events as numbered marks in the plot, their words under it. Gives the lower edge.
    pub(super) fn events(
        &self,
        sheet: &mut Sheet,
        lang: Lang,
        events: &[Event],
        (first, last): (Day, Day),
        below: i32,
    ) -> i32 {
        let shown = shown(events, (first, last));
        let mut y = below;
        // Flags of neighbouring days stand beside each other, each with a line to its day.
        let days: Vec<i32> =
            shown.iter().map(|e| self.day(e.from, first, last).clamp(self.left, self.right)).collect();
        let mut flags: Vec<i32> = Vec::new();
        for x in &days {
            flags.push(flags.last().map_or(*x, |before| (before + 20).max(*x)));
        }
        let mut room = self.right;
        for flag in flags.iter_mut().rev() {
            *flag = (*flag).min(room);
            room = *flag - 20;
        }
        for (i, ((event, x), flag)) in shown.into_iter().zip(days).zip(flags).enumerate() {
            let top = self.top - FLAGS;
            sheet.line(Role::Event, vec![(flag, top + 17), (x, self.top), (x, self.bottom)]);
            sheet.rect(Role::Flag, (flag - 8, top), (flag + 8, top + 17));
            sheet.words(Role::FlagText, (flag, top + 9), (i + 1).to_string(), HPos::Center, VPos::Center);
            sheet.rect(Role::Flag, (self.left, y), (self.left + 16, y + 17));
            sheet.words(
                Role::FlagText,
                (self.left + 8, y + 9),
                (i + 1).to_string(),
                HPos::Center,
                VPos::Center,
            );
            let words = cut(&event_words(lang, event), self.right - self.left - 24, LETTERS);
            sheet.words(Role::Ink, (self.left + 24, y + 9), words, HPos::Left, VPos::Center);
            y += 23;
        }
        y
    }
}

/// Events drawn at most; the newest.
const MOST_EVENTS: usize = 6;
/// Height of the flags above a plot.
const FLAGS: i32 = 24;

/// Of all events those that are drawn, by day.
fn shown(events: &[Event], (first, last): (Day, Day)) -> Vec<&Event> {
    let mut within: Vec<&Event> = events.iter().filter(|e| e.from >= first && e.from <= last).collect();
    within.sort_by(|a, b| (a.from, &a.text).cmp(&(b.from, &b.text)));
    within.split_off(within.len().saturating_sub(MOST_EVENTS))
}

/// Room above a plot for the flags of its events.
pub(super) fn flags(events: &[Event], days: (Day, Day)) -> i32 {
    if shown(events, days).is_empty() { 0 } else { FLAGS }
}

/// The runs of a line between its gaps; a point alone is a run of one.
pub(super) fn runs(points: impl IntoIterator<Item = Option<Point>>) -> Vec<Vec<Point>> {
    let mut runs = vec![Vec::new()];
    for point in points {
        match (point, runs.last_mut()) {
            (Some(point), Some(run)) => run.push(point),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Of many points, the lowest and the highest of each column of the picture: what the eye sees of them anyway.
pub(super) fn thinned(points: Vec<Point>) -> Vec<Point> {
    if points.len() <= 2_000 {
        return points;
    }
    let mut out: Vec<Point> = Vec::new();
    for column in points.chunk_by(|a, b| a.0 == b.0) {
        let (Some(first), Some(last)) = (column.first(), column.last()) else { continue };
        let low = column.iter().min_by_key(|p| p.1).unwrap_or(first);
        let high = column.iter().max_by_key(|p| p.1).unwrap_or(first);
        out.extend([*first, *low, *high, *last]);
    }
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_round_and_hold_zero() {
        for (values, low, high, labels) in [
            (vec![61.2], 0.0, 80.0, "0 20 40 60 80"),
            (vec![-120.0, 340.0], -200.0, 400.0, "−200 −100 0 100 200 300 400"),
            (vec![0.41], 0.0, 0.5, "0,0 0,1 0,2 0,3 0,4 0,5"),
            (vec![1.0], 0.0, 1.0, "0,0 0,2 0,4 0,6 0,8 1,0"),
            (vec![12.0], 0.0, 12.5, "0,0 2,5 5,0 7,5 10,0 12,5"),
            (vec![], 0.0, 1.0, "0,0 0,2 0,4 0,6 0,8 1,0"),
            (vec![f64::NAN, f64::INFINITY], 0.0, 1.0, "0,0 0,2 0,4 0,6 0,8 1,0"),
        ] {
            let axis = Axis::new(values.clone());
            let words: Vec<String> = axis.ticks().map(|(_, label)| label).collect();
            assert_eq!(words.join(" "), labels, "{values:?}");
            assert!((axis.low - low).abs() < 1e-9 && (axis.high - high).abs() < 1e-9, "{axis:?}");
        }
    }

    #[test]
    fn a_line_breaks_where_a_value_is_missing() {
        let runs = runs([None, Some((0, 1)), Some((1, 1)), None, None, Some((4, 2))]);
        assert_eq!(runs, [vec![(0, 1), (1, 1)], vec![(4, 2)]]);
    }

    #[test]
    fn ten_thousand_points_keep_their_extremes() {
        let many: Vec<Point> = (0..10_000).map(|i| (i / 100, if i == 5_050 { 999 } else { i % 7 })).collect();
        let few = thinned(many);
        assert!(few.len() <= 400 && few.contains(&(50, 999)));
    }
}
