//! Another producer of heat: boiler, network, heat pump, cogeneration.
//!
//! Meaning: the same heat, made better or of another carrier. Formulas: boiler `E₁ = E₀·η₀/η₁`; heat pump `E = Q/SCOP`, Q the
//! useful heat (fuel on PCI by η₀) and the SCOP read between its points at 35 and 55 °C by how hot the emitters then need it;
//! cogeneration: `E = Q/η_th`, electricity `E·η_el`. Unit: kWh PCI. Source: standard balances; EN 14825 for the points; PEB
//! annex F for PCI/PCS. Holds: yields are over a year and on PCI; none is above what the fuel holds on PCS (1/0.90 for gas); a
//! pump that is not hot enough for the emitters does not take over, and the chain says so.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};

use super::{part, ratio};
use crate::building::Carrier;
use crate::catalog::ActsOn;
use crate::measures::effect::{Effect, HeatPump};
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;
use crate::measures::state::{HeatUse, Producer};

/// No burner gives more than the fuel holds: 1/0.90 of PCI for gas.
fn physical(asked: &Asked<'_>, efficiency: Decimal, input: &str) -> Result<(), Refusal> {
    let Some(carrier) = asked.card.carrier else { return Ok(()) };
    let Some(per_net) = asked
        .setting
        .catalog
        .carrier(carrier)
        .and_then(|card| Decimal::ONE.checked_div(card.net_per_gross()?))
    else {
        return Ok(());
    };
    if efficiency <= per_net {
        return Ok(());
    }
    Err(Refusal::of("above-physics", input).given(efficiency).within(Decimal::ZERO, per_net.round_dp(3)))
}

fn taken(asked: &Asked<'_>) -> Decimal {
    asked.maybe("taken-share").unwrap_or(Decimal::ONE)
}

fn replaces(asked: &Asked<'_>, by: Producer) -> Result<Vec<Effect>, Refusal> {
    let part = part(taken(asked), "taken-share")?;
    let uses = asked.card.acts_on.iter().filter_map(|of| match of {
        ActsOn::SpaceHeat => Some(HeatUse::SpaceHeat),
        ActsOn::HotWater => Some(HeatUse::HotWater),
        _ => None,
    });
    let there = uses.filter(|of| asked.setting.state.heat(*of).producers().next().is_some());
    Ok(there.map(|of| Effect::Replace { of, from: None, part, by }).collect())
}

pub(super) fn boiler(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let efficiency = asked.get("efficiency-after")?;
    physical(asked, efficiency, "efficiency-after")?;
    let carrier = asked.card.carrier.unwrap_or(Carrier::Other);
    replaces(asked, Producer::new(carrier, ratio(efficiency, "efficiency-after")?))
}

pub(super) fn cogeneration(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let (heat, power) = (asked.get("thermal-efficiency")?, asked.get("electric-efficiency")?);
    physical(asked, heat.checked_add(power).unwrap_or(Decimal::MAX), "electric-efficiency")?;
    let by = Producer {
        carrier: asked.card.carrier.unwrap_or(Carrier::Other),
        efficiency: ratio(heat, "thermal-efficiency")?,
        power: ratio(power, "electric-efficiency")?,
        own: ratio(asked.get("own-share")?, "own-share")?,
    };
    replaces(asked, by)
}

pub(super) fn heat_pump(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let (cool, hot) = (asked.get("scop-35")?, asked.get("scop-55")?);
    if hot > cool {
        // Hotter water is never made more easily.
        return Err(Refusal::of("above-physics", "scop-55").given(hot).within(Decimal::ONE, cool));
    }
    let tenths =
        asked.get("hottest-supply")?.checked_mul(dec!(10)).and_then(|tenths| tenths.round().to_u16());
    let pump = HeatPump {
        scop_35: ratio(cool, "scop-35")?,
        scop_55: ratio(hot, "scop-55")?,
        hottest_tenths: tenths.ok_or_else(|| Refusal::of("out-of-range", "hottest-supply"))?,
    };
    Ok(vec![Effect::HeatPump { from: None, part: part(taken(asked), "taken-share")?, pump }])
}
