//! The database: the only room that knows sea-orm.
//!
//! Free functions, one file per aggregate, over a connection or a transaction; they speak `models`' types and the
//! small rows defined beside them. Ground facts, and beside them what is computed from them ([`assessments`], [`peers`]): that
//! carries the hash of what it was made of and may be deleted at any time.
//!
//! # Invariants
//! * Every write takes a [`By`] (who, when) and leaves an entry in the [`ledger`], in the same transaction. What is
//!   written for an import (blocks, rows, findings, channels) is covered by the entry of its import.
//! * Every function below an organisation takes its id, the *tenant*, and sees nothing of another's.
//! * Nothing is edited in place that a figure depends on: facts, shares, prices and events are superseded or taken
//!   back, readings are laid over, imports undone. Names and addresses leave their old values in the log.
//! * The same code, the same rows and the same order on SQLite and PostgreSQL; each test runs on both.
//!
//! # To add an aggregate
//! A migration in `migrations/`, a table in `entities/`, a file here, a file in `tests/it/store/`.

pub mod accounts;
pub mod alert_notes;
pub mod allocations;
pub mod archive;
pub mod assessments;
pub mod audits;
pub mod backup;
pub mod baselines;
pub mod bills;
pub mod blocks;
pub mod buildings;
pub mod bulk;
pub mod campaigns;
pub mod channels;
pub mod consents;
pub mod coverage;
pub mod devices;
pub mod erasures;
pub mod events;
pub mod facts;
pub mod federations;
pub mod figure_moves;
pub mod grants;
pub mod idempotency;
pub mod imports;
pub mod job_runs;
pub mod journal;
pub mod ledger;
pub mod limits;
pub mod links;
pub mod mappings;
pub mod meters;
pub mod organisations;
pub mod own_activities;
pub mod peers;
pub mod prices;
pub mod projects;
pub mod reading_links;
pub mod readings;
pub mod references;
pub mod reports;
pub mod requests;
pub mod retention;
pub mod rollups;
pub mod secret;
pub mod sector;
pub mod sendings;
pub mod sessions;
pub mod share_links;
pub mod sheets;
pub mod shown;
pub mod sites;
pub mod snapshots;
pub mod tokens;
pub mod watch;
pub mod weather;

mod by;
mod columns;
mod concern;
mod database;
mod entities;
mod error;
mod id;
mod migrations;
mod paging;
mod sight;

pub use by::{Actor, By};
pub use database::{Database, sqlite_path, without_password};
pub use error::{Result, StoreError};
pub use id::{
    AccountId, AlertNoteId, AllocationId, AnyId, AuditId, BaselineId, BillId, BuildingId, CampaignId,
    ChannelId, ConsentId, ContactId, EventId, FactId, FederationId, FigureMoveId, GrantId, HelpId, ImportId,
    InARow, InvitationId, LinkId, MappingId, MembershipId, MeterId, NotAnId, ObstacleId, OrganisationId,
    OwnActivityId, PriceId, ProjectId, ReadingLinkId, ReadingUseId, ReferenceId, ReportId, RequestId,
    SendingId, SentId, SessionId, ShareLinkId, SheetId, SiteId, TokenId, WeatherLoadId,
};
pub use paging::{Page, Paging};
