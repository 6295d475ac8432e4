//! `inspect` and `import`: files from the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use eclaireur_frontend::findings;
use eclaireur_models::finding::{Finding, Severity};
use eclaireur_models::lang::Lang;
use eclaireur_models::readings::parse::{Hints, parse};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::{Common, Outcome, print};
use crate::api::shapes::{FindingShape, Inspected};
use crate::app;
use crate::config::Layer;
use crate::importing::{self, Mode, Options, Sent, Taken};
use crate::outside::files::read;
use crate::store::{buildings, meters, organisations};

/// Reads files without storing anything.
#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// Files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Read them as this format, whatever they look like.
    #[arg(long = "as", value_name = "FORMAT")]
    format: Option<String>,
}

impl Inspect {
    pub(super) fn run(self, common: &Common) -> Result<Outcome> {
        let settings = common.settings(Layer::default(), false)?;
        let catalog = app::catalog(&settings)?;
        if let Some(code) = self.format.as_ref().filter(|code| catalog.format(code).is_none()) {
            let known: Vec<&str> = catalog.formats().iter().map(|f| f.code.as_str()).collect();
            bail!("no format `{code}`; known: {}", known.join(", "));
        }
        let mut all = Vec::with_capacity(self.files.len());
        for file in &self.files {
            let bytes = read(file, settings.upload_limit_bytes)?;
            let parsed =
                parse(&bytes, &catalog, Hints { as_format: self.format.as_deref(), ..Hints::default() });
            if !common.json {
                tell(file, &parsed.findings);
                for series in &parsed.series {
                    let unit = series.key.unit.map_or("?", |u| u.code());
                    print(&format!(
                        "  {} {} {} {} : {} {unit}{}",
                        series.key.carrier.code(),
                        series.key.direction.code(),
                        series.key.register.code(),
                        series.key.kind.code(),
                        series.total(),
                        if series.counts { "" } else { " (ne compte pas)" },
                    ));
                }
            }
            all.push(Inspected::new(file.display().to_string(), importing::sha256(&bytes), parsed));
        }
        if common.json {
            print(&serde_json::to_string_pretty(&all)?);
        }
        Ok(if all.iter().any(Inspected::has_errors) { Outcome::DoneWithErrors } else { Outcome::Done })
    }
}

/// The findings of a file, each with its sentence.
fn tell(file: &Path, list: &[Finding]) {
    print(&file.display().to_string());
    for finding in list {
        let mark = match finding.severity() {
            Severity::Error => "✗",
            Severity::Warning => "!",
            Severity::Info => "·",
        };
        print(&format!("  {mark} {}", findings::sentence(Lang::Fr, finding)));
    }
}

/// Reads files into the database.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// Files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Code of the organisation.
    #[arg(long, value_name = "CODE")]
    organisation: String,
    /// Code of the building the files are about.
    #[arg(long, value_name = "CODE")]
    building: Option<String>,
    /// Code or id of the meter the files are about.
    #[arg(long, value_name = "CODE")]
    meter: Option<String>,
    /// Say what would be done, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Make meters for supply points that the organisation does not have yet.
    #[arg(long)]
    create_meters: bool,
    /// Take the good rows of a partly bad file.
    #[arg(long)]
    accept_partial: bool,
}

impl Import {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        let c = app.db.read();
        let whose = organisations::by_code(c, &self.organisation).await?.with_context(|| {
            format!("no organisation `{}`; see `eclaireur organisation list`", self.organisation)
        })?;
        let building = match &self.building {
            None => None,
            Some(code) => {
                let found = buildings::by_code(c, code).await?.filter(|(o, _)| o.id == whose.id);
                Some(found.with_context(|| format!("no building `{code}` in `{}`", self.organisation))?.1.id)
            }
        };
        let meter = match &self.meter {
            None => None,
            Some(code) => {
                let found = match code.parse() {
                    Ok(id) => meters::by_id(c, whose.id, id).await?,
                    Err(_) => meters::by_code(c, whose.id, code).await?,
                };
                Some(found.with_context(|| format!("no meter `{code}` in `{}`", self.organisation))?.id)
            }
        };
        let options = Options { building, meter, create_meters: self.create_meters, ..Options::default() };
        let mode = Mode { dry_run: self.dry_run, accept_partial: self.accept_partial };
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}")?;
        let bar = ProgressBar::new(u64::try_from(self.files.len())?).with_style(style);
        let (mut all, mut errors) = (Vec::new(), false);
        for file in &self.files {
            bar.set_message(file.display().to_string());
            let bytes = read(file, app.settings.upload_limit_bytes)?;
            let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let sent = Sent { name, media_type: "text/csv".to_owned(), bytes: Arc::new(bytes) };
            let taken = importing::take(&app, &app.by(), whose.id, &sent, &options, mode).await?;
            bar.inc(1);
            let (told, has_errors) = bar.suspend(|| told(file, &taken, common.json));
            errors |= has_errors;
            all.push(told);
        }
        bar.finish_and_clear();
        if common.json {
            print(&serde_json::to_string_pretty(&all)?);
        }
        app.db.close().await?;
        Ok(if errors { Outcome::DoneWithErrors } else { Outcome::Done })
    }
}

/// What one file came to.
fn told(file: &Path, taken: &Taken, json: bool) -> (Value, bool) {
    let (id, status, plan) = match taken {
        Taken::New(row, plan) => (Some(row.id.to_string()), "confirmed", Some(plan)),
        Taken::Already(row) => (Some(row.id.to_string()), "already", None),
        Taken::Not(plan) => (None, "not_written", Some(plan)),
    };
    let list = plan.map(|p| p.findings.as_slice()).unwrap_or_default();
    if !json {
        tell(file, list);
        print(&format!("  → {status} {}", id.as_deref().unwrap_or_default()));
    }
    let told = json!({
        "file": file.display().to_string(),
        "id": id,
        "status": status,
        "format": plan.and_then(|p| p.parsed.format.clone()),
        "rows": plan.map(|p| p.parsed.rows),
        "counts": plan.map(|p| p.counts),
        "findings": list.iter().map(FindingShape::from).collect::<Vec<_>>(),
    });
    (told, list.iter().any(|f| f.severity() == Severity::Error))
}
