//! What of the production is used on the spot, stored, injected: slot by slot, nothing lost but what a battery loses.
//!
//! Rule of the battery: surplus is stored as far as room and power allow, what lacks is taken from it; it never charges from
//! the grid. A limit of injection cuts what can go nowhere. Held by tests, to the watt-hour: produced = used on the spot +
//! injected; stored = given back + lost + what is left; taken from the grid + used + given back = load.

use rust_decimal::Decimal;

use super::load::Load;
use super::{HOURS, sun};
use crate::units::exact::over;

/// A battery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Battery {
    /// What can be stored, watt-hours.
    pub capacity_wh: u64,
    /// The most it takes or gives, watts.
    pub power_w: u64,
    /// What comes back of a thousand watt-hours that went in, 1 to 1000.
    pub back_of_thousand: u16,
}

/// What stands between panels and grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Site {
    /// A battery, where there is one.
    pub battery: Option<Battery>,
    /// The most that may be injected, watts, where the grid operator limits it.
    pub injection_limit_w: Option<u64>,
}

/// Watt-hours of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flows {
    /// What the panels gave, less what was cut: used on the spot + injected.
    pub produced: u64,
    /// Used on the spot: direct + stored.
    pub self_consumed: u64,
    /// Sent to the grid.
    pub injected: u64,
    /// Cut by a limit of injection.
    pub curtailed: u64,
    /// Used at once.
    pub direct: u64,
    /// Put into the battery.
    pub charged: u64,
    /// Given back by the battery.
    pub discharged: u64,
    /// Lost in the battery.
    pub lost: u64,
    /// In the battery at the end of the year.
    pub stored: u64,
    /// What the site used.
    pub load: u64,
    /// Taken from the grid.
    pub bought: u64,
}

impl Flows {
    /// *Autoconsommation*: what of the production is used on the spot.
    pub fn self_consumption(&self) -> Option<Decimal> {
        over(Decimal::from(self.self_consumed), Decimal::from(self.produced))
    }

    /// *Autoproduction*: what of the use comes from the roof.
    pub fn self_sufficiency(&self) -> Option<Decimal> {
        over(Decimal::from(self.direct + self.discharged), Decimal::from(self.load))
    }

    /// What need not be bought any more.
    pub const fn avoided(&self) -> u64 {
        self.direct + self.discharged
    }
}

/// The production of a typical year laid under the slots of a load; `None` where they do not divide the hour. The 29th of
/// February is as the day before it.
pub fn under(hours: &[u64], load: &Load) -> Option<Vec<u64>> {
    let per_hour = 3600_u32.checked_div(load.step_s).filter(|n| n * load.step_s == 3600)?;
    let (step, parts) = (i64::from(load.step_s), u64::from(per_hour));
    let mut slots = Vec::with_capacity(load.wh.len());
    let (mut held, mut of_hour) = (i64::MIN, 0);
    for index in 0..i64::try_from(load.wh.len()).ok()? {
        let at = load.start + index * step;
        let hour = at.div_euclid(3600);
        if hour != held {
            (held, of_hour) = (hour, *hours.get(hour_of_year(hour)?)?);
        }
        let part = u64::try_from(at.rem_euclid(3600) / step).ok()?;
        slots.push((part + 1) * of_hour / parts - part * of_hour / parts);
    }
    Some(slots)
}

/// The hour of a year without leap day in which this hour since 1970 falls.
fn hour_of_year(hour: i64) -> Option<usize> {
    let date = jiff::Timestamp::from_second(hour * 3600).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
    let month = usize::try_from(date.month() - 1).ok()?;
    let before: u16 = sun::DAYS.iter().take(month).sum();
    let day = date.day().min(if date.month() == 2 { 28 } else { 31 });
    let days = usize::from(before) + usize::try_from(day - 1).ok()?;
    let at = days * 24 + usize::try_from(hour.rem_euclid(24)).ok()?;
    (at < HOURS).then_some(at)
}

/// Goes through the slots; `None` where the two are not of one length, or a battery gives back more than it takes.
pub fn dispatch(production: &[u64], load: &[u64], step_s: u32, site: Site) -> Option<Flows> {
    if production.len() != load.len()
        || site.battery.is_some_and(|b| !(1..=1000).contains(&b.back_of_thousand))
    {
        return None;
    }
    let in_slot = |watts: u64| u64::try_from(u128::from(watts) * u128::from(step_s) / 3600).ok();
    let (power, capacity, back) = match site.battery {
        Some(b) => (in_slot(b.power_w)?, b.capacity_wh, u64::from(b.back_of_thousand)),
        None => (0, 0, 1000),
    };
    let limit = match site.injection_limit_w {
        Some(watts) => in_slot(watts)?,
        None => u64::MAX,
    };
    let mut sum = Flows::default();
    for (made, used) in production.iter().zip(load) {
        let direct = (*made).min(*used);
        let (mut surplus, lacking) = (made - direct, used - direct);
        let charge = surplus.min(power).min(capacity - sum.stored);
        surplus -= charge;
        sum.stored += charge;
        let could_give = u64::try_from(u128::from(sum.stored) * u128::from(back) / 1000).ok()?;
        let given = lacking.min(power).min(could_give);
        let drawn = u64::try_from((u128::from(given) * 1000).div_ceil(u128::from(back))).ok()?;
        sum.stored -= drawn;
        let injected = surplus.min(limit);
        sum.direct += direct;
        sum.charged += charge;
        sum.discharged += given;
        sum.lost += drawn - given;
        sum.injected += injected;
        sum.curtailed += surplus - injected;
        sum.load += used;
        sum.bought += lacking - given;
    }
    sum.self_consumed = sum.direct + sum.charged;
    sum.produced = sum.self_consumed + sum.injected;
    Some(sum)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::certain::{Certainty, Quality};
    use crate::measures::pv::LoadOrigin;

    fn battery(capacity_wh: u64, power_w: u64, back_of_thousand: u16) -> Site {
        Site { battery: Some(Battery { capacity_wh, power_w, back_of_thousand }), injection_limit_w: None }
    }

    #[test]
    fn what_is_made_is_used_on_the_spot_or_injected() {
        let check = |site: Site, expect: (u64, u64, u64, u64)| {
            let flows = dispatch(&[0, 10, 4, 0], &[2, 3, 4, 6], 3600, site).unwrap();
            assert_eq!(
                (flows.self_consumed, flows.injected, flows.bought, flows.curtailed),
                expect,
                "{site:?}"
            );
        };
        check(Site::default(), (7, 7, 8, 0));
        check(Site { battery: None, injection_limit_w: Some(5) }, (7, 5, 8, 2));
        check(battery(5, 100, 1000), (12, 2, 3, 0));
        check(battery(5, 100, 800), (12, 2, 4, 0));
        check(battery(5, 2, 1000), (9, 5, 6, 0));
    }

    #[test]
    fn what_does_not_fit_together_is_not_dispatched() {
        assert_eq!(dispatch(&[1], &[], 3600, Site::default()), None);
        assert_eq!(dispatch(&[1], &[1], 3600, battery(1, 1, 1001)), None);
        assert_eq!(dispatch(&[1], &[1], 3600, battery(1, 1, 0)), None);
        assert_eq!(dispatch(&[], &[], 3600, Site::default()), Some(Flows::default()));
        assert_eq!(Flows::default().self_consumption(), None);
    }

    #[test]
    fn hours_are_cut_into_quarters_and_a_leap_day_is_as_the_day_before() {
        let hours: Vec<u64> = (0..8760).map(|h| if h % 24 == 12 { 1000 + h / 24 } else { 7 }).collect();
        let load = |start: &str, step_s: u32, slots: usize| Load {
            start: start.parse::<jiff::Timestamp>().unwrap().as_second(),
            step_s,
            wh: vec![0; slots],
            origin: LoadOrigin::Measured { filled: 0 },
            quality: Quality::Measured,
            certainty: Certainty::Certain,
        };
        assert_eq!(
            under(&hours, &load("2025-01-01T12:00:00Z", 900, 6)),
            Some(vec![250, 250, 250, 250, 1, 2])
        );
        let february = under(&hours, &load("2024-02-28T00:00:00Z", 3600, 72)).unwrap();
        assert_eq!((february[12], february[36], february[60]), (1058, 1058, 1059));
        assert_eq!(under(&hours, &load("2025-01-01T00:00:00Z", 7200, 1)), None);
        let year = under(&hours, &load("2024-12-31T23:00:00Z", 900, 35_040)).unwrap();
        assert_eq!(year.iter().sum::<u64>(), hours.iter().sum::<u64>());
    }

    proptest! {
        #[test]
        fn energy_is_conserved_to_the_watt_hour(
            slots in prop::collection::vec((0_u64..5000, 0_u64..5000), 0..200),
            capacity in 0_u64..20_000,
            power in 0_u64..8000,
            back in 1_u16..=1000,
            limit in prop::option::of(0_u64..4000),
            step_s in prop::sample::select(vec![900_u32, 1800, 3600]),
        ) {
            let (made, used): (Vec<u64>, Vec<u64>) = slots.into_iter().unzip();
            let site = Site { injection_limit_w: limit, ..battery(capacity, power, back) };
            let flows = dispatch(&made, &used, step_s, site).unwrap();
            prop_assert_eq!(flows.produced, flows.self_consumed + flows.injected);
            prop_assert_eq!(made.iter().sum::<u64>(), flows.produced + flows.curtailed);
            prop_assert_eq!(flows.charged, flows.discharged + flows.lost + flows.stored);
            prop_assert_eq!(flows.load, flows.direct + flows.discharged + flows.bought);
            let without = dispatch(&made, &used, step_s, Site { battery: None, ..site }).unwrap();
            prop_assert!(flows.bought <= without.bought, "a battery buys nothing");
            prop_assert!(flows.injected <= without.injected);
        }
    }
}
