//! The steps of a project as an iCalendar file (RFC 5545), for any calendar program.
//!
//! Whole days only; what has no day is not in it. A step keeps its identity over exports, so that a calendar that is read
//! again replaces instead of doubling. Same project, same day, same bytes. Does *not* hold anybody's name.

use eclaireur_models::financing::calendar::{Calendar, Step, StepStatus};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use crate::pages::step_name;
use crate::text::Say;

/// Bytes of a line, without its end.
const LINE: usize = 75;
/// Days before a last day at which a calendar program says so.
const ALARM_DAYS: u32 = 30;

/// What a calendar file is about.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    /// Code of the building.
    pub building: &'a str,
    /// Name of the building.
    pub building_name: &'a str,
    /// Code of the project.
    pub project: &'a str,
    /// Name of the project.
    pub project_name: &'a str,
    /// Its version: a calendar program takes the newer.
    pub version: i32,
}

/// The file.
pub fn ics(lang: Lang, of: Of<'_>, calendar: &Calendar) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Eclaireur//Financer//FR");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}", text(&format!("{} · {}", of.project_name, of.building_name))));
    let stamp = format!("{}T000000Z", compact(calendar.on));
    for step in &calendar.steps {
        let name = step_name(lang, step);
        if let Some((kind, day, says)) = day_of(lang, step, &name) {
            line("BEGIN:VEVENT");
            line(&format!("UID:{}.{}.{}@eclaireur", step.key(), of.project, of.building));
            line(&format!("SEQUENCE:{}", of.version));
            line(&format!("DTSTAMP:{stamp}"));
            line(&format!("DTSTART;VALUE=DATE:{}", compact(day)));
            if let Ok(after) = day.tomorrow() {
                line(&format!("DTEND;VALUE=DATE:{}", compact(after)));
            }
            line(&format!("SUMMARY:{}", text(&format!("{says} · {}", of.project_name))));
            let papers: Vec<&str> = step.documents.iter().map(|d| d.name.as_str()).collect();
            if !papers.is_empty() {
                line(&format!("DESCRIPTION:{}", text(&papers.join("\n"))));
            }
            line(&format!("LOCATION:{}", text(of.building_name)));
            line("TRANSP:TRANSPARENT");
            if kind == Holds::Ahead && step.status != StepStatus::TooLate {
                line("BEGIN:VALARM");
                line("ACTION:DISPLAY");
                line(&format!("DESCRIPTION:{}", text(&says)));
                line(&format!("TRIGGER:-P{ALARM_DAYS}D"));
                line("END:VALARM");
            }
            line("END:VEVENT");
        }
    }
    line("END:VCALENDAR");
    out
}

/// Whether a day is behind or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Done,
    Ahead,
}

/// The one day of a step: on which it was done, else for which it is planned, else the last one.
fn day_of(lang: Lang, step: &Step, name: &str) -> Option<(Holds, Day, String)> {
    let said = |key: &'static str| Say::new(lang, key).with("step", name).to_string();
    let done = step.done_on.map(|day| (Holds::Done, day, said("calendar-done")));
    let planned = || step.planned_on.map(|day| (Holds::Ahead, day, said("calendar-planned")));
    let latest = || step.latest.map(|day| (Holds::Ahead, day, said("calendar-latest")));
    done.or_else(planned).or_else(latest)
}

fn compact(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Text as a value: commas, semicolons, backslashes and line ends are escaped; other control characters are left out.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// A line of at most 75 bytes, the rest on lines that begin with a space; letters are never cut in two.
fn fold(out: &mut String, line: &str) {
    let mut room = LINE;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_bytes_and_come_back_whole() {
        let long = "SUMMARY:".to_owned() + &"é€a".repeat(60);
        let mut out = String::new();
        fold(&mut out, &long);
        assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), long);
    }

    #[test]
    fn what_somebody_typed_cannot_end_a_line() {
        assert_eq!(text("a,b;c\\d\r\nEND:VEVENT"), "a\\,b\\;c\\\\d\\nEND:VEVENT");
    }
}
