//! The way of a park: the same buildings over the years, beside the straight line to 80 kWh/m2 in 2040, and where it leads
//! as it goes now.
//!
//! For a director: one line down to the target, one line of what was measured, and a fan of what comes if things go on: half
//! of the groups of buildings move within it. Formula: intensity = Σ normal kWh ÷ Σ m2, over groups of which every year is told of
//! the very same buildings (constant perimeter); each group's trend is a straight line (least squares) as a share of its intensity a
//! year; the fan is the quartiles of those shares, compounded from the last year. CO2 is told as a change since the first year,
//! beside the Region's −55 % of 2030 against 1990, for information: the two are not measured from the same year. Source:
//! `catalog/norms/targets.toml`. Refuses: fewer than two years of the same buildings; a fan, fewer than three years.

use serde::Serialize;

use super::park::{Group, Kind};
use super::spread::float;
use super::view::{Totals, totals};

/// Years looked back at most.
const BACK: i16 = 6;
/// Fewer years than these tell no trend.
const TREND: usize = 3;
/// The year of the target.
pub const UNTIL: i16 = 2040;

/// The way of a park.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Path {
    /// Each year, of the very same buildings.
    pub years: Vec<(i16, Totals)>,
    /// As it goes now, kWh/m2: year, lower quartile, median, upper quartile of the groups' trends.
    pub fan: Vec<(i16, f64, f64, f64)>,
}

impl Path {
    /// The change of a quantity from the first year to the last, as a share.
    pub fn change(&self, of: fn(&Totals) -> i64) -> Option<f64> {
        let ((_, first), (_, last)) = (self.years.first()?, self.years.last()?);
        let before = of(first);
        (before > 0).then(|| (float(of(last)) - float(before)) / float(before))
    }

    /// The straight line from the first year to a target in [`UNTIL`], kWh/m2.
    pub fn wanted(&self, target: f64) -> Vec<(i16, f64)> {
        let Some((first, totals)) = self.years.first() else { return Vec::new() };
        let (base, span) = (totals.intensity(), f64::from(UNTIL - first));
        let at = |year: i16| base + (target.min(base) - base) * f64::from(year - first) / span;
        (*first..=UNTIL).map(|year| (year, at(year))).collect()
    }
}

/// The way up to a year: over as many years as at least half of the buildings are told of.
pub(super) fn path(groups: &[&Group], until: i16) -> Option<Path> {
    let known = totals(groups, until)?.count.buildings;
    let enough = |first: &i16| {
        let same = same(groups, *first, until);
        let told = totals(&same, until).map_or(0, |totals| totals.count.buildings);
        (told * 2 >= known && told > 0).then_some(same)
    };
    let (first, same) = (until - BACK..until).find_map(|first| Some((first, enough(&first)?)))?;
    let years = (first..=until).filter_map(|year| Some((year, totals(&same, year)?))).collect();
    let mut path = Path { years, fan: Vec::new() };
    path.fan = fan(&path, &same);
    Some(path)
}

/// Groups of which every year is told, of the very same buildings.
fn same<'g>(groups: &[&'g Group], first: i16, until: i16) -> Vec<&'g Group> {
    let whole = |group: &&Group| {
        let last = rows(group, until);
        last.is_some() && (first..until).all(|year| rows(group, year) == last)
    };
    groups.iter().copied().filter(whole).collect()
}

/// Places of the buildings of a group of which a year is told.
fn rows(group: &Group, year: i16) -> Option<&[usize]> {
    group.sums.get(&(Kind::Base, year)).map(|sum| sum.rows.as_slice())
}

fn fan(path: &Path, groups: &[&Group]) -> Vec<(i16, f64, f64, f64)> {
    if path.years.len() < TREND {
        return Vec::new();
    }
    let Some((last, now)) = path.years.last().map(|(year, totals)| (*year, totals.intensity())) else {
        return Vec::new();
    };
    let rate = |group: &&Group| {
        let points: Vec<(f64, f64)> = path
            .years
            .iter()
            .filter_map(|(year, _)| Some((f64::from(*year), totals(&[*group], *year)?.intensity())))
            .collect();
        slope(&points)
    };
    let mut rates: Vec<f64> = groups.iter().filter_map(rate).collect();
    rates.sort_unstable_by(f64::total_cmp);
    let at = |quarters: usize| rates.get(rates.len().saturating_sub(1) * quarters / 4).copied();
    let (Some(lower), Some(median), Some(upper)) = (at(1), at(2), at(3)) else { return Vec::new() };
    let ahead = |year: i16, rate: f64| now * (1.0 + rate).max(0.0).powi(i32::from(year - last));
    let point = |year| (year, ahead(year, lower), ahead(year, median), ahead(year, upper));
    (last..=UNTIL).map(point).collect()
}

/// The least-squares slope of points as a share of their mean; nothing where they do not differ or are nothing.
fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let n = f64::from(u32::try_from(points.len()).ok()?);
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let (up, across) = points
        .iter()
        .fold((0.0, 0.0), |(up, across), p| (up + (p.0 - x) * (p.1 - y), across + (p.0 - x) * (p.0 - x)));
    (across > 0.0 && y > 0.0).then(|| up / across / y)
}
