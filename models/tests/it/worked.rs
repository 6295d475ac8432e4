//! The audit worked out: measures by themselves, packages beside the sum of their measures, caps, unknown costs, the order over
//! the years, the file that comes to the same figures again.

use std::collections::BTreeMap;

use eclaireur_models::audit::ground::{Ground, Price, Sight};
use eclaireur_models::audit::programme::{Audited, programme};
use eclaireur_models::audit::visit::{Origin, Told};
use eclaireur_models::audit::worked::{BundleKind, Worked, worked};
use eclaireur_models::audit::{Audit, Chosen, Dated, Package, Subsidy, written};
use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Certainty;
use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use crate::cold::CATALOG;
use crate::given::{day, part};

fn on() -> Day {
    day("2026-11-21")
}

/// 260 MWh of gas for rooms, 90 for water, 150 MWh of electricity.
fn ground() -> Ground {
    Ground {
        part: vec![
            part("space-heat", Carrier::NaturalGas, dec!(260000), Some(dec!(0.7))),
            part("hot-water", Carrier::NaturalGas, dec!(90000), Some(dec!(0.7))),
            part("lighting", Carrier::Electricity, dec!(40000), None),
            part("other", Carrier::Electricity, dec!(110000), None),
        ],
        price: vec![
            Price { carrier: Carrier::NaturalGas, euro_per_kwh: dec!(0.08) },
            Price { carrier: Carrier::Electricity, euro_per_kwh: dec!(0.28) },
        ],
        ..Ground::default()
    }
}

fn chosen(number: u16, code: &str, inputs: &[(&str, &str)], euro: Option<Decimal>) -> Chosen {
    let told = |value: &str| Told { value: value.to_owned(), origin: Origin::Plan, by: None };
    let inputs: BTreeMap<String, Told> =
        inputs.iter().map(|(code, value)| ((*code).to_owned(), told(value))).collect();
    Chosen { number, code: code.to_owned(), inputs, euro_excl_vat: euro }
}

fn audit() -> Audit {
    let roof = [("area", "820"), ("u-before", "1.2"), ("u-after", "0.2")];
    let mut audit = Audit {
        measure: vec![
            chosen(1, "roof-flat", &roof, Some(dec!(98400))),
            chosen(2, "heating-curve", &[("saved-share", "0.07")], Some(dec!(1500))),
            chosen(
                3,
                "lighting",
                &[
                    ("power-before", "14000"),
                    ("hours-before", "2500"),
                    ("power-after", "6000"),
                    ("hours-after", "2500"),
                    ("heat-share", "0.4"),
                ],
                Some(dec!(24000)),
            ),
            chosen(4, "photovoltaic", &[("peak-power", "40")], Some(dec!(48000))),
        ],
        ..Audit::default()
    };
    audit.head.activity = Some("care-home".to_owned());
    audit.head.heated_area_m2 = Some(dec!(4200));
    audit
}

fn found(audit: &Audit) -> Worked {
    worked(audit, &ground(), &CATALOG, on())
}

fn of(worked: &Worked, kind: BundleKind) -> &eclaireur_models::audit::worked::Bundle {
    worked.bundles.iter().find(|bundle| bundle.kind == kind).unwrap()
}

#[test]
fn a_package_saves_less_than_the_sum_of_its_measures_and_its_bars_add_up() {
    let found = found(&audit());
    assert!(found.looked.iter().all(|one| one.refusals.is_empty()), "{:?}", found.looked);
    let deep = of(&found, BundleKind::Deep);
    assert_eq!(deep.bars.len(), 4, "{:?}", found.front);
    assert!(deep.saved < deep.sum_alone, "{} {}", deep.saved, deep.sum_alone);
    assert_eq!(deep.bars.iter().map(|bar| bar.saved).sum::<Decimal>(), deep.saved);
    assert_eq!(deep.before - deep.after, deep.saved);
    assert_eq!(found.looked.iter().map(|one| one.kwh).sum::<Decimal>(), deep.sum_alone);
    assert!(deep.life.is_some() && deep.lacks.is_empty(), "{:?}", deep.lacks);
    assert!(deep.euro_cautious < deep.euro);
    let panels = found.panels.as_ref().unwrap();
    assert_eq!(panels.made, panels.used + panels.injected);
    assert_eq!(panels.months.iter().map(|m| m.used).sum::<Decimal>(), panels.used);
}

#[test]
fn an_insulation_calculated_above_measured_heat_is_capped_and_says_so() {
    let mut audit = audit();
    audit.measure = vec![chosen(
        1,
        "wall",
        &[("area", "60000"), ("u-before", "3"), ("u-after", "0.2")],
        Some(dec!(100000)),
    )];
    let found = found(&audit);
    let wall = &found.looked[0];
    assert_eq!(wall.kwh, dec!(260000));
    assert_eq!((wall.caps.len(), wall.caps[0].measured), (1, dec!(182000)));
    assert!(wall.caps[0].calculated > wall.caps[0].measured);
    assert_eq!(wall.caps[0].kept, wall.caps[0].measured);
}

#[test]
fn a_cost_nobody_knows_has_no_payback_and_names_its_measure() {
    let mut audit = audit();
    audit.measure[1].euro_excl_vat = None;
    audit.measure[1].code = "balancing".to_owned();
    audit.measure[1].inputs.clear();
    audit.measure[1].inputs = chosen(2, "balancing", &[("saved-share", "0.05")], None).inputs;
    audit.package = vec![Package {
        number: 1,
        name: "Le choix".to_owned(),
        measures: vec![Dated { measure: 1, year: Some(2027) }, Dated { measure: 2, year: Some(2028) }],
    }];
    let found = found(&audit);
    let known = found.looked[1].cost.is_some();
    let own = of(&found, BundleKind::Own);
    if !known {
        assert_eq!(found.looked[1].payback_years, None);
        assert_eq!(own.cost_unknown, ["balancing"]);
        assert!(own.life.is_none() && own.lacks.contains(&"cost".to_owned()));
    }
    let timed = own.timed.as_ref().unwrap();
    assert!(timed.by_hand);
    assert_eq!(timed.placed.iter().map(|p| p.year).collect::<Vec<_>>(), [2027, 2028]);
    let path = &timed.path;
    assert_eq!((path[0].year, path.last().unwrap().year), (2026, 2040));
    assert!(path[1].kwh_per_m2 > path[2].kwh_per_m2 && path[2].kwh_per_m2 > path[3].kwh_per_m2);
}

#[test]
fn a_known_aid_is_taken_off_and_an_unknown_one_is_not_counted() {
    let mut audit = audit();
    let aid = |work: &str, euro, certainty| Subsidy {
        scheme: "wallonia/ureba-2022".to_owned(),
        work: work.to_owned(),
        euro,
        certainty,
        until: None,
    };
    audit.subsidy = vec![
        aid("roof-flat", Some(dec!(40000)), Certainty::Likely),
        aid("lighting", Some(dec!(9000)), Certainty::Unknown),
        aid("lighting", None, Certainty::Likely),
    ];
    let found = found(&audit);
    assert_eq!((found.looked[0].aid, found.looked[2].aid), (dec!(40000), Decimal::ZERO));
    let deep = of(&found, BundleKind::Deep);
    assert_eq!((deep.aid, deep.aid_certainty), (dec!(40000), Certainty::Likely));
    let timed = deep.timed.as_ref().unwrap();
    assert!(timed.budget_supposed && !timed.by_hand);
    let paid: Decimal = timed.placed.iter().filter_map(|one| one.paid).sum();
    let aided: Decimal = timed.placed.iter().map(|one| one.aid).sum();
    assert!(paid + aided <= deep.investment);
}

#[test]
fn two_walls_are_two_measures_and_two_producers_exclude_one_another() {
    let mut audit = audit();
    let wall = |number| {
        chosen(
            number,
            "wall",
            &[("area", "100"), ("u-before", "1.5"), ("u-after", "0.24")],
            Some(dec!(10000)),
        )
    };
    audit.measure = vec![wall(1), wall(2)];
    let found = found(&audit);
    assert_eq!(found.looked.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["wall/1", "wall/2"]);
    assert_eq!(of(&found, BundleKind::Deep).bars.len(), 2);
}

#[test]
fn what_cannot_be_put_in_place_is_there_with_its_reason() {
    let mut audit = audit();
    audit.measure = vec![
        chosen(1, "no-such-measure", &[], None),
        chosen(2, "roof-flat", &[("area", "many")], None),
        chosen(3, "roof-flat", &[("area", "10"), ("u-before", "0.2"), ("u-after", "1")], None),
    ];
    let found = found(&audit);
    let codes: Vec<&str> = found.looked.iter().map(|one| one.refusals[0].code.as_str()).collect();
    assert_eq!(codes, ["unknown-input", "out-of-range", "already-better"]);
    assert!(found.bundles.is_empty());
    let nothing = worked(&Audit::default(), &Ground::default(), &Catalog::default(), on());
    assert!(nothing.looked.is_empty() && nothing.bundles.is_empty() && nothing.today.taken.is_empty());
}

#[test]
fn a_file_with_its_ground_comes_to_the_same_figures_again() {
    let mut audit = audit();
    audit.measured.ground =
        Some(Ground { sight: Sight { yearly_budget: Some(dec!(50000)), ..Sight::default() }, ..ground() });
    let text = written::write(&audit, &CATALOG, (on(), 1), "test");
    let opened = written::open(&text, &CATALOG).unwrap();
    assert!(opened.figures.iter().any(|figure| figure.code == "package-npv/deep"), "{:?}", opened.figures);
    assert_eq!(opened.audit, audit);
    let tampered = text.replacen("kwh = \"260000\"", "kwh = \"300000\"", 1);
    assert!(tampered != text && written::open(&tampered, &CATALOG).is_err());
}

#[test]
fn buildings_are_planned_together_within_their_budget_and_the_others_told_apart() {
    let one = |code: &str, worked| Audited { code: code.to_owned(), name: code.to_owned(), worked };
    let known = found(&audit());
    let mut unknown = audit();
    unknown.measure.clear();
    let buildings = [
        one("a", Some(known.clone())),
        one("b", Some(known)),
        one("c", None),
        one("d", Some(found(&unknown))),
    ];
    let plan = programme(&buildings, dec!(60000), on()).unwrap();
    assert_eq!(plan.apart, [("c".to_owned(), "no-audit".to_owned()), ("d".to_owned(), "no-cost".to_owned())]);
    let (mut spent, mut there) = (Decimal::ZERO, Decimal::ZERO);
    for (_, paid) in &plan.spent {
        spent += paid;
        there += plan.budget;
        assert!(spent <= there);
    }
    assert_eq!(plan.begun.iter().map(|one| one.paid).sum::<Decimal>(), spent);
    // The bound may begin a part of a package: with two buildings that is much, and it is told.
    assert!(!plan.begun.is_empty() && plan.worth <= plan.bound && plan.gap > Decimal::ZERO, "{plan:?}");
    assert_eq!(programme(&buildings, Decimal::ZERO, on()), None);
}
