//! Packages: chained on what is left, never above what was measured; the front is exact; one arithmetic for all.

use std::collections::BTreeMap;

use eclaireur_models::building::Carrier;
use eclaireur_models::measures::abatement::abatement;
use eclaireur_models::measures::front::{Refusal, try_all};
use eclaireur_models::measures::package::{VariantKind, package, variants};
use eclaireur_models::measures::sight::Saving;
use eclaireur_models::measures::tariff::{Tariff, Terms};
use eclaireur_models::measures::waterfall::waterfall;
use eclaireur_models::measures::{
    Applied, BoughtAgain, Candidate, Curve, Effect, ElectricUse, Emitters, Heat, HeatPump, HeatUse, Limit,
    Local, Objection, Part, Producer, Ratio, Sizing, State, Step, Wh,
};
use eclaireur_models::units::Ratio as Number;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use crate::cold::CATALOG;
use crate::given::day;

fn ratio(value: Decimal) -> Ratio {
    Ratio::of(value).unwrap()
}

/// 400 MWh of gas for rooms, 100 MWh for hot water, 120 MWh of electricity.
fn home() -> State {
    let boiler = Producer::new(Carrier::NaturalGas, ratio(dec!(0.8)));
    let space_heat = Heat::of_finals(&[(boiler, Wh::new(400_000_000))]);
    let mut state = State::default();
    state.space_heat = space_heat;
    state.hot_water = Heat::of_finals(&[(boiler, Wh::new(100_000_000))]);
    state.emitters = Some(Emitters::new(800, &space_heat));
    state
        .with_electricity(ElectricUse::Lighting, Wh::new(50_000_000))
        .with_electricity(ElectricUse::Other, Wh::new(70_000_000))
}

pub(crate) fn terms() -> Terms {
    let tariff = |carrier, price: Decimal, kg: Decimal| Tariff {
        carrier,
        euro_per_kwh: price,
        from_catalogue: None,
        co2_kg_per_kwh: Some(kg),
        ets2: None,
        certainty: eclaireur_models::certain::Certainty::Certain,
    };
    Terms {
        horizon_years: 20,
        discount_rate: dec!(0.03),
        price_growth: dec!(0.02),
        injection_euro_per_kwh: dec!(0.04),
        ageing: dec!(0.005),
        water_euro_per_m3: None,
        vat_on_works: dec!(0.21),
        tariffs: vec![
            tariff(Carrier::NaturalGas, dec!(0.08), dec!(0.2016)),
            tariff(Carrier::Electricity, dec!(0.28), dec!(0.150)),
        ],
    }
}

fn candidate(code: &str, step: Step, effects: Vec<Effect>, cost: Option<Decimal>) -> Candidate {
    let applied = Applied {
        cost,
        lifetime: Some(25),
        maintenance: Some(dec!(0)),
        ..Applied::bare(code, step, effects)
    };
    Candidate::new(applied)
}

fn less(by: u64) -> Effect {
    Effect::LessHeat { of: HeatUse::SpaceHeat, by: Wh::new(by) }
}

fn roof() -> Candidate {
    candidate("roof-flat", Step::Envelope, vec![less(80_000_000)], Some(dec!(60000)))
}

fn pump(scop: Decimal) -> Candidate {
    let pump = HeatPump { scop_35: ratio(scop), scop_55: ratio(scop - dec!(1)), hottest_tenths: 650 };
    let effect = Effect::HeatPump { from: None, part: Part::WHOLE, pump };
    let sizing = Sizing { fixed: dec!(10000), per_kw: dec!(800), today_w: 160_000 };
    Candidate { sizing: Some(sizing), ..candidate("heat-pump", Step::Production, vec![effect], None) }
}

fn lamps() -> Candidate {
    let effect = Effect::Light { by: Wh::new(30_000_000), heat: ratio(dec!(0.4)) };
    candidate("lighting", Step::Electricity, vec![effect], Some(dec!(24000)))
}

fn curve() -> Candidate {
    let effect = Effect::KeepHeat { of: HeatUse::SpaceHeat, kept: ratio(dec!(0.93)) };
    candidate("regulation", Step::Regulation, vec![effect], Some(dec!(3000)))
}

fn panels() -> Candidate {
    let used = Curve::through(&[
        (Wh::new(60_000_000), Wh::new(24_000_000)),
        (Wh::new(120_000_000), Wh::new(36_000_000)),
    ]);
    let effect = Effect::Generate(Local { made: Wh::new(46_250_000), curve: used });
    let again = vec![BoughtAgain { year: 12, cost: dec!(5000) }];
    Candidate { again, ..candidate("photovoltaic", Step::Renewables, vec![effect], Some(dec!(55000))) }
}

#[test]
fn a_package_is_less_than_the_sum_of_its_measures_and_its_bars_add_up() {
    let (roof, curve) = (roof(), curve());
    let fall = waterfall(&home(), &[&curve, &roof]);
    assert_eq!(fall.bars.iter().map(|b| b.code.as_str()).collect::<Vec<_>>(), ["roof-flat", "regulation"]);
    // 80 MWh of useful heat ÷ 0.8; then 7 % of the 300 MWh left, of 400 alone.
    assert_eq!(fall.bars[0].saved.get(Carrier::NaturalGas), 100_000_000);
    assert_eq!(fall.bars[1].saved.get(Carrier::NaturalGas), 21_000_000);
    assert_eq!(fall.bars[1].alone.get(Carrier::NaturalGas), 28_000_000);
    assert_eq!(fall.saved.get(Carrier::NaturalGas), 121_000_000);
    assert_eq!(fall.sum_alone[&Carrier::NaturalGas], 128_000_000);
}

#[test]
fn an_insulation_calculated_above_measured_heat_saves_what_there_is() {
    let wall = candidate("wall", Step::Envelope, vec![less(900_000_000)], Some(dec!(1)));
    let fall = waterfall(&home(), &[&wall]);
    assert_eq!(fall.saved.get(Carrier::NaturalGas), 400_000_000);
    let (asked, there) = (Wh::new(900_000_000), Wh::new(320_000_000));
    assert_eq!(fall.bars[0].limits, [Limit::Measured { asked, there, kept: there }]);
}

#[test]
fn a_heat_pump_is_smaller_and_possible_once_the_envelope_is_done() {
    let (pump, roof) = (pump(dec!(3.5)), roof());
    let alone = waterfall(&home(), &[&pump]);
    assert_eq!(alone.bars[0].limits, [Limit::Emitters { needed_tenths: 800, hottest_tenths: 650 }]);
    assert_eq!((alone.bars[0].sized_w, alone.bars[0].cost), (Some(160_000), Some(dec!(138000.00))));
    let deep = candidate("wall", Step::Envelope, vec![less(80_000_000)], Some(dec!(90000)));
    let both = waterfall(&home(), &[&pump, &roof, &deep]);
    assert_eq!((both.bars[2].sized_w, both.bars[2].cost), (Some(80_000), Some(dec!(74000.00))));
    assert_eq!(both.bars[2].limits, []);
    assert!(both.bars[2].saved.get(Carrier::Electricity) < 0);
    assert_eq!(both.after.get(Carrier::NaturalGas), Wh::new(100_000_000), "hot water stays");
}

#[test]
fn what_cannot_stand_together_is_said() {
    let (mut roof, curve) = (roof(), curve());
    roof.needs = vec!["ventilation".to_owned()];
    roof.not_with = vec!["regulation".to_owned()];
    let found = package(&home(), &[&roof, &curve, &curve], dec!(0), &terms()).objections;
    let (measure, other) = ("roof-flat".to_owned(), "regulation".to_owned());
    assert!(found.contains(&Objection::Excludes { measure: measure.clone(), other: other.clone() }));
    assert!(found.contains(&Objection::Needs { measure, other: "ventilation".to_owned() }));
    assert!(found.contains(&Objection::Twice { measure: other }));
}

#[test]
fn an_unknown_cost_stays_unknown() {
    let floor = candidate("floor", Step::Envelope, vec![less(1_000_000)], None);
    let all = package(&home(), &[&floor, &roof()], dec!(0), &terms());
    assert_eq!((all.cost_unknown.as_slice(), all.life_cycle), (["floor".to_owned()].as_slice(), None));
    assert_eq!((all.lacks, all.investment), (vec!["cost"], dec!(72600.00)));
    let tried = try_all(&home(), &[&floor, &roof()], &terms()).unwrap();
    assert_eq!((tried.codes, tried.cost_unknown), (vec!["roof-flat".to_owned()], vec!["floor".to_owned()]));
}

#[test]
fn a_life_cycle_adds_up_by_hand() {
    let terms = Terms {
        discount_rate: dec!(0),
        price_growth: dec!(0),
        horizon_years: 20,
        vat_on_works: dec!(0),
        ..terms()
    };
    let mut curve = curve();
    (curve.applied.lifetime, curve.applied.maintenance) = (Some(10), Some(dec!(100)));
    let found = package(&home(), &[&curve], dec!(1000), &terms).life_cycle.unwrap();
    // 28 MWh × 80 EUR; bought again in year 10, not in year 20.
    assert_eq!((found.investment, found.aid, found.again), (dec!(3000.00), dec!(1000.00), dec!(3000.00)));
    assert_eq!(found.maintenance, dec!(2000.00));
    assert_eq!(found.npv, dec!(20) * dec!(2240) - dec!(3000) + dec!(1000) - dec!(3000) - dec!(2000));
    assert_eq!(found.total, found.without - found.npv);
    assert_eq!(found.simple_payback_years, Some(Number(dec!(0.9))));
    assert_eq!(found.discounted_payback_year, Some(1));
}

#[test]
fn a_cautious_saving_is_lower_and_what_is_taken_more_stays_in_full() {
    let all = package(&home(), &[&lamps()], dec!(0), &terms());
    let counted = |carrier, saving| all.waterfall.counted(carrier, saving).unwrap();
    assert_eq!(counted(Carrier::Electricity, Saving::Expected), dec!(30000));
    assert_eq!(counted(Carrier::Electricity, Saving::Cautious), dec!(30000) * dec!(0.744));
    assert_eq!(counted(Carrier::NaturalGas, Saving::Cautious), dec!(-15000), "the heat of lamps is missed");
    let (likely, sure) =
        (all.euro(Saving::Expected, &terms()).unwrap(), all.euro(Saving::Cautious, &terms()).unwrap());
    assert_eq!(likely, dec!(30000) * dec!(0.28) - dec!(15000) * dec!(0.08));
    assert!(sure < likely);
}

#[test]
fn the_cheapest_tonne_comes_first_and_widths_add_up() {
    let unknown = candidate("floor", Step::Envelope, vec![less(1_000_000)], None);
    let all = [&roof(), &curve(), &unknown, &lamps()];
    let fall = waterfall(&home(), &all);
    let blocks = abatement(&fall, &all, &terms());
    // Lamps that pay for themselves and avoid little stand before all: below zero, the height is no rank of worth.
    assert_eq!(blocks[..2].iter().map(|b| b.code.as_str()).collect::<Vec<_>>(), ["lighting", "regulation"]);
    assert!(blocks[1].euro_per_tonne.unwrap() < dec!(0), "it pays for itself");
    assert!(
        blocks
            .windows(2)
            .all(|pair| pair[1].euro_per_tonne.is_none_or(|e| pair[0].euro_per_tonne.unwrap() <= e))
    );
    let floor = blocks.iter().find(|b| b.code == "floor").unwrap();
    assert_eq!((floor.euro_per_tonne, floor.lacks.as_slice()), (None, ["cost"].as_slice()));
    let all: Decimal = blocks.iter().filter_map(|b| b.tonnes).sum();
    let whole = terms().co2_kg(&fall.before).unwrap() - terms().co2_kg(&fall.after).unwrap();
    assert_eq!(all * dec!(1000), whole);
}

#[test]
fn variants_do_what_they_say() {
    let wall = candidate("wall", Step::Envelope, vec![less(80_000_000)], Some(dec!(90000)));
    let boiler = Effect::Replace {
        of: HeatUse::HotWater,
        from: None,
        part: Part::WHOLE,
        by: Producer::new(Carrier::Electricity, ratio(dec!(2.5))),
    };
    let water = candidate("heat-pump-water", Step::Production, vec![boiler], Some(dec!(30000)));
    let all = [&roof(), &wall, &pump(dec!(3.5)), &lamps(), &curve(), &water, &panels()];
    let (tried, found) = variants(&home(), &all, &terms()).unwrap();
    let of = |kind| found.iter().find(|v| v.kind == kind).unwrap();
    assert_eq!(of(VariantKind::QuickWins).codes, ["regulation", "lighting"]);
    let ready = of(VariantKind::Ready2040);
    assert!(ready.reached && ready.scored.fossil == 0, "{ready:?}");
    assert!(
        ready.codes.contains(&"heat-pump".to_owned()) && ready.codes.contains(&"heat-pump-water".to_owned())
    );
    let deep = of(VariantKind::Deep);
    assert!(tried.sets.iter().all(|s| s.energy <= deep.scored.energy));
    let (_, none) = variants(&home(), &[&lamps()], &terms()).unwrap();
    assert!(!none[2].reached, "gas stays");
}

#[test]
fn what_cannot_be_tried_is_refused_with_its_reason() {
    let many: Vec<Candidate> =
        (0..17).map(|n| candidate(&format!("m{n}"), Step::Envelope, vec![less(1)], Some(dec!(1)))).collect();
    let all: Vec<&Candidate> = many.iter().collect();
    assert_eq!(try_all(&home(), &all, &terms()), Err(Refusal::TooMany { count: 17 }));
    assert_eq!(try_all(&home(), &[&roof(), &roof()], &terms()), Err(Refusal::Twice("roof-flat".to_owned())));
    let mut without = terms();
    without.tariffs.remove(0);
    assert_eq!(try_all(&home(), &[], &without), Err(Refusal::PriceLacks(vec![Carrier::NaturalGas])));
    without = terms();
    without.tariffs[1].co2_kg_per_kwh = None;
    assert_eq!(try_all(&home(), &[], &without), Err(Refusal::Co2Lacks(vec![Carrier::Electricity])));
    let endless = Terms { horizon_years: 61, ..terms() };
    assert_eq!(try_all(&home(), &[], &endless), Err(Refusal::Beyond));
}

#[test]
fn a_price_of_the_catalogue_is_turned_onto_pci_and_to_be_confirmed() {
    let on = day("2026-11-21");
    let gas =
        Tariff::of(&CATALOG, Carrier::NaturalGas, on, Some(dec!(0.09)), dec!(1), Some("ets2-60")).unwrap();
    assert_eq!(gas.euro_per_kwh, dec!(0.1), "0.09 a kWh PCS is 0.10 a kWh PCI");
    let ets2 = gas.ets2.clone().unwrap();
    assert_eq!((ets2.per_kwh.round_dp(6), ets2.from_year), (dec!(0.014636), 2));
    assert_eq!(gas.in_year(1, dec!(0)), Some(dec!(0.1)));
    assert_eq!(gas.in_year(2, dec!(0.1)).map(|p| p.round_dp(6)), Some(dec!(0.124636)));
    assert!(gas.co2_kg_per_kwh.is_some());
    let told = Tariff::of(&CATALOG, Carrier::Electricity, on, None, dec!(1), None).unwrap();
    assert_eq!(
        (told.euro_per_kwh, told.certainty),
        (dec!(0.318472), eclaireur_models::certain::Certainty::Likely)
    );
    assert_eq!(Tariff::of(&CATALOG, Carrier::DistrictHeat, on, None, dec!(1), None), None);
}

fn effects() -> impl Strategy<Value = Effect> {
    let heat = prop::sample::select(vec![HeatUse::SpaceHeat, HeatUse::HotWater]);
    prop_oneof![
        (heat.clone(), 0_u64..600_000_000).prop_map(|(of, by)| Effect::LessHeat { of, by: Wh::new(by) }),
        (heat, 0_u64..1_000_000)
            .prop_map(|(of, kept)| Effect::KeepHeat { of, kept: Ratio::millionths(kept) }),
        (0_u64..90_000_000)
            .prop_map(|by| Effect::LessElectricity { of: ElectricUse::Other, by: Wh::new(by) }),
        (0_u64..1_000_000).prop_map(|kept| Effect::KeepElectricity {
            of: ElectricUse::Lighting,
            kept: Ratio::millionths(kept)
        }),
    ]
}

/// Up to six measures that lessen, with costs, needs and exclusions among them.
fn measures(most: usize) -> impl Strategy<Value = Vec<Candidate>> {
    let steps = prop::sample::select(Step::ALL.to_vec());
    let one = (
        effects(),
        steps,
        0_i64..200_000,
        prop::option::of(0..most),
        prop::option::of(0..most),
        prop::option::of(1_u16..30),
    );
    prop::collection::vec(one, 0..=most).prop_map(|all| {
        let named = |at: &Option<usize>| at.iter().map(|at| format!("m{at}")).collect::<Vec<_>>();
        let made = all.iter().enumerate().map(|(at, (effect, step, cost, needs, not_with, life))| {
            let mut made = candidate(&format!("m{at}"), *step, vec![*effect], Some(Decimal::from(*cost)));
            made.applied.lifetime = *life;
            // One in two needs or excludes nothing.
            made.needs = if cost % 2 == 0 { named(needs) } else { Vec::new() };
            made.not_with = if cost % 3 == 0 { named(not_with) } else { Vec::new() };
            // Two that need each other are one measure; nothing of the catalogue does.
            made.needs.retain(|code| *code < made.applied.code);
            made.not_with.retain(|code| *code != made.applied.code);
            made
        });
        made.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_package_saves_more_than_was_measured_and_its_order_changes_nothing(all in measures(6)) {
        let forth: Vec<&Candidate> = all.iter().collect();
        let back: Vec<&Candidate> = all.iter().rev().collect();
        let (one, other) = (waterfall(&home(), &forth), waterfall(&home(), &back));
        prop_assert_eq!(&one, &other);
        for carrier in Carrier::ALL {
            let before = i64::try_from(one.before.get(*carrier).get()).unwrap();
            let saved = one.saved.get(*carrier);
            prop_assert!(saved <= before);
            prop_assert_eq!(one.bars.iter().map(|b| b.saved.get(*carrier)).sum::<i64>(), saved);
            // Each only lessens: together at most what they save alone, to the watt-hour that rounding may give.
            let alone = one.sum_alone.get(carrier).copied().unwrap_or_default();
            prop_assert!(saved <= alone + i64::try_from(all.len()).unwrap(), "{carrier:?}: {saved} {alone}");
        }
    }

    #[test]
    fn the_front_is_that_of_every_set_tried_one_by_one(all in measures(5)) {
        let (state, terms) = (home(), terms());
        let refs: Vec<&Candidate> = all.iter().collect();
        let tried = try_all(&state, &refs, &terms).unwrap();
        let mut brute: BTreeMap<Vec<String>, (i64, i64)> = BTreeMap::new();
        for set in 0_u32..1 << all.len() {
            let chosen: Vec<&Candidate> = refs.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, c)| *c).collect();
            let found = package(&state, &chosen, dec!(0), &terms);
            if !found.objections.is_empty() {
                continue;
            }
            let codes: Vec<String> = found.waterfall.bars.iter().map(|b| b.code.clone()).collect();
            let cents = i64::try_from(found.investment * dec!(100)).unwrap();
            brute.insert(codes.clone(), (cents, found.waterfall.saved.total()));
            // One arithmetic: what was scored is what is told, to a euro over twenty years.
            let mut sorted = codes;
            sorted.sort();
            let scored = tried.sets.iter().find(|s| {
                let mut codes: Vec<&str> = tried.codes_of(s.set);
                codes.sort_unstable();
                codes == sorted
            });
            let scored = scored.unwrap();
            let told = found.life_cycle.unwrap().total;
            let difference = (Decimal::new(scored.life_cycle, 2) - told).abs();
            prop_assert!(difference <= dec!(2), "{difference}");
        }
        prop_assert_eq!(brute.len(), tried.sets.len());
        let mut points: Vec<(i64, i64)> = brute.values().copied().collect();
        points.sort_by_key(|(cost, saved)| (*cost, -saved));
        let mut best = i64::MIN;
        points.retain(|(_, saved)| { let is = *saved > best; best = best.max(*saved); is });
        let front: Vec<(i64, i64)> = tried.by_energy().iter().map(|s| (s.cost, s.energy)).collect();
        prop_assert_eq!(front, points);
    }
}
