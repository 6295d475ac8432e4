//! `inspect` and `import`: files from the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use eclaireur_frontend::findings;
use eclaireur_frontend::forms::bill_read;
use eclaireur_models::finding::{Code, Finding, Severity};
use eclaireur_models::lang::Lang;
use eclaireur_models::readings::clean::{Context, clean};
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::proposal::BillProposal;
use eclaireur_models::readings::{Parsed, Series};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::{Common, Outcome, print};
use crate::api::invoices;
use crate::api::shapes::{FindingShape, Inspected};
use crate::app;
use crate::clock::Clock;
use crate::config::Layer;
use crate::importing::sending::{self, Piece};
use crate::importing::{self, Mode, Options, Sent, Taken};
use crate::outside::files::{FileError, read};
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
        for piece in self.files.iter().map(|file| opened(file, settings.upload_limit_bytes)) {
            for Piece { name, sent } in piece? {
                let hints = Hints { as_format: self.format.as_deref(), ..Hints::default() };
                let (sha256, mut parsed) = match sent {
                    Ok(sent) => (Some(importing::sha256(&sent.bytes)), parse(&sent.bytes, &catalog, hints)),
                    Err(finding) => (None, Parsed::refused(finding)),
                };
                clean(&mut parsed, &Context { now: Clock::system().now(), held: &[] });
                if !common.json {
                    tell(&name, &parsed.findings);
                    parsed.series.iter().for_each(|series| print(&summary(series)));
                    parsed.proposal.iter().for_each(|proposal| proposed(proposal));
                }
                all.push(Inspected::new(name, sha256, parsed));
            }
        }
        if common.json {
            print(&serde_json::to_string_pretty(&all)?);
        }
        Ok(if all.iter().any(Inspected::has_errors) { Outcome::DoneWithErrors } else { Outcome::Done })
    }
}

/// A file of the command line: itself, or the files of a ZIP, each under its path. One that is too large is said like
/// any other that is refused, so that those beside it are read.
fn opened(file: &Path, limit: u64) -> Result<Vec<Piece>> {
    let bytes = match read(file, limit) {
        Ok(bytes) => Arc::new(bytes),
        Err(FileError::TooLarge { limit, .. }) => {
            let finding = Finding::new(Code::FileTooLarge).with("max_bytes", limit);
            return Ok(vec![Piece { name: file.display().to_string(), sent: Err(finding) }]);
        }
        Err(error) => return Err(error.into()),
    };
    let media_type = "application/octet-stream".to_owned();
    Ok(sending::pieces(vec![Sent { name: file.display().to_string(), media_type, bytes }], limit))
}

/// What a document proposes for the form of a bill, a line for each of its fields.
fn proposed(proposal: &BillProposal) {
    let meters = proposal.meters.iter().map(|meter| bill_read(proposal, Some(meter), None));
    for read in meters.flatten() {
        print(&format!("  {} = {} « {} »", read.field, read.value, read.line));
    }
}

/// A series in one line.
fn summary(series: &Series) -> String {
    let (key, unit) = (&series.key, series.key.unit.map_or("?", |u| u.code()));
    let counts = if series.counts { "" } else { " (ne compte pas)" };
    let [carrier, direction] = [key.carrier.code(), key.direction.code()];
    let [register, kind] = [key.register.code(), key.kind.code()];
    format!("  {carrier} {direction} {register} {kind} : {} {unit}{counts}", series.total())
}

/// The findings of a file, each with its sentence.
pub(super) fn tell(file: &str, list: &[Finding]) {
    print(file);
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
            for Piece { name, sent } in opened(file, app.settings.upload_limit_bytes)? {
                let taken = match sent {
                    Ok(sent) => {
                        // Lists show what a file is called, not where it lay.
                        let sent = Sent { name: below(file, &name), ..sent };
                        Ok(importing::take(&app, &app.by(), whose.id, &sent, &options, mode).await?)
                    }
                    Err(finding) => Err(finding),
                };
                let (told, has_errors) = bar.suspend(|| told(&name, &taken, common.json));
                errors |= has_errors;
                all.push(told);
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        if common.json {
            print(&serde_json::to_string_pretty(&all)?);
        }
        app.db.close().await?;
        Ok(if errors { Outcome::DoneWithErrors } else { Outcome::Done })
    }
}

/// The name of a file, or of a member of it, without the folder it lay in.
fn below(file: &Path, name: &str) -> String {
    let folder = file.parent().map(|f| f.display().to_string()).unwrap_or_default();
    name.strip_prefix(&folder).unwrap_or(name).trim_start_matches(std::path::is_separator).to_owned()
}

/// What one file came to.
fn told(file: &str, taken: &Result<Taken, Finding>, json: bool) -> (Value, bool) {
    let (id, status, plan) = match taken {
        Ok(Taken::New(row, plan)) => (Some(row.id.to_string()), "confirmed", Some(plan)),
        Ok(Taken::Already(row)) => (Some(row.id.to_string()), "already", None),
        Ok(Taken::Not(plan)) => (None, "not_written", Some(plan)),
        Err(_) => (None, "not_written", None),
    };
    let list = match taken {
        Err(finding) => std::slice::from_ref(finding),
        Ok(_) => plan.map(|p| p.findings.as_slice()).unwrap_or_default(),
    };
    if !json {
        tell(file, list);
        print(&format!("  → {status} {}", id.as_deref().unwrap_or_default()));
    }
    let told = json!({
        "file": file,
        "id": id,
        "status": status,
        "format": plan.and_then(|p| p.parsed.format.clone()),
        "rows": plan.map(|p| p.parsed.rows),
        "counts": plan.map(|p| p.counts),
        "invoices": plan.map(|p| invoices::planned(p)),
        "findings": list.iter().map(FindingShape::from).collect::<Vec<_>>(),
    });
    (told, list.iter().any(|f| f.severity() == Severity::Error))
}
