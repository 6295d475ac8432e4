//! What can go wrong between us and the database.

use core::fmt::Display;

use sea_orm::{DbErr, SqlErr};

/// The one error of the store. Refusals of *data* are findings, not errors.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such row, or it belongs to somebody else: the two are not told apart.
    #[error("no {what} {key}")]
    NotFound {
        /// The kind of thing.
        what: &'static str,
        /// What was asked for.
        key: String,
    },
    /// Something that must be unique is taken.
    #[error("{what} is taken")]
    Taken {
        /// What is taken: `bce`, or what the database says.
        what: String,
    },
    /// The thing is in another state than the one this needs.
    #[error("{what} cannot be done: {why}")]
    Refused {
        /// What was to be done.
        what: &'static str,
        /// The state that forbids it.
        why: String,
    },
    /// A number that has no place in its column.
    #[error("{what} does not fit its column")]
    OutOfRange {
        /// Which number.
        what: &'static str,
    },
    /// Stored bytes or codes that we cannot have written, or that were damaged since.
    #[error("stored {what} is damaged: {detail}")]
    Damaged {
        /// Which column or block.
        what: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// A database address that we do not know.
    #[error("the database address begins neither with sqlite:// nor with postgres://")]
    Address,
    /// The folder or the file of the database.
    #[error("the database file {path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The database itself.
    #[error("database: {0}")]
    Database(DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(what)) => StoreError::Taken { what },
            _ => StoreError::Database(error),
        }
    }
}

impl StoreError {
    pub(super) fn not_found(what: &'static str, key: impl Display) -> StoreError {
        StoreError::NotFound { what, key: key.to_string() }
    }

    pub(super) fn damaged(what: &'static str, detail: impl Display) -> StoreError {
        StoreError::Damaged { what, detail: detail.to_string() }
    }
}

/// What every function of the store gives.
pub type Result<T> = core::result::Result<T, StoreError>;
