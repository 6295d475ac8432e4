//! What is supposed of the years to come, as the adviser told it: budget, years, rates, prices, VAT, degree-days, ETS2.
//!
//! What nobody told keeps the default of [`Sight`]; what is told goes into the [`Ground`] of the audit and so into every figure.
//! Does *not* compute with it. To add a number: a line in [`NUMBERS`], its place in [`Assumed::apply`], its words
//! `audit-assumed-<code>` and `audit-assumed-<code>-source`.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use super::ground::{Ground, Sight};
use super::inputs::LONGEST_TEXT;
use crate::catalog::Catalog;
use crate::measures::{COLDS, Cold};

/// VAT on works, normal rate.
const NORMAL_VAT: Decimal = dec!(0.21);

/// What a number is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Euro a year.
    Euro,
    /// Euro per kWh.
    EuroPerKwh,
    /// Euro per m³.
    EuroPerM3,
    /// A share, told in percent.
    Share,
    /// Years.
    Years,
}

/// A number that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Permanent code, its field too.
    pub code: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// No less than this.
    pub lowest: Decimal,
    /// No more than this.
    pub highest: Decimal,
}

const fn number(code: &'static str, unit: Unit, lowest: Decimal, highest: Decimal) -> Number {
    Number { code, unit, lowest, highest }
}

/// Every number, in the order of the form.
pub const NUMBERS: &[Number] = &[
    number("yearly_budget", Unit::Euro, dec!(1), dec!(1000000000)),
    number("horizon_years", Unit::Years, dec!(5), dec!(40)),
    number("discount_rate", Unit::Share, dec!(0), dec!(0.15)),
    number("price_growth", Unit::Share, dec!(-0.05), dec!(0.15)),
    number("injection_euro_per_kwh", Unit::EuroPerKwh, dec!(0), dec!(0.5)),
    number("water_euro_per_m3", Unit::EuroPerM3, dec!(0), dec!(30)),
    number("vat_on_works", Unit::Share, dec!(0), dec!(0.21)),
    number("vat_borne", Unit::Share, dec!(0), dec!(1)),
];

/// What the adviser told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumed {
    /// Numbers by their code of [`NUMBERS`]; shares as such: 0.03.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub number: BTreeMap<String, Decimal>,
    /// Which degree-days losses are reckoned with: one of [`COLDS`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cold: Option<String>,
    /// Which scenario of ETS2 is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ets2: Option<String>,
    /// Why, in the adviser's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

impl Assumed {
    /// Whether nobody told anything.
    pub fn is_empty(&self) -> bool {
        *self == Assumed::default()
    }

    /// Whether it is what this program writes.
    ///
    /// # Errors
    /// The code of what is not.
    pub fn check(&self) -> Result<(), String> {
        for (code, value) in &self.number {
            let known = NUMBERS.iter().find(|number| number.code == code);
            let fits = known.is_some_and(|number| (number.lowest..=number.highest).contains(value));
            let whole = code != "horizon_years" || value.is_integer();
            if !fits || !whole || value.normalize().scale() > 6 {
                return Err(code.clone());
            }
        }
        let cold = self.cold.as_deref().is_none_or(|code| COLDS.contains(&code));
        let short = |text: &Option<String>| text.as_ref().is_none_or(|t| t.chars().count() <= LONGEST_TEXT);
        for (is, code) in [(cold, "cold"), (short(&self.ets2), "ets2"), (short(&self.because), "because")] {
            if !is {
                return Err(code.to_owned());
            }
        }
        Ok(())
    }

    /// Puts what was told in place of what is supposed. A normal year that the catalogue does not know, or a scenario, changes
    /// nothing.
    pub fn apply(&self, ground: &mut Ground, catalog: &Catalog, station: &str) {
        let told = |code: &str| self.number.get(code).copied();
        let sight = &mut ground.sight;
        if let Some(years) = told("horizon_years").and_then(|years| years.to_u16()) {
            sight.horizon_years = years;
        }
        let put = |code: &str, value: &mut Decimal| {
            if let Some(own) = told(code) {
                *value = own;
            }
        };
        put("discount_rate", &mut sight.discount_rate);
        put("price_growth", &mut sight.price_growth);
        put("injection_euro_per_kwh", &mut sight.injection_euro_per_kwh);
        put("vat_borne", &mut sight.vat_borne);
        sight.vat_on_works = told("vat_on_works").unwrap_or(NORMAL_VAT) * sight.vat_borne;
        sight.yearly_budget = told("yearly_budget").or(sight.yearly_budget);
        sight.water_euro_per_m3 = told("water_euro_per_m3").or(sight.water_euro_per_m3);
        let known =
            |code: &&String| catalog.ets2().is_some_and(|c| c.scenarios.iter().any(|s| s.code == **code));
        sight.ets2 = self.ets2.as_ref().filter(known).cloned().or(sight.ets2.take());
        let mut choices = Cold::choices(catalog, station).into_iter();
        if let Some(cold) = choices.find(|cold| Some(&cold.code) == self.cold.as_ref()) {
            ground.cold = cold;
        }
    }

    /// What is counted with where nobody tells this number; none where it then comes from bills, or from what is left to pay.
    pub fn default_of(code: &str) -> Option<Decimal> {
        let sight = Sight::default();
        match code {
            "horizon_years" => Some(Decimal::from(sight.horizon_years)),
            "discount_rate" => Some(sight.discount_rate),
            "price_growth" => Some(sight.price_growth),
            "injection_euro_per_kwh" => Some(sight.injection_euro_per_kwh),
            "vat_on_works" => Some(NORMAL_VAT),
            "vat_borne" => Some(sight.vat_borne),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(all: &[(&str, Decimal)]) -> Assumed {
        let number = all.iter().map(|(code, value)| ((*code).to_owned(), *value)).collect();
        Assumed { number, ..Assumed::default() }
    }

    #[test]
    fn what_is_told_takes_the_place_of_what_is_supposed_and_nothing_else() {
        let catalog = Catalog::embedded().unwrap();
        let mut ground = Ground::default();
        Assumed::default().apply(&mut ground, &catalog, "uccle");
        assert_eq!(ground, Ground::default(), "nothing told changes nothing");
        let mut own = told(&[
            ("yearly_budget", dec!(50000)),
            ("horizon_years", dec!(30)),
            ("vat_on_works", dec!(0.06)),
            ("vat_borne", dec!(0.5)),
        ]);
        own.ets2 = Some("ets2-60".to_owned());
        own.cold = Some("base-16-5".to_owned());
        own.apply(&mut ground, &catalog, "uccle");
        let sight = &ground.sight;
        assert_eq!(
            (sight.yearly_budget, sight.horizon_years, sight.vat_on_works, sight.vat_borne),
            (Some(dec!(50000)), 30, dec!(0.030), dec!(0.5))
        );
        assert_eq!((sight.discount_rate, sight.ets2.as_deref()), (dec!(0.03), Some("ets2-60")));
        assert_eq!(ground.cold.code, "base-16-5");
        let none =
            Assumed { ets2: Some("none-such".to_owned()), cold: Some("base-15".to_owned()), ..told(&[]) };
        let mut ground = Ground::default();
        none.apply(&mut ground, &catalog, "nowhere");
        assert_eq!(ground, Ground::default());
    }

    #[test]
    fn what_no_building_supposes_is_refused_by_its_code() {
        for (code, value, fits) in [
            ("discount_rate", dec!(0.15), true),
            ("discount_rate", dec!(0.16), false),
            ("price_growth", dec!(-0.05), true),
            ("price_growth", dec!(-0.06), false),
            ("horizon_years", dec!(20.5), false),
            ("horizon_years", dec!(4), false),
            ("yearly_budget", dec!(0), false),
            ("vat_borne", dec!(1.01), false),
            ("injection_euro_per_kwh", dec!(0.0412345), false),
            ("wishes", dec!(1), false),
        ] {
            let expect = if fits { Ok(()) } else { Err(code.to_owned()) };
            assert_eq!(told(&[(code, value)]).check(), expect, "{code} {value}");
        }
        assert_eq!(Assumed { cold: Some("warm".to_owned()), ..told(&[]) }.check(), Err("cold".to_owned()));
        let long = Assumed { because: Some("x".repeat(201)), ..told(&[]) };
        assert_eq!(long.check(), Err("because".to_owned()));
    }
}
