//! The text of a document → what it says of a bill, where it is one.
//!
//! ```text
//! values     dates, numbers, supply points in a line       rows       lines with their phrases and values
//! labels     the value beside a label, or below it          registers  index and consumption, beside or in a table
//! totals     what it costs
//! ```
//!
//! The words are data: `catalog/bills`. Every value is proposed with its line, none is believed. Does *not* decide
//! which meter the bill is for.

mod labels;
mod registers;
mod rows;
mod totals;
mod values;

use rust_decimal::{Decimal, dec};

use super::Text;
use crate::building::Carrier;
use crate::catalog::{BillField, BillTitle, BillWord, BillWords};
use crate::period::{Day, days_between};
use crate::readings::proposal::{BillProposal, Days, Proposed, Seen};
use crate::units::{Dimension, Unit};
use labels::{Of, candidates, value};
use rows::{Row, within};
use values::At;

/// What a m3 of gas can hold, in kWh.
const COEFFICIENT: (Decimal, Decimal) = (dec!(5), dec!(15));
/// Days of the longest period a bill settles.
const LONGEST: i64 = 1200;
/// Rank from which a label says little by itself: `compteur`, `date`.
const WEAK: usize = 12;

/// What a document says of a bill; `None` when it is none.
pub fn read(text: &Text, words: &BillWords) -> Option<BillProposal> {
    let rows = rows::rows(&text.pages, words);
    let kwh_per_m3 = coefficient(&rows);
    let (registers, estimated) = registers::registers(&rows, kwh_per_m3.as_ref().map(|c| *c.value()));
    let totals = totals::totals(&rows);
    let mut proposal = BillProposal {
        title: title(&rows),
        supplier: supplier(&rows),
        number: value(&rows, BillField::Number, |row, _| codes(row, 3)),
        issued: value(&rows, BillField::Issued, |row, _| row.days.clone()),
        delivered: value(&rows, BillField::Delivered, |row, _| row.days.clone()),
        period: period(&rows),
        points: Vec::new(),
        serial: value(&rows, BillField::Serial, serials),
        carrier: None,
        registers,
        kwh_per_m3,
        estimated,
        excl_vat: totals.excl_vat,
        vat: totals.vat,
        incl_vat: totals.incl_vat,
        payable: totals.payable,
        pages: text.pages.len(),
        more_pages: text.more,
    };
    for row in &rows {
        for point in &row.points {
            if proposal.points.iter().all(|p| p.value != point.value) {
                proposal.points.push(row.seen(point.value.clone()));
            }
        }
    }
    proposal.carrier = carrier(&rows, &proposal);
    // Between two indexes something was used: that is what a settlement is.
    if proposal.title.is_none() {
        let read =
            |r: &crate::readings::proposal::ProposedRegister| r.index_from.as_ref().and(r.index_to.clone());
        let index = proposal.registers.iter().find_map(read);
        proposal.title = index.map(|index| Proposed {
            best: Seen { value: BillTitle::Settlement, line: index.best.line, page: index.best.page },
            others: Vec::new(),
        });
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
    let energy = !proposal.points.is_empty() || proposal.carrier.is_some();
    let amount = proposal.incl_vat.is_some() || proposal.excl_vat.is_some() || proposal.payable.is_some();
    named && energy && (amount || !proposal.registers.is_empty())
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

/// Words of letters, digits and signs with at least so many digits.
fn codes(row: &Row, digits: usize) -> Vec<At<String>> {
    let taken = |at: usize| {
        row.days.iter().any(|d| d.bytes.contains(&at)) || row.points.iter().any(|p| p.bytes.contains(&at))
    };
    let mut codes = Vec::new();
    let mut at = 0;
    for word in row.text.split(' ') {
        let start = at;
        at += word.len() + 1;
        let code = word.trim_matches(|c: char| !c.is_alphanumeric());
        let from = start + word.find(code).unwrap_or(0);
        let enough = code.chars().filter(char::is_ascii_digit).count() >= digits && code.len() <= 30;
        let fits = code.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_'));
        if enough && fits && !taken(from) {
            codes.push(At { bytes: from..from + code.len(), value: code.to_owned() });
        }
    }
    codes
}

/// Serial numbers; under a weak label only those that no index could be.
fn serials(row: &Row, rank: usize) -> Vec<At<String>> {
    let mut codes = codes(row, 4);
    codes.retain(|code| {
        let has_letter = code.value.contains(|c: char| c.is_ascii_alphabetic());
        let is_amount = row
            .figures
            .iter()
            .any(|f| f.bytes == code.bytes && (f.value.decimals > 0 || f.value.unit.is_some()));
        code.value.len() >= 5 && !is_amount && (has_letter || rank < WEAK)
    });
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
    let (from, to): (Seen<Day>, Seen<Day>) = (day(BillField::IndexFrom)?, day(BillField::IndexTo)?);
    let days = Days { from: from.value, to: to.value };
    let line = if from.line == to.line { to.line } else { format!("{} + {}", from.line, to.line) };
    (1..=LONGEST).contains(&days_between(days.from, days.to)).then_some(Seen {
        value: days,
        line,
        page: from.page,
    })
}

/// The coefficient by its label, else the factor that turns the m3 of a line into its kWh.
fn coefficient(rows: &[Row]) -> Option<Proposed<Decimal>> {
    let fits = |n: Decimal| n >= COEFFICIENT.0 && n <= COEFFICIENT.1;
    let labelled = candidates(rows, BillField::Coefficient, Of::First, 4, |row, _| {
        let figures =
            row.figures.iter().filter(|f| fits(f.value.number) && !f.value.euro && f.value.decimals > 0);
        figures.map(|f| At { bytes: f.bytes.clone(), value: f.value.number }).collect()
    });
    let factors = rows.iter().filter_map(|row| {
        let of = |unit| row.figures.iter().find(|f| f.value.unit == Some(unit)).map(|f| f.value.number);
        let (volume, energy) = (of(Unit::M3)?, of(Unit::KWh)?);
        let factor = row.figures.iter().map(|f| f.value).find(|f| {
            let counted = f.number.checked_mul(volume);
            fits(f.number)
                && f.decimals > 0
                && counted.is_some_and(|kwh| (kwh - energy).abs() <= dec!(1) + energy.abs() * dec!(0.001))
        })?;
        Some(row.seen(factor.number))
    });
    Proposed::of(labelled.into_iter().chain(factors.collect::<Vec<_>>()))
}

/// The energy that is named most often; a coefficient is only given for gas.
fn carrier(rows: &[Row], proposal: &BillProposal) -> Option<Proposed<Carrier>> {
    let mut named: Vec<(usize, Seen<Carrier>)> = Vec::new();
    for row in rows {
        for phrase in &row.phrases {
            let BillWord::Carrier(carrier) = phrase.value else { continue };
            match named.iter_mut().find(|(_, seen)| seen.value == carrier) {
                Some((count, _)) => *count += 1,
                None => named.push((1, row.seen(carrier))),
            }
        }
    }
    named.sort_by_key(|(count, _)| core::cmp::Reverse(*count));
    let gas = proposal.kwh_per_m3.as_ref().map(|c| Seen {
        value: Carrier::NaturalGas,
        line: c.best.line.clone(),
        page: c.best.page,
    });
    let energy = |r: &crate::readings::proposal::ProposedRegister| {
        let quantity = r.quantity.as_ref()?;
        let unit = quantity.value().unit.filter(|u| u.dimension() == Dimension::Energy)?;
        (unit == Unit::KWh).then_some(())
    };
    let gas = gas.filter(|_| proposal.registers.iter().any(|r| energy(r).is_some() || r.index_to.is_some()));
    Proposed::of(gas.into_iter().chain(named.into_iter().map(|(_, seen)| seen)))
}
