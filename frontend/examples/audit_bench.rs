//! How long the report of an audit takes as PDF once the first is made, each of another building: `audit_bench [RUNS]` prints one
//! line of JSON with the first, the median and the longest in milliseconds, and the bytes of the largest.
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::error::Error;
use std::time::Instant;

use eclaireur_frontend::reports::audit_samples;

fn main() -> Result<(), Box<dyn Error>> {
    let runs: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10);
    let (mut took, mut bytes) = (Vec::new(), 0);
    for run in 0..=runs {
        // Nothing remembered helps a building that was not seen before.
        let mut report = audit_samples::care_home();
        report.head.building = format!("Bâtiment {run}");
        let start = Instant::now();
        bytes = bytes.max(report.pdf()?.len());
        took.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let first = took.remove(0);
    took.sort_by(f64::total_cmp);
    let at = |n: usize| took.get(n).copied().unwrap_or_default();
    let (median, longest) = (at(took.len() / 2), at(took.len().saturating_sub(1)));
    println!(
        "{{\"first_ms\":{first:.1},\"median_ms\":{median:.1},\"longest_ms\":{longest:.1},\"bytes\":{bytes},\"runs\":{runs}}}"
    );
    Ok(())
}
