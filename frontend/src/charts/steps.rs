//! Five steps of one colour for what is little and what is much, and squares in them: the part that maps and heat tables share.
//!
//! The number stands in the square, so that nobody needs the colour; what is not shown is hatched and says why.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::view::{Cell, Withheld};
use plotters::style::text_anchor::{HPos, VPos};
use rust_decimal::prelude::ToPrimitive as _;

use super::dress::Role;
use super::key::{Sign, key};
use super::sheet::{Point, Sheet};
use super::text::{cut, number, sound};
use crate::format::NBSP;
use crate::sector;
use crate::text::Say;

/// What a square holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Known {
    /// A figure.
    Value(f64),
    /// A figure that is not shown.
    Withheld(Withheld),
    /// Nobody.
    Nobody,
}

impl Known {
    /// The intensity of a cell of a view, kWh/m2.
    pub fn of(cell: Option<&Cell>) -> Known {
        let Some(cell) = cell else { return Known::Nobody };
        match cell.totals {
            Some(totals) => sound(totals.intensity()).map_or(Known::Nobody, Known::Value),
            None => cell.withheld.map_or(Known::Nobody, Known::Withheld),
        }
    }

    pub(super) fn value(self) -> Option<f64> {
        match self {
            Known::Value(value) => Some(value),
            Known::Withheld(_) | Known::Nobody => None,
        }
    }

    pub(super) fn reason(self) -> Option<Withheld> {
        match self {
            Known::Withheld(withheld) => Some(withheld),
            Known::Value(_) | Known::Nobody => None,
        }
    }
}

const ROLES: [Role; 5] = [Role::Step1, Role::Step2, Role::Step3, Role::Step4, Role::Step5];

/// Five steps of equal height around values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    low: f64,
    each: f64,
}

impl Steps {
    pub(super) fn around(values: impl Iterator<Item = f64>) -> Steps {
        let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        if low > high {
            // Nothing has a colour: none is explained.
            return Steps { low: 0.0, each: 0.0 };
        }
        // In tens, so that ends read well.
        let each = ((high - low) / 50.0 + 1e-9).ceil().max(1.0) * 10.0;
        Steps { low: (low / 10.0).floor() * 10.0, each }
    }

    fn role(self, value: f64) -> Role {
        let step = ((value - self.low) / self.each).floor().clamp(0.0, 4.0).to_usize().unwrap_or(0);
        ROLES.get(step).copied().unwrap_or(Role::Step5)
    }

    /// Which colour means what, and what hatching means; gives the lower edge.
    pub(super) fn key(
        self,
        sheet: &mut Sheet,
        lang: Lang,
        unit: &str,
        withheld: &[Withheld],
        right: i32,
    ) -> i32 {
        let range = |(step, role): (f64, Role)| {
            let from = number(self.low + step * self.each, 0);
            let to = number(self.low + (step + 1.0) * self.each, 0);
            (Sign::Fill(role), format!("{from}{NBSP}–{NBSP}{to}{NBSP}{unit}"))
        };
        let steps = [0.0, 1.0, 2.0, 3.0, 4.0].into_iter().zip(ROLES).filter(|_| self.each > 0.0);
        let mut signs: Vec<(Sign, String)> = steps.map(range).collect();
        for one in withheld {
            let short = sector::short_reason(lang, *one);
            let words = Say::new(lang, "chart-hatched-means")
                .with("short", short)
                .with("reason", sector::reason(lang, *one));
            signs.push((Sign::Fill(Role::Missing), words.to_string()));
        }
        key(sheet, &signs, right, 4)
    }

    /// A square with its number, or hatched with its reason.
    pub(super) fn square(
        self,
        sheet: &mut Sheet,
        lang: Lang,
        known: Known,
        (a, b): (Point, Point),
        lowered: i32,
    ) {
        let middle = (i32::midpoint(a.0, b.0), i32::midpoint(a.1, b.1) + lowered);
        match known {
            Known::Value(value) => {
                sheet.rect(self.role(value), a, b);
                sheet.rect(Role::Outline, a, b);
                sheet.words(Role::Value, middle, number(value, 0), HPos::Center, VPos::Center);
            }
            Known::Withheld(withheld) => {
                sheet.rect(Role::Missing, a, b);
                sheet.rect(Role::Outline, a, b);
                let words = cut(&sector::short_reason(lang, withheld), b.0 - a.0 - 4, super::sheet::LETTERS);
                let half = super::font::room(&words, super::sheet::LETTERS) / 2 + 3;
                sheet.rect(Role::Plate, (middle.0 - half, middle.1 - 9), (middle.0 + half, middle.1 + 9));
                sheet.words(Role::Ink, middle, words, HPos::Center, VPos::Center);
            }
            Known::Nobody => sheet.rect(Role::Outline, a, b),
        }
    }
}
