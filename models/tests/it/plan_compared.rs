//! The panels of case P-1 paid in four ways, side by side, and the mix a board with limits would take.

use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::plan::{Inputs, SourceKind, compare, mix, sensitivity};
use eclaireur_models::financing::{Case, assess};

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
    // All shares are paid back in year 10: far above the 20 000 € that the board bears.
    check(SourceKind::Cooperative, ["8400.00", "21600.00", "84000.00", "6000.00"], true);
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
