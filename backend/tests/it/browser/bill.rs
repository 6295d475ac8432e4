//! A bill is typed with its document beside it, with the keyboard alone.

use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotFormat, PrintToPdfParams};
use chromiumoxide::page::ScreenshotParams;
use eclaireur_frontend::urls;

use super::noise::Noise;
use super::site::Site;
use super::stage::play;
use super::tab::{Key, Look, Tab};
use crate::pages::papers::paper;

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

/// With `ECLAIREUR_SHOTS`, a picture of the tab for people to look at.
#[expect(clippy::disallowed_methods, reason = "a picture is a file, asked for by the environment")]
async fn picture(tab: &Tab, name: &str) {
    let Some(folder) = std::env::var_os("ECLAIREUR_SHOTS") else { return };
    let whole = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).full_page(true).build();
    let bytes = tab.page.screenshot(whole).await.expect("a picture");
    std::fs::write(std::path::Path::new(&folder).join(format!("{name}.png")), bytes).expect(name);
}

#[test]
fn a_pdf_is_sent_its_proposals_are_corrected_and_its_months_are_there() {
    play(async |stage| {
        let site = Site::empty().await;
        let file = stage.file("facture-2025.pdf", &paper("day-night-table"));
        for (scripts, tab) in [(true, Tab::open(stage).await), (false, Tab::without_scripts(stage).await)] {
            let (_, building) = site.test.home("Les Marronniers").await;
            let mut noise = Noise::of(&tab).await;
            tab.go(&site.at(&urls::building_upload(&building))).await;
            tab.choose("[name=file]", &file).await;
            tab.enter("main [type=submit]").await;
            let at = tab.path().await;
            assert!(at.starts_with(&urls::reading_bill(&building)), "{at}: {}", tab.text("main").await);
            let mark = tab.text("#r-incl_vat").await;
            assert!(mark.contains("Lu dans le document") && mark.contains("Total TVAC"), "{mark}");
            let described = "document.querySelector('[name=incl_vat]').getAttribute('aria-describedby')";
            assert!(tab.ask::<String>(described).await.contains("r-incl_vat"));
            assert!(tab.text(".document").await.contains("facture-2025.pdf"));
            assert_eq!(site.test.rows("bill").await, i64::from(!scripts), "nothing is kept yet");
            let heard = noise.heard(&tab).await;
            assert!(heard.complaints.is_empty() && heard.failed.is_empty(), "{heard:#?}");
            if scripts {
                for (look, name) in [(Look::WIDE, "bill-read-1280"), (Look::NARROW, "bill-read-390")] {
                    tab.look(look).await;
                    picture(&tab, name).await;
                }
                tab.look(Look::WIDE).await;
            }

            fill(&tab, "incl_vat", "3 400,00").await;
            tab.enter("main form.form > .buttons > [type=submit]").await;
            assert!(tab.text("[role=status]").await.contains("gardée"), "{}", tab.text("main").await);
            tab.go(&site.at(&urls::building_year(&building, "electricity", 2025))).await;
            let months = tab.text("main").await.replace(['\u{a0}', '\u{202f}'], " ");
            assert!(months.contains("12,7 MWh d’électricité") && months.contains("janv."), "{months}");
        }
    });
}
