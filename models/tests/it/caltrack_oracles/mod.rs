//! Every case of the `CalTRACK` oracles: what the reference program found, what we find, and how far apart. Printed, and
//! the cases kept as `fixtures/expected/caltrack.txt`, which `ECLAIREUR_ACCEPT=1` accepts.
//!
//! Knows neither their number nor their names. Where a case says that the reference is wrong, its corrected figures
//! are the ones expected: bills matched with all their weather, the day of 25 hours predicted once.

mod given;
mod lines;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use eclaireur_models::baseline::acceptance::extreme;
use eclaireur_models::baseline::caltrack::{
    self, Candidate, Fitted, Frequency, Load, Metrics, Model, ModelType, Outcome, Reading, Readings, Sums,
    Temperatures, Window, avoided, fit, normal, rows,
};
use serde_json::Value;

use self::given::{readings, seconds, temperatures};
use self::lines::{KEPT, Line, Lines, kept, seen};
use crate::folders;

/// Tolerances of the method, relative.
const FIGURES: f64 = 1e-6;
const BANDS: f64 = 1e-5;

fn parameters(lines: &mut Lines, at: &str, expected: &Value, model: &Model) {
    lines.text(&format!("{at}.model_type"), expected["model_type"].as_str().unwrap(), model.kind.code());
    let heats = model.heating_balance_point_f.is_some();
    let cools = model.cooling_balance_point_f.is_some();
    let params = &expected["params"];
    for (name, ours) in [
        ("intercept", Some(model.intercept)),
        ("beta_hdd", heats.then_some(model.beta_hdd)),
        ("beta_cdd", cools.then_some(model.beta_cdd)),
        ("heating_balance_point", model.heating_balance_point_f),
        ("cooling_balance_point", model.cooling_balance_point_f),
    ] {
        lines.number(&format!("{at}.{name}"), &params[name], ours, FIGURES);
    }
    lines.number(
        &format!("{at}.r_squared_adj"),
        &expected["r_squared_adj"],
        Some(model.r_squared_adj),
        FIGURES,
    );
}

fn metrics(lines: &mut Lines, at: &str, expected: &Value, ours: &Metrics) {
    let size = |n: usize| Some(f64::from(u32::try_from(n).unwrap()));
    for (name, ours) in [
        ("merged_length", size(ours.n)),
        ("num_parameters", size(ours.p)),
        ("observed_mean", Some(ours.observed_mean)),
        ("predicted_mean", Some(ours.predicted_mean)),
        ("observed_variance", Some(ours.observed_variance)),
        ("r_squared", ours.r_squared),
        ("r_squared_adj", ours.r_squared_adj),
        ("rmse", Some(ours.rmse)),
        ("rmse_adj", ours.rmse_adj),
        ("cvrmse", ours.cvrmse),
        ("cvrmse_adj", ours.cvrmse_adj),
        ("mape", ours.mape),
        ("nmae", ours.nmae),
        ("nmbe", ours.nmbe),
        ("autocorr_resid", ours.autocorr_resid),
        ("n_prime", ours.n_prime),
        ("t_stat", ours.t_stat),
        ("fsu_base_term", ours.fsu_base_term),
    ] {
        lines.number(&format!("{at}.{name}"), &expected[name], ours, FIGURES);
    }
}

fn load(lines: &mut Lines, at: &str, expected: &Value, prefix: &str, ours: &Load) {
    for (name, ours) in [("base", ours.base), ("heating", ours.heating), ("cooling", ours.cooling)] {
        let key = format!("{prefix}{name}_load");
        lines.number(&format!("{at}.{key}"), &expected[&key], Some(ours), FIGURES);
    }
}

fn window(lines: &mut Lines, at: &str, expected: &Value, ours: Option<Window>) {
    for (name, ours) in [("window_start", ours.map(|w| w.start)), ("window_end", ours.map(|w| w.end))] {
        let ours = ours.map(|s| jiff::Timestamp::from_second(s).unwrap().to_string()).unwrap_or_default();
        let expected = expected[name].as_str().unwrap().replace(' ', "T").replace("+00:00", "Z");
        lines.text(&format!("{at}.{name}"), &expected, &ours);
    }
}

/// The fit of one window. With `corrected`, that holds the model and its metrics, and what follows from the
/// reference's own is left out.
fn fitted(
    lines: &mut Lines,
    at: &str,
    expected: &Value,
    corrected: &Value,
    dst: &Value,
    rows: &[caltrack::Row],
    cooling: bool,
) -> Option<Fitted> {
    let frequency = if expected["is_billing"] == true { Frequency::Billing } else { Frequency::Daily };
    let outcome = fit(rows, frequency, cooling);
    let status = match &outcome {
        Outcome::Fitted(_) => "SUCCESS",
        Outcome::NoModel(_) => "NO MODEL",
        Outcome::NoData => "NO DATA",
    };
    lines.text(&format!("{at}.status"), expected["status"].as_str().unwrap(), status);
    let fitted = outcome.fitted()?.clone();
    let size = |n: usize| Some(f64::from(u32::try_from(n).unwrap()));
    lines.number(&format!("{at}.n_rows"), &expected["n_rows"], size(fitted.averages.n), 0.0);
    window(lines, at, expected, Some(fitted.window));
    let observed = &expected["observed_on_baseline"];
    if observed.is_number() {
        lines.number(&format!("{at}.observed"), observed, Some(fitted.observed), FIGURES);
    }

    let mut per_day: Vec<f64> =
        rows.iter().filter(|row| row.is_usable()).filter_map(|row| row.reading.per_day()).collect();
    per_day.sort_by(f64::total_cmp);
    let (limit, said) = (extreme(&per_day), &expected["sufficiency"]);
    let above = limit.map(|limit| per_day.iter().filter(|v| **v > limit).count());
    let below = per_day.iter().filter(|v| **v < 0.0).count();
    lines.number(&format!("{at}.extreme_value_limit"), &said["extreme_value_limit"], limit, FIGURES);
    lines.number(&format!("{at}.n_extreme_values"), &said["n_extreme_values"], above.and_then(size), 0.0);
    lines.number(
        &format!("{at}.n_negative_meter_values"),
        &said["n_negative_meter_values"],
        size(below),
        0.0,
    );

    let is_corrected = corrected.is_object();
    let source = if is_corrected { corrected } else { expected };
    parameters(lines, &format!("{at}.model"), &source["model"], &fitted.model);
    for (name, ours) in [
        ("intercept", Some(fitted.coefficients.intercept)),
        ("beta_hdd", fitted.model.heating_balance_point_f.map(|_| fitted.coefficients.beta_hdd)),
        ("beta_cdd", fitted.model.cooling_balance_point_f.map(|_| fitted.coefficients.beta_cdd)),
    ] {
        let p_value = ours.and_then(|c| c.p_value);
        lines.number(&format!("{at}.p_values.{name}"), &source["model"]["p_values"][name], p_value, FIGURES);
    }
    if source["avgs_metrics"].is_object() {
        metrics(lines, &format!("{at}.avgs_metrics"), &source["avgs_metrics"], &fitted.averages);
        metrics(lines, &format!("{at}.totals_metrics"), &source["totals_metrics"], &fitted.totals);
    }
    if is_corrected {
        return Some(fitted);
    }
    for (slot, kind) in ModelType::ALL.iter().enumerate() {
        let expected = &expected["best_by_type"][kind.code()];
        let scored = expected.is_object() && !expected["r_squared_adj"].is_null();
        lines.text(
            &format!("{at}.best_by_type.{}", kind.code()),
            if scored { "found" } else { "none" },
            if fitted.search.by_type[slot].is_some() { "found" } else { "none" },
        );
        if let (true, Some(ours)) = (scored, fitted.search.by_type[slot]) {
            parameters(lines, &format!("{at}.best_by_type.{}", kind.code()), expected, &as_model(&ours));
        }
        // On a constant meter the signs of slopes are those of rounding errors.
        if fitted.averages.observed_variance > 0.0 {
            let ours = fitted.search.counts[slot];
            for (status, ours) in [
                ("NOT ATTEMPTED", ours.not_attempted),
                ("DISQUALIFIED", ours.disqualified),
                ("QUALIFIED", ours.qualified),
            ] {
                let all = &source["candidate_counts"][format!("{}:{status}", kind.code())];
                let all = if all.is_null() { &Value::from(0) } else { all };
                lines.number(&format!("{at}.counts.{}.{status}", kind.code()), all, size(ours), 0.0);
            }
        }
    }
    top(lines, at, expected, &fitted, rows, cooling);
    if expected["predicted_on_baseline"].is_object() {
        let predicted = &expected["predicted_on_baseline"];
        let predicted_load = fitted.model.over(rows);
        let total =
            if dst.is_object() { &dst["baseline_predicted_usage"] } else { &predicted["predicted_usage"] };
        lines.number(&format!("{at}.predicted"), total, Some(predicted_load.total()), FIGURES);
        if !dst.is_object() {
            load(lines, &format!("{at}.predicted"), predicted, "", &predicted_load);
        }
    }
    Some(fitted)
}

fn as_model(candidate: &Candidate) -> Model {
    Model {
        kind: candidate.kind,
        heating_balance_point_f: candidate.heating_f.map(f64::from),
        cooling_balance_point_f: candidate.cooling_f.map(f64::from),
        intercept: candidate.intercept,
        beta_hdd: candidate.beta_hdd,
        beta_cdd: candidate.beta_cdd,
        r_squared_adj: candidate.r_squared_adj,
    }
}

/// The three best candidates and the margin by which the first won.
fn top(
    lines: &mut Lines,
    at: &str,
    expected: &Value,
    fitted: &Fitted,
    rows: &[caltrack::Row],
    cooling: bool,
) {
    let usable: Vec<(f64, f64, Vec<f64>)> = rows
        .iter()
        .filter_map(|row| {
            let days = row.weather.as_ref()?.days_f.clone();
            let weight = f64::from(u32::try_from(days.len()).unwrap());
            let weight = if fitted.frequency == Frequency::Billing { weight } else { 1.0 };
            Some((row.reading.per_day()?, weight, days))
        })
        .collect();
    let usable: Vec<(f64, f64, &[f64])> = usable.iter().map(|r| (r.0, r.1, r.2.as_slice())).collect();
    let mut all = Sums::periods(&usable, fitted.frequency).candidates(cooling);
    all.sort_by(|a, b| b.r_squared_adj.total_cmp(&a.r_squared_adj));
    let scored = expected["top3"].as_array().into_iter().flatten().filter(|t| !t["r_squared_adj"].is_null());
    for (rank, (expected, ours)) in scored.zip(&all).enumerate() {
        let at = format!("{at}.top3.{rank}");
        lines.text(&at, expected["model_type"].as_str().unwrap(), ours.kind.code());
        let number = |point: Option<u8>| point.map(f64::from);
        lines.number(&format!("{at}.heating"), &expected["bp"][0], number(ours.heating_f), 0.0);
        lines.number(&format!("{at}.cooling"), &expected["bp"][1], number(ours.cooling_f), 0.0);
        lines.number(
            &format!("{at}.r_squared_adj"),
            &expected["r_squared_adj"],
            Some(ours.r_squared_adj),
            FIGURES,
        );
    }
    if let ([first, second, ..], true) = (all.as_slice(), expected["selection_margin_adj_r2"].is_number()) {
        let margin = first.r_squared_adj - second.r_squared_adj;
        // The margin is the difference of two figures with twelve digits.
        lines.number(&format!("{at}.margin"), &expected["selection_margin_adj_r2"], Some(margin), 1e-4);
    }
}

fn savings(lines: &mut Lines, case: &Value, baseline: &Fitted, rows: &[caltrack::Row]) {
    let (plain, at) = (&case["metered_savings"], "savings");
    let [corrected, dst] = [&case["corrected_70d"]["metered_savings"], &case["dst_corrected"]];
    let source = if corrected.is_object() { corrected } else { plain };
    let ours = avoided(baseline, rows);
    window(lines, at, source, ours.as_ref().map(|o| o.window));
    let Some(ours) = ours else { return };
    let size = Some(f64::from(u32::try_from(ours.n).unwrap()));
    lines.number("savings.n_periods", &plain["n_periods"], size, 0.0);
    lines.number("savings.observed", &source["reporting_observed"], Some(ours.observed), FIGURES);
    let totals = if dst.is_object() { dst } else { source };
    lines.number(
        "savings.counterfactual",
        &totals["counterfactual_usage"],
        Some(ours.counterfactual.total()),
        FIGURES,
    );
    lines.number("savings.total", &totals["metered_savings"], Some(ours.savings), FIGURES);
    if !corrected.is_object() && !dst.is_object() {
        load(lines, at, source, "counterfactual_", &ours.counterfactual);
    }
    let bands = &source["error_bands_90"];
    for (name, ours) in [
        ("FSU Error Band", ours.fsu_error_band),
        ("OLS Error Band", ours.ols.total()),
        ("OLS Error Band: Model Error", ours.ols.model),
        ("OLS Error Band: Noise", ours.ols.noise),
    ] {
        lines.number(&format!("savings.{name}"), &bands[name], ours, BANDS);
    }
    let first = plain["first_periods"].as_array().into_iter().flatten().filter(|_| !corrected.is_object());
    for (row, expected) in rows.iter().filter(|r| r.is_usable()).zip(first) {
        let weather = row.weather.as_ref().unwrap();
        let counterfactual = baseline.model.load(row.reading.days(), weather).total();
        lines.number(
            "savings.first_period",
            &expected["counterfactual_usage"],
            Some(counterfactual),
            FIGURES,
        );
    }
}

fn year(lines: &mut Lines, expected: &Value, baseline: &Fitted, reporting: &Fitted, weather: &Temperatures) {
    let start = seconds(expected["weather_year_start"].as_str().unwrap());
    let Some(ours) = normal(baseline, reporting, weather, start) else {
        return lines.text("year", "found", "none");
    };
    let size = Some(f64::from(u32::try_from(ours.days).unwrap()));
    lines.number("year.days", &expected["n_days"], size, 0.0);
    load(lines, "year.baseline", &expected["baseline_model"], "", &ours.baseline);
    for (name, value) in [
        ("modeled_baseline_usage", ours.baseline.total()),
        ("modeled_reporting_usage", ours.reporting.total()),
        ("modeled_savings", ours.savings),
    ] {
        lines.number(&format!("year.{name}"), &expected[name], Some(value), FIGURES);
    }
    for (name, value) in [
        ("FSU Error Band: Baseline", ours.baseline_error_band),
        ("FSU Error Band: Reporting", ours.reporting_error_band),
        ("FSU Error Band", ours.error_band()),
    ] {
        lines.number(&format!("year.{name}"), &expected["error_bands_90"][name], value, BANDS);
    }
}

fn case(folder: &Path, case: &Value, meters: &BTreeMap<String, Vec<Reading>>) -> Lines {
    let mut lines = Lines::default();
    let id = case["id"].as_str().unwrap();
    let weather = temperatures(folder, case);
    let is_billing = case["kind"].as_str().unwrap().starts_with("billing");
    let frequency = if is_billing { Frequency::Billing } else { Frequency::Daily };
    let cooling = case["fuel"] != "gas";
    let mut readings = Readings::new(meters.get(id).cloned().unwrap_or_default()).unwrap();
    lines.text(
        "frequency",
        if is_billing { "Billing" } else { "Daily" },
        &format!("{:?}", readings.frequency()),
    );
    if is_billing {
        readings = readings.without_odd_bills();
    }
    let tagged = |fit: &Value| {
        let mut fit = fit.clone();
        fit["is_billing"] = is_billing.into();
        fit
    };
    let end = seconds(case["baseline_end_request"].as_str().unwrap());
    let before = rows(&readings.baseline(frequency, end), &weather);
    let [corrected, dst] = [&case["corrected_70d"], &case["dst_corrected"]];
    let Some(baseline) =
        fitted(&mut lines, "baseline", &tagged(&case["baseline"]), corrected, dst, &before, cooling)
    else {
        return lines;
    };
    let Some(start) = case["reporting_start_request"].as_str() else { return lines };
    let after = rows(&readings.reporting(frequency, seconds(start)), &weather);
    savings(&mut lines, case, &baseline, &after);
    // Fits that only the wrong pairing of weather gave have no corrected figures.
    if corrected.is_null() && case["reporting_fit"].is_object() {
        let expected = tagged(&case["reporting_fit"]);
        let reporting = fitted(&mut lines, "reporting", &expected, &Value::Null, dst, &after, cooling);
        if let (Some(reporting), true) = (reporting, case["annualized"].is_object()) {
            year(&mut lines, &case["annualized"], &baseline, &reporting, &weather);
        }
    }
    lines
}

#[test]
fn caltrack_oracles() {
    let Some(folder) = folders::oracles() else { return };
    let folder = folder.join("caltrack");
    let oracles: Value =
        serde_json::from_slice(&std::fs::read(folder.join("oracles.json")).unwrap()).unwrap();
    let meters = readings(&folder);
    let (mut table, mut wrong) = (String::new(), Vec::new());
    for one in oracles["cases"].as_array().unwrap() {
        let lines = case(&folder, one, &meters);
        let id = one["id"].as_str().unwrap();
        writeln!(table, "{id}").unwrap();
        for line in lines.0.iter().filter(|line| KEPT.contains(&line.what.as_str())) {
            let Line { what, expected, ours, difference, .. } = line;
            writeln!(table, "  {what:42} {expected:>18} {ours:>18}  {}", seen(*difference)).unwrap();
        }
        for line in &lines.0 {
            let Line { what, expected, ours, difference, tolerance } = line;
            println!("{id}  {what}  {expected}  {ours}  {difference:.1e}");
            if difference > tolerance {
                wrong.push(format!("{id}  {what}: {ours}, not {expected} ({difference:.1e})"));
            }
        }
        let largest = lines.0.iter().map(|l| l.difference).fold(0.0, f64::max);
        writeln!(table, "  {} figures in all, largest difference {}", lines.0.len(), seen(largest)).unwrap();
    }
    assert!(wrong.is_empty(), "{} figures differ:\n{}", wrong.len(), wrong.join("\n"));
    kept(&table);
}
