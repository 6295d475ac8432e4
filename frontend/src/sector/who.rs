//! Where and who: the cells of each dimension as tables, with what is not shown and why; buildings that may be named.

use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::standing::{Aid, Hindrance};
use eclaireur_models::portfolio::sector::view;
use rust_decimal::Decimal;

use super::parts::{INTENSITY, Part};
use super::told::{Pressing, Told};
use super::words::{self, ratio};
use crate::tables::{Cell, Column, Kind, Table};
use crate::text::Say;

fn text(lang: Lang, key: &'static str) -> Column {
    Column::new(Say::new(lang, key).to_string(), Kind::Text)
}

fn number(lang: Lang, key: &'static str) -> Column {
    Column::new(Say::new(lang, key).to_string(), Kind::Number)
}

/// Where they are.
pub(super) fn places(told: &Told, lang: Lang) -> Option<Part> {
    let cells = told.cells(Dimension::Arrondissement);
    let provinces = told.cells(Dimension::Province);
    if cells.is_empty() && provinces.is_empty() {
        return None;
    }
    let mut part = Part::new("ou", Say::new(lang, "sector-where"));
    part.charts.push("tiles");
    if provinces.len() > 1 {
        part.tables.push(by(told, lang, Dimension::Province));
    }
    Some(part.how(Say::new(lang, "sector-how-tiles")))
}

/// Who they are; without figures where none may be shown.
pub(super) fn lists(told: &Told, lang: Lang, shown: bool) -> Option<Part> {
    let mut part = Part::new("qui", Say::new(lang, "sector-who"));
    if shown {
        part.charts.extend(["strips", "multiples", "cross"]);
    } else {
        part.tables.extend(several(told, lang, Dimension::Activity));
    }
    for dimension in [Dimension::Own, Dimension::Size, Dimension::Status, Dimension::Energy] {
        part.tables.extend(several(told, lang, dimension));
    }
    let some = !told.cells(Dimension::Activity).is_empty() || !part.tables.is_empty();
    let part = part.how(Say::new(lang, "sector-how-cells")).how(Say::new(lang, "sector-how-told"));
    let own = !told.cells(Dimension::Own).is_empty();
    some.then(|| if own { part.how(Say::new(lang, "sector-how-own")) } else { part })
}

fn several(told: &Told, lang: Lang, dimension: Dimension) -> Option<Table> {
    (!told.cells(dimension).is_empty()).then(|| by(told, lang, dimension))
}

/// The cells of a dimension.
pub(crate) fn by(told: &Told, lang: Lang, dimension: Dimension) -> Table {
    let name = words::dimension(lang, dimension);
    let mut columns = vec![Column::new(name.clone(), Kind::Text)];
    columns.extend(measures(lang));
    let row = |cell: &view::Cell| {
        let mut row = vec![Cell::text(told.name(dimension, &cell.value))];
        row.extend(cells(lang, cell));
        row
    };
    let title = match told.view.year {
        Some(_) => Say::new(lang, "sector-by").with("dimension", name).with("year", told.year()).to_string(),
        None => name,
    };
    let choices = told.choices.dimension(dimension);
    let mut cells: Vec<&view::Cell> = told.cells(dimension).iter().collect();
    cells.sort_by_key(|cell| choices.iter().position(|choice| choice.code == cell.value));
    Table { title, columns, rows: cells.into_iter().map(row).collect() }
}

/// The columns of every cell.
pub(crate) fn measures(lang: Lang) -> Vec<Column> {
    vec![
        number(lang, "sector-col-organisations"),
        number(lang, "sector-col-buildings"),
        number(lang, "sector-col-normal").unit("MWh"),
        number(lang, "sector-col-intensity").unit(INTENSITY),
        number(lang, "sector-col-lower").unit(INTENSITY),
        number(lang, "sector-col-median").unit(INTENSITY),
        number(lang, "sector-col-upper").unit(INTENSITY),
        Column::new(Say::new(lang, "sector-col-withheld").to_string(), Kind::Mark),
    ]
}

/// A cell under them: its figures, or why there are none.
pub(crate) fn cells(lang: Lang, cell: &view::Cell) -> Vec<Cell> {
    let whole = |value: i64| Cell::Number(Decimal::from(value));
    let totals = cell.totals;
    let (spread, matching) = (cell.spread, cell.matching);
    // Of a federation's own list buildings are counted only where they are shown.
    let buildings = Some(matching.buildings).filter(|n| *n > 0 || matching.organisations == 0);
    vec![
        Cell::count(matching.organisations),
        buildings.map_or(Cell::Empty, Cell::count),
        Cell::number(totals.map(|t| (Decimal::from(t.normal) / Decimal::ONE_THOUSAND).round_dp(0))),
        Cell::number(totals.and_then(|t| ratio(t.normal, t.area)).map(|v| v.round_dp(1))),
        spread.map_or(Cell::Empty, |s| whole(s.lower)),
        spread.map_or(Cell::Empty, |s| whole(s.median)),
        spread.map_or(Cell::Empty, |s| whole(s.upper)),
        cell.withheld.map_or(Cell::Empty, |withheld| Cell::Mark(words::reason(lang, withheld))),
    ]
}

pub(super) fn pressing(lang: Lang, all: &[Pressing]) -> Table {
    let columns = vec![
        text(lang, "sector-col-building"),
        text(lang, "sector-col-organisation"),
        number(lang, "sector-col-recoverable").unit("€/an"),
        number(lang, "sector-col-recoverable").unit("kWh/an"),
    ];
    let row = |one: &Pressing| {
        vec![
            Cell::text(&one.building.name),
            Cell::text(&one.organisation.name),
            Cell::Number(Decimal::from(one.recoverable_euro)),
            Cell::Number(Decimal::from(one.recoverable_kwh)),
        ]
    };
    Table {
        title: Say::new(lang, "sector-pressing-table").to_string(),
        columns,
        rows: all.iter().map(row).collect(),
    }
}

/// Aids as they went; a count too small to be told is empty.
pub(super) fn aids(told: &Told, lang: Lang) -> Table {
    let columns = vec![
        text(lang, "sector-col-aid"),
        number(lang, "sector-col-obtained"),
        number(lang, "sector-col-missed"),
        number(lang, "sector-col-waiting"),
        number(lang, "sector-col-to-decision").unit("mois"),
        number(lang, "sector-col-to-payment").unit("mois"),
    ];
    let count = |count: Option<usize>| count.map_or(Cell::Empty, Cell::count);
    let row = |one: &Aid| {
        vec![
            Cell::text(told.scheme(&one.scheme)),
            count(one.obtained),
            count(one.missed),
            count(one.waiting),
            Cell::number(one.to_decision.map(Decimal::from)),
            Cell::number(one.to_payment.map(Decimal::from)),
        ]
    };
    Table {
        title: Say::new(lang, "sector-aids").to_string(),
        columns,
        rows: told.view.aids.iter().map(row).collect(),
    }
}

/// What stands in the way.
pub(super) fn obstacles(lang: Lang, all: &[Hindrance]) -> Table {
    let columns = vec![text(lang, "sector-col-obstacle"), number(lang, "sector-col-organisations")];
    let row = |one: &Hindrance| {
        vec![Cell::text(words::obstacle(lang, one.obstacle)), Cell::count(one.organisations)]
    };
    Table {
        title: Say::new(lang, "sector-obstacles").to_string(),
        columns,
        rows: all.iter().map(row).collect(),
    }
}
