//! What organisations have told of a year, counted: buildings, areas, months of each energy. Never a figure.
//!
//! A handful of queries whatever the number of organisations; no reading is opened. A month is there when a regular series has
//! it, or a bill, a period, two indexes or two deliveries lie around its middle; of several meters of an energy the one with the
//! fewest months counts. A meter that was exchanged does not lack the months of the one in its place; a month without any meter
//! of the energy lacks. A row that was taken back does not count; of a regular series a month counts as long as it has a block,
//! also where every slot of it was taken back. Does *not* know who may see it.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::building::{Carrier, Kind};
use eclaireur_models::period::{Day, Month};
use eclaireur_models::portfolio::completeness::Coverage;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::columns;
use super::entities::{allocation, block, building, channel, fact, import, meter, reading, withdrawn};
use super::error::Result;
use super::id::OrganisationId;

/// Organisations asked for in one query.
const CHUNK: usize = 500;
/// Seconds from the first of a month to its middle.
const MIDDLE_S: i64 = 15 * 86_400;
const AREA: &str = "building.heated_area_m2";

/// A building or a meter: whose, which.
type Key = (i64, i64);

/// What each of these organisations has told of a civil year. One that has no building is there too, with nothing.
///
/// # Errors
/// The database.
pub async fn of_year<C: ConnectionTrait>(
    c: &C,
    tenants: &[OrganisationId],
    year: i16,
) -> Result<BTreeMap<OrganisationId, Coverage>> {
    let mut all = BTreeMap::new();
    for some in tenants.chunks(CHUNK) {
        let ids: Vec<i64> = some.iter().map(|id| id.get()).collect();
        all.extend(some.iter().map(|id| (*id, Coverage::default())));
        let buildings = buildings(c, &ids).await?;
        let told = areas(c, &ids).await?;
        let meters = meters(c, &ids, year).await?;
        let months = months(c, &ids, year).await?;
        let mut served: BTreeMap<Key, BTreeMap<Carrier, BTreeSet<i32>>> = BTreeMap::new();
        for meter in meters.values() {
            for building in &meter.buildings {
                let of = served.entry(*building).or_default().entry(meter.carrier).or_default();
                of.extend(&meter.months);
            }
        }
        for building in &buildings {
            let Some(coverage) = all.get_mut(&OrganisationId::from_stored(building.0)) else { continue };
            coverage.buildings += 1;
            coverage.with_area += u32::from(told.contains(building));
            coverage.unmetered += u32::from(!served.contains_key(building));
        }
        for (key, meter) in &meters {
            if !meter.buildings.iter().any(|building| buildings.contains(building)) {
                continue;
            }
            let Some(coverage) = all.get_mut(&OrganisationId::from_stored(key.0)) else { continue };
            let mut held = months.get(key).cloned().unwrap_or_default();
            for building in &meter.buildings {
                let there = served.get(building).and_then(|of| of.get(&meter.carrier));
                held.extend(there.into_iter().flat_map(|there| there.difference(&meter.months)));
            }
            let held = u32::try_from(held.len()).unwrap_or(12);
            let fewest = coverage.months.entry(meter.carrier).or_insert(held);
            *fewest = Ord::min(*fewest, held);
        }
    }
    Ok(all)
}

async fn buildings<C: ConnectionTrait>(c: &C, tenants: &[i64]) -> Result<BTreeSet<Key>> {
    let rows: Vec<Key> = building::Entity::find()
        .select_only()
        .columns([building::Column::Tenant, building::Column::Id])
        .filter(building::Column::Tenant.is_in(tenants.iter().copied()))
        .filter(building::Column::ArchivedAt.is_null())
        .into_tuple()
        .all(c)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The buildings whose heated area is told.
async fn areas<C: ConnectionTrait>(c: &C, tenants: &[i64]) -> Result<BTreeSet<Key>> {
    let rows: Vec<Key> = fact::Entity::find()
        .select_only()
        .columns([fact::Column::Tenant, fact::Column::Subject])
        .filter(fact::Column::Tenant.is_in(tenants.iter().copied()))
        .filter(fact::Column::Fact.eq(AREA))
        .filter(fact::Column::SupersededAt.is_null())
        .into_tuple()
        .all(c)
        .await?;
    Ok(rows.into_iter().collect())
}

/// A meter that was there in the year.
struct Served {
    carrier: Carrier,
    buildings: BTreeSet<Key>,
    /// Months in whose middle it was there.
    months: BTreeSet<i32>,
}

/// Tenant, meter, carrier, first and last day.
type MeterOf = (i64, i64, String, Option<String>, Option<String>);

/// The meters of energy that were there in the year, each with the buildings it serves.
async fn meters<C: ConnectionTrait>(c: &C, tenants: &[i64], year: i16) -> Result<BTreeMap<Key, Served>> {
    let (first, after) = (text(year, 1, 1), text(year.saturating_add(1), 1, 1));
    let middles: Vec<(i32, String)> =
        (1..=12).filter_map(|n| Some((Month::new(year, n)?.index(), text(year, n, 16)))).collect();
    let mut meters = BTreeMap::new();
    let rows: Vec<MeterOf> = meter::Entity::find()
        .select_only()
        .columns([meter::Column::Tenant, meter::Column::Id, meter::Column::Carrier])
        .columns([meter::Column::ValidFrom, meter::Column::ValidTo])
        .filter(meter::Column::Tenant.is_in(tenants.iter().copied()))
        .into_tuple()
        .all(c)
        .await?;
    for (tenant, id, carrier, from, to) in rows {
        let carrier = columns::carrier(&carrier)?;
        let there =
            from.as_ref().is_none_or(|from| *from < after) && to.as_ref().is_none_or(|to| *to > first);
        if there && carrier != Carrier::Water {
            let on = |day: &String| {
                from.as_ref().is_none_or(|from| from <= day) && to.as_ref().is_none_or(|to| to > day)
            };
            let months = middles.iter().filter(|(_, day)| on(day)).map(|(month, _)| *month).collect();
            meters.insert((tenant, id), Served { carrier, buildings: BTreeSet::new(), months });
        }
    }
    let shares: Vec<(i64, i64, i64)> = allocation::Entity::find()
        .select_only()
        .columns([allocation::Column::Tenant, allocation::Column::Meter, allocation::Column::Building])
        .filter(allocation::Column::Tenant.is_in(tenants.iter().copied()))
        .filter(allocation::Column::SupersededAt.is_null())
        .filter(allocation::Column::Millionths.gt(0))
        .into_tuple()
        .all(c)
        .await?;
    for (tenant, meter, building) in shares {
        if let Some(served) = meters.get_mut(&(tenant, meter)) {
            served.buildings.insert((tenant, building));
        }
    }
    Ok(meters)
}

/// The months of the year that each meter has something of.
async fn months<C: ConnectionTrait>(
    c: &C,
    tenants: &[i64],
    year: i16,
) -> Result<BTreeMap<Key, BTreeSet<i32>>> {
    let all: Vec<Month> = (1..=12).filter_map(|n| Day::new(year, n, 1).ok()).map(Month::of).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return Ok(BTreeMap::new()) };
    let end = last.start() + 32 * 86_400;
    let channels: Vec<(i64, i64, i64)> = channel::Entity::find()
        .select_only()
        .columns([channel::Column::Tenant, channel::Column::Id, channel::Column::Meter])
        .filter(channel::Column::Tenant.is_in(tenants.iter().copied()))
        .into_tuple()
        .all(c)
        .await?;
    let meter_of: BTreeMap<Key, Key> =
        channels.into_iter().map(|(t, id, meter)| ((t, id), (t, meter))).collect();
    let mut held: BTreeMap<Key, BTreeSet<i32>> = BTreeMap::new();
    let blocks: Vec<(i64, i64, i32)> = block::Entity::find()
        .select_only()
        .columns([block::Column::Tenant, block::Column::Channel, block::Column::Month])
        .filter(block::Column::Tenant.is_in(tenants.iter().copied()))
        .filter(block::Column::Month.between(first.index(), last.index()))
        .distinct()
        .into_tuple()
        .all(c)
        .await?;
    for (tenant, channel, month) in blocks {
        if let Some(meter) = meter_of.get(&(tenant, channel)) {
            held.entry(*meter).or_default().insert(month);
        }
    }
    let mut cover = |(tenant, id, from, to): Span| {
        let Some(meter) = meter_of.get(&(tenant, id)) else { return };
        let within =
            all.iter().filter(|month| from <= month.start() + MIDDLE_S && month.start() + MIDDLE_S < to);
        held.entry(*meter).or_default().extend(within.map(|month| month.index()));
    };
    moments(c, tenants).await?.into_iter().for_each(&mut cover);
    periods(c, tenants, (first.start(), end)).await?.into_iter().for_each(&mut cover);
    Ok(held)
}

/// Tenant, channel, first and last second.
type Span = (i64, i64, i64, i64);

/// The channels that tell moments: an index and a delivery speak of the time since the one before, which may lie in another year.
fn tell_moments(tenants: &[i64]) -> SelectStatement {
    Query::select()
        .column(channel::Column::Id)
        .from(channel::Entity)
        .and_where(channel::Column::Tenant.is_in(tenants.iter().copied()))
        .and_where(channel::Column::Kind.is_in([Kind::Index.code(), Kind::Delivery.code()]))
        .to_owned()
}

/// Whether an import confirmed after the one of a reading took it back.
fn taken_back() -> SelectStatement {
    let of = |import: &'static str, column: import::Column| Expr::col((Alias::new(import), column));
    let gone = |column: withdrawn::Column| Expr::col((withdrawn::Entity, column));
    let row = |column: reading::Column| Expr::col((reading::Entity, column));
    let mut select = Query::select();
    for (name, id) in [("own", row(reading::Column::Import)), ("later", gone(withdrawn::Column::Import))] {
        select
            .from_as(import::Entity, Alias::new(name))
            .and_where(of(name, import::Column::Tenant).eq(row(reading::Column::Tenant)))
            .and_where(of(name, import::Column::Id).eq(id));
    }
    select
        .expr(Expr::val(1))
        .from(withdrawn::Entity)
        .and_where(gone(withdrawn::Column::Tenant).eq(row(reading::Column::Tenant)))
        .and_where(gone(withdrawn::Column::Channel).eq(row(reading::Column::Channel)))
        .and_where(gone(withdrawn::Column::StartS).eq(row(reading::Column::StartS)))
        .and_where(gone(withdrawn::Column::EndS).eq(row(reading::Column::EndS)))
        .and_where(gone(withdrawn::Column::ResolutionS).is_null())
        .and_where(of("later", import::Column::Seq).gt(of("own", import::Column::Seq)))
        .to_owned()
}

/// From the first to the last moment of each channel that tells moments.
async fn moments<C: ConnectionTrait>(c: &C, tenants: &[i64]) -> Result<Vec<Span>> {
    let spans = reading::Entity::find()
        .select_only()
        .columns([reading::Column::Tenant, reading::Column::Channel])
        .column_as(reading::Column::StartS.min(), "first")
        .column_as(reading::Column::EndS.max(), "last")
        .filter(reading::Column::Tenant.is_in(tenants.iter().copied()))
        .filter(reading::Column::Channel.in_subquery(tell_moments(tenants)))
        .filter(Expr::exists(taken_back()).not())
        .group_by(reading::Column::Tenant)
        .group_by(reading::Column::Channel);
    Ok(spans.into_tuple().all(c).await?)
}

/// The periods that reach into a span of time.
async fn periods<C: ConnectionTrait>(c: &C, tenants: &[i64], (from, to): (i64, i64)) -> Result<Vec<Span>> {
    let periods = reading::Entity::find()
        .select_only()
        .columns([reading::Column::Tenant, reading::Column::Channel])
        .columns([reading::Column::StartS, reading::Column::EndS])
        .filter(reading::Column::Tenant.is_in(tenants.iter().copied()))
        .filter(reading::Column::Channel.not_in_subquery(tell_moments(tenants)))
        .filter(reading::Column::StartS.lt(to))
        .filter(reading::Column::EndS.gt(from))
        .filter(Expr::exists(taken_back()).not());
    Ok(periods.into_tuple().all(c).await?)
}

/// A day as it is stored.
fn text(year: i16, month: i8, day: i8) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}
