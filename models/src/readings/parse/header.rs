//! Which row is the header, and which layout of the catalogue it is.
//!
//! Headers are compared by their normalised words, so that `Tot Datum`, `Tot datum` and `TOT (DATUM)` are the same
//! column. The layout with the most recognised columns wins; a layout that lacks a required column is out.

use serde::{Deserialize, Serialize};

use super::cells::{Row, Table};
use super::dates::{self, DateOrder};
use super::numbers::{self, Number};
use super::preamble::{self, Preamble};
use super::slots::{self, Across, Slots};
use super::strangers;
use super::words::{self, Told, ValueColumn};
use crate::building::Register;
use crate::catalog::{Catalog, Format, Role, Shape};
use crate::finding::{Code, Finding};
use crate::lang::{NumberStyle, normalised};

/// How far down a header is looked for: exports have a title, an address, a date before the table.
const DEEPEST_HEADER: usize = 40;
/// Rows below a header that tell what a column holds.
const LOOKED_AT: usize = 6;
/// Longest header of a column.
const LONGEST_HEADER: usize = 80;
/// Longest words over a group of columns.
const LONGEST_GROUP: usize = 40;

/// A recognised layout.
#[derive(Debug)]
pub struct Found<'a> {
    /// The layout.
    pub format: &'a Format,
    /// The table it heads.
    pub table: Table<'a>,
    /// Line of the header, from 1.
    pub line: u32,
    /// The header cells as written.
    pub headers: Vec<String>,
    /// What each column is.
    pub columns: Vec<Column>,
}

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// A role of the layout: a date, an EAN, a unit…
    Role(Role),
    /// A column of values.
    Value(ValueColumn),
    /// Not recognised.
    Unused,
}

impl Found<'_> {
    /// The first column with this role.
    pub fn role(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|c| *c == Column::Role(role))
    }

    /// The header of a column, as written.
    pub fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", String::as_str)
    }

    /// Why a row is no reading whatever its cells say: it is blank, the header once more, or a total.
    pub fn not_a_reading(&self, row: &Row<'_>) -> Option<Finding> {
        if row.is_blank() {
            return Some(Finding::new(Code::BlankRow));
        }
        if row.texts().eq(self.headers.iter().map(String::as_str)) {
            return Some(Finding::new(Code::RepeatedHeader));
        }
        let first = row.texts().find(|cell| !cell.is_empty()).unwrap_or_default();
        self.format.is_total(&normalised(first)).then(|| Finding::new(Code::TotalRow).value(first))
    }

    /// What is said of a cell that cannot be used, with what it may have meant; a row that ends before it is short.
    pub fn bad_cell(&self, row: &Row<'_>, column: usize, code: Code, style: NumberStyle) -> Finding {
        let code = if column >= row.len() { Code::ShortRow } else { code };
        let proposal = numbers::mended(row.text(column), style).filter(|_| code == Code::BadNumber);
        let finding =
            Finding::new(code).cell(row.line, column).column(self.header(column)).value(row.text(column));
        Finding { proposal, ..finding }
    }
}

/// Finds header and layout.
///
/// # Errors
/// One finding that says what was seen instead.
pub fn recognise<'a>(
    table: Table<'a>,
    catalog: &'a Catalog,
    as_format: Option<&str>,
) -> Result<Found<'a>, Finding> {
    let (lines, rows) = first_rows(table);
    let mut best: Option<(usize, Found<'a>)> = None;
    for (i, cells) in rows.iter().enumerate().take(DEEPEST_HEADER) {
        let words: Vec<String> = cells.iter().map(|c| normalised(c)).collect();
        let (above, below) = (rows.get(..i).unwrap_or_default(), rows.get(i + 1..).unwrap_or_default());
        let place = Place { cells, words: &words, above, below };
        for format in catalog.formats() {
            if as_format.is_some_and(|wanted| wanted != format.code) {
                continue;
            }
            let Some((score, columns)) = place.columns_of(format) else { continue };
            if best.as_ref().is_none_or(|(held, _)| score > *held) {
                let line = lines.get(i).copied().unwrap_or_default();
                best = Some((score, Found { format, table, line, headers: cells.clone(), columns }));
            }
        }
    }
    if let Some((_, found)) = best {
        return Ok(found);
    }
    let mut wide = catalog.formats().iter().filter(|f| f.shape == Shape::Wide && !f.is_described());
    let format = wide.find(|f| as_format.is_none_or(|wanted| wanted == f.code));
    let headless = format.and_then(|format| {
        let (row, columns) = slots::headless(&rows)?;
        let line = lines.get(row)?.saturating_sub(1);
        Some(Found { format, table, line, headers: vec![String::new(); columns.len()], columns })
    });
    headless.ok_or_else(|| strangers::finding(&rows))
}

/// The first rows of a table that say something, with their lines.
fn first_rows(table: Table<'_>) -> (Vec<u32>, Vec<Vec<String>>) {
    let (mut lines, mut texts) = (Vec::new(), Vec::new());
    let mut rows = table.rows();
    while texts.len() < DEEPEST_HEADER + LOOKED_AT
        && let Some(row) = rows.next_row()
    {
        lines.push(row.line);
        texts.push(row.texts().map(str::to_owned).collect());
    }
    (lines, texts)
}

/// A row that may be the header, with what stands around it.
struct Place<'a> {
    cells: &'a [String],
    words: &'a [String],
    above: &'a [Vec<String>],
    below: &'a [Vec<String>],
}

/// Roles that several columns can have.
const SHARED: [Role; 6] = [Role::Name, Role::Value, Role::Status, Role::Estimated, Role::Ignored, Role::Cost];

/// Roles that say when.
const DATED: [Role; 4] = [Role::Date, Role::Month, Role::From, Role::Year];

impl Place<'_> {
    /// What each cell of the row is in this layout, and how well it fits; `None` when something required is not there.
    fn columns_of(&self, format: &Format) -> Option<(usize, Vec<Column>)> {
        if !format.is_headed_by(self.words) {
            return None;
        }
        let mut columns = self.roles(format);
        // A sentence with one telling word is no header: all words are short.
        if format.shape != Shape::Tall && self.cells.iter().any(|c| c.len() > LONGEST_HEADER) {
            return None;
        }
        let values = match format.shape {
            Shape::Document => return None,
            Shape::Tall => 0,
            // A row of values is no header.
            Shape::Columns
                if self.cells.iter().filter(|c| is_value(c) || is_date(c)).count() * 3 > self.filled() =>
            {
                return None;
            }
            Shape::Columns => {
                self.values(format, &mut columns);
                self.date(&mut columns);
                columns.iter().filter(|c| matches!(c, Column::Value(_))).count()
            }
            Shape::Wide => {
                let slots = Slots::find(format, self.cells)?;
                for column in slots.columns() {
                    if let Some(slot) = columns.get_mut(column) {
                        *slot = Column::Unused;
                    }
                }
                self.complement(format, &slots, &mut columns)?;
                // Slots say more than as many columns of values would.
                slots.columns().count() * 2
            }
        };
        let roles = columns.iter().filter(|c| matches!(c, Column::Role(_))).count();
        let dated = DATED.iter().any(|role| columns.contains(&Column::Role(*role)));
        let fits = match format.shape {
            Shape::Tall => roles > 0,
            Shape::Wide => values > 0,
            _ => dated && values > 0,
        };
        // A described layout beats a table recognised by its words.
        let weight = if format.is_described() { 100 } else { 1 };
        fits.then_some(((roles + values) * weight, columns))
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.is_empty()).count()
    }

    /// Columns that have a role by their whole header.
    fn roles(&self, format: &Format) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::with_capacity(self.words.len());
        for word in self.words {
            let role = format.role_of(word).map(Column::Role);
            let free = |role: &Column| {
                matches!(role, Column::Role(role) if SHARED.contains(role)) || !columns.contains(role)
            };
            columns.push(role.filter(free).unwrap_or(Column::Unused));
        }
        columns
    }

    /// Columns of values, by the words of their headers and of the groups above them. Where no header says that it
    /// holds readings, registers do, `Jour` and `Nuit`; and where a title says the unit, whatever holds numbers.
    fn values(&self, format: &Format, columns: &mut [Column]) {
        let groups = self.groups();
        let mut read: Vec<(usize, ValueColumn, Told)> = Vec::new();
        for (i, cell) in self.cells.iter().enumerate() {
            let named = columns.get(i) == Some(&Column::Role(Role::Value));
            if !(named || columns.get(i) == Some(&Column::Unused)) || cell.is_empty() {
                continue;
            }
            let (own, told) = words::read(format, cell);
            let told = if named { Told::Readings } else { told };
            let group = groups.get(i).copied().flatten().map(|group| words::read(format, group));
            match group {
                Some((group, told_above)) if told_above > Told::Nothing && told > Told::Other => {
                    let told = if told == Told::Nothing && !self.is_numeric(i) {
                        told
                    } else {
                        told.max(told_above)
                    };
                    read.push((i, own.or(group), told));
                }
                _ => read.push((i, own, told)),
            }
        }
        let readings = read.iter().any(|(_, _, told)| *told == Told::Readings);
        let registers = read.iter().any(|(_, v, _)| v.register.is_some_and(|r| r != Register::Total));
        let unit_above = || Preamble::of(format, self.above).unit.is_some();
        let least = match (readings, registers) {
            (true, _) => Told::Readings,
            (false, true) => Told::Register,
            (false, false) if unit_above() => Told::Nothing,
            (false, false) => return,
        };
        for (i, value, told) in read {
            let is_value = told >= least && (told > Told::Nothing || self.is_numeric(i));
            if let Some(column) = columns.get_mut(i).filter(|_| is_value) {
                *column = Column::Value(value);
            }
        }
    }

    /// For each column, the words of the row above that stand over a group of columns: `Électricité (kWh)` over `Jour`
    /// and `Nuit`. A lone cell at the left is a title.
    fn groups(&self) -> Vec<Option<&str>> {
        let Some(above) = self.above.last() else { return Vec::new() };
        let words = || above.iter().enumerate().filter(|(_, c)| !c.is_empty());
        let titles = words().count() < 2 && words().all(|(i, _)| i == 0);
        let odd = |c: &str| c.len() > LONGEST_GROUP || c.contains(':') || is_value(c);
        if titles || words().any(|(_, c)| odd(c)) {
            return Vec::new();
        }
        let mut group = None;
        let over = |i: usize| {
            group = above.get(i).map(String::as_str).filter(|c| !c.is_empty()).or(group);
            group
        };
        (0..self.cells.len()).map(over).collect()
    }

    /// Makes a column the date where none is, by what stands below it: a header nobody foresaw, `time`, or none.
    fn date(&self, columns: &mut [Column]) {
        if DATED.iter().any(|role| columns.contains(&Column::Role(*role))) {
            return;
        }
        if strangers::is_building_list(self.words) {
            return;
        }
        let free = |c: &Column| matches!(c, Column::Unused | Column::Role(Role::Time));
        let dated = (0..columns.len()).find(|i| columns.get(*i).is_some_and(free) && self.holds(*i, is_date));
        if let Some(column) = dated.and_then(|i| columns.get_mut(i)) {
            *column = Column::Role(Role::Date);
        }
    }

    /// What the rows of a wide table must say beside their slots; `None` where they do not.
    fn complement(&self, format: &Format, slots: &Slots, columns: &mut [Column]) -> Option<()> {
        let taken: Vec<usize> =
            slots.columns().chain(slots.other.iter().flat_map(|(a, b)| *a..=*b)).collect();
        let free = |i: &usize, columns: &[Column]| {
            !taken.contains(i)
                && columns.get(*i).is_some_and(|c| matches!(c, Column::Unused | Column::Role(Role::Time)))
        };
        let wants: (&[Role], Role, fn(&str) -> bool) = match slots.across {
            Across::Day(_) => (&[Role::Date, Role::From, Role::Month], Role::Date, is_date),
            Across::Month => (&[Role::Month], Role::Month, is_month),
            Across::Year => (&[Role::Year, Role::Month], Role::Year, is_year),
            Across::Years => (&[Role::Month], Role::Month, is_month_name),
            Across::Periods => return Some(()),
        };
        let (roles, promoted, holds) = wants;
        if roles.iter().any(|role| columns.contains(&Column::Role(*role))) {
            return Some(());
        }
        let found = (0..columns.len()).find(|i| free(i, columns) && self.holds(*i, holds));
        match found.and_then(|i| columns.get_mut(i)) {
            Some(column) => *column = Column::Role(promoted),
            // "Consommations 2024" above the months.
            None if slots.across == Across::Year => {
                Preamble::of(format, self.above).year?;
            }
            None => return None,
        }
        Some(())
    }

    /// Whether the first cells below a header are all of a kind; those that say nothing do not tell.
    fn holds(&self, column: usize, kind: impl Fn(&str) -> bool) -> bool {
        let cells = || {
            let cells = self.below.iter().filter_map(|row| row.get(column)).map(|c| c.trim());
            cells.filter(|c| !c.is_empty()).take(LOOKED_AT)
        };
        cells().next().is_some() && cells().all(kind)
    }

    fn is_numeric(&self, column: usize) -> bool {
        let says = |c: &str| numbers::read(c.as_bytes(), NumberStyle::Comma) != Number::Missing;
        let cells = self.below.iter().filter_map(|row| row.get(column)).map(|c| c.trim());
        let mut said = cells.filter(|c| says(c)).take(LOOKED_AT).peekable();
        said.peek().is_some() && said.all(is_value)
    }
}

/// Whether a cell is a number in one style or another.
fn is_value(cell: &str) -> bool {
    let number = |style| matches!(numbers::read(cell.as_bytes(), style), Number::Value { .. });
    number(NumberStyle::Comma) || number(NumberStyle::Dot)
}

/// Whether a cell is a date or a month.
fn is_date(cell: &str) -> bool {
    let date = |order| dates::stamp(cell.as_bytes(), order).is_some();
    date(DateOrder::DayFirst) || date(DateOrder::MonthFirst) || dates::month(cell).is_some()
}

fn is_month(cell: &str) -> bool {
    dates::month(cell).is_some()
}

fn is_month_name(cell: &str) -> bool {
    dates::month_name(&normalised(cell)).is_some()
}

fn is_year(cell: &str) -> bool {
    preamble::year(cell).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_case_accents_and_signs() {
        for (a, b) in [
            ("Van (datum)", "VAN DATUM"),
            ("Énergie", "energie"),
            ("Volume [m³]", "volume m3"),
            ("N° compteur", "n  compteur"),
        ] {
            assert_eq!(normalised(a), normalised(b));
        }
    }
}
