//! Obligations and what UREBA asks, in words: where one stands, by when, what lacks and who can settle it.
//!
//! The words are in `locales/*/norms.ftl`. Does *not* decide anything: `eclaireur_models::norms` does.

use eclaireur_models::catalog::{Catalog, SETTLERS};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::path::{FORMULAS, GAP, SYMBOLS};
use eclaireur_models::norms::{Condition, Decided, Obligation, REQUIREMENTS, Requirement, Status};
use eclaireur_models::period::Day;

use crate::text::Say;
use crate::{figures, format};

const STATUSES: [Status; 5] =
    [Status::Overdue, Status::Due, Status::Unknown, Status::Met, Status::NotConcerned];

/// Every key this module may ask for, with the conditions of the catalogue compiled in.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for status in STATUSES {
        let code = status_code(status);
        keys.extend([format!("status-{code}"), format!("status-{code}-says")]);
        if status != Status::NotConcerned {
            keys.push(format!("status-{code}-says-undated"));
        }
    }
    keys.extend([Decided::Yes, Decided::No, Decided::Unknown].map(|a| format!("answer-{}", answer_code(a))));
    keys.extend(SETTLERS.iter().map(|who| format!("settled-by-{who}")));
    for code in REQUIREMENTS {
        keys.push(format!("requirement-{code}"));
        keys.extend(["met", "not", "unknown"].map(|how| format!("requirement-{code}-{how}")));
    }
    keys.extend(["last-done", "how-often"].map(|code| format!("condition-{code}")));
    let catalog = Catalog::embedded().unwrap_or_default();
    let norms = catalog.norms().iter();
    keys.extend(
        norms.flat_map(|n| n.conditions.iter().chain(&n.met)).map(|c| format!("condition-{}", c.code)),
    );
    keys.extend([format!("indicator-{GAP}"), format!("indicator-{GAP}-means")]);
    keys.extend(FORMULAS.iter().map(|code| format!("formula-{code}")));
    keys.extend(SYMBOLS.iter().map(|code| format!("input-{code}")));
    keys.sort_unstable();
    keys.dedup();
    keys
}

const fn status_code(status: Status) -> &'static str {
    match status {
        Status::Overdue => "overdue",
        Status::Due => "due",
        Status::Unknown => "unknown",
        Status::Met => "met",
        Status::NotConcerned => "not-concerned",
    }
}

const fn answer_code(answer: Decided) -> &'static str {
    match answer {
        Decided::Yes => "yes",
        Decided::No => "no",
        Decided::Unknown => "unknown",
    }
}

/// *En retard*, *À faire*…
pub fn status(lang: Lang, status: Status) -> String {
    Say::owned(lang, format!("status-{}", status_code(status))).to_string()
}

/// Where one stands with an obligation, with its deadline.
pub fn obligation(lang: Lang, obligation: &Obligation) -> String {
    let code = status_code(obligation.status);
    match (obligation.status, obligation.deadline) {
        (Status::NotConcerned, _) => Say::owned(lang, format!("status-{code}-says")).to_string(),
        (_, Some(day)) => {
            Say::owned(lang, format!("status-{code}-says")).with("deadline", format::day(day)).to_string()
        }
        (_, None) => Say::owned(lang, format!("status-{code}-says-undated")).to_string(),
    }
}

/// *à confirmer*, where the rule is not certain.
pub fn certainty(lang: Lang, obligation: &Obligation) -> Option<String> {
    figures::certainty(lang, obligation.certainty)
}

/// What a condition asks.
pub fn condition(lang: Lang, condition: &Condition) -> String {
    Say::owned(lang, format!("condition-{}", condition.code)).to_string()
}

/// *oui*, *non*, *non connu*.
pub fn answer(lang: Lang, answer: Decided) -> String {
    Say::owned(lang, format!("answer-{}", answer_code(answer))).to_string()
}

/// Who can settle what is not known.
pub fn settled_by(lang: Lang, code: &str) -> String {
    Say::owned(lang, format!("settled-by-{code}")).to_string()
}

/// What is not known of an obligation, one sentence each: the fact that lacks and who can settle it.
pub fn missing(lang: Lang, obligation: &Obligation) -> Vec<String> {
    let unknown = obligation.conditions.iter().filter(|c| c.answer == Decided::Unknown);
    unknown
        .map(|c| {
            let who = c.settled_by.as_deref().map(|who| settled_by(lang, who)).unwrap_or_default();
            let said = match &c.fact {
                Some(fact) => Say::new(lang, "norms-missing").with("fact", figures::fact(lang, fact)),
                None => Say::new(lang, "norms-unsettled"),
            };
            said.with("condition", condition(lang, c)).with("who", who).to_string().trim_end().to_owned()
        })
        .collect()
}

/// What a requirement asks.
pub fn requirement_name(lang: Lang, requirement: &Requirement) -> String {
    Say::owned(lang, format!("requirement-{}", requirement.code)).to_string()
}

/// Where the building stands with it, and who can settle it where that is not known.
pub fn requirement(lang: Lang, requirement: &Requirement) -> String {
    let how = match requirement.met {
        Decided::Yes => "met",
        Decided::No => "not",
        Decided::Unknown => "unknown",
    };
    let mut said = Say::owned(lang, format!("requirement-{}-{how}", requirement.code));
    for name in [
        "meters", "named", "last", "days", "never", "year", "checked", "cases", "who", "granted", "until",
        "years", "missing",
    ] {
        let Some(value) = requirement.data.get(name) else { continue };
        said = match (value.parse::<Day>(), value.parse::<usize>()) {
            (Ok(day), _) if value.len() == 10 => said.with(name, format::day(day)),
            // A year is no count: it takes no space between its digits.
            (_, Ok(n)) if !matches!(name, "year" | "missing" | "who") => said.count(name, n),
            _ => said.with(name, value),
        };
    }
    let who = requirement.settled_by.as_deref().map(|who| settled_by(lang, who)).unwrap_or_default();
    format!("{said} {who}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::certain::Certainty;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    fn one(status: Status, deadline: Option<Day>, conditions: Vec<Condition>) -> Obligation {
        Obligation {
            code: "boiler-inspection".into(),
            name: String::new(),
            applies: Decided::Yes,
            status,
            deadline,
            conditions,
            certainty: Certainty::Likely,
            sources: vec![],
        }
    }

    #[test]
    fn an_obligation_says_where_one_stands_and_by_when() {
        for (status, deadline, said) in [
            (Status::Overdue, Some(date(2022, 1, 1)), "En retard\u{a0}: c’était à faire pour le 01/01/2022."),
            (Status::Due, None, "À faire, sans date connue."),
            (Status::Met, Some(date(2027, 3, 31)), "En ordre jusqu’au 31/03/2027."),
            (Status::NotConcerned, None, "Ce bâtiment n’est pas concerné."),
        ] {
            assert_eq!(obligation(Lang::Fr, &one(status, deadline, vec![])), said);
        }
    }

    #[test]
    fn what_lacks_says_who_can_settle_it() {
        let lacks = Condition {
            code: "useful-area-above-250".into(),
            answer: Decided::Unknown,
            fact: Some("building.useful_area_m2".into()),
            settled_by: Some("certifier".into()),
            certainty: Certainty::Certain,
        };
        let said = missing(Lang::Fr, &one(Status::Unknown, None, vec![lacks]));
        assert_eq!(
            said.join("|").replace('\u{a0}', " "),
            "Superficie utile de plus de 250 m² : il manque « Superficie utile totale ». Un certificateur PEB agréé peut répondre."
        );
    }

    #[test]
    fn a_requirement_is_a_whole_sentence_whatever_is_known_of_it() {
        for code in REQUIREMENTS {
            for met in [Decided::Yes, Decided::No, Decided::Unknown] {
                let data = [
                    ("meters", "3"),
                    ("named", "2"),
                    ("last", "2026-10-31"),
                    ("days", "21"),
                    ("never", "0"),
                    ("year", "2025"),
                    ("checked", "5"),
                    ("cases", "8"),
                    ("who", "la direction adjointe"),
                    ("granted", "2024-05-02"),
                    ("until", "2029-05-02"),
                    ("years", "2"),
                    ("missing", "2025"),
                ];
                let data: BTreeMap<_, _> = data.into_iter().map(|(k, v)| (k.into(), v.to_owned())).collect();
                let said = requirement(
                    Lang::Fr,
                    &Requirement { code: (*code).into(), met, settled_by: None, data, sources: vec![] },
                );
                assert!(said.ends_with('.') && !said.contains(['{', '$', '[']), "{code}: {said}");
            }
        }
    }
}
