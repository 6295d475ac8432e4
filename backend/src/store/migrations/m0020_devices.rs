//! Browsers that somebody signed in with: they keep a bucket of their own when others try the address in vain.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

use super::{index, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut device =
            table("device", &["hash"], vec![text("hash"), big_integer("account"), big_integer("created_at")]);
        device.foreign_key(&mut points(&["account"], "account", &["id"]));
        manager.create_table(device).await?;
        index(manager, "device", &["account"]).await
    }
}
