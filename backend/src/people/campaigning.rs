//! Whom a federation collects from: the mails of a campaign, and how far each of those it invited is.
//!
//! Whether an organisation is here already is not told to the federation: it is written to the same way, and answers by itself.
//! Where no mail leaves, whoever invites passes the links on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eclaireur_frontend::campaign_mail::{CampaignMail, Why};
use eclaireur_frontend::pages::invite::Invited;
use eclaireur_frontend::urls;
use eclaireur_models::access::Role;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::day_of;
use eclaireur_models::portfolio::completeness::{Coverage, Stage};

use crate::app::App;
use crate::error::AppResult;
use crate::people::rates;
use crate::store::campaigns::{self, Answer, CampaignRow, InvitationRow, LASTS_S};
use crate::store::federations::{self, FederationRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{By, InvitationId, OrganisationId, StoreError, accounts, consents, coverage, grants};

/// Whether mails reach people.
pub fn leaves(app: &App) -> bool {
    app.settings.mail.leaves() && !app.demo
}

/// What the federation calls somebody it invited.
pub fn called(invitation: &InvitationRow) -> String {
    let bce = invitation.bce.map(|bce| bce.to_string());
    invitation.name.clone().or(bce).or_else(|| invitation.email.clone()).unwrap_or_default()
}

/// The mail to one of them.
pub fn mail(
    app: &App,
    why: Why,
    federation: &FederationRow,
    campaign: &CampaignRow,
    invitation: &InvitationRow,
    secret: &str,
) -> CampaignMail {
    CampaignMail {
        lang: Lang::Fr,
        why,
        federation: federation.federation.name.clone(),
        name: called(invitation),
        year: campaign.year,
        closes_on: campaign.closes_on,
        until: day_of(app.clock.now() + LASTS_S).unwrap_or(campaign.closes_on),
        link: app.settings.link(&urls::join(secret)),
        no_more: app.settings.link(&urls::join_reminders(secret)),
        service: app.settings.link("/"),
    }
}

/// Writes to somebody who is invited: to who manages the organisation where there is one, else to the address of the list. Behind
/// the answer; where nothing leaves, the link is given back to be passed on.
///
/// # Errors
/// The database.
pub async fn tell(
    app: &App,
    why: Why,
    of: (&FederationRow, &CampaignRow),
    invitation: &InvitationRow,
    secret: &str,
) -> AppResult<Invited> {
    let mail = mail(app, why, of.0, of.1, invitation, secret);
    let person = called(invitation);
    let mut written = false;
    if leaves(app) {
        for to in addresses(app, invitation).await? {
            if rates::mail_may_leave(app, &to).await? {
                app.mails.clone().post(app, invitation.id.to_string(), to, mail.subject(), mail.text()?);
                written = true;
            }
        }
    }
    Ok(if written { Invited::Sent { person } } else { Invited::PassOn { person, link: mail.link } })
}

/// Where somebody is written to.
async fn addresses(app: &App, invitation: &InvitationRow) -> AppResult<Vec<String>> {
    let c = app.db.read();
    let Some(organisation) = organisation_of(app, invitation).await? else {
        return Ok(invitation.email.iter().cloned().collect());
    };
    let today = app.clock.today();
    let manages = |role: &Role| match role {
        Role::Manager(scope) => scope.buildings.is_none(),
        _ => false,
    };
    let held = grants::of_organisation(c, organisation.id).await?;
    let ids: BTreeSet<_> = held
        .iter()
        .filter(|row| row.holds(today) && manages(&row.grant.role))
        .map(|row| row.account)
        .collect();
    let people = accounts::among(c, &ids.into_iter().collect::<Vec<_>>()).await?;
    Ok(people.into_iter().filter(|p| p.closed_at.is_none()).filter_map(|p| p.email).collect())
}

/// The organisation that is meant, where there is one; one that was put away is none.
///
/// # Errors
/// The database.
pub async fn organisation_of(
    app: &App,
    invitation: &InvitationRow,
) -> Result<Option<OrganisationRow>, StoreError> {
    let c = app.db.read();
    let found = match (invitation.organisation, invitation.bce) {
        (Some(id), _) => organisations::by_id(c, id).await?,
        (None, Some(bce)) => organisations::by_bce(c, bce).await?,
        (None, None) => None,
    };
    Ok(found.filter(|row| !row.organisation.archived))
}

/// Somebody of a campaign, and how far they are.
#[derive(Debug, Clone)]
pub struct Far {
    /// The invitation; none of a member that consents and was on no list.
    pub invitation: Option<InvitationRow>,
    /// The member it is.
    pub member: Option<OrganisationRow>,
    /// How far.
    pub stage: Stage,
    /// What a member has told.
    pub coverage: Option<Coverage>,
}

/// Everybody of a campaign; and how many members nobody named, who do not consent to be.
///
/// # Errors
/// The database.
pub async fn everybody(
    app: &App,
    federation: &FederationRow,
    campaign: &CampaignRow,
) -> AppResult<(Vec<Far>, usize)> {
    let (c, today) = (app.db.read(), app.clock.today());
    let members = federations::members(c, Some(federation.id), today).await?;
    let ids: Vec<OrganisationId> = members.iter().map(|member| member.id).collect();
    let covered = coverage::of_year(c, &ids, campaign.year).await?;
    let consenting: BTreeSet<OrganisationId> = consents::of_federation(c, federation.id)
        .await?
        .into_iter()
        .filter(|one| one.holds(today))
        .map(|one| one.tenant)
        .collect();
    let by_bce: BTreeMap<_, &OrganisationRow> =
        members.iter().filter_map(|member| Some((member.organisation.bce?, member))).collect();
    let mut named = BTreeSet::new();
    let mut all = Vec::new();
    for invitation in campaigns::of_campaign(c, campaign.id).await? {
        let member = match invitation.organisation {
            Some(id) => members.iter().find(|member| member.id == id),
            None => invitation.bce.and_then(|bce| by_bce.get(&bce).copied()),
        };
        if member.is_some_and(|member| !named.insert(member.id)) {
            continue;
        }
        let coverage = member.and_then(|member| covered.get(&member.id).cloned());
        let stage = match (&coverage, invitation.answer) {
            (Some(coverage), _) => coverage.stage(),
            // Whoever left again is as one who said no.
            (None, Some(Answer::Already | Answer::Joined | Answer::Declined)) => Stage::Declined,
            (None, None) => Stage::Silent,
        };
        all.push(Far { member: member.cloned(), stage, coverage, invitation: Some(invitation) });
    }
    let mut unnamed = 0;
    for member in &members {
        if named.contains(&member.id) {
            continue;
        }
        if !consenting.contains(&member.id) {
            unnamed += 1;
            continue;
        }
        let coverage = covered.get(&member.id).cloned().unwrap_or_default();
        let stage = coverage.stage();
        all.push(Far { invitation: None, member: Some(member.clone()), stage, coverage: Some(coverage) });
    }
    Ok((all, unnamed))
}

/// Those who can be reminded now; `quiet_s` as [`campaigns::due`] takes it. And how many others did not answer.
///
/// # Errors
/// The database.
pub async fn to_remind(
    app: &App,
    campaign: &CampaignRow,
    everybody: &[Far],
    quiet_s: i64,
) -> AppResult<(Vec<InvitationRow>, usize)> {
    let silent = |far: &&Far| far.stage == Stage::Silent;
    let waits = everybody.iter().filter(silent).filter_map(|far| far.invitation.as_ref());
    let waits: BTreeSet<InvitationId> = waits.filter(|row| row.waits()).map(|row| row.id).collect();
    if !campaign.runs(app.clock.today()) {
        return Ok((Vec::new(), waits.len()));
    }
    let due = campaigns::due(app.db.read(), campaign.id, app.clock.now(), quiet_s).await?;
    let due: Vec<InvitationRow> = due.into_iter().filter(|row| waits.contains(&row.id)).collect();
    let others = waits.len() - due.len();
    Ok((due, others))
}

/// Reminds them; whoever was reminded meanwhile is left out.
///
/// # Errors
/// The database.
pub async fn remind(
    app: &App,
    by: &By,
    of: (&FederationRow, &CampaignRow),
    due: &[InvitationRow],
) -> AppResult<Vec<Invited>> {
    let mut told = Vec::new();
    for invitation in due {
        let tx = app.db.begin().await?;
        let secret = campaigns::remind(&tx, by, invitation).await?;
        tx.commit().await.map_err(StoreError::from)?;
        if let Some(secret) = secret {
            told.push(tell(app, Why::Reminder, of, invitation, &secret).await?);
        }
    }
    Ok(told)
}

impl crate::people::mails::Mails {
    /// Sends a text behind the answer; what goes wrong is logged with `about`, never with the address.
    pub fn post(self: Arc<Self>, app: &App, about: String, to: String, subject: String, text: String) {
        let now = app.clock.now();
        tokio::spawn(async move {
            if let Err(error) = self.send_text(&to, &subject, text, now).await {
                tracing::warn!(about, "a mail could not leave: {error:#}");
            }
        });
    }
}
