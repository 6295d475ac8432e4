//! Packed readings stand in a table for each month, on PostgreSQL: a month is read, kept on its own disk or let go by itself.
//!
//! `block` is partitioned by `month`, which its key has had from the beginning. Rows of a month that has no table yet stand in
//! `block_rest`, so that no row is ever refused; `store/readings/months.rs` makes the tables and brings rows home. Nothing
//! changes on SQLite.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

/// The table anew, with the keys and references it had. Its columns and how their bytes are kept come with it.
const ANEW: [&str; 7] = [
    "ALTER TABLE block RENAME TO block_whole",
    "ALTER TABLE block_whole RENAME CONSTRAINT block_pkey TO block_whole_pkey",
    "CREATE TABLE block (LIKE block_whole INCLUDING DEFAULTS INCLUDING STORAGE) PARTITION BY RANGE (month)",
    "ALTER TABLE block ADD CONSTRAINT block_pkey PRIMARY KEY (tenant, channel, month, import)",
    "ALTER TABLE block ADD CONSTRAINT block_import FOREIGN KEY (tenant, import) REFERENCES import (tenant, id)",
    "ALTER TABLE block ADD CONSTRAINT block_channel FOREIGN KEY (tenant, channel) REFERENCES channel (tenant, id)",
    "CREATE TABLE block_rest PARTITION OF block DEFAULT",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let c = manager.get_connection();
        for sql in ANEW {
            c.execute_unprepared(sql).await?;
        }
        let months = "SELECT DISTINCT month FROM block_whole ORDER BY month";
        for row in c.query_all_raw(Statement::from_string(DbBackend::Postgres, months)).await? {
            let month: i32 = row.try_get_by_index(0)?;
            let (year, number) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            let sql = format!(
                "CREATE TABLE block_{year:04}_{number:02} PARTITION OF block FOR VALUES FROM ({month}) TO ({})",
                month + 1
            );
            c.execute_unprepared(&sql).await?;
        }
        c.execute_unprepared("INSERT INTO block SELECT * FROM block_whole").await?;
        c.execute_unprepared("DROP TABLE block_whole").await?;
        Ok(())
    }
}
