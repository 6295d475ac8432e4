//! One project: shown, undone, put away, its calendar and its dossier as files.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use eclaireur_frontend::calendar_file::{Of, ics};
use eclaireur_frontend::charts::told::of_plan;
use eclaireur_frontend::forms::ProblemCode;
use eclaireur_frontend::pages::project::{Numbers, ProjectHead, ProjectPage};
use eclaireur_frontend::reports::dossier::Dossier;
use eclaireur_frontend::tables::FileKind;
use eclaireur_frontend::{Flash, Named, RenderError, urls};
use eclaireur_models::financing::dossier;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, day_of};

use super::download::download;
use super::heads::head;
use super::projects::put_away;
use super::{activities, again, building, name_of, sheet, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::financing::lines::Lines;
use crate::financing::{self, Told, told_in};
use crate::store::StoreError;
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;
use crate::store::projects::{self, ProjectRow};

const CALENDAR: &str = "text/calendar; charset=utf-8";
const TOML: &str = "application/toml; charset=utf-8";
/// The files of a project beside its calendar.
const FILES: [&str; 5] = ["dossier.toml", "dossier.xlsx", "dossier.pdf", "etapes.csv", "etapes.xlsx"];
const PDF: &str = "application/pdf";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Charts of a plan, by their names in addresses.
const PLAN_CHARTS: [&str; 2] = ["plan", "tornado"];

/// A project with whose it is.
pub(super) struct Found {
    pub(super) organisation: OrganisationRow,
    pub(super) row: BuildingRow,
    pub(super) project: ProjectRow,
}

/// The project at an address.
pub(super) async fn found(app: &App, building_code: &str, code: &str) -> AppResult<Found> {
    let (organisation, row) = building(app, building_code).await?;
    let held = projects::of_building(app.db.read(), row.tenant, row.id).await?;
    let project = held.into_iter().find(|p| p.code.as_str() == code).ok_or_else(AppError::not_found)?;
    Ok(Found { organisation, row, project })
}

/// The day that an address asks for, `2026-12-01`; today without one.
pub(crate) fn day_asked(app: &App, word: &str) -> AppResult<Day> {
    if word.is_empty() {
        return Ok(app.clock.today());
    }
    word.parse().ok().filter(|_| word.len() == 10).ok_or_else(AppError::bad_request)
}

/// GET /batiments/{b}/financer/{p}, and `{p}.ics`
pub async fn show(
    State(app): State<App>,
    Path((b, p)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    if let Some(code) = p.strip_suffix(".ics") {
        return calendar(&app, &b, code, &visitor).await;
    }
    let found = found(&app, &b, &p).await?;
    if told_in(&app, &found.project).is_err() {
        return Ok(to_list(&b));
    }
    shown(page(&app, &visitor, found, None).await?.html())
}

/// A project that cannot be read is told of in the list, where it can be put away.
pub(super) fn to_list(b: &str) -> Response {
    Redirect::to(&urls::projects(b)).into_response()
}

async fn page(
    app: &App,
    visitor: &Visitor,
    Found { organisation, row, project }: Found,
    problem: Option<ProblemCode>,
) -> AppResult<ProjectPage> {
    let on = day_asked(app, &visitor.word("le"))?;
    let told = financing::of(app, (&organisation, &row), Some(&project), on).await?;
    let numbers = Lines::of(&project.body);
    let published = financing::sheet::sheet(app, (&organisation, &row), &told, false);
    let standing = sheet::standing(app, row.tenant, project.id, published.as_ref()).await?;
    let contacts = sheet::contacts(app, row.tenant, project.id).await?;
    Ok(ProjectPage {
        standing,
        contacts,
        shell: visitor.shell(app, Some(name_of(&organisation))),
        head: head(app, &organisation, &row).await?,
        project: ProjectHead {
            project: Named::new(project.code.as_str(), project.name),
            version: project.version,
            changed_on: day_of(project.changed_at).unwrap_or(on),
            archived: project.archived_at.is_some(),
        },
        sights: told.sights(),
        case: told.case,
        held: told.held,
        numbers: Numbers { works: numbers.works.all().to_vec(), sources: numbers.sources.all().to_vec() },
        not_today: (on != app.clock.today()).then_some(on),
        problem,
        said: told.said,
        calendar: told.calendar,
        activities: activities(app),
        pdf: cfg!(feature = "pdf"),
    })
}

async fn calendar(app: &App, b: &str, p: &str, visitor: &Visitor) -> AppResult {
    let Found { organisation, row, project } = found(app, b, p).await?;
    let on = day_asked(app, &visitor.word("le"))?;
    if told_in(app, &project).is_err() {
        return Ok(to_list(b));
    }
    let told = financing::of(app, (&organisation, &row), Some(&project), on).await?;
    let of = Of {
        building: b,
        building_name: &row.building.name,
        project: p,
        project_name: &project.name,
        version: project.version,
    };
    Ok(download(ics(Lang::Fr, of, &told.calendar), CALENDAR, &format!("{b}-{p}.ics")))
}

/// POST /batiments/{b}/financer/{p}: takes the last change back (`undo`), puts the project away (`archive`) or back.
pub async fn change(
    State(app): State<App>,
    Path((b, p)): Path<(String, String)>,
    visitor: Visitor,
    posted: Posted,
) -> AppResult {
    let whose = found(&app, &b, &p).await?;
    let (tenant, id) = (whose.row.tenant, whose.project.id);
    let wants = |name: &str| posted.form.is_ticked(name);
    let flash = if wants("undo") {
        let seen = posted.form.get("version").parse().map_err(|_| AppError::bad_request())?;
        let refused = match archived(&whose) {
            Some(away) => Some(away),
            None => taken_back(&app, &whose, seen).await?,
        };
        if let Some(problem) = refused {
            // What is there now is shown, nothing was taken back.
            let now = found(&app, &b, &p).await?;
            if told_in(&app, &now.project).is_err() {
                return Ok(to_list(&b));
            }
            return again(page(&app, &visitor, now, Some(problem)).await?.html());
        }
        Flash::ChangeUndone
    } else if wants("archive") {
        put_away(&app, tenant, id, true).await?;
        Flash::ProjectArchived
    } else if wants("restore") {
        put_away(&app, tenant, id, false).await?;
        Flash::Restored
    } else {
        return Err(AppError::bad_request());
    };
    Ok(done(&urls::project(&b, &p), &flash).into_response())
}

/// Why nothing is written in a project: it, its building or its organisation is put away.
pub(super) fn archived(whose: &Found) -> Option<ProblemCode> {
    if whose.organisation.organisation.archived || whose.row.building.archived {
        return Some(ProblemCode::BuildingArchived);
    }
    whose.project.archived_at.map(|_| ProblemCode::ProjectArchived)
}

/// Takes the last change back; says so where somebody else saved meanwhile.
async fn taken_back(app: &App, whose: &Found, seen: i32) -> AppResult<Option<ProblemCode>> {
    let tx = app.db.begin().await?;
    match projects::undo(&tx, &app.by(), whose.row.tenant, whose.project.id, seen).await {
        Ok(()) => {
            tx.commit().await.map_err(StoreError::from)?;
            Ok(None)
        }
        Err(StoreError::Taken { .. }) => Ok(Some(ProblemCode::UndoChanged)),
        Err(error) => Err(error.into()),
    }
}

/// GET /batiments/{b}/financer/{p}/{f}: the dossier as a file, or a chart of the plan.
pub async fn file(
    State(app): State<App>,
    Path((b, p, f)): Path<(String, String, String)>,
    visitor: Visitor,
) -> AppResult {
    let is_chart = f.rsplit_once('.').is_some_and(|(name, _)| PLAN_CHARTS.contains(&name));
    if !is_chart && !FILES.contains(&f.as_str()) {
        return Err(AppError::not_found());
    }
    let Found { organisation, row, project } = found(&app, &b, &p).await?;
    let on = day_asked(&app, &visitor.word("le"))?;
    if told_in(&app, &project).is_err() {
        return Ok(to_list(&b));
    }
    let told = financing::of(&app, (&organisation, &row), Some(&project), on).await?;
    if let Some((name, ending)) = f.rsplit_once('.').filter(|(name, _)| PLAN_CHARTS.contains(name)) {
        let place = format!("{} · {}", row.building.name, project.name);
        let (bytes, media) = chart(&app, told, (name, ending, place)).await?;
        return Ok(download(bytes, media, &format!("{b}-{p}-{f}")));
    }
    let title = format!("{} · {}", project.name, row.building.name);
    let program = concat!("eclaireur ", env!("CARGO_PKG_VERSION"));
    let text = dossier::write(&told.case, &told.catalog, on, &title, program).map_err(anyhow::Error::msg)?;
    let name = format!("{b}-{p}-{f}");
    let checksum = text.lines().next().and_then(|line| line.split('"').nth(1)).unwrap_or_default().to_owned();
    let paper = Dossier {
        lang: Lang::Fr,
        building: row.building.name.clone(),
        organisation: organisation.organisation.name.clone(),
        project: project.name.clone(),
        sights: told.sights(),
        case: told.case,
        said: told.said,
        calendar: told.calendar,
        checksum,
        activities: activities(&app),
    };
    match f.as_str() {
        "dossier.toml" => Ok(download(text, TOML, &name)),
        "dossier.xlsx" => Ok(download(drawn(&app, move || paper.xlsx()).await?, XLSX, &name)),
        "dossier.pdf" => Ok(download(drawn(&app, move || paper.pdf()).await?, PDF, &name)),
        "etapes.csv" | "etapes.xlsx" => {
            let kind = FileKind::of_path(&f).ok_or_else(AppError::not_found)?;
            Ok(download(paper.steps().file(kind, on)?, kind.media_type(), &name))
        }
        _ => Err(AppError::not_found()),
    }
}

/// A chart of the plan as a picture or as its values; there is none without a plan.
async fn chart(
    app: &App,
    told: Told,
    (name, ending, place): (&str, &str, String),
) -> AppResult<(Vec<u8>, &'static str)> {
    let (on, sights) = (told.said.on, told.sights());
    let (plan, sights) = told.said.plan.zip(sights).ok_or_else(AppError::not_found)?;
    // What cannot be drawn is not there, and neither is a kind of file nobody makes.
    let there = of_plan(Lang::Fr, name, &plan, &sights).is_some();
    let (name, ending) = (name.to_owned(), ending.to_owned());
    let media = match ending.as_str() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => FileKind::Csv.media_type(),
        "xlsx" => FileKind::Xlsx.media_type(),
        _ => return Err(AppError::not_found()),
    };
    if !there {
        return Err(AppError::not_found());
    }
    let write = move || {
        let Some(chart) = of_plan(Lang::Fr, &name, &plan, &sights) else { return Ok(Vec::new()) };
        match ending.as_str() {
            "svg" => Ok(chart.alone(&place)?.into_bytes()),
            "png" => chart.png(&place),
            "csv" => chart.table().file(FileKind::Csv, on),
            _ => chart.table().file(FileKind::Xlsx, on),
        }
    };
    Ok((drawn(app, write).await?, media))
}

/// Lays out beside the requests, a few at a time.
async fn drawn(
    app: &App,
    write: impl FnOnce() -> Result<Vec<u8>, RenderError> + Send + 'static,
) -> AppResult<Vec<u8>> {
    let turn = app.drawing.clone().acquire_owned().await.map_err(anyhow::Error::from)?;
    let bytes = tokio::task::spawn_blocking(move || {
        let bytes = write();
        drop(turn);
        bytes
    })
    .await
    .map_err(anyhow::Error::from)?;
    match bytes {
        Ok(bytes) => Ok(bytes),
        Err(RenderError::PdfNotBuilt) => Err(AppError::not_found()),
        Err(error) => Err(error.into()),
    }
}
