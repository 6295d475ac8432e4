//! Scenarios: a demand or a norm over a group of buildings, two ends, every hypothesis shown.

use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::scenario::{Group, HYPOTHESES, LACKS, Member, Outcome, Range, run};
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
        shown_as: Some(activity.to_owned()),
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
        assert!(of.total.members.is_none_or(|euro| euro.high.0.is_zero()), "{}", scenario.code);
    }
}

fn printed(range: Option<Range>) -> [String; 2] {
    let range = range.unwrap();
    [range.low.to_string(), range.high.to_string()]
}

#[test]
fn ureba_for_all_reaches_whom_the_closed_list_refuses() {
    let of = reckoned("unipso-2024/ureba-extended", &[theatre("a"), theatre("a"), theatre("b")]);
    assert_eq!((of.total.organisations, of.total.buildings), (2, 3));
    assert_eq!((of.total.before.no, of.total.after.yes, of.total.reached), (3, 3, 3));
    // 500 m2 × 17 + 300 m2 × 40, three times; the works cost between 500 × 20 + 300 × 90 and 500 × 60 + 300 × 190.
    assert_eq!(printed(of.total.members), ["61500.00", "61500.00"]);
    assert_eq!(of.total.region, of.total.members);
    assert_eq!(printed(of.total.works), ["111000.00", "261000.00"]);
    // 6 % to 24 % of 300 000 kWh.
    assert_eq!(printed(of.total.saved_kwh), ["18000.00", "72000.00"]);
    assert!(of.total.saved_co2_kg.unwrap().low.0 > Decimal::ZERO);
    assert_eq!(of.works, catalog().scenario("unipso-2024/ureba-extended").unwrap().works);
}

#[test]
fn whoever_may_have_it_already_is_counted_at_the_high_end_only() {
    // A care home's statutes have to be read: nobody can say that it has no UREBA today.
    let home = member("h", "care-home", Some(dec!(1000)), facts("asbl", "care-home", &[]));
    let of = reckoned("unipso-2024/ureba-extended", &[home]);
    assert_eq!((of.total.before.unknown, of.total.after.yes), (1, 1));
    assert_eq!((of.total.reached, of.total.perhaps), (0, 1));
    assert_eq!(printed(of.total.members), ["0.00", "20500.00"]);
}

#[test]
fn whoever_has_it_gains_nothing() {
    let school = member("s", "school", Some(dec!(1000)), facts("asbl", "school", &[]));
    let of = reckoned("unipso-2024/ureba-extended", &[school]);
    assert_eq!((of.total.before.yes, of.total.after.yes, of.total.reached + of.total.perhaps), (1, 1, 0));
    assert_eq!(printed(of.total.members), ["0.00", "0.00"]);
}

#[test]
fn an_area_that_is_not_told_is_answered_and_never_reckoned() {
    let of = reckoned("unipso-2024/ureba-extended", &[Member { area: None, ..theatre("a") }]);
    assert_eq!((of.total.without_area, of.total.reached), (1, 1));
    assert_eq!(
        (printed(of.total.works), printed(of.total.saved_kwh)[1].as_str()),
        (["0.00".into(), "0.00".into()], "0.00")
    );
}

#[test]
fn a_loan_without_interest_saves_what_the_market_takes() {
    let of = reckoned("unipso-2024/zero-rate-loan", &[theatre("a")]);
    // 37 000 € at 4 % over 15 years: 15 × 3 327.82 − 37 000 by hand.
    assert_eq!(of.total.capital.low.to_string(), "37000.00");
    assert_eq!(of.total.members.unwrap().low.0.round_dp(0), dec!(12917));
    assert_eq!(of.market_rate, Some(dec!(0.04)));
    assert!(of.lacks.is_empty());
}

#[test]
fn what_nobody_told_is_a_lack_and_no_zero() {
    for code in
        ["unipso-2024/sector-premium", "unipso-2024/green-health-for-all", "unipso-2024/acquisition-fund"]
    {
        let of = reckoned(code, &[theatre("a")]);
        assert_eq!(of.lacks[0], "terms-not-told", "{code}");
        assert_eq!((of.total.members, of.total.region), (None, None), "{code}");
        assert!(of.groups.iter().all(|group| group.members.is_none()), "{code}");
    }
    let third = reckoned("unipso-2024/public-third-party", &[theatre("a")]);
    assert_eq!(third.lacks, ["share-of-savings-not-told", "yield-not-told"]);
    assert_eq!(third.total.members, None);
    assert!(third.total.saved_kwh.is_some(), "the walls tell what they save");
    let nothing = reckoned("unipso-2024/acquisition-fund", &[theatre("a")]);
    assert_eq!(nothing.lacks, ["terms-not-told", "cost-not-told"]);
    assert_eq!(
        (nothing.total.works, nothing.total.saved_kwh, nothing.total.saved_co2_kg),
        (None, None, None)
    );
    let panels = reckoned("unipso-2024/pv-two-percent", &[theatre("a")]);
    assert!(panels.lacks.contains(&"yield-not-told"), "{:?}", panels.lacks);
    assert_eq!((panels.total.saved_kwh, panels.total.saved_co2_kg), (None, None));
    assert!(panels.total.works.is_some());
    assert_eq!(reckoned("norms/worst-16", &[theatre("a")]).total.members, None, "a norm gives nothing");
}

#[test]
fn of_too_few_to_compare_no_more_than_their_share_counts() {
    let school = |area: i64| Member {
        intensity: Some(Decimal::from(100)),
        ..member(&area.to_string(), "school", Some(Decimal::from(area)), Facts::default())
    };
    let check = |areas: &[i64], works: &str, kwh: &str| {
        let of = reckoned("norms/worst-16", &areas.iter().map(|area| school(*area)).collect::<Vec<_>>());
        assert_eq!(of.total.after.unknown, areas.len(), "{areas:?}");
        assert_eq!(printed(of.total.works), ["0.00", works], "{areas:?}");
        assert_eq!(printed(of.total.saved_kwh), ["0.00", kwh], "{areas:?}");
    };
    // ⌈16 % × n⌉ is one: the largest, 0.5 × 60 + 0.3 × 190 a square metre; 24 % of 100 000 kWh.
    check(&[1000], "87000.00", "24000.00");
    check(&[1000, 3000, 2000, 100, 100, 100], "261000.00", "24000.00");
}

#[test]
fn energy_and_co2_of_groups_add_up_as_they_are_printed() {
    let odd = |at: i64, activity: &str| Member {
        final_kwh: Some(Decimal::new(100_001 + at * 37, 2)),
        activity: Some(activity.to_owned()),
        shown_as: Some(activity.to_owned()),
        ..theatre(&at.to_string())
    };
    let members: Vec<Member> = (0..9)
        .map(|at| odd(at, ["culture", "sport", "training"][usize::try_from(at % 3).unwrap()]))
        .collect();
    let of = reckoned("unipso-2024/ureba-extended", &members);
    let sum = |of_group: fn(&Group) -> Option<Range>| -> [Decimal; 2] {
        let printed = |group: &Group| printed(of_group(group)).map(|text| text.parse::<Decimal>().unwrap());
        of.groups.iter().map(printed).fold([Decimal::ZERO; 2], |[a, b], [c, d]| [a + c, b + d])
    };
    let figures: [fn(&Group) -> Option<Range>; 2] = [|g| g.saved_kwh, |g| g.saved_co2_kg];
    for figure in figures {
        let total = printed(figure(&of.total));
        assert!(total.iter().all(|text| text.ends_with(".00")), "whole: {total:?}");
        assert_eq!(sum(figure).map(|all| format!("{all:.2}")), total);
    }
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
            let total = &of.total;
            let all = [total.works, total.members, total.region, Some(total.capital), total.saved_kwh, total.saved_co2_kg];
            for range in all.into_iter().flatten() {
                prop_assert!(range.low <= range.high, "{} {range:?}", scenario.code);
            }
            prop_assert_eq!(of.groups.iter().map(|g| g.buildings).sum::<usize>(), members.len());
            let high = |range: Option<Range>| range.unwrap_or_default().high.0;
            for figure in [|g: &Group| g.members, |g: &Group| g.works, |g: &Group| g.saved_kwh, |g: &Group| g.saved_co2_kg] {
                prop_assert_eq!(of.groups.iter().map(|g| high(figure(g))).sum::<Decimal>(), high(figure(&of.total)));
            }
            // Nothing saves more than what is used.
            prop_assert!(high(of.total.saved_kwh) <= Decimal::from(kwh) * Decimal::from(members.len()));
        }
    }
}

#[test]
fn a_demand_keeps_the_days_the_exclusions_and_the_open_questions_of_the_law() {
    for demand in catalog().schemes() {
        let Some(overlay) = &demand.overlay else { continue };
        let law = catalog().scheme(&overlay.of).unwrap();
        assert_eq!(demand.in_force, law.in_force, "{}", demand.code);
        assert_eq!(demand.cumulation.not_with, law.cumulation.not_with, "{}", demand.code);
        assert!(law.questions.iter().all(|open| demand.questions.contains(open)), "{}", demand.code);
    }
}
