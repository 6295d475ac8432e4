//! The tables of an archive: which columns a line has, in which order lines stand.
//!
//! To add a column: its name and how it is written, in the part of its table; without it nothing compiles. To add a
//! table: a part here, its file in [`Part`], a line in [`super::TABLES`].

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::columns::{Amount, Column, Instant, Json, Packed, UnitPrice};
use crate::store::alert_notes::NoteRow;
use crate::store::allocations::AllocationRow;
use crate::store::audits::{AuditRow, PartRow};
use crate::store::baselines;
use crate::store::bills::BillRow;
use crate::store::buildings::BuildingRow;
use crate::store::channels::ChannelRow;
use crate::store::columns::searchable;
use crate::store::entities::{
    aid_request, alert_note, allocation, audit, audit_part, audit_photo, baseline, bill, building, channel,
    event, fact, finding, import, log, mapping, meter, obstacle, price, project, report, sending, site,
    withdrawn,
};
use crate::store::error::{Result, StoreError};
use crate::store::events::EventRow;
use crate::store::facts::FactRow;
use crate::store::id::{AnyId, OrganisationId};
use crate::store::imports::{ImportRow, read_finding};
use crate::store::mappings::MappingRow;
use crate::store::meters::MeterRow;
use crate::store::prices::PriceRow;
use crate::store::projects::ProjectRow;
use crate::store::readings::withdrawn_of;
use crate::store::reports;
use crate::store::requests::{ObstacleRow, RequestRow};
use crate::store::sendings::SendingRow;
use crate::store::sites::SiteRow;

/// Rows read at a time.
const CHUNK: u64 = 2_000;

/// A row of a table as a line.
pub(super) trait Line: Serialize + DeserializeOwned {
    /// Its table.
    type Entity: EntityTrait<Model = Self::Model>;
    /// A row of it.
    type Model: ModelTrait<Entity = Self::Entity>
        + IntoActiveModel<<Self::Entity as EntityTrait>::ActiveModel>
        + Clone;

    /// The rows of an organisation, in the order of their keys.
    fn select(tenant: i64) -> Select<Self::Entity>;
    /// The line of a row.
    fn of(row: Self::Model) -> Self;
    /// The row of a line, when it is one that this program reads back.
    fn row(self, tenant: i64) -> Result<Self::Model>;
}

/// A part: name, table, key, and each column with how it is written. `derived` columns are made from the others;
/// `as` reads a row back, so that what is put in is what can be read.
macro_rules! part {
    (
        $name:ident of $entity:ident by $($key:ident),+;
        $(derived $derived:ident = $derive:expr;)?
        as $read:expr;
        $($field:ident: $type:ty,)*
    ) => {
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
        }

        impl Line for $name {
            type Entity = $entity::Entity;
            type Model = $entity::Model;

            fn select(tenant: i64) -> Select<$entity::Entity> {
                let rows = $entity::Entity::find().filter($entity::Column::Tenant.eq(tenant));
                rows$(.order_by_asc($entity::Column::$key))+
            }

            fn of(row: $entity::Model) -> $name {
                let $entity::Model { tenant: _, $($derived: _,)? $($field),* } = row;
                $name { $($field: Column::of($field),)* }
            }

            fn row(self, tenant: i64) -> Result<$entity::Model> {
                $(
                    let derive: fn(&$name) -> String = $derive;
                    let $derived = derive(&self);
                )?
                let row = $entity::Model { tenant, $($derived,)? $($field: self.$field.stored(),)* };
                let read: fn($entity::Model) -> Result<()> = $read;
                read(row.clone())?;
                Ok(row)
            }
        }
    };
}

/// Reads a row as this type.
macro_rules! reads {
    ($row:ty) => {
        |row| <$row>::try_from(row).map(|_| ())
    };
}

part! {
    Site of site by Id;
    as reads!(SiteRow);
    id: AnyId,
    name: String,
    street: Option<String>,
    postcode: Option<String>,
    commune_nis: Option<String>,
    created_at: Instant,
}

part! {
    Building of building by Id;
    derived search = |b| {
        let words = [Some(b.name.as_str()), Some(b.code.as_str()), b.street.as_deref(), b.postcode.as_deref()];
        searchable(words)
    };
    as reads!(BuildingRow);
    id: AnyId,
    code: String,
    name: String,
    activity: Option<String>,
    site: Option<AnyId>,
    street: Option<String>,
    postcode: Option<String>,
    commune_nis: Option<String>,
    created_at: Instant,
    archived_at: Option<Instant>,
}

part! {
    Meter of meter by Id;
    as reads!(MeterRow);
    id: AnyId,
    code: String,
    name: Option<String>,
    ean: Option<String>,
    serial: Option<String>,
    carrier: String,
    parent: Option<AnyId>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    created_at: Instant,
}

part! {
    Allocation of allocation by Id;
    as reads!(AllocationRow);
    id: AnyId,
    meter: AnyId,
    building: AnyId,
    millionths: i32,
    from_day: Option<String>,
    to_day: Option<String>,
    recorded_at: Instant,
    superseded_at: Option<Instant>,
}

part! {
    Channel of channel by Id;
    as reads!(ChannelRow);
    id: AnyId,
    meter: AnyId,
    direction: String,
    register: String,
    kind: String,
    unit: String,
    basis: String,
    counts: bool,
    resolution_s: Option<i32>,
    zone: String,
}

part! {
    Fact of fact by Id;
    as reads!(FactRow);
    id: AnyId,
    subject_kind: String,
    subject: AnyId,
    fact: String,
    value: String,
    from_day: Option<String>,
    to_day: Option<String>,
    source: String,
    quality: String,
    import: Option<AnyId>,
    actor: String,
    recorded_at: Instant,
    superseded_at: Option<Instant>,
}

part! {
    Event of event by Id;
    as reads!(EventRow);
    id: AnyId,
    building: AnyId,
    kind: String,
    from_day: String,
    to_day: Option<String>,
    text: String,
    actor: String,
    recorded_at: Instant,
    superseded_at: Option<Instant>,
}

part! {
    Price of price by Id;
    as reads!(PriceRow);
    id: AnyId,
    building: Option<AnyId>,
    carrier: String,
    from_day: Option<String>,
    to_day: Option<String>,
    per_unit: UnitPrice,
    unit: String,
    incl_vat: bool,
    currency: String,
    source: String,
    actor: String,
    recorded_at: Instant,
    superseded_at: Option<Instant>,
}

part! {
    Import of import by Id;
    as reads!(ImportRow);
    id: AnyId,
    seq: Option<i64>,
    source: String,
    status: String,
    sha256: Option<String>,
    name: Option<String>,
    format: Option<String>,
    encoding: Option<String>,
    rows_read: i32,
    rows_accepted: i32,
    rows_missing: i32,
    rows_rejected: i32,
    rows_ignored: i32,
    forced: bool,
    options: Json,
    actor: String,
    created_at: Instant,
    confirmed_at: Option<Instant>,
    undone_at: Option<Instant>,
    expires_at: Option<Instant>,
}

part! {
    Finding of finding by Import, Ordinal;
    as |row| read_finding(row).map(|_| ());
    import: AnyId,
    ordinal: i32,
    code: String,
    severity: String,
    row: Option<i32>,
    column: Option<String>,
    value: Option<String>,
    proposal: Option<String>,
    data: Json,
}

part! {
    Sending of sending by Id;
    as reads!(SendingRow);
    id: AnyId,
    files: Json,
    actor: String,
    created_at: Instant,
    expires_at: Instant,
}

part! {
    Mapping of mapping by Id;
    as reads!(MappingRow);
    id: AnyId,
    fingerprint: String,
    mapping: Json,
    actor: String,
    created_at: Instant,
    forgotten_at: Option<Instant>,
}

part! {
    Withdrawn of withdrawn by Channel, StartS, EndS, Import;
    as |row| withdrawn_of(&row).map(|_| ());
    channel: AnyId,
    start_s: Instant,
    end_s: Instant,
    import: AnyId,
    resolution_s: Option<i32>,
}

part! {
    Bill of bill by Id;
    as reads!(BillRow);
    id: AnyId,
    import: AnyId,
    meter: AnyId,
    kind: String,
    from_day: String,
    to_day: String,
    cost_excl: Option<Amount>,
    cost_incl: Option<Amount>,
    currency: String,
    attachment: Option<String>,
    number: Option<String>,
    supplier: Option<String>,
}

part! {
    Baseline of baseline by Id;
    as baselines::check;
    id: AnyId,
    building: AnyId,
    meter: Option<AnyId>,
    carrier: String,
    from_day: String,
    to_day: String,
    sha256: String,
    sealed: Packed,
    actor: String,
    sealed_at: Instant,
    withdrawn_at: Option<Instant>,
}

part! {
    AlertNote of alert_note by Id;
    as reads!(NoteRow);
    id: AnyId,
    building: AnyId,
    alert: String,
    state: String,
    text: String,
    event: Option<AnyId>,
    actor: String,
    recorded_at: Instant,
    superseded_at: Option<Instant>,
}

part! {
    Report of report by Id;
    as reports::check;
    id: AnyId,
    building: AnyId,
    kind: String,
    year: i32,
    catalog: String,
    sha256: String,
    body: Packed,
    files: Json,
    actor: String,
    published_at: Instant,
    withdrawn_at: Option<Instant>,
}

part! {
    Project of project by Id;
    as |row| ProjectRow::try_from(row).and_then(|row| row.is_whole());
    id: AnyId,
    building: AnyId,
    code: String,
    name: String,
    body: Json,
    version: i32,
    actor: String,
    created_at: Instant,
    changed_at: Instant,
    archived_at: Option<Instant>,
}

part! {
    AidRequest of aid_request by Id;
    as reads!(RequestRow);
    id: AnyId,
    record: AnyId,
    building: AnyId,
    project: AnyId,
    scheme: String,
    requested_on: Option<String>,
    decided_on: Option<String>,
    outcome: Option<String>,
    missed: Option<String>,
    granted: Option<Amount>,
    advance_on: Option<String>,
    paid_on: Option<String>,
    actor: String,
    recorded_at: Instant,
    withdrawn_at: Option<Instant>,
}

part! {
    Obstacle of obstacle by Id;
    as reads!(ObstacleRow);
    id: AnyId,
    record: AnyId,
    building: AnyId,
    project: AnyId,
    obstacle: String,
    met_on: String,
    lifted_on: Option<String>,
    note: Option<String>,
    actor: String,
    recorded_at: Instant,
    withdrawn_at: Option<Instant>,
}

part! {
    Audit of audit by Id;
    as |row| {
        let text = row.text.clone();
        AuditRow::try_from(row).and_then(|row| row.is_whole(text.as_deref()))
    };
    id: AnyId,
    building: AnyId,
    version: i32,
    state: String,
    asked_by: Option<String>,
    read_by: Option<String>,
    remark: Option<String>,
    actor: String,
    created_at: Instant,
    changed_at: Instant,
    delivered_at: Option<Instant>,
    text: Option<String>,
    digest: Option<String>,
}

part! {
    AuditPart of audit_part by Id;
    as |row| PartRow::try_from(row).and_then(|row| row.is_whole());
    id: AnyId,
    audit: AnyId,
    part: String,
    body: Json,
    revision: i32,
    actor: String,
    recorded_at: Instant,
    superseded_at: Option<Instant>,
}

part! {
    AuditPhoto of audit_photo by Id;
    as |_| Ok(());
    id: AnyId,
    audit: AnyId,
    sha256: String,
    actor: String,
    recorded_at: Instant,
}

part! {
    Log of log by Seq;
    // Its data stays text: its hash is over that text.
    as |_| Ok(());
    seq: i64,
    at: Instant,
    actor: String,
    kind: String,
    subject: String,
    data: String,
    prev_hash: String,
    hash: String,
}

/// A table of an archive, in the order in which they are put back: what is pointed at comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Sites.
    Sites,
    /// Buildings.
    Buildings,
    /// Meters.
    Meters,
    /// Shares of meters.
    Allocations,
    /// Channels of meters.
    Channels,
    /// Imports, which point at files.
    Imports,
    /// What is to be said about them.
    Findings,
    /// Files sent together.
    Sendings,
    /// What columns of senders mean.
    Mappings,
    /// Values that were taken back.
    Withdrawn,
    /// Facts.
    Facts,
    /// Events of buildings.
    Events,
    /// Prices.
    Prices,
    /// Bills.
    Bills,
    /// Sealed baselines.
    Baselines,
    /// Answers to alerts, which point at events.
    AlertNotes,
    /// Published reports, which point at files.
    Reports,
    /// Projects of buildings.
    Projects,
    /// Versions of audits.
    Audits,
    /// What is told in them.
    AuditParts,
    /// Their pictures, which point at files.
    AuditPhotos,
    /// Aids as they went.
    Requests,
    /// What stood in the way.
    Obstacles,
    /// The event log.
    Log,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Part; 24] = [
        Part::Sites,
        Part::Buildings,
        Part::Meters,
        Part::Allocations,
        Part::Channels,
        Part::Imports,
        Part::Findings,
        Part::Sendings,
        Part::Mappings,
        Part::Withdrawn,
        Part::Facts,
        Part::Events,
        Part::Prices,
        Part::Bills,
        Part::Baselines,
        Part::AlertNotes,
        Part::Reports,
        Part::Projects,
        Part::Audits,
        Part::AuditParts,
        Part::AuditPhotos,
        Part::Requests,
        Part::Obstacles,
        Part::Log,
    ];

    /// Its file in an archive.
    pub const fn file(self) -> &'static str {
        match self {
            Part::Sites => "sites.jsonl",
            Part::Buildings => "buildings.jsonl",
            Part::Meters => "meters.jsonl",
            Part::Allocations => "allocations.jsonl",
            Part::Channels => "channels.jsonl",
            Part::Imports => "imports.jsonl",
            Part::Findings => "findings.jsonl",
            Part::Sendings => "sendings.jsonl",
            Part::Mappings => "mappings.jsonl",
            Part::Withdrawn => "withdrawn.jsonl",
            Part::Facts => "facts.jsonl",
            Part::Events => "events.jsonl",
            Part::Prices => "prices.jsonl",
            Part::Bills => "bills.jsonl",
            Part::Baselines => "baselines.jsonl",
            Part::AlertNotes => "alert_notes.jsonl",
            Part::Reports => "reports.jsonl",
            Part::Projects => "projects.jsonl",
            Part::Audits => "audits.jsonl",
            Part::AuditParts => "audit_parts.jsonl",
            Part::AuditPhotos => "audit_photos.jsonl",
            Part::Requests => "aid_requests.jsonl",
            Part::Obstacles => "obstacles.jsonl",
            Part::Log => "log.jsonl",
        }
    }

    /// Whether archives of this version may be without it: it came later than they did.
    pub const fn may_lack(self, version: u32) -> bool {
        match self {
            Part::Baselines | Part::AlertNotes | Part::Reports => version < 2,
            Part::Projects => version < 3,
            Part::Audits | Part::AuditParts | Part::AuditPhotos => version < 5,
            Part::Requests | Part::Obstacles => version < 6,
            _ => false,
        }
    }
}

/// Runs something with the line type of a part.
macro_rules! with_line {
    ($part:expr, $line:ident => $do:expr) => {
        match $part {
            Part::Sites => {
                type $line = Site;
                $do
            }
            Part::Buildings => {
                type $line = Building;
                $do
            }
            Part::Meters => {
                type $line = Meter;
                $do
            }
            Part::Allocations => {
                type $line = Allocation;
                $do
            }
            Part::Channels => {
                type $line = Channel;
                $do
            }
            Part::Imports => {
                type $line = Import;
                $do
            }
            Part::Findings => {
                type $line = Finding;
                $do
            }
            Part::Sendings => {
                type $line = Sending;
                $do
            }
            Part::Mappings => {
                type $line = Mapping;
                $do
            }
            Part::Withdrawn => {
                type $line = Withdrawn;
                $do
            }
            Part::Facts => {
                type $line = Fact;
                $do
            }
            Part::Events => {
                type $line = Event;
                $do
            }
            Part::Prices => {
                type $line = Price;
                $do
            }
            Part::Bills => {
                type $line = Bill;
                $do
            }
            Part::Baselines => {
                type $line = Baseline;
                $do
            }
            Part::AlertNotes => {
                type $line = AlertNote;
                $do
            }
            Part::Reports => {
                type $line = Report;
                $do
            }
            Part::Projects => {
                type $line = Project;
                $do
            }
            Part::Audits => {
                type $line = Audit;
                $do
            }
            Part::AuditParts => {
                type $line = AuditPart;
                $do
            }
            Part::AuditPhotos => {
                type $line = AuditPhoto;
                $do
            }
            Part::Requests => {
                type $line = AidRequest;
                $do
            }
            Part::Obstacles => {
                type $line = Obstacle;
                $do
            }
            Part::Log => {
                type $line = Log;
                $do
            }
        }
    };
}
pub(super) use with_line;

/// Lines of a part after the first `skip`, a few thousand at most; none when there are no more.
///
/// # Errors
/// The database, or a row that cannot be written.
pub async fn lines<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    part: Part,
    skip: u64,
) -> Result<Vec<String>> {
    with_line!(part, L => lines_of::<L, C>(c, tenant.get(), skip).await)
}

async fn lines_of<L: Line, C: ConnectionTrait>(c: &C, tenant: i64, skip: u64) -> Result<Vec<String>> {
    let rows = L::select(tenant).offset(skip).limit(CHUNK).all(c).await?;
    rows.into_iter()
        .map(|row| serde_json::to_string(&L::of(row)).map_err(|e| StoreError::damaged("row", e)))
        .collect()
}
