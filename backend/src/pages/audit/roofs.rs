//! Roofs of the audit: how one lies is told, and the sun on it asked for where the settings name somebody.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::{Flash, forms, urls};
use eclaireur_models::audit::Part;
use eclaireur_models::audit::roofs::{Roof, Sunshine};
use eclaireur_models::catalog::SavingMethod;
use eclaireur_models::finding::Code;
use eclaireur_models::measures::pv::pvgis;

use super::super::again;
use super::{Found, closed, found, measures, seen, tell, to_overview};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::outside::pvgis::{Asked, Service, Yields};

/// POST /batiments/{b}/audit/toitures: how the roof of a measure lies.
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    let numbers = with_panels(&app, &now);
    if let Some(mut roof) = forms::audit_roof(&mut posted.form, &numbers) {
        let mut all = now.held.audit.roof.clone();
        let before = all.iter().find(|one| one.measure == roof.measure && one.plane() == roof.plane());
        match before.and_then(|one| one.told.clone()) {
            // Asked once: the sun does not change.
            Some(told) => roof.told = Some(told),
            None if closed(&now).is_none() => asked(&app, &mut roof).await?,
            None => {}
        }
        all.retain(|one| one.measure != roof.measure);
        all.push(roof);
        all.sort_by_key(|one| one.measure);
        let seen = Some(seen(&posted.form));
        let body = serde_json::to_value(&all).map_err(anyhow::Error::from)?;
        if tell(&app, &now, (Part::Roofs, seen), &body, &mut posted.form).await? {
            return Ok(done(&urls::audit_measures(&code), &Flash::Saved).into_response());
        }
    }
    let Some(now) = found(&app, &code).await? else { return Ok(to_overview(&code)) };
    again(Box::pin(measures::with_roof(&app, &visitor, now, posted.form)).await?.html())
}

/// Numbers of the measures that put panels on a roof.
fn with_panels(app: &App, now: &Found) -> Vec<u16> {
    let catalog = app.catalog();
    let panels =
        |code: &str| catalog.measure(code).is_some_and(|card| card.method == SavingMethod::Photovoltaic);
    now.held.audit.measure.iter().filter(|one| panels(&one.code)).map(|one| one.number).collect()
}

/// Asks for the sun on a roof; what comes of it stands in the roof.
async fn asked(app: &App, roof: &mut Roof) -> AppResult<()> {
    let catalog = app.catalog();
    let (plane, card) = (roof.plane().ok_or_else(AppError::bad_request)?, catalog.photovoltaics());
    let (Some(service), Some(card)) = (Service::of(&app.settings.sun), card) else {
        roof.untold = Some("off".to_owned());
        return Ok(());
    };
    let answer = match service.ask(Asked { place: card.place, plane }).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::warn!(host = service.host(), "the yield of a roof: {error}");
            roof.untold = Some(error.code().to_owned());
            return Ok(());
        }
    };
    match pvgis::read(&answer, card) {
        (Some(told), _) => {
            let host = service.host().to_owned();
            roof.told = Some(Sunshine { months: told.by_month(), host, on: app.clock.today() });
        }
        (None, findings) => {
            let why = match findings.first().map(|finding| finding.code) {
                Some(Code::PvYieldIncomplete) => "incomplete",
                Some(Code::PvYieldImplausible) => "implausible",
                _ => "unreadable",
            };
            roof.untold = Some(why.to_owned());
        }
    }
    Ok(())
}
