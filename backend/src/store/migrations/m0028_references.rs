//! How many services a sector counts, as a federation says: dated counts with their source, withdrawn by a mark.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, text, text_null};

use super::{index, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut counted = table(
            "reference_count",
            &["id"],
            vec![
                big_integer("id"),
                big_integer("federation"),
                text("activity"),
                text_null("province"),
                text_null("size_class"),
                text("counted"),
                integer("count"),
                integer("year"),
                text("source"),
                text("actor"),
                big_integer("recorded_at"),
                big_integer_null("superseded_at"),
            ],
        );
        counted.foreign_key(&mut points(&["federation"], "federation", &["id"]));
        manager.create_table(counted).await?;
        index(manager, "reference_count", &["federation"]).await
    }
}
