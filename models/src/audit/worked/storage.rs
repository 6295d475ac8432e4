//! A battery of an audit: what it gives back of the sun that would be injected, beside the same year without it.
//!
//! Capacity, power and losses as they were told; it never charges from the grid. Without panels, of today or of the audit, it has
//! nothing to keep, and is refused with that reason. Beside roofs of the audit it needs them: what it does is reckoned for every set
//! of roofs that may stand before it. Ageing of cells is not reckoned: nobody told us how fast.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::Desk;
use super::panels::{Roof, Year, input, kwh, sum, waits_for};
use crate::measures::pv::{Battery, Site, dispatch, local, stored};
use crate::measures::{Applied, Effect, Local, Refusal, Wh};
use crate::units::exact::times;

/// What a battery changes, kWh of the first year, with every roof of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stored {
    /// Used on the spot without it.
    pub used_without: Decimal,
    /// Used on the spot with it: direct and given back.
    pub used_with: Decimal,
    /// Injected without it.
    pub injected_without: Decimal,
    /// Injected with it.
    pub injected_with: Decimal,
    /// Lost in it.
    pub lost: Decimal,
}

/// The battery that was told.
fn battery(applied: &Applied) -> Option<Battery> {
    let whole = |code: &str| times(input(applied, code)?, Decimal::ONE_THOUSAND)?.round().to_u64();
    Some(Battery {
        capacity_wh: whole("capacity")?,
        power_w: whole("battery-power")?,
        back_of_thousand: u16::try_from(whole("back-share")?).ok()?,
    })
}

/// What it does, by what is made before it.
///
/// # Errors
/// Nothing is made that it could keep.
pub(super) fn storage(
    desk: &Desk<'_>,
    year: Option<&Year>,
    roofs: &[Roof],
    applied: &Applied,
) -> Result<(Vec<Effect>, Stored), Refusal> {
    let year = year.ok_or_else(|| Refusal::of("no-panels", &applied.code))?;
    if roofs.is_empty() && desk.state.local.made == Wh::ZERO {
        return Err(Refusal::of("no-panels", &applied.code));
    }
    let beyond = || Refusal::of("out-of-range", "capacity");
    let battery = battery(applied).ok_or_else(beyond)?;
    let one = |set: usize| -> Option<Effect> {
        let slots = year.with(roofs, set);
        let base = base(desk, year, &slots, set)?;
        Some(Effect::Make { before: sum(&slots), local: stored(&slots, &year.load, battery, &base)? })
    };
    let mut all: Vec<Effect> =
        (0..1_usize << roofs.len()).map(one).collect::<Option<_>>().ok_or_else(beyond)?;
    // What a battery leaves is less than what it found: the least is looked for first.
    all.retain(|effect| waits_for(effect) > Wh::ZERO);
    all.sort_by_key(waits_for);
    let beside = beside(year, roofs, battery).ok_or_else(beyond)?;
    Ok((all, beside))
}

/// What is made before it: as it was measured where nothing is added to it.
fn base(desk: &Desk<'_>, year: &Year, slots: &[u64], set: usize) -> Option<Local> {
    if set == 0 { Some(desk.state.local) } else { local(slots, &year.load, Site::default()) }
}

fn beside(year: &Year, roofs: &[Roof], battery: Battery) -> Option<Stored> {
    let slots = year.with(roofs, (1_usize << roofs.len()) - 1);
    let of = |battery| {
        dispatch(&slots, &year.load.wh, year.load.step_s, Site { battery, injection_limit_w: None })
    };
    let (without, with) = (of(None)?, of(Some(battery))?);
    Some(Stored {
        used_without: kwh(without.avoided()),
        used_with: kwh(with.avoided()),
        injected_without: kwh(without.injected),
        injected_with: kwh(with.injected),
        lost: kwh(with.lost),
    })
}
