//! `weather`: loading temperatures from a file, and what is held.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, ensure};
use clap::Subcommand;
use eclaireur_models::period::rfc3339;
use serde_json::{Value, json};

use super::files::tell;
use super::{Common, Outcome, print};
use crate::api::shapes::FindingShape;
use crate::app::App;
use crate::importing::temperatures::{self, Taken};
use crate::jobs::weather::job_of;
use crate::outside::files::read;
use crate::outside::weather::{Kind, is_station_code};
use crate::store::job_runs::{self, Run};
use crate::store::weather::{self, Held};

/// Runs of a station that are shown.
const RUNS: u64 = 7;

/// Daily mean temperatures.
#[derive(Debug, Subcommand)]
pub(super) enum Weather {
    /// Loads a CSV of days and mean temperatures in °C: all of it or nothing.
    Load {
        /// The table: `jour;température`.
        file: PathBuf,
        /// Code of the station, as in the catalogue: uccle.
        #[arg(long, value_name = "CODE")]
        station: String,
    },
    /// Stations, the days held, what is missing, where they come from, the last runs.
    Show,
}

impl Weather {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        let done = match self {
            Weather::Load { file, station } => {
                ensure!(
                    is_station_code(&station),
                    "`{station}` is no code of a station; small letters, digits and hyphens, as `uccle`"
                );
                let bytes = Arc::new(read(&file, app.settings.upload_limit_bytes)?);
                let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let taken = temperatures::take(&app, &station, &name, &bytes).await?;
                if common.json {
                    print(&serde_json::to_string_pretty(&told(&name, &station, &taken))?);
                } else {
                    tell(&name, &taken.findings);
                    print(&summary(&station, &taken));
                }
                if taken.has_errors() { Outcome::DoneWithErrors } else { Outcome::Done }
            }
            Weather::Show => {
                let stations = stations(&app).await?;
                if common.json {
                    let service = app.settings.weather.kind.map_or("none", Kind::code);
                    let stations: Vec<Value> = stations.iter().map(Shown::json).collect();
                    print(&serde_json::to_string_pretty(
                        &json!({ "service": service, "stations": stations }),
                    )?);
                } else {
                    stations.iter().flat_map(Shown::lines).for_each(|line| print(&line));
                }
                Outcome::Done
            }
        };
        app.db.close().await?;
        Ok(done)
    }
}

fn summary(station: &str, taken: &Taken) -> String {
    match &taken.loaded {
        None => format!("  → {station} : rien n’a été enregistré ({} lignes lues)", taken.rows.read),
        Some(l) => {
            format!(
                "  → {station} : nouveaux {}, remplacés {}, identiques {}",
                l.new,
                l.changed.len(),
                l.same
            )
        }
    }
}

fn told(file: &str, station: &str, taken: &Taken) -> Value {
    let loaded = taken.loaded.as_ref();
    let status = match loaded {
        None => "not_written",
        Some(loaded) if loaded.id.is_none() => "already",
        Some(_) => "loaded",
    };
    json!({
        "file": file, "station": station, "sha256": taken.sha256, "status": status,
        "id": loaded.and_then(|l| l.id), "rows": taken.rows,
        "new": loaded.map(|l| l.new), "same": loaded.map(|l| l.same), "changed": loaded.map(|l| l.changed.len()),
        "findings": taken.findings.iter().map(FindingShape::from).collect::<Vec<_>>(),
    })
}

/// A station as it is shown.
struct Shown {
    station: String,
    held: Option<Held>,
    runs: Vec<Run>,
}

/// What is held and what is followed, station by station.
async fn stations(app: &App) -> Result<Vec<Shown>> {
    let c = app.db.read();
    let mut held = weather::held(c).await?;
    let followed = app.settings.weather.kind.is_some().then_some(&app.settings.weather.stations);
    let followed = followed.into_iter().flatten().map(|station| station.code.clone());
    let mut codes: Vec<String> = held.iter().map(|h| h.station.clone()).chain(followed).collect();
    codes.sort();
    codes.dedup();
    let mut shown = Vec::with_capacity(codes.len());
    for station in codes {
        let held = held.iter().position(|h| h.station == station).map(|at| held.swap_remove(at));
        let runs = job_runs::last(c, &job_of(&station), RUNS).await?;
        shown.push(Shown { station, held, runs });
    }
    Ok(shown)
}

impl Shown {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![match &self.held {
            None => format!("{} : aucun jour", self.station),
            Some(h) => {
                let origins: Vec<String> =
                    h.origins.iter().map(|(o, n)| format!("{} {n}", o.code())).collect();
                format!(
                    "{} : {} → {}, {} jours ({})",
                    self.station,
                    h.first,
                    h.last,
                    h.days,
                    origins.join(", ")
                )
            }
        }];
        for gap in self.held.iter().flat_map(|h| &h.gaps) {
            let last = gap.to.yesterday().unwrap_or(gap.to);
            lines.push(format!("  manque {} → {last} ({} jours)", gap.from, gap.days()));
        }
        for run in &self.runs {
            let again = run.again_at.map(|at| format!(", encore dès {}", rfc3339(at))).unwrap_or_default();
            let said = run.said.as_deref().unwrap_or("-");
            lines.push(format!("  {} {} ({}×) : {said}{again}", run.slot, run.state.code(), run.runs));
        }
        lines
    }

    fn json(&self) -> Value {
        let held = self.held.as_ref();
        let gaps = held.iter().flat_map(|h| &h.gaps).map(|gap| {
            let last = gap.to.yesterday().unwrap_or(gap.to);
            json!({ "from": gap.from.to_string(), "to": last.to_string(), "days": gap.days() })
        });
        let origins = held.iter().flat_map(|h| &h.origins).map(|(o, n)| (o.code().to_owned(), json!(n)));
        let runs = self.runs.iter().map(|run| {
            json!({
                "slot": run.slot, "state": run.state.code(), "runs": run.runs,
                "started_at": rfc3339(run.started_at), "finished_at": run.finished_at.map(rfc3339),
                "again_at": run.again_at.map(rfc3339), "said": run.said,
            })
        });
        json!({
            "station": self.station,
            "from": held.map(|h| h.first.to_string()), "to": held.map(|h| h.last.to_string()),
            "days": held.map_or(0, |h| h.days),
            "gaps": gaps.collect::<Vec<_>>(),
            "origins": origins.collect::<serde_json::Map<_, _>>(),
            "runs": runs.collect::<Vec<_>>(),
        })
    }
}
