//! What `models` promises, from outside. One binary: linking is dearer than running.
#![expect(clippy::disallowed_methods, reason = "tests read samples, fixtures and their own sources")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod building_lists;
mod catalog;
mod clean;
mod clean_order;
mod corpus;
mod dirty;
mod divided;
mod electricity;
mod filled;
mod fixtures;
mod floors;
mod folders;
mod fuels;
mod given;
mod green_button;
mod in_service;
mod index_meters;
mod mapping;
mod months;
mod p1;
mod pdf;
mod plain_tables;
mod samples;
mod samples_table;
mod shapes;
mod shared;
mod spacing;
mod tanks;
mod ubl;
mod what_headers_say;
mod whatever_comes;
