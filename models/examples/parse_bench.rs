//! How many rows per CPU-second are read and cleaned, sums by day and month included, as the polars anchor does.
//!
//! `parse_bench FILE [RUNS] [parse-only]` prints one line of JSON: rows, median CPU and wall seconds, and a check sum.
#![expect(clippy::disallowed_methods, reason = "a bench reads a file and the clock")]

use std::time::Instant;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::clean::{Context, clean};
use eclaireur_models::readings::interval::by_month;
use eclaireur_models::readings::parse::{Hints, parse};
use rust_decimal::Decimal;

/// Nanoseconds this process has been on a CPU, from the kernel's scheduler.
fn cpu_ns() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or(0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        eprintln!("usage: parse_bench FILE [RUNS] [parse-only]");
        std::process::exit(2);
    };
    let runs: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(5);
    let cleaning = arguments.next().is_none_or(|word| word != "parse-only");
    let (Ok(bytes), Ok(catalog)) = (std::fs::read(&file), Catalog::embedded()) else {
        eprintln!("{file} cannot be read");
        std::process::exit(2);
    };
    // The kernel counts by the tick: a small file is read often enough to be seen.
    let times = 20_000_000_usize.div_ceil(bytes.len().max(1)).max(1);
    let (mut cpu, mut wall, mut rows, mut days, mut sum) = (vec![], vec![], 0, 0, Decimal::ZERO);
    let (mut cpu_before, mut start) = (cpu_ns(), Instant::now());
    for round in 1..=(runs + 1) * times {
        let mut parsed = parse(&bytes, &catalog, Hints::default());
        if cleaning {
            clean(&mut parsed, &Context { now: i64::MAX, held: &[] });
        }
        rows = parsed.rows.read;
        (days, sum) = (0, Decimal::ZERO);
        for series in &parsed.series {
            for month in by_month(&series.points, series.resolution_s.unwrap_or(900), series.scale) {
                let daily = month.days();
                days += daily.len();
                let total: i128 = daily.iter().map(|(_, total)| total).sum();
                sum += Decimal::try_from_i128_with_scale(total, month.scale).unwrap_or_default();
            }
        }
        if round % times == 0 {
            let each = |seconds: f64| seconds / f64::from(u32::try_from(times).unwrap_or(u32::MAX));
            wall.push(each(start.elapsed().as_secs_f64()));
            cpu.push(each(std::time::Duration::from_nanos(cpu_ns() - cpu_before).as_secs_f64()));
            (cpu_before, start) = (cpu_ns(), Instant::now());
        }
    }
    cpu.remove(0);
    wall.remove(0);
    let (cpu, wall) = (median(cpu), median(wall));
    println!(
        "{{\"rows\":{rows},\"cpu_s\":{cpu:.5},\"wall_s\":{wall:.5},\"rows_per_cpu_s\":{:.0},\"days\":{days},\"sum\":\"{sum}\"}}",
        f64::from(rows) / cpu
    );
}
