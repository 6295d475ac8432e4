//! A chart of a building, or of its audit, as a file: the picture (SVG, PNG) or its values (CSV, XLSX).

use axum::extract::{Path, State};
use eclaireur_frontend::charts::Chart;
use eclaireur_frontend::charts::audited::{self, Audited};
use eclaireur_frontend::charts::told::Told;
use eclaireur_frontend::tables::Table;
use eclaireur_models::assessment::Assessment;
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use tokio::task::spawn_blocking;

use super::assessed::told;
use super::building;
use super::download::{Wanted, download, marked};
use super::energy::load_of;
use crate::app::App;
use crate::auditing;
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
    let form = Form::of(ending).ok_or_else(AppError::not_found)?;
    if audited::COMPARED.contains(&name) || audited::DETAILED.contains(&name) {
        return Box::pin(of_audit(&app, &code, (name, form), &visitor.word("bouquet"), wanted)).await;
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
    let _turn = app.drawing.acquire().await;
    // Drawing takes milliseconds: not on a thread that answers.
    let drawn = spawn_blocking(move || {
        let in_words = assessment.year.map(|year| year.to_string()).unwrap_or_default();
        let drawn = Told { assessment: &assessment, load: load.as_ref(), year: &in_words };
        let chart = drawn.chart(Lang::Fr, &name, carrier).ok_or_else(AppError::not_found)?;
        form.drawn(chart.as_ref(), &place)
    });
    Ok(marked(answer(&app, drawn.await??, &named, wanted)?, told.stale))
}

/// A chart of the newest version of an audit; of one of its packages, where it is of one.
async fn of_audit(
    app: &App,
    code: &str,
    (name, form): (&str, Form),
    package: &str,
    wanted: Wanted,
) -> AppResult {
    let whose = building(app, code).await?;
    let held = auditing::newest(app, &whose).await?.ok_or_else(AppError::not_found)?;
    let told = auditing::worked_out(app, &auditing::whole(app, &whose, held).await?);
    let named =
        if package.is_empty() { format!("{code}-{name}") } else { format!("{code}-{package}-{name}") };
    let (name, package, place) = (name.to_owned(), package.to_owned(), whose.1.building.name);
    let _turn = app.drawing.acquire().await;
    let drawn = spawn_blocking(move || {
        let bundle = match package.as_str() {
            "" => told.worked.voted(),
            code => Some(told.package(code).ok_or_else(AppError::not_found)?),
        };
        let chart = Audited { told: &told, bundle }.chart(Lang::Fr, &name);
        form.drawn(chart.ok_or_else(AppError::not_found)?.as_ref(), &place)
    });
    answer(app, drawn.await??, &named, wanted)
}

pub(super) fn answer(app: &App, drawn: Drawn, named: &str, wanted: Wanted) -> AppResult {
    match drawn {
        Drawn::Table(table) => wanted.answer(app, &table, named),
        Drawn::Svg(bytes) => Ok(download(bytes, "image/svg+xml", &format!("{named}.svg"))),
        Drawn::Png(bytes) => Ok(download(bytes, "image/png", &format!("{named}.png"))),
    }
}

/// As what a chart is handed back.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Svg,
    Png,
    Table,
}

impl Form {
    pub(super) fn of(ending: &str) -> Option<Form> {
        match ending {
            "svg" => Some(Form::Svg),
            "png" => Some(Form::Png),
            "csv" | "xlsx" => Some(Form::Table),
            _ => None,
        }
    }

    pub(super) fn drawn(self, chart: &dyn Chart, place: &str) -> Result<Drawn, AppError> {
        Ok(match self {
            Form::Svg => Drawn::Svg(chart.alone(place)?.into_bytes()),
            Form::Png => Drawn::Png(chart.png(place)?),
            Form::Table => Drawn::Table(chart.table()),
        })
    }
}

pub(super) enum Drawn {
    Svg(Vec<u8>),
    Png(Vec<u8>),
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
