//! The second factor of one's account.

use axum::extract::State;
use axum::response::{Html, IntoResponse as _};
use eclaireur_frontend::forms::{FormData, Problem, ProblemCode};
use eclaireur_frontend::mails::MailKind;
use eclaireur_frontend::pages::factor::{Factor, FactorPage};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::period::day_of;

use super::account::{me, proved};
use super::{again, shown};
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::people::{end_others, entry, factor, mails, rates};
use crate::store::accounts::AccountRow;
use crate::store::sessions::{self, Level};
use crate::store::{StoreError, accounts, secret};

async fn state(app: &App, account: &AccountRow) -> AppResult<Factor> {
    Ok(match (account.totp_since, &account.totp_secret) {
        (Some(since), _) => Factor::On {
            since: day_of(since).unwrap_or_else(|| app.clock.today()),
            left: accounts::recovery_left(app.db.read(), account.id).await?,
            has_password: account.password.is_some(),
        },
        (None, Some(secret)) => Factor::Offered {
            uri: factor::uri(secret, account.email.as_deref().unwrap_or_default()),
            secret: secret.clone(),
        },
        (None, None) => Factor::Off,
    })
}

/// GET /compte/double-authentification
pub async fn show(State(app): State<App>, visitor: Visitor, visit: Visit) -> AppResult {
    let (_, account) = me(&app, &visit).await?;
    let factor = state(&app, &account).await?;
    shown(FactorPage { shell: visitor.shell(&app, None), factor, form: FormData::new() }.html())
}

/// POST /compte/double-authentification
pub async fn change(State(app): State<App>, visitor: Visitor, visit: Visit, posted: Posted) -> AppResult {
    match posted.form.get("quoi") {
        "begin" => begin(&app, &visit).await,
        "confirm" => confirm(&app, &visitor, &visit, posted.form).await,
        "drop" => drop_it(&app, &visitor, &visit, posted.form).await,
        _ => Err(AppError::bad_request()),
    }
}

async fn begin(app: &App, visit: &Visit) -> AppResult {
    let (_, account) = me(app, visit).await?;
    // One that is in place is dropped first, which asks the password.
    if !account.has_factor() {
        let tx = app.db.begin().await?;
        accounts::offer_factor(&tx, &app.by(), account.id, &factor::fresh()?).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(axum::response::Redirect::to(&urls::factor()).into_response())
}

async fn confirm(app: &App, visitor: &Visitor, visit: &Visit, mut form: FormData) -> AppResult {
    let (session, account) = me(app, visit).await?;
    let (Some(offered), false) = (&account.totp_secret, account.has_factor()) else {
        return Ok(axum::response::Redirect::to(&urls::factor()).into_response());
    };
    rates::code(app, account.id).await?;
    let by = app.by();
    let step = factor::step_of(offered, form.get("code"), by.now)?;
    let tx = app.db.begin().await?;
    let right = match step {
        Some(step) => accounts::take_step(&tx, account.id, step).await?,
        None => false,
    };
    if !right {
        drop(tx);
        form.fail("code", Problem::new(ProblemCode::CodeWrong));
        let factor = state(app, &account).await?;
        return again(FactorPage { shell: visitor.shell(app, None), factor, form }.html());
    }
    let codes = factor::recovery()?;
    accounts::set_factor(&tx, &by, account.id, &codes).await?;
    end_others(&tx, &by, account.id, Some(session.id)).await?;
    let fresh = sessions::raise(&tx, &by, session.id, Level::Strong).await?;
    tx.commit().await.map_err(StoreError::from)?;
    mails::send(app, &account, MailKind::FactorSet, None);
    let mut shell = visitor.shell(app, None);
    // The session has another secret from here on, and so have its forms.
    shell.csrf = Some(secret::derived(&fresh, "csrf"));
    let page = FactorPage { shell, factor: Factor::Fresh { codes }, form: FormData::new() };
    let mut response = Html(page.html()?).into_response();
    entry::keep(&app.settings, &mut response, &fresh);
    Ok(response)
}

async fn drop_it(app: &App, visitor: &Visitor, visit: &Visit, mut form: FormData) -> AppResult {
    let (session, account) = me(app, visit).await?;
    if !proved(app, (&session, &account), &mut form, ["password", "code"]).await? {
        let factor = state(app, &account).await?;
        return again(FactorPage { shell: visitor.shell(app, None), factor, form }.html());
    }
    let by = app.by();
    let tx = app.db.begin().await?;
    accounts::drop_factor(&tx, &by, account.id).await?;
    end_others(&tx, &by, account.id, Some(session.id)).await?;
    let fresh = sessions::raise(&tx, &by, session.id, Level::Whole).await?;
    tx.commit().await.map_err(StoreError::from)?;
    mails::send(app, &account, MailKind::FactorDropped, None);
    let mut response = done(&urls::account(), &Flash::FactorDropped).into_response();
    entry::keep(&app.settings, &mut response, &fresh);
    Ok(response)
}
