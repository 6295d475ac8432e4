//! A lower set-point, *consigne de température*.
//!
//! Meaning: rooms held warmer than agreed, brought back. Formula: kept share = `1 − p·Δ`, p the share of the heating per
//! degree. Unit: share of useful heat. Source: 6 to 8 % per degree (foreign, dwellings: likely); the site's own degree-days give
//! more precise a share where somebody measures. Holds: never below what the people in the building need: the card's bound
//! refuses (18 °C, ONE), and a care home asks its own doctor first.

use rust_decimal::Decimal;

use super::ratio;
use crate::measures::effect::Effect;
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;
use crate::measures::state::HeatUse;

pub(super) fn effects(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let _ = asked.get("set-point-after")?;
    let saved = asked.get("degrees")?.checked_mul(asked.get("per-degree")?);
    let kept = saved.and_then(|saved| Decimal::ONE.checked_sub(saved)).unwrap_or(Decimal::ZERO);
    let kept = ratio(kept.max(Decimal::ZERO), "degrees")?;
    Ok(vec![Effect::KeepHeat { of: HeatUse::SpaceHeat, kept }])
}
