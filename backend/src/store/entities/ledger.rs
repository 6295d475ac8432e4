//! The event log and the catalogue snapshots.

entity! { log "log" {
    key { tenant: i64, seq: i64, }
    at: i64,
    actor: String,
    kind: String,
    subject: String,
    data: String,
    prev_hash: String,
    hash: String,
}}

entity! { catalog_snapshot "catalog_snapshot" {
    key { hash: String, }
    bytes: Vec<u8>,
    created_at: i64,
}}
