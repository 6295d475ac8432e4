//! One fresh, migrated database per test, on SQLite or PostgreSQL.

use eclaireur::store::Database;
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;

use super::{postgres, skipped};

/// A database that ends with its test.
pub(crate) struct TestDatabase {
    /// The handle.
    pub(crate) db: Database,
    /// Its address, for a second handle.
    pub(crate) url: String,
    place: Place,
}

enum Place {
    Folder { _folder: TempDir },
    Server { name: String },
}

impl TestDatabase {
    /// In a file of its own.
    pub(crate) async fn sqlite() -> TestDatabase {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}/new folder/test.db", folder.path().display());
        let db = Database::connect(&url).await.expect("SQLite opens");
        db.migrate().await.expect("SQLite migrates");
        TestDatabase { db, url, place: Place::Folder { _folder: folder } }
    }

    /// On the server of this test run; `None`, and said, where there is none.
    pub(crate) async fn postgres() -> Option<TestDatabase> {
        let Some((name, url)) = postgres::fresh().await else {
            skipped("PostgreSQL in /usr/lib/postgresql");
            return None;
        };
        let db = Database::connect(&url).await.expect("PostgreSQL opens");
        Some(TestDatabase { db, url, place: Place::Server { name } })
    }

    /// Of the same kind, without a table in it.
    pub(crate) async fn emptied(&self) -> TestDatabase {
        let other = match &self.place {
            Place::Folder { .. } => TestDatabase::sqlite().await,
            Place::Server { .. } => TestDatabase::postgres().await.expect("it was there"),
        };
        if let Some(file) = eclaireur::store::sqlite_path(&other.url) {
            other.db.clone().close().await.expect("it closes");
            eclaireur::outside::files::remove(&file).expect("it goes");
            let db = Database::connect(&other.url).await.expect("SQLite opens");
            return TestDatabase { db, ..other };
        }
        let tx = other.db.begin().await.expect("a transaction");
        tx.execute_unprepared("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            .await
            .expect("it is emptied");
        tx.commit().await.expect("it is emptied");
        other
    }

    /// Closes and removes it.
    pub(crate) async fn remove(self) {
        self.db.close().await.expect("the database closes");
        if let Place::Server { name } = self.place {
            postgres::drop_database(&self.url, &name).await;
        }
    }
}

/// Runs each test twice, as `name::sqlite` and `name::postgres`. The test is given a [`TestDatabase`].
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($test:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            $(#[$doc])*
            async fn run($test: &$crate::support::TestDatabase) $body

            $crate::support::on_sqlite!();
            $crate::support::on_postgres!();
        }
    )*};
}

/// The SQLite half of [`on_both`].
macro_rules! on_sqlite {
    () => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn sqlite() {
            let test = $crate::support::TestDatabase::sqlite().await;
            run(&test).await;
            test.remove().await;
        }
    };
}

/// The PostgreSQL half of [`on_both`].
macro_rules! on_postgres {
    () => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn postgres() {
            let Some(test) = $crate::support::TestDatabase::postgres().await else { return };
            run(&test).await;
            test.remove().await;
        }
    };
}

pub(crate) use {on_both, on_postgres, on_sqlite};
