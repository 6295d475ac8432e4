//! How long every scenario takes over many buildings, on one core.
//!
//! `scenario_bench [MEMBERS]` makes so many invented buildings (10 000 without a number) and prints one line of JSON for each
//! scenario: milliseconds, and whether that is within the bound of five seconds.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::time::{Duration, Instant};

use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::scenario::{Member, run};
use eclaireur_models::norms::Decided;
use rust_decimal::Decimal;

/// For ten thousand buildings.
const BOUND: Duration = Duration::from_secs(5);

/// Legal form and activity, in turn.
const KINDS: [(&str, &str); 5] = [
    ("asbl", "culture"),
    ("asbl", "care-home"),
    ("cpas", "social-service"),
    ("asbl", "school"),
    ("cooperative", "sheltered-workshop"),
];

fn member(at: u32) -> Member {
    let kind = KINDS.iter().cycle().nth(usize::try_from(at % 5).unwrap_or(0)).copied();
    let (form, activity) = kind.unwrap_or(("asbl", "other"));
    let mut facts = Facts::default();
    for (code, word) in [
        ("organisation.legal_form", form),
        ("organisation.activity", activity),
        ("organisation.field", "culture"),
        ("building.tenure", "owner"),
    ] {
        facts.tell(code, Value::Word(word.to_owned()));
    }
    facts.tell("organisation.seat_in_wallonia", Value::YesNo(true));
    facts.tell("organisation.german_speaking_community", Value::YesNo(false));
    facts.tell("building.in_wallonia", Value::YesNo(true));
    let area = Decimal::from(400 + at % 4_000);
    Member {
        organisation: (at / 2).to_string(),
        activity: Some(activity.to_owned()),
        shown_as: Some(activity.to_owned()),
        facts,
        area: Some(area),
        final_kwh: Some(area * Decimal::from(90 + at % 200)),
        intensity: Some(Decimal::from(90 + at % 200)),
        heated_by: Some(Carrier::NaturalGas),
        obligations: [("automation-290".to_owned(), Decided::Yes)].into(),
    }
}

fn main() -> Result<(), String> {
    let count: u32 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let catalog = Catalog::embedded().map_err(|problems| format!("{problems:?}"))?;
    let on = jiff::civil::date(2026, 11, 21);
    let members: Vec<Member> = (0..count).map(member).collect();
    for scenario in catalog.scenarios() {
        let start = Instant::now();
        let outcome = run(scenario, &members, &catalog, on);
        let took = start.elapsed();
        println!(
            "{{\"scenario\":\"{}\",\"buildings\":{},\"reached\":{},\"ms\":{},\"within_bound\":{}}}",
            scenario.code,
            outcome.total.buildings,
            outcome.total.reached,
            took.as_millis(),
            took <= BOUND
        );
    }
    Ok(())
}
