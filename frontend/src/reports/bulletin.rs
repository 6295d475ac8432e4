//! The bulletin (*bulletin de santé*): five figures, the month's one action, the months, what is wrong, how we know.
//! Two pages at most.

use eclaireur_models::alerts::Alert;
use eclaireur_models::lang::Lang;

use super::Report;
use super::alerts::{self, Told};
use super::paper::{Block, Head, Paper, cut, named};
use super::{picture, told};
use crate::five::{Five, five};
use crate::format;
use crate::shell::RenderError;
use crate::text::Say;
use crate::told::waiting;

/// Alerts listed; the rest are counted.
const MOST_ALERTS: usize = 5;
/// Letters of a cell, and of what was seen.
const LONGEST: usize = 160;
const LONGEST_WHY: usize = 240;
/// Letters of the building's name under the title.
const LONGEST_NAME: usize = 160;

/// The bulletin of a building.
pub(super) fn composed(report: &Report) -> Result<Paper, RenderError> {
    let lang = report.lang;
    let title = Say::new(lang, "report-bulletin").to_string();
    let mut paper = Paper::begun(report, title, cut(&named(report), LONGEST_NAME));
    paper.whisper(report.figures_of());
    let five = five(lang, &report.assessment);
    paper.part(Say::new(lang, "report-five"));
    if five.iter().all(|f| f.figure.is_none()) {
        paper.say(Say::new(lang, "report-no-figures"));
    } else {
        let items = five.iter().map(|f| told::line(lang, f)).collect();
        paper.blocks.push(Block::Figures { items });
        paper.whisper(Say::new(lang, "report-marks"));
    }
    paper.part(Say::new(lang, "report-action"));
    paper.blocks.push(action(lang, report));
    picture::months(&mut paper, report)?;
    alerts_table(&mut paper, report);
    how_we_know(&mut paper, report, &five);
    Ok(paper)
}

/// The one thing to do: of what is worth the most, else to bring readings, else nothing.
fn action(lang: Lang, report: &Report) -> Block {
    let assessment = &report.assessment;
    if let Some(alert) = waiting(assessment, &report.answered) {
        let Told { title, action, euro, .. } = alerts::told(lang, alert);
        let note = euro.unwrap_or_default();
        return Block::Action { title: cut(&action, LONGEST), text: cut(&title, LONGEST), note };
    }
    let (title, why) = if assessment.year.is_none() {
        (Say::new(lang, "report-bring-bill"), Say::new(lang, "report-bring-bill-why"))
    } else {
        (Say::new(lang, "report-nothing-to-do"), Say::new(lang, "report-nothing-to-do-why"))
    };
    Block::Action { title: title.into(), text: why.into(), note: String::new() }
}

fn alerts_table(paper: &mut Paper, report: &Report) {
    let lang = report.lang;
    // What somebody explained or saw to asks for nothing any more.
    let waits = |alert: &&Alert| !report.answered.contains(&alert.key);
    let alerts: Vec<&Alert> = report.assessment.alerts.iter().filter(waits).collect();
    // The picture fills the first page; without one there is room.
    let new_page = !paper.pictures.is_empty();
    paper.blocks.push(Block::Heading { text: Say::new(lang, "report-alerts").into(), new_page });
    if alerts.is_empty() {
        let key = match (report.assessment.year, report.assessment.alerts.is_empty()) {
            (_, false) => "report-alerts-answered",
            (None, true) => "report-alerts-unknown",
            (Some(_), true) => "report-alerts-none",
        };
        paper.say(Say::owned(lang, key.to_owned()));
        return;
    }
    paper.table("", alert_columns(lang), alert_rows(lang, alerts.get(..MOST_ALERTS).unwrap_or(&alerts)));
    if let Some(more) = alerts.len().checked_sub(MOST_ALERTS).filter(|n| *n > 0) {
        paper.whisper(Say::new(lang, "report-more-alerts").count("count", more));
    }
}

/// What, since when, what it costs, what to do.
pub(super) fn alert_columns(lang: Lang) -> Vec<Head> {
    vec![
        Head::words(lang, "report-col-alert", 4),
        Head::words(lang, "report-col-when", 2),
        Head::words(lang, "report-col-euro", 2),
        Head::words(lang, "report-col-action", 4),
    ]
}

/// The first alerts, a row each.
pub(super) fn alert_rows(lang: Lang, alerts: &[&Alert]) -> Vec<Vec<String>> {
    let row = |alert: &&Alert| {
        let Told { title, why, action, euro } = alerts::told(lang, alert);
        vec![
            cut(&format!("{}. {why}", title.trim_end_matches('.')), LONGEST_WHY),
            format::period(lang, alert.period),
            euro.unwrap_or_else(|| "—".to_owned()),
            cut(&action, LONGEST),
        ]
    };
    alerts.iter().map(row).collect()
}

fn how_we_know(paper: &mut Paper, report: &Report, five: &[Five<'_>]) {
    let lang = report.lang;
    let how: Vec<Block> = five.iter().filter_map(|f| told::how(lang, f.figure?)).collect();
    if !how.is_empty() {
        paper.part(Say::new(lang, "report-how"));
        paper.blocks.extend(how);
    }
    paper.whisper(Say::new(lang, "report-sources-note"));
}
