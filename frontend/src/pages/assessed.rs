//! The assessment a page tells of: which figure of which year, how fresh, how it changed.

use std::collections::BTreeSet;

use eclaireur_models::alerts::Alert;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::indicators::Explained;
use eclaireur_models::period::{Day, local};

use super::figure_view::FigureView;
use crate::shell::Shell;
use crate::{format, told};

/// An assessment, and when it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessed {
    /// The figures.
    pub assessment: Assessment,
    /// When, UTC seconds.
    pub made_at: i64,
    /// Something it stands on changed since.
    pub stale: bool,
    /// Keys of the alerts that somebody explained or saw to; to have seen one is no answer.
    pub answered: BTreeSet<String>,
}

/// How fresh the figures are, and whether that is a warning.
#[derive(Debug, Clone)]
pub(super) struct Freshness {
    pub(super) sentence: String,
    pub(super) stale: bool,
}

impl Assessed {
    /// The year its figures tell of.
    pub(super) fn year(&self) -> Option<i16> {
        self.assessment.year
    }

    /// The figure of the whole building ([`told::figure`]).
    pub(super) fn figure(&self, code: &str) -> Option<&Explained> {
        told::figure(&self.assessment, code)
    }

    /// Every figure of an indicator but those of the year before.
    pub(super) fn every<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Explained> {
        told::every(&self.assessment, code)
    }

    /// What is worth the most and nobody has explained or seen to.
    pub(super) fn alert(&self) -> Option<&Alert> {
        told::waiting(&self.assessment, &self.answered)
    }

    /// Every figure of these indicators, laid out.
    pub(super) fn views(&self, shell: &Shell, codes: &[&str]) -> Vec<FigureView> {
        let mut views = Vec::new();
        for code in codes {
            for (at, figure) in self.every(code).enumerate() {
                views.push(FigureView::of(shell, format!("{code}-{at}"), Some(figure)));
            }
        }
        views
    }

    /// *6 % de moins qu’en 2024*: a figure against its own year before.
    pub(super) fn change(&self, shell: &Shell, code: &str) -> Option<String> {
        told::change(shell.body_lang(), &self.assessment, code)
    }

    /// Last day read of any meter.
    fn last_reading(&self) -> Option<Day> {
        self.assessment.series.meters.iter().filter_map(|m| m.last).max()
    }

    /// When the figures were made, and whether something changed since.
    pub(super) fn freshness(&self, shell: &Shell) -> Freshness {
        let made = local(self.made_at).map_or(self.assessment.on, jiff::civil::DateTime::date);
        let sentence = match (self.stale, self.last_reading()) {
            (true, _) => shell.t("made-stale").with("made", format::day(made)),
            (false, Some(last)) => {
                shell.t("made-on").with("made", format::day(made)).with("last", format::day(last))
            }
            (false, None) => shell.t("made-on-only").with("made", format::day(made)),
        };
        Freshness { sentence: sentence.to_string(), stale: self.stale }
    }
}
