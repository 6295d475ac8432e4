//! Dated facts about organisations, buildings and meters: recorded once, never overwritten.
//!
//! On a day, the record with the latest first day holds; of two with the same first day, the one recorded last.
//! So a new value closes the one before by being later, a value with an end lies over an open one for its time,
//! and what an undone import had said leaves what was known before. Records taken back are marked, not deleted.
//! Does *not* decide which facts there are: `models::building::facts::FACTS`.

mod everywhere;
mod stretches;

use std::collections::BTreeMap;

use eclaireur_models::building::facts::{self, DatedFact};
use eclaireur_models::period::Day;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use serde_json::json;

use super::by::By;
use super::columns;
use super::entities::fact;
use super::error::{Result, StoreError};
use super::id::{BuildingId, FactId, ImportId, MeterId, OrganisationId};
use super::ledger;
pub use everywhere::everywhere;
use stretches::resolved;

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The organisation itself.
    Organisation,
    /// A building of it.
    Building(BuildingId),
    /// A meter of it.
    Meter(MeterId),
}

impl Subject {
    const fn kind(self) -> facts::Subject {
        match self {
            Subject::Organisation => facts::Subject::Organisation,
            Subject::Building(_) => facts::Subject::Building,
            Subject::Meter(_) => facts::Subject::Meter,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Subject::Organisation => "organisation",
            Subject::Building(_) => "building",
            Subject::Meter(_) => "meter",
        }
    }

    const fn id(self, tenant: OrganisationId) -> i64 {
        match self {
            Subject::Organisation => tenant.get(),
            Subject::Building(id) => id.get(),
            Subject::Meter(id) => id.get(),
        }
    }
}

/// A record of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// Its id.
    pub id: FactId,
    /// What was recorded.
    pub fact: DatedFact,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// Who recorded it, by reference.
    pub actor: String,
    /// UTC second.
    pub recorded_at: i64,
    /// UTC second at which it was taken back.
    pub withdrawn_at: Option<i64>,
}

/// Records a fact. What was known before stays known for the days before.
///
/// # Errors
/// [`StoreError::Refused`] when the fact is not about such a subject, or ends before it begins;
/// [`StoreError::NotFound`] when the subject is not this organisation's.
pub async fn set<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    subject: Subject,
    new: &DatedFact,
    import: Option<ImportId>,
) -> Result<FactId> {
    let refused = |why: &str| StoreError::Refused { what: "recording a fact", why: why.to_owned() };
    if facts::fact(new.fact).map(|f| f.subject) != Some(subject.kind()) {
        return Err(refused("it is not about such a subject"));
    }
    if new.from.zip(new.to).is_some_and(|(from, to)| to <= from) {
        return Err(refused("it ends before it begins"));
    }
    ledger::lock(tx, Some(tenant)).await?;
    owned(tx, tenant, subject).await?;
    let id = FactId::new(by.now);
    let row = row_of(by, tenant, (id, subject), new, import);
    fact::Entity::insert(row).exec_without_returning(tx).await?;
    let subject = columns_id(tenant, subject);
    ledger::append(tx, by, Some(tenant), RECORDED, subject, &recorded(id, new)).await?;
    Ok(id)
}

/// Kind of the entry that a fact leaves.
pub(super) const RECORDED: &str = "fact.recorded";

/// What that entry says.
pub(super) fn recorded(id: FactId, new: &DatedFact) -> serde_json::Value {
    json!({
        "record": id,
        "fact": new.fact,
        "value": new.value,
        "from": columns::day_text(new.from),
        "to": columns::day_text(new.to),
    })
}

/// The row of one that is recorded now.
pub(super) fn row_of(
    by: &By,
    tenant: OrganisationId,
    (id, subject): (FactId, Subject),
    new: &DatedFact,
    import: Option<ImportId>,
) -> fact::ActiveModel {
    fact::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        subject_kind: Set(subject.code().to_owned()),
        subject: Set(subject.id(tenant)),
        fact: Set(new.fact.to_owned()),
        value: Set(new.value.clone()),
        from_day: Set(columns::day_text(new.from)),
        to_day: Set(columns::day_text(new.to)),
        source: Set(new.source.clone()),
        quality: Set(new.quality.code().to_owned()),
        import: Set(import.map(ImportId::get)),
        actor: Set(by.actor.to_string()),
        recorded_at: Set(by.now),
        superseded_at: Set(None),
    }
}

/// The subject's id as text.
pub(super) fn columns_id(tenant: OrganisationId, subject: Subject) -> String {
    match subject {
        Subject::Organisation => tenant.to_string(),
        Subject::Building(id) => id.to_string(),
        Subject::Meter(id) => id.to_string(),
    }
}

/// Refuses a subject of another organisation: a fact has no foreign key that would.
async fn owned<C: ConnectionTrait>(c: &C, tenant: OrganisationId, subject: Subject) -> Result<()> {
    let found = match subject {
        Subject::Organisation => super::organisations::by_id(c, tenant).await?.is_some(),
        Subject::Building(id) => super::buildings::by_id(c, tenant, id).await?.is_some(),
        Subject::Meter(id) => super::meters::by_id(c, tenant, id).await?.is_some(),
    };
    if found { Ok(()) } else { Err(StoreError::not_found(subject.code(), columns_id(tenant, subject))) }
}

/// Takes a record back; it stays in the history.
///
/// # Errors
/// [`StoreError::NotFound`], also when it was taken back before.
pub async fn withdraw<C: ConnectionTrait>(tx: &C, by: &By, tenant: OrganisationId, id: FactId) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = fact::Entity::update_many()
        .col_expr(fact::Column::SupersededAt, by.now.into())
        .filter(fact::Column::Tenant.eq(tenant.get()))
        .filter(fact::Column::Id.eq(id.get()))
        .filter(fact::Column::SupersededAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("fact", id));
    }
    ledger::append(tx, by, Some(tenant), "fact.withdrawn", id, &json!({})).await
}

/// What holds on a day, one value for each fact known, by code.
///
/// # Errors
/// The database.
pub async fn on<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    subject: Subject,
    day: Day,
) -> Result<Vec<DatedFact>> {
    let records = history(c, tenant, subject).await?;
    Ok(each_fact(&records)
        .filter_map(|records| resolved(&records).into_iter().find(|fact| fact.holds_on(day)))
        .collect())
}

/// One fact over time: values that follow each other without overlap, closed where the next begins.
///
/// # Errors
/// The database.
pub async fn timeline<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    subject: Subject,
    code: &str,
) -> Result<Vec<DatedFact>> {
    let records = rows(c, about(tenant, subject).filter(fact::Column::Fact.eq(code))).await?;
    Ok(resolved(&in_force(&records)))
}

/// What is known of a building and of its organisation over time, fact by fact, the organisation's first: values that follow
/// each other without overlap.
///
/// # Errors
/// The database.
pub async fn of_building<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    building: BuildingId,
) -> Result<Vec<DatedFact>> {
    let about = |subject: Subject| {
        Condition::all()
            .add(fact::Column::SubjectKind.eq(subject.code()))
            .add(fact::Column::Subject.eq(subject.id(tenant)))
    };
    let both = Condition::any().add(about(Subject::Organisation)).add(about(Subject::Building(building)));
    let select = fact::Entity::find().filter(fact::Column::Tenant.eq(tenant.get())).filter(both);
    let records = rows(c, select).await?;
    let (own, shared): (Vec<FactRow>, Vec<FactRow>) = records
        .into_iter()
        .partition(|row| facts::fact(row.fact.fact).is_some_and(|f| f.subject == facts::Subject::Building));
    let over_time = |records: &[FactRow]| -> Vec<DatedFact> {
        each_fact(records).flat_map(|records| resolved(&records)).collect()
    };
    Ok(over_time(&shared).into_iter().chain(over_time(&own)).collect())
}

/// Every record ever made about the subject, in the order recorded, those taken back too.
///
/// # Errors
/// The database.
pub async fn history<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    subject: Subject,
) -> Result<Vec<FactRow>> {
    rows(c, about(tenant, subject)).await
}

/// What is known of a meter over time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct MeterTimelines {
    /// Fact by fact, values that follow each other without overlap.
    pub(super) facts: Vec<DatedFact>,
    /// Conversion coefficients: what somebody typed, then what bills print, which counts before it.
    pub(super) coefficients: Vec<DatedFact>,
}

/// Fact that a bill states better than anybody.
const COEFFICIENT: &str = "meter.gas_kwh_per_m3";

/// Every fact over time for several meters, in one query.
pub(super) async fn of_meters<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: &[MeterId],
) -> Result<BTreeMap<MeterId, MeterTimelines>> {
    let found = fact::Entity::find()
        .filter(fact::Column::Tenant.eq(tenant.get()))
        .filter(fact::Column::Subject.is_in(meters.iter().map(|m| m.get())))
        .order_by_asc(fact::Column::Id)
        .all(c)
        .await?;
    let mut records: BTreeMap<MeterId, Vec<FactRow>> = BTreeMap::new();
    for row in found {
        records.entry(MeterId::from_stored(row.subject)).or_default().push(row.try_into()?);
    }
    Ok(records.into_iter().map(|(meter, records)| (meter, timelines(&records))).collect())
}

/// Fact of the serial numbers that stood on a meter in turn.
const SERIAL: &str = "meter.serial";

/// Serial numbers that stood on each meter of an organisation before and after a replacement.
///
/// # Errors
/// The database.
pub async fn serials<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
) -> Result<BTreeMap<MeterId, Vec<String>>> {
    let found = fact::Entity::find()
        .filter(fact::Column::Tenant.eq(tenant.get()))
        .filter(fact::Column::Fact.eq(SERIAL))
        .filter(fact::Column::SupersededAt.is_null())
        .all(c)
        .await?;
    let mut serials: BTreeMap<MeterId, Vec<String>> = BTreeMap::new();
    for row in found {
        serials.entry(MeterId::from_stored(row.subject)).or_default().push(row.value);
    }
    Ok(serials)
}

/// The meters whose serial number an import brought.
pub(super) async fn serials_of_import<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    import: ImportId,
) -> Result<Vec<MeterId>> {
    let found = fact::Entity::find()
        .filter(fact::Column::Tenant.eq(tenant.get()))
        .filter(fact::Column::Import.eq(import.get()))
        .filter(fact::Column::Fact.eq(SERIAL))
        .all(c)
        .await?;
    Ok(found.into_iter().map(|row| MeterId::from_stored(row.subject)).collect())
}

/// Every fact over time of one meter, fact by fact.
///
/// # Errors
/// The database.
pub async fn of_meter<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meter: MeterId,
) -> Result<Vec<DatedFact>> {
    let known = of_meters(c, tenant, &[meter]).await?.remove(&meter).unwrap_or_default();
    Ok(known.facts.into_iter().chain(known.coefficients).collect())
}

fn timelines(records: &[FactRow]) -> MeterTimelines {
    let mut timelines = MeterTimelines::default();
    for records in each_fact(records) {
        if records.first().is_none_or(|r| r.fact.fact != COEFFICIENT) {
            timelines.facts.extend(resolved(&records));
            continue;
        }
        let (brought, typed): (Vec<_>, Vec<_>) = records.into_iter().partition(|r| r.import.is_some());
        timelines.coefficients = resolved(&typed);
        timelines.coefficients.extend(resolved(&brought));
    }
    timelines
}

fn about(tenant: OrganisationId, subject: Subject) -> Select<fact::Entity> {
    fact::Entity::find()
        .filter(fact::Column::Tenant.eq(tenant.get()))
        .filter(fact::Column::SubjectKind.eq(subject.code()))
        .filter(fact::Column::Subject.eq(subject.id(tenant)))
}

async fn rows<C: ConnectionTrait>(c: &C, rows: Select<fact::Entity>) -> Result<Vec<FactRow>> {
    let rows = rows.order_by_asc(fact::Column::Id).all(c).await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

fn in_force(records: &[FactRow]) -> Vec<&FactRow> {
    records.iter().filter(|row| row.withdrawn_at.is_none()).collect()
}

/// The records in force of each fact in turn, by code.
fn each_fact(records: &[FactRow]) -> impl Iterator<Item = Vec<&FactRow>> {
    facts::FACTS.iter().map(|fact| {
        records.iter().filter(|row| row.fact.fact == fact.code && row.withdrawn_at.is_none()).collect()
    })
}

impl TryFrom<fact::Model> for FactRow {
    type Error = StoreError;

    fn try_from(row: fact::Model) -> Result<Self> {
        let known = facts::fact(&row.fact).ok_or_else(|| StoreError::damaged("fact", &row.fact))?;
        Ok(FactRow {
            id: FactId::from_stored(row.id),
            fact: DatedFact {
                fact: known.code,
                value: row.value,
                from: columns::maybe_day(row.from_day.as_deref())?,
                to: columns::maybe_day(row.to_day.as_deref())?,
                source: row.source,
                quality: columns::quality_code(&row.quality)?,
            },
            import: row.import.map(ImportId::from_stored),
            actor: row.actor,
            recorded_at: row.recorded_at,
            withdrawn_at: row.superseded_at,
        })
    }
}
