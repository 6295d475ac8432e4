//! The months of one carrier and year as bars, last year's as outlines.
//!
//! Missing months are hatched, never zero; of an incomplete month the known part stands pale on the hatching; bars
//! that were estimated, completed or modelled carry their letter. Bars start at zero. Drawn twice: wide for screens
//! and paper, narrow for phones, so that letters keep their size; the stylesheet shows one of them.

use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::readings::totals::MonthTotal;
use eclaireur_models::units::Energy;
use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea as _};
use plotters::element::{PathElement, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontStyle, IntoFont as _, ShapeStyle, TextStyle};
use rust_decimal::Decimal;

use super::axis::{Frame, axis, axis_label};
use super::dress::{Dress, Labels, Role, dressed};
use super::font;
use crate::format::{self, Scale};
use crate::shell::RenderError;
use crate::tables::months::YearMonths;
use crate::text::Say;
use crate::words;

/// For which width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Screens and paper.
    Wide,
    /// Phones.
    Narrow,
}

impl Width {
    const fn size(self) -> (u32, u32) {
        match self {
            Width::Wide => (960, 340),
            Width::Narrow => (440, 300),
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Width::Wide => "wide",
            Width::Narrow => "narrow",
        }
    }
}

const LETTERS: i32 = 14;

/// The chart of a year.
#[derive(Debug, Clone, Copy)]
pub struct MonthsChart<'a> {
    /// What it shows.
    pub year: &'a YearMonths,
    /// Words.
    pub lang: Lang,
    /// Makes ids unique on a page: `gaz-2025`.
    pub id: &'a str,
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

impl MonthsChart<'_> {
    /// *Gaz naturel par mois, 2025 (`MWh` PCS)*.
    pub fn title(&self) -> String {
        Say::new(self.lang, "chart-months-title")
            .with("carrier", words::carrier(self.lang, self.year.carrier))
            .with("year", self.year.year)
            .with("unit", self.unit())
            .to_string()
    }

    /// The unit of its axis.
    pub fn unit(&self) -> String {
        format::unit_of(self.year.carrier, self.year.basis, self.scale())
    }

    fn scale(&self) -> Scale {
        format::scale_for(self.year.carrier, self.largest())
    }

    fn largest(&self) -> Decimal {
        let known = |t: Option<&MonthTotal>| {
            t.and_then(|t| t.energy).map_or(Decimal::ZERO, eclaireur_models::units::Energy::kwh)
        };
        self.year
            .rows
            .iter()
            .map(|r| known(r.total.as_ref()).max(known(r.previous.as_ref().filter(|p| p.is_complete()))))
            .max()
            .unwrap_or_default()
    }

    /// Whether no month was read as such: the highest and the lowest would tell of our way to divide, not of the building.
    fn is_spread(&self) -> bool {
        let known = || self.year.rows.iter().filter_map(|r| r.total.as_ref()).filter(|t| t.energy.is_some());
        known().count() > 1 && known().all(|t| t.quality == Quality::Modelled)
    }

    /// What the picture says, in a sentence: the highest and the lowest complete month, and what is missing.
    pub fn reading(&self) -> String {
        let complete = || {
            self.year.rows.iter().filter_map(|r| {
                let total = r.total.as_ref().filter(|t| t.is_complete())?;
                Some((r.month, total.energy?))
            })
        };
        let highest = complete().max_by_key(|(m, e)| (e.kwh(), core::cmp::Reverse(*m)));
        let lowest = complete().min_by_key(|(m, e)| (e.kwh(), *m));
        let lacking =
            self.year.rows.iter().filter(|r| !r.total.as_ref().is_some_and(MonthTotal::is_complete)).count();
        let mut text = match (highest, lowest) {
            (Some(_), Some(_)) if self.is_spread() => {
                Say::new(self.lang, "chart-months-reading-spread").to_string()
            }
            (Some((high, most)), Some((low, least))) if high != low => {
                Say::new(self.lang, "chart-months-reading")
                    .with("high", format::month_name(self.lang, high))
                    .with("most", self.figure(most))
                    .with("low", format::month_name(self.lang, low))
                    .with("least", self.figure(least))
                    .to_string()
            }
            (Some((only, energy)), _) => Say::new(self.lang, "chart-months-reading-one")
                .with("month", format::month_name(self.lang, only))
                .with("energy", self.figure(energy))
                .to_string(),
            _ => Say::new(self.lang, "chart-months-reading-none").to_string(),
        };
        if lacking > 0 && highest.is_some() {
            text.push(' ');
            text.push_str(&Say::new(self.lang, "chart-months-lacking").count("count", lacking).to_string());
        }
        text
    }

    /// An energy in the unit of the axis, so that figures of one sentence compare.
    fn figure(&self, energy: Energy) -> String {
        format!("{}{}{}", format::measure(energy.kwh(), self.scale()), format::NBSP, self.unit())
    }

    /// For a page: classes, no colours.
    ///
    /// # Errors
    /// [`RenderError`] when the picture cannot be drawn.
    pub fn svg(&self, width: Width) -> Result<String, RenderError> {
        self.render(width, Dress::Page)
    }

    /// As a file of its own, with its title.
    ///
    /// # Errors
    /// [`RenderError`] when the picture cannot be drawn.
    pub fn alone(&self, place: &str) -> Result<String, RenderError> {
        let chart = self.draw(Width::Wide, Some(&format!("{place} · {}", self.title())))?;
        Ok(self.dress(&chart, Width::Wide, Dress::Alone))
    }

    fn render(&self, width: Width, dress: Dress) -> Result<String, RenderError> {
        Ok(self.dress(&self.draw(width, None)?, width, dress))
    }

    fn dress(&self, svg: &str, width: Width, dress: Dress) -> String {
        let id = format!("{}-{}", self.id, width.code());
        let class = format!("chart-{} carrier-{}", width.code(), self.year.carrier.code());
        let labels = Labels {
            id: &id,
            title: &self.title(),
            description: &self.reading(),
            class: &class,
            colour: carrier_colour(self.year.carrier),
            images: &[],
        };
        dressed(svg, width.size(), dress, &labels)
    }

    fn draw(&self, width: Width, heading: Option<&str>) -> Result<String, RenderError> {
        let mut svg = String::new();
        {
            let area = SVGBackend::with_string(&mut svg, width.size()).into_drawing_area();
            self.paint(&area, width, heading).map_err(|e| RenderError::chart(&e))?;
            area.present().map_err(|e| RenderError::chart(&e))?;
        }
        Ok(svg)
    }

    fn frame(&self, width: Width, heading: bool) -> Frame {
        let (w, h) = width.size();
        let scale = self.scale();
        let (max, step) = axis(scale.of(self.largest()));
        let widest = axis_label(max).chars().count().max(axis_label(max - step).chars().count());
        let label = font::width(&axis_label(max), LETTERS).max(font::width(&"0".repeat(widest), LETTERS));
        Frame {
            left: label + 10,
            right: i32::try_from(w).unwrap_or(i32::MAX) - 2,
            top: if heading { 84 } else { 44 },
            bottom: i32::try_from(h).unwrap_or(i32::MAX) - 28,
            max,
            step,
            scale,
        }
    }

    fn paint(
        &self,
        area: &Area<'_>,
        width: Width,
        heading: Option<&str>,
    ) -> Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>> {
        let frame = self.frame(width, heading.is_some());
        if let Some(heading) = heading {
            area.draw(&Text::new(heading.to_owned(), (0, 12), text(Role::Heading, HPos::Left, VPos::Top)))?;
        }
        self.paint_key(area, &frame, if heading.is_some() { 46 } else { 6 })?;
        let mut value = Decimal::ZERO;
        while value <= frame.max {
            let y = frame.y(value);
            let role = if value.is_zero() { Role::Base } else { Role::Grid };
            if !value.is_zero() {
                area.draw(&PathElement::new(vec![(frame.left, y), (frame.right, y)], line(role)))?;
            }
            area.draw(&Text::new(
                axis_label(value),
                (frame.left - 8, y),
                text(Role::Label, HPos::Right, VPos::Center),
            ))?;
            value += frame.step;
        }
        let slot = (frame.right - frame.left) / 12;
        for (i, row) in (0i32..).zip(&self.year.rows) {
            let middle = frame.left + slot * i + slot / 2;
            let name = match width {
                Width::Wide => format::month_short(self.lang, row.month),
                Width::Narrow => format::month_letter(self.lang, row.month),
            };
            let style = text(Role::Label, HPos::Center, VPos::Top);
            area.draw(&Text::new(name, (middle, frame.bottom + 10), style))?;
            Self::paint_month(area, &frame, (middle, slot), row.total.as_ref(), row.previous.as_ref())?;
        }
        let zero = frame.bottom;
        area.draw(&PathElement::new(vec![(frame.left, zero), (frame.right, zero)], line(Role::Base)))
    }

    fn paint_month(
        area: &Area<'_>,
        frame: &Frame,
        (middle, slot): (i32, i32),
        total: Option<&MonthTotal>,
        previous: Option<&MonthTotal>,
    ) -> Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>> {
        let half = (slot * 29 / 100).max(5);
        let outer = (slot * 39 / 100).max(half + 3);
        let complete = total.is_some_and(MonthTotal::is_complete);
        let energy = total.and_then(|t| t.energy).map(|e| frame.scale.of(e.kwh()));
        if !complete {
            area.draw(&rectangle((middle - half, frame.top), (middle + half, frame.bottom), Role::Missing))?;
        }
        if let Some(value) = energy {
            let role = if complete { Role::Bar } else { Role::Part };
            area.draw(&rectangle((middle - half, frame.y(value)), (middle + half, frame.bottom), role))?;
        }
        let before =
            previous.filter(|p| p.is_complete()).and_then(|p| p.energy).map(|e| frame.scale.of(e.kwh()));
        if let Some(value) = before {
            let y = frame.y(value);
            let points = vec![
                (middle - outer, frame.bottom),
                (middle - outer, y),
                (middle + outer, y),
                (middle + outer, frame.bottom),
            ];
            area.draw(&PathElement::new(points, line(Role::Before)))?;
        }
        let mark = total.filter(|t| t.energy.is_some()).and_then(|t| words::quality_mark(t.quality));
        if let (Some(mark), Some(value)) = (mark, energy) {
            let y = frame.y(before.map_or(value, |b| b.max(value))) - 4;
            area.draw(&Text::new(mark, (middle, y), text(Role::Mark, HPos::Center, VPos::Bottom)))?;
        }
        Ok(())
    }

    /// Which look means what, from right to left above the plot; only what occurs.
    fn paint_key(
        &self,
        area: &Area<'_>,
        frame: &Frame,
        top: i32,
    ) -> Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>> {
        let rows = &self.year.rows;
        let lacking = rows.iter().any(|r| !r.total.as_ref().is_some_and(MonthTotal::is_complete));
        let before = rows.iter().any(|r| r.previous.as_ref().is_some_and(MonthTotal::is_complete));
        let mut key = vec![(Role::Bar, self.year.year.to_string())];
        if before {
            key.push((Role::Before, (self.year.year - 1).to_string()));
        }
        if lacking {
            key.push((Role::Missing, Say::new(self.lang, "chart-missing").to_string()));
        }
        let mut x = frame.left;
        for (role, words) in key {
            let (a, b) = ((x, top), (x + 16, top + 16));
            if role == Role::Before {
                let points = vec![(a.0, b.1), a, (b.0, a.1), b, (a.0, b.1)];
                area.draw(&PathElement::new(points, line(role)))?;
            } else {
                area.draw(&rectangle(a, b, role))?;
            }
            let advance = font::width(&words, LETTERS);
            area.draw(&Text::new(words, (x + 23, top + 8), text(Role::Label, HPos::Left, VPos::Center)))?;
            x += 23 + advance + 22;
        }
        Ok(())
    }
}

fn rectangle(a: (i32, i32), b: (i32, i32), role: Role) -> Rectangle<(i32, i32)> {
    Rectangle::new([a, b], role.colour().filled())
}

fn line(role: Role) -> ShapeStyle {
    role.colour().stroke_width(1)
}

fn text(role: Role, h: HPos, v: VPos) -> TextStyle<'static> {
    let style = if role == Role::Heading { FontStyle::Bold } else { FontStyle::Normal };
    let font = (font::FAMILY, f64::from(LETTERS) * font::PER_UNIT).into_font().style(style);
    let mut text = TextStyle::from(font).pos(Pos::new(h, v));
    text.color = role.colour().to_backend_color();
    text
}

/// The carrier's colour in stand-alone pictures; the same as in `assets/app.css`, light.
pub(crate) const fn carrier_colour(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Electricity => "#0f6cb0",
        Carrier::NaturalGas => "#d5760a",
        Carrier::HeatingOil => "#7a4a21",
        Carrier::Propane => "#b3541e",
        Carrier::Butane => "#9a5b3c",
        Carrier::Pellets => "#4f8a3d",
        Carrier::Wood => "#2f6b3a",
        Carrier::DistrictHeat => "#8a4fa3",
        Carrier::Water => "#1b93a8",
        Carrier::Other => "#6b675f",
    }
}
