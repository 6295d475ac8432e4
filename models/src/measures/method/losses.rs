//! Losses of pipes, valves and stores, *pertes de distribution*.
//!
//! Meaning: heat given to cellars and ducts on its way. Formula: `Q = (p₀ − p₁)·L·h/1000`, p in W/m. Unit: kWh of useful heat.
//! Source: educationenergie.be (a bare pipe of 5 cm at 60 °C in 20 °C loses 60 W/m); else measured or read on the sheet. Holds:
//! pipes outside heated rooms. The loop of hot water is insulated, never cooled: a store below 60 °C or a return below 55 °C is
//! refused (CSTC).

use rust_decimal::Decimal;

use super::{falls, wh};
use crate::catalog::ActsOn;
use crate::measures::effect::Effect;
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;
use crate::measures::state::HeatUse;

pub(super) fn effects(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let fall = falls(asked.get("loss-before")?, asked.get("loss-after")?, "loss-after")?;
    let kwh = fall
        .checked_mul(asked.get("length")?)
        .and_then(|watts| watts.checked_mul(asked.get("hours").ok()?))
        .and_then(|wh| wh.checked_div(Decimal::ONE_THOUSAND));
    let of =
        if asked.card.acts_on.contains(&ActsOn::HotWater) { HeatUse::HotWater } else { HeatUse::SpaceHeat };
    Ok(vec![Effect::LessHeat { of, by: wh(kwh, "length")? }])
}
