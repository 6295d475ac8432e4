//! axe-core finds nothing on any page, however it is looked at.

use std::path::PathBuf;

use eclaireur_frontend::urls;
use serde::Deserialize;
use serde_json::json;

use super::places::{demo, places};
use super::stage::play;
use super::tab::{Look, Tab};
use crate::support::skipped;

/// One rule that is broken.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    /// Where, and why.
    nodes: Vec<String>,
}

/// The checks themselves, which `.ci/run` fetches; `None`, and said, where they are not.
#[expect(clippy::disallowed_methods, reason = "looks where the checks are, and reads them")]
fn axe() -> Option<String> {
    let place = std::env::var_os("ECLAIREUR_AXE").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/axe/axe.min.js")),
        Into::into,
    );
    let axe = std::fs::read_to_string(place).ok().filter(|text| !text.is_empty());
    if axe.is_none() {
        skipped("axe-core in target/axe");
    }
    axe
}

/// Every rule of WCAG 2.2 AA and of good practice.
const ALL: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// What can differ between light and dark, where only colours do.
const COLOURS: [&str; 2] = ["color-contrast", "link-in-text-block"];

/// What breaks these rules on a page.
async fn violations(tab: &Tab, axe: &str, rules: &[&str]) -> Vec<Violation> {
    if !tab.ask::<bool>("'axe' in window").await {
        assert_ne!(tab.ask::<String>(&format!("{axe}; axe.version")).await, "");
    }
    let options = json!({ "resultTypes": ["violations"], "runOnly": rules });
    let run = format!(
        "axe.run(document, {options}).then(({{ violations }}) => violations.map(({{ id, impact, nodes }}) => ({{
            id, impact, nodes: nodes.map((n) => `${{n.target.join(' ')}}: ${{n.failureSummary}}`),
        }})))"
    );
    tab.ask(&run).await
}

#[test]
fn what_is_put_there_is_found() {
    play(async |stage| {
        let Some(axe) = axe() else { return };
        let tab = Tab::open(stage).await;
        tab.go(&demo(stage).await.at(&urls::glossary())).await;
        tab.ask::<i64>(FAULTS).await;
        let mut found: Vec<String> = violations(&tab, &axe, &ALL).await.into_iter().map(|v| v.id).collect();
        found.sort();
        assert_eq!(found, ["color-contrast", "image-alt", "label", "link-name", "target-size"]);
        tab.look(Look::WIDE.dark()).await;
        tab.ask::<i64>("document.querySelector('#pale').style.color = '#444'; 0").await;
        let found = violations(&tab, &axe, &COLOURS).await;
        assert_eq!(found.iter().map(|v| v.id.as_str()).collect::<Vec<_>>(), ["color-contrast"]);
    });
}

/// A field without a label, a picture and a link without words, pale text, links too small to touch.
const FAULTS: &str = "{
    const main = document.querySelector('main');
    main.insertAdjacentHTML('beforeend', `<input name=x><img src=data:,><a href=#x></a><p id=pale>pâle</p>
        <nav aria-label=x><a class=small href=#a>a</a><a class=small href=#b>b</a></nav>`);
    document.querySelector('#pale').style.color = '#ccc';
    for (const a of document.querySelectorAll('.small')) { a.style.display = 'inline-block'; a.style.width = '9px'; }
} 0";

/// Each page in the light, then its colours in the dark.
fn nothing_is_found(look: Look) {
    play(async |stage| {
        let Some(axe) = axe() else { return };
        let tab = Tab::open(stage).await;
        let mut found = String::new();
        for place in places(stage).await {
            place.show_whole(&tab, look).await;
            for (look, rules) in [(look, &ALL[..]), (look.dark(), &COLOURS[..])] {
                tab.look(look).await;
                for Violation { id, impact, nodes } in violations(&tab, &axe, rules).await {
                    let impact = impact.unwrap_or_default();
                    found +=
                        &format!("\n{} · {look:?} · {impact} · {id}\n  {}\n", place.name, nodes.join("\n  "));
                }
            }
        }
        assert!(found.is_empty(), "{found}");
    });
}

#[test]
fn nothing_is_found_on_a_screen_in_the_light_and_in_the_dark() {
    nothing_is_found(Look::WIDE);
}

#[test]
fn nothing_is_found_on_a_phone_in_the_light_and_in_the_dark() {
    nothing_is_found(Look::NARROW);
}
