//! The members of a federation, and one of them by name: one page for the federation and for the member.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use eclaireur_frontend::pages::Paging as Slice;
use eclaireur_frontend::pages::member::{MemberBuilding, MemberPage};
use eclaireur_frontend::pages::members::{MemberLine, MembersPage};
use eclaireur_frontend::tables;
use eclaireur_models::access::{Action, Subject, may};
use eclaireur_models::period::Day;

use super::download::Wanted;
use super::federations::{federation, name_of as federation_name};
use super::{activity_name, building_name, commune_name, name_of, organisation, shown};
use crate::app::App;
use crate::assessing;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::federations::{self, FederationRow};
use crate::store::{OrganisationId, Paging, consents};

/// Buildings on one page.
const A_PAGE: usize = 20;

/// Since when each organisation consents towards a federation.
async fn consenting(app: &App, federation: &FederationRow) -> AppResult<BTreeMap<OrganisationId, Day>> {
    let given = consents::of_federation(app.db.read(), federation.id).await?;
    let today = app.clock.today();
    Ok(given.into_iter().filter(|one| one.holds(today)).map(|one| (one.tenant, one.from)).collect())
}

/// GET /federations/{f}/membres
pub async fn list(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    shown(members(&app, &code, &visitor).await?.html())
}

/// GET /federations/{f}/membres.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let page = members(&app, &code, &visitor).await?;
    wanted.answer(&app, &tables::members(&page), &format!("{code}-membres"))
}

async fn members(app: &App, code: &str, visitor: &Visitor) -> AppResult<MembersPage> {
    let row = federation(app, code).await?;
    let c = app.db.read();
    let all = federations::members(c, Some(row.id), app.clock.today()).await?;
    let consenting = consenting(app, &row).await?;
    let (mut lines, mut others) = (Vec::new(), 0);
    for member in all {
        let Some(since) = consenting.get(&member.id) else {
            others += 1;
            continue;
        };
        let filter = BuildingFilter { tenant: Some(member.id), ..BuildingFilter::default() };
        let buildings = buildings::list(c, &filter, &Paging::first(1)).await?.total;
        lines.push(MemberLine {
            organisation: name_of(&member),
            activity: activity_name(app, member.organisation.activity.as_deref()),
            commune: commune_name(app, member.organisation.commune_nis.as_deref()),
            buildings: usize::try_from(buildings).unwrap_or(usize::MAX),
            since: *since,
        });
    }
    let shell = visitor.shell(app, None);
    Ok(MembersPage { shell, federation: federation_name(&row), members: lines, others })
}

/// GET /federations/{f}/membres/{o}
pub async fn show(
    State(app): State<App>,
    Path((f, o)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let (federation, row) = (federation(&app, &f).await?, organisation(&app, &o).await?);
    if row.organisation.archived {
        return Err(AppError::not_found());
    }
    let all = every(&app, row.id).await?;
    let pages = all.len().div_ceil(A_PAGE).max(1);
    let page = visitor.page().min(pages);
    let mut buildings = Vec::new();
    for building in all.iter().skip((page - 1) * A_PAGE).take(A_PAGE) {
        let assessment = assessing::of(&app, building, &row).await?.assessment;
        buildings.push(MemberBuilding { building: building_name(building), assessment });
    }
    let whole = Subject::Federation { federation: federation.id.get() };
    let sums = |visit: &crate::doors::Visit| may(&visit.who, Action::Compare, &whole, app.clock.today());
    let page = MemberPage {
        shell: visitor.shell(&app, Some(name_of(&row))),
        since: consenting(&app, &federation).await?.get(&row.id).copied(),
        federation: federation_name(&federation),
        organisation: name_of(&row),
        activity: activity_name(&app, row.organisation.activity.as_deref()),
        commune: commune_name(&app, row.organisation.commune_nis.as_deref()),
        buildings,
        paging: Slice { page, pages, total: all.len() },
        from_federation: visitor.visit().is_some_and(sums),
    };
    shown(page.html())
}

/// Every building in use, by name.
async fn every(app: &App, tenant: OrganisationId) -> AppResult<Vec<BuildingRow>> {
    let filter = BuildingFilter { tenant: Some(tenant), ..BuildingFilter::default() };
    let mut paging = Paging::first(Paging::MOST);
    let mut all = Vec::new();
    loop {
        let page = buildings::list(app.db.read(), &filter, &paging).await?;
        all.extend(page.items.into_iter().map(|(_, building)| building));
        if page.next.is_none() {
            return Ok(all);
        }
        paging.after = page.next;
    }
}
