//! One index read on the spot: what stands around it is loaded, `models` says what is surprising, and it is kept like any
//! other that is typed. What is kept although it is surprising bears its findings and counts as declared, not as measured.

use eclaireur_models::building::{Channel, Kind};
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::Finding;
use eclaireur_models::period::{Day, day_of, day_start};
use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::clean::Held;
use eclaireur_models::readings::spot::{Around, Doubt, Spot, doubts as surprising};
use eclaireur_models::units::Unit;
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::entry::{Entry, keep_entry, row};
use super::held;
use super::options::{Options, Typed};
use super::plan::Target;
use crate::store::imports::{self, ImportRow};
use crate::store::readings::HeldMeter;
use crate::store::{BuildingId, By, StoreError};

/// The format of imports that came through the link of a meter.
pub const FORMAT: &str = "link-form";

/// What is surprising about a value read on a day; `now` is a UTC second.
///
/// # Errors
/// The database.
pub async fn doubts<C: ConnectionTrait>(
    c: &C,
    now: i64,
    meter: &HeldMeter,
    building: BuildingId,
    (channel, on, value): (Channel, Day, Decimal),
) -> Result<Vec<Doubt>, StoreError> {
    let spot = Spot { carrier: meter.readings.carrier, channel, at: day_start(on), value };
    let Some(series) = spot.series() else { return Ok(Vec::new()) };
    let target = Target::Known { meter: Box::new(meter.meter.clone()), building };
    let mut found = held::of_series(c, meter.meter.tenant, &Parsed::of(vec![series]), &[target], &[]).await?;
    let around = around(meter, channel, on, found.pop().unwrap_or_default());
    Ok(surprising(&spot, &around, now))
}

/// The indexes of a counter by day, as they count now.
fn read(meter: &HeldMeter, channel: Channel) -> Vec<(Day, Decimal)> {
    let alike = |held: Channel| {
        (held.kind, held.direction, held.register, held.unit)
            == (channel.kind, channel.direction, channel.register, channel.unit)
    };
    let rows = meter.readings.channels.iter().filter(|c| alike(c.channel)).flat_map(|c| &c.rows);
    let mut read: Vec<(Day, Decimal)> =
        rows.filter_map(|row| Some((day_of(row.start)?, row.decimal()))).collect();
    read.sort_by_key(|(day, _)| *day);
    read
}

/// What is held of a day, where it is held.
pub fn of_day(meter: &HeldMeter, channel: Channel, on: Day) -> Option<Decimal> {
    read(meter, channel).iter().rfind(|(day, _)| *day == on).map(|(_, value)| *value)
}

fn around(meter: &HeldMeter, channel: Channel, on: Day, held: Held) -> Around {
    let read = read(meter, channel);
    let same_day = read.iter().rfind(|(day, _)| *day == on).map(|(_, value)| *value);
    if channel.kind != Kind::Index {
        return Around { same_day, ..Around::default() };
    }
    let replaced = meter.readings.facts.replaced.iter();
    let replaced: Vec<_> =
        replaced.filter(|r| r.direction == channel.direction && r.register == channel.register).collect();
    // The next index is the same counter's only where it was not replaced between.
    let next = read.iter().find(|(day, _)| *day > on);
    let after = next.filter(|(day, _)| !replaced.iter().any(|r| r.on > on && r.on <= *day));
    let after = after.map(|(_, value)| *value);
    // What a new counter began with is what it goes on from.
    let put_in = replaced.iter().filter(|r| r.on <= on).max_by_key(|r| r.on);
    let newer = put_in.filter(|r| held.last_index.is_none_or(|(at, _)| at < day_start(r.on)));
    let last_index = match newer {
        Some(replaced) => replaced.first.map(|first| (day_start(replaced.on), first)),
        None => held.last_index,
    };
    Around { held: Held { last_index, ..held }, same_day, after }
}

/// What somebody read.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Of which meter.
    pub meter: &'a HeldMeter,
    /// Where its sheet hangs.
    pub building: BuildingId,
    /// Day read.
    pub on: Day,
    /// Each counter, and what it showed.
    pub values: Vec<(Channel, Decimal)>,
    /// What is surprising about it, and was insisted on.
    pub findings: Vec<Finding>,
    /// SHA-256 of the picture.
    pub photo: Option<String>,
}

/// Keeps it as an import of its own.
///
/// # Errors
/// [`StoreError::OutOfRange`] for a value of too many digits; the database.
pub async fn keep(tx: &DatabaseTransaction, by: &By, reading: &Reading<'_>) -> Result<ImportRow, StoreError> {
    let quality = if reading.findings.is_empty() { Quality::Measured } else { Quality::Declared };
    let entry = entry(reading, quality, FORMAT)?;
    let (tenant, meter) = (reading.meter.meter.tenant, reading.meter.meter.id);
    let import = keep_entry(tx, by, tenant, meter, &entry).await?;
    imports::replace_findings(tx, tenant, import.id, &reading.findings).await?;
    Ok(import)
}

/// Keeps once more as measured what somebody has looked at: what he saw lies over what surprised.
///
/// # Errors
/// As [`keep`].
pub async fn trust(
    tx: &DatabaseTransaction,
    by: &By,
    reading: &Reading<'_>,
) -> Result<ImportRow, StoreError> {
    let entry = Entry { force: true, ..entry(reading, Quality::Measured, "index-form")? };
    keep_entry(tx, by, reading.meter.meter.tenant, reading.meter.meter.id, &entry).await
}

fn entry(reading: &Reading<'_>, quality: Quality, format: &'static str) -> Result<Entry, StoreError> {
    let at = day_start(reading.on);
    let kept = |(channel, value): &(Channel, Decimal)| {
        let row = row(at, at, *value, quality).ok_or(StoreError::OutOfRange { what: "the index" })?;
        Ok((*channel, vec![row]))
    };
    let photo = reading.photo.clone();
    let gauge = reading.values.iter().find(|(channel, _)| channel.kind == Kind::Level);
    let typed = match gauge {
        Some((channel, value)) => Typed::Level { on: reading.on, value: *value, unit: channel.unit, photo },
        None => Typed::Index {
            on: reading.on,
            values: reading.values.iter().map(|(channel, value)| (channel.register, *value)).collect(),
            unit: reading.values.first().map_or(Unit::KWh, |(channel, _)| channel.unit),
            photo,
        },
    };
    Ok(Entry {
        format,
        options: Options {
            building: Some(reading.building),
            meter: Some(reading.meter.meter.id),
            touched: vec![reading.building],
            typed: Some(typed),
            ..Options::default()
        },
        readings: reading.values.iter().map(kept).collect::<Result<_, StoreError>>()?,
        bill: None,
        force: false,
        facts: Vec::new(),
    })
}
