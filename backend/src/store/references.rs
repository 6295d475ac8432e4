//! How many services a sector counts, as a federation says. A later count of the same part takes the place of the one before;
//! both stay.
//!
//! Does *not* know how many members there are: [`Members`] counts them, and the caller refuses what is below.

use std::collections::{BTreeMap, BTreeSet};

use eclaireur_models::portfolio::references::{Counted, Reference, Stratum};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

use super::by::By;
use super::columns::fit;
use super::entities::{assessment, building, organisation, reference_count as table};
use super::error::{Result, StoreError};
use super::id::{FederationId, OrganisationId, ReferenceId};
use super::ledger;

/// Organisations asked for in one query.
const CHUNK: usize = 500;

/// A count as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceRow {
    /// Its id.
    pub id: ReferenceId,
    /// What is counted, how many.
    pub reference: Reference,
    /// UTC second.
    pub recorded_at: i64,
}

/// Puts a count down; the one of the same part before holds no longer. The same again changes nothing.
///
/// # Errors
/// No such federation; the database.
pub async fn record<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    federation: FederationId,
    reference: &Reference,
) -> Result<ReferenceId> {
    ledger::lock(tx, None).await?;
    let held = of_federation(tx, federation).await?;
    let before = held.iter().find(|row| row.reference.stratum == reference.stratum);
    if let Some(same) = before.filter(|row| row.reference == *reference) {
        return Ok(same.id);
    }
    if let Some(before) = before {
        end(tx, by, federation, before.id).await?;
    }
    let id = ReferenceId::new(by.now);
    let Reference { stratum, count, year, source } = reference;
    let row = table::ActiveModel {
        id: Set(id.get()),
        federation: Set(federation.get()),
        activity: Set(stratum.activity.clone()),
        province: Set(stratum.province.clone()),
        size_class: Set(stratum.size.clone()),
        counted: Set(stratum.counted.code().to_owned()),
        count: Set(fit("count", *count)?),
        year: Set(i32::from(*year)),
        source: Set(source.clone()),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
        superseded_at: Set(None),
    };
    table::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({
        "federation": federation, "activity": stratum.activity, "province": stratum.province, "size": stratum.size,
        "counted": stratum.counted.code(), "count": count, "year": year, "before": before.map(|row| row.id),
    });
    ledger::append(tx, by, None, "reference.recorded", id, &data).await?;
    Ok(id)
}

/// Withdraws a count.
///
/// # Errors
/// [`StoreError::NotFound`], also when it holds no longer; the database.
pub async fn withdraw<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    federation: FederationId,
    id: ReferenceId,
) -> Result<()> {
    ledger::lock(tx, None).await?;
    end(tx, by, federation, id).await?;
    ledger::append(tx, by, None, "reference.withdrawn", id, &json!({ "federation": federation })).await
}

async fn end<C: ConnectionTrait>(tx: &C, by: &By, federation: FederationId, id: ReferenceId) -> Result<()> {
    let done = table::Entity::update_many()
        .col_expr(table::Column::SupersededAt, Expr::value(Some(by.now)))
        .filter(table::Column::Federation.eq(federation.get()))
        .filter(table::Column::Id.eq(id.get()))
        .filter(table::Column::SupersededAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("reference count", id));
    }
    Ok(())
}

/// The counts of a federation that hold, part by part.
///
/// # Errors
/// The database.
pub async fn of_federation<C: ConnectionTrait>(c: &C, federation: FederationId) -> Result<Vec<ReferenceRow>> {
    let rows = table::Entity::find()
        .filter(table::Column::Federation.eq(federation.get()))
        .filter(table::Column::SupersededAt.is_null())
        .order_by_asc(table::Column::Id)
        .all(c)
        .await?;
    let mut rows = rows.into_iter().map(ReferenceRow::try_from).collect::<Result<Vec<_>>>()?;
    rows.sort_by(|a, b| a.reference.stratum.cmp(&b.reference.stratum));
    Ok(rows)
}

/// The counts of all federations that hold: of a part that several told, the newest year, and of one year the last told.
///
/// # Errors
/// The database.
pub async fn everybodys<C: ConnectionTrait>(c: &C) -> Result<Vec<Reference>> {
    let rows = table::Entity::find()
        .filter(table::Column::SupersededAt.is_null())
        .order_by_asc(table::Column::Year)
        .order_by_asc(table::Column::Id)
        .all(c)
        .await?;
    let mut newest = BTreeMap::new();
    for row in rows {
        let reference = ReferenceRow::try_from(row)?.reference;
        newest.insert(reference.stratum.clone(), reference);
    }
    Ok(newest.into_values().collect())
}

/// What is known of the members: one line an organisation or building, with its activity, commune and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub counted: Counted,
    /// Whose.
    pub tenant: OrganisationId,
    /// Code of its activity.
    pub activity: Option<String>,
    /// NIS code of its commune.
    pub commune: Option<String>,
    /// Class of its heated area; of a building alone.
    pub size: Option<String>,
}

/// Organisation, activity, NIS code of the commune.
type Placed = (i64, Option<String>, Option<String>);

/// The organisations and the buildings of these tenants, in two queries for some hundreds of them.
///
/// # Errors
/// The database.
pub async fn members<C: ConnectionTrait>(c: &C, tenants: &[OrganisationId]) -> Result<Vec<Known>> {
    let mut all = Vec::new();
    for some in tenants.chunks(CHUNK) {
        all.extend(known(c, some.iter().map(|id| id.get()).collect()).await?);
    }
    Ok(all)
}

async fn known<C: ConnectionTrait>(c: &C, ids: Vec<i64>) -> Result<Vec<Known>> {
    let organisations: Vec<Placed> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Activity, organisation::Column::CommuneNis])
        .filter(organisation::Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(c)
        .await?;
    let own: BTreeMap<i64, (Option<String>, Option<String>)> =
        organisations.into_iter().map(|(id, activity, commune)| (id, (activity, commune))).collect();
    let mut query = Query::select();
    query
        .column((building::Entity, building::Column::Tenant))
        .column((building::Entity, building::Column::Activity))
        .column((building::Entity, building::Column::CommuneNis))
        .column((assessment::Entity, assessment::Column::SizeClass))
        .from(building::Entity)
        .left_join(
            assessment::Entity,
            sea_orm::Condition::all()
                .add(
                    Expr::col((assessment::Entity, assessment::Column::Tenant))
                        .equals((building::Entity, building::Column::Tenant)),
                )
                .add(
                    Expr::col((assessment::Entity, assessment::Column::Building))
                        .equals((building::Entity, building::Column::Id)),
                ),
        )
        .and_where(Expr::col((building::Entity, building::Column::Tenant)).is_in(ids))
        .and_where(Expr::col((building::Entity, building::Column::ArchivedAt)).is_null());
    let mut all: Vec<Known> = own
        .iter()
        .map(|(id, (activity, commune))| Known {
            counted: Counted::Organisations,
            tenant: OrganisationId::from_stored(*id),
            activity: activity.clone(),
            commune: commune.clone(),
            size: None,
        })
        .collect();
    for row in c.query_all(&query).await? {
        let tenant: i64 = row.try_get_by_index(0)?;
        let (activity, commune): (Option<String>, Option<String>) =
            (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        let of = own.get(&tenant);
        all.push(Known {
            counted: Counted::Buildings,
            tenant: OrganisationId::from_stored(tenant),
            activity: activity.or_else(|| of.and_then(|(activity, _)| activity.clone())),
            commune: commune.or_else(|| of.and_then(|(_, commune)| commune.clone())),
            size: row.try_get_by_index(3)?,
        });
    }
    Ok(all)
}

/// How many of the members are in each part of the sector where there are any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Members(BTreeMap<Stratum, u32>);

impl Members {
    /// Counted once; `province` says where a commune lies, and is asked once of each. An organisation is of a size where one of
    /// its buildings is.
    pub fn of(known: &[Known], province: impl Fn(&str) -> Option<String>) -> Members {
        let mut provinces: BTreeMap<&str, Option<String>> = BTreeMap::new();
        let mut sizes: BTreeMap<OrganisationId, BTreeSet<&String>> = BTreeMap::new();
        for one in known {
            if let Some(nis) = one.commune.as_deref() {
                provinces.entry(nis).or_insert_with(|| province(nis));
            }
            if let Some(size) = one.size.as_ref().filter(|_| one.counted == Counted::Buildings) {
                sizes.entry(one.tenant).or_default().insert(size);
            }
        }
        let mut counts: BTreeMap<Stratum, u32> = BTreeMap::new();
        for one in known {
            let Some(activity) = &one.activity else { continue };
            let place = one.commune.as_deref().and_then(|nis| provinces.get(nis)?.clone());
            let classes: Vec<&String> = match one.counted {
                Counted::Buildings => one.size.iter().collect(),
                Counted::Organisations => sizes.get(&one.tenant).into_iter().flatten().copied().collect(),
            };
            for province in core::iter::once(None).chain(place.map(Some)) {
                for size in core::iter::once(None).chain(classes.iter().copied().map(Some)) {
                    let (activity, province, size) = (activity.clone(), province.clone(), size.cloned());
                    let stratum = Stratum { activity, province, size, counted: one.counted };
                    *counts.entry(stratum).or_default() += 1;
                }
            }
        }
        Members(counts)
    }

    /// Those in a part of the sector.
    pub fn within(&self, stratum: &Stratum) -> u32 {
        self.0.get(stratum).copied().unwrap_or_default()
    }
}

impl TryFrom<table::Model> for ReferenceRow {
    type Error = StoreError;

    fn try_from(row: table::Model) -> Result<Self> {
        let counted =
            Counted::from_code(&row.counted).ok_or_else(|| StoreError::damaged("counted", &row.counted))?;
        Ok(ReferenceRow {
            id: ReferenceId::from_stored(row.id),
            reference: Reference {
                stratum: Stratum {
                    activity: row.activity,
                    province: row.province,
                    size: row.size_class,
                    counted,
                },
                count: fit("count", row.count)?,
                year: fit("year", row.year)?,
                source: row.source,
            },
            recorded_at: row.recorded_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_counted_in_every_part_that_it_is_in() {
        let known =
            |counted, tenant, activity: Option<&str>, commune: Option<&str>, size: Option<&str>| Known {
                counted,
                tenant: OrganisationId::from_stored(tenant),
                activity: activity.map(str::to_owned),
                commune: commune.map(str::to_owned),
                size: size.map(str::to_owned),
            };
        let (organisation, building) = (Counted::Organisations, Counted::Buildings);
        let (home, school) = (Some("care-home"), Some("school"));
        let (small, large) = (Some("below-500"), Some("500-2000"));
        let all = [
            known(organisation, 1, home, Some("62063"), None),
            known(building, 1, home, Some("62063"), small),
            known(building, 1, home, Some("92094"), small),
            known(building, 1, school, None, large),
            known(organisation, 2, home, Some("0"), None),
            known(building, 2, home, Some("0"), None),
            known(organisation, 3, None, Some("62063"), None),
        ];
        let province = |nis: &str| match nis {
            "62063" => Some("60000".to_owned()),
            "92094" => Some("90000".to_owned()),
            _ => None,
        };
        let members = Members::of(&all, province);
        for (counted, activity, province, size, expect) in [
            (organisation, "care-home", None, None, 2),
            (organisation, "care-home", Some("60000"), None, 1),
            (organisation, "care-home", Some("90000"), None, 0),
            (organisation, "care-home", None, small, 1),
            (organisation, "care-home", Some("60000"), large, 1),
            (organisation, "school", None, None, 0),
            (building, "care-home", None, None, 3),
            (building, "care-home", Some("90000"), None, 1),
            (building, "care-home", None, small, 2),
            (building, "care-home", Some("60000"), small, 1),
            (building, "school", None, large, 1),
            (building, "school", Some("60000"), None, 0),
        ] {
            let (province, size) = (province.map(str::to_owned), size.map(str::to_owned));
            let stratum = Stratum { activity: activity.to_owned(), province, size, counted };
            assert_eq!(members.within(&stratum), expect, "{stratum:?}");
        }
    }
}
