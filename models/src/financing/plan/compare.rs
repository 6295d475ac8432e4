//! The same works paid in one way or another, side by side: own funds, loan, third party, cooperative.
//!
//! Each way pays alone what grants and gifts leave, on the terms the case tells for that kind of money, the first told; a
//! third party's fees and hand-over follow what it pays, as in every plan. Terms that nobody tells are asked for, never invented.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Ratio;
use super::flows::flows;
use super::inputs::Inputs;
use super::outlook::Outlook;
use super::sources::{Source, SourceKind};
use super::yardsticks::judge;
use crate::financing::Cents;

/// The ways that are compared.
pub const WAYS: [SourceKind; 4] =
    [SourceKind::OwnFunds, SourceKind::Loan, SourceKind::ThirdParty, SourceKind::Cooperative];

/// One way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The kind of money.
    pub kind: SourceKind,
    /// What it comes to, where its terms are told.
    pub figures: Option<Figures>,
    /// The facts that lack.
    pub missing: Vec<&'static str>,
    /// The board does not allow so much of its own funds, or so much debt.
    pub above_limit: bool,
}

/// What one way comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// What it pays.
    pub amount: Cents,
    /// What the organisation puts in at year 0.
    pub own_funds: Cents,
    /// What it pays in year 1: instalment, fee, share of the saving.
    pub paid_in_year_one: Cents,
    /// The highest instalment of a year, also beyond the horizon: nothing where nothing is lent.
    pub highest_instalment: Cents,
    /// What is left in year 1.
    pub net_in_year_one: Cents,
    /// Paid within the horizon beyond what was received.
    pub cost_of_money: Cents,
    /// What is left of all years, own funds and what is still owed after the last year taken off.
    pub left_at_end: Cents,
    /// *VAN*.
    pub npv: Cents,
    /// The lowest cover of the instalments.
    pub dscr_min: Option<Ratio>,
    /// The first year from which no year costs more than it brings.
    pub cash_neutral_from_year: Option<u16>,
    /// The same for the cautious case.
    pub cautious_neutral_from_year: Option<u16>,
    /// The least that a year then brings, in the cautious case.
    pub cautious_yearly_yield: Option<Cents>,
}

/// Every way, in the order of [`WAYS`].
pub fn compare(inputs: &Inputs) -> Vec<Compared> {
    WAYS.into_iter().map(|kind| way(inputs, kind)).collect()
}

fn way(inputs: &Inputs, kind: SourceKind) -> Compared {
    let told = inputs.sources.iter().find(|source| source.kind == kind);
    let given: Decimal =
        inputs.sources.iter().filter(|s| s.kind == SourceKind::Donation).map(|s| s.amount).sum();
    let left = |grants: Decimal| inputs.cost_borne().map(|cost| (cost - grants - given).max(Decimal::ZERO));
    let lacks = |missing| Compared { kind, figures: None, missing, above_limit: false };
    let (Some(need), Some(cautious)) = (left(inputs.grants), left(inputs.grants_sure)) else {
        return lacks(Vec::new());
    };
    let alone = |amount: Decimal| -> Option<Inputs> {
        let mut changed = inputs.clone();
        changed.sources.retain(|s| s.kind == SourceKind::Donation);
        changed.own_funds_max = if kind == SourceKind::OwnFunds { amount } else { Decimal::ZERO };
        changed.sources.push(match told {
            Some(source) => source.paying(amount)?,
            None => Source::plain(kind, amount),
        });
        Some(changed)
    };
    if told.is_none() && kind != SourceKind::OwnFunds {
        return lacks(kind.needs().iter().copied().filter(|fact| *fact != "source.amount").collect());
    }
    let figures =
        alone(need).zip(alone(cautious)).and_then(|(central, careful)| figures(&central, &careful, need));
    let service = figures.as_ref().map_or(Decimal::ZERO, |f| f.highest_instalment.0);
    let above_limit = match kind {
        SourceKind::OwnFunds => need > inputs.own_funds_max,
        _ => {
            kind == SourceKind::Loan && inputs.guarantee_max.is_some_and(|most| need > most)
                || inputs.debt_service_max.is_some_and(|most| service > most)
        }
    };
    Compared { kind, figures, missing: Vec::new(), above_limit }
}

fn figures(central: &Inputs, careful: &Inputs, amount: Decimal) -> Option<Figures> {
    let computed = flows(central, Outlook::CENTRAL)?;
    let judged = judge(central, &computed)?;
    let cautious = judge(careful, &flows(careful, Outlook::CAUTIOUS)?)?;
    let first = computed.years.first().copied().unwrap_or_default();
    let last = computed.years.last().copied().unwrap_or_default();
    let to_others: Decimal = computed.years.iter().map(|y| y.third_party.0 + y.interest.0).sum();
    let invested: Decimal = computed.third_parties.iter().map(|t| t.amount.0).sum();
    Some(Figures {
        amount: Cents(amount),
        own_funds: Cents(computed.stack.own_funds),
        paid_in_year_one: Cents(first.instalment.0 + first.third_party.0),
        highest_instalment: Cents(computed.highest_service()),
        net_in_year_one: first.net,
        cost_of_money: Cents(to_others - invested),
        left_at_end: Cents(last.cumulated.0 - computed.owed_at_end),
        npv: judged.npv,
        dscr_min: judged.dscr_min,
        cash_neutral_from_year: judged.cash_neutral_from_year,
        cautious_neutral_from_year: cautious.cash_neutral_from_year,
        cautious_yearly_yield: cautious.yearly_yield,
    })
}
