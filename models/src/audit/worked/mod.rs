//! The audit worked out: every measure looked at by itself, the packages with their chain, life cycle, abatement and order over
//! the years, the front of all that can be chosen.
//!
//! One plain value, the same for page, PDF, workbook, file and `assess`; it is computed from the audit, its [`Ground`] and the
//! catalogue alone. What cannot be reckoned is there with its reason. Does *not* reckon itself (`measures` does), nor word.
//! Invariant: what a bundle saves is what its chain saves, never the sum of its measures, never more than what is measured.

mod aided;
mod bundle;
mod candidates;
mod front;
mod looked;
mod panels;
mod storage;
mod timed;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use self::aided::{AidOrigin, AidRow};
pub use self::bundle::{Bar, Bundle, BundleKind, LifeTold, LifeYearTold, Tonne};
pub use self::front::{Front, FrontPoint};
pub use self::looked::Looked;
pub use self::panels::{Panels, PanelsMonth};
pub use self::storage::Stored;
pub use self::timed::{Moved, PathYear, Placed, Timed};

pub(super) use self::candidates::cost_of;

use super::Audit;
use super::findings::TARGET_YEAR;
use super::ground::{Ground, Sight};
use crate::building::Carrier;
use crate::catalog::Catalog;
use crate::measures::calibrate::Told;
use crate::measures::tariff::Terms;
use crate::measures::{Cold, Finals, State};
use crate::period::Day;
use crate::units::exact::{cent, over};

/// The audit worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worked {
    /// The day it was worked out for.
    pub on: Day,
    /// What a normal year asks today.
    pub today: Today,
    /// Measures, in the order they were added.
    pub looked: Vec<Looked>,
    /// Aids, measure by measure: what the adviser told, what the schemes answer, what of it is counted.
    pub aids: Vec<AidRow>,
    /// Packages: the adviser's own, then the variants found.
    pub bundles: Vec<Bundle>,
    /// Everything that can be chosen, weighed.
    pub front: Front,
    /// The panels that were looked at, month by month.
    pub panels: Option<Panels>,
    /// Codes of what lacks on the side of the meters.
    pub lacks: Vec<String>,
    /// The degree-days chosen.
    pub cold: Cold,
    /// What is supposed.
    pub sight: Sight,
}

/// What a normal year asks today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Today {
    /// By carrier.
    pub taken: Vec<Taken>,
    /// By use, each with how it came about.
    pub uses: Vec<Told>,
    /// kWh PCI of all carriers.
    pub kwh: Decimal,
    /// kWh PCI per square metre, where the area is known.
    pub kwh_per_m2: Option<Decimal>,
    /// Euro a year at marginal prices; none where a price lacks.
    pub euro: Option<Decimal>,
    /// kg of CO2 equivalent a year; none where a factor lacks.
    pub co2_kg: Option<Decimal>,
}

/// Of a carrier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Which.
    pub carrier: Carrier,
    /// kWh PCI: of a saving, below zero where more is taken.
    pub kwh: Decimal,
}

/// Weighs everything the audit holds.
pub fn worked(audit: &Audit, ground: &Ground, catalog: &Catalog, on: Day) -> Worked {
    let desk = Desk::new(audit, ground, catalog, on);
    let mut chosen = candidates::candidates(&desk);
    let aids = aided::aided(&desk, &ground.aid, &mut chosen);
    let looked: Vec<Looked> = chosen.iter().map(|one| looked::looked(&desk, one, &chosen)).collect();
    let (front, variants) = front::front(&desk, &chosen);
    let own = audit.package.iter().map(|package| bundle::own(&desk, package, &chosen));
    let bundles = own.chain(variants).collect();
    let panels = chosen.iter().find_map(|one| one.panels.clone());
    Worked {
        on,
        today: desk.today(ground),
        looked,
        aids,
        bundles,
        front,
        panels,
        lacks: ground.lacks.clone(),
        cold: ground.cold.clone(),
        sight: ground.sight.clone(),
    }
}

impl Worked {
    /// The package to be voted on: the adviser's first, else the one that is ready for 2040, else the quick wins.
    pub fn voted(&self) -> Option<&Bundle> {
        let order = [BundleKind::Own, BundleKind::Ready2040, BundleKind::QuickWins, BundleKind::Deep];
        let some = |kind: BundleKind| self.bundles.iter().find(|b| b.kind == kind && !b.bars.is_empty());
        order.into_iter().find_map(some)
    }

    /// Euro of aids that are counted, all measures.
    pub fn aid_counted(&self) -> Decimal {
        self.aids.iter().map(|row| row.counted).sum()
    }

    /// Euro that could come on top where what nobody knows turns out well: for each measure without a counted aid, the largest.
    pub fn aid_possible(&self) -> Decimal {
        let mut open: BTreeMap<&str, Decimal> = BTreeMap::new();
        for row in self.aids.iter().filter(|row| row.is_open()) {
            let most = open.entry(&row.key).or_default();
            *most = (*most).max(row.aid.euro.unwrap_or_default());
        }
        let counted = |key: &str| self.aids.iter().any(|row| row.key == key && !row.counted.is_zero());
        open.into_iter().filter(|(key, _)| !counted(key)).map(|(_, euro)| euro).sum()
    }

    /// A measure by its key in bars and orders.
    pub fn of_key(&self, key: &str) -> Option<&Looked> {
        self.looked.iter().find(|one| one.key == key)
    }
}

/// What everything is worked out with.
struct Desk<'a> {
    audit: &'a Audit,
    catalog: &'a Catalog,
    cold: &'a Cold,
    sight: &'a Sight,
    state: State,
    terms: Terms,
    on: Day,
    area_m2: Option<Decimal>,
}

impl<'a> Desk<'a> {
    fn new(audit: &'a Audit, ground: &'a Ground, catalog: &'a Catalog, on: Day) -> Desk<'a> {
        Desk {
            audit,
            catalog,
            cold: &ground.cold,
            sight: &ground.sight,
            state: ground.state(),
            terms: ground.terms(catalog, on),
            on,
            area_m2: audit.head.heated_area_m2.filter(|area| *area > Decimal::ZERO),
        }
    }

    fn today(&self, ground: &Ground) -> Today {
        let finals = self.state.finals();
        Today {
            taken: taken(&finals),
            uses: ground.part.clone(),
            kwh: finals.total().kwh().normalize(),
            kwh_per_m2: self.per_m2(&finals),
            euro: self.terms.euro(&finals, 1).map(cent),
            co2_kg: self.terms.co2_kg(&finals).map(|kg| kg.round_dp(0)),
        }
    }

    /// kWh PCI per square metre.
    fn per_m2(&self, finals: &Finals) -> Option<Decimal> {
        over(finals.total().kwh(), self.area_m2?).map(|kwh| kwh.round_dp(1))
    }

    /// The first year in which works can be done.
    fn first_year(&self) -> i16 {
        self.on.year().saturating_add(1)
    }

    /// The last day of a year of the plan, as a year; before the first one, the year before it.
    fn last_year(&self, of_plan: u16) -> i16 {
        let years = i16::try_from(of_plan).unwrap_or(i16::MAX);
        self.first_year().saturating_sub(1).saturating_add(years)
    }

    /// Years of works up to the year of the strategy; one at least.
    fn years(&self) -> usize {
        let years = TARGET_YEAR.saturating_sub(self.on.year()).clamp(1, 30);
        usize::try_from(years).unwrap_or(1)
    }
}

fn taken(finals: &Finals) -> Vec<Taken> {
    finals.carriers().map(|(carrier, wh)| Taken { carrier, kwh: wh.kwh().normalize() }).collect()
}
