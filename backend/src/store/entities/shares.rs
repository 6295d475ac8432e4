//! Pages that are shared by a link.

entity! { share_link "share_link" {
    key { tenant: i64, id: i64, }
    building: i64,
    view: String,
    year: Option<i32>,
    hash: String,
    actor: String,
    created_at: i64,
    expires_at: i64,
    uses: i64,
    used_at: Option<i64>,
    revoked_at: Option<i64>,
}}
