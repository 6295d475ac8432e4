//! People: accounts, sessions, links, what they were granted; consents and calls for help of organisations; tokens of
//! programs; how often something was tried.
//!
//! Of a password, a session, a link, a token and a recovery code only a hash is kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, text, text_null};

use super::{below_organisation, index, points, sorted_text, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        accounts(manager).await?;
        grants(manager).await?;
        organisations(manager).await?;

        let attempt = table(
            "attempt",
            &["bucket", "began_at"],
            vec![sorted_text(manager, "bucket"), big_integer("began_at"), big_integer("count")],
        );
        manager.create_table(attempt).await?;
        index(manager, "attempt", &["began_at"]).await
    }
}

async fn accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let account = table(
        "account",
        &["id"],
        vec![
            big_integer("id"),
            // The address as people are told apart by it: lower case.
            text_null("email_key"),
            text_null("email"),
            text_null("name"),
            text_null("password"),
            text_null("totp_secret"),
            big_integer_null("totp_since"),
            // The last step of thirty seconds whose code was taken: none counts twice.
            big_integer_null("totp_step"),
            big_integer("created_at"),
            big_integer_null("closed_at"),
        ],
    );
    manager.create_table(account).await?;
    unique(manager, "account", &["email_key"]).await?;

    let of_account = |table: &mut TableCreateStatement| {
        table.foreign_key(&mut points(&["account"], "account", &["id"])).to_owned()
    };
    let mut session = table(
        "session",
        &["id"],
        vec![
            big_integer("id"),
            big_integer("account"),
            text("hash"),
            big_integer("created_at"),
            big_integer("seen_at"),
            // `password`: the code of the second factor still lacks; `whole`; `strong`: with the second factor.
            text("level"),
            text("agent"),
        ],
    );
    manager.create_table(of_account(&mut session)).await?;
    unique(manager, "session", &["hash"]).await?;
    index(manager, "session", &["account"]).await?;

    let mut link = table(
        "account_link",
        &["id"],
        vec![
            big_integer("id"),
            text("kind"),
            text("hash"),
            big_integer("account"),
            text("data"),
            big_integer("created_at"),
            big_integer("expires_at"),
            big_integer_null("used_at"),
        ],
    );
    manager.create_table(of_account(&mut link)).await?;
    unique(manager, "account_link", &["hash"]).await?;
    index(manager, "account_link", &["account"]).await?;

    let mut recovery = table(
        "recovery_code",
        &["account", "hash"],
        vec![big_integer("account"), text("hash"), big_integer_null("used_at")],
    );
    manager.create_table(of_account(&mut recovery)).await
}

async fn grants(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut granted = table(
        "role_grant",
        &["id"],
        vec![
            big_integer("id"),
            big_integer("account"),
            text("role"),
            big_integer_null("organisation"),
            big_integer_null("federation"),
            // Some buildings only, in `role_grant_building`.
            boolean("narrowed"),
            text("from_day"),
            text_null("to_day"),
            text("actor"),
            big_integer("created_at"),
            big_integer_null("revoked_at"),
        ],
    );
    granted
        .foreign_key(&mut points(&["account"], "account", &["id"]))
        .foreign_key(&mut points(&["organisation"], "organisation", &["id"]))
        .foreign_key(&mut points(&["federation"], "federation", &["id"]));
    manager.create_table(granted).await?;
    index(manager, "role_grant", &["account"]).await?;
    index(manager, "role_grant", &["organisation"]).await?;

    let mut buildings = table(
        "role_grant_building",
        &["tenant", "role_grant", "building"],
        vec![big_integer("tenant"), big_integer("role_grant"), big_integer("building")],
    );
    buildings.foreign_key(&mut points(&["role_grant"], "role_grant", &["id"])).foreign_key(&mut points(
        &["tenant", "building"],
        "building",
        &["tenant", "id"],
    ));
    manager.create_table(buildings).await?;
    index(manager, "role_grant_building", &["role_grant"]).await
}

async fn organisations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut consent = table(
        "consent",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer("federation"),
            text("from_day"),
            text_null("to_day"),
            text("actor"),
            big_integer("created_at"),
        ],
    );
    below_organisation(&mut consent).foreign_key(&mut points(&["federation"], "federation", &["id"]));
    manager.create_table(consent).await?;
    index(manager, "consent", &["federation"]).await?;

    let mut help = table(
        "help_request",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            text("words"),
            text("from_day"),
            text_null("to_day"),
            text("actor"),
            big_integer("created_at"),
        ],
    );
    manager.create_table(below_organisation(&mut help).to_owned()).await?;

    let mut token = table(
        "api_token",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            text("hash"),
            text("name"),
            text("reach"),
            text("actor"),
            big_integer("created_at"),
            big_integer("expires_at"),
            big_integer_null("used_at"),
            big_integer_null("revoked_at"),
        ],
    );
    manager.create_table(below_organisation(&mut token).to_owned()).await?;
    unique(manager, "api_token", &["hash"]).await
}
