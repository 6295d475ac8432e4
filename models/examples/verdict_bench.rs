//! How long the verdict of every scheme on one case takes, and reading the case.
//!
//! `verdict_bench CASE [RUNS]` prints one line of JSON: microseconds for reading and for the verdict, on average.
#![expect(clippy::disallowed_methods, reason = "a bench reads a file and the clock")]

use std::hint::black_box;
use std::time::Instant;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::{Case, assess};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("verdict_bench CASE [RUNS]")?;
    let runs: u32 = arguments.next().and_then(|runs| runs.parse().ok()).unwrap_or(1000);
    let catalog = Catalog::embedded().map_err(|problems| format!("{problems:?}"))?;
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let case = Case::read(&text, &catalog)?;
    let on = case.on.unwrap_or(jiff::civil::date(2026, 11, 21));
    let start = Instant::now();
    for _ in 0..runs {
        black_box(Case::read(black_box(&text), &catalog)?);
    }
    let read = start.elapsed() / runs.max(1);
    let start = Instant::now();
    for _ in 0..runs {
        black_box(assess(black_box(&case), &catalog, on));
    }
    let verdict = start.elapsed() / runs.max(1);
    let (read, verdict) = (read.as_nanos() / 1000, verdict.as_nanos() / 1000);
    println!("{{\"schemes\":{},\"read_us\":{read},\"verdict_us\":{verdict}}}", catalog.schemes().len());
    Ok(())
}
