//! The assessment a page tells of: which figure of which year, how fresh, how it changed.

use eclaireur_models::assessment::Assessment;
use eclaireur_models::indicators::Explained;
use eclaireur_models::period::{Day, Period, local};
use rust_decimal::{Decimal, RoundingStrategy};

use super::figure_view::FigureView;
use crate::format;
use crate::shell::Shell;

/// An assessment, and when it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessed {
    /// The figures.
    pub assessment: Assessment,
    /// When, UTC seconds.
    pub made_at: i64,
    /// Something it stands on changed since.
    pub stale: bool,
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

    pub(super) fn period(&self) -> Option<Period> {
        Period::year(self.year()?)
    }

    pub(super) fn before(&self) -> Option<Period> {
        Period::year(self.year()?.checked_sub(1)?)
    }

    /// Whether a figure tells of the year before, which stands beside and not alone.
    fn is_before(&self, figure: &Explained) -> bool {
        figure.period.is_some() && figure.period == self.before()
    }

    /// The figure of the whole building: of the year, else the one without a period, else the first that tells of now.
    pub(super) fn figure(&self, code: &str) -> Option<&Explained> {
        let all = || self.assessment.figures.0.iter().filter(|f| f.indicator == code);
        let whole = |period| all().find(|f| f.of.is_none() && f.period == period);
        let known = |f: &&Explained| f.value().is_some() && !self.is_before(f);
        let of_year = self.period().and_then(|year| whole(Some(year)));
        of_year.or_else(|| whole(None)).or_else(|| all().find(known)).or_else(|| all().next())
    }

    /// The same figure of the year before.
    pub(super) fn same_before(&self, figure: &Explained) -> Option<&Explained> {
        self.assessment.figures.get(&figure.indicator, figure.of.as_deref(), Some(self.before()?))
    }

    /// Every figure of an indicator but those of the year before.
    pub(super) fn every<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Explained> {
        self.assessment.figures.0.iter().filter(move |f| f.indicator == code && !self.is_before(f))
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
        self.change_of(shell, self.figure(code)?)
    }

    /// The same of a figure that is at hand.
    pub(super) fn change_of(&self, shell: &Shell, now: &Explained) -> Option<String> {
        let before = self.same_before(now)?.value()?.value;
        change(shell, before, now.value()?.value, self.year()?.checked_sub(1)?)
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

/// *6 % de moins qu’en 2024*; `None` without anything to compare with.
pub(super) fn change(shell: &Shell, before: Decimal, after: Decimal, year: i16) -> Option<String> {
    let share = (after - before).checked_div(before).filter(|_| before > Decimal::ZERO)?;
    let whole = share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let key = match () {
        () if whole.is_zero() => "answer-equal",
        () if whole.is_sign_negative() => "answer-less",
        () => "answer-more",
    };
    Some(shell.t(key).with("change", format::percent(whole.abs())).with("year", year).to_string())
}
