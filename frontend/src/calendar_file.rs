//! The steps of a project as an iCalendar file (RFC 5545), for any calendar program.
//!
//! Whole days only; what has no day is not in it. A step keeps its identity over exports, so that a calendar that is read
//! again replaces instead of doubling. Same project, same day, same bytes. Does *not* hold anybody's name.

use eclaireur_models::financing::calendar::{Calendar, Step};
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
        for (kind, day, says) in days(lang, step, &name) {
            line("BEGIN:VEVENT");
            line(&format!("UID:{}-{kind}.{}.{}@eclaireur", step.key(), of.project, of.building));
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
            if kind == "latest" {
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

/// The days of a step: done, planned, or the last one.
fn days(lang: Lang, step: &Step, name: &str) -> Vec<(&'static str, Day, String)> {
    let said = |key: &'static str| Say::new(lang, key).with("step", name).to_string();
    if let Some(done) = step.done_on {
        return vec![("done", done, said("calendar-done"))];
    }
    let planned = step.planned_on.map(|day| ("planned", day, said("calendar-planned")));
    let latest = step.latest.map(|day| ("latest", day, said("calendar-latest")));
    planned.into_iter().chain(latest).collect()
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
