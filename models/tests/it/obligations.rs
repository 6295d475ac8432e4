//! Obligations: three answers per condition, deadlines, what is met; and what UREBA asks of an energy accounting.

use eclaireur_models::assessment::{Assessment, assess};
use eclaireur_models::building::facts::FACTS;
use eclaireur_models::building::{Carrier, LegalForm};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Certainty;
use eclaireur_models::norms::{
    Decided, Obligation, REQUIREMENTS, Status, facts_asked, obligations, requirements,
};
use rust_decimal::dec;

use crate::assessed::{CATALOG, Stated};
use crate::given::day;

fn one(stated: &Stated, code: &str) -> Obligation {
    let all = stated.work(|work, _| obligations(work));
    all.into_iter().find(|o| o.code == code).unwrap()
}

fn check(stated: &Stated, code: &str, status: Status, deadline: Option<&str>) {
    let found = one(stated, code);
    assert_eq!(
        (found.status, found.deadline),
        (status, deadline.map(day)),
        "{code}: {:#?}",
        found.conditions
    );
}

fn asbl() -> Stated {
    Stated::on("2026-11-21").of(LegalForm::Asbl, "care-home")
}

const PEB: &str = "peb-public-display";

#[test]
fn a_commune_shows_its_certificate_since_2021_and_a_creche_since_2022() {
    let visited = |stated: Stated| {
        stated
            .fact("building.useful_area_m2", "900")
            .fact("building.open_to_public", "yes")
            .fact("building.peb_displayed", "no")
    };
    let of = |form, activity| visited(Stated::on("2026-11-21").of(form, activity));
    check(&of(LegalForm::Commune, "office"), PEB, Status::Overdue, Some("2021-01-01"));
    check(&of(LegalForm::Asbl, "creche"), PEB, Status::Overdue, Some("2022-01-01"));
    check(&of(LegalForm::Asbl, "school"), PEB, Status::Overdue, Some("2022-01-01"));
    let home = of(LegalForm::Asbl, "care-home");
    check(&home, PEB, Status::Unknown, Some("2022-01-01"));
    let unknown: Vec<_> =
        one(&home, PEB).conditions.into_iter().filter(|c| c.answer == Decided::Unknown).collect();
    assert_eq!(unknown[0].fact.as_deref(), Some("building.public_service_body"));
    assert_eq!(unknown[0].settled_by.as_deref(), Some("administration"));
    check(&home.fact("building.public_service_body", "yes"), PEB, Status::Overdue, Some("2022-01-01"));
}

#[test]
fn a_certificate_holds_five_years() {
    let shown = |on: &str, made: &str| {
        Stated::on(on)
            .of(LegalForm::Cpas, "care-home")
            .fact("building.useful_area_m2", "250.01")
            .fact("building.open_to_public", "yes")
            .fact("building.peb_displayed", "yes")
            .fact("building.peb_certificate_on", made)
    };
    check(&shown("2026-11-21", "2022-03-01"), PEB, Status::Met, Some("2027-03-01"));
    check(&shown("2027-03-01", "2022-03-01"), PEB, Status::Met, Some("2027-03-01"));
    check(&shown("2027-03-02", "2022-03-01"), PEB, Status::Overdue, Some("2027-03-01"));
    // A leap day has its anniversary at the end of February.
    check(&shown("2029-02-28", "2024-02-29"), PEB, Status::Met, Some("2029-02-28"));
}

#[test]
fn one_condition_that_is_not_so_settles_it() {
    check(&asbl().fact("building.useful_area_m2", "250"), PEB, Status::NotConcerned, None);
    check(&asbl().fact("building.open_to_public", "no"), PEB, Status::NotConcerned, None);
}

#[test]
fn boilers_are_inspected_by_fuel_and_power() {
    let boiler = |heating: &str, power: Option<&str>| {
        let stated =
            asbl().fact("building.heating", heating).fact("building.boiler_inspected_on", "2024-11-30");
        match power {
            Some(kw) => stated.fact("building.heating_power_kw", kw),
            None => stated,
        }
    };
    let code = "boiler-inspection";
    check(&boiler("oil-boiler", Some("150")), code, Status::Overdue, Some("2025-11-30"));
    check(&boiler("gas-boiler", Some("100.5")), code, Status::Met, Some("2026-11-30"));
    check(&boiler("gas-boiler", Some("100")), code, Status::Met, Some("2027-11-30"));
    check(&boiler("heat-pump", None), code, Status::NotConcerned, None);
    // The power is not known: the shorter time is the safe one, and it is asked for.
    let unsure = boiler("gas-boiler", None);
    check(&unsure, code, Status::Met, Some("2026-11-30"));
    let asked = one(&unsure, code).conditions;
    assert!(
        asked.iter().any(|c| c.code == "how-often" && c.fact.as_deref() == Some("building.heating_power_kw"))
    );
    // Never told when: nobody says it is late.
    check(&asbl().fact("building.heating", "oil-boiler"), code, Status::Unknown, None);
    check(&asbl(), code, Status::Unknown, None);
}

#[test]
fn automation_and_charging_points_were_due_in_2025() {
    let big = asbl().fact("building.heating_power_kw", "291").fact("building.parking_spaces", "21");
    check(&big, "automation-290", Status::Unknown, Some("2025-12-31"));
    let without = big.fact("building.automation", "no").fact("building.charging_points", "0");
    check(&without, "automation-290", Status::Overdue, Some("2025-12-31"));
    check(&without, "charging-point", Status::Overdue, Some("2025-01-01"));
    let small = asbl().fact("building.heating_power_kw", "290").fact("building.parking_spaces", "20");
    check(&small, "automation-290", Status::NotConcerned, None);
    check(&small, "charging-point", Status::NotConcerned, None);
    let met = asbl().fact("building.parking_spaces", "40").fact("building.charging_points", "2");
    check(&met, "charging-point", Status::Met, Some("2025-01-01"));
}

#[test]
fn what_is_not_transposed_or_not_published_is_never_called_due() {
    let commune =
        Stated::on("2026-11-21").of(LegalForm::Commune, "office").fact("building.useful_area_m2", "2500");
    check(&commune, "epbd-solar-public", Status::Unknown, Some("2027-12-31"));
    check(&commune, "epbd-worst-2030", Status::Unknown, Some("2030-01-01"));
    // A target of all public bodies together: no day of one building.
    check(&commune, "eed-savings", Status::Unknown, None);
    // Its day is over, and nothing here shows whether it was done.
    check(&commune, "eed-inventory", Status::Unknown, Some("2025-10-11"));
    check(&asbl(), "eed-savings", Status::Unknown, None);
    let small =
        Stated::on("2026-11-21").of(LegalForm::Commune, "office").fact("building.useful_area_m2", "200");
    check(&small, "epbd-solar-public", Status::NotConcerned, None);
    assert_eq!(one(&commune, "epbd-solar-public").certainty, Certainty::Likely);
}

#[test]
fn ureba_asks_five_yearly_reports_after_the_grant_and_then_no_more() {
    let granted = |on: &str| Stated::on(on).fact("building.ureba_granted_on", "2023-05-02");
    // On which day one is due nobody read: the anniversary is not made one.
    check(&granted("2026-11-21"), "ureba-reports", Status::Unknown, None);
    check(&granted("2028-05-02"), "ureba-reports", Status::Unknown, None);
    check(&granted("2028-05-03"), "ureba-reports", Status::NotConcerned, None);
    check(&asbl(), "ureba-reports", Status::Unknown, None);
}

#[test]
fn a_grant_of_the_old_rules_asks_ten_reports() {
    let granted = |on: &str, day: &str| Stated::on(on).fact("building.ureba_granted_on", day);
    check(&granted("2026-11-21", "2019-03-01"), "ureba-reports", Status::Unknown, None);
    check(&granted("2029-03-02", "2019-03-01"), "ureba-reports", Status::NotConcerned, None);
    check(&granted("2027-11-01", "2022-10-31"), "ureba-reports", Status::Unknown, None);
    check(&granted("2027-11-02", "2022-11-01"), "ureba-reports", Status::NotConcerned, None);
    let report = granted("2026-11-21", "2019-03-01").work(requirements);
    let report = report.into_iter().find(|r| r.code == "yearly-report").unwrap();
    assert_eq!(report.data["until"], "2029-03-01");
}

#[test]
fn teaching_of_an_unknown_body_is_not_held_to_the_day_of_communes() {
    let mut school = Stated::on("2021-06-01")
        .fact("building.useful_area_m2", "900")
        .fact("building.open_to_public", "yes")
        .fact("building.peb_displayed", "no");
    school.activity = Some("school");
    check(&school, PEB, Status::Due, Some("2022-01-01"));
    (school.activity, school.legal_form) = (None, Some(LegalForm::Commune));
    check(&school, PEB, Status::Overdue, Some("2021-01-01"));
}

#[test]
fn what_is_late_comes_first_and_everything_has_an_answer() {
    let stated = asbl()
        .fact("building.heating", "oil-boiler")
        .fact("building.boiler_inspected_on", "2020-01-01")
        .fact("building.parking_spaces", "3");
    let all = stated.work(|work, _| obligations(work));
    assert_eq!(all[0].code, "boiler-inspection");
    assert!(all.windows(2).all(|w| w[0].status <= w[1].status));
    assert_eq!(all.len(), CATALOG.norms().len());
    for obligation in &all {
        assert!(!obligation.name.is_empty() && !obligation.sources.is_empty(), "{}", obligation.code);
        for c in &obligation.conditions {
            assert_eq!(c.settled_by.is_some(), c.answer == Decided::Unknown, "{}: {c:?}", obligation.code);
        }
    }
}

#[test]
fn facts_of_nonsense_are_not_known_and_break_nothing() {
    for value in ["", "beaucoup", "-5", "NaN", "9999999999999999999999999999999", "0000-00-00", "9999-12-31"]
    {
        let mut stated = asbl();
        for fact in FACTS {
            stated = stated.fact(fact.code, value);
        }
        let all = stated.work(|work, figures| (obligations(work), requirements(work, figures)));
        assert_eq!(all.0.len(), CATALOG.norms().len(), "{value}");
    }
}

#[test]
fn obligations_ask_for_facts_of_the_closed_list() {
    let asked = facts_asked(CATALOG.norms());
    for code in ["building.useful_area_m2", "building.boiler_inspected_on", "building.ureba_granted_on"] {
        assert!(asked.contains(&code), "{code}");
    }
}

#[test]
fn a_faulty_obligation_or_target_refuses_to_load() {
    let good = include_str!("../../catalog/norms/peb-public-display.toml");
    let read = |file: &str, text: &str| Catalog::read([(file, text)]);
    assert!(read("norms/peb-public-display.toml", good).is_ok());
    for (change, to, expect) in [
        ("building.useful_area_m2", "building.usefull_area", "list of facts"),
        ("above = \"250\"", "is = [\"250\"]", "cannot be tested"),
        (
            "is = [\"yes\"] }]\nsettled_by = \"administration\"",
            "is = [\"oui\"] }]\nsettled_by = \"administration\"",
            "no word",
        ),
        ("settled_by = \"certifier\"", "settled_by = \"someone\"", "settled_by"),
        ("source = \"uvcw\"", "source = \"hearsay\"", "source"),
        ("every_months = 60", "every_months = 0", "every_months"),
        ("since = \"building.peb_certificate_on\"", "since = \"building.peb_displayed\"", "since"),
        ("on = 2021-01-01", "on = 2021-02-30", "2021-02-30"),
        ("\"commune\", \"province\"", "\"comune\", \"province\"", "comune"),
        ("activity = [\"school\", \"creche\"]", "untold = false", "a test is"),
    ] {
        let text = good.replacen(change, to, 1);
        assert_ne!(text, good, "the case `{change}` changes nothing");
        let problems = read("norms/peb-public-display.toml", &text).unwrap_err();
        assert!(problems[0].what.contains(expect), "{to} → {}", problems[0].what);
    }
    let targets = include_str!("../../catalog/norms/targets.toml").replace("value = \"80\"", "value = \"0\"");
    assert!(read("norms/targets.toml", &targets).unwrap_err()[0].what.contains("above zero"));
    let ets2 = include_str!("../../catalog/prices/ets2.toml").replace("value = \"0.21\"", "value = \"21\"");
    assert!(read("prices/ets2.toml", &ets2).unwrap_err()[0].what.contains("vat"));
}

#[test]
fn of_eight_anomalies_those_are_counted_that_the_readings_let_look_for() {
    // Six bills of 2021, whose months are published: winter, summer, winter.
    let bills = [
        ("2021-01-01", "2021-03-01", dec!(80000), None),
        ("2021-03-01", "2021-05-01", dec!(62000), None),
        ("2021-05-01", "2021-07-01", dec!(22000), None),
        ("2021-07-01", "2021-09-01", dec!(6000), None),
        ("2021-09-01", "2021-11-01", dec!(24000), None),
        ("2021-11-01", "2022-01-01", dec!(70000), None),
    ];
    // Cases 1 to 4, 6 and 7: too few mild periods for 5, no second year for 8.
    for (n, expect) in [(6, "6"), (5, "2"), (3, "0")] {
        let stated = Stated::on("2022-11-21").billed(Carrier::NaturalGas, &bills[..n]);
        let all = stated.work(requirements);
        let found = all.into_iter().find(|r| r.code == "anomalies").unwrap();
        assert_eq!(
            (found.data["checked"].as_str(), found.met == Decided::Yes),
            (expect, expect != "0"),
            "{n}"
        );
    }
}

#[test]
fn each_of_the_eight_cases_is_seen_not_seen_or_not_known() {
    let bills = [
        ("2021-01-01", "2021-03-01", dec!(80000), None),
        ("2021-03-01", "2021-05-01", dec!(62000), None),
        ("2021-05-01", "2021-07-01", dec!(22000), None),
        ("2021-07-01", "2021-09-01", dec!(6000), None),
        ("2021-09-01", "2021-11-01", dec!(24000), None),
        ("2021-11-01", "2022-01-01", dec!(70000), None),
    ];
    let said = |n: usize| {
        let stated = Stated::on("2022-11-21").billed(Carrier::NaturalGas, &bills[..n]);
        let found = stated.work(requirements).into_iter().find(|r| r.code == "anomalies").unwrap();
        (1..=8).map(|case| found.data.get(format!("case-{case}").as_str()).cloned()).collect::<Vec<_>>()
    };
    // A normal year can be told of six bills; 5 takes more mild periods, 8 takes a second year.
    let six = said(6);
    assert_eq!(six[6].as_deref(), Some("natural_gas"));
    assert_eq!((six[0].as_deref(), six[2].as_deref()), (Some("none"), Some("none")));
    assert_eq!((&six[4], &six[7]), (&None, &None));
    // Too few periods to tell what stands apart, and none at all.
    assert_eq!(said(5).iter().take(5).flatten().count(), 0);
    assert_eq!(said(3).iter().flatten().count(), 0);
}

#[test]
fn an_assessment_says_it_all_and_comes_back_as_it_was_written() {
    let stated = asbl().fact("building.useful_area_m2", "900").billed(
        Carrier::NaturalGas,
        &[
            ("2024-01-01", "2025-01-01", dec!(400000), Some(dec!(36000))),
            ("2025-01-01", "2026-01-01", dec!(380000), Some(dec!(41800))),
        ],
    );
    let made = stated.work(|work, _| assess(work.site));
    assert_eq!(made.obligations.len(), CATALOG.norms().len());
    assert_eq!(made.requirements.len(), REQUIREMENTS.len());
    assert!(made.series.waterfall.is_some() && made.figures.all("path-gap").count() == 1);
    let written = serde_json::to_string(&made).unwrap();
    assert_eq!(serde_json::from_str::<Assessment>(&written).unwrap(), made);
}

fn asked(stated: &Stated) -> Vec<(String, Decided)> {
    let all = stated.work(requirements);
    all.into_iter().map(|r| (r.code.to_string(), r.met)).collect()
}

#[test]
fn an_energy_accounting_meets_what_it_shows_and_no_more() {
    let found = |stated: &Stated, code: &str| asked(stated).into_iter().find(|(c, _)| c == code).unwrap().1;
    let nothing = asbl();
    for (code, met) in [
        ("points", Decided::No),
        ("points-by-use", Decided::Unknown),
        ("collected", Decided::No),
        ("processed", Decided::No),
        ("anomalies", Decided::No),
        ("anomalies-list", Decided::Unknown),
        ("presented", Decided::No),
        ("responsible", Decided::Unknown),
        ("yearly-report", Decided::Unknown),
    ] {
        assert_eq!(found(&nothing, code), met, "{code}");
    }
    let kept = asbl()
        .fact("building.energy_manager", "responsable technique")
        .fact("building.ureba_granted_on", "2024-05-02")
        .billed(
            Carrier::NaturalGas,
            &[
                ("2024-01-01", "2025-01-01", dec!(400000), None),
                ("2025-01-01", "2026-01-01", dec!(380000), None),
            ],
        );
    for (code, met) in [
        ("points", Decided::Yes),
        // Read yearly: whether that is often enough is not told.
        ("collected", Decided::Unknown),
        ("presented", Decided::Yes),
        ("responsible", Decided::Yes),
        ("yearly-report", Decided::Yes),
    ] {
        assert_eq!(found(&kept, code), met, "{code}");
    }
    let mut fresh = asbl().billed(Carrier::NaturalGas, &[("2025-01-01", "2026-01-01", dec!(1), None)]);
    for (last, met) in
        [("2026-10-12", Decided::Yes), ("2026-10-11", Decided::Unknown), ("2025-10-01", Decided::No)]
    {
        fresh.last = vec![Some(day(last))];
        assert_eq!(found(&fresh, "collected"), met, "{last}");
    }
    let gap = asbl()
        .fact("building.ureba_granted_on", "2023-05-02")
        .billed(Carrier::NaturalGas, &[("2024-01-01", "2025-01-01", dec!(400000), None)]);
    let report = gap.work(requirements).into_iter().find(|r| r.code == "yearly-report").unwrap();
    assert_eq!((report.met, report.data["missing"].as_str()), (Decided::No, "2023, 2025"));
}
