//! The sector as it is counted: every building in use with what it is filtered by, and what changes when it is another.
//!
//! Read whole, in a few queries whatever the number of organisations. Does *not* decide what may be shown, nor keep what was:
//! [`shown`] does.

use core::pin::pin;
use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::building::LegalForm;
use eclaireur_models::period::Day;
use futures_util::TryStreamExt as _;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect as _,
    Statement, StreamTrait, Value,
};

use super::columns;
use super::entities::{consent, fact, membership};
use super::error::Result;
use super::federations::holds_on;
use super::{consents, erasures, shown};

/// The fact of a building without a year that is counted all the same.
const AREA: &str = "building.heated_area_m2";

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
        shown::RENEWED,
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
