//! First run, "Commencer": name, postcode, activity; then the commune where the postcode does not decide it.
//!
//! Fields: `name`, `postcode`, `activity`; in the second step also `commune` (NIS code). Read by
//! [`crate::forms::StartInput`].

use askama::Template;

use super::samples;
use crate::forms::{Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// The three questions, or the fourth.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/start.html")]
pub struct StartPage {
    /// Frame.
    pub shell: Shell,
    /// What was typed, with its problems.
    pub form: FormData,
    /// Activities to choose from: code and name.
    pub activities: Vec<Named>,
    /// NIS code and name of the communes to choose from; empty in the first step.
    pub communes: Vec<Named>,
}

/// The three questions, posted to [`urls::start`].
pub(super) fn three_questions<'a>(shell: &'a Shell, data: &'a FormData, activities: &[Named]) -> Form<'a> {
    Form::new(shell, data, urls::start(), shell.t("start-submit"))
        .group(Group::of(questions(shell, data, activities)))
}

fn questions(shell: &Shell, form: &FormData, activities: &[Named]) -> Vec<Field> {
    let lang = shell.body_lang();
    vec![
        Field::text(lang, form, "name", shell.t("start-name"))
            .hint(shell.t("start-name-hint"))
            .autocomplete("organization"),
        Field::text(lang, form, "postcode", shell.t("start-postcode"))
            .hint(shell.t("start-postcode-hint"))
            .width("w-short")
            .autocomplete("postal-code"),
        Field::select(lang, form, "activity", shell.t("start-activity"), choices(activities)),
    ]
}

/// Codes and names as choices.
pub(super) fn choices(named: &[Named]) -> Vec<Choice> {
    named.iter().map(Choice::from).collect()
}

html!(StartPage);

impl StartPage {
    fn title(&self) -> String {
        self.shell.t(if self.communes.is_empty() { "start-title" } else { "start-commune-title" }).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![Crumb::to(self.shell.t("frame-home").to_string(), urls::home()), Crumb::here(self.title())]
    }

    fn intro(&self) -> String {
        let key = if self.communes.is_empty() { "start-intro" } else { "start-commune-intro" };
        self.shell.t(key).with("postcode", self.form.get("postcode")).to_string()
    }

    fn form(&self) -> Form<'_> {
        if self.communes.is_empty() {
            return three_questions(&self.shell, &self.form, &self.activities);
        }
        let lang = self.shell.body_lang();
        let commune = choices(&self.communes);
        let label = self.shell.t("start-commune");
        let field = if commune.len() > 6 {
            Field::select(lang, &self.form, "commune", label, commune)
        } else {
            Field::radio(lang, &self.form, "commune", label, commune)
        };
        let kept = ["name", "postcode", "activity"].map(|name| Field::hidden(name, self.form.get(name)));
        let mut fields = vec![field];
        fields.extend(kept);
        Form::new(&self.shell, &self.form, urls::start(), self.shell.t("start-submit"))
            .group(Group::of(fields))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, StartPage)> {
        let shell = Shell::new(eclaireur_models::lang::Lang::Fr, urls::start());
        let empty = StartPage {
            shell,
            form: FormData::new(),
            activities: samples::activities(),
            communes: Vec::new(),
        };
        let mut wrong = empty.clone();
        wrong.form =
            FormData::from_pairs([("name", "Les Tilleuls ASBL"), ("postcode", "75001"), ("activity", "")]);
        let _ = crate::forms::StartInput::read(&mut wrong.form);
        let mut commune = empty.clone();
        commune.form = FormData::from_pairs([
            ("name", "Les Tilleuls ASBL"),
            ("postcode", "5100"),
            ("activity", "care-home"),
        ]);
        commune.communes = vec![Named::new("92094", "Namur"), Named::new("92140", "Jemeppe-sur-Sambre")];
        vec![("empty", empty), ("wrong", wrong), ("commune", commune)]
    }
}
