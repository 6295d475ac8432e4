//! What a date beside a consumption stands for, by how far apart the dates of the table stand.
//!
//! All dates of the table tell, also those of rows whose value is bad or missing. Days are told by the whole table;
//! anything longer by the dates of the meter, and by the table where the meter has one date only.

use std::collections::{BTreeMap, BTreeSet};

use super::super::spacing::{Spacing, is_last, spacing};
use crate::period::{Day, Month, days_between, next_day};

/// The dates of a table, by whose rows they stand in.
#[derive(Debug, Default)]
pub struct Dates {
    days: BTreeMap<usize, BTreeSet<Day>>,
    /// Of whose rows each series is made: mostly one, several where a meter is written in several ways.
    whose: BTreeMap<usize, BTreeSet<usize>>,
}

/// What a date stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Itself.
    Day,
    /// The week that begins with it, a Monday.
    WeekFrom,
    /// The week that ends with it, a Sunday.
    WeekTo,
    /// So many months that begin with it, the first of a month.
    MonthsFrom(i32),
    /// So many months that end with it, the last of a month.
    MonthsTo(i32),
    /// Anything else: what was used since the date before.
    SinceBefore,
}

impl Dates {
    /// Takes a row into account.
    pub fn see(&mut self, who: usize, day: Day) {
        self.days.entry(who).or_default().insert(day);
    }

    /// A series has rows of `who`.
    pub fn belongs(&mut self, series: usize, who: usize) {
        self.whose.entry(series).or_default().insert(who);
    }

    /// What the table as a whole tells.
    pub fn rule(&self) -> Rule {
        Rule::of(&self.days.values().collect::<Vec<_>>())
    }

    /// The dates of a series.
    pub fn of(&self, series: usize) -> BTreeSet<Day> {
        let whose = self.whose.get(&series).into_iter().flatten();
        whose.filter_map(|who| self.days.get(who)).flatten().copied().collect()
    }
}

impl Rule {
    fn of(groups: &[&BTreeSet<Day>]) -> Rule {
        let all = |test: fn(&Day) -> bool| groups.iter().copied().flatten().all(test);
        match spacing(groups) {
            Spacing::Days => Rule::Day,
            Spacing::Weeks if all(|d| d.weekday() == jiff::civil::Weekday::Monday) => Rule::WeekFrom,
            Spacing::Weeks if all(|d| d.weekday() == jiff::civil::Weekday::Sunday) => Rule::WeekTo,
            Spacing::Months(n) if all(|d| d.day() == 1) => Rule::MonthsFrom(n),
            Spacing::Months(n) if all(|d| is_last(*d)) => Rule::MonthsTo(n),
            _ => Rule::SinceBefore,
        }
    }

    /// What the dates of a meter stand for in a table of this rule.
    pub fn for_days(self, days: &BTreeSet<Day>) -> Rule {
        let fits = match self {
            Rule::MonthsFrom(_) => days.iter().all(|d| d.day() == 1),
            Rule::MonthsTo(_) => days.iter().all(|d| is_last(*d)),
            _ => true,
        };
        match self {
            Rule::Day => Rule::Day,
            _ if days.len() < 2 && fits => self,
            _ => Rule::of(&[days]),
        }
    }

    /// The period of a date, the last day excluded; `None` where the table does not tell when it begins.
    pub fn period(self, day: Day, days: &[Day]) -> Option<(Day, Day)> {
        let later = |n: i64| day.checked_add(jiff::Span::new().try_days(n).ok()?).ok();
        let month = |n: i32| Month::from_index(Month::of(day).index() + n).map(Month::first);
        match self {
            Rule::Day => Some((day, next_day(day))),
            Rule::WeekFrom => Some((day, later(7)?)),
            Rule::WeekTo => Some((later(-6)?, next_day(day))),
            Rule::MonthsFrom(n) => Some((day, month(n)?)),
            Rule::MonthsTo(n) => Some((month(1 - n)?, next_day(day))),
            Rule::SinceBefore => {
                let at = days.partition_point(|d| *d < day);
                let before = at.checked_sub(1).and_then(|before| days.get(before)).copied();
                Some((before.or_else(|| before_the_first(days))?, day))
            }
        }
    }

    /// Whether what is taken for such a period is a consumption in slots, not one that was billed.
    pub fn is_of_slots(self) -> bool {
        matches!(self, Rule::Day | Rule::MonthsFrom(1) | Rule::MonthsTo(1))
    }

    /// Permanent name, for the sentence.
    pub const fn code(self) -> &'static str {
        match self {
            Rule::Day => "day",
            Rule::WeekFrom => "week-of-first-day",
            Rule::WeekTo => "week-of-last-day",
            Rule::MonthsFrom(1) => "month-of-first-day",
            Rule::MonthsTo(1) => "month-of-last-day",
            Rule::MonthsFrom(_) => "period-of-first-day",
            Rule::MonthsTo(_) => "period-of-last-day",
            Rule::SinceBefore => "since-date-before",
        }
    }
}

/// When the period of the first of several dates began, where they stand evenly: as long before as the next is after.
fn before_the_first(days: &[Day]) -> Option<Day> {
    let (first, second) = (*days.first()?, *days.get(1)?);
    let set: BTreeSet<Day> = days.iter().copied().collect();
    let steps: BTreeSet<i64> =
        days.iter().zip(days.iter().skip(1)).map(|(a, b)| days_between(*a, *b)).collect();
    let span = match spacing(&[&set]) {
        Spacing::Months(n) if days.len() > 2 => jiff::Span::new().try_months(n).ok()?,
        _ if days.len() > 2 && steps.len() == 1 => {
            jiff::Span::new().try_days(days_between(first, second)).ok()?
        }
        Spacing::Weeks => jiff::Span::new().try_days(7).ok()?,
        _ => return None,
    };
    first.checked_sub(span).ok()
}
