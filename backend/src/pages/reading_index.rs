//! One index reading, typed: an import like any other, so that it can be undone like any other.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, IndexInput, Problem, ProblemCode, index_field};
use eclaireur_frontend::pages::reading_index::{IndexFormPage, IndexMeter, RegisterLine};
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{day_of, day_start};
use eclaireur_models::readings::totals::ChannelReadings;
use eclaireur_models::units::{Basis, Unit};
use rust_decimal::Decimal;

use super::heads::head;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::{self, Options, Typed, has_place, row};
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;
use crate::store::readings::{self, HeldMeter};
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
    let meters = index_meters(&app, &whose.1).await?;
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
    let meters = index_meters(&app, &whose.1).await?;
    let Some(input) = IndexInput::read(&mut posted.form, &meters, app.clock.today()) else {
        return again(page(&app, &visitor, &whose, meters, posted.form).await?.html());
    };
    for (direction, register, _) in input.values.iter().filter(|(_, _, value)| !has_place(*value)) {
        posted.form.fail(&index_field(*direction, *register), Problem::new(ProblemCode::OutOfRange));
    }
    if posted.form.failed() {
        return again(page(&app, &visitor, &whose, meters, posted.form).await?.html());
    }
    let meter: MeterId = input.meter.parse().map_err(|_| AppError::not_found())?;
    let lines =
        meters.iter().find(|m| m.meter.code == input.meter).map(|m| m.registers.clone()).unwrap_or_default();
    let unit = lines.first().map_or(Unit::KWh, |l| l.unit);
    let at = day_start(input.on);
    let entries = input.values.iter().filter_map(|(direction, register, value)| {
        let channel = Channel {
            direction: *direction,
            register: *register,
            kind: Kind::Index,
            unit: lines
                .iter()
                .find(|l| l.direction == *direction && l.register == *register)
                .map_or(unit, |l| l.unit),
            basis: Basis::Net,
            counts: true,
        };
        Some((channel, vec![row(at, at, *value, Quality::Measured)?]))
    });
    let entry = importing::Entry {
        format: "index-form",
        options: Options {
            building: Some(whose.1.id),
            meter: Some(meter),
            touched: vec![whose.1.id],
            typed: Some(Typed::Index {
                on: input.on,
                values: input.values.iter().map(|(_, register, value)| (*register, *value)).collect(),
                unit,
            }),
            ..Options::default()
        },
        readings: entries.collect(),
        bill: None,
        force: input.accepted,
        conversion: None,
    };
    let tx = app.db.begin().await?;
    let import = importing::keep_entry(&tx, &app.by(), whose.0.id, meter, &entry).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let flash = Flash::ReadingKept { import: import.id.to_string() };
    Ok(done(&urls::readings(&code), &flash).into_response())
}

/// The meters of a building whose index can be read, each with its counters.
async fn index_meters(app: &App, building: &BuildingRow) -> AppResult<Vec<IndexMeter>> {
    let held = readings::of_building(app.db.read(), building.tenant, building.id, None).await?;
    let today = app.clock.today();
    let in_service = held.into_iter().filter(|h| h.meter.meter.valid_to.is_none_or(|to| today <= to));
    Ok(in_service.filter(|h| !h.readings.carrier.is_delivered()).map(|h| index_meter(&h)).collect())
}

fn index_meter(held: &HeldMeter) -> IndexMeter {
    let mut registers: Vec<RegisterLine> = Vec::new();
    for channel in held.readings.channels.iter().filter(|c| c.channel.direction != Direction::Production) {
        let c = channel.channel;
        if registers.iter().any(|r| r.direction == c.direction && r.register == c.register) {
            continue;
        }
        let unit =
            held.readings.channels.iter().find(|o| same_counter(o, c) && o.channel.kind == Kind::Index);
        registers.push(RegisterLine {
            register: c.register,
            direction: c.direction,
            unit: unit.map_or(usual_unit(held.readings.carrier), |o| o.channel.unit),
            last: last_index(held, c),
        });
    }
    if registers.is_empty() {
        let unit = usual_unit(held.readings.carrier);
        registers.push(RegisterLine {
            register: Register::Total,
            direction: Direction::Offtake,
            unit,
            last: None,
        });
    }
    registers.sort_by_key(|r| (r.direction, r.register));
    IndexMeter {
        meter: Named::new(held.meter.id.to_string(), held.readings.label.as_str()),
        carrier: held.readings.carrier,
        registers,
    }
}

fn same_counter(other: &ChannelReadings, channel: Channel) -> bool {
    other.channel.direction == channel.direction && other.channel.register == channel.register
}

fn last_index(held: &HeldMeter, channel: Channel) -> Option<(Decimal, eclaireur_models::period::Day)> {
    let indexes =
        held.readings.channels.iter().filter(|c| same_counter(c, channel) && c.channel.kind == Kind::Index);
    let last = indexes.flat_map(|c| &c.rows).max_by_key(|r| r.start)?;
    Some((last.decimal(), day_of(last.start)?))
}

const fn usual_unit(carrier: Carrier) -> Unit {
    match carrier {
        Carrier::NaturalGas | Carrier::Water => Unit::M3,
        _ => Unit::KWh,
    }
}
