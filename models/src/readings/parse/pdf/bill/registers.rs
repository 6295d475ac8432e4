//! The counters of a bill: index at the start and at the end, and what passed between.
//!
//! Two layouts: a label beside each number, or a table whose columns have labels for heads and whose rows are
//! counters. What belongs together in them is found in `spans`.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, dec};

use super::rows::{Row, overlap, within};
use super::spans::{Event, proposed, spans};
use super::values::{At, Figure};
use crate::building::{Direction, Register};
use crate::catalog::{BillField, BillWord};
use crate::period::Day;
use crate::readings::proposal::{ProposedRegister, Quantity, Seen};
use crate::units::{Dimension, Unit};

/// Rows of a table below its head.
const TABLE: usize = 15;
/// Further lines of a head.
const HEAD: usize = 3;
/// Lines below a heading such as "Compteur jour" that are still about it.
const UNDER: usize = 6;
/// How far from a head the numbers of its column may stand: three points.
const ASIDE: i64 = 3_000_000;
/// Numbers of one counter: twelve months and their parts.
const NUMBERS: usize = 200;
/// No meter counts further.
const LARGEST: Decimal = dec!(1_000_000_000);

type Counter = (Direction, Register);

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

/// The head of a column: of what, where, in which unit.
type Head = (BillField, (i64, i64), Option<Unit>);

/// Numbers by counter.
type Events = BTreeMap<Counter, Vec<Event>>;

/// Every number that a label or the head of a column gives to a counter, in reading order.
fn events(rows: &[Row]) -> Events {
    let mut events = Events::new();
    let mut dated: BTreeMap<Counter, BTreeMap<Day, (usize, At<Figure>)>> = BTreeMap::new();
    let mut heading: Option<(usize, Counter)> = None;
    let mut table: Option<(usize, Vec<Head>)> = None;
    for (n, row) in rows.iter().enumerate() {
        let under =
            heading.filter(|(at, _)| n - at <= UNDER && rows.get(*at).is_some_and(|r| r.page == row.page));
        let around = under.map(|(_, counter)| counter);
        if row.figures.is_empty()
            && let Some(counter) = sole(row)
        {
            heading = Some((n, counter));
        }
        let heads = beside(n, row, around, &mut events, &mut dated);
        // The head of a table may take several lines: those right below each other, without figures.
        match &mut table {
            Some((first, all)) if row.figures.is_empty() && n - *first <= HEAD => all.extend(heads),
            _ => {
                if let Some((first, all)) = table.take() {
                    below(rows, first, n, &all, &mut events);
                }
                table = (!heads.is_empty()).then_some((n, heads));
            }
        }
    }
    if let Some((first, all)) = table {
        below(rows, first, rows.len(), &all, &mut events);
    }
    between_days(rows, dated, &mut events);
    for list in events.values_mut() {
        list.sort_by_key(|e| e.row);
    }
    events
}

/// The numbers beside the labels of a line; what has none is the head of a column.
fn beside(
    n: usize,
    row: &Row,
    around: Option<Counter>,
    events: &mut Events,
    dated: &mut BTreeMap<Counter, BTreeMap<Day, (usize, At<Figure>)>>,
) -> Vec<Head> {
    let of = |figure: &At<Figure>| counter_of(row, figure).or(around).unwrap_or(WHOLE);
    let mut heads = dated_heads(row);
    for phrase in &row.phrases {
        let window = row.behind(phrase);
        let inside = |field| {
            row.figures.iter().filter(move |f| is_counter(&f.value, field)).filter(|f| within(f, &window))
        };
        match phrase.value {
            BillWord::Index => {
                let day = row.days.iter().find(|d| within(d, &row.behind(phrase)));
                if let Some((day, figure)) = day.zip(inside(BillField::IndexTo).next()) {
                    dated.entry(of(figure)).or_default().insert(day.value, (n, figure.clone()));
                }
            }
            BillWord::Label(field, _) if is_counted(field) => {
                let figures: Vec<&At<Figure>> = inside(field).collect();
                let has_unit = field == BillField::Quantity && figures.iter().any(|f| f.value.unit.is_some());
                let mut taken =
                    figures.into_iter().filter(|f| !has_unit || f.value.unit.is_some()).peekable();
                if taken.peek().is_none() {
                    heads.push((field, row.place(&phrase.bytes), unit_of(row, &row.behind(phrase))));
                }
                // Of a quantity what has a unit: 33 350 m3 and 367 697 kWh. Else the first number.
                for figure in taken.take(if has_unit { usize::MAX } else { 1 }) {
                    push(events, of(figure), n, row, field, figure, None);
                }
            }
            _ => {}
        }
    }
    heads
}

/// "Index au 01/01/2025 : 12 345", several times: the first day and the last, where no label says it otherwise.
fn between_days(
    rows: &[Row],
    dated: BTreeMap<Counter, BTreeMap<Day, (usize, At<Figure>)>>,
    events: &mut Events,
) {
    for (counter, by_day) in dated {
        let known =
            events.get(&counter).is_some_and(|list| list.iter().any(|e| e.field != BillField::Quantity));
        let ends = by_day.first_key_value().zip(by_day.last_key_value()).filter(|(a, b)| a.0 < b.0);
        let Some(((_, from), (_, to))) = ends.filter(|_| !known) else { continue };
        for (field, (n, figure)) in [(BillField::IndexFrom, from), (BillField::IndexTo, to)] {
            if let Some(row) = rows.get(*n) {
                push(events, counter, *n, row, field, figure, None);
            }
        }
    }
}

/// "Index au 01/01/2025" and "Index au 31/12/2025" above two columns.
fn dated_heads(row: &Row) -> Vec<Head> {
    let says_index = row.says(|word| word == BillWord::Index);
    // From the word to the day: the number may stand under either.
    let head = |day: &At<Day>| {
        let is_before = |p: &&At<BillWord>| p.value == BillWord::Index && p.bytes.end <= day.bytes.start;
        let word = row.phrases.iter().rev().find(is_before);
        word.map_or(day.bytes.start, |word| word.bytes.start)..day.bytes.end
    };
    match row.days.as_slice() {
        [from, to] if says_index && row.figures.is_empty() && from.value < to.value => vec![
            (BillField::IndexFrom, row.place(&head(from)), None),
            (BillField::IndexTo, row.place(&head(to)), None),
        ],
        _ => Vec::new(),
    }
}

const WHOLE: Counter = (Direction::Offtake, Register::Total);

fn push(
    events: &mut Events,
    counter: Counter,
    n: usize,
    row: &Row,
    field: BillField,
    figure: &At<Figure>,
    head: Option<Unit>,
) {
    let quantity = Quantity { amount: figure.value.number, unit: figure.value.unit.or(head) };
    let list = events.entry(counter).or_default();
    if list.len() < NUMBERS {
        list.push(Event { row: n, field, seen: row.seen(quantity) });
    }
}

/// The rows under the heads of columns, which stand in the lines from `first` to before `start`.
fn below(rows: &[Row], first: usize, start: usize, heads: &[Head], events: &mut Events) {
    let lines = rows.get(first..start).unwrap_or_default();
    let Some(page) = lines.first().map(|row| row.page) else { return };
    let counter = lines.iter().find_map(sole).unwrap_or(WHOLE);
    let has = |field| heads.iter().any(|(named, ..)| *named == field);
    let is_pair = has(BillField::IndexFrom) && has(BillField::IndexTo);
    let ends = |word| match word {
        BillWord::Label(field, _) => {
            !matches!(field, BillField::Serial | BillField::Coefficient | BillField::None)
        }
        _ => false,
    };
    let mut empty = 0;
    for (n, row) in rows.iter().enumerate().skip(start).take(TABLE) {
        if row.page != page || row.says(ends) || empty > 2 {
            return;
        }
        let found = under(row, heads, is_pair);
        // Under two indexes, a row with one of them is another matter; one with neither is a sum, or a counter without.
        let indexes = found.iter().filter(|((field, ..), _)| *field != BillField::Quantity).count();
        let is_named = row.says(|word| matches!(word, BillWord::Total | BillWord::Register(_)));
        if is_pair && !found.is_empty() && (indexes == 1 || indexes == 0 && !is_named) {
            return;
        }
        empty = if found.is_empty() { empty + 1 } else { 0 };
        for ((field, _, unit), figure) in found {
            push(events, counter_of(row, figure).unwrap_or(counter), n, row, *field, figure, *unit);
        }
    }
}

/// The numbers of a row, each under the head it stands nearest to. Where no index tells what is counted, a quantity
/// without a unit is one of anything: twelve months of a fee.
fn under<'r, 'h>(row: &'r Row, heads: &'h [Head], is_pair: bool) -> Vec<(&'h Head, &'r At<Figure>)> {
    let mut found: Vec<(&Head, &At<Figure>)> = Vec::new();
    for head in heads {
        let (field, place, unit) = head;
        let near = |f: &&At<Figure>| overlap(row.place(&f.bytes), *place);
        let fits = row.figures.iter().filter(|f| {
            is_counter(&f.value, *field)
                && (is_pair || *field != BillField::Quantity || unit.or(f.value.unit).is_some())
                && near(f) > -ASIDE
                && found.iter().all(|(_, taken)| taken != f)
        });
        found.extend(fits.max_by_key(near).map(|figure| (head, figure)));
    }
    found
}

/// Whether a number can be an index or a quantity.
fn is_counter(figure: &Figure, field: BillField) -> bool {
    let fits = match figure.unit.map(Unit::dimension) {
        None | Some(Dimension::Energy | Dimension::Volume) => true,
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
