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
