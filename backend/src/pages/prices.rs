//! Marginal prices of a building: shown, stated, taken back.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, PriceInput, Scope};
use eclaireur_frontend::pages::prices::{Held, PricesPage};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Action;
use eclaireur_models::building::Carrier;
use eclaireur_models::units::Unit;

use super::heads::head;
use super::{again, building, name_of, shown};
use crate::app::App;
use crate::doors::Reach;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::buildings::BuildingRow;
use crate::store::organisations::OrganisationRow;
use crate::store::prices::{self, Price, PriceRow};
use crate::store::{PriceId, StoreError, meters};

/// What a unit of an energy is counted in where it is priced: kWh, and m³ of water.
pub(super) const fn priced_in(carrier: Carrier) -> Unit {
    match carrier {
        Carrier::Water => Unit::M3,
        _ => Unit::KWh,
    }
}

/// A price as its page shows it; `None` for one in another unit or without VAT, which no figure uses.
fn held(row: PriceRow) -> Option<Held> {
    let price = row.price;
    (price.incl_vat && price.unit == priced_in(price.carrier)).then(|| Held {
        id: row.id.to_string(),
        carrier: price.carrier,
        price: price.price,
        from: price.from,
        to: price.to,
        scope: if price.building.is_some() { Scope::Building } else { Scope::Organisation },
        source: price.source,
    })
}

async fn page(
    app: &App,
    visitor: &Visitor,
    (organisation, row): &(OrganisationRow, BuildingRow),
    prices: Vec<PriceRow>,
    form: FormData,
) -> AppResult<PricesPage> {
    let meters = meters::of_building(app.db.read(), row.tenant, row.id).await?;
    let measured: BTreeSet<Carrier> = meters.iter().map(|meter| meter.meter.carrier).collect();
    Ok(PricesPage {
        shell: visitor.shell(app, Some(name_of(organisation))),
        head: head(app, organisation, row).await?,
        carriers: Carrier::ALL.iter().copied().filter(|carrier| measured.contains(carrier)).collect(),
        prices: prices.into_iter().filter_map(held).collect(),
        form,
        on: app.clock.today(),
    })
}

/// GET /batiments/{b}/prix
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = building(&app, &code).await?;
    let known = prices::list(app.db.read(), whose.1.tenant, Some(whose.1.id)).await?;
    shown(page(&app, &visitor, &whose, known, PricesPage::blank()).await?.html())
}

/// POST /batiments/{b}/prix: states a price, or takes one back (`withdraw`).
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = building(&app, &code).await?;
    let row = &whose.1;
    let known = prices::list(app.db.read(), row.tenant, Some(row.id)).await?;
    let reach = visitor.reach(&app, Action::Change, row.tenant).await?;
    let withdraw = posted.form.get("withdraw").to_owned();
    if !withdraw.is_empty() {
        taken_back(&app, row, &reach, &known, &withdraw).await?;
        return Ok(done(&urls::prices(&code), &Flash::TakenBack).into_response());
    }
    if stated(&app, row, &reach, &mut posted.form).await?.is_none() {
        return again(page(&app, &visitor, &whose, known, posted.form).await?.html());
    }
    Ok(done(&urls::prices(&code), &Flash::Saved).into_response())
}

/// Takes a price back that holds for a building.
pub(crate) async fn taken_back(
    app: &App,
    row: &BuildingRow,
    reach: &Reach,
    known: &[PriceRow],
    id: &str,
) -> AppResult<()> {
    let found = known.iter().find(|price| price.id.to_string() == id).ok_or_else(AppError::not_found)?;
    reach.must(found.price.building.as_slice())?;
    let id = found.id;
    let tx = app.db.begin().await?;
    prices::withdraw(&tx, &app.by(), row.tenant, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Records the price of a form; `None` when its problems were noted.
pub(crate) async fn stated(
    app: &App,
    row: &BuildingRow,
    reach: &Reach,
    form: &mut FormData,
) -> AppResult<Option<PriceId>> {
    let Some(input) = PriceInput::read(form) else { return Ok(None) };
    let new = Price {
        building: (input.scope == Scope::Building).then_some(row.id),
        carrier: input.carrier,
        from: input.from,
        to: input.to,
        price: input.price,
        unit: priced_in(input.carrier),
        incl_vat: true,
        source: input.source,
    };
    reach.must(new.building.as_slice())?;
    let tx = app.db.begin().await?;
    let id = prices::set(&tx, &app.by(), row.tenant, &new).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Some(id))
}
