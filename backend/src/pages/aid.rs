//! One aid of the catalogue.

use axum::extract::{Path, State};
use eclaireur_frontend::Named;
use eclaireur_frontend::pages::aid::{AidExample, AidPage};
use eclaireur_models::financing::Case;
use eclaireur_models::lang::Lang;

use super::{activities, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;

/// GET /aides/{r}/{a}
pub async fn show(
    State(app): State<App>,
    Path((region, name)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let catalog = app.catalog();
    let code = format!("{region}/{name}");
    let scheme = catalog.schemes().iter().find(|s| s.code == code).ok_or_else(AppError::not_found)?.clone();
    let examples = scheme.examples.iter().filter_map(|example| {
        Some(AidExample { case: Case::of(&example.given, &catalog).ok()?, gives: example.expect })
    });
    let others = catalog.schemes().iter().filter(|other| {
        scheme.replaces.as_ref() == Some(&other.code) || scheme.cumulation.not_with.contains(&other.code)
    });
    let page = AidPage {
        shell: visitor.shell(&app, None),
        examples: examples.collect(),
        others: others.map(|s| Named::new(s.code.as_str(), s.name.get(Lang::Fr))).collect(),
        sectors: activities(&app),
        on: app.clock.today(),
        scheme,
    };
    shown(page.html())
}
