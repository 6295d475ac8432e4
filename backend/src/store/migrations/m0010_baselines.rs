//! Baselines that no longer change, each whole in its text.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text};

use super::{below_organisation, bytes, index, packed, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut baseline = table(
            "baseline",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("building"),
                big_integer_null("meter"),
                text("carrier"),
                text("from_day"),
                text("to_day"),
                text("sha256"),
                bytes("sealed"),
                text("actor"),
                big_integer("sealed_at"),
                big_integer_null("withdrawn_at"),
            ],
        );
        below_organisation(&mut baseline)
            .foreign_key(&mut points(&["tenant", "building"], "building", &["tenant", "id"]))
            .foreign_key(&mut points(&["tenant", "meter"], "meter", &["tenant", "id"]));
        manager.create_table(baseline).await?;
        packed(manager, "baseline", "sealed").await?;
        index(manager, "baseline", &["tenant", "building"]).await
    }
}
