//! `report`: a building's bulletin, yearly report, month's sheet or audit as a file.

use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Args, Subcommand};
use eclaireur_frontend::reports::sector::SectorReport;
use eclaireur_frontend::reports::{self, Kind, Report, audit};
use eclaireur_frontend::tables::{self, FileKind};
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::filter::Filter;
use serde_json::json;

use super::{Common, Outcome, print};
use crate::auditing;
use crate::outside::files;
use crate::reporting::{self, Form};
use crate::sector;
use crate::sector::told::Whose;
use crate::store::{buildings, federations};

/// The report of a federation, as the command calls it.
const NAME: &str = "federation";

/// Reports as PDF or workbook.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(super) struct ReportCommand {
    /// Names of the reports it can print.
    #[arg(long)]
    list: bool,
    #[command(subcommand)]
    of: Option<Of>,
}

#[derive(Debug, Subcommand)]
enum Of {
    /// Of a building.
    Building(Building),
    /// Of the audit of a building: its newest version.
    Audit(Audit),
    /// Of the sector of a federation, as far as it may be shown.
    Federation(Federation),
}

/// Which federation, where to.
#[derive(Debug, Args)]
struct Federation {
    /// Code of the federation.
    #[arg(value_name = "CODE")]
    federation: String,
    /// The file to write: PDF or workbook by its ending. One that is there is replaced once the new one is whole.
    #[arg(long, value_name = "FILE.pdf|.xlsx")]
    out: PathBuf,
    /// The civil year; without it the newest that tells of at least half as many buildings as the one that tells of most.
    #[arg(long, value_name = "YEAR")]
    year: Option<i16>,
}

/// The audit of which building, where to.
#[derive(Debug, Args)]
struct Audit {
    /// Code of the building.
    #[arg(value_name = "CODE")]
    building: String,
    /// The file to write: PDF or workbook by its ending. One that is there is replaced once the new one is whole.
    #[arg(long, value_name = "FILE.pdf|.xlsx")]
    out: PathBuf,
}

/// Which building, which report, where to.
#[derive(Debug, Args)]
struct Building {
    /// Code of the building.
    #[arg(value_name = "CODE")]
    building: String,
    /// The file to write: PDF or workbook by its ending. One that is there is replaced once the new one is whole.
    #[arg(long, value_name = "FILE.pdf|.xlsx")]
    out: PathBuf,
    /// Which report: bulletin, yearly or month-sheet; their French names do as well.
    #[arg(long, value_name = "KIND", default_value = "bulletin")]
    kind: String,
    /// The civil year of a yearly report; the newest that is complete without it.
    #[arg(long, value_name = "YEAR")]
    year: Option<i16>,
}

impl ReportCommand {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        match self.of {
            Some(Of::Building(building)) => building.run(common).await,
            Some(Of::Audit(audit)) => Box::pin(audit.run(common)).await,
            Some(Of::Federation(federation)) => Box::pin(federation.run(common)).await,
            None => {
                list(common)?;
                Ok(Outcome::Done)
            }
        }
    }
}

fn list(common: &Common) -> Result<()> {
    if common.json {
        let kinds = Kind::KINDS.iter().map(|kind| json!({ "name": kind.name(), "kind": kind.code() }));
        let all: Vec<_> = kinds
            .chain([
                json!({ "name": audit::NAME, "kind": audit::NAME }),
                json!({ "name": NAME, "kind": NAME }),
            ])
            .collect();
        print(&serde_json::to_string_pretty(&all)?);
    } else {
        for name in reports::ALL.iter().chain([&audit::NAME, &NAME]) {
            print(name);
        }
    }
    Ok(())
}

impl Building {
    async fn run(self, common: &Common) -> Result<Outcome> {
        let Some(kind) = Kind::from_name(&self.kind) else {
            let known: Vec<&str> = Kind::KINDS.iter().map(|kind| kind.code()).collect();
            bail!("no report `{}`; known: {}", self.kind, known.join(", "));
        };
        let path = self.out.to_string_lossy().into_owned();
        let Some(form) = Form::of_path(&path) else {
            bail!("`{path}` is neither .pdf nor .xlsx; give --out such a name");
        };
        if self.year.is_some() && kind != Kind::Yearly {
            bail!("--year is of the yearly report; add --kind yearly");
        }
        let app = common.app().await?;
        let found = buildings::by_code(app.db.read(), &self.building).await?;
        let (organisation, building) = found
            .with_context(|| format!("no building `{}`; see `eclaireur building list`", self.building))?;
        let report = reporting::of(&app, &organisation, &building, kind, self.year).await?;
        known_year(&report, &self.building)?;
        let year = report.year();
        let bytes = reporting::written(&app, report, form).await.context("the report")?;
        files::replace(&self.out, &bytes)?;
        if common.json {
            let told = json!({
                "building": self.building, "kind": kind.code(), "year": year, "file": path, "bytes": bytes.len(),
            });
            print(&serde_json::to_string_pretty(&told)?);
        } else {
            print(&path);
        }
        app.db.close().await?;
        Ok(Outcome::Done)
    }
}

impl Audit {
    async fn run(self, common: &Common) -> Result<Outcome> {
        let path = self.out.to_string_lossy().into_owned();
        let Some(form) = Form::of_path(&path) else {
            bail!("`{path}` is neither .pdf nor .xlsx; give --out such a name");
        };
        let app = common.app().await?;
        let found = buildings::by_code(app.db.read(), &self.building).await?;
        let whose = found
            .with_context(|| format!("no building `{}`; see `eclaireur building list`", self.building))?;
        let held = auditing::newest(&app, &whose).await.map_err(|error| anyhow!("{error:?}"))?;
        let Some(held) = held else {
            bail!("nobody began an audit of `{}`; begin it on its page", self.building);
        };
        let kept = held.photos.clone();
        let mut report = Box::pin(auditing::report(&app, &whose, held)).await.context("the audit")?;
        if form == Form::Pdf {
            let photos = auditing::printed(&app, whose.1.tenant, (&report.audit, &kept), auditing::IN_REPORT);
            report.photos = photos.await.map_err(|error| anyhow!("{error:?}"))?;
        }
        let version = report.version;
        let bytes = reporting::audit_written(&app, report, form).await.context("the report")?;
        files::replace(&self.out, &bytes)?;
        if common.json {
            let told = json!({
                "building": self.building, "kind": "audit", "version": version, "file": path, "bytes": bytes.len(),
            });
            print(&serde_json::to_string_pretty(&told)?);
        } else {
            print(&path);
        }
        app.db.close().await?;
        Ok(Outcome::Done)
    }
}

impl Federation {
    async fn run(self, common: &Common) -> Result<Outcome> {
        let path = self.out.to_string_lossy().into_owned();
        let Some(form) = Form::of_path(&path) else {
            bail!("`{path}` is neither .pdf nor .xlsx; give --out such a name");
        };
        let app = common.app().await?;
        let row = federations::by_code(app.db.read(), &self.federation).await?;
        let row = row.with_context(|| format!("no federation `{}`", self.federation))?;
        let made = sector::made(&app).await?;
        let whose = Whose::of(&row);
        let choices = sector::told::choices(&app, &made, &whose).await?;
        let filter = Filter { year: self.year, ..Filter::default() };
        let told = sector::told::told(&app, &made, &whose, choices, filter).await?;
        let year = told.view.year;
        if self.year.is_some() && year != self.year {
            bail!("nothing may be shown of that year; years: {:?}", told.view.years);
        }
        let bytes = match form {
            Form::Pdf => SectorReport { lang: Lang::Fr, told }.pdf().context("the report")?,
            Form::Xlsx => tables::sector(Lang::Fr, &told).file(FileKind::Xlsx, app.clock.today())?,
        };
        files::replace(&self.out, &bytes)?;
        if common.json {
            let told = json!({
                "federation": self.federation, "kind": NAME, "year": year, "file": path, "bytes": bytes.len(),
            });
            print(&serde_json::to_string_pretty(&told)?);
        } else {
            print(&path);
        }
        app.db.close().await?;
        Ok(Outcome::Done)
    }
}

/// A year that was asked for and of which nothing is known is a slip, not a report.
fn known_year(report: &Report, building: &str) -> Result<()> {
    let Some(year) = report.year else { return Ok(()) };
    let known = reporting::years(&report.assessment);
    if known.contains(&year) {
        return Ok(());
    }
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    let known = if known.is_empty() { "none yet".to_owned() } else { known.join(", ") };
    bail!("nothing is known of {year} in `{building}`; years: {known}");
}
