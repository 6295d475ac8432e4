//! Where an import stands, and what it waits for: one answer for its page, the lists it is in and the counter of its
//! organisation.
//!
//! Needs only its row and how often each cause was found in it, so that a list asks the database once. Does *not* read
//! the file again: what is kept of a preview is what was seen when it was sent or when somebody last chose something.

use std::collections::BTreeMap;

use eclaireur_frontend::pages::waiting::Open;
use eclaireur_models::finding::{Code, Finding, Severity};

use super::{Options, paper};
use crate::store::imports::{ImportRow, Status};

/// How often each cause was found.
pub type Causes = BTreeMap<Code, usize>;

/// Where an import stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// In the figures.
    Confirmed,
    /// Taken out again.
    Undone,
    /// Nothing in it can be used, whatever is chosen.
    Refused,
    /// A document whose form a person completes.
    Document,
    /// It can be confirmed as it is, unseen.
    Ready,
    /// A person looks first.
    ToDecide(Open),
}

/// Findings that only say whose a series is: the page asks, it does not complain.
const fn is_question(code: Code) -> bool {
    matches!(code, Code::UnknownMeter | Code::MeterNotNamed)
}

/// Findings by cause, as [`crate::store::imports::causes`] counts them.
pub fn causes(findings: &[Finding]) -> Causes {
    let mut causes = Causes::new();
    for finding in findings {
        *causes.entry(finding.code).or_default() += 1;
    }
    causes
}

/// Rows to correct: faults, without the questions.
pub fn to_correct(causes: &Causes) -> usize {
    let faults = causes.iter().filter(|(code, _)| code.severity() == Severity::Error && !is_question(**code));
    faults.map(|(_, often)| often).sum()
}

/// Rows to correct of an import, as its plan counted them; without one, its faults.
pub fn rows_to_correct(options: &Options, causes: &Causes) -> usize {
    options.to_correct.unwrap_or_else(|| to_correct(causes))
}

/// Whether nothing of a preview can be used: no row was read, and no cost has a place.
pub fn is_refused(row: &ImportRow) -> bool {
    let empty = row.rows.accepted == 0 && row.rows.missing == 0;
    row.status == Status::Preview
        && !paper::is_waiting(row)
        && (row.format.is_none() || (empty && Options::of(row).touched.is_empty()))
}

/// Where it stands.
pub fn state(row: &ImportRow, causes: &Causes) -> State {
    match row.status {
        Status::Confirmed => return State::Confirmed,
        Status::Undone => return State::Undone,
        Status::Preview if paper::is_waiting(row) => return State::Document,
        Status::Preview if is_refused(row) => return State::Refused,
        Status::Preview => {}
    }
    let options = Options::of(row);
    let often = |is: &dyn Fn(Code) -> bool| {
        causes.iter().filter(|(code, _)| is(**code)).map(|(_, often)| often).sum::<usize>()
    };
    // What somebody has seen, and kept as it is, is decided.
    let seen = |code: Code| options.kept_groups.contains_key(code.code());
    let open = Open {
        to_correct: rows_to_correct(&options, causes),
        to_choose: often(&is_question),
        new_meters: options.new_meters,
        doubts: causes.keys().copied().filter(|code| code.asks() && !seen(*code)).collect(),
    };
    if open == Open::default() && !options.touched.is_empty() { State::Ready } else { State::ToDecide(open) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_no_fault_and_a_doubt_asks() {
        let found = [Code::UnknownMeter, Code::BadDate, Code::BadDate, Code::Gap].map(Finding::new);
        assert_eq!(to_correct(&causes(&found)), 2);
        assert!(Code::Implausible.asks() && Code::CarrierAssumed.asks());
        assert!(!Code::Gap.asks() && !Code::PeriodAssumed.asks());
    }
}
