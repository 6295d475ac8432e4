//! A norm: whom it binds, and how far they are above it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{Member, Reckoned};
use crate::norms::Decided;

/// Buildings of one use below which its worst share cannot be told: one of seven is the first within 16 %.
const FEWEST: usize = 7;

/// Per activity, the intensity from which on a building is among the worst; none where too few can be compared.
pub(super) fn thresholds(members: &[Member], share: Decimal) -> BTreeMap<&str, Decimal> {
    let mut of: BTreeMap<&str, Vec<Decimal>> = BTreeMap::new();
    for member in members {
        if let (Some(activity), Some(intensity)) = (member.activity.as_deref(), member.intensity) {
            of.entry(activity).or_default().push(intensity);
        }
    }
    of.retain(|_, all| all.len() >= FEWEST);
    let worst = |mut all: Vec<Decimal>| {
        all.sort_unstable();
        let bound = (Decimal::from(all.len()) * share).floor().to_usize()?;
        // The best of those that are not among the worst: what the others have to come down to.
        all.len().checked_sub(bound + 1).and_then(|at| all.get(at).copied())
    };
    of.into_iter().filter_map(|(activity, all)| Some((activity, worst(all)?))).collect()
}

/// Buildings of each use without a threshold: no more of them than their share of the worst can be bound, rounded up.
pub(super) fn bound_at_most(
    members: &[Member],
    reckoned: &mut [Reckoned],
    share: Decimal,
    thresholds: &BTreeMap<&str, Decimal>,
    worth: &dyn Fn(&Member) -> [Decimal; 3],
) {
    let mut of: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        let activity = member.activity.as_deref();
        if !activity.is_some_and(|activity| thresholds.contains_key(activity)) {
            of.entry(activity).or_default().push(at);
        }
    }
    for all in of.into_values() {
        let most = (Decimal::from(all.len()) * share).ceil().to_usize().unwrap_or(all.len());
        // Figure by figure the dearest: nobody can say which ones they are, and no choice comes to more.
        for figure in 0..3 {
            let mut ranked: Vec<(Decimal, usize)> = all
                .iter()
                .filter_map(|at| Some((worth(members.get(*at)?).get(figure).copied()?, *at)))
                .collect();
            ranked.sort_unstable();
            for (_, at) in ranked.into_iter().rev().skip(most) {
                if let Some(left_out) = reckoned.get_mut(at).and_then(|of| of.left_out.get_mut(figure)) {
                    *left_out = true;
                }
            }
        }
    }
}

/// Whether a norm binds a building, and by how much it is above.
pub(super) fn bound(
    member: &Member,
    codes: &[String],
    worst_share: Option<Decimal>,
    thresholds: &BTreeMap<&str, Decimal>,
) -> Reckoned {
    let told = codes.iter().map(|code| member.obligations.get(code).copied().unwrap_or(Decided::Unknown));
    let threshold = member.activity.as_deref().and_then(|activity| thresholds.get(activity));
    let among = worst_share.map(|_| match (threshold, member.intensity) {
        (Some(threshold), Some(own)) if own > *threshold => Decided::Yes,
        (Some(_), Some(_)) => Decided::No,
        _ => Decided::Unknown,
    });
    let after = told.chain(among).fold(Decided::No, |so_far, next| match (so_far, next) {
        (Decided::Yes, _) | (_, Decided::Yes) => Decided::Yes,
        (Decided::Unknown, _) | (_, Decided::Unknown) => Decided::Unknown,
        _ => Decided::No,
    });
    let above = || (member.intensity? - *threshold?).max(Decimal::ZERO).checked_mul(member.area?);
    Reckoned { before: Some(Decided::No), after: Some(after), above: above(), ..Reckoned::default() }
}
