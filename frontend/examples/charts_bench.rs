//! How long charts take, the middle of many runs: `cargo run --release -p eclaireur-frontend --example charts_bench`.
#![expect(clippy::disallowed_methods, reason = "a bench measures time; the crate does not")]
#![expect(clippy::unwrap_used, reason = "the data are the bench's own")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use eclaireur_frontend::charts::{Chart, Heatmap, StackedMonths, Width};
use eclaireur_models::building::Carrier;

#[path = "../tests/it/chart_data.rs"]
mod chart_data;

fn median(name: &str, runs: usize, mut work: impl FnMut() -> usize) {
    let bytes = work();
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{name}: {:?} ({bytes} bytes, {runs} runs)", times[runs / 2]);
}

fn main() {
    let ground = chart_data::ground("bench");
    let series = chart_data::series(36);
    let events = chart_data::events("Isolation");
    median("months 36, svg", 501, || {
        StackedMonths::new(ground, &series, &events).unwrap().svg(Width::Wide).unwrap().len()
    });
    for slots in [24, 96] {
        let load = chart_data::load(slots);
        median(&format!("heatmap 365 x {slots}, svg"), 101, || {
            Heatmap::new(ground, Carrier::Electricity, &load).unwrap().svg(Width::Wide).unwrap().len()
        });
    }
    let data = chart_data::Data::new("Isolation");
    median("all charts, svg wide and narrow", 101, || {
        let svg = |chart: Box<dyn Chart + '_>| {
            chart.svg(Width::Wide).unwrap().len() + chart.svg(Width::Narrow).unwrap().len()
        };
        data.charts().into_iter().map(svg).sum()
    });
    for chart in data.charts() {
        median(&format!("{}, svg", chart.code()), 101, || chart.svg(Width::Wide).unwrap().len());
    }
    for chart in data.charts() {
        median(&format!("{}, png", chart.code()), 7, || chart.png("Bench").unwrap().len());
    }
}
