//! Which invoice a bill is, where a file said so: its number and who sent it. The same number twice from one sender is
//! one invoice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

use super::index;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: SQLite adds no more.
        for column in ["number", "supplier"] {
            let mut table = Table::alter();
            table.table("bill").add_column(text_null(column));
            manager.alter_table(table).await?;
        }
        index(manager, "bill", &["tenant", "number"]).await
    }
}
