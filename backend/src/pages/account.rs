//! One's own account.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::mails::MailKind;
use eclaireur_frontend::pages::account::{AccountPage, HasFactor, RoleLine, SessionLine};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Role;
use serde_json::json;

use super::people_links::fresh;
use super::{again, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::outside::mail::is_address;
use crate::people::rates::{self, Try};
use crate::people::{end_others, entry, mails, passwords};
use crate::store::accounts::AccountRow;
use crate::store::grants::GrantRow;
use crate::store::links::{self, Kind};
use crate::store::sessions::{self, SessionRow};
use crate::store::{OrganisationId, SessionId, StoreError, accounts, federations, grants, organisations};

/// The session and the account of whoever visits.
pub(super) async fn me(app: &App, visit: &Visit) -> AppResult<(SessionRow, AccountRow)> {
    let session = visit.session.clone().ok_or_else(AppError::not_found)?;
    let account = accounts::get(app.db.read(), session.account).await?;
    Ok((session, account))
}

async fn page(app: &App, visitor: &Visitor, visit: &Visit) -> AppResult<AccountPage> {
    let (session, account) = me(app, visit).await?;
    let open = sessions::of_account(app.db.read(), account.id, app.clock.now()).await?;
    let sessions = open.into_iter().map(|one| SessionLine {
        current: one.id == session.id,
        id: one.id.to_string(),
        agent: one.agent,
        seen_at: one.seen_at,
    });
    let sessions = sessions.collect();
    let mut roles = Vec::new();
    for row in grants::of_account(app.db.read(), account.id).await?.into_iter().rev() {
        roles.push(role(app, &row).await?);
    }
    Ok(AccountPage {
        shell: visitor.shell(app, None),
        has_password: account.password.is_some(),
        factor: match (account.has_factor(), visit.lacks_factor) {
            (true, _) => HasFactor::On,
            (false, true) => HasFactor::Awaited,
            (false, false) => HasFactor::Off,
        },
        mail_failed: app.mails.failed(account.id),
        name_form: FormData::new().set("name", account.name.unwrap_or_default()),
        email: account.email.unwrap_or_default(),
        email_form: FormData::new(),
        password_form: FormData::new(),
        sessions,
        roles,
    })
}

async fn role(app: &App, row: &GrantRow) -> AppResult<RoleLine> {
    let holds = row.holds(app.clock.today());
    let role = &row.grant.role;
    let about = match role {
        Role::Manager(scope) | Role::Adviser(scope) | Role::Program(scope, _) => {
            let id = OrganisationId::from_stored(scope.organisation);
            organisations::by_id(app.db.read(), id).await?.map(|row| row.organisation.name)
        }
        Role::Reviewer { federation } => federations::list(app.db.read())
            .await?
            .into_iter()
            .find(|row| row.id.get() == *federation)
            .map(|row| row.federation.name),
        Role::Cell | Role::Investor | Role::Administrator => None,
    };
    let buildings = role.scope().and_then(|scope| scope.buildings.as_ref()).map_or(0, Vec::len);
    Ok(RoleLine {
        role: role.code(),
        about: about.unwrap_or_default(),
        buildings,
        from: row.grant.from,
        to: row.grant.to,
        holds,
    })
}

/// GET /compte
pub async fn show(State(app): State<App>, visitor: Visitor, visit: Visit) -> AppResult {
    shown(page(&app, &visitor, &visit).await?.html())
}

/// POST /compte
pub async fn rename(State(app): State<App>, visitor: Visitor, visit: Visit, mut posted: Posted) -> AppResult {
    let (_, account) = me(&app, &visit).await?;
    let Some(name) = posted.form.name("name") else {
        let page = AccountPage { name_form: posted.form, ..page(&app, &visitor, &visit).await? };
        return again(page.html());
    };
    let tx = app.db.begin().await?;
    accounts::set_name(&tx, &app.by(), account.id, &name).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::account(), &Flash::Saved).into_response())
}

/// How long after signing in an account without a password needs no other proof.
const FRESH_S: i64 = 15 * 60;

/// Whether the password that was is the one given. An account without one proves itself by having just signed in, which
/// takes its mailbox; `instead` is the field beside which it is told so.
pub(super) async fn proved(
    app: &App,
    (session, account): (&SessionRow, &AccountRow),
    form: &mut FormData,
    [field, instead]: [&'static str; 2],
) -> AppResult<bool> {
    let Some(hash) = account.password.as_deref() else {
        let fresh = app.clock.now() - session.created_at < FRESH_S;
        if !fresh {
            form.fail(instead, Problem::new(ProblemCode::SignInAgain));
        }
        return Ok(fresh);
    };
    rates::inside(app, account.id).await?;
    let right = passwords::is_right(form.exact(field), Some(hash)).await?;
    if !right {
        form.fail(field, Problem::new(ProblemCode::PasswordWrong));
    }
    Ok(right)
}

/// POST /compte/adresse
pub async fn ask_address(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    mut posted: Posted,
) -> AppResult {
    let (session, account) = me(&app, &visit).await?;
    let form = &mut posted.form;
    let email = form.required("email");
    if email.as_ref().is_some_and(|email| !is_address(email)) {
        form.fail("email", Problem::new(ProblemCode::BadEmail));
    }
    let proved = proved(&app, (&session, &account), form, ["password", "email"]).await?;
    let Some(email) = email.filter(|_| proved && !form.failed()) else {
        let page = AccountPage { email_form: posted.form, ..page(&app, &visitor, &visit).await? };
        return again(page.html());
    };
    rates::take(&app, Try::Mail, visit.ip).await?;
    let taken = accounts::by_email(app.db.read(), &email).await?.is_some();
    // Whether somebody else has it is not told: nothing is sent there then.
    if !taken {
        let tx = app.db.begin().await?;
        let data = json!({ "email": email });
        let secret = links::make(&tx, &app.by(), Kind::Address, account.id, &data).await?;
        tx.commit().await.map_err(StoreError::from)?;
        let link = Some((urls::account_address(&secret), Kind::Address));
        mails::send_to(&app, &account, email, MailKind::Address, link);
    }
    mails::send(&app, &account, MailKind::AddressAsked, None);
    Ok(done(&urls::account(), &Flash::AddressAsked).into_response())
}

/// POST /compte/mot-de-passe
pub async fn password(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    mut posted: Posted,
) -> AppResult {
    let (session, account) = me(&app, &visit).await?;
    let form = &mut posted.form;
    let proved = proved(&app, (&session, &account), form, ["old", "new"]).await?;
    let fresh = fresh(&app, form, "new", &account).await?;
    let Some(password) = fresh.filter(|_| proved) else {
        let page = AccountPage { password_form: posted.form, ..page(&app, &visitor, &visit).await? };
        return again(page.html());
    };
    let (hash, by) = (passwords::hash(&password).await?, app.by());
    let tx = app.db.begin().await?;
    accounts::set_password(&tx, &by, account.id, &hash).await?;
    end_others(&tx, &by, account.id, Some(session.id)).await?;
    let fresh = sessions::raise(&tx, &by, session.id, session.level).await?;
    tx.commit().await.map_err(StoreError::from)?;
    mails::send(&app, &account, MailKind::PasswordChanged, None);
    let mut response = done(&urls::account(), &Flash::PasswordChanged).into_response();
    entry::keep(&app.settings, &mut response, &fresh);
    Ok(response)
}

/// POST /compte/sessions
pub async fn close(State(app): State<App>, visit: Visit, posted: Posted) -> AppResult {
    let (session, account) = me(&app, &visit).await?;
    let named = posted.form.get("session");
    let tx = app.db.begin().await?;
    let here = if named.is_empty() {
        sessions::close_all(&tx, &app.by(), account.id, None).await?;
        true
    } else {
        let id: SessionId = named.parse().map_err(|_| AppError::not_found())?;
        sessions::close(&tx, &app.by(), account.id, id).await?;
        id == session.id
    };
    tx.commit().await.map_err(StoreError::from)?;
    Ok(closed(&app, here))
}

/// Out, where it was the session that asked.
fn closed(app: &App, here: bool) -> Response {
    if !here {
        return done(&urls::account(), &Flash::SessionsClosed).into_response();
    }
    let mut response = done(&urls::sign_in(), &Flash::SignedOut).into_response();
    entry::drop_cookie(&app.settings, &mut response);
    response
}
