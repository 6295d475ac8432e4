//! What the members themselves use: quartiles of the final energy per heated square metre, of buildings with the same
//! activity, the same class of size and the same energy for heating. Each organisation counts once, with the median of its
//! buildings, so that none outweighs the others. Each quartile is the mean of the five nearest to it: none is one organisation's.
//!
//! Derived from the summaries of assessments; a group is given from five organisations on and never names anybody. Does
//! *not* judge: whoever stands above a quartile has not failed.

use std::collections::BTreeMap;

pub use eclaireur_models::portfolio::sector::disclosure::FEWEST_ORGANISATIONS;
use rust_decimal::{Decimal, RoundingStrategy};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder, Statement};
use serde_json::json;

use super::by::By;
use super::columns::fit;
use super::entities::peer_group;
use super::error::Result;
use super::id::OrganisationId;
use super::ledger;

/// Rows of one statement.
const CHUNK: usize = 500;

/// Whom a building is compared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Code of the activity.
    pub activity: String,
    /// Class of the heated area.
    pub size_class: String,
    /// Code of the carrier that heats.
    pub energy_system: String,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Of whom.
    pub key: Key,
    /// How many buildings.
    pub buildings: u32,
    /// Of how many organisations.
    pub organisations: u32,
    /// A quarter of the organisations uses less, whole kWh/m2: the mean of the five nearest.
    pub lower: Decimal,
    /// Half of them use less.
    pub median: Decimal,
    /// A quarter uses more.
    pub upper: Decimal,
}

/// Upper bounds of the classes of heated area, square metres.
const SIZES: [(i64, &str); 3] = [(500, "below-500"), (2_000, "500-2000"), (10_000, "2000-10000")];
/// The class above them.
const LARGEST: &str = "above-10000";

/// The class of a heated area.
pub fn size_class(area: Decimal) -> &'static str {
    SIZES.iter().find(|(bound, _)| area < Decimal::from(*bound)).map_or(LARGEST, |(_, class)| class)
}

/// The group of a building, where it is given.
///
/// # Errors
/// The database.
pub async fn of<C: ConnectionTrait>(c: &C, key: &Key) -> Result<Option<Group>> {
    let id = (key.activity.clone(), key.size_class.clone(), key.energy_system.clone());
    peer_group::Entity::find_by_id(id).one(c).await?.map(TryInto::try_into).transpose()
}

/// Every group that is given.
///
/// # Errors
/// The database.
pub async fn all<C: ConnectionTrait>(c: &C) -> Result<Vec<Group>> {
    let rows = peer_group::Entity::find()
        .order_by_asc(peer_group::Column::Activity)
        .order_by_asc(peer_group::Column::SizeClass)
        .order_by_asc(peer_group::Column::EnergySystem)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Makes the groups anew from the summaries; says whether one is another than before. A change concerns every assessment,
/// so that it leaves an entry in the log of the service.
///
/// # Errors
/// The database.
pub async fn renew<C: ConnectionTrait>(tx: &C, by: &By) -> Result<bool> {
    ledger::lock(tx, None).await?;
    let statement = Statement::from_string(tx.get_database_backend(), MEMBERS);
    let rows = tx.query_all_raw(statement).await?;
    let members =
        rows.iter().map(|row| Member::from_query_result(row, "")).collect::<core::result::Result<_, _>>()?;
    replace(tx, by, &groups_of(members)?).await
}

/// Writes groups where they are others than before.
async fn replace<C: ConnectionTrait>(tx: &C, by: &By, groups: &[Group]) -> Result<bool> {
    if groups == all(tx).await?.as_slice() {
        return Ok(false);
    }
    peer_group::Entity::delete_many().exec(tx).await?;
    let rows = groups.iter().map(row_of).collect::<Result<Vec<_>>>()?;
    for chunk in rows.chunks(CHUNK) {
        peer_group::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    ledger::append(tx, by, None, "peers.changed", "peers", &json!({ "groups": groups.len() })).await?;
    Ok(true)
}

/// Tells the groups that these buildings will make once they are assessed; as [`renew`] otherwise.
///
/// # Errors
/// The database.
pub async fn foresee<C: ConnectionTrait>(tx: &C, by: &By, members: Vec<Member>) -> Result<bool> {
    ledger::lock(tx, None).await?;
    replace(tx, by, &groups_of(members)?).await
}

/// A building as groups see it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Member {
    tenant: i64,
    activity: String,
    size_class: String,
    energy_system: String,
    intensity_wh: i64,
}

impl Member {
    /// A building of this organisation with what it uses in normal weather, kWh/m2; `None` where that is nothing.
    pub fn of(tenant: OrganisationId, key: Key, intensity: Decimal) -> Option<Member> {
        let Key { activity, size_class, energy_system } = key;
        let intensity_wh = super::assessments::integer(Some(intensity), WH).filter(|wh| *wh > 0)?;
        Some(Member { tenant: tenant.get(), activity, size_class, energy_system, intensity_wh })
    }
}

/// Buildings in use that have a figure and a group; what was archived is nobody's peer.
const MEMBERS: &str = "SELECT a.tenant, a.activity, a.size_class, a.energy_system, a.intensity_wh FROM assessment a \
     JOIN building b ON b.tenant = a.tenant AND b.id = a.building JOIN organisation o ON o.id = a.tenant \
     WHERE a.intensity_wh > 0 AND a.activity IS NOT NULL AND a.size_class IS NOT NULL AND a.energy_system IS NOT NULL \
     AND b.archived_at IS NULL AND o.archived_at IS NULL";

/// Groups as the summaries give them, in order of their keys.
fn groups_of(members: Vec<Member>) -> Result<Vec<Group>> {
    let mut found: BTreeMap<Key, BTreeMap<i64, Vec<i64>>> = BTreeMap::new();
    for Member { tenant, activity, size_class, energy_system, intensity_wh } in members {
        let group = found.entry(Key { activity, size_class, energy_system }).or_default();
        group.entry(tenant).or_default().push(intensity_wh);
    }
    let given = found.into_iter().filter(|(_, organisations)| organisations.len() >= FEWEST_ORGANISATIONS);
    given
        .map(|(key, organisations)| {
            let mut medians: Vec<Decimal> = organisations.values().map(|all| median(all)).collect();
            medians.sort_unstable();
            let whole = |quarters| {
                let kwh = near(&medians, quarters) / Decimal::ONE_THOUSAND;
                kwh.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            };
            Ok(Group {
                key,
                buildings: fit("buildings", organisations.values().map(Vec::len).sum::<usize>())?,
                organisations: fit("organisations", organisations.len())?,
                lower: whole(1),
                median: whole(2),
                upper: whole(3),
            })
        })
        .collect()
}

/// The middle one, or the mean of the two in the middle.
fn median(values: &[i64]) -> Decimal {
    let mut sorted: Vec<Decimal> = values.iter().copied().map(Decimal::from).collect();
    sorted.sort_unstable();
    let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
    (at(sorted.len() / 2) + at(sorted.len().saturating_sub(1) / 2)) / Decimal::TWO
}

/// The mean of the [`FEWEST_ORGANISATIONS`] sorted values nearest to so many quarters of the way, or of all where they are fewer.
fn near(sorted: &[Decimal], quarters: usize) -> Decimal {
    let place = (sorted.len().saturating_sub(1) * quarters + 2) / 4;
    let first = place.saturating_sub(FEWEST_ORGANISATIONS / 2);
    let first = first.min(sorted.len().saturating_sub(FEWEST_ORGANISATIONS));
    let around: Vec<Decimal> = sorted.iter().skip(first).take(FEWEST_ORGANISATIONS).copied().collect();
    around.iter().sum::<Decimal>() / Decimal::from(around.len().max(1))
}

/// Decimals of Wh in kWh.
const WH: u32 = 3;

fn row_of(group: &Group) -> Result<peer_group::ActiveModel> {
    let wh = |kwh: Decimal| super::assessments::integer(Some(kwh), WH).unwrap_or(i64::MAX);
    Ok(peer_group::ActiveModel {
        activity: Set(group.key.activity.clone()),
        size_class: Set(group.key.size_class.clone()),
        energy_system: Set(group.key.energy_system.clone()),
        buildings: Set(fit("buildings", group.buildings)?),
        organisations: Set(fit("organisations", group.organisations)?),
        lower_wh: Set(wh(group.lower)),
        median_wh: Set(wh(group.median)),
        upper_wh: Set(wh(group.upper)),
    })
}

impl TryFrom<peer_group::Model> for Group {
    type Error = super::error::StoreError;

    fn try_from(row: peer_group::Model) -> Result<Self> {
        let kwh = |wh: i64| Decimal::new(wh, WH);
        Ok(Group {
            buildings: fit("buildings", row.buildings)?,
            organisations: fit("organisations", row.organisations)?,
            lower: kwh(row.lower_wh),
            median: kwh(row.median_wh),
            upper: kwh(row.upper_wh),
            key: Key { activity: row.activity, size_class: row.size_class, energy_system: row.energy_system },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_of_size_begins_at_its_bound() {
        for (area, class) in [
            ("0", "below-500"),
            ("499.99", "below-500"),
            ("500", "500-2000"),
            ("1999.9", "500-2000"),
            ("2000", "2000-10000"),
            ("9999", "2000-10000"),
            ("10000", "above-10000"),
        ] {
            assert_eq!(size_class(area.parse().unwrap()), class, "{area}");
        }
    }

    #[test]
    fn no_quartile_is_one_organisations() {
        let check = |values: &[i64], expect: [&str; 3]| {
            let sorted: Vec<Decimal> = values.iter().copied().map(Decimal::from).collect();
            for (quarters, wh) in (1..).zip(expect) {
                assert_eq!(near(&sorted, quarters).normalize().to_string(), wh, "{values:?}");
            }
        };
        check(&[100, 110, 120, 130, 140], ["120", "120", "120"]);
        check(&[100, 110, 120, 130, 140, 150, 160, 170, 180], ["120", "140", "160"]);
        check(&[100, 110, 120, 130, 140, 150], ["120", "130", "130"]);
        assert_eq!([median(&[140, 110, 120]), median(&[100, 110])].map(|m| m.to_string()), ["120", "105"]);
    }
}
