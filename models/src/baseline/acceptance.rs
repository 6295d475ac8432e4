//! Whether a model may be relied upon: named criteria, each with its value, its limit and where the limit comes from.
//!
//! Physical bounds come first, then the data, then the statistics. A model that is refused is handed back with the
//! reasons and with what would let it pass: nobody is told "rejected" and left there. Criteria that are [`Weight::Advice`]
//! are shown and refuse nothing.
//!
//! To add a criterion: a variant, its line in [`CRITERIA`], its value in [`judge`].

use serde::{Deserialize, Serialize};

use super::caltrack::{FEWEST_DEGREE_DAYS_F, Fitted, Frequency, ModelType, Row, celsius};
use super::least_squares::{count, seconds};

coded! {
    /// What is looked at.
    Criterion {
        /// Usage without weather, per day, is not below zero.
        BaseLoadSign = "base-load-sign",
        /// More cold or more heat never means less usage.
        SlopeSign = "slope-sign",
        /// Heating begins at a temperature at which buildings are heated, °C.
        HeatingBalancePoint = "heating-balance-point",
        /// Days of the window.
        Days = "days",
        /// Share of the days of the window that have a value and weather.
        Coverage = "coverage",
        /// Readings left once the coefficients are found.
        DegreesOfFreedom = "degrees-of-freedom",
        /// Days with heating degree-days.
        HeatingDays = "heating-days",
        /// Heating degree-days of the window, °F.
        HeatingDegreeDays = "heating-degree-days",
        /// Readings below zero.
        NegativeReadings = "negative-readings",
        /// Readings above the median and three times the interquartile range.
        Extremes = "extremes",
        /// CV(RMSE) of usage per day.
        CvRmse = "cv-rmse",
        /// Adjusted R² of usage per day.
        RSquared = "r-squared",
    }
}

coded! {
    /// What to upload or look at, so that the model passes.
    Remedy {
        /// A whole year of readings.
        WholeYear = "whole-year",
        /// The readings that are missing, or their temperatures.
        MissingReadings = "missing-readings",
        /// Readings at shorter intervals: daily or monthly instead of a few bills.
        ShorterPeriods = "shorter-periods",
        /// The meter of the production, apart.
        ProductionApart = "production-apart",
        /// What happened on the days that stand out.
        ExplainExtremes = "explain-extremes",
        /// What else drives usage: occupancy, opening days, another use on the same meter.
        OtherDrivers = "other-drivers",
        /// Whether the meter and its unit are the right ones.
        CheckMeter = "check-meter",
    }
}

coded! {
    /// Where a limit comes from.
    Source {
        /// `CalTRACK` 2.0.
        CalTrack = "caltrack-2.0",
        /// ASHRAE Guideline 14-2014, whole building, prescriptive path, 12 to 60 months of data.
        AshraeGuideline14 = "ashrae-guideline-14-2014",
        /// IPMVP (EVO 10000-1), on regression.
        Ipmvp = "ipmvp",
        /// No text gives one: it is ours.
        Ours = "ours",
    }
}

/// Whether a criterion can refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// A model that misses it is refused.
    Needed,
    /// It is said, and refuses nothing.
    Advice,
}

/// A criterion as published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published {
    /// Which.
    pub criterion: Criterion,
    /// Lowest value that passes.
    pub least: f64,
    /// Highest value that passes.
    pub most: f64,
    /// Whether it refuses.
    pub weight: Weight,
    /// Where the limits come from.
    pub source: Source,
    /// What helps.
    pub remedy: Remedy,
}

const fn published(
    criterion: Criterion,
    [least, most]: [f64; 2],
    weight: Weight,
    source: Source,
    remedy: Remedy,
) -> Published {
    Published { criterion, least, most, weight, source, remedy }
}

const ANY: f64 = f64::INFINITY;

/// Every criterion, in the order they are looked at. The one place of the limits.
pub const CRITERIA: [Published; 12] = {
    use Criterion as C;
    use Remedy as R;
    use Source as S;
    use Weight::{Advice, Needed};
    [
        published(C::BaseLoadSign, [0.0, ANY], Needed, S::CalTrack, R::CheckMeter),
        published(C::SlopeSign, [0.0, ANY], Needed, S::CalTrack, R::CheckMeter),
        // Buildings kept at 16 to 24 °C with their own gains begin to heat between these outdoor temperatures.
        published(C::HeatingBalancePoint, [5.0, 22.0], Advice, S::Ours, R::OtherDrivers),
        // 365 days (2.2.1.1) of which one in ten may be missing (2.2.1.2); bills end when they end.
        published(C::Days, [328.0, 396.0], Needed, S::CalTrack, R::WholeYear),
        published(C::Coverage, [0.9, 1.0], Needed, S::CalTrack, R::MissingReadings),
        published(C::DegreesOfFreedom, [3.0, ANY], Needed, S::Ours, R::ShorterPeriods),
        published(C::HeatingDays, [10.0, ANY], Needed, S::CalTrack, R::WholeYear),
        published(C::HeatingDegreeDays, [FEWEST_DEGREE_DAYS_F, ANY], Needed, S::CalTrack, R::WholeYear),
        published(C::NegativeReadings, [0.0, 0.0], Advice, S::CalTrack, R::ProductionApart),
        published(C::Extremes, [0.0, 0.0], Advice, S::CalTrack, R::ExplainExtremes),
        published(C::CvRmse, [0.0, 0.25], Needed, S::AshraeGuideline14, R::OtherDrivers),
        // IPMVP calls 0.75 a sign and no test: a flat load is well known with no R² at all.
        published(C::RSquared, [0.75, 1.0], Advice, S::Ipmvp, R::OtherDrivers),
    ]
};

/// One criterion and how the model meets it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Which.
    pub criterion: Criterion,
    /// What was found; `None` where it has no meaning for this model, which then passes.
    pub value: Option<f64>,
    /// Whether it passes.
    pub passes: bool,
    /// Whether it refuses.
    pub weight: Weight,
}

impl Judged {
    /// Its limits, source and remedy.
    pub fn published(&self) -> Option<&'static Published> {
        CRITERIA.iter().find(|p| p.criterion == self.criterion)
    }
}

/// What is said of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Every criterion, in the order of [`CRITERIA`].
    pub criteria: Vec<Judged>,
}

impl Verdict {
    /// Whether every needed criterion passes.
    pub fn is_accepted(&self) -> bool {
        self.reasons().all(|j| j.weight == Weight::Advice)
    }

    /// What does not pass, needed or advised.
    pub fn reasons(&self) -> impl Iterator<Item = &Judged> {
        self.criteria.iter().filter(|j| !j.passes)
    }

    /// What would let it pass, each once.
    pub fn remedies(&self) -> Vec<Remedy> {
        let needed = self.reasons().filter(|j| j.weight == Weight::Needed);
        let mut remedies: Vec<Remedy> = needed.filter_map(|j| Some(j.published()?.remedy)).collect();
        remedies.sort_unstable();
        remedies.dedup();
        remedies
    }
}

/// The verdict on a model and the rows it was fitted to.
pub fn judge(fitted: &Fitted, rows: &[Row]) -> Verdict {
    let facts = Facts::of(fitted, rows);
    let judged = |published: &Published| {
        let value = facts.value(published.criterion);
        let passes = value.is_none_or(|v| (published.least..=published.most).contains(&v));
        Judged { criterion: published.criterion, value, passes, weight: published.weight }
    };
    Verdict { criteria: CRITERIA.iter().map(judged).collect() }
}

/// What the criteria look at.
struct Facts<'a> {
    fitted: &'a Fitted,
    rows: &'a [Row],
    per_day: Vec<f64>,
}

impl<'a> Facts<'a> {
    fn of(fitted: &'a Fitted, rows: &'a [Row]) -> Facts<'a> {
        let mut per_day: Vec<f64> =
            rows.iter().filter(|row| row.is_usable()).filter_map(|row| row.reading.per_day()).collect();
        per_day.sort_by(f64::total_cmp);
        Facts { fitted, rows, per_day }
    }

    fn value(&self, criterion: Criterion) -> Option<f64> {
        let model = &self.fitted.model;
        let heats = model.heating_balance_point_f;
        match criterion {
            Criterion::BaseLoadSign => Some(model.intercept),
            Criterion::SlopeSign => (model.kind != ModelType::InterceptOnly).then(|| {
                let heating = heats.map_or(f64::INFINITY, |_| model.beta_hdd);
                model.cooling_balance_point_f.map_or(heating, |_| heating.min(model.beta_cdd))
            }),
            Criterion::HeatingBalancePoint => heats.map(celsius),
            Criterion::Days => Some(self.window_days()),
            Criterion::Coverage => {
                let known: f64 = self.rows.iter().filter(|r| r.is_usable()).map(|r| r.reading.days()).sum();
                Some((known / self.window_days()).min(1.0))
            }
            Criterion::DegreesOfFreedom => {
                let n = count(self.fitted.averages.n);
                Some(n - count(model.kind.slopes()) - 1.0)
            }
            // A bill hides its days; the degree-days of all of them are looked at instead.
            Criterion::HeatingDays if self.fitted.frequency == Frequency::Billing => None,
            Criterion::HeatingDays => heats.map(|b| self.days_f().filter(|t| *t < b).map(|_| 1.0).sum()),
            Criterion::HeatingDegreeDays => heats.map(|b| self.days_f().map(|t| (b - t).max(0.0)).sum()),
            Criterion::NegativeReadings => Some(count(self.per_day.iter().filter(|v| **v < 0.0).count())),
            Criterion::Extremes => {
                let limit = extreme(&self.per_day)?;
                Some(count(self.per_day.iter().filter(|v| **v > limit).count()))
            }
            Criterion::CvRmse => self.fitted.averages.cvrmse_adj,
            Criterion::RSquared => (model.kind != ModelType::InterceptOnly).then_some(model.r_squared_adj),
        }
    }

    fn window_days(&self) -> f64 {
        let window = self.fitted.window;
        seconds(window.end - window.start) / seconds(24 * 3_600)
    }

    /// Daily mean temperatures of the rows of the fit, °F.
    fn days_f(&self) -> impl Iterator<Item = f64> {
        self.rows
            .iter()
            .filter(|r| r.is_usable())
            .filter_map(|r| r.weather.as_ref())
            .flat_map(|w| w.days_f.iter().copied())
    }
}

/// The value above which a reading stands out: the median and three times the interquartile range (`CalTRACK` 2.3.6).
/// `sorted` goes up; `None` when it is empty.
pub fn extreme(sorted: &[f64]) -> Option<f64> {
    let [lower, median, upper] = [0.25, 0.5, 0.75].map(|share| quantile(sorted, share));
    Some(median? + 3.0 * (upper? - lower?))
}

/// A quantile between the two values nearest to it.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * count(sorted.len().checked_sub(1)?);
    let mut pairs = sorted.iter().zip(sorted.iter().skip(1).chain(sorted.last()));
    let mut below = 0.0;
    pairs.find_map(|(this, next)| {
        let found = (at < below + 1.0).then(|| this + (at - below) * (next - this));
        below += 1.0;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::caltrack::FEWEST_DEGREE_DAY_DAYS;

    #[test]
    fn every_criterion_is_published_once_and_in_order() {
        let published: Vec<Criterion> = CRITERIA.iter().map(|p| p.criterion).collect();
        assert_eq!(published, Criterion::ALL);
        assert!(CRITERIA.iter().all(|p| p.least <= p.most));
        let days = CRITERIA.iter().find(|p| p.criterion == Criterion::HeatingDays).unwrap();
        assert!((days.least - count(FEWEST_DEGREE_DAY_DAYS)).abs() < f64::EPSILON);
    }

    #[test]
    fn quartiles_lie_between_values() {
        let five = [1.0, 2.0, 4.0, 8.0, 16.0];
        assert_eq!(quantile(&five, 0.5), Some(4.0));
        assert_eq!(quantile(&five, 0.25), Some(2.0));
        assert_eq!(quantile(&[1.0, 2.0], 0.75), Some(1.75));
        assert_eq!(quantile(&[3.0], 0.75), Some(3.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(extreme(&five), Some(22.0));
    }
}
