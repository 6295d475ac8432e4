//! The audit of the demonstration: `fixtures/demo/audit.toml`, told part by part as the pages tell it.

use anyhow::{Context as _, Result, bail};
use eclaireur_models::audit::boiler_room::Set;
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::{Part, Told as HeadTold};
use eclaireur_models::building::{Event, EventKind};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use jiff::ToSpan as _;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

use crate::app::App;
use crate::store::buildings::BuildingRow;
use crate::store::{audits, events};

const AUDIT: &str = include_str!("../../../fixtures/demo/audit.toml");

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec {
    building: String,
    visited_days_ago: i64,
    auditor: String,
    visit: BTreeMap<Section, Vec<BTreeMap<String, String>>>,
    settings: Vec<SettingSpec>,
    findings: Vec<Json>,
    recommendations: Vec<Json>,
    steps: Vec<Json>,
    quotes: Vec<Json>,
    #[serde(default)]
    measures: Vec<Json>,
    #[serde(default)]
    packages: Vec<Json>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingSpec {
    setting: String,
    circuit: String,
    before: Option<String>,
    after: Option<String>,
    days_ago: Option<i64>,
}

/// Tells the audit, where this is its building.
///
/// # Errors
/// The database, or a file that is not right.
pub(super) async fn tell(app: &App, row: &BuildingRow) -> Result<()> {
    let spec: Spec = toml::from_str(AUDIT).context("fixtures/demo/audit.toml")?;
    if row.building.name != spec.building {
        return Ok(());
    }
    let today = app.clock.today();
    let head = HeadTold {
        auditor: Some(spec.auditor),
        agreement: None,
        visited_on: Some(before(today, spec.visited_days_ago)?),
    };
    let mut parts = vec![(Part::Head, serde_json::to_value(head)?)];
    for (section, rows) in &spec.visit {
        let rows = (1..).zip(rows).map(|(n, told)| visited(*section, n, told)).collect::<Result<Vec<_>>>()?;
        parts.push((Part::Visit(*section), Json::Array(rows)));
    }
    let mut sets = Vec::new();
    for set in spec.settings {
        let SettingSpec { setting, circuit, before: was, after, days_ago } = set;
        let on = days_ago.map(|days| before(today, days)).transpose()?;
        sets.push(Set { setting, circuit, before: was, after, on });
    }
    parts.push((Part::Settings, serde_json::to_value(&sets)?));
    parts.push((Part::Findings, numbered(spec.findings)));
    parts.push((Part::Recommendations, numbered(spec.recommendations)));
    parts.push((Part::Steps, Json::Array(spec.steps)));
    parts.push((Part::Quotes, numbered(spec.quotes)));
    parts.push((Part::Measures, numbered(spec.measures)));
    parts.push((Part::Packages, numbered(spec.packages)));
    let (tx, by) = (app.db.begin().await?, app.by());
    let audit = audits::make(&tx, &by, row.tenant, row.id).await?;
    for (part, body) in parts {
        audits::tell(&tx, &by, row.tenant, audit.id, (part, 0), &body).await?;
    }
    for set in sets.iter().filter(|set| set.changed()) {
        let Some(from) = set.on else { continue };
        let text = eclaireur_frontend::audit::setting_event(Lang::Fr, set);
        let event = Event { kind: EventKind::Setting, from, to: None, text };
        events::add(&tx, &by, row.tenant, row.id, &event).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn before(today: Day, days: i64) -> Result<Day> {
    Ok(today.checked_sub(days.days())?)
}

/// A row as it is told: each answer with where it comes from.
fn visited(section: Section, number: u16, told: &BTreeMap<String, String>) -> Result<Json> {
    let from = told.get("from").context("a row without `from`")?;
    let mut all = Map::new();
    for (code, value) in told {
        if section.input(code).is_none() {
            let of = code.strip_suffix("_from").is_some_and(|of| section.input(of).is_some());
            if !of && !matches!(code.as_str(), "from" | "by") {
                bail!("{}: no input `{code}`", section.code());
            }
            continue;
        }
        let origin = told.get(&format!("{code}_from")).unwrap_or(from);
        let mut one = json!({ "value": value, "origin": origin });
        if let (Some(by), "declared", Some(one)) = (told.get("by"), origin.as_str(), one.as_object_mut()) {
            one.insert("by".to_owned(), Json::String(by.clone()));
        }
        all.insert(code.clone(), one);
    }
    Ok(json!({ "number": number, "told": all }))
}

fn numbered(all: Vec<Json>) -> Json {
    let one = |(n, mut one): (u16, Json)| {
        if let Some(table) = one.as_object_mut() {
            table.insert("number".to_owned(), Json::from(n));
        }
        one
    };
    Json::Array((1..).zip(all).map(one).collect())
}
