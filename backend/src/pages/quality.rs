//! How good the figures of a building are, and which of them moved.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::quality::{Move, QualityPage};
use eclaireur_models::period::day_of;

use super::assessed::told;
use super::{name_of, shown};
use crate::app::App;
use crate::assessing;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;
use crate::store::Paging;
use crate::store::figure_moves::MoveRow;

/// Moves shown, the newest.
const MOVES: u64 = 30;

/// GET /batiments/{b}/qualite
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let on = app.clock.today();
    let moves = assessing::moves(&app, &told.row, &Paging::first(MOVES)).await?;
    let one = |row: MoveRow| Move {
        on: day_of(row.at).unwrap_or(on),
        moved: row.moved,
        causes: row.causes.iter().map(|cause| cause.code().to_owned()).collect(),
    };
    let page = QualityPage {
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
        has_readings: told.has_readings,
        moves: moves.items.into_iter().map(one).collect(),
    };
    shown(page.html())
}
