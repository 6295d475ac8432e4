//! The event log: every write leaves an entry, chained per tenant so that a changed or removed one is found.
//!
//! The hash of an entry covers the hash before it. What is personal stands in an entry by reference (an id), so
//! that erasing a person breaks no chain. Cut off at its end the chain still verifies: whoever must exclude that
//! keeps the last hash elsewhere. Does *not* decide what is worth an entry: each function of the store appends
//! its own, in the transaction of its write. Tenant 0 is the service itself.

use std::fmt::{Display, Write as _};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::by::By;
use super::concern;
use super::database;
use super::entities::log;
use super::error::Result;
use super::id::OrganisationId;
use super::paging::{Page, Paging};

/// Tenant of what concerns no organisation.
pub(super) const SERVICE: i64 = 0;
/// The hash before the first entry.
const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Entries verified at once.
const CHUNK: u64 = 2000;

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Place in the chain, from 1.
    pub seq: i64,
    /// UTC second.
    pub at: i64,
    /// Who, by reference.
    pub actor: String,
    /// What: `organisation.created`, `import.undone` …
    pub kind: String,
    /// Id of what it concerns.
    pub subject: String,
    /// What changed.
    pub data: Value,
}

impl Entry {
    pub(super) fn of(row: log::Model) -> Entry {
        Entry {
            seq: row.seq,
            at: row.at,
            actor: row.actor,
            kind: row.kind,
            subject: row.subject,
            data: serde_json::from_str(&row.data).unwrap_or(Value::Null),
        }
    }
}

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Entries that were read.
    pub entries: u64,
    /// The first entry that does not follow from the one before: its tenant (`None` for the service) and place.
    pub broken: Option<(Option<OrganisationId>, i64)>,
}

/// The chain of one tenant, followed to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Whose; `None` for the service.
    pub tenant: Option<OrganisationId>,
    /// Entries that were read.
    pub entries: u64,
    /// Hash of the last one: kept elsewhere, it shows that the end was not cut off.
    pub last: String,
    /// The first entry that does not follow.
    pub broken: Option<Broken>,
}

/// The first entry of a chain that does not follow from the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its place as it stands there.
    pub seq: i64,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// One or more before it are missing.
    Missing,
    /// The entry before it is another than when it was written.
    Before,
    /// It says something else than when it was written.
    Changed,
}

impl Why {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Why::Missing => "missing-before",
            Why::Before => "other-before",
            Why::Changed => "changed",
        }
    }
}

/// Makes this transaction the only one that writes for the tenant until it ends. Taken before the first row is
/// touched, so that two writers wait for each other instead of for ever. SQLite has one writer anyway.
pub(crate) async fn lock<C: ConnectionTrait>(tx: &C, tenant: Option<OrganisationId>) -> Result<()> {
    if tx.get_database_backend() == DbBackend::Postgres {
        database::lock(tx, tenant.map_or(SERVICE, OrganisationId::get)).await?;
    }
    Ok(())
}

/// Place of the newest entry of a tenant: while it is the same, nobody has written anything of theirs.
///
/// # Errors
/// The database.
pub async fn last<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<i64> {
    let last: Option<Option<i64>> = log::Entity::find()
        .select_only()
        .column_as(log::Column::Seq.max(), "last")
        .filter(log::Column::Tenant.eq(tenant.get()))
        .into_tuple()
        .one(c)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// The entries of this kind about this subject.
fn of_subject(tenant: OrganisationId, kind: &str, subject: impl Display) -> Select<log::Entity> {
    log::Entity::find()
        .filter(log::Column::Tenant.eq(tenant.get()))
        .filter(log::Column::Kind.eq(kind))
        .filter(log::Column::Subject.eq(subject.to_string()))
}

/// The first entry of this kind about this subject.
pub(super) async fn about<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    kind: &str,
    subject: impl Display,
) -> Result<Option<Entry>> {
    let row = of_subject(tenant, kind, subject).order_by_asc(log::Column::Seq).limit(1).one(c).await?;
    Ok(row.map(Entry::of))
}

/// The entries of this kind about this subject, oldest first.
pub(super) async fn all_about<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    kind: &str,
    subject: impl Display,
) -> Result<Vec<Entry>> {
    let rows = of_subject(tenant, kind, subject).order_by_asc(log::Column::Seq).all(c).await?;
    Ok(rows.into_iter().map(Entry::of).collect())
}

/// The last entry of this kind about this subject.
pub(super) async fn newest_about<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    kind: &str,
    subject: impl Display,
) -> Result<Option<Entry>> {
    let row = of_subject(tenant, kind, subject).order_by_desc(log::Column::Seq).limit(1).one(c).await?;
    Ok(row.map(Entry::of))
}

/// The last entry of this kind in the log of the service.
pub(super) async fn newest_of_service<C: ConnectionTrait>(c: &C, kind: &str) -> Result<Option<Entry>> {
    let of_kind =
        log::Entity::find().filter(log::Column::Tenant.eq(SERVICE)).filter(log::Column::Kind.eq(kind));
    Ok(of_kind.order_by_desc(log::Column::Seq).limit(1).one(c).await?.map(Entry::of))
}

/// Appends an entry.
pub(super) async fn append<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: Option<OrganisationId>,
    kind: &str,
    subject: impl Display,
    data: &Value,
) -> Result<()> {
    lock(tx, tenant).await?;
    let tenant = tenant.map_or(SERVICE, OrganisationId::get);
    let last = log::Entity::find()
        .filter(log::Column::Tenant.eq(tenant))
        .order_by_desc(log::Column::Seq)
        .limit(1)
        .one(tx)
        .await?;
    let mut chain = NewChain::after(tenant, last.map(|l| (l.seq, l.hash)));
    let entry = chain.entry(by, kind, subject, data);
    log::Entity::insert(entry).exec_without_returning(tx).await?;
    concern::note(tx, tenant, kind, chain.seq).await
}

/// The end of a chain, onto which entries are put one after the other before they are written.
#[derive(Debug, Clone)]
pub(super) struct NewChain {
    tenant: i64,
    seq: i64,
    hash: String,
    /// Place of its newest entry that concerns figures.
    pub(super) concerned: Option<i64>,
}

impl NewChain {
    /// The chain of an organisation that is new.
    pub(super) fn of(tenant: OrganisationId) -> NewChain {
        NewChain::after(tenant.get(), None)
    }

    fn after(tenant: i64, last: Option<(i64, String)>) -> NewChain {
        let (seq, hash) = last.unwrap_or_else(|| (0, START.to_owned()));
        NewChain { tenant, seq, hash, concerned: None }
    }

    /// The next entry.
    pub(super) fn entry(
        &mut self,
        by: &By,
        kind: &str,
        subject: impl Display,
        data: &Value,
    ) -> log::ActiveModel {
        self.seq += 1;
        let mut entry = log::Model {
            tenant: self.tenant,
            seq: self.seq,
            at: by.now,
            actor: by.actor.to_string(),
            kind: kind.to_owned(),
            subject: subject.to_string(),
            data: data.to_string(),
            prev_hash: core::mem::take(&mut self.hash),
            hash: String::new(),
        };
        entry.hash = hash(&entry);
        self.hash.clone_from(&entry.hash);
        if concern::concerns(kind) {
            self.concerned = Some(self.seq);
        }
        log::ActiveModel {
            tenant: Set(entry.tenant),
            seq: Set(entry.seq),
            at: Set(entry.at),
            actor: Set(entry.actor),
            kind: Set(entry.kind),
            subject: Set(entry.subject),
            data: Set(entry.data),
            prev_hash: Set(entry.prev_hash),
            hash: Set(entry.hash),
        }
    }
}

/// The log of a tenant, newest first.
///
/// # Errors
/// The database.
pub async fn of<C: ConnectionTrait>(
    c: &C,
    tenant: Option<OrganisationId>,
    paging: &Paging,
) -> Result<Page<Entry>> {
    let all = log::Entity::find().filter(log::Column::Tenant.eq(tenant.map_or(SERVICE, OrganisationId::get)));
    let total = all.clone().count(c).await?;
    let before = paging.after.as_deref().and_then(|after| after.parse::<i64>().ok());
    let rows = all
        .filter(before.map_or_else(Condition::all, |seq| Condition::all().add(log::Column::Seq.lt(seq))))
        .order_by_desc(log::Column::Seq)
        .limit(paging.bounded() + 1)
        .all(c)
        .await?;
    let entries = rows.into_iter().map(Entry::of).collect();
    Ok(Page::cut(entries, paging, total, |entry| entry.seq.to_string()))
}

/// How a chain ends: the place and the hash of its newest entry.
pub(super) async fn end<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<(i64, String)> {
    let last = log::Entity::find()
        .filter(log::Column::Tenant.eq(tenant.get()))
        .order_by_desc(log::Column::Seq)
        .limit(1)
        .one(c)
        .await?;
    Ok(last.map_or((0, START.to_owned()), |l| (l.seq, l.hash)))
}

/// Follows the chains of every tenant, entry by entry.
///
/// # Errors
/// The database. A broken chain is an answer, not an error.
pub async fn verify<C: ConnectionTrait>(c: &C) -> Result<Verified> {
    let chains = chains(c, None).await?;
    let broken = chains.iter().find_map(|chain| Some((chain.tenant, chain.broken.as_ref()?.seq)));
    Ok(Verified { entries: chains.iter().map(|chain| chain.entries).sum(), broken })
}

/// Follows every chain to its end, or that of one organisation: the service first, then in order of their ids.
///
/// # Errors
/// The database. A broken chain is an answer, not an error.
pub async fn chains<C: ConnectionTrait>(c: &C, only: Option<OrganisationId>) -> Result<Vec<Chain>> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut last: Option<log::Model> = None;
    loop {
        let after = last.as_ref().map_or_else(Condition::all, |l| {
            Condition::any()
                .add(log::Column::Tenant.gt(l.tenant))
                .add(Condition::all().add(log::Column::Tenant.eq(l.tenant)).add(log::Column::Seq.gt(l.seq)))
        });
        let whose =
            only.map_or_else(Condition::all, |o| Condition::all().add(log::Column::Tenant.eq(o.get())));
        let chunk = log::Entity::find()
            .filter(after)
            .filter(whose)
            .order_by_asc(log::Column::Tenant)
            .order_by_asc(log::Column::Seq)
            .limit(CHUNK)
            .all(c)
            .await?;
        if chunk.is_empty() {
            return Ok(chains);
        }
        for entry in chunk {
            let tenant = (entry.tenant != SERVICE).then(|| OrganisationId::from_stored(entry.tenant));
            let why = against(last.as_ref(), &entry);
            if chains.last().is_none_or(|chain| chain.tenant != tenant) {
                chains.push(Chain { tenant, entries: 0, last: START.to_owned(), broken: None });
            }
            if let Some(chain) = chains.last_mut() {
                chain.entries += 1;
                chain.last.clone_from(&entry.hash);
                chain.broken = chain.broken.take().or(why.map(|why| Broken { seq: entry.seq, why }));
            }
            last = Some(entry);
        }
    }
}

/// Whether `entry` follows from the one before it, or begins the chain of its tenant.
pub(super) fn follows(last: Option<&log::Model>, entry: &log::Model) -> bool {
    against(last, entry).is_none()
}

/// What is wrong with an entry after the one before it.
fn against(last: Option<&log::Model>, entry: &log::Model) -> Option<Why> {
    let (seq, prev_hash) = match last.filter(|l| l.tenant == entry.tenant) {
        Some(last) => (last.seq + 1, last.hash.as_str()),
        None => (1, START),
    };
    match () {
        () if entry.seq != seq => Some(Why::Missing),
        () if entry.hash != hash(entry) => Some(Why::Changed),
        () if entry.prev_hash != prev_hash => Some(Why::Before),
        () => None,
    }
}

/// SHA-256 over every field, numbers as eight bytes, texts with their length before them.
fn hash(entry: &log::Model) -> String {
    let mut sha = Sha256::new();
    for number in [entry.tenant, entry.seq, entry.at] {
        sha.update(number.to_be_bytes());
    }
    for text in [&entry.prev_hash, &entry.actor, &entry.kind, &entry.subject, &entry.data] {
        sha.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        sha.update(text.as_bytes());
    }
    hex(&sha.finalize())
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
