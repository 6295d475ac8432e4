//! What is said of buildings: assessments and peers, which may be deleted at any time, what moved, what was published, and
//! what people answered to alerts.
//!
//! `concern` is the newest place of each event log that concerns figures: an assessment that has seen it is fresh.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, integer_null, text, text_null};

use super::{below_organisation, bytes, index, packed, points, sorted_text, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `tenant` 0 is the service itself; hence no foreign key.
        let concern = table("concern", &["tenant"], vec![big_integer("tenant"), big_integer("seq")]);
        manager.create_table(concern).await?;
        derived(manager).await?;
        moves(manager).await?;
        reports(manager).await?;
        notes(manager).await
    }
}

async fn derived(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
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
            text("body"),
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
        ],
    );
    below_organisation(&mut assessment).foreign_key(&mut points(
        &["tenant", "building"],
        "building",
        &["tenant", "id"],
    ));
    manager.create_table(assessment).await?;
    let peers = table(
        "peer_group",
        &["activity", "size_class", "energy_system"],
        vec![
            sorted_text(manager, "activity"),
            sorted_text(manager, "size_class"),
            sorted_text(manager, "energy_system"),
            integer("buildings"),
            integer("organisations"),
            big_integer("lower_wh"),
            big_integer("median_wh"),
            big_integer("upper_wh"),
        ],
    );
    manager.create_table(peers).await
}

async fn moves(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut figure_move = table(
        "figure_move",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer("building"),
            big_integer("at"),
            text("indicator"),
            text_null("of_what"),
            text_null("from_day"),
            text_null("to_day"),
            text("unit"),
            text_null("before_value"),
            text_null("after_value"),
            text("because"),
            text("cause"),
        ],
    );
    below_organisation(&mut figure_move).foreign_key(&mut points(
        &["tenant", "building"],
        "building",
        &["tenant", "id"],
    ));
    manager.create_table(figure_move).await?;
    index(manager, "figure_move", &["tenant", "building", "id"]).await
}

async fn reports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut report = table(
        "report",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer("building"),
            text("kind"),
            integer("year"),
            text("catalog"),
            text("sha256"),
            bytes("body"),
            text("files"),
            text("actor"),
            big_integer("published_at"),
            big_integer_null("withdrawn_at"),
        ],
    );
    below_organisation(&mut report).foreign_key(&mut points(
        &["tenant", "building"],
        "building",
        &["tenant", "id"],
    ));
    manager.create_table(report).await?;
    packed(manager, "report", "body").await?;
    index(manager, "report", &["tenant", "building"]).await
}

async fn notes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut note = table(
        "alert_note",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer("building"),
            text("alert"),
            text("state"),
            text("text"),
            big_integer_null("event"),
            text("actor"),
            big_integer("recorded_at"),
            big_integer_null("superseded_at"),
        ],
    );
    below_organisation(&mut note)
        .foreign_key(&mut points(&["tenant", "building"], "building", &["tenant", "id"]))
        .foreign_key(&mut points(&["tenant", "event"], "event", &["tenant", "id"]));
    manager.create_table(note).await?;
    index(manager, "alert_note", &["tenant", "building"]).await
}
