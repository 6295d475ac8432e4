//! Which step comes when, what is too late, what must not be signed yet.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::calendar::{Calendar, StepStatus, calendar, due_within};
use eclaireur_models::financing::{Case, assess};
use eclaireur_models::period::Day;

const SCHOOL: &str = "[organisation]\nlegal_form = \"asbl\"\nactivity = \"school\"\nseat_in_wallonia = true\n\
    german_speaking_community = false\n[building]\nin_wallonia = true\ntenure = \"owner\"\n\
    [[work]]\nmeasure = \"roof-flat\"\nquantity = \"200 m2\"\nbio_based = false\ncost_excl_vat = \"30000 EUR\"\n\
    [procedure]\n";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The calendar of a school with these dates; only the scheme that gives for its roof counts.
fn told(procedure: &str, on: &str) -> Calendar {
    let catalog = Catalog::embedded().unwrap();
    let case = Case::read(&format!("{SCHOOL}{procedure}"), &catalog).unwrap();
    let mut said = assess(&case, &catalog, day(on));
    said.schemes.retain(|s| s.code == "wallonia/ureba-2022");
    calendar(&case, &said)
}

/// Steps with their status: `audit done, application next …`, yearly reports by year.
fn statuses(calendar: &Calendar) -> Vec<String> {
    calendar.steps.iter().map(|s| format!("{} {}", s.key(), s.status.code())).collect()
}

fn check(procedure: &str, on: &str, expect: &[&str]) {
    assert_eq!(statuses(&told(procedure, on)), expect, "{procedure} on {on}");
}

const NOTHING: [&str; 8] = [
    "audit next",
    "application later",
    "decision later",
    "order later",
    "works later",
    "acceptance later",
    "payment later",
    "report later",
];

#[test]
fn steps_come_in_the_order_audit_application_decision_order_works_acceptance_settlement_reports() {
    check("", "2026-11-21", &NOTHING);
}

#[test]
fn a_date_in_the_past_is_done_and_one_to_come_is_planned() {
    let told = told("ureba_audit_date = 2026-03-01\napplication_date = 2027-01-10\n", "2026-11-21");
    let expect = ["audit done", "application next", "decision later"];
    assert_eq!(statuses(&told)[..3], expect);
    assert_eq!(told.steps[1].planned_on, Some(day("2027-01-10")));
    assert_eq!((told.steps[1].done_on, told.steps[1].earliest), (None, Some(day("2026-03-01"))));
}

#[test]
fn the_five_yearly_reports_are_counted_and_none_has_a_day_that_nobody_found() {
    let dates = "ureba_audit_date = 2024-03-01\napplication_date = 2024-06-01\n\
        grant_decision_date = 2024-10-01\norder_signed_date = 2024-11-01\nreports_sent = 1\n";
    let told = told(dates, "2027-04-01");
    let reports: Vec<String> =
        statuses(&told).into_iter().filter(|status| status.starts_with("report")).collect();
    let expect = ["report-1 done", "report-2 later", "report-3 later", "report-4 later", "report-5 later"];
    assert_eq!(reports, expect);
    let third = told.steps.iter().find(|s| s.year == Some(3)).unwrap();
    assert_eq!((third.earliest, third.latest), (None, None));
    assert_eq!(third.within[0].time.as_deref(), Some("5 years"));
}

#[test]
fn before_the_decision_nothing_may_be_signed_and_the_sum_at_stake_is_told() {
    let told = told("ureba_audit_date = 2026-03-01\napplication_date = 2026-06-01\n", "2026-11-21");
    assert_eq!(told.warnings.len(), 1);
    let warning = &told.warnings[0];
    assert_eq!(
        (warning.code, warning.at_stake.unwrap().to_string()),
        ("do-not-sign-yet", "11800.00".to_owned())
    );
    assert_eq!(warning.schemes, ["wallonia/ureba-2022"]);
}

#[test]
fn a_day_that_is_only_planned_lets_nobody_sign_and_an_order_too_early_says_what_it_costs() {
    let not_yet = Some(("do-not-sign-yet", true));
    for (dates, expect) in [
        ("", not_yet),
        ("grant_decision_date = 2027-02-01\n", not_yet),
        ("grant_decision_date = 2027-02-01\norder_signed_date = 2027-03-01\n", not_yet),
        (
            "grant_decision_date = 2027-02-01\norder_signed_date = 2027-01-15\n",
            Some(("order-before-decision", true)),
        ),
        ("order_signed_date = 2027-01-15\n", Some(("order-before-decision", true))),
        ("order_signed_date = 2026-10-15\n", Some(("order-before-decision", false))),
        (
            "grant_decision_date = 2027-02-01\norder_signed_date = 2026-10-15\n",
            Some(("order-before-decision", false)),
        ),
        // A decision implies that it was asked for.
        ("grant_decision_date = 2026-09-01\norder_signed_date = 2026-10-15\n", None),
        ("grant_decision_date = 2026-09-01\norder_signed_date = 2027-10-15\n", None),
        ("grant_decision_date = 2026-11-21\n", None),
    ] {
        let told = told(&format!("ureba_audit_date = 2026-03-01\n{dates}"), "2026-11-21");
        assert_eq!(told.warnings.first().map(|w| (w.code, w.planned)), expect, "{dates}");
        let at_stake = told.warnings.first().map(|w| w.at_stake.unwrap().to_string());
        assert_eq!(at_stake, expect.map(|_| "11800.00".to_owned()), "{dates}");
    }
}

#[test]
fn what_lies_before_the_last_thing_done_is_done_on_a_day_nobody_told() {
    for (dates, expect) in [
        (
            "grant_decision_date = 2026-09-01\n",
            ["audit done", "application done", "decision done", "order next", "works later"],
        ),
        (
            "grant_decision_date = 2026-09-01\nworks_start_date = 2026-10-01\n",
            ["audit done", "application done", "decision done", "order done", "works done"],
        ),
        (
            "application_date = 2026-09-01\n",
            ["audit done", "application done", "decision next", "order later", "works later"],
        ),
        (
            "order_signed_date = 2026-10-01\n",
            ["audit too-late", "application too-late", "decision too-late", "order done", "works next"],
        ),
    ] {
        let told = told(dates, "2026-11-21");
        assert_eq!(statuses(&told)[..5], expect, "{dates}");
        let audit = &told.steps[0];
        assert_eq!((audit.done_on, audit.planned_on), (None, None));
    }
}

#[test]
fn the_audit_of_another_scheme_is_not_the_one_that_is_asked_for() {
    check("global_audit_date = 2026-03-01\n", "2026-11-21", &NOTHING);
}

#[test]
fn a_delay_is_that_of_the_one_scheme_that_names_the_decision() {
    let catalog = Catalog::embedded().unwrap();
    let text = format!("{SCHOOL}application_date = 2026-01-10\ngrant_decision_date = 2026-05-20\n");
    let case = Case::read(&text, &catalog).unwrap();
    let told = calendar(&case, &assess(&case, &catalog, day("2026-11-21")));
    assert_eq!(told.delays[0].schemes, ["wallonia/ureba-2022"]);
}

#[test]
fn an_order_before_the_decision_loses_the_aid_and_what_should_have_come_before_is_too_late() {
    let dates =
        "ureba_audit_date = 2026-03-01\napplication_date = 2026-06-01\norder_signed_date = 2026-07-01\n";
    let told = told(dates, "2026-11-21");
    assert_eq!(told.warnings[0].code, "order-before-decision");
    assert_eq!(
        statuses(&told)[..5],
        ["audit done", "application done", "decision too-late", "order done", "works next"]
    );
}

#[test]
fn with_an_urgency_authorisation_or_after_the_decision_nobody_is_warned() {
    for dates in [
        "application_date = 2026-06-01\norder_signed_date = 2026-07-01\nurgency_authorisation = true\n",
        "application_date = 2026-06-01\ngrant_decision_date = 2026-09-01\norder_signed_date = 2026-09-02\n",
        "application_date = 2026-06-01\ngrant_decision_date = 2026-09-01\n",
    ] {
        assert_eq!(told(dates, "2026-11-21").warnings, [], "{dates}");
    }
}

#[test]
fn a_time_that_is_not_known_stays_unknown_and_says_who_can_tell() {
    let told = told("", "2026-11-21");
    let decision = told.steps.iter().find(|s| s.code == "decision").unwrap();
    assert_eq!((decision.latest, decision.waits_for), (None, Some("application")));
    let within = &decision.within[0];
    assert_eq!((&within.time, within.settled_by), (&None, Some("administration")));
}

#[test]
fn days_between_told_dates_are_counted_and_no_delay_runs_back() {
    let dates =
        "application_date = 2026-01-10\ngrant_decision_date = 2026-05-20\nadvance_paid_date = 2026-04-01\n";
    let told = told(dates, "2026-11-21");
    let counted: Vec<(&str, i32)> = told.delays.iter().map(|d| (d.to, d.days)).collect();
    assert_eq!(counted, [("procedure.grant_decision_date", 130)]);
    assert_eq!(told.delays[0].schemes, ["wallonia/ureba-2022"]);
}

#[test]
fn papers_are_filled_with_what_is_told_and_name_what_lacks() {
    let told = told("", "2026-11-21");
    let application = told.steps.iter().find(|s| s.code == "application").unwrap();
    assert!(application.known.contains(&"organisation.legal_form"));
    assert!(application.known.contains(&"work.cost_excl_vat"));
    assert!(application.lacking.contains(&"organisation.aim"));
    assert!(application.documents.iter().any(|d| d.name.contains("UREBA")));
}

#[test]
fn a_step_is_told_of_when_its_day_is_within_a_month_and_not_after() {
    let procedure = "ureba_audit_date = 2026-03-01\napplication_date = 2026-12-15\n";
    for (on, expect) in [("2026-11-14", 0), ("2026-11-15", 1), ("2026-12-14", 1), ("2026-12-15", 0)] {
        let told = told(procedure, on);
        assert_eq!(due_within(&told, 30).len(), expect, "{on}");
    }
}

#[test]
fn a_building_without_any_aid_still_orders_works_and_accepts() {
    let catalog = Catalog::embedded().unwrap();
    let case = Case::default();
    let mut said = assess(&case, &catalog, day("2026-11-21"));
    said.schemes.clear();
    let told = calendar(&case, &said);
    assert_eq!(statuses(&told), ["order next", "works later", "acceptance later"]);
    assert_eq!(told.warnings, []);
    assert_eq!(StepStatus::ALL.len(), 4);
}

#[test]
fn a_day_at_the_end_of_time_is_no_panic() {
    for dates in [
        "application_date = 9999-12-31\ngrant_decision_date = 9999-12-31\n",
        "order_signed_date = 0001-01-01\n",
    ] {
        let _ = told(dates, "2026-11-21");
    }
}
