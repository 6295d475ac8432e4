//! The ground that measures stand on, as the audit keeps it: what a normal year asks use by use, the degree-days chosen, prices,
//! what is supposed of the years to come.
//!
//! Taken once from the building and kept, so that a delivered audit comes to the same savings years later. Plain figures in
//! kWh, each with how it came about, and no more than a file can hold. Does *not* calibrate (`measures::calibrate` does).

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use super::aids::Aid;
use crate::building::Carrier;
use crate::catalog::Catalog;
use crate::measures::calibrate::{Calibrated, Told};
use crate::measures::tariff::{Tariff, Terms};
use crate::measures::{
    Cold, Curve, ElectricUse, FuelUse, Heat, HeatUse, Litres, Local, Producer, Ratio, State, Wh,
};
use crate::period::Day;

/// What the ground is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Uses of a normal year, each with how it came about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part: Vec<Told>,
    /// Codes of what lacks before every carrier is in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<String>,
    /// Water of a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub water_m3: Option<Decimal>,
    /// What panels of today make in a year, kWh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_kwh: Option<Decimal>,
    /// Of it, used on the spot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_kwh: Option<Decimal>,
    /// How hot emitters are fed on the coldest day, tenths of a degree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supply_tenths: Option<u16>,
    /// The degree-days losses are reckoned with; Énergie+'s where nobody chose.
    #[serde(default = "Cold::energie_plus")]
    pub cold: Cold,
    /// Prices that somebody told; the catalogue's stand in for the others, to be confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub price: Vec<Price>,
    /// What is supposed.
    #[serde(default)]
    pub sight: Sight,
    /// What the schemes answer for its measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aid: Vec<Aid>,
}

/// A price that somebody told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Of what.
    pub carrier: Carrier,
    /// Euro at the margin for a kWh as billed, VAT as it is borne included.
    pub euro_per_kwh: Decimal,
}

/// What is supposed of the years to come: declared, printed, changed by whoever knows better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sight {
    /// Years that are looked at.
    pub horizon_years: u16,
    /// By which a later euro is worth less, a year.
    pub discount_rate: Decimal,
    /// By which the price of energy grows a year.
    pub price_growth: Decimal,
    /// Euro for a kWh that is injected.
    pub injection_euro_per_kwh: Decimal,
    /// Euro for a cubic metre of water, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub water_euro_per_m3: Option<Decimal>,
    /// VAT on works as it is borne.
    pub vat_on_works: Decimal,
    /// Which share of VAT on energy is borne.
    pub vat_borne: Decimal,
    /// Euro a year for works; nothing where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yearly_budget: Option<Decimal>,
    /// Scenario of ETS2 that is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ets2: Option<String>,
}

impl Default for Sight {
    /// Ours, where nobody says better: 20 years, 3 %, prices that follow at 2 %, VAT of 21 % that is not recovered.
    fn default() -> Sight {
        Sight {
            horizon_years: 20,
            discount_rate: dec!(0.03),
            price_growth: dec!(0.02),
            injection_euro_per_kwh: dec!(0.04),
            water_euro_per_m3: None,
            vat_on_works: dec!(0.21),
            vat_borne: Decimal::ONE,
            yearly_budget: None,
            ets2: None,
        }
    }
}

impl Default for Ground {
    fn default() -> Ground {
        Ground {
            part: Vec::new(),
            lacks: Vec::new(),
            water_m3: None,
            made_kwh: None,
            used_kwh: None,
            supply_tenths: None,
            cold: Cold::energie_plus(),
            price: Vec::new(),
            sight: Sight::default(),
            aid: Vec::new(),
        }
    }
}

impl Ground {
    /// Of a building that was calibrated; `supply_tenths` as its emitters are fed.
    pub fn of(found: &Calibrated, supply_tenths: Option<u16>) -> Ground {
        let finals = found.state.finals();
        let some = |wh: Wh| (wh > Wh::ZERO).then(|| wh.kwh().normalize());
        Ground {
            part: found.told.clone(),
            lacks: found.lacks.iter().map(|lack| lack.code.to_string()).collect(),
            water_m3: (found.state.water.0 > 0).then(|| cubic(found.state.water)),
            made_kwh: some(found.state.local.made),
            used_kwh: some(finals.used),
            supply_tenths,
            ..Ground::default()
        }
    }

    /// The state that measures are applied to.
    pub fn state(&self) -> State {
        let (mut heats, mut waters, mut state) = (Vec::new(), Vec::new(), State::default());
        let mut electricity = Wh::ZERO;
        for told in &self.part {
            let Some(wh) = Wh::of_kwh(told.kwh.max(Decimal::ZERO)) else { continue };
            if told.carrier == Carrier::Electricity {
                electricity += wh;
            }
            let heat = HeatUse::from_code(&told.of);
            if let Some(of) = heat {
                let producer = Producer::new(told.carrier, efficiency(told));
                match of {
                    HeatUse::SpaceHeat => heats.push((producer, wh)),
                    HeatUse::HotWater => waters.push((producer, wh)),
                }
            } else if told.carrier == Carrier::Electricity {
                let of = ElectricUse::from_code(&told.of).unwrap_or(ElectricUse::Other);
                state = state.with_electricity(of, state.electricity(of) + wh);
            } else {
                let of = FuelUse::from_code(&told.of).unwrap_or(FuelUse::Other);
                let same = state.fuel(of).filter(|(carrier, _)| *carrier == told.carrier);
                let all = same.map_or(wh, |(_, held)| held + wh);
                state = state.with_fuel(of, Some((told.carrier, all)));
            }
        }
        (state.space_heat, state.hot_water) = (Heat::of_finals(&heats), Heat::of_finals(&waters));
        if let Some(litres) = self.water_m3.and_then(Wh::of_kwh) {
            // A thousand litres a cubic metre, as a thousand watt-hours a kWh.
            state = state.with_water(Litres(litres.get()));
        }
        if let Some(made) = self.made_kwh.and_then(Wh::of_kwh) {
            let used = self.used_kwh.and_then(Wh::of_kwh).unwrap_or_default();
            state = state.with_local(Local { made, curve: Curve::through(&[(electricity, used)]) });
        }
        match self.supply_tenths {
            Some(tenths) => state.with_supply(tenths),
            None => state,
        }
    }

    /// Under what packages are compared on a day.
    pub fn terms(&self, catalog: &Catalog, on: Day) -> Terms {
        let sight = &self.sight;
        let tariff = |carrier: &Carrier| {
            let told = self.price.iter().find(|price| price.carrier == *carrier).map(|p| p.euro_per_kwh);
            Tariff::of(catalog, *carrier, on, told, sight.vat_borne, sight.ets2.as_deref())
        };
        Terms {
            horizon_years: sight.horizon_years,
            discount_rate: sight.discount_rate,
            price_growth: sight.price_growth,
            injection_euro_per_kwh: sight.injection_euro_per_kwh,
            ageing: catalog.photovoltaics().map(|card| card.ageing.value).unwrap_or_default(),
            water_euro_per_m3: sight.water_euro_per_m3,
            vat_on_works: sight.vat_on_works,
            tariffs: Carrier::ALL.iter().filter_map(tariff).collect(),
        }
    }

    /// Whether anything is known of what the building uses.
    pub fn is_known(&self) -> bool {
        self.part.iter().any(|told| told.kwh > Decimal::ZERO)
    }
}

fn cubic(water: Litres) -> Decimal {
    Wh::new(water.0).kwh().normalize()
}

fn efficiency(told: &Told) -> Ratio {
    told.efficiency.and_then(Ratio::of).filter(|ratio| *ratio > Ratio::ZERO).unwrap_or(Ratio::ONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certain::{Certainty, Quality};

    fn part(of: &str, carrier: Carrier, kwh: Decimal, efficiency: Option<Decimal>) -> Told {
        Told {
            of: of.to_owned(),
            carrier,
            kwh,
            efficiency,
            how: "stated".to_owned(),
            quality: Quality::Declared,
            certainty: Certainty::Likely,
        }
    }

    #[test]
    fn a_ground_comes_back_from_what_it_keeps_to_the_watt_hour() {
        let ground = Ground {
            part: vec![
                part("space-heat", Carrier::NaturalGas, dec!(310123.457), Some(dec!(0.7))),
                part("hot-water", Carrier::NaturalGas, dec!(90876.5), Some(dec!(0.7))),
                part("kitchen", Carrier::NaturalGas, dec!(12000), None),
                part("lighting", Carrier::Electricity, dec!(40000), None),
                part("other", Carrier::Electricity, dec!(60000.25), None),
            ],
            water_m3: Some(dec!(4500)),
            made_kwh: Some(dec!(30000)),
            used_kwh: Some(dec!(21000)),
            supply_tenths: Some(750),
            ..Ground::default()
        };
        let state = ground.state();
        let finals = state.finals();
        assert_eq!(finals.get(Carrier::NaturalGas), Wh::new(412_999_957));
        assert_eq!(finals.get(Carrier::Electricity), Wh::new(79_000_250));
        assert_eq!((finals.injected, finals.water), (Wh::new(9_000_000), Litres(4_500_000)));
        let again: Ground = serde_json::from_value(serde_json::to_value(&ground).unwrap()).unwrap();
        assert_eq!(again, ground);
        assert_eq!(again.state(), state);
    }

    #[test]
    fn nothing_known_is_no_state_and_no_panic() {
        assert!(!Ground::default().is_known());
        assert_eq!(Ground::default().state().finals().total(), Wh::ZERO);
        let below = Ground {
            part: vec![part("space-heat", Carrier::HeatingOil, dec!(-5), Some(dec!(0)))],
            ..Ground::default()
        };
        assert_eq!(below.state().finals().total(), Wh::ZERO);
    }
}
