//! Who looks from outside, and what is taken away, leaves an entry; who is of the house does not.

use eclaireur::store::{OrganisationId, journal};
use eclaireur_frontend::urls;
use eclaireur_models::access::Role;

use super::{adviser, manager, person, whose};
use crate::support::{TestApp, on_both};

/// Author, kind and data of the traces, oldest first.
async fn traces(app: &TestApp, tenant: OrganisationId) -> Vec<(String, String, String)> {
    let asked = journal::Asked {
        kinds: Some(vec!["access.read".into(), "access.exported".into()]),
        ..journal::Asked::default()
    };
    let whose = journal::Whose::Organisation(tenant);
    let (mut told, _) = journal::slice(app.app.db.read(), whose, &asked, 0, 100).await.unwrap();
    told.reverse();
    let entry = |told: journal::Told| (told.entry.actor, told.entry.kind, told.entry.data.to_string());
    told.into_iter().map(entry).collect()
}

on_both! {
    async fn a_reader_from_outside_leaves_one_entry_a_day_and_one_of_the_house_none(test) {
        let app = TestApp::start(test).await;
        let (code, building) = app.home("Les Tilleuls").await;
        let row = whose(&app, &code).await;
        let anne = person(&app, "Anne D.", vec![manager(&row)]).await;
        let bruno = person(&app, "Bruno L.", vec![adviser(&row)]).await;
        for _ in 0..2 {
            anne.get(&urls::building(&building)).await.is(200);
            bruno.get(&urls::building(&building)).await.is(200);
            bruno.get(&urls::energy(&building)).await.is(200);
        }
        let read = (format!("account:{}", bruno.id), "access.read".to_owned(), r#"{"role":"adviser"}"#.to_owned());
        assert_eq!(traces(&app, row.id).await, [read.clone()]);
        // Another instance, or the same one started anew, finds it in the log.
        let again = TestApp::start(test).await;
        let bruno_again = crate::traces::Person { app: &again, id: bruno.id, session: bruno.session.clone() };
        bruno_again.get(&urls::building(&building)).await.is(200);
        assert_eq!(traces(&app, row.id).await.len(), 1);
        app.app.clock.advance(24 * 3600 - 1);
        // Somebody who was there all the time: the session lasts eight hours only.
        let bruno = crate::traces::Person { app: &app, id: bruno.id, session: crate::traces::session_of(&app, bruno.id).await };
        bruno.get(&urls::building(&building)).await.is(200);
        assert_eq!(traces(&app, row.id).await, [read.clone(), read]);
        // What is not there, or not theirs, was not seen.
        let stranger = person(&app, "Zoé", vec![Role::Investor]).await;
        stranger.get(&urls::building(&building)).await.is(404);
        assert_eq!(traces(&app, row.id).await.len(), 2);
    }

    async fn every_file_taken_away_leaves_an_entry_and_a_table_one_a_day(test) {
        let app = TestApp::start(test).await;
        let (code, building) = app.home("Les Tilleuls").await;
        let row = whose(&app, &code).await;
        let anne = person(&app, "Anne D.", vec![manager(&row)]).await;
        for path in [
            urls::months_csv(&building), urls::months_csv(&building), urls::months_xlsx(&building),
            urls::export(&code), urls::export(&code), urls::aids_csv(), urls::organisations_csv(),
        ] {
            anne.get(&path).await.is(200);
        }
        let files: Vec<String> = traces(&app, row.id).await.into_iter().map(|(_, _, data)| data).collect();
        let file = |name: &str| format!("{{\"file\":\"{name}\"}}");
        assert_eq!(files, [file("mois.csv"), file("mois.xlsx"), file("export.zip"), file("export.zip")]);
        let page = anne.page(&urls::journal(&code)).await;
        assert!(page.contains("à 09:00, Anne D. a téléchargé le fichier « export.zip »."), "{page}");
    }
}
