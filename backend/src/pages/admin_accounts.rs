//! The accounts, for the administrator: who, with which roles; invited, revoked, closed. No reading of anybody.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::forms::{FormData, InvitationInput, Problem, ProblemCode};
use eclaireur_frontend::pages::accounts::{AccountLine, AccountState, AccountsPage, RoleLine};
use eclaireur_frontend::pages::admin_account::{AdminAccountPage, REASONS};
use eclaireur_frontend::pages::administration::AdministrationPage;
use eclaireur_frontend::pages::invite::{InvitePage, Invited, Inviter};
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::period::{Day, day_of};

use super::access::is_open;
use super::federations::name_of as federation_name;
use super::{again, name_of, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::people::{self, inviting, rates};
use crate::store::accounts::{self, AccountRow};
use crate::store::federations::{self, FederationRow};
use crate::store::grants::{self, GrantRow};
use crate::store::organisations::{self, OrganisationFilter, OrganisationRow};
use crate::store::{AccountId, GrantId, Paging, StoreError, ledger, sessions};

/// Accounts on the page; the rest is found by looking for them.
const SHOWN: usize = 200;

/// GET /administration
pub async fn index(State(app): State<App>, visitor: Visitor) -> AppResult {
    shown(AdministrationPage { shell: visitor.shell(&app, None) }.html())
}

/// Names of organisations and federations: what roles are about.
struct Places {
    organisations: Vec<OrganisationRow>,
    federations: Vec<FederationRow>,
}

impl Places {
    async fn load(app: &App) -> AppResult<Places> {
        let filter = OrganisationFilter { archived: true, ..OrganisationFilter::default() };
        let (mut rows, mut paging) = (Vec::new(), Paging::first(Paging::MOST));
        loop {
            let page = organisations::list(app.db.read(), &filter, &paging).await?;
            rows.extend(page.items);
            match page.next {
                Some(next) => paging.after = Some(next),
                None => break,
            }
        }
        Ok(Places { organisations: rows, federations: federations::list(app.db.read()).await? })
    }

    fn of(&self, role: &Role) -> Option<String> {
        if let Role::Reviewer { federation } = role {
            let found = self.federations.iter().find(|row| row.id.get() == *federation);
            return found.map(|row| row.federation.name.clone());
        }
        let scope = role.scope()?;
        let found = self.organisations.iter().find(|row| row.id.get() == scope.organisation);
        found.map(|row| row.organisation.name.clone())
    }

    fn organisation(&self, code: &str) -> Option<i64> {
        let found = self.organisations.iter().find(|row| row.organisation.code.as_str() == code);
        found.map(|row| row.id.get())
    }

    fn federation(&self, code: &str) -> Option<i64> {
        let found = self.federations.iter().find(|row| row.federation.code.as_str() == code);
        found.map(|row| row.id.get())
    }

    fn inviter(&self) -> Inviter {
        Inviter::Service {
            organisations: self.organisations.iter().map(name_of).collect(),
            federations: self.federations.iter().map(federation_name).collect(),
        }
    }
}

const fn state(row: &AccountRow) -> AccountState {
    if row.closed_at.is_some() {
        AccountState::Closed
    } else if row.password.is_none() {
        AccountState::Invited
    } else if row.has_factor() {
        AccountState::Strong
    } else {
        AccountState::Active
    }
}

fn role_line(row: &GrantRow, places: &Places, on: Day) -> RoleLine {
    let role = &row.grant.role;
    RoleLine {
        id: row.id.to_string(),
        role: role.code(),
        of: places.of(role),
        buildings: role.scope().and_then(|scope| Some(scope.buildings.as_ref()?.len())),
        from: row.grant.from,
        to: row.grant.to,
        open: is_open(row, on),
    }
}

fn account_line(
    row: &AccountRow,
    held: &[GrantRow],
    places: &Places,
    seen: &BTreeMap<AccountId, i64>,
    on: Day,
) -> AccountLine {
    let person = row.called();
    AccountLine {
        id: row.id.to_string(),
        email: row.email.clone().filter(|email| *email != person),
        person,
        state: state(row),
        roles: held
            .iter()
            .filter(|grant| grant.account == row.id)
            .map(|grant| role_line(grant, places, on))
            .collect(),
        seen_on: seen.get(&row.id).and_then(|at| day_of(*at)),
        sessions: 0,
    }
}

/// GET /administration/comptes
pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult {
    let (c, on) = (app.db.read(), app.clock.today());
    let rows = accounts::list(c).await?;
    let held = grants::all(c).await?;
    let places = Places::load(&app).await?;
    let ids: Vec<AccountId> = rows.iter().map(|row| row.id).collect();
    let seen = sessions::last_seen(c, &ids).await?;
    let word = visitor.word("q");
    let wanted = word.to_lowercase();
    let found = |line: &AccountLine| {
        let of = line.roles.iter().filter_map(|role| role.of.as_deref());
        let mut texts = of.chain(line.email.as_deref()).chain([line.person.as_str()]);
        wanted.is_empty() || texts.any(|text| text.to_lowercase().contains(&wanted))
    };
    let mut lines: Vec<AccountLine> =
        rows.iter().map(|row| account_line(row, &held, &places, &seen, on)).filter(found).collect();
    let found = lines.len();
    lines.truncate(SHOWN);
    let form = FormData::new().set("q", word);
    shown(AccountsPage { shell: visitor.shell(&app, None), form, accounts: lines, found }.html())
}

/// GET /administration/comptes/inviter
pub async fn ask_invite(State(app): State<App>, visitor: Visitor) -> AppResult {
    let places = Places::load(&app).await?;
    let form = FormData::new().set("from", eclaireur_frontend::format::day(app.clock.today()));
    shown(invite_page(&app, &visitor, &places, form).html())
}

fn invite_page(app: &App, visitor: &Visitor, places: &Places, form: FormData) -> InvitePage {
    InvitePage { shell: visitor.shell(app, None), by: places.inviter(), form, invited: None, mandate: None }
}

/// The role that was chosen, with what it is about.
fn role(form: &mut FormData, places: &Places) -> Option<Role> {
    let code = form.choice("role", |code| Role::CODES.into_iter().find(|role| *role == code));
    let Some(code) = code else {
        if form.problem("role").is_none() {
            form.fail("role", Problem::new(ProblemCode::Required));
        }
        return None;
    };
    let needs = match code {
        "manager" | "adviser" => "organisation",
        "reviewer" => "federation",
        "cell" => return Some(Role::Cell),
        "investor" => return Some(Role::Investor),
        _ => return Some(Role::Administrator),
    };
    if form.get(needs).is_empty() {
        form.fail(needs, Problem::new(ProblemCode::Required));
        return None;
    }
    if code == "reviewer" {
        return form
            .choice(needs, |code| places.federation(code))
            .map(|federation| Role::Reviewer { federation });
    }
    let scope = Scope::whole(form.choice(needs, |code| places.organisation(code))?);
    Some(if code == "manager" { Role::Manager(scope) } else { Role::Adviser(scope) })
}

/// POST /administration/comptes/inviter
pub async fn invite(State(app): State<App>, visitor: Visitor, mut posted: Posted) -> AppResult {
    let places = Places::load(&app).await?;
    let role = role(&mut posted.form, &places);
    let is_mandate = posted.form.get("role") == "adviser";
    let input = InvitationInput::read(&mut posted.form, is_mandate, app.clock.today());
    let (Some(role), Some(input)) = (role, input) else {
        return again(invite_page(&app, &visitor, &places, posted.form).html());
    };
    let grant = Grant { role, from: input.from, to: input.to };
    rates::invitation(&app, visitor.visit(), &input.email).await?;
    let (_, invited) = inviting::invite(&app, inviting::Inviter::Service, &input.email, &grant).await?;
    let page = invite_page(&app, &visitor, &places, FormData::new());
    shown(InvitePage { invited: Some(invited), ..page }.html())
}

async fn account_of(app: &App, id: &str) -> AppResult<AccountRow> {
    let id: AccountId = id.parse().map_err(|_| AppError::not_found())?;
    accounts::find(app.db.read(), id).await?.ok_or_else(AppError::not_found)
}

/// Whether nobody but the holder of this account administers the service.
fn is_last(all: &[GrantRow], account: AccountId, on: Day) -> bool {
    let administers = |row: &&GrantRow| row.grant.role == Role::Administrator && row.holds(on);
    let holders: Vec<AccountId> = all.iter().filter(administers).map(|row| row.account).collect();
    holders.contains(&account) && holders.iter().all(|holder| *holder == account)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    row: &AccountRow,
    link: Option<String>,
    form: FormData,
) -> AppResult<AdminAccountPage> {
    let (c, on) = (app.db.read(), app.clock.today());
    let held = grants::of_account(c, row.id).await?;
    let places = Places::load(app).await?;
    let seen = sessions::last_seen(c, &[row.id]).await?;
    let open = sessions::of_account(c, row.id, app.clock.now()).await?.len();
    let account = AccountLine { sessions: open, ..account_line(row, &held, &places, &seen, on) };
    let is_last = is_last(&grants::all(c).await?, row.id, on);
    Ok(AdminAccountPage { shell: visitor.shell(app, None), account, is_last, link, form })
}

/// GET /administration/comptes/{a}
pub async fn show(State(app): State<App>, Path(id): Path<String>, visitor: Visitor) -> AppResult {
    let row = account_of(&app, &id).await?;
    shown(page(&app, &visitor, &row, None, FormData::new()).await?.html())
}

/// POST /administration/comptes/{a}: `revoke`, or what `do` says.
pub async fn change(
    State(app): State<App>,
    Path(id): Path<String>,
    visitor: Visitor,
    mut posted: Posted,
) -> AppResult {
    let row = account_of(&app, &id).await?;
    if row.closed_at.is_some() {
        return Err(AppError::not_found());
    }
    let (by, on) = (app.by(), app.clock.today());
    let revoked = posted.form.get("revoke").to_owned();
    let what = posted.form.get("do").to_owned();
    let reason = REASONS.into_iter().find(|reason| *reason == posted.form.get("reason"));
    if what == "factor" && reason.is_none() {
        posted.form.fail("reason", Problem::new(ProblemCode::Required));
        return again(page(&app, &visitor, &row, None, posted.form).await?.html());
    }
    if revoked.is_empty() && what == "invite" && row.password.is_none() {
        rates::invitation(&app, visitor.visit(), row.email.as_deref().unwrap_or_default()).await?;
        let link = match inviting::invite_again(&app, &row).await? {
            Invited::PassOn { link, .. } => Some(link),
            Invited::Sent { .. } | Invited::Known { .. } => None,
        };
        return shown(page(&app, &visitor, &row, link, FormData::new()).await?.html());
    }
    let tx = app.db.begin().await?;
    // Looked at under the lock: of two who take each other's role away, the second is told.
    ledger::lock(&tx, None).await?;
    let was_last = is_last(&grants::all(&tx).await?, row.id, on);
    match (revoked.as_str(), what.as_str(), reason) {
        ("", "sessions", _) => {
            sessions::close_all(&tx, &by, row.id, None).await?;
        }
        ("", "factor", Some(reason)) => {
            accounts::reset_factor(&tx, &by, row.id, reason).await?;
            sessions::close_all(&tx, &by, row.id, None).await?;
        }
        ("", "close", _) if !was_last => {
            people::close(&tx, &by, row.id).await?;
        }
        (grant, "", _) if !grant.is_empty() => {
            let grant: GrantId = grant.parse().map_err(|_| AppError::not_found())?;
            let held = grants::of_account(&tx, row.id).await?;
            let held = held.into_iter().find(|held| held.id == grant).ok_or_else(AppError::not_found)?;
            if was_last && held.grant.role == Role::Administrator {
                return Err(AppError::bad_request());
            }
            grants::revoke(&tx, &by, held.id).await?;
        }
        _ => return Err(AppError::bad_request()),
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::admin_account(&id), &Flash::Saved).into_response())
}
