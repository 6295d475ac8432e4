//! What an organisation said the columns of its senders' tables are.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text};

use super::{below_organisation, index, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut mapping = table(
            "mapping",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                text("fingerprint"),
                text("mapping"),
                text("actor"),
                big_integer("created_at"),
                big_integer_null("forgotten_at"),
            ],
        );
        manager.create_table(below_organisation(&mut mapping).to_owned()).await?;
        index(manager, "mapping", &["tenant", "fingerprint"]).await
    }
}
