//! Federations, organisations, sites, buildings.

entity! { federation "federation" {
    key { id: i64, }
    code: String,
    name: String,
    created_at: i64,
}}

entity! { organisation "organisation" {
    key { id: i64, }
    code: String,
    name: String,
    search: String,
    bce: Option<String>,
    legal_form: Option<String>,
    activity: Option<String>,
    postcode: Option<String>,
    commune_nis: Option<String>,
    created_at: i64,
    archived_at: Option<i64>,
    photo_years: Option<i32>,
}}

entity! { membership "membership" {
    key { id: i64, }
    federation: i64,
    organisation: i64,
    from_day: Option<String>,
    to_day: Option<String>,
}}

entity! { site "site" {
    key { tenant: i64, id: i64, }
    name: String,
    street: Option<String>,
    postcode: Option<String>,
    commune_nis: Option<String>,
    created_at: i64,
}}

entity! { building "building" {
    key { tenant: i64, id: i64, }
    code: String,
    name: String,
    search: String,
    activity: Option<String>,
    site: Option<i64>,
    archived_at: Option<i64>,
    street: Option<String>,
    postcode: Option<String>,
    commune_nis: Option<String>,
    created_at: i64,
}}
