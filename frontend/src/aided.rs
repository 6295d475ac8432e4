//! Aids of an audit in words: which scheme, what it answers, what is counted, until when.
//!
//! Page, report and workbook print from here (I10). Conditions and facts have their words in `schemes`. Does *not* judge:
//! `eclaireur_models::audit::aids` does.

use eclaireur_models::audit::aids::{Aid, Why};
use eclaireur_models::audit::worked::{AidOrigin, AidRow, Moved};
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::{Answered, Verdict};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::Decided;

use crate::text::Say;
use crate::worked::{Told, euro, marked};
use crate::{format, schemes};

/// A scheme that is in no catalogue.
pub const OTHER: &str = "other";

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    AidOrigin::ALL.iter().map(|origin| format!("aid-origin-{}", origin.code())).collect()
}

/// The official name of its scheme.
pub fn scheme(lang: Lang, told: &Told, aid: &Aid) -> String {
    if !aid.name.is_empty() {
        return aid.name.clone();
    }
    match told.schemes.get(&aid.scheme) {
        Some(name) => name.clone(),
        None => Say::new(lang, "aided-other").to_string(),
    }
}

/// What is shown in a table: what says no stands below it, once for all works.
pub fn shown(told: &Told) -> Vec<&AidRow> {
    let shown = |row: &&AidRow| row.aid.answer != Decided::No || !row.counted.is_zero();
    told.worked.aids.iter().filter(shown).collect()
}

/// Schemes that say no, each once with its reasons and the works it says it of.
pub fn refused(lang: Lang, told: &Told) -> Vec<String> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for row in told.worked.aids.iter().filter(|row| row.aid.answer == Decided::No) {
        let reasons = why(lang, &row.aid).join(" · ");
        let said = format!("{} : {reasons}", scheme(lang, told, &row.aid));
        let name = told.name(&row.key);
        match all.iter_mut().find(|(held, _)| *held == said) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => all.push((said, vec![name])),
        }
    }
    all.into_iter().map(|(said, names)| format!("{said} ({})", names.join(" ; "))).collect()
}

/// Where it comes from.
pub fn origin(lang: Lang, origin: AidOrigin) -> String {
    Say::owned(lang, format!("aid-origin-{}", origin.code())).to_string()
}

/// *Oui*, *non*, *à compléter*.
pub fn answer(lang: Lang, aid: &Aid) -> String {
    let verdict = match aid.answer {
        Decided::Yes => Verdict::Yes,
        Decided::No => Verdict::No,
        Decided::Unknown => Verdict::Unknown,
    };
    schemes::verdict(lang, verdict)
}

/// What says no, or is not known, and who can say.
pub fn why(lang: Lang, aid: &Aid) -> Vec<String> {
    let one = |why: &Why| {
        let asked = Answered {
            code: why.condition.clone(),
            answer: aid.answer,
            work: None,
            line: None,
            missing_fact: why.fact.clone(),
            missing_facts: Vec::new(),
            settled_by: why.settled_by.clone(),
            source: None,
            certainty: Certainty::Likely,
        };
        schemes::open(lang, &asked)
    };
    aid.why.iter().map(one).collect()
}

/// The amount with how sure it is; that nobody knows it.
pub fn amount(lang: Lang, aid: &Aid) -> String {
    match aid.euro.filter(|_| aid.certainty != Certainty::Unknown) {
        Some(amount) => marked(lang, euro(amount), aid.certainty),
        None if aid.answer == Decided::No => "—".to_owned(),
        None => Say::new(lang, "worked-unknown").to_string(),
    }
}

/// Until when it can be asked for.
pub fn until(lang: Lang, aid: &Aid) -> String {
    aid.until.map_or_else(|| Say::new(lang, "aided-no-deadline").to_string(), format::day)
}

/// What of it is taken off.
pub fn counted(row: &AidRow) -> String {
    if row.counted.is_zero() { "—".to_owned() } else { euro(row.counted) }
}

/// How its amount came about: *820 m² × 59,00 €/m²*.
pub fn basis(lang: Lang, aid: &Aid) -> Option<String> {
    (!aid.basis.is_empty()).then(|| schemes::basis(lang, &aid.basis))
}

/// What aids bring to another year: *Toiture plate (2028 au lieu de 2031)*.
pub fn moved(lang: Lang, told: &Told, all: &[Moved]) -> String {
    let one = |moved: &Moved| {
        let key = match (moved.with, moved.without) {
            (Some(_), Some(_)) => "aided-moved",
            (Some(_), None) => "aided-moved-only",
            (None, _) => "aided-moved-never",
        };
        let year = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
        Say::new(lang, key)
            .with("name", told.name(&moved.key))
            .with("with", year(moved.with))
            .with("without", year(moved.without))
            .to_string()
    };
    all.iter().map(one).collect::<Vec<_>>().join(" ; ")
}
