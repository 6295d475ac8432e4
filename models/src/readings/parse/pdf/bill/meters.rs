//! The supply points of a bill, and what it says of each: serial number, energy, counters, coefficient.
//!
//! Of a bill with several, a line belongs to the point named last above it; before the first, to none. What cannot be
//! given to one of them is given to none.

use rust_decimal::{Decimal, dec};

use super::codes;
use super::labels::{Of, candidates, value};
use super::registers;
use super::rows::Row;
use super::values::At;
use crate::building::{Carrier, Ean};
use crate::catalog::{BillField, BillWord, UNSURE};
use crate::readings::proposal::{Proposed, ProposedMeter, Seen};
use crate::units::Unit;

/// What a m3 of gas can hold, in kWh.
const COEFFICIENT: (Decimal, Decimal) = (dec!(5), dec!(15));
/// Lines above a supply point that may name its energy.
const HEADING: usize = 3;
/// Supply points of one bill.
const MOST: usize = 50;

/// The meters of a bill: at least one.
pub fn meters(rows: &[Row]) -> Vec<ProposedMeter> {
    let mut points: Vec<(usize, Seen<Ean>)> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        for point in &row.points {
            if points.len() < MOST && points.iter().all(|(_, p)| p.value != point.value) {
                points.push((n, row.seen(point.value.clone())));
            }
        }
    }
    if points.len() < 2 {
        let point = points.pop().map(|(_, point)| point);
        return vec![meter(point, rows, rows)];
    }
    let owners = owners(rows);
    let of = |(first, point): (usize, Seen<Ean>)| {
        let own: Vec<Row> = rows
            .iter()
            .zip(&owners)
            .filter(|(_, owner)| **owner == Some(&point.value))
            .map(|(row, _)| row.clone())
            .collect();
        // What stands right above it, unless it is another's.
        let above = rows.get(first.saturating_sub(HEADING)..first).unwrap_or_default().iter();
        let mut named: Vec<Row> =
            above.filter(|row| row.points.is_empty() && row.figures.is_empty()).cloned().collect();
        named.extend(own.iter().cloned());
        meter(Some(point), &own, &named)
    };
    points.into_iter().map(of).collect()
}

/// The point each line belongs to.
fn owners(rows: &[Row]) -> Vec<Option<&Ean>> {
    let mut owner = None;
    let mut owners = Vec::with_capacity(rows.len());
    for row in rows {
        match row.points.as_slice() {
            [] => {}
            [point, others @ ..] => {
                owner = others.iter().all(|o| o.value == point.value).then_some(&point.value);
            }
        }
        owners.push(owner);
    }
    owners
}

fn meter(point: Option<Seen<Ean>>, rows: &[Row], named: &[Row]) -> ProposedMeter {
    let kwh_per_m3 = coefficient(rows);
    let (registers, estimated) = registers::registers(rows, kwh_per_m3.as_ref().map(|c| *c.value()));
    let serial = value(rows, BillField::Serial, serials);
    let carrier = carrier(named, kwh_per_m3.as_ref());
    ProposedMeter { point, serial, carrier, registers, kwh_per_m3, estimated }
}

/// Serial numbers; under a label that says little, only those that no index could be.
fn serials(row: &Row, rank: usize) -> Vec<At<String>> {
    let mut codes = codes(row, 4);
    codes.retain(|code| {
        let has_letter = code.value.contains(|c: char| c.is_ascii_alphabetic());
        let same = row.figures.iter().find(|f| f.bytes == code.bytes);
        let is_amount = same.is_some_and(|f| f.value.decimals > 0 || f.value.unit.is_some());
        code.value.len() >= 5 && !is_amount && (has_letter || rank < UNSURE)
    });
    codes
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
        let near = |kwh: Decimal| (kwh - energy).abs() <= Decimal::ONE + energy.abs() * dec!(0.001);
        let mut factors = row.figures.iter().map(|f| f.value).filter(|f| fits(f.number) && f.decimals > 0);
        let factor = factors.find(|f| f.number.checked_mul(volume).is_some_and(near))?;
        Some(row.seen(factor.number))
    });
    let factors: Vec<Seen<Decimal>> = factors.collect();
    Proposed::of(labelled.into_iter().chain(factors))
}

/// The energy that is named most often; where there is a coefficient, gas.
fn carrier(rows: &[Row], kwh_per_m3: Option<&Proposed<Decimal>>) -> Option<Proposed<Carrier>> {
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
    let gas =
        kwh_per_m3.map(|c| Seen { value: Carrier::NaturalGas, line: c.best.line.clone(), page: c.best.page });
    Proposed::of(gas.into_iter().chain(named.into_iter().map(|(_, seen)| seen)))
}
