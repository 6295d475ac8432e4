//! What a kWh is worth: its marginal price, what ETS2 would add, what it emits. On PCI, as states reckon.
//!
//! The price told wins, else the reference price of the catalogue stands in, to be confirmed. CO2 by the one declared set of
//! factors decisions stand on. [`Terms`] are the sight under which packages are compared; [`Rates`] the same in whole numbers,
//! so that tens of thousands of packages can be tried. Does *not* know a building.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::finals::Finals;
use crate::building::Carrier;
use crate::catalog::Catalog;
use crate::certain::Certainty;
use crate::period::Day;
use crate::units::Basis;
use crate::units::exact::{over, power, present_value, times};

/// What ETS2 would add to a kWh: a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ets2Extra {
    /// The scenario of the catalogue.
    pub code: String,
    /// From this year of the plan on.
    pub from_year: u16,
    /// Euro per billed kWh, VAT as it is borne included.
    pub per_kwh: Decimal,
}

/// What a kWh PCI of a carrier is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tariff {
    /// Of what.
    pub carrier: Carrier,
    /// Euro per kWh PCI at the margin, VAT as it is borne included.
    pub euro_per_kwh: Decimal,
    /// The file of the catalogue, where nobody told the price.
    pub from_catalogue: Option<String>,
    /// kg of CO2 equivalent per kWh PCI, by the factors decisions stand on; `None` is not known.
    pub co2_kg_per_kwh: Option<Decimal>,
    /// What ETS2 adds to a kWh PCI, under the scenario looked at.
    pub ets2: Option<Ets2Extra>,
    /// The weakest of price and factor.
    pub certainty: Certainty,
}

impl Tariff {
    /// Of a carrier on a day: at the price told per billed kWh, VAT as it is borne included, else at the catalogue's; `None`
    /// where neither is known. `scenario` is a code of `prices/ets2`.
    pub fn of(
        catalog: &Catalog,
        carrier: Carrier,
        on: Day,
        told: Option<Decimal>,
        vat_borne: Decimal,
        scenario: Option<&str>,
    ) -> Option<Tariff> {
        let net = billed_in(catalog, carrier, Basis::Net)?;
        let (billed, from_catalogue, certainty) = match told {
            Some(price) => (price, None, Certainty::Certain),
            None => {
                let reference = catalog.reference_price(carrier, on)?;
                let price = times(reference.per_kwh, Decimal::ONE + reference.vat * vat_borne)?;
                let file = format!("prices/{}", reference.card.code);
                (price, Some(file), reference.certainty.weakest(Certainty::Likely))
            }
        };
        let factor = catalog.decision_factors().and_then(|set| set.of(carrier, on));
        let co2 = factor.and_then(|held| {
            let per_billed = times(held.value, billed_in(catalog, carrier, held.basis)?)?;
            over(per_billed, net)
        });
        let extra =
            ets2(catalog, carrier, on, vat_borne).into_iter().find(|e| Some(e.code.as_str()) == scenario);
        let extra = extra.and_then(|e| Some(Ets2Extra { per_kwh: over(e.per_kwh, net)?, ..e }));
        Some(Tariff {
            carrier,
            euro_per_kwh: over(billed, net)?,
            from_catalogue,
            co2_kg_per_kwh: co2,
            ets2: extra,
            certainty: certainty.weakest(factor.map_or(Certainty::Unknown, |held| held.certainty)),
        })
    }

    /// Euro per kWh PCI in a year of the plan, from 1 on, at a growth of the price.
    pub fn in_year(&self, year: u16, growth: Decimal) -> Option<Decimal> {
        let level = power(Decimal::ONE + growth, year.saturating_sub(1))?;
        let extra = self.ets2.as_ref().filter(|e| e.from_year <= year).map_or(Decimal::ZERO, |e| e.per_kwh);
        Some(times(self.euro_per_kwh, level)? + extra)
    }
}

/// Under which sight packages are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Years that are looked at.
    pub horizon_years: u16,
    /// By which a later euro is worth less, a year.
    pub discount_rate: Decimal,
    /// By which the price of energy grows a year.
    pub price_growth: Decimal,
    /// Euro for a kWh that is injected; it does not grow. Income of green certificates is none.
    pub injection_euro_per_kwh: Decimal,
    /// What is made on the spot gives less every year: 0.005. Cogeneration, rare, is taken with it.
    pub ageing: Decimal,
    /// Euro for a cubic metre of water, where it is known.
    pub water_euro_per_m3: Option<Decimal>,
    /// VAT on works as it is borne: rate × share that is not recovered.
    pub vat_on_works: Decimal,
    /// What carriers are worth.
    pub tariffs: Vec<Tariff>,
}

/// Years beyond which nobody plans a building's installation.
pub const LONGEST: u16 = 60;

impl Terms {
    /// The tariff of a carrier.
    pub fn tariff(&self, carrier: Carrier) -> Option<&Tariff> {
        self.tariffs.iter().find(|t| t.carrier == carrier)
    }

    /// Carriers of these finals that nobody told a price of.
    pub fn lacks(&self, finals: &Finals) -> Vec<Carrier> {
        finals.carriers().map(|(carrier, _)| carrier).filter(|c| self.tariff(*c).is_none()).collect()
    }

    /// Euro for energy and water in a year of the plan, less what is injected; `None` where a price lacks.
    pub fn euro(&self, finals: &Finals, year: u16) -> Option<Decimal> {
        let mut euro = Decimal::ZERO;
        for (carrier, wh) in finals.carriers() {
            euro += times(wh.kwh(), self.tariff(carrier)?.in_year(year, self.price_growth)?)?;
        }
        euro -= times(finals.injected.kwh(), self.injection_euro_per_kwh)?;
        euro += times(finals.used.kwh(), self.lost_used(year)?)?;
        euro += times(finals.injected.kwh(), self.lost_injected(year)?)?;
        let water = Decimal::from_i128_with_scale(i128::from(finals.water.0), 3);
        Some(euro + times(water, self.water_euro_per_m3.unwrap_or_default())?)
    }

    /// What of the first year's own production lacks in a year.
    fn aged(&self, year: u16) -> Option<Decimal> {
        Some(Decimal::ONE - power(Decimal::ONE - self.ageing, year.saturating_sub(1))?)
    }

    /// Euro that ageing costs in a year for each kWh used on the spot in the first: it is bought again.
    fn lost_used(&self, year: u16) -> Option<Decimal> {
        let Some(tariff) = self.tariff(Carrier::Electricity) else { return Some(Decimal::ZERO) };
        times(self.aged(year)?, tariff.in_year(year, self.price_growth)?)
    }

    /// The same for each kWh injected.
    fn lost_injected(&self, year: u16) -> Option<Decimal> {
        times(self.aged(year)?, self.injection_euro_per_kwh)
    }

    /// kg of CO2 equivalent in a year; `None` where a factor lacks.
    pub fn co2_kg(&self, finals: &Finals) -> Option<Decimal> {
        let mut kg = Decimal::ZERO;
        for (carrier, wh) in finals.carriers() {
            kg += times(wh.kwh(), self.tariff(carrier)?.co2_kg_per_kwh?)?;
        }
        Some(kg)
    }

    /// What one euro of every year is worth today, over so many years from year `from` on.
    pub fn annuity_factor(&self, from: u16, to: u16) -> Option<Decimal> {
        let flows: Vec<Decimal> =
            (0..=to).map(|year| if year >= from.max(1) { Decimal::ONE } else { Decimal::ZERO }).collect();
        present_value(&flows, self.discount_rate)
    }

    /// The same in whole numbers; `None` where they are of no building.
    pub fn rates(&self) -> Option<Rates> {
        if self.horizon_years == 0 || self.horizon_years > LONGEST {
            return None;
        }
        let mut rates = Rates::default();
        let fine = |euro: Decimal| times(euro, MICRO)?.round().to_i64();
        let present = |of: &dyn Fn(u16) -> Option<Decimal>| {
            let flows: Option<Vec<Decimal>> =
                (0..=self.horizon_years).map(|y| if y == 0 { Some(Decimal::ZERO) } else { of(y) }).collect();
            present_value(&flows?, self.discount_rate)
        };
        for tariff in &self.tariffs {
            let whole = present(&|year| tariff.in_year(year, self.price_growth))?;
            rates.carriers.push(Rate {
                carrier: tariff.carrier,
                yearly: fine(tariff.in_year(1, self.price_growth)?)?,
                present: fine(whole)?,
                grams: times(tariff.co2_kg_per_kwh?, Decimal::ONE_THOUSAND * Decimal::ONE_THOUSAND)?
                    .round()
                    .to_i64()?,
            });
        }
        let level = present(&|_| Some(Decimal::ONE))?;
        let lost = present(&|year| self.lost_injected(year))?;
        let injected = times(self.injection_euro_per_kwh, level)? - lost;
        rates.injected = (fine(self.injection_euro_per_kwh)?, fine(injected)?);
        rates.aged = fine(present(&|year| self.lost_used(year))?)?;
        let water = self.water_euro_per_m3.unwrap_or_default();
        rates.water = (fine(water)?, fine(times(water, level)?)?);
        Some(rates)
    }
}

const MICRO: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// What a kWh of a carrier counts in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Of what.
    pub carrier: Carrier,
    /// Millionths of a euro in year 1.
    pub yearly: i64,
    /// Millionths of a euro today, for a kWh of every year of the horizon.
    pub present: i64,
    /// Thousandths of a gram of CO2 equivalent.
    pub grams: i64,
}

/// [`Terms`] in whole numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rates {
    carriers: Vec<Rate>,
    /// Of an injected kWh: of year 1, of the horizon.
    injected: (i64, i64),
    /// What ageing costs over the horizon for a kWh used on the spot in the first year.
    aged: i64,
    /// Of a cubic metre: of year 1, of the horizon.
    water: (i64, i64),
}

/// What a year of a state comes to, in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Cents in year 1.
    pub yearly: i64,
    /// Cents today over the horizon.
    pub present: i64,
    /// Grams of CO2 equivalent a year.
    pub grams: i64,
    /// Wh of all carriers, PCI.
    pub energy: i64,
    /// Wh of what is burnt and does not grow again, PCI.
    pub fossil: i64,
}

/// What is burnt and does not grow again.
const FOSSIL: [Carrier; 4] = [Carrier::NaturalGas, Carrier::HeatingOil, Carrier::Propane, Carrier::Butane];

impl Rates {
    /// Of these finals; carriers without a rate count nothing: ask [`Terms::lacks`] first.
    pub fn of(&self, finals: &Finals) -> Counted {
        let (mut yearly, mut present, mut grams) = (0_i128, 0_i128, 0_i128);
        for rate in &self.carriers {
            let wh = i128::from(finals.get(rate.carrier).get());
            yearly += wh * i128::from(rate.yearly);
            present += wh * i128::from(rate.present);
            grams += wh * i128::from(rate.grams);
        }
        let (injected, water) = (i128::from(finals.injected.get()), i128::from(finals.water.0));
        yearly += water * i128::from(self.water.0) - injected * i128::from(self.injected.0);
        present += i128::from(finals.used.get()) * i128::from(self.aged);
        present += water * i128::from(self.water.1) - injected * i128::from(self.injected.1);
        // Wh × µ€/kWh = 10⁻⁹ €: a cent is 10⁷ of them. Wh × mg/kWh = 10⁻⁶ g.
        let whole =
            |value: i128, per: i128| i64::try_from((value + per / 2).div_euclid(per)).unwrap_or(i64::MAX);
        Counted {
            yearly: whole(yearly, 10_000_000),
            present: whole(present, 10_000_000),
            grams: whole(grams, 1_000_000),
            energy: i64::try_from(finals.total().get()).unwrap_or(i64::MAX),
            fossil: FOSSIL.iter().map(|c| i64::try_from(finals.get(*c).get()).unwrap_or(i64::MAX / 8)).sum(),
        }
    }
}

/// kWh on a basis in one billed kWh.
pub(crate) fn billed_in(catalog: &Catalog, carrier: Carrier, basis: Basis) -> Option<Decimal> {
    let card = catalog.carrier(carrier)?;
    match (card.has_basis(), card.basis(), basis) {
        (true, Basis::Gross, Basis::Net) => card.net_per_gross(),
        (true, Basis::Net, Basis::Gross) => Decimal::ONE.checked_div(card.net_per_gross()?),
        _ => Some(Decimal::ONE),
    }
}

/// What every scenario of ETS2 adds to a billed kWh of a carrier, VAT as it is borne included.
pub(crate) fn ets2(catalog: &Catalog, carrier: Carrier, on: Day, vat_borne: Decimal) -> Vec<Ets2Extra> {
    let Some(card) = catalog.ets2() else { return Vec::new() };
    let (Some(factor), Some(net)) = (card.factor(carrier), billed_in(catalog, carrier, Basis::Net)) else {
        return Vec::new();
    };
    let from_year = u16::try_from(card.start.year.saturating_sub(on.year())).unwrap_or(0).max(1);
    let vat = Decimal::ONE + card.vat.value * vat_borne;
    let each = card.scenarios.iter().filter_map(|scenario| {
        let per_kwh = times(times(factor.kg_per_kwh_net, net)?, times(scenario.euro_per_tonne, vat)?)?;
        Some(Ets2Extra {
            code: scenario.code.clone(),
            from_year,
            per_kwh: per_kwh.checked_div(Decimal::ONE_THOUSAND)?,
        })
    });
    each.collect()
}
