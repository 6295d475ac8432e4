//! An organisation and its buildings.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::Paging as Slice;
use eclaireur_frontend::pages::organisation::{
    BuildingFilter as Shown, BuildingLine, OrganisationHead, OrganisationPage,
};
use eclaireur_frontend::tables;
use eclaireur_models::access::Action;
use jiff::civil::Date;

use super::download::Wanted;
use super::summary::Summary;
use super::{activities, activity_name, building_name, commune_name, name_of, organisation, shown};
use crate::app::App;
use crate::assessing;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::importing::state::is_refused;
use crate::store::buildings::{self, BuildingFilter};
use crate::store::imports;
use crate::store::{Paging, alert_notes, assessments, readings};

/// Buildings on a page.
const PER_PAGE: usize = 50;

/// GET /organisations/{o}
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    shown(page(&app, &code, &visitor, PER_PAGE).await?.html())
}

/// GET /organisations/{o}/batiments.csv, `.xlsx`: every building that the page is narrowed to.
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let page = page(&app, &code, &visitor, usize::MAX).await?;
    wanted.answer(&app, &tables::buildings(&page), &format!("{code}-batiments"))
}

async fn page(app: &App, code: &str, visitor: &Visitor, per_page: usize) -> AppResult<OrganisationPage> {
    let row = organisation(app, code).await?;
    let c = app.db.read();
    let filter = Shown {
        q: visitor.word("q"),
        activity: visitor.word("activite"),
        archived: visitor.word("archives") == "oui",
    };
    let word = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let wanted = BuildingFilter {
        tenant: Some(row.id),
        search: word(&filter.q),
        activity: word(&filter.activity),
        archived: filter.archived,
        seen_by: Some(visitor.sight(app)),
    };
    let found = buildings::list(c, &wanted, &Paging::first(Paging::MOST)).await?.items;
    let every = BuildingFilter {
        tenant: Some(row.id),
        archived: true,
        seen_by: Some(visitor.sight(app)),
        ..BuildingFilter::default()
    };
    let all = buildings::list(c, &every, &Paging::first(1)).await?.total;
    let last = readings::last_readings(c, row.id).await?;
    let year = Date::year(app.clock.today()) - 1;
    let pages = found.len().div_ceil(per_page).max(1);
    let paging = Slice { page: visitor.page().min(pages), pages, total: found.len() };
    let stored = assessments::lines(c, row.id, &assessing::now(app)).await?;
    let settled = alert_notes::settled(c, row.id).await?;
    let reach = visitor.reach(app, Action::Import, row.id).await?;
    let mut lines = Vec::new();
    for (_, building) in found.iter().skip((paging.page - 1) * per_page).take(per_page) {
        let summary = Summary::load(app, building, &last).await?;
        lines.push(BuildingLine {
            building: building_name(building),
            activity: activity_name(app, building.building.activity.as_deref()),
            commune: commune_name(app, building.building.address.commune_nis.as_deref()),
            years: summary.in_year(year),
            last_reading: summary.last,
            // What only others may do is not asked.
            to_do: summary.to_do.filter(|_| reach.building(building.id)),
            alerts: stored
                .get(&building.id)
                .and_then(|held| held.line.as_ref())
                .map_or(0, |line| line.open(settled.get(&building.id)).count()),
            archived: building.building.archived,
        });
    }
    let previews = imports::previews(c, row.id).await?;
    let waiting = previews.iter().filter(|import| !is_refused(import) && reach.import(import));
    let head = &row.organisation;
    Ok(OrganisationPage {
        shell: visitor.shell(app, Some(name_of(&row))),
        head: OrganisationHead {
            organisation: name_of(&row),
            bce: head.bce,
            legal_form: head.legal_form,
            activity: activity_name(app, head.activity.as_deref()),
            postcode: head.postcode,
            commune: commune_name(app, head.commune_nis.as_deref()),
            archived: head.archived,
        },
        year,
        filter,
        activities: activities(app),
        buildings: lines,
        paging,
        all_buildings: usize::try_from(all).unwrap_or(usize::MAX),
        waiting_imports: waiting.count(),
    })
}
