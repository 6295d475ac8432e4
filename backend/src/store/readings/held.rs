//! What is held: of a building, of a meter, of one channel. A building costs the same number of queries whatever it
//! has: shares, meters, channels, blocks, rows, values taken back, imports, bills, facts, and whom else the meters serve.

use std::collections::BTreeMap;

use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::period::Month;
use eclaireur_models::readings::totals::{ChannelReadings, Conversion, Dated, MeterFacts, MeterReadings};
use eclaireur_models::readings::{MonthSlots, RowReading};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use super::layers::{Counting, Layer, Layers, Withdrawn, lay};
use crate::store::allocations::{self, AllocationRow};
use crate::store::bills;
use crate::store::blocks;
use crate::store::buildings;
use crate::store::channels::{self, ChannelRow};
use crate::store::columns::{self, fit};
use crate::store::entities::{block, import, reading, withdrawn};
use crate::store::error::{Result, StoreError};
use crate::store::facts;
use crate::store::id::{BuildingId, ChannelId, MeterId, OrganisationId};
use crate::store::meters::{self, MeterRow};

/// A meter with everything that was read on it, superseded.
#[derive(Debug, Clone)]
pub struct HeldMeter {
    /// The meter.
    pub meter: MeterRow,
    /// What `models` adds up.
    pub readings: MeterReadings,
}

/// Everything read on the meters of a building, with the building's shares of them.
///
/// `months` bounds the regular slots, first and last included; rows are always all there, since an index needs
/// its neighbours.
///
/// # Errors
/// [`StoreError::Damaged`] when a block is not what was written; the database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
    months: Option<(Month, Month)>,
) -> Result<Vec<HeldMeter>> {
    let shares = allocations::of_building(c, tenant, building).await?;
    if shares.is_empty() {
        return Ok(Vec::new());
    }
    let meters = meters::by_ids(c, tenant, shares.iter().map(|share| share.meter)).await?;
    gather(c, tenant, meters, &shares, months).await
}

/// Everything read on a meter, whoever it serves.
///
/// # Errors
/// As [`of_building`].
pub async fn of_meter<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meter: MeterId,
    months: Option<(Month, Month)>,
) -> Result<Option<HeldMeter>> {
    let Some(row) = meters::by_id(c, tenant, meter).await? else { return Ok(None) };
    Ok(gather(c, tenant, vec![row], &[], months).await?.pop())
}

async fn gather<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: Vec<MeterRow>,
    shares: &[AllocationRow],
    months: Option<(Month, Month)>,
) -> Result<Vec<HeldMeter>> {
    let ids: Vec<MeterId> = meters.iter().map(|meter| meter.id).collect();
    let channels = channels::of_meters(c, tenant, ids.iter().copied()).await?;
    let channel_ids: Vec<ChannelId> = channels.iter().map(|channel| channel.id).collect();
    let mut counting = counting(c, tenant, &channel_ids, months).await?;
    let mut costs = bills::costs_of_meters(c, tenant, &ids).await?;
    let mut known = facts::of_meters(c, tenant, &ids).await?;
    let mut served = served(c, tenant, &ids).await?;
    meters
        .into_iter()
        .map(|meter| {
            let own = channels.iter().filter(|channel| channel.meter == meter.id);
            let known = known.remove(&meter.id).unwrap_or_default();
            let served = served.remove(&meter.id).unwrap_or_default();
            let facts = MeterFacts { served, ..taken(&known.facts)? };
            let readings = MeterReadings {
                label: meter.label().to_owned(),
                carrier: meter.meter.carrier,
                valid: (meter.meter.valid_from, meter.meter.valid_to),
                shares: shares.iter().filter(|s| s.meter == meter.id).map(AllocationRow::share).collect(),
                conversions: coefficients(known.coefficients)?,
                facts,
                channels: own.map(|channel| of_channel(channel, &mut counting)).collect(),
                costs: costs.remove(&meter.id).unwrap_or_default(),
            };
            Ok(HeldMeter { meter, readings })
        })
        .collect()
}

/// What is known of a meter, without its readings.
///
/// # Errors
/// [`StoreError::Damaged`] for a fact that is not of its form; the database.
pub async fn facts_of<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meter: MeterId,
) -> Result<MeterFacts> {
    let known = facts::of_meters(c, tenant, &[meter]).await?.remove(&meter).unwrap_or_default();
    taken(&known.facts)
}

/// Whole digits of the counters of several meters, where somebody wrote them down.
///
/// # Errors
/// [`StoreError::Damaged`] for a fact that is not of its form; the database.
pub async fn digits_of<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: &[MeterId],
) -> Result<BTreeMap<MeterId, Vec<Dated<u32>>>> {
    let known = facts::of_meters(c, tenant, meters).await?;
    known.into_iter().map(|(meter, known)| Ok((meter, taken(&known.facts)?.digits))).collect()
}

fn taken(known: &[DatedFact]) -> Result<MeterFacts> {
    let mut facts = MeterFacts::default();
    for fact in known {
        facts.take(fact).map_err(|wrong| StoreError::damaged(wrong.fact, &wrong.value))?;
    }
    Ok(facts)
}

fn of_channel(row: &ChannelRow, counting: &mut BTreeMap<ChannelId, Counting>) -> ChannelReadings {
    let Counting { months, rows } = counting.remove(&row.id).unwrap_or_default();
    ChannelReadings { channel: row.channel, months, rows }
}

fn coefficients(facts: Vec<DatedFact>) -> Result<Vec<Conversion>> {
    facts
        .into_iter()
        .map(|fact| {
            let kwh_per_m3 =
                fact.value.parse().map_err(|_| StoreError::damaged("coefficient", &fact.value))?;
            Ok(Conversion { from: fact.from, to: fact.to, kwh_per_m3 })
        })
        .collect()
}

/// Activities of the buildings that each meter serves or served: of the building, else of the organisation.
async fn served<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: &[MeterId],
) -> Result<BTreeMap<MeterId, Vec<Option<String>>>> {
    let shares = allocations::of_meters(c, tenant, meters.iter().copied()).await?;
    let activities = buildings::activities(c, tenant, shares.iter().map(|share| share.building)).await?;
    let mut served: BTreeMap<MeterId, Vec<Option<String>>> = BTreeMap::new();
    for share in shares {
        let activity = activities.get(&share.building).cloned().flatten();
        let of_meter = served.entry(share.meter).or_default();
        if !of_meter.contains(&activity) {
            of_meter.push(activity);
        }
    }
    Ok(served)
}

/// What counts of these channels: four queries.
async fn counting<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channels: &[ChannelId],
    months: Option<(Month, Month)>,
) -> Result<BTreeMap<ChannelId, Counting>> {
    let (layers, _) = layers_of(c, tenant, channels, months).await?;
    Ok(layers.into_iter().map(|(channel, layers)| (channel, lay(layers))).collect())
}

/// Import → its number, and whether it may put an estimate over something better.
pub(super) type Order = BTreeMap<i64, (i64, bool)>;

/// What each confirmed import brought for these channels, and the order of the imports.
pub(super) async fn layers_of<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channels: &[ChannelId],
    months: Option<(Month, Month)>,
) -> Result<(BTreeMap<ChannelId, Layers>, Order)> {
    let ids = || channels.iter().map(|channel| channel.get());
    let between = months.map_or_else(Condition::all, |(first, last)| {
        Condition::all().add(block::Column::Month.between(first.index(), last.index()))
    });
    let blocks = block::Entity::find()
        .filter(block::Column::Tenant.eq(tenant.get()))
        .filter(block::Column::Channel.is_in(ids()))
        .filter(between)
        .all(c)
        .await?;
    let rows = reading::Entity::find()
        .filter(reading::Column::Tenant.eq(tenant.get()))
        .filter(reading::Column::Channel.is_in(ids()))
        .all(c)
        .await?;
    let gone = withdrawn::Entity::find()
        .filter(withdrawn::Column::Tenant.eq(tenant.get()))
        .filter(withdrawn::Column::Channel.is_in(ids()))
        .all(c)
        .await?;
    let imports = blocks.iter().map(|b| b.import).chain(rows.iter().map(|r| r.import));
    let order = order(c, tenant, imports.chain(gone.iter().map(|w| w.import))).await?;
    let mut layers: BTreeMap<ChannelId, Layers> = BTreeMap::new();
    for row in blocks {
        let Some((seq, force)) = order.get(&row.import) else { continue };
        let channel = layers.entry(ChannelId::from_stored(row.channel)).or_default();
        channel.blocks.push(Layer { seq: *seq, force: *force, brought: unpacked(&row)? });
    }
    for row in rows {
        let Some((seq, force)) = order.get(&row.import) else { continue };
        let channel = layers.entry(ChannelId::from_stored(row.channel)).or_default();
        channel.rows.push(Layer { seq: *seq, force: *force, brought: row_reading(&row)? });
    }
    for row in gone {
        let Some((seq, force)) = order.get(&row.import) else { continue };
        let brought = withdrawn_of(&row)?;
        let channel = layers.entry(ChannelId::from_stored(row.channel)).or_default();
        channel.withdrawn.push(Layer { seq: *seq, force: *force, brought });
    }
    Ok((layers, order))
}

/// Number and wish of each confirmed import among these.
async fn order<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    imports: impl Iterator<Item = i64>,
) -> Result<Order> {
    use sea_orm::QuerySelect as _;

    let mut ids: Vec<i64> = imports.collect();
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<(i64, Option<i64>, bool)> = import::Entity::find()
        .select_only()
        .columns([import::Column::Id, import::Column::Seq, import::Column::Forced])
        .filter(import::Column::Tenant.eq(tenant.get()))
        .filter(import::Column::Id.is_in(ids))
        .into_tuple()
        .all(c)
        .await?;
    Ok(rows.into_iter().filter_map(|(id, seq, force)| Some((id, (seq?, force)))).collect())
}

/// The slots of a block; what stands beside the bytes must agree with them.
fn unpacked(row: &block::Model) -> Result<MonthSlots> {
    let damaged = |detail: &str| {
        let channel = ChannelId::from_stored(row.channel);
        StoreError::damaged("block", format!("channel {channel}, month {}: {detail}", row.month))
    };
    let resolution = fit("resolution", row.resolution_s)?;
    let empty = MonthSlots::new(columns::month(row.month)?, resolution, fit("scale", row.scale)?)
        .ok_or_else(|| damaged("its resolution does not divide the hour"))?;
    let slots = blocks::decode(&row.bytes, empty).map_err(|e| damaged(&e.to_string()))?;
    if slots.sum() != i128::from(row.sum) || usize::try_from(row.n) != Ok(slots.filled()) {
        return Err(damaged("its sum or count is another"));
    }
    Ok(slots)
}

fn row_reading(row: &reading::Model) -> Result<RowReading> {
    Ok(RowReading {
        start: row.start_s,
        end: row.end_s,
        value: row.value,
        scale: fit("scale", row.scale)?,
        quality: columns::quality(row.quality)?,
        import: 0,
    })
}

/// What a row says was taken back.
pub(in crate::store) fn withdrawn_of(row: &withdrawn::Model) -> Result<Withdrawn> {
    let resolution_s = row.resolution_s.map(|length| fit("resolution", length)).transpose()?;
    Ok(Withdrawn { start: row.start_s, end: row.end_s, resolution_s })
}

/// What counts of one channel in these months: what a preview is compared with.
///
/// # Errors
/// As [`of_building`].
pub async fn months_held<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channel: ChannelId,
    months: &[Month],
) -> Result<BTreeMap<Month, MonthSlots>> {
    let bounds = months.iter().min().copied().zip(months.iter().max().copied());
    let Some(bounds) = bounds else { return Ok(BTreeMap::new()) };
    let mut held = counting(c, tenant, &[channel], Some(bounds)).await?;
    let held = held.remove(&channel).unwrap_or_default();
    let wanted = held.months.into_iter().filter(|slots| months.contains(&slots.month));
    Ok(wanted.map(|slots| (slots.month, slots)).collect())
}

/// The rows that count of one channel, by start.
///
/// # Errors
/// As [`of_building`].
pub async fn rows_held<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channel: ChannelId,
) -> Result<Vec<RowReading>> {
    // No month is that early: only the rows are wanted.
    let none = Month::from_index(0).map(|month| (month, month));
    let mut held = counting(c, tenant, &[channel], none).await?;
    Ok(held.remove(&channel).unwrap_or_default().rows)
}
