//! What was removed of an organisation that is gone: numbers alone, for whoever kept the address. Also as a text.

use core::borrow::Borrow;

use askama::Template;
use eclaireur_models::period::Day;

use super::samples;
use crate::format;
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/erased.html")]
pub struct ErasedPage {
    /// Frame.
    pub shell: Shell,
    /// Id of what is gone.
    pub id: String,
    /// When.
    pub on: Day,
    /// Rows by table.
    pub rows: Vec<(String, u64)>,
    /// Entries its log had.
    pub entries: u64,
    /// The hash of the last of them.
    pub last_hash: String,
    /// Years of buildings kept without a name.
    pub kept: u64,
}

html!(ErasedPage);

impl ErasedPage {
    fn title(&self) -> String {
        self.shell.t("erased-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("erased-crumb").to_string()),
        ]
    }

    fn total(&self) -> u64 {
        self.rows.iter().map(|(_, count)| count).sum()
    }

    fn answer(&self) -> String {
        let say = self.shell.t("erased-answer").with("day", format::day(self.on));
        say.count("rows", self.total()).to_string()
    }

    fn count(count: impl Borrow<u64>) -> String {
        format::whole(*count.borrow())
    }

    /// The same for a file.
    pub fn as_text(&self) -> String {
        let lang = self.shell.body_lang();
        let say = |key: &'static str| Say::new(lang, key);
        let mut lines = vec![self.title(), self.answer(), String::new()];
        lines.push(say("erased-id").with("id", &self.id).to_string());
        lines.extend(self.rows.iter().map(|(table, count)| format!("{table}: {count}")));
        lines.push(String::new());
        lines
            .push(say("erased-log").count("entries", self.entries).with("hash", &self.last_hash).to_string());
        lines.push(say("erased-kept").count("count", self.kept).to_string());
        lines.push(say("erased-backups").to_string());
        lines.join("\n") + "\n"
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ErasedPage)> {
        let some = ErasedPage {
            shell: Shell::new(eclaireur_models::lang::Lang::Fr, urls::erased("01kx9abcdefgh")),
            id: "01kx9abcdefgh".to_owned(),
            on: samples::today(),
            rows: vec![("building".to_owned(), 3), ("log".to_owned(), 412), ("reading".to_owned(), 1_240)],
            entries: 412,
            last_hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            kept: 2,
        };
        vec![("some", some)]
    }
}
