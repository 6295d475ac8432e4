//! Aids of an audit: what the schemes answer on its day, what the adviser told instead, what is counted; never twice, never above
//! the cost; a delivered audit comes to the same answers again.

use std::collections::BTreeMap;

use eclaireur_models::audit::aids::{Aid, aids};
use eclaireur_models::audit::findings::Recommendation;
use eclaireur_models::audit::ground::{Ground, Price, Sight};
use eclaireur_models::audit::requirements::demands;
use eclaireur_models::audit::visit::{Origin, Told};
use eclaireur_models::audit::worked::{AidOrigin, BundleKind, Worked, worked};
use eclaireur_models::audit::{Audit, Chosen, Dated, Package, Part, Subsidy, written};
use eclaireur_models::building::Carrier;
use eclaireur_models::certain::Certainty;
use eclaireur_models::norms::Decided;
use eclaireur_models::period::Day;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};
use serde_json::json;

use crate::cold::CATALOG;
use crate::given::{day, part};

fn on() -> Day {
    day("2026-11-22")
}

fn chosen(number: u16, code: &str, inputs: &[(&str, &str)], euro: Option<Decimal>) -> Chosen {
    let told = |value: &str| Told { value: value.to_owned(), origin: Origin::Plan, by: None };
    let inputs: BTreeMap<String, Told> =
        inputs.iter().map(|(code, value)| ((*code).to_owned(), told(value))).collect();
    Chosen { number, code: code.to_owned(), inputs, euro_excl_vat: euro }
}

const ROOF: [(&str, &str); 3] = [("area", "820"), ("u-before", "1.2"), ("u-after", "0.2")];
const WALL: [(&str, &str); 3] = [("area", "100"), ("u-before", "1.5"), ("u-after", "0.24")];
const LAMPS: [(&str, &str); 5] = [
    ("power-before", "14000"),
    ("hours-before", "2500"),
    ("power-after", "6000"),
    ("hours-after", "2500"),
    ("heat-share", "0.4"),
];

/// A roof, a curve and lamps in a building of which the schemes know the organisation.
fn audit(form: &str, activity: &str) -> Audit {
    let mut audit = Audit {
        measure: vec![
            chosen(1, "roof-flat", &ROOF, Some(dec!(98400))),
            chosen(2, "heating-curve", &[("saved-share", "0.07")], Some(dec!(1500))),
            chosen(3, "lighting", &LAMPS, Some(dec!(24000))),
        ],
        ..Audit::default()
    };
    audit.head.heated_area_m2 = Some(dec!(4200));
    audit.measured.case = Some(json!({
        "on": on().to_string(),
        "organisation": {
            "legal_form": form,
            "activity": activity,
            "seat_in_wallonia": true,
            "german_speaking_community": false,
        },
        "building": { "in_wallonia": true, "tenure": "owner" },
    }));
    audit.measured.ground = Some(Ground {
        part: vec![
            part("space-heat", Carrier::NaturalGas, dec!(260000), Some(dec!(0.7))),
            part("lighting", Carrier::Electricity, dec!(40000), None),
            part("other", Carrier::Electricity, dec!(110000), None),
        ],
        price: vec![
            Price { carrier: Carrier::NaturalGas, euro_per_kwh: dec!(0.08) },
            Price { carrier: Carrier::Electricity, euro_per_kwh: dec!(0.28) },
        ],
        ..Ground::default()
    });
    asked(&mut audit);
    audit
}

/// Asks the schemes again.
fn asked(audit: &mut Audit) {
    let mut ground = audit.measured.ground.take().unwrap();
    ground.aid = aids(audit, &ground, &CATALOG);
    audit.measured.ground = Some(ground);
}

fn found(audit: &Audit) -> Worked {
    worked(audit, audit.measured.ground.as_ref().unwrap(), &CATALOG, on())
}

fn ureba(audit: &Audit, measure: u16) -> &Aid {
    let all = &audit.measured.ground.as_ref().unwrap().aid;
    all.iter().find(|aid| aid.measure == measure && aid.scheme == "wallonia/ureba-2022").unwrap()
}

fn told(work: &str, euro: Decimal) -> Subsidy {
    Subsidy {
        scheme: "other".to_owned(),
        work: work.to_owned(),
        euro: Some(euro),
        certainty: Certainty::Certain,
        until: None,
    }
}

#[test]
fn a_school_with_its_audit_is_given_what_the_grid_says_and_lamps_wait_for_the_audit_of_one_that_names_none() {
    let mut school = audit("asbl", "school");
    let lamps = ureba(&school, 3);
    assert_eq!((lamps.answer, lamps.euro, lamps.counts), (Decided::No, None, false));
    assert_eq!(lamps.why[0].condition, "audit-first");
    assert_eq!(ureba(&school, 1).answer, Decided::Unknown, "of the envelope nobody says it for sure");
    school.head.agreement = Some("AUD-0001".to_owned());
    asked(&mut school);
    let (roof, lamps) = (ureba(&school, 1), ureba(&school, 3));
    assert_eq!(
        (roof.answer, roof.euro, roof.certainty),
        (Decided::Yes, Some(dec!(48380)), Certainty::Likely)
    );
    assert_eq!((lamps.answer, lamps.euro), (Decided::Yes, Some(dec!(9600))), "24 000 × 40 %");
    assert!(roof.counts && lamps.counts && roof.why.is_empty());
    let found = found(&school);
    assert_eq!(
        found.looked.iter().map(|one| one.aid).collect::<Vec<_>>(),
        [dec!(48380), dec!(0), dec!(9600)]
    );
    assert_eq!((found.aid_counted(), found.aid_possible()), (dec!(57980), dec!(0)));
    let deep = found.bundles.iter().find(|bundle| bundle.kind == BundleKind::Deep).unwrap();
    assert_eq!((deep.aid, deep.aid_certainty), (dec!(57980), Certainty::Likely));
}

#[test]
fn where_the_statutes_have_to_say_the_amount_is_told_and_nothing_is_counted() {
    let mut home = audit("asbl", "care-home");
    home.head.agreement = Some("AUD-0001".to_owned());
    asked(&mut home);
    let roof = ureba(&home, 1);
    assert_eq!((roof.answer, roof.euro, roof.counts), (Decided::Unknown, Some(dec!(48380)), false));
    assert!(roof.why.iter().any(|why| why.settled_by.as_deref() == Some("statutes")), "{roof:?}");
    let found = found(&home);
    assert_eq!((found.aid_counted(), found.aid_possible()), (dec!(0), dec!(57980)));
    assert!(found.bundles.iter().all(|bundle| bundle.aid.is_zero()));
}

#[test]
fn what_the_adviser_tells_takes_the_place_of_the_answer_for_that_work_alone() {
    let mut school = audit("asbl", "school");
    school.head.agreement = Some("AUD-0001".to_owned());
    asked(&mut school);
    school.subsidy = vec![told("roof-flat", dec!(30000))];
    let found = found(&school);
    assert_eq!(found.aid_counted(), dec!(39600));
    let origins: Vec<AidOrigin> =
        found.aids.iter().filter(|row| row.key == "roof-flat").map(|row| row.origin).collect();
    assert_eq!(origins[0], AidOrigin::Told);
    assert!(origins.len() > 1 && origins[1..].iter().all(|origin| *origin == AidOrigin::Replaced));
    // Below what no measure is of, it stays and counts for nothing.
    school.subsidy = vec![told("cogeneration", dec!(30000))];
    assert_eq!(crate::aided::found(&school).aid_counted(), dec!(57980));
}

#[test]
fn two_walls_share_what_was_told_for_walls_and_none_is_given_more_than_it_costs() {
    let mut audit = audit("asbl", "care-home");
    audit.measure =
        vec![chosen(1, "wall", &WALL, Some(dec!(10000))), chosen(2, "wall", &WALL, Some(dec!(20000)))];
    asked(&mut audit);
    audit.subsidy = vec![told("wall", dec!(10000))];
    let given: Vec<Decimal> = found(&audit).looked.iter().map(|one| one.aid).collect();
    assert_eq!(given, [dec!(3333.33), dec!(6666.67)]);
    audit.subsidy = vec![told("wall", dec!(90000)), told("wall", dec!(90000))];
    let rich = found(&audit);
    let given: Vec<Decimal> = rich.looked.iter().map(|one| one.aid).collect();
    assert_eq!(given, [dec!(12100), dec!(24200)], "the whole cost, VAT included, and no more");
    assert_eq!(rich.aids.iter().map(|row| row.counted).sum::<Decimal>(), dec!(36300));
    // A cost that nobody knows is given nothing.
    audit.measure = vec![chosen(1, "balancing", &[("saved-share", "0.05")], None)];
    audit.subsidy = vec![told("balancing", dec!(500))];
    if found(&audit).looked[0].cost.is_none() {
        assert_eq!(found(&audit).aid_counted(), dec!(0));
    }
}

#[test]
fn an_aid_that_ends_brings_its_work_forward_and_the_plan_says_from_when_to_when() {
    let mut audit = audit("asbl", "care-home");
    audit.measure = vec![
        chosen(1, "roof-flat", &ROOF, Some(dec!(60000))),
        chosen(3, "lighting", &LAMPS, Some(dec!(24000))),
    ];
    let sight = Sight { yearly_budget: Some(dec!(30000)), ..Sight::default() };
    audit.measured.ground = Some(Ground { sight, ..audit.measured.ground.clone().unwrap() });
    let timed = |audit: &Audit| {
        let found = found(audit);
        found.bundles.iter().find(|bundle| bundle.kind == BundleKind::Deep).unwrap().timed.clone().unwrap()
    };
    let year = |audit: &Audit, key: &str| {
        let timed = timed(audit);
        timed.placed.iter().find(|one| one.key == key).map(|one| (one.year, one.aid))
    };
    let (roof_first, _) = year(&audit, "roof-flat").unwrap();
    let (lamps_first, _) = year(&audit, "lighting").unwrap();
    assert!(lamps_first < roof_first, "lamps pay sooner: {lamps_first} {roof_first}");
    audit.subsidy = vec![Subsidy { until: Some(day("2027-12-31")), ..told("roof-flat", dec!(45000)) }];
    let aided = timed(&audit);
    assert_eq!(year(&audit, "roof-flat"), Some((2027, dec!(45000))), "{aided:?}");
    let moved = aided.moved.iter().find(|moved| moved.key == "roof-flat").unwrap();
    assert_eq!((moved.with, moved.without), (Some(2027), Some(roof_first)));
    // By hand and too late: nothing is given any more.
    let dated = |measure, year| Dated { measure, year: Some(year) };
    audit.package = vec![Package {
        number: 1,
        name: "Plus tard".to_owned(),
        measures: vec![dated(1, 2029), dated(3, 2027)],
    }];
    let own = found(&audit).bundles.into_iter().find(|bundle| bundle.kind == BundleKind::Own).unwrap();
    let placed = own.timed.unwrap().placed;
    let roof = placed.iter().find(|one| one.key == "roof-flat").unwrap();
    assert_eq!((roof.year, roof.aid, roof.paid), (2029, dec!(0), Some(dec!(72600))));
}

#[test]
fn the_demand_for_subsidies_is_met_once_every_recommended_work_has_its_answer() {
    let met = |audit: &Audit| demands(audit).into_iter().find(|demand| demand.code == "subsidies").unwrap();
    let recommended = |code: &str, number| Recommendation {
        number,
        words: "Faire".to_owned(),
        measure: Some(code.to_owned()),
        priority: None,
        performance: None,
        who: None,
        done_on: None,
    };
    let mut audit = audit("asbl", "school");
    audit.recommendation =
        vec![recommended("roof-flat", 1), recommended("heat-pump", 2), recommended("heating-curve", 3)];
    let lacking = met(&audit);
    assert_eq!(
        (lacking.met, lacking.lacks, lacking.of),
        (Decided::No, Some(1), vec!["heat-pump".to_owned()])
    );
    audit.recommendation.remove(1);
    assert_eq!(met(&audit).met, Decided::Yes);
    audit.recommendation = vec![recommended("heat-pump", 1)];
    audit.subsidy = vec![told("heat-pump", dec!(100))];
    assert_eq!(met(&audit).met, Decided::Yes);
}

#[test]
fn a_delivered_audit_comes_to_its_answers_again_and_a_touched_one_is_refused() {
    let mut school = audit("asbl", "school");
    school.head.agreement = Some("AUD-0001".to_owned());
    asked(&mut school);
    school
        .put(Part::Assumed, json!({ "number": { "yearly_budget": "40000" }, "because": "CA du 3 mai" }))
        .unwrap();
    let text = written::write(&school, &CATALOG, (on(), 1), "test");
    let opened = written::open(&text, &CATALOG).unwrap();
    assert_eq!(opened.audit, school);
    assert!(
        opened.figures.iter().any(|f| f.code == "aid/roof-flat/wallonia/ureba-2022" && f.value == "48380")
    );
    let commune = text.replace("activity = \"school\"", "activity = \"culture\"");
    assert!(commune != text && written::open(&commune, &CATALOG).is_err(), "the schemes answer otherwise");
    let larger = text
        .replace("euro = \"48380\"", "euro = \"58380\"")
        .replace("value = \"48380\"", "value = \"58380\"");
    assert!(larger != text && written::open(&larger, &CATALOG).is_err());
    // One from before is still read.
    let mut before = school.clone();
    before.measured.case = None;
    before.measured.ground.as_mut().unwrap().aid.clear();
    let text = written::write(&before, &CATALOG, (on(), 1), "test");
    assert_eq!(written::open(&text, &CATALOG).unwrap().audit, before);
}

#[test]
fn without_what_is_known_of_the_organisation_nothing_is_answered_and_nothing_panics() {
    let mut audit = audit("asbl", "school");
    for case in [
        None,
        Some(json!(null)),
        Some(json!({})),
        Some(json!({ "organisation": { "wish": 1 } })),
        Some(json!([1])),
    ] {
        audit.measured.case = case;
        let ground = audit.measured.ground.clone().unwrap();
        assert_eq!(aids(&audit, &ground, &CATALOG), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn an_aid_never_exceeds_its_cost_and_none_is_given_twice(
        roof in 1_u32..200_000, lamps in 1_u32..60_000,
        own in prop::collection::vec((prop::sample::select(vec!["roof-flat", "lighting", "wall"]), 0_u32..400_000), 0..5),
        area in 1_u32..5_000,
    ) {
        let mut audit = audit("asbl", "school");
        audit.head.agreement = Some("AUD-0001".to_owned());
        let area = area.to_string();
        let inputs = [("area", area.as_str()), ("u-before", "1.2"), ("u-after", "0.2")];
        audit.measure = vec![
            chosen(1, "roof-flat", &inputs, Some(Decimal::from(roof))),
            chosen(2, "roof-flat", &inputs, Some(Decimal::from(roof / 2 + 1))),
            chosen(3, "lighting", &LAMPS, Some(Decimal::from(lamps))),
        ];
        asked(&mut audit);
        audit.subsidy = own.iter().map(|(work, euro)| told(work, Decimal::from(*euro))).collect();
        let found = found(&audit);
        let all: Decimal = found.looked.iter().map(|one| one.aid).sum();
        prop_assert_eq!(all, found.aid_counted());
        for one in &found.looked {
            prop_assert!(one.aid >= Decimal::ZERO && one.aid <= one.cost_with_vat.unwrap(), "{one:?}");
            let work = if one.code == "lighting" { "lighting" } else { "roof-flat" };
            let typed: Decimal = audit.subsidy.iter().filter(|s| s.work == work).map(|s| s.euro.unwrap()).sum();
            if audit.subsidy.iter().any(|s| s.work == work) {
                prop_assert!(one.aid <= typed);
            } else {
                prop_assert!(one.aid <= one.cost.unwrap(), "the schemes pay no VAT");
            }
        }
        for bundle in &found.bundles {
            prop_assert!(bundle.aid <= bundle.investment);
            let Some(timed) = &bundle.timed else { continue };
            let (paid, given): (Decimal, Decimal) =
                timed.placed.iter().fold((dec!(0), dec!(0)), |(p, a), one| (p + one.paid.unwrap(), a + one.aid));
            prop_assert!(paid >= Decimal::ZERO && given <= bundle.aid && paid + given <= bundle.investment + dec!(0.03));
        }
    }
}
