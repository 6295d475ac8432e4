//! Heat that leaves with air: leaks closed, and heat of used air given to fresh air.
//!
//! Meaning: air that is no longer warmed for nothing. Formulas: `Q = 0.34·V·(n₀ − n₁)·DJ·24/1000` for leaks, where n is the
//! mean air change in use (not n50 under pressure); `Q = 0.34·q·η·DJ·24/1000·h/8760` for recovery, with the fans' own
//! electricity counted against it. Unit: kWh of useful heat. Source: physics of air (0.34 Wh/m³K); degree-days by choice. Holds:
//! fresh air stays what people need; air changes or flows are measured, not guessed.

use rust_decimal::{Decimal, dec};

use super::transmission::heat_kwh;
use super::{falls, wh};
use crate::measures::effect::Effect;
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;
use crate::measures::state::{ElectricUse, HeatUse};

/// Heat that a cubic metre of air holds, Wh/m³K.
const AIR: Decimal = dec!(0.34);
/// Hours of a year.
const YEAR: Decimal = dec!(8760);

pub(super) fn tightness(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let input = "air-change-after";
    let fall = falls(asked.get("air-change-before")?, asked.get(input)?, input)?;
    let loss = asked.get("volume")?.checked_mul(fall).and_then(|flow| flow.checked_mul(AIR));
    let heat = loss.and_then(|loss| heat_kwh(loss, asked.setting.cold.kelvin_days));
    Ok(vec![Effect::LessHeat { of: HeatUse::SpaceHeat, by: wh(heat, "volume")? }])
}

pub(super) fn recovery(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let hours = asked.get("hours")?;
    let flow = asked.get("airflow")?;
    let loss = flow.checked_mul(asked.get("recovered-share")?).and_then(|flow| flow.checked_mul(AIR));
    let heat = loss
        .and_then(|loss| heat_kwh(loss, asked.setting.cold.kelvin_days))
        .and_then(|heat| heat.checked_mul(hours)?.checked_div(YEAR));
    let mut effects = vec![Effect::LessHeat { of: HeatUse::SpaceHeat, by: wh(heat, "airflow")? }];
    if let Some(watts) = asked.maybe("fan-power") {
        let kwh = watts.checked_mul(hours).and_then(|wh| wh.checked_div(Decimal::ONE_THOUSAND));
        let by = wh(kwh, "fan-power")?;
        effects.push(Effect::MoreElectricity { of: ElectricUse::Ventilation, by });
    }
    Ok(effects)
}
