//! Sealed baselines.

entity! { baseline "baseline" {
    key { tenant: i64, id: i64, }
    building: i64,
    meter: Option<i64>,
    carrier: String,
    from_day: String,
    to_day: String,
    sha256: String,
    sealed: Vec<u8>,
    actor: String,
    sealed_at: i64,
    withdrawn_at: Option<i64>,
}}
