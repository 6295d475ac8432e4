//! What scripts add to sending a file: how far it is, a way to stop, an error without losing the page.

use chromiumoxide::cdp::browser_protocol::network::{
    EmulateNetworkConditionsByRuleParams, NetworkConditions,
};
use eclaireur_frontend::urls;

use super::site::Site;
use super::stage::play;
use super::tab::{Key, Tab};
use crate::support::{EAN, archive, export, locked, monthly_table};

/// The upload page of a new building.
async fn page(tab: &Tab, site: &Site) -> String {
    let (_, building) = site.test.home("Les Marronniers").await;
    let page = urls::building_upload(&building);
    tab.go(&site.at(&page)).await;
    page
}

/// Sends at most so many bytes a second; -1 for as many as there are.
async fn line(tab: &Tab, bytes_a_second: f64) {
    let conditions = NetworkConditions::new("", 0.0, -1.0, bytes_a_second);
    let line = EmulateNetworkConditionsByRuleParams::new(false, vec![conditions]);
    tab.page.execute(line).await.expect("a line can be slow");
}

#[test]
fn a_slow_upload_shows_how_far_it_is_and_can_be_stopped_and_sent_again() {
    play(async |stage| {
        let (site, tab) = (Site::empty().await, Tab::open(stage).await);
        let page = page(&tab, &site).await;
        let file = stage.file("deux-mois.csv", &export(EAN, "2025-01-01", "2025-03-01", 900, 7).bytes);
        tab.choose("[name=file]", &file).await;
        assert!(tab.ask::<bool>("document.querySelector('.progress').hidden").await);

        // As over a poor line: 100 kB a second, three seconds for this file.
        line(&tab, 100_000.0).await;
        tab.reach("main [type=submit]").await;
        tab.press(Key::Enter).await;
        tab.until(
            "(() => { const bar = document.querySelector('.progress progress');
                return bar.checkVisibility() && bar.value > 0 && bar.value < 100; })()",
        )
        .await;
        let said = tab.text(".progress-text").await;
        assert!(said.contains("ko envoyés sur"), "{said}");
        assert!(tab.ask::<bool>("document.querySelector('main [type=submit]').disabled").await);

        tab.reach("[data-cancel]").await;
        tab.press(Key::Enter).await;
        tab.until("!document.querySelector('main [type=submit]').disabled").await;
        assert_eq!(tab.text(".progress-text").await, "Envoi arrêté. Rien n’a été gardé.");
        assert_eq!(site.test.rows("import").await, 0, "nothing was kept");

        line(&tab, -1.0).await;
        assert_eq!(tab.path().await, page);
        tab.enter("main [type=submit]").await;
        assert!(tab.path().await.starts_with(&urls::import("")), "{}", tab.path().await);
    });
}

#[test]
fn a_refused_file_says_why_in_place_and_another_can_be_sent() {
    play(async |stage| {
        let (site, tab) = (Site::empty().await, Tab::open(stage).await);
        let page = page(&tab, &site).await;
        let nothing = stage.file("rien.csv", b"");
        let good = stage.file("un-jour.csv", &export(EAN, "2025-01-01", "2025-01-02", 3600, 7).bytes);
        tab.choose("[name=file]", &nothing).await;
        tab.reach("main [type=submit]").await;
        tab.press(Key::Enter).await;
        tab.until("document.querySelector('[role=alert]') !== null").await;
        assert!(tab.text("[role=alert]").await.contains("vide"), "{}", tab.text("[role=alert]").await);
        assert!(tab.ask::<bool>("document.activeElement.matches('main, main *')").await);
        assert_eq!(tab.path().await, page);

        tab.choose("[name=file]", &good).await;
        tab.enter("main [type=submit]").await;
        assert!(tab.path().await.starts_with(&urls::import("")), "{}", tab.path().await);
    });
}

#[test]
fn several_files_are_shown_with_a_bar_each_and_confirmed_together() {
    play(async |stage| {
        let (site, tab) = (Site::empty().await, Tab::open(stage).await);
        page(&tab, &site).await;
        let january = stage.file("janvier.csv", &export(EAN, "2025-01-01", "2025-02-01", 900, 7).bytes);
        let february = export(EAN, "2025-02-01", "2025-03-01", 900, 8).bytes;
        let zip = locked(archive(&[
            ("secret.csv", b"x"),
            ("fevrier.csv", &february),
            ("2024.csv", &monthly_table()),
        ]));
        let zip = stage.file("reste.zip", &zip);
        tab.choose_all("[name=file]", &[&january, &zip]).await;
        let chosen = tab.text(".chosen").await.replace('\u{a0}', " ");
        for words in ["janvier.csv", "reste.zip", "ko", "2 fichiers en tout"] {
            assert!(chosen.contains(words), "{chosen}");
        }

        // As over a poor line: the first file is on its way while the second waits.
        line(&tab, 60_000.0).await;
        tab.reach("main [type=submit]").await;
        tab.press(Key::Enter).await;
        tab.until(
            "(() => { const [first, second] = document.querySelectorAll('.chosen progress');
                return first && first.value > 0 && first.value < first.max && second.value === 0; })()",
        )
        .await;
        tab.follow(line(&tab, -1.0)).await;
        assert!(tab.path().await.contains("/envois/"), "{}", tab.path().await);
        let listed = tab.text("main").await.replace('\u{a0}', " ");
        // The table of months names no meter: a person looks at it first.
        let counts = "2 à confirmer · 1 où quelque chose est à décider · 1 refusé";
        for words in ["janvier.csv", "reste.zip/fevrier.csv", counts, "mot de passe"] {
            assert!(listed.contains(words), "{listed}");
        }
        tab.enter("main [type=submit]").await;
        let listed = tab.text("main").await.replace('\u{a0}', " ");
        assert!(listed.contains("1 où quelque chose est à décider · 2 confirmés · 1 refusé"), "{listed}");
        assert_eq!(site.test.rows("block").await, 2);
    });
}
