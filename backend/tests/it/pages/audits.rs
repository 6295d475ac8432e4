//! An audit through its pages: begun, filled on a phone, read by a second person, delivered, recomputed.

use std::io::Cursor;

use eclaireur::auditing;
use eclaireur::store::{buildings, events};
use eclaireur_frontend::urls;
use eclaireur_models::audit::written;
use eclaireur_models::readings::parse::pdf;
use image::{ImageFormat, Rgb, RgbImage};
use rust_decimal::dec;

use super::{between, followed, says};
use crate::support::{TestApp, adviser, jpeg, manager, on_both};

const WALL: [(&str, &str); 8] = [
    ("from", "plan"),
    ("name", "Pignon nord"),
    ("kind", "wall"),
    ("area_m2", "1 084,50"),
    ("u_w_m2k", "1,7"),
    ("from_u_w_m2k", "estimated"),
    ("boundary", "outside"),
    ("seen", "0"),
];

async fn begun(app: &TestApp) -> String {
    let (_, b) = app.home("Les Tilleuls").await;
    let page = app.get_html(&urls::audit(&b)).await;
    says(&page, &["Où en est l’audit de", "Commencer l’audit"]);
    app.get(&urls::audit_visit(&b)).await.is(303);
    let page = followed(app, app.post_form(&urls::audit(&b), &[("begin", "1")]).await).await;
    says(&page, &["UREBA demande dix choses", "Décrivez le bâtiment.", "Version 1"]);
    b
}

on_both! {
    async fn a_wall_is_told_changed_and_taken_out(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        let walls = urls::audit_section(&b, "envelope");
        let page = followed(&app, app.post_form(&walls, &WALL).await).await;
        says(&page, &["Pignon nord", "1 084,5 m²", "estimé par le conseiller"]);
        let one = urls::with_query(&walls, &[("ligne", "1")]);
        says(&app.get_html(&one).await, &["value=\"1084,5\"", "value=\"estimated\" selected"]);
        // Somebody else wrote meanwhile: nothing is lost, nothing is overwritten.
        let late = app.post_form(&walls, &WALL).await.is(422).html();
        says(&late, &["Quelqu’un d’autre a écrit ici entre-temps", "value=\"Pignon nord\""]);
        let wrong: Vec<_> = WALL.into_iter().chain([("u_w_m2k", "17"), ("seen", "1")]).collect();
        says(&app.post_form(&walls, &wrong).await.is(422).html(), &["entre 0 et 10"]);
        let changed: Vec<_> = WALL.into_iter().chain([("area_m2", "900"), ("row", "1"), ("seen", "1")]).collect();
        says(&followed(&app, app.post_form(&walls, &changed).await).await, &["900 m²"]);
        let page = followed(&app, app.post_form(&walls, &[("drop", "1")]).await).await;
        says(&page, &["Rien de noté encore dans cette section."]);
        app.get(&urls::audit_section(&b, "cellar")).await.is(404);
    }

    async fn a_setting_shows_on_the_charts_and_unsafe_hot_water_is_refused(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        let room = urls::audit_settings(&b);
        let curve = [("setting", "curve-slope"), ("circuit", "nord"), ("before", "1,8"), ("after", "1,4"), ("on", "3/11/2026"), ("seen", "0")];
        says(&followed(&app, app.post_form(&room, &curve).await).await, &["Courbe de chauffe : pente", "1,4", "03/11/2026"]);
        let (whose, row) = buildings::by_code(app.app.db.read(), &b).await.unwrap().unwrap();
        let known = events::of_building(app.app.db.read(), whose.id, row.id).await.unwrap();
        assert_eq!(known.len(), 1);
        assert!(known[0].event.text.contains("1,8 → 1,4"), "{:?}", known[0]);
        let cold = [("setting", "hot-water-production"), ("circuit", "ECS"), ("before", "65"), ("after", "50"), ("on", "3/11/2026"), ("seen", "1")];
        says(&app.post_form(&room, &cold).await.is(422).html(), &["En dessous de 60 °C, les légionelles se développent"]);
        let found = [("setting", "hot-water-production"), ("circuit", "ECS"), ("before", "52"), ("seen", "1")];
        says(&followed(&app, app.post_form(&room, &found).await).await, &["trop bas contre les légionelles"]);
        let page = app.get_html(&room).await;
        let first = between(&page, "name=\"drop\" value=\"", "\"").to_owned();
        let steeper = [&curve[..], &[("after", "1,5"), ("row", &first), ("seen", "2")]].concat();
        followed(&app, app.post_form(&room, &steeper).await).await;
        let known = events::of_building(app.app.db.read(), whose.id, row.id).await.unwrap();
        assert!(known.len() == 1 && known[0].event.text.contains("1,8 → 1,5"), "{known:?}");
        followed(&app, app.post_form(&room, &[("undo", "1"), ("seen", "3")]).await).await;
        let known = events::of_building(app.app.db.read(), whose.id, row.id).await.unwrap();
        assert!(known.len() == 1 && known[0].event.text.contains("1,8 → 1,4"), "{known:?}");
        followed(&app, app.post_form(&room, &[("drop", &first)]).await).await;
        assert!(events::of_building(app.app.db.read(), whose.id, row.id).await.unwrap().is_empty(), "its event goes with it");
    }

    async fn a_picture_is_kept_without_its_place_and_only_here(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        let photos = urls::audit_photos(&b);
        let sent = [("photo", "IMG_2026.jpg", jpeg())];
        let sent: Vec<(&str, &str, &[u8])> = sent.iter().map(|(f, n, bytes)| (*f, *n, bytes.as_slice())).collect();
        let page = followed(&app, app.post_files(&photos, &[("caption", "Plaque")], &sent).await).await;
        says(&page, &["Plaque"]);
        let id = between(&page, &urls::audit_photo(&b, ""), "\"").to_owned();
        let answer = app.get(&urls::audit_photo(&b, &id)).await.is(200);
        assert_eq!(answer.header("content-type"), "image/jpeg");
        assert!(!answer.bytes.windows(3).any(|w| w == b"GPS"), "the place is gone");
        let (_, other) = app.home("Le Verger").await;
        app.get(&urls::audit_photo(&other, &id)).await.is(404);
        let html: &[u8] = b"<!doctype html><script>alert(1)</script>";
        let wrong = app.post_files(&photos, &[("caption", "x")], &[("photo", "a.jpg", html)]).await.is(422);
        says(&wrong.html(), &["JPEG"]);
    }

    async fn what_was_told_is_changed_and_the_last_change_is_undone(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        app.post_form(&urls::audit_section(&b, "envelope"), &WALL).await.is(303);
        let findings = urls::audit_findings(&b);
        let cold = [("kind", "constat"), ("gravity", "waste"), ("section", "envelope:1"), ("words", "Pont thermique"), ("seen", "0")];
        let nowhere = [&cold[..], &[("section", "envelope:9")]].concat();
        says(&app.post_form(&findings, &nowhere).await.is(422).html(), &["Pont thermique"]);
        says(&followed(&app, app.post_form(&findings, &cold).await).await, &["· Pignon nord", "Gaspillage"]);
        let one = urls::with_query(&findings, &[("ajouter", "constat"), ("ligne", "1")]);
        says(&app.get_html(&one).await, &["Modifier ce constat", "value=\"envelope:1\" selected", "Pont thermique</textarea>"]);
        let worse = [&cold[..], &[("gravity", "danger"), ("row", "1"), ("seen", "1")]].concat();
        let page = followed(&app, app.post_form(&findings, &worse).await).await;
        says(&page, &["Danger", "Annuler la dernière modification"]);
        // The row it points at is taken out: it says so, and stays.
        app.post_form(&urls::audit_section(&b, "envelope"), &[("drop", "1")]).await.is(303);
        says(&app.get_html(&findings).await, &["ligne 1, retirée depuis"]);
        let again = [&worse[..], &[("words", "Pont thermique au pignon"), ("seen", "2")]].concat();
        says(&followed(&app, app.post_form(&findings, &again).await).await, &["Pont thermique au pignon"]);
        let undo = [("kind", "constat"), ("undo", "1"), ("seen", "3")];
        let page = followed(&app, app.post_form(&findings, &undo).await).await;
        says(&page, &["La dernière modification est annulée."]);
        assert!(!page.contains("au pignon"), "what was there before is back");
        says(&app.post_form(&findings, &undo).await.is(422).html(), &["Quelqu’un d’autre a écrit ici entre-temps"]);
        app.post_form(&findings, &[("kind", "etape"), ("undo", "1"), ("seen", "1")]).await.is(400);
        // Taken out by somebody else while it was changed: what was typed stays, as one more.
        app.post_form(&findings, &[("drop_finding", "1")]).await.is(303);
        let late = app.post_form(&findings, &worse).await.is(422).html();
        says(&late, &["Ajouter un constat", "Pont thermique</textarea>"]);

        let step = [("kind", "etape"), ("year", "2032"), ("words", "Toiture"), ("seen", "0")];
        let page = followed(&app, app.post_form(&findings, &step).await).await;
        let key = between(&page, "ajouter=etape&#38;ligne=", "#new").to_owned();
        let sooner = [&step[..], &[("year", "2030"), ("row", &key), ("seen", "1")]].concat();
        let page = followed(&app, app.post_form(&findings, &sooner).await).await;
        assert!(page.contains("2030") && !page.contains("2032"), "one step, not two");
    }

    async fn a_measure_a_package_and_a_quote_are_changed_under_their_number(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        let (measures, packages, quotes) = (urls::audit_measures(&b), urls::audit_packages(&b), urls::audit_quotes(&b));
        let roof = [("code", "roof-flat"), ("input-area", "600"), ("input-u-before", "0,9"), ("input-u-after", "0,2"), ("from", "plan"), ("seen", "0")];
        app.post_form(&measures, &roof).await.is(303);
        let form = app.get_html(&urls::with_query(&measures, &[("ligne", "1")])).await;
        says(&form, &["Modifier :", "value=\"600\"", "value=\"0,9\""]);
        let dearer = [&roof[..], &[("euro_excl_vat", "61 000"), ("row", "1"), ("seen", "1")]].concat();
        app.post_form(&measures, &dearer).await.is(303);
        let package = [("name", "Toiture"), ("m1", "1"), ("year1", "2030"), ("seen", "0")];
        app.post_form(&packages, &package).await.is(303);
        let form = app.get_html(&urls::with_query(&packages, &[("ligne", "1")])).await;
        says(&form, &["Modifier votre bouquet", "value=\"Toiture\"", "value=\"2030\""]);
        let later = [&package[..], &[("name", "Toiture plate"), ("year1", "2031"), ("row", "1"), ("seen", "1")]].concat();
        app.post_form(&packages, &later).await.is(303);
        let quote = [("contractor", "Toitures Martin"), ("vat", "6"), ("work_1", "roof-flat"), ("quantity_1", "600"), ("unit_1", "m2"), ("euro_1", "60 000"), ("seen", "0")];
        app.post_form(&quotes, &quote).await.is(303);
        says(&app.get_html(&urls::with_query(&quotes, &[("ligne", "1")])).await, &["Modifier ce devis", "value=\"60000\""]);
        let cheaper = [&quote[..], &[("euro_1", "54 000"), ("row", "1"), ("seen", "1")]].concat();
        says(&followed(&app, app.post_form(&quotes, &cheaper).await).await, &["54 000,00 €"]);
        let whose = buildings::by_code(app.app.db.read(), &b).await.unwrap().unwrap();
        let held = auditing::newest(&app.app, &whose).await.unwrap().unwrap().audit;
        assert_eq!((held.measure.len(), held.measure[0].number, held.measure[0].euro_excl_vat), (1, 1, Some(dec!(61000))));
        let dated = held.package[0].measures[0];
        assert_eq!((held.package.len(), held.package[0].number, dated.measure, dated.year), (1, 1, 1, Some(2031)));
        assert_eq!((held.quote.len(), held.quote[0].number), (1, 1));
    }

    async fn the_next_visit_and_a_picture_are_on_the_page_of_the_building(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        says(&app.get_html(&urls::carnet(&b)).await, &["Ce qui n’est pas encore fixé se note à la main"]);
        let bare = app.get(&urls::carnet_file(&b)).await.is(200).bytes;
        let head = [("auditor", "Nadia Hanquet"), ("visited_on", "3/11/2026"), ("next_visit_on", "12/1/2027"), ("next_visit_by", "conseiller"), ("seen", "0")];
        app.post_form(&urls::audit(&b), &head).await.is(303);
        let advice = [("kind", "recommandation"), ("words", "Régler la courbe"), ("who", "chauffagiste"), ("done_on", "4/11/2026"), ("seen", "0")];
        says(&followed(&app, app.post_form(&urls::audit_findings(&b), &advice).await).await, &["chauffagiste · fait le 04/11/2026"]);
        let mut png = Cursor::new(Vec::new());
        // Noise, as every photo has: a pattern would be smaller as it is.
        let noise = |x: u32, y: u32| {
            let mixed = (x ^ (y << 16)).wrapping_mul(0x9e37_79b1);
            let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca77);
            let [r, g, b, _] = (mixed ^ (mixed >> 13)).to_be_bytes();
            Rgb([r, g, b])
        };
        let drawn = RgbImage::from_fn(1_500, 900, noise);
        drawn.write_to(&mut png, ImageFormat::Png).unwrap();
        let png = png.into_inner();
        let page = followed(&app, app.post_files(&urls::audit_photos(&b), &[("caption", "Chaufferie")], &[("photo", "a.png", &png)]).await).await;
        let id = between(&page, &urls::audit_photo(&b, ""), "\"").to_owned();
        let kept = app.get(&urls::audit_photo(&b, &id)).await.is(200);
        assert_eq!(kept.header("content-type"), "image/jpeg", "made smaller");
        assert!(kept.bytes.len() < png.len(), "{} of {}", kept.bytes.len(), png.len());
        let page = app.get_html(&urls::carnet(&b)).await;
        says(&page, &["Visite du 03/11/2026, par Nadia Hanquet.", "Prochaine visite : 12/01/2027, avec : conseiller", "chauffagiste", "04/11/2026"]);
        let is_printed = |bytes: &[u8]| bytes.windows(9).any(|w| w == b"DCTDecode");
        let paper = app.get(&urls::carnet_file(&b)).await.is(200).bytes;
        assert!(is_printed(&paper) && !is_printed(&bare), "the picture is on the page");
        assert_eq!(pdf::text(&paper).unwrap().pages.len(), 1);
        let report = app.get(&urls::audit_report(&b, "audit.pdf")).await.is(200).bytes;
        assert!(is_printed(&report) && report.len() < 3_000_000, "{} bytes", report.len());
    }

    async fn findings_quotes_and_checks_say_what_is_there(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        let findings = urls::audit_findings(&b);
        for (fields, said) in [
            (&[("kind", "constat"), ("gravity", "danger"), ("section", "hot-water"), ("words", "Boucle à 45 °C"), ("seen", "0")][..], "Boucle à 45 °C"),
            (&[("kind", "recommandation"), ("words", "Isoler la toiture"), ("measure", "roof-flat"), ("priority", "1"), ("seen", "0")], "Isoler la toiture"),
            (&[("kind", "etape"), ("year", "2032"), ("words", "Toiture"), ("target", "1"), ("seen", "0")], "2032"),
        ] {
            says(&followed(&app, app.post_form(&findings, fields).await).await, &[said]);
        }
        says(&app.get_html(&urls::audit(&b)).await, &["Nous ne connaissons pas les valeurs de l’annexe 1."]);
        let quote = |name: &'static str, seen: &'static str, quantity: &'static str| {
            [("contractor", name), ("vat", "6"), ("work_1", "roof-flat"), ("quantity_1", quantity), ("unit_1", "m2"), ("euro_1", "60 000"), ("u_1", "0,2"), ("seen", seen)]
        };
        let quotes = urls::audit_quotes(&b);
        app.post_form(&quotes, &quote("Toitures Martin", "0", "600")).await.is(303);
        let page = followed(&app, app.post_form(&quotes, &quote("Isotoit", "1", "500")).await).await;
        says(&page, &["autre quantité", "100,00 €", "120,00 €", "72 000,00 €", "Cette page compare et ne choisit pas"]);
        says(&app.get_html(&urls::audit_checks(&b)).await, &["Nous ne pouvons pas encore le dire", "Le volume chauffé"]);
        says(&app.get_html(&urls::audit_sheet(&b)).await, &["Fiche de visite", "Courbe de chauffe : pente"]);
    }

    async fn what_is_supposed_and_what_is_given_can_be_told(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        let assumed = urls::audit_assumed(&b);
        says(&app.get_html(&assumed).await, &["Que suppose l’audit", "Taux d’actualisation", "notre choix", "d’Énergie+"]);
        let told = [("seen", "0"), ("yearly_budget", "60 000"), ("discount_rate", "2,5"), ("cold", "base-16-5"), ("because", "Conseil du 3 mai")];
        let page = followed(&app, app.post_form(&assumed, &told).await).await;
        says(&page, &["60 000 €", "2,5 %", "votre conseiller : Conseil du 3 mai", "année normale"]);
        let wrong = app.post_form(&assumed, &[("seen", "1"), ("discount_rate", "40")]).await.is(422);
        says(&wrong.html(), &["15"]);
        app.post_form(&assumed, &[("seen", "0"), ("horizon_years", "10")]).await.is(422);

        let roof = [
            ("code", "roof-flat"), ("input-area", "200"), ("input-u-before", "1,2"), ("input-u-after", "0,2"), ("from", "plan"),
            ("euro_excl_vat", "30 000"), ("seen", "0"),
        ];
        app.post_form(&urls::audit_measures(&b), &roof).await.is(303);
        let aids = urls::audit_aids(&b);
        says(&app.get_html(&aids).await, &["UREBA", "11 800 €", "200 m² × 59,00 €/m²", "à confirmer"]);
        let own = [("seen", "0"), ("work", "roof-flat"), ("scheme", "wallonia/ureba-2022"), ("euro", "9 000"), ("certainty", "certain"), ("until", "31/12/2027")];
        let page = followed(&app, app.post_form(&aids, &own).await).await;
        says(&page, &["Aides comptées pour l’ensemble des mesures : 9 000 €", "remplacé par votre conseiller", "31/12/2027"]);
        app.post_form(&aids, &[("seen", "1"), ("work", "moat"), ("scheme", "other"), ("certainty", "certain")]).await.is(422);
        // Told again of the same work and scheme it takes its place.
        let page = followed(&app, app.post_form(&aids, &[&own[1..], &[("seen", "1"), ("euro", "8 000")]].concat()).await).await;
        says(&page, &["mesures : 8 000 €"]);
        let page = followed(&app, app.post_form(&aids, &[("drop", "0")]).await).await;
        assert!(!page.contains("remplacé par votre conseiller"));
        app.post_form(&aids, &[("drop", "last")]).await.is(400);
    }

    async fn it_is_read_by_somebody_else_delivered_and_comes_to_its_figures_again(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        app.post_form(&urls::audit_section(&b, "envelope"), &WALL).await.is(303);
        let (whose, _) = buildings::by_code(app.app.db.read(), &b).await.unwrap().unwrap();
        let (anne, marc) = (app.signed_in(adviser(whose.id)).await, app.signed_in(manager(whose.id)).await);
        let versions = urls::audit_versions(&b);
        anne.post_form(&versions, &[("step", "deliver")]).await.is(422);
        anne.post_form(&versions, &[("step", "ask"), ("remark", "À relire")]).await.is(303);
        says(&anne.post_form(&versions, &[("step", "approve")]).await.is(422).html(), &["le second lecteur doit être quelqu’un d’autre"]);
        let closed = anne.post_form(&urls::audit_section(&b, "envelope"), &[("drop", "1")]).await.is(422);
        says(&closed.html(), &["il se lit, il ne se modifie plus"]);
        marc.post_form(&versions, &[("step", "approve")]).await.is(303);
        anne.post_form(&versions, &[("step", "deliver")]).await.is(303);
        let page = anne.get(&versions).await.is(200).html();
        says(&page, &["est remise et fait foi", "Version 1 (TOML)", "Commencer la version suivante"]);
        let text = anne.get(&urls::audit_file(&b, "audit-1.toml")).await.is(200).text();
        let opened = written::open(&text, &app.app.catalog()).unwrap();
        assert_eq!(opened.audit.head.building, "Les Tilleuls");
        anne.post_form(&versions, &[("begin", "1")]).await.is(303);
        let wall: Vec<_> = WALL.into_iter().chain([("area_m2", "900"), ("row", "1"), ("seen", "1")]).collect();
        anne.post_form(&urls::audit_section(&b, "envelope"), &wall).await.is(303);
        says(&anne.get(&versions).await.is(200).html(), &["visit.envelope.1.told.area_m2.value", "1084.5", "900"]);
        assert_eq!(anne.get(&urls::audit_file(&b, "audit-1.toml")).await.is(200).text(), text, "nothing moves in it");
        anne.get(&urls::audit_file(&b, "audit-2.toml")).await.is(404);
    }

    async fn a_measure_that_hygiene_forbids_is_kept_and_says_why(test) {
        let app = TestApp::start(test).await;
        let b = begun(&app).await;
        let measures = urls::audit_measures(&b);
        let cold = [
            ("code", "hot-water-loop"), ("input-length", "60"), ("input-loss-after", "8"), ("input-return-temperature", "45"),
            ("from", "measured"), ("seen", "0"),
        ];
        let page = followed(&app, app.post_form(&measures, &cold).await).await;
        says(&page, &["Mesures écartées telles quelles, et pourquoi", "Cette température favorise les légionelles", "(de 55 à 90)"]);
        let slip: Vec<_> = cold.into_iter().chain([("input-length", "900000"), ("seen", "1")]).collect();
        says(&app.post_form(&measures, &slip).await.is(422).html(), &["entre 0 et"]);
        let lone = [
            ("code", "storage"), ("input-capacity", "40"), ("input-battery-power", "20"), ("from", "nameplate"), ("seen", "1"),
        ];
        let page = followed(&app, app.post_form(&measures, &lone).await).await;
        says(&page, &["une batterie n’aurait rien à garder"]);
    }
}
