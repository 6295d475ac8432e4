//! One reading corrected by hand: an import like any other, which lies over the value that was wrong.
//!
//! Both values stay, with who and why; undoing the correction brings the first one back. A value that is wrong and has
//! none in its place is taken back ([`readings::withdraw`]), since a slot that is only missing takes nothing away.

use eclaireur_models::building::{Carrier, Direction};
use eclaireur_models::catalog::CarrierCard;
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Month, day_of};
use eclaireur_models::readings::totals::{YearTotal, years};
use eclaireur_models::readings::{MonthSlots, RowCounts, RowReading};
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::effect::{Effect, compare};
use super::entry::row;
use super::options::{Options, Typed};
use crate::store::channels::ChannelRow;
use crate::store::imports::{self, ImportRow, NewImport};
use crate::store::readings::{self, Traced, Withdrawn};
use crate::store::{BuildingId, By, MeterId, OrganisationId, StoreError, allocations};

/// The format of imports that correct one reading.
pub const FORMAT: &str = "correction";

/// A reading of a channel: by its start and end, and its length where it is a slot of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// UTC second, included.
    pub start: i64,
    /// UTC second, excluded; equal to `start` for an index.
    pub end: i64,
    /// Seconds per slot, for a slot of a month.
    pub resolution_s: Option<u32>,
}

/// What is to stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Where.
    pub place: Place,
    /// The value; none when the one that is held is wrong and there is no other.
    pub value: Option<(Decimal, Quality)>,
    /// Why, in the person's words.
    pub reason: String,
}

/// What is held at a place, or nothing yet. `None` when a channel can have no reading there.
///
/// # Errors
/// The database.
pub async fn held<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channel: &ChannelRow,
    place: Place,
) -> Result<Option<Option<Traced>>, StoreError> {
    let is_there =
        |t: &&Traced| (t.start, t.end, t.resolution_s) == (place.start, place.end, place.resolution_s);
    let Some(length) = place.resolution_s else {
        let rows = readings::traced_rows(c, tenant, channel.id).await?;
        return Ok(rows.iter().find(is_there).copied().map(Some));
    };
    let Some(month) = day_of(place.start).map(Month::of) else { return Ok(None) };
    let slots = readings::traced_month(c, tenant, channel.id, month).await?;
    if let Some(found) = slots.iter().find(is_there) {
        return Ok(Some(Some(*found)));
    }
    // A slot that nobody has read can be filled in, beside others of its length.
    let fits = place.end - place.start == i64::from(length)
        && slots.iter().any(|t| t.resolution_s == Some(length))
        && MonthSlots::new(month, length, 0).is_some_and(|m| m.position(place.start).is_some());
    Ok(fits.then_some(None))
}

/// The buildings that a meter serves.
///
/// # Errors
/// The database.
pub async fn served<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meter: MeterId,
) -> Result<Vec<BuildingId>, StoreError> {
    let shares = allocations::of_meter(c, tenant, meter).await?;
    let mut served: Vec<BuildingId> = shares.iter().map(|share| share.building).collect();
    served.sort_unstable();
    served.dedup();
    Ok(served)
}

/// Years of each building.
pub type Years = Vec<(BuildingId, Vec<YearTotal>)>;

/// The years of the buildings that a meter serves.
///
/// # Errors
/// The database.
pub async fn years_of<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    buildings: &[BuildingId],
    card: &CarrierCard,
) -> Result<Years, StoreError> {
    let mut around = Years::new();
    for building in buildings {
        // All of it: which months are complete depends on when each meter begins.
        let held = readings::of_building(c, tenant, *building, None).await?;
        let held: Vec<_> = held.into_iter().map(|h| h.readings).collect();
        around.push((*building, years(&held, Direction::Offtake, card, &[])));
    }
    Ok(around)
}

/// What changed between the two.
pub fn effects(carrier: Carrier, before: Years, after: Years) -> Vec<Effect> {
    let both = before.into_iter().zip(after);
    both.flat_map(|((building, before), (_, after))| compare(building, carrier, before, after)).collect()
}

/// Keeps a correction of what is held.
///
/// # Errors
/// [`StoreError::OutOfRange`] for a value of too many digits; the database.
pub async fn correct(
    tx: &DatabaseTransaction,
    by: &By,
    tenant: OrganisationId,
    building: BuildingId,
    channel: &ChannelRow,
    held: Option<&Traced>,
    correction: &Correction,
) -> Result<ImportRow, StoreError> {
    let Place { start, end, resolution_s } = correction.place;
    // A shared meter concerns all whom it serves.
    let touched = served(tx, tenant, channel.meter).await?;
    let typed = Typed::Corrected {
        start,
        end,
        before: held.and_then(|h| h.value).map(|(value, _)| value),
        after: correction.value.map(|(value, _)| value),
        estimated: correction.value.is_some_and(|(_, quality)| quality == Quality::Estimated),
        unit: channel.channel.unit,
        reason: correction.reason.clone(),
    };
    let options = Options {
        building: Some(building),
        meter: Some(channel.meter),
        touched,
        typed: Some(typed),
        ..Options::default()
    };
    let new = NewImport {
        format: Some(FORMAT.to_owned()),
        rows: RowCounts { read: 1, accepted: 1, ..RowCounts::default() },
        options: serde_json::to_value(&options).unwrap_or_default(),
        force: true,
        ..NewImport::default()
    };
    let import = imports::typed(tx, by, tenant, &new).await?;
    match correction.value {
        None => {
            let gone = [Withdrawn { start, end, resolution_s }];
            readings::withdraw(tx, tenant, import.id, channel.id, &gone).await?;
        }
        Some((value, quality)) => {
            let what = "the value";
            let reading = row(start, end, value, quality).ok_or(StoreError::OutOfRange { what })?;
            match resolution_s {
                None => readings::insert_rows(tx, tenant, import.id, channel.id, &[reading]).await?,
                Some(length) => {
                    let month = slot(reading, length).ok_or(StoreError::OutOfRange { what: "the slot" })?;
                    let none = std::collections::BTreeMap::new();
                    readings::insert_blocks(tx, tenant, import.id, channel.id, &[month], &none).await?
                }
            };
        }
    }
    Ok(import)
}

/// A month in which one slot has a value.
fn slot(reading: RowReading, length: u32) -> Option<MonthSlots> {
    let month = Month::of(day_of(reading.start)?);
    let mut slots = MonthSlots::new(month, length, reading.scale)?;
    let position = slots.position(reading.start)?;
    slots.set(position, reading.value, reading.quality);
    Some(slots)
}
