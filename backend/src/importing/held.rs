//! What is held of the counters that a file speaks of, for its readings to be compared with.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::building::{Channel, Direction, Kind};
use eclaireur_models::period::day_of;
use eclaireur_models::readings::clean::{Daily, Held};
use eclaireur_models::readings::{Parsed, Series};
use rust_decimal::Decimal;
use sea_orm::ConnectionTrait;

use super::plan::Target;
use crate::store::allocations::AllocationRow;
use crate::store::meters::MeterRow;
use crate::store::readings::{self, Usual};
use crate::store::{MeterId, OrganisationId, StoreError};

/// Index readings and bills come once a year, and sometimes late.
const LOOK_BACK_S: i64 = 800 * 86_400;

/// What is held of each series of a file, in their order.
pub(super) async fn of_series<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    parsed: &Parsed,
    targets: &[Target],
    meters: &[(MeterRow, Vec<AllocationRow>)],
) -> Result<Vec<Held>, StoreError> {
    let known: Vec<(&Series, Option<&MeterRow>)> =
        parsed.series.iter().zip(targets.iter().map(known)).collect();
    let own: BTreeSet<MeterId> = known.iter().filter_map(|(_, meter)| Some(meter.as_ref()?.id)).collect();
    let spans = || known.iter().filter(|(_, meter)| meter.is_some()).map(|(series, _)| series);
    let span = spans().filter_map(|s| s.from()).min().zip(spans().filter_map(|s| s.to()).max());
    let Some((from, to)) = span else { return Ok(Vec::new()) };
    let heads = known.iter().filter_map(|(_, meter)| meter.as_ref()?.parent);
    let ids: Vec<MeterId> = own.iter().copied().chain(heads).collect::<BTreeSet<_>>().into_iter().collect();
    let usual = readings::usual(c, tenant, &ids, (from.saturating_sub(LOOK_BACK_S), to)).await?;
    let has_index = known.iter().any(|(series, _)| series.key.kind == Kind::Index);
    let digits = if has_index { readings::digits_of(c, tenant, &ids).await? } else { BTreeMap::new() };
    let held = |(series, meter): &(&Series, Option<&MeterRow>)| {
        let (Some(meter), Some(channel)) = (meter, series.channel()) else { return Held::default() };
        let begins = series.from().unwrap_or(i64::MAX);
        let on = day_of(begins).unwrap_or_default();
        let digits = digits.get(&meter.id).and_then(|dated| dated.iter().rfind(|d| d.holds_on(on)));
        let of = |u: &&Usual| u.channel.meter == meter.id && is_alike(u.channel.channel, channel);
        let indexes = usual.iter().filter(of).flat_map(|u| &u.indexes);
        let head = meter.parent.filter(|head| own.contains(head) || speaks(&usual, *head, channel.direction));
        Held {
            daily: daily(usual.iter().filter(of).flat_map(|u| &u.daily).copied().collect()),
            last_index: indexes.filter(|(at, _)| *at < begins).max_by_key(|(at, _)| *at).copied(),
            digits: digits.map(|d| d.value),
            valid: (meter.meter.valid_from, meter.meter.valid_to),
            behind: head
                .and_then(|head| Some(meters.iter().find(|(m, _)| m.id == head)?.0.label().to_owned())),
        }
    };
    Ok(known.iter().map(held).collect())
}

fn known(target: &Target) -> Option<&MeterRow> {
    match target {
        Target::Known { meter, .. } => Some(meter),
        _ => None,
    }
}

/// Whether the two count the same in the same unit, an index apart from consumptions: a factor may lie between them.
fn is_alike(held: Channel, channel: Channel) -> bool {
    let what = |c: Channel| (c.direction, c.register, c.unit, c.basis, c.kind == Kind::Index);
    let delivered = |c: Channel| matches!(c.kind, Kind::Delivery | Kind::Level);
    what(held) == what(channel) && delivered(held) == delivered(channel)
}

/// Whether a meter has readings that count.
fn speaks(usual: &[Usual], meter: MeterId, direction: Direction) -> bool {
    let counts = |u: &&Usual| {
        let channel = u.channel.channel;
        u.channel.meter == meter && channel.direction == direction && channel.counts
    };
    usual.iter().filter(counts).any(|u| !u.daily.is_empty())
}

/// The usual and the most of some rates above zero.
fn daily(mut rates: Vec<Decimal>) -> Option<Daily> {
    rates.retain(|rate| *rate > Decimal::ZERO);
    rates.sort_unstable();
    let middle = rates.len().checked_sub(1)? / 2;
    Some(Daily { usual: *rates.get(middle)?, most: *rates.last()? })
}
