//! The event log, chained per tenant, and the catalogues that were ever used.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

use super::{bytes, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `tenant` 0 is the service itself; hence no foreign key.
        let log = table(
            "log",
            &["tenant", "seq"],
            vec![
                big_integer("tenant"),
                big_integer("seq"),
                big_integer("at"),
                text("actor"),
                text("kind"),
                text("subject"),
                text("data"),
                text("prev_hash"),
                text("hash"),
            ],
        );
        manager.create_table(log).await?;
        let snapshot = table(
            "catalog_snapshot",
            &["hash"],
            vec![text("hash"), bytes("bytes"), big_integer("created_at")],
        );
        manager.create_table(snapshot).await
    }
}
