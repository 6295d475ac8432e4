//! What can be said without unpacking a block: how far meters were read, and what stands beside the blocks.

use std::collections::BTreeMap;

use eclaireur_models::certain::Quality;
use eclaireur_models::period::Month;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::store::columns::{self, fit};
use crate::store::entities::{block, channel, reading};
use crate::store::error::Result;
use crate::store::id::{ChannelId, ImportId, MeterId, OrganisationId};

/// What stands beside a block: sums without unpacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockTotal {
    /// Which month.
    pub month: Month,
    /// Which import.
    pub import: ImportId,
    /// Seconds per slot.
    pub resolution_s: u32,
    /// Decimals of the values.
    pub scale: u32,
    /// Slots with a value.
    pub n: u32,
    /// Their sum, times 10^scale.
    pub sum: i64,
    /// The least.
    pub min: Option<i64>,
    /// The greatest.
    pub max: Option<i64>,
    /// The weakest quality.
    pub quality: Quality,
    /// Slots named without a value.
    pub missing: u32,
}

/// The UTC second up to which each meter of an organisation was read, by any import.
///
/// # Errors
/// The database.
pub async fn last_readings<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
) -> Result<BTreeMap<MeterId, i64>> {
    let mut last: BTreeMap<MeterId, i64> = BTreeMap::new();
    let mut ends = Vec::new();
    macro_rules! last_of {
        ($table:ident, $end:ident) => {{
            let select = Query::select()
                .column((channel::Entity, channel::Column::Meter))
                .expr_as($table::Column::$end.max(), "last")
                .from($table::Entity)
                .inner_join(
                    channel::Entity,
                    Condition::all()
                        .add(
                            $table::Column::Tenant
                                .into_expr()
                                .equals((channel::Entity, channel::Column::Tenant)),
                        )
                        .add(
                            $table::Column::Channel
                                .into_expr()
                                .equals((channel::Entity, channel::Column::Id)),
                        ),
                )
                .and_where($table::Column::Tenant.eq(tenant.get()))
                .group_by_col((channel::Entity, channel::Column::Meter))
                .to_owned();
            ends.extend(c.query_all(&select).await?);
        }};
    }
    last_of!(block, LastEnd);
    last_of!(reading, EndS);
    for row in ends {
        let meter = MeterId::from_stored(row.try_get_by_index(0)?);
        if let Some(end) = row.try_get_by_index::<Option<i64>>(1)? {
            let known = last.entry(meter).or_insert(end);
            *known = Ord::max(end, *known);
        }
    }
    Ok(last)
}

/// What stands beside the blocks of a channel, by month, not superseded.
///
/// # Errors
/// The database.
pub async fn block_totals<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channel: ChannelId,
) -> Result<Vec<BlockTotal>> {
    let rows = block::Entity::find()
        .filter(block::Column::Tenant.eq(tenant.get()))
        .filter(block::Column::Channel.eq(channel.get()))
        .order_by_asc(block::Column::Month)
        .order_by_asc(block::Column::Import)
        .all(c)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(BlockTotal {
                month: columns::month(row.month)?,
                import: ImportId::from_stored(row.import),
                resolution_s: fit("resolution", row.resolution_s)?,
                scale: fit("scale", row.scale)?,
                n: fit("count", row.n)?,
                sum: row.sum,
                min: row.min,
                max: row.max,
                quality: columns::quality(row.quality)?,
                missing: fit("count", row.missing)?,
            })
        })
        .collect()
}
