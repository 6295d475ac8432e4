//! Twelve months of one carrier beside those of the year before: what the chart, the page's table and the file show.

use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month};
use eclaireur_models::readings::totals::{CarrierMonths, MissingPart, MonthTotal};
use eclaireur_models::units::{Basis, Energy, Euro};
use rust_decimal::Decimal;

use super::table::{Cell, Column, Kind, Table};
use crate::format;
use crate::text::Say;
use crate::words;

/// One month, and the same a year earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthRow {
    /// Which month.
    pub month: Month,
    /// What is known of it; `None` when it lies before the first or after the last reading.
    pub total: Option<MonthTotal>,
    /// The same month of the year before.
    pub previous: Option<MonthTotal>,
}

/// A civil year of one carrier and direction, twelve rows always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearMonths {
    /// Which carrier.
    pub carrier: Carrier,
    /// Which way.
    pub direction: Direction,
    /// Basis of its energies.
    pub basis: Basis,
    /// Which year.
    pub year: i16,
    /// January to December.
    pub rows: Vec<MonthRow>,
}

/// Sum of a year, or of the months of it that are complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearSum {
    /// How many months went into it.
    pub months: u32,
    /// Their energy.
    pub energy: Energy,
}

impl YearMonths {
    /// The year `year` out of all months.
    pub fn new(all: &CarrierMonths, year: i16) -> YearMonths {
        let find = |month: Month| all.months.iter().find(|m| m.month == month).cloned();
        let basis = all.months.iter().find_map(|m| m.energy).map_or(Basis::Net, Energy::basis);
        let rows = (1..=12)
            .filter_map(|n| Month::new(year, n))
            .map(|month| MonthRow {
                month,
                total: find(month),
                previous: Month::from_index(month.index() - 12).and_then(find),
            })
            .collect();
        YearMonths { carrier: all.carrier, direction: all.direction, basis, year, rows }
    }

    /// Months that are complete: a month with a missing part is not counted, and is said to be missing.
    pub fn sum(&self) -> YearSum {
        self.sum_of(|row| row.total.as_ref())
    }

    /// This year and the year before over the months that are complete in both.
    pub fn common(&self) -> (YearSum, YearSum) {
        let both = |row: &MonthRow| {
            let complete = |t: &Option<MonthTotal>| t.as_ref().is_some_and(MonthTotal::is_complete);
            complete(&row.total) && complete(&row.previous)
        };
        (
            self.sum_of(|row| row.total.as_ref().filter(|_| both(row))),
            self.sum_of(|row| row.previous.as_ref().filter(|_| both(row))),
        )
    }

    fn sum_of<'a>(&'a self, pick: impl Fn(&'a MonthRow) -> Option<&'a MonthTotal>) -> YearSum {
        let complete = self.rows.iter().filter_map(pick).filter(|t| t.is_complete());
        let (months, kwh) = complete
            .filter_map(|t| t.energy)
            .fold((0, Decimal::ZERO), |(n, sum), energy| (n + 1, sum + energy.kwh()));
        YearSum { months, energy: Energy::new(kwh, self.basis) }
    }

    /// Months of the year that are not complete.
    pub fn lacking(&self) -> impl Iterator<Item = &MonthRow> {
        self.rows.iter().filter(|r| !r.total.as_ref().is_some_and(MonthTotal::is_complete))
    }

    /// The same, without the months that had not ended on this day: they are not late, only not over.
    pub fn late(&self, on: Day) -> Vec<&MonthRow> {
        self.lacking().filter(|r| r.month.next().first() <= on).collect()
    }

    /// Cost of the year, when all twelve months have one.
    pub fn cost(&self) -> Option<Euro> {
        self.rows.iter().map(|r| r.total.as_ref()?.cost).sum::<Option<Euro>>()
    }

    /// Whether any month has a cost.
    pub fn has_cost(&self) -> bool {
        self.rows.iter().any(|r| r.total.as_ref().is_some_and(|t| t.cost.is_some()))
    }

    /// Whether any month of the year before is known.
    pub fn has_previous(&self) -> bool {
        self.rows.iter().any(|r| r.previous.as_ref().is_some_and(MonthTotal::is_complete))
    }
}

/// *le compteur « aile B » : du 01/10/2025 au 12/10/2025*.
pub fn missing_words(lang: Lang, part: &MissingPart) -> String {
    let key = if part.slots > 0 { "missing-slots" } else { "missing-days" };
    Say::new(lang, key)
        .with("meter", &part.meter)
        .with("period", format::period(lang, part.period))
        .count("days", part.days)
        .count("slots", part.slots)
        .to_string()
}

/// *complété : compteur « aile B », 8 relevés le 12/10/2025*.
pub fn filled_words(lang: Lang, part: &MissingPart) -> String {
    Say::new(lang, "filled-slots")
        .with("meter", &part.meter)
        .with("period", format::period(lang, part.period))
        .count("slots", part.slots)
        .to_string()
}

/// What a month lacks, then what of it was completed.
pub fn lacking_words(lang: Lang, month: &MonthTotal) -> Vec<String> {
    let missing = month.missing.iter().map(|part| missing_words(lang, part));
    missing.chain(month.filled.iter().map(|part| filled_words(lang, part))).collect()
}

/// The months of a building, of every series given; `year` narrows it.
pub fn months_table(lang: Lang, building: &str, all: &[&CarrierMonths], year: Option<i16>) -> Table {
    let head = |key: &'static str| Say::new(lang, key).to_string();
    let column = |key: &'static str, kind| Column::new(head(key), kind);
    let columns = vec![
        column("col-building", Kind::Text),
        column("col-month", Kind::Text),
        column("col-energy", Kind::Text),
        column("col-direction", Kind::Text),
        column("col-quantity", Kind::Number),
        column("col-unit", Kind::Text),
        column("col-complete", Kind::Mark),
        column("col-quality", Kind::Mark),
        column("col-missing", Kind::Text),
        column("col-cost", Kind::Number).unit("€"),
    ];
    let title = Say::new(lang, "table-months").with("building", building).to_string();
    let mut table = Table::new(title, columns);
    for series in all {
        for month in series.months.iter().filter(|m| year.is_none_or(|y| m.month.year() == y)) {
            let missing = lacking_words(lang, month);
            let unit = month.energy.map(|e| format::unit_of_kwh(series.carrier, e.basis()));
            table.rows.push(vec![
                Cell::text(building),
                Cell::text(month.month.to_string()),
                Cell::text(words::carrier(lang, series.carrier)),
                Cell::text(words::direction(lang, series.direction)),
                Cell::number(month.energy.map(Energy::kwh)),
                Cell::maybe(unit.map(|u| u.replace(format::NBSP, " "))),
                Cell::Mark(head(if month.is_complete() { "table-yes" } else { "table-no" })),
                month.energy.map_or(Cell::Empty, |_| Cell::Mark(words::quality(lang, month.quality))),
                Cell::text(missing.join(" ; ")),
                Cell::number(month.cost.map(|c| c.to_cent().0)),
            ]);
        }
    }
    table
}
