//! What energy costs, why the bill changed, what it is in the budget, what ETS2 would add.

use eclaireur_models::building::{Carrier, LegalForm};
use eclaireur_models::certain::{Certainty, Quality};
use eclaireur_models::indicators::cost_split::{effects, waterfall};
use eclaireur_models::indicators::{Answer, Figures};
use eclaireur_models::period::Period;
use eclaireur_models::readings::totals::DatedPrice;
use eclaireur_models::units::UnitPrice;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::assessed::{CATALOG, Stated};

const GAS: Carrier = Carrier::NaturalGas;

/// A home on gas and electricity, billed by the year.
fn home() -> Stated {
    Stated::on("2026-11-21")
        .of(LegalForm::Asbl, "care-home")
        .fact("building.heated_area_m2", "2200")
        .fact("building.service_units", "62")
        .fact("building.operating_income_eur", "2500000")
        .billed(
            GAS,
            &[
                ("2024-01-01", "2025-01-01", dec!(400000), Some(dec!(36000))),
                ("2025-01-01", "2026-01-01", dec!(380000), Some(dec!(41800))),
            ],
        )
        .billed(
            Carrier::Electricity,
            &[
                ("2024-01-01", "2025-01-01", dec!(100000), Some(dec!(30000))),
                ("2025-01-01", "2026-01-01", dec!(110000), Some(dec!(33000))),
            ],
        )
}

fn known(figures: &Figures, code: &str, of: Option<&str>, year: i16) -> Option<Decimal> {
    let figure = figures.get(code, of, Period::year(year))?;
    Some(figure.value()?.value.round_dp(6).normalize())
}

fn formula(figures: &Figures, code: &str, of: Option<&str>, year: i16) -> String {
    figures.get(code, of, Period::year(year)).unwrap().value().unwrap().formula.to_string()
}

#[test]
fn a_year_of_bills_costs_what_the_bills_say() {
    home().work(|_, figures| {
        for (code, of, year, expect) in [
            ("cost", Some("natural_gas"), 2025, dec!(41800)),
            ("cost", None, 2025, dec!(74800)),
            ("cost", None, 2024, dec!(66000)),
            ("cost-per-m2", None, 2025, dec!(34)),
            ("cost-per-unit", Some("bed"), 2025, dec!(1206.451613)),
            ("unit-price", Some("natural_gas"), 2025, dec!(0.11)),
            ("unit-price", Some("electricity"), 2025, dec!(0.3)),
            ("budget", None, 2025, dec!(0.02992)),
            ("budget", Some("x3"), 2025, dec!(0.08976)),
            ("stress-cost", Some("x1.5"), 2025, dec!(112200)),
            ("stress-cost", Some("x2-unit"), 2025, dec!(2412.903226)),
            ("cost-split", None, 2025, dec!(8800)),
        ] {
            assert_eq!(known(figures, code, of, year), Some(expect), "{code} {of:?} {year}");
        }
        assert_eq!(formula(figures, "cost", Some("natural_gas"), 2025), "cost-bills");
        assert_eq!(formula(figures, "unit-price", Some("natural_gas"), 2025), "unit-price-average");
        let price =
            figures.get("unit-price", Some("natural_gas"), Period::year(2025)).unwrap().value().unwrap();
        assert_eq!(price.certainty, Certainty::Likely, "fixed terms are in it");
    });
}

#[test]
fn an_entered_price_is_the_marginal_one_and_pays_what_no_bill_does() {
    let stated = Stated::on("2026-11-21")
        .billed(GAS, &[("2025-01-01", "2026-01-01", dec!(380000), None)])
        .price(GAS, "2024-01-01", dec!(0.09));
    stated.work(|_, figures| {
        assert_eq!(known(figures, "cost", None, 2025), Some(dec!(34200)));
        assert_eq!(formula(figures, "cost", Some("natural_gas"), 2025), "cost-prices");
        assert_eq!(known(figures, "unit-price", Some("natural_gas"), 2025), Some(dec!(0.09)));
        assert_eq!(formula(figures, "unit-price", Some("natural_gas"), 2025), "unit-price-entered");
    });
}

/// Cost and price of 2025 of a building with these open-ended prices, best first.
fn told_by(best_first: &[(&str, Decimal)]) -> (Option<Decimal>, Option<Decimal>) {
    let stated = Stated::on("2026-11-21").billed(GAS, &[("2025-01-01", "2026-01-01", dec!(380000), None)]);
    let stated = best_first.iter().rev().fold(stated, |stated, (from, euro)| stated.price(GAS, from, *euro));
    stated.work(|_, figures| {
        (
            known(figures, "cost", Some("natural_gas"), 2025),
            known(figures, "unit-price", Some("natural_gas"), 2025),
        )
    })
}

#[test]
fn cost_and_price_are_told_by_the_price_that_counts_first() {
    // The later of two that nobody ended.
    let later = told_by(&[("2024-01-01", dec!(0.09)), ("2020-01-01", dec!(0.05))]);
    assert_eq!(later, (Some(dec!(34200)), Some(dec!(0.09))));
    // The building's own, though its organisation's begins later.
    let own = told_by(&[("2020-01-01", dec!(0.05)), ("2024-01-01", dec!(0.09))]);
    assert_eq!(own, (Some(dec!(19000)), Some(dec!(0.05))));
}

#[test]
fn an_absurd_price_costs_nothing_that_can_be_told() {
    let (cost, price) = told_by(&[("2020-01-01", Decimal::MAX)]);
    assert_eq!((cost, price), (None, Some(Decimal::MAX)));
}

#[test]
fn without_money_or_income_or_area_it_is_said_what_lacks() {
    let stated = Stated::on("2026-11-21").of(LegalForm::Asbl, "care-home").billed(
        GAS,
        &[
            ("2024-01-01", "2025-01-01", dec!(400000), Some(dec!(36000))),
            ("2025-01-01", "2026-01-01", dec!(380000), None),
        ],
    );
    stated.work(|_, figures| {
        for (code, of, year, lack) in [
            ("cost", None, 2025, "cost"),
            ("cost-per-m2", None, 2025, "cost"),
            ("cost-per-m2", None, 2024, "building.heated_area_m2"),
            ("cost-per-unit", Some("bed"), 2024, "building.service_units"),
            ("unit-price", Some("natural_gas"), 2025, "price"),
            ("budget", None, 2024, "building.operating_income_eur"),
            ("cost-split", None, 2025, "cost"),
        ] {
            let figure = figures.get(code, of, Period::year(year)).unwrap();
            let Answer::NotYet { lacks } = &figure.answer else { panic!("{code}: {figure:?}") };
            assert_eq!(lacks[0].code, lack, "{code} {year}");
        }
    });
}

#[test]
fn a_building_with_nothing_has_no_cost_and_no_fault() {
    Stated::on("2026-11-21").work(|work, figures| {
        let cost = figures.get("cost", None, None).unwrap();
        assert!(matches!(&cost.answer, Answer::NotYet { lacks } if lacks[0].code == "readings"));
        assert_eq!(waterfall(work, figures), None);
    });
}

#[test]
fn an_income_or_area_of_nothing_divides_nothing() {
    for value in ["0", "-1", "beaucoup"] {
        let mut stated = home();
        stated.facts.clear();
        let stated = stated
            .fact("building.operating_income_eur", value)
            .fact("building.heated_area_m2", "0")
            .fact("building.service_units", "0");
        stated.work(|_, figures| {
            for (code, of) in [("budget", None), ("cost-per-m2", None), ("cost-per-unit", Some("bed"))] {
                assert_eq!(known(figures, code, of, 2025), None, "{code} of {value}");
            }
        });
    }
}

#[test]
fn the_income_of_an_only_building_is_its_organisations() {
    let mut stated = home();
    stated.facts.retain(|f| f.fact != "building.operating_income_eur");
    stated.fact("organisation.operating_income_eur", "1000000").work(|_, figures| {
        assert_eq!(known(figures, "budget", None, 2025), Some(dec!(0.0748)));
    });
}

#[test]
fn the_weather_of_a_year_nobody_knows_lies_in_the_volume_and_says_so() {
    // Degree-days of 2024 and 2025 are not published, and no temperature is held.
    home().work(|work, figures| {
        let (price, volume) = (
            known(figures, "cost-split", Some("price"), 2025),
            known(figures, "cost-split", Some("volume"), 2025),
        );
        // Gas: 0.11 − 0.09 on 380 000 kWh, 20 000 kWh less at 0.09; electricity: same price, 10 000 kWh more at 0.30.
        assert_eq!((price, volume), (Some(dec!(7600)), Some(dec!(1200))));
        assert_eq!(formula(figures, "cost-split", Some("volume"), 2025), "cost-split-volume-and-climate");
        assert_eq!(known(figures, "cost-split", Some("climate"), 2025), None);
        let drawn = waterfall(work, figures).unwrap();
        assert_eq!((drawn.from, drawn.to, drawn.climate), (dec!(66000), dec!(74800), None));
        assert_eq!(drawn.from + drawn.price + drawn.volume, drawn.to);
    });
}

#[test]
fn what_the_effect_of_the_weather_lacks_is_named_and_nothing_else() {
    let bills = [
        ("2024-01-01", "2025-01-01", dec!(55000), Some(dec!(4900))),
        ("2025-01-01", "2026-01-01", dec!(61000), Some(dec!(5400))),
    ];
    let creche = || Stated::on("2026-11-21").of(LegalForm::Asbl, "creche").billed(GAS, &bills);
    for (stated, lack) in
        [(creche(), "weather"), (creche().cold(&[(2024, dec!(10)), (2025, dec!(9.5))]), "signature")]
    {
        stated.work(|_, figures| {
            let climate = figures.get("cost-split", Some("climate"), Period::year(2025)).unwrap();
            let Answer::NotYet { lacks } = &climate.answer else { panic!("{climate:?}") };
            assert_eq!(lacks.iter().map(|l| l.code.as_ref()).collect::<Vec<_>>(), [lack]);
        });
    }
}

#[test]
fn bills_beside_the_price_of_one_more_kwh_tell_no_sure_change_of_price() {
    let stated = Stated::on("2026-11-21")
        .of(LegalForm::Asbl, "office")
        .billed(
            Carrier::Electricity,
            &[
                ("2024-01-01", "2025-01-01", dec!(10000), Some(dec!(3100))),
                ("2025-01-01", "2026-01-01", dec!(10000), None),
            ],
        )
        .price(Carrier::Electricity, "2024-01-01", dec!(0.28));
    stated.work(|_, figures| {
        let price = figures.get("cost-split", Some("price"), Period::year(2025)).unwrap().value().unwrap();
        assert_eq!((price.value, price.certainty), (dec!(-300), Certainty::Likely));
        assert_eq!(price.quality, Quality::Declared, "a price is somebody's word");
    });
}

#[test]
fn a_colder_year_has_its_part_of_the_difference() {
    // 6.5 K under the base each day of 2024: 2 379; 7 K in 2025, its first two days still weighted with the year before:
    // 2 554.75. A home's gas follows the cold for 67.5 %: 400 000 × 0.675 × 175.75 / 2 379 = 19 946.406 kWh at 0.09.
    home().cold(&[(2024, dec!(10)), (2025, dec!(9.5))]).work(|work, figures| {
        let part = |of: &str| known(figures, "cost-split", Some(of), 2025).unwrap();
        assert_eq!(
            (part("price"), part("climate"), part("volume")),
            (dec!(7600), dec!(1795.18), dec!(-595.18))
        );
        let climate =
            figures.get("cost-split", Some("climate"), Period::year(2025)).unwrap().value().unwrap();
        assert_eq!((climate.certainty, climate.quality), (Certainty::Likely, Quality::Modelled));
        assert_eq!(formula(figures, "cost-split", Some("volume"), 2025), "cost-split-volume");
        let drawn = waterfall(work, figures).unwrap();
        assert_eq!(
            (drawn.climate, drawn.price, drawn.volume),
            (Some(dec!(1795.18)), dec!(7600), dec!(-595.18))
        );
    });
}

#[test]
fn some_weather_known_and_some_not_still_adds_up() {
    let stated = home().cold(&[(2024, dec!(10)), (2025, dec!(9.5))]).fact("building.heating", "heat-pump");
    // The electricity heats too now, and nobody knows how much of it.
    stated.work(|_, figures| {
        let part = |of: &str| known(figures, "cost-split", Some(of), 2025).unwrap();
        assert_eq!(formula(figures, "cost-split", Some("climate"), 2025), "cost-split-climate-part");
        assert_eq!(formula(figures, "cost-split", Some("volume"), 2025), "cost-split-volume-and-climate");
        assert_eq!(part("price") + part("climate") + part("volume"), dec!(8800));
    });
}

#[test]
fn what_does_not_heat_has_no_weather_to_know() {
    let stated = Stated::on("2022-11-21").of(LegalForm::Asbl, "office").billed(
        Carrier::Electricity,
        &[
            ("2020-01-01", "2021-01-01", dec!(1000), Some(dec!(300))),
            ("2021-01-01", "2022-01-01", dec!(1100), Some(dec!(363))),
        ],
    );
    stated.work(|_, figures| {
        for (of, expect) in [("climate", dec!(0)), ("price", dec!(33)), ("volume", dec!(30))] {
            assert_eq!(known(figures, "cost-split", Some(of), 2021), Some(expect), "{of}");
        }
        assert_eq!(formula(figures, "cost-split", Some("volume"), 2021), "cost-split-volume");
    });
}

#[test]
fn one_year_alone_has_nothing_to_be_compared_with() {
    let stated = Stated::on("2026-11-21")
        .billed(GAS, &[("2025-01-01", "2026-01-01", dec!(380000), Some(dec!(41800)))]);
    stated.work(|work, figures| {
        let split = figures.get("cost-split", None, Period::year(2025)).unwrap();
        assert!(
            matches!(&split.answer, Answer::NotYet { lacks } if lacks[0].code == "second-year"),
            "{split:?}"
        );
        assert_eq!(waterfall(work, figures), None);
    });
}

#[test]
fn the_effects_of_known_weather_are_priced_at_the_price_of_the_year_before() {
    for (cost, energy, weather, expect) in [
        (
            (dec!(36000), dec!(41800)),
            (dec!(400000), dec!(380000)),
            dec!(-30000),
            (dec!(7600), dec!(-2700), dec!(900)),
        ),
        // Nothing used before: the price of the year stands in, and what was paid for nothing was price.
        ((dec!(50), dec!(110)), (dec!(0), dec!(1000)), dec!(0), (dec!(-50), dec!(0), dec!(110))),
        // Nothing used any more.
        ((dec!(90), dec!(50)), (dec!(1000), dec!(0)), dec!(0), (dec!(50), dec!(0), dec!(-90))),
        ((dec!(50), dec!(60)), (dec!(0), dec!(0)), dec!(0), (dec!(10), dec!(0), dec!(0))),
        ((dec!(0), dec!(0)), (dec!(0), dec!(0)), dec!(5), (dec!(0), dec!(0), dec!(0))),
    ] {
        assert_eq!(effects(cost, energy, weather), Some(expect), "{cost:?} {energy:?}");
    }
}

#[test]
fn numbers_too_large_to_be_money_have_no_effects() {
    let most = Decimal::MAX;
    assert_eq!(effects((most, most), (dec!(1), most), most), None);
}

#[test]
fn an_energy_in_service_that_the_year_says_nothing_of_leaves_the_cost_unknown() {
    let bills = [("2025-01-01", "2026-01-01", dec!(1000), Some(dec!(300)))];
    let late = [("2026-01-01", "2026-07-01", dec!(9000), Some(dec!(900)))];
    let stated = Stated::on("2026-11-21").billed(Carrier::Electricity, &bills).billed(GAS, &late);
    stated.work(|_, figures| {
        assert_eq!(known(figures, "cost", Some("electricity"), 2025), Some(dec!(300)));
        assert_eq!(known(figures, "cost", None, 2025), None);
        let gas = figures.get("cost", Some("natural_gas"), Period::year(2025)).unwrap();
        assert!(matches!(&gas.answer, Answer::NotYet { lacks } if lacks[0].code == "readings"));
        // It burns gas: what ETS2 adds is not known, not nothing.
        let ets2 = figures.get("ets2", Some("ets2-60"), Period::year(2025)).unwrap();
        assert!(matches!(&ets2.answer, Answer::NotYet { .. }));
    });
}

#[test]
fn the_year_of_a_heat_pump_is_told_with_the_gas_of_its_months() {
    let power = [
        ("2024-01-01", "2025-01-01", dec!(1000), Some(dec!(300))),
        ("2025-01-01", "2026-01-01", dec!(5000), Some(dec!(1500))),
    ];
    let gas = [
        ("2024-01-01", "2025-01-01", dec!(20000), Some(dec!(2000))),
        ("2025-01-01", "2025-06-01", dec!(9000), Some(dec!(900))),
    ];
    let mut stated = Stated::on("2026-11-21").billed(Carrier::Electricity, &power).billed(GAS, &gas);
    stated.meters[1].valid.1 = Some("2025-06-01".parse().unwrap());
    stated.work(|work, figures| {
        assert_eq!(work.year, Some(2025));
        assert_eq!(known(figures, "cost", None, 2025), Some(dec!(2400)));
        assert_eq!(known(figures, "cost-split", None, 2025), Some(dec!(100)));
    });
}

#[test]
fn a_tank_that_is_never_whole_holds_the_others_back_by_a_year_at_most() {
    let years: Vec<(String, String)> =
        (2019..2026).map(|y| (format!("{y}-01-01"), format!("{}-01-01", y + 1))).collect();
    let power: Vec<_> = years.iter().map(|(a, b)| (a.as_str(), b.as_str(), dec!(1000), None)).collect();
    let tank: Vec<_> = (2020..2026).map(|y| (format!("{y}-03-01"), format!("{y}-05-01"))).collect();
    let tank: Vec<_> = tank.iter().map(|(a, b)| (a.as_str(), b.as_str(), dec!(10), None)).collect();
    let stated =
        Stated::on("2026-11-21").billed(Carrier::Electricity, &power).billed(Carrier::Propane, &tank);
    stated.work(|work, figures| {
        assert_eq!(work.year, Some(2025));
        assert_eq!(known(figures, "final-energy", Some("electricity"), 2025), Some(dec!(1000)));
        assert_eq!(known(figures, "final-energy", None, 2025), None);
    });
}

#[test]
fn two_prices_of_a_year_are_both_shown_as_somebodys_word() {
    let mut stated =
        Stated::on("2026-11-21").billed(GAS, &[("2025-01-01", "2026-01-01", dec!(365000), None)]);
    let price = |from: &str, to: Option<&str>, euro| DatedPrice {
        from: from.parse().unwrap(),
        to: to.map(|to| to.parse().unwrap()),
        incl_vat: UnitPrice(euro),
    };
    let prices = [price("2025-01-01", Some("2025-07-01"), dec!(0.08)), price("2025-07-01", None, dec!(0.1))];
    stated.prices.insert(GAS, prices.to_vec());
    stated.work(|_, figures| {
        let cost = figures.get("cost", Some("natural_gas"), Period::year(2025)).unwrap().value().unwrap();
        let shown: Vec<Decimal> =
            cost.inputs.iter().filter(|i| i.symbol == "price").map(|i| i.value).collect();
        assert_eq!((shown, cost.quality), (vec![dec!(0.08), dec!(0.1)], Quality::Declared));
    });
}

proptest! {
    /// Price, climate and volume make the difference, to the cent, whatever was paid and used.
    #[test]
    fn the_parts_of_a_difference_add_up_to_it(
        cost in (0i64..100_000_000, 0i64..100_000_000),
        energy in (0i64..1_000_000_000, 0i64..1_000_000_000),
        weather in -1_000_000_000i64..1_000_000_000,
    ) {
        let cents = |n: i64| Decimal::new(n, 2);
        let wh = |n: i64| Decimal::new(n, 3);
        let cost = (cents(cost.0), cents(cost.1));
        let (price, climate, volume) = effects(cost, (wh(energy.0), wh(energy.1)), wh(weather)).unwrap();
        prop_assert_eq!(price + climate + volume, cost.1 - cost.0);
        prop_assert!([price, climate, volume].iter().all(|part| part.round_dp(2) == *part));
    }

    /// Twice the price, twice the cost and twice the share: stress is linear.
    #[test]
    fn stress_is_linear(euro in 1i64..10_000_000, income in 1i64..1_000_000_000) {
        let stated = Stated::on("2026-11-21")
            .fact("building.operating_income_eur", &income.to_string())
            .billed(GAS, &[("2025-01-01", "2026-01-01", dec!(1000), Some(Decimal::new(euro, 2)))]);
        stated.work(|_, figures| {
            let value = |code: &str, of: Option<&str>| {
                figures.get(code, of, Period::year(2025)).unwrap().value().unwrap().value
            };
            let (cost, share) = (value("cost", None), value("budget", None));
            for (of, times) in [("x1.5", dec!(1.5)), ("x2", dec!(2)), ("x3", dec!(3))] {
                prop_assert_eq!(value("stress-cost", Some(of)), cost * times);
                prop_assert!((value("budget", Some(of)) - share * times).abs() < dec!(0.0000000001));
            }
            Ok(())
        })?;
    }
}

#[test]
fn ets2_is_a_scenario_on_what_is_burnt() {
    home().work(|_, figures| {
        // 380 000 kWh PCS are 342 000 PCI; at 0.2016 kg they emit 68 947.2 kg.
        for (scenario, expect) in [("ets2-45", dec!(3754.17504)), ("ets2-60", dec!(5005.56672))] {
            assert_eq!(known(figures, "ets2", Some(scenario), 2025), Some(expect), "{scenario}");
        }
        let value = figures.get("ets2", Some("ets2-60"), Period::year(2025)).unwrap().value().unwrap();
        assert_eq!(value.certainty, Certainty::Likely, "its start is not sure");
        assert!(!value.sources.is_empty());
    });
    Stated::on("2026-11-21")
        .billed(Carrier::Electricity, &[("2025-01-01", "2026-01-01", dec!(1000), None)])
        .work(|_, figures| {
            let none = figures.get("ets2", None, None).unwrap();
            assert!(matches!(&none.answer, Answer::NotApplicable { why } if why == "no-fossil-fuel"));
        });
}

#[test]
fn at_sixty_euro_a_tonne_the_amounts_of_the_planning_bureau_come_out() {
    // Published: about +0.13 EUR per 10 kWh of gas (billed on PCS), +0.19 EUR per litre of heating oil (10 kWh PCI).
    let card = CATALOG.ets2().unwrap();
    let price = card.scenarios.iter().find(|s| s.code == "ets2-60").unwrap().euro_per_tonne;
    for (carrier, net_kwh, published) in
        [(GAS, dec!(9), dec!(0.13)), (Carrier::HeatingOil, dec!(10), dec!(0.19))]
    {
        let kg = net_kwh * card.factor(carrier).unwrap().kg_per_kwh_net;
        let euro = kg * price / dec!(1000) * (dec!(1) + card.vat.value);
        assert_eq!(euro.round_dp(2), published, "{carrier:?}");
    }
}
