//! What holds on a day of an organisation and of each of its buildings, in one query.

use std::collections::BTreeMap;

use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::period::Day;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{FactRow, Subject, each_fact, resolved, rows};
use crate::store::entities::fact;
use crate::store::error::Result;
use crate::store::id::{BuildingId, OrganisationId};

/// Those of the organisation, and those of each building of it of which any is known.
///
/// # Errors
/// The database.
pub async fn everywhere<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    day: Day,
) -> Result<(Vec<DatedFact>, BTreeMap<BuildingId, Vec<DatedFact>>)> {
    let kinds = ["organisation", "building"];
    let select = fact::Entity::find()
        .filter(fact::Column::Tenant.eq(tenant.get()))
        .filter(fact::Column::SubjectKind.is_in(kinds))
        .filter(fact::Column::SupersededAt.is_null());
    let mut of: BTreeMap<Subject, Vec<FactRow>> = BTreeMap::new();
    for (subject, row) in rows(c, select).await? {
        of.entry(subject).or_default().push(row);
    }
    let mut all = BTreeMap::new();
    let mut shared = Vec::new();
    for (subject, records) in of {
        let hold = each_fact(&records)
            .filter_map(|records| resolved(&records).into_iter().find(|fact| fact.holds_on(day)))
            .collect();
        match subject {
            Subject::Building(building) => {
                all.insert(building, hold);
            }
            Subject::Organisation => shared = hold,
            Subject::Meter(_) => {}
        }
    }
    Ok((shared, all))
}
