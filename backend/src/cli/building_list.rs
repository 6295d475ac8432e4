//! `building import`: a list of buildings and their meters, from a spreadsheet.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use eclaireur_models::finding::{Finding, Severity};

use super::{Common, Outcome, print};
use crate::api::building_lists::told;
use crate::app::App;
use crate::importing::Sent;
use crate::importing::listing::{self, Listing, Taken};
use crate::outside::files::read;
use crate::store::OrganisationId;

/// Makes the buildings and meters of a list, CSV or XLSX.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The list.
    file: PathBuf,
    /// Code of the organisation.
    #[arg(long, value_name = "CODE")]
    pub(super) organisation: String,
    /// Say what would be done, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Take what is proposed for cells that cannot be used as they are.
    #[arg(long)]
    take_proposals: bool,
    /// Leave out the rows that remain to be corrected.
    #[arg(long)]
    leave_out: bool,
}

impl Import {
    pub(super) async fn run(self, common: &Common, app: &App, tenant: OrganisationId) -> Result<Outcome> {
        let bytes = Arc::new(read(&self.file, app.settings.upload_limit_bytes)?);
        let name = self.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let sent = Sent { name, media_type: "application/octet-stream".to_owned(), bytes };
        let Import { take_proposals, leave_out, dry_run, .. } = self;
        let listing = Listing { take_proposals, leave_out, ..Listing::default() };
        let taken = listing::take(app, &app.by(), tenant, &sent, listing, dry_run).await?;
        let (state, shape) = told(&sent, &taken, dry_run);
        let list: &[Finding] = match &taken {
            Taken::New(_, plan) | Taken::Not(plan) => &plan.findings,
            Taken::Already(_) => &[],
            Taken::Refused(finding) => std::slice::from_ref(finding),
        };
        if common.json {
            print(&serde_json::to_string_pretty(&shape)?);
        } else {
            super::files::tell(&sent.name, list);
            for building in shape["buildings"].as_array().into_iter().flatten() {
                let word = |key: &str| building[key].as_str().unwrap_or_default();
                let meters = building["meters"].as_array().map_or(0, Vec::len);
                print(&format!("  {}\t{}\t{meters}", word("status"), word("name")));
            }
            print(&format!("  → {state} {}", shape["id"].as_str().unwrap_or_default()));
        }
        let errors = list.iter().any(|f| f.severity() == Severity::Error);
        Ok(if errors { Outcome::DoneWithErrors } else { Outcome::Done })
    }
}
