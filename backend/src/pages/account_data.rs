//! Everything that is held about a person, as one file of JSON: the account without its secrets, roles, sessions, links, and
//! what the log says they did or was done about them, as stored.

use axum::extract::State;
use eclaireur_models::period::rfc3339;
use serde_json::{Value, json};

use super::download::download;
use crate::app::App;
use crate::doors::Visit;
use crate::error::{AppError, AppResult};
use crate::store::journal::{Asked, Whose};
use crate::store::{AccountId, Actor, BuildingId, FederationId, OrganisationId};
use crate::store::{accounts, grants, journal, links, sessions};

/// Entries read at a time.
const CHUNK: u64 = 1_000;

/// The person who asks.
pub(super) fn account(visit: &Visit) -> AppResult<AccountId> {
    match visit.actor {
        Actor::Account(id) => Ok(id),
        _ => Err(AppError::not_found()),
    }
}

/// GET /compte/donnees.json
pub async fn show(State(app): State<App>, visit: Visit) -> AppResult {
    let id = account(&visit)?;
    let c = app.db.read();
    let held = accounts::get(c, id).await?;
    let now = app.clock.now();
    let open = sessions::of_account(c, id, now).await?;
    let open: Vec<Value> = open
        .iter()
        .map(|s| {
            json!({
                "id": s.id, "level": s.level.code(), "browser": s.agent,
                "opened_at": rfc3339(s.created_at), "seen_at": rfc3339(s.seen_at),
            })
        })
        .collect();
    let sent = links::of_account(c, id).await?.into_iter().map(|(kind, made, expires, used)| {
        json!({
            "kind": kind, "made_at": rfc3339(made), "expires_at": rfc3339(expires),
            "used_at": used.map(rfc3339),
        })
    });
    let told = json!({
        "account": {
            "id": id, "email": held.email, "name": held.name, "created_at": rfc3339(held.created_at),
            "password_set": held.password.is_some(),
            "second_factor_since": held.totp_since.map(rfc3339),
            "recovery_codes_left": accounts::recovery_left(c, id).await?,
        },
        "roles": grants::of_account(c, id).await?.iter().map(role).collect::<Vec<_>>(),
        "sessions": open,
        "links": sent.collect::<Vec<_>>(),
        "log": log(&app, id).await?,
    });
    let text = serde_json::to_string_pretty(&told).map_err(anyhow::Error::from)?;
    Ok(download(text, "application/json", "donnees.json"))
}

fn role(row: &grants::GrantRow) -> Value {
    let scope = row.grant.role.scope();
    let buildings = scope.and_then(|scope| scope.buildings.as_ref());
    let federation = match row.grant.role {
        eclaireur_models::access::Role::Reviewer { federation } => {
            Some(FederationId::from_stored(federation))
        }
        _ => None,
    };
    json!({
        "id": row.id,
        "role": row.grant.role.code(),
        "organisation": scope.map(|scope| OrganisationId::from_stored(scope.organisation)),
        "buildings": buildings.map(|all| all.iter().map(|id| BuildingId::from_stored(*id)).collect::<Vec<_>>()),
        "federation": federation,
        "from": row.grant.from.to_string(),
        "to": row.grant.to.map(|day| day.to_string()),
        "given_by": row.actor,
        "given_at": rfc3339(row.created_at),
        "revoked_at": row.revoked_at.map(rfc3339),
    })
}

/// The entries as they are stored. What somebody did in an organisation is told without its data, which are the
/// organisation's.
async fn log(app: &App, id: AccountId) -> AppResult<Vec<Value>> {
    let mut all = Vec::new();
    loop {
        let skip = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let asked = Asked::default();
        let (some, total) = journal::slice(app.db.read(), Whose::Account(id), &asked, skip, CHUNK).await?;
        if some.is_empty() {
            return Ok(all);
        }
        all.extend(some.into_iter().map(|told| {
            let entry = told.entry;
            let data = if told.tenant.is_none() { entry.data } else { Value::Null };
            json!({
                "at": rfc3339(entry.at), "actor": entry.actor, "kind": entry.kind,
                "subject": entry.subject, "organisation": told.tenant, "data": data,
            })
        }));
        if u64::try_from(all.len()).unwrap_or(u64::MAX) >= total {
            return Ok(all);
        }
    }
}
