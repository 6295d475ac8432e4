//! Values that somebody took back without putting another in their place.
//!
//! A slot that is only missing takes nothing away from an earlier import; this does, and says so. It carries its import
//! like everything else that an import brings, so that undoing it brings the value back.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer_null};

use super::{points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut withdrawn = table(
            "withdrawn",
            &["tenant", "channel", "start_s", "end_s", "import"],
            vec![
                big_integer("tenant"),
                big_integer("channel"),
                big_integer("start_s"),
                big_integer("end_s"),
                big_integer("import"),
                integer_null("resolution_s"),
            ],
        );
        withdrawn
            .foreign_key(&mut points(&["tenant", "import"], "import", &["tenant", "id"]))
            .foreign_key(&mut points(&["tenant", "channel"], "channel", &["tenant", "id"]));
        manager.create_table(withdrawn).await
    }
}
