//! `serve`: the service, until it is told to stop.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use tokio::net::TcpListener;
use tokio::signal;

use super::{Common, Outcome};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Layer, Way};
use crate::people;
use crate::store::{By, watch};
use crate::{demo, in_force, jobs, router, telemetry};

/// Seconds by which clocks may differ before it is said.
const CLOCKS_S: i64 = 10;

/// Starts the service.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The demonstration: invented buildings, kept in ./data/demo.db.
    #[arg(long)]
    demo: bool,
    /// Address and port; only this machine until accounts exist.
    #[arg(long, value_name = "ADDRESS:PORT")]
    bind: Option<SocketAddr>,
}

impl Serve {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let settings = common.settings(Layer { bind: self.bind, ..Layer::default() }, self.demo)?;
        telemetry::start(&settings);
        let bind = settings.bind;
        let app = if self.demo {
            Box::pin(demo::start(settings, Clock::system())).await.context("making the demonstration")?
        } else {
            App::start(settings, Clock::system(), false).await?
        };
        if !self.demo {
            not_beyond_without_somebody(&app, &first(common)).await?;
        }
        same_clock(&app).await?;
        let listener = TcpListener::bind(bind).await.with_context(|| {
            format!("listening on {bind} (is another program there? try --bind 127.0.0.1:3001)")
        })?;
        let address = listener.local_addr()?;
        tracing::info!(%address, demo = self.demo, "listening");
        if !self.demo && !app.has_accounts().await? {
            eprintln!(
                "eclaireur: no account yet: whoever sits at this machine may do everything · first `{}`",
                first(common)
            );
        }
        if let Way::Folder(folder) = &app.settings.mail.way {
            tracing::info!(folder = %folder.display(), "no mail_smtp_url: mails are kept as files");
        }
        super::print(&format!("http://{address}/"));
        in_force::announce(&app, &By::service(app.clock.now()))
            .await
            .context("putting the catalogue in force")?;
        let jobs = jobs::start(app.clone());
        let rereading = tokio::spawn(reread_when_told(app.clone()));
        let service = router::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(stop()).await?;
        rereading.abort();
        jobs.stop().await;
        app.traces.settled().await;
        app.db.close().await?;
        tracing::info!("stopped");
        Ok(Outcome::Done)
    }
}

/// How the first administrator is made, in the database that is served.
fn first(common: &Common) -> String {
    let config = common.config.as_ref().map(|file| format!("--config {} ", file.display()));
    format!("eclaireur {}user add VOTRE@ADRESSE --role administrator", config.unwrap_or_default())
}

/// From other machines nobody comes in before there is an administrator.
async fn not_beyond_without_somebody(app: &App, first: &str) -> Result<()> {
    let beyond = app.settings.public_url.is_some() || !app.settings.bind.ip().is_loopback();
    if beyond && !people::has_administrator(app).await? {
        bail!("there is no administrator yet, and other machines can reach this service: first `{first}`");
    }
    Ok(())
}

/// Claims of jobs end by the clock of each instance: one that goes wrong is said when it starts.
async fn same_clock(app: &App) -> Result<()> {
    if let Some(ahead_s) = watch::ahead_s(&app.db, app.clock.now()).await?
        && ahead_s.abs() > CLOCKS_S
    {
        tracing::warn!(ahead_s, "the clock of the database server is another one: keep both by NTP");
    }
    Ok(())
}

/// A hang-up signal: the catalogue is read again, and the service goes on with the last good one.
async fn reread_when_told(app: App) {
    let mut told = match signal::unix::signal(signal::unix::SignalKind::hangup()) {
        Ok(told) => told,
        Err(error) => return tracing::warn!("no signal makes us read the catalogue again: {error}"),
    };
    while told.recv().await.is_some() {
        if let Err(error) = app.reread_catalog().await {
            tracing::error!("reading the catalogue again: {error:#}");
        }
    }
}

/// Ctrl-C or a termination signal: requests in flight are answered, then the service ends.
async fn stop() {
    let interrupt = async {
        drop(signal::ctrl_c().await);
    };
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => core::future::pending().await,
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("stopping");
}
