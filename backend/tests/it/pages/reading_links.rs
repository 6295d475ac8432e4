//! The sheet beside a meter, and the page behind it: one index without an account, and nothing else.

use std::io::{Read as _, Write as _};

use eclaireur::store::imports::Status;
use eclaireur::store::limits::{self, Limit};
use eclaireur::store::reading_links::LinkRow;
use eclaireur::store::{Paging, buildings, imports, ledger, organisations, reading_links, readings};
use eclaireur_frontend::{assets, urls};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::day_start;
use reqwest::Method;
use rust_decimal::{Decimal, dec};

use crate::support::{Answer, TestApp, TestDatabase, jpeg, on_both};

use super::{between, followed, plain, says};

/// A building with one gas meter that was read each month of a year, 300 m³ a month: its code and the meter's id.
pub(super) async fn given(app: &TestApp) -> (String, String) {
    let (_, building) = app.home("Les Tilleuls").await;
    let fields = [("name", "Chaufferie"), ("carrier", "natural_gas"), ("serial", "G-40211")];
    let meter = app.meter(&building, &fields).await;
    for (month, index) in (1..=11).zip((0..).map(|n| 40_000 + 300 * n)) {
        let fields = [
            ("meter", meter.clone()),
            ("date", format!("2026-{month:02}-01")),
            ("index_total", index.to_string()),
        ];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        app.post_form(&urls::reading_index(&building), &fields).await.is(303);
    }
    (building, meter)
}

/// Makes the sheet of a meter: its secret.
pub(super) async fn sheet(app: &TestApp, building: &str, meter: &str) -> String {
    let field = format!("meter_{meter}");
    let page = app.post_form(&urls::reading_links(building), &[(&field, "1")]).await.is(200).html();
    between(&page, "name=\"secrets\" value=\"", "\"").to_owned()
}

/// The token of a fresh form.
pub(super) async fn token(app: &TestApp, secret: &str) -> String {
    let page = app.get_html(&urls::reading_link(secret)).await;
    between(&page, "name=\"envoi\" value=\"", "\"").to_owned()
}

/// Sends an index as a phone does.
async fn send(app: &TestApp, secret: &str, index: &str, more: &[(&str, &str)]) -> Answer {
    let token = token(app, secret).await;
    let fields =
        [&[("envoi", token.as_str()), ("index_total", index), ("date", "2026-11-21")], more].concat();
    app.post_files(&urls::reading_link(secret), &fields, &[]).await
}

/// What is held of a day of the building's meter: value and quality.
async fn held(app: &TestApp, building: &str, on: &str) -> (Decimal, Quality) {
    let c = app.app.db.read();
    let (_, row) = buildings::by_code(c, building).await.unwrap().unwrap();
    let held = readings::of_building(c, row.tenant, row.id, None).await.unwrap();
    let at = day_start(on.parse().unwrap());
    let mut rows = held.iter().flat_map(|meter| &meter.readings.channels).flat_map(|channel| &channel.rows);
    let row = rows.find(|row| row.start == at).expect(on);
    (row.decimal(), row.quality)
}

on_both! {
    async fn a_caretaker_reads_a_meter_without_an_account_and_takes_it_back(test) {
        let app = TestApp::start(test).await;
        let (building, meter) = given(&app).await;
        let before = app.rows("import").await;
        let secret = sheet(&app, &building, &meter).await;
        assert_eq!(secret.len(), 43, "32 bytes");
        let page = app.get_html(&urls::reading_link(&secret)).await;
        says(&page, &["Relever « Chaufferie »", "Gaz naturel · n° G-40211 · Les Tilleuls", "1er novembre 2026", "inputmode=\"decimal\""]);
        assert!(!plain(&page).contains("43 000") && !page.contains("43000"), "the last index is nobody's: {page}");

        let thanks = send(&app, &secret, "43 190,5", &[]).await.is(303).location();
        let page = app.get_html(&thanks).await;
        says(&page, &["Merci", "43 190,5 m³", "21 novembre 2026", "Annuler ce relevé"]);
        assert_eq!(app.rows("import").await, before + 1);
        let c = app.app.db.read();
        let whose = organisations::by_code(c, "les-tilleuls").await.unwrap().unwrap();
        let newest = imports::list(c, Some(whose.id), &Paging::first(1)).await.unwrap().items.remove(0);
        assert!(newest.actor.starts_with("link:"), "{}", newest.actor);
        says(&app.get_html(&urls::reading_links(&building)).await, &["en service jusqu’au", "21/11/2026"]);
        says(&app.get_html(&urls::readings(&building)).await, &["43 190,5"]);

        let undo = between(&page, "name=\"annuler\" value=\"", "\"").to_owned();
        let page = app.post_files(&urls::reading_link(&secret), &[("annuler", &undo)], &[]).await;
        says(&app.get_html(&page.is(303).location()).await, &["C’est annulé"]);
        let row = imports::get(c, whose.id, newest.id).await.unwrap().unwrap();
        assert_eq!(row.status, Status::Undone);
        // Once more, and by nobody else.
        app.post_files(&urls::reading_link(&secret), &[("annuler", &undo)], &[]).await.is(303);
        app.post_files(&urls::reading_link(&secret), &[("annuler", "x")], &[]).await.is(303);
        assert!(ledger::verify(c).await.unwrap().broken.is_none());
    }

    async fn after_ten_minutes_it_stays(test) {
        let app = TestApp::start(test).await;
        let (building, meter) = given(&app).await;
        let secret = sheet(&app, &building, &meter).await;
        let thanks = send(&app, &secret, "43190", &[]).await.is(303).location();
        let undo = between(&app.get_html(&thanks).await, "name=\"annuler\" value=\"", "\"").to_owned();
        app.app.clock.advance(601);
        assert!(!app.get_html(&thanks).await.contains("name=\"annuler\""));
        let page = app.post_files(&urls::reading_link(&secret), &[("annuler", &undo)], &[]).await.is(200).html();
        says(&page, &["Les dix minutes sont passées"]);
        says(&app.get_html(&urls::readings(&building)).await, &["43 190"]);
    }

    async fn what_is_surprising_is_asked_about_and_never_silently_trusted(test) {
        let app = TestApp::start(test).await;
        let (building, meter) = given(&app).await;
        let secret = sheet(&app, &building, &meter).await;
        let before = app.rows("import").await;
        let page = send(&app, &secret, "431905", &[]).await.is(422).html();
        says(&page, &["fois la consommation habituelle : une virgule ?", "Oui, c’est 43 190,5", "value=\"431905\""]);
        assert_eq!(app.rows("import").await, before, "nothing is kept unasked");
        // The button of the proposal sends all of the form again.
        let take = between(&page, "name=\"prendre\" value=\"", "\"").to_owned();
        let taken = send(&app, &secret, "431905", &[("prendre", &take)]).await.is(303).location();
        says(&app.get_html(&taken).await, &["43 190,5 m³"]);
        assert_eq!(held(&app, &building, "2026-11-21").await, (dec!(43_190.5), Quality::Measured));

        let page = send(&app, &secret, "42 000", &[("date", "2026-11-20")]).await.is(422).html();
        says(&page, &["C’est moins que le relevé précédent : compteur remplacé ? chiffre inversé ?"]);
        assert!(!plain(&page).contains("43 000"), "what is held is not told: {page}");
        let insist = between(&page, "name=\"garder\" value=\"", "\"").to_owned();
        // Whoever changes the number has not seen what is said of it.
        let other = [("date", "2026-11-20"), ("garder", insist.as_str())];
        send(&app, &secret, "41 000", &other).await.is(422);
        let kept = send(&app, &secret, "42 000", &other).await.is(303).location();
        says(&app.get_html(&kept).await, &["Ce nombre est surprenant"]);
        assert_eq!(held(&app, &building, "2026-11-20").await, (dec!(42_000), Quality::Declared));

        let page = app.get_html(&urls::reading_links(&building)).await;
        says(&page, &["À vérifier", "42 000 m³", "L’index est inférieur"]);
        let right = between(&page, "name=\"juste\" value=\"", "\"").to_owned();
        says(&app.get_html(&urls::readings(&building)).await, &["<abbr class=\"mark\""]);
        let page = followed(&app, app.post_form(&urls::reading_links(&building), &[("juste", &right)]).await).await;
        says(&page, &["le relevé compte comme mesuré"]);
        assert!(!page.contains("name=\"juste\""));
        assert_eq!(held(&app, &building, "2026-11-20").await, (dec!(42_000), Quality::Measured));
        app.post_form(&urls::reading_links(&building), &[("juste", &right)]).await.is(404);
    }

    async fn a_sheet_that_serves_no_more_is_told_from_no_other(test) {
        let app = TestApp::start(test).await;
        let (building, meter) = given(&app).await;
        let gone = |answer: Answer| {
            let answer = answer.is(404);
            let page = answer.html();
            says(&page, &["Ce lien ne sert plus"]);
            page.replace(answer.header("x-request-id"), "")
        };
        let unknown = gone(app.get(&urls::reading_link(&"A".repeat(43))).await);
        let first = sheet(&app, &building, &meter).await;
        let second = sheet(&app, &building, &meter).await;
        assert_ne!(first, second, "printing again makes another secret");
        let send = |secret: String| {
            let app = &app;
            async move { app.post_files(&urls::reading_link(&secret), &[("index_total", "1")], &[]).await }
        };
        assert_eq!(gone(app.get(&urls::reading_link(&first)).await), unknown);
        assert_eq!(gone(send(first).await), unknown);
        app.get(&urls::reading_link(&second)).await.is(200);

        let page = app.get_html(&urls::reading_links(&building)).await;
        let link = between(&page, "name=\"retirer\" value=\"", "\"").to_owned();
        let page = followed(&app, app.post_form(&urls::reading_links(&building), &[("retirer", &link)]).await).await;
        says(&page, &["La feuille est retirée", "Aucune feuille n’est en service."]);
        assert_eq!(gone(app.get(&urls::reading_link(&second)).await), unknown);
        app.post_form(&urls::reading_links(&building), &[("retirer", &link)]).await.is(404);

        let third = sheet(&app, &building, &meter).await;
        app.post_form(&urls::building_archive(&building), &[]).await.is(303);
        assert_eq!(gone(app.get(&urls::reading_link(&third)).await), unknown);
        app.post_form(&urls::building_restore(&building), &[]).await.is(303);
        app.get(&urls::reading_link(&third)).await.is(200);
        app.app.clock.advance(731 * 86_400);
        assert_eq!(gone(app.get(&urls::reading_link(&third)).await), unknown);
        for strange in ["x", "..%2F..", "%27--", "%F0%9F%98%80", "%00"] {
            assert_eq!(gone(app.get(&format!("/r/{strange}")).await), unknown, "{strange}");
        }
    }

    async fn a_picture_is_kept_without_its_place_and_handed_back_as_a_file(test) {
        let app = TestApp::start(test).await;
        let (building, meter) = given(&app).await;
        let secret = sheet(&app, &building, &meter).await;
        let path = urls::reading_link(&secret);
        let token = token(&app, &secret).await;
        let fields = [("envoi", token.as_str()), ("index_total", "douze"), ("date", "2026-11-21")];
        let jpeg = jpeg();
        // It proves no index yet.
        let page = app.post_files(&path, &fields, &[("photo", "IMG_2026.jpg", &jpeg)]).await.is(422).html();
        says(&page, &["« douze » n’est pas un nombre", "value=\"douze\""]);
        assert!(!page.contains("La photo est bien arrivée") && app.rows("file").await == 0, "{page}");
        // The index is asked about, the picture is not: it need not be taken again.
        let fields = [("envoi", token.as_str()), ("index_total", "431905"), ("date", "2026-11-21")];
        let page = app.post_files(&path, &fields, &[("photo", "IMG_2026.jpg", &jpeg)]).await.is(422).html();
        says(&page, &["une virgule ?", "La photo est bien arrivée"]);
        let fields = [("envoi", token.as_str()), ("index_total", "43190"), ("date", "2026-11-21")];
        let thanks = app.post_files(&path, &fields, &[]).await.is(303).location();
        says(&app.get_html(&thanks).await, &["La photo est gardée avec lui."]);
        let page = app.get_html(&urls::reading_links(&building)).await;
        let photo = between(&page, &urls::reading_photo(&building, ""), "\"").to_owned();
        let photo = urls::reading_photo(&building, &photo);
        let answer = app.get(&photo).await.is(200);
        assert_eq!(answer.header("content-type"), "image/jpeg");
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"releve-2026-11-21.jpg\"");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(!answer.bytes.windows(3).any(|w| w == b"GPS"), "the place is gone");
        let (_, other) = app.home("Le Verger").await;
        app.get(&photo.replace(&building, &other)).await.is(404);
    }

    async fn the_same_form_twice_is_kept_once_and_two_phones_are_heard(test) {
        let app = TestApp::start(test).await;
        let (building, meter) = given(&app).await;
        let secret = sheet(&app, &building, &meter).await;
        let path = urls::reading_link(&secret);
        let before = app.rows("import").await;
        let one = token(&app, &secret).await;
        let fields = [("envoi", one.as_str()), ("index_total", "43190"), ("date", "2026-11-21")];
        let (first, second) = tokio::join!(app.post_files(&path, &fields, &[]), app.post_files(&path, &fields, &[]));
        // The one that comes second finds its own form kept, or the same index of the same day.
        assert!(first.status == 303 || second.status == 303);
        assert!([first.status, second.status].iter().all(|s| matches!(s, 200 | 303)), "{first:?} {second:?}");
        assert_eq!(app.rows("import").await, before + 1);
        // Another phone reads the same, and another something else.
        says(&send(&app, &secret, "43190", &[]).await.is(200).html(), &["Ce relevé était déjà gardé"]);
        says(&send(&app, &secret, "43195", &[]).await.is(422).html(), &["Un autre index de ce jour est déjà gardé."]);
        assert_eq!(app.rows("import").await, before + 1);
        let (a, b) = (token(&app, &secret).await, token(&app, &secret).await);
        let of = |token, index| [("envoi", token), ("index_total", index), ("date", "2026-11-20")];
        let (a, b) = (of(a.as_str(), "43180"), of(b.as_str(), "43181"));
        let (first, second) = tokio::join!(app.post_files(&path, &a, &[]), app.post_files(&path, &b, &[]));
        assert!([first.status, second.status].iter().all(|s| matches!(s, 303 | 422)), "{first:?} {second:?}");
        assert!(ledger::verify(app.app.db.read()).await.unwrap().broken.is_none());
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_said_and_nothing_typed_is_lost() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let secret = sheet(&app, &building, &meter).await;
    let before = app.rows("import").await;
    for (n, (field, value, words)) in [
        ("index_total", "douze", "n’est pas un nombre"),
        ("index_total", "", "Indiquez au moins un index."),
        ("index_total", "-4", "négatif"),
        ("index_total", "1000000000001", "Vérifiez la virgule"),
        ("date", "2026-11-22", "dans le futur"),
        ("date", "2026-10-20", "au plus 31 jours en arrière"),
        ("date", "31/2/26", "n’est pas une date"),
        ("date", "", "Remplissez ce champ."),
    ]
    .into_iter()
    .enumerate()
    {
        let given = [("index_total", "43190"), ("date", "2026-11-21")];
        let fields = given.map(|(name, kept)| (name, if name == field { value } else { kept }));
        let page = app.post_files(&urls::reading_link(&secret), &fields, &[]).await.is(422).html();
        says(&page, &[words, "Rien n’est encore gardé"]);
        assert!(page.contains(&format!("value=\"{}\"", fields[0].1)), "{n}: {page}");
        app.app.clock.advance(60);
    }
    let fields = [("index_total", "43190"), ("date", "2026-11-21")];
    app.app.clock.advance(601);
    let html = b"<!doctype html><script>alert(1)</script>".to_vec();
    let huge = [jpeg(), vec![0; 8_000_001]].concat();
    for (bytes, words) in
        [(html, "JPEG, PNG, WebP, HEIC"), (huge, "8 Mo"), (b"\xff\xd8\xff<html>".to_vec(), "JPEG")]
    {
        let sent = app.post_files(&urls::reading_link(&secret), &fields, &[("photo", "a.jpg", &bytes)]).await;
        says(&sent.is(422).html(), &[words, "value=\"43190\""]);
    }
    assert_eq!((app.rows("import").await, app.rows("file").await), (before, 0));
    test.remove().await;
}

#[tokio::test]
async fn a_link_does_nothing_else_and_tells_nobody() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let secret = sheet(&app, &building, &meter).await;
    let path = urls::reading_link(&secret);
    let thanks = send(&app, &secret, "43190", &[]).await.is(303).location();
    let wrong = send(&app, &secret, "douze", &[]).await.is(422);
    let style = assets::all().iter().find(|asset| asset.name == "link.css").unwrap().bytes.len();
    for answer in [app.get(&path).await, app.get(&thanks).await, wrong, app.get("/r/x").await] {
        for (name, value) in [
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex, nofollow"),
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'") && !policy.contains("script"),
            "{policy}"
        );
        assert_eq!(answer.header("set-cookie"), "");
        let page = answer.html();
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links {
            assert!(link.starts_with("/assets/") || link == path, "it leads to {link}");
        }
        assert!(page.contains("noindex") && !page.contains("<script") && !page.contains("<nav"), "{page}");
        assert!(page.len() + style < 15_000, "{} bytes", page.len() + style);
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let answer = Answer::to(app.request(method, &path)).await.is(405);
        says(&answer.html(), &["Cette adresse ne sert pas à cela."]);
    }
    // A page without a referrer sends its form from nowhere.
    let request = app.request(Method::POST, &path).header("origin", "null").body("index_total=43191");
    Answer::to(request.header("content-type", "application/x-www-form-urlencoded")).await.is(422);
    // The secret stands nowhere but on its sheet.
    let entries = ledger::of(app.app.db.read(), None, &Paging::first(200)).await.unwrap().items;
    let whose = organisations::by_code(app.app.db.read(), "les-tilleuls").await.unwrap().unwrap();
    let own = ledger::of(app.app.db.read(), Some(whose.id), &Paging::first(200)).await.unwrap().items;
    assert!(entries.iter().chain(&own).all(|entry| !format!("{entry:?}").contains(&secret)));
    assert!(!app.get_html(&urls::reading_links(&building)).await.contains(&secret));
    test.remove().await;
}

#[tokio::test]
async fn asking_and_guessing_are_bounded() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let secret = sheet(&app, &building, &meter).await;
    for n in 0..12 {
        send(&app, &secret, &format!("{}", 1_000 + n), &[]).await.is(422);
    }
    let page = send(&app, &secret, "43190", &[]).await.is(429).html();
    says(&page, &["Trop d’envois en peu de temps", "value=\"43190\""]);
    let guesses = (0..70).map(|n| format!("/r/{n:043}"));
    let mut statuses = Vec::new();
    for guess in guesses {
        statuses.push(app.get(&guess).await.status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 404).count(), 60);
    assert_eq!(statuses.last(), Some(&429));
    app.get(&urls::reading_link(&secret)).await.is(200);
    app.app.clock.advance(600);
    send(&app, &secret, "43190", &[]).await.is(303);
    app.get("/r/x").await.is(404);
    test.remove().await;
}

#[tokio::test]
async fn sheets_of_a_building_are_printed_at_once_and_as_a_pdf() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, gas) = given(&app).await;
    let fields = [("name", "Général"), ("carrier", "electricity")];
    let power = app.meter(&building, &fields).await;
    let path = urls::reading_links(&building);
    says(&app.get_html(&urls::readings(&building)).await, &["Relever par QR code"]);
    says(&app.get_html(&urls::meter(&building, &gas)).await, &["Relever par QR code"]);
    says(&app.post_form(&path, &[]).await.is(422).html(), &["Cochez au moins un compteur."]);
    let (gas, power) = (format!("meter_{gas}"), format!("meter_{power}"));
    let both = [(gas.as_str(), "1"), (power.as_str(), "1"), ("contact", "Service technique <b>")];
    let page = app.post_form(&path, &both).await.is(200).html();
    says(
        &page,
        &[
            "2 feuilles à imprimer",
            "Un relevé le 1er du mois.",
            "Service technique &#60;b&#62;",
            "n’existe que sur cette machine",
        ],
    );
    assert_eq!(page.matches("<section class=\"qr-sheet\"").count(), 2);
    assert_eq!(page.matches("<svg class=\"qr\"").count(), 2);
    assert!(page.contains(&format!("http://{}/r/", app.address)));
    let secrets = between(&page, "name=\"secrets\" value=\"", "\"").to_owned();
    let pdf = urls::reading_sheets_pdf(&building);
    let answer = app.post_form(&pdf, &[("secrets", &secrets)]).await.is(200);
    assert!(answer.bytes.starts_with(b"%PDF-"));
    assert_eq!(answer.header("content-type"), "application/pdf");
    // Nothing was renewed, and nothing of another building is printed.
    for secret in secrets.split(' ') {
        app.get(&urls::reading_link(secret)).await.is(200);
    }
    let (_, other) = app.home("Le Verger").await;
    app.post_form(&urls::reading_sheets_pdf(&other), &[("secrets", &secrets)]).await.is(404);
    app.post_form(&pdf, &[("secrets", "x y")]).await.is(404);
    app.post_form(&pdf, &[]).await.is(404);
    let answer = app.post_form(&path, &[(gas.as_str(), "1"), ("pdf", "1")]).await.is(200);
    assert!(answer.bytes.starts_with(b"%PDF-"));
    app.get(&urls::reading_link(secrets.split(' ').next().unwrap())).await.is(404);
    test.remove().await;
}

#[tokio::test]
async fn a_meter_with_two_counters_has_two_fields() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, building) = app.home("Les Tilleuls").await;
    let meter = app.meter(&building, &[("name", "Général"), ("carrier", "electricity")]).await;
    let bill = [("meter", meter.as_str()), ("date", "1/11/26"), ("index_day", "100"), ("index_night", "50")];
    // A counter is known once it was read.
    app.post_form(&urls::reading_index(&building), &bill).await;
    let secret = sheet(&app, &building, &meter).await;
    let page = app.get_html(&urls::reading_link(&secret)).await;
    let fields = page.matches("inputmode=\"decimal\"").count();
    assert!(fields >= 1, "{page}");
    says(&page, &["Ce sera le premier relevé de ce compteur."]);
    send(&app, &secret, "1 234", &[]).await.is(303);
    test.remove().await;
}

#[tokio::test]
async fn pictures_that_nobody_finished_are_forgotten() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let secret = sheet(&app, &building, &meter).await;
    let jpeg = jpeg();
    let token = token(&app, &secret).await;
    let fields = [("envoi", token.as_str()), ("index_total", "431905"), ("date", "2026-11-21")];
    let other = [&jpeg[..jpeg.len() - 4], &[0x56, 0x78, 0xff, 0xd9]].concat();
    // The second one takes the place of the first.
    for jpeg in [&jpeg, &other] {
        app.post_files(&urls::reading_link(&secret), &fields, &[("photo", "a.jpg", jpeg)]).await.is(422);
        assert_eq!((app.rows("file").await, app.rows("reading_link_use").await), (1, 1));
    }
    let tidy = async || {
        let tx = app.app.db.begin().await.unwrap();
        let forgotten = reading_links::expire(&tx, &app.app.by()).await.unwrap();
        tx.commit().await.unwrap();
        forgotten
    };
    assert_eq!(tidy().await, 0);
    app.app.clock.advance(86_400);
    assert_eq!(tidy().await, 1);
    assert_eq!((app.rows("file").await, app.rows("reading_link_use").await), (0, 0));
    test.remove().await;
}

/// The link of a secret.
async fn link(app: &TestApp, secret: &str) -> LinkRow {
    let opened = reading_links::opened_by(app.app.db.read(), secret, app.app.clock.now()).await;
    opened.unwrap().expect("it opens")
}

#[tokio::test]
async fn the_pictures_of_a_link_are_bounded_in_a_day() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let secret = sheet(&app, &building, &meter).await;
    let bucket = format!("reading-link/photos/{}", link(&app, &secret).await.id);
    let tx = app.app.db.begin().await.unwrap();
    let day = Limit { window_s: 86_400, most: 48_000 };
    assert!(limits::take_many(&tx, &bucket, 48_000, day, app.app.clock.now()).await.unwrap());
    tx.commit().await.unwrap();
    let jpeg = jpeg();
    let photo = [("photo", "a.jpg", &jpeg[..])];
    let path = urls::reading_link(&secret);
    let fields = [("index_total", "43190"), ("date", "2026-11-21")];
    let page = app.post_files(&path, &fields, &photo).await.is(429).html();
    says(&page, &["Trop d’envois", "value=\"43190\""]);
    assert_eq!(app.rows("file").await, 0);
    // The index alone is heard, and tomorrow the picture too.
    app.post_files(&path, &fields, &[]).await.is(303);
    app.app.clock.advance(86_400);
    let fields = [("index_total", "43200"), ("date", "2026-11-22")];
    app.post_files(&path, &fields, &photo).await.is(303);
    assert_eq!(app.rows("file").await, 1);
    test.remove().await;
}

#[tokio::test]
async fn one_link_sends_one_form_at_a_time_and_keeps_no_other_waiting() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let slow = sheet(&app, &building, &meter).await;
    let power = app.meter(&building, &[("name", "Général"), ("carrier", "electricity")]).await;
    let other = sheet(&app, &building, &power).await;
    let before = app.rows("import").await;
    // Somebody lets a form of the first trickle in, and others of the same link wait behind it.
    let turn = app.app.meter_forms.take(link(&app, &slow).await.id).await.unwrap();
    let waiting = async { tokio::join!(send(&app, &slow, "43190", &[]), send(&app, &slow, "43190", &[])) };
    let heard = async {
        send(&app, &other, "1 234", &[]).await.is(303);
        assert_eq!(app.rows("import").await, before + 1);
        drop(turn);
    };
    let ((first, second), ()) = tokio::join!(waiting, heard);
    assert!([first.status, second.status].iter().all(|s| matches!(s, 200 | 303)), "{first:?} {second:?}");
    test.remove().await;
}

#[tokio::test]
async fn who_sent_too_often_is_refused_before_a_picture_is_read() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (building, meter) = given(&app).await;
    let secret = sheet(&app, &building, &meter).await;
    for n in 0..12 {
        send(&app, &secret, &format!("{}", 1_000 + n), &[]).await.is(422);
    }
    // No turn is free, and none is asked for; of the form what was typed is heard, and the picture never ends.
    let _turn = app.app.meter_forms.take(link(&app, &secret).await.id).await.unwrap();
    let typed = "--x\r\ncontent-disposition: form-data; name=\"index_total\"\r\n\r\n43190\r\n\
        --x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n";
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: 8000000\r\n\
            content-type: multipart/form-data; boundary=x\r\n\r\n{typed}",
        urls::reading_link(&secret),
        app.address
    );
    let address = app.address;
    let said = tokio::task::spawn_blocking(move || {
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut said = Vec::new();
        stream.read_to_end(&mut said).unwrap();
        String::from_utf8(said).unwrap()
    });
    let said = said.await.unwrap();
    assert!(said.starts_with("HTTP/1.1 429"), "{said}");
    says(&said, &["Trop d’envois en peu de temps", "value=\"43190\""]);
    test.remove().await;
}
