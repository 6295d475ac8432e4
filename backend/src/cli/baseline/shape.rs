//! What `baseline` prints: JSON as `contract.md` says, and a short table for people.

use eclaireur_frontend::baseline as words;
use eclaireur_models::baseline::acceptance::{Verdict, Weight};
use eclaireur_models::baseline::caltrack::{
    Avoided, Certainty, Fitted, Frequency, Load, Metrics, ModelType, Outcome as Fit, Search, Window, celsius,
};
use eclaireur_models::lang::Lang;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Answer;

/// What people read on the command line.
const LANG: Lang = Lang::Fr;

/// An amount of energy: plain decimal in a string, so that nothing is lost.
fn amount(value: f64) -> Value {
    json!(value.to_string())
}

fn instant(utc_s: i64) -> String {
    Timestamp::from_second(utc_s).unwrap_or_default().to_string()
}

fn window(window: Window) -> Value {
    json!({ "start": instant(window.start), "end": instant(window.end) })
}

fn load(load: &Load) -> Value {
    json!({ "base": amount(load.base), "heating": amount(load.heating), "cooling": amount(load.cooling) })
}

fn certainty(certainty: Certainty) -> Value {
    json!({ "standard_error": certainty.standard_error, "p_value": certainty.p_value })
}

/// Of one meter. What has no meaning for its model is null.
pub(super) fn json(id: &str, answer: &Answer) -> Value {
    let fitted = answer.fit.fitted();
    let model = fitted.map(|f| &f.model);
    let heats = model.and_then(|m| m.heating_balance_point_f);
    let cools = model.and_then(|m| m.cooling_balance_point_f);
    json!({
        "meter_id": id,
        "status": answer.fit.code(),
        "frequency": answer.frequency,
        "model": model.map(|m| m.kind.code()),
        "heating_balance_point_f": heats,
        "cooling_balance_point_f": cools,
        "heating_balance_point_c": heats.map(celsius),
        "cooling_balance_point_c": cools.map(celsius),
        "intercept": model.map(|m| m.intercept),
        "beta_hdd": heats.and(model).map(|m| m.beta_hdd),
        "beta_cdd": cools.and(model).map(|m| m.beta_cdd),
        "r_squared_adj": model.map(|m| m.r_squared_adj),
        "cvrmse_adj": fitted.and_then(|f| f.averages.cvrmse_adj),
        "n": fitted.map_or(0, |f| f.averages.n),
        "savings": answer.avoided.as_ref().map(savings),
        "baseline": fitted.map(baseline),
        "acceptance": answer.verdict.as_ref().map(acceptance),
        "tried": answer.fit.search().map(tried),
    })
}

fn savings(avoided: &Avoided) -> Value {
    json!({
        "total": amount(avoided.savings),
        "fsu_error_band": avoided.fsu_error_band,
        "ols_error_band": avoided.ols.total(),
        "observed": amount(avoided.observed),
        "counterfactual": amount(avoided.counterfactual.total()),
        "counterfactual_load": load(&avoided.counterfactual),
        "window": window(avoided.window),
        "n": avoided.n,
        "confidence": 0.90,
    })
}

fn baseline(fitted: &Fitted) -> Value {
    json!({
        "window": window(fitted.window),
        "observed": amount(fitted.observed),
        "predicted_load": load(&fitted.predicted),
        "per_day": metrics(&fitted.averages),
        "totals": metrics(&fitted.totals),
        "coefficients": {
            "intercept": certainty(fitted.coefficients.intercept),
            "beta_hdd": certainty(fitted.coefficients.beta_hdd),
            "beta_cdd": certainty(fitted.coefficients.beta_cdd),
        },
    })
}

/// Every criterion with its limits and their source; and what to upload so that a refused model passes.
fn acceptance(verdict: &Verdict) -> Value {
    let finite = |limit: f64| limit.is_finite().then_some(limit);
    let criteria = verdict.criteria.iter().map(|judged| {
        let published = judged.published();
        json!({
            "code": judged.criterion.code(),
            "value": judged.value,
            "least": published.and_then(|p| finite(p.least)),
            "most": published.and_then(|p| finite(p.most)),
            "source": published.map(|p| p.source.code()),
            "needed": judged.weight == Weight::Needed,
            "passes": judged.passes,
        })
    });
    let remedies: Vec<&str> = verdict.remedies().iter().map(|r| r.code()).collect();
    json!({ "accepted": verdict.is_accepted(), "criteria": criteria.collect::<Vec<_>>(), "remedies": remedies })
}

fn metrics(metrics: &Metrics) -> Value {
    json!({
        "n": metrics.n,
        "r_squared": metrics.r_squared,
        "r_squared_adj": metrics.r_squared_adj,
        "rmse": metrics.rmse,
        "rmse_adj": metrics.rmse_adj,
        "cvrmse": metrics.cvrmse,
        "cvrmse_adj": metrics.cvrmse_adj,
        "nmbe": metrics.nmbe,
        "autocorr_resid": metrics.autocorr_resid,
        "n_prime": metrics.n_prime,
    })
}

/// The best model of each type, and how many were tried: why this one.
fn tried(search: &Search) -> Value {
    let types = ModelType::ALL.iter().zip(search.by_type.iter().zip(&search.counts));
    let all = types.map(|(kind, (best, counts))| {
        json!({
            "model": kind.code(),
            "heating_balance_point_f": best.and_then(|b| b.heating_f),
            "cooling_balance_point_f": best.and_then(|b| b.cooling_f),
            "r_squared_adj": best.map(|b| b.r_squared_adj),
            "qualified": counts.qualified,
            "disqualified": counts.disqualified,
            "not_attempted": counts.not_attempted,
        })
    });
    all.collect()
}

/// A line for each meter, under its headers; then what each still lacks, and what to bring.
pub(super) fn table(answers: &[(&str, Answer)]) -> Vec<String> {
    let headers = [
        "compteur",
        "modèle",
        "jours ou factures",
        "talon/jour",
        "chauffage",
        "froid",
        "R² ajusté",
        "CV(RMSE)",
        "économie (± à 90 %)",
        "fiable",
    ];
    let mut lines = vec![headers.map(str::to_owned)];
    lines.extend(answers.iter().map(|(id, answer)| line(id, answer)));
    let width = |column: usize| lines.iter().map(|l| l[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 10] = core::array::from_fn(width);
    let padded = |line: &[String; 10]| {
        let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let table = lines.iter().map(padded);
    table.chain(answers.iter().flat_map(|(id, answer)| lacks(id, answer))).collect()
}

fn line(id: &str, answer: &Answer) -> [String; 10] {
    let none = String::new;
    let Some(fitted) = answer.fit.fitted() else {
        let why =
            if answer.fit.search().is_some() { "pas encore de modèle" } else { "pas encore de données" };
        let mut cells: [String; 10] = core::array::from_fn(|_| none());
        [cells[0], cells[1]] = [id.to_owned(), why.to_owned()];
        return cells;
    };
    let model = &fitted.model;
    let word = match model.kind {
        ModelType::InterceptOnly => "constant",
        ModelType::HddOnly => "chauffage",
        ModelType::CddOnly => "froid",
        ModelType::CddHdd => "chauffage et froid",
    };
    let every = match answer.frequency {
        Frequency::Daily => "jours",
        Frequency::Billing => "factures",
    };
    let number = |value: f64, digits: usize| format!("{value:.digits$}").replace('.', ",");
    let term = |sign: &str, point: Option<f64>, beta: f64| {
        point.map_or_else(none, |f| {
            format!("{}/°C {sign} {} °C", number(beta * 1.8, 3), number(celsius(f), 1))
        })
    };
    let saved = answer.avoided.as_ref().map_or_else(none, |avoided| {
        let band = avoided.fsu_error_band.map_or_else(none, |b| format!(" ± {}", number(b, 1)));
        format!("{}{band}", number(avoided.savings, 1))
    });
    [
        id.to_owned(),
        word.to_owned(),
        format!("{} {every}", fitted.averages.n),
        number(model.intercept, 3),
        term("sous", model.heating_balance_point_f, model.beta_hdd),
        term("au-delà de", model.cooling_balance_point_f, model.beta_cdd),
        number(model.r_squared_adj, 3),
        fitted.averages.cvrmse_adj.map_or_else(none, |v| format!("{} %", number(v * 100.0, 1))),
        saved,
        answer.verdict.as_ref().map_or_else(none, |verdict| words::reliable(LANG, verdict)),
    ]
}

/// Under the table, what each meter still lacks and what to bring.
fn lacks(id: &str, answer: &Answer) -> Vec<String> {
    let sentences = match (&answer.fit, &answer.verdict) {
        (Fit::NoData, _) => vec![words::no_data(LANG)],
        (Fit::NoModel(_), _) => vec![words::no_model(LANG)],
        (_, Some(verdict)) => words::lacks(LANG, verdict),
        (_, None) => Vec::new(),
    };
    let all = sentences.into_iter().map(|sentence| format!("  {sentence}"));
    let mut lines: Vec<String> = all.collect();
    if !lines.is_empty() {
        lines.insert(0, format!("{id} :"));
    }
    lines
}
