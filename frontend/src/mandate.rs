//! The sheet of a mandate, to be signed: who gives it, to whom, over what, what it allows and what not, from when to when.
//!
//! It says what the grant does in the program, and claims nothing of the law. On paper it is a [`Letter`].

use eclaireur_models::building::BceNumber;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use crate::format::{self, NBSP};
use crate::letter::{BLANK, Letter};
use crate::text::Say;

/// A mandate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// In which language.
    pub lang: Lang,
    /// The day it is printed.
    pub on: Day,
    /// Name of the organisation.
    pub organisation: String,
    /// Its number.
    pub bce: Option<BceNumber>,
    /// Name of the adviser, once known.
    pub name: Option<String>,
    /// Address of the adviser.
    pub email: Option<String>,
    /// Names of the buildings; all of them without.
    pub buildings: Option<Vec<String>>,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub last: Option<Day>,
}

/// What it allows, and what not.
const ALLOWS: [&str; 3] = ["mandate-allows-read", "mandate-allows-import", "mandate-allows-change"];
const REFUSES: [&str; 5] = [
    "mandate-refuses-people",
    "mandate-refuses-consent",
    "mandate-refuses-keys",
    "mandate-refuses-export",
    "mandate-refuses-sign",
];

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    ALLOWS.iter().chain(&REFUSES).map(|key| (*key).to_owned()).collect()
}

impl Mandate {
    /// As it is printed and shown.
    pub fn letter(&self) -> Letter {
        let lang = self.lang;
        let t = |key: &'static str| Say::new(lang, key).to_string();
        let list = |keys: &[&'static str]| -> Vec<String> {
            keys.iter().map(|key| Say::new(lang, key).to_string()).collect()
        };
        let blank = |key: &'static str| format!("{}{NBSP}: {BLANK}", Say::new(lang, key));
        let mut facts = vec![
            (t("mandate-giver"), self.organisation.clone()),
            (t("mandate-bce"), self.bce.map_or_else(|| BLANK.to_owned(), |bce| bce.to_string())),
            (t("mandate-holder"), self.name.clone().unwrap_or_else(|| BLANK.to_owned())),
        ];
        if let Some(email) = &self.email {
            facts.push((t("mandate-email"), email.clone()));
        }
        let buildings = self.buildings.as_ref().map(|names| names.join(", "));
        facts.push((t("mandate-buildings"), buildings.unwrap_or_else(|| t("mandate-buildings-all"))));
        facts.push((t("mandate-from"), format::day_long(lang, self.from)));
        if let Some(last) = self.last {
            facts.push((t("mandate-last"), format::day_long(lang, last)));
        }
        Letter {
            lang,
            on: self.on,
            subject: Say::new(lang, "mandate-subject").to_string(),
            from: Vec::new(),
            opening: vec![t("mandate-opening")],
            facts,
            asks: t("mandate-only-here"),
            questions: vec![(t("mandate-allows"), list(&ALLOWS)), (t("mandate-refuses"), list(&REFUSES))],
            joins: t("mandate-revocable"),
            joined: vec![t("mandate-revocable-how"), t("mandate-revocable-then")],
            closing: vec![
                blank("mandate-done-at"),
                blank("mandate-sign-giver"),
                blank("mandate-sign-holder"),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mandate_says_who_to_whom_over_what_and_until_when_with_room_for_two_signatures() {
        let mandate = Mandate {
            lang: Lang::Fr,
            on: "2026-11-21".parse().unwrap(),
            organisation: "Les Tilleuls ASBL".to_owned(),
            bce: None,
            name: None,
            email: Some("conseil@example.be".to_owned()),
            buildings: Some(vec!["Aile A".to_owned(), "Aile B".to_owned()]),
            from: "2026-12-01".parse().unwrap(),
            last: Some("2027-11-30".parse().unwrap()),
        };
        let text = mandate.letter().text().replace('\u{a0}', " ");
        for words in [
            "Les Tilleuls ASBL",
            "conseil@example.be",
            "Aile A, Aile B",
            "1er décembre 2026",
            "30 novembre 2027",
        ] {
            assert!(text.contains(words), "{words} in:\n{text}");
        }
        assert!(text.matches(BLANK).count() >= 5, "{text}");
        let whole = Mandate { buildings: None, last: None, ..mandate };
        assert!(whole.letter().text().contains("tous"), "{}", whole.letter().text());
    }
}
