//! *Coût global*: what a building costs over the years looked at, with its works and without.
//!
//! Yearly, in arrears; works are paid at year 0 and save from year 1 on. total = investment − aid + Σ (maintenance + what is
//! bought again + energy and water) ÷ (1+r)^t; without works: Σ energy and water ÷ (1+r)^t; NPV = the second − the first.
//! Energy at its marginal price, growing, with ETS2 where a scenario is looked at; what ages gives less each year. What is
//! replaced at the end of its life is bought again unless that is the last year. In Decimal, rounded to the cent once.

use rust_decimal::Decimal;

use super::candidate::BoughtAgain;
use super::finals::Finals;
use super::simple_payback;
use super::tariff::{LONGEST, Terms};
use crate::units::Ratio;
use crate::units::exact::{cent, paid_back, present_value};

/// What is owned after the works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owned {
    /// Code of the measure.
    pub code: String,
    /// Euro at year 0, VAT as it is borne included.
    pub cost: Decimal,
    /// Euro a year in addition to today's.
    pub maintenance: Decimal,
    /// Years it lasts; `None` is not known, and nothing is then replaced.
    pub lifetime: Option<u16>,
    /// What is bought again before.
    pub again: Vec<BoughtAgain>,
}

impl Owned {
    /// Euro for what is bought again in a year.
    pub fn bought_again(&self, year: u16, horizon: u16) -> Decimal {
        if year >= horizon {
            return Decimal::ZERO;
        }
        let life = self.lifetime.filter(|life| *life > 0 && year > 0 && year.is_multiple_of(*life));
        let whole = life.map_or(Decimal::ZERO, |_| self.cost);
        let of_life = self.lifetime.filter(|life| *life > 0).map_or(year, |life| year % life);
        let parts = self.again.iter().filter(|a| a.year == of_life && a.year > 0 && life.is_none());
        whole + parts.map(|a| a.cost).sum::<Decimal>()
    }
}

/// One year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LifeYear {
    /// From 1 on.
    pub year: u16,
    /// Energy and water with the works, euro.
    pub energy: Decimal,
    /// Energy and water without, euro.
    pub without: Decimal,
    /// Maintenance in addition.
    pub maintenance: Decimal,
    /// What is bought again.
    pub again: Decimal,
    /// without − energy − maintenance − again.
    pub net: Decimal,
}

/// What it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeCycle {
    /// Euro at year 0, before aid.
    pub investment: Decimal,
    /// Aid at year 0.
    pub aid: Decimal,
    /// Today's value of maintenance.
    pub maintenance: Decimal,
    /// Today's value of what is bought again.
    pub again: Decimal,
    /// Today's value of energy and water with the works.
    pub energy: Decimal,
    /// *Coût global* with the works.
    pub total: Decimal,
    /// *Coût global* without them.
    pub without: Decimal,
    /// *VAN*: what the works are worth.
    pub npv: Decimal,
    /// (investment − aid) ÷ (saving − maintenance of year 1).
    pub simple_payback_years: Option<Ratio>,
    /// The year in which the discounted savings have paid the works.
    pub discounted_payback_year: Option<u16>,
    /// The years.
    pub years: Vec<LifeYear>,
}

/// Over the years of the terms; `None` where a price lacks or a figure is of no building.
pub fn life_cycle(
    before: &Finals,
    after: &Finals,
    owned: &[Owned],
    aid: Decimal,
    terms: &Terms,
) -> Option<LifeCycle> {
    let horizon = terms.horizon_years;
    if horizon == 0 || horizon > LONGEST {
        return None;
    }
    let investment: Decimal = owned.iter().map(|o| o.cost).sum();
    let aid = aid.min(investment);
    let years: Option<Vec<LifeYear>> = (1..=horizon)
        .map(|year| {
            let (energy, without) = (terms.euro(after, year)?, terms.euro(before, year)?);
            let maintenance: Decimal = owned.iter().map(|o| o.maintenance).sum();
            let again: Decimal = owned.iter().map(|o| o.bought_again(year, horizon)).sum();
            Some(LifeYear {
                year,
                energy,
                without,
                maintenance,
                again,
                net: without - energy - maintenance - again,
            })
        })
        .collect();
    let years = years?;
    let present = |start: Decimal, of: &dyn Fn(&LifeYear) -> Decimal| {
        let flows: Vec<Decimal> = core::iter::once(start).chain(years.iter().map(of)).collect();
        present_value(&flows, terms.discount_rate)
    };
    let (zero, paid) = (Decimal::ZERO, investment - aid);
    let total = present(paid, &|y| y.energy + y.maintenance + y.again)?;
    let without = present(zero, &|y| y.without)?;
    let first = years.first()?;
    let brings = first.without - first.energy - first.maintenance;
    let payback = simple_payback(paid, brings);
    let flows: Vec<Decimal> = core::iter::once(-paid).chain(years.iter().map(|y| y.net)).collect();
    Some(LifeCycle {
        investment: cent(investment),
        aid: cent(aid),
        maintenance: cent(present(zero, &|y| y.maintenance)?),
        again: cent(present(zero, &|y| y.again)?),
        energy: cent(present(zero, &|y| y.energy)?),
        total: cent(total),
        without: cent(without),
        npv: cent(without - total),
        simple_payback_years: payback.map(|years| Ratio::new(years, 1)),
        discounted_payback_year: paid_back(&flows, terms.discount_rate),
        years,
    })
}
