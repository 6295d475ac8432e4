//! Sites: places with one or several buildings.

use eclaireur_models::building::{Address, Site};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::site;
use super::error::{Result, StoreError};
use super::id::{OrganisationId, SiteId};
use super::ledger;

/// A site as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRow {
    /// Its id.
    pub id: SiteId,
    /// Whose it is.
    pub tenant: OrganisationId,
    /// What it is.
    pub site: Site,
}

/// Makes a site.
///
/// # Errors
/// The database.
pub async fn create<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    site: &Site,
) -> Result<SiteId> {
    ledger::lock(tx, Some(tenant)).await?;
    let id = SiteId::new(by.now);
    let row = site::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        name: Set(site.name.clone()),
        street: Set(site.address.street.clone()),
        postcode: Set(site.address.postcode.map(|p| p.to_string())),
        commune_nis: Set(site.address.commune_nis.clone()),
        created_at: Set(by.now),
    };
    site::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), "site.created", id, &json!({ "name": site.name })).await?;
    Ok(id)
}

/// The sites of an organisation, oldest first.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<SiteRow>> {
    let rows = site::Entity::find()
        .filter(site::Column::Tenant.eq(tenant.get()))
        .order_by_asc(site::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Where a row stands.
pub(super) fn address(
    street: Option<String>,
    postcode: Option<&str>,
    commune_nis: Option<String>,
) -> Result<Address> {
    Ok(Address { street, postcode: postcode.map(columns::postcode).transpose()?, commune_nis })
}

impl TryFrom<site::Model> for SiteRow {
    type Error = StoreError;

    fn try_from(row: site::Model) -> Result<Self> {
        Ok(SiteRow {
            id: SiteId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            site: Site {
                name: row.name,
                address: address(row.street, row.postcode.as_deref(), row.commune_nis)?,
            },
        })
    }
}
