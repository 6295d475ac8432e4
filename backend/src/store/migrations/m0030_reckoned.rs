//! What scenarios reckon with of a building, as it was when its group was last renewed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::blob_null;

use super::packed;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut altered = Table::alter();
        altered.table("sector_group").add_column(blob_null("reckoned"));
        manager.alter_table(altered).await?;
        packed(manager, "sector_group", "reckoned").await
    }
}
