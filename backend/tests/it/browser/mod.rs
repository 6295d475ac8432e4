//! Pages in a real browser: what axe-core says, what the console says, the keyboard, no scripts, paper.
//!
//! Without Chromium or axe-core these tests are skipped, each with one line.

mod axe;
mod places;
mod site;
mod stage;
mod tab;
