//! The measures of the catalogue: every family is there, what schemes call works agrees, and what is wrong is refused.

use std::collections::BTreeSet;

use eclaireur_models::building::case_facts::MEASURES;
use eclaireur_models::catalog::{Catalog, MEASURE_INPUTS, SavingMethod};
use eclaireur_models::certain::Certainty;
use eclaireur_models::indicators::Measure;

use crate::cold::CATALOG;

#[test]
fn works_of_schemes_and_measures_are_the_same_words() {
    let works: BTreeSet<&str> = MEASURES.iter().map(|measure| measure.code).collect();
    let named: BTreeSet<&str> = CATALOG.measures().iter().filter_map(|card| card.work.as_deref()).collect();
    assert_eq!(works, named);
    for measure in MEASURES {
        let card = CATALOG.measure(measure.code).unwrap();
        assert_eq!(card.work.as_deref(), Some(measure.code));
    }
}

#[test]
fn every_family_of_the_audit_is_there() {
    for code in [
        "roof-attic-floor",
        "roof-pitched",
        "roof-sarking",
        "roof-flat",
        "wall",
        "floor",
        "joinery",
        "air-tightness",
        "ventilation",
        "set-point",
        "intermittence",
        "heating-curve",
        "regulation",
        "behaviour",
        "balancing",
        "pipe-insulation",
        "hot-water-loop",
        "gas-boiler",
        "biomass-boiler",
        "district-heat",
        "heat-pump",
        "cogeneration",
        "solar-thermal",
        "lighting",
        "lighting-control",
        "kitchen",
        "laundry",
        "water-saving",
        "photovoltaic",
        "photovoltaic-conformity",
        "storage",
        "sub-metering",
        "energy-audit",
        "energy-accounting",
        "pre-feasibility",
        "real-estate-strategy",
    ] {
        assert!(CATALOG.measure(code).is_some(), "{code}");
    }
    let used: BTreeSet<SavingMethod> = CATALOG.measures().iter().map(|card| card.method).collect();
    assert_eq!(used, SavingMethod::ALL.iter().copied().collect(), "no method stands unused");
}

#[test]
fn measures_stand_in_the_order_of_a_chain() {
    let steps: Vec<_> = CATALOG.measures().iter().map(|card| card.step).collect();
    assert!(steps.is_sorted());
}

#[test]
fn exclusion_is_mutual() {
    for card in CATALOG.measures() {
        for other in &card.excludes {
            let other = CATALOG.measure(other).unwrap();
            assert!(other.excludes.contains(&card.code), "{} excludes {}", card.code, other.code);
        }
    }
}

#[test]
fn inputs_are_in_units_that_figures_have() {
    assert!(MEASURE_INPUTS.is_sorted());
    for (code, unit) in MEASURE_INPUTS {
        assert!(Measure::from_code(unit).is_some(), "{code}: {unit}");
    }
}

#[test]
fn an_unknown_cost_says_who_can_settle_it_and_a_known_one_its_year_and_country() {
    for card in CATALOG.measures() {
        match card.cost.range() {
            None => assert!(card.cost.settled_by.is_some(), "{}", card.code),
            Some((_, highest)) if highest.is_zero() => {}
            Some(_) => {
                assert!(card.cost.year.is_some() && card.cost.country.is_some(), "{}", card.code);
                assert_eq!(card.cost.certainty, Certainty::Likely, "{}: dwellings", card.code);
            }
        }
    }
}

#[test]
fn a_wrong_measure_is_refused_with_a_hint() {
    let path = "measures/roof-flat.toml";
    let good = include_str!("../../catalog/measures/roof-flat.toml");
    assert_eq!(Catalog::read([(path, good)]).err(), None);
    for (change, to, expect) in [
        ("checked_on = 2026-11-21", "", "checked_on"),
        ("method = \"transmission\"", "method = \"magic\"", "method"),
        ("method = \"transmission\"", "method = \"kept-share\"", "saved-share"),
        ("method = \"transmission\"", "method = \"transmission\"\nacts_on = [\"space-heat\"]", "acts_on"),
        ("method = \"transmission\"", "method = \"transmission\"\ncarrier = \"natural_gas\"", "carrier"),
        ("step = \"envelope\"", "step = \"roof\"", "roof"),
        ("work = \"roof-flat\"", "work = \"wall\"", "works of schemes"),
        ("holds = [\"heated-below\"", "holds = [\"sunny\"", "holds"),
        ("needs = [\"roof-sound\"]", "needs = [\"luck\"]", "needs"),
        ("unit = \"m2\"", "unit = \"m3\"", "its unit"),
        ("unit = \"m2\"", "unit = \"m2\"\ndefault = \"-1\"", "bounds"),
        ("code = \"area\"", "code = \"surface\"", "no method asks"),
        ("code = \"u-after\"", "code = \"volume\"", "its unit"),
        ("lowest = \"70\"", "lowest = \"700\"", "cost"),
        ("of = \"area\"", "of = \"power\"", "no input"),
        ("source = \"dakisolatie\"", "source = \"hearsay\"", "hearsay"),
        ("sample = \"dwellings\"", "sample = \"castles\"", "sample"),
        (
            "[lifetime]\ncertainty = \"unknown\"",
            "[lifetime]\nusual = \"30\"\ncertainty = \"unknown\"",
            "no number",
        ),
        ("settled_by = \"data-sheet\"\n\n[maintenance]", "\n[maintenance]", "settled_by"),
        ("code = \"asbestos\"", "code = \"ghosts\"", "obstacle"),
        ("[cctb]\ncertainty = \"unknown\"", "[cctb]\narticles = [\"33\"]\ncertainty = \"certain\"", "cctb"),
        ("[name]\nfr", "colour = \"red\"\n\n[name]\nfr", "colour"),
        ("code = \"roof-flat\"", "code = \"roof-round\"", "same word"),
    ] {
        let text = good.replacen(change, to, 1);
        assert_ne!(text, good, "the case `{change}` changes nothing");
        let problems = Catalog::read([(path, text.as_str())]).unwrap_err();
        assert_eq!(problems[0].file, path);
        assert!(problems[0].what.contains(expect), "{to} → {}", problems[0].what);
    }
    let lonely = include_str!("../../catalog/measures/heat-pump.toml");
    let problems = Catalog::read([("measures/heat-pump.toml", lonely)]).unwrap_err();
    assert!(problems[0].what.contains("excludes"), "{}", problems[0].what);
}

#[test]
fn the_template_of_a_measure_is_a_measure() {
    let template = include_str!("../../catalog/measures/_template.toml");
    assert_eq!(Catalog::read([("measures/roof-flat.toml", template)]).err(), None);
}
