//! A chart of a building as a file: the picture (SVG, PNG) or its values (CSV, XLSX).

use axum::extract::{Path, State};
use eclaireur_frontend::charts::told::Told;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;

use super::assessed::told;
use super::download::{Wanted, download};
use super::energy::load_of;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::store::readings;

/// Charts that need every slot; the others stand on the assessment alone.
const OF_SLOTS: [&str; 2] = ["heatmap", "load-duration"];

/// GET /batiments/{b}/graphiques/{f}
pub async fn file(
    State(app): State<App>,
    Path((code, file)): Path<(String, String)>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let (name, ending) = file.rsplit_once('.').ok_or_else(AppError::not_found)?;
    let told = told(&app, &code).await?;
    let assessment = &told.assessed.assessment;
    let asked: Option<i16> = visitor.word("annee").parse().ok();
    let year = asked.or(assessment.year).unwrap_or_else(|| app.clock.today().year());
    let load = if OF_SLOTS.contains(&name) {
        let held = readings::of_building(app.db.read(), told.row.tenant, told.row.id, None).await?;
        let meters: Vec<_> = held.into_iter().map(|held| held.readings).collect();
        load_of(&app, &meters, year)
    } else {
        None
    };
    let in_words = assessment.year.map(|year| year.to_string()).unwrap_or_default();
    let carrier = Carrier::from_code(&visitor.word("energie"));
    let drawn = Told { assessment, load: load.as_ref(), year: &in_words };
    let chart = drawn.chart(Lang::Fr, name, carrier).ok_or_else(AppError::not_found)?;
    let place = &told.head.building.name;
    let named = format!("{code}-{name}");
    match ending {
        "svg" => Ok(download(chart.alone(place)?.into_bytes(), "image/svg+xml", &format!("{named}.svg"))),
        "png" => Ok(download(chart.png(place)?, "image/png", &format!("{named}.png"))),
        "csv" | "xlsx" => wanted.answer(&app, &chart.table(), &named),
        _ => Err(AppError::not_found()),
    }
}
