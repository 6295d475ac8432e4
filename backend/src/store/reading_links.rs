//! Links by which whoever stands before a meter reads it without an account: made, renewed, revoked; what was sent.
//!
//! Of a secret only the SHA-256 is kept: it is found by the look-up of its hash, and cannot be shown again. A meter has one
//! link at most that opens; renewing gives it another secret, and the sheet that hung there dies. What is sent keeps a token
//! of the form it was sent from, so that the same form sent twice is kept once, and can be taken back by who sent it.
//!
//! Does *not* know addresses or sheets; does *not* go into archives: a door opens here and nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use serde_json::json;

use super::by::By;
use super::entities::{audit_photo, bill, file, import, reading_link, reading_link_use, report};
use super::error::{Result, StoreError};
use super::id::{BuildingId, ImportId, MeterId, OrganisationId, ReadingLinkId, ReadingUseId};
use super::ledger;
use super::secret::hash;

/// A link as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkRow {
    /// Its id.
    pub id: ReadingLinkId,
    /// Whose meter it reads.
    pub tenant: OrganisationId,
    /// Which meter.
    pub meter: MeterId,
    /// Where its sheet hangs.
    pub building: BuildingId,
    /// UTC second.
    pub made_at: i64,
    /// UTC second of its present secret, where that is not the first.
    pub renewed_at: Option<i64>,
    /// UTC second from which it opens no more.
    pub expires_at: i64,
    /// UTC second.
    pub revoked_at: Option<i64>,
}

impl LinkRow {
    /// Whether it opens at this UTC second.
    pub fn opens(&self, now: i64) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// Something sent through a link, or about to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseRow {
    /// Its id.
    pub id: ReadingUseId,
    /// Through which link.
    pub link: ReadingLinkId,
    /// UTC second.
    pub at: i64,
    /// SHA-256 of the picture.
    pub photo: Option<String>,
    /// What became of it; none while the person is asked.
    pub import: Option<ImportId>,
    /// Kept although it is surprising.
    pub doubted: bool,
    /// UTC second at which somebody looked at it.
    pub checked_at: Option<i64>,
}

/// How much a link is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    /// Readings that came through it.
    pub readings: u64,
    /// UTC second of the last.
    pub last: Option<i64>,
}

/// Seconds for which a picture waits for its index.
const WAITS_S: i64 = 86_400;

/// Gives a meter a link with this secret: a new one, or another secret to the one it has. Gives its id.
///
/// # Errors
/// The database: no such meter or building.
pub async fn issue<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    (building, meter): (BuildingId, MeterId),
    secret: &str,
    expires_at: i64,
) -> Result<ReadingLinkId> {
    ledger::lock(tx, Some(tenant)).await?;
    let held = of_meters(tx, tenant, &[meter]).await?.into_iter().find(|link| link.revoked_at.is_none());
    let data = json!({ "meter": meter, "building": building, "expires_at": expires_at });
    if let Some(held) = held {
        reading_link::Entity::update_many()
            .col_expr(reading_link::Column::Hash, Expr::value(hash(secret)))
            .col_expr(reading_link::Column::Building, Expr::value(building.get()))
            .col_expr(reading_link::Column::RenewedAt, Expr::value(by.now))
            .col_expr(reading_link::Column::ExpiresAt, Expr::value(expires_at))
            .filter(reading_link::Column::Tenant.eq(tenant.get()))
            .filter(reading_link::Column::Id.eq(held.id.get()))
            .exec(tx)
            .await?;
        ledger::append(tx, by, Some(tenant), "reading-link.renewed", held.id, &data).await?;
        return Ok(held.id);
    }
    let id = ReadingLinkId::new(by.now);
    let row = reading_link::ActiveModel {
        tenant: Set(tenant.get()),
        id: Set(id.get()),
        meter: Set(meter.get()),
        building: Set(building.get()),
        hash: Set(hash(secret)),
        actor: Set(by.actor.to_string()),
        made_at: Set(by.now),
        renewed_at: Set(None),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
    };
    reading_link::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), "reading-link.made", id, &data).await?;
    Ok(id)
}

/// Closes a link for ever.
///
/// # Errors
/// [`StoreError::NotFound`], also when it is closed already.
pub async fn revoke<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ReadingLinkId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = reading_link::Entity::update_many()
        .col_expr(reading_link::Column::RevokedAt, Expr::value(by.now))
        .filter(reading_link::Column::Tenant.eq(tenant.get()))
        .filter(reading_link::Column::Id.eq(id.get()))
        .filter(reading_link::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("reading link", id));
    }
    ledger::append(tx, by, Some(tenant), "reading-link.revoked", id, &json!({})).await
}

/// The link that this secret opens at this UTC second, whosever it is.
///
/// # Errors
/// The database.
pub async fn opened_by<C: ConnectionTrait>(c: &C, secret: &str, now: i64) -> Result<Option<LinkRow>> {
    let row = reading_link::Entity::find().filter(reading_link::Column::Hash.eq(hash(secret))).one(c).await?;
    Ok(row.map(|row| LinkRow::of(&row)).filter(|link| link.opens(now)))
}

/// The links of these meters, newest first.
///
/// # Errors
/// The database.
pub async fn of_meters<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    meters: &[MeterId],
) -> Result<Vec<LinkRow>> {
    let rows = reading_link::Entity::find()
        .filter(reading_link::Column::Tenant.eq(tenant.get()))
        .filter(reading_link::Column::Meter.is_in(meters.iter().map(|meter| meter.get())))
        .order_by_desc(reading_link::Column::Id)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(|row| LinkRow::of(&row)).collect())
}

/// What was sent through these links, newest first; without what somebody is still asked about.
///
/// # Errors
/// The database.
pub async fn uses<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    links: &[ReadingLinkId],
) -> Result<Vec<UseRow>> {
    let rows = uses_of(tenant)
        .filter(reading_link_use::Column::Link.is_in(links.iter().map(|link| link.get())))
        .filter(reading_link_use::Column::Import.is_not_null())
        .order_by_desc(reading_link_use::Column::Id)
        .all(c)
        .await?;
    Ok(rows.into_iter().map(UseRow::of).collect())
}

/// How much each link was used.
pub fn counted(uses: &[UseRow]) -> BTreeMap<ReadingLinkId, Used> {
    let mut counted: BTreeMap<ReadingLinkId, Used> = BTreeMap::new();
    for one in uses {
        let used = counted.entry(one.link).or_default();
        used.readings += 1;
        used.last = used.last.max(Some(one.at));
    }
    counted
}

/// What was sent from the form with this token.
///
/// # Errors
/// The database.
pub async fn sent<C: ConnectionTrait>(c: &C, link: &LinkRow, token: &str) -> Result<Option<UseRow>> {
    let row = uses_of(link.tenant)
        .filter(reading_link_use::Column::Link.eq(link.id.get()))
        .filter(reading_link_use::Column::Token.eq(hash(token)))
        .one(c)
        .await?;
    Ok(row.map(UseRow::of))
}

/// One thing that was sent.
///
/// # Errors
/// The database.
pub async fn use_by_id<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: ReadingUseId,
) -> Result<Option<UseRow>> {
    let row = reading_link_use::Entity::find_by_id((tenant.get(), id.get())).one(c).await?;
    Ok(row.map(UseRow::of))
}

/// Keeps what came from the form with this token: a picture that waits for its index, or with its import the whole.
///
/// # Errors
/// [`StoreError::Taken`] when an index came from this form before; the database.
pub async fn keep<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    link: &LinkRow,
    token: &str,
    (photo, import, doubted): (Option<&str>, Option<ImportId>, bool),
) -> Result<()> {
    ledger::lock(tx, Some(link.tenant)).await?;
    let held = sent(tx, link, token).await?;
    if held.as_ref().is_some_and(|held| held.import.is_some()) {
        return Err(StoreError::Taken { what: "the form".to_owned() });
    }
    let before = held.as_ref().and_then(|held| held.photo.clone());
    let photo = photo.map(str::to_owned).or_else(|| before.clone());
    let replaced = before.filter(|before| photo.as_ref() != Some(before));
    let row = reading_link_use::ActiveModel {
        tenant: Set(link.tenant.get()),
        id: Set(held.as_ref().map_or_else(|| ReadingUseId::new(by.now), |held| held.id).get()),
        link: Set(link.id.get()),
        token: Set(hash(token)),
        at: Set(by.now),
        photo: Set(photo),
        import: Set(import.map(ImportId::get)),
        doubted: Set(doubted),
        checked_at: Set(None),
    };
    match held {
        None => reading_link_use::Entity::insert(row).exec_without_returning(tx).await?,
        Some(_) => {
            reading_link_use::Entity::update(row).exec(tx).await?;
            1
        }
    };
    match replaced {
        Some(photo) => forget_photo(tx, link.tenant.get(), &photo, Named::Needs).await,
        None => Ok(()),
    }
}

/// Somebody looked at what was surprising.
///
/// # Errors
/// [`StoreError::NotFound`], also when somebody did before.
pub async fn checked<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ReadingUseId,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let done = reading_link_use::Entity::update_many()
        .col_expr(reading_link_use::Column::CheckedAt, Expr::value(by.now))
        .filter(reading_link_use::Column::Tenant.eq(tenant.get()))
        .filter(reading_link_use::Column::Id.eq(id.get()))
        .filter(reading_link_use::Column::Doubted.eq(true))
        .filter(reading_link_use::Column::CheckedAt.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::not_found("reading to check", id));
    }
    ledger::append(tx, by, Some(tenant), "reading-link.checked", id, &json!({})).await
}

/// Forgets what nobody finished, with pictures that nothing else needs. Says how many.
///
/// # Errors
/// The database.
pub async fn expire<C: ConnectionTrait>(tx: &C, by: &By) -> Result<u64> {
    let over = reading_link_use::Entity::find()
        .filter(reading_link_use::Column::Import.is_null())
        .filter(reading_link_use::Column::At.lte(by.now.saturating_sub(WAITS_S)))
        .order_by_asc(reading_link_use::Column::Tenant)
        .all(tx)
        .await?;
    let mut forgotten = 0;
    for row in over {
        ledger::lock(tx, Some(OrganisationId::from_stored(row.tenant))).await?;
        // It may have been finished before the lock was ours.
        let gone = reading_link_use::Entity::delete_many()
            .filter(reading_link_use::Column::Tenant.eq(row.tenant))
            .filter(reading_link_use::Column::Id.eq(row.id))
            .filter(reading_link_use::Column::Import.is_null())
            .exec(tx)
            .await?;
        if let Some(photo) = row.photo.as_deref().filter(|_| gone.rows_affected > 0) {
            forget_photo(tx, row.tenant, photo, Named::Needs).await?;
        }
        forgotten += gone.rows_affected;
    }
    Ok(forgotten)
}

/// Forgets the pictures of readings sent before `before`; what was read stays, and that there was a picture. Says how many.
///
/// # Errors
/// The database.
pub async fn forget_photos<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    before: i64,
) -> Result<u64> {
    ledger::lock(tx, Some(tenant)).await?;
    let over = Condition::all()
        .add(reading_link_use::Column::Tenant.eq(tenant.get()))
        .add(reading_link_use::Column::Photo.is_not_null())
        .add(reading_link_use::Column::Import.is_not_null())
        .add(reading_link_use::Column::At.lt(before));
    let rows = reading_link_use::Entity::find().filter(over.clone()).all(tx).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let gone = reading_link_use::Entity::update_many()
        .col_expr(reading_link_use::Column::Photo, Expr::value(Option::<String>::None))
        .filter(over)
        .exec(tx)
        .await?;
    let photos: BTreeSet<String> = rows.into_iter().filter_map(|row| row.photo).collect();
    for photo in photos {
        forget_photo(tx, tenant.get(), &photo, Named::May).await?;
    }
    let data = json!({ "photos": gone.rows_affected, "before": before });
    ledger::append(tx, by, Some(tenant), "reading-link.photos-forgotten", tenant, &data).await?;
    Ok(gone.rows_affected)
}

/// What it says that an import names a picture among its choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// It is its proof, and stays.
    Needs,
    /// Its time is over; the name stays.
    May,
}

/// Deletes a picture that no reading, import, bill, report or audit needs.
async fn forget_photo<C: ConnectionTrait>(tx: &C, tenant: i64, sha256: &str, named: Named) -> Result<()> {
    let uses =
        uses_of(OrganisationId::from_stored(tenant)).filter(reading_link_use::Column::Photo.eq(sha256));
    let mut needs = Condition::any().add(import::Column::Sha256.eq(sha256));
    if named == Named::Needs {
        needs = needs.add(import::Column::Options.contains(sha256));
    }
    let imports = import::Entity::find().filter(import::Column::Tenant.eq(tenant)).filter(needs);
    let bills = bill::Entity::find()
        .filter(bill::Column::Tenant.eq(tenant))
        .filter(bill::Column::Attachment.eq(sha256));
    let reports = report::Entity::find()
        .filter(report::Column::Tenant.eq(tenant))
        .filter(report::Column::Files.contains(sha256));
    let audits = audit_photo::Entity::find()
        .filter(audit_photo::Column::Tenant.eq(tenant))
        .filter(audit_photo::Column::Sha256.eq(sha256));
    let needed = uses.count(tx).await? + imports.count(tx).await? + bills.count(tx).await?;
    if needed + reports.count(tx).await? + audits.count(tx).await? == 0 {
        file::Entity::delete_by_id((tenant, sha256.to_owned())).exec(tx).await?;
    }
    Ok(())
}

fn uses_of(tenant: OrganisationId) -> Select<reading_link_use::Entity> {
    reading_link_use::Entity::find().filter(reading_link_use::Column::Tenant.eq(tenant.get()))
}

impl LinkRow {
    fn of(row: &reading_link::Model) -> LinkRow {
        LinkRow {
            id: ReadingLinkId::from_stored(row.id),
            tenant: OrganisationId::from_stored(row.tenant),
            meter: MeterId::from_stored(row.meter),
            building: BuildingId::from_stored(row.building),
            made_at: row.made_at,
            renewed_at: row.renewed_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        }
    }
}

impl UseRow {
    fn of(row: reading_link_use::Model) -> UseRow {
        UseRow {
            id: ReadingUseId::from_stored(row.id),
            link: ReadingLinkId::from_stored(row.link),
            at: row.at,
            photo: row.photo,
            import: row.import.map(ImportId::from_stored),
            doubted: row.doubted,
            checked_at: row.checked_at,
        }
    }
}
