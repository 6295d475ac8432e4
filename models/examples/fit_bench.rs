//! How many full `CalTRACK` searches per CPU-second, daily means given, as `c4` and `c5` of the numpy anchor do; and how
//! many fits with all their figures (metrics, errors of the coefficients).
//!
//! `fit_bench [RUNS] [METERS]` prints one line of JSON for each. The data are made as the anchor makes them: a year of
//! a yearly wave and noise, heating under 55 °F, cooling above 66 °F.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock of its process")]

use std::hint::black_box;

use eclaireur_models::baseline::caltrack::{Frequency, Reading, Row, Sums, Weather, fit};

/// Nanoseconds this process has been on a CPU, from the kernel's scheduler.
fn cpu_ns() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or(0)
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).unwrap_or_default()) / f64::from(u32::MAX)
    }

    /// Twelve of them make a bell.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}

/// A meter-year: daily means, °F, and usage.
fn year(chance: &mut Chance) -> (Vec<f64>, Vec<f64>) {
    (0..365)
        .map(|day| {
            let t =
                52.0 + 25.0 * (f64::from(day) / 365.0 * core::f64::consts::TAU).sin() + 7.0 * chance.normal();
            let y = 14.0 + 1.1 * (55.0 - t).max(0.0) + 2.0 * (t - 66.0).max(0.0) + 4.0 * chance.normal();
            (t, y)
        })
        .unzip()
}

/// The median of the runs, in fits per CPU-second.
fn measured(name: &str, runs: usize, meters: u32, mut one_round: impl FnMut()) {
    one_round();
    let mut rates: Vec<f64> = (0..runs)
        .map(|_| {
            let before = cpu_ns();
            one_round();
            f64::from(meters) / std::time::Duration::from_nanos(cpu_ns() - before).as_secs_f64()
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    let median = rates.get(rates.len() / 2).copied().unwrap_or_default();
    println!("{{\"case\":\"{name}\",\"runs\":{runs},\"n\":{meters},\"meters_per_cpu_s\":{median:.0}}}");
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|a| a.parse().ok());
    let runs = arguments.next().and_then(|n| usize::try_from(n).ok()).unwrap_or(15);
    let meters: u32 = arguments.next().unwrap_or(2000);
    let mut chance = Chance(1);
    let years: Vec<(Vec<f64>, Vec<f64>)> = (0..meters).map(|_| year(&mut chance)).collect();
    let months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    measured("c4_caltrack_daily_365", runs, meters, || {
        for (temperature, usage) in &years {
            black_box(Sums::daily(black_box(temperature), black_box(usage)).search(true));
        }
    });
    measured("c5_caltrack_billing_12", runs, meters, || {
        for (temperature, usage) in &years {
            let (mut temperature, mut usage) = (black_box(temperature).as_slice(), usage.as_slice());
            let bills = months.map(|days| {
                let (t, y);
                (t, temperature) = temperature.split_at(days);
                (y, usage) = usage.split_at(days);
                let days = f64::from(u32::try_from(days).unwrap_or_default());
                (y.iter().sum::<f64>() / days, days, t)
            });
            black_box(Sums::periods(&bills, Frequency::Billing).search(true));
        }
    });
    let rows: Vec<Vec<Row>> = years.iter().map(|(temperature, usage)| rows(temperature, usage)).collect();
    measured("daily_365_with_all_figures", runs, meters, || {
        for rows in &rows {
            black_box(fit(black_box(rows), Frequency::Daily, true));
        }
    });
}

fn rows(temperature: &[f64], usage: &[f64]) -> Vec<Row> {
    let starts = (0_i64..).step_by(86_400);
    let days = starts.zip(temperature.iter().zip(usage));
    days.map(|(start, (t, y))| Row {
        reading: Reading { start, end: start + 86_400, value: Some(*y) },
        weather: Some(Weather::day(*t)),
    })
    .collect()
}
