//! The value of a label: beside it on its line, else below it.

use super::rows::{Row, overlap, within};
use super::values::At;
use crate::catalog::{BillField, BillWord};
use crate::readings::proposal::{Proposed, Seen};

/// How far from the edge of a label a value below it may begin: three points.
const ASIDE: i64 = 3_000_000;

/// Which of several values behind a label is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The first: a number, a date.
    First,
    /// The last: the sum at the end of the line.
    Last,
}

/// Every value that a label of this field announces, the surest first: by the rank of the label, beside before below,
/// rows of sums before others, then in reading order.
pub fn candidates<T>(
    rows: &[Row],
    field: BillField,
    of: Of,
    below: usize,
    values: impl Fn(&Row, usize) -> Vec<At<T>>,
) -> Vec<Seen<T>> {
    let mut found: Vec<(usize, Seen<T>)> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        for label in &row.phrases {
            let BillWord::Label(named, rank) = label.value else { continue };
            if named != field {
                continue;
            }
            let (window, score) = (row.behind(label), rank * 100);
            let mut beside: Vec<At<T>> =
                values(row, rank).into_iter().filter(|v| within(v, &window)).collect();
            if of == Of::Last {
                beside.reverse();
            }
            if !beside.is_empty() {
                found.extend(beside.into_iter().map(|v| (score, row.seen(v.value))));
                continue;
            }
            let place = row.place(&label.bytes);
            for (distance, under) in rows.iter().skip(n + 1).take(below).enumerate() {
                // Another label begins another matter.
                if under.page != row.page || under.says(|word| matches!(word, BillWord::Label(..))) {
                    break;
                }
                let is_sum = under.says(|word| word == BillWord::Total);
                let score = score + if is_sum { 10 } else { 20 + distance };
                let aligned = values(under, rank)
                    .into_iter()
                    .filter(|v| overlap(under.place(&v.bytes), place) > -ASIDE)
                    .map(|v| (score, under.seen(v.value)));
                found.extend(aligned);
            }
        }
    }
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().map(|(_, seen)| seen).collect()
}

/// The likeliest of them.
pub fn value<T: PartialEq>(
    rows: &[Row],
    field: BillField,
    values: impl Fn(&Row, usize) -> Vec<At<T>>,
) -> Option<Proposed<T>> {
    Proposed::of(candidates(rows, field, Of::First, 1, values))
}
