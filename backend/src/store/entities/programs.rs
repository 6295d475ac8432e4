//! Requests of programs that are done once.

entity! { idempotency "idempotency" {
    key { tenant: i64, word: String, }
    request: String,
    started_at: i64,
    status: Option<i32>,
    answer: Option<String>,
}}
