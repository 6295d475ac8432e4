//! An organisation that goes: after its archive, after a while, with nothing left in any table.

use std::collections::BTreeMap;

use eclaireur::store::{consents, erasures, federations, ledger, own_activities, tokens};
use eclaireur_frontend::urls;
use eclaireur_models::access::Reach;
use eclaireur_models::portfolio::own_list::Label;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use super::{adviser, manager, person, session_of, whose};
use crate::support::{EAN, TestApp, TestDatabase, on_both, one_day};

const DAY_S: i64 = 24 * 3600;

/// Rows of an organisation in every table that has a column for it, read from the schema; tables without any too.
async fn rows(test: &TestDatabase, tenant: i64) -> BTreeMap<String, i64> {
    let db = test.db.read();
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns \
             WHERE table_schema = 'public' AND column_name IN ('tenant', 'organisation') \
             AND table_name !~ '^block_'"
        }
        _ => {
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND c.name IN ('tenant', 'organisation')"
        }
    };
    let all = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let mut rows = BTreeMap::new();
    for row in all {
        let (table, column): (String, String) =
            (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
        let sql = format!("SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\" = {tenant}");
        let count = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        *rows.entry(table).or_insert(0) += count.unwrap().try_get_by_index::<i64>(0).unwrap();
    }
    let sql = format!("SELECT COUNT(*) FROM organisation WHERE id = {tenant}");
    let count = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.insert("organisation".to_owned(), count.unwrap().try_get_by_index(0).unwrap());
    rows
}

on_both! {
    async fn an_organisation_goes_after_its_archive_and_its_wait_and_leaves_no_row(test) {
        let app = TestApp::start(test).await;
        let (row, _) = crate::archive::organisation(&app, "Les Tilleuls").await;
        let code = row.organisation.code.to_string();
        let (other, _) = app.home("Les Érables").await;
        let anne = person(&app, "Anne D.", vec![manager(&row), adviser(&whose(&app, &other).await)]).await;
        let by = app.app.by();
        let tx = app.app.db.begin().await.unwrap();
        let federation = federations::create(&tx, &by, "Une autre").await.unwrap().id;
        consents::give(&tx, &by, row.id, federation, app.app.clock.today()).await.unwrap();
        own_activities::sort(&tx, &by, federation, &[(row.id, Label::read("MR/MRS").unwrap())]).await.unwrap();
        consents::ask_help(&tx, &by, row.id, "aide", app.app.clock.today()).await.unwrap();
        tokens::make(&tx, &by, row.id, "essai", Reach::Read, by.now + DAY_S).await.unwrap();
        tx.commit().await.unwrap();

        // Not before everything was taken away.
        let page = anne.page(&urls::erase(&code)).await;
        assert!(page.contains("D’abord, votre archive") && !page.contains("name=\"name\""));
        let ask = [("action", "demander"), ("name", "Les Tilleuls")];
        anne.post(&urls::erase(&code), &ask).await.is(422);
        let archive = anne.get(&urls::export(&code)).await.is(200).bytes;
        assert!(crate::archive::entry(&archive, "access.json").contains("anne-d-@example.be"));
        // Not by mistake.
        let wrong = anne.post(&urls::erase(&code), &[("action", "demander"), ("name", "Les Érables")]).await.is(422);
        assert!(wrong.html().contains("Ce n’est pas le nom de l’organisation."));
        anne.post(&urls::erase(&code), &ask).await.is(303);
        assert!(anne.page(&urls::erase(&code)).await.contains("à partir du 21/12/2026."));
        // Every page of the organisation says so, and where it is taken back; nobody else's does.
        let waits = "disparaît à partir du 21/12/2026";
        for page in [urls::organisation(&code), urls::imports(&code), urls::cadastre(&code), urls::access(&code)] {
            let page = anne.page(&page).await;
            assert!(page.contains(waits) && page.contains(&urls::erase(&code)), "{page}");
        }
        assert_eq!(anne.page(&urls::erase(&code)).await.matches(waits).count(), 0);
        assert!(!anne.page(&urls::organisation(&other)).await.contains(waits));
        // Taken back, and asked for again.
        anne.post(&urls::erase(&code), &[("action", "renoncer")]).await.is(303);
        assert!(!anne.page(&urls::organisation(&code)).await.contains(waits));
        app.app.clock.advance(6 * 3600);
        assert_eq!(eclaireur::jobs::ends(&app.app).await.unwrap(), 0);
        anne.post(&urls::erase(&code), &ask).await.is(303);
        app.app.clock.advance(30 * DAY_S - 1);
        assert_eq!(eclaireur::jobs::ends(&app.app).await.unwrap(), 0);
        let before = rows(test, row.id.get()).await;
        for table in ["log", "concern", "erasure", "consent", "help_request", "api_token", "role_grant", "membership", "own_activity", "building", "file"] {
            assert!(before[table] > 0, "{table}: {before:?}");
        }
        let chain = before["log"];
        app.app.clock.advance(1);
        assert_eq!(eclaireur::jobs::ends(&app.app).await.unwrap(), 1);
        assert_eq!(eclaireur::jobs::ends(&app.app).await.unwrap(), 0);

        let after = rows(test, row.id.get()).await;
        assert!(after.values().all(|count| *count == 0), "{after:?}");
        assert!(whose(&app, &other).await.id != row.id, "the others are still there");
        assert_eq!(ledger::verify(app.app.db.read()).await.unwrap().broken, None);
        let (_, receipt) = erasures::receipt(app.app.db.read(), row.id).await.unwrap().unwrap();
        assert_eq!((receipt.entries, receipt.last_hash.len(), receipt.kept), (chain, 64, 0));
        for (table, count) in before.iter().filter(|(_, count)| **count > 0) {
            assert_eq!(receipt.rows[table], u64::try_from(*count).unwrap(), "{table}");
        }
        // Said to whoever kept the address, without a name.
        let anne = crate::traces::Person { app: &app, id: anne.id, session: session_of(&app, anne.id).await };
        let page = anne.page(&urls::erased(&row.id.to_string())).await;
        assert!(page.contains("Le 21/12/2026,") && !page.contains("Tilleuls"), "{page}");
        let text = anne.get(&urls::erased_text(&row.id.to_string())).await.is(200).text();
        assert!(text.contains(&receipt.last_hash) && text.contains("building: 2") && !text.contains("Tilleuls"), "{text}");
        anne.get(&urls::organisation(&code)).await.is(404);
        anne.get(&urls::erased(&whose(&app, &other).await.id.to_string())).await.is(404);
        // And it can come back from its archive.
        let source = std::io::Cursor::new(archive);
        let back = eclaireur::archive::restore(&app.app, source, std::sync::Arc::new(|_, _| {})).await.unwrap();
        assert_eq!(back.id, row.id);
        assert_eq!(ledger::verify(app.app.db.read()).await.unwrap().broken, None);
    }

    async fn erasing_one_organisation_leaves_every_row_of_another(test) {
        let app = TestApp::start(test).await;
        let (ours, _) = app.home("Les Tilleuls").await;
        let (theirs, _) = app.home("Les Érables").await;
        for code in [&ours, &theirs] {
            app.upload(code, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        }
        let (ours, theirs) = (whose(&app, &ours).await, whose(&app, &theirs).await);
        let before = rows(test, theirs.id.get()).await;
        eclaireur::erasing::erase(&app.app, &app.app.by(), ours.id).await.unwrap();
        assert_eq!(rows(test, theirs.id.get()).await, before);
        assert!(rows(test, ours.id.get()).await.values().all(|count| *count == 0));
        assert!(eclaireur::erasing::erase(&app.app, &app.app.by(), ours.id).await.is_err(), "it is gone");
    }
}
