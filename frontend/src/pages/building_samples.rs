//! Samples of the building's page: whole years, holes, injection, a first year, nothing yet.

use eclaireur_models::building::Carrier;
use eclaireur_models::readings::totals::{Conversion, Dated};
use rust_decimal::dec;

use super::building::BuildingPage;
use super::samples;

impl BuildingPage {
    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, BuildingPage)> {
        let gas = samples::gas();
        let full = BuildingPage {
            shell: samples::demo_shell(samples::building_path()),
            head: samples::head(),
            carriers: vec![Carrier::Electricity, Carrier::NaturalGas],
            carrier: Carrier::NaturalGas,
            years: samples::years(&gas),
            year: 2025,
            offtake: Some(gas),
            injection: None,
            production: None,
            balance: None,
            factors: Vec::new(),
            conversions: vec![Conversion {
                from: Some(samples::day(2025, 1, 1)),
                to: None,
                kwh_per_m3: dec!(11.0254),
            }],
            meters: samples::meters(),
            to_do: None,
            on: samples::today(),
        };
        let holes = BuildingPage {
            years: samples::years(&samples::gas_with_holes()),
            offtake: Some(samples::gas_with_holes()),
            ..full.clone()
        };
        let power = BuildingPage {
            carrier: Carrier::Electricity,
            years: samples::years(&samples::power()),
            offtake: Some(samples::power()),
            injection: Some(samples::injection()),
            conversions: Vec::new(),
            ..full.clone()
        };
        let solar = BuildingPage {
            production: Some(samples::production()),
            balance: Some(samples::balance()),
            factors: vec![("Général".to_owned(), Dated { from: None, to: None, value: dec!(40) })],
            ..power.clone()
        };
        let unmeasured = BuildingPage { balance: Some(samples::unmeasured()), ..power.clone() };
        let billed = BuildingPage { offtake: Some(samples::gas_billed()), ..full.clone() };
        let first_year = BuildingPage { year: 2024, ..full.clone() };
        let mut empty = full.clone();
        empty.shell.demo = false;
        (empty.carriers, empty.years, empty.offtake, empty.meters) =
            (Vec::new(), Vec::new(), None, Vec::new());
        vec![
            ("full", full),
            ("holes", holes),
            ("electricity", power),
            ("solar", solar),
            ("production-unmeasured", unmeasured),
            ("billed", billed),
            ("first-year", first_year),
            ("empty", empty),
        ]
    }
}
