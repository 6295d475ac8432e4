//! The eight cases of the Walloon brochure, and the curved ones, as findings with the condition that triggers each.
//!
//! The brochure shows drawings; the conditions are ours, stated on each function, and cautious: a site that is well is
//! not to be alarmed. Source: DGTRE, *La signature énergétique: interprétation*, cases 1 to 8 and part III.

use crate::baseline::least_squares::{Observation, count, fit, t_quantile};
use crate::climate::NormalWeather;
use crate::finding::{Code, Finding};

use super::{Bend, CONFIDENCE, Change, Curve, Estimate, Per, Point, Signature};

/// Below this R² a cloud of points is no line (IPMVP option C).
const LINE: f64 = 0.75;
/// Outliers and scatter are not told from fewer points.
const FEWEST: usize = 6;
/// A point that is an outlier by chance once in a hundred signatures.
const CHANCE_OUTLIER: f64 = 0.01;
/// A point nearer than this share is not worth a question, however regular the others are.
const VISIBLE: f64 = 0.05;
/// Mild is less than this share of the coldest period.
const MILD: f64 = 1.0 / 3.0;
/// A mild stretch is told by at least so many periods.
const MILD_FEWEST: usize = 4;
/// A base load below this share of all is not worth a sentence.
const SMALL: f64 = 0.05;

/// Every case that applies, in the order of the brochure.
pub fn cases(signature: &Signature, normal: Option<&NormalWeather>) -> Vec<Finding> {
    let mut found = sudden(signature);
    found.extend(scattered(signature));
    found.extend(drift(signature));
    found.extend(free_gains(signature));
    found.extend(heating_and_cooling(signature));
    found.extend(base_load(signature));
    found.extend(normal.and_then(|normal| normal_budget(signature, normal)));
    found.extend(curved(signature));
    found
}

/// Cases of the brochure.
pub const CASES: u32 = 8;

/// What says that each of the eight applies, in the order of the brochure.
pub const CODES: [Code; 8] = [
    Code::SignatureSudden,
    Code::SignatureScattered,
    Code::SignatureDrift,
    Code::SignatureFreeGains,
    Code::SignatureHeatingAndCooling,
    Code::SignatureBaseLoad,
    Code::SignatureNormalBudget,
    Code::SignatureDriftMeasured,
];

/// How many of the eight the periods read allow to look for, whether they apply or not.
pub fn checkable(signature: &Signature, normal: Option<&NormalWeather>) -> u32 {
    looked_for(signature, normal).into_iter().map(u32::from).sum()
}

/// Which of the eight, in the order of the brochure.
pub fn looked_for(signature: &Signature, normal: Option<&NormalWeather>) -> [bool; 8] {
    let (mild, _) = by_cold(signature);
    // 1 to 4: what stands apart, scatters, moves or bends is not told from fewer periods.
    let enough = signature.points.len() >= FEWEST;
    // 8: later periods against earlier ones take more than a year.
    let later = signature.days > 366;
    let five = mild.len() >= MILD_FEWEST;
    [enough, enough, enough, enough, five, true, normal.is_some(), later]
}

fn about(code: Code, signature: &Signature) -> Finding {
    Finding::new(code).with("base", signature.base.code())
}

/// Per cent without decimals: a sentence needs no more.
fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// Case 1, *erreur de lecture, d'encodage ou dérive subite*.
///
/// For a director: one period stands apart: a digit misread, a bill keyed in wrongly, or something that changed at once.
/// For an engineer: an externally studentised residual beyond t at 1 % shared out over all periods and 5 % of what is
/// expected, from six periods on; of the curve where the signature bends (`why` = `point`); or a term "from this day on" that
/// explains more than a drift ([`Change::Step`], `why` = `step`).
pub fn sudden(signature: &Signature) -> Vec<Finding> {
    let mut found: Vec<Finding> = outliers(signature)
        .into_iter()
        .map(|point| {
            about(Code::SignatureSudden, signature)
                .with("why", "point")
                .with("from", point.days.from)
                .with("to", point.days.to)
                .with("percent", percent((point.kwh - point.expected) / point.expected.abs()))
        })
        .collect();
    if let Some(Change::Step { from, share, .. }) = signature.change {
        let step = about(Code::SignatureSudden, signature).with("why", "step");
        found.push(step.with("from", from).with("percent", percent(share)));
    }
    found
}

/// Points that stand apart from all others.
fn outliers(signature: &Signature) -> Vec<Point> {
    let points = &signature.points;
    let Some((s, freedom, expected)) = signature.expectation().filter(|_| points.len() >= FEWEST) else {
        return Vec::new();
    };
    let freedom = count(freedom);
    let Some(limit) = t_quantile(1.0 - CHANCE_OUTLIER / count(points.len()), freedom - 1.0) else {
        return Vec::new();
    };
    let weights: f64 = points.iter().map(|p| p.weight).sum();
    let middle = points.iter().map(|p| p.weight * p.cold).sum::<f64>() / weights;
    let spread: f64 = points.iter().map(|p| p.weight * (p.cold - middle).powi(2)).sum();
    let apart = |p: &Point| {
        let leverage = p.weight * (1.0 / weights + (p.cold - middle).powi(2) / spread);
        let residual =
            (p.kwh - p.expected) * p.weight.sqrt() / (s * (1.0 - leverage).max(f64::EPSILON).sqrt());
        // Of what the other points leave; where they leave nothing, any distance is apart.
        let rest = (freedom - residual * residual).max(f64::EPSILON);
        let studentised = residual * ((freedom - 1.0) / rest).sqrt();
        (p.kwh - p.expected).abs() > VISIBLE * p.expected.abs() && studentised.abs() > limit
    };
    let beside = points.iter().zip(expected).map(|(p, expected)| Point { expected, ..*p });
    beside.filter(apart).collect()
}

/// Case 2, *problèmes de régulation*.
///
/// For a director: consumption hardly follows the weather; the heating is not controlled by it, or not at all.
/// For an engineer: R² below 0.75 from six periods on; `why` = `no-weather` where the slope itself may be chance
/// (5 %), else `scatter`.
pub fn scattered(signature: &Signature) -> Option<Finding> {
    let r_squared = signature.r_squared.filter(|r2| *r2 < LINE && signature.points.len() >= FEWEST)?;
    let chance = signature.p_value.is_none_or(|p| p >= 0.05);
    let why = if chance { "no-weather" } else { "scatter" };
    let finding = about(Code::SignatureScattered, signature).with("why", why);
    Some(finding.with("r_squared", format!("{r_squared:.2}")))
}

/// Case 3, *dérive progressive de consommation*.
///
/// For a director: at the same weather it uses a little more each year (or less). For an engineer: a term of time in the
/// line, t-test at 5 %, that moves it by 5 % of the mean over the time read ([`Change::Drift`]).
pub fn drift(signature: &Signature) -> Option<Finding> {
    let Some(Change::Drift { share_a_year, .. }) = signature.change else { return None };
    Some(about(Code::SignatureDrift, signature).with("percent", percent(share_a_year)))
}

/// The mild periods that have some cold or none, and the others.
fn by_cold(signature: &Signature) -> (Vec<Point>, Vec<Point>) {
    let coldest = signature.points.iter().map(|p| p.cold).fold(0.0, f64::max);
    signature.points.iter().copied().partition(|p| p.cold <= MILD * coldest)
}

fn line_of(points: &[Point]) -> Option<crate::baseline::least_squares::Line<1>> {
    let observation = |p: &Point| Observation { x: [p.cold], y: p.kwh, weight: p.weight };
    fit(&points.iter().map(observation).collect::<Vec<_>>()).ok()
}

/// Case 4, *apports gratuits en chauffage en période douce*.
///
/// For a director: good news; in mild weather sun, people and lamps heat the building. For an engineer: the signature is
/// concave up and does not fall with mild cold ([`heating_and_cooling`]); the line of the cold periods meets the level of
/// the mildest at `celsius`, the outside temperature below which heating really starts.
pub fn free_gains(signature: &Signature) -> Option<Finding> {
    let Curve::Bent { bend: Bend::Up, .. } = signature.curve else { return None };
    if heating_and_cooling(signature).is_some() {
        return None;
    }
    let (mild, cold) = by_cold(signature);
    let winter = line_of(&cold).filter(|line| line.slopes[0] > 0.0)?;
    let level = mild.iter().map(|p| p.kwh).reduce(f64::min)?;
    let starts = (level - winter.intercept) / winter.slopes[0];
    let threshold = crate::baseline::original::number(signature.base.threshold());
    let finding = about(Code::SignatureFreeGains, signature);
    Some(match signature.per {
        Per::Day if starts > 0.0 && starts < threshold => {
            finding.with("celsius", format!("{:.1}", threshold - starts))
        }
        Per::Day | Per::Period => finding,
    })
}

/// Case 5, *fonctionnement simultané de la climatisation et du chauffage*.
///
/// For a director: the warmer it gets, the more it uses, though it still heats: the two may be working against each other.
/// For an engineer: among at least four periods of less than a third of the greatest cold, consumption falls as
/// cold grows (slope below zero, one-sided 5 %).
pub fn heating_and_cooling(signature: &Signature) -> Option<Finding> {
    let (mild, _) = by_cold(signature);
    let line = Some(mild).filter(|mild| mild.len() >= MILD_FEWEST).and_then(|mild| line_of(&mild))?;
    let falls = line.slopes[0] < 0.0 && line.p_value(0).is_some_and(|p| p < 0.10);
    (falls && signature.slope.is_above_zero()).then(|| about(Code::SignatureHeatingAndCooling, signature))
}

/// Case 6, *existence de consommations à 0 degré-jour*.
///
/// For a director: so much is used whatever the weather: hot water, kitchen, laundry, and what pipes and boilers lose.
/// For an engineer: the band of `a` lies above zero and `a` is at least 5 % of all.
pub fn base_load(signature: &Signature) -> Option<Finding> {
    let all: f64 = signature.points.iter().map(|p| p.weight * p.kwh).sum();
    let weights: f64 = signature.points.iter().map(|p| p.weight).sum();
    let share = signature.base_load.value * weights / all;
    (signature.base_load.is_above_zero() && share >= SMALL).then(|| {
        about(Code::SignatureBaseLoad, signature)
            .with("percent", percent(share.min(1.0)))
            .with("kwh", format!("{:.0}", signature.base_load.value))
            .with("per", if signature.per == Per::Day { "day" } else { "period" })
    })
}

/// Case 7, *établissement d'un budget « normal »*.
///
/// For a director: in a year of normal weather it would use this. For an engineer: `a·365 + b·DJ_normal` with the band of
/// the line; nothing where the slope is not above zero.
pub fn normal_budget(signature: &Signature, normal: &NormalWeather) -> Option<Finding> {
    let year = signature.normal_year(normal).filter(|_| signature.slope.value > 0.0)?;
    let finding = about(Code::SignatureNormalBudget, signature).with("kwh", format!("{:.0}", year.value));
    let finding = finding.with("normal", &normal.name);
    Some(match year.band() {
        Some((low, high)) => {
            finding.with("lowest", format!("{low:.0}")).with("highest", format!("{high:.0}"))
        }
        None => finding,
    })
}

/// Part III, *signatures énergétiques du second degré*.
///
/// For a director: the line is not straight; its cause is worth a question to the one who looks after the boilers.
/// For an engineer: [`Curve`]; `why` = `down` (heating at its limit in the cold) or `up` (case 4, or late start).
pub fn curved(signature: &Signature) -> Option<Finding> {
    let Curve::Bent { bend, .. } = signature.curve else { return None };
    let why = match bend {
        Bend::Down => "down",
        Bend::Up => "up",
    };
    Some(about(Code::SignatureCurved, signature).with("why", why))
}

/// How much more or less later periods used than the reference line says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// kWh above the reference; below zero when less was used.
    pub kwh: Estimate,
    /// Share of what the reference says.
    pub share: f64,
    /// Days compared.
    pub days: i64,
}

/// Case 8, *mesure de la dérive de consommation*: later periods against the line of earlier ones.
///
/// For a director: since the reference year it used so much more, or less, weather put aside. For an engineer: the sum of
/// `y − (a + b·x)` over the later periods; its band joins the line's own uncertainty and the scatter of each period. `None`
/// where bases differ or nothing is compared.
pub fn measured(reference: &Signature, later: &crate::baseline::original::Observations) -> Option<Measured> {
    if reference.base != later.base || later.list().is_empty() {
        return None;
    }
    let points = match reference.per {
        Per::Day => later.per_day(),
        Per::Period => later.per_period(),
    };
    let weights: f64 = points.iter().map(|p| p.weight).sum();
    let expected: f64 = points.iter().map(|p| p.weight * reference.at(p.x[0]).value).sum();
    let used: f64 = points.iter().map(|p| p.weight * p.y).sum();
    let middle = points.iter().map(|p| p.weight * p.x[0]).sum::<f64>() / weights;
    let of_line = reference.at(middle).half_width.map(|half| half * weights);
    let t = t_quantile(CONFIDENCE, count(reference.degrees_of_freedom()));
    let of_scatter = t.zip(reference.scatter()).map(|(t, s)| t * s * weights.sqrt());
    let half_width = of_line.zip(of_scatter).map(|(a, b)| a.hypot(b));
    let share = (used - expected) / expected;
    share.is_finite().then(|| Measured {
        kwh: Estimate { value: used - expected, half_width },
        share,
        days: later.days(),
    })
}

/// The finding of case 8: only where the difference stands outside its band.
pub fn drift_measured(reference: &Signature, measured: &Measured) -> Option<Finding> {
    let outside = measured.kwh.half_width.is_some_and(|half| measured.kwh.value.abs() > half);
    outside.then(|| {
        about(Code::SignatureDriftMeasured, reference)
            .with("percent", percent(measured.share))
            .with("kwh", format!("{:.0}", measured.kwh.value))
            .with("days", measured.days)
    })
}
