//! The scenarios of a federation, or of everybody: the questions, and one of them over the buildings of its members, as a page and as files.

use axum::extract::{Path, State};
use eclaireur_frontend::charts::{Chart as _, Ground, ScenarioBars};
use eclaireur_frontend::extrapolated::Whole;
use eclaireur_frontend::pages::scenario::ScenarioPage;
use eclaireur_frontend::pages::scenarios::ScenariosPage;
use eclaireur_frontend::reports::sector::Argument;
use eclaireur_frontend::scenarios::Told;
use eclaireur_frontend::tables;
use eclaireur_models::lang::Lang;
use eclaireur_models::portfolio::sector::filter::Scope;
use tokio::task::spawn_blocking;

use super::download::{Wanted, download};
use super::federations::whose;
use super::shown;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::financing::scenario;
use crate::reporting::PDF;
use crate::sector::told::Whose;
use crate::store::{FederationId, federations};

/// Words of its files.
const GROUND: Ground<'static> = Ground { lang: Lang::Fr, id: "scenario" };

/// Federation, origin and name of the scenario.
type Asked = Path<(String, String, String)>;

/// GET /federations/{f}/scenarios
pub async fn list(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = whose(&app, &code).await?;
    let federation = match whose.scope {
        Scope::Federation(id) => Some(FederationId::from_stored(id)),
        Scope::Sector => None,
    };
    let members = federations::members(app.db.read(), federation, app.clock.today()).await?.len();
    let page = ScenariosPage {
        shell: visitor.shell(&app, None),
        federation: whose.named,
        members,
        scenarios: app.catalog().scenarios().to_vec(),
    };
    shown(page.html())
}

/// What a scenario comes to today.
async fn told(app: &App, whose: &Whose, origin: &str, name: &str) -> Result<Told, AppError> {
    let found = app.catalog().scenario(&format!("{origin}/{name}")).cloned();
    let wanted = found.ok_or_else(AppError::not_found)?;
    Ok(scenario::shown(app, &wanted, whose.scope, app.clock.today()).await?)
}

/// The same, and for all there are.
async fn argued(app: &App, whose: &Whose, origin: &str, name: &str) -> Result<(Told, Whole), AppError> {
    let found = app.catalog().scenario(&format!("{origin}/{name}")).cloned();
    let wanted = found.ok_or_else(AppError::not_found)?;
    Ok(scenario::argued(app, &wanted, whose.scope, app.clock.today()).await?)
}

/// GET /federations/{f}/scenarios/{o}/{n}
pub async fn show(State(app): State<App>, Path((code, origin, name)): Asked, visitor: Visitor) -> AppResult {
    let whose = whose(&app, &code).await?;
    let (told, whole) = argued(&app, &whose, &origin, &name).await?;
    shown(ScenarioPage { shell: visitor.shell(&app, None), federation: whose.named, told, whole }.html())
}

/// GET /federations/{f}/scenarios/{o}/{n}/argumentaire.pdf
pub async fn argument(State(app): State<App>, Path((code, origin, name)): Asked) -> AppResult {
    let whose = whose(&app, &code).await?;
    let (told, whole) = argued(&app, &whose, &origin, &name).await?;
    let catalog = app.catalog().version().to_owned();
    let argument = Argument { lang: Lang::Fr, federation: whose.named, told, whole, catalog };
    let named = format!("{}.pdf", argument.file_name());
    let _turn = app.drawing.acquire().await;
    let bytes = spawn_blocking(move || argument.pdf()).await??;
    Ok(download(bytes, PDF, &named))
}

/// GET /federations/{f}/scenarios/{o}/{n}/activites.csv, `.xlsx`
pub async fn table(State(app): State<App>, Path((code, origin, name)): Asked, wanted: Wanted) -> AppResult {
    let whose = whose(&app, &code).await?;
    let told = told(&app, &whose, &origin, &name).await?;
    wanted.answer(&app, &tables::scenario(Lang::Fr, &told), &format!("{code}-{name}"))
}

/// GET /federations/{f}/scenarios/{o}/{n}/graphiques/{c}
pub async fn chart(
    State(app): State<App>,
    Path((code, origin, name, file)): Path<(String, String, String, String)>,
    wanted: Wanted,
) -> AppResult {
    let whose = whose(&app, &code).await?;
    let ending = file.strip_prefix("scenario.").ok_or_else(AppError::not_found)?.to_owned();
    if !["svg", "png", "csv", "xlsx"].contains(&ending.as_str()) {
        return Err(AppError::not_found());
    }
    let told = told(&app, &whose, &origin, &name).await?;
    let named = format!("{code}-{name}-graphique");
    if ["csv", "xlsx"].contains(&ending.as_str()) {
        let chart = ScenarioBars::of(GROUND, &told).ok_or_else(AppError::not_found)?;
        return wanted.answer(&app, &chart.table(), &named);
    }
    let place = whose.named.name;
    let pixels = ending == "png";
    let _turn = app.drawing.acquire().await;
    // Drawing takes milliseconds: not on a thread that answers.
    let drawn = spawn_blocking(move || {
        let chart = ScenarioBars::of(GROUND, &told).ok_or_else(AppError::not_found)?;
        let bytes = if pixels { chart.png(&place)? } else { chart.alone(&place)?.into_bytes() };
        Ok::<_, AppError>(bytes)
    });
    let bytes = drawn.await??;
    let media_type = if pixels { "image/png" } else { "image/svg+xml" };
    Ok(download(bytes, media_type, &format!("{named}.{ending}")))
}
