//! What the link of a campaign's mail opens. It is used by a button, never by being looked at, and an account that is there
//! already is never touched through it: its holder signs in.
//!
//! The federation may have the link as well, to pass it on. So nobody who is not signed in learns from it whether an organisation
//! is here before they joined, and an address that the list does not give opens nothing before its holder used a mail.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::join::{Door, JoinInput, JoinPage};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::portfolio::invitees::is_address;

use super::{again, commune_of, people_links, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult, said};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::people::rates::{self, Try};
use crate::people::{campaigning, entry, passwords};
use crate::store::accounts::{self, AccountRow};
use crate::store::campaigns::{self, Answer, CampaignRow, Direction, InvitationRow, SendingRow};
use crate::store::federations::{self, FederationRow};
use crate::store::links::Kind;
use crate::store::organisations::{self, NewOrganisation};
use crate::store::{StoreError, grants};

/// What a link opens.
struct Opened {
    sending: SendingRow,
    invitation: InvitationRow,
    campaign: CampaignRow,
    federation: FederationRow,
}

async fn opened(app: &App, visit: &Visit, secret: &str) -> AppResult<Option<Opened>> {
    rates::take(app, Try::Link, visit.ip).await?;
    let c = app.db.read();
    let Some((sending, invitation)) = campaigns::of_secret(c, secret, app.clock.now()).await? else {
        return Ok(None);
    };
    let campaign = campaigns::campaign(c, invitation.campaign).await?;
    let federation = federations::among(c, &[invitation.federation]).await?.pop();
    let with = campaign.zip(federation);
    Ok(with.map(|(campaign, federation)| Opened { sending, invitation, campaign, federation }))
}

fn page(app: &App, visitor: &Visitor, secret: &str, of: Option<&Opened>, door: Door) -> JoinPage {
    JoinPage {
        shell: visitor.shell(app, None),
        secret: secret.to_owned(),
        federation: of.map(|of| of.federation.federation.name.clone()).unwrap_or_default(),
        year: of.map_or(0, |of| of.campaign.year),
        closes_on: of.map_or(app.clock.today(), |of| of.campaign.closes_on),
        door,
        form: FormData::new(),
    }
}

fn gone(app: &App, visitor: &Visitor) -> AppResult {
    Ok(said(StatusCode::NOT_FOUND, page(app, visitor, "", None, Door::Gone).html()?))
}

/// Who is signed in, wholly.
async fn signed_in(app: &App, visit: &Visit) -> AppResult<Option<AccountRow>> {
    let session = visit.session.as_ref().filter(|_| visit.name.is_some());
    match session {
        Some(session) => Ok(accounts::find(app.db.read(), session.account).await?),
        None => Ok(None),
    }
}

async fn door(app: &App, visit: &Visit, of: &Opened) -> AppResult<Door> {
    match of.invitation.answer {
        Some(Answer::Declined) => return Ok(Door::Answered { joined: false }),
        Some(Answer::Joined | Answer::Already) => return Ok(Door::Answered { joined: true }),
        None => {}
    }
    if signed_in(app, visit).await?.is_some() {
        let known = campaigning::organisation_of(app, &of.invitation).await?.is_some();
        return Ok(if known { Door::Known } else { Door::SignedIn });
    }
    // The same whether the organisation is here or not.
    let email = of.invitation.email.clone();
    let held = match &email {
        Some(email) => accounts::by_email(app.db.read(), email).await?,
        None => None,
    };
    Ok(if held.is_some() { Door::SignInFirst } else { Door::Fresh { email } })
}

/// GET /rejoindre/{s}
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
) -> AppResult {
    let Some(of) = opened(&app, &visit, &secret).await? else { return gone(&app, &visitor) };
    let door = door(&app, &visit, &of).await?;
    let mut page = page(&app, &visitor, &secret, Some(&of), door);
    let bce = of.invitation.bce.map(|bce| bce.to_string()).unwrap_or_default();
    page.form =
        FormData::new().set("organisation", of.invitation.name.clone().unwrap_or_default()).set("bce", bce);
    shown(page.html())
}

/// POST /rejoindre/{s}: yes (`join`) or no (`decline`).
pub async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
    headers: HeaderMap,
    mut posted: Posted,
) -> AppResult {
    let Some(of) = opened(&app, &visit, &secret).await? else { return gone(&app, &visitor) };
    let door = door(&app, &visit, &of).await?;
    if posted.form.is_ticked("decline") {
        if !matches!(door, Door::Answered { .. }) {
            let tx = app.db.begin().await?;
            let by = campaigns::by_link(&of.sending, app.clock.now());
            campaigns::answer(&tx, &by, &of.invitation, None, Direction::No).await?;
            tx.commit().await.map_err(StoreError::from)?;
        }
        let declined = Door::Answered { joined: false };
        return shown(page(&app, &visitor, &secret, Some(&of), declined).html());
    }
    if !posted.form.is_ticked("join") {
        return Err(AppError::bad_request());
    }
    let email = match &door {
        Door::Fresh { email } => Some(email.clone()),
        Door::SignedIn => None,
        other => return again(page(&app, &visitor, &secret, Some(&of), other.clone()).html()),
    };
    let form = &mut posted.form;
    let mut input = JoinInput::read(form);
    let mailed = email.as_ref().is_some_and(Option::is_none);
    let fresh = match email {
        None => None,
        Some(listed) => fresh(&app, form, listed).await?,
    };
    // Who is here is told to whoever would join, and to nobody who tries numbers with a form that cannot.
    if !form.failed() {
        if campaigning::organisation_of(&app, &of.invitation).await?.is_some() {
            return again(page(&app, &visitor, &secret, Some(&of), Door::Known).html());
        }
        if let Some(bce) = input.as_ref().and_then(|input| input.bce)
            && organisations::by_bce(app.db.read(), bce).await?.is_some()
        {
            form.fail("bce", Problem::new(ProblemCode::BceTaken));
            input = None;
        }
    }
    let (Some(input), false) = (input, form.failed()) else {
        let mut page = page(&app, &visitor, &secret, Some(&of), door);
        page.form = posted.form;
        return again(page.html());
    };
    let account = join(&app, &visit, &of, &input, fresh).await?;
    let to = urls::home();
    if visit.session.is_some() && visit.name.is_some() {
        return Ok(done(&to, &Flash::OrganisationCreated).into_response());
    }
    if mailed {
        let email = account.email.clone().unwrap_or_default();
        let sent = people_links::send(&app, &email, Kind::SignIn).await.unwrap_or_else(|error| {
            tracing::error!("a link could not be made: {error:#}");
            false
        });
        let door = Door::Mailed { email, left: sent && campaigning::leaves(&app) };
        return shown(page(&app, &visitor, &secret, Some(&of), door).html());
    }
    let session = entry::open(&app, &visit, &account, entry::level_of(&account), &headers).await?;
    Ok(entry::on(&app, &session, ""))
}

/// A person without an account yet.
struct Fresh {
    email: String,
    name: String,
    hash: Option<String>,
}

async fn fresh(app: &App, form: &mut FormData, listed: Option<String>) -> AppResult<Option<Fresh>> {
    let typed = listed.is_none();
    let email = match listed {
        Some(email) => Some(email),
        None => form.required("email"),
    };
    if email.as_deref().is_some_and(|email| !is_address(email)) {
        form.fail("email", Problem::new(ProblemCode::NotAnAddress));
    } else if let Some(email) = &email
        && accounts::by_email(app.db.read(), email).await?.is_some()
    {
        form.fail("email", Problem::new(ProblemCode::AccountThere));
    }
    let name = form.name("name");
    // Nobody proved an address that was typed: its account has no password, and a mail opens it.
    let password = if typed || form.is_ticked("sans") {
        None
    } else {
        let mut own: Vec<String> = [&email, &name].into_iter().flatten().cloned().collect();
        own.extend(app.settings.public_names().map(|(host, _)| host));
        own.push(form.get("organisation").to_owned());
        passwords::chosen(form, "password", &own)
    };
    if form.failed() {
        return Ok(None);
    }
    let hash = match password {
        Some(password) => Some(passwords::hash(&password).await?),
        None => None,
    };
    Ok(email.zip(name).map(|(email, name)| Fresh { email, name, hash }))
}

/// The organisation, who manages it, its membership, the answer: all or nothing.
async fn join(
    app: &App,
    visit: &Visit,
    of: &Opened,
    input: &JoinInput,
    fresh: Option<Fresh>,
) -> AppResult<AccountRow> {
    let today = app.clock.today();
    let link = campaigns::by_link(&of.sending, app.clock.now());
    let tx = app.db.begin().await?;
    let account = match fresh {
        Some(Fresh { email, name, hash }) => {
            // Somebody may have made it meanwhile.
            if accounts::by_email(&tx, &email).await?.is_some() {
                return Err(StoreError::Taken { what: "email".into() }.into());
            }
            let account = accounts::found_or_made(&tx, &link, &email).await?;
            let by = entry::by(app, &account);
            accounts::set_name(&tx, &by, account.id, &name).await?;
            if let Some(hash) = hash {
                accounts::set_password(&tx, &by, account.id, &hash).await?;
            }
            accounts::get(&tx, account.id).await?
        }
        None => signed_in(app, visit).await?.ok_or_else(AppError::bad_request)?,
    };
    let by = entry::by(app, &account);
    let new = NewOrganisation {
        name: input.organisation.clone(),
        bce: input.bce,
        activity: of.invitation.activity.clone(),
        postcode: of.invitation.postcode,
        commune_nis: commune_of(app, of.invitation.postcode, None),
        ..NewOrganisation::default()
    };
    let organisation = organisations::create(&tx, &by, &new).await?;
    let role = Role::Manager(Scope::whole(organisation.id.get()));
    grants::give(&tx, &by, account.id, &Grant { role, from: today, to: None }).await?;
    federations::add_member(&tx, &by, of.federation.id, organisation.id, Some(today), None).await?;
    campaigns::answer(&tx, &by, &of.invitation, Some(organisation.id), Direction::Yes).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(account)
}

/// GET /rejoindre/{s}/rappels
pub async fn ask_stop(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
) -> AppResult {
    let Some(of) = opened(&app, &visit, &secret).await? else { return gone(&app, &visitor) };
    let door = if of.invitation.refused_at.is_some() { Door::NoMore } else { Door::Reminders };
    shown(page(&app, &visitor, &secret, Some(&of), door).html())
}

/// POST /rejoindre/{s}/rappels
pub async fn stop(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    Path(secret): Path<String>,
    _: Posted,
) -> AppResult {
    let Some(of) = opened(&app, &visit, &secret).await? else { return gone(&app, &visitor) };
    let tx = app.db.begin().await?;
    let by = campaigns::by_link(&of.sending, app.clock.now());
    campaigns::refuse_reminders(&tx, &by, &of.invitation).await?;
    tx.commit().await.map_err(StoreError::from)?;
    shown(page(&app, &visitor, &secret, Some(&of), Door::NoMore).html())
}
