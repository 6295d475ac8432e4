//! Changing an organisation, putting it away, taking it out again.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, OrganisationInput, Problem, ProblemCode};
use eclaireur_frontend::pages::organisation_form::OrganisationFormPage;
use eclaireur_frontend::{Flash, urls};

use super::{activities, again, commune_of, communes, name_of, organisation, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::organisations::{self, NewOrganisation, OrganisationRow};
use crate::store::{StoreError, retention};

fn page(app: &App, visitor: &Visitor, row: &OrganisationRow, form: FormData) -> OrganisationFormPage {
    OrganisationFormPage {
        shell: visitor.shell(app, Some(name_of(row))),
        organisation: name_of(row),
        archived: row.organisation.archived,
        form,
        activities: activities(app),
        communes: communes(app, None),
    }
}

/// GET /organisations/{o}/modifier
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let row = organisation(&app, &code).await?;
    let head = row.organisation.clone();
    let form = OrganisationInput {
        name: head.name,
        bce: head.bce,
        legal_form: head.legal_form,
        activity: head.activity,
        postcode: head.postcode,
        commune: head.commune_nis,
        photo_years: retention::photo_years(app.db.read(), row.id).await?,
    }
    .to_form();
    shown(page(&app, &visitor, &row, form).html())
}

/// POST /organisations/{o}/modifier
pub async fn save(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let row = organisation(&app, &code).await?;
    let Some(input) = OrganisationInput::read(&mut posted.form) else {
        return again(page(&app, &visitor, &row, posted.form).html());
    };
    if input.activity.as_ref().is_some_and(|a| app.catalog().sector(a).is_none()) {
        posted.form.fail("activity", Problem::new(ProblemCode::NotInList));
        return again(page(&app, &visitor, &row, posted.form).html());
    }
    let new = NewOrganisation {
        name: input.name,
        bce: input.bce,
        legal_form: input.legal_form,
        activity: input.activity,
        postcode: input.postcode,
        commune_nis: commune_of(&app, input.postcode, input.commune.as_deref()),
        code: None,
    };
    let tx = app.db.begin().await?;
    match organisations::update(&tx, &app.by(), row.id, &new).await {
        Ok(_) => {}
        Err(StoreError::Taken { what }) if what.contains("bce") => {
            posted.form.fail("bce", Problem::new(ProblemCode::BceTaken));
            return again(page(&app, &visitor, &row, posted.form).html());
        }
        Err(error) => return Err(error.into()),
    }
    retention::keep_photos(&tx, &app.by(), row.id, input.photo_years).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::organisation(&code), &Flash::Saved).into_response())
}

/// POST /organisations/{o}/archiver
pub async fn archive(State(app): State<App>, Path(code): Path<String>, _: Posted) -> AppResult {
    set_archived(&app, &code, true).await
}

/// POST /organisations/{o}/restaurer
pub async fn restore(State(app): State<App>, Path(code): Path<String>, _: Posted) -> AppResult {
    set_archived(&app, &code, false).await
}

async fn set_archived(app: &App, code: &str, archived: bool) -> AppResult {
    let row = organisation(app, code).await?;
    let tx = app.db.begin().await?;
    organisations::set_archived(&tx, &app.by(), row.id, archived).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let flash = if archived { Flash::Archived } else { Flash::Restored };
    Ok(done(&urls::organisation(code), &flash).into_response())
}
