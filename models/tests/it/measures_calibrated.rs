//! The state of a building is its own measured baseline: the line of its gas, the base below it, its electricity.

use std::collections::BTreeMap;

use eclaireur_models::building::Carrier;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::measures::calibrate::{Calibrated, HOWS, Known, calibrate};
use eclaireur_models::measures::{Effect, ElectricUse, FuelUse, HeatUse, Wh};
use rust_decimal::{Decimal, dec};

use crate::cold::CATALOG;
use crate::house::home;

fn known() -> Known {
    Known { activity: Some("care-home".to_owned()), ..Known::default() }
}

fn made(known: &Known) -> Calibrated {
    calibrate(&CATALOG, &home().assess().figures, known)
}

fn told(made: &Calibrated, of: &str) -> Option<(Decimal, String)> {
    made.told.iter().find(|told| told.of == of).map(|told| (told.kwh.normalize(), told.how.clone()))
}

#[test]
fn a_state_is_the_normalised_year_to_the_watt_hour() {
    let made = made(&known());
    let finals = made.state.finals();
    // In normal weather 20 × 365 + 40 × 2252 = 97 380 kWh PCS, 87 642 PCI.
    assert_eq!(finals.get(Carrier::NaturalGas).kwh(), dec!(87642));
    assert_eq!(finals.get(Carrier::Electricity).kwh(), dec!(24000));
    assert_eq!(finals.billed(CATALOG.carrier(Carrier::NaturalGas).unwrap()), Some(dec!(97380)));
    assert_eq!(told(&made, "space-heat"), Some((dec!(81072), "measured-line".to_owned())));
    assert_eq!(told(&made, "hot-water"), Some((dec!(6570), "summer-base".to_owned())));
    assert_eq!(told(&made, "lighting"), Some((dec!(6480), "share-of-catalogue".to_owned())));
    assert_eq!(told(&made, "other"), Some((dec!(17520), "remainder".to_owned())));
    assert_eq!(made.weakest("lighting"), (Quality::Modelled, Certainty::Likely));
    assert!(made.told.iter().all(|told| HOWS.contains(&told.how.as_str())));
}

#[test]
fn what_somebody_said_stands_before_what_is_usual() {
    let known = Known {
        efficiency: BTreeMap::from([
            ((HeatUse::SpaceHeat, Carrier::NaturalGas), dec!(0.9)),
            ((HeatUse::HotWater, Carrier::NaturalGas), dec!(0.8)),
        ]),
        fuels: vec![(FuelUse::Kitchen, Carrier::NaturalGas, dec!(2000))],
        electricity: BTreeMap::from([(ElectricUse::Lighting, dec!(10000))]),
        supply_tenths: Some(800),
        ..known()
    };
    let made = made(&known);
    assert_eq!(told(&made, "hot-water"), Some((dec!(4570), "summer-base".to_owned())));
    assert_eq!(told(&made, "kitchen"), Some((dec!(2000), "stated".to_owned())));
    assert_eq!(made.state.electricity(ElectricUse::Lighting).kwh(), dec!(10000));
    assert_eq!(made.state.finals().get(Carrier::NaturalGas).kwh(), dec!(87642));
    assert_eq!(made.state.space_heat.useful().kwh(), dec!(72964.8), "81 072 at 0.9");
    assert_eq!(made.state.hot_water.useful().kwh(), dec!(3656), "4 570 at 0.8");
    assert!(made.state.emitters.is_some());
}

#[test]
fn more_than_the_whole_cannot_be_stated() {
    let known = Known {
        fuels: vec![
            (FuelUse::Kitchen, Carrier::NaturalGas, Decimal::MAX),
            (FuelUse::Laundry, Carrier::NaturalGas, dec!(99999)),
        ],
        electricity: BTreeMap::from([
            (ElectricUse::Lighting, dec!(999999)),
            (ElectricUse::Kitchen, dec!(-5)),
        ]),
        efficiency: BTreeMap::from([((HeatUse::SpaceHeat, Carrier::NaturalGas), dec!(-1))]),
        ..known()
    };
    let made = made(&known);
    assert_eq!(made.state.finals().get(Carrier::NaturalGas).kwh(), dec!(87642));
    assert_eq!(made.state.finals().get(Carrier::Electricity).kwh(), dec!(24000));
}

#[test]
fn an_envelope_never_saves_more_than_the_measured_heat() {
    let made = made(&known());
    let wall = Effect::LessHeat { of: HeatUse::SpaceHeat, by: Wh::MOST };
    let saved = made.state.finals().saved(&wall.apply(&made.state).finals());
    assert_eq!(saved.kwh(Carrier::NaturalGas), dec!(81072));
    assert_eq!(saved.kwh(Carrier::Electricity), dec!(0));
}
