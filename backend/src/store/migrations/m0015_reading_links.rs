//! Links by which one meter is read without an account, and what was sent through each.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, text, text_null};

use super::{below_organisation, index, points, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Of the secret only its SHA-256 is here.
        let mut link = table(
            "reading_link",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("meter"),
                big_integer("building"),
                text("hash"),
                text("actor"),
                big_integer("made_at"),
                big_integer_null("renewed_at"),
                big_integer("expires_at"),
                big_integer_null("revoked_at"),
            ],
        );
        below_organisation(&mut link)
            .foreign_key(&mut points(&["tenant", "meter"], "meter", &["tenant", "id"]))
            .foreign_key(&mut points(&["tenant", "building"], "building", &["tenant", "id"]));
        manager.create_table(link).await?;
        unique(manager, "reading_link", &["hash"]).await?;
        index(manager, "reading_link", &["tenant", "meter"]).await?;

        // `import` names an import without a foreign key: it is empty while somebody is still asked about his index.
        let mut used = table(
            "reading_link_use",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("link"),
                text("token"),
                big_integer("at"),
                text_null("photo"),
                big_integer_null("import"),
                boolean("doubted"),
                big_integer_null("checked_at"),
            ],
        );
        below_organisation(&mut used).foreign_key(&mut points(
            &["tenant", "link"],
            "reading_link",
            &["tenant", "id"],
        ));
        manager.create_table(used).await?;
        unique(manager, "reading_link_use", &["tenant", "link", "token"]).await
    }
}
