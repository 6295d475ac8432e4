//! How long a verdict of every scheme with its plan takes, and what stands beside a plan: comparison, bars, mix.
//!
//! `financing_bench CASE [RUNS]` prints one line of JSON: microseconds, on average.
#![expect(clippy::disallowed_methods, reason = "a bench reads a file and the clock")]

use std::hint::black_box;
use std::time::Instant;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::plan::{Inputs, compare, mix, sensitivity};
use eclaireur_models::financing::{Case, assess};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("financing_bench CASE [RUNS]")?;
    let runs: u32 = arguments.next().and_then(|runs| runs.parse().ok()).unwrap_or(1000);
    let catalog = Catalog::embedded().map_err(|problems| format!("{problems:?}"))?;
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let case = Case::read(&text, &catalog)?;
    let on = case.on.unwrap_or(jiff::civil::date(2026, 11, 21));
    let all = assess(&case, &catalog, on);
    let assessed = timed(runs, || {
        black_box(assess(black_box(&case), &catalog, on));
    });
    let Some(inputs) = Inputs::of(&case, &all.schemes, &all.grants, &catalog, on) else {
        println!("{{\"assess_us\":{assessed},\"missing\":{:?}}}", all.missing);
        return Ok(());
    };
    let compared = timed(runs, || {
        black_box(compare(black_box(&inputs)));
    });
    let bars = timed(runs, || {
        black_box(sensitivity(black_box(&inputs)));
    });
    let mixed = timed(runs, || {
        black_box(mix(black_box(&inputs)));
    });
    println!(
        "{{\"assess_us\":{assessed},\"compare_us\":{compared},\"sensitivity_us\":{bars},\"mix_us\":{mixed}}}"
    );
    Ok(())
}

fn timed(runs: u32, mut what: impl FnMut()) -> u128 {
    let start = Instant::now();
    for _ in 0..runs {
        what();
    }
    (start.elapsed() / runs.max(1)).as_nanos() / 1000
}
