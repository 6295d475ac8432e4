//! Keys that a schema distributed by tenant needs: `backend/README.md` says which calls would do it on Citus.
//!
//! Every row of an organisation has its `tenant` first in its key; what must be unique is unique within a tenant, and what
//! points at another row carries the tenant. What is not of one organisation stands on every machine, and is listed here.

use std::collections::BTreeSet;

use eclaireur::store::Database;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::support::TestDatabase;

/// Tables without a tenant, copied to every machine: accounts and what opens them, federations, the weather, what the service
/// does. An organisation is its own tenant: its table is distributed by `id`.
const REFERENCE: &[&str] = &[];
/// Unique over the whole service although its table is distributed, with why that holds.
const UNIQUE_OVER_ALL: &[&str] = &[];
/// Pointing at something of a tenant without naming the tenant, from a table that stands everywhere.
const POINTS_WITHOUT: &[&str] = &[];

async fn lines(db: &Database, sql: &str) -> BTreeSet<String> {
    let rows = db.read().query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

fn set(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

/// Tables of ours that are no part of another.
const OURS: &str = "c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition \
    AND c.relname NOT LIKE 'seaql_%'";
const HAS_TENANT: &str =
    "EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant')";

mod every_row_of_an_organisation_can_be_distributed_by_its_tenant {
    use super::*;

    async fn run(test: &TestDatabase) {
        let db = &test.db;
        let without = format!("SELECT c.relname::text FROM pg_class c WHERE {OURS} AND NOT {HAS_TENANT}");
        assert_eq!(lines(db, &without).await, set(REFERENCE), "tables without a tenant");
        let first = format!(
            "SELECT c.relname::text FROM pg_class c WHERE {OURS} AND {HAS_TENANT} AND NOT EXISTS (SELECT 1 FROM pg_index i \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] \
             WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'tenant')"
        );
        assert_eq!(lines(db, &first).await, BTreeSet::new(), "keys that do not begin with the tenant");
        let unique = format!(
            "SELECT x.relname::text FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid \
             WHERE {OURS} AND {HAS_TENANT} AND i.indisunique AND NOT EXISTS (SELECT 1 FROM pg_attribute a \
             WHERE a.attrelid = c.oid AND a.attname = 'tenant' AND a.attnum = ANY (i.indkey))"
        );
        assert_eq!(lines(db, &unique).await, set(UNIQUE_OVER_ALL), "unique over all tenants");
        // What points at a distributed table must name the tenant; what points at a table that stands everywhere need not.
        let points = format!(
            "SELECT c.relname || ' > ' || t.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
             JOIN pg_class t ON t.oid = k.confrelid WHERE k.contype = 'f' AND k.conparentid = 0 AND {OURS} \
             AND (t.relname = 'organisation' OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'tenant')) \
             AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant' \
             AND a.attnum = ANY (k.conkey))"
        );
        assert_eq!(lines(db, &points).await, set(POINTS_WITHOUT), "pointing without a tenant");
    }

    crate::support::on_postgres!();
}
