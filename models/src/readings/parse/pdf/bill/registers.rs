//! The counters of a bill: index at the start and at the end, and what passed between.
//!
//! Two layouts: a label beside each number, or a table whose columns have labels for heads and whose rows are
//! counters. Of a bill that changes its price within the period, rows that go on where the one above ended are one.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, dec};

use super::rows::{Row, overlap, within};
use super::values::{At, Figure};
use crate::building::{Direction, Register};
use crate::catalog::{BillField, BillWord};
use crate::readings::proposal::{Proposed, ProposedRegister, Quantity, Seen};
use crate::units::{Dimension, Unit};

/// Rows of a table below its head.
const TABLE: usize = 15;
/// Lines below a heading such as "Compteur jour" that are still about it.
const UNDER: usize = 6;
/// How far from a head the numbers of its column may stand: three points.
const ASIDE: i64 = 3_000_000;
/// No meter counts further.
const LARGEST: Decimal = dec!(1_000_000_000);

type Counter = (Direction, Register);

/// A number of a counter.
#[derive(Debug)]
struct Event {
    row: usize,
    field: BillField,
    seen: Seen<Quantity>,
}

/// Numbers of a counter that belong together.
#[derive(Debug, Default, Clone)]
struct Span {
    from: Option<Seen<Decimal>>,
    to: Option<Seen<Decimal>>,
    quantities: Vec<(usize, Seen<Quantity>)>,
    last_row: usize,
}

/// The counters of a bill, and the line that says that an index of them was estimated.
pub fn registers(rows: &[Row], kwh_per_m3: Option<Decimal>) -> (Vec<ProposedRegister>, Option<Seen<bool>>) {
    let events = events(rows);
    let estimated = events.values().flatten().filter(|e| e.field == BillField::IndexTo).find_map(|e| {
        let row = rows.get(e.row)?;
        row.says(|word| word == BillWord::Estimated).then(|| row.seen(true))
    });
    let registers = events
        .into_iter()
        .filter_map(|((direction, register), events)| {
            proposed(direction, register, &spans(events), kwh_per_m3)
        })
        .collect();
    (registers, estimated)
}

const fn is_counted(field: BillField) -> bool {
    matches!(field, BillField::IndexFrom | BillField::IndexTo | BillField::Quantity)
}

/// Every number that a label or the head of a column gives to a counter, in reading order.
fn events(rows: &[Row]) -> BTreeMap<Counter, Vec<Event>> {
    let mut events: BTreeMap<Counter, Vec<Event>> = BTreeMap::new();
    let mut heading: Option<(usize, Counter)> = None;
    for (n, row) in rows.iter().enumerate() {
        let under =
            heading.filter(|(at, _)| n - at <= UNDER && rows.get(*at).is_some_and(|r| r.page == row.page));
        if row.figures.is_empty()
            && let Some(counter) = sole(row)
        {
            heading = Some((n, counter));
        }
        let mut heads: Vec<(BillField, (i64, i64), Option<Unit>)> = Vec::new();
        for label in &row.phrases {
            let BillWord::Label(field, _) = label.value else { continue };
            if !is_counted(field) {
                continue;
            }
            let window = row.behind(label);
            let figures: Vec<&At<Figure>> =
                row.figures.iter().filter(|f| within(f, &window) && is_counter(&f.value, field)).collect();
            let with_unit: Vec<&At<Figure>> =
                figures.iter().copied().filter(|f| f.value.unit.is_some()).collect();
            let taken = if field == BillField::Quantity && !with_unit.is_empty() {
                with_unit
            } else {
                figures.into_iter().take(1).collect()
            };
            if taken.is_empty() {
                heads.push((field, row.place(&label.bytes), unit_of(row, &window)));
            }
            for figure in taken {
                let counter = counter_of(row, figure).or(under.map(|(_, counter)| counter)).unwrap_or(WHOLE);
                push(&mut events, counter, n, row, field, figure, None);
            }
        }
        if !heads.is_empty() {
            table(rows, n, &heads, &mut events);
        }
    }
    for list in events.values_mut() {
        list.sort_by_key(|e| e.row);
    }
    events
}

const WHOLE: Counter = (Direction::Offtake, Register::Total);

fn push(
    events: &mut BTreeMap<Counter, Vec<Event>>,
    counter: Counter,
    n: usize,
    row: &Row,
    field: BillField,
    figure: &At<Figure>,
    head: Option<Unit>,
) {
    let quantity = Quantity { amount: figure.value.number, unit: figure.value.unit.or(head) };
    events.entry(counter).or_default().push(Event { row: n, field, seen: row.seen(quantity) });
}

/// The rows under the heads of columns.
fn table(
    rows: &[Row],
    head: usize,
    heads: &[(BillField, (i64, i64), Option<Unit>)],
    events: &mut BTreeMap<Counter, Vec<Event>>,
) {
    let page = rows.get(head).map(|r| r.page);
    let mut empty = 0;
    for (n, row) in rows.iter().enumerate().skip(head + 1).take(TABLE) {
        let starts_anew = row.says(|word| matches!(word, BillWord::Label(field, _) if is_counted(field)));
        if Some(row.page) != page || starts_anew || empty > 2 {
            return;
        }
        let mut found = false;
        for (field, place, unit) in heads {
            let near = |f: &&At<Figure>| overlap(row.place(&f.bytes), *place);
            let fits = row.figures.iter().filter(|f| is_counter(&f.value, *field) && near(f) > -ASIDE);
            let Some(figure) = fits.max_by_key(near) else { continue };
            let counter = counter_of(row, figure).unwrap_or(WHOLE);
            push(events, counter, n, row, *field, figure, *unit);
            found = true;
        }
        empty = if found { 0 } else { empty + 1 };
    }
}

/// Whether a number can be an index or a quantity.
fn is_counter(figure: &Figure, field: BillField) -> bool {
    let fits = match figure.unit.map(Unit::dimension) {
        None => true,
        Some(Dimension::Energy | Dimension::Volume) => true,
        Some(Dimension::Mass) => field == BillField::Quantity,
        Some(Dimension::Power | Dimension::Height) => false,
    };
    fits && !figure.rate && !figure.euro && figure.number.abs() < LARGEST
}

/// The unit in a label's own words: `Consommation (kWh)`.
fn unit_of(row: &Row, window: &std::ops::Range<usize>) -> Option<Unit> {
    let rest = row.text.get(window.clone())?.trim_start();
    let word = rest.split("  ").next()?.split_whitespace().next()?;
    Unit::read(word)
}

/// The counter named last before a number, else the only one on its line.
fn counter_of(row: &Row, figure: &At<Figure>) -> Option<Counter> {
    let injection = row.says(|word| word == BillWord::Injection);
    let direction = if injection { Direction::Injection } else { Direction::Offtake };
    let named = |p: &At<BillWord>| match p.value {
        BillWord::Register(register) => Some(register),
        _ => None,
    };
    let before =
        row.phrases.iter().filter(|p| p.bytes.end <= figure.bytes.start).filter_map(named).next_back();
    let register = before.or_else(|| row.phrases.iter().find_map(named));
    match register {
        Some(register) => Some((direction, register)),
        None => injection.then_some((direction, Register::Total)),
    }
}

/// The counter of a heading; `None` when it names several, or none.
fn sole(row: &Row) -> Option<Counter> {
    let mut registers: Vec<Register> = row
        .phrases
        .iter()
        .filter_map(|p| if let BillWord::Register(register) = p.value { Some(register) } else { None })
        .collect();
    registers.dedup();
    let injection = row.says(|word| word == BillWord::Injection);
    let direction = if injection { Direction::Injection } else { Direction::Offtake };
    match registers.as_slice() {
        [register] => Some((direction, *register)),
        [] if injection => Some((direction, Register::Total)),
        _ => None,
    }
}

/// Numbers of one counter, those that belong together in one span.
fn spans(events: Vec<Event>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for event in events {
        let amount =
            Seen { value: event.seen.value.amount, line: event.seen.line.clone(), page: event.seen.page };
        let full = spans.last().is_none_or(|span| match event.field {
            BillField::IndexFrom => span.from.is_some() || span.to.is_some(),
            BillField::IndexTo => span.to.is_some(),
            _ => span.quantities.iter().any(|(row, q)| {
                *row != event.row && q.value.unit == event.seen.value.unit && q.value != event.seen.value
            }),
        });
        if full {
            spans.push(Span::default());
        }
        let Some(span) = spans.last_mut() else { continue };
        span.last_row = event.row;
        match event.field {
            BillField::IndexFrom => span.from = Some(amount),
            BillField::IndexTo => span.to = Some(amount),
            _ => span.quantities.push((event.row, event.seen)),
        }
    }
    spans
}

impl Span {
    fn passed(&self) -> Option<Decimal> {
        self.to.as_ref()?.value.checked_sub(self.from.as_ref()?.value)
    }

    /// Whether a quantity is what passed, as counted or turned into energy.
    fn explains(&self, quantity: Quantity, kwh_per_m3: Option<Decimal>) -> bool {
        let Some(passed) = self.passed().filter(|p| *p > Decimal::ZERO) else { return false };
        let near = |counted: Decimal| {
            (counted - quantity.amount).abs() <= (quantity.amount.abs() * dec!(0.005)).max(Decimal::ONE)
        };
        near(passed) || kwh_per_m3.and_then(|c| passed.checked_mul(c)).is_some_and(near)
    }

    /// How much speaks for it: index and quantity that agree, both indexes, anything.
    fn weight(&self, kwh_per_m3: Option<Decimal>) -> u8 {
        let agrees = self.quantities.iter().any(|(_, q)| self.explains(q.value, kwh_per_m3));
        match (agrees, self.passed().is_some(), self.quantities.is_empty()) {
            (true, ..) => 3,
            (_, true, _) => 2,
            (_, _, false) => 1,
            _ => 0,
        }
    }
}

/// Spans that go on where the one before ended, as one; `None` when they do not.
fn chained(spans: &[Span]) -> Option<Span> {
    let whole: Vec<&Span> = spans.iter().filter(|s| s.passed().is_some_and(|p| p > Decimal::ZERO)).collect();
    let goes_on = whole.windows(2).all(|pair| match pair {
        [a, b] => a.to.as_ref().map(|s| s.value) == b.from.as_ref().map(|s| s.value),
        _ => false,
    });
    let (first, last) = (whole.first()?, whole.last()?);
    if whole.len() < 2 || !goes_on {
        return None;
    }
    let mut units: Vec<Option<Unit>> = first.quantities.iter().map(|(_, q)| q.value.unit).collect();
    units.dedup();
    let quantities = units.into_iter().filter_map(|unit| {
        let parts: Option<Vec<&Seen<Quantity>>> = whole
            .iter()
            .map(|s| s.quantities.iter().map(|(_, q)| q).find(|q| q.value.unit == unit))
            .collect();
        let parts = parts?;
        let amount = parts.iter().try_fold(Decimal::ZERO, |sum, q| sum.checked_add(q.value.amount))?;
        let line = parts.iter().map(|q| q.line.as_str()).collect::<Vec<_>>().join(" + ");
        let page = parts.first()?.page;
        Some((first.last_row, Seen { value: Quantity { amount, unit }, line, page }))
    });
    Some(Span {
        from: first.from.clone(),
        to: last.to.clone(),
        quantities: quantities.collect(),
        last_row: last.last_row,
    })
}

fn proposed(
    direction: Direction,
    register: Register,
    spans: &[Span],
    kwh_per_m3: Option<Decimal>,
) -> Option<ProposedRegister> {
    let mut ordered: Vec<Span> = spans.to_vec();
    ordered.sort_by_key(|s| core::cmp::Reverse(s.weight(kwh_per_m3)));
    if let Some(chain) = chained(spans) {
        ordered.insert(0, chain);
    }
    // What an index explains comes first, energy before volume.
    let mut quantities: Vec<(u8, Seen<Quantity>)> = Vec::new();
    for (n, span) in ordered.iter().enumerate() {
        for (_, quantity) in &span.quantities {
            let is_energy = quantity.value.unit.is_some_and(|u| u.dimension() == Dimension::Energy);
            let order = match (n, span.explains(quantity.value, kwh_per_m3), is_energy) {
                (0, true, true) => 0,
                (0, true, false) if kwh_per_m3.is_none() => 1,
                (0, _, true) => 2,
                (0, ..) => 3,
                _ => 4,
            };
            quantities.push((order, quantity.clone()));
        }
    }
    quantities.sort_by_key(|(order, _)| *order);
    let proposed = ProposedRegister {
        direction,
        register,
        index_from: Proposed::of(ordered.iter().filter_map(|s| s.from.clone())),
        index_to: Proposed::of(ordered.iter().filter_map(|s| s.to.clone())),
        quantity: Proposed::of(quantities.into_iter().map(|(_, q)| q)),
    };
    let says_something =
        proposed.index_from.is_some() || proposed.index_to.is_some() || proposed.quantity.is_some();
    says_something.then_some(proposed)
}
