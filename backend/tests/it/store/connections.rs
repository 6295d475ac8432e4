//! Opening, migrating, writing at the same time.

use eclaireur::store::organisations::{self, NewOrganisation};
use eclaireur::store::{Database, StoreError, ledger};
use sea_orm::ConnectionTrait as _;

use super::given::{by, home, organisation};
use crate::support::on_both;

on_both! {
    async fn migrating_twice_changes_nothing(test) {
        let row = organisation(&test.db, "Les Tilleuls").await;
        test.db.migrate().await.unwrap();
        assert!(test.db.ready().await.unwrap());
        test.db.ping().await.unwrap();
        assert_eq!(organisations::by_id(test.db.read(), row.id).await.unwrap(), Some(row));
    }

    async fn a_transaction_that_is_dropped_leaves_nothing(test) {
        let tx = test.db.begin().await.unwrap();
        let new = NewOrganisation { name: "Les Tilleuls".into(), ..NewOrganisation::default() };
        organisations::create(&tx, &by(), &new).await.unwrap();
        drop(tx);
        assert_eq!(organisations::by_code(test.db.read(), "les-tilleuls").await.unwrap(), None);
        assert_eq!(ledger::verify(test.db.read()).await.unwrap().entries, 0);
    }

    async fn writers_at_the_same_time_wait_for_each_other(test) {
        // Two handles, as a command beside the service; each with writers of its own.
        let second = Database::connect(&test.url).await.unwrap();
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..8 {
            let db = if writer % 2 == 0 { test.db.clone() } else { second.clone() };
            writers.spawn(async move {
                for _ in 0..10 {
                    organisation(&db, "École communale").await;
                }
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap();
        }
        second.close().await.unwrap();
        let verified = ledger::verify(test.db.read()).await.unwrap();
        assert_eq!((verified.entries, verified.broken), (80, None));
    }

    async fn many_writers_of_one_organisation_keep_its_chain(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let before = ledger::verify(test.db.read()).await.unwrap().entries;
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..16 {
            let db = test.db.clone();
            writers.spawn(async move {
                let tx = db.begin().await.unwrap();
                let archived = writer % 2 == 0;
                organisations::set_archived(&tx, &by(), home.tenant, archived).await.unwrap();
                tx.commit().await.unwrap();
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap();
        }
        let verified = ledger::verify(test.db.read()).await.unwrap();
        assert_eq!((verified.entries, verified.broken), (before + 16, None));
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    for url in ["", "mysql://a/b", "eclaireur.db", "sqlite://"] {
        assert!(matches!(Database::connect(url).await, Err(StoreError::Address)), "{url}");
    }
}

#[tokio::test]
async fn a_new_file_is_not_ready_before_it_is_migrated_and_readers_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let db = Database::connect(&format!("sqlite://{}/50 % fini/test.db", folder.path().display())).await;
    let db = match db {
        Ok(db) => db,
        Err(error) => panic!("{error}"),
    };
    assert!(!db.ready().await.unwrap());
    db.migrate().await.unwrap();
    assert!(db.ready().await.unwrap());
    let written = db.read().execute_unprepared("DELETE FROM organisation").await;
    assert!(written.unwrap_err().to_string().contains("readonly"));
    db.close().await.unwrap();
}
