//! The command line, as `contract.md` says: exit 0 done, 1 done with findings of severity error, 2 could not be done,
//! with one line on standard error that says what, which and a hint.
//!
//! To add a command: a variant of `Command`, a file here, a line in `run`.

mod add;
mod archive;
mod assess;
mod audit;
mod backup;
mod baseline;
mod baselines;
mod building_list;
mod catalog;
mod demo;
mod files;
mod financing;
mod imports;
mod migrate;
mod report;
mod scenario;
mod serve;
mod user;
mod weather;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};

use crate::app::App;
use crate::clock::Clock;
use crate::config::{Layer, Settings};

/// What a command came to.
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Done, with findings of severity error.
    DoneWithErrors,
}

/// Énergie des bâtiments du non-marchand : relevés, indicateurs, financement.
#[derive(Debug, Parser)]
#[command(name = "eclaireur", version, about, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Args)]
struct Common {
    /// <sqlite://path> or postgres://…; ./data/eclaireur.db without it.
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// Settings in TOML.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the catalogue; the compiled-in one without it.
    #[arg(long, global = true, value_name = "DIR")]
    catalog: Option<PathBuf>,
    /// JSON instead of text.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the service.
    Serve(serve::Serve),
    /// Makes the demonstration, or a simulated sector.
    Demo(demo::Demo),
    /// Reads files without storing anything.
    Inspect(files::Inspect),
    /// Reads files into the database.
    Import(files::Import),
    /// Says what is said of a building: figures, alerts, obligations.
    Assess(assess::Assess),
    /// Fits meters to the weather, and compares what came after.
    Baseline(baseline::Baseline),
    /// Baselines that no longer change.
    #[command(subcommand)]
    Baselines(baselines::Baselines),
    /// Imports made so far.
    #[command(subcommand)]
    Imports(imports::Imports),
    /// Writes everything of an organisation into one file.
    Export(archive::Export),
    /// Puts an organisation back from such a file.
    ImportOrganisation(archive::ImportOrganisation),
    /// Organisations.
    #[command(subcommand)]
    Organisation(add::Organisation),
    /// Buildings.
    #[command(subcommand)]
    Building(add::Building),
    /// Which aids a project may get, how much, and what lacks.
    Financing(financing::Financing),
    /// What a demand or a norm comes to over many buildings.
    Scenario(scenario::Scenario),
    /// The law and the reference data.
    #[command(subcommand)]
    Catalog(catalog::CatalogCommand),
    /// Daily mean temperatures.
    #[command(subcommand)]
    Weather(weather::Weather),
    /// Writes a report as PDF or workbook.
    Report(report::ReportCommand),
    /// Accounts and their roles.
    #[command(subcommand)]
    User(user::User),
    /// Writes everything into one file, and tries it out.
    Backup(backup::Backup),
    /// Puts a backup in the place of the database.
    Restore(backup::Restore),
    /// The event log.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Prints the settings in force, without secrets.
    Config,
    /// Prints the OpenAPI document of what programs can do.
    Openapi,
    /// Creates and upgrades the database, or copies everything into another one.
    Migrate(migrate::Migrate),
}

impl Common {
    fn settings(&self, flags: Layer, demo: bool) -> Result<Settings> {
        let file = self.config.as_deref().map(Layer::from_file).transpose()?.unwrap_or_default();
        let mine = Layer {
            database_url: self.database_url.clone(),
            catalog: self.catalog.clone(),
            ..Layer::default()
        };
        Settings::new(flags.over(mine).over(file.over(Layer::from_environment()?)), demo)
    }

    async fn app(&self) -> Result<App> {
        let app = App::start(self.settings(Layer::default(), false)?, Clock::system(), false).await?;
        Ok(App { keeps: false, ..app })
    }
}

/// Runs the command of the process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_understood(&error),
    };
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(run(cli)));
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::DoneWithErrors) => ExitCode::from(1),
        Err(error) => {
            let line = format!("{error:#}").replace('\n', " · ");
            eprintln!("eclaireur: {line}");
            ExitCode::from(2)
        }
    }
}

/// Help where it was asked for or nothing was said; else one line instead of clap's paragraphs.
fn not_understood(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        drop(error.print());
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        drop(error.print());
        return ExitCode::from(2);
    }
    let said = error.to_string();
    let what = said.split("\n\nUsage:").next().unwrap_or_default();
    let what = what.split("\n\nFor more information").next().unwrap_or_default();
    let words: Vec<&str> = what.trim_start_matches("error:").split_whitespace().collect();
    eprintln!("eclaireur: {} · see `eclaireur --help`", words.join(" "));
    ExitCode::from(2)
}

async fn run(cli: Cli) -> Result<Outcome> {
    let common = &cli.common;
    match cli.command {
        Command::Serve(serve) => Box::pin(serve.run(common)).await,
        Command::Demo(demo) => Box::pin(demo.run(common)).await,
        Command::Inspect(inspect) => inspect.run(common),
        Command::Import(import) => import.run(common).await,
        Command::Assess(assess) => assess.run(common).await,
        Command::Baseline(baseline) => baseline.run(common),
        Command::Baselines(baselines) => baselines.run(common).await,
        Command::Imports(imports) => imports.run(common).await,
        Command::Export(export) => export.run(common).await,
        Command::ImportOrganisation(import) => import.run(common).await,
        Command::Organisation(organisation) => organisation.run(common).await,
        Command::Building(building) => building.run(common).await,
        Command::Financing(financing) => financing.run(common),
        Command::Scenario(scenario) => scenario.run(common).await,
        Command::Catalog(catalog) => catalog.run(common),
        Command::Weather(weather) => weather.run(common).await,
        Command::Report(report) => Box::pin(report.run(common)).await,
        Command::User(user) => user.run(common).await,
        Command::Backup(backup) => backup.run(common).await,
        Command::Restore(restore) => restore.run(common).await,
        Command::Audit(audit) => audit.run(common).await,
        Command::Config => {
            let settings = common.settings(Layer::default(), false)?;
            let printed = settings.printed();
            if common.json {
                let map: serde_json::Map<_, _> =
                    printed.into_iter().map(|(k, v)| (k.to_owned(), v.into())).collect();
                print(&serde_json::to_string_pretty(&map)?);
            } else {
                for (name, value) in printed {
                    print(&format!("{name} = {value}"));
                }
            }
            Ok(Outcome::Done)
        }
        Command::Openapi => {
            print(crate::api::document::text());
            Ok(Outcome::Done)
        }
        Command::Migrate(migrate) => migrate.run(common).await,
    }
}

/// A line on standard output; a reader that went away is no error of ours.
fn print(line: &str) {
    use std::io::Write as _;
    drop(writeln!(std::io::stdout(), "{line}"));
}
