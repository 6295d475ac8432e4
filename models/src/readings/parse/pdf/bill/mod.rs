//! The text of a document → what it says of a bill, where it is one.
//!
//! ```text
//! values     dates, numbers, supply points in a line       rows       lines with their phrases and values
//! labels     the value beside a label, or below it          registers  index and consumption, beside or in a table
//! meters     supply points, with their part of the bill     spans      which numbers of a counter belong together
//! totals     what it costs
//! ```
//!
//! The words are data: `catalog/bills`. Every value is proposed with its line, none is believed. Does *not* decide
//! which meter the bill is for.

mod labels;
mod meters;
mod registers;
mod rows;
mod spans;
mod totals;
mod values;

use super::Text;
use crate::catalog::{BillField, BillTitle, BillWord, BillWords};
use crate::period::{Day, days_between};
use crate::readings::proposal::{BillProposal, Days, Proposed, Seen};
use labels::{Of, candidates, value};
use rows::{Row, within};
use values::At;

/// Days of the longest period a bill settles.
const LONGEST: i64 = 1200;
/// What a document says of a bill; `None` when it is none.
pub fn read(text: &Text, words: &BillWords) -> Option<BillProposal> {
    let rows = rows::rows(&text.pages, words);
    let totals = totals::totals(&rows);
    let mut proposal = BillProposal {
        title: title(&rows),
        supplier: supplier(&rows),
        number: value(&rows, BillField::Number, |row, _| codes(row, 3)),
        issued: issued(&rows),
        delivered: value(&rows, BillField::Delivered, |row, _| row.days.clone()),
        period: period(&rows),
        meters: meters::meters(&rows),
        excl_vat: totals.excl_vat,
        vat: totals.vat,
        incl_vat: totals.incl_vat,
        payable: totals.payable,
        pages: text.pages.len(),
        more_pages: text.more,
    };
    if proposal.title.is_none() {
        proposal.title = deduced_title(&proposal).map(|best| Proposed { best, others: Vec::new() });
    }
    // Where the bill speaks of advances, what is to be paid is what they leave over.
    let advance = proposal.title.as_ref().is_some_and(|t| *t.value() == BillTitle::Advance);
    let speaks_of_advances = rows.iter().any(|row| row.says(|word| word == BillWord::Advances));
    if proposal.incl_vat.is_none() && (advance || !speaks_of_advances) {
        proposal.incl_vat.clone_from(&proposal.payable);
    }
    is_bill(&rows, &proposal).then_some(proposal)
}

/// A bill says that it is one, is about energy, and says how much: of it, or of money.
fn is_bill(rows: &[Row], proposal: &BillProposal) -> bool {
    let named = proposal.number.is_some()
        || rows.iter().any(|row| row.says(|word| matches!(word, BillWord::Title(_) | BillWord::Bill)));
    let energy = proposal.meters.iter().any(|m| m.point.is_some() || m.carrier.is_some());
    let amount = proposal.incl_vat.is_some() || proposal.excl_vat.is_some() || proposal.payable.is_some();
    named && energy && (amount || proposal.meters.iter().any(|m| !m.registers.is_empty()))
}

/// Between two indexes something was used: that is what a settlement is. A day of delivery is one of a delivery.
fn deduced_title(proposal: &BillProposal) -> Option<Seen<BillTitle>> {
    let seen = |title, line: &str, page| Seen { value: title, line: line.to_owned(), page };
    let mut registers = proposal.meters.iter().flat_map(|m| &m.registers);
    let index = registers.find_map(|r| r.index_from.as_ref().and(r.index_to.as_ref()));
    let delivered = proposal.delivered.as_ref().map(|d| seen(BillTitle::Delivery, &d.best.line, d.best.page));
    index.map(|i| seen(BillTitle::Settlement, &i.best.line, i.best.page)).or(delivered)
}

/// The day of the bill by its label, else the day that stands behind its number.
fn issued(rows: &[Row]) -> Option<Proposed<Day>> {
    let day = |row: &Row, _: usize| row.days.clone();
    let labelled = candidates(rows, BillField::Issued, Of::First, 1, day);
    let numbered = candidates(rows, BillField::Number, Of::First, 0, day);
    Proposed::of(labelled.into_iter().chain(numbered))
}

/// The title in the largest letters, then the first.
fn title(rows: &[Row]) -> Option<Proposed<BillTitle>> {
    let mut titles: Vec<(i64, Seen<BillTitle>)> = rows
        .iter()
        .flat_map(|row| row.phrases.iter().map(move |phrase| (row, phrase)))
        .filter_map(|(row, phrase)| match phrase.value {
            BillWord::Title(title) => Some((row.size, row.seen(title))),
            _ => None,
        })
        .collect();
    titles.sort_by_key(|(size, _)| core::cmp::Reverse(*size));
    Proposed::of(titles.into_iter().map(|(_, title)| title))
}

/// A name we know, else the first cell that ends like the name of a company.
fn supplier(rows: &[Row]) -> Option<Proposed<String>> {
    let mut found: Vec<Seen<String>> = Vec::new();
    for row in rows {
        for phrase in row.phrases.iter().filter(|p| p.value == BillWord::Supplier) {
            found.extend(row.text.get(phrase.bytes.clone()).map(|name| row.seen(name.to_owned())));
        }
    }
    for row in rows {
        for phrase in row.phrases.iter().filter(|p| p.value == BillWord::LegalForm) {
            let upto = row.text.get(..phrase.bytes.end).unwrap_or_default();
            let name = upto.rsplit("  ").next().unwrap_or_default().trim();
            let ends = row.text.get(phrase.bytes.end..).is_none_or(|rest| {
                rest.is_empty()
                    || rest.starts_with("  ")
                    || rest.starts_with([',', ' '])
                        && rest.trim_start_matches([',', ' ']).starts_with(|c: char| !c.is_lowercase())
            });
            let is_name = name.chars().next().is_some_and(char::is_uppercase)
                && (1..=6).contains(&name.split(' ').count().saturating_sub(1));
            if ends && is_name {
                found.push(row.seen(name.to_owned()));
            }
        }
    }
    Proposed::of(found)
}

/// Words of letters, digits and signs with at least so many digits. Groups of three digits are one: `703 456 789`.
fn codes(row: &Row, digits: usize) -> Vec<At<String>> {
    let taken = |at: usize| {
        row.days.iter().any(|d| d.bytes.contains(&at)) || row.points.iter().any(|p| p.bytes.contains(&at))
    };
    let is_group = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit());
    let mut codes: Vec<At<String>> = Vec::new();
    let (mut at, mut grouped) = (0, false);
    for word in row.text.split(' ') {
        let start = at;
        at += word.len() + 1;
        let code = word.trim_matches(|c: char| !c.is_alphanumeric());
        let from = start + word.find(code).unwrap_or(0);
        let fits = code.len() <= 30
            && code.contains(|c: char| c.is_ascii_digit())
            && code.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_'));
        match codes.last_mut() {
            Some(last) if grouped && is_group(code) && last.bytes.end + 1 == from => {
                last.value.push_str(code);
                last.bytes.end = from + code.len();
            }
            _ if fits && !taken(from) => {
                codes.push(At { bytes: from..from + code.len(), value: code.to_owned() });
                grouped = code.len() <= 4 && code.bytes().all(|b| b.is_ascii_digit());
            }
            _ => grouped = false,
        }
    }
    codes.retain(|code| code.value.chars().filter(char::is_ascii_digit).count() >= digits);
    codes
}

/// Two days with nothing but words such as "au" between them; those that a label announces first, then the longest.
fn period(rows: &[Row]) -> Option<Proposed<Days>> {
    let mut found: Vec<((usize, i64), Seen<Days>)> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        for pair in row.days.windows(2) {
            let [first, last] = pair else { continue };
            let between = first.bytes.end..last.bytes.start;
            let words = rows::words(row.text.get(between.clone()).unwrap_or_default());
            let joined = words.iter().all(|word| {
                row.phrases.iter().any(|p| {
                    p.value == BillWord::Joiner
                        && within(p, &between)
                        && p.bytes.start == between.start + word.bytes.start
                })
            });
            let days = Days { from: first.value, to: last.value };
            let length = days_between(days.from, days.to);
            if !joined || !(1..=LONGEST).contains(&length) {
                continue;
            }
            let announced = [Some(row), n.checked_sub(1).and_then(|above| rows.get(above))];
            let rank =
                announced.into_iter().flatten().flat_map(|r| &r.phrases).filter_map(|p| match p.value {
                    BillWord::Label(BillField::Period, rank) => Some(rank),
                    _ => None,
                });
            found.push(((rank.min().unwrap_or(usize::MAX), -length), row.seen(days)));
        }
    }
    found.sort_by_key(|(order, _)| *order);
    Proposed::of(found.into_iter().map(|(_, seen)| seen).chain(between_readings(rows)))
}

/// From the day of the index at the start to that of the index at the end.
fn between_readings(rows: &[Row]) -> Option<Seen<Days>> {
    let day = |field| candidates(rows, field, Of::First, 0, |row, _| row.days.clone()).into_iter().next();
    let mut dated: Vec<Seen<Day>> = Vec::new();
    for row in rows {
        for index in row.phrases.iter().filter(|p| p.value == BillWord::Index) {
            let window = row.behind(index);
            dated.extend(row.days.iter().filter(|d| within(d, &window)).take(1).map(|d| row.seen(d.value)));
        }
    }
    let first = || dated.iter().min_by_key(|d| d.value).cloned();
    let last = || dated.iter().max_by_key(|d| d.value).cloned();
    let from: Seen<Day> = day(BillField::IndexFrom).or_else(first)?;
    let to: Seen<Day> = day(BillField::IndexTo).or_else(last)?;
    let days = Days { from: from.value, to: to.value };
    let line = if from.line == to.line { to.line } else { format!("{} + {}", from.line, to.line) };
    let is_plausible = (1..=LONGEST).contains(&days_between(days.from, days.to));
    is_plausible.then_some(Seen { value: days, line, page: from.page })
}
