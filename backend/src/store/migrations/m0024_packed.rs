//! The text of an assessment, packed, at the end of its row: whoever adds up the columns beside it reads none of it.
//!
//! Derived: the table is made anew, empty, and what stood in it is computed again.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, integer_null, text, text_null};

use super::{below_organisation, bytes, packed, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("assessment").to_owned()).await?;
        let mut assessment = table(
            "assessment",
            &["tenant", "building"],
            vec![
                big_integer("tenant"),
                big_integer("building"),
                text("input_hash"),
                text("catalog"),
                integer("method"),
                text("on_day"),
                big_integer("seen_seq"),
                big_integer("seen_service_seq"),
                big_integer("made_at"),
                integer_null("year"),
                text_null("activity"),
                text_null("size_class"),
                text_null("energy_system"),
                big_integer_null("area_hundredths"),
                big_integer_null("final_wh"),
                big_integer_null("intensity_wh"),
                big_integer_null("recoverable_wh"),
                big_integer_null("recoverable_euro"),
                integer("alerts"),
                big_integer_null("worst_euro"),
                text_null("line"),
                bytes("packed"),
            ],
        );
        below_organisation(&mut assessment).foreign_key(&mut points(
            &["tenant", "building"],
            "building",
            &["tenant", "id"],
        ));
        manager.create_table(assessment).await?;
        packed(manager, "assessment", "packed").await
    }
}
