//! Financing a building: a project from its name to its dossier, through the pages.

use eclaireur::store::{buildings, projects};
use eclaireur_frontend::urls;
use serde_json::Value;

use super::{followed, says};
use crate::support::{TestApp, on_both};

const ROOF: [(&str, &str); 6] = [
    ("measure", "roof-flat"),
    ("quantity", "200"),
    ("quantity_unit", "m2"),
    ("bio_based", "non"),
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
        says(&page, &["Isolation de la toiture plate", "La dernière modification est annulée"]);
    }

    async fn a_question_is_asked_alone_and_its_answer_counts(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let ask = urls::with_query(&urls::project_answer(&b, &p), &[("question", "organisation.aim")]);
        says(&app.get_html(&ask).await, &["Quel but vos statuts donnent-ils à l’organisation ?", "vos statuts, relus", "Philanthropique"]);
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
        says(&page, &["La commande précède la décision d’octroi", "délai dépassé"]);
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

    async fn a_work_keeps_its_address_when_one_before_it_goes(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let work = urls::project_work(&b, &p);
        followed(&app, app.post_form(&work, &ROOF).await).await;
        let led = [("measure", "lighting"), ("cost_excl_vat", "12 400,50"), ("version", "2")];
        followed(&app, app.post_form(&work, &led).await).await;
        let [first, second] = ["1", "2"].map(|line| urls::with_query(&work, &[("ligne", line)]));
        followed(&app, app.post_form(&first, &[("remove", "1"), ("version", "3")]).await).await;
        says(&app.get_html(&second).await, &["value=\"12400,5\""]);
        app.get(&first).await.is(404);
        // Whoever had the first open does not overwrite what took its place.
        let late = [("measure", "roof-flat"), ("cost_excl_vat", "31 000"), ("version", "3")];
        let page = app.post_form(&first, &late).await.is(422).text();
        says(&page, &["Cette ligne a été supprimée entre-temps", "value=\"31 000\"", "name=\"version\" value=\"4\""]);
        let again = [("measure", "roof-flat"), ("cost_excl_vat", "31 000"), ("version", "4")];
        let page = followed(&app, app.post_form(&work, &again).await).await;
        says(&page, &["31 000,00 €", "12 400,50 €", "ligne=3"]);
    }

    async fn what_somebody_else_saved_stands_beside_what_was_typed(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let dates = urls::project_dates(&b, &p);
        followed(&app, app.post_form(&dates, &[("application_date", "1/12/26"), ("version", "1")]).await).await;
        let page = app.post_form(&dates, &[("application_date", "5/12/26"), ("version", "1")]).await.is(422).text();
        says(&page, &["value=\"5/12/26\"", "Enregistré maintenant : 01/12/2026"]);
        let name = urls::project_name(&b, &p);
        let page = app.post_form(&name, &[("name", "Autre nom"), ("version", "1")]).await.is(422).text();
        says(&page, &["value=\"Autre nom\"", "Enregistré maintenant : Toiture plate"]);
    }

    async fn every_answer_is_seen_and_changed_where_it_is_kept(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let at = |fact: &str| urls::with_query(&urls::project_answer(&b, &p), &[("question", fact)]);
        let aim = at("organisation.aim");
        followed(&app, app.post_form(&aim, &[("aim", "philanthropic"), ("version", "1")]).await).await;
        let page = app.get_html(&urls::project(&b, &p)).await;
        says(&page, &["Vos réponses", "But selon les statuts", "Philanthropique", "question=organisation.aim"]);
        for (fact, home) in [
            ("organisation.legal_form", "/modifier"),
            ("building.tenure", "donnee=building.tenure"),
            ("building.heated_area_m2", "donnee=building.heated_area_m2"),
        ] {
            for answer in [app.get(&at(fact)).await, app.post_form(&at(fact), &[("version", "2")]).await] {
                let to = answer.is(303).location();
                assert!(to.contains(home), "{fact}: {to}");
            }
        }
        says(&app.get_html(&at("procedure.call_open")).await, &["Un appel à projets est-il ouvert ?", "l’administration"]);
    }

    async fn days_that_run_back_are_said_beside_their_field(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let dates = urls::project_dates(&b, &p);
        for (typed, words) in [
            ([("application_date", "1/6/26"), ("grant_decision_date", "1/5/26")], "Cette date précède « Date de la demande » (01/06/2026)"),
            ([("works_start_date", "1/6/1985"), ("reports_sent", "1")], "L’année de cette date ne semble pas possible"),
            ([("works_start_date", "1/6/26"), ("reports_sent", "7")], "un nombre entier, 5 au plus"),
        ] {
            let typed = [typed.as_slice(), &[("version", "1")]].concat();
            says(&app.post_form(&dates, &typed).await.is(422).text(), &["field-wrong", words]);
        }
    }

    async fn what_is_put_away_is_not_written_and_says_so(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let (page, work) = (urls::project(&b, &p), urls::project_work(&b, &p));
        followed(&app, app.post_form(&work, &ROOF).await).await;
        for _ in 0..2 {
            followed(&app, app.post_form(&page, &[("archive", "1")]).await).await;
        }
        let typed = [("measure", "lighting"), ("version", "2")];
        says(&app.post_form(&work, &typed).await.is(422).text(), &["Ce projet est archivé : rien n’a été enregistré"]);
        let undo = [("undo", "1"), ("version", "2")];
        says(&app.post_form(&page, &undo).await.is(422).text(), &["Ce projet est archivé : rien n’a été enregistré"]);
        for _ in 0..2 {
            followed(&app, app.post_form(&page, &[("restore", "1")]).await).await;
            followed(&app, app.post_form(&urls::projects(&b), &[("restore", &p)]).await).await;
        }
        let stale = [("undo", "1"), ("version", "1")];
        says(&app.post_form(&page, &stale).await.is(422).text(), &["rien n’a été annulé", "30 000,00 €"]);
        followed(&app, app.post_form(&urls::building_archive(&b), &[]).await).await;
        says(&app.post_form(&work, &typed).await.is(422).text(), &["Ce bâtiment, ou son organisation, est archivé"]);
        let more = app.post_form(&urls::projects(&b), &[("name", "Autre")]).await.is(422).text();
        says(&more, &["Ce bâtiment, ou son organisation, est archivé"]);
    }

    async fn a_project_that_nobody_can_read_is_listed_and_the_others_are_shown(test) {
        let app = TestApp::start(test).await;
        let (b, _) = project(&app).await;
        let (_, row) = buildings::by_code(app.app.db.read(), &b).await.unwrap().unwrap();
        let tx = app.app.db.begin().await.unwrap();
        let strange = serde_json::json!({ "procedure": { "nothing": 1 } });
        let made = projects::create(&tx, &app.app.by(), row.tenant, row.id, "Autres règles", &strange).await.unwrap();
        tx.commit().await.unwrap();
        let page = app.get_html(&urls::projects(&b)).await;
        says(&page, &["Toiture plate", "illisible avec les règles d’aujourd’hui", "Archiver le projet"]);
        let at = urls::project(&b, made.code.as_str());
        for path in [at.clone(), urls::project_work(&b, made.code.as_str()), urls::project_file(&b, made.code.as_str(), "dossier.toml")] {
            assert_eq!(app.get(&path).await.is(303).location(), urls::projects(&b), "{path}");
        }
        let api = format!("/api/v1/buildings/{b}/financing?project={}", made.code);
        app.get(&api).await.problem(422, "project-unreadable");
        app.post_form(&at, &[("archive", "1")]).await.is(303);
        says(&app.get_html(&urls::projects(&b)).await, &["Un projet archivé"]);
    }

    async fn another_day_is_said_and_goes_on_into_the_files(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        let at = |le: &str| urls::with_query(&urls::project(&b, &p), &[("le", le)]);
        let page = app.get_html(&at("2027-04-01")).await;
        says(&page, &["Cette page répond au 01/04/2027, pas aujourd’hui", "dossier.toml?le=2027-04-01", ".ics?le=2027-04-01"]);
        assert!(!app.get_html(&at("2026-11-21")).await.contains("pas aujourd’hui"));
        for wrong in ["demain", "20270401", "2027-04-01T00:00"] {
            app.get(&at(wrong)).await.is(400);
        }
        let ics = urls::with_query(&urls::project(&b, &format!("{p}.ics")), &[("le", "2027-04-01")]);
        assert!(app.get(&ics).await.is(200).text().starts_with("BEGIN:VCALENDAR"));
        app.get(&urls::with_query(&urls::project_file(&b, &p, "x.exe"), &[("le", "demain")])).await.is(404);
    }

    async fn names_are_such_that_people_can_read_them_and_there_is_an_end_to_projects(test) {
        let app = TestApp::start(test).await;
        let (b, p) = project(&app).await;
        for name in ["\u{200b}", "Toit\u{202e}ure", "\u{2066}"] {
            let page = app.post_form(&urls::projects(&b), &[("name", name)]).await.is(422).text();
            says(&page, &["au moins une lettre ou un chiffre visible"]);
            let renamed = [("name", name), ("version", "1")];
            app.post_form(&urls::project_name(&b, &p), &renamed).await.is(422);
        }
        let (_, row) = buildings::by_code(app.app.db.read(), &b).await.unwrap().unwrap();
        let tx = app.app.db.begin().await.unwrap();
        for _ in 1..projects::MOST {
            projects::create(&tx, &app.app.by(), row.tenant, row.id, "LED", &serde_json::json!({})).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = app.post_form(&urls::projects(&b), &[("name", "Un de trop")]).await.is(422).text();
        says(&page, &["Un bâtiment compte 200 projets au plus"]);
    }
}
