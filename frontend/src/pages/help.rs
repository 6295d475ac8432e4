//! An organisation asks the accompaniment cell for help, and takes that back.
//!
//! Fields: `words` (optional) with `ask`, or `take_back`.

use askama::Template;
use eclaireur_models::period::Day;

use super::samples;
use crate::format;
use crate::forms::{Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Characters of a call for help.
pub const LONGEST_WORDS: usize = 1_000;

/// A call for help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The first day.
    pub from: Day,
    /// The first day no longer.
    pub to: Option<Day>,
    /// Their own words.
    pub words: String,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/help.html")]
pub struct HelpPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Every call, the newest first.
    pub calls: Vec<Call>,
    /// What was typed.
    pub form: FormData,
}

html!(HelpPage);

/// The words of a call, which may be none; a problem is noted where they are too many.
pub fn words(form: &mut FormData, name: &str) -> Option<String> {
    let text = form.lines(name).unwrap_or_default();
    if text.chars().count() > LONGEST_WORDS {
        form.fail(name, Problem::new(ProblemCode::TooLong).with("max", LONGEST_WORDS));
    }
    (!form.failed()).then_some(text)
}

impl HelpPage {
    fn title(&self) -> String {
        self.shell.t("help-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(&self.organisation.name, urls::organisation(&self.organisation.code)),
            Crumb::here(self.shell.t("help-crumb").to_string()),
        ]
    }

    fn action(&self) -> String {
        urls::help(&self.organisation.code)
    }

    /// The call that stands.
    fn standing(&self) -> Option<&Call> {
        self.calls.iter().find(|call| call.to.is_none())
    }

    fn answer(&self) -> String {
        match self.standing() {
            Some(call) => self.shell.t("help-asked").with("day", format::day(call.from)).to_string(),
            None => self.shell.t("help-not-asked").to_string(),
        }
    }

    fn form(&self) -> Form<'_> {
        let (lang, shell, data) = (self.shell.body_lang(), &self.shell, &self.form);
        let words = Field::lines(lang, data, "words", shell.t("help-words"))
            .hint(shell.t("help-words-hint"))
            .optional(lang);
        Form::new(shell, data, self.action(), shell.t("help-ask"))
            .summed_above()
            .group(Group::of(vec![Field::hidden("ask", "1"), words]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, HelpPage)> {
        let nothing = HelpPage {
            shell: samples::shell(urls::help(&samples::organisation().code)),
            organisation: samples::organisation(),
            calls: Vec::new(),
            form: FormData::new(),
        };
        let call = |from, to, words: &str| Call { from, to, words: words.to_owned() };
        let asked = HelpPage {
            calls: vec![
                call(samples::day(2026, 1, 12), None, "Notre chaudière a 28 ans.\nPar où commencer ?"),
                call(samples::day(2024, 5, 2), Some(samples::day(2024, 9, 1)), ""),
            ],
            ..nothing.clone()
        };
        let mut wrong = nothing.clone();
        wrong.form = FormData::from_pairs([("words", "a".repeat(LONGEST_WORDS + 1))]);
        let _ = words(&mut wrong.form, "words");
        vec![("nothing", nothing), ("asked", asked), ("wrong", wrong)]
    }
}
