//! What people see, over HTTP: pages and their forms, in French, without JavaScript.

mod addresses;
mod bills;
mod buildings;
mod doors;
mod figures;
mod first_run;
mod imports;
mod readings;

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

#[track_caller]
fn says(page: &str, words: &[&str]) {
    for words in words {
        assert!(page.contains(words), "no « {words} » in {page}");
    }
    // A fact that a sentence needs and was not given would stand there as `{$name}`.
    assert!(!page.contains("{$") && !page.contains("{ $"), "a fact is missing in {page}");
}
