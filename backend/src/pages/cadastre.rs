//! The buildings of an organisation by what can be recovered, from their stored assessments.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use eclaireur_frontend::pages::assessed::Assessed;
use eclaireur_frontend::pages::cadastre::{CadastreLine, CadastrePage, Order};
use eclaireur_frontend::tables;

use super::download::Wanted;
use super::{activity_name, building_name, name_of, organisation, shown};
use crate::app::App;
use crate::assessing;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::buildings::{self, BuildingFilter};
use crate::store::{Paging, alert_notes, assessments};

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
    let c = app.db.read();
    let filter = BuildingFilter { tenant: Some(row.id), ..BuildingFilter::default() };
    let found = buildings::list(c, &filter, &Paging::first(Paging::MOST)).await?.items;
    let mut stored = assessments::of_organisation(c, row.id, &assessing::now(app)).await?;
    let (mut lines, mut waiting, mut made) = (Vec::with_capacity(found.len()), 0, 0);
    for (_, building) in &found {
        let held = stored.remove(&building.id);
        let answered = alert_notes::settled(c, row.id, building.id).await?;
        let assessed = match held {
            Some(held) if held.fresh => assessed(&held),
            held if made >= AT_ONCE => {
                waiting += 1;
                held.as_ref().and_then(assessed)
            }
            _ => {
                made += 1;
                let shown = assessing::of(app, building, &row).await?;
                let (made_at, stale) = (shown.made_at, shown.stale.is_some());
                Some(Assessed { assessment: shown.assessment, made_at, stale, answered: BTreeSet::new() })
            }
        };
        let assessed = assessed.map(|assessed| Assessed { answered, ..assessed });
        let name = building_name(building);
        let activity = activity_name(app, building.building.activity.as_deref());
        lines.push(CadastreLine::of(name, activity, assessed.as_ref()));
    }
    Ok(CadastrePage {
        shell: visitor.shell(app, Some(name_of(&row))),
        organisation: name_of(&row),
        buildings: lines,
        order: Order::from_code(&visitor.word("tri")),
        waiting,
    })
}

/// What was stored; a text of an older method that cannot be read is made anew by the job.
fn assessed(held: &assessments::Stored) -> Option<Assessed> {
    let assessment = serde_json::from_str(&held.body).ok()?;
    Some(Assessed { assessment, made_at: held.made_at, stale: !held.fresh, answered: BTreeSet::new() })
}
