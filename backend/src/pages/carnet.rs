//! The *carnet de route* of a building, on the screen and to print.

use axum::extract::{Path, State};
use eclaireur_frontend::Named;
use eclaireur_frontend::pages::carnet::CarnetPage;
use eclaireur_models::audit::inputs::Section;

use super::download::download;
use super::heads::head;
use super::{building, name_of, shown};
use crate::app::App;
use crate::auditing::{self, ON_PAGE};
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::reporting::{self, PDF};

/// GET /batiments/{b}/carnet
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let found = auditing::carnet(&app, &whose).await?;
    let mut photos = Vec::new();
    if let Some((carnet, pictures)) = &found {
        let rows = carnet.audit.visit.rows(Section::Photos);
        for sha256 in pictures {
            let row = rows.iter().find(|row| row.text("picture") == sha256.as_str());
            photos.extend(row.map(|row| Named::new(sha256.as_str(), row.text("caption"))));
        }
    }
    let page = CarnetPage {
        shell: visitor.shell(&app, Some(name_of(&whose.0))),
        head: head(&app, &whose.0, &whose.1).await?,
        carnet: found.map(|(carnet, _)| carnet),
        photos,
    };
    shown(page.html())
}

/// GET /batiments/{b}/carnet/carnet.pdf
pub async fn file(State(app): State<App>, Path(code): Path<String>) -> AppResult {
    let whose = building(&app, &code).await?;
    let (mut carnet, kept) = auditing::carnet(&app, &whose).await?.ok_or_else(AppError::not_found)?;
    carnet.photos = auditing::printed(&app, whose.1.tenant, (&carnet.audit, &kept), ON_PAGE).await?;
    let name = format!("{code}-carnet-{}.pdf", carnet.on);
    let bytes = reporting::carnet_written(&app, carnet).await?;
    Ok(download(bytes, PDF, &name))
}
