//! What can go wrong between us and the database.

use core::fmt::Display;

use sea_orm::{DbErr, RuntimeErr, SqlErr, SqlxError};

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
    /// The disk of the database is full: nothing can be added, everything can be read.
    #[error("the disk of the database is full: {0}")]
    Full(DbErr),
    /// The database does not answer, and may again.
    #[error("the database does not answer: {0}")]
    Gone(DbErr),
    /// The database itself.
    #[error("database: {0}")]
    Database(DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
            return StoreError::Taken { what };
        }
        match trouble(&error) {
            Some(Trouble::Full) => StoreError::Full(error),
            Some(Trouble::Gone) => StoreError::Gone(error),
            None => StoreError::Database(error),
        }
    }
}

/// What a statement came upon that is not its fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Full,
    Gone,
}

fn trouble(error: &DbErr) -> Option<Trouble> {
    let (DbErr::Conn(inner) | DbErr::Exec(inner) | DbErr::Query(inner)) = error else {
        return matches!(error, DbErr::ConnectionAcquire(_)).then_some(Trouble::Gone);
    };
    let RuntimeErr::SqlxError(inner) = inner else {
        return matches!(error, DbErr::Conn(_)).then_some(Trouble::Gone);
    };
    match &**inner {
        SqlxError::Database(said) if !matches!(error, DbErr::Conn(_)) => {
            said.code().and_then(|code| by_code(&code))
        }
        SqlxError::Io(_)
        | SqlxError::Tls(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::WorkerCrashed => Some(Trouble::Gone),
        _ => matches!(error, DbErr::Conn(_)).then_some(Trouble::Gone),
    }
}

/// Codes of SQLite are numbers, whose lowest byte is the family; those of PostgreSQL have five letters and digits.
fn by_code(code: &str) -> Option<Trouble> {
    if code.len() == 5 {
        return match code {
            // disk_full; 53xxx otherwise is memory or connections, which pass.
            "53100" => Some(Trouble::Full),
            // admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped
            "57P01" | "57P02" | "57P03" | "57P04" => Some(Trouble::Gone),
            _ => (code.starts_with("08") || code.starts_with("53")).then_some(Trouble::Gone),
        };
    }
    match code.parse::<u32>().ok()? & 0xff {
        13 => Some(Trouble::Full),
        // busy, locked, reading or writing failed, cannot be opened
        5 | 6 | 10 | 14 => Some(Trouble::Gone),
        _ => None,
    }
}

impl StoreError {
    pub(crate) fn not_found(what: &'static str, key: impl Display) -> StoreError {
        StoreError::NotFound { what, key: key.to_string() }
    }

    pub(super) fn damaged(what: &'static str, detail: impl Display) -> StoreError {
        StoreError::Damaged { what, detail: detail.to_string() }
    }
}

/// What every function of the store gives.
pub type Result<T> = core::result::Result<T, StoreError>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_database_that_is_gone_and_from_our_own_faults() {
        for (code, expect) in [
            ("13", Some(Trouble::Full)),
            ("53100", Some(Trouble::Full)),
            ("5", Some(Trouble::Gone)),
            ("517", Some(Trouble::Gone)),
            ("778", Some(Trouble::Gone)),
            ("14", Some(Trouble::Gone)),
            ("57P01", Some(Trouble::Gone)),
            ("57P03", Some(Trouble::Gone)),
            ("08006", Some(Trouble::Gone)),
            ("53300", Some(Trouble::Gone)),
            ("1", None),
            ("11", None),
            ("26", None),
            ("787", None),
            ("42P01", None),
            ("23503", None),
            ("", None),
        ] {
            assert_eq!(by_code(code), expect, "{code}");
        }
    }
}
