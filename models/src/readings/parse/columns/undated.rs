//! A row with values and without a date: the sums below a table, or a mistake.

use rust_decimal::Decimal;

use super::super::cells::Row;
use super::super::collect::Collector;
use super::super::header::Found;
use super::super::numbers::Number;
use super::super::words::ValueColumn;
use crate::finding::{Code, Finding};
use crate::lang::normalised;

/// A row without a date.
pub struct Undated {
    /// Its line.
    pub line: u32,
    /// What is wrong with its date.
    pub finding: Finding,
    /// Its first cell with something in it.
    first: String,
    /// Some word of the cell means a total.
    says_total: bool,
    /// Columns of values and what stands in them.
    values: Vec<(usize, Number)>,
}

impl Undated {
    /// Remembers a row.
    pub fn new(found: &Found<'_>, row: &Row<'_>, finding: Finding, values: Vec<(usize, Number)>) -> Undated {
        let first = row.texts().find(|c| !c.is_empty()).unwrap_or_default().to_owned();
        let says_total = normalised(&first).split(' ').any(|word| found.format.is_total(word));
        Undated { line: row.line, finding, first, says_total, values }
    }

    /// Whether it is the sums of the rows above: a word says so, or every number of it is the sum of its column.
    pub fn is_sum(&self, collector: &mut Collector, opened: &[(usize, &ValueColumn)]) -> bool {
        if self.says_total {
            return true;
        }
        // A date that cannot be read is a date all the same.
        if self.finding.value.as_ref().is_some_and(|date| !date.is_empty()) {
            return false;
        }
        let mut sums = self.values.iter().filter_map(|(column, number)| match number {
            Number::Value { value, scale } => Some((*column, Decimal::new(*value, *scale))),
            Number::Missing | Number::Bad => None,
        });
        let mut any = false;
        let all = sums.all(|(column, sum)| {
            any = true;
            sum_of(collector, opened, column) == Some(sum)
        });
        any && all
    }

    /// What is said of sums.
    pub fn total(&self) -> Finding {
        Finding::new(Code::TotalRow).value(&self.first)
    }
}

/// The sum of a column, where at least two rows have a value.
fn sum_of(collector: &mut Collector, opened: &[(usize, &ValueColumn)], column: usize) -> Option<Decimal> {
    let (mut sum, mut count) = (Decimal::ZERO, 0);
    for (series, _) in opened {
        let scale = collector.scale(*series);
        let points = collector.points_mut(*series).into_iter().flatten();
        for value in points.filter(|p| p.column == p.in_column(column).column).filter_map(|p| p.value) {
            sum = sum.checked_add(Decimal::new(value, scale))?;
            count += 1;
        }
    }
    (count > 1).then_some(sum)
}
