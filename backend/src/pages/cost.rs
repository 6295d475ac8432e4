//! What the energy of a building costs, from its assessment; and the prices that hold today.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::cost::{CostPage, PriceLine};

use super::assessed::told;
use super::summary::prices_of;
use super::{name_of, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// GET /batiments/{b}/cout
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let today = app.clock.today();
    let by_carrier = prices_of(&app, &told.row).await?;
    let prices = by_carrier
        .iter()
        .flat_map(|(carrier, prices)| {
            prices.iter().map(|price| PriceLine { carrier: *carrier, price: *price })
        })
        .filter(|line| line.price.from <= today && line.price.to.is_none_or(|to| today < to))
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
