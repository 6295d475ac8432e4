//! Every year of an installation: less by ageing, dispatched again, so that what is injected falls faster than what is used.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::dispatch::{Flows, Site, dispatch, under};
use super::laid_out;
use super::load::Load;
use super::yields::Yield;
use crate::units::exact::times;

/// Decimals of the share that is left of a new installation.
const DIGITS: u32 = 12;
/// Years that are looked at, at most.
pub const AGED: u16 = 40;

/// One year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PvYear {
    /// From 1 on.
    pub year: u16,
    /// Its energy.
    pub flows: Flows,
}

/// The years of an installation of so many watts peak; `ageing` is what it loses a year. `None` where something is beyond any
/// building.
pub fn life(
    yields: &Yield,
    peak_w: u64,
    load: &Load,
    site: Site,
    ageing: Decimal,
    years: u16,
) -> Option<Vec<PvYear>> {
    if years > AGED || ageing.is_sign_negative() || ageing >= Decimal::ONE {
        return None;
    }
    let new = under(&yields.production(peak_w)?, load)?;
    let whole: u64 = new.iter().sum();
    let (mut left, mut all) = (Decimal::ONE, Vec::new());
    for year in 1..=years {
        let total = times(Decimal::from(whole), left)?.trunc().to_u64()?;
        let aged = laid_out(&new, total).unwrap_or_else(|| new.clone());
        all.push(PvYear { year, flows: dispatch(&aged, &load.wh, load.step_s, site)? });
        left = times(left, Decimal::ONE - ageing)?.round_dp(DIGITS);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::Catalog;
    use crate::measures::pv::Plane;

    fn of(activity: &str, yearly_wh: u64, peak_w: u64) -> Vec<PvYear> {
        let catalog = Catalog::embedded().unwrap();
        let yields =
            Yield::of_catalogue(Plane::new(35, 0).unwrap(), catalog.photovoltaics().unwrap()).unwrap();
        let load = Load::shaped(catalog.load_shape(Some(activity)).unwrap().0, yearly_wh, 2025).unwrap();
        life(&yields, peak_w, &load, Site::default(), catalog.photovoltaics().unwrap().ageing.value, 25)
            .unwrap()
    }

    #[test]
    fn panels_give_half_a_percent_less_every_year() {
        let years = of("care-home", 250_000_000, 50_000);
        assert_eq!(years[0].flows.produced, 46_250_000);
        assert_eq!(years[1].flows.produced, 46_018_750);
        assert_eq!(years[24].flows.produced, 41_007_724);
        assert!(years.windows(2).all(|pair| pair[1].flows.produced < pair[0].flows.produced));
    }

    #[test]
    fn a_care_home_uses_more_of_its_sun_than_a_school_of_the_same_use() {
        let share = |activity| of(activity, 100_000_000, 60_000)[0].flows.self_consumption().unwrap();
        let (home, school) = (share("care-home"), share("school"));
        assert!(home > school + dec!(0.05), "{home} {school}");
        assert!(school > dec!(0.3) && home < dec!(1), "{home} {school}");
    }

    #[test]
    fn nonsense_is_no_life() {
        let catalog = Catalog::embedded().unwrap();
        let yields =
            Yield::of_catalogue(Plane::new(35, 0).unwrap(), catalog.photovoltaics().unwrap()).unwrap();
        let load = Load::shaped(catalog.load_shape(None).unwrap().0, 0, 2025).unwrap();
        assert_eq!(life(&yields, 1000, &load, Site::default(), dec!(1), 5), None);
        assert_eq!(life(&yields, 1000, &load, Site::default(), dec!(0.005), 41), None);
        let nothing_used = life(&yields, 1000, &load, Site::default(), dec!(0.005), 1).unwrap();
        assert_eq!((nothing_used[0].flows.self_consumed, nothing_used[0].flows.injected), (0, 925_000));
    }
}
