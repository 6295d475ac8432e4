//! Aids as they went, and what stood in the way: dated records of a project. A later row of the same record takes the place of the
//! one before; what is taken back is marked.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text, text_null};

use super::{below_organisation, index, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut request = table(
            "aid_request",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                // The id of the first row that told of it.
                big_integer("record"),
                big_integer("building"),
                big_integer("project"),
                text("scheme"),
                text_null("requested_on"),
                text_null("decided_on"),
                text_null("outcome"),
                text_null("missed"),
                // 1/10 000 €.
                big_integer_null("granted"),
                text_null("advance_on"),
                text_null("paid_on"),
                text("actor"),
                big_integer("recorded_at"),
                big_integer_null("withdrawn_at"),
            ],
        );
        below_organisation(&mut request).foreign_key(&mut points(
            &["tenant", "project"],
            "project",
            &["tenant", "id"],
        ));
        manager.create_table(request).await?;
        index(manager, "aid_request", &["tenant", "building"]).await?;

        let mut obstacle = table(
            "obstacle",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("record"),
                big_integer("building"),
                big_integer("project"),
                text("obstacle"),
                text("met_on"),
                text_null("lifted_on"),
                text_null("note"),
                text("actor"),
                big_integer("recorded_at"),
                big_integer_null("withdrawn_at"),
            ],
        );
        below_organisation(&mut obstacle).foreign_key(&mut points(
            &["tenant", "project"],
            "project",
            &["tenant", "id"],
        ));
        manager.create_table(obstacle).await?;
        index(manager, "obstacle", &["tenant", "building"]).await
    }
}
