//! What an installation makes and how much of it is used on the spot, as a state of a building keeps it: dispatched anew for
//! less and for more use than today's, so that packages which change the use change what the panels are worth.

use super::dispatch::{Battery, Site, dispatch};
use super::laid_out;
use super::load::Load;
use super::yields::Yield;
use crate::measures::{Applied, Curve, Effect, Local, Wh};

/// Hundredths of today's use that are tried.
const TRIED: [u64; 8] = [40, 60, 80, 90, 100, 120, 160, 240];

/// Of a production laid under the slots of a load; `None` where they do not fit together.
pub fn local(production: &[u64], load: &Load, site: Site) -> Option<Local> {
    let today = load.total();
    let mut points = Vec::with_capacity(TRIED.len());
    let mut made = dispatch(production, &load.wh, load.step_s, site)?.produced;
    for hundredths in TRIED {
        let total = u64::try_from(u128::from(today) * u128::from(hundredths) / 100).ok()?;
        let Some(slots) = laid_out(&load.wh, total) else { continue };
        let flows = dispatch(production, &slots, load.step_s, site)?;
        points.push((Wh::new(flows.load), Wh::new(flows.avoided())));
        if hundredths == 100 {
            // What a battery loses is not given to anybody.
            made = flows.avoided() + flows.injected;
        }
    }
    Some(Local { made: Wh::new(made), curve: Curve::through(&points) })
}

/// The same installation with a battery beside it: what `base` uses on the spot, with what the battery gives back of the same year
/// reckoned without it and with it; what it loses is given to nobody.
pub fn stored(production: &[u64], load: &Load, battery: Battery, base: &Local) -> Option<Local> {
    let (alone, beside) = (Site::default(), Site { battery: Some(battery), ..Site::default() });
    let today = load.total();
    let mut points = Vec::with_capacity(TRIED.len());
    let mut made = base.made;
    for hundredths in TRIED {
        let total = u64::try_from(u128::from(today) * u128::from(hundredths) / 100).ok()?;
        let Some(slots) = laid_out(&load.wh, total) else { continue };
        let without = dispatch(production, &slots, load.step_s, alone)?;
        let with = dispatch(production, &slots, load.step_s, beside)?;
        let (demand, back) = (Wh::new(with.load), with.avoided().saturating_sub(without.avoided()));
        points.push((demand, base.curve.used(demand).min(base.made) + Wh::new(back)));
        if hundredths == 100 {
            made = base.made.less(Wh::new(with.lost + with.stored));
        }
    }
    Some(Local { made, curve: Curve::through(&points) })
}

/// The measure of the catalogue with what was dispatched in place of any yearly reckoning; no better than yield and load.
pub fn into_place(applied: Applied, local: Local, yields: &Yield, load: &Load) -> Applied {
    Applied {
        effects: vec![Effect::Generate(local)],
        quality: applied.quality.weakest(yields.quality).weakest(load.quality),
        certainty: applied.certainty.weakest(yields.certainty).weakest(load.certainty),
        ..applied
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::measures::pv::{Plane, dispatch::under};

    #[test]
    fn who_uses_less_uses_less_of_the_sun() {
        let catalog = Catalog::embedded().unwrap();
        let yields =
            Yield::of_catalogue(Plane::new(35, 0).unwrap(), catalog.photovoltaics().unwrap()).unwrap();
        let load = Load::shaped(catalog.load_shape(Some("office")).unwrap().0, 40_000_000, 2025).unwrap();
        let slots = under(&yields.production(30_000).unwrap(), &load).unwrap();
        let found = local(&slots, &load, Site::default()).unwrap();
        let today = dispatch(&slots, &load.wh, 3600, Site::default()).unwrap();
        assert_eq!(found.made, Wh::new(27_750_000));
        assert_eq!(found.curve.used(Wh::new(40_000_000)), Wh::new(today.avoided()));
        let half = found.curve.used(Wh::new(20_000_000));
        assert!(half < Wh::new(today.avoided()) && half > Wh::new(today.avoided() / 2));
        assert_eq!(found.curve.used(Wh::ZERO), Wh::ZERO);
    }
}
