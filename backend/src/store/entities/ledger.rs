//! The event log, what is to be erased and what stays of it, and the catalogue snapshots.

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

entity! { erasure "erasure" {
    key { tenant: i64, }
    asked_at: i64,
    due_at: i64,
    actor: String,
}}

entity! { kept_year "kept_year" {
    key { id: i64, }
    activity: String,
    province: String,
    year: i32,
    area_m2: i64,
    final_kwh: i64,
}}

entity! { catalog_snapshot "catalog_snapshot" {
    key { hash: String, }
    bytes: Vec<u8>,
    created_at: i64,
}}
