//! Imports, for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use eclaireur_frontend::pages::error::ErrorKind;
use eclaireur_models::access::Action;
use eclaireur_models::finding::Finding;
use eclaireur_models::period::rfc3339;
use eclaireur_models::readings::RowCounts;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use super::building_lists;
use super::import_shapes::{ImportsShape, KeptImport, Sendings, UploadBody};
use super::invoices;
use super::listed::{self, Listed, PageQuery};
use super::once::{fingerprint, once};
use super::params::{ImportPath, OnceHeader, OrganisationPath};
use super::shapes::{FindingShape, SeriesShape, decimal};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::Visitor;
use crate::importing::{self, Counts, Effect, Mode, Options, Plan, Sent, Taken, listing, sending};
use crate::pages::organisation;
use crate::store::buildings::{self, BuildingRow};
use crate::store::imports::{self, ImportRow, Status};
use crate::store::organisations::OrganisationRow;
use crate::store::{ImportId, StoreError};

/// How files are to be taken.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct CreateQuery {
    /// Code of a building of the organisation: its meters alone are looked at.
    #[param(max_length = 200)]
    building: Option<String>,
    /// Say what they would do, and keep nothing.
    dry_run: bool,
    /// Make meters for EANs that are not known; without it they are findings.
    create_meters: bool,
    /// Keep the good rows of a partly bad file.
    accept_partial: bool,
}

/// Imports files of readings.
///
/// One or several files of the organisation, ZIPs too; each may touch many buildings. One file answers with one object,
/// several with `imports`: 207 when some were refused beside others. The same bytes again are the import that is there; after
/// an undo they are a new one.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{o}/imports",
    operation_id = "import-readings",
    tag = "imports",
    params(OrganisationPath, CreateQuery, OnceHeader),
    request_body(content = UploadBody, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Kept.", body = Sendings),
        (status = 200, description = "Kept before, or a dry run.", body = Sendings),
        (status = 207, description = "Some were kept, others refused.", body = ImportsShape),
        (status = 422, description = "`import-refused` with what was seen, `no-file`, `file-cut`, `too-many-files`, \
            `idempotency-key-unreadable`, `idempotency-key-reused`.", body = super::problem::Problem,
            content_type = "application/problem+json"),
    ),
)]
pub async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<CreateQuery>,
    headers: HeaderMap,
    uri: Uri,
    posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    // On the heap: an import keeps much at hand.
    let work = Box::pin(taken(&app, &whose, query, &posted));
    once(&app, whose.id, &headers, || fingerprint(&uri.to_string(), &posted), work).await
}

async fn taken(app: &App, whose: &OrganisationRow, query: CreateQuery, posted: &Posted) -> AppResult {
    if posted.too_large {
        let max_bytes = app.settings.upload_limit_bytes;
        return Err(AppError::new(ErrorKind::TooLarge { max_bytes }));
    }
    let building = match &query.building {
        None => None,
        Some(code) => {
            let found = buildings::by_code(app.db.read(), code).await?;
            Some(found.filter(|(o, _)| o.id == whose.id).ok_or_else(AppError::not_found)?.1.id)
        }
    };
    let options = Options { building, create_meters: query.create_meters, ..Options::default() };
    let mode = Mode { dry_run: query.dry_run, accept_partial: query.accept_partial };
    let pieces = sending::unpack(app, posted.files_of("file").cloned().collect()).await?;
    let mut answers: Vec<(StatusCode, Value)> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        answers.push(match piece.sent {
            Ok(sent) => {
                let taken = importing::take(app, &app.by(), whose.id, &sent, &options, mode).await?;
                answer(app, &sent, taken, mode).await?
            }
            Err(finding) => (StatusCode::UNPROCESSABLE_ENTITY, unread(&piece.name, &finding)),
        });
    }
    match answers.len() {
        0 => Err(AppError::unprocessable("no-file")),
        1 => Ok(answers.pop().map(respond).unwrap_or_default()),
        _ => Ok(respond_all(answers)),
    }
}

/// Several files, in their order, each with its own `status`. 201 when all were kept, 200 when none of them was new,
/// 207 when some were refused beside others, 422 when all were.
fn respond_all(answers: Vec<(StatusCode, Value)>) -> Response {
    let refused = answers.iter().filter(|(status, _)| *status == StatusCode::UNPROCESSABLE_ENTITY).count();
    let new = answers.iter().any(|(status, _)| *status == StatusCode::CREATED);
    let of = answers.len();
    let all: Vec<Value> = answers.into_iter().map(|(_, body)| body).collect();
    let status = match refused {
        0 if new => StatusCode::CREATED,
        0 => StatusCode::OK,
        n if n == of => {
            return AppError::unprocessable("import-refused").with("imports", json!(all)).into_response();
        }
        _ => StatusCode::MULTI_STATUS,
    };
    (status, Json(json!({ "imports": all }))).into_response()
}

/// A file that came in a ZIP and could not be taken out of it.
fn unread(name: &str, finding: &Finding) -> Value {
    json!({
        "id": null, "sha256": null, "file": name, "status": "refused",
        "format": null, "encoding": null, "rows": RowCounts::default(), "series": [],
        "findings": shapes(std::slice::from_ref(finding)), "counts": Counts::default(), "effect": [],
    })
}

fn respond((status, body): (StatusCode, Value)) -> Response {
    if status == StatusCode::UNPROCESSABLE_ENTITY {
        let error = AppError::unprocessable("import-refused");
        let keys = body.as_object().cloned().unwrap_or_default();
        // The word `status` is the problem's own.
        let named = |key: String| if key == "status" { "state".to_owned() } else { key };
        return keys.into_iter().fold(error, |e, (key, value)| e.with(&named(key), value)).into_response();
    }
    (status, Json(body)).into_response()
}

async fn answer(app: &App, sent: &Sent, taken: Taken, mode: Mode) -> AppResult<(StatusCode, Value)> {
    Ok(match taken {
        Taken::New(row, plan) => (StatusCode::CREATED, shape(&row, &plan)),
        Taken::Already(row) => (StatusCode::OK, kept(app, &row).await?),
        Taken::Not(plan) => {
            let status = if mode.dry_run { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let state = if mode.dry_run { "dry_run" } else { "refused" };
            let mut body = planned(&plan);
            if let Some(object) = body.as_object_mut() {
                object.insert("id".to_owned(), Value::Null);
                object.insert("sha256".to_owned(), json!(importing::sha256(&sent.bytes)));
                object.insert("file".to_owned(), json!(sent.name));
                object.insert("status".to_owned(), json!(state));
            }
            (status, body)
        }
    })
}

fn planned(plan: &Plan) -> Value {
    json!({
        "format": plan.parsed.format,
        "encoding": plan.parsed.encoding,
        "rows": plan.parsed.rows,
        "series": plan.parsed.series.iter().map(SeriesShape::from).collect::<Vec<_>>(),
        "invoices": invoices::planned(plan),
        "proposal": plan.parsed.proposal,
        "findings": shapes(&plan.findings),
        "counts": plan.counts,
        "effect": effects(&plan.effects, &plan.buildings),
    })
}

fn shape(row: &ImportRow, plan: &Plan) -> Value {
    let mut body = planned(plan);
    if let Some(object) = body.as_object_mut() {
        object.extend(head(row));
    }
    body
}

pub(super) fn shapes(findings: &[Finding]) -> Vec<FindingShape> {
    findings.iter().map(FindingShape::from).collect()
}

fn effects(effects: &[Effect], buildings: &[BuildingRow]) -> Vec<Value> {
    let code = |e: &Effect| {
        buildings.iter().find(|b| b.id == e.building).map(|b| b.building.code.as_str().to_owned())
    };
    let kwh = |year: &Option<eclaireur_models::readings::totals::YearTotal>| {
        year.as_ref().and_then(|y| y.energy).map(|e| decimal(e.kwh()))
    };
    effects
        .iter()
        .map(|e| {
            json!({
                "building": code(e), "carrier": e.carrier.code(), "year": e.year,
                "before_kwh": kwh(&e.before), "after_kwh": kwh(&e.after),
            })
        })
        .collect()
}

/// An import in a list: which, and where it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportHead {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// SHA-256 of the file; null for what was typed.
    sha256: Option<String>,
    /// Name of the file.
    file: Option<String>,
    /// Where it stands.
    #[schema(schema_with = status)]
    status: &'static str,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime)]
    created_at: String,
    /// When it was confirmed.
    #[schema(value_type = Option<String>, format = DateTime)]
    confirmed_at: Option<String>,
    /// When it was undone.
    #[schema(value_type = Option<String>, format = DateTime)]
    undone_at: Option<String>,
}

fn status() -> utoipa::openapi::schema::Object {
    let all = [Status::Preview, Status::Confirmed, Status::Undone].map(Status::code);
    super::words::described(super::words::one_of(all), "Where it stands.")
}

impl ImportHead {
    /// Of this import.
    pub fn of(row: &ImportRow) -> ImportHead {
        ImportHead {
            id: row.id.to_string(),
            sha256: row.sha256.clone(),
            file: row.name.clone(),
            status: row.status.code(),
            created_at: rfc3339(row.created_at),
            confirmed_at: row.confirmed_at.map(rfc3339),
            undone_at: row.undone_at.map(rfc3339),
        }
    }
}

pub(super) fn head(row: &ImportRow) -> serde_json::Map<String, Value> {
    json!(ImportHead::of(row)).as_object().cloned().unwrap_or_default()
}

/// An import that is kept, its plan made again where it has a file.
async fn kept(app: &App, row: &ImportRow) -> AppResult<Value> {
    let findings = imports::findings(app.db.read(), row.tenant, row.id).await?;
    if listing::is_list(row) {
        return building_lists::kept(app, row, &findings).await;
    }
    let mut body = match importing::replan(app, row.tenant, row.id).await {
        Ok((_, plan)) => {
            let outcome = Options::of(row).outcome;
            let mut body = planned(&plan);
            if let (Some(object), Some(outcome)) = (body.as_object_mut(), outcome) {
                object.insert("counts".to_owned(), json!(outcome.counts));
                object.insert("effect".to_owned(), json!(effects(&outcome.effects, &plan.buildings)));
            }
            body
        }
        Err(error) => match error.downcast::<StoreError>() {
            Ok(StoreError::NotFound { .. }) => json!({ "rows": row.rows, "series": [], "effect": [] }),
            Ok(other) => return Err(other.into()),
            Err(error) => return Err(error.into()),
        },
    };
    if let Some(object) = body.as_object_mut() {
        object.extend(head(row));
        object.insert("findings".to_owned(), json!(shapes(&findings)));
    }
    Ok(body)
}

async fn found(app: &App, id: &str) -> AppResult<ImportRow> {
    let id: ImportId = id.parse().map_err(|_| AppError::not_found())?;
    imports::find(app.db.read(), id).await?.ok_or_else(AppError::not_found)
}

/// Lists the imports of an organisation.
///
/// Newest first; what was typed is an import too.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{o}/imports",
    operation_id = "list-imports",
    tag = "imports",
    params(OrganisationPath, PageQuery),
    responses((status = 200, description = "A page of imports.", body = Listed<ImportHead>)),
)]
pub async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let found = imports::list(app.db.read(), Some(whose.id), &page.paging_of::<ImportId>()?).await?;
    Ok(listed::answer(&uri, found, |row| ImportHead::of(&row)))
}

/// Shows one import.
///
/// What the file is, what is to be said of it, and what it did. The plan of a preview is made anew.
#[utoipa::path(
    get,
    path = "/api/v1/imports/{i}",
    operation_id = "show-import",
    tag = "imports",
    params(ImportPath),
    responses((status = 200, description = "The import.", body = KeptImport)),
)]
pub async fn show(State(app): State<App>, Path(id): Path<String>) -> AppResult {
    let row = found(&app, &id).await?;
    Ok(Json(kept(&app, &row).await?).into_response())
}

/// Hands out the file of an import.
///
/// The bytes as they came, always as a file to keep.
#[utoipa::path(
    get,
    path = "/api/v1/imports/{i}/file",
    operation_id = "show-import-file",
    tag = "imports",
    params(ImportPath),
    responses((status = 200, description = "The file.", content_type = "application/octet-stream", body = Vec<u8>)),
)]
pub async fn file(app: State<App>, id: Path<String>) -> AppResult {
    crate::pages::import::file(app, id).await
}

/// Undoes an import.
///
/// What it had superseded resurfaces; the import stays, marked. Undone twice is a conflict.
#[utoipa::path(
    delete,
    path = "/api/v1/imports/{i}",
    operation_id = "undo-import",
    tag = "imports",
    params(ImportPath),
    responses((status = 200, description = "It is undone.", body = ImportHead)),
)]
pub async fn undo(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let row = found(&app, &id).await?;
    if listing::is_list(&row) {
        // It made buildings: taking them out again is more than bringing readings in.
        visitor.reach(&app, Action::Change, row.tenant).await?.must(&[])?;
    }
    importing::undo(&app, &app.by(), row.tenant, row.id).await?;
    let row = found(&app, &id).await?;
    Ok(Json(Value::Object(head(&row))).into_response())
}
