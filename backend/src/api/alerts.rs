//! What is wrong with a building, for programs: alerts listed with what people answered, answered, taken back.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{ExplainInput, Problem, ProblemCode};
use eclaireur_models::alerts::Alert;
use eclaireur_models::building::Carrier;
use eclaireur_models::period::{Day, rfc3339};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::asked::{Body, fields, invalid};
use super::listed::{self, Listed, PageQuery};
use super::params::{BuildingPath, RecordPath};
use super::shapes::decimal;
use super::words;
use crate::app::App;
use crate::assessing;
use crate::error::{AppError, AppResult};
use crate::pages::{alerts as page, building};
use crate::store::alert_notes::{self, NoteRow, State as Stands};

/// An alert.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlertShape {
    /// Its place: 1 is worth the most.
    #[schema(minimum = 1)]
    rank: usize,
    /// What stays the same while it lasts.
    #[schema(example = "base-load-high:electricity:2025")]
    key: String,
    /// Code of the kind.
    #[schema(example = "base-load-high")]
    code: String,
    /// Of which energy.
    #[schema(schema_with = words::maybe_carrier)]
    carrier: Option<&'static str>,
    /// Id of the meter, where it is of one.
    meter: Option<String>,
    /// First day on which it was seen.
    #[schema(value_type = String, format = Date)]
    from: String,
    /// The day after the last.
    #[schema(value_type = String, format = Date)]
    to: String,
    /// kWh (m³ of water) a year too much, where that can be told.
    #[schema(schema_with = words::maybe_decimal)]
    per_year: Option<String>,
    /// Euro a year at the marginal price.
    euro_per_year: Option<MoneyShape>,
    /// Name of the chart that shows it.
    #[schema(example = "heatmap")]
    evidence: String,
    /// Code of what to do.
    #[schema(example = "switch-off")]
    action: String,
    /// Numbers for its sentences.
    data: BTreeMap<String, String>,
    /// How good what it stands on is.
    #[schema(schema_with = words::quality)]
    quality: &'static str,
    /// What somebody answered.
    answer: Option<AnswerShape>,
}

/// Euro a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoneyShape {
    /// Best.
    #[schema(schema_with = words::decimal)]
    euro: String,
    /// At least.
    #[schema(schema_with = words::decimal)]
    lowest: String,
    /// At most.
    #[schema(schema_with = words::decimal)]
    highest: String,
    /// Whether it must still be confirmed.
    likely: bool,
}

/// What somebody answered to an alert.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerShape {
    /// Its id.
    #[schema(example = "1hqz7k3v0m2rc")]
    id: String,
    /// Where one stands.
    #[schema(schema_with = words::alert_state)]
    state: &'static str,
    /// In somebody's words; may be empty.
    text: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: String,
}

/// An answer to an alert.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAnswerBody {
    /// Key of the alert.
    #[schema(max_length = 200, example = "base-load-high:electricity:2025")]
    alert: String,
    /// Where one stands.
    #[schema(schema_with = words::alert_state)]
    state: String,
    /// With `explained`: a kind of event, which then shows on the charts, or `other`.
    #[serde(default)]
    #[schema(max_length = 40, example = "other")]
    kind: Option<String>,
    /// With a kind of event: on or from this day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// With a kind of event: up to but without this day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Day>,
    /// With `explained`: why.
    #[serde(default)]
    #[schema(max_length = 200)]
    text: Option<String>,
}

/// Lists the alerts of a building.
///
/// Ordered by key; `rank` says which is worth the most. A building that is well has none.
#[utoipa::path(
    get,
    path = "/api/v1/buildings/{b}/alerts",
    operation_id = "list-alerts",
    tag = "figures",
    params(BuildingPath, PageQuery),
    responses((status = 200, description = "A page of alerts.", body = Listed<AlertShape>)),
)]
pub async fn list(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(page): Query<PageQuery>,
    uri: Uri,
) -> AppResult {
    let (whose, row) = building(&app, &code).await?;
    let shown = assessing::of(&app, &row, &whose).await?;
    let mut notes = alert_notes::list(app.db.read(), row.tenant, row.id).await?;
    let alerts: Vec<(usize, Alert)> = (1..).zip(shown.assessment.alerts).collect();
    let page = listed::slice(alerts, &page.paging()?, |(_, alert)| alert.key.clone());
    Ok(listed::answer(&uri, page, |(rank, alert)| {
        let note = notes.remove(&alert.key);
        shape(rank, alert, note)
    }))
}

/// Answers an alert.
///
/// Seen, done, or explained: by an event with a kind and a day, or by another reason.
#[utoipa::path(
    post,
    path = "/api/v1/buildings/{b}/alerts",
    operation_id = "answer-alert",
    tag = "figures",
    params(BuildingPath),
    request_body = NewAnswerBody,
    responses((status = 201, description = "The answer.", body = AnswerShape)),
)]
pub async fn answer(
    State(app): State<App>,
    Path(code): Path<String>,
    Body(new): Body<NewAnswerBody>,
) -> AppResult {
    let (whose, row) = building(&app, &code).await?;
    let last = |to: Day| to.yesterday().map_or_else(|_| to.to_string(), |day| day.to_string());
    let kind = new.kind.unwrap_or_else(|| ExplainInput::OTHER.to_owned());
    let mut form = fields([
        ("alert", Some(new.alert.clone())),
        ("kind", Some(kind)),
        ("from", new.from.map(|day| day.to_string())),
        ("to", new.to.map(last)),
        ("text", new.text),
    ])?;
    let Some(state) = Stands::from_code(&new.state) else {
        form.fail("state", Problem::new(ProblemCode::NotInList));
        return Err(invalid(&form));
    };
    let shown = assessing::of(&app, &row, &whose).await?;
    let Some(alert) = shown.assessment.alerts.iter().find(|alert| alert.key == new.alert) else {
        form.fail("alert", Problem::new(ProblemCode::NotInList));
        return Err(invalid(&form));
    };
    let Some(id) = page::settled(&app, &row, alert, state, &mut form).await? else {
        return Err(invalid(&form));
    };
    let notes = alert_notes::list(app.db.read(), row.tenant, row.id).await?;
    let kept = notes.into_values().find(|note| note.id == id).ok_or_else(AppError::not_found)?;
    Ok((StatusCode::CREATED, Json(answered(kept))).into_response())
}

/// Takes an answer to an alert back.
///
/// The event that it wrote goes with it; the answer before comes to light again.
#[utoipa::path(
    delete,
    path = "/api/v1/buildings/{b}/alerts/{id}",
    operation_id = "withdraw-answer",
    tag = "figures",
    params(RecordPath),
    responses((status = 204, description = "It no longer counts.")),
)]
pub async fn withdraw(State(app): State<App>, Path((code, id)): Path<(String, String)>) -> AppResult {
    let (_, row) = building(&app, &code).await?;
    page::taken_back(&app, &row, &id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn shape(rank: usize, alert: Alert, note: Option<NoteRow>) -> AlertShape {
    use eclaireur_models::certain::Certainty;
    AlertShape {
        rank,
        key: alert.key,
        code: alert.code.into_owned(),
        carrier: alert.carrier.map(Carrier::code),
        meter: alert.meter.map(|(id, _)| id),
        from: alert.period.from.to_string(),
        to: alert.period.to.to_string(),
        per_year: alert.per_year.map(decimal),
        euro_per_year: alert.euro_per_year.map(|money| MoneyShape {
            euro: decimal(money.euro),
            lowest: decimal(money.lowest),
            highest: decimal(money.highest),
            likely: money.certainty != Certainty::Certain,
        }),
        evidence: alert.evidence.into_owned(),
        action: alert.action.into_owned(),
        data: alert.data.into_iter().map(|(name, value)| (name.into_owned(), value)).collect(),
        quality: alert.quality.code(),
        answer: note.map(answered),
    }
}

fn answered(note: NoteRow) -> AnswerShape {
    AnswerShape {
        id: note.id.to_string(),
        state: note.state.code(),
        text: note.text,
        recorded_at: rfc3339(note.recorded_at),
    }
}
