//! What stands beside a plan: its cautious years, the ways to pay, what it hangs on, the mix that costs least.
//!
//! Asked for where somebody looks: a verdict alone does not pay for it. The same inputs as the plan, so that both say the
//! same. Does *not* load.

use super::compare::{Compared, compare};
use super::flows::{Year, flows};
use super::inputs::Inputs;
use super::mix::{Mix, mix};
use super::outlook::Outlook;
use super::sensitivity::{Bar, sensitivity};
use crate::catalog::Catalog;
use crate::financing::{Case, Financing};

/// Everything beside a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sights {
    /// The years of the cautious case: P90, low prices, sure grants alone.
    pub cautious: Vec<Year>,
    /// Own funds, loan, third party, cooperative, each alone.
    pub compared: Vec<Compared>,
    /// What the plan hangs on, the widest first.
    pub bars: Vec<Bar>,
    /// The mix that respects the board's limits at least cost.
    pub mix: Option<Mix>,
}

impl Sights {
    /// Beside the plan of this answer; nothing where there is no plan.
    pub fn of(case: &Case, said: &Financing, catalog: &Catalog) -> Option<Sights> {
        said.plan.as_ref()?;
        let inputs = Inputs::of(case, &said.schemes, &said.grants, catalog, said.on)?;
        Some(Sights {
            cautious: flows(&inputs, Outlook::CAUTIOUS)?.years,
            compared: compare(&inputs),
            bars: sensitivity(&inputs),
            mix: mix(&inputs),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::financing::assess;

    const PANELS: &str = "on = 2026-11-21\n[organisation]\nvat_recovery = \"full\"\n[plan]\nhorizon_years = 12\n\
        discount_rate = 0.03\nvat_rate = 0.21\nprice_growth = 0.02\nown_funds_max = \"20000 EUR\"\n[[work]]\n\
        measure = \"photovoltaic\"\ncost_excl_vat = \"210000 EUR\"\nsaving_kwh = 120000\nprice_per_kwh = 0.25\n\
        carrier = \"electricity\"\nlifetime_years = 25\nmaintenance_per_year = \"0 EUR\"\n[[source]]\nkind = \"loan\"\n\
        amount = \"210000 EUR\"\nrate = 0.02\nyears = 10\ngrace_months = 0\namortisation = \"annuity\"\n";

    fn sights(text: &str) -> (Financing, Option<Sights>) {
        let catalog = Catalog::embedded().unwrap();
        let case = Case::read(text, &catalog).unwrap();
        let said = assess(&case, &catalog, case.on.unwrap());
        let sights = Sights::of(&case, &said, &catalog);
        (said, sights)
    }

    #[test]
    fn the_cautious_years_are_those_of_the_first_line() {
        let (said, sights) = sights(PANELS);
        let (first, sights) = (said.plan.unwrap().first_line, sights.unwrap());
        let from = usize::from(first.cash_neutral_from_year.unwrap());
        let least = sights.cautious.iter().skip(from - 1).map(|y| y.net).min();
        assert_eq!(least, first.yearly_yield);
        assert_eq!(sights.compared.len(), 4);
        assert!(!sights.bars.is_empty() && sights.mix.is_some());
    }

    #[test]
    fn without_a_plan_nothing_stands_beside_it() {
        assert_eq!(sights(&PANELS.replace("price_growth = 0.02\n", "")).1, None);
    }
}
