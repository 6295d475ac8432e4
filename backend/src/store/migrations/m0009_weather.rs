//! Daily mean temperatures of stations, and the runs of scheduled jobs.
//!
//! Neither belongs to an organisation: the weather is the same for all of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, text, text_null};

use super::{index, named, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let load = table(
            "weather_load",
            &["id"],
            vec![
                big_integer("id"),
                text("station"),
                text("origin"),
                text("source"),
                text("from_day"),
                text("to_day"),
                integer("days"),
                text("actor"),
                big_integer("recorded_at"),
            ],
        );
        manager.create_table(load).await?;
        index(manager, "weather_load", &["station"]).await?;

        let mut day = table(
            "weather_day",
            &["station", "day", "load"],
            vec![
                text("station"),
                text("day"),
                big_integer("load"),
                integer("hundredths"),
                big_integer_null("superseded_at"),
            ],
        );
        day.foreign_key(&mut points(&["load"], "weather_load", &["id"]));
        manager.create_table(day).await?;
        // One value of a day holds, whoever loads at the same moment.
        let mut holds = named(Index::create(), "weather_day", &["station", "day"]);
        holds.unique().cond_where(Expr::col("superseded_at").is_null());
        manager.create_index(holds).await?;

        let run = table(
            "job_run",
            &["job", "slot"],
            vec![
                text("job"),
                text("slot"),
                text("state"),
                integer("runs"),
                big_integer("started_at"),
                big_integer("lease_until"),
                big_integer_null("finished_at"),
                big_integer_null("again_at"),
                text_null("said"),
            ],
        );
        manager.create_table(run).await
    }
}
