//! Several files sent at once: which imports they became. Forgotten with the previews.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

use super::{below_organisation, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `files` name imports without a foreign key: a preview may be forgotten before its sending.
        let mut sending = table(
            "sending",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                text("files"),
                text("actor"),
                big_integer("created_at"),
                big_integer("expires_at"),
            ],
        );
        manager.create_table(below_organisation(&mut sending).to_owned()).await
    }
}
