//! One published sheet, as an investor reads it, and the way to ask for a contact.
//!
//! Field: `words`. Nothing of the page says whose sheet it is, unless the sheet does.

use askama::Template;
use eclaireur_models::financing::sheet::Sheet;
use eclaireur_models::period::Day;

use super::samples;
use super::sheet_samples;
use super::sheet_view::{self, SheetView};
use crate::format;
use crate::forms::{Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Characters of a request for a contact.
pub const LONGEST_WORDS: usize = 1_000;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sheet.html")]
pub struct SheetPage {
    /// Frame.
    pub shell: Shell,
    /// Its id in addresses.
    pub id: String,
    /// What is published.
    pub sheet: Sheet,
    /// Names of activities.
    pub activities: Vec<Named>,
    /// The day on which this reader asked for a contact.
    pub asked: Option<Day>,
    /// What was typed.
    pub form: FormData,
}

html!(SheetPage);

/// The words of a request for a contact; a problem is noted where there are none or too many.
pub fn words(form: &mut FormData, name: &str) -> Option<String> {
    let text = form.lines(name).unwrap_or_default();
    if text.is_empty() {
        form.fail(name, Problem::new(ProblemCode::Required));
    } else if text.chars().count() > LONGEST_WORDS {
        form.fail(name, Problem::new(ProblemCode::TooLong).with("max", LONGEST_WORDS));
    }
    (!form.failed()).then_some(text)
}

impl SheetPage {
    fn title(&self) -> String {
        sheet_view::title(self.shell.body_lang(), &self.sheet)
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("sheets-crumb").to_string(), urls::sheets()),
            Crumb::here(self.title()),
        ]
    }

    fn view(&self) -> SheetView {
        SheetView::new(self.shell.body_lang(), &self.sheet, &self.activities)
    }

    fn asked_on(&self) -> Option<String> {
        let day = self.asked?;
        Some(self.shell.t("sheet-asked").with("day", format::day(day)).to_string())
    }

    fn form(&self) -> Form<'_> {
        let (lang, shell, data) = (self.shell.body_lang(), &self.shell, &self.form);
        let words =
            Field::lines(lang, data, "words", shell.t("sheet-words")).hint(shell.t("sheet-words-hint"));
        Form::new(shell, data, urls::sheet(&self.id), shell.t("sheet-ask"))
            .summed_above()
            .group(Group::of(vec![words]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SheetPage)> {
        let id = "01j9zq3k5m7np";
        let mut shell = samples::shell(urls::sheet(id));
        shell.organisation = None;
        let unnamed = SheetPage {
            shell,
            id: id.to_owned(),
            sheet: sheet_samples::planned(),
            activities: samples::activities(),
            asked: None,
            form: FormData::new(),
        };
        let mut asked = unnamed.clone();
        asked.sheet.organisation = Some(samples::organisation().name);
        asked.asked = Some(samples::day(2026, 1, 20));
        let bare = SheetPage { sheet: sheet_samples::bare(), ..unnamed.clone() };
        let mut wrong = unnamed.clone();
        let _ = words(&mut wrong.form, "words");
        vec![("unnamed", unnamed), ("asked", asked), ("bare", bare), ("wrong", wrong)]
    }
}
