//! Tests of the service as a whole, in one binary so that they link once.
//!
//! Every test of the store and of the API's readings runs on SQLite and on PostgreSQL (`on_both!`). Where PostgreSQL
//! is absent its half is skipped with one line; with `ECLAIREUR_REQUIRE_ALL=1` that is a failure.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops")]

mod api;
mod archive;
mod assessing;
mod browser;
mod cli;
mod crash;
mod jobs;
mod matrix;
mod pages;
mod store;
mod support;
mod traces;
mod upkeep;
