//! Schemes of aid in words: verdicts, conditions, what lacks, who can settle it, what is warned of.
//!
//! The words are in `locales/*/schemes.ftl`. Names of schemes and of papers are official and stand in the catalogue. Does
//! *not* judge: `eclaireur_models::financing` does.

use eclaireur_models::building::case_facts::{CASE_FACTS, MEASURES};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::catalog::schemes::{APPLY, HYPOTHESES, SETTLERS, STEPS, Scheme, WARNINGS};
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::eligibility::{ANNOUNCED, IN_FORCE, MEASURE};
use eclaireur_models::financing::{Answered, Financing, Verdict};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::Decided;
use eclaireur_models::units::Euro;

use crate::format;
use crate::text::Say;

/// Facts that are asked for first.
const FIRST: usize = 5;

/// Codes of hypotheses that shapes make of facts which are not told.
const OF_FACTS: [&str; 6] =
    ["bio-based-material", "normal-rate", "reduced-rate", "usual-material", "vat-borne", "vat-recovered"];

/// Every key this module may ask for, with those of the schemes compiled in.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> =
        ["closed", "no", "unknown", "yes"].map(|v| format!("aid-verdict-{v}")).to_vec();
    for (what, codes) in [
        ("apply", APPLY),
        ("hypothesis", HYPOTHESES),
        ("hypothesis", &OF_FACTS),
        ("settler", SETTLERS),
        ("step", STEPS),
        ("warning", WARNINGS),
        ("condition", &[ANNOUNCED, IN_FORCE, MEASURE]),
    ] {
        keys.extend(codes.iter().map(|code| key(what, code)));
    }
    for scheme in Catalog::embedded().iter().flat_map(Catalog::schemes) {
        keys.extend(scheme.conditions.iter().map(|c| key("condition", &c.code)));
        keys.extend(scheme.questions.iter().map(|q| key("question", &q.code)));
    }
    keys.extend(CASE_FACTS.iter().map(|fact| fact_key(fact.code)));
    keys.extend(MEASURES.iter().map(|measure| key("work", measure.code)));
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn key(what: &str, code: &str) -> String {
    format!("aid-{what}-{}", code.replace('_', "-"))
}

fn fact_key(code: &str) -> String {
    format!("fact-{}", code.replace(['.', '_'], "-"))
}

/// The words of a code of this kind: `condition`, `warning`, `settler`, `step`, `apply`, `hypothesis`, `question`, `work`.
pub fn words(lang: Lang, what: &str, code: &str) -> String {
    Say::owned(lang, key(what, code)).to_string()
}

/// *Oui*, *à compléter*, *non*, *fermé*.
pub fn verdict(lang: Lang, verdict: Verdict) -> String {
    let code = match verdict {
        Verdict::Yes => "yes",
        Verdict::Unknown => "unknown",
        Verdict::No => "no",
        Verdict::Closed => "closed",
    };
    words(lang, "verdict", code)
}

/// What a fact is called.
pub fn fact(lang: Lang, code: &str) -> String {
    Say::owned(lang, fact_key(code)).to_string()
}

/// A condition that is not met or not known: what it asks, what lacks, who can say.
pub fn open(lang: Lang, condition: &Answered) -> String {
    let mut sentence = words(lang, "condition", &condition.code);
    if let Some(work) = &condition.work {
        sentence = format!("{sentence} ({})", words(lang, "work", work));
    }
    if let Some(missing) = &condition.missing_fact {
        let lacks = Say::new(lang, "aid-lacks").with("fact", fact(lang, missing)).to_string();
        sentence = format!("{sentence} · {lacks}");
    }
    if let Some(who) = &condition.settled_by {
        let asks = Say::new(lang, "aid-settled-by").with("who", words(lang, "settler", who)).to_string();
        sentence = format!("{sentence} · {asks}");
    }
    sentence
}

/// What all schemes say, line by line: those that say yes first, what lacks and what is warned of under each.
pub fn told(lang: Lang, all: &Financing) -> Vec<String> {
    let mut lines = Vec::new();
    for scheme in &all.schemes {
        let mut line = format!("{} · {}", verdict(lang, scheme.verdict), scheme.name);
        if let Some(total) = scheme.total.filter(|_| !scheme.amounts.is_empty()) {
            let euro = Say::new(lang, "aid-total").with("euro", format::euro(Euro(total.0)));
            line = format!("{line} · {euro}");
            if scheme.certainty != Certainty::Certain {
                line = format!("{line} ({})", Say::new(lang, "aid-to-confirm"));
            }
        }
        lines.push(line);
        if scheme.verdict == Verdict::Closed {
            continue;
        }
        // Under a no, what says no; else what is still open.
        let shown = if scheme.verdict == Verdict::No { Decided::No } else { Decided::Unknown };
        let conditions = scheme.conditions.iter().filter(|c| c.answer == shown);
        lines.extend(conditions.map(|condition| format!("    {}", open(lang, condition))));
        lines.extend(scheme.warnings.iter().map(|w| format!("    {}", words(lang, "warning", w))));
        if scheme.stale {
            lines.push(format!("    {}", Say::new(lang, "aid-stale")));
        }
    }
    let mut sure =
        Say::new(lang, "aid-grants-sure").with("euro", format::euro(Euro(all.grants.sure.0))).to_string();
    if all.grants.certainty.is_some_and(|c| c != Certainty::Certain) {
        sure = format!("{sure} ({})", Say::new(lang, "aid-to-confirm"));
    }
    let possible =
        Say::new(lang, "aid-grants-possible").with("euro", format::euro(Euro(all.grants.possible.0)));
    lines.extend([sure, possible.to_string()]);
    lines.extend(all.warnings.iter().map(|w| words(lang, "warning", w)));
    let first: Vec<String> = all.missing_facts.iter().take(FIRST).map(|m| fact(lang, &m.fact)).collect();
    if !first.is_empty() {
        lines.push(Say::new(lang, "aid-settles-most").with("facts", first.join(" · ")).to_string());
    }
    lines
}

/// A scheme in a list: its verdict is nobody's yet.
pub fn listed(lang: Lang, scheme: &Scheme) -> String {
    let checked = Say::new(lang, "aid-checked-on").with("day", format::day(scheme.checked_on));
    format!("{} · {} · {checked}", scheme.code, scheme.name.get(lang))
}
