//! One reading of an index or a gauge, typed: an import like any other, so that it can be undone like any other.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, IndexInput, Problem, ProblemCode, index_field};
use eclaireur_frontend::pages::reading_index::{IndexFormPage, IndexMeter, RegisterLine};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Action;
use eclaireur_models::building::{Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::day_start;
use eclaireur_models::units::Unit;
use rust_decimal::Decimal;

use super::counters::{channel, index_meter};
use super::heads::head;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::doors::Reach;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::{self, Options, Typed, has_place, row};
use crate::store::buildings::BuildingRow;
use crate::store::imports::ImportRow;
use crate::store::organisations::OrganisationRow;
use crate::store::readings;
use crate::store::{MeterId, StoreError};

async fn page(
    app: &App,
    visitor: &Visitor,
    whose: &(OrganisationRow, BuildingRow),
    meters: Vec<IndexMeter>,
    form: FormData,
) -> AppResult<IndexFormPage> {
    let asked = Some(form.get("meter").to_owned()).filter(|m| !m.is_empty());
    let asked = asked.or_else(|| Some(visitor.word("compteur")).filter(|m| !m.is_empty()));
    let only = match meters.as_slice() {
        [one] => Some(one.meter.code.clone()),
        _ => None,
    };
    Ok(IndexFormPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        head: head(app, &whose.0, &whose.1).await?,
        chosen: asked.filter(|a| meters.iter().any(|m| m.meter.code == *a)).or(only),
        meters,
        form,
        on: app.clock.today(),
    })
}

/// GET /batiments/{b}/releves/index
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let reach = visitor.reach(&app, Action::Import, whose.0.id).await?;
    let meters = writable(&app, &reach, &whose.1).await?;
    shown(page(&app, &visitor, &whose, meters, FormData::new()).await?.html())
}

/// POST /batiments/{b}/releves/index
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let reach = visitor.reach(&app, Action::Import, whose.0.id).await?;
    let meters = writable(&app, &reach, &whose.1).await?;
    let Some(import) = kept(&app, &whose, &meters, &mut posted.form).await? else {
        return again(page(&app, &visitor, &whose, meters, posted.form).await?.html());
    };
    let flash = Flash::ReadingKept { import: import.id.to_string() };
    Ok(done(&urls::readings(&code), &flash).into_response())
}

/// Keeps the reading of a form as an import; `None` when its problems were noted.
pub(crate) async fn kept(
    app: &App,
    whose: &(OrganisationRow, BuildingRow),
    meters: &[IndexMeter],
    form: &mut FormData,
) -> AppResult<Option<ImportRow>> {
    let Some(input) = IndexInput::read(form, meters, app.clock.today()) else { return Ok(None) };
    for (direction, register, _) in input.values.iter().filter(|(_, _, value)| !has_place(*value)) {
        form.fail(&index_field(*direction, *register), Problem::new(ProblemCode::OutOfRange));
    }
    if input.level.is_some_and(|level| !has_place(level)) {
        form.fail("level", Problem::new(ProblemCode::OutOfRange));
    }
    if form.failed() {
        return Ok(None);
    }
    let meter: MeterId = input.meter.parse().map_err(|_| AppError::not_found())?;
    let chosen = meters.iter().find(|m| m.meter.code == input.meter).ok_or_else(AppError::not_found)?;
    let at = day_start(input.on);
    let of = |line: &RegisterLine, value: Decimal| {
        Some((channel(chosen.carrier, line), vec![row(at, at, value, Quality::Measured)?]))
    };
    let entries = chosen.registers.iter().filter_map(|line| of(line, value_of(&input, line)?));
    let gauge = chosen.registers.iter().find(|line| line.kind == Kind::Level);
    let unit = chosen.registers.iter().find(|line| line.kind == Kind::Index).map_or(Unit::KWh, |l| l.unit);
    let typed = match (input.level, gauge) {
        (Some(value), Some(line)) => Typed::Level { on: input.on, value, unit: line.unit, photo: None },
        _ => Typed::Index {
            on: input.on,
            values: input.values.iter().map(|(_, register, value)| (*register, *value)).collect(),
            unit,
            photo: None,
        },
    };
    let entry = importing::Entry {
        format: "index-form",
        options: Options {
            building: Some(whose.1.id),
            meter: Some(meter),
            touched: vec![whose.1.id],
            typed: Some(typed),
            ..Options::default()
        },
        readings: entries.collect(),
        bill: None,
        force: input.accepted,
        facts: Vec::new(),
    };
    let tx = app.db.begin().await?;
    let import = importing::keep_entry(&tx, &app.by(), whose.0.id, meter, &entry).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Some(import))
}

/// What was typed for a line.
fn value_of(input: &IndexInput, line: &RegisterLine) -> Option<Decimal> {
    if line.kind == Kind::Level {
        return input.level;
    }
    let same = |(direction, register, _): &&(Direction, Register, Decimal)| {
        *direction == line.direction && *register == line.register
    };
    input.values.iter().find(same).map(|(_, _, value)| *value)
}

/// Those of them that somebody may write of: a shared meter is also another building's.
pub(crate) async fn writable(app: &App, reach: &Reach, building: &BuildingRow) -> AppResult<Vec<IndexMeter>> {
    let mut theirs = Vec::new();
    for meter in index_meters(app, building).await? {
        if let Ok(id) = meter.meter.code.parse()
            && reach.meter(app, building.tenant, id).await?
        {
            theirs.push(meter);
        }
    }
    Ok(theirs)
}

/// The meters of a building that can be read, each with its counters.
pub(crate) async fn index_meters(app: &App, building: &BuildingRow) -> AppResult<Vec<IndexMeter>> {
    let held = readings::of_building(app.db.read(), building.tenant, building.id, None).await?;
    let today = app.clock.today();
    let in_service = held.into_iter().filter(|h| h.meter.meter.valid_to.is_none_or(|to| today <= to));
    Ok(in_service.map(|h| index_meter(&h, today)).collect())
}
