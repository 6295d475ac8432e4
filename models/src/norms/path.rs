//! The way to 2040: each building from its own base year, the park beside its target.
//!
//! For a director: where the building stands beside a straight line from its first year to 80 kWh/m2 in 2040. 80 is what a
//! *park* of buildings aims at together, no demand made of one of them: the line says whether the building does its part.
//! Formula: wanted(y) = base + (min(target, base) − base)·(y − base year)/(2040 − base year); gap = measured − wanted,
//! kWh/m2 of final energy PCI in normal weather, all uses. The trend is a straight line through the measured years, from three on, never
//! below zero. At the level of a park: intensity weighted by area, and the change of CO2 since the base years for
//! information beside the Region's −55 %, which counts from 1990. Source: `catalog/norms/targets.toml`.
//! Refuses: no whole year in normal weather, no heated area, a base year of which nothing is known.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::indicators::series::PathSeries;
use crate::indicators::{Explained, Input, Lack, Measure, Origin, Value, Work, cited, intensity};
use crate::period::Period;

/// The gap is told under this code.
pub const GAP: &str = "path-gap";
/// Codes of its formulas.
pub const FORMULAS: &[&str] = &["path-gap"];
/// What its formula calls its inputs.
pub const SYMBOLS: &[&str] = &["normalised-intensity", "wanted-intensity", "base-intensity", "park-target"];

/// Fewer years than these tell no trend.
const TREND: usize = 3;
const FILE: &str = "norms/targets";
const BASE_YEAR: &str = "building.base_year";

/// Final energy PCI in normal weather per heated m2, of each civil year that is over and whole in every energy in service.
pub fn intensities(work: &Work<'_>) -> Vec<(i16, Value)> {
    let all = work.energies().flat_map(|c| c.years.iter().map(|y| y.year));
    let years: BTreeSet<i16> = all.filter(|year| *year < work.site.on.year()).collect();
    let told = |year: i16| Some((year, intensity::normalised(work, Period::year(year)?)?));
    years.into_iter().filter_map(told).collect()
}

/// The path of a building; `normal` is its final energy in normal weather per heated m2, by whole year.
pub fn path(work: &Work<'_>, normal: &[(i16, Value)]) -> Option<PathSeries> {
    draw(work, normal).ok()
}

/// How far the newest year lies above its path (below zero: it is ahead).
pub fn gap(work: &Work<'_>, normal: &[(i16, Value)]) -> Explained {
    let targets = work.site.catalog.targets();
    let told = draw(work, normal).and_then(|path| {
        let (year, measured) = path.measured.last().copied().ok_or_else(|| Lack::of("whole-year"))?;
        let wanted = path.wanted.iter().find(|(y, _)| *y == year).map_or(path.target, |(_, wanted)| *wanted);
        Ok((year, measured, wanted, path))
    });
    let (year, measured, wanted, path) = match told {
        Ok(told) => told,
        Err(lack) => return Explained::not_yet(GAP, work.period(), [lack]),
    };
    let per_m2 = |symbol, value, origin| Input::new(symbol, value, Measure::KwhPerM2, origin);
    let normalised = || Origin::Indicator { indicator: "normalised-energy".into() };
    let as_sure = |input: Input, year: i16| match normal.iter().find(|(y, _)| *y == year) {
        Some((_, of)) => input.quality(of.quality).certainty(of.certainty),
        None => input,
    };
    let target = per_m2("park-target", path.target, Origin::Catalog { file: FILE.to_owned() });
    let target = targets.map_or(target.clone(), |t| target.certainty(t.intensity.certainty));
    let inputs = vec![
        as_sure(per_m2("normalised-intensity", measured, normalised()), year),
        per_m2("wanted-intensity", wanted, Origin::Method),
        as_sure(per_m2("base-intensity", path.base, normalised()), path.base_year),
        target,
    ];
    let value = Value::new(measured - wanted, Measure::KwhPerM2, "path-gap", inputs);
    let value = match targets {
        Some(t) => value.citing(cited(FILE, t.checked_on, &t.source)),
        None => value,
    };
    Explained::known(GAP, Period::year(year), value)
}

fn draw(work: &Work<'_>, normal: &[(i16, Value)]) -> Result<PathSeries, Lack> {
    let target = work.site.catalog.targets().ok_or_else(|| Lack::of("normal"))?.intensity.clone();
    let told = normal.iter().map(|(year, v)| (*year, v.value.round_dp(3)));
    let years: BTreeMap<i16, Decimal> = told.filter(|(_, v)| *v >= Decimal::ZERO).collect();
    let first = *years.keys().next().ok_or_else(|| missing(work))?;
    let base_year = match work.site.fact_on(BASE_YEAR, work.site.on) {
        Some(fact) => fact.value.parse().map_err(|_| Lack::of(BASE_YEAR))?,
        None => first,
    };
    let base = *years.get(&base_year).ok_or_else(|| Lack::of("base-year"))?;
    let span = Decimal::from(i32::from(target.by) - i32::from(base_year));
    if span <= Decimal::ZERO {
        return Err(Lack::of("base-year"));
    }
    // Who begins below what parks aim at is not asked to use more.
    let aim = target.value.min(base);
    let wanted = |year: i16| {
        let gone = Decimal::from(i32::from(year) - i32::from(base_year));
        (year, (base + (aim - base) * gone / span).round_dp(3))
    };
    let measured: Vec<(i16, Decimal)> = years.range(base_year..).map(|(y, v)| (*y, *v)).collect();
    Ok(PathSeries {
        base_year,
        base,
        wanted: (base_year..=target.by).map(wanted).collect(),
        trend: trend(&measured, target.by),
        measured,
        target: target.value,
        target_year: target.by,
    })
}

/// What keeps a year from being told: its area, else its weather.
fn missing(work: &Work<'_>) -> Lack {
    let area = "building.heated_area_m2";
    match work.period() {
        None => Lack::of("whole-year"),
        Some(year) if work.site.fact(area, year).is_none() => Lack::of(area),
        Some(_) => Lack::of("normal"),
    }
}

/// The straight line through the measured years (least squares), from the year after the last to the target's; nothing of
/// fewer than three.
fn trend(measured: &[(i16, Decimal)], to: i16) -> Vec<(i16, Decimal)> {
    let Some((last, _)) = measured.last().filter(|_| measured.len() >= TREND) else { return Vec::new() };
    let n = Decimal::from(measured.len());
    let years = || measured.iter().map(|(y, _)| Decimal::from(*y));
    let middle = (years().sum::<Decimal>() / n, measured.iter().map(|(_, v)| *v).sum::<Decimal>() / n);
    let apart: Decimal = years().map(|y| (y - middle.0) * (y - middle.0)).sum();
    let along: Decimal = measured.iter().map(|(y, v)| (Decimal::from(*y) - middle.0) * (*v - middle.1)).sum();
    let Some(slope) = along.checked_div(apart) else { return Vec::new() };
    let at = |year: i16| (middle.1 + slope * (Decimal::from(year) - middle.0)).max(Decimal::ZERO).round_dp(3);
    (last.saturating_add(1)..=to).map(|year| (year, at(year))).collect()
}

/// One building of a park.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Heated area, m2.
    pub area: Decimal,
    /// Final energy PCI in normal weather, kWh/m2, of its newest whole year.
    pub intensity: Decimal,
    /// CO2 of its base year and of its newest whole year, kg, where both are known on one set of factors.
    pub co2: Option<(Decimal, Decimal)>,
}

/// A park beside its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Park {
    /// Buildings counted.
    pub buildings: usize,
    /// Heated area of them, m2.
    pub area: Decimal,
    /// Intensity weighted by area, kWh/m2.
    pub intensity: Decimal,
    /// What parks aim at, kWh/m2.
    pub target: Decimal,
    /// By when.
    pub by: i16,
    /// Change of CO2 since the base years, of the buildings that know both: −0.2 is 20 % less. For information: the
    /// Region's aim counts from another year.
    pub co2_change: Option<Decimal>,
    /// Buildings in that change.
    pub co2_buildings: usize,
    /// What the Region aims at, by when, and from which year it counts.
    pub region: (Decimal, i16, Option<i16>),
}

/// Several buildings together; `None` without any area.
pub fn park(targets: &crate::catalog::Targets, members: &[Member]) -> Option<Park> {
    let counted = || members.iter().filter(|m| m.area > Decimal::ZERO && m.intensity >= Decimal::ZERO);
    let area: Decimal = counted().map(|m| m.area).sum();
    let energy: Decimal = counted().map(|m| m.area * m.intensity).sum();
    let co2: Vec<(Decimal, Decimal)> = counted().filter_map(|m| m.co2).collect();
    let (before, after) = co2
        .iter()
        .fold(Default::default(), |(b, a): (Decimal, Decimal), (before, after)| (b + before, a + after));
    Some(Park {
        buildings: counted().count(),
        area,
        intensity: energy.checked_div(area)?,
        target: targets.intensity.value,
        by: targets.intensity.by,
        co2_change: (after - before).checked_div(before),
        co2_buildings: co2.len(),
        region: (targets.emissions.value, targets.emissions.by, targets.emissions.against),
    })
}
