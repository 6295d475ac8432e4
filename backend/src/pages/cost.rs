//! What the energy of a building costs, from its assessment; and the prices that hold today.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::cost::{CostPage, PriceLine};
use eclaireur_models::readings::totals::price_on;

use super::assessed::told;
use super::{name_of, shown};
use crate::app::App;
use crate::assessing::prices::by_carrier;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::prices;

/// GET /batiments/{b}/cout
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let today = app.clock.today();
    let known = by_carrier(prices::list(app.db.read(), told.row.tenant, Some(told.row.id)).await?);
    let prices = known
        .iter()
        .filter_map(|(carrier, prices)| {
            price_on(prices, today).map(|price| PriceLine { carrier: *carrier, price: *price })
        })
        .collect();
    let page = CostPage {
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
        has_readings: told.has_readings,
        prices,
    };
    shown(page.html())
}
