//! The month's sheet (*fiche du mois*), composed once for its page and its paper: what was not read, the one thing to do and
//! what it is worth, who does it, when meters are read next.
//!
//! Names a function, never a person. What is too long is cut, so that it always fits on one A4.

use std::collections::BTreeSet;

use eclaireur_models::alerts::Alert;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::building::Carrier;
use eclaireur_models::indicators::series::{MeterSeen, MonthSeries};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month};

use crate::pages::alerts::euro;
use crate::text::Say;
use crate::{alerts, format, told, words};

/// Meters named; the rest are counted.
const MOST_METERS: usize = 3;
/// Letters of the responsible's function, of a meter's name, of a sentence.
const LONGEST_NAME: usize = 70;
const LONGEST_METER: usize = 34;
const LONGEST: usize = 130;

/// The sheet, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) title: String,
    /// Heading of last month.
    pub(crate) month: String,
    /// What last month lacks or shows, one sentence each.
    pub(crate) last: Vec<String>,
    pub(crate) action: ToDo,
    pub(crate) who: String,
    pub(crate) next: String,
}

/// The one thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ToDo {
    pub(crate) what: String,
    /// What it comes from; empty where last month says it already.
    pub(crate) why: String,
    /// *environ 1 900 € par an*; empty where no price is known.
    pub(crate) worth: String,
}

/// The sheet of the month of the assessment; alerts that were `answered` are not asked for again.
pub(crate) fn sheet(
    lang: Lang,
    assessment: &Assessment,
    answered: &BTreeSet<String>,
    responsible: Option<&str>,
) -> Sheet {
    let on = assessment.on;
    let waiting = told::waiting(assessment, answered);
    let before = Month::from_index(Month::of(on).index() - 1);
    let odd = before.and_then(|last| odd(assessment, answered, last));
    let mut last = before.map_or_else(Vec::new, |last| last_month(lang, assessment, last));
    if let Some(odd) = odd {
        let what = cut(&alerts::title(lang, odd), LONGEST);
        last.push(Say::new(lang, "sheet-odd").with("what", what).to_string());
    }
    let month = before.map_or_else(String::new, |last| {
        Say::new(lang, "sheet-last").with("month", format::month_year(lang, last)).to_string()
    });
    let who = responsible.map(str::trim).filter(|who| !who.is_empty());
    Sheet {
        title: Say::new(lang, "sheet-title")
            .with("month", unbroken(&format::month_year(lang, Month::of(on))))
            .to_string(),
        month,
        last,
        action: action(lang, assessment, waiting, odd.is_some() && odd == waiting),
        who: who
            .map_or_else(|| Say::new(lang, "sheet-who-unknown").to_string(), |who| cut(who, LONGEST_NAME)),
        next: Say::new(lang, "sheet-next-day")
            .with("day", format::day_long(lang, next_reading(on)))
            .to_string(),
    }
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

/// Whether a meter has no reading at the end of a month: what is read on the first is the last day of the month before.
fn unread(meter: &MeterSeen, last: Month) -> bool {
    let first = last.next().first();
    let end = first.yesterday().unwrap_or(first);
    meter.last.is_none_or(|day| day < end)
}

/// *Chaufferie (gaz naturel)*
pub(crate) fn named(lang: Lang, meter: &MeterSeen) -> String {
    format!("{} ({})", cut(&meter.label, LONGEST_METER), words::carrier(lang, meter.carrier).to_lowercase())
}

fn last_month(lang: Lang, assessment: &Assessment, last: Month) -> Vec<String> {
    let meters = &assessment.series.meters;
    if meters.is_empty() {
        return vec![Say::new(lang, "sheet-no-meter").to_string()];
    }
    let unread: Vec<&MeterSeen> = meters.iter().filter(|meter| unread(meter, last)).collect();
    let to_read = |meter: &&MeterSeen| match meter.last {
        Some(day) => Say::new(lang, "sheet-unread")
            .with("meter", named(lang, meter))
            .with("day", format::day(day))
            .to_string(),
        None => Say::new(lang, "sheet-never").with("meter", named(lang, meter)).to_string(),
    };
    let mut said: Vec<String> = unread.iter().take(MOST_METERS).map(to_read).collect();
    if let Some(more) = unread.len().checked_sub(MOST_METERS).filter(|more| *more > 0) {
        said.push(Say::new(lang, "sheet-more").count("count", more).to_string());
    }
    if unread.is_empty() {
        let lacking = incomplete(assessment, last);
        let carriers: Vec<String> = lacking.into_iter().map(|c| words::carrier(lang, c)).collect();
        said.push(if carriers.is_empty() {
            Say::new(lang, "sheet-all-read").to_string()
        } else {
            Say::new(lang, "sheet-incomplete").with("carriers", carriers.join(", ")).to_string()
        });
    }
    said
}

/// Carriers whose last month is not complete.
fn incomplete(assessment: &Assessment, last: Month) -> Vec<Carrier> {
    let lacks =
        |series: &&MonthSeries| series.months.iter().find(|m| m.month == last).is_none_or(|m| !m.complete);
    assessment.series.months.iter().filter(lacks).map(|series| series.carrier).collect()
}

/// What waits, was seen in this month and is worth the most.
fn odd<'a>(assessment: &'a Assessment, answered: &BTreeSet<String>, last: Month) -> Option<&'a Alert> {
    let waits = |alert: &&Alert| !answered.contains(&alert.key);
    assessment.alerts.iter().filter(waits).find(|alert| alert.period.meet(last.period()).is_some())
}

/// Of what waits and is worth the most, else to bring a bill, else nothing.
fn action(lang: Lang, assessment: &Assessment, waiting: Option<&Alert>, said: bool) -> ToDo {
    let Some(alert) = waiting else {
        let keys = if assessment.year.is_none() {
            ["sheet-bring-bill", "sheet-bring-bill-why"]
        } else {
            ["sheet-nothing", "sheet-nothing-why"]
        };
        let [what, why] = keys.map(|key| Say::new(lang, key).to_string());
        return ToDo { what, why, worth: String::new() };
    };
    ToDo {
        what: cut(&alerts::action(lang, alert), LONGEST),
        why: if said { String::new() } else { cut(&alerts::title(lang, alert), LONGEST) },
        worth: alert.euro_per_year.and_then(|money| euro(lang, money)).unwrap_or_default(),
    }
}

/// A text of at most so many letters; what was cut off is an ellipsis.
fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
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

    #[test]
    fn a_meter_read_on_the_first_is_read_for_the_month_before() {
        let october = Month::new(2026, 10).unwrap();
        for (last, expect) in [
            (Some("2026-10-31"), false),
            (Some("2026-11-01"), false),
            (Some("2026-10-30"), true),
            (None, true),
        ] {
            let meter = MeterSeen {
                id: "1".to_owned(),
                label: "Chaufferie".to_owned(),
                carrier: Carrier::NaturalGas,
                last: last.map(|day| day.parse().unwrap()),
            };
            assert_eq!(unread(&meter, october), expect, "{last:?}");
        }
    }
}
