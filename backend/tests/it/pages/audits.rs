//! An audit through its pages: begun, filled on a phone, read by a second person, delivered, recomputed.

use eclaireur::store::{buildings, events};
use eclaireur_frontend::urls;
use eclaireur_models::audit::written;

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
        followed(&app, app.post_form(&room, &[("drop", "0")]).await).await;
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
