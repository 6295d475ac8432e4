//! The disk is full: what would be added is refused whole and said, what is there is read.

use eclaireur_frontend::urls;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::support::{EAN, TestApp, export, on_both, one_day};

/// Rows of every table.
async fn rows(app: &TestApp) -> Vec<(String, i64)> {
    let tables = eclaireur::store::backup::tables(eclaireur::store::backup::known().len()).await.unwrap();
    let mut rows = Vec::new();
    for table in tables.into_iter().filter(|table| !table.name.starts_with("assess")) {
        rows.push((table.name.clone(), app.rows(&table.name).await));
    }
    rows
}

async fn said(app: &TestApp, sql: &str) {
    let tx = app.app.db.begin().await.unwrap();
    tx.execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// SQLite may take no page more; PostgreSQL says of every entry of the log what it says of a full disk.
async fn fill_the_disk(app: &TestApp) {
    match app.app.db.backend() {
        DbBackend::Postgres => {
            said(
                app,
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$; \
                 CREATE TRIGGER no_room BEFORE INSERT ON log EXECUTE FUNCTION no_room()",
            )
            .await;
        }
        _ => {
            let statement = Statement::from_string(DbBackend::Sqlite, "PRAGMA page_count");
            let row = app.app.db.read().query_one_raw(statement).await.unwrap().unwrap();
            let pages: i64 = row.try_get_by_index(0).unwrap();
            said(app, &format!("PRAGMA max_page_count = {}", pages + 1)).await;
        }
    }
}

async fn make_room(app: &TestApp) {
    match app.app.db.backend() {
        DbBackend::Postgres => said(app, "DROP TRIGGER no_room ON log").await,
        _ => said(app, "PRAGMA max_page_count = 1073741823").await,
    }
}

on_both! {
    async fn nothing_is_added_by_half_everything_is_read_and_with_room_it_goes_on(test) {
        let app = TestApp::start(test).await;
        let (home, building) = app.home("Les Tilleuls").await;
        app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
        fill_the_disk(&app).await;
        let before = rows(&app).await;
        let large = export(EAN, "2023-01-01", "2024-01-01", 900, 1);

        let answer = app.upload(&home, "?create_meters=true", &large.bytes).await;
        answer.problem(507, "storage-full");
        assert!(!answer.text().contains("53100") && !answer.text().contains("full:"), "{}", answer.text());
        let files = [("file", "2023.csv", large.bytes.as_slice())];
        let page = app.post_files(&urls::building_upload(&building), &[], &files).await.is(507).html();
        for words in ["Le disque du service est plein.", "pas même une partie", "restent lisibles"] {
            assert!(page.contains(words), "no « {words} » in {page}");
        }
        assert_eq!(rows(&app).await, before, "nothing half-written");

        for path in [
            urls::home(),
            urls::organisation(&home),
            urls::building(&building),
            urls::energy(&building),
            urls::cost(&building),
            urls::climate(&building),
            urls::cadastre(&home),
            urls::imports(&home),
            urls::months_csv(&building),
            urls::admin_state(),
            format!("/api/v1/buildings/{building}/consumption?step=month"),
            format!("/api/v1/buildings/{building}/assessment"),
            "/readyz".to_owned(),
            "/metrics".to_owned(),
        ] {
            app.get(&path).await.is(200);
        }
        // A new day makes every assessment stale: it is computed and shown, and cannot be kept.
        app.app.clock.advance(86_400);
        app.get(&urls::building(&building)).await.is(200);

        make_room(&app).await;
        app.upload(&home, "?create_meters=true", &large.bytes).await.is(201);
        assert_eq!(eclaireur::store::ledger::verify(app.app.db.read()).await.unwrap().broken, None);
    }
}
