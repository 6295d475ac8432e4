//! Sealed baselines ([`Sealed`]): kept as their bytes, never edited, withdrawn by a dated mark.
//!
//! The checksum stands in three places: in the row, over the text in the row, and in the entry of the log, whose chain
//! notices when it is rewritten. What does not agree with itself is no error of the store here: [`sealed`] hands the text
//! over as it stands, and opening it names the part that was touched. Does *not* compute anything.

use std::io::Read as _;

use eclaireur_models::baseline::sealed::{Part, Sealed, Tampered};
use eclaireur_models::building::Carrier;
use eclaireur_models::period::Period;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect as _,
};
use serde_json::{Value, json};

use super::by::By;
use super::columns;
use super::entities::baseline;
use super::error::{Result, StoreError};
use super::id::{BaselineId, BuildingId, MeterId, OrganisationId};
use super::ledger;
use super::paging::{Page, Paging};

/// What is written in the log when one is sealed.
const SEALED: &str = "baseline.sealed";
/// As for files: numbers shrink to a fraction, more costs time and gains little.
const LEVEL: i32 = 1;
/// Bytes of the longest text: sixty years of days are two megabytes.
const LONGEST: usize = 8 * 1024 * 1024;

/// What is to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewBaseline<'a> {
    /// Of which building.
    pub building: BuildingId,
    /// Of which meter; `None` for all of the carrier.
    pub meter: Option<MeterId>,
    /// Of which carrier.
    pub carrier: Carrier,
    /// The days that were asked for.
    pub period: Period,
    /// Its text and checksum.
    pub sealed: &'a Sealed,
}

/// A baseline as stored, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaselineRow {
    /// Its id.
    pub id: BaselineId,
    /// Whose it is.
    pub tenant: OrganisationId,
    /// Of which building.
    pub building: BuildingId,
    /// Of which meter; `None` for all of the carrier.
    pub meter: Option<MeterId>,
    /// Of which carrier.
    pub carrier: Carrier,
    /// The days that were asked for.
    pub period: Period,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// Who sealed it.
    pub actor: String,
    /// UTC second.
    pub sealed_at: i64,
    /// UTC second since which it is not relied upon any more.
    pub withdrawn_at: Option<i64>,
}

impl BaselineRow {
    /// What the log says of it.
    fn told(&self) -> Value {
        json!({
            "building": self.building, "meter": self.meter, "carrier": self.carrier.code(),
            "from": self.period.from.to_string(), "to": self.period.to.to_string(), "sha256": self.sha256,
        })
    }
}

/// Keeps one. The same one again, not withdrawn, is the one that is there.
///
/// # Errors
/// [`StoreError::OutOfRange`] for a text beyond eight megabytes; no such building or meter; the database.
pub async fn keep<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    new: &NewBaseline<'_>,
) -> Result<BaselineRow> {
    ledger::lock(tx, Some(tenant)).await?;
    if new.sealed.text.len() > LONGEST {
        return Err(StoreError::OutOfRange { what: "the baseline" });
    }
    let held = baseline::Entity::find()
        .filter(baseline::Column::Tenant.eq(tenant.get()))
        .filter(baseline::Column::Building.eq(new.building.get()))
        .filter(baseline::Column::Sha256.eq(new.sealed.checksum.as_str()))
        .filter(baseline::Column::WithdrawnAt.is_null())
        .all(tx)
        .await?;
    for row in held {
        let row = BaselineRow::try_from(row)?;
        if (row.meter, row.carrier, row.period) == (new.meter, new.carrier, new.period) {
            return Ok(row);
        }
    }
    let row = baseline::Model {
        tenant: tenant.get(),
        id: BaselineId::new(by.now).get(),
        building: new.building.get(),
        meter: new.meter.map(MeterId::get),
        carrier: new.carrier.code().to_owned(),
        from_day: new.period.from.to_string(),
        to_day: new.period.to.to_string(),
        sha256: new.sealed.checksum.clone(),
        sealed: pack(&new.sealed.text)?,
        actor: by.actor.to_string(),
        sealed_at: by.now,
        withdrawn_at: None,
    };
    let kept = BaselineRow::try_from(row.clone())?;
    let row = baseline::ActiveModel {
        tenant: Set(row.tenant),
        id: Set(row.id),
        building: Set(row.building),
        meter: Set(row.meter),
        carrier: Set(row.carrier),
        from_day: Set(row.from_day),
        to_day: Set(row.to_day),
        sha256: Set(row.sha256),
        sealed: Set(row.sealed),
        actor: Set(row.actor),
        sealed_at: Set(row.sealed_at),
        withdrawn_at: Set(row.withdrawn_at),
    };
    baseline::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), SEALED, kept.id, &kept.told()).await?;
    Ok(kept)
}

/// The one of this organisation with this id.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: BaselineId,
) -> Result<Option<BaselineRow>> {
    baseline::Entity::find_by_id((tenant.get(), id.get())).one(c).await?.map(TryInto::try_into).transpose()
}

/// Whose the one with this id is: for whoever sits at the machine. Reads nothing else of it.
///
/// # Errors
/// The database.
pub async fn tenant_of<C: ConnectionTrait>(c: &C, id: BaselineId) -> Result<Option<OrganisationId>> {
    let tenant: Option<i64> = baseline::Entity::find()
        .select_only()
        .column(baseline::Column::Tenant)
        .filter(baseline::Column::Id.eq(id.get()))
        .into_tuple()
        .one(c)
        .await?;
    Ok(tenant.map(OrganisationId::from_stored))
}

/// Those of an organisation, withdrawn ones too, newest first; of all organisations without one.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    tenant: Option<OrganisationId>,
    building: Option<BuildingId>,
    paging: &Paging,
) -> Result<Page<BaselineRow>> {
    let mut all = baseline::Entity::find();
    if let Some(tenant) = tenant {
        all = all.filter(baseline::Column::Tenant.eq(tenant.get()));
    }
    if let Some(building) = building {
        all = all.filter(baseline::Column::Building.eq(building.get()));
    }
    let total = all.clone().count(c).await?;
    let before = paging.after.as_deref().and_then(|after| after.parse::<BaselineId>().ok());
    let before =
        before.map_or_else(Condition::all, |id| Condition::all().add(baseline::Column::Id.lt(id.get())));
    let rows =
        all.filter(before).order_by_desc(baseline::Column::Id).limit(paging.bounded() + 1).all(c).await?;
    let rows = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<BaselineRow>>>()?;
    Ok(Page::cut(rows, paging, total, |row| row.id.to_string()))
}

/// Its text and the checksum that was kept of it, as they stand; nothing but opening it says that they are sound.
///
/// # Errors
/// [`StoreError::NotFound`]; the database. Within: [`Part::Whole`] when the bytes are not packed as we pack them, or the
/// log knows it otherwise or not at all.
pub async fn sealed<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: BaselineId,
) -> Result<core::result::Result<Sealed, Tampered>> {
    let row = baseline::Entity::find_by_id((tenant.get(), id.get())).one(c).await?;
    let row = row.ok_or_else(|| StoreError::not_found("baseline", id))?;
    let Some(text) = unpack(&row.sealed) else { return Ok(Err(Tampered(Part::Whole))) };
    let sealed = Sealed { text, checksum: row.sha256.clone() };
    // What the text itself gives away comes first: it names the part.
    if let Err(touched) = sealed.intact() {
        return Ok(Err(touched));
    }
    let told = BaselineRow::try_from(row).map(|row| row.told());
    let entry = ledger::about(c, tenant, SEALED, id).await?;
    let agrees = matches!((&told, &entry), (Ok(told), Some(entry)) if *told == entry.data);
    Ok(if agrees { Ok(sealed) } else { Err(Tampered(Part::Whole)) })
}

/// Marks one as no longer relied upon. It stays, and can still be replayed.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] when it is withdrawn already; the database.
pub async fn withdraw<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: BaselineId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let held = get(tx, tenant, id).await?.ok_or_else(|| StoreError::not_found("baseline", id))?;
    if held.withdrawn_at.is_some() {
        return Err(StoreError::Refused { what: "withdrawing", why: "it is withdrawn already".to_owned() });
    }
    baseline::Entity::update_many()
        .col_expr(baseline::Column::WithdrawnAt, Expr::value(by.now))
        .filter(baseline::Column::Tenant.eq(tenant.get()))
        .filter(baseline::Column::Id.eq(id.get()))
        .exec(tx)
        .await?;
    ledger::append(tx, by, Some(tenant), "baseline.withdrawn", id, &json!({})).await
}

impl TryFrom<baseline::Model> for BaselineRow {
    type Error = StoreError;

    fn try_from(row: baseline::Model) -> Result<Self> {
        let (from, to) = (columns::day(&row.from_day)?, columns::day(&row.to_day)?);
        Ok(BaselineRow {
            id: BaselineId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            building: BuildingId::from_stored(row.building),
            meter: row.meter.map(MeterId::from_stored),
            carrier: columns::carrier(&row.carrier)?,
            period: Period::new(from, to).ok_or_else(|| StoreError::damaged("period", &row.from_day))?,
            sha256: row.sha256,
            actor: row.actor,
            sealed_at: row.sealed_at,
            withdrawn_at: row.withdrawn_at,
        })
    }
}

/// The text as it is kept.
pub(super) fn pack(text: &str) -> Result<Vec<u8>> {
    zstd::bulk::compress(text.as_bytes(), LEVEL).map_err(|e| StoreError::damaged("baseline", e))
}

/// The text of what is kept; `None` when we cannot have packed it.
pub(super) fn unpack(packed: &[u8]) -> Option<String> {
    // One byte more than it may have, so that a longer one is noticed and never unpacked whole.
    let most = u64::try_from(LONGEST).ok()?;
    let mut bytes = Vec::new();
    zstd::Decoder::new(packed).ok()?.take(most + 1).read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok().filter(|text| text.len() <= LONGEST)
}

/// A row that an archive brings: its text is what its checksum says.
pub(super) fn check(row: baseline::Model) -> Result<()> {
    let text = unpack(&row.sealed).ok_or_else(|| StoreError::damaged("baseline", "its text"))?;
    let sealed = Sealed { text, checksum: row.sha256.clone() };
    sealed.intact().map_err(|touched| StoreError::damaged("baseline", touched))?;
    BaselineRow::try_from(row).map(|_| ())
}
