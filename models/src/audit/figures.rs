//! The figures of an audit: what its file says for people, and what `assess` must come to again.
//!
//! To add a figure (of measures, of packages): a line in [`figures`], from what the audit holds and the catalogue alone.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Audit;
use super::checks::{Verdict, heat_balance};
use super::ground::Ground;
use super::quotes::compare;
use super::requirements::demands;
use super::worked::worked;
use crate::catalog::Catalog;
use crate::norms::Decided;
use crate::period::Day;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What it is, kebab-case, with what it is of behind a stroke: `flow/natural_gas/2025`.
    pub code: String,
    /// The value in plain decimal, or a word.
    pub value: String,
    /// Its unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

fn figure(code: impl Into<String>, value: &impl ToString, unit: &str) -> Figure {
    Figure { code: code.into(), value: value.to_string(), unit: unit.to_owned() }
}

/// Every figure, in one order. `on` is the day of the audit.
pub fn figures(audit: &Audit, catalog: &Catalog, on: Day) -> Vec<Figure> {
    let plain = |value: Decimal| value.normalize();
    let mut all = Vec::new();
    for flow in &audit.measured.flows {
        let code = format!("flow/{}/{}", flow.carrier, flow.year);
        all.push(figure(code, &plain(flow.kwh), &format!("kWh {}", flow.basis.code())));
    }
    let balance = heat_balance(audit, catalog);
    if let Some(asked) = &balance.calculated {
        all.push(figure("transmission", &plain(asked.transmission_w_per_k), "W/K"));
        all.push(figure("ventilation", &plain(asked.ventilation_w_per_k), "W/K"));
        all.push(figure("degree-days", &plain(asked.degree_days), "DJ"));
        all.push(figure("heat-calculated", &plain(asked.kwh), "kWh"));
    }
    if let Some(found) = &balance.measured {
        all.push(figure("heat-measured", &plain(found.kwh), "kWh"));
    }
    if let Some(share) = balance.difference {
        all.push(figure("heat-difference", &plain(share), "share"));
    }
    let verdict = match balance.verdict {
        Verdict::Met => "met",
        Verdict::Outside { .. } => "outside",
        Verdict::Unknown { .. } => "unknown",
    };
    all.push(figure("heat-balance", &verdict, ""));
    for total in compare(&audit.quote, on).totals {
        all.push(figure(format!("quote/{}", total.quote), &plain(total.excl_vat), "EUR"));
        if let Some(euro) = total.same_quantities {
            all.push(figure(format!("quote-same-quantities/{}", total.quote), &plain(euro), "EUR"));
        }
    }
    if let Some(ground) = &audit.measured.ground {
        all.extend(worked_out(audit, ground, catalog, on));
    }
    for demand in demands(audit) {
        let met = match demand.met {
            Decided::Yes => "yes",
            Decided::No => "no",
            Decided::Unknown => "unknown",
        };
        all.push(figure(format!("demand/{}", demand.code), &met, ""));
    }
    all
}

/// What measures and packages come to.
fn worked_out(audit: &Audit, ground: &Ground, catalog: &Catalog, on: Day) -> Vec<Figure> {
    let mut all = Vec::new();
    let euro = |code: String, value: Option<Decimal>, all: &mut Vec<Figure>| {
        all.extend(value.map(|value| figure(code, &value.normalize(), "EUR")));
    };
    let found = worked(audit, ground, catalog, on);
    for one in &found.looked {
        if let Some(refusal) = one.refusals.first() {
            all.push(figure(format!("measure/{}", one.number), &refusal.code, ""));
        }
        for saved in &one.saves {
            let code = format!("measure/{}/{}", one.number, saved.carrier.code());
            all.push(figure(code, &saved.kwh.normalize(), "kWh net"));
        }
        euro(format!("measure-cost/{}", one.number), one.cost, &mut all);
    }
    for row in &found.aids {
        let code = format!("aid/{}/{}", row.key, row.aid.scheme);
        euro(code, (!row.counted.is_zero()).then_some(row.counted), &mut all);
    }
    for bundle in &found.bundles {
        for saved in &bundle.saves {
            let code = format!("package/{}/{}", bundle.code, saved.carrier.code());
            all.push(figure(code, &saved.kwh.normalize(), "kWh net"));
        }
        if bundle.cost_unknown.is_empty() {
            euro(format!("package-investment/{}", bundle.code), Some(bundle.investment), &mut all);
        }
        euro(format!("package-aid/{}", bundle.code), Some(bundle.aid), &mut all);
        euro(format!("package-npv/{}", bundle.code), bundle.life.as_ref().map(|life| life.npv), &mut all);
    }
    all
}
