//! A first palette without an audit: from activity, area and bills alone, which measures are worth looking at first.
//!
//! For a director: what an audit could bring, as wide honest ranges, never a promise. Formula: the share a measure may save of a
//! use (the card's `estimate`) by what that use may take of the bill; low by low, high by high; two digits, rounded outward. Unit:
//! kWh PCI and euro a year.
//! Source: the cards, the activity's climate share and electricity uses. Certainty: likely at best. A measure of which no share
//! is told comes last, without a number, with what an audit would settle. Does *not* add ideas up: they overlap.

use std::cmp::Reverse;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::building::Carrier;
use crate::catalog::{ActsOn, Catalog, MeasureCard, MeasureStep, SavingMethod};
use crate::certain::Certainty;
use crate::indicators::{Cited, Measure, cited};

/// Why a measure is shown: `palette-reason-<code>`.
pub const REASONS: &[&str] = &[
    "above-reference",
    "below-reference",
    "no-investment",
    "no-share-known",
    "takes-electricity",
    "takes-heat",
    "takes-hot-water",
    "takes-water",
];

/// What an audit would settle: `palette-missing-<code>`.
pub const MISSING: &[&str] =
    &["areas", "bills", "costs", "heated-area", "prices", "settings", "state", "systems"];

/// One yearly bill, weather put aside where that can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Of what.
    pub carrier: Carrier,
    /// kWh PCI a year; cubic metres of water.
    pub year: Decimal,
    /// What one more kWh PCI (one more m³) costs, where that is known.
    pub marginal: Option<Decimal>,
}

/// What is known before anybody came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Code of the activity.
    pub activity: Option<String>,
    /// Heated square metres.
    pub area: Option<Decimal>,
    /// Bills of a year.
    pub bills: Vec<Bill>,
}

/// One measure worth looking at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    /// Code of the measure.
    pub code: String,
    /// Measures that would stand in its place.
    pub instead: Vec<String>,
    /// Of which carrier, where something can be said.
    pub carrier: Option<Carrier>,
    /// Saved in a year, lowest and highest; `None` where no share is told.
    pub saves: Option<(Decimal, Decimal)>,
    /// kWh, or m³ of water.
    pub unit: Measure,
    /// Saved in a year in euro at the marginal price, where that is known.
    pub euro: Option<(Decimal, Decimal)>,
    /// Likely at best.
    pub certainty: Certainty,
    /// Why it is here.
    pub reasons: Vec<String>,
    /// What an audit would settle.
    pub missing: Vec<String>,
    /// Where the share comes from.
    pub sources: Vec<Cited>,
}

/// The palette.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Palette {
    /// Worth the most first.
    pub ideas: Vec<Idea>,
    /// What lacks before there can be one, or a better one.
    pub missing: Vec<String>,
}

/// The range a use may take of a carrier in a year.
#[derive(Debug, Clone, Copy)]
struct Takes {
    of: ActsOn,
    carrier: Carrier,
    low: Decimal,
    high: Decimal,
    marginal: Option<Decimal>,
}

/// What is worth looking at first.
pub fn palette(catalog: &Catalog, given: &Given) -> Palette {
    let mut missing = Vec::new();
    let bills: Vec<&Bill> = given.bills.iter().filter(|bill| bill.year > Decimal::ZERO).collect();
    if bills.is_empty() {
        missing.push("bills".to_owned());
    }
    if given.area.is_none_or(|area| area <= Decimal::ZERO) {
        missing.push("heated-area".to_owned());
    }
    let takes: Vec<Takes> = bills.iter().flat_map(|bill| uses(catalog, given, bill)).collect();
    if takes.iter().any(|takes| takes.marginal.is_none()) {
        missing.push("prices".to_owned());
    }
    if takes.is_empty() {
        return Palette { ideas: Vec::new(), missing };
    }
    let beside = beside(catalog, given, &bills);
    let mut ideas: Vec<Idea> = Vec::new();
    for card in catalog.measures().iter().filter(|card| card.step != MeasureStep::Study) {
        let idea = idea(card, &takes, beside);
        // Ways to the same thing are one idea.
        let same = |held: &&mut Idea| {
            let other = catalog.measure(&held.code);
            let excluded = other.is_some_and(|other| other.excludes.contains(&card.code));
            excluded && other.is_some_and(|other| other.step == card.step)
        };
        match ideas.iter_mut().find(same) {
            Some(held) => held.instead.push(card.code.clone()),
            None => ideas.push(idea),
        }
    }
    ideas.sort_by_cached_key(|idea| (Reverse(worth(idea)), idea.code.clone()));
    Palette { ideas, missing }
}

/// Euro first where they are known, else kWh; the middle of the range.
fn worth(idea: &Idea) -> (Decimal, Decimal) {
    let middle = |range: Option<(Decimal, Decimal)>| {
        range
            .and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO))
            .unwrap_or(Decimal::NEGATIVE_ONE)
    };
    (middle(idea.euro), middle(idea.saves))
}

/// What uses may take of a bill, from what is usual for the activity.
fn uses(catalog: &Catalog, given: &Given, bill: &Bill) -> Vec<Takes> {
    let activity = given.activity.as_deref();
    let of = |of: ActsOn, low: Decimal, high: Decimal| {
        let [low, high] = [low, high].map(|share| bill.year.checked_mul(share).unwrap_or(Decimal::ZERO));
        Takes { of, carrier: bill.carrier, low, high, marginal: bill.marginal }
    };
    if bill.carrier == Carrier::Water {
        return vec![of(ActsOn::Water, Decimal::ONE, Decimal::ONE)];
    }
    if bill.carrier == Carrier::Electricity {
        let (usual, _) = catalog.electricity_uses(activity);
        return usual.iter().map(|share| of(share.of, half(share.share), share.share)).collect();
    }
    if !catalog.carrier(bill.carrier).is_some_and(|card| card.heats) {
        return Vec::new();
    }
    let Some((share, _)) = catalog.climate_share(activity) else { return Vec::new() };
    vec![
        of(ActsOn::SpaceHeat, share.lowest, share.highest),
        of(ActsOn::HotWater, Decimal::ONE - share.highest, Decimal::ONE - share.lowest),
    ]
}

/// A use of which one foreign or old share is told may well take half of it.
fn half(share: Decimal) -> Decimal {
    share.checked_div(Decimal::TWO).unwrap_or(share)
}

/// Whether the building uses more per square metre than the reference of its activity.
fn beside(catalog: &Catalog, given: &Given, bills: &[&Bill]) -> Option<bool> {
    let area = given.area.filter(|area| *area > Decimal::ZERO)?;
    let energy = bills.iter().filter(|bill| bill.carrier != Carrier::Water);
    let all = energy.map(|bill| bill.year).try_fold(Decimal::ZERO, Decimal::checked_add)?;
    let own = all.checked_div(area)?;
    let activity = given.activity.as_deref();
    let mut of = catalog.benchmarks().iter().filter(|benchmark| benchmark.is_for(activity));
    let reference = of.find_map(|benchmark| {
        let total = benchmark.total("m2")?;
        total.middle.or(total.highest).or(total.lowest)
    })?;
    Some(own > reference)
}

/// A range in two digits, never narrower than it was: more digits would promise what nobody measured.
fn outward((low, high): (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    let low = low.round_sf_with_strategy(2, RoundingStrategy::ToZero)?;
    let high = high.round_sf_with_strategy(2, RoundingStrategy::AwayFromZero)?;
    Some((low.normalize(), high.normalize()))
}

fn idea(card: &MeasureCard, takes: &[Takes], above: Option<bool>) -> Idea {
    let of = card.estimate.as_ref().and_then(|estimate| {
        let of = estimate.of.as_deref().and_then(ActsOn::from_code)?;
        Some((of, estimate.range()?))
    });
    // The carrier that the use takes the most of; an idea is of one carrier.
    let taken = of.and_then(|(of, range)| {
        let takes = takes.iter().filter(|takes| takes.of == of).max_by_key(|takes| takes.high)?;
        Some((takes, range))
    });
    let mut reasons = Vec::new();
    let (mut carrier, mut saves, mut euro, mut unit) = (None, None, None, Measure::Kwh);
    match taken {
        Some((takes, (least, most))) => {
            let by = |use_of: Decimal, share: Decimal| use_of.checked_mul(share);
            let range = by(takes.low, least).zip(by(takes.high, most));
            let euros = |kwh: Decimal| kwh.checked_mul(takes.marginal?);
            euro = range.and_then(|(low, high)| euros(low).zip(euros(high))).and_then(outward);
            saves = range.and_then(outward);
            carrier = Some(takes.carrier);
            reasons.push(match takes.of {
                ActsOn::SpaceHeat => "takes-heat",
                ActsOn::HotWater => "takes-hot-water",
                ActsOn::Water => "takes-water",
                _ => "takes-electricity",
            });
            if takes.of == ActsOn::Water {
                unit = Measure::M3;
            } else if let Some(above) = above {
                reasons.push(if above { "above-reference" } else { "below-reference" });
            }
        }
        None => reasons.push("no-share-known"),
    }
    let free = card.cost.range().is_some_and(|(_, highest)| highest == Decimal::ZERO);
    if free {
        reasons.push("no-investment");
    }
    let mut missing = vec![match card.method {
        SavingMethod::Transmission | SavingMethod::AirTightness => "areas",
        SavingMethod::SetPoint | SavingMethod::KeptShare => "settings",
        _ => "systems",
    }];
    missing.push("state");
    if card.cost.range().is_none() {
        missing.push("costs");
    }
    let owned = |codes: Vec<&str>| codes.into_iter().map(str::to_owned).collect();
    Idea {
        code: card.code.clone(),
        instead: Vec::new(),
        carrier,
        saves,
        unit,
        euro,
        certainty: if saves.is_some() { Certainty::Likely } else { Certainty::Unknown },
        reasons: owned(reasons),
        missing: owned(missing),
        sources: cited(&format!("measures/{}", card.code), card.checked_on, &card.source),
    }
}
