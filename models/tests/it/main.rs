//! What `models` promises, from outside. One binary: linking is dearer than running.
#![expect(clippy::disallowed_methods, reason = "tests read samples, fixtures and their own sources")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod catalog;
mod fixtures;
mod floors;
mod folders;
mod given;
mod mapping;
mod months;
mod plain_tables;
mod samples;
mod whatever_comes;
