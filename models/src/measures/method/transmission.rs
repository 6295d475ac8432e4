//! Losses through a part of the envelope, *déperditions par transmission*.
//!
//! Meaning: what a better insulated roof, wall, floor or window no longer lets out in a normal year. Formula:
//! `Q = (U₀ − U₁)·A·DJ·24/1000`, useful heat; the final energy is Q by the efficiency of what heats, on PCI. Unit: kWh. Source:
//! Énergie+ (p=2598), 1815 K·day; other degree-days by choice, shown. Holds: the part lies between heated rooms and the
//! outside; U after below U before. What is calculated above the measured heat is capped by the chain, which says so.

use rust_decimal::Decimal;

use super::{HOURS, falls, wh};
use crate::measures::effect::Effect;
use crate::measures::put::Asked;
use crate::measures::refusal::Refusal;
use crate::measures::state::HeatUse;

/// Losses avoided, W/K.
pub fn watts_per_kelvin(area: Decimal, fall_of_u: Decimal) -> Option<Decimal> {
    area.checked_mul(fall_of_u)
}

/// Useful heat of so many W/K over so many K·day, kWh.
pub fn heat_kwh(watts_per_kelvin: Decimal, kelvin_days: Decimal) -> Option<Decimal> {
    let watt_hours = watts_per_kelvin.checked_mul(kelvin_days)?.checked_mul(HOURS)?;
    watt_hours.checked_div(Decimal::ONE_THOUSAND)
}

pub(super) fn effects(asked: &Asked<'_>) -> Result<Vec<Effect>, Refusal> {
    let fall = falls(asked.get("u-before")?, asked.get("u-after")?, "u-after")?;
    let loss = watts_per_kelvin(asked.get("area")?, fall);
    let heat = loss.and_then(|loss| heat_kwh(loss, asked.setting.cold.kelvin_days));
    Ok(vec![Effect::LessHeat { of: HeatUse::SpaceHeat, by: wh(heat, "area")? }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::building::Carrier;
    use crate::measures::cold::Cold;
    use crate::measures::exact::Ratio;
    use crate::measures::state::{Heat, Producer, State};
    use crate::measures::{Wh, simple_payback};
    use rust_decimal::dec;

    #[test]
    fn the_insulation_of_energie_plus_comes_out_to_its_digits() {
        // D1: U 2.00 to 0.33, 7.5 K over 242 days, yield 0.7, one square metre.
        let cold = Cold::energie_plus();
        assert_eq!(cold.kelvin_days, dec!(1815.0));
        let loss = watts_per_kelvin(dec!(1), dec!(2.00) - dec!(0.33)).unwrap();
        assert_eq!(loss, dec!(1.67));
        let one = heat_kwh(loss, cold.kelvin_days).unwrap() / dec!(0.7);
        assert_eq!((one * dec!(1000)).round(), dec!(103922), "104 kWh, 10.4 litres of oil");
        let boiler = Producer::new(Carrier::HeatingOil, Ratio::of(dec!(0.7)).unwrap());
        let building = State {
            space_heat: Heat::of_finals(&[(boiler, Wh::of_kwh(dec!(200000)).unwrap())]),
            ..State::default()
        };
        let hundred = heat_kwh(dec!(167), cold.kelvin_days).unwrap();
        let by = Wh::of_kwh(hundred).unwrap();
        let all = Effect::LessHeat { of: HeatUse::SpaceHeat, by };
        let saved = building.finals().saved(&all.apply(&building).finals());
        assert_eq!(saved.get(Carrier::HeatingOil), 10_392_171, "the chain says the same");
        let litres = (saved.kwh(Carrier::HeatingOil) / dec!(10)).round_dp(0);
        assert_eq!(litres, dec!(1039), "about 1000 litres on 100 m2");
        assert_eq!((litres * dec!(0.8) / dec!(100)).round_dp(0), dec!(8), "about 8 EUR a square metre");
    }

    #[test]
    fn the_payback_of_energie_plus_comes_out_to_its_digits() {
        // D3.
        assert_eq!(simple_payback(dec!(1966), dec!(1443)).map(|y| y.round_dp(2)), Some(dec!(1.36)));
        assert_eq!(simple_payback(dec!(1966), dec!(0)), None);
    }

    #[test]
    fn nine_kelvin_over_a_season_are_2175_degree_days() {
        // D4: 9 K over 5800 h.
        assert_eq!(dec!(9) * dec!(5800) / HOURS, dec!(2175));
    }

    #[test]
    fn higher_degree_days_give_a_higher_saving() {
        let [low, high] = [dec!(1815), dec!(2252)].map(|days| heat_kwh(dec!(100), days).unwrap());
        assert_eq!((high / low).round_dp(2), dec!(1.24));
    }
}
