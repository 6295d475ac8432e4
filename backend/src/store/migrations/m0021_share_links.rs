//! Pages that are shared by a link: one view of one building, for a while. Of the link only a hash is kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer_null, text};

use super::{below_organisation, points, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut share = table(
            "share_link",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("building"),
                text("view"),
                integer_null("year"),
                text("hash"),
                text("actor"),
                big_integer("created_at"),
                big_integer("expires_at"),
                big_integer("uses"),
                big_integer_null("used_at"),
                big_integer_null("revoked_at"),
            ],
        );
        below_organisation(&mut share).foreign_key(&mut points(
            &["tenant", "building"],
            "building",
            &["tenant", "id"],
        ));
        manager.create_table(share).await?;
        unique(manager, "share_link", &["hash"]).await
    }
}
