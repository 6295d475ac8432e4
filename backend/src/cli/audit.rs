//! `audit verify`: follows the chains of the event log to their ends, and names the first entry that does not follow.

use anyhow::{Context as _, Result, ensure};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::backup::as_it_is;
use super::{Common, Outcome, print};
use crate::config::Layer;
use crate::store::ledger::{self, Chain};
use crate::store::organisations::{self, OrganisationFilter};
use crate::store::{OrganisationId, Paging};

/// The event log.
#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Whether every entry follows from the one before it; nothing is written.
    Verify(Verify),
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Only of this organisation.
    #[arg(long, value_name = "CODE")]
    organisation: Option<String>,
}

/// A chain with its name.
struct Named {
    code: Option<String>,
    chain: Chain,
    /// The organisation is there, and nothing says how it came about.
    gone: bool,
}

impl Named {
    fn whole(&self) -> bool {
        self.chain.broken.is_none() && !self.gone
    }

    fn told(&self) -> Value {
        let broken = match &self.chain.broken {
            Some(broken) => json!({ "entry": broken.seq, "why": broken.why.code() }),
            None if self.gone => json!({ "entry": 1, "why": "no-entries" }),
            None => Value::Null,
        };
        json!({
            "organisation": self.code, "id": self.chain.tenant.map(|tenant| tenant.to_string()),
            "entries": self.chain.entries, "last_hash": self.chain.last, "broken": broken,
        })
    }

    fn line(&self) -> String {
        let name = self.code.as_deref().unwrap_or("(service)");
        match &self.chain.broken {
            Some(broken) => format!("{name}\tbroken at entry {}: {}", broken.seq, broken.why.code()),
            None if self.gone => format!("{name}\tbroken at entry 1: no-entries"),
            None => format!("{name}\t{} entries\t{}", self.chain.entries, self.chain.last),
        }
    }
}

impl Audit {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let Audit::Verify(verify) = self;
        let settings = common.settings(Layer::default(), false)?;
        let db = as_it_is(&settings.database_url).await?;
        ensure!(
            db.ready().await?,
            "the database is not of this version; `eclaireur migrate` brings it up to date"
        );
        // One moment of all chains, whoever writes meanwhile.
        let tx = db.snapshot().await?;
        let named = chains(&tx, verify.organisation.as_deref()).await?;
        tx.rollback().await?;
        db.close().await?;
        let whole = named.iter().all(Named::whole);
        if common.json {
            let entries: u64 = named.iter().map(|named| named.chain.entries).sum();
            let told = json!({
                "whole": whole, "entries": entries,
                "first_broken": named.iter().find(|named| !named.whole()).map(Named::told),
                "chains": named.iter().map(Named::told).collect::<Vec<_>>(),
            });
            print(&serde_json::to_string_pretty(&told)?);
        } else {
            for named in &named {
                print(&named.line());
            }
        }
        Ok(if whole { Outcome::Done } else { Outcome::DoneWithErrors })
    }
}

async fn chains(tx: &sea_orm::DatabaseTransaction, only: Option<&str>) -> Result<Vec<Named>> {
    let mut whose: Vec<(OrganisationId, String)> = Vec::new();
    match only {
        Some(code) => {
            let row = organisations::by_code(tx, code).await?;
            let row =
                row.with_context(|| format!("no organisation `{code}`; see `eclaireur organisation list`"))?;
            whose.push((row.id, row.organisation.code.to_string()));
        }
        None => {
            let all = OrganisationFilter { archived: true, ..OrganisationFilter::default() };
            let mut paging = Paging::first(Paging::MOST);
            loop {
                let page = organisations::list(tx, &all, &paging).await?;
                whose.extend(page.items.into_iter().map(|row| (row.id, row.organisation.code.to_string())));
                let Some(next) = page.next else { break };
                paging.after = Some(next);
            }
        }
    }
    let only = only.and_then(|_| whose.first().map(|(id, _)| *id));
    let mut named: Vec<Named> = Vec::new();
    for chain in ledger::chains(tx, only).await? {
        let place = whose.iter().position(|(id, _)| Some(*id) == chain.tenant);
        // The chain of an organisation that is gone from its table has its id for a name.
        let code = match place {
            Some(place) => Some(whose.swap_remove(place).1),
            None => chain.tenant.map(|tenant| tenant.to_string()),
        };
        named.push(Named { code, chain, gone: false });
    }
    whose.sort();
    for (id, code) in whose {
        let chain = Chain { tenant: Some(id), entries: 0, last: String::new(), broken: None };
        named.push(Named { code: Some(code), chain, gone: true });
    }
    Ok(named)
}
