//! Home: the first run, or the organisations.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::home::{HomePage, OrganisationLine};
use eclaireur_frontend::{tables, urls};
use eclaireur_models::access::{Action, Role};
use eclaireur_models::period::Day;

use super::download::Wanted;
use super::summary::last_day;
use super::{activities, activity_name, commune_name, name_of, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::buildings::{self, BuildingFilter};
use crate::store::organisations::{self, OrganisationFilter, OrganisationRow};
use crate::store::{Paging, meters, readings};

/// GET /
pub async fn first(State(app): State<App>, visitor: Visitor) -> AppResult {
    match visitor.visit().and_then(|visit| room(visit, app.clock.today())) {
        Some(address) => Ok(Redirect::to(&address).into_response()),
        None => show(State(app), visitor).await,
    }
}

/// GET /organisations
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(page(&app, &visitor).await?.html())
}

/// Where somebody is at home who has a role, and no organisation of their own.
fn room(visit: &Visit, on: Day) -> Option<String> {
    let held = visit.who.grants().iter().filter(|grant| grant.holds(on));
    let mut rooms = Vec::new();
    for grant in held {
        rooms.push(match grant.role {
            Role::Manager(_) | Role::Adviser(_) | Role::Program(..) | Role::Administrator => return None,
            Role::Reviewer { .. } => urls::federations(),
            Role::Cell => urls::help_queue(),
            Role::Investor => urls::sheets(),
        });
    }
    rooms.into_iter().next()
}

/// GET /organisations.csv, `.xlsx`
pub async fn table(State(app): State<App>, visitor: Visitor, wanted: Wanted) -> AppResult {
    let page = page(&app, &visitor).await?;
    wanted.answer(&app, &tables::organisations(&page), "organisations")
}

async fn page(app: &App, visitor: &Visitor) -> AppResult<HomePage> {
    let c = app.db.read();
    // Those put away too, marked: nowhere else could they be taken out again.
    let sight = Some(visitor.sight(app));
    let every =
        OrganisationFilter { archived: true, seen_by: sight.clone(), ..OrganisationFilter::default() };
    let rows = organisations::list(c, &every, &Paging::first(Paging::MOST)).await?.items;
    let mut organisations = Vec::with_capacity(rows.len());
    for row in rows {
        let filter =
            BuildingFilter { tenant: Some(row.id), seen_by: sight.clone(), ..BuildingFilter::default() };
        let count = buildings::list(c, &filter, &Paging::first(1)).await?.total;
        let last = last_reading(app, visitor, &row, &filter).await?;
        organisations.push(OrganisationLine {
            organisation: name_of(&row),
            activity: activity_name(app, row.organisation.activity.as_deref()),
            commune: commune_name(app, row.organisation.commune_nis.as_deref()),
            buildings: usize::try_from(count).unwrap_or(usize::MAX),
            last_reading: last,
            archived: row.organisation.archived,
        });
    }
    let shell = visitor.shell(app, None);
    Ok(HomePage { shell, organisations, activities: activities(app), form: FormData::new() })
}

/// The newest reading of what the visitor may read.
async fn last_reading(
    app: &App,
    visitor: &Visitor,
    row: &OrganisationRow,
    seen: &BuildingFilter,
) -> AppResult<Option<Day>> {
    let c = app.db.read();
    let mut last = readings::last_readings(c, row.id).await?;
    if !visitor.reach(app, Action::Read, row.id).await?.whole() {
        let mut theirs = BTreeSet::new();
        for (_, building) in buildings::list(c, seen, &Paging::first(Paging::MOST)).await?.items {
            theirs.extend(meters::of_building(c, row.id, building.id).await?.into_iter().map(|m| m.id));
        }
        last.retain(|meter, _| theirs.contains(meter));
    }
    Ok(last.into_values().max().and_then(last_day))
}
