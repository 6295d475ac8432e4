//! Whose a meter is: its keys, what they give each building, and a new one, tried before it is kept.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, SharesInput};
use eclaireur_frontend::pages::meter_shares::{Given, Key, MeterSharesPage};
use eclaireur_frontend::tables::shares;
use eclaireur_frontend::{Flash, Named, urls};
use eclaireur_models::building::Direction;
use eclaireur_models::catalog::CarrierCard;
use eclaireur_models::period::Day;
use eclaireur_models::readings::totals::{MeterReadings, Share, YearTotal, years};
use eclaireur_models::units::Energy;
use rust_decimal::Decimal;

use super::download::Wanted;
use super::meter_form::meter_of;
use super::{again, building, building_name, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::allocations::{self, AllocationRow};
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::meters::MeterRow;
use crate::store::organisations::OrganisationRow;
use crate::store::{BuildingId, Paging, StoreError, readings};

/// Years shown, the newest.
const YEARS: usize = 3;

struct Loaded {
    whose: (OrganisationRow, BuildingRow),
    row: MeterRow,
    /// The organisation's buildings, and those that have or had the meter.
    buildings: Vec<BuildingRow>,
    held: Vec<AllocationRow>,
}

async fn load(app: &App, code: &str, id: &str) -> AppResult<Loaded> {
    let whose = building(app, code).await?;
    let row = meter_of(app, &whose, id).await?;
    let held = allocations::of_meter(app.db.read(), row.tenant, row.id).await?;
    // Archived ones too: a building keeps its share of the years before.
    let filter = BuildingFilter { tenant: Some(row.tenant), archived: true, ..BuildingFilter::default() };
    let page = buildings::list(app.db.read(), &filter, &Paging::first(Paging::MOST)).await?;
    let has = |b: &BuildingRow| !b.building.archived || held.iter().any(|share| share.building == b.id);
    let found = page.items.into_iter().map(|(_, b)| b).filter(has).collect();
    Ok(Loaded { whose, row, buildings: found, held })
}

impl Loaded {
    fn named(&self, id: BuildingId) -> Named {
        let row = self.buildings.iter().find(|b| b.id == id);
        row.map_or_else(|| Named::new(id.to_string(), id.to_string()), building_name)
    }

    /// The keys, stretch by stretch.
    fn keys(&self) -> Vec<Key> {
        let mut edges: Vec<Option<Day>> = self.held.iter().map(|share| share.from).collect();
        edges.extend(self.held.iter().filter(|share| share.to.is_some()).map(|share| share.to));
        edges.sort_unstable();
        edges.dedup();
        let key = |(i, from): (usize, &Option<Day>)| {
            let holds = |s: &&AllocationRow| s.from <= *from && s.to.is_none_or(|to| Some(to) > *from);
            let held = self.held.iter().filter(holds);
            let mut shares: Vec<(Named, u32)> =
                held.map(|s| (self.named(s.building), s.millionths)).collect();
            shares.sort_by(|a, b| a.0.name.cmp(&b.0.name));
            (!shares.is_empty()).then(|| Key { from: *from, to: edges.get(i + 1).copied().flatten(), shares })
        };
        edges.iter().enumerate().filter_map(key).collect()
    }

    /// The shares of each building as they are, or as the key typed would make them.
    fn shares(&self, tried: Option<&SharesInput>) -> BTreeMap<BuildingId, Vec<Share>> {
        let mut shares: BTreeMap<BuildingId, Vec<Share>> = BTreeMap::new();
        for row in &self.held {
            let kept = match tried {
                None => Some(row.share()),
                // What the new key replaces holds until its day.
                Some(key) => key
                    .from
                    .filter(|from| row.from.is_none_or(|since| since < *from))
                    .map(|from| Share { to: Some(row.to.map_or(from, |to| to.min(from))), ..row.share() }),
            };
            shares.entry(row.building).or_default().extend(kept);
        }
        for (code, millionths) in tried.iter().flat_map(|key| &key.shares) {
            let building = self.buildings.iter().find(|b| b.building.code.as_str() == code);
            let share = Decimal::new(i64::from(*millionths), 6);
            let new = Share { from: tried.and_then(|key| key.from), to: None, share };
            if let Some(building) = building {
                shares.entry(building.id).or_default().push(new);
            }
        }
        shares
    }

    /// What each building gets, year by year.
    async fn given(&self, app: &App, tried: Option<&SharesInput>) -> AppResult<Vec<Given>> {
        let held = readings::of_meter(app.db.read(), self.row.tenant, self.row.id, None).await?;
        let catalog = app.catalog();
        let (Some(held), Some(card)) = (held, catalog.carrier(self.row.meter.carrier)) else {
            return Ok(Vec::new());
        };
        let whole = held.readings;
        let takes = whole.channels.iter().any(|c| c.channel.direction == Direction::Offtake);
        let direction = if takes { Direction::Offtake } else { Direction::Production };
        let of = |shares: &[Share]| by_year(&whole, shares, direction, card);
        let each = |shares: BTreeMap<BuildingId, Vec<Share>>| -> BTreeMap<BuildingId, BTreeMap<i16, Energy>> {
            // A building without any share has nothing; without a list it would have all.
            shares.into_iter().filter(|(_, s)| !s.is_empty()).map(|(id, s)| (id, of(&s))).collect()
        };
        let (all, now) = (of(&[]), each(self.shares(None)));
        let then = tried.map(|key| each(self.shares(Some(key)))).unwrap_or_default();
        let mut given = Vec::new();
        for (year, energy) in all.iter().rev().take(YEARS) {
            let whole = Some(*energy);
            given.push(Given {
                year: *year,
                building: None,
                now: whole,
                then: whole.filter(|_| tried.is_some()),
            });
            for building in &self.buildings {
                let at = |shares: &BTreeMap<BuildingId, BTreeMap<i16, Energy>>| {
                    shares.get(&building.id).and_then(|years| years.get(year)).copied()
                };
                let (now, then) = (at(&now), at(&then));
                if now.or(then).is_some() {
                    given.push(Given { year: *year, building: Some(building_name(building)), now, then });
                }
            }
        }
        Ok(given)
    }

    async fn page(
        &self,
        app: &App,
        visitor: &Visitor,
        tried: Option<&SharesInput>,
        form: FormData,
    ) -> AppResult<MeterSharesPage> {
        Ok(MeterSharesPage {
            shell: visitor.shell(app, Some(name_of(&self.whose.0))),
            organisation: name_of(&self.whose.0),
            building: building_name(&self.whose.1),
            meter: Named::new(self.row.id.to_string(), self.row.label()),
            carrier: self.row.meter.carrier,
            buildings: self.buildings.iter().map(building_name).collect(),
            keys: self.keys(),
            given: self.given(app, tried).await?,
            tried: tried.is_some(),
            form,
        })
    }
}

fn by_year(
    whole: &MeterReadings,
    shares: &[Share],
    direction: Direction,
    card: &CarrierCard,
) -> BTreeMap<i16, Energy> {
    let meter = MeterReadings { shares: shares.to_vec(), ..whole.clone() };
    let found = years(std::slice::from_ref(&meter), direction, card, &[]);
    found.into_iter().filter_map(|YearTotal { year, energy, .. }| Some((year, energy?))).collect()
}

/// GET /batiments/{b}/compteurs/{m}/repartition
pub async fn show(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let loaded = load(&app, &code, &id).await?;
    shown(loaded.page(&app, &visitor, None, FormData::new()).await?.html())
}

/// GET /batiments/{b}/compteurs/{m}/repartition.csv, `.xlsx`
pub async fn table(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
    wanted: Wanted,
) -> AppResult {
    let loaded = load(&app, &code, &id).await?;
    let page = loaded.page(&app, &visitor, None, FormData::new()).await?;
    wanted.answer(&app, &shares(&page), &format!("{}-repartition", loaded.row.code))
}

/// POST /batiments/{b}/compteurs/{m}/repartition
pub async fn keep(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let loaded = load(&app, &code, &id).await?;
    let codes: Vec<String> = loaded.buildings.iter().map(|b| b.building.code.to_string()).collect();
    let Some(input) = SharesInput::read(&mut posted.form, &codes) else {
        return again(loaded.page(&app, &visitor, None, posted.form).await?.html());
    };
    if posted.form.is_ticked("preview") {
        return shown(loaded.page(&app, &visitor, Some(&input), posted.form).await?.html());
    }
    let shares: Vec<(BuildingId, u32)> = input
        .shares
        .iter()
        .filter_map(|(code, millionths)| {
            let building = loaded.buildings.iter().find(|b| b.building.code.as_str() == code)?;
            Some((building.id, *millionths))
        })
        .collect();
    if shares.len() != input.shares.len() {
        return Err(AppError::bad_request());
    }
    let tx = app.db.begin().await?;
    allocations::set(&tx, &app.by(), loaded.row.tenant, loaded.row.id, input.from, &shares).await?;
    tx.commit().await.map_err(StoreError::from)?;
    // Not back to the meter: it may no longer be this building's.
    Ok(done(&urls::readings(&code), &Flash::Saved).into_response())
}
