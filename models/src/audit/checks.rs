//! The heat balance: what the visit says the building loses, against what the meters say it used.
//!
//! *For a director:* if both agree, the savings computed from the visit can be believed. *For an engineer:* H = Σ A·U·b of walls and
//! joinery + 0.34 Wh/(m³·K) × air; Q = H × degree-days × 24 / 1000 kWh of useful heat. Degree-days run to the temperature below
//! which the building needs heat: the mean inside temperature less what people, sun and machines bring (3 K where nobody says more,
//! Énergie+ p=2598); from the base of the meters, 242 days of heating a degree (same source). Measured: PCI of what follows the cold ×
//! efficiency of what burns it.
//!
//! Three answers: within the band, outside with likely causes, not known with what lacks. The band is ours: 20 % where areas
//! and U were measured or read, 30 % where one is judged or somebody's word; a steady-state balance with one mean temperature
//! is no better than that. An area of which nobody said the U is never guessed.

use rust_decimal::{Decimal, RoundingStrategy, dec};
use serde::{Deserialize, Serialize};

use super::Audit;
use super::inputs::Section;
use super::producers;
use super::visit::{Row, Visit};
use crate::catalog::Catalog;
use crate::certain::{Certainty, Quality};
use crate::measures::HeatUse;

/// Heat of a cubic metre of air, Wh/(m³·K).
const AIR: Decimal = dec!(0.34);
/// Gains where nobody says more, K (Énergie+ p=2598).
const GAINS_K: Decimal = dec!(3);
/// Days of heating of the same source.
const HEATING_DAYS: Decimal = dec!(242);
/// Hours of a week.
const WEEK: Decimal = dec!(168);
/// The band where everything was measured or read, and where it was not.
const NARROW: Decimal = dec!(0.20);
const WIDE: Decimal = dec!(0.30);
const HUNDRED: Decimal = dec!(100);

/// Every likely cause of a difference: `audit-cause-<code>`.
pub const CAUSES: &[&str] = &[
    "temperature-lower",
    "rooms-not-heated",
    "walls-better",
    "air-less",
    "distribution-losses",
    "efficiency-lower",
    "hot-water-counted",
    "air-more",
    "temperature-higher",
    "walls-worse",
];

/// Why a balance is not known: `audit-lack-<code>`.
pub const LACKS: &[&str] = &[
    "no-envelope",
    "no-u",
    "no-area",
    "no-reduction",
    "no-inside-temperature",
    "no-volume",
    "no-infiltration",
    "no-flow",
    "no-degree-days",
    "no-measured-heat",
    "no-efficiency",
    "no-losses",
];

/// What lacks, and where it is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lack {
    /// One of [`LACKS`].
    pub code: String,
    /// Where it is told; the meters where it is none of the visit.
    pub section: Option<Section>,
    /// What of it: the name of a row, a carrier.
    pub of: Option<String>,
}

/// A loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// Told in this section.
    pub section: Section,
    /// Name of the row; empty for air that comes in by itself.
    pub name: String,
    /// W/K.
    pub w_per_k: Decimal,
}

/// What the visit says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculated {
    /// One by one, in the order of the visit.
    pub losses: Vec<Loss>,
    /// Through walls and joinery, W/K.
    pub transmission_w_per_k: Decimal,
    /// By air, W/K.
    pub ventilation_w_per_k: Decimal,
    /// Below this outside temperature the building needs heat, °C.
    pub base_c: Decimal,
    /// Degree-days to that base in a normal year.
    pub degree_days: Decimal,
    /// Useful heat of a normal year, kWh.
    pub kwh: Decimal,
    /// The band, as a share.
    pub band: Decimal,
    /// The weakest of what it stands on.
    pub quality: Quality,
}

/// What the meters say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Useful heat of a normal year, kWh.
    pub kwh: Decimal,
    /// The weakest of what it stands on.
    pub quality: Quality,
    /// How sure.
    pub certainty: Certainty,
}

/// How both stand to one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum Verdict {
    /// Within the band.
    Met,
    /// Outside.
    Outside {
        /// Likely causes, of [`CAUSES`].
        causes: Vec<String>,
    },
    /// Something lacks.
    Unknown {
        /// What.
        lacks: Vec<Lack>,
    },
}

/// The balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatBalance {
    /// What the visit says, where nothing lacks.
    pub calculated: Option<Calculated>,
    /// What the meters say, where nothing lacks.
    pub measured: Option<Found>,
    /// (calculated − measured) ÷ measured, as a share.
    pub difference: Option<Decimal>,
    /// The answer.
    pub verdict: Verdict,
}

/// The balance of an audit.
pub fn heat_balance(audit: &Audit, catalog: &Catalog) -> HeatBalance {
    let mut lacks = Vec::new();
    let calculated = calculated(audit, &mut lacks);
    let measured = measured(audit, catalog, &mut lacks);
    let (Some(asked), Some(found)) = (&calculated, &measured) else {
        lacks.sort();
        lacks.dedup();
        return HeatBalance { calculated, measured, difference: None, verdict: Verdict::Unknown { lacks } };
    };
    let difference = (asked.kwh - found.kwh).checked_div(found.kwh).map(|share| share.round_dp(3));
    let verdict = match difference {
        Some(share) if share.abs() <= asked.band => Verdict::Met,
        Some(share) => Verdict::Outside { causes: causes(&audit.visit, share.is_sign_positive()) },
        None => Verdict::Unknown { lacks: vec![lack("no-measured-heat", None, None)] },
    };
    HeatBalance { calculated, measured, difference, verdict }
}

fn lack(code: &str, section: Option<Section>, of: Option<&str>) -> Lack {
    Lack { code: code.to_owned(), section, of: of.map(str::to_owned) }
}

fn calculated(audit: &Audit, lacks: &mut Vec<Lack>) -> Option<Calculated> {
    let (visit, before) = (&audit.visit, lacks.len());
    let mut losses = Vec::new();
    if visit.rows(Section::Envelope).is_empty() {
        lacks.push(lack("no-envelope", Some(Section::Envelope), None));
    }
    for section in [Section::Envelope, Section::Joinery] {
        for row in visit.rows(section) {
            losses.extend(through(section, row, lacks));
        }
    }
    let transmission_w_per_k: Decimal = losses.iter().map(|loss| loss.w_per_k).sum();
    losses.extend(air(visit, lacks));
    let total: Decimal = losses.iter().map(|loss| loss.w_per_k).sum();
    let base_c = balance_point(visit, lacks);
    let cold = audit.measured.cold.as_ref();
    if cold.is_none() {
        lacks.push(lack("no-degree-days", None, None));
    }
    let (base_c, cold) = (base_c?, cold?);
    if lacks.len() > before {
        return None;
    }
    if total.is_zero() {
        lacks.push(lack("no-losses", Some(Section::Envelope), None));
        return None;
    }
    let degree_days = (cold.degree_days + (base_c - cold.threshold_c) * HEATING_DAYS).max(Decimal::ZERO);
    let quality = qualities(visit).into_iter().fold(Quality::Measured, Quality::weakest);
    Some(Calculated {
        transmission_w_per_k: tenths(transmission_w_per_k),
        ventilation_w_per_k: tenths(total - transmission_w_per_k),
        base_c: tenths(base_c),
        degree_days: whole(degree_days),
        kwh: whole(total.checked_mul(degree_days)? * dec!(24) / dec!(1000)),
        band: if judged(visit) { WIDE } else { NARROW },
        quality,
        losses: losses.into_iter().map(|loss| Loss { w_per_k: tenths(loss.w_per_k), ..loss }).collect(),
    })
}

/// What goes through a wall or a window.
fn through(section: Section, row: &Row, lacks: &mut Vec<Lack>) -> Option<Loss> {
    let name = row.text("name");
    let mut needed = |code: &str, why: &str| {
        let told = row.number(code);
        if told.is_none() {
            lacks.push(lack(why, Some(section), Some(name)));
        }
        told
    };
    let (area, u) = (needed("area_m2", "no-area"), needed("u_w_m2k", "no-u"));
    let reduction = match (section, row.text("boundary"), row.number("reduction")) {
        // What lies towards the outside loses all of it.
        (Section::Joinery, ..) | (_, "outside", _) => Some(Decimal::ONE),
        (_, _, Some(told)) => Some(told),
        _ => needed("reduction", "no-reduction"),
    };
    Some(Loss { section, name: name.to_owned(), w_per_k: area? * u? * reduction? })
}

/// What goes with the air: through cracks, and through each unit while it runs.
fn air(visit: &Visit, lacks: &mut Vec<Lack>) -> Vec<Loss> {
    let mut losses = Vec::new();
    let building = visit.one(Section::Building);
    let volume = building.and_then(|row| row.number("heated_volume_m3"));
    let changes = building.and_then(|row| row.number("infiltration_ach"));
    if volume.is_none() {
        lacks.push(lack("no-volume", Some(Section::Building), None));
    }
    if changes.is_none() {
        lacks.push(lack("no-infiltration", Some(Section::Building), None));
    }
    if let (Some(volume), Some(changes)) = (volume, changes) {
        let w_per_k = AIR * volume * changes;
        losses.push(Loss { section: Section::Building, name: String::new(), w_per_k });
    }
    for row in visit.rows(Section::Ventilation) {
        let (Some(flow), Some(hours)) = (row.number("flow_m3h"), row.number("hours_per_week")) else {
            lacks.push(lack("no-flow", Some(Section::Ventilation), Some(row.text("name"))));
            continue;
        };
        let kept = row.number("recovery_percent").unwrap_or_default() / HUNDRED;
        let w_per_k = AIR * flow * (hours / WEEK) * (Decimal::ONE - kept);
        losses.push(Loss { section: Section::Ventilation, name: row.text("name").to_owned(), w_per_k });
    }
    losses
}

/// Below which outside temperature the building needs heat.
fn balance_point(visit: &Visit, lacks: &mut Vec<Lack>) -> Option<Decimal> {
    let building = visit.one(Section::Building);
    let Some((row, day)) = building.and_then(|row| Some((row, row.number("inside_day_c")?))) else {
        lacks.push(lack("no-inside-temperature", Some(Section::Building), None));
        return None;
    };
    let hours = row.number("night_hours").unwrap_or_default();
    let night = row.number("inside_night_c").unwrap_or(day);
    let mean = (day * (dec!(24) - hours) + night * hours) / dec!(24);
    Some(mean - row.number("gains_k").unwrap_or(GAINS_K))
}

fn measured(audit: &Audit, catalog: &Catalog, lacks: &mut Vec<Lack>) -> Option<Found> {
    // What electricity uses more of in winter may be lamps: it heats where something on site says so.
    let heats = |carrier: &str| carrier != "electricity" || producers::heats(&audit.visit, carrier);
    let told: Vec<_> = audit.measured.heat.iter().filter(|heat| heats(&heat.carrier)).collect();
    if told.is_empty() {
        lacks.push(lack("no-measured-heat", None, None));
        return None;
    }
    let (mut kwh, mut quality, mut certainty) = (Decimal::ZERO, Quality::Measured, Certainty::Certain);
    let mut whole_of_it = true;
    for heat in told {
        match producers::efficiency(&audit.visit, catalog, &heat.carrier, HeatUse::SpaceHeat) {
            Some((share, from)) => {
                kwh += heat.kwh_net * share;
                quality = quality.weakest(heat.quality).weakest(from);
                certainty = certainty.weakest(heat.certainty);
            }
            None => {
                lacks.push(lack("no-efficiency", Some(Section::Production), Some(&heat.carrier)));
                whole_of_it = false;
            }
        }
    }
    whole_of_it.then(|| Found { kwh: whole(kwh), quality, certainty })
}

/// The qualities of what the losses stand on.
fn qualities(visit: &Visit) -> Vec<Quality> {
    let of = |section: Section, codes: &[&str]| -> Vec<Quality> {
        let told = visit.rows(section).iter().flat_map(|row| codes.iter().filter_map(|code| row.get(code)));
        told.map(|told| told.origin.quality()).collect()
    };
    let building = ["heated_volume_m3", "infiltration_ach", "inside_day_c"];
    [
        of(Section::Envelope, &["area_m2", "u_w_m2k"]),
        of(Section::Joinery, &["area_m2", "u_w_m2k"]),
        of(Section::Building, &building),
        of(Section::Ventilation, &["flow_m3h"]),
    ]
    .concat()
}

/// Whether an area or a U is judged or somebody's word.
fn judged(visit: &Visit) -> bool {
    use super::visit::Origin::{Declared, Estimated};
    [Section::Envelope, Section::Joinery].into_iter().flat_map(|section| visit.rows(section)).any(|row| {
        ["area_m2", "u_w_m2k"]
            .iter()
            .filter_map(|code| row.get(code))
            .any(|told| matches!(told.origin, Declared | Estimated))
    })
}

/// What may explain a difference: only what the visit does not contradict.
fn causes(visit: &Visit, too_much: bool) -> Vec<String> {
    let judged = judged(visit);
    let loop_there = visit.one(Section::HotWater).and_then(|row| row.is("loop")) == Some(true);
    let bare = visit.one(Section::Regulation).is_some_and(|row| row.text("pipes_insulated") == "no");
    let boiler = visit.rows(Section::Production).iter().filter_map(|row| row.get("efficiency_percent"));
    let claimed = boiler.into_iter().any(|told| told.origin != super::visit::Origin::Measured);
    let list: &[(&str, bool)] = if too_much {
        &[
            ("temperature-lower", true),
            ("rooms-not-heated", true),
            ("walls-better", judged),
            ("air-less", true),
        ]
    } else {
        &[
            ("distribution-losses", bare || loop_there),
            ("efficiency-lower", claimed),
            ("hot-water-counted", loop_there),
            ("air-more", true),
            ("temperature-higher", true),
            ("walls-worse", judged),
        ]
    };
    list.iter().filter(|(_, likely)| *likely).map(|(code, _)| (*code).to_owned()).collect()
}

fn whole(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).normalize()
}

fn tenths(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize()
}
