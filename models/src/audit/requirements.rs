//! What UREBA asks of an audit: met, not met, or not known, each with what lacks and where it is told.
//!
//! AGW 13/10/2022, art. 8 §§ 1-2, after the fiche 1.0 of 15/07/2024: description of the building and its uses; flows of energy of
//! the last three years; road map to the long-term strategy; recommendations held against annex 1; priorities; amount and detail
//! of the subsidies; data for the control of quality; an auditor who is *agréé*. The numbers of annex 1 were not found: whether a
//! recommendation reaches them is unknown and stays so.

use serde::{Deserialize, Serialize};

use super::Audit;
use super::aids::Aid;
use super::findings::TARGET_YEAR;
use super::inputs::Section;
use super::visit::Standing;
use crate::building::case_facts::measure_unit;
use crate::norms::Decided;

/// Where the text is quoted.
pub const SOURCE: &str = "https://energie.wallonie.be/fr/subside-ureba-fiche-1-0-pour-une-demande-de-subside-pour-la-realisation-d-audits-energetique-ureba.html?IDC=10381&IDD=177594";

/// Every demand, in the order of the decree: `audit-demand-<code>`.
pub const CODES: &[&str] = &[
    "description",
    "uses",
    "flows",
    "road-map",
    "recommendations",
    "annex-1",
    "priorities",
    "subsidies",
    "control-data",
    "auditor",
];

/// Where what lacks is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A section of the visit.
    Visit(Section),
    /// Readings and bills.
    Readings,
    /// Findings, recommendations, road map.
    Findings,
    /// Measures and packages, with their subsidies.
    Packages,
    /// Title, auditor, day of the visit.
    Head,
}

/// What is asked, and where the audit stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// One of [`CODES`].
    pub code: String,
    /// Met, not met, or not known.
    pub met: Decided,
    /// How much lacks, where it can be counted.
    pub lacks: Option<usize>,
    /// Years and carriers that lack, sections that are open.
    pub of: Vec<String>,
    /// Where it is told.
    pub place: Option<Place>,
    /// Who can settle it, where it is not known.
    pub settled_by: Option<String>,
}

/// The demands, in the order of [`CODES`].
pub fn demands(audit: &Audit) -> Vec<Demand> {
    let building = audit.visit.one(Section::Building);
    let told = |code: &str| building.is_some_and(|row| !row.text(code).trim().is_empty());
    let recommended = &audit.recommendation;
    let without_priority = recommended.iter().filter(|r| r.priority.is_none()).count();
    let some = !recommended.is_empty();
    vec![
        met("description", told("description"), Place::Visit(Section::Building)),
        met("uses", told("uses") && told("hours_per_week"), Place::Visit(Section::Building)),
        flows(audit),
        road_map(audit),
        met("recommendations", some, Place::Findings),
        Demand {
            met: if some { Decided::Unknown } else { Decided::No },
            settled_by: some.then(|| "administration".to_owned()),
            ..met("annex-1", false, Place::Findings)
        },
        Demand {
            lacks: (without_priority > 0).then_some(without_priority),
            ..met("priorities", some && without_priority == 0, Place::Findings)
        },
        subsidies(audit),
        control(audit),
        auditor(audit),
    ]
}

fn met(code: &str, is: bool, place: Place) -> Demand {
    Demand {
        code: code.to_owned(),
        met: if is { Decided::Yes } else { Decided::No },
        lacks: None,
        of: Vec::new(),
        place: Some(place),
        settled_by: None,
    }
}

fn flows(audit: &Audit) -> Demand {
    let Some(newest) = audit.measured.newest() else { return met("flows", false, Place::Readings) };
    let missing = audit.measured.missing(newest);
    let of = missing.iter().map(|(year, carrier)| format!("{carrier} {year}")).collect();
    let lacks = (!missing.is_empty()).then_some(missing.len());
    Demand { lacks, of, ..met("flows", missing.is_empty(), Place::Readings) }
}

/// Steps up to the year of the strategy, one of which gets there.
fn road_map(audit: &Audit) -> Demand {
    let reaches = audit.step.iter().any(|step| step.reaches_target && step.year <= TARGET_YEAR);
    met("road-map", reaches, Place::Findings)
}

/// Every work that is recommended has its aids, told or answered by the schemes; where they answer that somebody has to say, so do we.
fn subsidies(audit: &Audit) -> Demand {
    let mut works: Vec<&str> =
        audit.recommendation.iter().filter_map(|one| one.measure.as_deref()).filter(|w| is_work(w)).collect();
    works.sort_unstable();
    works.dedup();
    if works.is_empty() {
        return met("subsidies", !audit.subsidy.is_empty(), Place::Packages);
    }
    let told = |work: &str| audit.subsidy.iter().any(|one| one.work == work);
    let answered = |work: &str| {
        let aids = audit.measured.ground.iter().flat_map(|ground| &ground.aid);
        aids.filter(|aid| aid.work == work).collect::<Vec<&Aid>>()
    };
    let open: Vec<String> = works
        .iter()
        .filter(|work| !told(work) && answered(work).is_empty())
        .map(|work| (*work).to_owned())
        .collect();
    let lacks = (!open.is_empty()).then_some(open.len());
    // An amount answers, and so does a no of every scheme.
    let is_open = |aid: &&&Aid| aid.answer == Decided::Unknown;
    let unsure = |work: &&str| {
        let aids = answered(work);
        let counted = told(work) || aids.iter().any(|aid| aid.euro.is_some());
        aids.iter().find(is_open).filter(|_| !counted).copied()
    };
    let first = works.iter().find_map(unsure);
    let settled = first.map(|aid| aid.why.iter().find_map(|why| why.settled_by.clone()));
    match settled.filter(|_| open.is_empty()) {
        Some(who) => Demand {
            met: Decided::Unknown,
            // Whoever else has to say is named with the aid itself.
            settled_by: who.filter(|who| who == "statutes").or_else(|| Some("administration".to_owned())),
            ..met("subsidies", false, Place::Packages)
        },
        None => Demand { lacks, of: open, ..met("subsidies", lacks.is_none(), Place::Packages) },
    }
}

/// Whether schemes know works of this code.
fn is_work(code: &str) -> bool {
    measure_unit(code).is_some()
}

fn control(audit: &Audit) -> Demand {
    let needed = Section::ALL.iter().filter(|s| !matches!(s, Section::Photos | Section::Remarks));
    let open: Vec<Section> = needed
        .copied()
        .filter(|s| {
            let nothing_there = *s == Section::Ventilation && audit.visit.standing(*s) == Standing::Empty;
            audit.visit.standing(*s) != Standing::Whole && !nothing_there
        })
        .collect();
    let of = open.iter().map(|section| section.code().to_owned()).collect();
    let first = open.first().copied().unwrap_or(Section::Building);
    Demand {
        lacks: (!open.is_empty()).then_some(open.len()),
        of,
        ..met("control-data", open.is_empty(), Place::Visit(first))
    }
}

/// Whether he is *agréé* on that day stands in a list of the administration, which is not ours.
fn auditor(audit: &Audit) -> Demand {
    let known = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let named = known(&audit.head.auditor);
    let numbered = named && known(&audit.head.agreement);
    Demand {
        met: if numbered { Decided::Unknown } else { Decided::No },
        settled_by: numbered.then(|| "administration".to_owned()),
        ..met("auditor", false, Place::Head)
    }
}
