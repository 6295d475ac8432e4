//! Samples of the building's page: whole years, holes, injection, a first year, nothing yet.

use eclaireur_models::building::Carrier;
use eclaireur_models::readings::totals::{Conversion, Dated};
use rust_decimal::dec;

use super::assessed_samples;
use super::energy::EnergyPage;
use super::samples;
use crate::charts::Load;

impl EnergyPage {
    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, EnergyPage)> {
        let gas = samples::gas();
        let full = EnergyPage {
            shell: samples::demo_shell(crate::urls::energy(&samples::building().code)),
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
            assessed: assessed_samples::full(),
            load: None,
            on: samples::today(),
        };
        let holes = EnergyPage {
            years: samples::years(&samples::gas_with_holes()),
            offtake: Some(samples::gas_with_holes()),
            ..full.clone()
        };
        let power = EnergyPage {
            carrier: Carrier::Electricity,
            years: samples::years(&samples::power()),
            offtake: Some(samples::power()),
            injection: Some(samples::injection()),
            conversions: Vec::new(),
            ..full.clone()
        };
        let hours = (0..24_u8 * 10).map(|h| Some(2.0 + f32::from(h % 24) / 3.0)).collect();
        let solar = EnergyPage {
            load: Some(Load { first: samples::day(2025, 1, 1), slots: 24, kw: hours }),
            production: Some(samples::production()),
            balance: Some(samples::balance()),
            factors: vec![("Général".to_owned(), Dated { from: None, to: None, value: dec!(40) })],
            ..power.clone()
        };
        let unmeasured = EnergyPage { balance: Some(samples::unmeasured()), ..power.clone() };
        let billed = EnergyPage { offtake: Some(samples::gas_billed()), ..full.clone() };
        let first_year = EnergyPage { year: 2024, ..full.clone() };
        let mut empty = full.clone();
        empty.shell.demo = false;
        empty.assessed = assessed_samples::nothing();
        (empty.carriers, empty.years, empty.offtake, empty.meters) =
            (Vec::new(), Vec::new(), None, Vec::new());
        let reader = EnergyPage { shell: samples::reader(holes.shell.clone()), ..holes.clone() };
        vec![
            ("reader", reader),
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
