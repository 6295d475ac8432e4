//! Panels of an audit: what the roof gives hour by hour against the use of the building, and month by month for people to see.
//!
//! The use is the shape of the activity laid on the electricity of a normal year: our hypothesis, which quarter-hours would
//! replace. The yield told (kWh per kWp) scales the hours of the catalogue, facing south.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::Desk;
use crate::building::Carrier;
use crate::measures::pv::dispatch::under;
use crate::measures::pv::{Load, Plane, Site, Yield, dispatch, local};
use crate::measures::{Applied, Effect};
use crate::units::exact::{over, times};

/// A roof as the catalogue's yields are told: facing south.
const SOUTH: Option<Plane> = Plane::new(35, 0);
/// Days of the months of a typical year.
const DAYS: [usize; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

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

fn input(applied: &Applied, code: &str) -> Option<Decimal> {
    let symbol = format!("measure-{code}");
    applied.inputs.iter().find(|input| input.symbol == symbol).map(|input| input.value)
}

fn kwh(wh: u64) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(wh), 3).normalize()
}

/// What they do, and how it looks month by month; nothing where the catalogue knows no sun or no shape of use.
pub(super) fn panels(desk: &Desk<'_>, applied: &Applied) -> Option<(Effect, Panels)> {
    let peak_kwp = input(applied, "peak-power")?;
    let yields = Yield::of_catalogue(SOUTH?, desk.catalog.photovoltaics()?)?;
    // The hours of the catalogue, as strong as the yield that was told.
    let usual = yields.kwh_per_kwp();
    let told = input(applied, "yield").unwrap_or(usual);
    // An effect holds all that is made on the spot: what is there already lies under the same sun.
    let made = times(peak_kwp, told)?.checked_add(desk.state.local.made.kwh())?;
    let watts = times(over(made, usual)?, Decimal::ONE_THOUSAND)?.round().to_u64()?;
    let demand = desk.state.finals().get(Carrier::Electricity) + desk.state.finals().used;
    let (shape, _) = desk.catalog.load_shape(desk.audit.head.activity.as_deref())?;
    let load = Load::shaped(shape, demand.get(), desk.on.year())?;
    let slots = under(&yields.production(watts)?, &load)?;
    let effect = Effect::Generate(local(&slots, &load, Site::default())?);
    let flows = dispatch(&slots, &load.wh, load.step_s, Site::default())?;
    let per_day = usize::try_from(86_400 / load.step_s.max(1)).ok()?;
    let (mut months, mut from) = (Vec::with_capacity(12), 0);
    for (month, days) in (1..).zip(DAYS) {
        let last = month == 12;
        let to = if last { slots.len() } else { from + days * per_day };
        let (made, used) = (slots.get(from..to)?, load.wh.get(from..to)?);
        let of = dispatch(made, used, load.step_s, Site::default())?;
        months.push(PanelsMonth {
            month,
            used: kwh(of.self_consumed),
            injected: kwh(of.injected),
            bought: kwh(of.bought),
        });
        from = to;
    }
    let panels = Panels {
        peak_kwp,
        made: kwh(flows.produced),
        used: kwh(flows.self_consumed),
        injected: kwh(flows.injected),
        load: kwh(flows.load),
        months,
        yield_origin: yields.origin.code().to_owned(),
        load_origin: load.origin.code().to_owned(),
    };
    Some((effect, panels))
}
