//! The programme of an organisation: the audits of its buildings planned together.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use eclaireur_frontend::format;
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::programme::ProgrammePage;
use eclaireur_frontend::worked::bundle;
use eclaireur_models::audit::programme::{Audited, programme};
use eclaireur_models::lang::Lang;
use rust_decimal::{Decimal, dec};
use tokio::task::spawn_blocking;

use super::{again, name_of, organisation, shown};
use crate::app::App;
use crate::auditing;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::buildings;

/// Nobody spends more in a year.
const MOST: Decimal = dec!(1000000000);

/// GET /organisations/{o}/programme
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let mut form = FormData::new();
    let asked = visitor.word("budget");
    let mut budget = None;
    if !asked.is_empty() {
        form = form.set("budget", asked.as_str());
        budget = form.number("budget", Some((Decimal::ZERO, MOST))).filter(|euro| *euro <= MOST);
    }
    let mut told = Decimal::ZERO;
    let rows = buildings::in_use(app.db.read(), &[whose.id]).await?;
    let (mut all, mut packages) = (Vec::new(), BTreeMap::new());
    for row in rows.into_iter().filter(|row| !row.building.archived) {
        let (code, name) = (row.building.code.as_str().to_owned(), row.building.name.clone());
        let of = (whose.clone(), row);
        let worked = match auditing::newest(&app, &of).await? {
            Some(held) => Some(auditing::worked_out(&app, &auditing::whole(&app, &of, held).await?).worked),
            None => None,
        };
        told += worked.iter().filter_map(|worked| worked.sight.yearly_budget).sum::<Decimal>();
        for one in worked.iter().flat_map(|worked| &worked.bundles) {
            packages.insert((code.clone(), one.code.clone()), bundle(Lang::Fr, one));
        }
        all.push(Audited { code, name, worked });
    }
    // Where nobody asks, what its audits tell stands in.
    let told = told.min(MOST);
    if asked.is_empty() && told > Decimal::ZERO {
        form = form.set("budget", format::plain(told));
        budget = Some(told);
    }
    let (on, named) =
        (app.clock.today(), all.iter().map(|one| (one.code.clone(), one.name.clone())).collect());
    let planned = match budget.filter(|euro| *euro > Decimal::ZERO) {
        Some(budget) => spawn_blocking(move || programme(&all, budget, on)).await?,
        None => None,
    };
    let wrong = form.failed();
    let page = ProgrammePage {
        shell: visitor.shell(&app, Some(name_of(&whose))),
        organisation: name_of(&whose),
        on,
        programme: planned,
        buildings: named,
        packages,
        form,
    };
    if wrong { again(page.html()) } else { shown(page.html()) }
}
