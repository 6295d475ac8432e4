//! Projects of buildings.

entity! { project "project" {
    key { tenant: i64, id: i64, }
    building: i64,
    code: String,
    name: String,
    body: String,
    version: i32,
    actor: String,
    created_at: i64,
    changed_at: i64,
    archived_at: Option<i64>,
}}
