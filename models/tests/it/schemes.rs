//! Files of schemes: what is right loads and its examples come out; what is wrong is refused with file, key and hint.

use eclaireur_models::building::case_facts::MEASURES;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::catalog::schemes::SchemeStatus;
use eclaireur_models::financing::{Case, examples, procedure};

const FILE: &str = "schemes/wallonia/example-2022.toml";
const TEMPLATE: &str = include_str!("../../catalog/schemes/_template.toml");

#[test]
fn every_scheme_that_the_contract_names_is_there_and_its_examples_come_out() {
    let catalog = Catalog::embedded().unwrap_or_else(|p| panic!("{p:#?}"));
    for code in [
        "wallonia/ureba-2022",
        "wallonia/ureba-2013",
        "wallonia/ureba-exceptionnel",
        "wallonia/amureba-2024",
        "wallonia/green-health",
        "wallonia/green-health-pv",
        "wallonia/demainvest",
        "wallonia/w-alter",
        "wallonia/brasero",
        "wallonia/renowatt",
        "wallonia/cpma-2024",
        "wallonia/citizen-cooperative",
        "federal/vat-reduced",
        "federal/investment-deduction",
        "fwb/exceptional-plan",
        "wallonia/creches",
        "wallonia/hospitals",
        "aviq/mah",
    ] {
        assert!(catalog.scheme(code).is_some(), "{code}");
    }
    for scheme in catalog.schemes() {
        assert_eq!(examples::faults(scheme, &catalog), Vec::<String>::new(), "{}", scheme.code);
        for replaced in scheme.replaces.iter().chain(&scheme.cumulation.not_with) {
            assert!(catalog.scheme(replaced).is_some(), "{}: {replaced}", scheme.code);
        }
    }
    for code in ["wallonia/ureba-2013", "wallonia/ureba-exceptionnel"] {
        assert_eq!(catalog.scheme(code).unwrap().status, SchemeStatus::Closed, "{code}");
    }
}

#[test]
fn the_template_of_a_scheme_is_a_scheme() {
    let catalog = Catalog::read([(FILE, TEMPLATE)]).unwrap();
    assert_eq!(
        examples::faults(catalog.scheme("wallonia/example-2022").unwrap(), &catalog),
        Vec::<String>::new()
    );
}

#[test]
fn a_wrong_scheme_is_refused_with_its_file_the_key_and_a_hint() {
    for (change, to, expect) in [
        ("status = \"open\"", "status = \"open\"\nstate = \"open\"", "state"),
        ("checked_on = 2026-11-21", "checked_on = 2026-02-30", "checked_on"),
        ("dated_by = \"application\"", "dated_by = \"invoice\"", "dated_by"),
        ("id = \"decree\"", "id = \"law\"", "key `source`: `decree` is not in [[source]]"),
        (
            "from = 2022-11-01                  # the first day",
            "from = 2022-11-01\nuntil = 2021-01-01",
            "dates run back",
        ),
        ("base = \"59 EUR/m2\"", "base = \"59 EUR/ha\"", "`EUR/ha` is no unit"),
        (
            "base = \"59 EUR/m2\", bio_based = \"65 EUR/m2\"",
            "base = \"59 EUR/kW\"",
            "counted in m2, not in kW",
        ),
        ("rate = \"40 %\"", "rate = \"140 %\"", "more than the whole"),
        ("rate = \"40 %\"", "rate = \"0,4 %\"", "behind a point"),
        (
            "rate = \"40 %\"",
            "rate = \"40 %\"\nshare = \"40 %\"",
            "key `share`: the shape `rate_of_cost` does not know it",
        ),
        ("shape = \"per_unit\" ", "shape = \"per_piece\" ", "no shape; there are rate_of_cost"),
        (
            "fact = \"organisation.legal_form\", is = \"asbl\"",
            "fact = \"organisation.form\", is = \"asbl\"",
            "no fact of the list",
        ),
        ("is = \"asbl\"", "is = \"vzw\"", "it knows asbl"),
        ("unsure = \"statutes\", all_of", "unsure = \"somebody\", all_of", "key `unsure`: `somebody`"),
        ("absent = \"no\"", "absent = \"maybe\"", "neither `yes` nor `no`"),
        ("measures = [\"lighting\"]\nrate", "measures = [\"lights\"]\nrate", "`lights` is no measure"),
        (
            "measures = [\"lighting\"]\nrate",
            "measures = [\"roof-flat\"]\nrate",
            "it overlaps the one from 2022-11-01",
        ),
        (
            "shape = \"rate_of_cost\"  ",
            "until = 2020-01-01\nshape = \"rate_of_cost\"  ",
            "it ends before it begins",
        ),
        (
            "certainty = \"likely\"\nsource = \"decree\"\n\n[[amount]]\nfrom = 2022-11-01\nshape = \"rate",
            "source = \"decree\"\n\n[[amount]]\nfrom = 2022-11-01\nshape = \"rate",
            "certainty",
        ),
        ("hypotheses = [\"full_up_to_cost\"", "hypotheses = [\"whatever\"", "key `hypotheses`: `whatever`"),
        ("apply = \"before_order\" ", "apply = \"afterwards\" ", "key `apply`: `afterwards`"),
        ("code = \"wallonia/example-2022\"", "code = \"wallonia/example-2023\"", "same word"),
        ("code = \"wallonia/example-2022\"", "code = \"federal/example-2022\"", "must agree"),
        ("expect = \"11800.00 EUR\"", "expect = \"11800\"", "no number with a unit"),
    ] {
        let text = TEMPLATE.replacen(change, to, 1);
        assert_ne!(text, TEMPLATE, "the case `{change}` changes nothing");
        let problems = Catalog::read([(FILE, text.as_str())]).unwrap_err();
        assert_eq!(problems[0].file, FILE);
        assert!(problems[0].what.contains(expect), "{to} → {}", problems[0].what);
    }
}

#[test]
fn later_amounts_stand_after_earlier_ones() {
    let back = TEMPLATE.replacen("measures = [\"lighting\"]\nrate", "measures = [\"roof-flat\"]\nrate", 1);
    let back = back.replacen(
        "from = 2022-11-01\nshape = \"rate",
        "from = 2021-01-01\nuntil = 2021-12-31\nshape = \"rate",
        1,
    );
    let problems = Catalog::read([(FILE, back.as_str())]).unwrap_err();
    assert!(problems[0].what.contains("dates run back"), "{}", problems[0].what);
}

#[test]
fn an_example_that_does_not_come_out_is_told() {
    let wrong = TEMPLATE.replace("expect = \"11800.00 EUR\"", "expect = \"11801.00 EUR\"");
    let catalog = Catalog::read([(FILE, wrong.as_str())]).unwrap();
    let faults = examples::faults(&catalog.schemes()[0], &catalog);
    assert!(faults[0].contains("it gives 11800.00 EUR, not 11801.00 EUR"), "{faults:?}");
}

#[test]
fn consumption_is_told_for_five_years_after_the_grant() {
    let catalog = Catalog::embedded().unwrap();
    let ureba = catalog.scheme("wallonia/ureba-2022").unwrap();
    let granted = "2027-02-01".parse().unwrap();
    for (year, expect) in [(2027, false), (2028, true), (2032, true), (2033, false)] {
        assert_eq!(procedure::report_due(ureba, granted, year), expect, "{year}");
    }
}

#[test]
fn what_is_misspelt_is_refused_with_the_nearest_word() {
    let catalog = Catalog::embedded().unwrap();
    for (text, expect) in [
        ("[organisation]\nlegal_form = \"ASBL\"", "did you mean `asbl`?"),
        (
            "[organisation]\nlegal_from = \"asbl\"",
            "key `organisation.legal_from` is not known; did you mean `legal_form`?",
        ),
        ("[organization]\nlegal_form = \"asbl\"", "did you mean `organisation`?"),
        ("[organisation]\nactivity = \"care home\"", "did you mean `care-home`?"),
        ("[organisation]\nactivity = \"nuclear-plant\"", "known are"),
        ("[organisation]\npublic_funding_share = 62", "between 0 and 1; 62 % is 0.62"),
        ("[organisation]\nmembers_all_public = \"no\"", "`true` or `false`, not text"),
        ("[building]\ntenure_ends = \"31/12/2061\"", "is no day; write `2026-12-01`"),
        ("[building]\ntenure_ends = 2061-02-30", "2061"),
        ("[[work]]\nmeasure = \"flat-roof\"", "`flat-roof` is not known"),
        ("[[work]]\nmeasure = \"wall\"\nquantity = \"200 m²\"", "counted in m2, not in `m²`"),
        ("[[work]]\nquantity = \"87,5 m2\"", "behind a point"),
        ("[[work]]\nquantity = 200", "text with its unit"),
        ("[[work]]\ncost_excl_vat = 30000", "`\"30000.50 EUR\"`"),
        ("[[work]]\ncost_excl_vat = \"30.000,50 EUR\"", "behind a point"),
        ("[[work]]\ncost_excl_vat = \"30 000 EUR\"", "`000 EUR`"),
        ("[[work]]\ncost_excl_vat = \"30000 €\"", "amounts are in EUR"),
        ("[[work]]\ncost_excl_vat = \"-1 EUR\"", "below zero"),
        ("[[work]]\ncost_excl_vat = \"99999999999999999999999 EUR\"", "too large"),
        ("[work]\nmeasure = \"wall\"", "write `[[work]]`"),
        ("{ \"on\": \"2026-11-21\", \"organisation\": { \"legal_form\": \"vzw\" } }", "`vzw` is not known"),
        ("{ \"on\": ", "no JSON"),
        ("on = ", "TOML parse error"),
    ] {
        let said = Case::read(text, &catalog).unwrap_err();
        assert!(said.contains(expect), "{text} → {said}");
    }
    for text in ["", "{}", "on = 2026-11-21", "{\"organisation\": {\"legal_form\": null}}"] {
        assert!(Case::read(text, &catalog).is_ok(), "{text}");
    }
}

#[test]
fn every_measure_of_the_contract_is_known() {
    assert_eq!(MEASURES.len(), 21);
}
