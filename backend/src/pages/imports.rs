//! The imports of an organisation.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::Paging as Slice;
use eclaireur_frontend::pages::imports::{ImportLine, ImportsPage};
use eclaireur_frontend::tables;
use eclaireur_models::finding::Severity;

use super::download::Wanted;
use super::import::view::head;
use super::{building_named, name_of, organisation, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::importing::Options;
use crate::importing::listing::is_list;
use crate::store::buildings::{self, BuildingFilter};
use crate::store::{Paging, imports};

/// Imports on a page.
const PER_PAGE: usize = 50;

/// GET /organisations/{o}/imports
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    shown(page(&app, &code, &visitor, PER_PAGE).await?.html())
}

/// GET /organisations/{o}/imports.csv, `.xlsx`: all of them.
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let page = page(&app, &code, &visitor, usize::MAX).await?;
    wanted.answer(&app, &tables::imports(&page), &format!("{code}-imports"))
}

async fn page(app: &App, code: &str, visitor: &Visitor, per_page: usize) -> AppResult<ImportsPage> {
    let whose = organisation(app, code).await?;
    let c = app.db.read();
    let all = imports::list(c, Some(whose.id), &Paging::first(Paging::MOST)).await?.items;
    let every = BuildingFilter { tenant: Some(whose.id), archived: true, ..BuildingFilter::default() };
    let found = buildings::list(c, &every, &Paging::first(Paging::MOST)).await?.items;
    let rows: Vec<_> = found.into_iter().map(|(_, b)| b).collect();
    let pages = all.len().div_ceil(per_page).max(1);
    let page = visitor.page().min(pages);
    let mut lines = Vec::new();
    for import in all.iter().skip((page - 1) * per_page).take(per_page) {
        let findings = imports::findings(c, whose.id, import.id).await?;
        let options = Options::of(import);
        lines.push(ImportLine {
            head: head(import, None, false),
            buildings: options.touched.into_iter().filter_map(|id| building_named(&rows, id)).collect(),
            period: options.period,
            // The rows of a list of buildings are no readings.
            readings: if is_list(import) { 0 } else { usize::try_from(import.rows.accepted).unwrap_or(0) },
            to_correct: findings.iter().filter(|f| f.severity() == Severity::Error).count(),
        });
    }
    Ok(ImportsPage {
        shell: visitor.shell(app, Some(name_of(&whose))),
        organisation: name_of(&whose),
        imports: lines,
        paging: Slice { page, pages, total: all.len() },
    })
}
