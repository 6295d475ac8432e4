//! What pays for the works: grants and gifts first, then own funds as told, third parties, debt, and own funds again.
//!
//! No more is taken of a source than is needed. What is left is paid from own funds as far as the board allows; what is
//! still left is *unfunded*, and said.

use rust_decimal::Decimal;

use super::inputs::Inputs;
use super::outlook::GrantsCounted;
use super::sources::SourceKind;

/// Who pays how much, euro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// What has to be paid for.
    pub need: Decimal,
    /// Grants.
    pub grants: Decimal,
    /// Gifts.
    pub donations: Decimal,
    /// Of the organisation.
    pub own_funds: Decimal,
    /// Of each source, in the order of the inputs.
    pub taken: Vec<Decimal>,
    /// Of nobody.
    pub unfunded: Decimal,
    /// Some source is not needed in full.
    pub not_in_full: bool,
    /// Own funds are told above what the board allows.
    pub above_limit: bool,
    /// Own funds were completed beyond what is told.
    pub completed: bool,
}

/// Stacks the sources of some works.
pub fn stack(inputs: &Inputs, which: GrantsCounted) -> Option<Stack> {
    let need = inputs.cost_borne()?;
    let wanted = match which {
        GrantsCounted::Planned => inputs.grants,
        GrantsCounted::Sure => inputs.grants_sure,
    };
    let grants = wanted.min(need);
    let mut left = need - grants;
    let mut taken = vec![Decimal::ZERO; inputs.sources.len()];
    let mut not_in_full = false;
    let mut take = |wanted: fn(SourceKind) -> bool, left: &mut Decimal, most: &mut Option<Decimal>| {
        let mut sum = Decimal::ZERO;
        for (source, taken) in inputs.sources.iter().zip(&mut taken).filter(|(s, _)| wanted(s.kind)) {
            let allowed = most.unwrap_or(source.amount).min(source.amount);
            let part = allowed.min(*left);
            not_in_full |= part < allowed;
            *taken += part;
            *left -= part;
            sum += part;
            *most = most.map(|most| most - part);
        }
        sum
    };
    let donations = take(|kind| kind == SourceKind::Donation, &mut left, &mut None);
    let mut allowed = Some(inputs.own_funds_max);
    let mut own_funds = take(|kind| kind == SourceKind::OwnFunds, &mut left, &mut allowed);
    take(SourceKind::is_third_party, &mut left, &mut None);
    take(SourceKind::is_debt, &mut left, &mut None);
    let told: Decimal =
        inputs.sources.iter().filter(|s| s.kind == SourceKind::OwnFunds).map(|s| s.amount).sum();
    let completing = left.min((inputs.own_funds_max - own_funds).max(Decimal::ZERO));
    own_funds += completing;
    left -= completing;
    Some(Stack {
        need,
        grants,
        donations,
        own_funds,
        taken,
        unfunded: left,
        not_in_full,
        above_limit: told > inputs.own_funds_max,
        completed: completing > Decimal::ZERO,
    })
}
