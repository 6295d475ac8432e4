//! The catalogue in force, and the button that reads it again.

use axum::extract::State;
use axum::response::IntoResponse as _;
use eclaireur_frontend::pages::catalog::{CatalogPage, RefusedCatalog};
use eclaireur_frontend::{Flash, urls};

use super::{again, shown};
use crate::app::App;
use crate::catalogs::{Reread, Standing};
use crate::error::AppResult;
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};

/// GET /administration/catalogue
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(page(&app, &visitor).html())
}

/// POST /administration/catalogue: reads it again.
pub async fn reread(State(app): State<App>, visitor: Visitor, _: Posted) -> AppResult {
    let flash = match app.reread_catalog().await? {
        Reread::Changed(_) => Flash::CatalogChanged,
        Reread::Same => Flash::CatalogSame,
        Reread::Refused(_) => return again(page(&app, &visitor).html()),
    };
    Ok(done(&urls::admin_catalog(), &flash).into_response())
}

fn page(app: &App, visitor: &Visitor) -> CatalogPage {
    let (catalog, today) = (app.catalog(), app.clock.today());
    let Standing { version, loaded_at, asked_at, folder, refusal, taken } = app.catalogs.standing();
    CatalogPage {
        shell: visitor.shell(app, None),
        version,
        loaded_at,
        asked_at,
        folder: folder.map(|folder| folder.display().to_string()),
        taken,
        against: app.catalogs.against().map(|other| other.hash),
        aids: catalog.schemes().len(),
        stale: catalog.schemes().iter().filter(|scheme| scheme.is_stale(today)).count(),
        refused: refusal.map(|r| RefusedCatalog { at: r.at, problems: r.problems }),
    }
}
