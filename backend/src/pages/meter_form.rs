//! Making and changing a meter.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, MeterInput, Problem, ProblemCode, Stated, stated};
use eclaireur_frontend::pages::meter_form::MeterFormPage;
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::access::Action;
use eclaireur_models::building::Meter;
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::certain::Quality;
use eclaireur_models::period::Day;
use sea_orm::DatabaseTransaction;

use super::{again, building, building_name, name_of, shown};
use crate::app::App;
use crate::doors::Reach;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::buildings::BuildingRow;
use crate::store::facts::{self, Subject};
use crate::store::meters::{self, MeterRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{MeterId, StoreError, allocations, readings};

async fn page(
    app: &App,
    visitor: &Visitor,
    whose: &(OrganisationRow, BuildingRow),
    meter: Option<&MeterRow>,
    form: FormData,
) -> AppResult<MeterFormPage> {
    let has_readings = match meter {
        Some(meter) => readings::last_readings(app.db.read(), meter.tenant).await?.contains_key(&meter.id),
        None => false,
    };
    let known = match meter {
        Some(meter) => facts::of_meter(app.db.read(), meter.tenant, meter.id).await?,
        None => Vec::new(),
    };
    let catalog = app.catalog();
    let card = meter.and_then(|meter| catalog.carrier(meter.meter.carrier));
    Ok(MeterFormPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        organisation: name_of(&whose.0),
        building: building_name(&whose.1),
        meter: meter.map(|m| Named::new(m.id.to_string(), m.label())),
        form,
        has_readings,
        known,
        fuels: card.map_or_else(Vec::new, |card| card.varieties().into_iter().map(str::to_owned).collect()),
    })
}

/// GET /batiments/{b}/compteurs/nouveau
pub async fn new(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let form = FormData::new().set("carrier", visitor.word("energie"));
    shown(page(&app, &visitor, &whose, None, form).await?.html())
}

/// POST /batiments/{b}/compteurs/nouveau
pub async fn create(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let reach = visitor.reach(&app, Action::Read, whose.0.id).await?;
    let Some(row) = made(&app, &reach, &whose, &mut posted.form).await? else {
        return again(page(&app, &visitor, &whose, None, posted.form).await?.html());
    };
    Ok(done(&urls::readings(&code), &flash(&row.meter, Flash::MeterCreated)).into_response())
}

/// Makes the meter of a form; `None` when its problems were noted.
pub(crate) async fn made(
    app: &App,
    reach: &Reach,
    whose: &(OrganisationRow, BuildingRow),
    form: &mut FormData,
) -> AppResult<Option<MeterRow>> {
    let Some(meter) = read(app, reach, whose, None, form).await? else { return Ok(None) };
    let tx = app.db.begin().await?;
    let row = meters::create(&tx, &app.by(), whose.0.id, whose.1.id, &meter, None).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Some(row))
}

/// GET /batiments/{b}/compteurs/{m}
pub async fn edit(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let row = meter_of(&app, &whose, &id).await?;
    let meter = row.meter.clone();
    let form = MeterInput {
        name: meter.name,
        carrier: meter.carrier,
        ean: meter.ean,
        serial: meter.serial,
        valid_from: meter.valid_from,
        valid_to: meter.valid_to,
    }
    .to_form();
    let known = facts::of_meter(app.db.read(), row.tenant, row.id).await?;
    let today = app.clock.today();
    // What has no day of its own is shown in its field, the rest beside.
    let form = UNDATED.iter().fold(form, |form, code| match holds(&known, code, today) {
        Some(fact) => form.set(code.trim_start_matches("meter."), &fact.value),
        None => form,
    });
    shown(page(&app, &visitor, &whose, Some(&row), form).await?.html())
}

/// POST /batiments/{b}/compteurs/{m}
pub async fn save(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let row = meter_of(&app, &whose, &id).await?;
    let said = stated(&mut posted.form);
    let reach = visitor.reach(&app, Action::Read, whose.0.id).await?;
    let Some(meter) = read(&app, &reach, &whose, Some(&row), &mut posted.form).await? else {
        return again(page(&app, &visitor, &whose, Some(&row), posted.form).await?.html());
    };
    let known = facts::of_meter(app.db.read(), row.tenant, row.id).await?;
    let tx = app.db.begin().await?;
    meters::update(&tx, &app.by(), row.tenant, row.id, &meter).await?;
    keep_facts(&tx, &app, &row, &meter, said, &known).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::readings(&code), &flash(&meter, Flash::Saved)).into_response())
}

/// Facts whose day is not asked: that of the meter that stands there now.
const UNDATED: [&str; 2] = ["meter.counts", "meter.index_digits"];

fn holds<'a>(known: &'a [DatedFact], code: &str, on: Day) -> Option<&'a DatedFact> {
    known.iter().find(|fact| fact.fact == code && fact.holds_on(on))
}

/// Keeps what was stated and is not known yet. A serial number that is corrected is that of the meter standing there.
async fn keep_facts(
    tx: &DatabaseTransaction,
    app: &App,
    row: &MeterRow,
    meter: &Meter,
    mut said: Vec<Stated>,
    known: &[DatedFact],
) -> AppResult<()> {
    let today = app.clock.today();
    let serial = holds(known, "meter.serial", today).zip(meter.serial.as_ref());
    said.extend(serial.map(|(held, serial)| Stated {
        fact: held.fact,
        value: serial.clone(),
        from: held.from,
    }));
    for Stated { fact, value, from } in said {
        let held = holds(known, fact, today);
        let from = if UNDATED.contains(&fact) { held.and_then(|held| held.from) } else { from };
        let same = |held: &&DatedFact| held.fact == fact && held.value == value && held.from <= from;
        let on = from.unwrap_or(Day::MIN);
        if known.iter().filter(same).any(|held| held.from == from || held.holds_on(on)) {
            continue;
        }
        let (source, quality) = ("form".to_owned(), Quality::Declared);
        let new = DatedFact { fact, value, from, to: None, source, quality };
        facts::set(tx, &app.by(), row.tenant, Subject::Meter(row.id), &new, None).await?;
    }
    Ok(())
}

/// The meter with this id, if it serves this building.
pub(crate) async fn meter_of(
    app: &App,
    whose: &(OrganisationRow, BuildingRow),
    id: &str,
) -> AppResult<MeterRow> {
    let id: MeterId = id.parse().map_err(|_| AppError::not_found())?;
    let meters = meters::of_building(app.db.read(), whose.0.id, whose.1.id).await?;
    meters.into_iter().find(|m| m.id == id).ok_or_else(AppError::not_found)
}

/// The meter as typed, its EAN not another meter's and its energy not changed under its readings.
async fn read(
    app: &App,
    reach: &Reach,
    whose: &(OrganisationRow, BuildingRow),
    held: Option<&MeterRow>,
    form: &mut FormData,
) -> AppResult<Option<Meter>> {
    let Some(input) = MeterInput::read(form) else { return Ok(None) };
    if let Some(ean) = &input.ean {
        let same = meters::find(app.db.read(), whose.0.id, Some(ean), None).await?;
        let is_other = |m: &&MeterRow| m.meter.carrier == input.carrier && held.is_none_or(|h| h.id != m.id);
        if let Some(other) = same.iter().find(is_other) {
            form.fail("ean", taken(app, reach, other).await?);
        }
    }
    if let Some(held) = held.filter(|h| h.meter.carrier != input.carrier) {
        let last = readings::last_readings(app.db.read(), held.tenant).await?;
        if last.contains_key(&held.id) {
            form.fail("carrier", Problem::new(ProblemCode::CarrierFixed));
        }
    }
    Ok((!form.failed()).then_some(Meter {
        name: input.name,
        ean: input.ean,
        serial: input.serial,
        carrier: input.carrier,
        valid_from: input.valid_from,
        valid_to: input.valid_to,
    }))
}

/// Another meter has this EAN: which one, where that may be seen.
pub(super) async fn taken(app: &App, reach: &Reach, other: &MeterRow) -> AppResult<Problem> {
    let serves = allocations::of_meter(app.db.read(), other.tenant, other.id).await?;
    let seen = reach.whole() || serves.iter().any(|row| reach.building(row.building));
    Ok(if seen {
        Problem::new(ProblemCode::EanTaken).with("meter", other.label())
    } else {
        Problem::new(ProblemCode::EanTakenElsewhere)
    })
}

/// Saved, with a word about an EAN that looks wrong: a warning, never a refusal.
fn flash(meter: &Meter, otherwise: Flash) -> Flash {
    match meter.ean.as_ref().and_then(eclaireur_models::building::Ean::problem) {
        Some(_) => Flash::EanLooksWrong,
        None => otherwise,
    }
}
