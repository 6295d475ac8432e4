//! The month's sheet of a building, to be printed.

use axum::extract::{Path, State};
use eclaireur_frontend::pages::month_sheet::MonthSheetPage;

use super::assessed::told;
use super::yearly_report::responsible;
use super::{name_of, shown};
use crate::app::App;
use crate::error::AppResult;
use crate::extract::visitor::Visitor;

/// GET /batiments/{b}/fiche-du-mois
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let told = told(&app, &code).await?;
    let page = MonthSheetPage {
        responsible: responsible(&app, &told.row).await?,
        shell: visitor.shell(&app, Some(name_of(&told.whose))),
        head: told.head,
        assessed: told.assessed,
    };
    shown(page.html())
}
