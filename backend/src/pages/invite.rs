//! An organisation invites somebody, as manager or by mandate; and the sheet of a mandate.

use axum::extract::{Path, State};
use eclaireur_frontend::forms::{FormData, InvitationInput, chosen_buildings};
use eclaireur_frontend::mandate::Mandate;
use eclaireur_frontend::pages::invite::{InvitePage, Inviter};
use eclaireur_frontend::pages::mandate::MandatePage;
use eclaireur_frontend::{reports, urls};
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::lang::Lang;
use tokio::task::spawn_blocking;

use super::access::{buildings_of, grant_of, is_open, names};
use super::download::download;
use super::{again, building_name, name_of, organisation, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::Visitor;
use crate::people::{inviting, rates};
use crate::reporting::PDF;
use crate::store::accounts;
use crate::store::buildings::BuildingRow;
use crate::store::grants::GrantRow;
use crate::store::organisations::OrganisationRow;

fn role_of(code: &str) -> Option<&'static str> {
    ["manager", "adviser"].into_iter().find(|role| *role == code)
}

fn page(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    rows: &[BuildingRow],
    role: &'static str,
) -> InvitePage {
    let buildings = rows.iter().map(building_name).collect();
    InvitePage {
        shell: visitor.shell(app, Some(name_of(whose))),
        by: Inviter::Organisation { organisation: name_of(whose), buildings, role },
        form: FormData::new(),
        invited: None,
        mandate: None,
    }
}

/// GET /organisations/{o}/acces/inviter
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let role = role_of(&visitor.word("role")).unwrap_or("manager");
    let rows = buildings_of(&app, whose.id, false).await?;
    let on = app.clock.today();
    let mut page = page(&app, &visitor, &whose, &rows, role);
    page.form = if role == "adviser" {
        InvitationInput::proposed(on)
    } else {
        FormData::new().set("from", eclaireur_frontend::format::day(on))
    };
    shown(page.html())
}

/// POST /organisations/{o}/acces/inviter
pub async fn keep(
    State(app): State<App>,
    Path(code): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let role = role_of(posted.form.get("role")).ok_or_else(AppError::bad_request)?;
    let rows = buildings_of(&app, whose.id, false).await?;
    let mut page = page(&app, &visitor, &whose, &rows, role);
    let known: Vec<_> = rows.iter().map(building_name).collect();
    let chosen = chosen_buildings(&mut posted.form, &known);
    let input = InvitationInput::read(&mut posted.form, role == "adviser", app.clock.today());
    let Some(input) = input else {
        page.form = posted.form;
        return again(page.html());
    };
    let id =
        |code: &String| rows.iter().find(|row| row.building.code.as_str() == code).map(|row| row.id.get());
    let buildings = chosen.map(|codes| codes.iter().filter_map(id).collect());
    let scope = Scope { organisation: whose.id.get(), buildings };
    let role = if role == "adviser" { Role::Adviser(scope) } else { Role::Manager(scope) };
    let is_mandate = matches!(role, Role::Adviser(_));
    let grant = Grant { role, from: input.from, to: input.to };
    rates::invitation(&app, visitor.visit(), &input.email).await?;
    let inviter = inviting::Inviter::Organisation(whose.id);
    let (id, invited) = inviting::invite(&app, inviter, &input.email, &grant).await?;
    page.mandate = is_mandate.then(|| urls::mandate(&code, &id.to_string()));
    page.invited = Some(invited);
    shown(page.html())
}

/// The mandate of an address, and whose it is.
async fn mandate_of(app: &App, code: &str, id: &str) -> AppResult<(OrganisationRow, GrantRow, Mandate)> {
    let whose = organisation(app, code).await?;
    let row = grant_of(app, &whose, id).await?;
    let Role::Adviser(scope) = &row.grant.role else { return Err(AppError::not_found()) };
    let account = accounts::get(app.db.read(), row.account).await?;
    let names = names(&buildings_of(app, whose.id, true).await?);
    let some = scope.buildings.as_ref();
    let mandate = Mandate {
        lang: Lang::Fr,
        on: app.clock.today(),
        organisation: whose.organisation.name.clone(),
        bce: whose.organisation.bce,
        name: account.name,
        email: account.email,
        buildings: some.map(|ids| ids.iter().filter_map(|id| names.get(id).cloned()).collect()),
        from: row.grant.from,
        last: row.grant.to.and_then(|to| to.yesterday().ok()),
    };
    Ok((whose, row, mandate))
}

/// GET /organisations/{o}/acces/droits/{g}/mandat
pub async fn mandate(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let (whose, row, mandate) = mandate_of(&app, &code, &id).await?;
    let page = MandatePage {
        shell: visitor.shell(&app, Some(name_of(&whose))),
        organisation: name_of(&whose),
        id: row.id.to_string(),
        mandate,
        over: !is_open(&row, app.clock.today()),
    };
    shown(page.html())
}

/// GET /organisations/{o}/acces/droits/{g}/mandat.pdf
pub async fn mandate_pdf(State(app): State<App>, Path((code, id)): Path<(String, String)>) -> AppResult {
    let (_, _, mandate) = mandate_of(&app, &code, &id).await?;
    let _turn = app.drawing.acquire().await;
    let bytes = spawn_blocking(move || reports::letter_pdf(&mandate.letter())).await??;
    Ok(download(bytes, PDF, &format!("{code}-mandat.pdf")))
}
