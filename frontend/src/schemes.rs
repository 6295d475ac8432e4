//! Schemes of aid in words: verdicts, conditions, what lacks, who can settle it, what is warned of.
//!
//! The words are in `locales/*/schemes.ftl`. Names of schemes and of papers are official and stand in the catalogue. Does
//! *not* judge: `eclaireur_models::financing` does.

use eclaireur_models::building::case_facts::{CASE_FACTS, MEASURES};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::catalog::schemes::{
    APPLY, HYPOTHESES, SETTLERS, STEPS, Scheme, SchemeKind, SchemeStatus, WARNINGS,
};
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::eligibility::{ANNOUNCED, IN_FORCE, MEASURE};
use eclaireur_models::financing::{Answered, Cents, Financing, Verdict};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::Decided;
use eclaireur_models::units::Euro;

use rust_decimal::Decimal;

use crate::case_words;
use crate::format::{self, NBSP};
use crate::text::Say;

/// Facts that are asked for first.
const FIRST: usize = 5;

/// Facts that nobody can tell before the act they date, or that somebody else tells.
const TO_COME: [&str; 9] = [
    "organisation.declared_dividend",
    "procedure.acceptance_date",
    "procedure.advance_paid_date",
    "procedure.application_date",
    "procedure.balance_paid_date",
    "procedure.grant_decision_date",
    "procedure.order_signed_date",
    "procedure.settlement_date",
    "procedure.works_start_date",
];

/// Codes of hypotheses that shapes make of facts which are not told.
const OF_FACTS: [&str; 6] =
    ["bio-based-material", "normal-rate", "reduced-rate", "usual-material", "vat-borne", "vat-recovered"];

/// Steps from a figure to an amount.
const TRACE: [&str; 5] = ["cap", "cost", "counted", "other-aid", "unsettled"];

/// Every kind of money, as lists offer them.
pub const KINDS: [SchemeKind; 6] = [
    SchemeKind::Grant,
    SchemeKind::Loan,
    SchemeKind::ThirdParty,
    SchemeKind::Tax,
    SchemeKind::Certificate,
    SchemeKind::CitizenSavings,
];
/// Every status, as lists offer them.
pub const STATUSES: [SchemeStatus; 4] =
    [SchemeStatus::Open, SchemeStatus::Announced, SchemeStatus::Closed, SchemeStatus::Proposed];

/// As in addresses and locale keys.
pub const fn kind_code(kind: SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Grant => "grant",
        SchemeKind::Loan => "loan",
        SchemeKind::ThirdParty => "third-party",
        SchemeKind::Tax => "tax",
        SchemeKind::Certificate => "certificate",
        SchemeKind::CitizenSavings => "citizen-savings",
    }
}

/// As in addresses and locale keys.
pub const fn status_code(status: SchemeStatus) -> &'static str {
    match status {
        SchemeStatus::Announced => "announced",
        SchemeStatus::Open => "open",
        SchemeStatus::Closed => "closed",
        SchemeStatus::Proposed => "proposed",
    }
}

/// What kind of money it is.
pub fn kind(lang: Lang, kind: SchemeKind) -> String {
    words(lang, "kind", kind_code(kind))
}

/// Whether it can be asked for.
pub fn status(lang: Lang, status: SchemeStatus) -> String {
    words(lang, "status", status_code(status))
}

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
        ("trace", &TRACE),
        ("kind", &KINDS.map(kind_code)),
        ("status", &STATUSES.map(status_code)),
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

/// A condition in words; of a code that has none yet, the code itself.
pub fn condition(lang: Lang, code: &str) -> String {
    let key = key("condition", code);
    if crate::text::exists(&key) { Say::owned(lang, key).to_string() } else { spelt(code) }
}

/// A question in words; of a code that has none yet, the code itself.
pub fn question(lang: Lang, code: &str) -> String {
    let key = key("question", code);
    if crate::text::exists(&key) { Say::owned(lang, key).to_string() } else { spelt(code) }
}

/// A file that was added while the program runs may use codes that nobody has worded.
fn spelt(code: &str) -> String {
    crate::format::capitalised(&code.replace(['-', '_'], " "))
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

/// What nobody can tell today: acts that come later, and what somebody else announces one day.
pub fn is_to_come(fact: &str) -> bool {
    TO_COME.contains(&fact)
}

/// How an amount is counted, as people write it: *41 800,00 € × 40 %*, *620 m² × 59,00 €/m²*.
pub fn basis(lang: Lang, basis: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut words = basis.split(' ').peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_start_matches('(');
        let (Ok(number), Some(next)) = (bare.parse::<Decimal>(), words.peek()) else {
            out.push(word.to_owned());
            continue;
        };
        let closed = next.trim_end_matches(')');
        let (open, close) = (&word[..word.len() - bare.len()], &next[closed.len()..]);
        let told = match closed.strip_prefix("EUR") {
            Some("") => format::euro(Euro(number)),
            Some(each) if each.starts_with('/') => {
                format!(
                    "{}/{}",
                    format::euro(Euro(number)),
                    case_words::unit(lang, each.trim_start_matches('/'))
                )
            }
            _ if closed == "%" => format!("{}{NBSP}%", format::decimal(number)),
            _ => format!("{}{NBSP}{}", format::decimal(number), case_words::unit(lang, closed)),
        };
        out.push(format!("{open}{told}{close}"));
        words.next();
    }
    out.join(" ")
}

/// A condition that is not met or not known: what it asks, what lacks, who can say.
pub fn open(lang: Lang, condition: &Answered) -> String {
    let mut sentence = self::condition(lang, &condition.code);
    let refuses = condition.answer == Decided::No;
    if refuses {
        sentence = Say::new(lang, "aid-not-met").with("condition", sentence).to_string();
    }
    if let Some(work) = &condition.work {
        sentence = format!("{sentence} ({})", words(lang, "work", work));
    }
    if let Some(missing) = &condition.missing_fact {
        let key = if refuses { "aid-unless" } else { "aid-lacks" };
        let lacks = Say::new(lang, key).with("fact", fact(lang, missing)).to_string();
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
        let counted = |total: &Cents| !scheme.amounts.is_empty() && !total.0.is_zero();
        if let Some(total) = scheme.total.filter(counted) {
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
    let first: Vec<String> = all
        .missing_facts
        .iter()
        .filter(|m| !is_to_come(&m.fact))
        .take(FIRST)
        .map(|m| fact(lang, &m.fact))
        .collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_an_amount_is_counted_is_written_as_people_do() {
        for (raw, expect) in [
            ("41800 EUR × 40 %", "41 800,00 € × 40 %"),
            ("620 m2 × 59 EUR/m2", "620 m² × 59,00 €/m²"),
            ("30000.5 EUR × (21 % − 6 %) × 62.5 %", "30 000,50 € × (21 % − 6 %) × 62,5 %"),
            (
                "10 kWc × 100 EUR/kWc + 2.5 kWc × 50.25 EUR/kWc",
                "10 kWc × 100,00 €/kWc + 2,5 kWc × 50,25 €/kWc",
            ),
            ("", ""),
            ("(", "("),
            ("12", "12"),
        ] {
            let plain = basis(Lang::Fr, raw).replace(['\u{a0}', '\u{202f}'], " ");
            assert_eq!(plain, expect, "{raw}");
        }
    }
}
