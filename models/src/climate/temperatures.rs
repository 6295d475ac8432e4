//! The daily mean temperatures of one station, and the degree-days they give over a period.
//!
//! An equivalent day needs the two days before it: without them it is missing, which is said with the reason. Does *not*
//! complete anything.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::summed_months::SummedMonths;
use super::{Base, Equivalent, Temperature, degree_days};
use crate::certain::Quality;
use crate::period::{Day, Month, Period, next_day};

/// The days of one station. A later value of a day replaces an earlier one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Temperatures {
    days: BTreeMap<Day, (Temperature, Quality)>,
    equivalents: BTreeMap<Day, Equivalent>,
    months: SummedMonths,
}

/// Why a day has no degree-days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Its temperature was not loaded.
    NotLoaded,
    /// It is known, but one of the two days before it is not.
    DaysBefore,
}

/// Days in a row without degree-days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing {
    /// Which.
    pub days: Period,
    /// Why.
    pub why: Why,
}

impl Missing {
    /// The day from which its temperatures can exist: the one after its last. Belgium's weather service has a day's
    /// mean when the day is over.
    pub fn exists_from(&self) -> Day {
        self.days.to
    }
}

/// The degree-days of the days that are known of a period, and those that are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summed {
    /// Of the days known, K·day, exact.
    pub degree_days: Decimal,
    /// How many days are known.
    pub days: i64,
    /// The weakest quality among them.
    pub quality: Quality,
    /// The others, in order.
    pub missing: Vec<Missing>,
}

impl Summed {
    /// The sum, when not a day of it is missing.
    pub fn whole(&self) -> Option<Decimal> {
        (self.missing.is_empty() && self.days > 0).then_some(self.degree_days)
    }
}

impl Temperatures {
    /// The mean temperature of a day, and how good it is: measured by a station, modelled by a reanalysis, declared by
    /// somebody.
    pub fn insert(&mut self, day: Day, mean: Temperature, quality: Quality) {
        self.months = SummedMonths::default();
        self.days.insert(day, (mean, quality));
    }

    /// The equivalent temperature of a day whose own three days nobody has: some publish only that.
    pub fn insert_equivalent(&mut self, day: Day, equivalent: Equivalent) {
        self.months = SummedMonths::default();
        self.equivalents.insert(day, equivalent);
    }

    /// The mean of a day.
    pub fn mean(&self, day: Day) -> Option<(Temperature, Quality)> {
        self.days.get(&day).copied()
    }

    /// The days that have a mean, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Day, Temperature, Quality)> {
        self.days.iter().map(|(day, (mean, quality))| (*day, *mean, *quality))
    }

    /// From the first day that has a mean to the day after the last.
    pub fn span(&self) -> Option<Period> {
        let (first, last) = (self.days.keys().next()?, self.days.keys().next_back()?);
        Period::new(*first, next_day(*last))
    }

    /// The equivalent temperature of a day: from its own three days, else as it was published.
    ///
    /// # Errors
    /// What it lacks.
    pub fn equivalent(&self, day: Day) -> Result<(Equivalent, Quality), Why> {
        let stated = || self.equivalents.get(&day).map(|e| (*e, Quality::Estimated));
        let Some((mean, quality)) = self.mean(day) else { return stated().ok_or(Why::NotLoaded) };
        let before = |day: Day| day.yesterday().ok().and_then(|d| Some((d, self.mean(d)?)));
        let three = before(day).and_then(|(first, one)| Some((one, before(first)?.1)));
        let Some(((one, q1), (two, q2))) = three else { return stated().ok_or(Why::DaysBefore) };
        Ok((Equivalent::of(mean, one, two), quality.weakest(q1).weakest(q2)))
    }

    /// The degree-days of a day.
    ///
    /// # Errors
    /// What it lacks.
    pub fn degree_days(&self, day: Day, base: Base) -> Result<(Decimal, Quality), Why> {
        let (temperature, quality) = if base.is_equivalent() {
            self.equivalent(day).map(|(e, q)| (e.celsius(), q))?
        } else {
            self.mean(day).map(|(t, q)| (t.celsius(), q)).ok_or(Why::NotLoaded)?
        };
        Ok((degree_days(base, temperature), quality))
    }

    /// The degree-days of a period, and which of its days are missing.
    pub fn sum(&self, period: Period, base: Base) -> Summed {
        let month = Month::of(period.from);
        let whole =
            (month.period() == period).then(|| self.months.of(base, month, || self.every_month(base)));
        whole.flatten().cloned().unwrap_or_else(|| self.by_days(period, base))
    }

    /// Every month of which a day is held.
    fn every_month(&self, base: Base) -> BTreeMap<Month, Summed> {
        let held = self.days.keys().chain(self.equivalents.keys()).map(|day| Month::of(*day));
        let mut months: Vec<Month> = held.collect();
        months.sort_unstable();
        months.dedup();
        months.into_iter().map(|month| (month, self.by_days(month.period(), base))).collect()
    }

    /// Day by day.
    fn by_days(&self, period: Period, base: Base) -> Summed {
        let mut summed =
            Summed { degree_days: Decimal::ZERO, days: 0, quality: Quality::Measured, missing: Vec::new() };
        let mut from = period.from;
        // Days outside all that is loaded are not walked through one by one.
        for day in self.known_days(period) {
            match self.degree_days(day, base) {
                Ok((degree_days, quality)) => {
                    summed.lack(from, day, Why::NotLoaded);
                    summed.degree_days += degree_days;
                    summed.days += 1;
                    summed.quality = summed.quality.weakest(quality);
                    from = next_day(day);
                }
                Err(Why::DaysBefore) => {
                    summed.lack(from, day, Why::NotLoaded);
                    summed.lack(day, next_day(day), Why::DaysBefore);
                    from = next_day(day);
                }
                Err(Why::NotLoaded) => {}
            }
        }
        summed.lack(from, period.to, Why::NotLoaded);
        summed
    }

    /// The same for a month.
    pub fn month(&self, month: Month, base: Base) -> Summed {
        self.sum(month.period(), base)
    }

    fn known_days(&self, period: Period) -> Vec<Day> {
        if period.to <= period.from {
            return Vec::new();
        }
        let means = self.days.range(period.from..period.to).map(|(day, _)| *day);
        let stated = self.equivalents.range(period.from..period.to).map(|(day, _)| *day);
        let mut days: Vec<Day> = means.chain(stated).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

impl Summed {
    fn lack(&mut self, from: Day, to: Day, why: Why) {
        let Some(days) = Period::new(from, to) else { return };
        match self.missing.last_mut().filter(|m| m.why == why && m.days.to == from) {
            Some(last) => last.days.to = to,
            None => self.missing.push(Missing { days, why }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rust_decimal::dec;

    fn series(first: Day, celsius: &[Option<Decimal>]) -> Temperatures {
        let mut temperatures = Temperatures::default();
        let days = core::iter::successors(Some(first), |d| Some(next_day(*d)));
        for (day, value) in days.zip(celsius) {
            if let Some(value) = value {
                temperatures.insert(day, Temperature::from_celsius(*value).unwrap(), Quality::Measured);
            }
        }
        temperatures
    }

    #[test]
    fn a_month_is_the_sum_of_its_days_and_another_day_changes_it() {
        let first = date(2026, 1, 1);
        let mut temperatures = series(first, &[Some(dec!(5)); 59]);
        let february = Month::new(2026, 2).unwrap();
        for base in Base::ALL {
            assert_eq!(temperatures.month(february, base), temperatures.by_days(february.period(), base));
        }
        let untouched = temperatures.clone();
        assert_eq!((&untouched, format!("{untouched:?}")), (&temperatures, format!("{temperatures:?}")));
        let before = temperatures.month(february, Base::Mean15).degree_days;
        temperatures.insert(date(2026, 2, 3), Temperature::from_celsius(dec!(0)).unwrap(), Quality::Measured);
        assert_eq!(temperatures.month(february, Base::Mean15).degree_days, before + dec!(5));
        assert_eq!(temperatures.month(february.next(), Base::Mean15).days, 0);
    }

    #[test]
    fn a_day_without_its_two_days_before_is_missing_and_never_warm() {
        let first = date(2026, 1, 1);
        let temperatures = series(
            first,
            &[
                Some(dec!(20)),
                Some(dec!(20)),
                Some(dec!(10)),
                None,
                Some(dec!(0)),
                Some(dec!(0)),
                Some(dec!(0)),
            ],
        );
        let january = Period::new(first, date(2026, 1, 10)).unwrap();
        let summed = temperatures.sum(january, Base::Equivalent165);
        // The third: 16.5 − (6 + 6 + 2); the seventh: 16.5.
        assert_eq!((summed.degree_days, summed.days), (dec!(19.0), 2));
        let lack = |from, to, why| Missing {
            days: Period::new(date(2026, 1, from), date(2026, 1, to)).unwrap(),
            why,
        };
        assert_eq!(
            summed.missing,
            [
                lack(1, 3, Why::DaysBefore),
                lack(4, 5, Why::NotLoaded),
                lack(5, 7, Why::DaysBefore),
                lack(8, 10, Why::NotLoaded),
            ]
        );
        assert_eq!(summed.whole(), None);
        let mean = temperatures.sum(january, Base::Mean15);
        assert_eq!((mean.degree_days, mean.days), (dec!(50), 6));
        let cold = Period::new(date(2026, 1, 5), date(2026, 1, 8)).unwrap();
        assert_eq!(temperatures.sum(cold, Base::Mean15).whole(), Some(dec!(45)));
    }

    #[test]
    fn a_period_nobody_measured_is_one_hole_and_tells_from_when_it_can_exist() {
        let summed = Temperatures::default().sum(Period::year(2026).unwrap(), Base::Mean15);
        let [missing] = summed.missing.as_slice() else { panic!("one hole: {:?}", summed.missing) };
        assert_eq!((missing.why, missing.exists_from()), (Why::NotLoaded, date(2027, 1, 1)));
        assert_eq!((summed.degree_days, summed.days, summed.whole()), (Decimal::ZERO, 0, None));
    }
}
