//! Reports of a building: the yearly one as a page, publishing it, and every report as a file.
//!
//! A file is of now (`bulletin.pdf`), or of a report that was published (`<id>-rapport-annuel-2025.xlsx`), to the byte.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::pages::yearly_report::{Published, YearlyReportPage};
use eclaireur_frontend::reports::{Kind as Printed, Report};
use eclaireur_frontend::{Flash, RenderError, urls, yearly};
use eclaireur_models::period::day_of;

use super::assessed::told;
use super::download::{download, marked};
use super::{building, name_of, shown};
use crate::app::App;
use crate::assessing::{Stale, reports};
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::reporting::{self, Form, NotReported};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::reports::{Frozen, Kind, ReportRow};
use crate::store::{Paging, ReportId};

/// Published reports shown, the newest.
const SHOWN: u64 = 50;
/// Fact of the person responsible for energy.
const MANAGER: &str = "building.energy_manager";

/// The function of the person responsible for energy today.
pub(super) async fn responsible(app: &App, row: &BuildingRow) -> AppResult<Option<String>> {
    let known = facts::on(app.db.read(), row.tenant, Subject::Building(row.id), app.clock.today()).await?;
    Ok(known.into_iter().find(|fact| fact.fact == MANAGER).map(|fact| fact.value))
}

fn published(app: &App, row: ReportRow) -> Published {
    let on = app.clock.today();
    Published {
        id: row.id.to_string(),
        year: row.year,
        on: day_of(row.published_at).unwrap_or(on),
        catalog: row.catalog,
        sha256: row.sha256,
        files: row.files.into_iter().map(|file| file.name).collect(),
        withdrawn_on: row.withdrawn_at.map(|at| day_of(at).unwrap_or(on)),
    }
}

/// GET /batiments/{b}/rapport-annuel
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let asked: Option<i16> = visitor.word("annee").parse().ok();
    let known = |year: &i16| yearly::tells(&told.assessed.assessment, *year);
    let held = reports::list(&app, &told.row, &Paging::first(SHOWN)).await?;
    let page = YearlyReportPage {
        year: asked.filter(known),
        responsible: responsible(&app, &told.row).await?,
        published: held
            .items
            .into_iter()
            .filter(|row| row.kind == Kind::Yearly)
            .map(|row| published(&app, row))
            .collect(),
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
    };
    shown(page.html())
}

/// GET /batiments/{b}/rapports: those published stand on the page of the yearly report.
pub async fn list(State(app): State<App>, Path(code): Path<String>) -> AppResult {
    building(&app, &code).await?;
    Ok(Redirect::to(&urls::yearly_report(&code)).into_response())
}

/// What is frozen, as files: the workbook, and the PDF where the program makes any.
fn files(report: &Report) -> anyhow::Result<Vec<reports::File>> {
    let name = report.file_name();
    let mut files = Vec::new();
    match report.pdf() {
        Ok(bytes) => files.push((format!("{name}.pdf"), Form::Pdf.media_type(), bytes)),
        Err(RenderError::PdfNotBuilt) => {}
        Err(error) => return Err(error.into()),
    }
    files.push((format!("{name}.xlsx"), Form::Xlsx.media_type(), report.xlsx()?));
    Ok(files)
}

/// POST /batiments/{b}/rapports: publishes the report of a year, or marks one as withdrawn (`withdraw`).
pub async fn publish(State(app): State<App>, Path(code): Path<String>, posted: Posted) -> AppResult {
    let (whose, row) = building(&app, &code).await?;
    let withdraw = posted.form.get("withdraw");
    if !withdraw.is_empty() {
        let id: ReportId = withdraw.parse().map_err(|_| AppError::not_found())?;
        reports::withdraw(&app, &app.by(), &row, id).await?;
        return Ok(done(&urls::yearly_report(&code), &Flash::TakenBack).into_response());
    }
    let year: i16 = posted.form.get("annee").parse().map_err(|_| AppError::bad_request())?;
    let now = reporting::of(&app, &whose, &row, Printed::Yearly, Some(year)).await?;
    // A year that the figures do not tell of is no report.
    if !yearly::tells(&now.assessment, year) {
        return Err(AppError::not_found());
    }
    let render =
        move |frozen: &Frozen| files(&Report { assessment: frozen.assessment.clone(), ..now.clone() });
    reports::publish(&app, &row, &whose, Kind::Yearly, year, render).await?;
    Ok(done(&urls::yearly_report(&code), &Flash::Published).into_response())
}

/// GET /batiments/{b}/rapports/{f}
pub async fn file(
    State(app): State<App>,
    Path((code, name)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let (whose, row) = building(&app, &code).await?;
    let form = Form::of_path(&name).ok_or_else(AppError::not_found)?;
    let frozen = name.split_once('-').and_then(|(id, file)| Some((id.parse::<ReportId>().ok()?, file)));
    if let Some((id, file)) = frozen {
        // Whatever became of the text since: what was published is handed out as it was.
        let report = reports::row(&app, &row, id).await?.ok_or_else(AppError::not_found)?;
        let bytes = reports::file(&app, &report, file).await?;
        return Ok(download(bytes, form.media_type(), file));
    }
    let kind = name.rsplit_once('.').and_then(|(stem, _)| Printed::from_name(stem));
    let kind = kind.ok_or_else(AppError::not_found)?;
    let asked = visitor.word("annee");
    let year: Option<i16> = match asked.as_str() {
        "" => None,
        year => Some(year.parse().map_err(|_| AppError::not_found())?),
    };
    let report = reporting::of(&app, &whose, &row, kind, year).await?;
    // A year of which nothing is known is no report.
    if year.is_some_and(|year| !reporting::years(&report.assessment).contains(&year)) {
        return Err(AppError::not_found());
    }
    let stale = report.stale.then_some(Stale::NotComputed);
    let called = format!("{code}-{}.{}", report.file_name(), form.ending());
    match reporting::written(&app, report, form).await {
        Ok(bytes) => Ok(marked(download(bytes, form.media_type(), &called), stale)),
        // This program writes no PDF: there is no such file here.
        Err(NotReported::Render(RenderError::PdfNotBuilt)) => Err(AppError::not_found()),
        Err(error) => Err(error.into()),
    }
}
