//! The degree-days of a year as a table, exact.

use eclaireur_models::certain::Certainty;

use super::table::{Cell, Column, Kind, Table};
use super::{column, yes_no};
use crate::pages::degree_days::DegreeDaysPage;

/// The months, one row each: a month with a day missing has no quantity.
pub fn degree_days(page: &DegreeDaysPage) -> Table {
    let lang = page.shell.body_lang();
    let mut table = Table::new(
        page.caption(),
        vec![
            column(lang, "col-month", Kind::Day),
            Column { unit: Some("K·d".to_owned()), ..column(lang, "col-degree-days", Kind::Number) },
            Column { unit: Some("K·d".to_owned()), ..column(lang, "col-normal", Kind::Number) },
            column(lang, "col-complete", Kind::Mark),
            column(lang, "col-missing-days", Kind::Number),
            column(lang, "col-complete-from", Kind::Day),
            column(lang, "col-origin", Kind::Text),
        ],
    );
    table.rows.extend(page.months.iter().map(|line| {
        let known = line.weather.degree_days();
        let missing: i64 = line.weather.missing.iter().map(|m| m.days.days()).sum();
        let sure = line.weather.certainty() == Certainty::Certain;
        let origin = page.origin(line);
        let word = if known.is_some() && !sure { format!("{origin}, {}", page.to_confirm()) } else { origin };
        vec![
            Cell::day(Some(line.month.first())),
            Cell::number(known),
            Cell::number(line.normal.as_ref().map(|n| n.degree_days)),
            yes_no(lang, known.is_some()),
            Cell::number(Some(missing.into())),
            Cell::day(line.weather.exists_from()),
            Cell::text(word),
        ]
    }));
    table
}
