//! A share of a use that is kept: habits, clocks, curves, balancing, control of lamps, kitchen, laundry.
//!
//! Meaning: what cannot be calculated part by part, told as a share by the one who saw it. Formula: kept = `1 − s`. Unit: share of
//! the use. Source: the card's range, wide and honest; none where none was found, and the adviser then gives his own. Holds: the
//! use is there; two shares of one use are chained on what is left, never added.

use rust_decimal::Decimal;

use super::ratio;
use crate::catalog::ActsOn;
use crate::measures::effect::Effect;
use crate::measures::exact::{Ratio, Wh};
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;
use crate::measures::state::{ElectricUse, FuelUse, HeatUse, State};

pub(super) fn effects(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let saved = asked.get("saved-share")?;
    let kept = ratio(Decimal::ONE.checked_sub(saved).unwrap_or(Decimal::ZERO), "saved-share")?;
    Ok(asked.card.acts_on.iter().flat_map(|of| kept_of(*of, kept, asked.setting.state)).collect())
}

fn kept_of(of: ActsOn, kept: Ratio, state: &State) -> Vec<Effect> {
    let electric = |of| Effect::KeepElectricity { of, kept };
    // A kitchen on gas has no electricity to keep a share of, and the other way round.
    let both = |electricity: ElectricUse, fuel: FuelUse| {
        let mut effects = Vec::new();
        let burns = state.fuel(fuel).is_some();
        if burns {
            effects.push(Effect::KeepFuel { of: fuel, kept });
        }
        if !burns || state.electricity(electricity) > Wh::ZERO {
            effects.push(electric(electricity));
        }
        effects
    };
    match of {
        ActsOn::SpaceHeat => vec![Effect::KeepHeat { of: HeatUse::SpaceHeat, kept }],
        ActsOn::HotWater => vec![Effect::KeepHeat { of: HeatUse::HotWater, kept }],
        ActsOn::Lighting => vec![electric(ElectricUse::Lighting)],
        ActsOn::Ventilation => vec![electric(ElectricUse::Ventilation)],
        ActsOn::Auxiliaries => vec![electric(ElectricUse::Auxiliaries)],
        ActsOn::Kitchen => both(ElectricUse::Kitchen, FuelUse::Kitchen),
        ActsOn::Laundry => both(ElectricUse::Laundry, FuelUse::Laundry),
        ActsOn::Other => vec![electric(ElectricUse::Other)],
        ActsOn::Water => vec![Effect::KeepWater { kept }],
    }
}
