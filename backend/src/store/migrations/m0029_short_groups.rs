//! A group of the sector that somebody was erased from is held back: less the sums of before, the rest would tell who it was.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

use super::index;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut altered = Table::alter();
        altered.table("sector_group").add_column(boolean("short").default(false));
        manager.alter_table(altered).await?;
        // The newest building is asked for with every page of the sector.
        index(manager, "building", &["id"]).await
    }
}
