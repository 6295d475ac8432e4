//! Lists of buildings, for programs. The same shape is what the command line prints.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use eclaireur_frontend::pages::error::ErrorKind;
use eclaireur_models::finding::Finding;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::IntoParams;

use super::import_shapes::{ListImportShape, ListUploadBody};
use super::imports::{head, shapes};
use super::once::{fingerprint, once};
use super::params::{OnceHeader, OrganisationPath};
use super::shapes::decimal;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::importing::listing::{self, FORMAT, Listing, MeterStanding, Plan, Proposed, Standing, Taken};
use crate::importing::{Sent, sha256};
use crate::pages::organisation;
use crate::store::imports::{self, ImportRow};
use crate::store::organisations::OrganisationRow;

/// How a list is to be taken.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// Say what it would do, and keep nothing.
    dry_run: bool,
    /// Take what is proposed for a word that is nearly right.
    take_proposals: bool,
    /// Leave out rows that cannot be used, and keep the others.
    leave_out: bool,
}

/// Imports a list of buildings.
///
/// One CSV or workbook, a building or a meter per row. It is kept whole or not at all. The same list again is the import that is
/// there.
#[utoipa::path(
    post,
    path = "/api/v1/organisations/{o}/buildings/import",
    operation_id = "import-buildings",
    tag = "imports",
    params(OrganisationPath, ImportQuery, OnceHeader),
    request_body(content = ListUploadBody, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Kept.", body = ListImportShape),
        (status = 200, description = "Kept before, or a dry run.", body = ListImportShape),
        (status = 422, description = "`list-refused` with what was seen, `no-file`, `file-cut`, `too-many-files`, \
            `idempotency-key-unreadable`, `idempotency-key-reused`.", body = super::problem::Problem,
            content_type = "application/problem+json"),
    ),
)]
pub async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(query): Query<ImportQuery>,
    headers: HeaderMap,
    uri: Uri,
    posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    // On the heap: an import keeps much at hand.
    let work = Box::pin(taken(&app, &whose, query, &posted));
    once(&app, whose.id, &headers, || fingerprint(&uri.to_string(), &posted), work).await
}

async fn taken(app: &App, whose: &OrganisationRow, query: ImportQuery, posted: &Posted) -> AppResult {
    if posted.too_large {
        let max_bytes = app.settings.upload_limit_bytes;
        return Err(AppError::new(ErrorKind::TooLarge { max_bytes }));
    }
    let sent = posted.files_of("file").next().ok_or_else(|| AppError::unprocessable("no-file"))?;
    let ImportQuery { dry_run, take_proposals, leave_out } = query;
    let listing = Listing { take_proposals, leave_out, ..Listing::default() };
    let taken = listing::take(app, &app.by(), whose.id, sent, listing, dry_run).await?;
    let (state, body) = told(sent, &taken, dry_run);
    Ok(match taken {
        Taken::New(..) => (StatusCode::CREATED, Json(body)).into_response(),
        Taken::Already(row) => {
            // What it did, not only that it is there.
            let findings = imports::findings(app.db.read(), row.tenant, row.id).await?;
            let mut whole = kept(app, &row, &findings).await?;
            if let (Some(whole), Value::Object(body)) = (whole.as_object_mut(), body) {
                whole.extend(body);
            }
            Json(whole).into_response()
        }
        Taken::Not(_) if dry_run => Json(body).into_response(),
        Taken::Not(_) | Taken::Refused(_) => refused(state, &body),
    })
}

/// A problem that carries what was seen.
fn refused(state: &str, body: &Value) -> Response {
    let error = AppError::unprocessable("list-refused").with("state", json!(state));
    let keys = body.as_object().cloned().unwrap_or_default().into_iter().filter(|(key, _)| key != "status");
    keys.fold(error, |error, (key, value)| error.with(&key, value)).into_response()
}

/// Where a list stands, and everything that is to be said of it.
pub fn told(sent: &Sent, taken: &Taken, dry_run: bool) -> (&'static str, Value) {
    let (state, row, plan, refusal) = match taken {
        Taken::New(row, plan) => ("confirmed", Some(row), Some(plan), None),
        Taken::Already(row) => ("already", Some(row), None, None),
        Taken::Not(plan) => (if dry_run { "dry_run" } else { "refused" }, None, Some(plan), None),
        Taken::Refused(finding) => ("refused", None, None, Some(finding)),
    };
    let mut body = match plan {
        Some(plan) => planned(plan),
        None => Map::new(),
    };
    if let Some(finding) = refusal {
        body.insert("findings".to_owned(), json!(shapes(std::slice::from_ref(finding))));
    }
    match row {
        Some(row) => body.extend(head(row)),
        None => body.extend([
            ("id".to_owned(), Value::Null),
            ("sha256".to_owned(), json!(sha256(&sent.bytes))),
            ("file".to_owned(), json!(sent.name)),
        ]),
    }
    let format = if refusal.is_some() { Value::Null } else { json!(FORMAT) };
    body.extend([("status".to_owned(), json!(state)), ("format".to_owned(), format)]);
    (state, Value::Object(body))
}

/// What is to be said of a list that is kept: what it would do, or what it did.
pub(super) async fn kept(app: &App, row: &ImportRow, findings: &[Finding]) -> AppResult<Value> {
    let listing = Listing::of(row);
    let mut body = match listing::replan(app, row, &listing).await? {
        Ok(plan) => planned(&plan),
        Err(finding) => {
            let findings = json!(shapes(&[finding]));
            Map::from_iter([("findings".to_owned(), findings), ("buildings".to_owned(), json!([]))])
        }
    };
    body.extend(head(row));
    body.insert("format".to_owned(), json!(FORMAT));
    body.insert("findings".to_owned(), json!(shapes(findings)));
    Ok(Value::Object(body))
}

fn planned(plan: &Plan) -> Map<String, Value> {
    let count = |wanted: &str| plan.buildings.iter().filter(|p| standing(p) == wanted).count();
    let meters = plan.buildings.iter().map(|p| p.new_meters().count()).sum::<usize>();
    let body = json!({
        "encoding": plan.list.encoding,
        "sheet": plan.list.sheet,
        "rows": plan.list.rows,
        "counts": {
            "new": count("new"), "changed": count("changed"), "known": count("known"), "new_meters": meters,
        },
        "buildings": plan.buildings.iter().map(building).collect::<Vec<_>>(),
        "findings": shapes(&plan.findings),
    });
    body.as_object().cloned().unwrap_or_default()
}

fn standing(proposed: &Proposed) -> &'static str {
    match &proposed.standing {
        Standing::New => "new",
        Standing::Known { changes, .. } if changes.is_empty() => "known",
        Standing::Known { .. } => "changed",
    }
}

fn building(proposed: &Proposed) -> Value {
    let listed = &proposed.listed;
    let code = match &proposed.standing {
        Standing::Known { building, .. } => Some(building.building.code.as_str()),
        Standing::New => None,
    };
    let changes = proposed.changes().iter();
    let changes = changes.map(|c| json!({ "field": c.field.code(), "before": c.before, "after": c.after }));
    let meters = listed.meters.iter().zip(&proposed.meters).map(|(meter, standing)| {
        json!({
            "row": meter.row,
            "carrier": meter.carrier.code(),
            "ean": meter.ean,
            "ean_valid": meter.ean.as_ref().map(|e| e.problem().is_none()),
            "meter_serial": meter.serial,
            "name": meter.name,
            "status": match standing {
                MeterStanding::New => "new",
                MeterStanding::Known => "known",
                MeterStanding::Elsewhere => "elsewhere",
            },
        })
    });
    json!({
        "row": listed.row,
        "code": listed.code,
        "name": listed.name,
        "building": code,
        "status": standing(proposed),
        "street": listed.address.street,
        "postcode": listed.address.postcode.map(|p| p.to_string()),
        "commune_nis": listed.address.commune_nis,
        "activity": listed.activity,
        "heated_area_m2": listed.heated_area_m2.map(decimal),
        "service_units": listed.service_units,
        "construction_year": listed.built,
        "changes": changes.collect::<Vec<_>>(),
        "meters": meters.collect::<Vec<_>>(),
    })
}
