//! The calendar of a project, opened by another's parser.

use eclaireur_frontend::calendar_file::{Of, ics};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::calendar::{Calendar, calendar};
use eclaireur_models::financing::{Case, assess};
use eclaireur_models::lang::Lang;
use icalendar::parser::{read_calendar, unfold};

const OF: Of<'_> = Of {
    building: "residence",
    building_name: "Résidence ; \"du Parc\", aile B\nEND:VCALENDAR",
    project: "isolation",
    version: 7,
    project_name: "Isolation, 620 m² — une très longue désignation qui dépasse la ligne",
};

fn steps(procedure: &str) -> Calendar {
    let catalog = Catalog::embedded().unwrap();
    let text = format!("[organisation]\nlegal_form = \"commune\"\n[procedure]\n{procedure}");
    let case = Case::read(&text, &catalog).unwrap();
    calendar(&case, &assess(&case, &catalog, "2026-11-21".parse().unwrap()))
}

/// Summary and first day of every event.
fn events(text: &str) -> Vec<(String, String, String)> {
    let unfolded = unfold(text);
    let read = read_calendar(&unfolded).unwrap();
    let value = |c: &icalendar::parser::Component<'_>, name: &str| {
        c.find_prop(name).map(|p| p.val.to_string()).unwrap_or_default()
    };
    read.components
        .iter()
        .filter(|c| c.name == "VEVENT")
        .map(|c| (value(c, "UID"), value(c, "DTSTART"), value(c, "SUMMARY")))
        .collect()
}

#[test]
fn another_parser_reads_every_step_that_has_a_day() {
    let told = steps(
        "ureba_audit_date = 2026-03-01\napplication_date = 2026-06-01\ngrant_decision_date = 2026-09-01\n\
         order_signed_date = 2027-01-15\n",
    );
    let text = ics(Lang::Fr, OF, &told);
    assert_eq!(text, ics(Lang::Fr, OF, &told), "twice the same");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let events = events(&text);
    let days: Vec<&str> = events.iter().map(|(_, day, _)| day.as_str()).collect();
    for day in ["20260301", "20260601", "20260901", "20270115"] {
        assert!(days.contains(&day), "no {day} in {days:?}");
    }
    assert!(
        text.contains("\r\nSEQUENCE:7\r\n")
            && text.contains("\r\nUID:order.isolation.residence@eclaireur\r\n"),
        "{text}"
    );
    assert_eq!(text.matches("BEGIN:VALARM").count(), 1, "of what is planned, not of what is done: {text}");
    let mut ids: Vec<&str> = events.iter().map(|(id, ..)| id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), events.len(), "each has an identity of its own");
    assert!(
        events.iter().any(|(.., says)| says.contains("Prévu") && says.contains("Isolation")),
        "{events:?}"
    );
}

#[test]
fn a_project_without_a_date_is_an_empty_calendar_that_opens() {
    let mut told = steps("");
    told.steps.clear();
    assert_eq!(events(&ics(Lang::Fr, OF, &told)), []);
}
