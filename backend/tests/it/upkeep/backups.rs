//! Everything in one file, and back: the same rows, on either database, also of an older schema.

use eclaireur::app::App;
use eclaireur::backup::{self, Head, Made};
use eclaireur::clock::Clock;
use eclaireur::config::{Layer, Settings, UpkeepLayer};
use eclaireur::store::{By, Database, ledger, sqlite_path};
use tempfile::TempDir;

use crate::support::{EAN, TestApp, TestDatabase, on_both, one_day};

pub(super) const NOW: i64 = 1_795_248_000;

pub(super) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A home with readings, a file and what is computed of them.
pub(super) async fn filled(test: &TestDatabase) -> (String, String) {
    let app = TestApp::start(test).await;
    let (home, building) = app.home("Les Tilleuls").await;
    app.upload(&home, "?create_meters=true", &one_day(EAN).bytes).await.is(201);
    app.get_html(&eclaireur_frontend::urls::building(&building)).await;
    (home, building)
}

/// Rows of each table but those that a restore itself adds.
fn rows(head: &Head, added: u64) -> Vec<(String, u64)> {
    let less = |name: &str, rows: u64| if name == "log" { rows - added } else { rows };
    head.tables.iter().map(|table| (table.name.clone(), less(&table.name, table.rows))).collect()
}

async fn consumption(test: &TestDatabase, building: &str) -> serde_json::Value {
    let app = TestApp::start(test).await;
    app.get_json(&format!("/api/v1/buildings/{building}/consumption?step=month")).await
}

async fn made(db: &Database, folder: &TempDir, name: &str) -> Made {
    backup::make(db, &folder.path().join(name), NOW).await.unwrap()
}

/// Puts a backup back once those who had the database open have let it go.
async fn when_alone(url: &str, file: &std::path::Path) -> backup::Restored {
    for _ in 0..50 {
        match backup::restore(url, file, true, NOW).await {
            Err(error) if error.to_string().contains("stop the service") => {
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            restored => return restored.unwrap(),
        }
    }
    panic!("somebody has it open still");
}

on_both! {
    async fn what_was_kept_comes_back_row_by_row_on_either_database(test) {
        let (_, building) = filled(test).await;
        let before = consumption(test, &building).await;
        assert!(!before["points"].as_array().unwrap().is_empty());
        let folder = folder();
        let first = made(&test.db, &folder, "a.backup").await;
        assert!(first.chains_whole() && first.head.rows() > 5 && first.head.program == env!("CARGO_PKG_VERSION"));
        assert_eq!(first.head.schema(), eclaireur::store::backup::known().last().unwrap());
        let left = eclaireur::outside::files::names(folder.path()).unwrap();
        assert_eq!(left, ["a.backup"], "nothing is left beside it");
        let mut others = vec![TestDatabase::sqlite().await];
        others.extend(TestDatabase::postgres().await);
        for other in others {
            other.db.clone().close().await.unwrap();
            let restored = backup::restore(&other.url, &first.path, false, NOW).await.unwrap();
            assert_eq!((restored.kept, &restored.sha256), (None, &first.sha256));
            assert_eq!(consumption(&other, &building).await, before);
            let db = Database::connect(&other.url).await.unwrap();
            assert_eq!(ledger::verify(db.read()).await.unwrap().broken, None);
            let again = made(&db, &folder, "b.backup").await;
            assert_eq!(rows(&again.head, 1), rows(&first.head, 0), "all of it, and one entry that says so");
            db.close().await.unwrap();
            other.remove().await;
        }
    }

    async fn everything_moves_to_the_other_database_with_the_same_sums(test) {
        let (_, building) = filled(test).await;
        let before = consumption(test, &building).await;
        let mut others = vec![TestDatabase::sqlite().await];
        others.extend(TestDatabase::postgres().await);
        for other in others {
            other.db.clone().close().await.unwrap();
            let mut told = Vec::new();
            let moved = backup::copy(&test.url, &other.url, |step| if let backup::Step::Same(table) = step { told.push(table.clone()) }).await.unwrap();
            assert_eq!(moved, told);
            let rows = |name: &str| moved.iter().find(|table| table.name == name).unwrap().rows;
            assert!(rows("log") > 5 && rows("building") == 1, "{moved:?}");
            assert_eq!(consumption(&other, &building).await, before);
            let db = Database::connect(&other.url).await.unwrap();
            assert_eq!(ledger::verify(db.read()).await.unwrap().broken, None);
            db.close().await.unwrap();
            let again = backup::copy(&test.url, &other.url, |_| ()).await.unwrap_err();
            assert!(format!("{again:#}").contains("empty database only"), "{again:#}");
            other.remove().await;
        }
        assert!(backup::copy(&test.url, &test.url, |_| ()).await.is_err());
    }

    async fn what_is_there_is_not_overwritten_unless_said_and_then_kept_beside(test) {
        let (_, building) = filled(test).await;
        let folder = folder();
        let first = made(&test.db, &folder, "a.backup").await;
        let before = consumption(test, &building).await;
        let app = TestApp::start(test).await;
        let late = app.organisation("Trop tard").await;
        let refused = backup::restore(&test.url, &first.path, false, NOW).await.unwrap_err().to_string();
        assert!(refused.contains("--replace"), "{refused}");
        let refused = backup::restore(&test.url, &first.path, true, NOW).await.unwrap_err().to_string();
        assert!(refused.contains("stop the service"), "{refused}");
        assert!(app.get_html("/").await.contains("Trop tard"), "nothing was touched");
        app.app.db.clone().close().await.unwrap();
        test.db.clone().close().await.unwrap();
        let restored = when_alone(&test.url, &first.path).await;
        let kept = restored.kept.unwrap();
        assert!(kept.contains("before_restore_20261121"), "{kept}");
        assert_eq!(consumption(test, &building).await, before);
        let app = TestApp::start(test).await;
        assert!(!app.get_html("/").await.contains("Trop tard"));
        // What was there is there still, beside.
        let beside = match sqlite_path(&test.url) {
            Some(_) => format!("sqlite://{kept}"),
            None => format!("{}&options=-c%20search_path%3D{kept}", test.url),
        };
        let db = Database::connect(&beside).await.unwrap();
        let held = eclaireur::store::organisations::by_code(db.read(), &late).await.unwrap();
        assert_eq!(held.unwrap().organisation.name, "Trop tard");
        db.close().await.unwrap();
    }

    async fn an_upgrade_keeps_what_was_there_and_the_way_back_is_a_restore(test) {
        let older = test.emptied().await;
        let known = eclaireur::store::backup::known();
        let n = known.len() - 1;
        let tables = eclaireur::store::backup::tables(n).await.unwrap();
        let tx = older.db.begin().await.unwrap();
        eclaireur::store::backup::begin_putting(&tx, n, &tables).await.unwrap();
        tx.commit().await.unwrap();
        let tx = older.db.begin().await.unwrap();
        eclaireur::store::backup::note_made(&tx, &By::local(NOW), &serde_json::json!({ "n": 1 })).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!older.db.ready().await.unwrap());
        let folder = folder();
        let settings = |dir: &std::path::Path| {
            let upkeep = UpkeepLayer { backup_dir: Some(dir.to_owned()), ..UpkeepLayer::default() };
            let layer = Layer { database_url: Some(older.url.clone()), upkeep, ..Layer::default() };
            Settings::new(layer, false).unwrap()
        };
        // Without a place for it nothing is upgraded.
        crate::support::write(&folder.path().join("file"), b"no folder");
        let refused = App::start(settings(&folder.path().join("file/x")), Clock::fixed(NOW), false).await;
        assert!(format!("{:#}", refused.err().unwrap()).contains("file/x"));
        assert!(!older.db.ready().await.unwrap(), "nothing was upgraded");
        let app = App::start(settings(folder.path()), Clock::fixed(NOW), false).await.unwrap();
        assert!(app.db.ready().await.unwrap());
        let name = backup::keep::before_upgrade(&known[n - 1]);
        let file = folder.path().join(&name);
        assert!(file.exists(), "{name}");
        let last = eclaireur::store::backup::last_made(app.db.read()).await.unwrap().unwrap();
        assert_eq!((&last.data["schema"], last.actor.as_str()), (&known[n - 1].as_str().into(), "service"));
        app.db.close().await.unwrap();
        let again = App::start(settings(folder.path()), Clock::fixed(NOW), false).await.unwrap();
        let entries = ledger::verify(again.db.read()).await.unwrap().entries;
        assert_eq!(entries, 2, "an upgrade is one");
        again.db.close().await.unwrap();
        // Back into an empty one: as it was, and brought up to date.
        let other = test.emptied().await;
        other.db.clone().close().await.unwrap();
        let restored = backup::restore(&other.url, &file, false, NOW).await.unwrap();
        assert_eq!(restored.head.migrations, known[..n]);
        let db = Database::connect(&other.url).await.unwrap();
        assert!(db.ready().await.unwrap());
        assert_eq!(ledger::verify(db.read()).await.unwrap().entries, 2, "the old one, and the restore");
        db.close().await.unwrap();
        other.remove().await;
        older.remove().await;
    }

    async fn a_backup_is_of_one_moment_while_others_write(test) {
        filled(test).await;
        let app = TestApp::start(test).await;
        let folder = folder();
        let writing = async {
            for n in 0..30 {
                app.organisation(&format!("Maison {n}")).await;
            }
        };
        let backing = async {
            let mut organisations = Vec::new();
            for n in 0..4 {
                let made = made(&app.app.db, &folder, &format!("{n}.backup")).await;
                let of = |name: &str| made.head.tables.iter().find(|t| t.name == name).unwrap().rows;
                // Each came with its entry, or not at all.
                let chains = made.head.chains.iter().filter(|chain| chain.organisation.is_some()).count();
                assert_eq!(of("organisation"), u64::try_from(chains).unwrap());
                organisations.push(of("organisation"));
            }
            organisations
        };
        let ((), seen) = tokio::join!(writing, backing);
        assert!(seen.windows(2).all(|w| w[0] <= w[1]), "{seen:?}");
    }
}

/// As whoever types a command has it: others may read what he writes.
#[cfg(unix)]
#[tokio::test]
async fn what_holds_everything_is_read_by_its_owner_only() {
    use crate::support::rights;
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    // The database, the one that a backup is tried out in, the one that it is put back into.
    for name in ["eclaireur.db", "one.backup.trial", "eclaireur.db.restoring"] {
        let db = Database::connect(&format!("sqlite://{}", at(name).display())).await.unwrap();
        db.migrate().await.unwrap();
        for file in [name.to_owned(), format!("{name}-wal"), format!("{name}-shm")] {
            assert_eq!(rights(&at(&file)), 0o600, "{file}");
        }
        db.close().await.unwrap();
    }
    // What was there before, for others to read, is not written into.
    crate::support::write(&at("tout.zip.part"), b"old");
    drop(eclaireur::outside::files::create_private(&at("tout.zip.part")).unwrap());
    assert_eq!(rights(&at("tout.zip.part")), 0o600);
}
