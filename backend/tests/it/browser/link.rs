//! A caretaker with a phone, 390 px wide and without scripts: the page behind the sheet of a meter.

use eclaireur_frontend::urls;

use super::noise::Noise;
use super::site::Site;
use super::stage::play;
use super::tab::{Look, Tab};

/// Everything that is touched is at least 44 px high and within the screen.
const TOO_SMALL: &str =
    "[...document.querySelectorAll('main input:not([type=hidden]), main button:not(.out)')]
    .filter((e) => { const b = e.getBoundingClientRect(); return b.height < 44 || b.right > innerWidth; })
    .map((e) => e.outerHTML.slice(0, 120))";

#[test]
fn an_index_with_a_forgotten_comma_is_put_right_with_one_touch() {
    play(async |stage| {
        let site = Site::empty().await;
        let (_, building) = site.test.home("Les Marronniers").await;
        let meter = site.test.meter(&building, &[("name", "Chaufferie"), ("carrier", "natural_gas")]).await;
        for (day, index) in [("2026-09-01", "40000"), ("2026-10-01", "40300"), ("2026-11-01", "40610")] {
            let fields = [("meter", meter.as_str()), ("date", day), ("index_total", index)];
            site.test.post_form(&urls::reading_index(&building), &fields).await.is(303);
        }
        // The manager prints the sheet.
        let desk = Tab::without_scripts(stage).await;
        desk.go(&site.at(&urls::with_query(&urls::reading_links(&building), &[("compteur", &meter)]))).await;
        desk.reach("[name=contact]").await;
        desk.write("Service technique, 081 12 34 56").await;
        desk.enter("main .buttons > .button:not(.button-second)").await;
        let drawn = "document.querySelector('svg.qr').getBoundingClientRect().width > 200";
        assert!(desk.ask::<bool>(drawn).await, "{}", desk.text("main").await);
        assert!(desk.text(".qr-sheet").await.contains("081 12 34 56"));
        let address = desk.text(".qr-address").await;
        desk.look(Look::PAPER).await;
        let alone = "!document.querySelector('.screen-only').checkVisibility()";
        assert!(desk.ask::<bool>(alone).await, "the sheet is alone on paper");

        let phone = Tab::without_scripts(stage).await;
        phone.look(Look::NARROW).await;
        let mut noise = Noise::of(&phone).await;
        phone.go(&address).await;
        assert_eq!(phone.ask::<Vec<String>>(TOO_SMALL).await, [""; 0]);
        let keyboard = "document.querySelector('[name=index_total]').inputMode";
        assert_eq!(phone.ask::<String>(keyboard).await, "decimal");
        assert_eq!(phone.ask::<String>("document.querySelector('[name=date]').value").await, "2026-11-21");
        let heard = noise.heard(&phone).await;
        assert!(heard.complaints.is_empty() && heard.failed.is_empty(), "{heard:#?}");
        let own = address.split("/r/").next().expect("an origin").to_owned();
        assert!(
            heard.asked.iter().all(|url| url.starts_with(&own) || url.starts_with("data:")),
            "{heard:#?}"
        );

        phone.reach("[name=index_total]").await;
        phone.write("408104").await;
        phone.choose("[name=photo]", &stage.file("photo.html", b"<script>alert(1)</script>")).await;
        phone.enter("main button:not(.out)").await;
        assert!(phone.text("main").await.contains("JPEG"), "{}", phone.text("main").await);
        assert_eq!(phone.ask::<String>("document.querySelector('[name=index_total]').value").await, "408104");
        phone.enter("main form > button:not(.out)").await;
        let asked = phone.text("main").await;
        assert!(asked.contains("une virgule ?") && asked.contains("Oui, c’est 40"), "{asked}");
        assert_eq!(phone.ask::<Vec<String>>(TOO_SMALL).await, [""; 0]);
        phone.enter("[name=prendre]").await;
        let thanks = phone.text("main").await.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(thanks.contains("Merci") && thanks.contains("40 810,4 m³"), "{thanks}");
        phone.enter("[name=annuler]").await;
        assert!(phone.text("h1").await.contains("C’est annulé"));
    });
}
