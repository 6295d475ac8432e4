//! *Vous et le secteur*: a member beside the sums of its federation, for the member only.

use axum::extract::{Path, State};
use axum::response::Response;
use eclaireur_frontend::pages::member_sector::MemberSectorPage;
use eclaireur_frontend::reports::sector::BesideReport;
use eclaireur_frontend::sector::Beside;
use eclaireur_models::lang::Lang;
use tokio::task::spawn_blocking;

use super::download::download;
use super::federations::federation;
use super::{name_of, organisation, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::reporting::PDF;
use crate::sector::beside::beside;
use crate::store::federations;
use crate::store::organisations::OrganisationRow;

/// Organisation and federation.
type Asked = Path<(String, String)>;

async fn told(app: &App, o: &str, f: &str) -> Result<(OrganisationRow, Beside), AppError> {
    let (member, federation) = (organisation(app, o).await?, federation(app, f).await?);
    let mine = federations::of_organisation(app.db.read(), member.id, app.clock.today()).await?;
    if !mine.iter().any(|one| one.id == federation.id) {
        return Err(AppError::not_found());
    }
    let beside = beside(app, &federation, &member).await?;
    Ok((member, beside))
}

/// GET /organisations/{o}/federations/{f}/secteur
pub async fn show(State(app): State<App>, Path((o, f)): Asked, visitor: Visitor) -> AppResult {
    let (member, beside) = told(&app, &o, &f).await?;
    let page = MemberSectorPage { shell: visitor.shell(&app, Some(name_of(&member))), beside };
    let page = spawn_blocking(move || page.html()).await?;
    shown(page)
}

/// GET /organisations/{o}/federations/{f}/secteur.pdf
pub async fn paper(State(app): State<App>, Path((o, f)): Asked) -> Result<Response, AppError> {
    let (_, beside) = told(&app, &o, &f).await?;
    let report = BesideReport { lang: Lang::Fr, beside };
    let name = format!("{}.pdf", report.file_name());
    let _turn = app.drawing.acquire().await;
    let bytes = spawn_blocking(move || report.pdf()).await??;
    Ok(download(bytes, PDF, &name))
}
