//! One catalogue for every instance on a database: whoever was started or told to read last says which.
//!
//! ```text
//! start, or read again ─▶ kept in the database, an entry in the log of the service ─▶ in force
//! any other instance, within seconds ─▶ takes it from the database ─right─▶ goes by it
//!                                                                  └not right, or another method─▶ says so, keeps nothing
//! ```
//!
//! An instance that cannot go by what is in force (an older program does not understand a newer catalogue, or makes figures by
//! another method) answers with its own and writes no assessment: two of them never make each other's anew. It says so in
//! its log and on the page of the state until both are the same. Does *not* check a catalogue: [`crate::catalogs`].

use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Result, anyhow};
use eclaireur_models::assessment::METHOD;

use crate::app::App;
use crate::store::snapshots::{self, InForce};
use crate::store::{By, StoreError};

/// How far the log of the service was read.
#[derive(Debug, Default)]
pub struct Followed(AtomicI64);

/// Puts the catalogue of this instance in force.
///
/// # Errors
/// The database; the files have changed since they were read, and they were not kept before.
pub async fn announce(app: &App, by: &By) -> Result<()> {
    let version = app.catalog().version().to_owned();
    let bytes = if snapshots::is_kept(app.db.read(), &version).await? {
        None
    } else {
        let (catalogs, version) = (app.catalogs.clone(), version.clone());
        Some(tokio::task::spawn_blocking(move || catalogs.packed(&version)).await??)
    };
    let tx = app.db.begin().await?;
    let other = snapshots::put_in_force(&tx, by, (&version, METHOD), bytes.as_deref()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    app.catalogs.agrees();
    if other {
        tracing::info!(version, method = METHOD, "this catalogue is in force for every instance");
    }
    Ok(())
}

/// Goes by what another instance has put in force since it was last asked; says whether the catalogue is another one now.
///
/// # Errors
/// The database.
pub async fn follow(app: &App) -> Result<bool> {
    let seen = &app.catalogs.followed.0;
    let Some((last, in_force)) = snapshots::newest(app.db.read(), seen.load(Ordering::Relaxed)).await? else {
        return Ok(false);
    };
    let changed = match in_force {
        Some(in_force) => go_by(app, in_force).await?,
        None => false,
    };
    seen.store(last, Ordering::Relaxed);
    Ok(changed)
}

async fn go_by(app: &App, in_force: InForce) -> Result<bool> {
    let ours = app.catalog().version().to_owned();
    if in_force.method != METHOD {
        let (theirs, method) = (&in_force.hash, in_force.method);
        tracing::error!(
            ours,
            method = METHOD,
            theirs,
            in_force = method,
            "another instance makes figures by another method: bring both programs to the same version; nothing is kept here"
        );
        app.catalogs.differs(in_force);
        return Ok(false);
    }
    if in_force.hash == ours {
        app.catalogs.agrees();
        return Ok(false);
    }
    let taken = match snapshots::get(app.db.read(), &in_force.hash).await? {
        None => Err(anyhow!("it is not in the database")),
        Some(bytes) => {
            let (catalogs, version, now) = (app.catalogs.clone(), in_force.hash.clone(), app.clock.now());
            tokio::task::spawn_blocking(move || catalogs.take(&version, &bytes, now)).await?
        }
    };
    match taken {
        Ok(()) => {
            tracing::info!(
                before = ours,
                version = in_force.hash,
                "another instance has put this catalogue in force"
            );
            Ok(true)
        }
        Err(error) => {
            let theirs = &in_force.hash;
            tracing::error!(
                ours,
                theirs,
                "the catalogue that another instance has put in force cannot be used: {error:#}; nothing is kept here"
            );
            app.catalogs.differs(in_force);
            Ok(false)
        }
    }
}
