//! The accompaniment cell: an organisation asks for help and takes that back; the cell reads who asks.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::FormData;
use eclaireur_frontend::pages::help::{self, Call, HelpPage};
use eclaireur_frontend::pages::help_queue::{Alert, Asking, Order, QueuePage};
use eclaireur_frontend::{Flash, tables, urls};
use rust_decimal::Decimal;

use super::download::Wanted;
use super::summary::last_day;
use super::{activity_name, again, building_name, commune_name, name_of, organisation, shown};
use crate::app::App;
use crate::assessing;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::assessments::{self, Lined, Raised};
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::consents::{self, HelpRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{BuildingId, Paging, StoreError, alert_notes, readings};

/// GET /organisations/{o}/accompagnement
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let row = organisation(&app, &code).await?;
    shown(page(&app, &visitor, &row, FormData::new()).await?.html())
}

async fn page(app: &App, visitor: &Visitor, row: &OrganisationRow, form: FormData) -> AppResult<HelpPage> {
    let calls = consents::help_of(app.db.read(), row.id).await?;
    let call = |call: HelpRow| Call { from: call.from, to: call.to, words: call.words };
    Ok(HelpPage {
        shell: visitor.shell(app, Some(name_of(row))),
        organisation: name_of(row),
        calls: calls.into_iter().rev().map(call).collect(),
        form,
    })
}

/// POST /organisations/{o}/accompagnement: asks for help (`ask`, `words`) or takes that back (`take_back`).
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let row = organisation(&app, &code).await?;
    let today = app.clock.today();
    if posted.form.is_ticked("take_back") {
        let tx = app.db.begin().await?;
        let calls = consents::help_of(&tx, row.id).await?;
        // Sent twice, it is taken back all the same.
        for call in calls.iter().filter(|call| call.to.is_none()) {
            consents::end_help(&tx, &app.by(), row.id, call.id, today).await?;
        }
        tx.commit().await.map_err(StoreError::from)?;
        return Ok(done(&urls::help(&code), &Flash::TakenBack).into_response());
    }
    if !posted.form.is_ticked("ask") {
        return Err(AppError::bad_request());
    }
    let Some(words) = help::words(&mut posted.form, "words") else {
        return again(page(&app, &visitor, &row, posted.form).await?.html());
    };
    let tx = app.db.begin().await?;
    consents::ask_help(&tx, &app.by(), row.id, &words, today).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::help(&code), &Flash::Saved).into_response())
}

/// GET /accompagnement
pub async fn queue(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(asking(&app, &visitor).await?.html())
}

/// GET /accompagnement.csv, `.xlsx`
pub async fn table(State(app): State<App>, visitor: Visitor, wanted: Wanted) -> AppResult {
    let page = asking(&app, &visitor).await?;
    wanted.answer(&app, &tables::help_queue(&page), "demandes-d-aide")
}

async fn asking(app: &App, visitor: &Visitor) -> AppResult<QueuePage> {
    let c = app.db.read();
    let mut asking = Vec::new();
    for call in consents::help_asked(c, app.clock.today()).await? {
        let Some(row) = organisations::by_id(c, call.tenant).await? else { continue };
        if !row.organisation.archived {
            asking.push(one(app, &row, call).await?);
        }
    }
    let shell = visitor.shell(app, None);
    Ok(QueuePage { shell, asking, q: visitor.word("q"), order: Order::from_code(&visitor.word("tri")) })
}

async fn one(app: &App, row: &OrganisationRow, call: HelpRow) -> AppResult<Asking> {
    let c = app.db.read();
    let filter = BuildingFilter { tenant: Some(row.id), ..BuildingFilter::default() };
    let held = buildings::list(c, &filter, &Paging::first(Paging::MOST)).await?;
    let in_use: Vec<BuildingRow> = held.items.into_iter().map(|(_, building)| building).collect();
    let stored = assessments::lines(c, row.id, &assessing::now(app)).await?;
    let last = readings::last_readings(c, row.id).await?;
    Ok(Asking {
        organisation: name_of(row),
        activity: activity_name(app, row.organisation.activity.as_deref()),
        commune: commune_name(app, row.organisation.commune_nis.as_deref()),
        since: call.from,
        words: call.words,
        last_reading: last.into_values().max().and_then(last_day),
        buildings: usize::try_from(held.total).unwrap_or(usize::MAX),
        alert: dearest(app, row, &in_use, &stored).await?,
    })
}

/// The alert nobody has settled that costs the most; one without a price where none has any.
async fn dearest(
    app: &App,
    row: &OrganisationRow,
    in_use: &[BuildingRow],
    stored: &BTreeMap<BuildingId, Lined>,
) -> AppResult<Option<Alert>> {
    let settled = alert_notes::settled(app.db.read(), row.id).await?;
    let mut first: Option<(&BuildingRow, &Raised)> = None;
    let worth = |raised: &Raised| raised.money.map_or(Decimal::NEGATIVE_ONE, |money| money.euro);
    for building in in_use {
        let Some(line) = stored.get(&building.id).and_then(|lined| lined.line.as_ref()) else { continue };
        for raised in line.open(settled.get(&building.id)) {
            if first.is_none_or(|(_, before)| worth(raised) > worth(before)) {
                first = Some((building, raised));
            }
        }
    }
    Ok(first.map(|(building, raised)| Alert {
        building: building_name(building),
        code: raised.code.clone(),
        carrier: raised.carrier,
        money: raised.money,
    }))
}
