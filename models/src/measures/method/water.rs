//! Water, and the heat of its hot part.
//!
//! Meaning: fewer litres at taps and flushes, and less of them to heat. Formula: kept = `1 − s` of the water, `1 − s_hot` of the
//! useful hot water. Unit: share. Source: the card's range; the hot part only where somebody measured or saw it. Holds: showers of
//! people at risk keep their flow; no dead pipe is left behind.

use rust_decimal::Decimal;

use super::ratio;
use crate::measures::effect::Effect;
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;
use crate::measures::state::HeatUse;

pub(super) fn effects(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let kept = |saved: Decimal, input| ratio(Decimal::ONE.checked_sub(saved).unwrap_or(Decimal::ZERO), input);
    let mut effects = vec![Effect::KeepWater { kept: kept(asked.get("saved-share")?, "saved-share")? }];
    if let Some(hot) = asked.maybe("hot-saved-share") {
        let kept = kept(hot, "hot-saved-share")?;
        effects.push(Effect::KeepHeat { of: HeatUse::HotWater, kept });
    }
    Ok(effects)
}
