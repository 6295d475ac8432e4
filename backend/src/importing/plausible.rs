//! Whether a reading typed by hand is plausible: the same cleaning as for a file, over what is held of the counter with
//! the new value in its place. Says, and keeps nothing: whoever typed it decides.

use eclaireur_models::building::{Carrier, Kind};
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::period::{Month, day_of};
use eclaireur_models::readings::clean::{Context, clean};
use eclaireur_models::readings::{Parsed, Point, Series, SeriesKey, Written};
use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;

use super::correction::Place;
use super::held;
use super::plan::Target;
use crate::store::channels::ChannelRow;
use crate::store::meters::MeterRow;
use crate::store::readings::{self, Traced};
use crate::store::{BuildingId, OrganisationId, StoreError};

/// A reading among those of its counter.
#[derive(Debug, Clone, Copy)]
struct Read {
    start: i64,
    end: i64,
    value: Decimal,
    quality: Quality,
}

/// What is surprising about a value in its place; `now` is a UTC second.
///
/// # Errors
/// The database.
pub async fn doubts<C: ConnectionTrait>(
    c: &C,
    now: i64,
    tenant: OrganisationId,
    (meter, building): (&MeterRow, BuildingId),
    channel: &ChannelRow,
    place: Place,
    (value, quality): (Decimal, Quality),
) -> Result<Vec<Finding>, StoreError> {
    let own = Read { start: place.start, end: place.end, value, quality };
    let mut read = around(c, tenant, channel, place).await?;
    read.push(own);
    read.sort_by_key(|r| (r.start, r.end));
    let (before, after) = neighbours(&read, place);
    let Some((series, row)) = series(meter.meter.carrier, channel, place, &read) else {
        return Ok(Vec::new());
    };
    let mut parsed = Parsed::of(vec![series]);
    let target = Target::Known { meter: Box::new(meter.clone()), building };
    let held = held::of_series(c, tenant, &parsed, &[target], &[]).await?;
    clean(&mut parsed, &Context { now, held: &held });
    let is_meant = |f: &Finding| {
        f.row == Some(row) && matches!(f.code, Code::Implausible | Code::IndexDecreases | Code::UnitJump)
    };
    let mut doubts: Vec<Finding> = parsed.findings.into_iter().filter(is_meant).collect();
    let is_index = channel.channel.kind == Kind::Index;
    if doubts.is_empty() && is_index {
        doubts.extend(out_of_order(value, before, after));
    }
    if value.is_sign_negative() && !value.is_zero() {
        doubts.push(Finding::new(Code::NegativeValue));
    }
    Ok(doubts)
}

/// What is held of the counter beside the place: all its rows, or the slots of the month and of those around it.
async fn around<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    channel: &ChannelRow,
    place: Place,
) -> Result<Vec<Read>, StoreError> {
    let month = day_of(place.start).map(Month::of);
    let traced: Vec<Traced> = match month.filter(|_| place.resolution_s.is_some()) {
        None => readings::traced_rows(c, tenant, channel.id).await?,
        Some(month) => {
            let mut traced = Vec::new();
            for month in (month.index() - 1..=month.index() + 1).filter_map(Month::from_index) {
                traced.extend(readings::traced_month(c, tenant, channel.id, month).await?);
            }
            traced
        }
    };
    let beside = traced
        .into_iter()
        .filter(|t| t.resolution_s == place.resolution_s && (t.start, t.end) != (place.start, place.end));
    let read = beside.filter_map(|t| {
        let (value, quality) = t.value?;
        Some(Read { start: t.start, end: t.end, value, quality })
    });
    Ok(read.collect())
}

/// The values before and after a place.
fn neighbours(read: &[Read], place: Place) -> (Option<Decimal>, Option<Decimal>) {
    let before = read.iter().rfind(|r| r.start < place.start).map(|r| r.value);
    let after = read.iter().find(|r| r.start > place.start).map(|r| r.value);
    (before, after)
}

/// An index that falls from the one before, or from which the next one falls.
fn out_of_order(value: Decimal, before: Option<Decimal>, after: Option<Decimal>) -> Option<Finding> {
    // A counter that was replaced falls all the same.
    let falls_anyway = before.zip(after).is_some_and(|(before, after)| after < before);
    if let Some(before) = before.filter(|before| value < *before) {
        return Some(Finding::new(Code::IndexDecreases).with("held", before.normalize()));
    }
    let runs_over = after.is_some_and(|after| value > after) && !falls_anyway;
    let written = value.normalize().to_string().replace('.', ",");
    runs_over.then(|| Finding::new(Code::Implausible).value(written).with("than", "index"))
}

/// The readings as a series of a file, and the row on which the place stands.
fn series(carrier: Carrier, channel: &ChannelRow, place: Place, read: &[Read]) -> Option<(Series, u32)> {
    let channel = channel.channel;
    let scale = read.iter().map(|r| r.value.normalize().scale()).max()?;
    let points: Vec<Point> = (1..)
        .zip(read)
        .filter_map(|(row, r)| {
            let value = Some(scaled(r.value, scale)?);
            Some(Point { start: r.start, end: r.end, value, quality: r.quality, row, column: None })
        })
        .collect();
    let row = points.iter().find(|p| (p.start, p.end) == (place.start, place.end))?.row;
    let key = SeriesKey {
        direction: channel.direction,
        register: channel.register,
        basis: channel.basis,
        ..SeriesKey::plain(carrier, channel.kind, Some(channel.unit), "")
    };
    let (resolution_s, written) = (place.resolution_s, Written::default());
    Some((Series { key, counts: channel.counts, scale, resolution_s, points, gaps: 0, written }, row))
}

fn scaled(value: Decimal, scale: u32) -> Option<i64> {
    let mut value = value.normalize();
    value.rescale(scale);
    (value.scale() == scale).then(|| i64::try_from(value.mantissa()).ok()).flatten()
}
