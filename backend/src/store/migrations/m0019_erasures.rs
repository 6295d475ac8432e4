//! Organisations that are to be erased, and what stays of those that were; ways to find somebody's entries in the log.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, text};

use super::{below_organisation, index, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut erasure = table(
            "erasure",
            &["tenant"],
            vec![big_integer("tenant"), big_integer("asked_at"), big_integer("due_at"), text("actor")],
        );
        manager.create_table(below_organisation(&mut erasure).to_owned()).await?;
        index(manager, "erasure", &["due_at"]).await?;

        // No code, no name, no commune, and no day of erasure: the id is drawn, and tells nothing.
        let kept = table(
            "kept_year",
            &["id"],
            vec![
                big_integer("id"),
                text("activity"),
                text("province"),
                integer("year"),
                big_integer("area_m2"),
                big_integer("final_kwh"),
            ],
        );
        manager.create_table(kept).await?;
        index(manager, "kept_year", &["activity", "province", "year"]).await?;

        index(manager, "log", &["actor"]).await?;
        index(manager, "log", &["kind"]).await
    }
}
