//! What was sent from beside a meter, and for ten minutes a button that takes it back.

use askama::Template;
use eclaireur_models::building::{Direction, Kind, Register};
use eclaireur_models::period::Day;
use eclaireur_models::units::Unit;
use rust_decimal::{Decimal, dec};

use super::reading_index::RegisterLine;
use super::reading_link::{label, sample_meter};
use super::samples;
use crate::format;
use crate::reading_sheet::SheetMeter;
use crate::shell::Shell;
use eclaireur_models::lang::Lang;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept.
    Kept,
    /// It is kept, and somebody will look at it.
    ToCheck,
    /// The same was kept before: nothing was kept twice.
    Already,
    /// It was taken back.
    Undone,
    /// It can no longer be taken back from here.
    TooLate,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/reading_link_thanks.html")]
pub struct ReadingLinkThanksPage {
    /// Language; nothing else of the frame is shown.
    pub shell: Shell,
    /// The secret, for its own address.
    pub secret: String,
    /// Which meter.
    pub meter: SheetMeter,
    /// What was read.
    pub values: Vec<(RegisterLine, Decimal)>,
    /// Day read.
    pub read_on: Day,
    /// A picture is kept with it.
    pub photo: bool,
    /// What became of it.
    pub outcome: Outcome,
    /// Token of what can be taken back.
    pub undo: Option<String>,
}

html!(ReadingLinkThanksPage);

impl ReadingLinkThanksPage {
    fn title(&self) -> String {
        let key = if self.outcome == Outcome::Undone { "link-undone" } else { "link-thanks" };
        self.shell.t(key).to_string()
    }

    fn values(&self) -> Vec<String> {
        let one = |(line, value): &(RegisterLine, Decimal)| {
            let name = label(&self.shell, self.meter.carrier, line);
            format!(
                "{name}{nbsp}: {}{nbsp}{}",
                format::decimal(*value),
                line.unit_shown(self.meter.carrier),
                nbsp = format::NBSP
            )
        };
        self.values.iter().map(one).collect()
    }

    fn notes(&self) -> Vec<String> {
        let day = format::day_long(self.shell.body_lang(), self.read_on);
        let mut notes = vec![self.shell.t("link-read-on").with("day", day).to_string()];
        let said = match self.outcome {
            Outcome::Kept => None,
            Outcome::ToCheck => Some("link-to-check"),
            Outcome::Already => Some("link-already"),
            Outcome::Undone => Some("link-undone-text"),
            Outcome::TooLate => Some("link-too-late"),
        };
        notes.extend(said.map(|key| self.shell.t(key).to_string()));
        if self.photo && self.outcome != Outcome::Undone {
            notes.push(self.shell.t("link-with-photo").to_string());
        }
        notes
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, ReadingLinkThanksPage)> {
        let line = RegisterLine {
            kind: Kind::Index,
            register: Register::Total,
            direction: Direction::Offtake,
            unit: Unit::M3,
            last: None,
            bounds: None,
            digits: None,
        };
        let page = |outcome, undo: Option<&str>| ReadingLinkThanksPage {
            shell: Shell::new(Lang::Fr, ""),
            secret: "h0rloge-du-grand-hall-h0rloge-du-grand-hall".to_owned(),
            meter: sample_meter(),
            values: vec![(line.clone(), dec!(48_560.4))],
            read_on: samples::today(),
            photo: true,
            outcome,
            undo: undo.map(str::to_owned),
        };
        vec![
            ("kept", page(Outcome::Kept, Some("cachet"))),
            ("to-check", page(Outcome::ToCheck, Some("cachet"))),
            ("already", page(Outcome::Already, None)),
            ("undone", page(Outcome::Undone, None)),
            ("too-late", page(Outcome::TooLate, None)),
        ]
    }
}
