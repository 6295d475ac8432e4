//! The sector, of a federation or of everybody: one question in the address, as a page, as tables and as pictures.

use axum::extract::{Path, Query, State};
use eclaireur_frontend::forms::{SECTOR_YEAR, sector_asked};
use eclaireur_frontend::pages::sector::SectorPage;
use eclaireur_frontend::reports::sector::SectorReport;
use eclaireur_frontend::sector::Told;
use eclaireur_frontend::{tables, urls};
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::filter::Scope;
use tokio::task::spawn_blocking;

use super::chart::{Form, answer};
use super::download::{Wanted, download};
use super::federations::whose;
use super::shown;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::reporting::PDF;
use crate::sector;
use crate::sector::told::{self, Whose};

/// The pairs of an address, in order.
type Asked = Query<Vec<(String, String)>>;

/// What is asked of a federation, answered; and what was not understood.
pub(super) async fn answered(
    app: &App,
    whose: &Whose,
    pairs: &[(String, String)],
) -> Result<(Told, Vec<(String, String)>), AppError> {
    let made = sector::made(app).await?;
    let choices = told::choices(app, &made, whose).await?;
    let asked =
        sector_asked(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())), |dimension, code| {
            choices.knows(dimension, code)
        });
    let (year, mut ignored) = (asked.filter.year, asked.ignored);
    let mut told = told::told(app, &made, whose, choices, asked.filter).await?;
    // Another year was told of in the place of the one asked for.
    if let Some(year) = year.filter(|year| told.view.year.is_some_and(|told| told != *year)) {
        ignored.push((SECTOR_YEAR.to_owned(), year.to_string()));
        told.filter.year = None;
    }
    Ok((told, ignored))
}

/// GET /federations/{f}/secteur
pub async fn show(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(pairs): Asked,
    visitor: Visitor,
) -> AppResult {
    let whose = whose(&app, &code).await?;
    let (told, ignored) = answered(&app, &whose, &pairs).await?;
    let of_one = whose.scope != Scope::Sector;
    let page = SectorPage {
        shell: visitor.shell(&app, None),
        told,
        ignored,
        expert: visitor.names("vue"),
        members: of_one.then(|| urls::members(&code)),
        own_list: of_one.then(|| urls::own_activities(&code)),
        collection: of_one.then(|| urls::collection(&code)),
    };
    // Charts and tables of thousands of buildings: not on a thread that answers.
    let page = spawn_blocking(move || page.html()).await?;
    shown(page)
}

/// GET /federations/{f}/secteur.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(pairs): Asked,
    wanted: Wanted,
) -> AppResult {
    let whose = whose(&app, &code).await?;
    let (told, _) = answered(&app, &whose, &pairs).await?;
    wanted.answer(&app, &tables::sector(Lang::Fr, &told), &format!("{code}-secteur"))
}

/// GET /federations/{f}/secteur/graphiques/{c}
pub async fn chart(
    State(app): State<App>,
    Path((code, file)): Path<(String, String)>,
    Query(pairs): Asked,
    wanted: Wanted,
) -> AppResult {
    let (name, ending) = file.rsplit_once('.').ok_or_else(AppError::not_found)?;
    let form = Form::of(ending).ok_or_else(AppError::not_found)?;
    let whose = whose(&app, &code).await?;
    let (told, _) = answered(&app, &whose, &pairs).await?;
    let (place, name, named) = (whose.named.name, name.to_owned(), format!("{code}-{name}"));
    let _turn = app.drawing.acquire().await;
    let drawn = spawn_blocking(move || {
        let chart = told.chart(Lang::Fr, &name).ok_or_else(AppError::not_found)?;
        form.drawn(chart.as_ref(), &place)
    });
    answer(&app, drawn.await??, &named, wanted)
}

/// GET /federations/{f}/secteur/rapport.pdf
pub async fn report(State(app): State<App>, Path(code): Path<String>, Query(pairs): Asked) -> AppResult {
    let whose = whose(&app, &code).await?;
    let (told, _) = answered(&app, &whose, &pairs).await?;
    let report = SectorReport { lang: Lang::Fr, told };
    let name = format!("{}.pdf", report.file_name());
    let _turn = app.drawing.acquire().await;
    let bytes = spawn_blocking(move || report.pdf()).await??;
    Ok(download(bytes, PDF, &name))
}
