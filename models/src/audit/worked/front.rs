//! All that can be chosen, weighed: how many sets were tried, those that no other beats, the variants among them.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Desk;
use super::bundle::{Bundle, variant};
use super::candidates::Placed;
use crate::measures::Candidate;
use crate::measures::front::{Scored, Tried};
use crate::measures::package::variants;

/// Points that are kept of a front.
const MOST: usize = 200;

/// The front.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Front {
    /// Code of why nothing was tried: `front-refusal-<code>`.
    pub refusal: Option<String>,
    /// Permitted sets that were tried.
    pub tried: usize,
    /// Investment against energy saved, by rising investment.
    pub by_energy: Vec<FrontPoint>,
    /// Life-cycle cost against CO2 avoided.
    pub by_co2: Vec<FrontPoint>,
    /// Keys of measures that are in no set since nobody knows what they cost.
    pub cost_unknown: Vec<String>,
    /// Keys of measures that are in no set since what they need is not offered.
    pub need_unknown: Vec<String>,
}

/// A set that no other beats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrontPoint {
    /// Its measures, in the order of the chain.
    pub keys: Vec<String>,
    /// Investment, euro, VAT as it is borne included.
    pub cost: Decimal,
    /// Life-cycle cost, euro.
    pub life_cycle: Decimal,
    /// kWh PCI saved a year.
    pub saved: Decimal,
    /// kg of CO2 equivalent avoided a year.
    pub co2_kg: Decimal,
}

/// The front with the variants among it.
pub(super) fn front(desk: &Desk<'_>, all: &[Placed<'_>]) -> (Front, Vec<Bundle>) {
    let candidates: Vec<&Candidate> = all.iter().filter_map(Placed::ready).collect();
    if candidates.is_empty() {
        return (Front::default(), Vec::new());
    }
    match variants(&desk.state, &candidates, &desk.terms) {
        Ok((tried, found)) => {
            let told = Front {
                refusal: None,
                tried: tried.sets.len(),
                by_energy: points(&tried, tried.by_energy()),
                by_co2: points(&tried, tried.by_co2()),
                cost_unknown: tried.cost_unknown.clone(),
                need_unknown: tried.need_unknown.clone(),
            };
            let bundles = found.iter().map(|found| variant(desk, found, all)).collect();
            (told, bundles)
        }
        Err(refusal) => (Front { refusal: Some(refusal.code().to_owned()), ..Front::default() }, Vec::new()),
    }
}

fn points(tried: &Tried, found: Vec<Scored>) -> Vec<FrontPoint> {
    let thousandths = |whole: i64| Decimal::from_i128_with_scale(i128::from(whole), 3).normalize();
    let point = |scored: Scored| FrontPoint {
        keys: tried.codes_of(scored.set).into_iter().map(str::to_owned).collect(),
        cost: Decimal::new(scored.cost, 2).normalize(),
        life_cycle: Decimal::new(scored.life_cycle, 2).normalize(),
        saved: thousandths(scored.energy),
        co2_kg: thousandths(scored.co2),
    };
    found.into_iter().take(MOST).map(point).collect()
}
