//! How much of its income the house spends on energy, and what if prices rise (S29).
//!
//! For a director: out of a hundred euro of income, how many go to energy; and how many would if energy cost half as much
//! again, twice, three times as much, all else equal. Formula: cost × stress ÷ operating income. Unit: share. `of` is absent
//! for the year as it was, `x1.5`, `x2`, `x3` under stress. Source: bills, and the operating income of the building; that of
//! the organisation serves where this is its only building, and only then does it stand among the building's facts.
//! Refuses: no cost of the year, no income.

use rust_decimal::Decimal;

use super::cost_per_m2::cost_of;
use super::{Explained, Figures, Indicator, Input, Lack, Measure, Origin, Value, Work};
use crate::period::Period;

/// Energy in the operating income.
pub const INDICATOR: Indicator = Indicator {
    code: "budget",
    formulas: &["budget-share", "budget-share-stressed"],
    symbols: &["cost", "operating-income", "stress"],
    figures,
};

/// What prices are multiplied by, tenths, and what that is called.
pub const STRESSES: [(&str, i64); 3] = [("x1.5", 15), ("x2", 20), ("x3", 30)];

/// A stress as an input: fixed by the method.
pub(super) fn stress(tenths: i64) -> Input {
    Input::new("stress", Decimal::new(tenths, 1).normalize(), Measure::Number, Origin::Method)
}

fn figures(work: &Work<'_>, made: &Figures) -> Vec<Explained> {
    let years = work.before().into_iter().chain(work.period());
    years.flat_map(|year| of_year(work, made, year)).collect()
}

fn of_year(work: &Work<'_>, made: &Figures, year: Period) -> Vec<Explained> {
    let known = cost_of(made, year).and_then(|cost| Ok((cost, income(work, year)?)));
    let plain = match &known {
        Ok((cost, income)) => share(cost.value, income.value, "budget-share", vec![cost, income]),
        Err(lack) => Err(lack.clone()),
    };
    let mut found = vec![answered(year, plain)];
    for (code, tenths) in STRESSES {
        let stressed = match &known {
            Ok((cost, income)) => {
                let times = stress(tenths);
                share(
                    cost.value * times.value,
                    income.value,
                    "budget-share-stressed",
                    vec![cost, &times, income],
                )
            }
            Err(lack) => Err(lack.clone()),
        };
        found.push(answered(year, stressed).of(code));
    }
    found
}

fn answered(year: Period, value: Result<Value, Lack>) -> Explained {
    match value {
        Ok(value) => Explained::known("budget", year, value),
        Err(lack) => Explained::not_yet("budget", year, [lack]),
    }
}

fn share(cost: Decimal, income: Decimal, formula: &'static str, inputs: Vec<&Input>) -> Result<Value, Lack> {
    let lack = || Lack::of("building.operating_income_eur");
    let share = cost.checked_div(income).filter(|_| income > Decimal::ZERO).ok_or_else(lack)?;
    Ok(Value::new(share, Measure::Share, formula, inputs.into_iter().cloned().collect()))
}

/// What the building earns a year; else what its organisation earns, where it has no other building.
fn income(work: &Work<'_>, year: Period) -> Result<Input, Lack> {
    let of = |code| work.site.number("operating-income", code, Measure::Euro, year);
    of("building.operating_income_eur")
        .or_else(|lack| of("organisation.operating_income_eur").map_err(|_| lack))
}
