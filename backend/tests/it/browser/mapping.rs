//! The columns of a layout never seen, said by keyboard; the next file of its sender is read without a question.

use eclaireur_frontend::urls;

use super::site::Site;
use super::stage::play;
use super::tab::{Key, Tab};
use crate::pages::mapping::{NEVER_SEEN, SECOND};

#[test]
fn a_layout_never_seen_is_described_once() {
    play(async |stage| {
        let (site, tab) = (Site::empty().await, Tab::open(stage).await);
        let (home, _) = site.test.home("Les Marronniers").await;
        let upload = urls::organisation_upload(&home);
        tab.go(&site.at(&upload)).await;
        tab.choose("[name=file]", &stage.file("regulation.csv", NEVER_SEEN.as_bytes())).await;
        tab.enter("main [type=submit]").await;
        tab.enter("a[href$='/colonnes']").await;
        assert!(tab.text("h1").await.contains("Que contiennent les colonnes"));
        assert_eq!(tab.ask::<String>("document.querySelector('[name=use_0]').value").await, "date");
        assert_eq!(tab.ask::<String>("document.querySelector('[name=use_2]').value").await, "consumption");

        // Without a unit: the summary says so and leads there.
        tab.enter("[name=try]").await;
        assert!(tab.text("[role=alert]").await.contains("Choisissez l’unité"));
        let pick = |field: &str, value: &str| {
            format!("(() => {{ document.querySelector('[name={field}]').value = '{value}'; return 0; }})()")
        };
        assert_eq!(tab.ask::<i64>(&pick("unit_2", "kWh")).await, 0);
        assert_eq!(tab.ask::<i64>(&pick("carrier_2", "district_heat")).await, 0);
        tab.enter("[name=try]").await;
        assert!(tab.text("main").await.contains("48,75"), "{}", tab.text("main").await);
        tab.reach("[name=sender]").await;
        tab.write("Régulation").await;
        tab.follow(tab.press(Key::Enter)).await;
        assert!(spaced(&tab.text("main").await).contains("colonnes retenues : Régulation"));

        tab.go(&site.at(&upload)).await;
        tab.choose("[name=file]", &stage.file("mars.csv", SECOND.as_bytes())).await;
        tab.enter("main [type=submit]").await;
        let page = spaced(&tab.text("main").await);
        assert!(page.contains("colonnes retenues : Régulation") && page.contains("5,5"), "{page}");
    });
}

/// Spaces that do not break are spaces: here it is about the words.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
