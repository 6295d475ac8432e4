//! What was written to somebody who is invited: each mail with a link of its own, of which the hash alone is kept. Every link of
//! an invitation opens while the invitation does, so that an old mail serves as well as the last.
//!
//! Nobody is reminded twice within [`BETWEEN_S`], whoever asks for it, whatever the campaign.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _,
};
use serde_json::json;

use super::invitations::{self, InvitationRow, of_campaign};
use crate::store::by::{Actor, By};
use crate::store::entities::{campaign_invitation, campaign_sending as table};
use crate::store::error::{Result, StoreError};
use crate::store::id::{CampaignId, FederationId, InvitationId, ReadingLinkId, SentId};
use crate::store::{ledger, secret};

/// Seconds for which an invitation can be answered after the last mail: sixty days.
pub const LASTS_S: i64 = 60 * 86_400;
/// Seconds between two reminders of one organisation: fourteen days.
pub const BETWEEN_S: i64 = 14 * 86_400;

/// What a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The first.
    Invitation,
    /// The same again, because somebody asked.
    Again,
    /// A reminder.
    Reminder,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Invitation, Kind::Again, Kind::Reminder];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Invitation => "invitation",
            Kind::Again => "again",
            Kind::Reminder => "reminder",
        }
    }
}

/// A mail that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendingRow {
    /// Its id.
    pub id: SentId,
    /// To whom.
    pub invitation: InvitationId,
    /// What it is.
    pub kind: Kind,
    /// UTC second.
    pub sent_at: i64,
}

/// Writes a mail down; gives the secret of its link.
pub(super) async fn make<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    invitation: InvitationId,
    kind: Kind,
) -> Result<String> {
    let fresh = secret::fresh()?;
    let row = table::ActiveModel {
        id: Set(SentId::new(by.now).get()),
        invitation: Set(invitation.get()),
        kind: Set(kind.code().to_owned()),
        hash: Set(secret::hash(&fresh)),
        actor: Set(by.actor.to_string()),
        sent_at: Set(by.now),
    };
    table::Entity::insert(row).exec_without_returning(tx).await?;
    campaign_invitation::Entity::update_many()
        .col_expr(campaign_invitation::Column::ExpiresAt, Expr::value(by.now + LASTS_S))
        .filter(campaign_invitation::Column::Id.eq(invitation.get()))
        .exec(tx)
        .await?;
    Ok(fresh)
}

/// Writes to somebody again; gives the secret of the new link. An invitation that expired or was withdrawn opens again.
///
/// # Errors
/// [`StoreError::NotFound`] where it was answered; the database.
pub async fn send_again<C: ConnectionTrait>(tx: &C, by: &By, invitation: &InvitationRow) -> Result<String> {
    ledger::lock(tx, None).await?;
    let done = campaign_invitation::Entity::update_many()
        .col_expr(campaign_invitation::Column::WithdrawnAt, Expr::value(None::<i64>))
        .filter(campaign_invitation::Column::Id.eq(invitation.id.get()))
        .filter(campaign_invitation::Column::Answer.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("invitation", invitation.id));
    }
    let secret = make(tx, by, invitation.id, Kind::Again).await?;
    let data = json!({ "federation": invitation.federation });
    ledger::append(tx, by, None, "campaign.sent-again", invitation.id, &data).await?;
    Ok(secret)
}

/// Reminds somebody, unless that was done within [`BETWEEN_S`], they refuse it, or they answered: then `None`.
///
/// # Errors
/// The database.
pub async fn remind<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    invitation: &InvitationRow,
) -> Result<Option<String>> {
    ledger::lock(tx, None).await?;
    let now = invitations::by_id(tx, invitation.federation, invitation.id).await?;
    let Some(now) = now.filter(|row| row.waits() && row.refused_at.is_none()) else { return Ok(None) };
    let last = reminded(tx, now.federation, Some(&now.recipient)).await?.get(&now.recipient).copied();
    if last.is_some_and(|last| by.now < last + BETWEEN_S) {
        return Ok(None);
    }
    let secret = make(tx, by, now.id, Kind::Reminder).await?;
    let data = json!({ "federation": now.federation });
    ledger::append(tx, by, None, "campaign.reminded", now.id, &data).await?;
    Ok(Some(secret))
}

/// Who of a campaign can be reminded at this second; `quiet_s` asks for so many seconds without any mail besides, so that the
/// service reminds nobody of what they were asked yesterday.
///
/// # Errors
/// The database.
pub async fn due<C: ConnectionTrait>(
    c: &C,
    campaign: CampaignId,
    now: i64,
    quiet_s: i64,
) -> Result<Vec<InvitationRow>> {
    let waiting: Vec<InvitationRow> = of_campaign(c, campaign)
        .await?
        .into_iter()
        .filter(|row| row.waits() && row.refused_at.is_none())
        .collect();
    let Some(first) = waiting.first() else { return Ok(waiting) };
    let reminded = reminded(c, first.federation, None).await?;
    let last = last_sendings(c, campaign).await?;
    let due = |row: &InvitationRow| {
        let long_ago = |at: Option<&i64>, s: i64| at.is_none_or(|at| at + s <= now);
        let written = last.get(&row.id).map(|sent| sent.sent_at);
        long_ago(reminded.get(&row.recipient), BETWEEN_S) && long_ago(written.as_ref(), quiet_s)
    };
    Ok(waiting.into_iter().filter(due).collect())
}

/// UTC second of the last reminder of a federation to each recipient, or to one. What was sent again by hand counts as one.
async fn reminded<C: ConnectionTrait>(
    c: &C,
    federation: FederationId,
    only: Option<&str>,
) -> Result<BTreeMap<String, i64>> {
    let of: BTreeMap<i64, String> = campaign_invitation::Entity::find()
        .select_only()
        .columns([campaign_invitation::Column::Id, campaign_invitation::Column::Recipient])
        .filter(campaign_invitation::Column::Federation.eq(federation.get()))
        .apply_if(only, |asked, one| asked.filter(campaign_invitation::Column::Recipient.eq(one)))
        .into_tuple::<(i64, String)>()
        .all(c)
        .await?
        .into_iter()
        .collect();
    let theirs = Query::select()
        .column(campaign_invitation::Column::Id)
        .from(campaign_invitation::Entity)
        .and_where(campaign_invitation::Column::Federation.eq(federation.get()))
        .and_where_option(only.map(|one| campaign_invitation::Column::Recipient.eq(one)))
        .to_owned();
    let sent = table::Entity::find()
        .filter(table::Column::Invitation.in_subquery(theirs))
        .filter(table::Column::Kind.is_in([Kind::Again.code(), Kind::Reminder.code()]))
        .order_by_asc(table::Column::Id)
        .all(c)
        .await?;
    let one = |row: table::Model| Some((of.get(&row.invitation)?.clone(), row.sent_at));
    Ok(sent.into_iter().filter_map(one).collect())
}

/// The last mail to each of a campaign, whatever it was; and of reminders the last one, see [`Kind::Reminder`].
///
/// # Errors
/// The database.
pub async fn last_sendings<C: ConnectionTrait>(
    c: &C,
    campaign: CampaignId,
) -> Result<BTreeMap<InvitationId, SendingRow>> {
    let of = Query::select()
        .column(campaign_invitation::Column::Id)
        .from(campaign_invitation::Entity)
        .and_where(campaign_invitation::Column::Campaign.eq(campaign.get()))
        .to_owned();
    let rows = table::Entity::find()
        .filter(table::Column::Invitation.in_subquery(of))
        .order_by_asc(table::Column::Id)
        .all(c)
        .await?;
    let rows = rows.into_iter().map(SendingRow::try_from).collect::<Result<Vec<_>>>()?;
    Ok(rows.into_iter().map(|row| (row.invitation, row)).collect())
}

/// The invitation that the link of this secret opens at this second, and which mail it stood in.
///
/// # Errors
/// The database.
pub async fn of_secret<C: ConnectionTrait>(
    c: &C,
    given: &str,
    now: i64,
) -> Result<Option<(SendingRow, InvitationRow)>> {
    let row = table::Entity::find().filter(table::Column::Hash.eq(secret::hash(given))).one(c).await?;
    let Some(row) = row.map(SendingRow::try_from).transpose()? else { return Ok(None) };
    let of = invitations::among_ids(c, vec![row.invitation.get()]).await?.pop();
    Ok(of.filter(|of| of.withdrawn_at.is_none() && now < of.expires_at).map(|of| (row, of)))
}

/// In the name of whoever has the link of a mail.
pub fn by_link(sending: &SendingRow, now: i64) -> By {
    By { actor: Actor::Link(ReadingLinkId::from_stored(sending.id.get())), now }
}

impl TryFrom<table::Model> for SendingRow {
    type Error = StoreError;

    fn try_from(row: table::Model) -> Result<Self> {
        let kind = Kind::ALL.into_iter().find(|kind| kind.code() == row.kind);
        Ok(SendingRow {
            id: SentId::from_stored(row.id),
            invitation: InvitationId::from_stored(row.invitation),
            kind: kind.ok_or_else(|| StoreError::damaged("kind of mail", &row.kind))?,
            sent_at: row.sent_at,
        })
    }
}
