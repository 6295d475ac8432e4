//! `imports`: what was imported, and taking it out again.

use anyhow::{Context as _, Result};
use clap::Subcommand;
use eclaireur_models::period::rfc3339;
use serde_json::{Value, json};

use super::{Common, Outcome, print};
use crate::api::shapes::FindingShape;
use crate::importing;
use crate::store::imports::{self, ImportRow};
use crate::store::{ImportId, Paging};

/// Imports made so far.
#[derive(Debug, Subcommand)]
pub(super) enum Imports {
    /// Newest first.
    List,
    /// One, with its findings.
    Show {
        /// Its id.
        id: String,
    },
    /// Takes it out again; what it had superseded counts again.
    Undo {
        /// Its id.
        id: String,
    },
}

fn shape(row: &ImportRow) -> Value {
    json!({
        "id": row.id.to_string(), "status": row.status.code(), "source": row.source.code(), "file": row.name,
        "sha256": row.sha256, "format": row.format, "rows": row.rows, "created_at": rfc3339(row.created_at),
        "confirmed_at": row.confirmed_at.map(rfc3339), "undone_at": row.undone_at.map(rfc3339),
    })
}

fn line(row: &ImportRow) -> String {
    let what = row.name.as_deref().or(row.format.as_deref()).unwrap_or("-");
    format!("{}  {:9}  {}  {what}", row.id, row.status.code(), rfc3339(row.created_at))
}

impl Imports {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        let found = async |id: &str| -> Result<ImportRow> {
            let parsed: ImportId = id.parse().with_context(|| format!("`{id}` is no import id"))?;
            let row = imports::find(app.db.read(), parsed).await?;
            row.with_context(|| format!("no import `{id}`; see `eclaireur imports list`"))
        };
        match self {
            Imports::List => {
                let (mut rows, mut paging) = (Vec::new(), Paging::first(Paging::MOST));
                loop {
                    let page = imports::list(app.db.read(), None, &paging).await?;
                    rows.extend(page.items);
                    let Some(next) = page.next else { break };
                    paging.after = Some(next);
                }
                if common.json {
                    print(&serde_json::to_string_pretty(&rows.iter().map(shape).collect::<Vec<_>>())?);
                } else {
                    for row in &rows {
                        print(&line(row));
                    }
                }
            }
            Imports::Show { id } => {
                let row = found(&id).await?;
                let findings = imports::findings(app.db.read(), row.tenant, row.id).await?;
                let mut told = shape(&row);
                let said: Vec<FindingShape> = findings.iter().map(FindingShape::from).collect();
                if let Some(object) = told.as_object_mut() {
                    object.insert("findings".to_owned(), json!(said));
                }
                print(&if common.json { serde_json::to_string_pretty(&told)? } else { line(&row) });
            }
            Imports::Undo { id } => {
                let row = found(&id).await?;
                importing::undo(&app, &app.by(), row.tenant, row.id).await?;
                let row = found(&id).await?;
                print(&if common.json { serde_json::to_string_pretty(&shape(&row))? } else { line(&row) });
            }
        }
        app.db.close().await?;
        Ok(Outcome::Done)
    }
}
