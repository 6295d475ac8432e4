//! Correcting one reading of a meter: first what that changes is shown, then it is kept.

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{CorrectionInput, FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::correction::{CorrectionPage, Weighed};
use eclaireur_frontend::pages::import::EffectLine;
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::period::day_of;
use sea_orm::DatabaseTransaction;

use super::heads::head;
use super::import::view::head as import_head;
use super::meter_readings::{Meter, found};
use super::{again, building_name, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::importing::correction::{self, Correction, Place};
use crate::importing::{has_place, plausible};
use crate::store::channels::ChannelRow;
use crate::store::imports::{self, ImportRow};
use crate::store::readings::Traced;
use crate::store::{buildings, ledger};

/// Which reading is meant: by the words of a query or the fields of a form.
fn place(word: impl Fn(&str) -> String) -> Option<Place> {
    let number = |name: &str| word(name).parse::<i64>().ok();
    let length = word("pas");
    Some(Place {
        start: number("debut")?,
        end: number("fin")?,
        resolution_s: if length.is_empty() { None } else { Some(length.parse().ok()?) },
    })
}

async fn form_page(
    app: &App,
    visitor: &Visitor,
    of: &Meter,
    channel: &ChannelRow,
    place: Place,
    held: Option<Traced>,
    (form, weighed): (FormData, Option<Weighed>),
) -> AppResult<CorrectionPage> {
    let source = match held {
        Some(held) => imports::get(app.db.read(), of.building.tenant, held.import).await?,
        None => None,
    };
    Ok(CorrectionPage {
        shell: visitor.shell(app, Some(name_of(&of.whose))),
        head: head(app, &of.whose, &of.building).await?,
        meter: of.named(),
        counter: (channel.id.to_string(), channel.channel),
        start: place.start,
        end: place.end,
        resolution_s: place.resolution_s,
        held: held.and_then(|held| held.value),
        source: source.map(|row| import_head(&row, None, false)),
        form,
        weighed,
    })
}

/// GET /batiments/{b}/compteurs/{m}/releves/corriger
pub async fn ask(
    State(app): State<App>,
    Path((code, meter)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let of = found(&app, &code, &meter).await?;
    let channel = of.channel(&visitor.word("serie")).ok_or_else(AppError::not_found)?;
    let place = place(|name| visitor.word(name)).ok_or_else(AppError::not_found)?;
    let held = correction::held(app.db.read(), of.building.tenant, channel, place).await?;
    let held = held.ok_or_else(AppError::not_found)?;
    let form = FormData::new().set("what", "replace");
    shown(form_page(&app, &visitor, &of, channel, place, held, (form, None)).await?.html())
}

async fn kept(
    app: &App,
    tx: &DatabaseTransaction,
    of: &Meter,
    channel: &ChannelRow,
    held: Option<&Traced>,
    place: Place,
    input: CorrectionInput,
) -> AppResult<ImportRow> {
    let correction = Correction { place, value: input.value, reason: input.reason };
    let (by, building) = (app.by(), &of.building);
    Ok(correction::correct(tx, &by, building.tenant, building.id, channel, held, &correction).await?)
}

/// What keeping a correction would change, and what is surprising about it. It is kept and taken back at once: the
/// transaction is never committed.
async fn weighed(
    app: &App,
    tx: DatabaseTransaction,
    of: &Meter,
    channel: &ChannelRow,
    held: Option<&Traced>,
    place: Place,
    input: CorrectionInput,
) -> AppResult<Weighed> {
    let (tenant, carrier) = (of.building.tenant, of.meter.meter.carrier);
    let doubts = match input.value {
        Some(value) => {
            let (now, whose) = (app.clock.now(), (&of.meter, of.building.id));
            plausible::doubts(&tx, now, tenant, whose, channel, place, value).await?
        }
        None => Vec::new(),
    };
    let catalog = app.catalog();
    let card = catalog.carrier(carrier).ok_or_else(AppError::not_found)?;
    let served = correction::served(&tx, tenant, of.meter.id).await?;
    let before = correction::years_of(&tx, tenant, &served, card).await?;
    kept(app, &tx, of, channel, held, place, input).await?;
    let after = correction::years_of(&tx, tenant, &served, card).await?;
    tx.rollback().await.map_err(crate::store::StoreError::from)?;
    let mut effects = Vec::new();
    for effect in correction::effects(carrier, before, after) {
        let building = buildings::by_id(app.db.read(), tenant, effect.building).await?;
        let building = building.as_ref().map(building_name).unwrap_or_default();
        effects.push(EffectLine { building, carrier, before: effect.before, after: effect.after });
    }
    Ok(Weighed { effects, doubts })
}

/// POST /batiments/{b}/compteurs/{m}/releves/corriger: first what it changes is shown, then it is kept.
pub async fn correct(
    State(app): State<App>,
    Path((code, meter)): Path<(String, String)>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let of = found(&app, &code, &meter).await?;
    let channel = of.channel(posted.form.get("serie")).ok_or_else(AppError::not_found)?;
    let place = place(|name| posted.form.get(name).to_owned()).ok_or_else(AppError::not_found)?;
    let tx = app.db.begin().await?;
    // Nobody else writes between what is looked at here and what is written.
    ledger::lock(&tx, Some(of.building.tenant)).await?;
    let held = correction::held(&tx, of.building.tenant, channel, place).await?;
    let held = held.ok_or_else(AppError::not_found)?;
    let value = held.and_then(|held| held.value).map(|(value, _)| value);
    let input = CorrectionInput::read(&mut posted.form, value);
    let too_long = input.as_ref().and_then(|i| i.value).is_some_and(|(value, _)| !has_place(value));
    if too_long {
        posted.form.fail("value", Problem::new(ProblemCode::OutOfRange));
    }
    let Some(input) = input.filter(|_| !too_long) else {
        drop(tx);
        return again(
            form_page(&app, &visitor, &of, channel, place, held, (posted.form, None)).await?.html(),
        );
    };
    if posted.form.get("seen") != input.mark() {
        let weighed = weighed(&app, tx, &of, channel, held.as_ref(), place, input).await?;
        return shown(
            form_page(&app, &visitor, &of, channel, place, held, (posted.form, Some(weighed))).await?.html(),
        );
    }
    let row = kept(&app, &tx, &of, channel, held.as_ref(), place, input).await?;
    tx.commit().await.map_err(crate::store::StoreError::from)?;
    let page = urls::meter_readings(&code, &meter);
    let day = day_of(place.start).filter(|_| place.resolution_s.is_some());
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let serie = channel.id.to_string();
    let page = urls::with_query(&page, &[("serie", &serie), ("jour", &day)]);
    Ok(done(&page, &Flash::CorrectionKept { import: row.id.to_string() }).into_response())
}
