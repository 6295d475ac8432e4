//! Organisations, for programs.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::IntoResponse as _;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::doors::Visit;
use crate::error::AppResult;
use crate::store::Paging;
use crate::store::organisations::{self, OrganisationFilter, OrganisationRow};

/// Query of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Words to look for.
    pub q: Option<String>,
    /// Code of the organisation, where the list is not of organisations.
    pub organisation: Option<String>,
    /// Code of an activity.
    pub activity: Option<String>,
    /// Archived ones too.
    pub archived: bool,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Entries wanted, at most 1000.
    pub limit: Option<u64>,
}

impl ListQuery {
    /// The slice asked for.
    pub fn paging(&self) -> Paging {
        let limit = self.limit.unwrap_or(100).clamp(1, Paging::MOST);
        Paging { after: self.after.clone(), limit }
    }
}

/// GET /api/v1/organisations
pub async fn list(State(app): State<App>, visit: Visit, Query(query): Query<ListQuery>) -> AppResult {
    let filter = OrganisationFilter {
        search: query.q.clone(),
        archived: query.archived,
        seen_by: Some(visit.sight(&app)),
        ..OrganisationFilter::default()
    };
    let page = organisations::list(app.db.read(), &filter, &query.paging()).await?;
    let items: Vec<Value> = page.items.iter().map(|row| shape(&app, row)).collect();
    Ok(Json(json!({ "items": items, "next": page.next, "total": page.total })).into_response())
}

fn shape(app: &App, row: &OrganisationRow) -> Value {
    let head = &row.organisation;
    let catalog = app.catalog();
    let commune = head.commune_nis.as_deref().and_then(|nis| catalog.communes().by_nis(nis));
    json!({
        "code": head.code.as_str(),
        "name": head.name,
        "bce": head.bce.map(eclaireur_models::building::BceNumber::digits),
        "legal_form": head.legal_form.map(eclaireur_models::building::LegalForm::code),
        "activity": head.activity,
        "postcode": head.postcode.map(|p| p.to_string()),
        "commune": commune.map(|c| json!({
            "nis": c.nis, "name": c.fr, "arrondissement": c.arrondissement, "province": c.province,
        })),
        "archived": head.archived,
    })
}
