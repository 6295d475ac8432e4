//! Panels that heat water, *solaire thermique*.
//!
//! Meaning: hot water that the boiler no longer makes. Formula: `Q = A·y`, the pump's electricity `Q·p` against it. Unit: kWh of
//! useful heat. Source: the yield on the sheet of the offer; no Walloon default was found. Holds: the hot water is measured; the
//! store stays at 60 °C; what is calculated above the hot water used is capped by the chain, which says so.

use super::wh;
use crate::measures::effect::Effect;
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;
use crate::measures::state::{ElectricUse, HeatUse};

pub(super) fn effects(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let heat = asked.get("area")?.checked_mul(asked.get("solar-yield")?);
    let mut effects = vec![Effect::LessHeat { of: HeatUse::HotWater, by: wh(heat, "area")? }];
    if let Some(share) = asked.maybe("pump-share") {
        let by = wh(heat.and_then(|heat| heat.checked_mul(share)), "pump-share")?;
        effects.push(Effect::MoreElectricity { of: ElectricUse::Auxiliaries, by });
    }
    Ok(effects)
}
