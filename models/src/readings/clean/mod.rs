//! What looks wrong in readings that were read: marked, never changed, never deleted.
//!
//! A step looks at the series of a file and at what is held of the same meters, and says what it finds. Values and
//! slots stay exactly as they were; all that a step may do to them is lower a quality or stop counting a series whose
//! energy another one gives already. A stretch is said once: what one step has said, the steps after it pass over, and
//! that is why their order matters. It stands in [`STEPS`] and nowhere else.
//!
//! Invariants, each with a test: the same slots and values before and after; a finding's row exists; cleaning twice
//! says the same as cleaning once; one finding for a run, not one for a slot. What is usual is told by medians and high
//! order statistics, never by means: one reading a thousand times too large must not hide itself. Does *not* know the
//! database. To add a step: a file, a line in [`STEPS`], its codes in `finding.rs`, a test in `tests/it/clean.rs`.

mod clock_change;
mod faults;
pub mod fill;
mod future;
mod gaps;
mod indexes;
mod level;
mod overlaps;
mod service;
mod spikes;
mod standstill;
mod stuck;
mod twice;
mod unit_jump;
mod work;
mod zeros;

pub use faults::rows_to_correct;
pub use future::leave_out;

use rust_decimal::Decimal;

use self::work::Work;
use super::parse::place;
use super::{Parsed, SheetPlace};
use crate::certain::Quality;
use crate::finding::{Code, Finding, Severity};
use crate::period::Day;

/// What is known beside the file.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// UTC second of now: nobody has measured what lies after it.
    pub now: i64,
    /// What is held of the counter of each series, in their order. Nothing is held of those beyond its end.
    pub held: &'a [Held],
}

/// What is held of one counter, in the unit of the series it is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// Its use per day over the last year.
    pub daily: Option<Daily>,
    /// Its last index reading before the file begins: UTC second and value.
    pub last_index: Option<(i64, Decimal)>,
    /// Whole digits of its counter, where somebody wrote them down.
    pub digits: Option<u32>,
    /// Its meter in service from, to (excluded), as far as known.
    pub valid: (Option<Day>, Option<Day>),
    /// Name of the meter that its meter stands behind, where that one has readings: the energy is counted there.
    pub behind: Option<String>,
}

/// Use per day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Daily {
    /// The usual: the median of the months.
    pub usual: Decimal,
    /// The most: of the month with the highest use.
    pub most: Decimal,
}

/// Who does a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The parser, while it reads: what it does stands before all cleaning.
    Reading,
    /// This room.
    Cleaning,
}

/// What a step needs beside the series themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The present moment.
    Now,
    /// What is held of the meter.
    Held,
    /// The other registers of the meter, or the other meters of the file.
    Others,
}

/// What a step does beside saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing: a finding is all.
    Says,
    /// It lowers qualities to this one.
    Lowers(Quality),
    /// It stops counting a series.
    Uncounts,
}

/// One step.
#[derive(Clone, Copy)]
pub struct Step {
    /// Permanent code.
    pub code: &'static str,
    /// Who does it.
    pub place: Place,
    /// What it needs beside the series.
    pub needs: &'static [Need],
    /// The steps whose findings it passes over, and which therefore come before it.
    pub after: &'static [&'static str],
    /// What it does beside saying.
    pub mark: Mark,
    /// What it says.
    pub says: &'static [Code],
    run: fn(&mut Work<'_>),
}

/// The order of all steps.
pub const STEPS: &[Step] = &[
    // A blank, `-` or `n/a` is no value: were it a zero, every step below would take it for a standing meter.
    read("missing", Mark::Says, &[]),
    read("negative", Mark::Says, &[Code::NegativeValue]),
    read("ean", Mark::Says, &[Code::EanCheckDigit, Code::EanLength]),
    // The sender's own word; what it calls estimated may repeat itself without being stuck.
    read("estimated", Mark::Lowers(Quality::Estimated), &[Code::UnknownStatus]),
    read("duplicates", Mark::Says, &[Code::DuplicateRow, Code::ConflictingRows]),
    read("same-energy", Mark::Uncounts, &[Code::SameEnergyTwice]),
    Step {
        needs: &[Need::Now],
        mark: Mark::Lowers(Quality::Declared),
        ..clean_by("future", &[Code::FutureDate], future::run)
    },
    Step { needs: &[Need::Held], ..clean_by("service", &[Code::OutOfService], service::run) },
    clean_by("overlaps", &[Code::Overlap], overlaps::run),
    Step {
        needs: &[Need::Others],
        ..clean_by("clock-change", &[Code::RepeatedHourMissing], clock_change::run)
    },
    Step {
        needs: &[Need::Others],
        // The hour of autumn is no gap; the years up to a mistyped date are none either.
        after: &["future", "clock-change"],
        ..clean_by("gaps", &[Code::Gap], gaps::run)
    },
    Step {
        needs: &[Need::Held],
        // Months to come, written at another level, are no change of unit.
        after: &["future"],
        ..clean_by("unit-jump", &[Code::UnitJump], unit_jump::run)
    },
    Step {
        needs: &[Need::Held],
        // Another unit is one mistake, not as many as there are readings; a forecast is nobody's spike.
        after: &["future", "unit-jump"],
        ..clean_by("spikes", &[Code::Implausible], spikes::run)
    },
    Step {
        needs: &[Need::Held],
        after: &["future"],
        ..clean_by("indexes", &[Code::Implausible, Code::IndexDecreases], indexes::run)
    },
    Step {
        needs: &[Need::Others],
        // A table prepared for the months to come has zeros in them.
        after: &["future"],
        ..clean_by("zeros", &[Code::RunOfZeros], zeros::run)
    },
    Step {
        needs: &[Need::Others],
        // So has one filled in with the same forecast for each of them.
        after: &["future"],
        ..clean_by("stuck", &[Code::StuckMeter], stuck::run)
    },
    Step {
        needs: &[Need::Others],
        mark: Mark::Uncounts,
        ..clean_by("twice", &[Code::SumOfOthers], twice::sums)
    },
    Step {
        needs: &[Need::Held],
        mark: Mark::Uncounts,
        ..clean_by("behind", &[Code::SubMeter], twice::behind)
    },
];

const fn read(code: &'static str, mark: Mark, says: &'static [Code]) -> Step {
    Step { code, place: Place::Reading, needs: &[], after: &[], mark, says, run: |_| {} }
}

const fn clean_by(code: &'static str, says: &'static [Code], run: fn(&mut Work<'_>)) -> Step {
    Step { code, place: Place::Cleaning, needs: &[], after: &[], mark: Mark::Says, says, run }
}

/// Marks a file in the order of [`STEPS`]; what it finds joins the file's findings, once.
pub fn clean(parsed: &mut Parsed, context: &Context<'_>) {
    clean_in(parsed, context, STEPS);
}

/// The same in another order, so that tests can show what the order is worth.
pub fn clean_in(parsed: &mut Parsed, context: &Context<'_>, steps: &[Step]) {
    // What the parser could not read; a date to come is a finding of ours, and its row was read.
    let is_rejection = |f: &&Finding| f.severity() == Severity::Error && f.code != Code::FutureDate;
    let errors = parsed.findings.iter().filter(is_rejection);
    let rejected = errors.filter(|f| f.row.is_some()).map(|f| global_row(f, &parsed.sheets)).collect();
    let mut work = Work::new(&mut parsed.series, context, rejected);
    for step in steps {
        (step.run)(&mut work);
    }
    let (found, explained) = work.finish();
    let falls = |f: &Finding| matches!(f.code, Code::IndexDecreases | Code::IndexRollOver);
    let places: Vec<_> = parsed.sheets.clone();
    // "The index falls" is said by the parser where all that falls is a mistyped index, which now has its own words.
    parsed.findings.retain(|f| !(falls(f) && explained.contains(&global_row(f, &places))));
    // Some tables have no place for the hour that comes twice, and their reader says so.
    let hour = |f: &Finding| (f.code == Code::RepeatedHourMissing).then(|| f.data.get("day").cloned());
    for mut finding in found {
        place(&mut finding, &places);
        let is_said =
            |held: &Finding| *held == finding || hour(held).is_some_and(|day| hour(&finding) == Some(day));
        if !parsed.findings.iter().any(is_said) {
            parsed.findings.push(finding);
        }
    }
    parsed.findings.sort_by_key(|f| global_row(f, &places));
}

/// The row of a finding in the numbering that goes through all sheets; 0 without a row.
fn global_row(finding: &Finding, sheets: &[SheetPlace]) -> u32 {
    let named = finding.data.get("sheet").and_then(|name| sheets.iter().find(|p| p.name == *name));
    let only = sheets.first().filter(|_| sheets.len() == 1);
    let offset = named.or(only).map_or(0, |place| place.offset);
    finding.row.map_or(0, |row| row.saturating_add(offset))
}
