//! A chart of a building as a file: the picture (SVG, PNG) or its values (CSV, XLSX).

use axum::extract::{Path, State};
use eclaireur_frontend::charts::told::Told;
use eclaireur_frontend::tables::Table;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use tokio::task::spawn_blocking;

use super::assessed::told;
use super::download::{Wanted, download, marked};
use super::energy::load_of;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::visitor::Visitor;
use crate::reporting;
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
    if !["svg", "png", "csv", "xlsx"].contains(&ending) {
        return Err(AppError::not_found());
    }
    let told = told(&app, &code).await?;
    let assessment = told.assessed.assessment;
    let asked = year_asked(&visitor, &assessment)?;
    let year = asked.or(assessment.year).unwrap_or_else(|| app.clock.today().year());
    let carrier = match visitor.word("energie").as_str() {
        "" => None,
        code => Some(Carrier::from_code(code).ok_or_else(AppError::not_found)?),
    };
    let load = if OF_SLOTS.contains(&name) {
        let held = readings::of_building(app.db.read(), told.row.tenant, told.row.id, None).await?;
        let meters: Vec<_> = held.into_iter().map(|held| held.readings).collect();
        load_of(&app, &meters, carrier.unwrap_or(Carrier::Electricity), year)
    } else {
        None
    };
    let place = told.head.building.name;
    let (name, named) = (name.to_owned(), format!("{code}-{name}"));
    let form = match ending {
        "svg" => Form::Svg,
        "png" => Form::Png,
        _ => Form::Table,
    };
    let _turn = app.drawing.acquire().await;
    // Drawing takes milliseconds: not on a thread that answers.
    let drawn = spawn_blocking(move || {
        let in_words = assessment.year.map(|year| year.to_string()).unwrap_or_default();
        let drawn = Told { assessment: &assessment, load: load.as_ref(), year: &in_words };
        let chart = drawn.chart(Lang::Fr, &name, carrier).ok_or_else(AppError::not_found)?;
        Ok::<_, AppError>(match form {
            Form::Svg => Drawn::File(chart.alone(&place)?.into_bytes()),
            Form::Png => Drawn::File(chart.png(&place)?),
            Form::Table => Drawn::Table(chart.table()),
        })
    });
    let answer = match (drawn.await??, form) {
        (Drawn::Table(table), _) => wanted.answer(&app, &table, &named)?,
        (Drawn::File(bytes), Form::Png) => download(bytes, "image/png", &format!("{named}.png")),
        (Drawn::File(bytes), _) => download(bytes, "image/svg+xml", &format!("{named}.svg")),
    };
    Ok(marked(answer, told.stale))
}

/// As what a chart is handed back.
#[derive(Debug, Clone, Copy)]
enum Form {
    Svg,
    Png,
    Table,
}

enum Drawn {
    File(Vec<u8>),
    Table(Table),
}

/// The year asked for; one of which nothing is known has no chart.
fn year_asked(visitor: &Visitor, assessment: &Assessment) -> Result<Option<i16>, AppError> {
    let asked = visitor.word("annee");
    if asked.is_empty() {
        return Ok(None);
    }
    let year = asked.parse().ok().filter(|year| reporting::years(assessment).contains(year));
    year.map(Some).ok_or_else(AppError::not_found)
}
