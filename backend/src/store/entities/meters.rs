//! Meters, channels, shares, facts, events.

entity! { meter "meter" {
    key { tenant: i64, id: i64, }
    code: String,
    name: Option<String>,
    ean: Option<String>,
    serial: Option<String>,
    carrier: String,
    parent: Option<i64>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    created_at: i64,
}}

entity! { allocation "allocation" {
    key { tenant: i64, id: i64, }
    meter: i64,
    building: i64,
    millionths: i32,
    from_day: Option<String>,
    to_day: Option<String>,
    recorded_at: i64,
    superseded_at: Option<i64>,
}}

entity! { channel "channel" {
    key { tenant: i64, id: i64, }
    meter: i64,
    direction: String,
    register: String,
    kind: String,
    unit: String,
    basis: String,
    counts: bool,
    resolution_s: Option<i32>,
    zone: String,
}}

entity! { fact "fact" {
    key { tenant: i64, id: i64, }
    subject_kind: String,
    subject: i64,
    fact: String,
    value: String,
    from_day: Option<String>,
    to_day: Option<String>,
    source: String,
    quality: String,
    import: Option<i64>,
    actor: String,
    recorded_at: i64,
    superseded_at: Option<i64>,
}}

entity! { event "event" {
    key { tenant: i64, id: i64, }
    building: i64,
    kind: String,
    from_day: String,
    to_day: Option<String>,
    text: String,
    actor: String,
    recorded_at: i64,
    superseded_at: Option<i64>,
}}
