//! How many services a sector counts.

entity! { reference_count "reference_count" {
    key { id: i64, }
    federation: i64,
    activity: String,
    province: Option<String>,
    size_class: Option<String>,
    counted: String,
    count: i32,
    year: i32,
    source: String,
    actor: String,
    recorded_at: i64,
    superseded_at: Option<i64>,
}}
