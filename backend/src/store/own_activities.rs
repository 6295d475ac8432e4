//! A federation's own list of activities: the word it has for each member. A later word takes the place of the one before, none
//! takes the member out; all of them stay.
//!
//! Does *not* know who is a member: the caller does, and what shows of a word follows the groups of the sector. The log says that a
//! member was sorted and not how: the word goes with the organisation when that is erased.

use std::collections::BTreeMap;

use eclaireur_models::portfolio::own_list::Label;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _};
use serde_json::json;

use super::by::By;
use super::entities::own_activity as table;
use super::error::Result;
use super::id::{FederationId, OrganisationId, OwnActivityId};
use super::ledger;

/// Sorts these organisations: the word of each, or none. Gives of how many it is another than before.
///
/// # Errors
/// No such organisation; the database.
pub async fn sort<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    federation: FederationId,
    words: &[(OrganisationId, Option<Label>)],
) -> Result<usize> {
    ledger::lock(tx, None).await?;
    let held = holding(tx, federation).await?.into_iter();
    let mut held: BTreeMap<i64, (OwnActivityId, String)> =
        held.map(|row| (row.organisation, (OwnActivityId::from_stored(row.id), row.label))).collect();
    let mut changed = 0;
    for (organisation, word) in words {
        let key = organisation.get();
        let before = held.get(&key).map(|(id, label)| (*id, label.as_str()));
        if before.map(|(_, label)| label) == word.as_ref().map(Label::as_str) {
            continue;
        }
        changed += 1;
        let before = before.map(|(id, _)| id);
        if let Some(before) = before {
            held.remove(&key);
            end(tx, by, before).await?;
        }
        match (word, before) {
            (Some(word), before) => {
                let id = insert(tx, by, (federation, *organisation), word).await?;
                held.insert(key, (id, word.as_str().to_owned()));
                let data =
                    json!({ "federation": federation, "organisation": organisation, "before": before });
                ledger::append(tx, by, None, "own-activity.recorded", id, &data).await?;
            }
            (None, Some(before)) => {
                let data = json!({ "federation": federation, "organisation": organisation });
                ledger::append(tx, by, None, "own-activity.withdrawn", before, &data).await?;
            }
            (None, None) => {}
        }
    }
    Ok(changed)
}

async fn insert<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    (federation, organisation): (FederationId, OrganisationId),
    word: &Label,
) -> Result<OwnActivityId> {
    let id = OwnActivityId::new(by.now);
    let row = table::ActiveModel {
        id: Set(id.get()),
        federation: Set(federation.get()),
        organisation: Set(organisation.get()),
        label: Set(word.as_str().to_owned()),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
        withdrawn_at: Set(None),
    };
    table::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}

async fn end<C: ConnectionTrait>(tx: &C, by: &By, id: OwnActivityId) -> Result<()> {
    let row = table::ActiveModel { withdrawn_at: Set(Some(by.now)), ..Default::default() };
    table::Entity::update_many().set(row).filter(table::Column::Id.eq(id.get())).exec(tx).await?;
    Ok(())
}

async fn holding<C: ConnectionTrait>(c: &C, federation: FederationId) -> Result<Vec<table::Model>> {
    let rows = table::Entity::find()
        .filter(table::Column::Federation.eq(federation.get()))
        .filter(table::Column::WithdrawnAt.is_null())
        .order_by_asc(table::Column::Id);
    Ok(rows.all(c).await?)
}

/// The word of a federation for each organisation that it has one for, members or not.
///
/// # Errors
/// The database.
pub async fn of_federation<C: ConnectionTrait>(
    c: &C,
    federation: FederationId,
) -> Result<BTreeMap<OrganisationId, String>> {
    let rows = holding(c, federation).await?.into_iter();
    Ok(rows.map(|row| (OrganisationId::from_stored(row.organisation), row.label)).collect())
}

/// The words of every federation, by organisation, then by federation.
///
/// # Errors
/// The database.
pub async fn everybodys<C: ConnectionTrait>(c: &C) -> Result<BTreeMap<i64, BTreeMap<i64, String>>> {
    let rows: Vec<(i64, i64, String)> = table::Entity::find()
        .select_only()
        .columns([table::Column::Organisation, table::Column::Federation, table::Column::Label])
        .filter(table::Column::WithdrawnAt.is_null())
        .order_by_asc(table::Column::Id)
        .into_tuple()
        .all(c)
        .await?;
    let mut all: BTreeMap<i64, BTreeMap<i64, String>> = BTreeMap::new();
    for (organisation, federation, label) in rows {
        all.entry(organisation).or_default().insert(federation, label);
    }
    Ok(all)
}
