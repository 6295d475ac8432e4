//! What was avoided, give or take: the baseline model under the weather of the reporting period, less what was used.
//!
//! Avoided energy use of IPMVP option C (whole facility). The bands are at 90 %: fractional savings uncertainty of
//! ASHRAE Guideline 14-2014 with the polynomial of Sun and Baltazar, as `CalTRACK` 4.3 has it, and that of ordinary
//! least squares. A period without a value or without its weather is left out of every sum.

use serde::{Deserialize, Serialize};

use super::readings::{Reading, Window};
use super::{CONFIDENCE, DAY_S, Fitted, Frequency, Load, Metrics, Row, Temperatures};
use crate::baseline::least_squares::{count, seconds, t_quantile};

/// Energy avoided over a reporting period, in the unit of the meter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Avoided {
    /// From the first reading to the end of the last.
    pub window: Window,
    /// Readings compared.
    pub n: usize,
    /// What was used.
    pub observed: f64,
    /// What the baseline says would have been used.
    pub counterfactual: Load,
    /// The difference: positive when use went down.
    pub savings: f64,
    /// Fractional savings uncertainty, as a quantity.
    pub fsu_error_band: Option<f64>,
    /// Of ordinary least squares; its parts are kept even where the total is not known.
    pub ols: OlsBand,
}

/// Error band of ordinary least squares, in the unit of the meter.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct OlsBand {
    /// Of the model.
    pub model: Option<f64>,
    /// Of the readings.
    pub noise: Option<f64>,
}

impl OlsBand {
    /// Both together.
    pub fn total(&self) -> Option<f64> {
        Some(self.model?.hypot(self.noise?))
    }
}

/// Savings of a year under the same weather: baseline model less reporting model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Normal {
    /// Days whose weather is known.
    pub days: usize,
    /// What the baseline says.
    pub baseline: Load,
    /// What the reporting period's model says.
    pub reporting: Load,
    /// The difference.
    pub savings: f64,
    /// Fractional savings uncertainty of the baseline.
    pub baseline_error_band: Option<f64>,
    /// Fractional savings uncertainty of the reporting model.
    pub reporting_error_band: Option<f64>,
}

impl Normal {
    /// Both together.
    pub fn error_band(&self) -> Option<f64> {
        Some(self.baseline_error_band?.hypot(self.reporting_error_band?))
    }
}

/// What was avoided over these rows; `None` where none of them has a value and weather.
pub fn avoided(baseline: &Fitted, rows: &[Row]) -> Option<Avoided> {
    let mut observed = Vec::with_capacity(rows.len());
    let mut counterfactual = Load::default();
    for row in rows {
        let (Some(value), Some(weather)) = (row.reading.value, &row.weather) else { continue };
        observed.push(value);
        counterfactual += baseline.model.load(row.reading.days(), weather);
    }
    let n = observed.len();
    if n == 0 {
        return None;
    }
    let window = Window {
        start: rows.iter().map(|r| r.reading.start).min()?,
        end: rows.iter().map(|r| r.reading.end).max()?,
    };
    let total: f64 = observed.iter().sum();
    let periods = periods(baseline.frequency, n, window);
    Some(Avoided {
        window,
        n,
        observed: total,
        counterfactual,
        savings: counterfactual.total() - total,
        fsu_error_band: fsu(&baseline.totals, baseline.frequency, periods),
        ols: ols(&baseline.totals, periods, total / count(n)),
    })
}

/// Two models under the weather of the 365 days from `start` on; `None` without a day whose weather is known.
pub fn normal(baseline: &Fitted, reporting: &Fitted, weather: &Temperatures, start: i64) -> Option<Normal> {
    let days = (0..365).filter_map(|day| {
        let start = start.checked_add(day * DAY_S)?;
        weather.of(&Reading { start, end: start.checked_add(DAY_S)?, value: None })
    });
    let (mut n, mut loads) = (0, [Load::default(); 2]);
    for day in days {
        n += 1;
        loads[0] += baseline.model.load(1.0, &day);
        loads[1] += reporting.model.load(1.0, &day);
    }
    let year = Window { start, end: start.checked_add(365 * DAY_S)? };
    let band = |of: &Fitted| fsu(&of.totals, of.frequency, periods(of.frequency, n, year));
    (n > 0).then(|| Normal {
        days: n,
        baseline: loads[0],
        reporting: loads[1],
        savings: loads[0].total() - loads[1].total(),
        baseline_error_band: band(baseline),
        reporting_error_band: band(reporting),
    })
}

/// Days, or months of thirty days, that a comparison lasts.
fn periods(frequency: Frequency, n: usize, window: Window) -> f64 {
    match frequency {
        Frequency::Daily => count(n),
        Frequency::Billing => (seconds(window.end - window.start) / seconds(30 * DAY_S)).round_ties_even(),
    }
}

/// Student's t of the baseline, on all its rows.
fn t(base: &Metrics) -> Option<f64> {
    t_quantile(CONFIDENCE, count(base.n) - count(base.p))
}

fn fsu(base: &Metrics, frequency: Frequency, m: f64) -> Option<f64> {
    let (curve, months) = match frequency {
        Frequency::Daily => ([-0.000_24, 0.035_35, 1.002_86], m / 30.0),
        Frequency::Billing => ([-0.000_22, 0.033_06, 0.940_54], m),
    };
    let polynomial = curve.iter().fold(0.0, |value, factor| value * months + factor);
    let (n, n_prime) = (count(base.n), base.n_prime?);
    let correlated = (n / n_prime * (1.0 + 2.0 / n_prime) / m).sqrt();
    let band = n * base.observed_mean * t(base)? * polynomial * base.cvrmse_adj? * correlated;
    Some(band).filter(|b| b.is_finite())
}

fn ols(base: &Metrics, m: f64, mean_reporting: f64) -> OlsBand {
    let scale = || Some(t(base)? * base.rmse_adj?);
    let n = count(base.n);
    let away = (base.observed_mean - mean_reporting).powi(2) / base.observed_variance;
    let finite = |v: f64| Some(v).filter(|v| v.is_finite());
    OlsBand {
        model: scale().and_then(|s| finite(s * m / n.sqrt() * (1.0 + away).sqrt())),
        noise: scale().and_then(|s| finite(s * (m * n / base.n_prime?).sqrt())),
    }
}
