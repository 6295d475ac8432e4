//! A meter that was replaced or set back: kept as an import of its own, so that it can be undone like any other.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode, ReplacedInput, first_field, last_field};
use eclaireur_frontend::pages::meter_replaced::MeterReplacedPage;
use eclaireur_frontend::pages::reading_index::RegisterLine;
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::building::Meter;
use eclaireur_models::building::facts::{DatedFact, fact};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Day, next_day};

use super::counters::counters;
use super::meter_form::meter_of;
use super::{again, building, building_name, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::{self, Options, Typed, has_place};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::meters::{self, MeterRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{StoreError, readings};

type Whose = (OrganisationRow, BuildingRow);

/// The meter and what can be read on it; a tank has no index that could be replaced.
async fn load(app: &App, code: &str, id: &str) -> AppResult<(Whose, MeterRow, Vec<RegisterLine>)> {
    let whose = building(app, code).await?;
    let row = meter_of(app, &whose, id).await?;
    let held = readings::of_meter(app.db.read(), row.tenant, row.id, None).await?;
    let held = held.filter(|h| !h.readings.carrier.is_delivered()).ok_or_else(AppError::not_found)?;
    Ok((whose, row, counters(&held, app.clock.today())))
}

fn page(
    app: &App,
    visitor: &Visitor,
    (organisation, building): &Whose,
    row: &MeterRow,
    registers: Vec<RegisterLine>,
    form: FormData,
) -> MeterReplacedPage {
    MeterReplacedPage {
        shell: visitor.shell(app, Some(name_of(organisation))),
        organisation: name_of(organisation),
        building: building_name(building),
        meter: Named::new(row.id.to_string(), row.label()),
        carrier: row.meter.carrier,
        registers,
        form,
        on: app.clock.today(),
    }
}

/// GET /batiments/{b}/compteurs/{m}/remplacement
pub async fn show(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let (whose, row, registers) = load(&app, &code, &id).await?;
    shown(page(&app, &visitor, &whose, &row, registers, FormData::new()).html())
}

/// POST /batiments/{b}/compteurs/{m}/remplacement
pub async fn keep(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let (whose, row, registers) = load(&app, &code, &id).await?;
    let input = ReplacedInput::read(&mut posted.form, &registers, app.clock.today());
    for counter in input.iter().flat_map(|i| &i.counters) {
        let (direction, register) = (counter.direction, counter.register);
        for (index, field) in [
            (counter.last, last_field(direction, register)),
            (counter.first, first_field(direction, register)),
        ] {
            if index.is_some_and(|value| !has_place(value)) {
                posted.form.fail(&field, Problem::new(ProblemCode::OutOfRange));
            }
        }
    }
    let Some(input) = input.filter(|_| !posted.form.failed()) else {
        return again(page(&app, &visitor, &whose, &row, registers, posted.form).html());
    };
    let by = app.by();
    let tx = app.db.begin().await?;
    // What stood on the old one is true whether or not this is undone.
    if let (Some(old), Some(_)) = (&row.meter.serial, &input.serial)
        && facts::timeline(&tx, row.tenant, Subject::Meter(row.id), "meter.serial").await?.is_empty()
        && let Some(old) = said("meter.serial", old.clone(), None, Some(input.on))
    {
        facts::set(&tx, &by, row.tenant, Subject::Meter(row.id), &old, None).await?;
    }
    let import = importing::keep_entry(&tx, &by, row.tenant, row.id, &entry(&whose.1, &row, &input)).await?;
    if let Some(serial) = input.serial {
        let new = Meter { serial: Some(serial), ..row.meter.clone() };
        meters::update(&tx, &by, row.tenant, row.id, &new).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    let flash = Flash::MeterReplaced { import: import.id.to_string() };
    Ok(done(&urls::readings(&code), &flash).into_response())
}

fn entry(building: &BuildingRow, row: &MeterRow, input: &ReplacedInput) -> importing::Entry {
    let counters: Vec<String> = input.counters.iter().map(ToString::to_string).collect();
    let shown = input.counters.iter().filter_map(|c| Some((c.register, c.last?, c.first?)));
    let digits = input.digits.map(|d| d.to_string());
    let facts = [
        said("meter.replaced", counters.join(" "), Some(input.on), Some(next_day(input.on))),
        input.serial.clone().and_then(|serial| said("meter.serial", serial, Some(input.on), None)),
        digits.and_then(|digits| said("meter.index_digits", digits, Some(input.on), None)),
    ];
    importing::Entry {
        format: "replacement-form",
        options: Options {
            building: Some(building.id),
            meter: Some(row.id),
            touched: vec![building.id],
            typed: Some(Typed::Replaced { on: input.on, counters: shown.collect() }),
            ..Options::default()
        },
        readings: Vec::new(),
        bill: None,
        force: false,
        facts: facts.into_iter().flatten().collect(),
    }
}

fn said(code: &str, value: String, from: Option<Day>, to: Option<Day>) -> Option<DatedFact> {
    let (source, quality) = ("form".to_owned(), Quality::Declared);
    Some(DatedFact { fact: fact(code)?.code, value, from, to, source, quality })
}
