//! The month's sheet (*fiche du mois*): one page for the wall of the boiler room, in large type.
//!
//! Last month's readings, the one thing to do with its euro, who does it, when to read next. Names a function, never a
//! person. What is too long is cut, so that it always is one page.

use eclaireur_models::alerts::Alert;
use eclaireur_models::building::Carrier;
use eclaireur_models::period::{Day, Month};

use super::Report;
use super::alerts::{self, Told};
use super::bulletin;
use super::paper::{Block, Paper, cut, named};
use crate::format;
use crate::text::Say;
use crate::words;

/// Meters named; the rest are counted.
const MOST_METERS: usize = 3;
/// Letters of the building's name, of a meter's, of a sentence.
const LONGEST_NAME: usize = 70;
const LONGEST_METER: usize = 34;
const LONGEST: usize = 130;

/// The sheet of the month of the assessment.
pub(super) fn composed(report: &Report) -> Paper {
    let (lang, on) = (report.lang, report.assessment.on);
    let title =
        Say::new(lang, "report-sheet").with("month", unbroken(&format::month_year(lang, Month::of(on))));
    let mut paper = Paper::begun(report, title.into(), cut(&named(report), LONGEST_NAME));
    let mut told = false;
    if let Some(last) = Month::from_index(Month::of(on).index() - 1) {
        paper.part(Say::new(lang, "report-sheet-last").with("month", format::month_year(lang, last)));
        for sentence in last_month(report, last) {
            paper.say(sentence);
        }
        told = odd(report, last).is_some_and(|odd| report.assessment.alerts.first() == Some(odd));
    }
    paper.part(Say::new(lang, "report-sheet-do"));
    paper.blocks.push(shortened(bulletin::action(lang, report), told));
    paper.part(Say::new(lang, "report-sheet-who"));
    let who = report.head.responsible.as_deref().map(str::trim).filter(|who| !who.is_empty());
    paper.say(match who {
        Some(who) => cut(who, LONGEST_NAME),
        None => Say::new(lang, "report-sheet-who-unknown").to_string(),
    });
    paper.part(Say::new(lang, "report-sheet-next"));
    paper.say(Say::new(lang, "report-sheet-next-day").with("day", format::day_long(lang, next_reading(on))));
    paper
}

/// A month and its year stay on one line.
fn unbroken(text: &str) -> String {
    text.replace(' ', &format::NBSP.to_string())
}

/// Meters are read on the first day of a month, for the month before.
fn next_reading(on: Day) -> Day {
    let first = Month::of(on).first();
    if on == first { on } else { Month::of(on).next().first() }
}

fn last_month(report: &Report, last: Month) -> Vec<String> {
    let lang = report.lang;
    let series = &report.assessment.series;
    if series.meters.is_empty() {
        return vec![Say::new(lang, "report-sheet-no-meter").to_string()];
    }
    let mut said = Vec::new();
    let unread: Vec<_> =
        series.meters.iter().filter(|m| m.last.is_none_or(|day| day < last.next().first())).collect();
    for meter in unread.iter().take(MOST_METERS) {
        let name = format!("{} ({})", cut(&meter.label, LONGEST_METER), words::carrier(lang, meter.carrier));
        said.push(match meter.last {
            Some(day) => {
                Say::new(lang, "report-sheet-unread").with("meter", name).with("day", format::day(day)).into()
            }
            None => Say::new(lang, "report-sheet-never-read").with("meter", name).into(),
        });
    }
    if let Some(more) = unread.len().checked_sub(MOST_METERS).filter(|n| *n > 0) {
        said.push(Say::new(lang, "report-sheet-more-unread").count("count", more).into());
    }
    if unread.is_empty() {
        said.push(match incomplete(report, last).as_slice() {
            [] => Say::new(lang, "report-sheet-all-read").to_string(),
            carriers => Say::new(lang, "report-sheet-incomplete")
                .with(
                    "carriers",
                    carriers.iter().map(|c| words::carrier(lang, *c)).collect::<Vec<_>>().join(", "),
                )
                .to_string(),
        });
    }
    if let Some(odd) = odd(report, last) {
        let Told { title, .. } = alerts::told(lang, odd);
        said.push(Say::new(lang, "report-sheet-odd").with("what", cut(&title, LONGEST)).into());
    }
    said
}

/// Carriers whose last month is not complete.
fn incomplete(report: &Report, last: Month) -> Vec<Carrier> {
    let lacks = |series: &&eclaireur_models::indicators::series::MonthSeries| {
        series.months.iter().find(|m| m.month == last).is_none_or(|m| !m.complete)
    };
    report.assessment.series.months.iter().filter(lacks).map(|series| series.carrier).collect()
}

/// The alert of last month that is worth the most.
fn odd(report: &Report, last: Month) -> Option<&Alert> {
    report.assessment.alerts.iter().find(|alert| alert.period.meet(last.period()).is_some())
}

/// The action cut to its room; without its reason where that was `told` above.
fn shortened(block: Block, told: bool) -> Block {
    match block {
        Block::Action { title, text, note } => Block::Action {
            title: cut(&title, LONGEST),
            text: if told { String::new() } else { cut(&text, LONGEST) },
            note: cut(&note, LONGEST),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meters_are_read_next_on_the_first_day_of_a_month() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        for (on, next) in
            [("2026-11-21", "2026-12-01"), ("2026-12-31", "2027-01-01"), ("2026-12-01", "2026-12-01")]
        {
            assert_eq!(next_reading(day(on)), day(next));
        }
    }
}
