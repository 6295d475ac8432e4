//! Published sheets of projects, and the investors who asked for a contact.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text};

use super::{below_organisation, index, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut sheet = table(
            "project_sheet",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("building"),
                big_integer("project"),
                // All that is published, as JSON: it never moves.
                text("body"),
                text("actor"),
                big_integer("published_at"),
                big_integer_null("withdrawn_at"),
            ],
        );
        below_organisation(&mut sheet).foreign_key(&mut points(
            &["tenant", "project"],
            "project",
            &["tenant", "id"],
        ));
        manager.create_table(sheet).await?;
        index(manager, "project_sheet", &["tenant", "project"]).await?;

        let mut contact = table(
            "sheet_contact",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("sheet"),
                text("words"),
                text("actor"),
                big_integer("asked_at"),
            ],
        );
        below_organisation(&mut contact).foreign_key(&mut points(
            &["tenant", "sheet"],
            "project_sheet",
            &["tenant", "id"],
        ));
        manager.create_table(contact).await?;
        index(manager, "sheet_contact", &["tenant", "sheet"]).await
    }
}
