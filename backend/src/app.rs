//! What every handler is given: database, clock, catalogue, settings.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, Error, Result, anyhow};
use eclaireur_models::catalog::{Catalog, Problem};
use tokio::sync::Semaphore;

use crate::assessing::Assessing;
use crate::catalogs::{Catalogs, Reread};
use crate::clock::Clock;
use crate::config::Settings;
use crate::doors::{Traces, acting};
use crate::extract::kept::Kept;
use crate::in_force;
use crate::metrics::Metrics;
use crate::outside::files;
use crate::people::mails::Mails;
use crate::sector::Held;
use crate::store::{By, Database, OrganisationId, ReadingLinkId, accounts};
use crate::turns::Turns;

/// Cheap to clone; one per service.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Database,
    /// The only "now".
    pub clock: Clock,
    /// The catalogue in force, and another in its place.
    pub catalogs: Arc<Catalogs>,
    /// The settings.
    pub settings: Arc<Settings>,
    /// Whether this is the demonstration.
    pub demo: bool,
    /// Turns for requests that hold a whole file in memory.
    pub heavy: Arc<Semaphore>,
    /// Turns for reading a kept file again.
    pub previews: Arc<Semaphore>,
    /// Turns for writing archives, one for each organisation: each holds one moment of the database until it is received.
    pub exports: Arc<Turns<OrganisationId>>,
    /// Turns for what is sent from beside a meter, one for each link: on a bad connection each takes its time, and none
    /// holds up an import.
    pub meter_forms: Arc<Turns<ReadingLinkId>>,
    /// Turns for drawing and laying out: charts as pictures, reports.
    pub drawing: Arc<Semaphore>,
    /// Answers that are the same while nothing is written.
    pub kept: Arc<Kept>,
    /// What computing assessments shares.
    pub assessing: Arc<Assessing>,
    /// The sector as it may be shown.
    pub sector: Arc<Held>,
    /// What was counted and measured while serving.
    pub metrics: Arc<Metrics>,
    /// Whether there was an account when last asked; there is no way back.
    pub accounts: Arc<AtomicBool>,
    /// Mails on their way out.
    pub mails: Arc<Mails>,
    /// Who saw what today, as far as it is written down already.
    pub traces: Arc<Traces>,
    /// Whether what is computed is kept. A command computes with the catalogue it was given, which may not be that of the
    /// service on the same database.
    pub keeps: bool,
}

/// How many files may be in memory at a time.
const FILES_AT_A_TIME: usize = 2;
/// How many forms from beside a meter may be read at a time.
const METER_FORMS_AT_A_TIME: usize = 4;
/// How many files may be drawn at a time.
const DRAWN_AT_A_TIME: usize = 2;

impl App {
    /// Opens and migrates the database, reads the catalogue.
    ///
    /// # Errors
    /// A catalogue that is not right, a database that cannot be opened.
    pub async fn start(settings: Settings, clock: Clock, demo: bool) -> Result<App> {
        let catalogs = Arc::new(Catalogs::new(&settings, clock.now()).map_err(|all| not_right(&all))?);
        let url = crate::store::without_password(&settings.database_url);
        let db = Database::connect(&settings.database_url).await.with_context(|| format!("opening {url}"))?;
        // What is there is kept before anything of it is changed.
        let before = crate::backup::before_upgrade(&db, &settings, clock.now()).await?;
        db.migrate().await.with_context(|| format!("preparing {url}"))?;
        let settings = Arc::new(settings);
        if let Some(made) = before {
            crate::backup::note(&db, &By::service(clock.now()), &made).await?;
        }
        Ok(App {
            db,
            clock,
            catalogs,
            settings: settings.clone(),
            demo,
            heavy: Arc::new(Semaphore::new(FILES_AT_A_TIME)),
            previews: Arc::new(Semaphore::new(1)),
            exports: Arc::new(Turns::new(FILES_AT_A_TIME)),
            meter_forms: Arc::new(Turns::new(METER_FORMS_AT_A_TIME)),
            drawing: Arc::new(Semaphore::new(DRAWN_AT_A_TIME)),
            kept: Arc::new(Kept::default()),
            assessing: Arc::new(Assessing::default()),
            sector: Arc::new(Held::default()),
            metrics: Arc::new(Metrics::default()),
            accounts: Arc::new(AtomicBool::new(false)),
            mails: Arc::new(Mails::new(&settings.mail)?),
            traces: Arc::new(Traces::default()),
            keeps: true,
        })
    }

    /// The catalogue in force: whoever asks keeps it to the end of his work.
    pub fn catalog(&self) -> Arc<Catalog> {
        self.catalogs.now()
    }

    /// Reads the catalogue again; what was computed with the one before is made anew.
    ///
    /// # Errors
    /// The thread that read it broke off.
    pub async fn reread_catalog(&self) -> Result<Reread> {
        let (catalogs, now) = (self.catalogs.clone(), self.clock.now());
        let reread = tokio::task::spawn_blocking(move || catalogs.reread(now)).await?;
        if !matches!(reread, Reread::Refused(_)) {
            // Whoever reads it again where another is in force wants this one.
            in_force::announce(self, &self.by()).await?;
            self.assessing.changed.notify_one();
        }
        Ok(reread)
    }

    /// Whether what is computed is kept: by the service alone, and while its catalogue is the one in force.
    pub fn keeps(&self) -> bool {
        self.keeps && self.catalogs.against().is_none()
    }

    /// Who writes, and when: the visitor of the request, or whoever sits at the machine.
    pub fn by(&self) -> By {
        By { actor: acting::actor(), now: self.clock.now() }
    }

    /// Whether there is an account: from the first one on, people sign in.
    ///
    /// # Errors
    /// The database.
    pub async fn has_accounts(&self) -> crate::store::Result<bool> {
        if self.accounts.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let any = accounts::any(self.db.read()).await?;
        self.accounts.store(any, Ordering::Relaxed);
        Ok(any)
    }
}

/// The catalogue of the settings: a folder, or what is compiled in.
///
/// # Errors
/// Every file that is not right.
pub fn catalog(settings: &Settings) -> Result<Catalog> {
    let read = match &settings.catalog {
        None => Catalog::embedded(),
        Some(folder) => {
            let files = files::read_catalog(folder)?;
            Catalog::read(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
        }
    };
    read.map_err(|problems| not_right(&problems))
}

fn not_right(problems: &[Problem]) -> Error {
    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
    anyhow!("the catalogue is not right:\n{}", list.join("\n"))
}
