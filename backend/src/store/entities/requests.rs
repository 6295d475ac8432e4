//! Aids as they went, and what stood in the way.

entity! { aid_request "aid_request" {
    key { tenant: i64, id: i64, }
    record: i64,
    building: i64,
    project: i64,
    scheme: String,
    requested_on: Option<String>,
    decided_on: Option<String>,
    outcome: Option<String>,
    missed: Option<String>,
    granted: Option<i64>,
    advance_on: Option<String>,
    paid_on: Option<String>,
    actor: String,
    recorded_at: i64,
    withdrawn_at: Option<i64>,
}}

entity! { obstacle "obstacle" {
    key { tenant: i64, id: i64, }
    record: i64,
    building: i64,
    project: i64,
    obstacle: String,
    met_on: String,
    lifted_on: Option<String>,
    note: Option<String>,
    actor: String,
    recorded_at: i64,
    withdrawn_at: Option<i64>,
}}
