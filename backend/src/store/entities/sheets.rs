//! Published sheets of projects, and who asked for a contact.

entity! { project_sheet "project_sheet" {
    key { tenant: i64, id: i64, }
    building: i64,
    project: i64,
    body: String,
    actor: String,
    published_at: i64,
    withdrawn_at: Option<i64>,
}}

entity! { sheet_contact "sheet_contact" {
    key { tenant: i64, id: i64, }
    sheet: i64,
    words: String,
    actor: String,
    asked_at: i64,
}}
