//! Projects of a building: the works somebody thinks of, how they may be paid, and where the steps stand.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, text};

use super::{below_organisation, points, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut project = table(
            "project",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("building"),
                text("code"),
                text("name"),
                text("body"),
                integer("version"),
                text("actor"),
                big_integer("created_at"),
                big_integer("changed_at"),
                big_integer_null("archived_at"),
            ],
        );
        below_organisation(&mut project).foreign_key(&mut points(
            &["tenant", "building"],
            "building",
            &["tenant", "id"],
        ));
        manager.create_table(project).await?;
        unique(manager, "project", &["tenant", "building", "code"]).await
    }
}
