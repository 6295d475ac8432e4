//! The imports of an organisation.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use eclaireur_frontend::pages::Paging as Slice;
use eclaireur_frontend::pages::imports::{ImportLine, ImportsPage};
use eclaireur_frontend::tables;

use super::download::Wanted;
use super::import::view::head;
use super::{building_named, name_of, organisation, shown, waits};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::importing::Options;
use crate::importing::listing::is_list;
use crate::importing::state::{self, Causes};
use crate::store::buildings::{self, BuildingFilter};
use crate::store::imports::{self, ImportRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{ImportId, Paging};

/// Imports on a page.
const PER_PAGE: u64 = 50;

/// GET /organisations/{o}/imports
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let wanted = u64::try_from(visitor.page()).unwrap_or(1).max(1);
    let skip = (wanted - 1).saturating_mul(PER_PAGE);
    let (mut rows, total) = imports::slice(app.db.read(), whose.id, skip, PER_PAGE).await?;
    let pages = total.div_ceil(PER_PAGE).max(1);
    let page = wanted.min(pages);
    if page < wanted {
        rows = imports::slice(app.db.read(), whose.id, (page - 1) * PER_PAGE, PER_PAGE).await?.0;
    }
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let paging = Slice { page: count(page), pages: count(pages), total: count(total) };
    shown(page_of(&app, &visitor, &whose, &rows, paging).await?.html())
}

/// GET /organisations/{o}/imports.csv, `.xlsx`: all of them.
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let mut rows = Vec::new();
    let mut paging = Paging::first(Paging::MOST);
    loop {
        let page = imports::list(app.db.read(), Some(whose.id), &paging).await?;
        rows.extend(page.items);
        if page.next.is_none() {
            break;
        }
        paging.after = page.next;
    }
    let page = page_of(&app, &visitor, &whose, &rows, Slice::whole(rows.len())).await?;
    wanted.answer(&app, &tables::imports(&page), &format!("{code}-imports"))
}

async fn page_of(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    rows: &[ImportRow],
    paging: Slice,
) -> AppResult<ImportsPage> {
    let c = app.db.read();
    let every = BuildingFilter { tenant: Some(whose.id), archived: true, ..BuildingFilter::default() };
    let found = buildings::list(c, &every, &Paging::first(Paging::MOST)).await?.items;
    let buildings: Vec<_> = found.into_iter().map(|(_, b)| b).collect();
    let mut causes = BTreeMap::new();
    // As many as both databases take bound values.
    for some in rows.chunks(1000) {
        let ids: Vec<ImportId> = some.iter().map(|row| row.id).collect();
        causes.append(&mut imports::causes(c, whose.id, &ids).await?);
    }
    let line = |import: &ImportRow| {
        let options = Options::of(import);
        let none = Causes::new();
        let causes = causes.get(&import.id).unwrap_or(&none);
        let stands = state::state(import, causes);
        ImportLine {
            head: head(import, None, stands == state::State::Refused),
            buildings: options.touched.iter().filter_map(|id| building_named(&buildings, *id)).collect(),
            period: options.period,
            // The rows of a list of buildings are no readings.
            readings: if is_list(import) { 0 } else { usize::try_from(import.rows.accepted).unwrap_or(0) },
            to_correct: state::rows_to_correct(&options, causes),
            waits: waits(stands),
        }
    };
    Ok(ImportsPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        imports: rows.iter().map(line).collect(),
        paging,
    })
}
