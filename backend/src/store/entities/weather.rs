//! The weather, and the runs of scheduled jobs.

entity! { weather_load "weather_load" {
    key { id: i64, }
    station: String,
    origin: String,
    source: String,
    from_day: String,
    to_day: String,
    days: i32,
    actor: String,
    recorded_at: i64,
}}

entity! { weather_day "weather_day" {
    key { station: String, day: String, load: i64, }
    hundredths: i32,
    superseded_at: Option<i64>,
}}

entity! { job_run "job_run" {
    key { job: String, slot: String, }
    state: String,
    runs: i32,
    started_at: i64,
    lease_until: i64,
    finished_at: Option<i64>,
    again_at: Option<i64>,
    said: Option<String>,
}}
