//! What holds on a day of an organisation and of each of its buildings, in one query.

use std::collections::BTreeMap;

use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::period::Day;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{FactRow, each_fact, resolved};
use crate::store::entities::fact;
use crate::store::error::Result;
use crate::store::id::{BuildingId, OrganisationId};

/// As subjects are stored.
const ORGANISATION: &str = "organisation";
const BUILDING: &str = "building";

/// Those of the organisation, and those of each building of it of which any is known.
///
/// # Errors
/// The database.
pub async fn everywhere<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    day: Day,
) -> Result<(Vec<DatedFact>, BTreeMap<BuildingId, Vec<DatedFact>>)> {
    let found = fact::Entity::find()
        .filter(fact::Column::Tenant.eq(tenant.get()))
        .filter(fact::Column::SubjectKind.is_in([ORGANISATION, BUILDING]))
        .filter(fact::Column::SupersededAt.is_null())
        .order_by_asc(fact::Column::Id)
        .all(c)
        .await?;
    let mut shared: Vec<FactRow> = Vec::new();
    let mut own: BTreeMap<BuildingId, Vec<FactRow>> = BTreeMap::new();
    for row in found {
        if row.subject_kind == BUILDING {
            own.entry(BuildingId::from_stored(row.subject)).or_default().push(row.try_into()?);
        } else {
            shared.push(row.try_into()?);
        }
    }
    let hold = |records: &[FactRow]| -> Vec<DatedFact> {
        each_fact(records)
            .filter_map(|records| resolved(&records).into_iter().find(|fact| fact.holds_on(day)))
            .collect()
    };
    Ok((hold(&shared), own.into_iter().map(|(building, records)| (building, hold(&records))).collect()))
}
