//! Choosing files and sending them. One leads to its preview; several, or a ZIP of several, to their list.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::forms::Problem;
use eclaireur_frontend::pages::upload::UploadPage;
use eclaireur_frontend::{Flash, Named, urls};

use super::{again, building, building_name, name_of, organisation, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::Options;
use crate::importing::sending::{self, Received};
use crate::store::imports::Staged;
use crate::store::organisations::OrganisationRow;

fn page(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    building: Option<Named>,
    problem: Option<Problem>,
) -> UploadPage {
    UploadPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        building,
        accepted: ["CSV", "Excel", "PDF", "XML", "ZIP"].map(str::to_owned).to_vec(),
        accept: [
            ".csv",
            ".txt",
            ".tsv",
            ".xlsx",
            ".xls",
            ".pdf",
            ".xml",
            ".zip",
            "text/csv",
            "text/plain",
            "text/xml",
            "application/xml",
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/pdf",
            "application/zip",
        ]
        .map(str::to_owned)
        .to_vec(),
        max_bytes: app.settings.upload_limit_bytes,
        problem,
    }
}

/// GET /organisations/{o}/importer
pub async fn for_organisation(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    shown(page(&app, &visitor, &whose, None, None).html())
}

/// GET /batiments/{b}/importer
pub async fn for_building(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let (whose, row) = building(&app, &code).await?;
    shown(page(&app, &visitor, &whose, Some(building_name(&row)), None).html())
}

/// POST /organisations/{o}/importer
pub async fn to_organisation(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    receive(&app, &visitor, &whose, None, Options::default(), posted).await
}

/// POST /batiments/{b}/importer
pub async fn to_building(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let (whose, row) = building(&app, &code).await?;
    let options = Options { building: Some(row.id), ..Options::default() };
    receive(&app, &visitor, &whose, Some(building_name(&row)), options, posted).await
}

/// Keeps each file as a preview. Meters that are not known are proposed as new: the preview asks before it makes one.
async fn receive(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    building: Option<Named>,
    options: Options,
    posted: Posted,
) -> AppResult {
    let options = Options { create_meters: true, ..options };
    let files: Vec<_> = posted.files_of("file").cloned().collect();
    if let Some(problem) = posted.unreadable("file", app.settings.upload_limit_bytes) {
        return again(page(app, visitor, whose, building, Some(problem)).html());
    }
    let pieces = sending::unpack(app, files).await?;
    let page = match sending::receive(app, &app.by(), whose.id, pieces, &options).await? {
        Received::Several(id) => urls::sending(whose.organisation.code.as_str(), &id.to_string()),
        Received::One(staged) => match *staged {
            Staged::New(row) => urls::import(&row.id.to_string()),
            Staged::Already(row) => {
                let import = row.id.to_string();
                let page = urls::import(&import);
                return Ok(done(&page, &Flash::AlreadyImported { import }).into_response());
            }
        },
    };
    Ok(Redirect::to(&page).into_response())
}
