//! Meters, their channels, whose they are, and what is known about things over time.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, integer_null, text, text_null,
};

use super::{below_organisation, index, points, sorted_text, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        meters(manager).await?;
        facts(manager).await
    }
}

async fn meters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut meter = table(
        "meter",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            sorted_text(manager, "code"),
            text_null("name"),
            text_null("ean"),
            text_null("serial"),
            text("carrier"),
            big_integer_null("parent"),
            text_null("valid_from"),
            text_null("valid_to"),
            big_integer("created_at"),
        ],
    );
    below_organisation(&mut meter).foreign_key(&mut points(
        &["tenant", "parent"],
        "meter",
        &["tenant", "id"],
    ));
    manager.create_table(meter).await?;
    unique(manager, "meter", &["tenant", "code"]).await?;
    index(manager, "meter", &["tenant", "ean"]).await?;
    index(manager, "meter", &["tenant", "serial"]).await?;

    let mut allocation = table(
        "allocation",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer("meter"),
            big_integer("building"),
            integer("millionths"),
            text_null("from_day"),
            text_null("to_day"),
            big_integer("recorded_at"),
            big_integer_null("superseded_at"),
        ],
    );
    allocation
        .foreign_key(&mut points(&["tenant", "meter"], "meter", &["tenant", "id"]))
        .foreign_key(&mut points(&["tenant", "building"], "building", &["tenant", "id"]));
    manager.create_table(allocation).await?;
    index(manager, "allocation", &["tenant", "meter"]).await?;
    index(manager, "allocation", &["tenant", "building"]).await?;

    let mut channel = table(
        "channel",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer("meter"),
            text("direction"),
            text("register"),
            text("kind"),
            text("unit"),
            text("basis"),
            boolean("counts"),
            integer_null("resolution_s"),
            text("zone"),
        ],
    );
    channel.foreign_key(&mut points(&["tenant", "meter"], "meter", &["tenant", "id"]));
    manager.create_table(channel).await?;
    unique(
        manager,
        "channel",
        &["tenant", "meter", "direction", "register", "kind", "unit", "basis", "counts"],
    )
    .await
}

async fn facts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut fact = table(
        "fact",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            text("subject_kind"),
            big_integer("subject"),
            text("fact"),
            text("value"),
            text_null("from_day"),
            text_null("to_day"),
            text("source"),
            text("quality"),
            big_integer_null("import"),
            text("actor"),
            big_integer("recorded_at"),
            big_integer_null("superseded_at"),
        ],
    );
    manager.create_table(below_organisation(&mut fact).to_owned()).await?;
    index(manager, "fact", &["tenant", "subject", "fact"]).await?;
    index(manager, "fact", &["tenant", "import"]).await?;

    let mut event = table(
        "event",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer("building"),
            text("kind"),
            text("from_day"),
            text_null("to_day"),
            text("text"),
            text("actor"),
            big_integer("recorded_at"),
            big_integer_null("superseded_at"),
        ],
    );
    event.foreign_key(&mut points(&["tenant", "building"], "building", &["tenant", "id"]));
    manager.create_table(event).await?;
    index(manager, "event", &["tenant", "building"]).await
}
