//! The best of 2 014 models, exactly, without fitting one: every candidate follows from a few sums per balance point.
//!
//! Balance points stand on a grid of whole degrees, so going one up adds one degree to every day already counted: sums,
//! squares and products of all 61 grow out of one pass over the days, by additions of what is not negative, which
//! loses no digits. A day cannot be under one balance point and over a higher one: the raw cross product of daily
//! terms is zero. Bills average days, so theirs is summed.

use serde::{Deserialize, Serialize};

use super::{BALANCE_POINTS_F, FEWEST_DEGREE_DAY_DAYS, FEWEST_DEGREE_DAYS_F, Frequency, ModelType};
use crate::baseline::least_squares::{COLLINEAR, ROUNDING, count};

/// Balance points of the grid.
const SIZE: usize = 61;

type PerPoint = [f64; SIZE];

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
struct Side {
    /// Mean degree-days.
    mean: PerPoint,
    /// Squares; not a number where the term is not tried, which then never wins.
    xx: PerPoint,
    /// Products with the usage.
    xy: PerPoint,
    tried: usize,
}

/// What every candidate of one meter follows from.
#[derive(Debug, Clone)]
pub struct Sums {
    n: usize,
    weights: f64,
    mean_y: f64,
    yy: f64,
    heating: Side,
    cooling: Side,
    /// Products of cooling (outer) and heating terms about their means; none where the days do not overlap.
    cross: Option<Vec<PerPoint>>,
}

/// One model tried. Balance points in °F, slopes per day and °F degree-day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which terms.
    pub kind: ModelType,
    /// Where heating begins.
    pub heating_f: Option<u8>,
    /// Where cooling begins.
    pub cooling_f: Option<u8>,
    /// Usage per day without weather.
    pub intercept: f64,
    /// Usage per degree-day of heating.
    pub beta_hdd: f64,
    /// Usage per degree-day of cooling.
    pub beta_cdd: f64,
    /// What it is chosen by.
    pub r_squared_adj: f64,
}

/// How many models of one type came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Too few days, too few degree-days.
    pub not_attempted: usize,
    /// Intercept or slope below zero.
    pub disqualified: usize,
    /// Could be chosen.
    pub qualified: usize,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Search {
    /// The model chosen: the highest adjusted R², the first tried of equals. `None`: none qualified.
    pub best: Option<Candidate>,
    /// The best of each type, in the order of [`ModelType::ALL`].
    pub by_type: [Option<Candidate>; 4],
    /// How many were tried, in the same order.
    pub counts: [Counts; 4],
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

    /// Tries every model; only those with heating or nothing where `cooling` is false, as for gas.
    pub fn search(&self, cooling: bool) -> Search {
        let mut search = Search { best: None, by_type: [None; 4], counts: [Counts::default(); 4] };
        if self.n == 0 {
            return search;
        }
        let mean_only = self.mean_y >= 0.0;
        search.by_type[0] = mean_only.then(|| self.mean_only());
        search.counts[0].qualified = usize::from(mean_only);
        search.counts[0].disqualified = usize::from(!mean_only);
        let singles = [(ModelType::HddOnly, &self.heating), (ModelType::CddOnly, &self.cooling)];
        for (slot, (kind, side)) in (1..).zip(singles).take(if cooling { 2 } else { 1 }) {
            let mut best = Best::default();
            best.take(&self.single(side), 0);
            search.by_type[slot] = best.at.map(|(_, i)| self.with_one(kind, i));
            search.counts[slot] = Counts::of(SIZE, side.tried, best.qualified);
        }
        if cooling {
            let mut best = Best::default();
            let mut scores = [f64::NEG_INFINITY; SIZE];
            for c in 0..SIZE {
                if self.cooling.xx[c].is_nan() {
                    continue;
                }
                self.pairs(c, &mut scores);
                best.take(&scores[..=c], c);
            }
            search.by_type[3] = best.at.map(|(c, h)| self.with_both(h, c));
            search.counts[3] = Counts::of(SIZE * (SIZE + 1) / 2, self.tried_pairs(), best.qualified);
        }
        for found in &mut search.by_type {
            // A type with as many coefficients as rows, or with nothing to explain, has no score.
            *found = found.filter(|f| f.r_squared_adj.is_finite());
            if let Some(found) = *found
                && search.best.is_none_or(|best| found.r_squared_adj > best.r_squared_adj)
            {
                search.best = Some(found);
            }
        }
        search
    }

    /// Every model that qualified, in the order they are tried.
    pub fn candidates(&self, cooling: bool) -> Vec<Candidate> {
        let tried = |scores: &[f64]| -> Vec<usize> {
            scores.iter().enumerate().filter(|(_, s)| **s > f64::NEG_INFINITY).map(|(i, _)| i).collect()
        };
        let mut all: Vec<Candidate> = (self.mean_y >= 0.0).then(|| self.mean_only()).into_iter().collect();
        let heating = tried(&self.single(&self.heating)).into_iter();
        all.extend(heating.map(|i| self.with_one(ModelType::HddOnly, i)));
        if cooling {
            let single = tried(&self.single(&self.cooling)).into_iter();
            all.extend(single.map(|i| self.with_one(ModelType::CddOnly, i)));
            let mut scores = [f64::NEG_INFINITY; SIZE];
            for c in (0..SIZE).filter(|c| !self.cooling.xx[*c].is_nan()) {
                self.pairs(c, &mut scores);
                all.extend(tried(&scores[..=c]).into_iter().map(|h| self.with_both(h, c)));
            }
        }
        all.retain(|c| c.r_squared_adj.is_finite());
        all
    }

    /// What each term alone explains; minus infinity where it is not tried or not allowed.
    fn single(&self, side: &Side) -> PerPoint {
        core::array::from_fn(|i| {
            let (xx, xy) = (side.xx[i], side.xy[i]);
            let allowed = xy >= 0.0 && self.mean_y * xx - xy * side.mean[i] >= 0.0;
            if allowed { xy * xy / xx } else { f64::NEG_INFINITY }
        })
    }

    /// What each heating term up to this cooling term explains with it.
    fn pairs(&self, c: usize, scores: &mut PerPoint) {
        let (cc, cy, cm) = (self.cooling.xx[c], self.cooling.xy[c], self.cooling.mean[c]);
        let apart: PerPoint;
        let cross = if let Some(table) = &self.cross {
            &table[c]
        } else {
            let factor = -self.weights * cm;
            apart = self.heating.mean.map(|hm| factor * hm);
            &apart
        };
        let Side { mean, xx, xy, .. } = &self.heating;
        let terms = xx.iter().zip(xy).zip(mean.iter().zip(cross));
        for (score, ((hh, hy), (hm, hc))) in scores.iter_mut().zip(terms).take(c + 1) {
            let determinant = hh * cc - hc * hc;
            let heat = cc * hy - hc * cy;
            let cool = hh * cy - hc * hy;
            let rest = self.mean_y * determinant - heat * hm - cool * cm;
            let allowed = determinant > COLLINEAR * hh * cc && heat >= 0.0 && cool >= 0.0 && rest >= 0.0;
            let explained = (heat * hy + cool * cy) / determinant;
            *score = if allowed { explained } else { f64::NEG_INFINITY };
        }
    }

    /// Pairs whose two terms are both tried.
    fn tried_pairs(&self) -> usize {
        let mut heating = 0;
        let mut pairs = 0;
        for (h, c) in self.heating.xx.iter().zip(&self.cooling.xx) {
            heating += usize::from(!h.is_nan());
            pairs += if c.is_nan() { 0 } else { heating };
        }
        pairs
    }

    fn mean_only(&self) -> Candidate {
        Candidate {
            kind: ModelType::InterceptOnly,
            heating_f: None,
            cooling_f: None,
            intercept: self.mean_y,
            beta_hdd: 0.0,
            beta_cdd: 0.0,
            r_squared_adj: 0.0,
        }
    }

    fn with_one(&self, kind: ModelType, i: usize) -> Candidate {
        let heats = kind == ModelType::HddOnly;
        let side = if heats { &self.heating } else { &self.cooling };
        let beta = side.xy[i] / side.xx[i];
        Candidate {
            kind,
            heating_f: heats.then(|| point(i)).flatten(),
            cooling_f: (!heats).then(|| point(i)).flatten(),
            intercept: self.mean_y - beta * side.mean[i],
            beta_hdd: if heats { beta } else { 0.0 },
            beta_cdd: if heats { 0.0 } else { beta },
            r_squared_adj: self.adjusted(beta * side.xy[i], 1),
        }
    }

    fn with_both(&self, h: usize, c: usize) -> Candidate {
        let (hm, hh, hy) = (self.heating.mean[h], self.heating.xx[h], self.heating.xy[h]);
        let (cm, cc, cy) = (self.cooling.mean[c], self.cooling.xx[c], self.cooling.xy[c]);
        let hc = self.cross.as_ref().map_or(-self.weights * cm * hm, |table| table[c][h]);
        let determinant = hh * cc - hc * hc;
        let beta_hdd = (cc * hy - hc * cy) / determinant;
        let beta_cdd = (hh * cy - hc * hy) / determinant;
        Candidate {
            kind: ModelType::CddHdd,
            heating_f: point(h),
            cooling_f: point(c),
            intercept: self.mean_y - beta_hdd * hm - beta_cdd * cm,
            beta_hdd,
            beta_cdd,
            r_squared_adj: self.adjusted(beta_hdd * hy + beta_cdd * cy, 2),
        }
    }

    /// Adjusted R² of a model with `k` terms; not a number without a degree of freedom.
    fn adjusted(&self, explained: f64, k: usize) -> f64 {
        if self.n <= k + 1 {
            return f64::NAN;
        }
        1.0 - (1.0 - explained / self.yy) * count(self.n - 1) / count(self.n - k - 1)
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

impl Counts {
    fn of(all: usize, tried: usize, qualified: usize) -> Counts {
        Counts { not_attempted: all - tried, disqualified: tried.saturating_sub(qualified), qualified }
    }
}

/// The first of the highest scores.
#[derive(Default)]
struct Best {
    at: Option<(usize, usize)>,
    score: f64,
    qualified: usize,
}

impl Best {
    fn take(&mut self, scores: &[f64], outer: usize) {
        for (inner, score) in scores.iter().enumerate() {
            if *score > f64::NEG_INFINITY {
                self.qualified += 1;
                if self.at.is_none() || *score > self.score {
                    (self.at, self.score) = (Some((outer, inner)), *score);
                }
            }
        }
    }
}

/// The balance point at a position of the grid.
fn point(i: usize) -> Option<u8> {
    BALANCE_POINTS_F.clone().nth(i)
}
