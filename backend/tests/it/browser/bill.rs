//! A bill is typed with its document beside it, with the keyboard alone.

use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotFormat, PrintToPdfParams};
use chromiumoxide::page::ScreenshotParams;
use eclaireur_frontend::urls;

use super::noise::Noise;
use super::site::Site;
use super::stage::play;
use super::tab::{Key, Tab};

const ATTACH: &str = "[formaction$='/joindre']";

/// Types into the field of this name.
async fn fill(tab: &Tab, name: &str, text: &str) {
    tab.reach(&format!("[name={name}]")).await;
    tab.write(text).await;
}

/// A year of electricity, for a meter that is not known yet, up to the quantity.
async fn type_a_year(tab: &Tab) {
    tab.reach("[name=kind]").await;
    tab.press(Key::Space).await;
    tab.reach("[name=carrier]").await;
    tab.press(Key::Down).await;
    fill(tab, "from", "1/1/25").await;
    fill(tab, "to", "31/12/25").await;
    fill(tab, "quantity", "12 345").await;
}

#[test]
fn a_bill_is_typed_with_its_document_beside_it() {
    play(async |stage| {
        let site = Site::empty().await;
        let camera = Tab::open(stage).await;
        camera.go(&site.at(&urls::glossary())).await;
        let png = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).build();
        let png = camera.page.screenshot(png).await.expect("a picture");
        let pdf = camera.page.pdf(PrintToPdfParams::default()).await.expect("a document");
        let (scripted, bare) = (Tab::open(stage).await, Tab::without_scripts(stage).await);
        let shown = "(document.querySelector('.document img')?.naturalWidth ?? 0) > 100";
        let framed = "document.querySelector('.document object').getBoundingClientRect().height > 300";
        for (tab, name, bytes, beside) in [
            (&scripted, "photo.png", &png, shown),
            (&bare, "photo.png", &png, shown),
            (&scripted, "facture.pdf", &pdf, framed),
            (&bare, "facture.pdf", &pdf, framed),
        ] {
            let (_, building) = site.test.home("Les Marronniers").await;
            let mut noise = Noise::of(tab).await;
            tab.go(&site.at(&urls::reading_bill(&building))).await;
            tab.choose("[name=document]", &stage.file(name, bytes)).await;
            tab.enter(ATTACH).await;
            assert!(tab.text(".document").await.contains(name), "{}", tab.text("main").await);
            assert!(tab.ask::<bool>(beside).await, "{name} is beside the form");
            let heard = noise.heard(tab).await;
            assert!(heard.complaints.is_empty() && heard.failed.is_empty(), "{name}: {heard:#?}");
            type_a_year(tab).await;
            tab.enter("main form.form > .buttons > [type=submit]").await;
            assert!(tab.path().await.starts_with(&urls::readings(&building)), "{}", tab.text("main").await);
            let link = format!(
                "document.querySelectorAll(\"main a[href^='{}']\").length",
                urls::attachment(&building, "")
            );
            assert_eq!(tab.ask::<i64>(&link).await, 1, "{name} is kept with the bill");
        }
    });
}

#[test]
fn the_enter_key_in_a_field_keeps_the_bill() {
    play(async |stage| {
        let site = Site::empty().await;
        for tab in [Tab::open(stage).await, Tab::without_scripts(stage).await] {
            let (_, building) = site.test.home("Les Marronniers").await;
            tab.go(&site.at(&urls::reading_bill(&building))).await;
            type_a_year(&tab).await;
            tab.follow(tab.press(Key::Enter)).await;
            let at = tab.path().await;
            assert!(at.starts_with(&urls::readings(&building)), "{at}: {}", tab.text("main").await);
            assert!(tab.text("[role=status]").await.contains("gardée"), "{}", tab.text("main").await);
        }
    });
}
