//! A first guess at the columns of a table nobody described, each with its reason.

use rust_decimal::Decimal;

use super::super::cells::{Row, Table, unwrapped};
use super::super::dates::{self, DateOrder};
use super::super::header::Column;
use super::super::looks::{self, Looks};
use super::super::numbers::{self, Number};
use super::super::{sheets, words};
use super::{DEEPEST_HEADER, MOST_COLUMNS, Mapping, ValueColumn};
use crate::building::{Ean, Kind};
use crate::catalog::{Catalog, Format, Role};
use crate::lang::{NumberStyle, normalised};
use crate::units::Unit;

/// Rows looked at below the header.
const LOOKED_AT: usize = 500;
/// Rows shown.
const SHOWN: usize = 10;

/// What a person is shown to correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The sheet it stands on, in a workbook.
    pub sheet: Option<String>,
    /// Line of the headers, from 1; none where the table begins with data.
    pub header_line: Option<u32>,
    /// The guess.
    pub mapping: Mapping,
    /// Why each column is what it is.
    pub why: Vec<Why>,
    /// The first rows below the headers, as written.
    pub sample: Vec<Vec<String>>,
}

/// Why a column was taken for what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its header says it.
    Header,
    /// It holds dates.
    Dates,
    /// It holds times.
    Times,
    /// It holds months.
    Months,
    /// It holds numbers of eighteen digits.
    Eans,
    /// It holds units.
    Units,
    /// Its numbers only grow.
    Grows,
    /// It holds numbers.
    Numbers,
    /// Nothing tells.
    Nothing,
}

impl Why {
    /// Every reason.
    pub const ALL: [Why; 9] = [
        Why::Header,
        Why::Dates,
        Why::Times,
        Why::Months,
        Why::Eans,
        Why::Units,
        Why::Grows,
        Why::Numbers,
        Why::Nothing,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Why::Header => "header",
            Why::Dates => "dates",
            Why::Times => "times",
            Why::Months => "months",
            Why::Eans => "eans",
            Why::Units => "units",
            Why::Grows => "grows",
            Why::Numbers => "numbers",
            Why::Nothing => "nothing",
        }
    }
}

/// A first guess at the largest table of a file; `None` for what is no table.
pub fn propose(bytes: &[u8], catalog: &Catalog) -> Option<Proposal> {
    let format = catalog.plain_table()?;
    match looks::look(bytes) {
        Looks::Table(text) => of_table(Table::text(&text.text), format),
        Looks::Workbook => {
            let sheets = sheets::sheets(bytes).ok()?;
            let largest = sheets.iter().max_by_key(|sheet| sheet.rows.len())?;
            of_table(Table::Sheet { sheet: largest, offset: 0 }, format)
        }
        _ => None,
    }
}

/// A row with something in it, kept.
struct Line {
    line: u32,
    cells: Vec<String>,
}

fn of_table(table: Table<'_>, format: &Format) -> Option<Proposal> {
    let mut rows = table.rows();
    let mut lines: Vec<Line> = Vec::new();
    while lines.len() < DEEPEST_HEADER + LOOKED_AT
        && let Some(row) = rows.next_row()
    {
        if !row.is_blank() && row.len() <= MOST_COLUMNS {
            lines.push(Line { line: row.line, cells: cells(&row) });
        }
    }
    let width = usual_width(&lines)?;
    let header = lines.iter().take(DEEPEST_HEADER).position(|l| is_header(&l.cells, width));
    let first = match header {
        Some(header) => header + 1,
        None => lines.iter().position(|l| filled(&l.cells) >= width.min(2))?,
    };
    let body: Vec<&Line> = lines.iter().skip(first).take(LOOKED_AT).collect();
    let wide = body.iter().map(|l| l.cells.len()).max().unwrap_or(width).max(width);
    let headers: Vec<String> = (0..wide)
        .map(|i| header.and_then(|h| lines.get(h)?.cells.get(i).cloned()).unwrap_or_default())
        .collect();
    let mut taken = Vec::new();
    let (mut columns, mut why) = (Vec::new(), Vec::new());
    for (i, header) in headers.iter().enumerate() {
        let values: Vec<&str> = body.iter().filter_map(|l| l.cells.get(i)).map(String::as_str).collect();
        let (column, reason) = guess(format, header, &values, &taken);
        taken.extend(column.role());
        columns.push(column);
        why.push(reason);
    }
    Some(Proposal {
        sheet: table.name().map(str::to_owned),
        header_line: header.and_then(|h| lines.get(h)).map(|l| l.line),
        mapping: Mapping {
            sender: None,
            headed: header.is_some(),
            headers,
            columns,
            date_order: DateOrder::DayFirst,
            decimal: None,
            slot_ends: false,
        },
        why,
        sample: body.iter().take(SHOWN).map(|l| l.cells.clone()).collect(),
    })
}

fn cells(row: &Row<'_>) -> Vec<String> {
    row.texts().map(str::to_owned).collect()
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|c| !c.is_empty()).count()
}

/// The count of filled cells most rows have, at least two.
fn usual_width(lines: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|l| filled(&l.cells)).filter(|n| *n > 1).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied()
}

/// A row of headers: nearly as wide as the table, of words and not of values.
fn is_header(cells: &[String], width: usize) -> bool {
    let said = cells.iter().filter(|c| !c.is_empty());
    let values = said.clone().filter(|c| is_date(c) || is_number(c)).count();
    let count = said.clone().count();
    count >= 2 && count * 4 >= width * 3 && values * 3 < count && said.clone().all(|c| c.len() <= 80)
}

fn is_date(cell: &str) -> bool {
    dates::stamp(cell.as_bytes(), DateOrder::DayFirst).is_some()
        || dates::stamp(cell.as_bytes(), DateOrder::MonthFirst).is_some()
}

fn is_number(cell: &str) -> bool {
    number(cell).is_some()
}

/// A number in whichever style reads it, as something to compare with.
fn number(cell: &str) -> Option<Decimal> {
    [NumberStyle::Comma, NumberStyle::Dot].into_iter().find_map(|style| {
        match numbers::read(cell.as_bytes(), style) {
            Number::Value { value, scale } => Some(Decimal::new(value, scale)),
            Number::Missing | Number::Bad => None,
        }
    })
}

/// Whether nearly all cells that say something pass; a dash says nothing.
fn mostly(values: &[&str], test: impl Fn(&str) -> bool) -> bool {
    let says = |v: &str| numbers::read(v.as_bytes(), NumberStyle::Comma) != Number::Missing;
    let said = || values.iter().filter(|v| says(v));
    let passing = said().filter(|v| test(v)).count();
    passing > 0 && passing * 10 >= said().count() * 9
}

/// Growing values that speak for an index by their number alone.
const ENOUGH_TO_GROW: usize = 8;

/// Whether these values are those of a counter: they only grow, and there are many of them, or they are large beside
/// their steps. Four rising days of consumption are no index.
fn is_counter(read: &[Decimal]) -> bool {
    let (Some(first), Some(last)) = (read.first(), read.last()) else { return false };
    let steps = || {
        read.windows(2).filter_map(|w| match w {
            [a, b] => Some(*b - *a),
            _ => None,
        })
    };
    if last <= first || steps().any(|step| step.is_sign_negative()) {
        return false;
    }
    let longest = steps().max().unwrap_or_default();
    let is_large = *first >= Decimal::ONE_THOUSAND && *first / Decimal::TEN >= longest;
    read.len() >= ENOUGH_TO_GROW || read.len() >= 4 && is_large
}

fn guess(format: &Format, header: &str, values: &[&str], taken: &[Role]) -> (Column, Why) {
    let free = |role: Role| !taken.contains(&role);
    let by_header = format.role_of(&normalised(header)).filter(|role| free(*role));
    let value = words::value_column(format, header);
    if mostly(values, |v| Ean::read(v).is_some_and(|e| e.problem().is_none())) && free(Role::Ean) {
        return (Column::Role(Role::Ean), Why::Eans);
    }
    if mostly(values, is_date) {
        let role = match by_header {
            Some(Role::From | Role::FromTime) => Some(Role::From),
            Some(Role::To | Role::ToTime) => Some(Role::To),
            _ => [Role::Date].into_iter().find(|role| free(*role)),
        };
        if let Some(role) = role {
            return (Column::Role(role), Why::Dates);
        }
    }
    if mostly(values, |v| dates::month(v).is_some()) && free(Role::Month) {
        return (Column::Role(Role::Month), Why::Months);
    }
    if mostly(values, |v| v.contains([':', 'h']) && dates::time(v.as_bytes()).is_some()) {
        let role = match by_header {
            Some(Role::From | Role::FromTime) => Role::FromTime,
            Some(Role::To | Role::ToTime) => Role::ToTime,
            // Of two clocks in a row the second shows when the slot ends.
            _ if free(Role::Time) => Role::Time,
            _ => Role::ToTime,
        };
        if free(role) {
            return (Column::Role(role), Why::Times);
        }
    }
    if let Some(role) = by_header {
        return (Column::Role(role), Why::Header);
    }
    if mostly(values, |v| !is_number(v) && Unit::read(unwrapped(v)).is_some()) && free(Role::Unit) {
        return (Column::Role(Role::Unit), Why::Units);
    }
    if !mostly(values, is_number) {
        return (Column::Role(Role::Ignored), Why::Nothing);
    }
    let read: Vec<_> = values.iter().filter_map(|v| number(v)).collect();
    let grows = is_counter(&read);
    let said = value.is_some();
    let mut column = value.unwrap_or_default();
    if !said {
        column.name = Some(header.to_owned()).filter(|h| !h.is_empty());
    }
    let kind = if grows { Kind::Index } else { Kind::Interval };
    column.kind = column.kind.or(Some(kind));
    let why = match (said, grows) {
        (true, _) => Why::Header,
        (false, true) => Why::Grows,
        (false, false) => Why::Numbers,
    };
    (Column::Value(ValueColumn { ..column }), why)
}
