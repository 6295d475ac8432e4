//! What people see, over HTTP: pages and their forms, in French, without JavaScript.

mod access;
mod addresses;
mod admin_accounts;
mod aids;
mod assessed;
mod audits;
mod bills;
mod building_lists;
mod buildings;
mod collections;
mod corrections;
mod degree_days;
mod delivered;
mod doors;
mod energies;
mod factors;
mod facts;
mod figures;
mod first_run;
mod import_effects;
mod imports;
mod invoices;
mod judged;
mod keys;
mod limits;
pub(crate) mod mapping;
mod marked;
mod meters;
mod one_figure;
pub(crate) mod papers;
mod people;
mod people_account;
mod plans;
mod project_records;
mod projects;
mod proposals;
mod reading_links;
mod readings;
mod retention;
mod roofs;
mod rooms;
mod scenarios;
mod sector;
mod sendings;
mod shared;
mod tables;

use crate::support::{Answer, TestApp};

/// The page a form leads to, with the word about what was done.
async fn followed(app: &TestApp, answer: Answer) -> String {
    let answer = answer.is(303);
    app.get_html(&answer.location()).await
}

/// The text of an element's beginning to its end: `<h1>…</h1>`.
fn between<'a>(page: &'a str, begin: &str, end: &str) -> &'a str {
    let (_, rest) = page.split_once(begin).unwrap_or_else(|| panic!("no {begin} in {page}"));
    rest.split_once(end).map_or(rest, |(inside, _)| inside)
}

/// Spaces that do not break are spaces: here it is about the words.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Demands each of these in a page, and that no sentence lacks a fact, which would stand there as `{$name}`.
#[track_caller]
fn says(page: &str, words: &[&str]) {
    let page = plain(page);
    let main = page.split_once("<main").map_or(page.as_str(), |(_, main)| main);
    for words in words {
        assert!(page.contains(&plain(words)), "no « {words} » in {main}");
    }
    assert!(!page.contains("{$") && !page.contains("{ $"), "a fact is missing in {main}");
}
