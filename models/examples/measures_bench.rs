//! How long the reckoning of packages takes: the exact front of sixteen measures, a park of two hundred buildings with eight
//! packages each over fifteen years, photovoltaics of one year by quarter-hours.
//!
//! `measures_bench [RUNS]` prints one line of JSON for each: median wall milliseconds, and what came of it.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::time::Instant;

use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::certain::Certainty;
use eclaireur_models::measures::front::try_all;
use eclaireur_models::measures::park::{Choice, Effort, Park, ParkBuilding, plan};
use eclaireur_models::measures::pv::dispatch::{self, Site};
use eclaireur_models::measures::pv::{Battery, Load, Plane, Yield};
use eclaireur_models::measures::tariff::{Tariff, Terms};
use eclaireur_models::measures::{
    Applied, Candidate, Effect, ElectricUse, Emitters, Heat, HeatPump, HeatUse, Part, Producer, Ratio, State,
    Step, Wh,
};
use rust_decimal::{Decimal, dec};

/// Cents of one.
const EURO: i64 = 100;

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn timed<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, Option<T>) {
    let (mut all, mut last) = (Vec::new(), None);
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        last = Some(work());
        all.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    (median(all), last)
}

fn home() -> State {
    let boiler = Producer::new(Carrier::NaturalGas, Ratio::millionths(850_000));
    let space_heat = Heat::of_finals(&[(boiler, Wh::new(600_000_000))]);
    let mut state = State::default();
    state.space_heat = space_heat;
    state.hot_water = Heat::of_finals(&[(boiler, Wh::new(150_000_000))]);
    state.emitters = Some(Emitters::new(750, &space_heat));
    state
        .with_electricity(ElectricUse::Lighting, Wh::new(60_000_000))
        .with_electricity(ElectricUse::Other, Wh::new(120_000_000))
}

/// Twelve parts of an envelope and its control, lamps, two heat pumps, a boiler.
fn candidates() -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut push = |code: String, step, effect, cost: i64| {
        let applied = Applied {
            cost: Some(Decimal::from(cost)),
            lifetime: Some(25),
            maintenance: Some(Decimal::ZERO),
            ..Applied::bare(code, step, vec![effect])
        };
        all.push(Candidate::new(applied));
    };
    for (n, by) in
        (1..).zip([60_000_000_u64, 45_000_000, 90_000_000, 30_000_000, 25_000_000, 38_000_000, 12_000_000])
    {
        let effect = Effect::LessHeat { of: HeatUse::SpaceHeat, by: Wh::new(by) };
        push(format!("envelope-{n}"), Step::Envelope, effect, 20_000 + 9_000 * n);
    }
    for (n, kept) in (1..).zip([930_000_u64, 960_000, 950_000, 980_000]) {
        let effect = Effect::KeepHeat { of: HeatUse::SpaceHeat, kept: Ratio::millionths(kept) };
        push(format!("control-{n}"), Step::Regulation, effect, 1500 + 1100 * n);
    }
    let lamps = Effect::Light { by: Wh::new(35_000_000), heat: Ratio::millionths(400_000) };
    push("lighting".to_owned(), Step::Electricity, lamps, 30_000);
    let other = Effect::KeepElectricity { of: ElectricUse::Other, kept: Ratio::millionths(920_000) };
    push("habits".to_owned(), Step::Electricity, other, 2000);
    let pump = |scop: u64| HeatPump {
        scop_35: Ratio::millionths(scop),
        scop_55: Ratio::millionths(scop - 900_000),
        hottest_tenths: 650,
    };
    for (n, scop) in (1..).zip([3_600_000_u64, 4_200_000]) {
        let effect = Effect::HeatPump { from: None, part: Part::WHOLE, pump: pump(scop) };
        push(format!("heat-pump-{n}"), Step::Production, effect, 90_000 + 40_000 * n);
    }
    let by = Producer::new(Carrier::NaturalGas, Ratio::millionths(980_000));
    let boiler = Effect::Replace { of: HeatUse::HotWater, from: None, part: Part::WHOLE, by };
    push("gas-boiler".to_owned(), Step::Production, boiler, 45_000);
    all
}

fn terms() -> Terms {
    let tariff = |carrier, price, kg| Tariff {
        carrier,
        euro_per_kwh: price,
        from_catalogue: None,
        co2_kg_per_kwh: Some(kg),
        ets2: None,
        certainty: Certainty::Certain,
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
            tariff(Carrier::Electricity, dec!(0.28), dec!(0.15)),
        ],
    }
}

/// Buildings unlike one another: works of 5 000 to some 600 000 euro, savings with falling returns, worth by the year begun.
fn park(buildings: i64, budget: i64) -> Park {
    let mut seed = 88_172_645_463_325_252_u64;
    let mut next = |below: i64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        i64::try_from(seed % 1_000_003).unwrap_or(0) * below / 1_000_003
    };
    let building = |b: i64| {
        let size = 20_000 * EURO + next(180_000 * EURO);
        let choices = (1..=8)
            .map(|p| {
                let cost = 5_000 * EURO + size * p * p / 30 + next(8_000 * EURO);
                let yearly = cost / (6 + p) + next(cost / 25 + 1);
                let worth = (0..15)
                    .map(|year| yearly * (22 - year) * 7 / 10 - cost * (100 - year * 2) / 100)
                    .collect();
                Choice { code: format!("p{p}"), cost, worth }
            })
            .collect();
        ParkBuilding { code: format!("b{b}"), choices }
    };
    Park { buildings: (0..buildings).map(building).collect(), budgets: vec![budget; 15], kept: false }
}

fn main() {
    let runs: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(5);
    let (state, all, terms) = (home(), candidates(), terms());
    let offered: Vec<&Candidate> = all.iter().collect();
    let (ms, tried) = timed(runs, || {
        try_all(&state, &offered, &terms).map(|t| (t.sets.len(), t.by_energy().len(), t.by_co2().len()))
    });
    if let Some(Ok((sets, by_energy, by_co2))) = tried {
        println!(
            "{{\"bench\":\"front\",\"measures\":{},\"sets\":{sets},\"by_energy\":{by_energy},\"by_co2\":{by_co2},\"median_ms\":{ms:.1}}}",
            all.len()
        );
    }
    for (budget, kept) in [(600_000 * EURO, false), (600_000 * EURO, true), (2_500_000 * EURO, false)] {
        let park = Park { kept, ..park(200, budget) };
        let (ms, found) = timed(runs.min(3), || plan(&park, Effort::FULL));
        if let Some(Some(found)) = found {
            let gap = Decimal::new(found.gap_millionths(), 4);
            println!(
                "{{\"bench\":\"park\",\"buildings\":200,\"packages\":8,\"years\":15,\"budget_cents\":{budget},\"kept\":{kept},\"begun\":{},\"worth_cents\":{},\"bound_cents\":{},\"gap_percent\":{gap},\"median_ms\":{ms:.0}}}",
                found.begun.len(),
                found.worth,
                found.bound
            );
        }
    }
    let Ok(catalog) = Catalog::embedded() else { return };
    let (Some(card), Some((shape, _)), Some(plane)) =
        (catalog.photovoltaics(), catalog.load_shape(Some("care-home")), Plane::new(30, -20))
    else {
        return;
    };
    let site = Site {
        battery: Some(Battery { capacity_wh: 50_000, power_w: 25_000, back_of_thousand: 900 }),
        injection_limit_w: None,
    };
    let (ms, flows) = timed(runs * 5, || {
        let hours = Yield::of_catalogue(plane, card)?.production(60_000)?;
        let hourly = Load::shaped(shape, 180_000_000, 2025)?;
        // Quarter-hours, as a meter would tell them.
        let load = Load { step_s: 900, wh: hourly.wh.iter().flat_map(|wh| [wh / 4; 4]).collect(), ..hourly };
        dispatch::dispatch(&dispatch::under(&hours, &load)?, &load.wh, 900, site)
    });
    if let Some(Some(flows)) = flows {
        println!(
            "{{\"bench\":\"pv-year\",\"slots\":35040,\"produced_wh\":{},\"self_consumed_wh\":{},\"injected_wh\":{},\"median_ms\":{ms:.2}}}",
            flows.produced, flows.self_consumed, flows.injected
        );
    }
}
