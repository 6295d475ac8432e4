//! Whom a federation collects from: the mails of a campaign, and how far each of those it invited is.
//!
//! Whether an organisation is here already is not told to the federation: what it is told goes by the address in its list alone.
//! Where there is none, or no mail leaves, it passes a link on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eclaireur_frontend::campaign_mail::{ByHand, CampaignMail, Told, Why};
use eclaireur_frontend::urls;
use eclaireur_models::access::Role;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::day_of;
use eclaireur_models::portfolio::completeness::{Coverage, Stage};

use crate::app::App;
use crate::error::{AppError, AppResult};
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
/// the answer. Where nothing leaves, or the list gives no address, the link is given back to be passed on: whether a manager was
/// written to besides is not told. What goes wrong is logged, and loses no link.
pub async fn tell(
    app: &App,
    why: Why,
    of: (&FederationRow, &CampaignRow),
    invitation: &InvitationRow,
    secret: &str,
) -> Told {
    let to = ready(app, invitation).await;
    told(app, why, of, invitation, secret, &to)
}

/// The addresses to which a mail may leave now; these are counted.
async fn ready(app: &App, invitation: &InvitationRow) -> Vec<String> {
    if !leaves(app) {
        return Vec::new();
    }
    let found = async {
        let mut may = Vec::new();
        for to in addresses(app, invitation).await? {
            if rates::mail_may_leave(app, &to).await? {
                may.push(to);
            }
        }
        Ok::<_, AppError>(may)
    };
    found.await.unwrap_or_else(|error| {
        tracing::warn!(invitation = %invitation.id, "nobody can be written to: {error:?}");
        Vec::new()
    })
}

/// Sends the mail; what the federation is told of it.
fn told(
    app: &App,
    why: Why,
    of: (&FederationRow, &CampaignRow),
    invitation: &InvitationRow,
    secret: &str,
    to: &[String],
) -> Told {
    let mail = mail(app, why, of.0, of.1, invitation, secret);
    let person = called(invitation);
    let text = mail.text().inspect_err(|error| tracing::error!("the mail of a campaign: {error:#}")).ok();
    let mut sent = false;
    if let Some(text) = text {
        for to in to {
            let (about, to) = (invitation.id.to_string(), to.clone());
            app.mails.clone().post(app, about, to, mail.subject(), text.clone());
            sent = true;
        }
    }
    let why = match (leaves(app), &invitation.email) {
        (false, _) => ByHand::NoMail,
        (true, None) => ByHand::NoAddress,
        (true, Some(_)) if sent => return Told::Sent { person },
        (true, Some(_)) => ByHand::NotLeft,
    };
    Told::PassOn { person, link: mail.link, why }
}

/// Where somebody is written to.
async fn addresses(app: &App, invitation: &InvitationRow) -> AppResult<Vec<String>> {
    let managers = match organisation_of(app, invitation).await? {
        Some(organisation) => managers(app, organisation.id).await?,
        None => Vec::new(),
    };
    Ok(if managers.is_empty() { invitation.email.iter().cloned().collect() } else { managers })
}

/// The addresses of those who manage the whole of an organisation.
async fn managers(app: &App, organisation: OrganisationId) -> AppResult<Vec<String>> {
    let (c, today) = (app.db.read(), app.clock.today());
    let manages = |role: &Role| match role {
        Role::Manager(scope) => scope.buildings.is_none(),
        _ => false,
    };
    let held = grants::of_organisation(c, organisation).await?;
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

/// Those who can be reminded now, by a mail or a link; `quiet_s` as [`campaigns::due`] takes it. And how many others did not
/// answer.
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

/// Who passes on the links of those whom no mail reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassesOn {
    /// Whoever asks for the reminders.
    Asker,
    /// Nobody: whom no mail reaches is not reminded, and no reminder is written down.
    Nobody,
}

/// Reminds them, as far as the federation may write today: the others wait for tomorrow. Whoever was reminded meanwhile is left
/// out. What goes wrong on the way loses no link that was made before.
///
/// # Errors
/// The database.
pub async fn remind(
    app: &App,
    by: &By,
    of: (&FederationRow, &CampaignRow),
    due: &[InvitationRow],
    passes_on: PassesOn,
) -> AppResult<Vec<Told>> {
    let may = may_write(app, of.0, due.len()).await?;
    let (now, tomorrow) = due.split_at(may.min(due.len()));
    let mut all = Vec::new();
    for invitation in now {
        let to = ready(app, invitation).await;
        if to.is_empty() && passes_on == PassesOn::Nobody {
            continue;
        }
        match reminder(app, by, invitation).await {
            Ok(Some(secret)) => all.push(told(app, Why::Reminder, of, invitation, &secret, &to)),
            Ok(None) => {}
            Err(error) if all.is_empty() => return Err(error.into()),
            Err(error) => {
                tracing::error!(invitation = %invitation.id, "the reminders stop here: {error:#}");
                return Ok(all);
            }
        }
    }
    all.extend(tomorrow.iter().map(|invitation| Told::Tomorrow { person: called(invitation) }));
    Ok(all)
}

async fn reminder(app: &App, by: &By, invitation: &InvitationRow) -> Result<Option<String>, StoreError> {
    let tx = app.db.begin().await?;
    let secret = campaigns::remind(&tx, by, invitation).await?;
    tx.commit().await?;
    Ok(secret)
}

/// To how many of so many a federation may write today; these are counted. What is passed on by hand is not.
///
/// # Errors
/// The database.
pub async fn may_write(app: &App, federation: &FederationRow, wanted: usize) -> Result<usize, StoreError> {
    if leaves(app) { rates::campaign(app, federation.id, wanted).await } else { Ok(wanted) }
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
