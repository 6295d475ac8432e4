//! Pages in a real browser: what axe-core says, what the console says, the keyboard, no scripts, paper.
//!
//! Without Chromium or axe-core these tests are skipped, each with one line. Every page is one line in
//! `places.rs`: a new one there is looked at by all of them.

mod axe;
mod bill;
mod charts;
mod forms;
mod link;
mod mapping;
mod noise;
mod offline;
mod paper;
mod places;
mod quiet;
mod site;
mod stage;
mod tab;
mod upload;
mod walk;
mod width;
