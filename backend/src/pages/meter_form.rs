//! Making and changing a meter.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, MeterInput, Problem, ProblemCode};
use eclaireur_frontend::pages::meter_form::MeterFormPage;
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::building::Meter;

use super::{again, building, building_name, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::buildings::BuildingRow;
use crate::store::meters::{self, MeterRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{MeterId, StoreError, readings};

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
    Ok(MeterFormPage {
        shell: visitor.shell(app, Some(name_of(&whose.0))),
        organisation: name_of(&whose.0),
        building: building_name(&whose.1),
        meter: meter.map(|m| Named::new(m.id.to_string(), m.label())),
        form,
        has_readings,
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
    let Some(meter) = read(&app, &whose, None, &mut posted.form).await? else {
        return again(page(&app, &visitor, &whose, None, posted.form).await?.html());
    };
    let tx = app.db.begin().await?;
    meters::create(&tx, &app.by(), whose.0.id, whose.1.id, &meter, None).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::readings(&code), &flash(&meter, Flash::MeterCreated)).into_response())
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
    let Some(meter) = read(&app, &whose, Some(&row), &mut posted.form).await? else {
        return again(page(&app, &visitor, &whose, Some(&row), posted.form).await?.html());
    };
    let tx = app.db.begin().await?;
    meters::update(&tx, &app.by(), row.tenant, row.id, &meter).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::readings(&code), &flash(&meter, Flash::Saved)).into_response())
}

/// The meter with this id, if it serves this building.
pub(super) async fn meter_of(
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
    whose: &(OrganisationRow, BuildingRow),
    held: Option<&MeterRow>,
    form: &mut FormData,
) -> AppResult<Option<Meter>> {
    let Some(input) = MeterInput::read(form) else { return Ok(None) };
    if let Some(ean) = &input.ean {
        let same = meters::find(app.db.read(), whose.0.id, Some(ean), None).await?;
        let is_other = |m: &&MeterRow| m.meter.carrier == input.carrier && held.is_none_or(|h| h.id != m.id);
        if let Some(other) = same.iter().find(is_other) {
            form.fail("ean", Problem::new(ProblemCode::EanTaken).with("meter", other.label()));
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

/// Saved, with a word about an EAN that looks wrong: a warning, never a refusal.
fn flash(meter: &Meter, otherwise: Flash) -> Flash {
    match meter.ean.as_ref().and_then(eclaireur_models::building::Ean::problem) {
        Some(_) => Flash::EanLooksWrong,
        None => otherwise,
    }
}
