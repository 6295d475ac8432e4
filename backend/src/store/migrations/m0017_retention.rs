//! For how many years an organisation keeps the pictures that come with a reading; always without.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer_null;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut more = Table::alter();
        more.table("organisation").add_column(integer_null("photo_years"));
        manager.alter_table(more).await
    }
}
