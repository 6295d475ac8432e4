//! The sums every candidate of one meter follows from, at every balance point.
//!
//! Balance points stand on a grid of whole degrees, so going one up adds one degree to every day already counted: sums,
//! squares and products of all 61 grow out of one pass over the days, by additions of what is not negative, which
//! loses no digits. A day cannot be under one balance point and over a higher one: the raw cross product of daily
//! terms is zero. Bills average days, so theirs is summed. Does *not* choose: the search does.

use super::{FEWEST_DEGREE_DAY_DAYS, FEWEST_DEGREE_DAYS_F, Frequency};
use crate::baseline::least_squares::{COLLINEAR, ROUNDING, count};

/// Balance points of the grid.
pub(super) const SIZE: usize = 61;

pub(super) type PerPoint = [f64; SIZE];

static GRID: [f64; SIZE] = grid();

const fn grid() -> PerPoint {
    let mut grid = [0.0; SIZE];
    let mut i = 0;
    let mut at = 30.0;
    while i < SIZE {
        grid[i] = at;
        at += 1.0;
        i += 1;
    }
    grid
}

/// Sums about the means of one kind of term, at every balance point.
#[derive(Debug, Clone)]
pub(super) struct Side {
    /// Mean degree-days.
    pub(super) mean: PerPoint,
    /// Squares; not a number where the term is not tried, which then never wins.
    pub(super) xx: PerPoint,
    /// Products with the usage.
    pub(super) xy: PerPoint,
    pub(super) tried: usize,
}

/// What every candidate of one meter follows from.
#[derive(Debug, Clone)]
pub struct Sums {
    pub(super) n: usize,
    pub(super) weights: f64,
    pub(super) mean_y: f64,
    pub(super) yy: f64,
    pub(super) heating: Side,
    pub(super) cooling: Side,
    /// Products of cooling (outer) and heating terms about their means; none where the days do not overlap.
    pub(super) cross: Option<Vec<PerPoint>>,
}

/// The bucket of days that a balance point is the first to count.
#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    n: f64,
    degrees: f64,
    squares: f64,
    product: f64,
    y: f64,
}

impl Bucket {
    fn add(&mut self, degrees: f64, y: f64) {
        self.n += 1.0;
        self.degrees += degrees;
        self.squares += degrees * degrees;
        self.product += degrees * y;
        self.y += y;
    }

    /// The same one degree further, with the days that begin there.
    fn further(&mut self, new: &Bucket) {
        self.squares += 2.0 * self.degrees + self.n + new.squares;
        self.degrees += self.n + new.degrees;
        self.product += self.y + new.product;
        self.n += new.n;
        self.y += new.y;
    }
}

/// Puts a day into the buckets of heating and cooling.
fn place(temperature: f64, y: f64, heating: &mut [Bucket; SIZE], cooling: &mut [Bucket; SIZE]) {
    let above = GRID.partition_point(|b| *b <= temperature);
    if let (Some(bucket), Some(b)) = (heating.get_mut(above), GRID.get(above)) {
        bucket.add(b - temperature, y);
    }
    let below = GRID.get(..above).unwrap_or(&GRID);
    let under = below.iter().rposition(|b| *b < temperature);
    if let Some((bucket, b)) = under.and_then(|i| Some((cooling.get_mut(i)?, GRID.get(i)?))) {
        bucket.add(temperature - b, y);
    }
}

impl Sums {
    /// From daily means (°F) and the usage of each day; further days of the longer list are not used.
    pub fn daily(temperature_f: &[f64], usage: &[f64]) -> Sums {
        let n = temperature_f.len().min(usage.len());
        let weights = count(n);
        let mean_y = usage.iter().take(n).sum::<f64>() / weights;
        let mut yy = 0.0;
        let mut buckets = [[Bucket::default(); SIZE]; 2];
        let [heating, cooling] = &mut buckets;
        for (t, y) in temperature_f.iter().zip(usage) {
            let y = y - mean_y;
            yy += y * y;
            place(*t, y, heating, cooling);
        }
        let fewest = count(FEWEST_DEGREE_DAY_DAYS);
        let side = |buckets: &mut dyn Iterator<Item = (usize, &Bucket)>| {
            let mut side = Side { mean: [0.0; SIZE], xx: [f64::NAN; SIZE], xy: [0.0; SIZE], tried: 0 };
            let mut sum = Bucket::default();
            for (i, new) in buckets {
                sum.further(new);
                side.mean[i] = sum.degrees / weights;
                side.xy[i] = sum.product;
                let enough = sum.n >= fewest && sum.degrees >= FEWEST_DEGREE_DAYS_F;
                side.tried += usize::from(enough);
                let xx = sum.squares - sum.degrees * side.mean[i];
                if enough && xx > COLLINEAR * sum.squares {
                    side.xx[i] = xx;
                }
            }
            side
        };
        Sums {
            n,
            weights,
            mean_y,
            yy,
            heating: side(&mut buckets[0].iter().enumerate()),
            cooling: side(&mut buckets[1].iter().enumerate().rev()),
            cross: None,
        }
        .or_constant(usage)
    }

    /// From periods of several days: usage per day, weight, daily means (°F). `frequency` says what is tried.
    pub fn periods(rows: &[(f64, f64, &[f64])], frequency: Frequency) -> Sums {
        let weights: f64 = rows.iter().map(|r| r.1).sum();
        let mean_y = rows.iter().map(|r| r.0 * r.1).sum::<f64>() / weights;
        let mut terms: [Vec<PerPoint>; 2] = [Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len())];
        for (_, _, days) in rows {
            let mut buckets = [[Bucket::default(); SIZE]; 2];
            let [heating, cooling] = &mut buckets;
            days.iter().for_each(|t| place(*t, 0.0, heating, cooling));
            let share = 1.0 / count(days.len());
            let mut means = [[0.0; SIZE]; 2];
            let mut sum = Bucket::default();
            for (mean, new) in means[0].iter_mut().zip(&buckets[0]) {
                sum.further(new);
                *mean = sum.degrees * share;
            }
            sum = Bucket::default();
            for (mean, new) in means[1].iter_mut().zip(&buckets[1]).rev() {
                sum.further(new);
                *mean = sum.degrees * share;
            }
            terms[0].push(means[0]);
            terms[1].push(means[1]);
        }
        let fewest = match frequency {
            Frequency::Daily => FEWEST_DEGREE_DAY_DAYS,
            Frequency::Billing => 0,
        };
        let [mut heating, mut cooling] = terms;
        let sides =
            [&mut heating, &mut cooling].map(|terms| Side::centred(terms, rows, [weights, mean_y], fewest));
        let mut cross = vec![[0.0; SIZE]; SIZE];
        for (row, (heat, cool)) in rows.iter().zip(heating.iter().zip(&cooling)) {
            for (c, sums) in cross.iter_mut().enumerate() {
                let cool = row.1 * cool[c];
                for (sum, heat) in sums.iter_mut().zip(heat).take(c + 1) {
                    *sum += cool * heat;
                }
            }
        }
        let yy = rows.iter().map(|r| r.1 * (r.0 - mean_y) * (r.0 - mean_y)).sum();
        let [heating, cooling] = sides;
        let usage: Vec<f64> = rows.iter().map(|r| r.0).collect();
        Sums { n: rows.len(), weights, mean_y, yy, heating, cooling, cross: Some(cross) }.or_constant(&usage)
    }

    /// What does not vary has nothing to explain: its scores are not numbers, and the mean is chosen.
    fn or_constant(mut self, usage: &[f64]) -> Sums {
        let largest = usage.iter().fold(0.0_f64, |m, y| m.max(y.abs()));
        if self.yy <= self.weights * (ROUNDING * largest).powi(2) {
            self.yy = f64::NAN;
        }
        self
    }
}

impl Side {
    /// Centres the terms of every row in place, and sums them.
    fn centred(terms: &mut [PerPoint], rows: &[(f64, f64, &[f64])], about: [f64; 2], fewest: usize) -> Side {
        let [weights, mean_y] = about;
        let mut side = Side { mean: [0.0; SIZE], xx: [0.0; SIZE], xy: [0.0; SIZE], tried: 0 };
        let mut with_degrees = [0_usize; SIZE];
        for (term, row) in terms.iter().zip(rows) {
            for (i, degrees) in term.iter().enumerate() {
                side.mean[i] += row.1 * degrees;
                with_degrees[i] += usize::from(*degrees > 0.0);
            }
        }
        let total = side.mean;
        side.mean = total.map(|sum| sum / weights);
        for (term, row) in terms.iter_mut().zip(rows) {
            for (i, degrees) in term.iter_mut().enumerate() {
                *degrees -= side.mean[i];
                side.xx[i] += row.1 * *degrees * *degrees;
                side.xy[i] += row.1 * *degrees * (row.0 - mean_y);
            }
        }
        for i in 0..SIZE {
            let enough = with_degrees[i] >= fewest && total[i] >= FEWEST_DEGREE_DAYS_F;
            side.tried += usize::from(enough);
            if !enough || side.xx[i] <= COLLINEAR * total[i] * side.mean[i] {
                side.xx[i] = f64::NAN;
            }
        }
        side
    }
}
