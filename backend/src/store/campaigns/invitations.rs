//! Whom a campaign invites: written down, withdrawn, answered. An invitation stays what it was; marks with a time are added.

use eclaireur_models::building::{BceNumber, Postcode};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel as _, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::sendings::{self, Kind, LASTS_S};
use super::{CampaignRow, among, forgetting};
use crate::store::by::By;
use crate::store::columns;
use crate::store::entities::campaign_invitation as table;
use crate::store::error::{Result, StoreError};
use crate::store::id::{CampaignId, FederationId, InvitationId, OrganisationId};
use crate::store::ledger;
use crate::store::organisations::OrganisationRow;

/// What somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It was a member already when the list was sent.
    Already,
    /// It joined.
    Joined,
    /// It said no.
    Declined,
}

impl Answer {
    const ALL: [Answer; 3] = [Answer::Already, Answer::Joined, Answer::Declined];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Answer::Already => "already",
            Answer::Joined => "joined",
            Answer::Declined => "declined",
        }
    }
}

/// What an organisation decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// An invitation as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// Its id.
    pub id: InvitationId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// By whom.
    pub federation: FederationId,
    /// Who is meant, the same over all campaigns.
    pub recipient: String,
    /// What the federation calls it.
    pub name: Option<String>,
    /// Enterprise number.
    pub bce: Option<BceNumber>,
    /// Where to write to.
    pub email: Option<String>,
    /// Code of its activity.
    pub activity: Option<String>,
    /// Postcode of its seat.
    pub postcode: Option<Postcode>,
    /// Which organisation it is, where that is known.
    pub organisation: Option<OrganisationId>,
    /// UTC second.
    pub invited_at: i64,
    /// UTC second from which its links open no more.
    pub expires_at: i64,
    /// UTC second.
    pub withdrawn_at: Option<i64>,
    /// What it answered.
    pub answer: Option<Answer>,
    /// UTC second.
    pub answered_at: Option<i64>,
    /// UTC second since which it wants no reminder.
    pub refused_at: Option<i64>,
}

impl InvitationRow {
    /// Whether an answer is waited for.
    pub const fn waits(&self) -> bool {
        self.answer.is_none() && self.withdrawn_at.is_none()
    }

    /// Whether it can be answered at this second.
    pub const fn opens(&self, now: i64) -> bool {
        self.waits() && now < self.expires_at
    }
}

/// Whom to invite.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewInvitation {
    /// What the federation calls it.
    pub name: Option<String>,
    /// Enterprise number.
    pub bce: Option<BceNumber>,
    /// Where to write to.
    pub email: Option<String>,
    /// Code of its activity.
    pub activity: Option<String>,
    /// Postcode of its seat.
    pub postcode: Option<Postcode>,
    /// The organisation, where there is one with this number.
    pub organisation: Option<OrganisationId>,
    /// It is a member of the federation already: it is written down, and nothing is sent.
    pub already: bool,
}

impl NewInvitation {
    /// Who is meant: the number, else the address.
    pub fn recipient(&self) -> String {
        match (self.bce, &self.email) {
            (Some(bce), _) => format!("bce:{}", bce.digits()),
            (None, Some(email)) => by_address(email),
            (None, None) => String::new(),
        }
    }

    /// By what a refusal of theirs is found again: what they are meant by, their address, and what is kept of a forgotten one.
    fn known_by(&self, federation: FederationId) -> Vec<String> {
        let mut known = vec![self.recipient()];
        if let Some(email) = &self.email {
            known.extend([by_address(email), forgetting::refused(federation, email)]);
        }
        known
    }
}

fn by_address(email: &str) -> String {
    format!("mail:{}", email.to_lowercase())
}

/// Invites; gives the id, and the secret of the link where one is sent. Who was invited to this campaign before is not invited
/// again: `None`.
///
/// # Errors
/// Nobody is meant; the database.
pub async fn invite<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    campaign: &CampaignRow,
    new: &NewInvitation,
) -> Result<Option<(InvitationId, Option<String>)>> {
    ledger::lock(tx, None).await?;
    let recipient = new.recipient();
    if recipient.is_empty() {
        return Err(StoreError::Refused { what: "an invitation", why: "neither number nor address".into() });
    }
    let held = table::Entity::find()
        .filter(table::Column::Campaign.eq(campaign.id.get()))
        .filter(table::Column::Recipient.eq(recipient.as_str()))
        .one(tx)
        .await?;
    if held.is_some() {
        return Ok(None);
    }
    // Whoever refused reminders of this federation once is not reminded by the next campaign either, forgotten or not.
    let refused = table::Entity::find()
        .filter(table::Column::Federation.eq(campaign.federation.get()))
        .filter(table::Column::Recipient.is_in(new.known_by(campaign.federation)))
        .filter(table::Column::RefusedAt.is_not_null())
        .one(tx)
        .await?;
    let id = InvitationId::new(by.now);
    let row = table::Model {
        id: id.get(),
        campaign: campaign.id.get(),
        federation: campaign.federation.get(),
        recipient,
        name: new.name.clone(),
        bce: new.bce.map(BceNumber::digits),
        email: new.email.clone(),
        activity: new.activity.clone(),
        postcode: new.postcode.map(|p| p.to_string()),
        organisation: new.organisation.map(OrganisationId::get),
        actor: by.actor.to_string(),
        invited_at: by.now,
        expires_at: by.now + LASTS_S,
        withdrawn_at: None,
        answer: new.already.then(|| Answer::Already.code().to_owned()),
        answered_at: new.already.then_some(by.now),
        refused_at: refused.and_then(|row| row.refused_at),
    };
    table::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    let data = json!({ "campaign": campaign.id, "federation": campaign.federation, "already": new.already });
    ledger::append(tx, by, None, "campaign.invited", id, &data).await?;
    let secret = if new.already { None } else { Some(sendings::make(tx, by, id, Kind::Invitation).await?) };
    Ok(Some((id, secret)))
}

/// Every invitation of a campaign, withdrawn ones too, the oldest first.
///
/// # Errors
/// The database.
pub async fn of_campaign<C: ConnectionTrait>(c: &C, campaign: CampaignId) -> Result<Vec<InvitationRow>> {
    select(c, Condition::all().add(table::Column::Campaign.eq(campaign.get()))).await
}

/// The invitation of a federation with this id.
///
/// # Errors
/// The database.
pub async fn by_id<C: ConnectionTrait>(
    c: &C,
    federation: FederationId,
    id: InvitationId,
) -> Result<Option<InvitationRow>> {
    let theirs = Condition::all()
        .add(table::Column::Federation.eq(federation.get()))
        .add(table::Column::Id.eq(id.get()));
    Ok(select(c, theirs).await?.pop())
}

/// The invitations that an organisation can answer at this second, each with its campaign; one of each federation, the newest.
/// It is recognised by its number, also when it came after the invitation.
///
/// # Errors
/// The database.
pub async fn expecting<C: ConnectionTrait>(
    c: &C,
    whose: &OrganisationRow,
    now: i64,
) -> Result<Vec<(CampaignRow, InvitationRow)>> {
    let mut meant = Condition::any().add(table::Column::Organisation.eq(whose.id.get()));
    if let Some(bce) = whose.organisation.bce {
        let free = table::Column::Organisation.is_null();
        meant = meant.add(Condition::all().add(free).add(table::Column::Bce.eq(bce.digits())));
    }
    let open = Condition::all()
        .add(meant)
        .add(table::Column::Answer.is_null())
        .add(table::Column::WithdrawnAt.is_null())
        .add(table::Column::ExpiresAt.gt(now));
    let mut newest: Vec<InvitationRow> = Vec::new();
    for row in select(c, open).await?.into_iter().rev() {
        if !newest.iter().any(|held| held.federation == row.federation) {
            newest.push(row);
        }
    }
    let campaigns = among(c, newest.iter().map(|row| row.campaign.get()).collect()).await?;
    let with = |row: InvitationRow| {
        let of = campaigns.iter().find(|campaign| campaign.id == row.campaign)?;
        Some((of.clone(), row))
    };
    Ok(newest.into_iter().filter_map(with).collect())
}

/// Answers an invitation, for an organisation where there is one: every other that waits for the same of the same federation
/// has its answer with it. Of two who answer at once one is told that it is not there.
///
/// # Errors
/// [`StoreError::NotFound`]; the database.
pub async fn answer<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    invitation: &InvitationRow,
    organisation: Option<OrganisationId>,
    direction: Direction,
) -> Result<()> {
    ledger::lock(tx, None).await?;
    let answer = match direction {
        Direction::Yes => Answer::Joined,
        Direction::No => Answer::Declined,
    };
    let mut row = table::ActiveModel {
        answer: Set(Some(answer.code().to_owned())),
        answered_at: Set(Some(by.now)),
        ..Default::default()
    };
    if let Some(organisation) = organisation {
        row.organisation = Set(Some(organisation.get()));
    }
    let same = Condition::any()
        .add(table::Column::Id.eq(invitation.id.get()))
        .add(table::Column::Recipient.eq(invitation.recipient.as_str()));
    let done = table::Entity::update_many()
        .set(row)
        .filter(table::Column::Federation.eq(invitation.federation.get()))
        .filter(same)
        .filter(table::Column::Answer.is_null())
        .filter(table::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("invitation", invitation.id));
    }
    let data = json!({ "federation": invitation.federation, "answer": answer.code() });
    ledger::append(tx, by, organisation, "campaign.answered", invitation.id, &data).await
}

/// Withdraws an invitation: its links open no more.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was answered or withdrawn before; the database.
pub async fn withdraw<C: ConnectionTrait>(tx: &C, by: &By, invitation: &InvitationRow) -> Result<()> {
    ledger::lock(tx, None).await?;
    let done = table::Entity::update_many()
        .col_expr(table::Column::WithdrawnAt, Expr::value(Some(by.now)))
        .filter(table::Column::Id.eq(invitation.id.get()))
        .filter(table::Column::Answer.is_null())
        .filter(table::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("invitation", invitation.id));
    }
    let data = json!({ "federation": invitation.federation });
    ledger::append(tx, by, None, "campaign.withdrawn", invitation.id, &data).await
}

/// No reminder of this federation goes to them any more, whatever the campaign.
///
/// # Errors
/// The database.
pub async fn refuse_reminders<C: ConnectionTrait>(tx: &C, by: &By, invitation: &InvitationRow) -> Result<()> {
    ledger::lock(tx, None).await?;
    let done = table::Entity::update_many()
        .col_expr(table::Column::RefusedAt, Expr::value(Some(by.now)))
        .filter(table::Column::Federation.eq(invitation.federation.get()))
        .filter(table::Column::Recipient.eq(invitation.recipient.as_str()))
        .filter(table::Column::RefusedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Ok(());
    }
    let data = json!({ "federation": invitation.federation });
    ledger::append(tx, by, None, "campaign.reminders-refused", invitation.id, &data).await
}

async fn select<C: ConnectionTrait>(c: &C, wanted: Condition) -> Result<Vec<InvitationRow>> {
    let rows = table::Entity::find().filter(wanted).order_by_asc(table::Column::Id).all(c).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

pub(super) async fn among_ids<C: ConnectionTrait>(c: &C, ids: Vec<i64>) -> Result<Vec<InvitationRow>> {
    select(c, Condition::all().add(table::Column::Id.is_in(ids))).await
}

impl TryFrom<table::Model> for InvitationRow {
    type Error = StoreError;

    fn try_from(row: table::Model) -> Result<Self> {
        let answer = row.answer.as_deref().map(|code| {
            let known = Answer::ALL.into_iter().find(|answer| answer.code() == code);
            known.ok_or_else(|| StoreError::damaged("answer", code))
        });
        Ok(InvitationRow {
            id: InvitationId::from_stored(row.id),
            campaign: CampaignId::from_stored(row.campaign),
            federation: FederationId::from_stored(row.federation),
            recipient: row.recipient,
            name: row.name,
            bce: row.bce.as_deref().map(columns::bce).transpose()?,
            email: row.email,
            activity: row.activity,
            postcode: row.postcode.as_deref().map(columns::postcode).transpose()?,
            organisation: row.organisation.map(OrganisationId::from_stored),
            invited_at: row.invited_at,
            expires_at: row.expires_at,
            withdrawn_at: row.withdrawn_at,
            answer: answer.transpose()?,
            answered_at: row.answered_at,
            refused_at: row.refused_at,
        })
    }
}
