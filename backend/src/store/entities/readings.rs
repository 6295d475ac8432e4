//! What was read and paid: blocks, rows, what was taken back of them, bills, prices.

entity! { block "block" {
    key { tenant: i64, channel: i64, month: i32, import: i64, }
    resolution_s: i32,
    scale: i16,
    n: i32,
    sum: i64,
    min: Option<i64>,
    max: Option<i64>,
    quality: i16,
    missing: i32,
    last_end: Option<i64>,
    bytes: Vec<u8>,
}}

entity! { reading "reading" {
    key { tenant: i64, channel: i64, start_s: i64, end_s: i64, import: i64, }
    value: i64,
    scale: i16,
    quality: i16,
}}

entity! { withdrawn "withdrawn" {
    key { tenant: i64, channel: i64, start_s: i64, end_s: i64, import: i64, }
    resolution_s: Option<i32>,
}}

entity! { bill "bill" {
    key { tenant: i64, id: i64, }
    import: i64,
    meter: i64,
    kind: String,
    from_day: String,
    to_day: String,
    cost_excl: Option<i64>,
    cost_incl: Option<i64>,
    currency: String,
    attachment: Option<String>,
    number: Option<String>,
    supplier: Option<String>,
}}

entity! { price "price" {
    key { tenant: i64, id: i64, }
    building: Option<i64>,
    carrier: String,
    from_day: Option<String>,
    to_day: Option<String>,
    per_unit: i64,
    unit: String,
    incl_vat: bool,
    currency: String,
    source: String,
    actor: String,
    recorded_at: i64,
    superseded_at: Option<i64>,
}}
