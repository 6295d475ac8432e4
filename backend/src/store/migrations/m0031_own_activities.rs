//! A federation's own list of activities: the word it has for each member, withdrawn by a mark.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text};

use super::{index, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut sorted = table(
            "own_activity",
            &["id"],
            vec![
                big_integer("id"),
                big_integer("federation"),
                big_integer("organisation"),
                text("label"),
                text("actor"),
                big_integer("recorded_at"),
                big_integer_null("withdrawn_at"),
            ],
        );
        sorted.foreign_key(&mut points(&["federation"], "federation", &["id"])).foreign_key(&mut points(
            &["organisation"],
            "organisation",
            &["id"],
        ));
        manager.create_table(sorted).await?;
        index(manager, "own_activity", &["federation"]).await?;
        index(manager, "own_activity", &["organisation"]).await
    }
}
