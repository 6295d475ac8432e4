//! What is said of buildings: computed, moved, published, answered.

entity! { concern "concern" {
    key { tenant: i64, }
    seq: i64,
}}

entity! { assessment "assessment" {
    key { tenant: i64, building: i64, }
    input_hash: String,
    catalog: String,
    method: i32,
    on_day: String,
    seen_seq: i64,
    seen_service_seq: i64,
    made_at: i64,
    year: Option<i32>,
    activity: Option<String>,
    size_class: Option<String>,
    energy_system: Option<String>,
    area_hundredths: Option<i64>,
    final_wh: Option<i64>,
    intensity_wh: Option<i64>,
    recoverable_wh: Option<i64>,
    recoverable_euro: Option<i64>,
    alerts: i32,
    worst_euro: Option<i64>,
    line: Option<String>,
    packed: Vec<u8>,
}}

entity! { peer_group "peer_group" {
    key { activity: String, size_class: String, energy_system: String, }
    buildings: i32,
    organisations: i32,
    lower_wh: i64,
    median_wh: i64,
    upper_wh: i64,
}}

entity! { figure_move "figure_move" {
    key { tenant: i64, id: i64, }
    building: i64,
    at: i64,
    indicator: String,
    of_what: Option<String>,
    from_day: Option<String>,
    to_day: Option<String>,
    unit: String,
    before_value: Option<String>,
    after_value: Option<String>,
    because: String,
    cause: String,
}}

entity! { report "report" {
    key { tenant: i64, id: i64, }
    building: i64,
    kind: String,
    year: i32,
    catalog: String,
    sha256: String,
    body: Vec<u8>,
    files: String,
    actor: String,
    published_at: i64,
    withdrawn_at: Option<i64>,
}}

entity! { alert_note "alert_note" {
    key { tenant: i64, id: i64, }
    building: i64,
    alert: String,
    state: String,
    text: String,
    event: Option<i64>,
    actor: String,
    recorded_at: i64,
    superseded_at: Option<i64>,
}}
