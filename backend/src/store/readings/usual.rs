//! What is usual on a meter: its use per day and its indexes of late. A file is compared with it, nothing is counted
//! from it: where imports lie one over the other, the latest is taken whole, and no block is unpacked.

use std::collections::BTreeMap;

use eclaireur_models::building::Kind;
use eclaireur_models::period::{Month, day_of};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::store::channels::{self, ChannelRow};
use crate::store::columns::fit;
use crate::store::entities::{block, reading};
use crate::store::error::Result;
use crate::store::id::{MeterId, OrganisationId};

/// One channel of late.
#[derive(Debug, Clone, PartialEq)]
pub struct Usual {
    /// Which.
    pub channel: ChannelRow,
    /// Use per day, in its unit: of each month of slots, of each period, of each step of an index.
    pub daily: Vec<Decimal>,
    /// Its index readings by time: UTC second and value.
    pub indexes: Vec<(i64, Decimal)>,
}

const DAY_S: i64 = 86_400;

/// Most rows that are looked at: years of months and bills; of an index read every quarter of an hour, some months.
const MOST_ROWS: u64 = 20_000;

/// Channel and month → use per day, when it can be told.
type Months = BTreeMap<(i64, i32), Option<Decimal>>;
/// Channel, start and end → quantity or index.
type Periods = BTreeMap<(i64, i64, i64), Decimal>;
/// Channel, month, resolution, scale, count and sum of a block.
type Block = (i64, i32, i32, i16, i32, i64);

/// What is usual on the channels of these meters between two UTC seconds.
///
/// # Errors
/// The database.
pub async fn usual<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: &[MeterId],
    (from, to): (i64, i64),
) -> Result<Vec<Usual>> {
    let channels = channels::of_meters(c, tenant, meters.iter().copied()).await?;
    let ids = || channels.iter().map(|channel| channel.id.get());
    let month = |at: i64| day_of(at).map_or(0, |day| Month::of(day).index());
    let blocks: Vec<Block> = block::Entity::find()
        .select_only()
        .columns([block::Column::Channel, block::Column::Month, block::Column::ResolutionS])
        .columns([block::Column::Scale, block::Column::N, block::Column::Sum])
        .filter(block::Column::Tenant.eq(tenant.get()))
        .filter(block::Column::Channel.is_in(ids()))
        .filter(block::Column::Month.between(month(from), month(to)))
        .order_by_asc(block::Column::Import)
        .into_tuple()
        .all(c)
        .await?;
    let mut months = Months::new();
    for (channel, month, resolution_s, scale, n, sum) in blocks {
        let value = Decimal::try_from_i128_with_scale(i128::from(sum), fit("scale", scale)?).ok();
        let seconds = i64::from(resolution_s).saturating_mul(i64::from(n));
        months.insert((channel, month), value.and_then(|value| per_day(value, seconds)));
    }
    let mut rows: Vec<(i64, i64, i64, i64, i16)> = reading::Entity::find()
        .select_only()
        .columns([reading::Column::Channel, reading::Column::StartS, reading::Column::EndS])
        .columns([reading::Column::Value, reading::Column::Scale])
        .filter(reading::Column::Tenant.eq(tenant.get()))
        .filter(reading::Column::Channel.is_in(ids()))
        .filter(reading::Column::StartS.between(from, to))
        .order_by_desc(reading::Column::StartS)
        .order_by_asc(reading::Column::Import)
        .limit(MOST_ROWS)
        .into_tuple()
        .all(c)
        .await?;
    rows.reverse();
    let mut periods = Periods::new();
    for (channel, start, end, value, scale) in rows {
        if let Ok(value) = Decimal::try_new(value, fit("scale", scale)?) {
            periods.insert((channel, start, end), value);
        }
    }
    Ok(channels.into_iter().map(|channel| of(channel, &months, &periods)).collect())
}

fn of(channel: ChannelRow, months: &Months, periods: &Periods) -> Usual {
    let id = channel.id.get();
    let rows = || periods.range((id, i64::MIN, i64::MIN)..=(id, i64::MAX, i64::MAX));
    let mut daily: Vec<Decimal> =
        months.range((id, i32::MIN)..=(id, i32::MAX)).filter_map(|(_, rate)| *rate).collect();
    let mut indexes = Vec::new();
    if channel.channel.kind == Kind::Index {
        indexes.extend(rows().map(|((_, start, _), value)| (*start, *value)));
        daily.extend(indexes.windows(2).filter_map(|pair| match pair {
            [(from, low), (to, high)] if high >= low => per_day(high.checked_sub(*low)?, to - from),
            _ => None,
        }));
    } else {
        daily.extend(rows().filter_map(|((_, start, end), value)| per_day(*value, end - start)));
    }
    Usual { channel, daily, indexes }
}

/// A quantity as use per day; `None` of less than a day.
fn per_day(value: Decimal, seconds: i64) -> Option<Decimal> {
    // The day of the spring clock change is an hour short.
    let seconds = Some(seconds).filter(|s| *s >= DAY_S - 3600)?;
    value.checked_mul(Decimal::from(DAY_S))?.checked_div(Decimal::from(seconds))
}
