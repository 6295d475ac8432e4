//! Who has access to an organisation: shown, and taken away.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use eclaireur_frontend::pages::access::{AccessPage, ConsentLine, GivenBy, GrantLine, KeyLine, ShareLine};
use eclaireur_frontend::pages::access_end::AccessEndPage;
use eclaireur_frontend::{Flash, urls};
use eclaireur_models::access::Role;
use eclaireur_models::period::{Day, day_of};

use super::{again, name_of, organisation, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::accounts::{self, AccountRow};
use crate::store::buildings::{self, BuildingFilter, BuildingRow};
use crate::store::grants::{self, GrantRow};
use crate::store::organisations::OrganisationRow;
use crate::store::share_links::{self, ShareRow};
use crate::store::tokens::{self, TokenRow};
use crate::store::{
    AccountId, Actor, GrantId, OrganisationId, Paging, ShareLinkId, StoreError, consents, federations,
    sessions,
};

/// The accounts that a page speaks of.
#[derive(Default)]
pub(super) struct People {
    accounts: BTreeMap<AccountId, AccountRow>,
    seen: BTreeMap<AccountId, i64>,
}

impl People {
    /// Those of some grants, and those by whom something was given.
    pub(super) async fn load<'a>(
        app: &App,
        rows: &'a [GrantRow],
        actors: impl Iterator<Item = &'a str>,
    ) -> AppResult<People> {
        let mut ids: Vec<AccountId> = rows.iter().map(|row| row.account).collect();
        ids.extend(rows.iter().map(|row| row.actor.as_str()).chain(actors).filter_map(account));
        ids.sort_unstable();
        ids.dedup();
        let c = app.db.read();
        let held = accounts::among(c, &ids).await?;
        let seen = sessions::last_seen(c, &ids).await?;
        Ok(People { accounts: held.into_iter().map(|row| (row.id, row)).collect(), seen })
    }

    /// What somebody is called.
    pub(super) fn called(&self, id: AccountId) -> String {
        self.accounts.get(&id).map_or_else(|| id.to_string(), AccountRow::called)
    }

    /// By whom.
    pub(super) fn by(&self, actor: &str) -> GivenBy {
        account(actor).map_or(GivenBy::Machine, |id| GivenBy::Person(self.called(id)))
    }

    fn waits(&self, id: AccountId) -> bool {
        self.accounts.get(&id).is_some_and(|row| row.password.is_none() && row.closed_at.is_none())
    }

    fn seen_on(&self, id: AccountId) -> Option<Day> {
        self.seen.get(&id).and_then(|at| day_of(*at))
    }
}

fn account(actor: &str) -> Option<AccountId> {
    match actor.parse() {
        Ok(Actor::Account(id)) => Some(id),
        _ => None,
    }
}

/// Every building of an organisation, those put away only where they are asked for.
pub(super) async fn buildings_of(
    app: &App,
    tenant: OrganisationId,
    archived: bool,
) -> AppResult<Vec<BuildingRow>> {
    let filter = BuildingFilter { tenant: Some(tenant), archived, ..BuildingFilter::default() };
    let (mut rows, mut paging) = (Vec::new(), Paging::first(Paging::MOST));
    loop {
        let page = buildings::list(app.db.read(), &filter, &paging).await?;
        rows.extend(page.items.into_iter().map(|(_, row)| row));
        match page.next {
            Some(next) => paging.after = Some(next),
            None => return Ok(rows),
        }
    }
}

/// A grant as pages show it.
fn line(row: &GrantRow, people: &People, names: &BTreeMap<i64, String>, on: Day) -> GrantLine {
    let some = row.grant.role.scope().and_then(|scope| scope.buildings.as_ref());
    GrantLine {
        id: row.id.to_string(),
        person: people.called(row.account),
        role: row.grant.role.code(),
        buildings: some.map(|ids| ids.iter().filter_map(|id| names.get(id).cloned()).collect()),
        from: row.grant.from,
        to: row.grant.to,
        by: people.by(&row.actor),
        seen_on: people.seen_on(row.account),
        waits: people.waits(row.account),
        revoked_on: row.revoked_at.map(|at| day_of(at).unwrap_or(on)),
    }
}

/// A key as pages show it.
pub(super) fn key_line(row: &TokenRow, now: i64, on: Day) -> KeyLine {
    let day = |at| day_of(at).unwrap_or(on);
    KeyLine {
        id: row.id.to_string(),
        name: row.name.clone(),
        reach: row.reach,
        made_on: day(row.created_at),
        until: day(row.expires_at),
        used_on: row.used_at.map(day),
        open: row.lasts(now),
        revoked_on: row.revoked_at.map(day),
    }
}

/// A shared page as pages show it.
pub(super) fn share_line(
    row: &ShareRow,
    people: &People,
    names: &BTreeMap<i64, String>,
    now: i64,
    on: Day,
) -> ShareLine {
    let day = |at| day_of(at).unwrap_or(on);
    ShareLine {
        id: row.id.to_string(),
        building: names.get(&row.building.get()).cloned().unwrap_or_default(),
        view: row.view.code(),
        year: row.year,
        made_on: day(row.created_at),
        until: day(row.expires_at),
        by: people.by(&row.actor),
        uses: row.uses,
        used_on: row.used_at.map(day),
        open: row.lasts(now),
        revoked_on: row.revoked_at.map(day),
    }
}

/// Names of buildings by their ids.
pub(super) fn names(rows: &[BuildingRow]) -> BTreeMap<i64, String> {
    rows.iter().map(|row| (row.id.get(), row.building.name.clone())).collect()
}

/// GET /organisations/{o}/acces
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let (c, on, now) = (app.db.read(), app.clock.today(), app.clock.now());
    let rows = grants::of_organisation(c, whose.id).await?;
    let keys = tokens::of_organisation(c, whose.id).await?;
    let shares = share_links::of_organisation(c, whose.id).await?;
    let given = consents::of_organisation(c, whose.id).await?;
    let given: Vec<_> = given.into_iter().filter(|row| row.holds(on)).collect();
    let actors =
        shares.iter().map(|row| row.actor.as_str()).chain(given.iter().map(|row| row.actor.as_str()));
    let people = People::load(&app, &rows, actors).await?;
    let names = names(&buildings_of(&app, whose.id, true).await?);
    let federations = federations::list(c).await?;
    let consent = |row: &consents::ConsentRow| {
        let federation = federations.iter().find(|f| f.id == row.federation)?;
        let name = federation.federation.name.clone();
        Some(ConsentLine { federation: name, since: row.from, by: people.by(&row.actor) })
    };
    let (held, past): (Vec<_>, Vec<_>) = rows.iter().partition(|row| is_open(row, on));
    let lines = |rows: Vec<&GrantRow>| -> Vec<GrantLine> {
        rows.into_iter().map(|row| line(row, &people, &names, on)).collect()
    };
    let page = AccessPage {
        shell: visitor.shell(&app, Some(name_of(&whose))),
        organisation: name_of(&whose),
        held: lines(held),
        past: lines(past),
        keys: keys.iter().filter(|row| row.lasts(now)).map(|row| key_line(row, now, on)).collect(),
        shares: shares
            .iter()
            .filter(|row| row.lasts(now))
            .map(|row| share_line(row, &people, &names, now, on))
            .collect(),
        consents: given.iter().filter_map(consent).collect(),
        consents_at: Some(urls::consents(whose.organisation.code.as_str())),
    };
    shown(page.html())
}

/// Whether a grant holds today or will.
pub(super) fn is_open(row: &GrantRow, on: Day) -> bool {
    row.revoked_at.is_none() && row.grant.to.is_none_or(|to| on < to)
}

/// Whether somebody manages the whole organisation on a day by this grant.
fn manages_all(row: &GrantRow, on: Day) -> bool {
    matches!(&row.grant.role, Role::Manager(scope) if scope.buildings.is_none()) && row.holds(on)
}

/// The grant of an address, which must be of this organisation and be open.
pub(super) async fn grant_of(app: &App, whose: &OrganisationRow, id: &str) -> AppResult<GrantRow> {
    let id: GrantId = id.parse().map_err(|_| AppError::not_found())?;
    let row = grants::find(app.db.read(), id).await?.ok_or_else(AppError::not_found)?;
    if row.organisation() == Some(whose.id) { Ok(row) } else { Err(AppError::not_found()) }
}

/// The page that asks before an access is taken away.
async fn end_page(
    app: &App,
    visitor: &Visitor,
    whose: &OrganisationRow,
    row: &GrantRow,
) -> AppResult<AccessEndPage> {
    let on = app.clock.today();
    let all = grants::of_organisation(app.db.read(), whose.id).await?;
    let others = all.iter().any(|other| other.id != row.id && manages_all(other, on));
    let people = People::load(app, core::slice::from_ref(row), core::iter::empty()).await?;
    Ok(AccessEndPage {
        shell: visitor.shell(app, Some(name_of(whose))),
        organisation: name_of(whose),
        line: line(row, &people, &BTreeMap::new(), on),
        is_last: manages_all(row, on) && !others,
        is_own: is_own(app, row),
    })
}

fn is_own(app: &App, row: &GrantRow) -> bool {
    app.by().actor == Actor::Account(row.account)
}

/// GET /organisations/{o}/acces/droits/{g}/retirer
pub async fn ask_end(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let row = grant_of(&app, &whose, &id).await?;
    if !is_open(&row, app.clock.today()) {
        return Err(AppError::not_found());
    }
    shown(end_page(&app, &visitor, &whose, &row).await?.html())
}

/// POST /organisations/{o}/acces/droits/{g}/retirer
pub async fn end(
    State(app): State<App>,
    Path((code, id)): Path<(String, String)>,
    visitor: Visitor,
    _posted: Posted,
) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let row = grant_of(&app, &whose, &id).await?;
    let on = app.clock.today();
    let tx = app.db.begin().await?;
    grants::revoke(&tx, &app.by(), row.id).await?;
    // What they made for others, or for themselves, does not outlast their last access here.
    let stays = grants::of_account(&tx, row.account).await?;
    if !stays.iter().any(|other| other.organisation() == Some(whose.id) && other.holds(on)) {
        tokens::revoke_made_by(&tx, &app.by(), whose.id, row.account).await?;
        share_links::revoke_made_by(&tx, &app.by(), whose.id, row.account).await?;
    }
    // Looked at under the lock: of two who take each other's access away, the second is told.
    let left = grants::of_organisation(&tx, whose.id).await?;
    if manages_all(&row, on) && !left.iter().any(|other| manages_all(other, on)) {
        tx.rollback().await.map_err(StoreError::from)?;
        return again(end_page(&app, &visitor, &whose, &row).await?.html());
    }
    tx.commit().await.map_err(StoreError::from)?;
    // Who took their own access away would find no page here.
    if is_own(&app, &row) {
        return Ok(Redirect::to(&urls::home()).into_response());
    }
    Ok(done(&urls::access(&code), &Flash::TakenBack).into_response())
}

/// POST /organisations/{o}/acces/partages/revoquer
pub async fn close_share(State(app): State<App>, Path(code): Path<String>, posted: Posted) -> AppResult {
    let whose = organisation(&app, &code).await?;
    let id: ShareLinkId = posted.form.get("link").parse().map_err(|_| AppError::not_found())?;
    let tx = app.db.begin().await?;
    share_links::revoke(&tx, &app.by(), whose.id, None, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::access(&code), &Flash::TakenBack).into_response())
}
