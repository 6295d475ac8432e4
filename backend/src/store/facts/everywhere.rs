//! What holds on a day of organisations and of each of their buildings, in one query.

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

/// Those of each organisation, and those of each of their buildings, as far as any is known.
///
/// # Errors
/// The database.
pub async fn everywhere<C: ConnectionTrait>(
    c: &C,
    tenants: &[OrganisationId],
    day: Day,
) -> Result<(BTreeMap<OrganisationId, Vec<DatedFact>>, BTreeMap<BuildingId, Vec<DatedFact>>)> {
    let found = fact::Entity::find()
        .filter(fact::Column::Tenant.is_in(tenants.iter().map(|id| id.get())))
        .filter(fact::Column::SubjectKind.is_in([ORGANISATION, BUILDING]))
        .filter(fact::Column::SupersededAt.is_null())
        .order_by_asc(fact::Column::Id)
        .all(c)
        .await?;
    let mut shared: BTreeMap<OrganisationId, Vec<FactRow>> = BTreeMap::new();
    let mut own: BTreeMap<BuildingId, Vec<FactRow>> = BTreeMap::new();
    for row in found {
        if row.subject_kind == BUILDING {
            own.entry(BuildingId::from_stored(row.subject)).or_default().push(row.try_into()?);
        } else {
            shared.entry(OrganisationId::from_stored(row.tenant)).or_default().push(row.try_into()?);
        }
    }
    let hold = |records: &[FactRow]| -> Vec<DatedFact> {
        each_fact(records)
            .filter_map(|records| resolved(&records).into_iter().find(|fact| fact.holds_on(day)))
            .collect()
    };
    let shared = shared.into_iter().map(|(whose, records)| (whose, hold(&records)));
    let own = own.into_iter().map(|(building, records)| (building, hold(&records)));
    Ok((shared.collect(), own.collect()))
}
