//! How well a model follows what it was fitted to.
//!
//! `p` is the number of slopes: `CalTRACK` does not count the intercept, so that `rmse_adj` divides by `n - 1` or
//! `n - 2` where textbooks divide by one less.

use serde::{Deserialize, Serialize};

use super::CONFIDENCE;
use crate::baseline::least_squares::{
    ROUNDING, autocorrelation, correlation, count, effective_n, t_quantile,
};

/// Figures of a fit on its own rows; `None` where a figure has no meaning (constant data, a day without usage).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// Rows.
    pub n: usize,
    /// Slopes.
    pub p: usize,
    /// Mean of |observed|: export counts as much as use.
    pub observed_mean: f64,
    /// Mean predicted.
    pub predicted_mean: f64,
    /// Variance of what was observed, over `n`.
    pub observed_variance: f64,
    /// Squared correlation of predicted and observed.
    pub r_squared: Option<f64>,
    /// The same, adjusted for `p`.
    pub r_squared_adj: Option<f64>,
    /// Root of the mean squared residual.
    pub rmse: f64,
    /// The same over `n - p`.
    pub rmse_adj: Option<f64>,
    /// `rmse` over the mean.
    pub cvrmse: Option<f64>,
    /// `rmse_adj` over the mean.
    pub cvrmse_adj: Option<f64>,
    /// Mean of |residual / observed|.
    pub mape: Option<f64>,
    /// Sum of |residual| over what was observed.
    pub nmae: Option<f64>,
    /// Sum of residuals over what was observed: ASHRAE Guideline 14's mean bias.
    pub nmbe: Option<f64>,
    /// Lag-1 correlation of the residuals.
    pub autocorr_resid: Option<f64>,
    /// Independent rows that these are worth.
    pub n_prime: Option<f64>,
    /// Student's t at 90 %, for `n_prime - p`.
    pub t_stat: Option<f64>,
    /// The part of fractional savings uncertainty that depends on the baseline alone.
    pub fsu_base_term: Option<f64>,
}

/// The figures of predictions beside what was observed, both in order of time. `p` is the number of slopes.
pub fn metrics(observed: &[f64], predicted: &[f64], p: usize) -> Metrics {
    let size = observed.len();
    let n = count(size);
    let residuals: Vec<f64> = predicted.iter().zip(observed).map(|(m, o)| m - o).collect();
    let sum: f64 = observed.iter().sum();
    let observed_mean = observed.iter().map(|o| o.abs()).sum::<f64>() / n;
    let sse: f64 = residuals.iter().map(|e| e * e).sum();
    let rmse = (sse / n).sqrt();
    let of = |over: f64, value: f64| Some(value / over).filter(|v| v.is_finite());
    let r_squared = correlation(predicted, observed).map(|r| r * r);
    let rmse_adj = (size > p).then(|| (sse / count(size - p)).sqrt());
    let is_rounding = rmse <= ROUNDING * observed_mean;
    let autocorr_resid = autocorrelation(&residuals).filter(|_| !is_rounding);
    let n_prime = autocorr_resid.and_then(|rho| effective_n(size, rho));
    let t_stat = n_prime.and_then(|n| t_quantile(CONFIDENCE, (n - count(p)).round_ties_even()));
    let cvrmse_adj = rmse_adj.and_then(|r| of(observed_mean, r));
    let fsu_base_term = || {
        let (n_prime, freedom) = (n_prime?, n_prime? - count(p));
        let correlated = ((n - count(p)) / freedom).sqrt();
        of(1.0, t_stat? * cvrmse_adj? * correlated * (1.0 + 2.0 / n_prime).sqrt())
    };
    Metrics {
        n: size,
        p,
        observed_mean,
        predicted_mean: predicted.iter().sum::<f64>() / n,
        observed_variance: observed.iter().map(|o| (o - sum / n).powi(2)).sum::<f64>() / n,
        r_squared,
        r_squared_adj: r_squared
            .filter(|_| size > p + 1)
            .map(|r2| 1.0 - (1.0 - r2) * count(size - 1) / count(size - p - 1)),
        rmse,
        rmse_adj,
        cvrmse: of(observed_mean, rmse),
        cvrmse_adj,
        mape: of(n, residuals.iter().zip(observed).map(|(e, o)| (e / o).abs()).sum()),
        nmae: of(sum, residuals.iter().map(|e| e.abs()).sum()),
        nmbe: of(sum, residuals.iter().sum()),
        autocorr_resid,
        n_prime,
        t_stat,
        fsu_base_term: fsu_base_term(),
    }
}
