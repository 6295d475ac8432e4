//! Whether a signature is straight and stays where it is: tests of one more term in the line.
//!
//! A term counts when it is unlikely to be chance *and* large enough to matter; on daily readings everything is unlikely
//! to be chance.

use crate::baseline::least_squares::{Line, Observation, count, fit};
use crate::period::{Day, days_between};

use super::Point;

/// A term that is chance more often than this is none.
const CHANCE: f64 = 0.05;
/// A term that moves the line by less than this share of the mean does not matter.
const MATTERS: f64 = 0.05;
/// Fewer points than these do not tell a curve from a line.
const FEWEST: usize = 6;
/// So many places are tried for a step.
const PLACES: usize = 48;
/// A step stands between at least so many points on each side.
const SIDE: usize = 3;

/// How a signature bends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bend {
    /// *Concavité vers le bas*: it flattens in the cold. Heating at its limit, or a site not heated fully in deep cold.
    Down,
    /// *Concavité vers le haut*: it steepens in the cold. Free gains in mild weather, or heating that starts late.
    Up,
}

/// Whether a signature is straight: the two-sided t-test at 5 % of a squared term, `y = a + b·x + c·x²`, weighted as the
/// line; the curve must leave the line by 5 % of the mean somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Curve {
    /// Not told: too few points, or too few temperatures.
    NotTold,
    /// A line will do.
    Straight,
    /// It bends; `p_value` that the squared term is chance.
    Bent {
        /// How.
        bend: Bend,
        /// Two-sided probability that the squared term is chance.
        p_value: f64,
    },
}

/// A line that moves with time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// At once, from a day on.
    Step {
        /// First day of the period from which on it stands elsewhere.
        from: Day,
        /// By how much, in the unit of the points.
        by: f64,
        /// Share of the mean.
        share: f64,
    },
    /// Bit by bit.
    Drift {
        /// By how much a year, in the unit of the points.
        by_a_year: f64,
        /// Share of the mean, a year.
        share_a_year: f64,
    },
}

fn mean(points: &[Point], of: impl Fn(&Point) -> f64) -> f64 {
    let weights: f64 = points.iter().map(|p| p.weight).sum();
    points.iter().map(|p| p.weight * of(p)).sum::<f64>() / weights
}

fn line<const K: usize>(points: &[Point], x: impl Fn(&Point) -> [f64; K]) -> Option<Line<K>> {
    let observation = |p: &Point| Observation { x: x(p), y: p.kwh, weight: p.weight };
    fit(&points.iter().map(observation).collect::<Vec<_>>()).ok()
}

/// The line with one more term.
fn with(points: &[Point], term: impl Fn(&Point) -> f64) -> Option<Line<2>> {
    line(points, |p| [p.cold, term(p)])
}

fn matters(points: &[Point], moved: f64) -> bool {
    moved.abs() >= MATTERS * mean(points, |p| p.kwh).abs()
}

impl Curve {
    /// Of some points.
    pub fn of(points: &[Point]) -> Curve {
        if points.len() < FEWEST {
            return Curve::NotTold;
        }
        let middle = mean(points, |p| p.cold);
        let Some(curve) = with(points, |p| (p.cold - middle).powi(2)) else { return Curve::NotTold };
        let Some(p_value) = curve.p_value(1) else { return Curve::NotTold };
        let leaves = |p: &Point| curve.at([p.cold, (p.cold - middle).powi(2)]) - p.expected;
        let furthest = points.iter().map(|p| leaves(p).abs()).fold(0.0, f64::max);
        if p_value >= CHANCE || !matters(points, furthest) {
            return Curve::Straight;
        }
        let bend = if curve.slopes[1] > 0.0 { Bend::Up } else { Bend::Down };
        Curve::Bent { bend, p_value }
    }
}

impl Change {
    /// Of some points in order of time: a step where one explains more than a drift does. What bends is not taken for a
    /// change: there the squared term stands beside the term of time.
    pub fn of(points: &[Point], curve: Curve) -> Option<Change> {
        if points.len() < FEWEST {
            return None;
        }
        let tried = [drift(points, curve), step(points, curve)];
        tried.into_iter().flatten().min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, change)| change)
    }
}

/// What a line with one more term leaves unexplained, and the change it stands for.
type Tried = (f64, Change);

/// A further term of the line.
struct Term {
    value: f64,
    p_value: Option<f64>,
    left_over: f64,
}

fn further(points: &[Point], curve: Curve, term: impl Fn(&Point) -> f64) -> Option<Term> {
    if !matches!(curve, Curve::Bent { .. }) {
        return Some(last_of(points, &with(points, term)?));
    }
    let middle = mean(points, |p| p.cold);
    let x = |p: &Point| [p.cold, (p.cold - middle).powi(2), term(p)];
    Some(last_of(points, &line(points, x)?))
}

fn last_of<const K: usize>(points: &[Point], line: &Line<K>) -> Term {
    let left_over = points.iter().zip(&line.residuals).map(|(p, e)| p.weight * e * e).sum();
    Term { value: line.slopes.last().copied().unwrap_or(f64::NAN), p_value: line.p_value(K - 1), left_over }
}

/// A term of time: t-test at 5 %.
fn drift(points: &[Point], curve: Curve) -> Option<Tried> {
    let first = points.first()?.days.from;
    let years = |p: &Point| count(usize::try_from(days_between(first, p.days.from)).unwrap_or(0)) / 365.25;
    let term = further(points, curve, years)?;
    let span = points.last().map(years)?;
    let told = term.p_value? < CHANCE && matters(points, term.value * span);
    let share_a_year = term.value / mean(points, |p| p.kwh);
    told.then_some((term.left_over, Change::Drift { by_a_year: term.value, share_a_year }))
}

/// A term that is zero before a day and one from it on: the best of the places tried, at 5 % shared out over them.
fn step(points: &[Point], curve: Curve) -> Option<Tried> {
    let places: Vec<usize> = (SIDE..=points.len().checked_sub(SIDE)?).collect();
    let every = places.len().div_ceil(PLACES).max(1);
    let tried = count(places.len().div_ceil(every));
    let mut best: Option<Tried> = None;
    for place in places.into_iter().step_by(every) {
        let Some(from) = points.get(place).map(|p| p.days.from) else { continue };
        let Some(term) = further(points, curve, |p| f64::from(u8::from(p.days.from >= from))) else {
            continue;
        };
        let told = term.p_value.is_some_and(|p| p < CHANCE / tried) && matters(points, term.value);
        if told && best.as_ref().is_none_or(|(least, _)| term.left_over < *least) {
            let share = term.value / mean(points, |p| p.kwh);
            best = Some((term.left_over, Change::Step { from, by: term.value, share }));
        }
    }
    best
}

/// What points are measured against for being apart: standard error, degrees of freedom, and what is expected of each.
/// The line where it is straight, else the curve.
pub(super) fn expectation(points: &[Point], curve: Curve, line: &Line<1>) -> Option<(f64, usize, Vec<f64>)> {
    fn of<const K: usize>(points: &[Point], line: &Line<K>) -> Option<(f64, usize, Vec<f64>)> {
        let expected = points.iter().zip(&line.residuals).map(|(p, e)| p.kwh + e).collect();
        Some((line.standard_error?, line.degrees_of_freedom(), expected))
    }
    match curve {
        Curve::Bent { .. } => {
            let middle = mean(points, |p| p.cold);
            of(points, &with(points, |p| (p.cold - middle).powi(2))?)
        }
        Curve::Straight | Curve::NotTold => of(points, line),
    }
}
