//! Which part of the dates of a table comes first.
//!
//! A part above 12 tells. Where none does, the order in which dates follow each other tells: a table whose hours stand
//! on the 1st of May and on the 1st of June in one order, and on the 5th and the 6th of January in the other, has the
//! month first. Where both are as likely the day comes first, unless all else in the table is as English as its words.

use std::collections::BTreeSet;

use super::super::dates::{self, DateOrder};
use super::super::header::Found;
use super::super::spacing::{Spacing, is_last, spacing};
use crate::finding::{Code, Finding};
use crate::lang::normalised;
use crate::period::Day;

/// Changes of date that are looked at: more tell nothing new.
const LOOKED_AT: usize = 4000;

/// Words of headers of which one says that the table is not English.
const CONTINENTAL: [&str; 30] = [
    "heure",
    "jour",
    "mois",
    "annee",
    "conso",
    "consommation",
    "releve",
    "compteur",
    "electricite",
    "gaz",
    "energie",
    "eau",
    "mazout",
    "datum",
    "tijd",
    "uur",
    "dag",
    "maand",
    "verbruik",
    "meterstand",
    "elektriciteit",
    "afname",
    "injectie",
    "verbrauch",
    "zahler",
    "zahlerstand",
    "zeit",
    "uhrzeit",
    "strom",
    "monat",
];

/// Words of headers of which one says that it is.
const ENGLISH: [&str; 18] = [
    "time",
    "hour",
    "day",
    "month",
    "year",
    "usage",
    "use",
    "used",
    "consumption",
    "reading",
    "meter",
    "cost",
    "electricity",
    "therms",
    "start",
    "end",
    "energy",
    "delivered",
];

/// Which part of the dates comes first.
#[derive(Default)]
pub(super) struct OrderEvidence {
    day_first: u32,
    month_first: u32,
    /// Least and greatest first and last part of dates of three times two digits.
    short: Option<((u32, u32), (u32, u32))>,
    /// Dates that could be read in both orders, as they follow each other.
    both_ways: Vec<String>,
    /// A date whose parts tell.
    telling: Option<String>,
    /// Some date is cut at dots, as nobody does who puts the month first.
    dotted: bool,
}

/// What else a table tells of where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Continental,
    English,
    Unknown,
}

/// How dates follow each other in one order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sequence {
    /// 2: days, weeks, whole months; 1: months from some day on; 0: nothing of the kind.
    evenness: u8,
    sorted: bool,
}

impl OrderEvidence {
    pub(super) fn see(&mut self, cell: &[u8]) {
        let mut parts = cell.split(|b| !b.is_ascii_digit());
        let mut next = || {
            let digits = parts.next().filter(|p| p.len() <= 2)?;
            std::str::from_utf8(digits).ok().and_then(|p| p.parse::<u32>().ok())
        };
        let (first, second, third) = (next(), next(), next());
        let is_day = |n: u32| (13..=31).contains(&n);
        let day_first = first.is_some_and(is_day);
        let month_first = first.is_some_and(|n| n <= 12) && second.is_some_and(is_day);
        self.day_first += u32::from(day_first);
        self.month_first += u32::from(month_first);
        if let (Some(first), Some(_), Some(third)) = (first, second, third) {
            let wider = |(least, most): (u32, u32), n: u32| (least.min(n), most.max(n));
            let (firsts, thirds) = self.short.unwrap_or(((first, first), (third, third)));
            self.short = Some((wider(firsts, first), wider(thirds, third)));
        }
        if first.is_none() || second.is_none() {
            return;
        }
        // The time that follows does not matter.
        let end = cell.iter().position(|b| matches!(b, b' ' | b'T')).unwrap_or(cell.len());
        let Some(date) = cell.get(..end).and_then(|d| std::str::from_utf8(d).ok()) else { return };
        if day_first || month_first {
            self.telling.get_or_insert_with(|| date.to_owned());
        } else if self.both_ways.len() < LOOKED_AT && self.both_ways.last().is_none_or(|last| last != date) {
            self.dotted |= date.contains('.');
            self.both_ways.push(date.to_owned());
        }
    }

    /// The order, and what there is to say of it. `timed`: the rows of a day are told apart by a clock.
    pub(super) fn decide(
        &self,
        given: Option<DateOrder>,
        found: &Found<'_>,
        decimal_comma: bool,
        timed: bool,
    ) -> (DateOrder, Option<Finding>) {
        if let Some(order) = self.told() {
            let mixed = self.day_first > 0 && self.month_first > 0 && given.is_none();
            return (order, if mixed { self.mixed(order) } else { None });
        }
        if given.is_some() || self.dotted || found.format.is_described() {
            return (given.unwrap_or_default(), None);
        }
        let in_order = |order| self.sequence(order, timed);
        let (day, month) = (in_order(DateOrder::DayFirst), in_order(DateOrder::MonthFirst));
        let Some(example) = self.both_ways.iter().find_map(|date| both_readings(date)) else {
            return (DateOrder::DayFirst, None);
        };
        let (order, why) = match origin(found, decimal_comma) {
            _ if month.is_told_against(day, timed) => (DateOrder::MonthFirst, "spacing"),
            _ if day.is_told_against(month, timed) => return (DateOrder::DayFirst, None),
            Origin::Continental => return (DateOrder::DayFirst, None),
            Origin::English if month.evenness > 0 && month.evenness >= day.evenness => {
                (DateOrder::MonthFirst, "english")
            }
            _ => (DateOrder::DayFirst, "usual"),
        };
        (order, Some(example.finding(order).with("why", why)))
    }

    /// What the parts of the dates tell.
    fn told(&self) -> Option<DateOrder> {
        // 23-09-01, 23-09-02 …: days follow each other, years stand still.
        if let Some(((least, most), (first, last))) = self.short
            && (most > 31 || (least > 12 && last - first > most - least + 3))
            && last <= 31
        {
            return Some(DateOrder::YearFirst);
        }
        match (self.day_first, self.month_first) {
            (0, 0) => None,
            (day, month) if month > day => Some(DateOrder::MonthFirst),
            _ => Some(DateOrder::DayFirst),
        }
    }

    fn sequence(&self, order: DateOrder, timed: bool) -> Sequence {
        let days: Vec<Day> =
            self.both_ways.iter().filter_map(|date| dates::date(date.as_bytes(), order)).collect();
        let rising = days.is_sorted();
        let falling = days.iter().rev().is_sorted();
        let set: BTreeSet<Day> = days.into_iter().collect();
        let whole_months = || set.iter().all(|d| d.day() == 1) || set.iter().all(|d| is_last(*d));
        let evenness = match spacing(&[&set]) {
            Spacing::Days => 2,
            _ if timed => 0,
            Spacing::Weeks => 2,
            Spacing::Months(_) if whole_months() => 2,
            Spacing::Months(_) => 1,
            Spacing::Uneven => 0,
        };
        Sequence { evenness, sorted: (rising || falling) && set.len() > 2 }
    }

    /// Rows of both orders: those that are fewer are bad dates, and that is said.
    fn mixed(&self, order: DateOrder) -> Option<Finding> {
        let first = self.both_ways.iter().find_map(|date| both_readings(date));
        let telling = || {
            let date = self.telling.clone()?;
            let read = |order| dates::date(date.as_bytes(), order);
            let day = read(DateOrder::DayFirst).or_else(|| read(DateOrder::MonthFirst))?;
            Some(Readings { date, day_first: day, month_first: day })
        };
        Some(first.or_else(telling)?.finding(order).with("why", "mixed"))
    }
}

impl Sequence {
    /// Dates follow each other in this order and in the other they do not. Of dates without a time more are needed: two
    /// or three of them stand somehow.
    fn is_told_against(self, other: Sequence, timed: bool) -> bool {
        if self.evenness > 0 && other.evenness == 0 {
            return timed || self.sorted;
        }
        self.evenness == other.evenness && self.sorted && !other.sorted
    }
}

/// A date with what it is in both orders.
struct Readings {
    date: String,
    day_first: Day,
    month_first: Day,
}

impl Readings {
    fn finding(&self, order: DateOrder) -> Finding {
        let (day, other) = match order {
            DateOrder::MonthFirst => (self.month_first, self.day_first),
            DateOrder::DayFirst | DateOrder::YearFirst => (self.day_first, self.month_first),
        };
        let finding = Finding::new(Code::DateOrderAssumed).value(&self.date);
        finding.with("day", day).with("other_day", other)
    }
}

/// What a date is in both orders, where that is not the same day.
fn both_readings(date: &str) -> Option<Readings> {
    let read = |order| dates::date(date.as_bytes(), order);
    let (day_first, month_first) = (read(DateOrder::DayFirst)?, read(DateOrder::MonthFirst)?);
    (day_first != month_first).then(|| Readings { date: date.to_owned(), day_first, month_first })
}

fn origin(found: &Found<'_>, decimal_comma: bool) -> Origin {
    let words: Vec<String> = found.headers.iter().map(|h| normalised(h)).collect();
    let says = |list: &[&str]| words.iter().flat_map(|w| w.split(' ')).any(|w| list.contains(&w));
    if decimal_comma || found.table.separator() == b';' || says(&CONTINENTAL) {
        Origin::Continental
    } else if says(&ENGLISH) {
        Origin::English
    } else {
        Origin::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cells: &[&str]) -> Option<DateOrder> {
        let mut evidence = OrderEvidence::default();
        for cell in cells {
            evidence.see(cell.as_bytes());
        }
        evidence.told()
    }

    #[test]
    fn a_column_of_dates_tells_what_comes_first() {
        use DateOrder::{DayFirst, MonthFirst, YearFirst};
        assert_eq!(told(&["01/02/2025", "13/02/2025"]), Some(DayFirst));
        assert_eq!(told(&["01/02/2025", "02/13/2025"]), Some(MonthFirst));
        assert_eq!(told(&["01/02/2025"]), None);
        assert_eq!(told(&["23-09-01", "23-09-02", "23-09-05"]), Some(YearFirst));
        assert_eq!(told(&["23-09-21", "23-09-22", "23-09-23"]), Some(DayFirst), "once a year");
        assert_eq!(told(&["01/09/23", "02/09/23", "30/09/23"]), Some(DayFirst));
        assert_eq!(told(&["98-09-01"]), Some(YearFirst));
        assert_eq!(told(&["01/04/17", "02/04/17", "31/03/18"]), Some(DayFirst));
    }
}
