//! What plans promise whatever is told: years add up to the cent, aid stays within the cost, more own funds never raise an
//! instalment, a mix keeps its limits, and nothing is surer than its weakest part.

use eclaireur_models::building::Carrier;
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::financing::plan::flows::flows;
use eclaireur_models::financing::plan::loan::{Amortisation, schedule};
use eclaireur_models::financing::plan::outlook::Outlook;
use eclaireur_models::financing::plan::{
    Inputs, Price, Source, SourceKind, Work, compare, mix, plan, sensitivity,
};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

fn cents(most: i64) -> impl Strategy<Value = Decimal> {
    (0..=most).prop_map(|n| Decimal::new(n, 2))
}

fn rate() -> impl Strategy<Value = Decimal> {
    (0i64..=300).prop_map(|n| Decimal::new(n, 3))
}

fn certainties() -> impl Strategy<Value = Certainty> {
    select(vec![Certainty::Certain, Certainty::Likely])
}

fn works() -> impl Strategy<Value = Vec<Work>> {
    let one = (
        cents(50_000_000),
        0i64..500_000,
        0i64..5_000,
        1u16..40,
        cents(500_000),
        select(Quality::ALL.as_slice()),
        certainties(),
        (cents(40_000_000), cents(20_000_000)),
    )
        .prop_map(|(cost, kwh, price, life, maintenance, quality, certainty, (again, residual))| Work {
            measure: "wall".to_owned(),
            cost_excl_vat: cost,
            other_aid: Decimal::ZERO,
            saving_kwh: Decimal::from(kwh),
            quality,
            price: Price {
                carrier: Carrier::NaturalGas,
                euro_per_kwh: Decimal::new(price, 4),
                from_catalogue: None,
                certainty,
            },
            lifetime_years: life,
            maintenance_per_year: maintenance,
            replacement_cost: again,
            residual_value: residual,
            co2_per_kwh: None,
            co2_certainty: Certainty::Unknown,
            ets2: Vec::new(),
        });
    prop::collection::vec(one, 1..4)
}

fn ways() -> impl Strategy<Value = Amortisation> {
    select(vec![Amortisation::Annuity, Amortisation::ConstantPrincipal, Amortisation::Bullet])
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    let kinds = SourceKind::ALL.into_iter().filter(|k| *k != SourceKind::Grant).collect::<Vec<_>>();
    let one = (select(kinds), cents(40_000_000), rate(), 1u16..40, 0u16..40, ways(), contract()).prop_map(
        |(kind, amount, rate, years, grace_months, amortisation, contract)| Source {
            kind,
            amount,
            rate,
            years,
            grace_months,
            amortisation,
            ..contract
        },
    );
    prop::collection::vec(one, 0..8)
}

/// What a third party or a contract of energy performance asks and promises.
fn contract() -> impl Strategy<Value = Source> {
    let terms = (cents(1_000_000), rate(), 0i64..=100, cents(10_000_000), 0i64..500_000);
    (terms, prop::option::of(any::<bool>())).prop_map(|((fee, share, indexation, transfer, kwh), upkeep)| {
        Source {
            fee_per_year: fee,
            savings_share: share,
            indexation: Decimal::new(indexation, 3),
            transfer_price: transfer,
            guaranteed_kwh: Decimal::from(kwh),
            bears_upkeep: upkeep,
            ..Source::plain(SourceKind::ThirdParty, Decimal::ZERO)
        }
    })
}

fn inputs() -> impl Strategy<Value = Inputs> {
    let money = (
        cents(30_000_000),
        cents(30_000_000),
        prop::option::of(0u16..40),
        prop::option::of(rate()),
        cents(30_000_000),
    );
    let limits = (cents(60_000_000), prop::option::of(cents(3_000_000)), prop::option::of(cents(30_000_000)));
    let rates = (rate(), rate(), select(vec![0i64, 6, 21]), 0i64..=100, 1u16..=40);
    (works(), sources(), money, limits, rates, certainties()).prop_map(
        |(works, sources, money, limits, rates, grants_certainty)| {
            let (grants, sure, grant_delay_months, bridging_rate, advance) = money;
            let (own_funds_max, debt_service_max, guarantee_max) = limits;
            let (discount_rate, price_growth, vat, kept, horizon_years) = rates;
            Inputs {
                horizon_years,
                discount_rate,
                vat_rate: Decimal::new(vat, 2),
                vat_rates_open: vec![Decimal::new(6, 2), Decimal::new(21, 2)],
                vat_borne: Decimal::ONE,
                price_growth,
                own_funds_max,
                debt_service_max,
                guarantee_max,
                savings_kept: Decimal::new(kept, 2),
                grant_delay_months,
                bridging_rate,
                works,
                grants,
                grants_sure: sure.min(grants),
                grants_possible: grants,
                advance: advance.min(grants),
                grants_certainty,
                sources,
                hypotheses: Vec::new(),
                warnings: Vec::new(),
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_paid_back_is_what_was_lent(
        amount in cents(1_000_000_000), rate in rate(), years in 1u16..60, grace in 0u16..800, how in ways(),
    ) {
        let all = schedule(amount, rate, years, grace, how).unwrap();
        prop_assert_eq!(all.len(), usize::from(years));
        prop_assert_eq!(all.iter().map(|i| i.principal.0).sum::<Decimal>(), amount);
        let mut left = amount;
        for i in &all {
            prop_assert!(i.principal.0 >= Decimal::ZERO && i.interest.0 >= Decimal::ZERO);
            prop_assert_eq!(i.paid.0, i.principal.0 + i.interest.0);
            left -= i.principal.0;
            prop_assert_eq!(i.left.0, left);
        }
    }

    #[test]
    fn the_years_of_a_plan_add_up_to_the_cent(inputs in inputs()) {
        let plan = plan(&inputs).unwrap();
        prop_assert_eq!(plan.years.len(), usize::from(inputs.horizon_years));
        let mut cumulated = -plan.own_funds.0 - plan.unfunded.0;
        for y in &plan.years {
            let paid = y.saving_not_kept.0 + y.third_party.0 + y.instalment.0 + y.maintenance.0 + y.replacement.0 + y.bridging.0;
            prop_assert_eq!(y.net.0, y.energy_saving.0 - paid + y.residual.0);
            prop_assert_eq!(y.instalment.0, y.principal.0 + y.interest.0);
            cumulated += y.net.0;
            prop_assert_eq!(y.cumulated.0, cumulated);
            prop_assert_eq!(y.net.0.round_dp(2), y.net.0);
        }
        prop_assert!(!serde_json::to_string(&plan).unwrap().contains("\"-0.00\""), "nothing has no sign");
        for (at, y) in plan.years.iter().take(2).enumerate() {
            let months = plan.months.iter().skip(1 + at * 12).take(12);
            prop_assert_eq!(months.clone().map(|m| m.net.0).sum::<Decimal>(), y.net.0);
            prop_assert_eq!(months.map(|m| m.instalment.0).sum::<Decimal>(), y.instalment.0);
        }
        let bridging: Decimal = plan.years.iter().map(|y| y.bridging.0).sum();
        let over_in_time = inputs.grant_delay_months.is_none_or(|m| m <= inputs.horizon_years * 12);
        if let Some(cost) = plan.bridging.and_then(|b| b.cost).filter(|_| over_in_time) {
            prop_assert_eq!(bridging, cost.0);
        }
    }

    #[test]
    fn who_pays_adds_up_to_the_cost_and_aid_stays_within_it(inputs in inputs()) {
        let plan = plan(&inputs).unwrap();
        let lent: Decimal = plan.loans.iter().map(|l| l.amount.0).sum();
        let others: Decimal = plan.third_parties.iter().map(|t| t.amount.0).sum();
        let paid = plan.grants.0 + plan.donations.0 + plan.own_funds.0 + plan.unfunded.0 + lent + others;
        prop_assert_eq!(paid, plan.cost_borne.0);
        prop_assert!(plan.grants.0 <= plan.cost_borne.0);
        prop_assert!(plan.own_funds.0 <= inputs.own_funds_max);
    }

    #[test]
    fn more_own_funds_never_raise_an_instalment(inputs in inputs(), more in cents(20_000_000)) {
        let mut richer = inputs.clone();
        richer.own_funds_max += more;
        richer.sources.push(Source::plain(SourceKind::OwnFunds, more));
        let (before, after) = (flows(&inputs, Outlook::CENTRAL).unwrap(), flows(&richer, Outlook::CENTRAL).unwrap());
        let total = |all: &eclaireur_models::financing::plan::Flows| -> Decimal {
            all.loans.iter().map(|l| l.amount.0).sum()
        };
        prop_assert!(total(&after) <= total(&before));
        for (then, now) in before.years.iter().zip(&after.years) {
            // A smaller loan is rounded to the cent on its own: each of them may gain some.
            let cents = Decimal::new(2, 2) * Decimal::from(inputs.horizon_years) * Decimal::from(before.loans.len());
            prop_assert!(now.instalment.0 <= then.instalment.0 + cents, "{then:?} {now:?}");
        }
    }

    #[test]
    fn a_plan_is_as_sure_as_its_weakest_part(inputs in inputs()) {
        let plan = plan(&inputs).unwrap();
        let prices = inputs.works.iter().map(|w| w.price.certainty).max().unwrap();
        let weakest = if inputs.grants.is_zero() { prices } else { prices.max(inputs.grants_certainty) };
        prop_assert_eq!(plan.certainty, weakest);
        prop_assert_eq!(plan.quality, inputs.works.iter().map(|w| w.quality).max().unwrap());
    }

    #[test]
    fn the_cautious_case_is_never_the_better_one(mut inputs in inputs()) {
        // Whoever keeps nothing of the saving and pays a share of it is poorer with every kWh; and money that costs less than
        // the discount rate is worth more the more of it is needed, so that nothing is borrowed here.
        inputs.sources.retain(|s| !s.kind.is_third_party() && !s.kind.is_debt());
        inputs.grant_delay_months = None;
        let plan = plan(&inputs).unwrap();
        let of = |code: &str| plan.variants.iter().find(|v| v.code == code).unwrap();
        let npv = |code: &str| of(code).npv.0;
        prop_assert!(npv("prices-low") <= npv("central") && npv("central") <= npv("prices-high"));
        prop_assert!(npv("cautious") <= npv("central"));
        prop_assert!(npv("cautious") <= npv("savings-p90") && npv("cautious") <= npv("prices-low"));
        prop_assert!(of("cautious").unfunded >= of("central").unfunded);
        if let Some(cautious) = of("cautious").cash_neutral_from_year {
            prop_assert!(of("central").cash_neutral_from_year.is_some_and(|year| year <= cautious));
        }
        prop_assert_eq!(plan.first_line.cash_neutral_from_year, of("cautious").cash_neutral_from_year);
        prop_assert!(plan.saved_kwh_per_year_p90 <= plan.saved_kwh_per_year);
    }

    #[test]
    fn what_is_still_owed_at_the_end_is_neither_hidden_nor_neutral(inputs in inputs()) {
        let plan = plan(&inputs).unwrap();
        let later: Decimal = plan.loans.iter().flat_map(|l| &l.schedule)
            .filter(|i| i.year > inputs.horizon_years).map(|i| i.principal.0).sum();
        prop_assert!(plan.owed_at_end.0 >= later);
        prop_assert!(plan.owed_at_end.0.is_zero() || plan.cash_neutral_from_year.is_none());
    }

    #[test]
    fn a_mix_keeps_what_the_board_allows(inputs in inputs()) {
        let found = mix(&inputs).unwrap();
        let of = |kind| -> Decimal { found.parts.iter().filter(|p| p.kind == kind).map(|p| p.amount.0).sum() };
        let all: Decimal = found.parts.iter().map(|p| p.amount.0).sum();
        prop_assert_eq!(all + found.unfunded.0, inputs.cost_borne().unwrap());
        prop_assert!(of(SourceKind::OwnFunds) <= inputs.own_funds_max);
        prop_assert!(inputs.guarantee_max.is_none_or(|most| of(SourceKind::Loan) <= most));
        let cent = Decimal::new(1, 2);
        prop_assert!(inputs.debt_service_max.is_none_or(|most| found.debt_service.0 <= most + cent));
    }

    #[test]
    fn comparisons_and_bars_are_there_whatever_is_told(inputs in inputs()) {
        prop_assert_eq!(compare(&inputs).len(), 4);
        let bars = sensitivity(&inputs);
        prop_assert!(bars.windows(2).all(|w| (w[0].better.0 - w[0].worse.0).abs() >= (w[1].better.0 - w[1].worse.0).abs()));
        prop_assert_eq!(bars.len(), 5);
    }
}

#[test]
fn figures_beyond_any_building_give_no_plan_and_no_panic() {
    let mut text = String::from(
        "on = 2026-11-21\n[plan]\nhorizon_years = 100\ndiscount_rate = 0\nvat_rate = 1\nprice_growth = 1\nown_funds_max = \"10000000000 EUR\"\n",
    );
    text.push_str("[[work]]\nmeasure = \"wall\"\ncost_excl_vat = \"10000000000 EUR\"\nsaving_kwh = 10000000000\nprice_per_kwh = 10000000000\ncarrier = \"natural_gas\"\nlifetime_years = 100\nmaintenance_per_year = \"0 EUR\"\n");
    text.push_str("[[source]]\nkind = \"own-funds\"\namount = \"10000000000 EUR\"\n");
    let catalog = eclaireur_models::catalog::Catalog::embedded().unwrap();
    let case = eclaireur_models::financing::Case::read(&text, &catalog).unwrap();
    let all = eclaireur_models::financing::assess(&case, &catalog, "2026-11-21".parse().unwrap());
    assert!(all.plan.is_none() && all.missing.is_empty());
    assert!(all.warnings.contains(&"plan-too-large"));
}
