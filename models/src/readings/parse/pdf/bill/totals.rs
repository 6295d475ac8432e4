//! What the bill costs: without VAT, the VAT, with it, and what is still to be paid.
//!
//! Where three amounts printed as such add up to the cent, they are the ones; else the surest label wins.

use rust_decimal::{Decimal, dec};

use super::labels::{Of, candidates};
use super::rows::Row;
use super::values::At;
use crate::catalog::BillField;
use crate::readings::proposal::{Proposed, Seen};

/// Lines of a table of VAT.
const BELOW: usize = 5;
/// Candidates that are tried against each other.
const TRIED: usize = 6;

/// The amounts of a bill.
#[derive(Debug, Default)]
pub struct Totals {
    /// HTVA.
    pub excl_vat: Option<Proposed<Decimal>>,
    /// The VAT.
    pub vat: Option<Proposed<Decimal>>,
    /// TVAC.
    pub incl_vat: Option<Proposed<Decimal>>,
    /// What is asked.
    pub payable: Option<Proposed<Decimal>>,
}

/// Finds them.
pub fn totals(rows: &[Row]) -> Totals {
    let amounts = |row: &Row, _| {
        let amounts = row.figures.iter().filter(|f| f.value.is_amount());
        amounts.map(|f| At { bytes: f.bytes.clone(), value: f.value.number }).collect::<Vec<_>>()
    };
    let of = |field, of| candidates(rows, field, of, BELOW, amounts);
    let mut excl = of(BillField::ExclVat, Of::First);
    let mut vat = of(BillField::Vat, Of::Last);
    let mut incl = of(BillField::InclVat, Of::Last);
    if let Some((e, v, i)) = adding_up(&excl, &vat, &incl) {
        for (list, at) in [(&mut excl, e), (&mut vat, v), (&mut incl, i)] {
            let best = list.remove(at);
            list.insert(0, best);
        }
    }
    Totals {
        excl_vat: Proposed::of(excl),
        vat: Proposed::of(vat),
        incl_vat: Proposed::of(incl),
        payable: Proposed::of(of(BillField::Payable, Of::Last)),
    }
}

/// The places of three amounts that add up, the surest of them.
fn adding_up(
    excl: &[Seen<Decimal>],
    vat: &[Seen<Decimal>],
    incl: &[Seen<Decimal>],
) -> Option<(usize, usize, usize)> {
    let mut best = None;
    for (e, excl) in excl.iter().take(TRIED).enumerate() {
        for (v, vat) in vat.iter().take(TRIED).enumerate() {
            for (i, incl) in incl.iter().take(TRIED).enumerate() {
                let rest = excl.value.checked_add(vat.value).and_then(|sum| sum.checked_sub(incl.value));
                let fits = rest.is_some_and(|rest| rest.abs() <= dec!(0.02)) && !vat.value.is_zero();
                if fits && best.is_none_or(|(a, b, c)| e + v + i < a + b + c) {
                    best = Some((e, v, i));
                }
            }
        }
    }
    best
}
