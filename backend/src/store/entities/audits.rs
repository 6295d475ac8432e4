//! Audits of buildings.

entity! { audit "audit" {
    key { tenant: i64, id: i64, }
    building: i64,
    version: i32,
    state: String,
    asked_by: Option<String>,
    read_by: Option<String>,
    remark: Option<String>,
    actor: String,
    created_at: i64,
    changed_at: i64,
    delivered_at: Option<i64>,
    text: Option<String>,
    digest: Option<String>,
}}

entity! { audit_part "audit_part" {
    key { tenant: i64, id: i64, }
    audit: i64,
    part: String,
    body: String,
    revision: i32,
    actor: String,
    recorded_at: i64,
    superseded_at: Option<i64>,
}}

entity! { audit_photo "audit_photo" {
    key { tenant: i64, id: i64, }
    audit: i64,
    sha256: String,
    actor: String,
    recorded_at: i64,
}}
