//! What the energy of a building costs, from its assessment; and the prices that hold today.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::cost::{CostPage, PriceLine};
use eclaireur_frontend::tables;
use eclaireur_models::readings::totals::price_on;

use super::assessed::told;
use super::download::Wanted;
use super::{name_of, shown};
use crate::app::App;
use crate::assessing::prices::by_carrier;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::prices as store_prices;

/// GET /batiments/{b}/cout
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    shown(page(&app, &code, &visitor).await?.html())
}

/// GET /batiments/{b}/prix.csv, `.xlsx`
pub async fn prices(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let page = page(&app, &code, &visitor).await?;
    wanted.answer(&app, &tables::prices(&page), &format!("{code}-prix"))
}

async fn page(app: &App, code: &str, visitor: &Visitor) -> AppResult<CostPage> {
    let told = told(app, code).await?;
    let today = app.clock.today();
    let known = by_carrier(store_prices::list(app.db.read(), told.row.tenant, Some(told.row.id)).await?);
    let prices = known
        .iter()
        .filter_map(|(carrier, prices)| {
            price_on(prices, today).map(|price| PriceLine { carrier: *carrier, price: *price })
        })
        .collect();
    Ok(CostPage {
        shell: visitor.shell(app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
        has_readings: told.has_readings,
        prices,
    })
}
