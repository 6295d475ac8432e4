//! Weighted least squares with an intercept and a few predictors, and what can be said of the line found.
//!
//! Does *not* choose predictors and knows nothing of weather. Sums are taken about the means, so that readings of a
//! million kilowatt-hours that hardly move lose no digits.
//!
//! To add a statistic: a field here, computed once in [`fit`].

use statrs::distribution::{Continuous as _, ContinuousCDF as _, StudentsT};

/// A predictor whose spread that the others do not explain is below this share of its own is no predictor.
pub(crate) const COLLINEAR: f64 = 1e-10;

/// Values that vary by less than this share of themselves are constant.
pub(crate) const ROUNDING: f64 = 1e-12;

/// One observation: its predictors, what was observed, and what it weighs (1 where all weigh the same).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation<const K: usize> {
    /// Predictors, such as degree-days per day.
    pub x: [f64; K],
    /// What was observed, such as kWh per day.
    pub y: f64,
    /// Weight, above zero, such as the days of a bill.
    pub weight: f64,
}

/// Why there is no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLine {
    /// Fewer observations than coefficients.
    TooFew,
    /// A predictor is constant, or follows from the others.
    Collinear,
    /// A value is not a finite number, or a weight not above zero.
    NotANumber,
}

/// The line found. What cannot be computed (no degree of freedom left, constant observations) is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<const K: usize> {
    /// Observations used.
    pub n: usize,
    /// Value where every predictor is zero, in the unit of the observations.
    pub intercept: f64,
    /// Change per unit of each predictor.
    pub slopes: [f64; K],
    /// Weighted share of the variance explained.
    pub r_squared: Option<f64>,
    /// The same, less what the predictors explain by being many: `1 - (1-R²)(n-1)/(n-K-1)`.
    pub r_squared_adj: Option<f64>,
    /// Residual standard error `sqrt(SSE / (n-K-1))`, in the unit of the observations.
    pub standard_error: Option<f64>,
    /// Residual standard error over the mean observation: CV(RMSE) as ASHRAE Guideline 14 and IPMVP count it.
    pub cv_rmse: Option<f64>,
    /// Standard error of the intercept.
    pub intercept_error: Option<f64>,
    /// Standard errors of the slopes.
    pub slope_errors: Option<[f64; K]>,
    /// Predicted less observed, in the order of the observations.
    pub residuals: Vec<f64>,
    /// Lag-1 correlation of the residuals, in the order of the observations: [`autocorrelation`].
    pub autocorrelation: Option<f64>,
    /// What the observations are worth once that is counted: [`effective_n`].
    pub effective_n: Option<f64>,
    means: [f64; K],
    inverse: [[f64; K]; K],
    weights: f64,
}

impl<const K: usize> Line<K> {
    /// The line at `x`.
    pub fn at(&self, x: [f64; K]) -> f64 {
        self.intercept + dot(&self.slopes, &x)
    }

    /// Observations less coefficients.
    pub fn degrees_of_freedom(&self) -> usize {
        self.n.saturating_sub(K + 1)
    }

    /// Two-sided probability that a slope this far from zero is chance; `None` without a degree of freedom.
    pub fn p_value(&self, slope: usize) -> Option<f64> {
        self.chance(*self.slopes.get(slope)?, *self.slope_errors.as_ref()?.get(slope)?)
    }

    /// The same for the intercept.
    pub fn intercept_p_value(&self) -> Option<f64> {
        self.chance(self.intercept, self.intercept_error?)
    }

    fn chance(&self, value: f64, error: f64) -> Option<f64> {
        let t = StudentsT::new(0.0, 1.0, count(self.degrees_of_freedom())).ok()?;
        (error > 0.0).then(|| 2.0 * t.sf((value / error).abs()))
    }

    /// Half the width of the band that holds the *line* at `x` with this two-sided `confidence` (0.90, 0.95).
    pub fn confidence_band(&self, x: [f64; K], confidence: f64) -> Option<f64> {
        self.band(self.leverage(x), confidence)
    }

    /// Half the width of the band that holds one further *observation* of this weight at `x`.
    pub fn prediction_band(&self, x: [f64; K], weight: f64, confidence: f64) -> Option<f64> {
        (weight > 0.0).then(|| self.band(self.leverage(x) + 1.0 / weight, confidence)).flatten()
    }

    fn band(&self, variance: f64, confidence: f64) -> Option<f64> {
        Some(
            t_quantile(confidence, count(self.degrees_of_freedom()))?
                * self.standard_error?
                * variance.sqrt(),
        )
    }

    fn leverage(&self, x: [f64; K]) -> f64 {
        let away: [f64; K] = core::array::from_fn(|i| x[i] - self.means[i]);
        let through: [f64; K] = core::array::from_fn(|i| dot(&self.inverse[i], &away));
        1.0 / self.weights + dot(&away, &through)
    }
}

/// The line that leaves the smallest weighted sum of squares.
///
/// # Errors
/// [`NoLine`]: fewer observations than coefficients, a constant or redundant predictor, a value that is no number.
pub fn fit<const K: usize>(observations: &[Observation<K>]) -> Result<Line<K>, NoLine> {
    let n = observations.len();
    if n <= K {
        return Err(NoLine::TooFew);
    }
    let sound = |o: &Observation<K>| {
        o.x.iter().all(|x| x.is_finite()) && o.y.is_finite() && o.weight.is_finite() && o.weight > 0.0
    };
    if !observations.iter().all(sound) {
        return Err(NoLine::NotANumber);
    }
    let weights: f64 = observations.iter().map(|o| o.weight).sum();
    let mean = |of: &dyn Fn(&Observation<K>) -> f64| {
        observations.iter().map(|o| o.weight * of(o)).sum::<f64>() / weights
    };
    let means: [f64; K] = core::array::from_fn(|i| mean(&|o| o.x[i]));
    let mean_y = mean(&|o| o.y);

    let (mut xx, mut xy, mut yy) = ([[0.0; K]; K], [0.0; K], 0.0);
    for o in observations {
        let x: [f64; K] = core::array::from_fn(|i| o.x[i] - means[i]);
        let y = o.y - mean_y;
        for i in 0..K {
            for j in 0..K {
                xx[i][j] += o.weight * x[i] * x[j];
            }
            xy[i] += o.weight * x[i] * y;
        }
        yy += o.weight * y * y;
    }
    if !(0..K).all(|i| moves(observations.iter().map(|o| o.x[i]))) {
        return Err(NoLine::Collinear);
    }
    let inverse = inverse(xx).ok_or(NoLine::Collinear)?;
    let slopes: [f64; K] = core::array::from_fn(|i| dot(&inverse[i], &xy));
    let intercept = mean_y - dot(&slopes, &means);

    let residuals: Vec<f64> = observations.iter().map(|o| intercept + dot(&slopes, &o.x) - o.y).collect();
    let sse: f64 = observations.iter().zip(&residuals).map(|(o, e)| o.weight * e * e).sum();
    let freedom = n - K - 1;
    let r_squared = (yy > 0.0).then(|| 1.0 - sse / yy);
    let per_freedom = (freedom > 0).then(|| (sse / count(freedom)).sqrt());
    // With weights the errors are those of an observation of weight 1; a mean weight puts CV(RMSE) on the usual scale.
    let usual = (weights / count(n)).sqrt();
    let autocorrelation = autocorrelation(&residuals);
    let errors = |s: f64| core::array::from_fn(|i| s * inverse[i][i].sqrt());
    let mut line = Line {
        n,
        intercept,
        slopes,
        r_squared,
        r_squared_adj: r_squared
            .filter(|_| freedom > 0)
            .map(|r2| 1.0 - (1.0 - r2) * count(n - 1) / count(freedom)),
        standard_error: per_freedom,
        cv_rmse: per_freedom.filter(|_| mean_y > 0.0).map(|s| s / usual / mean_y),
        intercept_error: None,
        slope_errors: per_freedom.map(errors),
        autocorrelation,
        effective_n: autocorrelation.and_then(|rho| effective_n(n, rho)),
        residuals,
        means,
        inverse,
        weights,
    };
    line.intercept_error = per_freedom.map(|s| s * line.leverage([0.0; K]).sqrt());
    Ok(line)
}

/// Whether values differ by more than their last digits: sums about the mean of equal values are not quite zero.
fn moves(values: impl Iterator<Item = f64>) -> bool {
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    high - low > ROUNDING * high.abs().max(low.abs())
}

/// Correlation of a list with itself shifted by one; `None` for fewer than three values or a constant list.
pub fn autocorrelation(values: &[f64]) -> Option<f64> {
    let (Some((_, later)), Some((_, earlier))) = (values.split_first(), values.split_last()) else {
        return None;
    };
    correlation(earlier, later)
}

/// Pearson correlation of two lists of the same length; `None` for fewer than two values or a constant list.
pub fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    if a.len() < 2 || a.len() != b.len() {
        return None;
    }
    let n = count(a.len());
    let (mean_a, mean_b) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(b).map(|(a, b)| (a - mean_a, b - mean_b)) {
        (aa, bb, ab) = (aa + a * a, bb + b * b, ab + a * b);
    }
    // A mean of equal values is not quite that value: what spreads by less is constant.
    let varies = |squares: f64, values: &[f64]| {
        let largest = values.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
        squares > n * (ROUNDING * largest).powi(2)
    };
    let spread = (aa * bb).sqrt();
    let (a_varies, b_varies) = (varies(aa, a), varies(bb, b));
    (spread > 0.0 && a_varies && b_varies).then(|| ab / spread)
}

/// Independent observations that `n` correlated ones are worth, `n(1-ρ)/(1+ρ)` (ASHRAE Guideline 14-2014, B.4);
/// `None` where the correlation is total.
pub fn effective_n(n: usize, rho: f64) -> Option<f64> {
    (rho.abs() < 1.0).then(|| count(n) * (1.0 - rho) / (1.0 + rho))
}

/// Student's t for a two-sided `confidence` (0.90 gives the 0.95 quantile); `None` unless the degrees of freedom are
/// above zero and the confidence is a share.
pub fn t_quantile(confidence: f64, degrees_of_freedom: f64) -> Option<f64> {
    if !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let (t, p) = (StudentsT::new(0.0, 1.0, degrees_of_freedom).ok()?, f64::midpoint(1.0, confidence));
    let mut quantile = t.inverse_cdf(p);
    // Two steps of Newton take the quantile to the last digits whatever the table behind it.
    for _ in 0..2 {
        let density = t.pdf(quantile);
        if density > 0.0 {
            quantile -= (t.cdf(quantile) - p) / density;
        }
    }
    quantile.is_finite().then_some(quantile)
}

/// A count as a number to reckon with.
pub fn count(n: usize) -> f64 {
    // Four thousand million observations are not fitted; the cap only avoids a cast that could lose digits.
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// A span of seconds as a number to reckon with; exact up to 136 years.
pub(crate) fn seconds(span: i64) -> f64 {
    let size = f64::from(u32::try_from(span.unsigned_abs()).unwrap_or(u32::MAX));
    if span < 0 { -size } else { size }
}

fn dot<const K: usize>(a: &[f64; K], b: &[f64; K]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The inverse of a symmetric positive matrix by Gauss and Jordan; `None` where a predictor adds nothing.
fn inverse<const K: usize>(mut m: [[f64; K]; K]) -> Option<[[f64; K]; K]> {
    let diagonal: [f64; K] = core::array::from_fn(|i| m[i][i]);
    let mut inverse: [[f64; K]; K] =
        core::array::from_fn(|i| core::array::from_fn(|j| if i == j { 1.0 } else { 0.0 }));
    for i in 0..K {
        let pivot = m[i][i];
        if pivot.is_nan() || pivot <= COLLINEAR * diagonal[i] {
            return None;
        }
        for j in 0..K {
            m[i][j] /= pivot;
            inverse[i][j] /= pivot;
        }
        for row in (0..K).filter(|row| *row != i) {
            let factor = m[row][i];
            for j in 0..K {
                m[row][j] -= factor * m[i][j];
                inverse[row][j] -= factor * inverse[i][j];
            }
        }
    }
    Some(inverse)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1e-9), "{found}, not {expected}");
    }

    fn points(xy: &[(f64, f64)]) -> Vec<Observation<1>> {
        xy.iter().map(|&(x, y)| Observation { x: [x], y, weight: 1.0 }).collect()
    }

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (confidence, freedom, expected) in [
            (0.90, 10.0, 1.812_461_122_811_676),
            (0.90, 374.0, 1.648_938_048_12),
            (0.95, 1.0, 12.706_204_736_432_095),
            (0.95, 4.0, 2.776_445_105_198_655),
            (0.99, 30.0, 2.749_995_653_567_231),
        ] {
            near(t_quantile(confidence, freedom).unwrap(), expected);
        }
        assert_eq!(t_quantile(0.9, 0.0), None);
        assert_eq!(t_quantile(0.9, -3.0), None);
        assert_eq!(t_quantile(1.0, 3.0), None);
    }

    #[test]
    fn a_line_worked_by_hand() {
        // Sums about the means: xx 10, xy 8, yy 8.8; SSE 2.4 on three degrees of freedom.
        let line = fit(&points(&[(1.0, 2.0), (2.0, 3.0), (3.0, 5.0), (4.0, 4.0), (5.0, 6.0)])).unwrap();
        near(line.slopes[0], 0.9);
        near(line.intercept, 1.3);
        near(line.r_squared.unwrap(), 0.81);
        near(line.r_squared_adj.unwrap(), 1.0 - 0.19 * 4.0 / 3.0);
        near(line.standard_error.unwrap(), (1.9_f64 / 3.0).sqrt());
        near(line.slope_errors.unwrap()[0], (1.9_f64 / 30.0).sqrt());
        near(line.intercept_error.unwrap(), (1.9_f64 / 3.0 * (0.2 + 0.9)).sqrt());
        near(
            line.confidence_band([3.0], 0.95).unwrap(),
            3.182_446_305_284_263 * (1.9_f64 / 3.0 / 5.0).sqrt(),
        );
        near(
            line.prediction_band([3.0], 1.0, 0.95).unwrap(),
            3.182_446_305_284_263 * (1.9_f64 / 3.0 * 1.2).sqrt(),
        );
    }

    #[test]
    fn a_weight_of_two_is_the_observation_twice() {
        let mut weighted = points(&[(1.0, 2.0), (2.0, 3.5), (4.0, 4.0), (6.0, 9.0)]);
        let mut twice = weighted.clone();
        weighted[2].weight = 2.0;
        twice.push(twice[2]);
        let (weighted, twice) = (fit(&weighted).unwrap(), fit(&twice).unwrap());
        near(weighted.slopes[0], twice.slopes[0]);
        near(weighted.intercept, twice.intercept);
        near(weighted.r_squared.unwrap(), twice.r_squared.unwrap());
    }

    #[test]
    fn what_has_no_line_is_refused() {
        assert_eq!(fit::<1>(&[]).unwrap_err(), NoLine::TooFew);
        assert_eq!(fit(&points(&[(1.0, 1.0)])).unwrap_err(), NoLine::TooFew);
        assert_eq!(fit(&points(&[(2.0, 1.0), (2.0, 3.0)])).unwrap_err(), NoLine::Collinear);
        // Three tenths, written in two ways: they differ in the last digit only.
        let rounded = points(&[(0.1 + 0.2, 1.0), (0.3, 3.0), (0.3, 2.0), (0.1 + 0.2, 5.0)]);
        assert_eq!(fit(&rounded).unwrap_err(), NoLine::Collinear);
        assert_eq!(fit(&points(&[(f64::NAN, 1.0), (2.0, 3.0)])).unwrap_err(), NoLine::NotANumber);
        let twins: Vec<Observation<2>> =
            (0..5).map(f64::from).map(|i| Observation { x: [i, 2.0 * i + 1.0], y: i, weight: 1.0 }).collect();
        assert_eq!(fit(&twins).unwrap_err(), NoLine::Collinear);
    }

    #[test]
    fn two_points_give_a_line_and_no_error() {
        let line = fit(&points(&[(0.0, 1.0), (1.0, 3.0)])).unwrap();
        assert_eq!((line.intercept, line.slopes, line.standard_error), (1.0, [2.0], None));
        assert_eq!(line.confidence_band([0.5], 0.9), None);
    }

    #[test]
    fn no_predictor_gives_the_weighted_mean() {
        let line = fit::<0>(&[
            Observation { x: [], y: 10.0, weight: 30.0 },
            Observation { x: [], y: 20.0, weight: 10.0 },
        ])
        .unwrap();
        near(line.intercept, 12.5);
    }
}
