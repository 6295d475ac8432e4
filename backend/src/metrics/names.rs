//! Names of the figures, each with its kind and what it is.

/// Of what kind a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It only grows.
    Counter,
    /// It is what it is now.
    Gauge,
    /// It counts in classes.
    Histogram,
}

macro_rules! names {
    ($($name:ident = $text:literal, $kind:ident, $what:literal;)*) => {
        $(#[doc = $what] pub const $name: &str = $text;)*
        /// Every one.
        pub const ALL: &[(&str, Kind, &str)] = &[$(($name, Kind::$kind, $what)),*];
    };
}

names! {
    INFO = "eclaireur_info", Gauge, "Version of the program and kind of its database; always 1";
    REQUESTS = "eclaireur_http_requests_total", Counter, "Requests answered, by pattern of the route, method and class of status";
    REQUEST_SECONDS = "eclaireur_http_request_duration_seconds", Histogram, "How long answers took until their first byte";
    IMPORTS = "eclaireur_imports", Gauge, "Imports held, by outcome: preview, confirmed, undone";
    FINDINGS = "eclaireur_findings", Gauge, "Findings held, by code and severity";
    JOB_STARTED = "eclaireur_job_last_start_timestamp_seconds", Gauge, "When the last run of a job began";
    JOB_SECONDS = "eclaireur_job_last_duration_seconds", Gauge, "How long the last run of a job took";
    JOB_OUTCOME = "eclaireur_job_last_outcome", Gauge, "Outcome of the last run of a job: 1 for the one that holds";
    DB_UP = "eclaireur_database_up", Gauge, "Whether the database answers and is migrated";
    DB_BYTES = "eclaireur_database_size_bytes", Gauge, "Bytes the database takes on its disk";
    DB_CONNECTIONS = "eclaireur_database_connections", Gauge, "Open connections to the database, by state";
    DISK_FREE = "eclaireur_disk_free_bytes", Gauge, "Bytes free on the disk of a place: database (SQLite), backups";
    BACKUP_AT = "eclaireur_backup_last_timestamp_seconds", Gauge, "When the last backup was made and tried out";
    BACKUP_AGE = "eclaireur_backup_age_seconds", Gauge, "How old the last backup is";
    LAST_READING = "eclaireur_last_reading_timestamp_seconds", Gauge, "Until when an organisation was read";
}
