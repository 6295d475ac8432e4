//! The buildings of an organisation by what can be recovered, from their stored assessments.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use eclaireur_frontend::pages::cadastre::{CadastreLine, CadastrePage, Held, Order, Raised};
use eclaireur_frontend::tables;

use super::download::Wanted;
use super::{activity_name, building_name, name_of, organisation, shown};
use crate::app::App;
use crate::assessing;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::assessments::{self, Line, Lined, Told};
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{Paging, alert_notes};

/// Assessments made while somebody waits; the job makes the others.
const AT_ONCE: usize = 10;

/// GET /organisations/{o}/cadastre
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    shown(page(&app, &code, &visitor).await?.html())
}

/// GET /organisations/{o}/cadastre.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let page = page(&app, &code, &visitor).await?;
    wanted.answer(&app, &tables::cadastre(&page), &format!("{code}-cadastre"))
}

async fn page(app: &App, code: &str, visitor: &Visitor) -> AppResult<CadastrePage> {
    let row = organisation(app, code).await?;
    let found = all(app, &row).await?;
    let stored = assessments::lines(app.db.read(), row.id, &assessing::now(app)).await?;
    let settled = alert_notes::settled(app.db.read(), row.id).await?;
    let (mut lines, mut waiting, mut made) = (Vec::with_capacity(found.len()), 0, 0);
    for building in &found {
        let mut held = stored.get(&building.id).cloned();
        if made < AT_ONCE && held.as_ref().is_none_or(|held| !held.fresh || held.line.is_none()) {
            made += 1;
            held = renewed(app, &row, building).await.or(held);
        }
        waiting += usize::from(held.as_ref().is_none_or(|held| !held.fresh || held.line.is_none()));
        let answered = settled.get(&building.id);
        lines.push(line(app, building, held.and_then(|held| held.line), answered));
    }
    Ok(CadastrePage {
        shell: visitor.shell(app, Some(name_of(&row))),
        organisation: name_of(&row),
        buildings: lines,
        order: Order::from_code(&visitor.word("tri")),
        waiting,
    })
}

/// Every building in use: none is left out of a ranking.
async fn all(app: &App, row: &OrganisationRow) -> AppResult<Vec<BuildingRow>> {
    let filter = BuildingFilter { tenant: Some(row.id), ..BuildingFilter::default() };
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

/// Made while somebody waits. One that fails leaves the others alone: the log says why.
async fn renewed(app: &App, whose: &OrganisationRow, building: &BuildingRow) -> Option<Lined> {
    match assessing::of(app, building, whose).await {
        Ok(shown) => {
            let line = assessing::summary::line(&shown.assessment);
            Some(Lined { fresh: shown.stale.is_none(), line: Some(line) })
        }
        Err(error) => {
            let code = building.building.code.as_str();
            tracing::error!(building = code, "an assessment could not be computed: {error:#}");
            None
        }
    }
}

/// A building as the list shows it; nothing is known of one that was not assessed yet.
fn line(
    app: &App,
    building: &BuildingRow,
    line: Option<Line>,
    answered: Option<&BTreeSet<String>>,
) -> CadastreLine {
    let line = line.unwrap_or_default();
    let held = |told: Option<Told>| {
        told.map(|Told { value, quality, certainty }| Held { value, quality, certainty })
    };
    let open = line.open(answered);
    let raised = |raised: assessments::Raised| Raised {
        code: raised.code,
        carrier: raised.carrier,
        money: raised.money,
    };
    CadastreLine {
        building: building_name(building),
        activity: activity_name(app, building.building.activity.as_deref()),
        year: line.year,
        intensity: held(line.intensity),
        recoverable_kwh: held(line.recoverable_kwh),
        recoverable_euro: held(line.recoverable_euro),
        alerts: open.cloned().map(raised).collect(),
        reference: line.reference,
        lacks: line.lacks,
    }
}
