//! Links by which a meter is read without an account.

entity! { reading_link "reading_link" {
    key { tenant: i64, id: i64, }
    meter: i64,
    building: i64,
    hash: String,
    actor: String,
    made_at: i64,
    renewed_at: Option<i64>,
    expires_at: i64,
    revoked_at: Option<i64>,
}}

entity! { reading_link_use "reading_link_use" {
    key { tenant: i64, id: i64, }
    link: i64,
    token: String,
    at: i64,
    photo: Option<String>,
    import: Option<i64>,
    doubted: bool,
    checked_at: Option<i64>,
}}
