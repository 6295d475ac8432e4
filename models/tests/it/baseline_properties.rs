//! Laws that every fit obeys, on arbitrary meters; and the quick search beside one that fits each candidate by itself.

use eclaireur_models::baseline::caltrack::Readings;
use eclaireur_models::baseline::caltrack::{
    BALANCE_POINTS_F, Candidate, FEWEST_DEGREE_DAY_DAYS, FEWEST_DEGREE_DAYS_F, Fitted, Frequency, ModelType,
    Outcome, Reading, Row, Sums, Temperatures, Weather, fit, rows,
};
use eclaireur_models::baseline::least_squares::{self, Observation};
use proptest::prelude::*;

const DAY_S: i64 = 86_400;

/// Usage per day, weight, daily means.
type Period = (f64, f64, Vec<f64>);

/// What is too near to a bound to tell on which side of it rounding puts it.
const NEAR: f64 = 1e-9;

/// Every candidate fitted by itself: its adjusted R², and by how much it clears the bounds of coefficients.
fn each_by_itself(periods: &[Period], frequency: Frequency) -> Vec<(Candidate, f64)> {
    let largest = periods.iter().fold(1e-9_f64, |m, p| m.max(p.0.abs()));
    let degrees = |of: &dyn Fn(f64) -> f64, days: &[f64]| {
        days.iter().map(|t| of(*t).max(0.0)).sum::<f64>() / f64::from(u32::try_from(days.len()).unwrap())
    };
    let tried = |x: &[f64]| {
        let fewest = if frequency == Frequency::Daily { FEWEST_DEGREE_DAY_DAYS } else { 0 };
        let total: f64 = x.iter().zip(periods).map(|(x, p)| x * p.1).sum();
        x.iter().filter(|x| **x > 0.0).count() >= fewest && total >= FEWEST_DEGREE_DAYS_F
    };
    let term = |of: &dyn Fn(f64) -> f64| -> Vec<f64> { periods.iter().map(|p| degrees(of, &p.2)).collect() };
    let grid: Vec<u8> = BALANCE_POINTS_F.collect();
    let heating: Vec<Vec<f64>> = grid.iter().map(|b| term(&|t| f64::from(*b) - t)).collect();
    let cooling: Vec<Vec<f64>> = grid.iter().map(|b| term(&|t| t - f64::from(*b))).collect();

    let mut all = Vec::new();
    let mean = least_squares::fit::<0>(
        &periods.iter().map(|p| Observation { x: [], y: p.0, weight: p.1 }).collect::<Vec<_>>(),
    );
    if let Ok(mean) = mean {
        all.push((
            candidate(ModelType::InterceptOnly, None, None, mean.intercept, 0.0, 0.0, 0.0),
            mean.intercept / largest,
        ));
    }
    for (kind, terms) in [(ModelType::HddOnly, &heating), (ModelType::CddOnly, &cooling)] {
        for (b, x) in grid.iter().zip(terms).filter(|(_, x)| tried(x)) {
            let points: Vec<_> =
                periods.iter().zip(x).map(|(p, x)| Observation { x: [*x], y: p.0, weight: p.1 }).collect();
            let Ok(line) = least_squares::fit(&points) else { continue };
            let Some(score) = line.r_squared_adj else { continue };
            let heats = kind == ModelType::HddOnly;
            let (h, c) = if heats { (Some(*b), None) } else { (None, Some(*b)) };
            let (bh, bc) = if heats { (line.slopes[0], 0.0) } else { (0.0, line.slopes[0]) };
            let clears = (line.intercept / largest).min(line.slopes[0] / largest);
            all.push((candidate(kind, h, c, line.intercept, bh, bc, score), clears));
        }
    }
    for (c, cold) in grid.iter().zip(&cooling).filter(|(_, x)| tried(x)) {
        for (h, heat) in grid.iter().zip(&heating).filter(|(h, x)| *h <= c && tried(x)) {
            let points: Vec<_> = periods
                .iter()
                .zip(heat.iter().zip(cold))
                .map(|(p, (heat, cold))| Observation { x: [*heat, *cold], y: p.0, weight: p.1 })
                .collect();
            let Ok(line) = least_squares::fit(&points) else { continue };
            let Some(score) = line.r_squared_adj else { continue };
            let clears =
                (line.intercept / largest).min(line.slopes[0] / largest).min(line.slopes[1] / largest);
            let [bh, bc] = line.slopes;
            all.push((
                candidate(ModelType::CddHdd, Some(*h), Some(*c), line.intercept, bh, bc, score),
                clears,
            ));
        }
    }
    all
}

fn candidate(
    kind: ModelType,
    heating_f: Option<u8>,
    cooling_f: Option<u8>,
    intercept: f64,
    beta_hdd: f64,
    beta_cdd: f64,
    r_squared_adj: f64,
) -> Candidate {
    Candidate { kind, heating_f, cooling_f, intercept, beta_hdd, beta_cdd, r_squared_adj }
}

/// The score of the best that clears the bounds by `least`.
fn best(all: &[(Candidate, f64)], least: f64) -> f64 {
    all.iter().filter(|c| c.1 >= least).map(|c| c.0.r_squared_adj).fold(f64::NEG_INFINITY, f64::max)
}

fn check(periods: &[Period], frequency: Frequency) {
    let slow = each_by_itself(periods, frequency);
    let borrowed: Vec<(f64, f64, &[f64])> = periods.iter().map(|p| (p.0, p.1, p.2.as_slice())).collect();
    let mut quick = vec![Sums::periods(&borrowed, frequency)];
    if frequency == Frequency::Daily {
        let days: Vec<f64> = periods.iter().map(|p| p.2[0]).collect();
        quick.push(Sums::daily(&days, &periods.iter().map(|p| p.0).collect::<Vec<_>>()));
    }
    for quick in quick {
        let found = quick.search(true).best;
        let score = found.map_or(f64::NEG_INFINITY, |f| f.r_squared_adj);
        let [clear, allowed] = [NEAR, -NEAR].map(|least| best(&slow, least));
        assert!(score + 1e-8 >= clear, "{found:?} is not as good as {clear}");
        assert!(score <= allowed + 1e-8, "{found:?} is better than {allowed}");
        let Some(found) = found else { continue };
        let same = slow.iter().find(|(c, _)| {
            (c.kind, c.heating_f, c.cooling_f) == (found.kind, found.heating_f, found.cooling_f)
        });
        let (same, _) = same.unwrap();
        let size = same.intercept.abs().max(1.0);
        for (ours, theirs) in [
            (found.intercept, same.intercept),
            (found.beta_hdd, same.beta_hdd),
            (found.beta_cdd, same.beta_cdd),
        ] {
            assert!((ours - theirs).abs() <= 1e-6 * size, "{found:?}, not {same:?}");
        }
    }
}

/// Temperatures with many equal ones, some at balance points, some outside the grid.
fn temperature() -> impl Strategy<Value = f64> {
    prop_oneof![
        (15_i32..105).prop_map(f64::from),
        (60_i32..420).prop_map(|q| f64::from(q) / 4.0),
        10.0..110.0_f64
    ]
}

fn usage() -> impl Strategy<Value = f64> {
    prop_oneof![(-20_i32..200).prop_map(f64::from), -5.0..90.0_f64, Just(12.5)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_quick_search_of_days_is_the_slow_one(
        days in prop::collection::vec((usage(), temperature()), 1..60)
    ) {
        check(&days.into_iter().map(|(y, t)| (y, 1.0, vec![t])).collect::<Vec<_>>(), Frequency::Daily);
    }

    #[test]
    fn the_quick_search_of_bills_is_the_slow_one(
        bills in prop::collection::vec((usage(), prop::collection::vec(temperature(), 1..40)), 1..13)
    ) {
        let weight = |days: &[f64]| f64::from(u32::try_from(days.len()).unwrap());
        check(
            &bills.into_iter().map(|(y, days)| (y, weight(&days), days)).collect::<Vec<_>>(),
            Frequency::Billing,
        );
    }

    #[test]
    fn a_heated_building_is_found_whatever_its_size(
        days in prop::collection::vec((temperature(), 0.0..3.0_f64), 40..120), size in -20_i32..20
    ) {
        let meter = heated(&days);
        let size = 2_f64.powi(size);
        let scaled: Vec<Row> = meter.iter().cloned().map(|mut row| {
            row.reading.value = row.reading.value.map(|v| v * size);
            row
        }).collect();
        let (Some(one), Some(other)) = (fitted(&meter), fitted(&scaled)) else { return Ok(()) };
        prop_assert_eq!(one.model.kind, other.model.kind);
        prop_assert_eq!(one.model.heating_balance_point_f, other.model.heating_balance_point_f);
        prop_assert_eq!(one.model.cooling_balance_point_f, other.model.cooling_balance_point_f);
        for (a, b) in [
            (one.model.intercept, other.model.intercept),
            (one.model.beta_hdd, other.model.beta_hdd),
            (one.model.beta_cdd, other.model.beta_cdd),
        ] {
            prop_assert!((a * size - b).abs() <= 1e-9 * (a * size).abs());
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(
        days in prop::collection::vec((temperature(), 0.0..3.0_f64), 20..90).prop_flat_map(|days| {
            let meter = heated(&days);
            (Just(meter.clone()), Just(meter).prop_shuffle())
        })
    ) {
        prop_assert_eq!(fit(&days.0, Frequency::Daily, true), fit(&days.1, Frequency::Daily, true));
    }

    #[test]
    fn moved_by_whole_days_with_its_weather_a_meter_is_the_same(
        hours in prop::collection::vec(prop::option::weighted(0.97, 20.0..90.0_f64), 24 * 20..24 * 50),
        by in -3000_i64..3000
    ) {
        let start = 1_600_000_000 / DAY_S * DAY_S;
        let of = |start: i64| {
            let weather: Vec<(i64, Option<f64>)> = (start..).step_by(3600).zip(hours.iter().copied()).collect();
            let weather = Temperatures::new(&weather, 3600).unwrap();
            let days = (0_i64..).take(hours.len() / 24).map(|i| {
                let value = f64::from(i32::try_from(i * i % 37).unwrap());
                Reading { start: start + i * DAY_S, end: start + (i + 1) * DAY_S, value: Some(value) }
            });
            let readings = Readings::new(days.collect()).unwrap();
            fit(&rows(&readings, &weather), Frequency::Daily, true)
        };
        match (of(start), of(start + by * DAY_S)) {
            (Outcome::Fitted(one), Outcome::Fitted(other)) => {
                prop_assert_eq!(one.model, other.model);
                prop_assert_eq!(one.totals, other.totals);
            }
            (one, other) => prop_assert_eq!(one.code(), other.code()),
        }
    }

    #[test]
    fn a_model_gives_back_what_its_days_used(
        days in prop::collection::vec((temperature(), 0.0..3.0_f64), 20..90)
    ) {
        let Some(fitted) = fitted(&heated(&days)) else { return Ok(()) };
        prop_assert!((fitted.predicted.total() - fitted.observed).abs() <= 1e-9 * fitted.observed.abs().max(1.0));
    }
}

/// A building that is heated under 59 °F.
fn heated(days: &[(f64, f64)]) -> Vec<Row> {
    (0_i64..)
        .zip(days)
        .map(|(i, (t, noise))| Row {
            reading: Reading {
                start: i * DAY_S,
                end: (i + 1) * DAY_S,
                value: Some(5.0 + 0.8 * (59.0 - t).max(0.0) + noise),
            },
            weather: Some(Weather::day(*t)),
        })
        .collect()
}

fn fitted(rows: &[Row]) -> Option<Fitted> {
    fit(rows, Frequency::Daily, true).fitted().cloned()
}

#[test]
fn columns_that_do_not_move_are_the_slow_ones_too() {
    let days = |n: u8, y: fn(u8) -> f64, t: fn(u8) -> f64| -> Vec<Period> {
        (0..n).map(|i| (y(i), 1.0, vec![t(i)])).collect()
    };
    check(&days(40, |_| 12.5, |i| f64::from(i) + 40.0), Frequency::Daily);
    check(&days(40, f64::from, |_| 50.0), Frequency::Daily);
    check(&days(40, |i| f64::from(i % 7), |i| if i % 2 == 0 { 40.0 } else { 80.0 }), Frequency::Daily);
    check(&days(1, |_| 3.0, |_| 50.0), Frequency::Daily);
    check(&days(40, |i| -f64::from(i), |i| f64::from(i) + 40.0), Frequency::Daily);
}
