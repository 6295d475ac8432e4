//! What `models` promises, from outside. One binary: linking is dearer than running.
#![expect(clippy::disallowed_methods, reason = "tests read samples, fixtures and their own sources")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod baseline_properties;
mod baseline_sealed;
mod building_lists;
mod caltrack_oracles;
mod cases;
mod catalog;
mod clean;
mod clean_order;
mod climate;
mod cold;
mod corpus;
mod dirty;
mod divided;
mod electricity;
mod filled;
mod financing_properties;
mod fixtures;
mod floors;
mod folders;
mod fuels;
mod given;
mod green_button;
mod in_service;
mod index_meters;
mod mapping;
mod methods_table;
mod months;
mod p1;
mod pdf;
mod peb_cases;
mod plain_tables;
mod samples;
mod samples_table;
mod schemes;
mod shapes;
mod shared;
mod signature;
mod spacing;
mod tanks;
mod told;
mod ubl;
mod what_headers_say;
mod whatever_comes;
mod yearly;
