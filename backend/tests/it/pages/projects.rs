//! Financing a building: a project from its name to its dossier, through the pages.

use eclaireur_frontend::urls;
use serde_json::Value;

use super::{followed, says};
use crate::support::{TestApp, on_both};

const ROOF: [(&str, &str); 6] = [
    ("measure", "roof-flat"),
    ("quantity", "200"),
    ("quantity_unit", "m2"),
    ("bio_based", "no"),
    ("cost_excl_vat", "30 000,00"),
    ("version", "1"),
];

/// A building with a project; its codes.
async fn project(app: &TestApp) -> (String, String) {
    let (_, b) = app.home("Les Tilleuls").await;
    let page = app.get_html(&urls::projects(&b)).await;
    says(&page, &["Aucun projet encore", "Un projet rassemble des travaux", "Créer le projet"]);
    let made = app.post_form(&urls::projects(&b), &[("name", "Toiture plate")]).await;
    let page = followed(app, made).await;
    says(&page, &["Comment financer « Toiture plate » ?", "Commencez par les travaux"]);
    (b, "toiture-plate".to_owned())
}

on_both! {
    async fn a_project_is_made_works_are_told_and_the_aids_follow(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let work = urls::project_work(&b, &p);
        says(&app.get_html(&work).await, &["Quels travaux ?", "Coût HTVA des travaux"]);
        let page = followed(&app, app.post_form(&work, &ROOF).await).await;
        says(&page, &["Isolation de la toiture plate", "30 000,00 €", "C’est enregistré", "Que manque-t-il ?"]);
        let page = app.get_html(&urls::projects(&b)).await;
        says(&page, &["Toiture plate", "30 000,00 €"]);
        let first = urls::with_query(&work, &[("ligne", "1")]);
        says(&app.get_html(&first).await, &["value=\"200\"", "value=\"30000\""]);
        let page = followed(&app, app.post_form(&first, &[("remove", "1"), ("version", "2")]).await).await;
        says(&page, &["Aucuns travaux encore"]);
        let undo = [("undo", "1"), ("version", "3")];
        let page = followed(&app, app.post_form(&urls::project(&b, &p), &undo).await).await;
        says(&page, &["Isolation de la toiture plate", "C’est retiré"]);
    }

    async fn a_question_is_asked_alone_and_its_answer_counts(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let ask = urls::with_query(&urls::project_answer(&b, &p), &[("question", "organisation.aim")]);
        says(&app.get_html(&ask).await, &["But selon les statuts ?", "but philanthropique"]);
        followed(&app, app.post_form(&ask, &[("aim", "philanthropic"), ("version", "1")]).await).await;
        says(&app.get_html(&ask).await, &["value=\"philanthropic\" selected"]);
        let wrong = app.post_form(&ask, &[("aim", "world-domination"), ("version", "2")]).await;
        says(&wrong.is(422).text(), &["field-wrong"]);
        for unknown in ["organisation.nothing", "work.measure", ""] {
            let ask = urls::with_query(&urls::project_answer(&b, &p), &[("question", unknown)]);
            app.get(&ask).await.is(404);
        }
    }

    async fn what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let work = urls::project_work(&b, &p);
        for (name, value, words) in [
            ("cost_excl_vat", "beaucoup", "beaucoup"),
            ("cost_excl_vat", "-3", "négatif"),
            ("cost_excl_vat", "99999999999999", "f-cost_excl_vat"),
            ("quantity", "deux", "deux"),
            ("measure", "", "Remplissez ce champ"),
            ("quantity_unit", "kWc", "f-quantity_unit"),
        ] {
            let typed: Vec<(&str, &str)> =
                ROOF.iter().map(|(n, v)| if *n == name { (*n, value) } else { (*n, *v) }).collect();
            let page = app.post_form(&work, &typed).await.is(422).text();
            says(&page, &["role=\"alert\"", words]);
        }
        app.post_form(&work, &[("measure", "roof-flat")]).await.is(400);
        app.get(&urls::with_query(&work, &[("ligne", "7")])).await.is(404);
        app.get(&urls::project(&b, "nulle-part")).await.is(404);
        app.get(&urls::project_file(&b, &p, "dossier.exe")).await.is(404);
        app.post_form(&urls::projects(&b), &[("name", "")]).await.is(422);
        app.post_form(&urls::project(&b, &p), &[]).await.is(400);
    }

    async fn of_two_who_save_at_once_the_second_keeps_what_was_typed(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let dates = urls::project_dates(&b, &p);
        followed(&app, app.post_form(&urls::project_work(&b, &p), &ROOF).await).await;
        let typed = [("application_date", "1/12/26"), ("version", "1")];
        let page = app.post_form(&dates, &typed).await.is(422).text();
        says(&page, &["Quelqu’un d’autre a modifié ce projet", "value=\"1/12/26\"", "name=\"version\" value=\"2\""]);
        let again = [("application_date", "1/12/26"), ("version", "2")];
        let page = followed(&app, app.post_form(&dates, &again).await).await;
        says(&page, &["prévu le 01/12/2026", "Isolation de la toiture plate"]);
    }

    async fn nothing_may_be_signed_before_the_decision_and_the_page_says_so(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        followed(&app, app.post_form(&urls::project_work(&b, &p), &ROOF).await).await;
        says(&app.get_html(&urls::project(&b, &p)).await, &["Ne signez encore aucun devis"]);
        let early = [("application_date", "1/10/26"), ("order_signed_date", "5/10/26"), ("version", "2")];
        let page = followed(&app, app.post_form(&urls::project_dates(&b, &p), &early).await).await;
        says(&page, &["La commande précède la décision d’octroi", "trop tard"]);
    }

    async fn the_calendar_and_the_dossier_are_handed_out_and_the_api_says_the_same(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        followed(&app, app.post_form(&urls::project_work(&b, &p), &ROOF).await).await;
        let dates = [("ureba_audit_date", "1/3/26"), ("application_date", "1/12/26"), ("version", "2")];
        followed(&app, app.post_form(&urls::project_dates(&b, &p), &dates).await).await;
        let ics = app.get(&urls::project(&b, &format!("{p}.ics"))).await.is(200).text();
        assert!(ics.starts_with("BEGIN:VCALENDAR\r\n") && ics.contains("DTSTART;VALUE=DATE:20261201"), "{ics}");
        let toml = app.get(&urls::project_file(&b, &p, "dossier.toml")).await.is(200).text();
        let catalog = &app.app.catalog();
        let opened = eclaireur_models::financing::dossier::open(&toml, catalog).expect("it opens");
        let said: Value = serde_json::from_str(&opened.answer).expect("JSON");
        let api = format!("/api/v1/buildings/{b}/financing");
        let told = app.get(&format!("{api}?project={p}")).await.is(200).json();
        assert_eq!((&told["project"], &told["on"]), (&Value::from(p.as_str()), &Value::from("2026-11-21")));
        assert_eq!(told["schemes"], said["schemes"]);
        assert_eq!(app.get(&api).await.is(200).json()["schemes"], said["schemes"], "the last project made");
        assert_eq!(app.get(&format!("{api}?on=2020-01-01")).await.is(200).json()["on"], "2020-01-01");
        app.get(&format!("{api}?on=demain")).await.is(400);
        app.get(&format!("{api}?project=nulle-part")).await.is(404);
        let xlsx = app.get(&urls::project_file(&b, &p, "dossier.xlsx")).await.is(200);
        assert!(xlsx.bytes.starts_with(b"PK"));
        let steps = app.get(&urls::project_file(&b, &p, "etapes.csv")).await.is(200).text();
        assert!(steps.contains("Demande") && steps.contains("prévu le 01/12/2026"), "{steps}");
        let listed = app.get(&urls::projects_csv(&b)).await.is(200).text();
        assert!(listed.contains("Toiture plate") && listed.contains("30000"), "{listed}");
        let pdf = app.get(&urls::project_file(&b, &p, "dossier.pdf")).await.is(200);
        assert!(pdf.bytes.starts_with(b"%PDF"));
    }

    async fn a_project_is_put_away_and_comes_back(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let page = followed(&app, app.post_form(&urls::project(&b, &p), &[("archive", "1"), ("version", "1")]).await).await;
        says(&page, &["Ce projet est archivé"]);
        says(&app.get_html(&urls::projects(&b)).await, &["Un projet archivé", "Remettre dans la liste"]);
        let page = followed(&app, app.post_form(&urls::projects(&b), &[("restore", &p)]).await).await;
        assert!(!page.contains("Ce projet est archivé"));
    }
}
