//! The aids of an audit in its report, measure by measure: what the schemes answer, what is counted, until when.

use eclaireur_models::audit::worked::AidRow;

use super::audit::AuditReport;
use super::audit_parts::page;
use super::paper::{Head, Paper, cut};
use crate::aided::{amount, answer, counted, origin, refused, scheme, shown, until, why};
use crate::text::Say;
use crate::worked::euro;

/// Letters of a cell.
const LONGEST: usize = 300;
/// Rows of the table.
const MOST: usize = 150;

/// Aids, one by one.
pub(super) fn aids(paper: &mut Paper, report: &AuditReport) {
    let (lang, told) = (report.lang, &report.told);
    page(paper, Say::new(lang, "audit-report-aids"));
    let all = &told.worked.aids;
    if all.is_empty() {
        paper.say(Say::new(lang, "audit-aids-none"));
        return;
    }
    let possible = told.worked.aid_possible();
    paper.say(
        Say::new(lang, "audit-aids-answer")
            .with("sure", euro(told.worked.aid_counted()))
            .with("possible", euro(possible))
            .with("open", if possible.is_zero() { "no" } else { "yes" }),
    );
    let columns = vec![
        Head::words(lang, "audit-report-col-measure", 3),
        Head::words(lang, "aided-col-scheme", 3),
        Head::words(lang, "aided-col-answer", 2),
        Head::words(lang, "aided-col-amount", 2),
        Head::number(lang, "aided-col-counted"),
        Head::words(lang, "aided-col-until", 2),
    ];
    let row = |row: &AidRow| {
        vec![
            cut(&told.name(&row.key), LONGEST),
            format!("{} ({})", cut(&scheme(lang, told, &row.aid), LONGEST), origin(lang, row.origin)),
            answer(lang, &row.aid),
            amount(lang, &row.aid),
            counted(row),
            until(lang, &row.aid),
        ]
    };
    let rows = shown(told);
    paper.table("", columns, rows.iter().take(MOST).map(|one| row(one)).collect());
    let mut open: Vec<String> = Vec::new();
    for row in rows.iter().take(MOST) {
        for words in why(lang, &row.aid) {
            let line = format!("• {} : {words}", cut(&scheme(lang, told, &row.aid), LONGEST));
            if !open.contains(&line) {
                open.push(line);
            }
        }
    }
    for line in open {
        paper.say(line);
    }
    let against = refused(lang, told);
    if !against.is_empty() {
        paper.say(Say::new(lang, "audit-aids-refused"));
        for line in against.into_iter().take(MOST) {
            paper.say(format!("• {}", cut(&line, LONGEST)));
        }
    }
    paper.whisper(Say::new(lang, "audit-aids-how"));
    paper.whisper(Say::new(lang, "audit-report-before-order"));
}
