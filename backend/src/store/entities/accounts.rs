//! People, what they were granted, and what organisations allow.

entity! { account "account" {
    key { id: i64, }
    email_key: Option<String>,
    email: Option<String>,
    name: Option<String>,
    password: Option<String>,
    totp_secret: Option<String>,
    totp_since: Option<i64>,
    totp_step: Option<i64>,
    created_at: i64,
    closed_at: Option<i64>,
}}

entity! { session "session" {
    key { id: i64, }
    account: i64,
    hash: String,
    created_at: i64,
    seen_at: i64,
    level: String,
    agent: String,
}}

entity! { account_link "account_link" {
    key { id: i64, }
    kind: String,
    hash: String,
    account: i64,
    data: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
}}

entity! { recovery_code "recovery_code" {
    key { account: i64, hash: String, }
    used_at: Option<i64>,
}}

entity! { role_grant "role_grant" {
    key { id: i64, }
    account: i64,
    role: String,
    organisation: Option<i64>,
    federation: Option<i64>,
    narrowed: bool,
    from_day: String,
    to_day: Option<String>,
    actor: String,
    created_at: i64,
    revoked_at: Option<i64>,
}}

entity! { role_grant_building "role_grant_building" {
    key { tenant: i64, role_grant: i64, building: i64, }
}}

entity! { consent "consent" {
    key { tenant: i64, id: i64, }
    federation: i64,
    from_day: String,
    to_day: Option<String>,
    actor: String,
    created_at: i64,
}}

entity! { help_request "help_request" {
    key { tenant: i64, id: i64, }
    words: String,
    from_day: String,
    to_day: Option<String>,
    actor: String,
    created_at: i64,
}}

entity! { api_token "api_token" {
    key { tenant: i64, id: i64, }
    hash: String,
    name: String,
    reach: String,
    actor: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
    revoked_at: Option<i64>,
}}

entity! { attempt "attempt" {
    key { bucket: String, began_at: i64, }
    count: i64,
}}

entity! { device "device" {
    key { hash: String, }
    account: i64,
    created_at: i64,
}}
