//! What the list of an organisation shows of each building, beside its assessment: the list reads no whole text.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::alter();
        table.table("assessment").add_column(text_null("line"));
        manager.alter_table(table).await?;
        // Derived: those without a line are made again.
        manager.get_connection().execute_unprepared("DELETE FROM assessment").await?;
        Ok(())
    }
}
