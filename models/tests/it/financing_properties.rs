//! What aids promise whatever is told: never above the cost, as sure as the weakest part, and no fact that is learnt makes a
//! yes of another's no.

use std::sync::LazyLock;

use eclaireur_models::building::case_facts::{CASE_FACTS, CaseForm, MEASURES};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::facts::{Facts, Value};
use eclaireur_models::financing::{Case, Verdict, assess};
use eclaireur_models::norms::Decided;
use eclaireur_models::period::Day;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

fn today() -> Day {
    "2026-11-21".parse().unwrap()
}

fn days() -> impl Strategy<Value = Day> {
    (2012i16..2034, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn value(form: CaseForm) -> BoxedStrategy<Value> {
    let words = match form {
        CaseForm::Activity => CATALOG.sectors().iter().map(|s| s.code.clone()).collect(),
        other => other.words().into_iter().map(str::to_owned).collect::<Vec<_>>(),
    };
    match form {
        CaseForm::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
        CaseForm::Day => days().prop_map(Value::Day).boxed(),
        CaseForm::Share => (0i64..=100).prop_map(|n| Value::Number(Decimal::new(n, 2))).boxed(),
        CaseForm::Number(_) => (0i64..500).prop_map(|n| Value::Number(Decimal::new(n, 1))).boxed(),
        CaseForm::Money => (0i64..40_000_000).prop_map(|n| Value::Number(Decimal::new(n, 2))).boxed(),
        CaseForm::Quantity => Just(Value::Quantity(Decimal::ONE, "piece".to_owned())).boxed(),
        _ => select(words).prop_map(Value::Word).boxed(),
    }
}

fn table(prefixes: &'static [&'static str]) -> impl Strategy<Value = Facts> {
    let own = CASE_FACTS.iter().filter(|f| prefixes.iter().any(|p| f.code.starts_with(p)));
    let each: Vec<_> = own.map(|f| (Just(f.code), prop::option::weighted(0.8, value(f.form)))).collect();
    each.prop_map(|all| {
        let mut facts = Facts::default();
        for (code, value) in all {
            if let Some(value) = value {
                facts.tell(code, value);
            }
        }
        facts
    })
}

fn works() -> impl Strategy<Value = Vec<Facts>> {
    let one =
        (table(&["work."]), select(MEASURES), 0i64..500_000).prop_map(|(mut facts, measure, amount)| {
            facts.tell("work.measure", Value::Word(measure.code.to_owned()));
            let unit = measure.units[0].to_owned();
            facts.tell("work.quantity", Value::Quantity(Decimal::new(amount, 2), unit));
            facts
        });
    prop::collection::vec(one, 0..4)
}

fn cases() -> impl Strategy<Value = Case> {
    (table(&["organisation.", "building.", "procedure."]), works()).prop_map(|(facts, works)| Case {
        on: Some(today()),
        facts,
        works,
        ..Case::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_aid_is_never_above_the_cost_of_its_work(case in cases()) {
        let all = assess(&case, &CATALOG, today());
        let costs: Option<Decimal> = case.works.iter().map(|w| w.number("work.cost_excl_vat")).sum();
        prop_assert!(all.grants.sure <= all.grants.possible || costs.is_none());
        prop_assert!(costs.is_none_or(|costs| all.grants.possible.0 <= costs));
        for scheme in all.schemes {
            let mut sum = Decimal::ZERO;
            for amount in &scheme.amounts {
                prop_assert!(amount.amount.0 >= Decimal::ZERO);
                prop_assert!(amount.certainty != Certainty::Unknown);
                let work = amount.line.map(|line| &case.works[line - 1]);
                if let Some(cost) = work.and_then(|w| w.number("work.cost_excl_vat")) {
                    let other = work.and_then(|w| w.number("work.other_aid")).unwrap_or_default();
                    prop_assert!(amount.amount.0 <= cost, "{} of {cost}: {amount:?}", scheme.code);
                    if scheme.code == "wallonia/ureba-2022" {
                        prop_assert!(amount.amount.0 + other <= cost.max(other) + Decimal::new(1, 2));
                    }
                }
                sum += amount.amount.0;
            }
            if let Some(total) = scheme.total {
                prop_assert_eq!(total.0, sum, "{}", scheme.code);
            }
            let refused = matches!(scheme.verdict, Verdict::No | Verdict::Closed);
            prop_assert!(!refused || scheme.amounts.is_empty());
            if let Some(weakest) = scheme.amounts.iter().map(|a| a.certainty).max() {
                prop_assert_eq!(scheme.certainty, weakest);
            }
        }
    }

    #[test]
    fn a_fact_that_is_learnt_makes_no_yes_of_the_no_of_another(case in cases(), which in any::<prop::sample::Index>()) {
        let told: Vec<&str> = case.facts.codes().collect();
        if !told.is_empty() {
            let fact = told[which.index(told.len())];
            let mut before = case.clone();
            before.facts.forget(fact);
            let (then, now) = (assess(&before, &CATALOG, today()), assess(&case, &CATALOG, today()));
            for now in now.schemes.iter().filter(|s| s.verdict == Verdict::Yes) {
                let then = then.schemes.iter().find(|s| s.code == now.code).unwrap();
                let named = then.conditions.iter().any(|a| a.answer == Decided::No && a.missing_facts.iter().any(|m| m == fact));
                prop_assert!(then.verdict != Verdict::No || named, "{} learns {fact}: {:#?}", now.code, then.conditions);
            }
        }
    }

    #[test]
    fn what_is_not_known_says_which_fact_lacks_or_who_settles_it(case in cases()) {
        for scheme in assess(&case, &CATALOG, today()).schemes {
            for condition in scheme.conditions.iter().filter(|c| c.answer == Decided::Unknown) {
                prop_assert!(
                    condition.missing_fact.is_some() || condition.settled_by.is_some(),
                    "{}: {condition:?}", scheme.code
                );
            }
        }
    }
}
