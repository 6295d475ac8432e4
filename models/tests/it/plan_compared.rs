//! The panels of case P-1 paid in four ways, side by side, and the mix a board with limits would take.

use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::plan::{Inputs, SourceKind, compare, mix, plan, sensitivity};
use eclaireur_models::financing::{Case, Cents, assess};
use rust_decimal::Decimal;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

const PANELS: &str = r#"
on = 2026-11-21
[organisation]
legal_form = "asbl"
activity = "sheltered-workshop"
vat_recovery = "none"
[plan]
horizon_years = 10
discount_rate = 0.03
vat_rate = 0
price_growth = 0
own_funds_max = "60000 EUR"
debt_service_max = "20000 EUR"
[[work]]
measure = "photovoltaic"
cost_excl_vat = "210000 EUR"
saving_kwh = 120000
price_per_kwh = 0.25
carrier = "electricity"
lifetime_years = 25
maintenance_per_year = "0 EUR"
"#;
const LOAN: &str = r#"
[[source]]
kind = "loan"
amount = "210000 EUR"
rate = 0.02
years = 10
grace_months = 0
amortisation = "annuity"
"#;
const OTHERS: &str = r#"
[[source]]
kind = "third-party"
amount = "105000 EUR"
years = 10
savings_share = 0.8
transfer_price = "500 EUR"
[[source]]
kind = "cooperative"
amount = "50000 EUR"
rate = 0.04
years = 10
"#;

fn inputs(sources: &[&str]) -> Inputs {
    let text = format!("{PANELS}{}", sources.concat());
    let case = Case::read(&text, &CATALOG).unwrap();
    let on = case.on.unwrap();
    let all = assess(&case, &CATALOG, on);
    Inputs::of(&case, &all.schemes, &all.grants, &CATALOG, on).unwrap()
}

#[test]
fn the_same_panels_cost_what_each_way_asks() {
    let check = |kind: SourceKind, expect: [&str; 4], above_limit: bool| {
        let all = compare(&inputs(&[LOAN, OTHERS]));
        let way = all.iter().find(|way| way.kind == kind).unwrap();
        let f = way.figures.as_ref().unwrap();
        let said = [f.paid_in_year_one, f.net_in_year_one, f.cost_of_money, f.left_at_end];
        assert_eq!(said.map(|c| c.to_string()), expect, "{kind:?}");
        assert_eq!(way.above_limit, above_limit, "{kind:?}");
        assert_eq!(f.amount.to_string(), "210000.00");
    };
    check(SourceKind::OwnFunds, ["0.00", "30000.00", "0.00", "90000.00"], true);
    check(SourceKind::Loan, ["23378.57", "6621.43", "23785.71", "66214.29"], true);
    // 24 000 a year, and twice the hand-over of half the works.
    check(SourceKind::ThirdParty, ["24000.00", "6000.00", "31000.00", "59000.00"], false);
    // 210 000 and a last dividend fall due in one year.
    check(SourceKind::Cooperative, ["8400.00", "21600.00", "84000.00", "6000.00"], true);
}

#[test]
fn a_limit_holds_for_the_dearest_year_of_every_debt() {
    let check = |years: &str, limit: &str, above: bool| {
        let shares = OTHERS.replace("rate = 0.04\nyears = 10", &format!("rate = 0.04\nyears = {years}"));
        let mut told = inputs(&[shares.as_str()]);
        told.debt_service_max = Some(limit.parse().unwrap());
        let all = compare(&told);
        let way = all.iter().find(|way| way.kind == SourceKind::Cooperative).unwrap();
        assert_eq!(way.above_limit, above, "{years} {limit}");
    };
    check("10", "218400", false);
    check("10", "218399.99", true);
    // Beyond the horizon too.
    check("15", "20000", true);
}

#[test]
fn capital_that_falls_due_after_the_plan_is_taken_off_what_is_left() {
    let shares = OTHERS.replace("rate = 0.04\nyears = 10", "rate = 0.04\nyears = 11");
    let all = compare(&inputs(&[shares.as_str()]));
    let way = all.iter().find(|way| way.kind == SourceKind::Cooperative).unwrap();
    let figures = way.figures.as_ref().unwrap();
    // Ten times 21 600, less 210 000 still owed.
    assert_eq!(figures.left_at_end.to_string(), "6000.00");
    assert_eq!((figures.cash_neutral_from_year, figures.cautious_neutral_from_year), (None, None));
}

#[test]
fn a_third_party_that_is_needed_for_less_is_paid_less_in_the_plan_and_beside_it() {
    let two = "[[source]]\nkind = \"third-party\"\namount = \"420000 EUR\"\nyears = 10\n\
        fee_per_year = \"40000 EUR\"\nindexation = 0.1\ntransfer_price = \"1000 EUR\"\n";
    let told = inputs(&[two]);
    let plan = plan(&told).unwrap();
    // Half of what it offers is needed: half its fee, indexed, and half the hand-over.
    let paid: Vec<String> = plan.years.iter().map(|y| y.third_party.to_string()).collect();
    assert_eq!([paid[0].as_str(), &paid[1], &paid[2]], ["20000.00", "22000.00", "24200.00"]);
    assert_eq!(paid[9], "47658.95", "20 000 × 1.1⁹ + 500");
    let all = compare(&told);
    let way = all.iter().find(|way| way.kind == SourceKind::ThirdParty).unwrap();
    assert_eq!(way.figures.as_ref().unwrap().paid_in_year_one.to_string(), paid[0]);
}

#[test]
fn a_mix_counts_a_contract_as_long_as_it_runs_and_says_what_it_left_out() {
    // 21 000 a year over 20 years is dearer than 210 000 once, within ten years it only looks as dear.
    let third = "[[source]]\nkind = \"third-party\"\namount = \"150000 EUR\"\nyears = 20\nfee_per_year = \"15000 EUR\"\n";
    let mut told = inputs(&[third]);
    told.own_funds_max = 210_000.into();
    told.discount_rate = Decimal::ZERO;
    let found = mix(&told).unwrap();
    assert_eq!((found.cost.to_string(), found.warnings.len()), ("210000.00".into(), 0));
    assert_eq!(found.parts.iter().map(|p| p.kind).collect::<Vec<_>>(), [SourceKind::OwnFunds]);
    let many = inputs(&[LOAN, LOAN, LOAN, LOAN, LOAN, LOAN]);
    assert_eq!(mix(&many).unwrap().warnings, ["mix-of-first-sources"]);
}

#[test]
fn what_no_case_can_mean_is_refused_by_its_name() {
    let check = |more: &str, words: &str| {
        let refused = Case::read(&format!("{PANELS}{more}"), &CATALOG).unwrap_err();
        assert!(refused.contains(words), "{refused}");
    };
    let loan = |key: &str| format!("[[source]]\nkind = \"loan\"\n{key}\n");
    check(&loan("amount = \"1000.005 EUR\""), "key `source.amount`: `1000.005` EUR is finer than a cent");
    check(
        &loan("grace_months = 70000"),
        "key `source.grace_months`: 70000 months are more than a hundred years",
    );
    check(&LOAN.repeat(21), "`source`: 21 are told, 20 at most");
    let late = PANELS.replace("vat_rate = 0", "vat_rate = 0\ngrant_delay_months = 70000");
    assert!(Case::read(&late, &CATALOG).unwrap_err().contains("`plan.grant_delay_months`"));
}

#[test]
fn euro_are_printed_to_the_nearest_cent_and_nothing_has_no_sign() {
    let check = |euro: &str, printed: &str| {
        assert_eq!(Cents(euro.parse().unwrap()).to_string(), printed, "{euro}");
    };
    check("-0", "0.00");
    check("-0.004", "0.00");
    check("0.005", "0.01");
    check("-0.005", "-0.01");
    check("1.999", "2.00");
    check("12", "12.00");
}

#[test]
fn a_way_without_terms_asks_for_them() {
    let all = compare(&inputs(&[LOAN]));
    let third = all.iter().find(|way| way.kind == SourceKind::ThirdParty).unwrap();
    assert_eq!((third.figures.as_ref(), third.missing.as_slice()), (None, ["source.years"].as_slice()));
}

#[test]
fn a_board_that_bears_20000_a_year_lends_as_far_and_adds_its_own() {
    let found = mix(&inputs(&[LOAN])).unwrap();
    let kinds: Vec<SourceKind> = found.parts.iter().map(|p| p.kind).collect();
    assert_eq!(kinds, [SourceKind::OwnFunds, SourceKind::Loan]);
    // 20 000 × 210 000 ÷ 23 378.58, the dearest year; the rest is their own.
    let amounts: Vec<String> = found.parts.iter().map(|p| p.amount.to_string()).collect();
    assert_eq!(amounts, ["30348.38", "179651.62"]);
    assert_eq!(
        (found.unfunded.to_string(), found.debt_service.to_string()),
        ("0.00".into(), "20000.00".into())
    );
}

#[test]
fn a_board_without_enough_of_anything_is_told_what_lacks() {
    let mut poor = inputs(&[LOAN]);
    poor.guarantee_max = Some(100_000.into());
    let found = mix(&poor).unwrap();
    assert_eq!(found.unfunded.to_string(), "50000.00");
}

#[test]
fn the_widest_bar_comes_first() {
    let bars = sensitivity(&inputs(&[LOAN]));
    let codes: Vec<&str> = bars.iter().map(|b| b.code).collect();
    // A fifth of the saving and a fifth of the price are the same euro.
    assert_eq!(codes[..2], ["saving", "price"]);
    assert_eq!(bars[0].better.0 - bars[0].worse.0, bars[1].better.0 - bars[1].worse.0);
    assert_eq!(bars.last().unwrap().code, "grants");
}
