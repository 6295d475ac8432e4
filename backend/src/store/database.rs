//! The handle on the database: SQLite in a file or PostgreSQL behind an address, the same code for both.
//!
//! SQLite has one writer. So there is one connection that writes and queues whoever wants it, transactions begin
//! `IMMEDIATE`, and readers have a pool of their own that cannot write: within this process nobody ever meets a
//! locked database, and another process (a command beside the service) is waited for. What is committed is on
//! the disk (`synchronous=FULL`), but for a demonstration that is being made. Does *not* log the address: it may hold a password ([`without_password`]).

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use super::error::{Result, StoreError};
use super::migrations::Migrator;

/// How long another process may hold the SQLite file, and how long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(30);
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;
/// How long a request waits for a server that does not answer, before it is told so.
const POSTGRES_PATIENCE: Duration = Duration::from_secs(5);
/// Key of the advisory lock under which one instance migrates and the others wait. Any number, never changed.
const MIGRATION_LOCK: i64 = 0x00ec_1a12;

/// A database, open. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Database {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Database {
    /// Opens `sqlite://path` (folder and file are made) or `postgres://…`. Does not migrate.
    ///
    /// # Errors
    /// [`StoreError::Address`] for anything else; the file or the database cannot be reached.
    pub async fn connect(url: &str) -> Result<Database> {
        if let Some(path) = sqlite_path(url) {
            make_folder(&path)?;
            make_file(&path)?;
            let write = sea_orm::Database::connect(sqlite(path.clone(), false)).await?;
            let read = sea_orm::Database::connect(sqlite(path, true)).await?;
            return Ok(Database { read, write });
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let pool = sea_orm::Database::connect(postgres(url)).await?;
            return Ok(Database { read: pool.clone(), write: pool });
        }
        Err(StoreError::Address)
    }

    /// Which of the two it is.
    pub fn backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// A connection for reading.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// A transaction for writing; dropped without `commit()`, it leaves nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// A transaction for reading in which nothing changes, whoever writes meanwhile.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction> {
        // SQLite sees one state from its first read on; PostgreSQL does when it is asked to.
        let options = match self.backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions::default(),
        };
        Ok(self.read.begin_with_options(options).await?)
    }

    /// Brings the schema up to date: all of it or nothing, one process at a time.
    ///
    /// # Errors
    /// The database was migrated by a newer program, or a migration fails.
    pub async fn migrate(&self) -> Result<()> {
        let tx = self.begin().await?;
        if tx.get_database_backend() == DbBackend::Postgres {
            lock(&tx, MIGRATION_LOCK).await?;
        }
        Migrator::up(&tx, None).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whether the schema is up to date.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn ready(&self) -> Result<bool> {
        Ok(Migrator::get_pending_migrations_read_only(&self.read).await?.is_empty())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read.ping().await?)
    }

    /// Connections open at the moment, for reading and for writing, and how many of them have nothing to do.
    pub fn connections(&self) -> (u32, usize) {
        match self.backend() {
            DbBackend::Postgres => {
                let pool = self.read.get_postgres_connection_pool();
                (pool.size(), pool.num_idle())
            }
            _ => {
                let [read, write] =
                    [&self.read, &self.write].map(DatabaseConnection::get_sqlite_connection_pool);
                (read.size() + write.size(), read.num_idle() + write.num_idle())
            }
        }
    }

    /// Bytes that the database takes on its disk.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn size(&self) -> Result<u64> {
        let sql = match self.backend() {
            DbBackend::Postgres => "SELECT pg_database_size(current_database())",
            _ => "SELECT p.page_count * s.page_size FROM pragma_page_count() p, pragma_page_size() s",
        };
        let row = self.read.query_one_raw(Statement::from_string(self.backend(), sql)).await?;
        let bytes: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
        Ok(u64::try_from(bytes).unwrap_or(0))
    }

    /// Whether nobody else has the database of this address open; a SQLite file then stands alone, without journals beside it, and may be moved.
    ///
    /// # Errors
    /// It does not answer, or does not close.
    pub async fn close_alone(self, url: &str) -> Result<bool> {
        if self.backend() == DbBackend::Postgres {
            // Our own connections first: the one that asks is then the only one of ours.
            self.close().await?;
            let asking = sea_orm::Database::connect(postgres(url)).await?;
            let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
                       AND application_name = 'eclaireur' AND pid <> pg_backend_pid()";
            // A server takes a moment to see that somebody hung up.
            let mut others = 1;
            for _ in 0..100 {
                let row = asking.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
                others = row.map_or(Ok(0_i64), |row| row.try_get_by_index(0))?;
                if others == 0 {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            asking.close().await?;
            return Ok(others == 0);
        }
        self.read.close().await?;
        self.write.execute_unprepared("PRAGMA busy_timeout = 500").await?;
        // Leaving the journal that readers share needs the file for oneself.
        let alone = match self.write.execute_unprepared("PRAGMA journal_mode = DELETE").await {
            Ok(_) => {
                let mode = Statement::from_string(DbBackend::Sqlite, "PRAGMA journal_mode");
                let row = self.write.query_one_raw(mode).await?;
                row.map_or(Ok(String::new()), |row| row.try_get_by_index(0))? == "delete"
            }
            Err(_) => false,
        };
        self.write.close().await?;
        Ok(alone)
    }

    /// From now on a commit into a file of SQLite waits for no disk: for a file that is thrown away when it is cut short, and
    /// brought to the disk before it takes its place. Where the connection is made anew it waits again, which only takes longer.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn in_a_hurry(&self) -> Result<()> {
        if self.backend() == DbBackend::Sqlite {
            self.write.execute_unprepared("PRAGMA synchronous = OFF").await?;
        }
        Ok(())
    }

    /// Closes the connections, after those at work have finished.
    ///
    /// # Errors
    /// A connection does not close.
    pub async fn close(self) -> Result<()> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}

/// Waits for the advisory lock `key` and holds it until the transaction ends. PostgreSQL only.
pub(super) async fn lock<C: ConnectionTrait>(tx: &C, key: i64) -> Result<()> {
    let sql = "SELECT pg_advisory_xact_lock($1)";
    tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [key.into()])).await?;
    Ok(())
}

/// The address with its password replaced, for logs.
pub fn without_password(url: &str) -> String {
    let url = match url.split_once('?') {
        Some((address, options)) if options.to_lowercase().contains("password") => format!("{address}?***"),
        _ => url.to_owned(),
    };
    let Some((scheme, rest)) = url.split_once("://") else { return url };
    let end = rest.find('/').unwrap_or(rest.len());
    let Some(at) = rest[..end].rfind('@') else { return url };
    let Some((user, _)) = rest[..at].split_once(':') else { return url };
    format!("{scheme}://{user}:***{}", &rest[at..])
}

/// The file of a `sqlite://path`.
pub fn sqlite_path(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:"))?;
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    (!path.is_empty()).then(|| PathBuf::from(path))
}

fn sqlite(path: PathBuf, read_only: bool) -> ConnectOptions {
    // The path goes in as it is, not through the URL: a folder may be called "50 % fini".
    let options = move |_: SqliteConnectOptions| {
        SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(!read_only)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("query_only", if read_only { "ON" } else { "OFF" })
    };
    let mut connect = ConnectOptions::new("sqlite::memory:");
    connect
        .map_sqlx_sqlite_opts(options)
        .max_connections(if read_only { SQLITE_READERS } else { 1 })
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    connect
}

fn postgres(url: &str) -> ConnectOptions {
    let mut connect = ConnectOptions::new(url);
    connect
        .map_sqlx_postgres_opts(|options: PgConnectOptions| options.application_name("eclaireur"))
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(POSTGRES_PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    connect
}

/// Makes the folder of the file, for its owner only: what a home uses is nobody else's business.
fn make_folder(file: &Path) -> Result<()> {
    let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|source| StoreError::File { path: folder.display().to_string(), source })
}

/// Makes the file, for its owner only, where there is none; SQLite gives its journals the same rights.
#[expect(clippy::disallowed_methods, reason = "only the database knows its file")]
fn make_file(file: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(source) if source.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(StoreError::File { path: file.display().to_string(), source })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_reaches_a_log() {
        for (url, shown) in [
            ("postgres://eva:s3cret@db.example/energy", "postgres://eva:***@db.example/energy"),
            (
                "postgres://eva:s3:c@ret@db.example:5432/energy?sslmode=require",
                "postgres://eva:***@db.example:5432/energy?sslmode=require",
            ),
            ("postgres://db.example/energy?user=eva&password=s3cret", "postgres://db.example/energy?***"),
            ("postgres://eva@db.example/energy", "postgres://eva@db.example/energy"),
            ("sqlite://./data/eclaireur.db", "sqlite://./data/eclaireur.db"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }

    #[test]
    fn sqlite_addresses_are_paths() {
        assert_eq!(sqlite_path("sqlite://./data/a.db"), Some("./data/a.db".into()));
        assert_eq!(sqlite_path("sqlite:///var/lib/a.db?mode=rwc"), Some("/var/lib/a.db".into()));
        assert_eq!(sqlite_path("sqlite:a.db"), Some("a.db".into()));
        assert_eq!(sqlite_path("postgres://x"), None);
        assert_eq!(sqlite_path("sqlite://"), None);
    }
}
