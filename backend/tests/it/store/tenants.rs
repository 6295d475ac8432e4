//! Keys that a schema distributed by organisation needs: `backend/README.md` has the calls that would do it on Citus.
//!
//! What is distributed has its `tenant` first in its key, is unique within a tenant, and points at another distributed row with the
//! tenant. What is looked up before anybody knows whose it is, and what belongs to nobody, stands on every machine: those are
//! named here, and point at nothing that is distributed.

use std::collections::BTreeSet;

use eclaireur::store::Database;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::support::{TestDatabase, read};

/// Of no organisation: accounts and what opens them, federations, their members, how they sort them and whom they ask, the weather, what the service does.
const OF_NOBODY: [&str; 21] = [
    "account",
    "account_link",
    "attempt",
    "campaign",
    "campaign_invitation",
    "campaign_sending",
    "catalog_snapshot",
    "device",
    "federation",
    "job_run",
    "kept_year",
    "membership",
    "organisation",
    "own_activity",
    "peer_group",
    "recovery_code",
    "reference_count",
    "role_grant",
    "session",
    "weather_day",
    "weather_load",
];
/// Small, and found by something that is unique over the whole service before its organisation is known: by the code in an
/// address, by the hash of a secret. With them what they point at.
const EVERYWHERE: [&str; 7] =
    ["api_token", "building", "meter", "reading_link", "role_grant_building", "share_link", "site"];
/// The indexes by which they are found.
const UNIQUE_OVER_ALL: [&str; 4] =
    ["api_token_hash", "building_code", "reading_link_hash", "share_link_hash"];

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

/// What the README says to be done with this call: the names between its quotes.
fn called(readme: &str, call: &str) -> BTreeSet<String> {
    let (_, after) = readme.split_once(&format!("SELECT {call}(")).expect(call);
    let block = after.split(';').next().unwrap();
    let list = block.split_once("ARRAY[").unwrap().1.split(']').next().unwrap();
    list.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

mod every_row_of_an_organisation_can_be_distributed_by_its_tenant {
    use super::*;

    async fn run(test: &TestDatabase) {
        let db = &test.db;
        let without = format!("SELECT c.relname::text FROM pg_class c WHERE {OURS} AND NOT {HAS_TENANT}");
        assert_eq!(lines(db, &without).await, set(&OF_NOBODY), "tables without a tenant");
        let owned =
            lines(db, &format!("SELECT c.relname::text FROM pg_class c WHERE {OURS} AND {HAS_TENANT}")).await;
        let (everywhere, of_nobody) = (set(&EVERYWHERE), set(&OF_NOBODY));
        assert!(everywhere.is_subset(&owned), "{owned:?}");
        let distributed: BTreeSet<String> = owned.difference(&everywhere).cloned().collect();

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
        assert_eq!(lines(db, &unique).await, set(&UNIQUE_OVER_ALL), "unique over all tenants");
        for index in UNIQUE_OVER_ALL {
            assert!(
                EVERYWHERE.iter().any(|table| index.starts_with(table)),
                "{index} is of a distributed table"
            );
        }

        // From where to where, and whether with the tenant.
        let points = format!(
            "SELECT c.relname || ' ' || t.relname || ' ' || EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid \
             AND a.attname = 'tenant' AND a.attnum = ANY (k.conkey))::text FROM pg_constraint k \
             JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid \
             WHERE k.contype = 'f' AND k.conparentid = 0 AND {OURS}"
        );
        let points = lines(db, &points).await;
        assert!(points.contains("block channel true") && points.len() > 40, "{points:?}");
        for line in points {
            let [from, to, with] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let to_distributed = distributed.contains(to);
            assert!(!to_distributed || (distributed.contains(from) && with == "true"), "{line}");
        }

        let readme = String::from_utf8(read("README.md".as_ref())).unwrap();
        assert_eq!(called(&readme, "create_distributed_table"), distributed, "README.md");
        let both: BTreeSet<String> = everywhere.union(&of_nobody).cloned().collect();
        assert_eq!(called(&readme, "create_reference_table"), both, "README.md");
    }

    crate::support::on_postgres!();
}
