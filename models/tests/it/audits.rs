//! The audit: heat balance, what UREBA asks, the file that comes to its own figures again.

use std::collections::BTreeMap;

use eclaireur_models::audit::checks::{CAUSES, LACKS, Verdict, heat_balance};
use eclaireur_models::audit::findings::{Recommendation, Step};
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::measured::{Cold, Flow, Heat};
use eclaireur_models::audit::requirements::{CODES, demands};
use eclaireur_models::audit::versions::changed;
use eclaireur_models::audit::visit::{Origin, Row, Told};
use eclaireur_models::audit::written::{Refused, is_audit, open, write};
use eclaireur_models::audit::{Audit, Part, key_of};
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::financing::dossier::checksum;
use eclaireur_models::norms::Decided;
use eclaireur_models::units::Basis;
use rust_decimal::{Decimal, dec};
use serde_json::json;

use crate::cold::CATALOG;
use crate::given::day;

fn row(number: u16, origin: Origin, told: &[(&str, &str)]) -> Row {
    let one = |(code, value): &(&str, &str)| {
        ((*code).to_owned(), Told { value: (*value).to_owned(), origin, by: None })
    };
    Row { number, told: told.iter().map(one).collect::<BTreeMap<_, _>>() }
}

/// A made-up home: 1000 m² of wall at 1.7, 500 m² of roof at 0.6, 200 m² of windows at 2.9, 10 000 m³ at 0.3 an hour, 22 °C.
fn home(measured_kwh: Decimal) -> Audit {
    let mut audit = Audit::default();
    let rows = &mut audit.visit.0;
    rows.insert(
        Section::Building,
        vec![row(
            1,
            Origin::Plan,
            &[
                ("description", "Maison de repos"),
                ("uses", "62 lits"),
                ("hours_per_week", "168"),
                ("heated_volume_m3", "10000"),
                ("inside_day_c", "22"),
                ("infiltration_ach", "0.3"),
            ],
        )],
    );
    let wall = |number, kind, area, u| {
        let told =
            [("name", kind), ("kind", kind), ("area_m2", area), ("u_w_m2k", u), ("boundary", "outside")];
        row(number, Origin::Plan, &told)
    };
    rows.insert(Section::Envelope, vec![wall(1, "wall", "1000", "1.7"), wall(2, "roof-flat", "500", "0.6")]);
    let windows = [
        ("name", "châssis"),
        ("area_m2", "200"),
        ("u_w_m2k", "2.9"),
        ("glazing", "double"),
        ("frame", "wood"),
    ];
    rows.insert(Section::Joinery, vec![row(1, Origin::Plan, &windows)]);
    let boiler = [
        ("name", "chaudière 1"),
        ("kind", "boiler"),
        ("carrier", "natural_gas"),
        ("power_kw", "320"),
        ("year", "1998"),
        ("efficiency_percent", "90"),
        ("basis", "net"),
        ("purpose", "both"),
        ("share_percent", "100"),
    ];
    rows.insert(Section::Production, vec![row(1, Origin::Nameplate, &boiler)]);
    audit.measured.cold = Some(Cold {
        base: "16.5-equivalent".to_owned(),
        threshold_c: dec!(16.5),
        degree_days: dec!(2252),
        normal: "1991-2020".to_owned(),
    });
    audit.measured.heat = vec![Heat {
        carrier: "natural_gas".to_owned(),
        kwh_net: measured_kwh,
        quality: Quality::Measured,
        certainty: Certainty::Certain,
    }];
    audit
}

#[test]
fn the_heat_balance_is_computed_as_by_hand() {
    let balance = heat_balance(&home(dec!(300_000)), &CATALOG);
    let asked = balance.calculated.unwrap();
    // 1700 + 300 + 580 W/K; 0.34 × 10 000 × 0.3; 22 − 3 = 19 °C: 2252 + 2.5 × 242 = 2857; 3600 × 2857 × 24 / 1000.
    assert_eq!((asked.transmission_w_per_k, asked.ventilation_w_per_k), (dec!(2580), dec!(1020)));
    assert_eq!((asked.base_c, asked.degree_days, asked.kwh), (dec!(19), dec!(2857), dec!(246_845)));
    assert_eq!((asked.band, asked.quality), (dec!(0.20), Quality::Estimated));
    assert_eq!(balance.measured.unwrap().kwh, dec!(270_000));
    assert_eq!((balance.difference, balance.verdict), (Some(dec!(-0.086)), Verdict::Met));
}

#[test]
fn lamps_that_burn_longer_in_winter_heat_nothing() {
    let mut audit = home(dec!(300_000));
    let gas = heat_balance(&audit, &CATALOG);
    let (certainty, quality) = (Certainty::Certain, Quality::Measured);
    audit.measured.heat.push(Heat {
        carrier: "electricity".to_owned(),
        kwh_net: dec!(9000),
        quality,
        certainty,
    });
    assert_eq!(heat_balance(&audit, &CATALOG), gas);
    audit.measured.heat.remove(0);
    let Verdict::Unknown { lacks } = heat_balance(&audit, &CATALOG).verdict else { panic!() };
    assert_eq!(lacks[0].code, "no-measured-heat");
}

#[test]
fn an_efficiency_on_pcs_is_brought_to_pci_first() {
    let mut audit = home(dec!(300_000));
    let boiler = &mut audit.visit.0.get_mut(&Section::Production).unwrap()[0];
    boiler.told.get_mut("basis").unwrap().value = "gross".to_owned();
    boiler.told.get_mut("efficiency_percent").unwrap().value = "81".to_owned();
    let net = heat_balance(&audit, &CATALOG).measured.unwrap().kwh;
    let ratio =
        CATALOG.carrier(eclaireur_models::building::Carrier::NaturalGas).unwrap().net_per_gross().unwrap();
    assert_eq!(net, (dec!(300_000) * dec!(0.81) / ratio).round());
}

#[test]
fn outside_the_band_likely_causes_are_named_and_only_those_that_fit() {
    for (kwh, expect) in [
        (dec!(200_000), vec!["temperature-lower", "rooms-not-heated", "air-less"]),
        (dec!(500_000), vec!["efficiency-lower", "air-more", "temperature-higher"]),
    ] {
        let Verdict::Outside { causes } = heat_balance(&home(kwh), &CATALOG).verdict else { panic!("{kwh}") };
        assert_eq!(causes, expect);
        assert!(causes.iter().all(|cause| CAUSES.contains(&cause.as_str())));
    }
}

#[test]
fn what_nobody_told_is_named_and_never_guessed() {
    let lacks = |audit: &Audit| {
        let Verdict::Unknown { lacks } = heat_balance(audit, &CATALOG).verdict else { panic!() };
        assert!(lacks.iter().all(|lack| LACKS.contains(&lack.code.as_str())));
        lacks.into_iter().map(|lack| lack.code).collect::<Vec<_>>()
    };
    assert_eq!(
        lacks(&Audit::default()),
        [
            "no-degree-days",
            "no-envelope",
            "no-infiltration",
            "no-inside-temperature",
            "no-measured-heat",
            "no-volume"
        ]
    );
    let mut audit = home(dec!(300_000));
    let rows = &mut audit.visit.0;
    rows.get_mut(&Section::Envelope).unwrap()[0].told.remove("u_w_m2k");
    let roof = &mut rows.get_mut(&Section::Envelope).unwrap()[1].told;
    roof.get_mut("boundary").unwrap().value = "unheated".to_owned();
    rows.remove(&Section::Production);
    assert_eq!(lacks(&audit), ["no-efficiency", "no-reduction", "no-u"]);
    assert!(heat_balance(&audit, &CATALOG).calculated.is_none());
}

proptest::proptest! {
    #[test]
    fn a_larger_or_worse_wall_never_loses_less(area in 0_u32..5_000, more in 0_u32..5_000, u in 1_u32..500) {
        let of = |area: u32, u: u32| {
            let mut audit = home(dec!(300_000));
            let wall = &mut audit.visit.0.get_mut(&Section::Envelope).unwrap()[0].told;
            wall.get_mut("area_m2").unwrap().value = area.to_string();
            wall.get_mut("u_w_m2k").unwrap().value = Decimal::new(i64::from(u), 2).to_string();
            heat_balance(&audit, &CATALOG).calculated.unwrap().kwh
        };
        proptest::prop_assert!(of(area, u) <= of(area + more, u));
        proptest::prop_assert!(of(area, u) <= of(area, u + 10));
    }
}

fn met(audit: &Audit) -> Vec<(String, Decided)> {
    demands(audit).into_iter().map(|d| (d.code, d.met)).collect()
}

#[test]
fn what_ureba_asks_is_met_not_met_or_not_known() {
    use Decided::{No, Unknown, Yes};
    let empty = met(&Audit::default());
    assert_eq!(empty.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), CODES);
    assert!(empty.iter().all(|(_, met)| *met == No));
    let mut audit = home(dec!(300_000));
    for year in 2023..=2025 {
        let (carrier, kwh) = ("natural_gas".to_owned(), dec!(300_000));
        let flow = Flow { year, carrier, kwh, basis: Basis::Gross, euro: None, quality: Quality::Measured };
        audit.measured.flows.push(flow);
    }
    let (words, measure) = ("Isoler la toiture".to_owned(), Some("roof-flat".to_owned()));
    audit.recommendation = vec![Recommendation {
        number: 1,
        words: words.clone(),
        measure,
        priority: None,
        performance: None,
        who: None,
        done_on: None,
    }];
    audit.step = vec![Step { year: 2032, words, reaches_target: true }];
    audit.head.auditor = Some("Nadia Hanquet".to_owned());
    audit.head.agreement = Some("AUD-0001".to_owned());
    let answers = met(&audit);
    let of = |code: &str| answers.iter().find(|(c, _)| c == code).unwrap().1;
    for (code, expect) in [
        ("description", Yes),
        ("uses", Yes),
        ("flows", Yes),
        ("road-map", Yes),
        ("recommendations", Yes),
        ("annex-1", Unknown),
        ("priorities", No),
        ("subsidies", No),
        ("control-data", No),
        ("auditor", Unknown),
    ] {
        assert_eq!(of(code), expect, "{code}");
    }
    audit.measured.flows.remove(1);
    let flows = demands(&audit).into_iter().find(|d| d.code == "flows").unwrap();
    assert_eq!((flows.met, flows.lacks, flows.of), (No, Some(1), vec!["natural_gas 2024".to_owned()]));
    audit.step[0].year = 2041;
    assert!(met(&audit).contains(&("road-map".to_owned(), No)), "after 2040 it is late");
}

#[test]
fn a_written_audit_comes_to_its_figures_again_and_a_touched_one_says_which_moved() {
    let audit = home(dec!(300_000));
    let text = write(&audit, &CATALOG, (day("2026-11-21"), 2), "eclaireur 0.1.0");
    assert!(is_audit(&text));
    assert_eq!(text, write(&audit, &CATALOG, (day("2026-11-21"), 2), "eclaireur 0.1.0"), "same bytes");
    let opened = open(&text, &CATALOG).unwrap();
    assert_eq!((&opened.audit, opened.version), (&audit, 2));
    assert_eq!(
        open(&text.replace('\n', "\r\n"), &CATALOG).unwrap(),
        opened,
        "whatever a mail made of its lines"
    );
    // The wall grows by a nought, with and without a new digest: the figures that follow from it are named.
    let touched = text.replace("value = \"1000\"", "value = \"10000\"");
    let body = touched.split_once('\n').unwrap().1;
    for text in [touched.clone(), format!("sha256 = \"{}\"\n{body}", checksum(body))] {
        let Err(Refused::Figures { moved }) = open(&text, &CATALOG) else { panic!("taken") };
        assert!(moved.iter().any(|m| m.starts_with("heat-calculated: 246845 in the file, ")), "{moved:?}");
        assert!(moved.iter().any(|m| m == "heat-balance: met in the file, outside here"), "{moved:?}");
    }
    // A figure alone.
    let figure = text.replace("value = \"246845\"", "value = \"146845\"");
    let Err(Refused::Figures { moved }) = open(&figure, &CATALOG) else { panic!("taken") };
    assert_eq!(moved, ["heat-calculated: 146845 in the file, 246845 here"]);
    // Words from which no figure follows.
    let words = text.replace("62 lits", "26 lits");
    assert!(matches!(open(&words, &CATALOG), Err(Refused::Digest { .. })));
    let other = text.replace(CATALOG.version(), "another");
    assert!(matches!(open(&other, &CATALOG), Err(Refused::Catalog { .. })));
    for bad in
        ["", "sha256 = \"x\"\n", "sha256 = \"x\"\nform = \"audit-1\"\n", "<html>", &text[..text.len() / 2]]
    {
        assert!(matches!(open(bad, &CATALOG), Err(Refused::NoAudit(_))), "{bad:.40}");
    }
}

#[test]
fn a_part_is_put_in_and_taken_out_as_it_is() {
    let audit = home(dec!(1));
    let mut again = Audit { head: audit.head.clone(), measured: audit.measured.clone(), ..Audit::default() };
    for part in Part::all() {
        assert_eq!(Part::from_code(&part.code()), Some(part));
        again.put(part, audit.part(part)).unwrap();
    }
    assert_eq!(again, audit);
    assert!(again.put(Part::Quotes, serde_json::json!([{ "number": 1, "contractor": "" }])).is_err());
    assert!(again.put(Part::Steps, serde_json::json!({})).is_err());
    assert!(again.put(Part::Visit(Section::Envelope), serde_json::json!([{ "number": 1, "told": { "area_m2": { "value": "-3", "origin": "plan" } } }])).is_err());
}

#[test]
fn two_versions_are_told_apart_row_by_row() {
    let before = home(dec!(1));
    let mut after = before.clone();
    after.visit.0.get_mut(&Section::Envelope).unwrap()[1].told.get_mut("u_w_m2k").unwrap().value =
        "0.2".to_owned();
    let all = changed(&before, &after);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].path, "visit.envelope.2.told.u_w_m2k.value");
    assert_eq!((all[0].before.as_deref(), all[0].after.as_deref()), (Some("0.6"), Some("0.2")));
}

#[test]
fn what_is_told_without_a_number_is_told_apart_by_what_it_says() {
    let step = |year, words: &str| Step { year, words: words.to_owned(), reaches_target: false };
    assert_eq!(key_of(&step(2030, "Toiture")), key_of(&step(2030, "Toiture")));
    assert_ne!(key_of(&step(2030, "Toiture")), key_of(&step(2031, "Toiture")));
    assert_ne!(key_of(&step(2030, "Toiture")), key_of(&step(2030, "Toitures")));
}

#[test]
fn what_was_told_before_there_were_more_fields_is_read() {
    let mut audit = Audit::default();
    for (part, body) in [
        (Part::Head, json!({ "auditor": "N", "visited_on": "2026-01-14" })),
        (Part::Recommendations, json!([{ "number": 1, "words": "Isoler" }])),
        (Part::Settings, json!([{ "setting": "curve-slope", "circuit": "nord", "before": "1.8" }])),
    ] {
        audit.put(part, body.clone()).unwrap();
        assert_eq!(audit.part(part), body, "nothing is added to it");
    }
    let long = json!([{ "number": 1, "words": "Isoler", "who": "x".repeat(201) }]);
    assert!(audit.put(Part::Recommendations, long).is_err());
}
