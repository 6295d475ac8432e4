//! The sector as it is counted: every building in use with what it is filtered by and its years; and what of it was shown, in
//! which group.
//!
//! Read whole, in a few queries whatever the number of organisations. Groups are no derived rows: who is shown with whom, and
//! with which figures, is written down once and follows only as `models::portfolio::sector::groups` says. Does *not* decide
//! what may be shown.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::building::LegalForm;
use eclaireur_models::indicators::rolled::RolledYear;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::sector::counted::Counted;
use eclaireur_models::portfolio::sector::groups::Grouped;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect as _, QueryTrait as _, Statement, Value,
};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::{consent, fact, membership, rollup_year, sector_group};
use super::error::{Result, StoreError};
use super::id::OrganisationId;
use super::ledger;
use super::rollups;

/// Rows of one statement.
const CHUNK: usize = 500;
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
pub async fn standing<C: ConnectionTrait>(c: &C) -> Result<Vec<Standing>> {
    let statement = Statement::from_string(c.get_database_backend(), STANDING);
    let mut all = Vec::new();
    for row in c.query_all_raw(statement).await? {
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

/// The years of every building.
///
/// # Errors
/// The database.
pub async fn years<C: ConnectionTrait>(c: &C) -> Result<BTreeMap<i64, Vec<RolledYear>>> {
    let rows = rollup_year::Entity::find()
        .order_by_asc(rollup_year::Column::Tenant)
        .order_by_asc(rollup_year::Column::Building)
        .order_by_asc(rollup_year::Column::Year)
        .all(c)
        .await?;
    let mut years: BTreeMap<i64, Vec<RolledYear>> = BTreeMap::new();
    for row in rows {
        years.entry(row.building).or_default().push(rollups::year_of(&row)?);
    }
    Ok(years)
}

/// Federations of each organisation on a day.
///
/// # Errors
/// The database.
pub async fn federations<C: ConnectionTrait>(c: &C, on: Day) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let day = on.to_string();
    let (from, to) = (membership::Column::FromDay, membership::Column::ToDay);
    let holds = Condition::all()
        .add(Condition::any().add(from.is_null()).add(from.lte(day.as_str())))
        .add(Condition::any().add(to.is_null()).add(to.gt(day.as_str())));
    let mut all: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in membership::Entity::find().filter(holds).all(c).await? {
        all.entry(row.organisation).or_default().insert(row.federation);
    }
    Ok(all)
}

/// Federations that may see each organisation by name on a day.
///
/// # Errors
/// The database.
pub async fn named_to<C: ConnectionTrait>(c: &C, on: Day) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let day = on.to_string();
    let (from, to) = (consent::Column::FromDay, consent::Column::ToDay);
    let holds = Condition::all()
        .add(from.lte(day.as_str()))
        .add(Condition::any().add(to.is_null()).add(to.gt(day.as_str())));
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
    let day = on.to_string();
    let (from, to) = (fact::Column::FromDay, fact::Column::ToDay);
    let rows = fact::Entity::find()
        .filter(fact::Column::Fact.eq(code))
        .filter(fact::Column::SupersededAt.is_null())
        .filter(Condition::any().add(from.is_null()).add(from.lte(day.as_str())))
        .filter(Condition::any().add(to.is_null()).add(to.gt(day.as_str())))
        .order_by_asc(fact::Column::Id)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(|row| (row.subject, row.value)).collect())
}

/// What was shown, in order of groups.
///
/// # Errors
/// The database.
pub async fn grouped<C: ConnectionTrait>(c: &C) -> Result<Vec<Grouped>> {
    let rows = sector_group::Entity::find()
        .order_by_asc(sector_group::Column::Number)
        .order_by_asc(sector_group::Column::Tenant)
        .order_by_asc(sector_group::Column::Building)
        .all(c)
        .await?;
    let read = |row: sector_group::Model| {
        let counted: Counted =
            serde_json::from_str(&row.counted).map_err(|error| StoreError::damaged("counted", error))?;
        Ok(Grouped { group: row.number, counted, short: row.short })
    };
    rows.into_iter().map(read).collect()
}

/// Writes down what is shown from now on, and leaves an entry in the log of the service where anything is another than before.
///
/// # Errors
/// The database.
pub async fn keep<C: ConnectionTrait>(tx: &C, by: &By, on: Day, shown: &[Grouped]) -> Result<usize> {
    ledger::lock(tx, None).await?;
    let held: BTreeMap<i64, Grouped> =
        grouped(tx).await?.into_iter().map(|one| (one.counted.building, one)).collect();
    let now: BTreeSet<i64> = shown.iter().map(|one| one.counted.building).collect();
    let gone: Vec<i64> = held.keys().copied().filter(|building| !now.contains(building)).collect();
    let moved: Vec<&Grouped> =
        shown.iter().filter(|one| held.get(&one.counted.building) != Some(one)).collect();
    for chunk in gone.chunks(CHUNK) {
        let these = sector_group::Column::Building.is_in(chunk.iter().copied());
        sector_group::Entity::delete_many().filter(these).exec(tx).await?;
    }
    for chunk in moved.chunks(CHUNK) {
        let rows = chunk.iter().map(|one| row_of(one, on)).collect::<Result<Vec<_>>>()?;
        let over = OnConflict::columns([sector_group::Column::Tenant, sector_group::Column::Building])
            .update_columns([
                sector_group::Column::Number,
                sector_group::Column::Counted,
                sector_group::Column::Since,
                sector_group::Column::Short,
            ])
            .to_owned();
        sector_group::Entity::insert_many(rows).on_conflict(over).exec_without_returning(tx).await?;
    }
    let changed = gone.len() + moved.len();
    if changed > 0 {
        ledger::append(tx, by, None, RENEWED, "sector", &json!({ "buildings": changed })).await?;
    }
    Ok(changed)
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

fn row_of(one: &Grouped, on: Day) -> Result<sector_group::ActiveModel> {
    let counted = &one.counted;
    Ok(sector_group::ActiveModel {
        tenant: Set(counted.organisation),
        building: Set(counted.building),
        number: Set(one.group),
        counted: Set(serde_json::to_string(counted).map_err(|error| StoreError::damaged("counted", error))?),
        since: Set(columns::day_text(Some(on)).unwrap_or_default()),
        short: Set(one.short),
    })
}

/// What changes whenever the park does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Version {
    /// The newest entry of the log of the service that tells of it.
    pub renewed: i64,
    /// Buildings in groups.
    pub shown: i64,
    /// Buildings in use: some of them wait.
    pub buildings: i64,
    /// Memberships.
    pub members: i64,
}

/// How the sector stands now.
///
/// # Errors
/// The database.
pub async fn version<C: ConnectionTrait>(c: &C) -> Result<Version> {
    let sql = "SELECT (SELECT COALESCE(MAX(seq), 0) FROM log WHERE tenant = 0 AND kind = $1), \
        (SELECT COUNT(*) FROM sector_group), (SELECT COUNT(*) FROM building WHERE archived_at IS NULL), \
        (SELECT COUNT(*) FROM membership)";
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, [Value::from(RENEWED)]);
    let Some(row) = c.query_one_raw(statement).await? else { return Ok(Version::default()) };
    Ok(Version {
        renewed: row.try_get_by_index(0)?,
        shown: row.try_get_by_index(1)?,
        buildings: row.try_get_by_index(2)?,
        members: row.try_get_by_index(3)?,
    })
}
