//! Campaigns of federations, invitations, what was sent.

entity! { campaign "campaign" {
    key { id: i64, }
    federation: i64,
    year: i32,
    closes_on: String,
    reminds: bool,
    actor: String,
    created_at: i64,
}}

entity! { campaign_invitation "campaign_invitation" {
    key { id: i64, }
    campaign: i64,
    federation: i64,
    recipient: String,
    name: Option<String>,
    bce: Option<String>,
    email: Option<String>,
    activity: Option<String>,
    postcode: Option<String>,
    organisation: Option<i64>,
    actor: String,
    invited_at: i64,
    expires_at: i64,
    withdrawn_at: Option<i64>,
    answer: Option<String>,
    answered_at: Option<i64>,
    refused_at: Option<i64>,
}}

entity! { campaign_sending "campaign_sending" {
    key { id: i64, }
    invitation: i64,
    kind: String,
    hash: String,
    actor: String,
    sent_at: i64,
}}
