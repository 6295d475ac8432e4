//! A federation collects the figures of its members: a campaign has a year and a closing day, invitations, and what was
//! written to each.
//!
//! ```text
//! mod           campaigns: begun, changed, closed by their day
//! invitations   whom: invited, withdrawn, answered, refusing reminders
//! sendings      each mail with its link; how often somebody is reminded
//! forgetting    addresses that are no longer needed; what stays of who refused reminders
//! ```
//!
//! To be invited makes nobody a member, and to be a member lets nobody be named: the organisation answers itself, and consents
//! by itself (`consents`). Addresses stand in the rows and never in the log. Does *not* write mails.

mod forgetting;
mod invitations;
mod sendings;

pub use forgetting::forget_addresses;
pub use invitations::{
    Answer, Direction, InvitationRow, NewInvitation, answer, by_id, expecting, invite, of_campaign,
    refuse_reminders, withdraw,
};
pub use sendings::{
    BETWEEN_S, Kind, LASTS_S, SendingRow, by_link, due, last_sendings, of_secret, remind, send_again,
};

use eclaireur_models::period::Day;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::by::By;
use super::columns::{self, fit};
use super::entities::campaign;
use super::error::{Result, StoreError};
use super::id::{CampaignId, FederationId};
use super::ledger;

/// A campaign as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignRow {
    /// Its id.
    pub id: CampaignId,
    /// Whose.
    pub federation: FederationId,
    /// The civil year whose figures are asked for.
    pub year: i16,
    /// The last day.
    pub closes_on: Day,
    /// Whoever does not answer is reminded by the service.
    pub reminds: bool,
    /// UTC second.
    pub created_at: i64,
}

impl CampaignRow {
    /// Whether it still runs on a day.
    pub fn runs(&self, on: Day) -> bool {
        on <= self.closes_on
    }
}

/// What somebody decides of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCampaign {
    /// The civil year whose figures are asked for.
    pub year: i16,
    /// The last day.
    pub closes_on: Day,
    /// Whether the service reminds.
    pub reminds: bool,
}

/// Begins a campaign.
///
/// # Errors
/// No such federation; the database.
pub async fn begin<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    federation: FederationId,
    new: &NewCampaign,
) -> Result<CampaignId> {
    ledger::lock(tx, None).await?;
    let id = CampaignId::new(by.now);
    let row = campaign::ActiveModel {
        id: Set(id.get()),
        federation: Set(federation.get()),
        year: Set(i32::from(new.year)),
        closes_on: Set(new.closes_on.to_string()),
        reminds: Set(new.reminds),
        actor: Set(by.actor.to_string()),
        created_at: Set(by.now),
    };
    campaign::Entity::insert(row).exec_without_returning(tx).await?;
    let data = json!({ "federation": federation, "year": new.year, "closes_on": new.closes_on.to_string(), "reminds": new.reminds });
    ledger::append(tx, by, None, "campaign.begun", id, &data).await?;
    Ok(id)
}

/// Changes when a campaign closes and whether the service reminds; its year stays. What it was stays in the log.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn change<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    before: &CampaignRow,
    closes_on: Day,
    reminds: bool,
) -> Result<()> {
    ledger::lock(tx, None).await?;
    let row = campaign::ActiveModel {
        closes_on: Set(closes_on.to_string()),
        reminds: Set(reminds),
        ..Default::default()
    };
    let done = campaign::Entity::update_many()
        .set(row)
        .filter(campaign::Column::Id.eq(before.id.get()))
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("campaign", before.id));
    }
    let data = json!({
        "before": { "closes_on": before.closes_on.to_string(), "reminds": before.reminds },
        "after": { "closes_on": closes_on.to_string(), "reminds": reminds },
    });
    ledger::append(tx, by, None, "campaign.changed", before.id, &data).await
}

/// The campaigns of a federation, the newest first.
///
/// # Errors
/// The database.
pub async fn of_federation<C: ConnectionTrait>(c: &C, federation: FederationId) -> Result<Vec<CampaignRow>> {
    let rows = campaign::Entity::find()
        .filter(campaign::Column::Federation.eq(federation.get()))
        .order_by_desc(campaign::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The campaigns that run on a day and remind by themselves.
///
/// # Errors
/// The database.
pub async fn reminding<C: ConnectionTrait>(c: &C, on: Day) -> Result<Vec<CampaignRow>> {
    let rows = campaign::Entity::find()
        .filter(campaign::Column::Reminds.eq(true))
        .filter(campaign::Column::ClosesOn.gte(on.to_string()))
        .order_by_asc(campaign::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// These campaigns.
pub(super) async fn among<C: ConnectionTrait>(c: &C, ids: Vec<i64>) -> Result<Vec<CampaignRow>> {
    let rows = campaign::Entity::find().filter(campaign::Column::Id.is_in(ids)).all(c).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The campaign with this id.
///
/// # Errors
/// The database.
pub async fn campaign<C: ConnectionTrait>(c: &C, id: CampaignId) -> Result<Option<CampaignRow>> {
    campaign::Entity::find_by_id(id.get()).one(c).await?.map(TryInto::try_into).transpose()
}

impl TryFrom<campaign::Model> for CampaignRow {
    type Error = StoreError;

    fn try_from(row: campaign::Model) -> Result<Self> {
        Ok(CampaignRow {
            id: CampaignId::from_stored(row.id),
            federation: FederationId::from_stored(row.federation),
            year: fit("year", row.year)?,
            closes_on: columns::day(&row.closes_on)?,
            reminds: row.reminds,
            created_at: row.created_at,
        })
    }
}
