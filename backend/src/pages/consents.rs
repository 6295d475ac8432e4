//! What the federations of an organisation see of it: shown, consented to, taken back.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use eclaireur_frontend::pages::consents::{Asked, Consent, ConsentsPage, Towards};
use eclaireur_frontend::{Flash, urls};

use super::federations::name_of as federation_name;
use super::{name_of, organisation, shown};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::extract::posted::Posted;
use crate::extract::visitor::{Visitor, done};
use crate::store::campaigns::{self, Direction};
use crate::store::consents::{self, ConsentRow};
use crate::store::organisations::OrganisationRow;
use crate::store::{AccountId, Actor, StoreError, accounts, federations};

/// GET /organisations/{o}/federations
pub async fn show(State(app): State<App>, Path(code): Path<String>, visitor: Visitor) -> AppResult {
    let row = organisation(&app, &code).await?;
    let (c, today) = (app.db.read(), app.clock.today());
    let given = consents::of_organisation(c, row.id).await?;
    let members = federations::of_organisation(c, row.id, today).await?;
    let ids: Vec<_> = given.iter().map(|one| one.federation).chain(members.iter().map(|f| f.id)).collect();
    let names = names(&app, &given).await?;
    let mut towards = Vec::new();
    for federation in federations::among(c, &ids).await? {
        let theirs = given.iter().rev().filter(|one| one.federation == federation.id);
        let consent = |one: &ConsentRow| Consent {
            from: one.from,
            to: one.to,
            by: account_of(&one.actor).and_then(|id| names.get(&id).cloned()),
        };
        towards.push(Towards {
            federation: federation_name(&federation),
            member: members.iter().any(|member| member.id == federation.id),
            consents: theirs.map(consent).collect(),
        });
    }
    // Those one is a member of first.
    towards.sort_by_key(|one| !one.member);
    let expected = campaigns::expecting(c, &row, app.clock.now()).await?;
    let asking: Vec<_> = expected.iter().map(|(campaign, _)| campaign.federation).collect();
    let asking = federations::among(c, &asking).await?;
    let asked = expected.iter().filter_map(|(campaign, invitation)| {
        let of = asking.iter().find(|federation| federation.id == campaign.federation)?;
        if members.iter().any(|member| member.id == of.id) {
            return None;
        }
        Some(Asked {
            invitation: invitation.id.to_string(),
            federation: federation_name(of),
            year: campaign.year,
            closes_on: campaign.closes_on,
            refuses: invitation.refused_at.is_some(),
        })
    });
    let page = ConsentsPage {
        asked: asked.collect(),
        shell: visitor.shell(&app, Some(name_of(&row))),
        organisation: name_of(&row),
        federations: towards,
        on: today,
    };
    shown(page.html())
}

/// POST /organisations/{o}/federations: consents (`give`) or takes that back (`take_back`), for `federation`.
pub async fn keep(State(app): State<App>, Path(code): Path<String>, posted: Posted) -> AppResult {
    let row = organisation(&app, &code).await?;
    let today = app.clock.today();
    if !posted.form.get("invitation").is_empty() {
        return answer(&app, &row, &posted).await;
    }
    let federation = federations::by_code(app.db.read(), posted.form.get("federation")).await?;
    let federation = federation.ok_or_else(AppError::not_found)?;
    let tx = app.db.begin().await?;
    let flash = if posted.form.is_ticked("give") {
        let members = federations::of_organisation(&tx, row.id, today).await?;
        if !members.iter().any(|member| member.id == federation.id) {
            return Err(AppError::not_found());
        }
        consents::give(&tx, &app.by(), row.id, federation.id, today).await?;
        Flash::Saved
    } else if posted.form.is_ticked("take_back") {
        let given = consents::of_organisation(&tx, row.id).await?;
        // Sent twice, it is taken back all the same.
        for one in given.iter().filter(|one| one.federation == federation.id && one.to.is_none()) {
            consents::take_back(&tx, &app.by(), row.id, one.id, today).await?;
        }
        Flash::TakenBack
    } else {
        return Err(AppError::bad_request());
    };
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::consents(&code), &flash).into_response())
}

/// A federation that invites is answered: yes (`join`), no (`decline`), no more reminders (`stop`).
async fn answer(app: &App, row: &OrganisationRow, posted: &Posted) -> AppResult {
    let (today, by) = (app.clock.today(), app.by());
    let tx = app.db.begin().await?;
    let expected = campaigns::expecting(&tx, row, app.clock.now()).await?;
    let wanted = posted.form.get("invitation");
    let found = expected.into_iter().find(|(_, invitation)| invitation.id.to_string() == wanted);
    let (_, invitation) = found.ok_or_else(AppError::not_found)?;
    let flash = if posted.form.is_ticked("join") {
        let members = federations::of_organisation(&tx, row.id, today).await?;
        if !members.iter().any(|member| member.id == invitation.federation) {
            federations::add_member(&tx, &by, invitation.federation, row.id, Some(today), None).await?;
        }
        campaigns::answer(&tx, &by, &invitation, Some(row.id), Direction::Yes).await?;
        Flash::Saved
    } else if posted.form.is_ticked("decline") {
        campaigns::answer(&tx, &by, &invitation, Some(row.id), Direction::No).await?;
        Flash::Saved
    } else if posted.form.is_ticked("stop") {
        campaigns::refuse_reminders(&tx, &by, &invitation).await?;
        Flash::Saved
    } else {
        return Err(AppError::bad_request());
    };
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done(&urls::consents(row.organisation.code.as_str()), &flash).into_response())
}

/// The account that a reference names.
pub(super) fn account_of(actor: &str) -> Option<AccountId> {
    match actor.parse().ok()? {
        Actor::Account(id) => Some(id),
        _ => None,
    }
}

/// What the people who consented are called.
async fn names(app: &App, given: &[ConsentRow]) -> AppResult<BTreeMap<AccountId, String>> {
    let ids: Vec<AccountId> = given.iter().filter_map(|one| account_of(&one.actor)).collect();
    let held = accounts::among(app.db.read(), &ids).await?;
    Ok(held.into_iter().map(|account| (account.id, account.called())).collect())
}
