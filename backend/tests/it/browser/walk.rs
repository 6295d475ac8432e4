//! A facility manager's first quarter of an hour, with the keyboard alone: once without scripts, once with.

use eclaireur_frontend::urls;

use super::places::MONTHS;
use super::site::Site;
use super::stage::{Stage, play};
use super::tab::{Key, Tab};
use crate::support;

/// From nothing to a month one can read, and back.
async fn walk(stage: &Stage, site: &Site, tab: &Tab) {
    tab.go(&site.at(&urls::home())).await;
    tab.reach("[name=name]").await;
    tab.write("Les Marronniers").await;
    tab.reach("[name=postcode]").await;
    tab.write("1300").await;
    tab.reach("[name=activity]").await;
    tab.press(Key::Down).await;
    tab.enter("main [type=submit]").await;
    let building = urls::building("les-marronniers");
    assert!(tab.path().await.starts_with(&building), "{}", tab.path().await);
    assert!(tab.text("main").await.contains("Ajoutez une facture"));

    let file = stage.file("mois-2025.csv", MONTHS.as_bytes());
    tab.enter(&format!("main a[href={:?}]", urls::building_upload("les-marronniers"))).await;
    tab.choose("[name=file]", &file).await;
    tab.enter("main [type=submit]").await;
    let preview = tab.path().await;
    assert!(preview.starts_with(&urls::import("")), "{preview}");
    let counts = tab.text(".counts").await;
    assert_eq!(counts.split_whitespace().take(2).collect::<Vec<_>>(), ["3", "nouveaux"], "{counts}");
    assert!(tab.text(".effects").await.contains("2025"), "{}", tab.text("main").await);
    tab.enter(&format!("[formaction={:?}]", urls::import_confirm(&last_word(&preview)))).await;
    assert!(tab.text("[role=status]").await.contains("confirmé"), "{}", tab.text("main").await);

    tab.enter(&format!("main a[href={building:?}]")).await;
    tab.enter(&format!("main a[href={:?}]", urls::energy("les-marronniers"))).await;
    assert_eq!(tab.text("#valeurs tbody").await, "", "the values are folded");
    tab.reach("#valeurs > summary").await;
    tab.press(Key::Enter).await;
    let months = tab.text("#valeurs tbody").await.replace('\u{202f}', "\u{a0}");
    assert!(months.contains("janvier") && months.contains("1\u{a0}234"), "{months}");

    tab.enter(&format!("a[href={:?}]", urls::imports("les-marronniers"))).await;
    tab.enter("tbody a").await;
    tab.enter(&format!("[action={:?}] [type=submit]", urls::import_undo(&last_word(&preview)))).await;
    assert!(tab.text("[role=status]").await.contains("annulé"), "{}", tab.text("main").await);
    tab.enter(&format!("main a[href={building:?}]")).await;
    assert!(tab.text("main").await.contains("Ajoutez une facture"), "nothing is left of it");
}

fn last_word(path: &str) -> String {
    support::code_in(path)
}

#[test]
fn the_keyboard_is_enough_from_the_first_question_to_a_month_and_back_without_scripts() {
    play(async |stage| {
        let tab = Tab::without_scripts(stage).await;
        walk(stage, &Site::empty().await, &tab).await;
    });
}

#[test]
fn the_keyboard_is_enough_from_the_first_question_to_a_month_and_back() {
    play(async |stage| {
        let tab = Tab::open(stage).await;
        walk(stage, &Site::empty().await, &tab).await;
    });
}
