//! Scenarios: a demand or a norm over a group of buildings, two ends, every hypothesis shown.

use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::scenario::{HYPOTHESES, LACKS, Member, Outcome, run};
use eclaireur_models::norms::Decided;
use eclaireur_models::period::Day;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

fn catalog() -> &'static Catalog {
    static CATALOG: std::sync::LazyLock<Catalog> = std::sync::LazyLock::new(|| Catalog::embedded().unwrap());
    &CATALOG
}

fn on() -> Day {
    "2026-11-21".parse().unwrap()
}

fn reckoned(code: &str, members: &[Member]) -> Outcome {
    let catalog = catalog();
    run(catalog.scenario(code).unwrap(), members, catalog, on())
}

fn facts(legal_form: &str, activity: &str, more: &[(&'static str, &str)]) -> Facts {
    let mut facts = Facts::default();
    facts.tell("organisation.legal_form", Value::Word(legal_form.to_owned()));
    facts.tell("organisation.activity", Value::Word(activity.to_owned()));
    facts.tell("organisation.seat_in_wallonia", Value::YesNo(true));
    facts.tell("organisation.german_speaking_community", Value::YesNo(false));
    facts.tell("building.in_wallonia", Value::YesNo(true));
    facts.tell("building.tenure", Value::Word("owner".to_owned()));
    for (code, word) in more {
        facts.tell(code, Value::Word((*word).to_owned()));
    }
    facts
}

fn member(organisation: &str, activity: &str, area: Option<Decimal>, facts: Facts) -> Member {
    Member {
        organisation: organisation.to_owned(),
        activity: Some(activity.to_owned()),
        facts,
        area,
        final_kwh: Some(dec!(100000)),
        heated_by: Some(Carrier::NaturalGas),
        ..Member::default()
    }
}

/// A theatre's association: philanthropic, but of culture, which the closed list of 2022 refuses.
fn theatre(organisation: &str) -> Member {
    let told = [("organisation.aim", "philanthropic"), ("organisation.field", "culture")];
    member(organisation, "culture", Some(dec!(1000)), facts("asbl", "culture", &told))
}

#[test]
fn a_group_of_nobody_comes_to_nothing() {
    for scenario in catalog().scenarios() {
        let of = run(scenario, &[], catalog(), on());
        assert_eq!((of.total.buildings, of.groups.len()), (0, 0), "{}", scenario.code);
        assert_eq!(of.total.members.high.to_string(), "0.00", "{}", scenario.code);
    }
}

#[test]
fn ureba_for_all_reaches_whom_the_closed_list_refuses() {
    let of = reckoned("unipso-2024/ureba-extended", &[theatre("a"), theatre("a"), theatre("b")]);
    assert_eq!((of.total.organisations, of.total.buildings), (2, 3));
    assert_eq!((of.total.before.no, of.total.after.yes, of.total.reached), (3, 3, 3));
    // 500 m2 × 17 + 300 m2 × 40, three times; the works cost between 500 × 20 + 300 × 90 and 500 × 60 + 300 × 190.
    assert_eq!(of.total.members.low.to_string(), "61500.00");
    assert_eq!(of.total.members.high.to_string(), "61500.00");
    assert_eq!(of.total.region, of.total.members);
    assert_eq!(
        (of.total.works.low.to_string(), of.total.works.high.to_string()),
        ("111000.00".into(), "261000.00".into())
    );
    // 6 % to 24 % of 300 000 kWh.
    assert_eq!((of.total.saved_kwh.low.0, of.total.saved_kwh.high.0), (dec!(18000.00), dec!(72000.00)));
    assert!(of.total.saved_co2_kg.low.0 > Decimal::ZERO);
}

#[test]
fn whoever_may_have_it_already_is_counted_at_the_high_end_only() {
    // A care home's statutes have to be read: nobody can say that it has no UREBA today.
    let home = member("h", "care-home", Some(dec!(1000)), facts("asbl", "care-home", &[]));
    let of = reckoned("unipso-2024/ureba-extended", &[home]);
    assert_eq!((of.total.before.unknown, of.total.after.yes), (1, 1));
    assert_eq!((of.total.reached, of.total.perhaps), (0, 1));
    assert_eq!(
        (of.total.members.low.to_string(), of.total.members.high.to_string()),
        ("0.00".into(), "20500.00".into())
    );
}

#[test]
fn whoever_has_it_gains_nothing() {
    let school = member("s", "school", Some(dec!(1000)), facts("asbl", "school", &[]));
    let of = reckoned("unipso-2024/ureba-extended", &[school]);
    assert_eq!((of.total.before.yes, of.total.after.yes, of.total.reached + of.total.perhaps), (1, 1, 0));
    assert_eq!(of.total.members.high.to_string(), "0.00");
}

#[test]
fn an_area_that_is_not_told_is_answered_and_never_reckoned() {
    let of = reckoned("unipso-2024/ureba-extended", &[Member { area: None, ..theatre("a") }]);
    assert_eq!((of.total.without_area, of.total.reached), (1, 1));
    assert_eq!(
        (of.total.works.high.to_string(), of.total.saved_kwh.high.to_string()),
        ("0.00".into(), "0.00".into())
    );
}

#[test]
fn a_loan_without_interest_saves_what_the_market_takes() {
    let of = reckoned("unipso-2024/zero-rate-loan", &[theatre("a")]);
    // 37 000 € at 4 % over 15 years: 15 × 3 327.82 − 37 000 by hand.
    assert_eq!(of.total.capital.low.to_string(), "37000.00");
    assert_eq!(of.total.members.low.0.round_dp(0), dec!(12917));
    assert!(of.lacks.is_empty());
}

#[test]
fn what_nobody_told_is_a_lack_and_no_zero() {
    for code in
        ["unipso-2024/sector-premium", "unipso-2024/green-health-for-all", "unipso-2024/acquisition-fund"]
    {
        let of = reckoned(code, &[theatre("a")]);
        assert_eq!(of.lacks, ["terms-not-told"], "{code}");
        assert_eq!(of.total.members.high.to_string(), "0.00", "{code}");
    }
    assert_eq!(
        reckoned("unipso-2024/public-third-party", &[theatre("a")]).lacks,
        ["share-of-savings-not-told"]
    );
}

#[test]
fn the_worst_of_seven_schools_is_bound() {
    let school = |kwh: i64| Member {
        intensity: Some(Decimal::from(kwh)),
        ..member(&kwh.to_string(), "school", Some(dec!(1000)), Facts::default())
    };
    let seven: Vec<Member> = (1..=7).map(|n| school(n * 100)).collect();
    let of = reckoned("norms/worst-16", &seven);
    assert_eq!((of.total.after.yes, of.total.after.no, of.total.after.unknown), (1, 6, 0));
    // From 700 down to 600 kWh/m2 on 1 000 m2.
    assert_eq!(of.total.above_kwh.unwrap().to_string(), "100000.00");
    let six = reckoned("norms/worst-16", &seven[..6]);
    assert_eq!((six.total.after.unknown, six.total.above_kwh), (6, None), "too few to tell the worst from");
    assert_eq!((of.lacks, six.lacks), (vec![], vec!["too-few-to-compare"]));
}

#[test]
fn an_obligation_binds_whom_it_binds() {
    let of_answer =
        |answer| Member { obligations: [("automation-290".to_owned(), answer)].into(), ..theatre("a") };
    let of = reckoned("norms/automation", &[of_answer(Decided::Yes), of_answer(Decided::No), theatre("b")]);
    assert_eq!((of.total.after.yes, of.total.after.no, of.total.after.unknown), (1, 1, 1));
}

#[test]
fn what_is_said_of_a_scenario_is_of_the_closed_lists() {
    for scenario in catalog().scenarios() {
        let of = run(scenario, &[theatre("a")], catalog(), on());
        assert!(of.lacks.iter().all(|code| LACKS.contains(code)), "{:?}", of.lacks);
        assert!(of.hypotheses.iter().all(|code| HYPOTHESES.contains(code)), "{:?}", of.hypotheses);
        let of_works = of.hypotheses.contains(&"works-of-the-file");
        assert_eq!(
            of_works,
            !scenario.works.is_empty(),
            "{}: nothing is supposed of no works",
            scenario.code
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_low_end_is_never_above_the_high_one_and_groups_add_up(
        areas in prop::collection::vec(prop::option::of(0_u32..20_000), 1..12),
        kwh in 0_u32..5_000_000,
    ) {
        let kinds = [("asbl", "culture"), ("asbl", "care-home"), ("cpas", "social-service"), ("cooperative", "other")];
        let members: Vec<Member> = areas.iter().enumerate().map(|(at, area)| {
            let (form, activity) = kinds[at % kinds.len()];
            Member {
                final_kwh: Some(kwh.into()),
                intensity: Some(Decimal::from(at)),
                ..member(&at.to_string(), activity, area.map(Decimal::from), facts(form, activity, &[]))
            }
        }).collect();
        for scenario in catalog().scenarios() {
            let of = run(scenario, &members, catalog(), on());
            for range in [of.total.works, of.total.members, of.total.region, of.total.capital, of.total.saved_kwh, of.total.saved_co2_kg] {
                prop_assert!(range.low <= range.high, "{} {range:?}", scenario.code);
            }
            prop_assert_eq!(of.groups.iter().map(|g| g.buildings).sum::<usize>(), members.len());
            prop_assert_eq!(of.groups.iter().map(|g| g.members.high.0).sum::<Decimal>(), of.total.members.high.0);
            // Nothing saves more than what is used.
            prop_assert!(of.total.saved_kwh.high.0 <= Decimal::from(kwh) * Decimal::from(members.len()));
        }
    }
}
