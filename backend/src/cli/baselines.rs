//! `baselines`: freezing the baseline of a building, listing those that were, replaying one to the same figures.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use eclaireur_frontend::baseline as words;
use eclaireur_models::baseline::caltrack::{Model, celsius};
use eclaireur_models::baseline::sealed::Baseline;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Period, rfc3339};
use serde_json::{Value, json};

use super::baseline::Every;
use super::{Common, Outcome, print};
use crate::app::App;
use crate::baselines::{self, Kept, Refused, Wanted};
use crate::store::baselines::BaselineRow;
use crate::store::{BaselineId, BuildingId, Paging, buildings};

/// What people read on the command line.
const LANG: Lang = Lang::Fr;

/// Baselines that no longer change.
#[derive(Debug, Subcommand)]
pub(super) enum Baselines {
    /// Fits what a building used over some days, and keeps it with its readings, weather and factors.
    Seal(Seal),
    /// Newest first.
    List {
        /// Code of a building; all without it.
        #[arg(long, value_name = "CODE")]
        building: Option<String>,
    },
    /// Computes one again from what was sealed with it: the same figures, or which part was touched.
    Replay {
        /// Its id.
        id: String,
    },
    /// Marks one as no longer relied upon; it stays.
    Withdraw {
        /// Its id.
        id: String,
    },
}

/// What is to be sealed.
#[derive(Debug, Args)]
pub(super) struct Seal {
    /// Code of the building.
    #[arg(long, value_name = "CODE")]
    building: String,
    /// Which carrier: `natural_gas`, electricity …
    #[arg(long, value_name = "CARRIER")]
    carrier: String,
    /// Only this meter: its code or EAN.
    #[arg(long, value_name = "CODE")]
    meter: Option<String>,
    /// The first day.
    #[arg(long, value_name = "DATE")]
    from: Day,
    /// The last day.
    #[arg(long, value_name = "DATE")]
    to: Day,
    /// How often it is read; seen from the periods without it.
    #[arg(long)]
    frequency: Option<Every>,
    /// Code of the station, as in the catalogue.
    #[arg(long, value_name = "CODE", default_value = "uccle")]
    station: String,
}

/// The carrier of a code; `gas` is short for natural gas.
pub(super) fn carrier(text: &str) -> Result<Carrier> {
    let code = if text == "gas" { "natural_gas" } else { text };
    let known: Vec<&str> = Carrier::ALL.iter().map(|c| c.code()).collect();
    let Some(carrier) = Carrier::from_code(code) else {
        bail!("no fuel `{text}`; known: gas, {}", known.join(", "));
    };
    Ok(carrier)
}

fn id_of(text: &str) -> Result<BaselineId> {
    text.parse().with_context(|| format!("`{text}` is no id of a baseline; see `eclaireur baselines list`"))
}

impl Baselines {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        match self {
            Baselines::Seal(seal) => {
                let building = seal.building.clone();
                let kept = baselines::seal(&app, &app.by(), &seal.wanted()?).await?;
                if common.json {
                    let mut told = shape(&kept.row, &building);
                    add(&mut told, "figures", figures(&kept.baseline));
                    add(&mut told, "accepted", json!(kept.verdict.is_accepted()));
                    add(&mut told, "lacks", json!(words::lacks(LANG, &kept.verdict)));
                    add(&mut told, "left_out", json!(kept.left_out.len()));
                    add(&mut told, "straddling", json!(kept.straddling));
                    print(&serde_json::to_string_pretty(&told)?);
                } else {
                    print(&line(&kept.row, &building));
                    for line in lines(&kept) {
                        print(&line);
                    }
                }
            }
            Baselines::List { building } => list(&app, common, building.as_deref()).await?,
            Baselines::Replay { id } => {
                let (row, baseline) = baselines::replay(&app, id_of(&id)?).await?;
                let building = code_of(&app, &row).await?;
                if common.json {
                    let mut told = shape(&row, &building);
                    add(&mut told, "figures", figures(&baseline));
                    add(&mut told, "same_figures", json!(true));
                    print(&serde_json::to_string_pretty(&told)?);
                } else {
                    print(&line(&row, &building));
                    print(&figures_line(&baseline));
                    print(&format!("  mêmes chiffres : oui (sha256 {})", row.sha256));
                }
            }
            Baselines::Withdraw { id } => {
                let id = id_of(&id)?;
                let tenant = crate::store::baselines::tenant_of(app.db.read(), id).await?;
                let tenant = tenant.ok_or(Refused::Baseline(id))?;
                let tx = app.db.begin().await?;
                crate::store::baselines::withdraw(&tx, &app.by(), tenant, id).await?;
                let row =
                    crate::store::baselines::get(&tx, tenant, id).await?.ok_or(Refused::Baseline(id))?;
                tx.commit().await?;
                let building = code_of(&app, &row).await?;
                let told = shape(&row, &building);
                print(&if common.json {
                    serde_json::to_string_pretty(&told)?
                } else {
                    line(&row, &building)
                });
            }
        }
        app.db.close().await?;
        Ok(Outcome::Done)
    }
}

impl Seal {
    fn wanted(self) -> Result<Wanted> {
        let period = Period::billed(self.from, self.to)
            .with_context(|| format!("--from {} is after --to {}", self.from, self.to))?;
        Ok(Wanted {
            building: self.building,
            carrier: carrier(&self.carrier)?,
            meter: self.meter,
            period,
            frequency: self.frequency.map(Every::frequency),
            station: self.station,
        })
    }
}

async fn list(app: &App, common: &Common, building: Option<&str>) -> Result<()> {
    let c = app.db.read();
    let whose = match building {
        None => None,
        Some(code) => {
            let found = buildings::by_code(c, code).await?;
            Some(found.ok_or_else(|| Refused::Building(code.to_owned()))?.1)
        }
    };
    let (tenant, id) = whose.map(|row| (row.tenant, row.id)).unzip();
    let (mut rows, mut paging) = (Vec::new(), Paging::first(Paging::MOST));
    loop {
        let page = crate::store::baselines::list(c, tenant, id, &paging).await?;
        rows.extend(page.items);
        let Some(next) = page.next else { break };
        paging.after = Some(next);
    }
    let mut codes: BTreeMap<BuildingId, String> = BTreeMap::new();
    for row in &rows {
        if let Entry::Vacant(vacant) = codes.entry(row.building) {
            vacant.insert(code_of(app, row).await?);
        }
    }
    let code = |row: &BaselineRow| codes.get(&row.building).map_or("-", String::as_str);
    if common.json {
        let all: Vec<Value> = rows.iter().map(|row| shape(row, code(row))).collect();
        print(&serde_json::to_string_pretty(&all)?);
    } else {
        for row in &rows {
            print(&line(row, code(row)));
        }
    }
    Ok(())
}

async fn code_of(app: &App, row: &BaselineRow) -> Result<String> {
    let building = buildings::by_id(app.db.read(), row.tenant, row.building).await?;
    Ok(building.map_or_else(|| "-".to_owned(), |b| b.building.code.to_string()))
}

fn last(row: &BaselineRow) -> Day {
    row.period.to.yesterday().unwrap_or(row.period.to)
}

fn line(row: &BaselineRow, building: &str) -> String {
    let withdrawn = row.withdrawn_at.map(|at| format!(", retirée le {}", rfc3339(at))).unwrap_or_default();
    let (carrier, from, last) = (row.carrier.code(), row.period.from, last(row));
    format!(
        "{}  {building}  {carrier}  {from} → {last}  scellée le {}{withdrawn}",
        row.id,
        rfc3339(row.sealed_at)
    )
}

fn shape(row: &BaselineRow, building: &str) -> Value {
    json!({
        "id": row.id, "building": building, "meter": row.meter, "carrier": row.carrier.code(),
        "from": row.period.from.to_string(), "to": last(row).to_string(), "sha256": row.sha256,
        "sealed_at": rfc3339(row.sealed_at), "withdrawn_at": row.withdrawn_at.map(rfc3339),
    })
}

fn add(told: &mut Value, name: &str, value: Value) {
    if let Some(object) = told.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}

fn figures(baseline: &Baseline) -> Value {
    let (fitted, model) = (&baseline.fitted, &baseline.fitted.model);
    let (heats, cools) = (model.heating_balance_point_f, model.cooling_balance_point_f);
    json!({
        "frequency": baseline.frequency, "model": model.kind.code(), "n": fitted.averages.n,
        "heating_balance_point_c": heats.map(celsius), "cooling_balance_point_c": cools.map(celsius),
        "intercept": model.intercept, "beta_hdd": heats.and(Some(model.beta_hdd)),
        "beta_cdd": cools.and(Some(model.beta_cdd)), "r_squared_adj": model.r_squared_adj,
        "cvrmse_adj": fitted.averages.cvrmse_adj, "observed": fitted.observed.to_string(),
        "predicted": fitted.predicted.total().to_string(), "factors": baseline.factors,
    })
}

fn figures_line(baseline: &Baseline) -> String {
    let fitted = &baseline.fitted;
    let Model { kind, intercept, heating_balance_point_f, cooling_balance_point_f, .. } = fitted.model;
    let heats = heating_balance_point_f.map(|f| format!(", chauffage sous {:.1} °C", celsius(f)));
    let cools = cooling_balance_point_f.map(|f| format!(", froid au-dessus de {:.1} °C", celsius(f)));
    format!(
        "  {} sur {} relevés : {:.0} kWh, talon {intercept:.1} kWh/jour{}{}, R² ajusté {:.3}",
        kind.code(),
        fitted.averages.n,
        fitted.observed,
        heats.unwrap_or_default(),
        cools.unwrap_or_default(),
        fitted.model.r_squared_adj,
    )
    .replace('.', ",")
}

/// Under the line of a baseline that was sealed: what it holds, whether it may be relied upon, what is not in it.
fn lines(kept: &Kept) -> Vec<String> {
    let mut lines = vec![figures_line(&kept.baseline)];
    lines.push(format!("  fiable : {}", words::reliable(LANG, &kept.verdict)));
    lines.extend(words::lacks(LANG, &kept.verdict).into_iter().map(|sentence| format!("  {sentence}")));
    if !kept.left_out.is_empty() {
        lines.push(format!("  {} relevés coupés, complétés ou incomplets n’y sont pas", kept.left_out.len()));
    }
    if kept.straddling > 0 {
        lines.push(format!("  {} relevés dépassent la période et n’y sont pas", kept.straddling));
    }
    lines.push(format!("  sha256 {}", kept.row.sha256));
    lines
}
