//! The erasure of an organisation: asked for, taken back, and what is told of it afterwards.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::pages::erase::{ErasePage, ErasureState};
use eclaireur_frontend::pages::erased::ErasedPage;
use eclaireur_frontend::urls;
use eclaireur_models::period::{Day, day_of};

use super::download::download;
use super::{again, name_of, organisation, shown};
use crate::app::App;
use crate::erasing::{ARCHIVE_DAYS, DAY_S};
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::Visitor;
use crate::store::organisations::OrganisationRow;
use crate::store::{OrganisationId, StoreError, erasures, journal};

fn day(at: i64) -> Day {
    day_of(at).unwrap_or(Day::MAX)
}

async fn page(app: &App, visitor: &Visitor, whose: &OrganisationRow) -> AppResult<ErasePage> {
    let c = app.db.read();
    let since = app.clock.now() - ARCHIVE_DAYS * DAY_S;
    // What was just downloaded may still be on its way into the log.
    app.traces.settled().await;
    let state = match erasures::of(c, whose.id).await? {
        Some(asked) => ErasureState::Asked(day(asked.due_at)),
        None => match journal::archived_since(c, whose.id, since).await? {
            Some(at) => ErasureState::Open(day(at)),
            None => ErasureState::ArchiveFirst,
        },
    };
    Ok(ErasePage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        id: whose.id.to_string(),
        state,
        wait_days: app.settings.privacy.erasure_wait_days,
        wrong_name: false,
    })
}

/// GET /organisations/{o}/effacer
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    shown(page(&app, &visitor, &whose).await?.html())
}

/// POST /organisations/{o}/effacer: asks for it, or takes that back.
pub async fn change(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let page = page(&app, &visitor, &whose).await?;
    let by = app.by();
    match (posted.form.get("action"), page.state) {
        ("renoncer", ErasureState::Asked(_)) => {
            let tx = app.db.begin().await?;
            erasures::withdraw(&tx, &by, whose.id).await?;
            tx.commit().await.map_err(StoreError::from)?;
        }
        ("demander", ErasureState::Open(_)) => {
            if posted.form.get("name") != whose.organisation.name {
                return again(ErasePage { wrong_name: true, ..page }.html());
            }
            let due_at = by.now + i64::from(page.wait_days) * DAY_S;
            let tx = app.db.begin().await?;
            erasures::ask(&tx, &by, whose.id, due_at).await?;
            tx.commit().await.map_err(StoreError::from)?;
        }
        // Without its archive, or asked for twice: the page says where it stands.
        _ => return again(page.html()),
    }
    Ok(Redirect::to(&urls::erase(&code)).into_response())
}

async fn told(app: &App, visitor: &Visitor, id: &str) -> AppResult<ErasedPage> {
    let gone: OrganisationId = id.parse().map_err(|_| AppError::not_found())?;
    let (at, receipt) = erasures::receipt(app.db.read(), gone).await?.ok_or_else(AppError::not_found)?;
    Ok(ErasedPage {
        shell: visitor.shell(app, None),
        id: gone.to_string(),
        on: day(at),
        rows: receipt.rows.into_iter().collect(),
        entries: u64::try_from(receipt.entries).unwrap_or(0),
        last_hash: receipt.last_hash,
        kept: receipt.kept,
    })
}

/// GET /effacements/{e}
pub async fn erased(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    shown(told(&app, &visitor, &id).await?.html())
}

/// GET /effacements/{e}/attestation.txt
pub async fn erased_text(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let page = told(&app, &visitor, &id).await?;
    Ok(download(page.as_text(), "text/plain; charset=utf-8", "attestation.txt"))
}
