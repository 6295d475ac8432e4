//! The audits of the demonstration: `fixtures/demo/audit*.toml`, told part by part as the pages tell them.
//!
//! One is in progress; the other is read by a second person and delivered, as the pages do it, once its readings and its people are
//! there, and its next version is open.

use anyhow::{Context as _, Result, anyhow, bail};
use eclaireur_frontend::pages::sign_in::DemoRole;
use eclaireur_models::audit::boiler_room::Set;
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::versions::{State, Step};
use eclaireur_models::audit::{Part, Told as HeadTold};
use eclaireur_models::building::{Carrier, Event, EventKind};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Period};
use jiff::ToSpan as _;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

use super::people::address;
use crate::app::App;
use crate::assessing;
use crate::auditing;
use crate::baselines::{self, Wanted};
use crate::error::AppError;
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::{AccountId, Actor, By, Paging, accounts, audits, events};

const AUDITS: [(&str, &str); 2] = [
    ("audit.toml", include_str!("../../../fixtures/demo/audit.toml")),
    ("audit_delivered.toml", include_str!("../../../fixtures/demo/audit_delivered.toml")),
];

/// A file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec {
    building: String,
    visited_days_ago: i64,
    next_visit_in_days: Option<i64>,
    next_visit_by: Option<String>,
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
    /// Delivered, with what this carrier used in the last year that is over.
    sealed: Option<Carrier>,
    /// What the second reader said.
    remark: Option<String>,
    /// Found since it was delivered.
    #[serde(default)]
    next_findings: Vec<Json>,
}

impl Spec {
    fn all() -> impl Iterator<Item = Result<Spec>> {
        AUDITS
            .into_iter()
            .map(|(name, text)| toml::from_str(text).with_context(|| format!("fixtures/demo/{name}")))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingSpec {
    setting: String,
    circuit: String,
    before: Option<String>,
    after: Option<String>,
    days_ago: Option<i64>,
    by: Option<String>,
}

/// Tells the audit of a building, where it has one.
///
/// # Errors
/// The database, or a file that is not right.
pub(super) async fn tell(app: &App, row: &BuildingRow) -> Result<()> {
    for spec in Spec::all() {
        let spec = spec?;
        if row.building.name == spec.building {
            told(app, row, spec).await?;
        }
    }
    Ok(())
}

async fn told(app: &App, row: &BuildingRow, spec: Spec) -> Result<()> {
    let today = app.clock.today();
    let head = HeadTold {
        auditor: Some(spec.auditor),
        agreement: None,
        visited_on: Some(before(today, spec.visited_days_ago)?),
        next_visit_on: spec.next_visit_in_days.map(|days| before(today, -days)).transpose()?,
        next_visit_by: spec.next_visit_by,
    };
    let mut parts = vec![(Part::Head, serde_json::to_value(head)?)];
    for (section, rows) in &spec.visit {
        let rows = (1..).zip(rows).map(|(n, told)| visited(*section, n, told)).collect::<Result<Vec<_>>>()?;
        parts.push((Part::Visit(*section), Json::Array(rows)));
    }
    let mut sets = Vec::new();
    for set in spec.settings {
        let SettingSpec { setting, circuit, before: was, after, days_ago, by } = set;
        let on = days_ago.map(|days| before(today, days)).transpose()?;
        sets.push(Set { setting, circuit, before: was, after, on, by });
    }
    parts.push((Part::Settings, serde_json::to_value(&sets)?));
    parts.push((Part::Findings, numbered(1, spec.findings)));
    parts.push((Part::Recommendations, numbered(1, spec.recommendations)));
    parts.push((Part::Steps, Json::Array(spec.steps)));
    parts.push((Part::Quotes, numbered(1, spec.quotes)));
    parts.push((Part::Measures, numbered(1, spec.measures)));
    parts.push((Part::Packages, numbered(1, spec.packages)));
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

/// Delivers the audits that are to be: the adviser asks, the home's manager reads, the adviser delivers and goes on. Leaves alone
/// what is past its first draft.
///
/// # Errors
/// The database, a file that is not right, no baseline.
pub async fn deliver(app: &App) -> Result<()> {
    for spec in Spec::all() {
        let spec = spec?;
        if let Some(carrier) = spec.sealed {
            Box::pin(delivered(app, spec, carrier)).await?;
        }
    }
    Ok(())
}

async fn delivered(app: &App, spec: Spec, carrier: Carrier) -> Result<()> {
    let c = app.db.read();
    let filter = BuildingFilter { search: Some(spec.building.clone()), ..BuildingFilter::default() };
    let found = buildings::list(c, &filter, &Paging::first(1)).await?.items.into_iter().next();
    let adviser = accounts::by_email(c, &address(DemoRole::Adviser)).await?;
    let reader = accounts::by_email(c, &address(DemoRole::Manager)).await?;
    let (Some(whose), Some(adviser), Some(reader)) = (found, adviser, reader) else { return Ok(()) };
    let all = audits::of_building(c, whose.1.tenant, whose.1.id).await?;
    let [first] = &all[..] else { return Ok(()) };
    if first.state != State::Draft {
        return Ok(());
    }
    let by = |account: AccountId| By { actor: Actor::Account(account), now: app.by().now };
    let (adviser, reader) = (by(adviser.id), by(reader.id));
    let wanted = Wanted {
        building: whose.1.building.code.as_str().to_owned(),
        carrier,
        meter: None,
        period: Period::year(app.clock.today().year() - 1).context("no year before this one")?,
        frequency: None,
        station: assessing::STATION.to_owned(),
    };
    baselines::seal(app, &adviser, &wanted).await?;
    let no = |error: AppError| anyhow!("the audit of {}: {error:?}", spec.building);
    let held = auditing::held(app, &whose, first.clone()).await.map_err(no)?;
    let findings: Vec<Json> =
        held.audit.finding.iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let (text, digest) = Box::pin(auditing::frozen(app, &whose, held)).await?;
    let (tenant, id) = (whose.1.tenant, first.id);
    let tx = app.db.begin().await?;
    audits::step(&tx, &adviser, tenant, id, (Step::Ask, None), None).await?;
    audits::step(&tx, &reader, tenant, id, (Step::Approve, spec.remark.as_deref()), None).await?;
    audits::step(&tx, &adviser, tenant, id, (Step::Deliver, None), Some((&text, &digest))).await?;
    let next = audits::make(&tx, &adviser, tenant, whose.1.id).await?;
    let Json::Array(more) = numbered(u16::try_from(findings.len())?.saturating_add(1), spec.next_findings)
    else {
        bail!("no findings");
    };
    let body = Json::Array(findings.into_iter().chain(more).collect());
    audits::tell(&tx, &adviser, tenant, next.id, (Part::Findings, 1), &body).await?;
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

fn numbered(first: u16, all: Vec<Json>) -> Json {
    let one = |(n, mut one): (u16, Json)| {
        if let Some(table) = one.as_object_mut() {
            table.insert("number".to_owned(), Json::from(n));
        }
        one
    };
    Json::Array((first..).zip(all).map(one).collect())
}
