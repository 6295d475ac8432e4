//! Files, imports, findings, sendings, mappings.

entity! { file "file" {
    key { tenant: i64, sha256: String, }
    name: String,
    media_type: String,
    length: i64,
    created_at: i64,
    bytes: Vec<u8>,
}}

entity! { import "import" {
    key { tenant: i64, id: i64, }
    seq: Option<i64>,
    source: String,
    status: String,
    sha256: Option<String>,
    name: Option<String>,
    format: Option<String>,
    encoding: Option<String>,
    rows_read: i32,
    rows_accepted: i32,
    rows_missing: i32,
    rows_rejected: i32,
    rows_ignored: i32,
    forced: bool,
    options: String,
    actor: String,
    created_at: i64,
    confirmed_at: Option<i64>,
    undone_at: Option<i64>,
    expires_at: Option<i64>,
}}

entity! { finding "finding" {
    key { tenant: i64, import: i64, ordinal: i32, }
    code: String,
    severity: String,
    row: Option<i32>,
    column: Option<String>,
    value: Option<String>,
    proposal: Option<String>,
    data: String,
}}

entity! { sending "sending" {
    key { tenant: i64, id: i64, }
    files: String,
    actor: String,
    created_at: i64,
    expires_at: i64,
}}

entity! { mapping "mapping" {
    key { tenant: i64, id: i64, }
    fingerprint: String,
    mapping: String,
    actor: String,
    created_at: i64,
    forgotten_at: Option<i64>,
}}
