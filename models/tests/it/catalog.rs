//! I4: every catalogue value has a source and a certainty, every file a date; what is wrong refuses to load.

use eclaireur_models::building::{Carrier, Postcode};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::period::Day;
use eclaireur_models::units::{Basis, Unit};

#[test]
fn the_embedded_catalogue_loads() {
    let catalog = Catalog::embedded().unwrap();
    assert_eq!(catalog.communes().all().len(), 262);
    assert_eq!(catalog.communes().provinces().len(), 5);
    assert_eq!(catalog.communes().arrondissements().len(), 20);
    for carrier in Carrier::ALL {
        assert!(catalog.carrier(*carrier).is_some(), "{carrier:?}");
    }
    for code in [
        "care-home",
        "hospital",
        "school",
        "creche",
        "sheltered-workshop",
        "handicap-housing",
        "day-centre",
        "social-service",
        "mental-health",
        "youth-care",
        "culture",
        "sport",
        "swimming-pool",
        "training",
        "office",
        "other",
    ] {
        assert!(catalog.sector(code).is_some(), "{code}");
    }
    assert!(catalog.formats().len() >= 2);
}

#[test]
fn a_postcode_gives_its_commune_and_a_merged_commune_still_answers() {
    let catalog = Catalog::embedded().unwrap();
    let communes = catalog.communes();
    for (postcode, expect) in [
        ("5000", "Namur"),
        ("5100", "Namur"),
        ("7500", "Tournai"),
        ("7534", "Tournai"),
        ("1400", "Nivelles"),
        ("7000", "Mons"),
        ("4000", "Liège"),
        ("4031", "Liège"),
        ("6061", "Charleroi"),
        ("7100", "La Louvière"),
        ("7866", "Lessines"),
        ("5560", "Houyet"),
        ("5555", "Bièvre"),
        ("6730", "Tintigny"),
        ("4317", "Faimes"),
        ("6706", "Arlon"),
        ("6600", "Bastogne"),
        ("6688", "Bertogne"),
        ("4701", "Eupen"),
    ] {
        let found: Vec<&str> =
            communes.at(Postcode::read(postcode).unwrap()).iter().map(|c| c.fr.as_str()).collect();
        assert_eq!(found, [expect], "{postcode}");
    }
    let unknown = Postcode::read("5999").unwrap();
    assert!(communes.at(unknown).is_empty(), "nobody has 5999");
    assert_eq!(communes.near(unknown).first().map(|c| c.fr.as_str()), Some("Charleroi"));
    assert_eq!(communes.near(unknown).len(), 262);
    assert_eq!(communes.by_nis("57081").unwrap().postcode, "7500");
    let merged = communes.by_nis("82039").unwrap();
    assert_eq!((merged.arrondissement.as_str(), merged.province.as_str()), ("Bastogne", "Luxembourg"));
    assert!(communes.merged("82005", "2024-12-02".parse().unwrap()).is_some());
    assert!(communes.merged("82005", "2024-12-01".parse().unwrap()).is_none());
}

#[test]
fn communes_may_share_a_postcode_and_the_main_one_comes_first() {
    let good = include_str!("../../catalog/communes/wallonia.toml");
    let read = |change: &str, to: &str| {
        let text = good.replace(change, to);
        assert_ne!(text, good, "the case `{change}` changes nothing");
        Catalog::read([("communes/wallonia.toml", text.as_str())])
    };
    let shared = read("postcodes = [\"5070\"]", "postcodes = [\"5070\", \"5060\"]").unwrap();
    let both = shared.communes().at(Postcode::read("5060").unwrap());
    assert_eq!(both.iter().map(|c| c.fr.as_str()).collect::<Vec<_>>(), ["Fosses-la-Ville", "Sambreville"]);
    for (change, to, expect) in [
        ("postcodes = [\"5070\"]", "postcodes = []", "begin with 5070"),
        ("postcodes = [\"5070\"]", "postcodes = [\"5060\", \"5070\"]", "begin with 5070"),
        ("postcodes = [\"5070\"]", "postcodes = [\"5070\", \"5070\"]", "twice"),
        ("postcodes = [\"5070\"]", "postcodes = [\"5070\", \"507\"]", "no postcode"),
        ("postcodes_source = \"best-2026\"", "postcodes_source = \"hearsay\"", "source"),
        ("postcodes_certainty = \"likely\"\n", "", "postcodes_certainty"),
        ("tile = [0, 0]", "tile = [1, 0]", "another one has its `tile`"),
    ] {
        let problems = read(change, to).unwrap_err();
        assert!(problems[0].what.contains(expect), "{to} → {}", problems[0].what);
    }
}

#[test]
fn a_default_is_given_only_where_one_value_holds() {
    let catalog = Catalog::embedded().unwrap();
    let gas = catalog.carrier(Carrier::NaturalGas).unwrap();
    let on = |day: &str| {
        gas.content(Unit::M3, day.parse::<Day>().unwrap()).and_then(eclaireur_models::catalog::Content::kwh)
    };
    assert!(on("2026-01-01").is_some());
    assert_eq!(on("2023-01-01"), None, "rich and poor gas were both sold");
    assert_eq!(gas.basis(), Basis::Gross);
    let oil = catalog.carrier(Carrier::HeatingOil).unwrap();
    assert_eq!(
        (oil.basis(), oil.content(Unit::Litre, "2020-01-01".parse().unwrap()).unwrap().basis),
        (Basis::Net, Basis::Net)
    );
    assert!(!catalog.carrier(Carrier::Water).unwrap().energy);
}

#[test]
fn a_wrong_file_is_refused_with_its_name_and_a_hint() {
    let good = include_str!("../../catalog/carriers/heating-oil.toml");
    for (change, to, expect) in [
        ("checked_on = 2026-11-21", "checked_on = 2026-02-31", "checked_on"),
        ("checked_on = 2026-11-21", "", "checked_on"),
        ("colour = ", "color = ", "color"),
        ("kwh = \"10\"", "kwh = \"ten\"", "neither a decimal"),
        ("kwh = \"10\"", "kwh = \"-10\"", "above zero"),
        ("kwh = \"10\"", "kwh = \"unknown\"", "settled_by"),
        ("source = \"fai-re\"", "source = \"hearsay\"", "source"),
        ("unit = \"l\"", "unit = \"litre\"", "unit"),
        ("code = \"heating_oil\"", "code = \"propane\"", "same word"),
        ("certainty = \"certain\"", "", "certainty"),
    ] {
        let text = good.replace(change, to);
        assert_ne!(text, good, "the case `{change}` changes nothing");
        let problems = Catalog::read([("carriers/heating-oil.toml", text.as_str())]).unwrap_err();
        assert_eq!(problems[0].file, "carriers/heating-oil.toml");
        assert!(problems[0].what.contains(expect), "{change} → {}", problems[0].what);
    }
    assert!(Catalog::read([("carriers/heating-oil.toml", good)]).is_ok());
    assert!(Catalog::read([("nowhere/x.toml", "")]).is_err());
}

#[test]
fn the_template_of_a_layout_is_a_layout() {
    let folder = crate::folders::workspace().join("models/catalog/formats");
    let [template, plain] = ["_template.toml", "plain-table.toml"]
        .map(|name| std::fs::read_to_string(folder.join(name)).unwrap());
    let files =
        [("formats/sender-what.toml", template.as_str()), ("formats/plain-table.toml", plain.as_str())];
    let catalog = Catalog::read(files).unwrap();
    let layout = catalog.formats().iter().find(|f| f.code == "sender-what").unwrap();
    assert!(layout.is_described() && layout.slot_ends && layout.daily);
    assert!(layout.role_of("code ean").is_some(), "it knows the words of the layout it is like");
}

/// What is wrong with a file once `change` stands in it as `to`.
fn refused(path: &str, good: &str, change: &str, to: &str) -> String {
    let text = good.replacen(change, to, 1);
    assert_ne!(text, good, "the case `{change}` changes nothing");
    let sector = ("sectors/care-home.toml", include_str!("../../catalog/sectors/care-home.toml"));
    let problems = Catalog::read([(path, text.as_str()), sector]).unwrap_err();
    assert_eq!(problems[0].file, path);
    problems[0].what.clone()
}

#[test]
fn a_wrong_set_of_factors_is_refused() {
    let good = include_str!("../../catalog/factors/co2-belgian-mix.toml");
    for (change, to, expect) in [
        ("checked_on = 2026-11-21", "", "checked_on"),
        ("kind = \"co2\"", "kind = \"carbon\"", "kind"),
        ("kind = \"co2\"", "kind = \"primary\"\ndecision = true", "decision"),
        ("only = \"electricity\"", "only = \"natural_gas\"", "only"),
        ("value = \"0.226\"", "value = \"-0.226\"", "below zero"),
        ("value = \"0.226\"", "value = \"much\"", "neither a decimal"),
        ("value = \"0.226\"", "value = \"unknown\"", "settled_by"),
        ("to = 2017-12-31", "to = 2016-12-31", "backwards"),
        ("to = 2017-12-31", "to = 2024-06-30", "overlap"),
        ("to = 2017-12-31", "", "overlap"),
        ("source = \"energie-commune\"", "source = \"hearsay\"", "hearsay"),
        ("certainty = \"certain\"", "", "certainty"),
        ("basis = \"net\"", "", "basis"),
        ("code = \"co2-belgian-mix\"", "code = \"co2-other\"", "same word"),
    ] {
        let what = refused("factors/co2-belgian-mix.toml", good, change, to);
        assert!(what.contains(expect), "{to} → {what}");
    }
    let declared = include_str!("../../catalog/factors/co2-decision.toml");
    let second = declared.replace("code = \"co2-decision\"", "code = \"co2-second\"");
    let files = [("factors/co2-decision.toml", declared), ("factors/co2-second.toml", second.as_str())];
    assert!(Catalog::read(files).unwrap_err()[0].what.contains("decision"));
}

#[test]
fn a_wrong_benchmark_is_refused() {
    let good = include_str!("../../catalog/benchmarks/care-homes-france.toml");
    for (change, to, expect) in [
        ("activities = [\"care-home\"]", "activities = [\"castle\"]", "no sector"),
        ("of = \"total\"", "of = \"gas\"", "`of`"),
        ("basis = \"final-raw\"", "basis = \"primary\"", "`basis`"),
        ("lowest = \"180\"", "lowest = \"380\"", "lowest"),
        ("lowest = \"180\"", "lowest = \"-1\"", "lowest"),
        ("lowest = \"180\"\n", "", "middle"),
        ("source = \"anap\"", "source = \"hearsay\"", "hearsay"),
        ("certainty = \"likely\"", "", "certainty"),
        ("foreign = true", "abroad = true", "abroad"),
    ] {
        let what = refused("benchmarks/care-homes-france.toml", good, change, to);
        assert!(what.contains(expect), "{to} → {what}");
    }
}

#[test]
fn the_templates_of_factors_and_benchmarks_load() {
    let folder = crate::folders::workspace().join("models/catalog");
    let read = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
    let school = read("sectors/school.toml");
    for (template, path) in [
        ("factors/_template.toml", "factors/co2-peb.toml"),
        ("benchmarks/_template.toml", "benchmarks/schools-wallonia-2010.toml"),
    ] {
        let text = read(template);
        let files = [(path, text.as_str()), ("sectors/school.toml", school.as_str())];
        assert_eq!(Catalog::read(files).err(), None, "{template}");
    }
}
