//! Panels of an audit: what each roof gives hour by hour against the use of the building, and month by month for people to see.
//!
//! What a kWp gives is what the adviser told, else what a service said of the roof, else the catalogue's range, turned to the roof where
//! somebody said how it lies. The use is what quarter-hours told, laid on the electricity of a normal year; where there is no such year, the shape of the
//! activity, our hypothesis, and which of the two is said. What is made today is kept as it was measured; roofs of the audit come
//! after it in the order of the chain, so that two of them are two, not the second alone.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::Desk;
use crate::audit::Chosen;
use crate::building::Carrier;
use crate::indicators::{Input, Measure, Origin};
use crate::measures::pv::dispatch::under;
use crate::measures::pv::{Load, LoadOrigin, Plane, Site, Yield, YieldOrigin, dispatch, laid_out, local};
use crate::measures::{Applied, Effect, Wh};
use crate::period::local as civil;
use crate::units::exact::{over, times};

/// A roof as the catalogue's yields are told: facing south.
const SOUTH: Option<Plane> = Plane::new(35, 0);
/// Roofs of one audit, at most: each is tried beside every set of the others.
pub(super) const MOST_ROOFS: usize = 4;

/// The panels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Panels {
    /// kWp.
    pub peak_kwp: Decimal,
    /// kWh of the first year.
    pub made: Decimal,
    /// Of it, used on the spot.
    pub used: Decimal,
    /// Of it, injected.
    pub injected: Decimal,
    /// Electricity the building uses.
    pub load: Decimal,
    /// January to December.
    pub months: Vec<PanelsMonth>,
    /// Code of where the yield comes from: `pv-yield-…`.
    pub yield_origin: String,
    /// Code of why no service told it, where one was to be asked: `audit-roof-untold-…`.
    pub yield_untold: Option<String>,
    /// Code of where the use comes from: `pv-load-…`.
    pub load_origin: String,
}

/// A month, kWh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PanelsMonth {
    /// 1 to 12.
    pub month: u8,
    /// Used on the spot.
    pub used: Decimal,
    /// Injected.
    pub injected: Decimal,
    /// Taken from the network.
    pub bought: Decimal,
}

/// The year that panels and batteries are reckoned on.
pub(super) struct Year {
    /// What the building uses.
    pub(super) load: Load,
    /// What is made today, under the slots of the load; it adds up to what was measured.
    pub(super) today: Vec<u64>,
}

/// A roof of the audit.
pub(super) struct Roof {
    /// Its key.
    pub(super) key: String,
    /// Watt-hours, slot by slot.
    pub(super) slots: Vec<u64>,
}

impl Year {
    /// Of the building; `None` where the catalogue knows no sun or no shape of use.
    pub(super) fn of(desk: &Desk<'_>) -> Option<Year> {
        let finals = desk.state.finals();
        let demand = (finals.get(Carrier::Electricity) + finals.used).get();
        let told = desk.audit.measured.load.as_ref().and_then(|quarters| quarters.load()?.over(demand));
        let load = match told {
            Some(load) => load,
            None => {
                let (shape, _) = desk.catalog.load_shape(desk.audit.head.activity.as_deref())?;
                Load::shaped(shape, demand, desk.on.year())?
            }
        };
        let sun = Yield::of_catalogue(SOUTH?, desk.catalog.photovoltaics()?)?;
        let weights = under(&sun.production(1000)?, &load)?;
        let today = laid_out(&weights, desk.state.local.made.get())?;
        Some(Year { load, today })
    }

    /// What is made with the roofs of a set, bit by bit.
    pub(super) fn with(&self, roofs: &[Roof], set: usize) -> Vec<u64> {
        let mut slots = self.today.clone();
        for (_, roof) in roofs.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1) {
            for (sum, one) in slots.iter_mut().zip(&roof.slots) {
                *sum = sum.saturating_add(*one);
            }
        }
        slots
    }

    /// Where the use comes from, as what goes into a measure.
    pub(super) fn input(&self) -> Input {
        let origin = match &self.load.origin {
            LoadOrigin::Measured { .. } => Origin::Readings,
            LoadOrigin::Shape { file } => Origin::Catalog { file: file.clone() },
        };
        Input::new("pv-load", kwh(self.load.total()), Measure::Kwh, origin)
            .quality(self.load.quality)
            .certainty(self.load.certainty)
    }
}

pub(super) fn input(applied: &Applied, code: &str) -> Option<Decimal> {
    let symbol = format!("measure-{code}");
    applied.inputs.iter().find(|input| input.symbol == symbol).map(|input| input.value)
}

pub(super) fn kwh(wh: u64) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(wh), 3).normalize()
}

/// What a set of slots adds up to.
pub(super) fn sum(slots: &[u64]) -> Wh {
    Wh::new(slots.iter().sum())
}

/// A roof with what it gives, and how it looks month by month with what is made today; `None` where the catalogue knows no sun.
pub(super) fn roof(
    desk: &Desk<'_>,
    year: &Year,
    chosen: &Chosen,
    applied: &mut Applied,
) -> Option<(Roof, Panels)> {
    let peak_kwp = input(applied, "peak-power")?;
    let card = desk.catalog.photovoltaics()?;
    let lies = desk.audit.roof.iter().find(|roof| roof.measure == chosen.number);
    let yields = match lies {
        Some(lies) => lies.yields(card)?,
        None => Yield::of_catalogue(SOUTH?, card)?,
    };
    let usual = yields.kwh_per_kwp();
    if lies.is_some() && !chosen.inputs.contains_key("yield") {
        takes(applied, &yields);
    }
    // The hours of the sun, as strong as the yield that was told.
    let told = input(applied, "yield").unwrap_or(usual);
    let made = times(peak_kwp, told)?;
    let watts = times(over(made, usual)?, Decimal::ONE_THOUSAND)?.round().to_u64()?;
    let roof = Roof { key: applied.code.clone(), slots: under(&yields.production(watts)?, &year.load)? };
    let roofs = [roof];
    let (slots, load) = (year.with(&roofs, 1), &year.load);
    let flows = dispatch(&slots, &load.wh, load.step_s, Site::default())?;
    let panels = Panels {
        peak_kwp,
        made: kwh(flows.produced),
        used: kwh(flows.self_consumed),
        injected: kwh(flows.injected),
        load: kwh(flows.load),
        months: months(&slots, load)?,
        yield_origin: yields.origin.code().to_owned(),
        yield_untold: lies.and_then(|lies| lies.untold.clone()),
        load_origin: load.origin.code().to_owned(),
    };
    let [roof] = roofs;
    Some((roof, panels))
}

/// A yield of the roof in place of the usual one.
fn takes(applied: &mut Applied, yields: &Yield) {
    let origin = match &yields.origin {
        YieldOrigin::Catalogue { file, .. } => Origin::Catalog { file: file.clone() },
        YieldOrigin::Hourly | YieldOrigin::Monthly => Origin::Method,
    };
    let usual = applied.inputs.iter_mut().filter(|input| input.symbol == "measure-yield");
    for input in usual {
        input.value = yields.kwh_per_kwp().round_dp(1).normalize();
        (input.quality, input.certainty, input.origin) = (yields.quality, yields.certainty, origin.clone());
    }
    applied.quality = applied.quality.weakest(yields.quality);
    applied.certainty = applied.certainty.weakest(yields.certainty);
}

/// January to December, whatever day the year of the load begins on.
fn months(slots: &[u64], load: &Load) -> Option<Vec<PanelsMonth>> {
    let mut of: [(Vec<u64>, Vec<u64>); 12] = Default::default();
    let mut at = load.start;
    for (made, used) in slots.iter().zip(&load.wh) {
        let month = usize::try_from(civil(at)?.month() - 1).ok()?;
        let (all_made, all_used) = of.get_mut(month)?;
        all_made.push(*made);
        all_used.push(*used);
        at = at.checked_add(i64::from(load.step_s))?;
    }
    let one = |(month, (made, used)): (u8, &(Vec<u64>, Vec<u64>))| {
        let flows = dispatch(made, used, load.step_s, Site::default())?;
        Some(PanelsMonth {
            month,
            used: kwh(flows.self_consumed),
            injected: kwh(flows.injected),
            bought: kwh(flows.bought),
        })
    };
    (1..).zip(&of).map(one).collect()
}

/// What a roof does after those before it in the chain, whichever of them are there.
pub(super) fn effects(year: &Year, before: &[Roof], own: &Roof) -> Option<Vec<Effect>> {
    let one = |set: usize| {
        let without = year.with(before, set);
        let with: Vec<u64> = without.iter().zip(&own.slots).map(|(a, b)| a.saturating_add(*b)).collect();
        Some(Effect::Make { before: sum(&without), local: local(&with, &year.load, Site::default())? })
    };
    // The most that may be there first: what an effect has made is never taken for what another waits for.
    let mut all: Vec<Effect> = (0..1_usize << before.len()).map(one).collect::<Option<_>>()?;
    all.sort_by_key(|effect| core::cmp::Reverse(waits_for(effect)));
    Some(all)
}

pub(super) const fn waits_for(effect: &Effect) -> Wh {
    match effect {
        Effect::Make { before, .. } => *before,
        _ => Wh::ZERO,
    }
}
