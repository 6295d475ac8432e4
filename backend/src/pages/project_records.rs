//! Aids as they went and obstacles of a project: shown, told, taken back. A later record takes the place of the one before.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem};
use eclaireur_frontend::pages::obstacles::{self as obstacles_page, ObstacleLine, ObstaclesPage};
use eclaireur_frontend::pages::requests::{self as requests_page, RequestLine, RequestsPage};
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::lang::Lang;

use super::heads::head;
use super::project::{Found, archived, found};
use super::{again, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::requests::{self, ObstacleRow, RequestRow};
use crate::store::{ObstacleId, RequestId, StoreError};

/// Names of the schemes, by code.
pub(crate) fn schemes(app: &App) -> Vec<Named> {
    let catalog = app.catalog();
    catalog.schemes().iter().map(|scheme| Named::new(&scheme.code, scheme.name.get(Lang::Fr))).collect()
}

fn project_name(of: &Found) -> Named {
    Named::new(of.project.code.as_str(), of.project.name.as_str())
}

/// The id of a record that a form names; none where it names none.
fn named<T: core::str::FromStr>(text: &str) -> AppResult<Option<T>> {
    match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| AppError::not_found()),
    }
}

async fn requests_of(app: &App, of: &Found) -> AppResult<Vec<RequestLine>> {
    let schemes = schemes(app);
    let rows = requests::of_building(app.db.read(), of.row.tenant, of.row.id).await?;
    let line = |row: RequestRow| RequestLine {
        row: row.id.to_string(),
        record: row.record.to_string(),
        // A scheme that left the catalogue keeps its code.
        scheme: schemes
            .iter()
            .find(|scheme| scheme.code == row.told.scheme)
            .map_or_else(|| row.told.scheme.clone(), |scheme| scheme.name.clone()),
        request: row.told,
    };
    Ok(requests::of_project(rows, of.project.id).into_iter().map(line).collect())
}

async fn requests_page(
    app: &App,
    visitor: &Visitor,
    of: &Found,
    form: Option<FormData>,
) -> AppResult<RequestsPage> {
    let lines = requests_of(app, of).await?;
    let wanted = visitor.word("ligne");
    let held = lines.iter().find(|line| line.record == wanted).map(RequestLine::typed);
    Ok(RequestsPage {
        shell: visitor.shell(app, Some(name_of(&of.organisation))),
        head: head(app, &of.organisation, &of.row).await?,
        project: project_name(of),
        lines,
        schemes: schemes(app),
        form: form.or(held).unwrap_or_default(),
    })
}

/// GET /batiments/{b}/financer/{p}/demandes; `ligne` tells more of one.
pub async fn show_requests(
    State(app): State<App>,
    Path((b, p)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let of = found(&app, &b, &p).await?;
    shown(requests_page(&app, &visitor, &of, None).await?.html())
}

/// POST /batiments/{b}/financer/{p}/demandes
pub async fn keep_request(
    State(app): State<App>,
    Path((b, p)): Path<(String, String)>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let of = found(&app, &b, &p).await?;
    let (tenant, project) = (of.row.tenant, &of.project);
    let here = urls::project_requests(&b, &p);
    if let Some(row) = named::<RequestId>(posted.form.get("undo"))? {
        let tx = app.db.begin().await?;
        requests::undo(&tx, &app.by(), tenant, project.id, row).await?;
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(done(&here, &Flash::ChangeUndone).into_response());
    }
    let record = named::<RequestId>(posted.form.get("record"))?;
    let form = &mut posted.form;
    let mut request = requests_page::read(form, &schemes(&app), app.clock.today());
    if let Some(away) = archived(&of) {
        form.fail("scheme", Problem::new(away));
        request = None;
    }
    let Some(request) = request else {
        return again(requests_page(&app, &visitor, &of, Some(posted.form)).await?.html());
    };
    let tx = app.db.begin().await?;
    requests::record(&tx, &app.by(), (tenant, project), record, &request).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&here, &Flash::Saved).into_response())
}

async fn obstacles_page(
    app: &App,
    visitor: &Visitor,
    of: &Found,
    form: Option<FormData>,
) -> AppResult<ObstaclesPage> {
    let rows = requests::obstacles_of_building(app.db.read(), of.row.tenant, of.row.id).await?;
    let line = |row: ObstacleRow| ObstacleLine {
        row: row.id.to_string(),
        record: row.record.to_string(),
        met: row.told,
    };
    let lines: Vec<ObstacleLine> = requests::of_project(rows, of.project.id).into_iter().map(line).collect();
    let wanted = visitor.word("ligne");
    let held = lines.iter().find(|line| line.record == wanted).map(ObstacleLine::typed);
    Ok(ObstaclesPage {
        shell: visitor.shell(app, Some(name_of(&of.organisation))),
        head: head(app, &of.organisation, &of.row).await?,
        project: project_name(of),
        lines,
        on: app.clock.today(),
        form: form.or(held).unwrap_or_default(),
    })
}

/// GET /batiments/{b}/financer/{p}/obstacles; `ligne` tells more of one.
pub async fn show_obstacles(
    State(app): State<App>,
    Path((b, p)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let of = found(&app, &b, &p).await?;
    shown(obstacles_page(&app, &visitor, &of, None).await?.html())
}

/// POST /batiments/{b}/financer/{p}/obstacles
pub async fn keep_obstacle(
    State(app): State<App>,
    Path((b, p)): Path<(String, String)>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let of = found(&app, &b, &p).await?;
    let (tenant, project) = (of.row.tenant, &of.project);
    let here = urls::project_obstacles(&b, &p);
    if let Some(row) = named::<ObstacleId>(posted.form.get("undo"))? {
        let tx = app.db.begin().await?;
        requests::undo_obstacle(&tx, &app.by(), tenant, project.id, row).await?;
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(done(&here, &Flash::ChangeUndone).into_response());
    }
    let record = named::<ObstacleId>(posted.form.get("record"))?;
    let form = &mut posted.form;
    let mut met = obstacles_page::read(form, app.clock.today());
    if let Some(away) = archived(&of) {
        form.fail("obstacle", Problem::new(away));
        met = None;
    }
    let Some(met) = met else {
        return again(obstacles_page(&app, &visitor, &of, Some(posted.form)).await?.html());
    };
    let tx = app.db.begin().await?;
    requests::meet(&tx, &app.by(), (tenant, project), record, &met).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&here, &Flash::Saved).into_response())
}
