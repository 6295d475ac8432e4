//! Who may see an organisation, as its archive tells it: members and mandates, consents, calls for help, tokens without
//! their secrets. For people to read; it is not put back.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use eclaireur_models::period::rfc3339;

use crate::store::error::{Result, StoreError};
use crate::store::id::{BuildingId, OrganisationId};
use crate::store::{accounts, consents, grants, tokens};

/// The text; nothing where nobody was ever let in by name.
///
/// # Errors
/// The database.
pub async fn access<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Option<String>> {
    let held = grants::of_organisation(c, tenant).await?;
    let ids: Vec<_> = held.iter().map(|row| row.account).collect();
    let people = accounts::among(c, &ids).await?;
    let grants: Vec<Value> = held
        .iter()
        .map(|row| {
            let person = people.iter().find(|account| account.id == row.account);
            let buildings = row.grant.role.scope().and_then(|scope| scope.buildings.as_ref());
            json!({
                "account": row.account,
                "name": person.and_then(|p| p.name.as_ref()),
                "email": person.and_then(|p| p.email.as_ref()),
                "role": row.grant.role.code(),
                "buildings": buildings.map(|all| all.iter().map(|id| BuildingId::from_stored(*id)).collect::<Vec<_>>()),
                "from": row.grant.from.to_string(),
                "to": row.grant.to.map(|day| day.to_string()),
                "given_by": row.actor,
                "revoked_at": row.revoked_at.map(rfc3339),
            })
        })
        .collect();
    let consents: Vec<Value> = consents::of_organisation(c, tenant)
        .await?
        .iter()
        .map(|row| {
            json!({
                "federation": row.federation, "from": row.from.to_string(),
                "to": row.to.map(|day| day.to_string()), "given_by": row.actor,
            })
        })
        .collect();
    let help: Vec<Value> = consents::help_of(c, tenant)
        .await?
        .iter()
        .map(|row| {
            json!({
                "words": row.words, "from": row.from.to_string(), "to": row.to.map(|day| day.to_string()),
            })
        })
        .collect();
    let tokens: Vec<Value> = tokens::of_organisation(c, tenant)
        .await?
        .iter()
        .map(|row| {
            json!({
                "id": row.id, "name": row.name, "reach": tokens::code(row.reach),
                "made_at": rfc3339(row.created_at), "expires_at": rfc3339(row.expires_at),
                "used_at": row.used_at.map(rfc3339), "revoked_at": row.revoked_at.map(rfc3339),
            })
        })
        .collect();
    if grants.is_empty() && consents.is_empty() && help.is_empty() && tokens.is_empty() {
        return Ok(None);
    }
    let told = json!({ "grants": grants, "consents": consents, "help_requests": help, "tokens": tokens });
    let text = serde_json::to_string_pretty(&told).map_err(|e| StoreError::damaged("access", e))?;
    Ok(Some(text + "\n"))
}
