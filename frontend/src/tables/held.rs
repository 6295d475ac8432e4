//! The readings of a meter as tables: one by one, or the days of a month.

use eclaireur_models::period::day_of;

use super::column;
use super::table::{Cell, Column, Kind, Table};
use crate::format;
use crate::pages::meter_readings::{MeterReadingsPage, Shown};
use crate::words;

/// What the page shows of a counter.
pub fn held_readings(page: &MeterReadingsPage) -> Table {
    match &page.shown {
        Shown::Month { .. } => days(page),
        Shown::Nothing | Shown::Rows { .. } | Shown::Day { .. } => lines(page),
    }
}

fn unit(page: &MeterReadingsPage) -> &'static str {
    page.counter().map(|c| format::quantity_unit(c.channel.unit)).unwrap_or_default()
}

fn days(page: &MeterReadingsPage) -> Table {
    let lang = page.lang();
    let mut table = Table::new(
        page.heading(),
        vec![
            column(lang, "held-col-day", Kind::Day),
            column(lang, "held-col-sum", Kind::Number).unit(unit(page)),
            column(lang, "held-col-slots", Kind::Number),
            column(lang, "held-col-expected", Kind::Number),
            column(lang, "col-quality", Kind::Mark),
            column(lang, "held-col-corrected", Kind::Number),
        ],
    );
    let Shown::Month { days, .. } = &page.shown else { return table };
    table.rows.extend(days.iter().map(|line| {
        let some = line.present > 0;
        vec![
            Cell::Day(line.day),
            Cell::number(some.then_some(line.sum)),
            Cell::count(line.present),
            Cell::count(line.expected),
            if some { Cell::Mark(words::quality(lang, line.quality)) } else { Cell::Empty },
            Cell::count(line.corrected),
        ]
    }));
    table
}

fn lines(page: &MeterReadingsPage) -> Table {
    let lang = page.lang();
    let mut table = Table::new(
        page.heading(),
        vec![
            column(lang, "held-col-day", Kind::Day),
            column(lang, "col-start", Kind::Instant),
            column(lang, "col-end", Kind::Instant),
            Column { unit: Some(unit(page).to_owned()), ..column(lang, "held-col-value", Kind::Number) },
            column(lang, "col-quality", Kind::Mark),
            column(lang, "held-col-source", Kind::Text),
            column(lang, "held-col-correction", Kind::Text),
        ],
    );
    table.rows.extend(page.lines().iter().map(|line| {
        vec![
            Cell::day(day_of(line.start)),
            Cell::Instant(line.start),
            Cell::Instant(line.end),
            Cell::number(line.value.map(|(value, _)| value)),
            line.value.map_or(Cell::Empty, |(_, quality)| Cell::Mark(words::quality(lang, quality))),
            Cell::maybe(line.source.as_ref().map(|source| page.source(source))),
            Cell::maybe(page.correction(line)),
        ]
    }));
    table
}
