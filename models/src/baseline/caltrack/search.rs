//! The best of 2 014 models, exactly, without fitting one: every candidate follows from a few [`Sums`] per balance point.

use serde::{Deserialize, Serialize};

use super::sums::{PerPoint, SIZE, Side, Sums};
use super::{BALANCE_POINTS_F, ModelType};
use crate::baseline::least_squares::{COLLINEAR, count};

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

impl Sums {
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
