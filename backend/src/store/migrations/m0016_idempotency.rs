//! Requests that a program sends with a key, so that they are done once: what was asked, and what was answered.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer_null, text, text_null};

use super::{below_organisation, index, sorted_text, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut idempotency = table(
            "idempotency",
            &["tenant", "word"],
            vec![
                big_integer("tenant"),
                sorted_text(manager, "word"),
                text("request"),
                big_integer("started_at"),
                integer_null("status"),
                text_null("answer"),
            ],
        );
        below_organisation(&mut idempotency);
        manager.create_table(idempotency).await?;
        index(manager, "idempotency", &["started_at"]).await
    }
}
