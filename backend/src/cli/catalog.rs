//! `catalog`: whether the files are right, which schemes there are, and which nobody has looked at for a year.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Subcommand;
use eclaireur_frontend::schemes;
use eclaireur_models::catalog::{Catalog, Problem};
use eclaireur_models::financing::examples;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use serde_json::json;

use super::{Common, Outcome, print};
use crate::app;
use crate::clock::Clock;
use crate::config::Layer;
use crate::outside::files::read_catalog;

/// The law and the reference data.
#[derive(Debug, Subcommand)]
pub(super) enum CatalogCommand {
    /// Reads every file and computes every example; what is wrong is told with file, key and hint.
    Check {
        /// Folder of a catalogue; the one in force without it.
        dir: Option<PathBuf>,
    },
    /// The schemes of aid and finance.
    List,
    /// Schemes whose sources nobody has opened for a year.
    Stale {
        /// The day of the question; today without it.
        #[arg(long, value_name = "DATE")]
        on: Option<Day>,
    },
}

impl CatalogCommand {
    pub(super) fn run(self, common: &Common) -> Result<Outcome> {
        let settings = common.settings(Layer::default(), false)?;
        match self {
            CatalogCommand::Check { dir } => check(common, dir.or(settings.catalog).as_deref()),
            CatalogCommand::List => {
                list(common, &app::catalog(&settings)?, |_| true)?;
                Ok(Outcome::Done)
            }
            CatalogCommand::Stale { on } => {
                let on = on.unwrap_or_else(|| Clock::system().today());
                list(common, &app::catalog(&settings)?, |scheme| scheme.is_stale(on))?;
                Ok(Outcome::Done)
            }
        }
    }
}

fn check(common: &Common, dir: Option<&Path>) -> Result<Outcome> {
    let read = match dir {
        None => Catalog::embedded(),
        Some(dir) => {
            let files = read_catalog(dir)?;
            Catalog::read(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
        }
    };
    let (problems, version, count) = match read {
        Err(problems) => (problems, None, 0),
        Ok(catalog) => {
            let of = |code: &str| format!("schemes/{code}.toml");
            let wrong = catalog.schemes().iter().flat_map(|scheme| {
                let faults = examples::faults(scheme, &catalog).into_iter();
                faults.map(|what| Problem { file: of(&scheme.code), what })
            });
            (wrong.collect(), Some(catalog.version().to_owned()), catalog.schemes().len())
        }
    };
    if common.json {
        let told: Vec<_> = problems.iter().map(|p| json!({ "file": p.file, "what": p.what })).collect();
        let whole = json!({ "catalog_version": version, "schemes": count, "problems": told });
        print(&serde_json::to_string_pretty(&whole)?);
    } else {
        for problem in &problems {
            print(&problem.to_string());
        }
        if let Some(version) = version {
            print(&format!("{version} · {count}"));
        }
    }
    Ok(if problems.is_empty() { Outcome::Done } else { Outcome::DoneWithErrors })
}

fn list(
    common: &Common,
    catalog: &Catalog,
    wanted: impl Fn(&eclaireur_models::catalog::schemes::Scheme) -> bool,
) -> Result<()> {
    let schemes = catalog.schemes().iter().filter(|scheme| wanted(scheme));
    if common.json {
        let all: Vec<_> = schemes
            .map(|s| {
                json!({ "code": s.code, "name": s.name.fr, "kind": s.kind, "status": s.status,
                    "checked_on": s.checked_on, "replaces": s.replaces })
            })
            .collect();
        print(&serde_json::to_string_pretty(&all)?);
    } else {
        for scheme in schemes {
            print(&schemes::listed(Lang::Fr, scheme));
        }
    }
    Ok(())
}
