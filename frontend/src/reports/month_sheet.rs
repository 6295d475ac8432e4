//! The month's sheet (*fiche du mois*) on paper: one page for the wall of the boiler room, in large type.
//!
//! What it says is composed by `crate::sheet`, as for its page.

use super::Report;
use super::paper::{Block, Paper, cut, named};
use crate::sheet::sheet;
use crate::text::Say;

/// Letters of the building's name.
const LONGEST_NAME: usize = 70;

/// The sheet of the month of the assessment.
pub(super) fn composed(report: &Report) -> Paper {
    let lang = report.lang;
    let sheet = sheet(lang, &report.assessment, &report.answered, report.head.responsible.as_deref());
    let mut paper = Paper::begun(report, sheet.title, cut(&named(report), LONGEST_NAME));
    if report.stale {
        paper.say(report.figures_of());
    }
    paper.part(sheet.month);
    for sentence in sheet.last {
        paper.say(sentence);
    }
    paper.part(Say::new(lang, "sheet-do"));
    let action = sheet.action;
    paper.blocks.push(Block::Action { title: action.what, text: action.why, note: action.worth });
    paper.part(Say::new(lang, "sheet-who"));
    paper.say(sheet.who);
    paper.part(Say::new(lang, "sheet-next"));
    paper.say(sheet.next);
    paper
}
