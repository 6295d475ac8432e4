//! Words and numbers in pictures: cut to the room there is, numbers that may be anything made safe.

use eclaireur_models::building::Event;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Month;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use super::font;
use crate::format;
use crate::tables::{Cell, Column, Kind};
use crate::text::Say;

/// Beyond this nothing is a measurement.
const LARGEST: f64 = 1e12;

/// The number when it is one that can be drawn.
pub(super) fn sound(value: f64) -> Option<f64> {
    (value.is_finite() && value.abs() <= LARGEST).then_some(value)
}

/// The same of an exact one.
pub(super) fn sound_decimal(value: Decimal) -> Option<f64> {
    value.to_f64().and_then(sound)
}

/// As many as there are, as a float.
pub(super) fn counted(count: usize) -> f64 {
    count.to_f64().unwrap_or(0.0)
}

/// A place in an order as a coordinate.
pub(super) fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// A float in Belgian dress.
pub(super) fn number(value: f64, decimals: u32) -> String {
    exact(value, decimals).map_or_else(|| "–".to_owned(), |value| format::number(value, decimals))
}

/// A float as a sentence says it: three figures that matter at most.
pub(super) fn brief(value: f64) -> String {
    let decimals = match value.abs() {
        v if v >= 99.95 => 0,
        v if v >= 9.995 => 1,
        _ => 2,
    };
    exact(value, decimals).map_or_else(|| "–".to_owned(), format::decimal)
}

fn exact(value: f64, decimals: u32) -> Option<Decimal> {
    Some(
        Decimal::from_f64(sound(value)?)?
            .round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero),
    )
}

/// A float in a table, to the thousandth.
pub(super) fn cell(value: Option<f64>) -> Cell {
    value.and_then(|v| exact(v, 3)).map_or(Cell::Empty, |v| Cell::Number(v.normalize()))
}

/// A column of a chart's table.
pub(super) fn column(say: Say<'_>, kind: Kind) -> Column {
    Column::new(String::from(say), kind)
}

/// The words, shortened with an ellipsis when they are wider than the room.
pub(super) fn cut(words: &str, room: i32, size: i32) -> String {
    if font::room(words, size) <= room {
        return words.to_owned();
    }
    // Nobody's name needs to be measured beyond this.
    let letters: Vec<char> = words.chars().take(400).collect();
    let (mut low, mut high) = (0, letters.len());
    while low < high {
        let middle = (low + high).div_ceil(2);
        let head: String = letters.iter().take(middle).chain(['…'].iter()).collect();
        if font::room(&head, size) <= room {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let head: String = letters.iter().take(low).collect();
    format!("{}…", head.trim_end())
}

/// An id that no markup reads otherwise.
pub(super) fn id_safe(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' }).collect()
}

/// *janvier 2023 à décembre 2025*, *mars 2024*.
pub(super) fn months(lang: Lang, first: Month, last: Month) -> String {
    if first == last {
        return format::month_year(lang, first);
    }
    Say::new(lang, "chart-period")
        .with("from", format::month_year(lang, first))
        .with("to", format::month_year(lang, last))
        .to_string()
}

/// *12/03/2024 · Travaux : isolation du toit*.
pub(super) fn event(lang: Lang, event: &Event) -> String {
    let kind = Say::owned(lang, format!("chart-event-{}", event.kind.code())).to_string();
    if event.text.trim().is_empty() {
        return format!("{} · {kind}", format::day(event.from));
    }
    Say::new(lang, "chart-event")
        .with("day", format::day(event.from))
        .with("kind", kind)
        .with("text", event.text.trim())
        .to_string()
}
