//! `financing`: what every scheme says to a case, in TOML or JSON. Nothing is stored, no database is opened.

use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use eclaireur_frontend::{plan, schemes};
use eclaireur_models::financing::{Case, assess};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use super::{Common, Outcome, print};
use crate::app;
use crate::clock::Clock;
use crate::config::Layer;
use crate::outside::files::read_text;

/// A case is written by hand.
const LARGEST: u64 = 1024 * 1024;

/// Which aids a project may get, how much, what lacks and who can say.
#[derive(Debug, Args)]
pub(super) struct Financing {
    /// Organisation, building, procedure and works, in TOML or JSON.
    case: PathBuf,
    /// The day of the question, 2026-11-21; before the one in the file, and before today.
    #[arg(long, value_name = "DATE")]
    on: Option<Day>,
}

impl Financing {
    pub(super) fn run(self, common: &Common) -> Result<Outcome> {
        let catalog = app::catalog(&common.settings(Layer::default(), false)?)?;
        let text = read_text(&self.case, LARGEST)?;
        let named = || self.case.display().to_string();
        let mut case = Case::read(&text, &catalog).map_err(|what| anyhow!(what)).with_context(named)?;
        case.on = self.on.or(case.on);
        let all = assess(&case, &catalog, Clock::system().today());
        if common.json {
            print(&serde_json::to_string_pretty(&all)?);
        } else {
            for line in schemes::told(Lang::Fr, &all).into_iter().chain(plan::told(Lang::Fr, &all)) {
                print(&line);
            }
        }
        Ok(Outcome::Done)
    }
}
