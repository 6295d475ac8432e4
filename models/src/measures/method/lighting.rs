//! Lamps, *éclairage*: installed power by hours, and the heat they no longer give.
//!
//! Meaning: less power for the same light, and fewer hours where nobody is. Formula: `ΔE = (P₀·h₀ − P₁·h₁)/1000`; the share of it
//! that warmed the rooms is given back by the heating. Unit: kWh of electricity. Source: Énergie+ (28 067 W to 10 221 W). Holds:
//! hours are seen or measured; what is calculated above the lighting of the building is capped by the chain, which says so.

use rust_decimal::Decimal;

use super::{falls, ratio, wh};
use crate::measures::effect::Effect;
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;

/// Electricity of so many watts over so many hours, kWh.
pub fn kwh(watts: Decimal, hours: Decimal) -> Option<Decimal> {
    watts.checked_mul(hours)?.checked_div(Decimal::ONE_THOUSAND)
}

pub(super) fn effects(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let large = |input: &'static str| move || Refusal::of("too-large", input);
    let before = kwh(asked.get("power-before")?, asked.get("hours-before")?);
    let after = kwh(asked.get("power-after")?, asked.get("hours-after")?);
    let before = before.ok_or_else(large("power-before"))?;
    let after = after.ok_or_else(large("power-after"))?;
    let by = wh(Some(falls(before, after, "power-after")?), "power-before")?;
    let heat = ratio(asked.maybe("heat-share").unwrap_or(Decimal::ZERO), "heat-share")?;
    Ok(vec![Effect::Light { by, heat }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::dec;

    #[test]
    fn the_relighting_of_energie_plus_comes_out_to_its_digits() {
        // E2: over the building; the source's 68 % is of offices and meeting rooms only.
        let [before, after] = [dec!(28067), dec!(10221)].map(|watts| kwh(watts, dec!(2000)).unwrap());
        let change = (after - before) / before * dec!(100);
        assert_eq!(change.round_dp(1), dec!(-63.6));
    }
}
