//! The letter to the administration that goes with a case: what is known, what is asked, what is joined.
//!
//! Ready to be signed: nothing in it is a guess. As text here, as a PDF in `reports::letter`. Does *not* know any page.

use std::collections::BTreeSet;

use eclaireur_models::financing::regimes::{Regime, Regimes, regimes};
use eclaireur_models::financing::{Answered, Case, Financing};
use eclaireur_models::lang::Lang;

use crate::shell::Named;
use crate::text::Say;
use crate::{case_words, format, schemes};

/// Who settles a question that is put to an administration.
const ASKED: [&str; 3] = ["administration", "fund", "statutes"];
/// A line to be filled in by hand.
pub(crate) const BLANK: &str = "…………………………………………";
/// Letters on a line of text.
const WIDTH: usize = 76;

/// A letter, composed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// In which language.
    pub lang: Lang,
    /// The day it is dated.
    pub on: eclaireur_models::period::Day,
    /// What it is about.
    pub subject: String,
    /// Who writes, to be filled in.
    pub from: Vec<String>,
    /// Its beginning.
    pub opening: Vec<String>,
    /// What is known: name and value.
    pub facts: Vec<(String, String)>,
    /// The words before the questions.
    pub asks: String,
    /// What is asked, by scheme.
    pub questions: Vec<(String, Vec<String>)>,
    /// The words before what is joined.
    pub joins: String,
    /// What is joined.
    pub joined: Vec<String>,
    /// Its end.
    pub closing: Vec<String>,
}

/// The letter of a case.
pub fn letter(lang: Lang, case: &Case, told: &Financing, sectors: &[Named]) -> Letter {
    let t = |key: &'static str| Say::new(lang, key).to_string();
    let of = regimes(told);
    let facts: Vec<_> = case_words::told(lang, &case.facts, sectors);
    let mut joined: Vec<String> = vec![t("letter-statutes")];
    // The statutes are joined whatever was told; an address stands in the letter.
    let there = ["organisation.aim", "building.in_wallonia"].map(|code| case_words::proof(lang, code));
    let papers = facts.iter().filter_map(|(code, ..)| case_words::proof(lang, code));
    for paper in papers.filter(|paper| !there.iter().flatten().any(|known| known == paper)) {
        let paper = format::capitalised(&paper);
        if !joined.contains(&paper) {
            joined.push(paper);
        }
    }
    Letter {
        lang,
        on: told.on,
        subject: t("letter-subject"),
        from: ["letter-from-name", "letter-from-bce", "letter-from-address", "letter-from-contact"]
            .map(|key| format!("{} {BLANK}", Say::owned(lang, key.to_owned())))
            .to_vec(),
        opening: vec![t("letter-dear"), t("letter-opening")],
        facts: facts.into_iter().map(|(_, name, value)| (name, value)).collect(),
        asks: t("letter-asks"),
        questions: questions(lang, &of),
        joins: t("letter-joins"),
        joined,
        closing: vec![
            Say::new(lang, "letter-nothing-ordered").with("day", format::day(told.on)).to_string(),
            t("letter-thanks"),
            t("letter-signed"),
        ],
    }
}

/// What only somebody else can say of each scheme that is not refused; one general question where there is nothing.
fn questions(lang: Lang, of: &Regimes) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = of
        .open
        .iter()
        .chain(&of.sure)
        .map(|regime| (regime.scheme.name.clone(), asked(lang, regime)))
        .filter(|(_, questions)| !questions.is_empty())
        .collect();
    if all.is_empty() {
        all.push((
            Say::new(lang, "letter-in-general").to_string(),
            vec![Say::new(lang, "letter-which").to_string()],
        ));
    }
    all
}

fn asked(lang: Lang, regime: &Regime) -> Vec<String> {
    let theirs = |who: &str| ASKED.contains(&who);
    let open = |c: &&&Answered| c.settled_by.as_deref().is_some_and(theirs);
    let mut seen = BTreeSet::new();
    let conditions = regime.open.iter().filter(open).map(|condition| {
        let words = schemes::condition(lang, &condition.code);
        Say::new(lang, "letter-is-met").with("condition", words).to_string()
    });
    let questions = regime.scheme.questions.iter().filter(|q| theirs(&q.settled_by));
    let questions = questions.map(|question| schemes::question(lang, &question.code));
    conditions.chain(questions).filter(|sentence| seen.insert(sentence.clone())).collect()
}

impl Letter {
    /// As plain text, lines no longer than a letter's.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut line = |text: &str, indent: &str| {
            for folded in folded(text, WIDTH - indent.chars().count()) {
                out.push_str(indent);
                out.push_str(&folded);
                out.push('\n');
            }
        };
        for from in &self.from {
            line(from, "");
        }
        line("", "");
        line(&format::day_long(self.lang, self.on), "");
        line("", "");
        line(&self.subject, "");
        for opening in &self.opening {
            line("", "");
            line(opening, "");
        }
        line("", "");
        for (name, value) in &self.facts {
            line(&format!("- {name}{}: {value}", format::NBSP), "  ");
        }
        line("", "");
        line(&self.asks, "");
        for (scheme, questions) in &self.questions {
            line("", "");
            line(scheme, "");
            for question in questions {
                line(&format!("- {question}"), "  ");
            }
        }
        line("", "");
        line(&self.joins, "");
        for paper in &self.joined {
            line(&format!("- {paper}"), "  ");
        }
        for closing in &self.closing {
            line("", "");
            line(closing, "");
        }
        out
    }
}

/// A text in lines of at most so many letters, broken between words.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > 0 && last + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else if let Some(line) = lines.last_mut() {
            if last > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::catalog::Catalog;
    use eclaireur_models::financing::assess;

    #[test]
    fn a_letter_tells_what_is_known_and_asks_what_only_the_administration_can_say() {
        let catalog = Catalog::embedded().unwrap();
        let case = "[organisation]\nlegal_form = 'asbl'\nactivity = 'care-home'\nseat_in_wallonia = true";
        let case = Case::read(case, &catalog).unwrap();
        let sectors = [Named::new("care-home", "Maison de repos")];
        let told = assess(&case, &catalog, "2026-11-21".parse().unwrap());
        let text = letter(Lang::Fr, &case, &told, &sectors).text().replace('\u{a0}', " ");
        for words in ["ASBL", "Maison de repos", "UREBA", "Statuts coordonnés", "21 novembre 2026"] {
            assert!(text.contains(words), "{words} in:\n{text}");
        }
        for never in ["[", "inconnu", "wallonia/", "_"] {
            assert!(!text.contains(never), "{never} in:\n{text}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        let nothing = assess(&Case::default(), &catalog, told.on);
        assert!(letter(Lang::Fr, &Case::default(), &nothing, &[]).text().contains("UREBA"));
    }
}
