//! The event log as people read it: of an organisation or of one person, narrowed, a slice at a time, with the names that
//! its ids have today.
//!
//! Does *not* write: [`super::ledger`] does, and traces of who saw what go through [`trace`]. Names are looked up at the
//! moment of reading, so that what was erased has none.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Value, json};

use super::by::{Actor, By};
use super::entities::{
    account, api_token, baseline, building, event, fact, federation, import, log, meter, organisation, price,
    project, report,
};
use super::error::Result;
use super::id::{AccountId, AnyId, OrganisationId};
use super::ledger::{self, Entry, SERVICE};

/// Values that both databases take in one query.
const CHUNK: usize = 500;
/// Kinds of entries that are about a person: their subject, or the `account` of their data.
const PERSONAL: [&str; 17] = [
    "account.address",
    "account.closed",
    "account.factor.dropped",
    "account.factor.offered",
    "account.factor.set",
    "account.made",
    "account.named",
    "account.password",
    "account.recovery.used",
    "grant.given",
    "grant.revoked",
    "link.made",
    "link.used",
    "session.all-closed",
    "session.closed",
    "session.opened",
    "session.raised",
];

/// Whose entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Those of an organisation.
    Organisation(OrganisationId),
    /// What a person did, anywhere, and what was done about them.
    Account(AccountId),
}

/// To what the log is narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Only these kinds; every kind without.
    pub kinds: Option<Vec<String>>,
    /// Only what this actor did.
    pub actor: Option<String>,
    /// From this UTC second on.
    pub from: Option<i64>,
    /// Up to and without this one.
    pub before: Option<i64>,
}

/// An entry, and in whose log it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The organisation; `None` for the service.
    pub tenant: Option<OrganisationId>,
    /// What was done.
    pub entry: Entry,
}

fn wanted(whose: Whose, asked: &Asked) -> Condition {
    let mut all = Condition::all();
    all = match whose {
        Whose::Organisation(tenant) => all.add(log::Column::Tenant.eq(tenant.get())),
        Whose::Account(account) => {
            // An id has letters and digits only: nothing that LIKE gives a meaning to.
            let named = format!("%\"account\":\"{account}\"%");
            let about = Condition::any()
                .add(log::Column::Subject.eq(account.to_string()))
                .add(log::Column::Data.like(named));
            let about = Condition::all().add(log::Column::Kind.is_in(PERSONAL)).add(about);
            let theirs = log::Column::Actor.eq(Actor::Account(account).to_string());
            all.add(Condition::any().add(theirs).add(about))
        }
    };
    if let Some(kinds) = &asked.kinds {
        all = all.add(log::Column::Kind.is_in(kinds.iter().map(String::as_str)));
    }
    if let Some(actor) = &asked.actor {
        all = all.add(log::Column::Actor.eq(actor.as_str()));
    }
    if let Some(from) = asked.from {
        all = all.add(log::Column::At.gte(from));
    }
    if let Some(before) = asked.before {
        all = all.add(log::Column::At.lt(before));
    }
    all
}

/// Entries, newest first: `most` of them after the first `skip`, and how many there are.
///
/// # Errors
/// The database.
pub async fn slice<C: ConnectionTrait>(
    c: &C,
    whose: Whose,
    asked: &Asked,
    skip: u64,
    most: u64,
) -> Result<(Vec<Told>, u64)> {
    let all = log::Entity::find().filter(wanted(whose, asked));
    let total = all.clone().count(c).await?;
    let ordered = match whose {
        Whose::Organisation(_) => all.order_by_desc(log::Column::Seq),
        Whose::Account(_) => all
            .order_by_desc(log::Column::At)
            .order_by_desc(log::Column::Tenant)
            .order_by_desc(log::Column::Seq),
    };
    let rows = ordered.offset(skip).limit(most).all(c).await?;
    let told = |row: log::Model| Told {
        tenant: (row.tenant != SERVICE).then(|| OrganisationId::from_stored(row.tenant)),
        entry: Entry::of(row),
    };
    Ok((rows.into_iter().map(told).collect(), total))
}

/// Who did something in an organisation, in no order.
///
/// # Errors
/// The database.
pub async fn actors<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<String>> {
    let actors = log::Entity::find()
        .select_only()
        .column(log::Column::Actor)
        .distinct()
        .filter(log::Column::Tenant.eq(tenant.get()))
        .into_tuple()
        .all(c)
        .await?;
    Ok(actors)
}

/// Writes down that somebody saw or took something of an organisation.
///
/// # Errors
/// The database.
pub async fn trace<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    (kind, subject): (&str, &str),
    data: &Value,
    since: Option<i64>,
) -> Result<()> {
    // One at a time: of several instances the second finds what the first has left.
    ledger::lock(tx, Some(tenant)).await?;
    if let Some(since) = since
        && left(tx, by, tenant, (kind, subject), data, since).await?
    {
        return Ok(());
    }
    ledger::append(tx, by, Some(tenant), kind, subject, data).await
}

/// Whether somebody left an entry of this kind, with these data, from a UTC second on.
///
/// # Errors
/// The database.
pub async fn left<C: ConnectionTrait>(
    c: &C,
    by: &By,
    tenant: OrganisationId,
    (kind, subject): (&str, &str),
    data: &Value,
    since: i64,
) -> Result<bool> {
    let found = log::Entity::find()
        .filter(log::Column::Tenant.eq(tenant.get()))
        .filter(log::Column::Actor.eq(by.actor.to_string()))
        .filter(log::Column::Kind.eq(kind))
        .filter(log::Column::Subject.eq(subject))
        .filter(log::Column::Data.eq(data.to_string()))
        .filter(log::Column::At.gte(since))
        .count(c)
        .await?;
    Ok(found > 0)
}

/// When everything of an organisation was last taken away as one file, from a UTC second on.
///
/// # Errors
/// The database.
pub async fn archived_since<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    since: i64,
) -> Result<Option<i64>> {
    let row = log::Entity::find()
        .filter(log::Column::Tenant.eq(tenant.get()))
        .filter(log::Column::Kind.eq("access.exported"))
        .filter(log::Column::Data.eq(json!({ "file": ARCHIVE }).to_string()))
        .filter(log::Column::At.gte(since))
        .order_by_desc(log::Column::Seq)
        .limit(1)
        .one(c)
        .await?;
    Ok(row.map(|row| row.at))
}

/// What the last part of the address of an archive is.
pub const ARCHIVE: &str = "export.zip";

/// What an id is of, and what it is called today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// An organisation: code and name.
    Organisation(String, String),
    /// A building: code and name.
    Building(String, String),
    /// An import, and the name of its file where it has one.
    Import(Option<String>),
    /// A meter.
    Meter(String),
    /// A project: of which building, its code and name.
    Project(i64, String, String),
    /// A token.
    Token(String),
    /// A federation.
    Federation(String),
    /// A person; none once their account is erased.
    Person(Option<String>),
    /// Something that is known of a building: a fact, an event, a price, a report.
    Of(i64),
}

/// The names of what entries speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<i64, Thing>);

impl Names {
    /// What an id is of.
    pub fn get(&self, id: &str) -> Option<&Thing> {
        self.0.get(&id.parse::<AnyId>().ok()?.get())
    }

    /// What a stored id is of.
    pub fn stored(&self, id: i64) -> Option<&Thing> {
        self.0.get(&id)
    }
}

/// Ids that an entry speaks of: its subject, its author, what stands in its data.
fn ids(told: &Told) -> impl Iterator<Item = i64> {
    let words =
        told.entry.data.as_object().into_iter().flat_map(|all| all.values()).filter_map(Value::as_str);
    let actor = told.entry.actor.split_once(':').map(|(_, id)| id);
    let all = words.chain(actor).chain([told.entry.subject.as_str()]);
    let all: Vec<i64> = all.filter_map(|word| word.parse::<AnyId>().ok()).map(AnyId::get).collect();
    all.into_iter().chain(told.tenant.map(OrganisationId::get))
}

/// What the entries speak of is called.
///
/// # Errors
/// The database.
pub async fn names<C: ConnectionTrait>(c: &C, told: &[Told]) -> Result<Names> {
    let tenants: BTreeSet<i64> = told.iter().filter_map(|t| t.tenant).map(OrganisationId::get).collect();
    let tenants: Vec<i64> = tenants.into_iter().collect();
    let wanted: BTreeSet<i64> = told.iter().flat_map(ids).collect();
    let mut names = Names::default();
    let wanted: Vec<i64> = wanted.into_iter().collect();
    for some in wanted.chunks(CHUNK) {
        people(c, some, &mut names).await?;
        for few in tenants.chunks(CHUNK) {
            known(c, few, some, &mut names).await?;
        }
    }
    let of: BTreeSet<i64> = names.0.values().filter_map(pointed_at).collect();
    let of: Vec<i64> = of.into_iter().filter(|id| !names.0.contains_key(id)).collect();
    for some in of.chunks(CHUNK) {
        for few in tenants.chunks(CHUNK) {
            buildings(c, few, some, &mut names).await?;
        }
    }
    Ok(names)
}

const fn pointed_at(thing: &Thing) -> Option<i64> {
    match thing {
        Thing::Of(building) | Thing::Project(building, ..) => Some(*building),
        _ => None,
    }
}

/// What is nobody's: people, organisations, federations.
async fn people<C: ConnectionTrait>(c: &C, ids: &[i64], names: &mut Names) -> Result<()> {
    let ids = || ids.iter().copied();
    for row in account::Entity::find().filter(account::Column::Id.is_in(ids())).all(c).await? {
        names.0.insert(row.id, Thing::Person(row.name.or(row.email)));
    }
    for row in organisation::Entity::find().filter(organisation::Column::Id.is_in(ids())).all(c).await? {
        names.0.insert(row.id, Thing::Organisation(row.code, row.name));
    }
    for row in federation::Entity::find().filter(federation::Column::Id.is_in(ids())).all(c).await? {
        names.0.insert(row.id, Thing::Federation(row.name));
    }
    Ok(())
}

/// The rows of a table of organisations whose ids are asked for, two or three columns of each.
macro_rules! rows {
    ($c:expr, $entity:ident, $tenants:expr, $ids:expr, $type:ty, $($column:ident),+) => {
        $entity::Entity::find()
            .select_only()
            $(.column($entity::Column::$column))+
            .filter($entity::Column::Tenant.is_in($tenants.iter().copied()))
            .filter($entity::Column::Id.is_in($ids.iter().copied()))
            .into_tuple::<$type>()
            .all($c)
            .await?
    };
}

async fn buildings<C: ConnectionTrait>(c: &C, tenants: &[i64], ids: &[i64], names: &mut Names) -> Result<()> {
    for (id, code, name) in rows!(c, building, tenants, ids, (i64, String, String), Id, Code, Name) {
        names.0.insert(id, Thing::Building(code, name));
    }
    Ok(())
}

type Metered = (i64, String, Option<String>, Option<String>);

async fn known<C: ConnectionTrait>(c: &C, tenants: &[i64], ids: &[i64], names: &mut Names) -> Result<()> {
    buildings(c, tenants, ids, names).await?;
    for (id, name) in rows!(c, import, tenants, ids, (i64, Option<String>), Id, Name) {
        names.0.insert(id, Thing::Import(name));
    }
    for (id, code, name, ean) in rows!(c, meter, tenants, ids, Metered, Id, Code, Name, Ean) {
        names.0.insert(id, Thing::Meter(name.or(ean).unwrap_or(code)));
    }
    for (id, of, code, name) in
        rows!(c, project, tenants, ids, (i64, i64, String, String), Id, Building, Code, Name)
    {
        names.0.insert(id, Thing::Project(of, code, name));
    }
    for (id, name) in rows!(c, api_token, tenants, ids, (i64, String), Id, Name) {
        names.0.insert(id, Thing::Token(name));
    }
    for (id, of) in rows!(c, fact, tenants, ids, (i64, i64), Id, Subject) {
        names.0.insert(id, Thing::Of(of));
    }
    for (id, of) in rows!(c, event, tenants, ids, (i64, i64), Id, Building) {
        names.0.insert(id, Thing::Of(of));
    }
    for (id, of) in rows!(c, report, tenants, ids, (i64, i64), Id, Building) {
        names.0.insert(id, Thing::Of(of));
    }
    for (id, of) in rows!(c, baseline, tenants, ids, (i64, i64), Id, Building) {
        names.0.insert(id, Thing::Of(of));
    }
    for (id, of) in rows!(c, price, tenants, ids, (i64, Option<i64>), Id, Building) {
        if let Some(of) = of {
            names.0.insert(id, Thing::Of(of));
        }
    }
    Ok(())
}
