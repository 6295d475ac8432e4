//! How federations sort their members themselves.

entity! { own_activity "own_activity" {
    key { id: i64, }
    federation: i64,
    organisation: i64,
    label: String,
    actor: String,
    recorded_at: i64,
    withdrawn_at: Option<i64>,
}}
