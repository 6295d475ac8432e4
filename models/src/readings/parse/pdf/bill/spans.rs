//! The numbers of one counter, put together: which index ends the period that another begins, which quantity is what
//! passed between.
//!
//! What an index explains comes first, energy before volume; everything else stands beside it.

use rust_decimal::{Decimal, dec};

use crate::building::{Direction, Register};
use crate::catalog::BillField;
use crate::readings::proposal::{Proposed, ProposedRegister, Quantity, Seen};
use crate::units::{Dimension, Unit};

/// A number of a counter.
#[derive(Debug)]
pub struct Event {
    /// Its line.
    pub row: usize,
    /// An index or a quantity.
    pub field: BillField,
    /// The number.
    pub seen: Seen<Quantity>,
}

/// Numbers of a counter that belong together.
#[derive(Debug, Default, Clone)]
pub struct Span {
    from: Option<Seen<Decimal>>,
    to: Option<Seen<Decimal>>,
    quantities: Vec<(usize, Seen<Quantity>)>,
    last_row: usize,
}

/// Numbers of one counter, those that belong together in one span.
pub fn spans(events: Vec<Event>) -> Vec<Span> {
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

/// The counter as its spans say it, those first that most speaks for.
pub fn proposed(
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
