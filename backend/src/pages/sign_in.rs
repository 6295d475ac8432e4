//! Coming in and going out: password, second factor, and in the demonstration one click.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::pages::sign_in::{DemoRole, Door, SignInPage};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Who;

use super::{again, shown};
use crate::app::App;
use crate::demo;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::people::rates::{self, Try};
use crate::people::{entry, factor, passwords};
use crate::store::sessions::{self, Level};
use crate::store::{StoreError, accounts, devices, limits};

pub(super) fn page(app: &App, visitor: &Visitor, door: Door, form: FormData) -> SignInPage {
    SignInPage { shell: visitor.shell(app, None), door, form }
}

/// GET /connexion
pub async fn show(State(app): State<App>, visitor: Visitor, visit: Visit) -> AppResult {
    let next = visitor.word("suite");
    if matches!(visit.who, Who::Known(_)) && !app.demo {
        return Ok(Redirect::to(&entry::path(&next).unwrap_or_else(urls::home)).into_response());
    }
    shown(page(&app, &visitor, Door::SignIn, FormData::new().set("suite", next)).html())
}

/// POST /connexion
pub async fn enter(
    State(app): State<App>,
    visitor: Visitor,
    visit: Visit,
    headers: HeaderMap,
    mut posted: Posted,
) -> AppResult {
    let form = &mut posted.form;
    let (email, password) = (form.required("email"), form.exact("password").to_owned());
    if password.is_empty() {
        form.fail("password", Problem::new(ProblemCode::Required));
    }
    let Some(email) = email.filter(|_| !form.failed()) else {
        return again(page(&app, &visitor, Door::SignIn, posted.form).html());
    };
    let device = entry::device(&app.settings, &headers);
    let bucket = rates::take_for(&app, Try::SignIn, &email, visit.ip, device).await?;
    let account = accounts::by_email(app.db.read(), &email).await?;
    let held = account.as_ref().and_then(|account| account.password.as_deref());
    let right = passwords::is_right(&password, held).await?;
    let Some(account) = account.filter(|_| right) else {
        form.fail("password", Problem::new(ProblemCode::SignInWrong));
        return again(page(&app, &visitor, Door::SignIn, posted.form).html());
    };
    let opened = entry::open(&app, &visit, &account, entry::level_of(&account), &headers).await?;
    let tx = app.db.begin().await?;
    limits::forget(&tx, &bucket).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(entry::on(&app, &opened, form.get("suite")))
}

/// GET /connexion/code
pub async fn ask_code(State(app): State<App>, visitor: Visitor, visit: Visit) -> AppResult {
    let next = visitor.word("suite");
    if visit.session.as_ref().is_none_or(|session| session.level != Level::Password) {
        return Ok(Redirect::to(&urls::with_query(&urls::sign_in(), &[("suite", &next)])).into_response());
    }
    shown(page(&app, &visitor, Door::Code, FormData::new().set("suite", next)).html())
}

/// POST /connexion/code
pub async fn code(State(app): State<App>, visitor: Visitor, visit: Visit, mut posted: Posted) -> AppResult {
    let Some(session) = visit.session.as_ref().filter(|session| session.level == Level::Password) else {
        return Ok(Redirect::to(&urls::sign_in()).into_response());
    };
    rates::code(&app, session.account).await?;
    let account = accounts::get(app.db.read(), session.account).await?;
    let (by, given) = (entry::by(&app, &account), posted.form.get("code").to_owned());
    let step = match &account.totp_secret {
        Some(secret) => factor::step_of(secret, &given, by.now)?,
        None => None,
    };
    let tx = app.db.begin().await?;
    let right = match step {
        Some(step) => accounts::take_step(&tx, account.id, step).await?,
        None => accounts::take_recovery(&tx, &by, account.id, &factor::recovery_typed(&given)).await?,
    };
    if !right {
        drop(tx);
        posted.form.fail("code", Problem::new(ProblemCode::CodeWrong));
        return again(page(&app, &visitor, Door::Code, posted.form).html());
    }
    let fresh = sessions::raise(&tx, &by, session.id, Level::Strong).await?;
    let device = devices::remember(&tx, account.id, by.now).await?;
    limits::forget(&tx, &format!("code:{}", account.id)).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let opened = entry::Opened { session: fresh, device: Some(device), level: Level::Strong };
    Ok(entry::on(&app, &opened, posted.form.get("suite")))
}

/// POST /deconnexion
pub async fn leave(State(app): State<App>, visit: Visit, _: Posted) -> AppResult {
    if let Some(session) = &visit.session {
        let tx = app.db.begin().await?;
        entry::gone(sessions::close(&tx, &app.by(), session.account, session.id).await)?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    let to = if app.demo { urls::home() } else { urls::sign_in() };
    let mut response = done(&to, &Flash::SignedOut).into_response();
    entry::drop_cookie(&app.settings, &mut response);
    Ok(response)
}

/// POST /demonstration/role
pub async fn as_role(State(app): State<App>, visit: Visit, headers: HeaderMap, posted: Posted) -> AppResult {
    let role = DemoRole::from_code(posted.form.get("role")).filter(|_| app.demo);
    let email = role.map(demo::people::address).ok_or_else(AppError::not_found)?;
    let account = accounts::by_email(app.db.read(), &email).await?.ok_or_else(AppError::not_found)?;
    let opened = entry::open(&app, &visit, &account, Level::Strong, &headers).await?;
    Ok(entry::on(&app, &opened, ""))
}
