//! Links that share one view of one building: read-only, for a while, revocable, each use counted. Only the hash is kept.
//!
//! What a link shows stands in its row and nowhere in its address: who holds it cannot ask for anything else.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::{Actor, By};
use super::entities::share_link;
use super::error::{Result, StoreError};
use super::id::{AccountId, BuildingId, OrganisationId, ShareLinkId};
use super::{ledger, secret};

/// What is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The *bulletin de santé*.
    Bulletin,
    /// The yearly report of a year.
    YearlyReport,
}

impl View {
    const ALL: [View; 2] = [View::Bulletin, View::YearlyReport];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            View::Bulletin => "bulletin",
            View::YearlyReport => "yearly-report",
        }
    }

    /// The view with this code.
    pub fn from_code(code: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.code() == code)
    }
}

/// A link as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareRow {
    /// Its id.
    pub id: ShareLinkId,
    /// Whose.
    pub tenant: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Which of its pages.
    pub view: View,
    /// The year it tells of, where it tells of one.
    pub year: Option<i16>,
    /// Who shared it, by reference.
    pub actor: String,
    /// UTC second.
    pub created_at: i64,
    /// UTC second.
    pub expires_at: i64,
    /// How often it was opened.
    pub uses: i64,
    /// UTC second.
    pub used_at: Option<i64>,
    /// UTC second.
    pub revoked_at: Option<i64>,
}

impl ShareRow {
    /// Whether it opens something at this second.
    pub const fn lasts(&self, now: i64) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// Shares a view; gives its secret, this once.
///
/// # Errors
/// No such building; the database.
pub async fn make<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    (tenant, building): (OrganisationId, BuildingId),
    (view, year): (View, Option<i16>),
    expires_at: i64,
) -> Result<(ShareLinkId, String)> {
    ledger::lock(tx, Some(tenant)).await?;
    let (id, fresh) = (ShareLinkId::new(by.now), secret::fresh()?);
    let row = share_link::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        building: Set(building.get()),
        view: Set(view.code().to_owned()),
        year: Set(year.map(i32::from)),
        hash: Set(secret::hash(&fresh)),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
        expires_at: Set(expires_at),
        uses: Set(0),
        used_at: Set(None),
        revoked_at: Set(None),
    };
    share_link::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "building": building, "view": view.code(), "year": year, "expires_at": expires_at });
    ledger::append(tx, by, Some(tenant), "share.made", id, &data).await?;
    Ok((id, fresh))
}

/// The link of this secret that opens something at `now`.
///
/// # Errors
/// The database.
pub async fn of_secret<C: ConnectionTrait>(c: &C, given: &str, now: i64) -> Result<Option<ShareRow>> {
    let row =
        share_link::Entity::find().filter(share_link::Column::Hash.eq(secret::hash(given))).one(c).await?;
    Ok(row.map(ShareRow::try_from).transpose()?.filter(|share| share.lasts(now)))
}

/// The links of an organisation, past ones too, the oldest first.
///
/// # Errors
/// The database.
pub async fn of_organisation<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<ShareRow>> {
    let rows = share_link::Entity::find()
        .filter(share_link::Column::Tenant.eq(tenant.get()))
        .order_by_asc(share_link::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Counts a use. Leaves no entry in the log: who opens it is nobody we know.
///
/// # Errors
/// The database.
pub async fn used<C: ConnectionTrait>(tx: &C, share: &ShareRow, now: i64) -> Result<()> {
    share_link::Entity::update_many()
        .col_expr(share_link::Column::Uses, Expr::col(share_link::Column::Uses).add(1))
        .col_expr(share_link::Column::UsedAt, Expr::value(now))
        .filter(share_link::Column::Tenant.eq(share.tenant.get()))
        .filter(share_link::Column::Id.eq(share.id.get()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Closes a link of an organisation; of this building where one is named.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was closed before; the database.
pub async fn revoke<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    building: Option<BuildingId>,
    id: ShareLinkId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = share_link::ActiveModel { revoked_at: Set(Some(by.now)), ..Default::default() };
    let mut theirs = share_link::Entity::update_many()
        .set(row)
        .filter(share_link::Column::Tenant.eq(tenant.get()))
        .filter(share_link::Column::Id.eq(id.get()))
        .filter(share_link::Column::RevokedAt.is_null());
    if let Some(building) = building {
        theirs = theirs.filter(share_link::Column::Building.eq(building.get()));
    }
    if theirs.exec(tx).await?.rows_affected == 0 {
        return Err(StoreError::not_found("share link", id));
    }
    ledger::append(tx, by, Some(tenant), "share.revoked", id, &json!({})).await
}

/// Revokes those that an account made for an organisation.
///
/// # Errors
/// The database.
pub async fn revoke_made_by<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    account: AccountId,
) -> Result<()> {
    let theirs = share_link::Entity::find()
        .filter(share_link::Column::Tenant.eq(tenant.get()))
        .filter(share_link::Column::Actor.eq(Actor::Account(account).to_string()))
        .filter(share_link::Column::RevokedAt.is_null())
        .all(tx)
        .await?;
    for row in theirs {
        revoke(tx, by, tenant, None, ShareLinkId::from_stored(row.id)).await?;
    }
    Ok(())
}

impl TryFrom<share_link::Model> for ShareRow {
    type Error = StoreError;

    fn try_from(row: share_link::Model) -> Result<Self> {
        let view = View::from_code(&row.view).ok_or_else(|| StoreError::damaged("view", &row.view))?;
        let year = row.year.map(i16::try_from).transpose();
        Ok(ShareRow {
            id: ShareLinkId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            building: BuildingId::from_stored(row.building),
            view,
            year: year.map_err(|e| StoreError::damaged("year", e))?,
            actor: row.actor,
            created_at: row.created_at,
            expires_at: row.expires_at,
            uses: row.uses,
            used_at: row.used_at,
            revoked_at: row.revoked_at,
        })
    }
}
