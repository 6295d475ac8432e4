//! `export` and `import-organisation`: everything of an organisation in one file, and back.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::{Common, Outcome, print};
use crate::archive::{self, Progress};
use crate::outside::files;
use crate::store::organisations;

/// Writes everything of an organisation into one file.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Code of the organisation.
    #[arg(long, value_name = "CODE")]
    organisation: String,
    /// The file to write; one that is there is replaced once the new one is whole.
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,
}

/// Puts an organisation back from the file that `export` wrote.
#[derive(Debug, Args)]
pub(super) struct ImportOrganisation {
    /// The file.
    #[arg(value_name = "FILE.zip")]
    file: PathBuf,
}

/// A bar on a terminal, nothing elsewhere.
fn bar() -> Result<(ProgressBar, Progress)> {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len}")?;
    let bar = ProgressBar::new(0).with_style(style);
    let shown = bar.clone();
    let progress: Progress = Arc::new(move |done, total| {
        shown.set_length(total);
        shown.set_position(done);
    });
    Ok((bar, progress))
}

impl Export {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        let row = organisations::by_code(app.db.read(), &self.organisation).await?;
        let row = row.with_context(|| {
            format!("no organisation `{}`; see `eclaireur organisation list`", self.organisation)
        })?;
        let (bar, progress) = bar()?;
        // Whole or not there: a file that was begun has another name.
        let mut begun = self.out.clone().into_os_string();
        begun.push(".part");
        let begun = PathBuf::from(begun);
        let out = files::create_private(&begun)?;
        let written = archive::export(&app, row.id, std::io::BufWriter::new(out), progress).await;
        bar.finish_and_clear();
        match written {
            Ok(()) => files::rename(&begun, &self.out)?,
            Err(error) => {
                files::remove(&begun)?;
                return Err(error).with_context(|| self.out.display().to_string());
            }
        }
        let told =
            json!({ "organisation": row.organisation.code.as_str(), "file": self.out.display().to_string() });
        let line = self.out.display().to_string();
        print(&if common.json { serde_json::to_string_pretty(&told)? } else { line });
        app.db.close().await?;
        Ok(Outcome::Done)
    }
}

impl ImportOrganisation {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        let source = files::open(&self.file)?;
        let (bar, progress) = bar()?;
        let restored = archive::restore(&app, std::io::BufReader::new(source), progress).await;
        bar.finish_and_clear();
        let row = restored.with_context(|| format!("{}: nothing was put back", self.file.display()))?;
        let (code, name) = (row.organisation.code.as_str(), row.organisation.name.as_str());
        let told = json!({ "organisation": code, "name": name });
        print(&if common.json { serde_json::to_string_pretty(&told)? } else { code.to_owned() });
        app.db.close().await?;
        Ok(Outcome::Done)
    }
}
