//! The closed set of ways in which an amount is counted, one file each, in exact decimals.
//!
//! Each gives the figure *before* any cap, how it came about, or what lacks. Caps, other aid and the cost of the work come
//! last, in `amounts`.

mod brackets;
mod per_unit;
mod rate_of_cost;
mod share_issue;
mod tax_rate;

use rust_decimal::Decimal;

use super::facts::Value;
use super::view::View;
use crate::catalog::schemes::{Amount, Figure, Shape};

/// A figure before any cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    /// Exact.
    pub value: Decimal,
    /// How it came about, without words: `200 m2 × 59 EUR/m2`.
    pub basis: String,
    /// The same under every hypothesis, where a fact is not told: the lowest is counted.
    pub hypotheses: Vec<(&'static str, Decimal)>,
    /// The rate, where the shape is one.
    pub rate: Option<Decimal>,
    /// What is warned of.
    pub warnings: Vec<&'static str>,
    /// Facts that lack for a better figure.
    pub missing: Vec<&'static str>,
    /// It may not be more than the cost of the work.
    pub within_cost: bool,
}

/// Why there is no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lack {
    /// What is warned of.
    pub warning: &'static str,
    /// The fact that lacks.
    pub fact: Option<&'static str>,
}

impl Counted {
    fn new(value: Decimal, basis: String) -> Counted {
        Counted {
            value,
            basis,
            hypotheses: Vec::new(),
            rate: None,
            warnings: Vec::new(),
            missing: Vec::new(),
            within_cost: true,
        }
    }
}

/// What one amount of a scheme gives for the work of the view; nothing where money is lent or shares are sold.
pub(super) fn count(amount: &Amount, view: View) -> Option<Result<Counted, Lack>> {
    Some(match &amount.shape {
        Shape::RateOfCost { rate } => rate_of_cost::count(*rate, view),
        Shape::PerUnit { table } => per_unit::count(table, view),
        Shape::Brackets { steps } => brackets::count(steps, view),
        Shape::TaxRate { rate, normal } => tax_rate::count(*rate, *normal, view),
        Shape::ShareIssue { matching: Some(matching), .. } => share_issue::count(*matching, view),
        Shape::Loan { share, rate, years } => lent(&[*share, *rate, *years], *share, view),
        Shape::ThirdParty { share, years } => lent(&[*share, *years], *share, view),
        Shape::ShareIssue { matching: None, .. } => return None,
    })
}

/// Money that is paid back: told only where every term is known.
fn lent(terms: &[Figure], share: Figure, view: View) -> Result<Counted, Lack> {
    let known = terms.iter().all(|term| term.known().is_some());
    let lack = Lack { warning: "term-unverified", fact: None };
    if known { rate_of_cost::count(share, view) } else { Err(lack) }
}

fn known(figure: Figure) -> Result<Decimal, Lack> {
    figure.known().ok_or(Lack { warning: "rate-unverified", fact: None })
}

fn cost(view: View) -> Result<Decimal, Lack> {
    match view.get("work.cost_excl_vat").as_deref() {
        Some(Value::Number(cost)) => Ok(*cost),
        _ => Err(Lack { warning: "cost-not-told", fact: Some("work.cost_excl_vat") }),
    }
}

fn quantity(view: View, unit: &str) -> Result<Decimal, Lack> {
    match view.get("work.quantity").as_deref() {
        Some(Value::Quantity(number, told)) if told == unit => Ok(*number),
        Some(Value::Quantity(..)) => Err(Lack { warning: "quantity-unit", fact: None }),
        _ => Err(Lack { warning: "quantity-not-told", fact: Some("work.quantity") }),
    }
}

fn percent(share: Decimal) -> String {
    format!("{} %", (share * Decimal::ONE_HUNDRED).normalize())
}

fn times(a: Decimal, b: Decimal) -> Result<Decimal, Lack> {
    a.checked_mul(b).ok_or(Lack { warning: "amount-unverified", fact: None })
}
