//! What a plan hangs on: one figure at a time a little worse and a little better, the widest first (*tornado*).
//!
//! Saving and price ± 20 %, cost ± 10 %, interest ± one point, grants none and all that are possible. Each bar is the net
//! present value of the organisation's own money.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::units::exact::times;
use super::flows::flows;
use super::inputs::Inputs;
use super::outlook::Outlook;
use super::yardsticks::{Yardsticks, judge};
use crate::financing::Cents;

/// What is changed, in the order of [`sensitivity`] where bars are alike: `plan-bar-<code>`.
pub const BARS: &[&str] = &["saving", "price", "cost", "rate", "grants"];

const FIFTH: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
const TENTH: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
const POINT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What is changed.
    pub code: &'static str,
    /// *VAN* with the worse figure.
    pub worse: Cents,
    /// *VAN* with the better figure.
    pub better: Cents,
    /// The first year from which no year costs, with the worse figure.
    pub worse_neutral_from_year: Option<u16>,
    /// The same with the better figure.
    pub better_neutral_from_year: Option<u16>,
}

/// The bars, widest first; none where a figure is beyond any building.
pub fn sensitivity(inputs: &Inputs) -> Vec<Bar> {
    let mut bars: Vec<Bar> = BARS.iter().filter_map(|code| bar(inputs, code)).collect();
    bars.sort_by_key(|bar| core::cmp::Reverse((bar.better.0 - bar.worse.0).abs()));
    bars
}

fn bar(inputs: &Inputs, code: &'static str) -> Option<Bar> {
    let worse = judged(&changed(inputs, code, false)?)?;
    let better = judged(&changed(inputs, code, true)?)?;
    Some(Bar {
        code,
        worse: worse.npv,
        better: better.npv,
        worse_neutral_from_year: worse.cash_neutral_from_year,
        better_neutral_from_year: better.cash_neutral_from_year,
    })
}

fn judged(inputs: &Inputs) -> Option<Yardsticks> {
    judge(inputs, &flows(inputs, Outlook::CENTRAL)?)
}

fn changed(inputs: &Inputs, code: &str, better: bool) -> Option<Inputs> {
    let mut inputs = inputs.clone();
    let by = |step: Decimal| if better { Decimal::ONE + step } else { Decimal::ONE - step };
    match code {
        "saving" => {
            for work in &mut inputs.works {
                work.saving_kwh = times(work.saving_kwh, by(FIFTH))?;
            }
        }
        "price" => {
            for work in &mut inputs.works {
                work.price.euro_per_kwh = times(work.price.euro_per_kwh, by(FIFTH))?;
            }
        }
        "cost" => {
            for work in &mut inputs.works {
                work.cost_excl_vat = times(work.cost_excl_vat, by(-TENTH))?;
                work.replacement_cost = times(work.replacement_cost, by(-TENTH))?;
            }
        }
        "rate" => {
            for source in inputs.sources.iter_mut().filter(|s| s.kind.is_debt()) {
                let other = if better { source.rate - POINT } else { source.rate + POINT };
                source.rate = other.max(Decimal::ZERO);
            }
        }
        _ => {
            inputs.grants = if better { inputs.grants.max(inputs.grants_possible) } else { Decimal::ZERO };
            inputs.advance = inputs.advance.min(inputs.grants);
        }
    }
    Some(inputs)
}
