//! Organisations that go: asked for, taken back until the day, then every row of theirs removed.
//!
//! Which tables hold something of an organisation is read from the schema: those with a column `tenant` or `organisation`,
//! whoever added them, in the order in which their foreign keys let go. The chain of its log goes with it; an entry in the
//! service's own log says how that chain ended and how many rows went, so that every chain left still verifies. What stays
//! beside it is a year of a building without name, code or commune, where enough others are like it (`keep`).

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _,
    Statement,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::by::By;
use super::entities::{assessment, building, erasure, kept_year, log, organisation};
use super::error::{Result, StoreError};
use super::id::{AnyId, OrganisationId};
use super::ledger;
use super::shown;

/// Kind of the entry that stays.
pub const ERASED: &str = "organisation.erased";
/// Columns that say whose a row is.
const OWNERS: [&str; 2] = ["tenant", "organisation"];

/// An erasure that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRow {
    /// Of whom.
    pub tenant: OrganisationId,
    /// UTC second.
    pub asked_at: i64,
    /// UTC second from which on it is done.
    pub due_at: i64,
    /// Who asked, by reference.
    pub actor: String,
}

/// What an erasure removed: all that is left to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Entries its log had.
    pub entries: i64,
    /// The hash of the last of them.
    pub last_hash: String,
    /// Years of buildings kept without a name.
    pub kept: u64,
}

/// A year of a building, as it stands before it is rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildingYear {
    /// Whose.
    pub tenant: OrganisationId,
    /// Code of the activity.
    pub activity: String,
    /// Code of the commune.
    pub commune: String,
    /// Which year.
    pub year: i32,
    /// Heated area, hundredths of a square metre.
    pub area_hundredths: i64,
    /// Final energy, Wh.
    pub final_wh: i64,
}

/// The same without whose it is, rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptYear {
    /// Code of the activity.
    pub activity: String,
    /// The province.
    pub province: String,
    /// Which year.
    pub year: i32,
    /// Heated area, to ten square metres.
    pub area_m2: i64,
    /// Final energy, to a thousand kWh.
    pub final_kwh: i64,
}

/// Asks for an erasure; the one that is asked for already is the answer when there is one.
///
/// # Errors
/// The database.
pub async fn ask<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    due_at: i64,
) -> Result<ErasureRow> {
    ledger::lock(tx, Some(tenant)).await?;
    if let Some(held) = of(tx, tenant).await? {
        return Ok(held);
    }
    let row = erasure::ActiveModel {
        tenant: Set(tenant.get()),
        asked_at: Set(by.now),
        due_at: Set(due_at),
        actor: Set(by.actor.to_string()),
    };
    erasure::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), "erasure.asked", tenant, &json!({ "due_at": due_at })).await?;
    of(tx, tenant).await?.ok_or_else(|| StoreError::not_found("erasure", tenant))
}

/// Takes it back.
///
/// # Errors
/// [`StoreError::NotFound`] when none was asked for; the database.
pub async fn withdraw<C: ConnectionTrait>(tx: &C, by: &By, tenant: OrganisationId) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let gone = erasure::Entity::delete_by_id(tenant.get()).exec(tx).await?;
    if gone.rows_affected == 0 {
        return Err(StoreError::not_found("erasure", tenant));
    }
    ledger::append(tx, by, Some(tenant), "erasure.withdrawn", tenant, &json!({})).await
}

/// The erasure asked for of an organisation.
///
/// # Errors
/// The database.
pub async fn of<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Option<ErasureRow>> {
    Ok(erasure::Entity::find_by_id(tenant.get()).one(c).await?.map(read))
}

/// Those whose day has come, the oldest first.
///
/// # Errors
/// The database.
pub async fn due<C: ConnectionTrait>(c: &C, now: i64) -> Result<Vec<ErasureRow>> {
    let rows = erasure::Entity::find()
        .filter(erasure::Column::DueAt.lte(now))
        .order_by_asc(erasure::Column::DueAt)
        .order_by_asc(erasure::Column::Tenant)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Tenant, building, activity, year, area and final energy as they stand.
type Columns = (i64, i64, Option<String>, Option<i32>, Option<i64>, Option<i64>);

/// The last year of every building of every organisation that has an activity, a commune, an area and its energy.
///
/// # Errors
/// The database.
pub async fn years<C: ConnectionTrait>(c: &C) -> Result<Vec<BuildingYear>> {
    let places: BTreeMap<i64, String> = building::Entity::find()
        .filter(building::Column::CommuneNis.is_not_null())
        .all(c)
        .await?
        .into_iter()
        .filter_map(|row| Some((row.id, row.commune_nis?)))
        .collect();
    // None of the texts: there are as many as buildings.
    let told: Vec<Columns> = assessment::Entity::find()
        .select_only()
        .columns([assessment::Column::Tenant, assessment::Column::Building, assessment::Column::Activity])
        .columns([assessment::Column::Year, assessment::Column::AreaHundredths, assessment::Column::FinalWh])
        .filter(assessment::Column::FinalWh.is_not_null())
        .into_tuple()
        .all(c)
        .await?;
    let year = |(tenant, building, activity, year, area, wh): (_, i64, Option<String>, _, _, _)| {
        Some(BuildingYear {
            tenant: OrganisationId::from_stored(tenant),
            activity: activity?,
            commune: places.get(&building)?.clone(),
            year: year?,
            area_hundredths: area?,
            final_wh: wh?,
        })
    };
    Ok(told.into_iter().filter_map(year).collect())
}

/// Keeps years without whose they are.
///
/// # Errors
/// The database.
async fn keep<C: ConnectionTrait>(tx: &C, by: &By, years: &[KeptYear]) -> Result<()> {
    if years.is_empty() {
        return Ok(());
    }
    let rows = years.iter().map(|year| kept_year::ActiveModel {
        id: Set(AnyId::new(by.now).get()),
        activity: Set(year.activity.clone()),
        province: Set(year.province.clone()),
        year: Set(year.year),
        area_m2: Set(year.area_m2),
        final_kwh: Set(year.final_kwh),
    });
    kept_year::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The years kept of organisations that are gone, in no order that tells anything.
///
/// # Errors
/// The database.
pub async fn kept<C: ConnectionTrait>(c: &C) -> Result<Vec<KeptYear>> {
    let rows = kept_year::Entity::find()
        .order_by_asc(kept_year::Column::Activity)
        .order_by_asc(kept_year::Column::Province)
        .order_by_asc(kept_year::Column::Year)
        .order_by_asc(kept_year::Column::FinalKwh)
        .all(c)
        .await?;
    let year = |row: kept_year::Model| KeptYear {
        activity: row.activity,
        province: row.province,
        year: row.year,
        area_m2: row.area_m2,
        final_kwh: row.final_kwh,
    };
    Ok(rows.into_iter().map(year).collect())
}

/// Removes everything of an organisation, and says so in the log of the service.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn erase<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    years: &[KeptYear],
) -> Result<Receipt> {
    ledger::lock(tx, Some(tenant)).await?;
    ledger::lock(tx, None).await?;
    organisation::Entity::find_by_id(tenant.get())
        .one(tx)
        .await?
        .ok_or_else(|| StoreError::not_found("organisation", tenant))?;
    let (entries, last_hash) = ledger::end(tx, tenant).await?;
    shown::hold_back(tx, tenant).await?;
    let mut rows = BTreeMap::new();
    for table in tables(tx).await? {
        for owner in table.owners {
            let gone = delete(tx, &table.name, owner, tenant).await?;
            *rows.entry(table.name.clone()).or_insert(0) += gone;
        }
    }
    organisation::Entity::delete_by_id(tenant.get()).exec(tx).await?;
    rows.insert("organisation".to_owned(), 1);
    rows.retain(|_, count| *count > 0);
    keep(tx, by, years).await?;
    let kept = u64::try_from(years.len()).unwrap_or(u64::MAX);
    let receipt = Receipt { rows, entries, last_hash, kept };
    let data = serde_json::to_value(&receipt).map_err(|e| StoreError::damaged("receipt", e))?;
    ledger::append(tx, by, None, ERASED, tenant, &data).await?;
    Ok(receipt)
}

/// What was removed of an organisation that is gone, and when.
///
/// # Errors
/// The database.
pub async fn receipt<C: ConnectionTrait>(c: &C, gone: OrganisationId) -> Result<Option<(i64, Receipt)>> {
    let row = log::Entity::find()
        .filter(log::Column::Tenant.eq(ledger::SERVICE))
        .filter(log::Column::Kind.eq(ERASED))
        .filter(log::Column::Subject.eq(gone.to_string()))
        .order_by_desc(log::Column::Seq)
        .one(c)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let receipt = serde_json::from_str(&row.data).map_err(|e| StoreError::damaged("receipt", e))?;
    Ok(Some((row.at, receipt)))
}

/// A table that holds something of organisations.
struct Owned {
    name: String,
    owners: Vec<&'static str>,
}

/// Every table with a column of [`OWNERS`], those that point at others first.
async fn tables<C: ConnectionTrait>(c: &C) -> Result<Vec<Owned>> {
    let (columns, keys) = match c.get_database_backend() {
        DbBackend::Postgres => (
            // The parts of a table are rows of the table.
            "SELECT c.relname::text, a.attname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
             WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition \
             AND a.attname IN ('tenant', 'organisation') AND NOT a.attisdropped",
            "SELECT a.relname::text, b.relname::text FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid \
             JOIN pg_class b ON b.oid = k.confrelid WHERE k.contype = 'f' AND k.conparentid = 0 \
             AND a.relnamespace = current_schema()::regnamespace",
        ),
        _ => (
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND c.name IN ('tenant', 'organisation')",
            "SELECT m.name, f.\"table\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
             WHERE m.type = 'table'",
        ),
    };
    let mut owned: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for (table, column) in pairs(c, columns).await? {
        let Some(owner) = OWNERS.into_iter().find(|owner| *owner == column) else { continue };
        owned.entry(table).or_default().push(owner);
    }
    let keys: BTreeSet<(String, String)> =
        pairs(c, keys).await?.into_iter().filter(|(from, to)| from != to).collect();
    let mut ordered = Vec::with_capacity(owned.len());
    while !owned.is_empty() {
        let pointed_at = |name: &String| keys.iter().any(|(from, to)| to == name && owned.contains_key(from));
        let free: Vec<String> = owned.keys().filter(|name| !pointed_at(name)).cloned().collect();
        if free.is_empty() {
            let why = format!("tables that point at each other: {:?}", owned.keys());
            return Err(StoreError::Refused { what: "an erasure", why });
        }
        for name in free {
            let owners = owned.remove(&name).unwrap_or_default();
            ordered.push(Owned { name, owners });
        }
    }
    Ok(ordered)
}

async fn pairs<C: ConnectionTrait>(c: &C, sql: &str) -> Result<Vec<(String, String)>> {
    let rows = c.query_all_raw(Statement::from_string(c.get_database_backend(), sql)).await?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index::<String>(0)?, row.try_get_by_index::<String>(1)?)))
        .collect()
}

/// Deletes the rows of an organisation. The names come from the schema, not from people.
async fn delete<C: ConnectionTrait>(tx: &C, table: &str, owner: &str, tenant: OrganisationId) -> Result<u64> {
    let sql = format!("DELETE FROM \"{table}\" WHERE \"{owner}\" = $1");
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, [tenant.get().into()]);
    Ok(tx.execute_raw(statement).await?.rows_affected())
}

fn read(row: erasure::Model) -> ErasureRow {
    ErasureRow {
        tenant: OrganisationId::from_stored(row.tenant),
        asked_at: row.asked_at,
        due_at: row.due_at,
        actor: row.actor,
    }
}
