//! What a scheme says to a case, as pages show it: the verdict, the amounts with their trace, what lacks, what is warned of.

use std::collections::BTreeSet;

use eclaireur_models::catalog::schemes::SchemeSource;
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::{AmountFor, Answered, SchemeAnswer, Verdict};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::Decided;
use eclaireur_models::units::Euro;

use crate::shell::Shell;
use crate::{format, schemes, urls};

/// The warning that nobody may pass over.
pub(super) const HARD: &str = "order-before-decision";

/// How sure what a scheme says is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sureness {
    /// Yes, and everything it stands on is certain.
    Sure,
    /// Yes on what is only likely, or something is open.
    ToConfirm,
    /// No, or closed.
    No,
}

impl Sureness {
    pub(super) fn of(scheme: &SchemeAnswer) -> Sureness {
        match scheme.verdict {
            Verdict::No | Verdict::Closed => Sureness::No,
            Verdict::Unknown => Sureness::ToConfirm,
            Verdict::Yes => {
                let rules =
                    scheme.conditions.iter().map(|c| c.certainty).fold(scheme.certainty, Certainty::weakest);
                if rules == Certainty::Certain { Sureness::Sure } else { Sureness::ToConfirm }
            }
        }
    }
}

/// A scheme's answer as it is shown.
pub(super) struct SchemeView {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) about: String,
    pub(super) verdict: String,
    pub(super) class: &'static str,
    /// With *à confirmer* where it is not certain.
    pub(super) total: Option<String>,
    pub(super) warnings: Vec<String>,
    pub(super) open: Vec<String>,
    pub(super) amounts: Vec<AmountView>,
    pub(super) questions: Vec<String>,
    pub(super) checked: String,
    pub(super) stale: bool,
}

/// An amount with the way to it.
pub(super) struct AmountView {
    pub(super) work: String,
    pub(super) amount: String,
    pub(super) basis: String,
    pub(super) steps: Vec<(String, String)>,
    pub(super) hypotheses: Vec<(String, String)>,
    pub(super) source: Option<SchemeSource>,
}

impl SchemeView {
    pub(super) fn of(shell: &Shell, scheme: &SchemeAnswer) -> SchemeView {
        let lang = shell.body_lang();
        let sureness = Sureness::of(scheme);
        let confirm = |text: String, certainty: Certainty| {
            if certainty == Certainty::Certain {
                text
            } else {
                format!("{text} ({})", shell.t("aid-to-confirm"))
            }
        };
        // Nothing is no sum to confirm.
        let counted = !scheme.amounts.is_empty() && sureness != Sureness::No;
        let total = scheme.total.filter(|total| counted && !total.0.is_zero()).map(|total| {
            let told = shell.t("aid-total").with("euro", format::euro(Euro(total.0))).to_string();
            confirm(told, scheme.certainty)
        });
        let shown = if sureness == Sureness::No { Decided::No } else { Decided::Unknown };
        let mut seen = BTreeSet::new();
        let open = scheme.conditions.iter().filter(|c| c.answer == shown).map(|c| schemes::open(lang, c));
        SchemeView {
            name: scheme.name.clone(),
            href: urls::aid(&scheme.code),
            about: format!("{} · {}", schemes::kind(lang, scheme.kind), schemes::status(lang, scheme.status)),
            verdict: match (sureness, scheme.verdict) {
                (Sureness::ToConfirm, Verdict::Yes) => shell.t("simulator-yes-to-confirm").to_string(),
                (_, verdict) => schemes::verdict(lang, verdict),
            },
            class: match sureness {
                Sureness::Sure => "tag tag-done",
                Sureness::ToConfirm => "tag tag-warning",
                Sureness::No => "tag",
            },
            total,
            warnings: scheme.warnings.iter().map(|w| schemes::words(lang, "warning", w)).collect(),
            open: open.filter(|sentence| seen.insert(sentence.clone())).collect(),
            amounts: scheme.amounts.iter().map(|one| amount(shell, one)).collect(),
            questions: scheme.questions.iter().map(|q| schemes::question(lang, &q.code)).collect(),
            checked: shell.t("aid-checked-on").with("day", format::day(scheme.checked_on)).to_string(),
            stale: scheme.stale,
        }
    }
}

fn amount(shell: &Shell, one: &AmountFor) -> AmountView {
    let lang = shell.body_lang();
    let work = match &one.work {
        Some(work) => format::capitalised(&schemes::words(lang, "work", work)),
        None => shell.t("simulator-for-organisation").to_string(),
    };
    let told = format::euro(Euro(one.amount.0));
    let step = |code: &str, euro| (schemes::words(lang, "trace", code), format::euro(Euro(euro)));
    AmountView {
        work,
        amount: if one.certainty == Certainty::Certain {
            told
        } else {
            format!("{told} ({})", shell.t("aid-to-confirm"))
        },
        basis: schemes::basis(lang, &one.basis),
        steps: one.trace.iter().map(|s| step(s.code, s.amount.0)).collect(),
        hypotheses: one
            .hypotheses
            .iter()
            .map(|h| (schemes::words(lang, "hypothesis", &h.code), format::euro(Euro(h.amount.0))))
            .collect(),
        source: one.source.clone(),
    }
}

/// What a condition asks of whom, without the fact that lacks: for what only somebody else can say.
pub(super) fn to_ask(lang: Lang, condition: &Answered) -> String {
    let told = Answered { missing_fact: None, ..condition.clone() };
    schemes::open(lang, &told)
}
