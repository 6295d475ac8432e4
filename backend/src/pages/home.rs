//! Home: the first run, or the organisations.

use axum::extract::State;
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::home::{HomePage, OrganisationLine};
use eclaireur_frontend::tables;
use eclaireur_models::period::Day;

use super::download::Wanted;
use super::summary::last_day;
use super::{activities, activity_name, commune_name, name_of, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::buildings::{self, BuildingFilter};
use crate::store::organisations::{self, OrganisationFilter};
use crate::store::{Paging, readings};

/// GET /, GET /organisations
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(page(&app, &visitor).await?.html())
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
        let last: Option<Day> =
            readings::last_readings(c, row.id).await?.into_values().max().and_then(last_day);
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
