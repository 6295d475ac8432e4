//! A case as text comes back the same; a dossier comes to the same bytes elsewhere, or says what differs.

use eclaireur_models::building::case_facts::{CASE_FACTS, CaseForm, MEASURES};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::dossier::{self, Refused, answer, checksum};
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::{Case, assess};
use eclaireur_models::period::Day;
use proptest::prelude::*;
use rust_decimal::Decimal;

const CASE: &str = "[organisation]\nlegal_form = \"asbl\"\nactivity = \"school\"\nseat_in_wallonia = true\n\
    german_speaking_community = false\npublic_funding_share = 0.62\n[building]\nin_wallonia = true\n\
    tenure = \"owner\"\nheated_area_m2 = 2450.5\n[procedure]\nureba_audit_date = 2025-03-01\n\
    application_date = 2026-12-01\n[[work]]\nmeasure = \"roof-flat\"\nquantity = \"200.25 m2\"\n\
    bio_based = false\ncost_excl_vat = \"30000.01 EUR\"\n[[work]]\nmeasure = \"lighting\"\nquantity = \"85\"\n\
    cost_excl_vat = \"12400.50 EUR\"\n[[source]]\nkind = \"loan\"\namount = \"20000 EUR\"\nrate = 0.0225\n\
    [plan]\nown_funds_max = \"1000 EUR\"\n";

fn on() -> Day {
    "2026-11-21".parse().unwrap()
}

fn catalog() -> Catalog {
    Catalog::embedded().unwrap()
}

fn written() -> String {
    let catalog = catalog();
    let case = Case::read(CASE, &catalog).unwrap();
    dossier::write(&case, &catalog, on(), "Toiture \"plate\"\n· École", "eclaireur 0").unwrap()
}

#[test]
fn a_case_comes_back_from_json_and_from_toml() {
    let catalog = catalog();
    let case = Case::read(CASE, &catalog).unwrap();
    assert_eq!(Case::read(&case.to_json().to_string(), &catalog).unwrap(), case);
    assert_eq!(Case::read(&case.to_toml(""), &catalog).unwrap(), case);
    let dated = Case { on: Some(on()), ..case };
    assert_eq!(Case::read(&dated.to_json().to_string(), &catalog).unwrap(), dated);
    assert_eq!(Case::default().to_toml(""), "");
}

/// Any value that a fact of this form may have.
fn value(form: CaseForm) -> BoxedStrategy<Value> {
    let number = (0_i64..1_000_000_000, 0_u32..5).prop_map(|(n, scale)| Decimal::new(n, scale).normalize());
    match form {
        CaseForm::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
        CaseForm::Legal | CaseForm::Choice(_) => {
            prop::sample::select(form.words()).prop_map(|word| Value::Word(word.to_owned())).boxed()
        }
        CaseForm::Activity => Just(Value::Word("care-home".to_owned())).boxed(),
        CaseForm::Measure => Just(Value::Word(MEASURES[0].code.to_owned())).boxed(),
        CaseForm::Day => (2000_i16..2100, 1_i8..=12, 1_i8..=28)
            .prop_map(|(y, m, d)| Value::Day(Day::new(y, m, d).unwrap()))
            .boxed(),
        CaseForm::Number("month") => (0_i64..=1200).prop_map(|n| Value::Number(n.into())).boxed(),
        CaseForm::Number(_) => number.prop_map(Value::Number).boxed(),
        // No euro is finer than a cent.
        CaseForm::Money => {
            (0_i64..100_000_000_000).prop_map(|n| Value::Number(Decimal::new(n, 2).normalize())).boxed()
        }
        CaseForm::Share => {
            (0_i64..=10_000).prop_map(|n| Value::Number(Decimal::new(n, 4).normalize())).boxed()
        }
        CaseForm::Quantity => number.prop_map(|n| Value::Quantity(n, "m2".to_owned())).boxed(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_told_comes_back_to_the_digit(
        told in prop::sample::subsequence(CASE_FACTS.to_vec(), 0..20)
            .prop_flat_map(|facts| facts.into_iter().map(|f| value(f.form).prop_map(move |v| (f.code, v))).collect::<Vec<_>>())
    ) {
        let mut case = Case::default();
        let (mut work, mut source) = (Facts::default(), Facts::default());
        for (code, value) in told {
            match code.split('.').next() {
                Some("work") => work.tell(code, value),
                Some("source") => source.tell(code, value),
                Some("plan") => case.plan.tell(code, value),
                _ => case.facts.tell(code, value),
            }
        }
        work.forget("work.measure");
        (case.works, case.sources) = (vec![work], vec![source]);
        let catalog = catalog();
        prop_assert_eq!(&Case::read(&case.to_json().to_string(), &catalog).unwrap(), &case);
        prop_assert_eq!(&Case::read(&case.to_toml(""), &catalog).unwrap(), &case);
    }
}

#[test]
fn a_dossier_comes_to_the_same_bytes_of_json() {
    let catalog = catalog();
    let text = written();
    assert!(dossier::is_dossier(&text));
    assert_eq!(text, written(), "twice the same");
    let opened = dossier::open(&text, &catalog).unwrap();
    let case = Case { on: Some(on()), ..Case::read(CASE, &catalog).unwrap() };
    assert_eq!(opened.answer, serde_json::to_string_pretty(&assess(&case, &catalog, on())).unwrap());
    assert_eq!(answer(&opened.case, &catalog, opened.on).unwrap().1, opened.answer);
    // A mail that changes the ends of lines changes nothing.
    assert_eq!(dossier::open(&text.replace('\n', "\r\n"), &catalog).unwrap(), opened);
    let empty = dossier::write(&Case::default(), &catalog, on(), "", "").unwrap();
    assert_eq!(dossier::open(&empty, &catalog).unwrap().case, Case::default());
}

#[test]
fn a_dossier_that_was_changed_is_refused_and_says_what_differs() {
    let catalog = catalog();
    let text = written();
    let changed = text.replace("30000.01", "29000.01");
    let Err(Refused::Checksum { said, found }) = dossier::open(&changed, &catalog) else { panic!("taken") };
    assert_ne!(said, found);

    // With a checksum of its own, what it comes to is no longer what it says.
    let rest = changed.split_once('\n').unwrap().1;
    let signed = format!("sha256 = \"{}\"\n{rest}", checksum(rest));
    assert!(matches!(dossier::open(&signed, &catalog), Err(Refused::Answer { .. })));

    // A figure for people that nobody computed is no figure of ours, whatever the checksum says.
    let counted = "[[scheme.amount]]\nwork = \"roof-flat\"\namount = \"";
    for (then, now, shown) in [
        (counted, format!("{counted}9"), "amount = \"9"),
        ("verdict = \"unknown\"", "verdict = \"yes\"".to_owned(), "verdict = \"yes\""),
        ("grants_possible = \"", "grants_possible = \"9".to_owned(), "grants_possible = \"9"),
    ] {
        let rest = text.split_once('\n').unwrap().1;
        assert!(rest.contains(then), "{then} in {rest}");
        let rest = rest.replacen(then, &now, 1);
        let signed = format!("sha256 = \"{}\"\n{rest}", checksum(&rest));
        let refused = dossier::open(&signed, &catalog).unwrap_err();
        let Refused::Figures { line, program } = &refused else { panic!("{refused}") };
        let told = signed.lines().nth(line - 1).unwrap();
        assert!(told.contains(shown), "line {line}: {told}");
        assert_eq!(program, "eclaireur 0");
    }

    let rest = text.split_once('\n').unwrap().1.replace(catalog.version(), "0123456789abcdef").replacen(
        "checked_on = 2026-11-21",
        "checked_on = 2025-01-01",
        1,
    );
    let other = format!("sha256 = \"{}\"\n{rest}", checksum(&rest));
    let refused = dossier::open(&other, &catalog).unwrap_err();
    let said = refused.to_string();
    assert!(matches!(refused, Refused::Catalog { .. }), "{said}");
    for words in ["0123456789abcdef", catalog.version(), "checked 2025-01-01, here 2026-11-21", "--catalog"] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn what_is_no_dossier_says_so() {
    let catalog = catalog();
    let bare = |rest: &str| format!("sha256 = \"{}\"\n{rest}", checksum(rest));
    for text in [
        String::new(),
        "\n".to_owned(),
        CASE.to_owned(),
        bare(""),
        bare("form = \"2\"\n"),
        bare("form = 1\n"),
        bare("form = \"1\"\ncatalog_version = [1]\n"),
        bare("\u{0}\u{1}[["),
        bare(&"[[a]]\n".repeat(5_000)),
    ] {
        assert!(matches!(dossier::open(&text, &catalog), Err(Refused::NoDossier(_))), "{text:.60}");
    }
}
