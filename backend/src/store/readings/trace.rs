//! Which import each value that counts comes from, and which values were taken back: what a person who corrects one
//! reading has to see.
//!
//! Laid by the same steps as what is added up ([`super::layers`]), with a memory of where each slot came from. Slower, so
//! only for one channel, and for slots one month at a time.

use std::collections::BTreeMap;

use eclaireur_models::certain::Quality;
use eclaireur_models::period::Month;
use eclaireur_models::readings::{MonthSlots, RowReading};
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::held::{Order, layers_of};
use super::layers::{Layer, Layers, Step, lay_rows, month_steps, row_steps, says_anything};
use crate::store::columns;
use crate::store::entities::block;
use crate::store::error::{Result, StoreError};
use crate::store::id::{ChannelId, ImportId, OrganisationId};

/// A value as it counts, or one that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traced {
    /// UTC second, included.
    pub start: i64,
    /// UTC second, excluded; equal to `start` for an index.
    pub end: i64,
    /// The value with its quality; none when it was taken back.
    pub value: Option<(Decimal, Quality)>,
    /// The import that brought the value, or took it back.
    pub import: ImportId,
    /// Seconds per slot, for a slot of a month.
    pub resolution_s: Option<u32>,
}

/// The rows of a channel that count or were taken back, by start.
///
/// # Errors
/// The database.
pub async fn traced_rows<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channel: ChannelId,
) -> Result<Vec<Traced>> {
    // No month is that early: only the rows are wanted.
    let none = Month::from_index(0).map(|month| (month, month));
    let (mut layers, order) = layers_of(c, tenant, &[channel], none).await?;
    let steps = row_steps(&mut layers.remove(&channel).unwrap_or_default());
    let mut gone: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for layer in &steps {
        match &layer.brought {
            Step::Lay(row) => drop(gone.remove(&(row.start, row.end))),
            Step::Withdraw(row) => drop(gone.insert((row.start, row.end), layer.seq)),
        }
    }
    let row = |row: RowReading| (row.start, row.end, Some((row.decimal(), row.quality)), row.import);
    let gone = gone.into_iter().map(|((start, end), seq)| (start, end, None, seq));
    let mut rows: Vec<_> = lay_rows(steps).into_iter().map(row).chain(gone).collect();
    rows.sort_by_key(|(start, end, ..)| (*start, *end));
    let imports = by_number(&order);
    rows.into_iter()
        .map(|(start, end, value, seq)| {
            Ok(Traced { start, end, value, import: named(&imports, seq)?, resolution_s: None })
        })
        .collect()
}

/// The slots of a channel in a month that count or were taken back, by start. Where slots of two lengths are held, the
/// longer ones where the shorter say nothing.
///
/// # Errors
/// As [`super::of_building`].
pub async fn traced_month<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channel: ChannelId,
    month: Month,
) -> Result<Vec<Traced>> {
    let (mut layers, order) = layers_of(c, tenant, &[channel], Some((month, month))).await?;
    let layers: Layers = layers.remove(&channel).unwrap_or_default();
    let steps = month_steps(Layers { rows: Vec::new(), ..layers }).remove(&month).unwrap_or_default();
    let imports = by_number(&order);
    let by_length = laid(&steps);
    let shortest = by_length.values().next().map(|laid| laid.slots.clone());
    let mut traced = Vec::new();
    for (length, laid) in &by_length {
        for (position, seq) in laid.from.iter().enumerate() {
            let Some(seq) = seq else { continue };
            let (start, end) = (laid.slots.start_of(position), laid.slots.start_of(position + 1));
            let is_shortest = shortest.as_ref().is_none_or(|s| s.resolution_s == *length);
            if !is_shortest && shortest.as_ref().is_some_and(|s| says_anything(s, start, end)) {
                continue;
            }
            let scale = laid.slots.scale;
            traced.push(Traced {
                start,
                end,
                value: laid.slots.get(position).map(|(value, quality)| (Decimal::new(value, scale), quality)),
                import: named(&imports, *seq)?,
                resolution_s: Some(*length),
            });
        }
    }
    traced.sort_by_key(|t| (t.start, t.end));
    Ok(traced)
}

/// The months of a channel in which slots were read, in order.
///
/// # Errors
/// The database.
pub async fn months_read<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channel: ChannelId,
) -> Result<Vec<Month>> {
    let months: Vec<i32> = block::Entity::find()
        .select_only()
        .column(block::Column::Month)
        .distinct()
        .filter(block::Column::Tenant.eq(tenant.get()))
        .filter(block::Column::Channel.eq(channel.get()))
        .order_by_asc(block::Column::Month)
        .into_tuple()
        .all(c)
        .await?;
    months.into_iter().map(columns::month).collect()
}

/// Slots of one length, each with the number of the import that it comes from.
struct Laid {
    slots: MonthSlots,
    from: Vec<Option<i64>>,
}

fn laid(steps: &[Layer<Step<MonthSlots>>]) -> BTreeMap<u32, Laid> {
    let mut by_length: BTreeMap<u32, Laid> = BTreeMap::new();
    for layer in steps {
        match &layer.brought {
            Step::Lay(later) => {
                let Some(held) = by_length.get_mut(&later.resolution_s) else {
                    let mut from = vec![None; later.len()];
                    mark(&mut from, later.iter().map(|(position, ..)| position), layer.seq);
                    by_length.insert(later.resolution_s, Laid { slots: later.clone(), from });
                    continue;
                };
                let before = held.slots.clone();
                let _ = held.slots.supersede(later, layer.force);
                let value = |slots: &MonthSlots, position| {
                    slots.get(position).map(|(value, quality)| (Decimal::new(value, slots.scale), quality))
                };
                let changed = later.iter().map(|(position, ..)| position);
                let changed = changed.filter(|p| value(&before, *p) != value(&held.slots, *p));
                mark(&mut held.from, changed, layer.seq);
            }
            Step::Withdraw(slot) => {
                let held = slot.resolution_s.and_then(|length| by_length.get_mut(&length));
                if let Some(held) = held
                    && let Some(position) = held.slots.position(slot.start)
                {
                    held.slots.clear(position);
                    mark(&mut held.from, core::iter::once(position), layer.seq);
                }
            }
        }
    }
    by_length
}

fn mark(from: &mut [Option<i64>], positions: impl Iterator<Item = usize>, seq: i64) {
    for position in positions {
        if let Some(slot) = from.get_mut(position) {
            *slot = Some(seq);
        }
    }
}

fn by_number(order: &Order) -> BTreeMap<i64, ImportId> {
    order.iter().map(|(id, (seq, _))| (*seq, ImportId::from_stored(*id))).collect()
}

fn named(imports: &BTreeMap<i64, ImportId>, seq: i64) -> Result<ImportId> {
    imports.get(&seq).copied().ok_or_else(|| StoreError::damaged("import", seq))
}
