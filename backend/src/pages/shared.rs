//! What the holder of a link sees: the one page it shares, for nobody we know; else that the link serves no more.
//!
//! Which page stands in the link's row. Nothing of the address or its query is asked but the secret.

use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use eclaireur_frontend::pages::shared::{SharedBulletin, SharedBy, SharedGone, SharedReport, frame};
use eclaireur_frontend::pages::yearly_report::YearlyReportPage;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::day_of;

use super::assessed::told;
use super::yearly_report::responsible;
use crate::app::App;
use crate::doors;
use crate::error::{AppResult, said};
use crate::store::share_links::{self, ShareRow, View};
use crate::store::{By, StoreError, buildings, organisations};

/// GET /p/{s}
pub async fn show(State(app): State<App>, method: Method, Path(secret): Path<String>) -> AppResult {
    let now = app.clock.now();
    let share = share_links::of_secret(app.db.read(), &secret, now).await?;
    let page = match &share {
        Some(share) => page(&app, share).await?,
        None => None,
    };
    let (Some(share), Some(page)) = (share, page) else {
        let gone = SharedGone { shell: frame(Lang::Fr, app.demo) };
        return Ok(hidden(said(StatusCode::NOT_FOUND, gone.html()?)));
    };
    if method == Method::GET {
        let tx = app.db.begin().await?;
        share_links::used(&tx, &share, now).await?;
        tx.commit().await.map_err(StoreError::from)?;
        // Nobody we know: the service writes that somebody looked.
        doors::seen(&app, By::service(now), share.tenant, "link");
    }
    Ok(hidden(Html(page).into_response()))
}

/// The page that is shared; none where its building or whose it is was put away, or is gone.
async fn page(app: &App, share: &ShareRow) -> AppResult<Option<String>> {
    let c = app.db.read();
    let organisation = organisations::by_id(c, share.tenant).await?;
    let row = buildings::by_id(c, share.tenant, share.building).await?;
    let (Some(organisation), Some(row)) = (organisation, row) else { return Ok(None) };
    if organisation.organisation.archived || row.building.archived {
        return Ok(None);
    }
    let told = told(app, row.building.code.as_str()).await?;
    let by = SharedBy {
        organisation: told.whose.organisation.name.clone(),
        until: day_of(share.expires_at).unwrap_or_else(|| app.clock.today()),
    };
    let shell = frame(Lang::Fr, app.demo);
    let page = match share.view {
        View::Bulletin => {
            let (head, assessed, has_readings) = (told.head, told.assessed, told.has_readings);
            SharedBulletin { shell, by, head, assessed, has_readings }.html()
        }
        View::YearlyReport => {
            let report = YearlyReportPage {
                shell: shell.clone(),
                responsible: responsible(app, &told.row).await?,
                head: told.head,
                assessed: told.assessed,
                year: share.year,
                published: Vec::new(),
            };
            SharedReport { shell, by, report }.html()
        }
    };
    Ok(Some(page?))
}

/// Found by nobody, and nobody is told where one comes from.
fn hidden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let robots = HeaderName::from_static("x-robots-tag");
    headers.insert(robots, HeaderValue::from_static("noindex, nofollow, noarchive"));
    response
}
