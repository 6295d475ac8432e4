//! A meter's life as pieces of days that do not overlap, and how a piece is cut without losing a watt-hour.
//!
//! Where a piece is cut, what each part gets is told by its [`Spread`]; parts are rounded to the watt-hour so that
//! between any cuts they add up to the whole (I12).
//!
//! Sources are laid down in order of precedence: measured slots, index differences, bills, deliveries. A later one
//! fills only the days still bare, with what remains of it; where nothing is bare it serves to check.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::{Decimal, dec};

use super::Source;
use super::spread::Spread;
use crate::certain::Quality;
use crate::finding::{Code, Finding};
use crate::period::Period;

/// How a piece came to its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// It was read, billed or delivered over exactly these days.
    Read,
    /// It is a part of something longer, or what was left of it.
    Cut,
    /// A hole in it was completed.
    Completed,
}

/// Energy over whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The days.
    pub days: Period,
    /// kWh.
    pub kwh: Decimal,
    /// How good.
    pub quality: Quality,
    /// Where from.
    pub source: Source,
    /// How it came to its days: only what was read over them may be fitted (I13).
    pub made: Made,
}

/// Decimals kept of a part of a piece: the watt-hour.
const PART_DECIMALS: u32 = 3;

impl Piece {
    /// kWh of the days before `day`. The parts between any cuts add up to the whole, to the last digit.
    fn until(&self, day: Date, spread: &Spread) -> Decimal {
        match Period::new(self.days.from, day) {
            None => Decimal::ZERO,
            Some(first) if first == self.days => self.kwh,
            Some(first) => spread.part(self.kwh, &[self.days], &[first]).round_dp(PART_DECIMALS),
        }
    }

    /// The part of it that lies in `window`, of lower quality when it is cut.
    pub fn part(&self, window: Period, spread: &Spread) -> Option<Piece> {
        let days = self.days.meet(window)?;
        if days == self.days {
            return Some(*self);
        }
        let until = |day: Date| self.until(day, spread);
        let kwh = until(days.to) - until(days.from);
        let quality = self.quality.weakest(Quality::Modelled);
        Some(Piece { days, kwh, quality, made: Made::Cut, ..*self })
    }
}

/// The pieces of one meter, in order, never overlapping.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    list: Vec<Piece>,
    findings: Vec<Finding>,
    spread: Spread,
}

/// What is known of a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// kWh.
    pub kwh: Decimal,
    /// The weakest quality in it.
    pub quality: Quality,
    /// Where from.
    pub sources: BTreeSet<Source>,
    /// How many of its days.
    pub days: i64,
}

impl Pieces {
    /// None yet; those to come are divided so.
    pub fn divided(spread: Spread) -> Pieces {
        Pieces { spread, ..Pieces::default() }
    }

    /// How they are divided.
    pub fn spread(&self) -> &Spread {
        &self.spread
    }

    /// They, in order.
    pub fn list(&self) -> &[Piece] {
        &self.list
    }

    /// Lays a piece down. What is already covered stays; the rest of its energy goes to the bare days.
    pub fn lay(&mut self, piece: Piece) {
        if self.ends_before(piece.days) {
            return self.list.push(piece);
        }
        let bare = self.bare(piece.days);
        let all = piece.days.days();
        let bare_days: i64 = bare.iter().map(|p| p.days()).sum();
        if bare_days == all {
            return self.insert(piece);
        }
        let held = self.known(piece.days).map_or(Decimal::ZERO, |k| k.kwh);
        if bare_days == 0 {
            return self.check(&piece, held);
        }
        let mut rest = piece.kwh - held;
        if rest < Decimal::ZERO {
            self.disagree(&piece, held);
            rest = Decimal::ZERO;
        }
        let quality = if bare.len() > 1 { piece.quality.weakest(Quality::Modelled) } else { piece.quality };
        let mut done = Decimal::ZERO;
        for (i, run) in bare.iter().enumerate() {
            let so_far = bare.get(..=i).unwrap_or_default();
            let until = if so_far.len() == bare.len() {
                rest
            } else {
                self.spread.part(rest, &bare, so_far).round_dp(PART_DECIMALS)
            };
            self.insert(Piece { days: *run, kwh: until - done, quality, made: Made::Cut, ..piece });
            done = until;
        }
    }

    /// Whether everything laid so far lies before these days: readings mostly come in order.
    fn ends_before(&self, days: Period) -> bool {
        self.list.last().is_none_or(|last| last.days.to <= days.from)
    }

    /// Whether nothing of these days is bare.
    pub fn cover(&self, days: Period) -> bool {
        !self.ends_before(days) && self.bare(days).is_empty()
    }

    /// Adds what was lacking of a piece of exactly these days; says whether there is one.
    pub fn complete(&mut self, days: Period, kwh: Decimal, quality: Quality) -> bool {
        let at = self.list.partition_point(|p| p.days.from < days.from);
        let Some(piece) = self.list.get_mut(at).filter(|p| p.days == days) else { return false };
        piece.kwh += kwh;
        piece.quality = piece.quality.weakest(quality);
        piece.made = Made::Completed;
        true
    }

    fn insert(&mut self, piece: Piece) {
        let at = self.list.partition_point(|p| p.days.from < piece.days.from);
        self.list.insert(at, piece);
    }

    fn check(&mut self, piece: &Piece, held: Decimal) {
        let tolerance = (piece.kwh.abs() * dec!(0.01)).max(Decimal::ONE);
        if (piece.kwh - held).abs() > tolerance {
            self.disagree(piece, held);
        }
    }

    fn disagree(&mut self, piece: &Piece, held: Decimal) {
        let finding = Finding::new(Code::SourcesDisagree)
            .with("from", piece.days.from)
            .with("to", piece.days.to)
            .with("stated_kwh", piece.kwh.normalize())
            .with("counted_kwh", held.normalize());
        self.findings.push(finding);
    }

    /// Runs of days of `window` that nothing covers.
    pub fn bare(&self, window: Period) -> Vec<Period> {
        let mut runs = Vec::new();
        let mut from = window.from;
        let first = self.list.partition_point(|p| p.days.to <= window.from);
        for piece in self.list.iter().skip(first).take_while(|p| p.days.from < window.to) {
            runs.extend(Period::new(from, piece.days.from));
            from = from.max(piece.days.to);
        }
        runs.extend(Period::new(from, window.to));
        runs
    }

    /// What is known of a window; `None` when nothing is.
    pub fn known(&self, window: Period) -> Option<Known> {
        let first = self.list.partition_point(|p| p.days.to <= window.from);
        let parts = self
            .list
            .iter()
            .skip(first)
            .take_while(|p| p.days.from < window.to)
            .filter_map(|p| p.part(window, &self.spread));
        let mut known: Option<Known> = None;
        for part in parts {
            let so_far = known.get_or_insert_with(|| Known {
                kwh: Decimal::ZERO,
                quality: Quality::Measured,
                sources: BTreeSet::new(),
                days: 0,
            });
            so_far.kwh += part.kwh;
            so_far.quality = so_far.quality.weakest(part.quality);
            so_far.sources.insert(part.source);
            so_far.days += part.days.days();
        }
        known
    }

    /// First covered day to the day after the last.
    pub fn span(&self) -> Option<Period> {
        Period::new(self.list.first()?.days.from, self.list.last()?.days.to)
    }

    /// What was found while laying.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn piece(from: Date, to: Date, kwh: Decimal, source: Source) -> Piece {
        let days = Period::new(from, to).unwrap();
        Piece { days, kwh, quality: Quality::Measured, source, made: Made::Read }
    }

    #[test]
    fn a_bill_gives_the_bare_days_what_the_meter_has_not_counted() {
        let mut pieces = Pieces::default();
        pieces.lay(piece(date(2024, 1, 1), date(2024, 4, 1), dec!(4000), Source::Interval));
        pieces.lay(piece(date(2024, 1, 1), date(2025, 1, 1), dec!(12000), Source::Billed));
        let year = pieces.known(Period::year(2024).unwrap()).unwrap();
        assert_eq!((year.kwh, year.days), (dec!(12000), 366));
        let spring = pieces.known(Period::new(date(2024, 1, 1), date(2024, 4, 1)).unwrap()).unwrap();
        assert_eq!((spring.kwh, spring.quality), (dec!(4000), Quality::Measured));
        assert!(pieces.findings().is_empty());
    }

    #[test]
    fn a_bill_below_what_the_meter_counted_is_said() {
        let mut pieces = Pieces::default();
        pieces.lay(piece(date(2024, 1, 1), date(2024, 4, 1), dec!(4000), Source::Interval));
        pieces.lay(piece(date(2024, 1, 1), date(2025, 1, 1), dec!(3000), Source::Billed));
        assert_eq!(pieces.findings().len(), 1);
        assert_eq!(pieces.known(Period::year(2024).unwrap()).unwrap().kwh, dec!(4000));
    }

    #[test]
    fn a_whole_month_keeps_its_quality_and_a_cut_one_does_not() {
        let mut pieces = Pieces::default();
        pieces.lay(piece(date(2024, 1, 1), date(2024, 2, 1), dec!(31), Source::Billed));
        pieces.lay(piece(date(2024, 2, 1), date(2024, 3, 15), dec!(43.001), Source::Billed));
        let of = |from, to| pieces.known(Period::new(from, to).unwrap()).unwrap();
        assert_eq!(of(date(2024, 1, 1), date(2024, 2, 1)).quality, Quality::Measured);
        let february = of(date(2024, 2, 1), date(2024, 3, 1));
        let march = of(date(2024, 3, 1), date(2024, 4, 1));
        assert_eq!(february.quality, Quality::Modelled);
        assert_eq!(february.kwh + march.kwh, dec!(43.001));
        assert_eq!(march.days, 14);
    }
}
