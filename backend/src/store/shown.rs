//! What of the sector was shown: each building in its group, with the figures it is shown by and what scenarios reckon with.
//!
//! No derived rows: who is shown with whom, and with which figures, is written down once and follows only as
//! `models::portfolio::sector::groups` says. Does *not* decide what may be shown.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::period::Day;
use eclaireur_models::portfolio::sector::counted::Counted;
use eclaireur_models::portfolio::sector::groups::Grouped;
use futures_util::TryStreamExt as _;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _,
    StreamTrait,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::baselines::{pack, unpack};
use super::by::By;
use super::entities::sector_group;
use super::error::{Result, StoreError};
use super::id::OrganisationId;
use super::{columns, ledger};

/// Rows of one statement.
const CHUNK: usize = 500;
/// Kind of the entry that a renewed sector leaves.
pub(super) const RENEWED: &str = "sector.renewed";

/// What was shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// In order of groups.
    pub rows: Vec<Grouped>,
    /// How each building stands in it.
    pub stamps: Stamps,
}

/// How each building stands in what was shown: enough to tell whether it is another.
pub type Stamps = BTreeMap<i64, Stamp>;

/// The group of a building, a digest of its figures, whether its group is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    group: i64,
    counted: i64,
    short: bool,
}

/// What was shown, read row by row.
///
/// # Errors
/// The database.
pub async fn grouped<C: ConnectionTrait + StreamTrait>(c: &C) -> Result<Shown> {
    let select = sector_group::Entity::find()
        .select_only()
        .columns([sector_group::Column::Number, sector_group::Column::Counted, sector_group::Column::Short])
        .order_by_asc(sector_group::Column::Number)
        .order_by_asc(sector_group::Column::Tenant)
        .order_by_asc(sector_group::Column::Building)
        .into_tuple::<(i64, String, bool)>();
    let (mut shown, mut rows) = (Shown::default(), select.stream(c).await?);
    while let Some((group, text, short)) = rows.try_next().await? {
        let mut counted: Counted =
            serde_json::from_str(&text).map_err(|error| StoreError::damaged("counted", error))?;
        counted.years.shrink_to_fit();
        shown.stamps.insert(counted.building, Stamp { group, counted: digest(&text), short });
        shown.rows.push(Grouped { group, counted, short });
    }
    Ok(shown)
}

/// What scenarios reckon with of these buildings, as it was kept; nothing of those that were never shown.
///
/// # Errors
/// The database.
pub async fn grounds<C: ConnectionTrait>(c: &C, buildings: &[i64]) -> Result<Vec<(i64, String)>> {
    let mut all = Vec::new();
    for chunk in buildings.chunks(CHUNK) {
        let rows: Vec<(i64, Vec<u8>)> = sector_group::Entity::find()
            .select_only()
            .columns([sector_group::Column::Building, sector_group::Column::Reckoned])
            .filter(sector_group::Column::Building.is_in(chunk.iter().copied()))
            .filter(sector_group::Column::Reckoned.is_not_null())
            .order_by_asc(sector_group::Column::Building)
            .into_tuple()
            .all(c)
            .await?;
        for (building, packed) in rows {
            let text = unpack(&packed).ok_or_else(|| StoreError::damaged("reckoned", building))?;
            all.push((building, text));
        }
    }
    Ok(all)
}

/// A number that another text does not have.
fn digest(text: &str) -> i64 {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(8).fold(0, |sum, byte| (sum << 8) | i64::from(*byte))
}

/// What scenarios reckon with of a building, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// Another text has another.
    pub digest: i64,
    packed: Vec<u8>,
}

impl Grounds {
    /// Of its text.
    ///
    /// # Errors
    /// It could not be packed.
    pub fn of(text: &str) -> Result<Grounds> {
        Ok(Grounds { digest: digest(text), packed: pack(text)? })
    }
}

/// Writes down what is shown from now on, made of what was shown before, and leaves an entry in the log of the service where
/// anything is another. Gives of how many buildings; `None`, and nothing is written, where another instance was first: two that
/// go by the same state would give a building two groups, one after the other. What scenarios reckon with, given as it is now by
/// building, is kept where it is what is shown.
///
/// # Errors
/// The database.
pub async fn keep<C: ConnectionTrait + StreamTrait>(
    tx: &C,
    by: &By,
    on: Day,
    (before, shown): (&Stamps, &[Grouped]),
    grounds: &BTreeMap<i64, Grounds>,
) -> Result<Option<usize>> {
    ledger::lock(tx, None).await?;
    if stamps(tx).await? != *before {
        return Ok(None);
    }
    let now: BTreeSet<i64> = shown.iter().map(|one| one.counted.building).collect();
    let gone: Vec<i64> = before.keys().copied().filter(|building| !now.contains(building)).collect();
    for chunk in gone.chunks(CHUNK) {
        let these = sector_group::Column::Building.is_in(chunk.iter().copied());
        sector_group::Entity::delete_many().filter(these).exec(tx).await?;
    }
    let mut changed = gone.len();
    for chunk in shown.chunks(CHUNK) {
        let (mut fresh, mut rest) = (Vec::new(), Vec::new());
        for one in chunk {
            let text = text_of(&one.counted)?;
            let stamp = Stamp { group: one.group, counted: digest(&text), short: one.short };
            if before.get(&one.counted.building) == Some(&stamp) {
                continue;
            }
            let grounds = grounds.get(&one.counted.building);
            let grounds = grounds.filter(|grounds| one.counted.reckoned == Some(grounds.digest));
            let rows = if grounds.is_some() { &mut fresh } else { &mut rest };
            rows.push(row_of(one, text, on, grounds));
        }
        changed += fresh.len() + rest.len();
        write(tx, fresh, &WRITTEN).await?;
        write(tx, rest, WRITTEN.get(1..).unwrap_or_default()).await?;
    }
    if changed > 0 {
        ledger::append(tx, by, None, RENEWED, "sector", &json!({ "buildings": changed })).await?;
    }
    Ok(Some(changed))
}

/// What of a row is another when it is written again; the first only where it is known as it is now.
const WRITTEN: [sector_group::Column; 5] = [
    sector_group::Column::Reckoned,
    sector_group::Column::Number,
    sector_group::Column::Counted,
    sector_group::Column::Since,
    sector_group::Column::Short,
];

async fn write<C: ConnectionTrait>(
    tx: &C,
    rows: Vec<sector_group::ActiveModel>,
    columns: &[sector_group::Column],
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let over = OnConflict::columns([sector_group::Column::Tenant, sector_group::Column::Building])
        .update_columns(columns.iter().copied())
        .to_owned();
    sector_group::Entity::insert_many(rows).on_conflict(over).exec_without_returning(tx).await?;
    Ok(())
}

async fn stamps<C: ConnectionTrait + StreamTrait>(c: &C) -> Result<Stamps> {
    let select = sector_group::Entity::find()
        .select_only()
        .columns([sector_group::Column::Building, sector_group::Column::Number])
        .columns([sector_group::Column::Counted, sector_group::Column::Short])
        .into_tuple::<(i64, i64, String, bool)>();
    let (mut stamps, mut rows) = (Stamps::new(), select.stream(c).await?);
    while let Some((building, group, text, short)) = rows.try_next().await? {
        stamps.insert(building, Stamp { group, counted: digest(&text), short });
    }
    Ok(stamps)
}

/// Holds the groups of an organisation back that is about to be erased; see [`Grouped::short`].
///
/// # Errors
/// The database.
pub async fn hold_back<C: ConnectionTrait>(tx: &C, tenant: OrganisationId) -> Result<()> {
    let its = sector_group::Entity::find()
        .select_only()
        .column(sector_group::Column::Number)
        .filter(sector_group::Column::Tenant.eq(tenant.get()))
        .into_query();
    sector_group::Entity::update_many()
        .col_expr(sector_group::Column::Short, Expr::value(true))
        .filter(sector_group::Column::Number.in_subquery(its))
        .exec(tx)
        .await?;
    Ok(())
}

fn text_of(counted: &Counted) -> Result<String> {
    serde_json::to_string(counted).map_err(|error| StoreError::damaged("counted", error))
}

fn row_of(one: &Grouped, text: String, on: Day, grounds: Option<&Grounds>) -> sector_group::ActiveModel {
    sector_group::ActiveModel {
        tenant: Set(one.counted.organisation),
        building: Set(one.counted.building),
        number: Set(one.group),
        counted: Set(text),
        since: Set(columns::day_text(Some(on)).unwrap_or_default()),
        short: Set(one.short),
        reckoned: Set(grounds.map(|grounds| grounds.packed.clone())),
    }
}

/// Whether anything was ever shown.
///
/// # Errors
/// The database.
pub async fn any<C: ConnectionTrait>(c: &C) -> Result<bool> {
    let first = sector_group::Entity::find().select_only().column(sector_group::Column::Building).limit(1);
    Ok(first.into_tuple::<i64>().one(c).await?.is_some())
}
