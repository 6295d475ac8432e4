//! The sector as it is counted: every building in use with what it is filtered by and its years; and what of it was shown, in
//! which group.
//!
//! Read whole, in a few queries whatever the number of organisations. Groups are no derived rows: who is shown with whom, and
//! with which figures, is written down once and follows only as `models::portfolio::sector::groups` says. Does *not* decide
//! what may be shown.

use core::pin::pin;
use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::building::LegalForm;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::sector::counted::Counted;
use eclaireur_models::portfolio::sector::groups::Grouped;
use futures_util::TryStreamExt as _;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect as _,
    QueryTrait as _, Statement, StreamTrait, Value,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::baselines::{pack, unpack};
use super::by::By;
use super::columns;
use super::consents;
use super::entities::{consent, fact, membership, sector_group};
use super::erasures;
use super::error::{Result, StoreError};
use super::federations::holds_on;
use super::id::OrganisationId;
use super::ledger;

/// Rows of one statement.
const CHUNK: usize = 500;
/// The fact of a building without a year that is counted all the same.
const AREA: &str = "building.heated_area_m2";
/// Kind of the entry that a renewed sector leaves.
const RENEWED: &str = "sector.renewed";

/// A building as the sector sees it, with what is stored of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its organisation.
    pub tenant: i64,
    /// The building.
    pub building: i64,
    /// Activity of its organisation.
    pub activity: Option<String>,
    /// What the building itself is used for, where it differs.
    pub used_for: Option<String>,
    /// Legal form of its organisation.
    pub legal_form: Option<LegalForm>,
    /// NIS code of its commune, else that of its organisation's seat.
    pub commune_nis: Option<String>,
    /// Class of its heated area.
    pub size: Option<String>,
    /// Code of the carrier that heats it.
    pub energy: Option<String>,
    /// Wh a year above its reference.
    pub recoverable_wh: Option<i64>,
    /// The same in 1/10 000 €.
    pub recoverable_euro: Option<i64>,
    /// Its organisation has no other building.
    pub alone: bool,
}

#[derive(FromQueryResult)]
struct Found {
    tenant: i64,
    building: i64,
    activity: Option<String>,
    used_for: Option<String>,
    legal_form: Option<String>,
    commune_nis: Option<String>,
    size_class: Option<String>,
    energy_system: Option<String>,
    recoverable_wh: Option<i64>,
    recoverable_euro: Option<i64>,
}

const STANDING: &str = "SELECT b.tenant, b.id AS building, o.activity, b.activity AS used_for, o.legal_form, \
     COALESCE(b.commune_nis, o.commune_nis) AS commune_nis, a.size_class, a.energy_system, a.recoverable_wh, a.recoverable_euro \
     FROM building b JOIN organisation o ON o.id = b.tenant \
     LEFT JOIN assessment a ON a.tenant = b.tenant AND a.building = b.id \
     WHERE b.archived_at IS NULL AND o.archived_at IS NULL ORDER BY b.tenant, b.id";

/// Every building in use, in order of organisation and building.
///
/// # Errors
/// The database.
pub async fn standing<C: ConnectionTrait + StreamTrait>(c: &C) -> Result<Vec<Standing>> {
    let statement = Statement::from_string(ConnectionTrait::get_database_backend(c), STANDING);
    let mut all = Vec::new();
    let mut rows = pin!(c.stream_raw(statement).await?);
    while let Some(row) = rows.try_next().await? {
        let found = Found::from_query_result(&row, "")?;
        all.push(Standing {
            tenant: found.tenant,
            building: found.building,
            activity: found.activity,
            used_for: found.used_for,
            legal_form: found.legal_form.as_deref().and_then(LegalForm::from_code),
            commune_nis: found.commune_nis,
            size: found.size_class,
            energy: found.energy_system,
            recoverable_wh: found.recoverable_wh,
            recoverable_euro: found.recoverable_euro,
            alone: true,
        });
    }
    let mut houses: BTreeMap<i64, usize> = BTreeMap::new();
    for one in &all {
        *houses.entry(one.tenant).or_default() += 1;
    }
    for one in &mut all {
        one.alone = houses.get(&one.tenant) == Some(&1);
    }
    Ok(all)
}

/// Federations of each organisation on a day.
///
/// # Errors
/// The database.
pub async fn federations<C: ConnectionTrait>(c: &C, on: Day) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let mut all: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in membership::Entity::find().filter(holds_on(on)).all(c).await? {
        all.entry(row.organisation).or_default().insert(row.federation);
    }
    Ok(all)
}

/// Federations that may see each organisation by name on a day.
///
/// # Errors
/// The database.
pub async fn named_to<C: ConnectionTrait>(c: &C, on: Day) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let holds = columns::holds_on(consent::Column::FromDay, consent::Column::ToDay, on);
    let mut all: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in consent::Entity::find().filter(holds).all(c).await? {
        all.entry(row.tenant).or_default().insert(row.federation);
    }
    Ok(all)
}

/// The value of a fact that holds on a day, of each subject of which it is told; the last written wins.
///
/// # Errors
/// The database.
pub async fn told<C: ConnectionTrait>(c: &C, code: &str, on: Day) -> Result<BTreeMap<i64, String>> {
    let rows: Vec<(i64, String)> = fact::Entity::find()
        .select_only()
        .columns([fact::Column::Subject, fact::Column::Value])
        .filter(fact::Column::Fact.eq(code))
        .filter(fact::Column::SupersededAt.is_null())
        .filter(columns::holds_on(fact::Column::FromDay, fact::Column::ToDay, on))
        .order_by_asc(fact::Column::Id)
        .into_tuple()
        .all(c)
        .await?;
    Ok(rows.into_iter().collect())
}

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

/// Of how many organisations a year or a heated area is told, counted no further than asked: who told neither finds no group.
///
/// # Errors
/// The database.
pub async fn organisations_told<C: ConnectionTrait>(c: &C, at_most: usize) -> Result<usize> {
    let sql = "SELECT tenant FROM rollup_year \
        UNION SELECT tenant FROM fact WHERE fact = $1 AND superseded_at IS NULL LIMIT $2";
    let most = i64::try_from(at_most).unwrap_or(i64::MAX);
    let values = [Value::from(AREA), Value::from(most)];
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, values);
    Ok(c.query_all_raw(statement).await?.len())
}

/// What changes whenever the park does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// The day: memberships and consents begin and end on one.
    pub on: Day,
    /// The newest entry of the log of the service that tells of it, or of who is gone.
    pub renewed: i64,
    /// The newest building: it waits.
    pub building: i64,
    /// The newest membership.
    pub member: i64,
    /// How many entries of the log tell of a building or an organisation archived or restored, of a consent given or taken back.
    pub entries: i64,
}

/// How the sector stands on a day. Asked with every page: each part is read off an index, whatever the number of buildings.
///
/// # Errors
/// The database.
pub async fn version<C: ConnectionTrait>(c: &C, on: Day) -> Result<Version> {
    let sql = "SELECT (SELECT COALESCE(MAX(seq), 0) FROM log WHERE tenant = 0 AND kind IN ($1, $2)), \
        (SELECT COALESCE(MAX(id), 0) FROM building), (SELECT COALESCE(MAX(id), 0) FROM membership), \
        (SELECT COUNT(*) FROM log WHERE kind IN ($3, $4, $5, $6, $7, $8))";
    let kinds: [&str; 8] = [
        RENEWED,
        erasures::ERASED,
        "building.archived",
        "building.restored",
        "organisation.archived",
        "organisation.restored",
        consents::GIVEN,
        consents::TAKEN_BACK,
    ];
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, kinds.map(Value::from));
    let found = c.query_one_raw(statement).await?;
    let at = |n| found.as_ref().map_or(Ok(0), |row| row.try_get_by_index::<i64>(n));
    Ok(Version { on, renewed: at(0)?, building: at(1)?, member: at(2)?, entries: at(3)? })
}
