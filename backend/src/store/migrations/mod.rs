//! The schema, in the order in which it came about. A migration that has been released is never changed: a new
//! file is added beside it and listed in [`Migrator`]. Table and column names stand here as text, apart from the
//! entities, so that an old migration keeps its meaning when an entity moves on.
//!
//! Keys lead with `tenant` (an organisation), and foreign keys carry it: a row cannot point at another tenant's.

mod m0001_people;
mod m0002_meters;
mod m0003_readings;
mod m0004_ledger;
mod m0005_sendings;
mod m0006_mappings;
mod m0007_bill_numbers;
mod m0008_withdrawn;
mod m0009_weather;
mod m0010_baselines;
mod m0011_assessments;
mod m0012_lines;
mod m0013_projects;
mod m0014_accounts;
mod m0015_reading_links;
mod m0016_idempotency;
mod m0017_retention;
mod m0018_sheets;
mod m0019_erasures;
mod m0020_devices;
mod m0021_share_links;
mod m0022_audits;
mod m0023_rollups;
mod m0024_packed;
mod m0025_months;
mod m0026_campaigns;
mod m0027_requests;
mod m0028_references;
mod m0029_short_groups;
mod m0030_reckoned;
mod m0031_own_activities;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

pub(super) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_meters::Migration),
            Box::new(m0003_readings::Migration),
            Box::new(m0004_ledger::Migration),
            Box::new(m0005_sendings::Migration),
            Box::new(m0006_mappings::Migration),
            Box::new(m0007_bill_numbers::Migration),
            Box::new(m0008_withdrawn::Migration),
            Box::new(m0009_weather::Migration),
            Box::new(m0010_baselines::Migration),
            Box::new(m0011_assessments::Migration),
            Box::new(m0012_lines::Migration),
            Box::new(m0013_projects::Migration),
            Box::new(m0014_accounts::Migration),
            Box::new(m0015_reading_links::Migration),
            Box::new(m0016_idempotency::Migration),
            Box::new(m0020_devices::Migration),
            Box::new(m0019_erasures::Migration),
            Box::new(m0021_share_links::Migration),
            Box::new(m0018_sheets::Migration),
            Box::new(m0017_retention::Migration),
            Box::new(m0022_audits::Migration),
            Box::new(m0023_rollups::Migration),
            Box::new(m0024_packed::Migration),
            Box::new(m0025_months::Migration),
            Box::new(m0026_campaigns::Migration),
            Box::new(m0027_requests::Migration),
            Box::new(m0028_references::Migration),
            Box::new(m0029_short_groups::Migration),
            Box::new(m0030_reckoned::Migration),
            Box::new(m0031_own_activities::Migration),
        ]
    }
}

/// A table with this primary key.
fn table(name: &'static str, key: &[&'static str], columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    // A single integer key is SQLite's own row number when it is declared with the column.
    let mut primary = Index::create();
    for column in key {
        primary.col(*column);
    }
    table.primary_key(&mut primary);
    table
}

/// `columns` of the table point at the key of `to`.
fn points(columns: &[&'static str], to: &'static str, key: &[&'static str]) -> ForeignKeyCreateStatement {
    let mut foreign = ForeignKey::create();
    for column in columns {
        foreign.from_col(*column);
    }
    foreign.to_tbl(to);
    for column in key {
        foreign.to_col(*column);
    }
    foreign
}

/// A row below an organisation points at it.
fn below_organisation(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table.foreign_key(&mut points(&["tenant"], "organisation", &["id"]))
}

/// Text that sorts by its bytes on both databases, whatever the locale of the server.
fn sorted_text(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.text().not_null();
    if manager.get_database_backend() == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

fn bytes(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.blob().not_null();
    column
}

/// Bytes that are packed already: PostgreSQL need not try to compress them again.
async fn packed(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        let sql = format!("ALTER TABLE \"{table}\" ALTER COLUMN \"{column}\" SET STORAGE EXTERNAL");
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(named(Index::create(), table, columns)).await
}

async fn unique(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = named(Index::create(), table, columns);
    manager.create_index(index.unique().to_owned()).await
}

fn named(
    mut index: IndexCreateStatement,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
