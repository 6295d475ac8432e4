//! Imports looked up.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{ImportRow, Status};
use crate::store::entities::{bill, import};
use crate::store::error::Result;
use crate::store::id::{ImportId, OrganisationId};
use crate::store::paging::{Page, Paging};

/// The import of these bytes that is not undone, if there is one.
///
/// # Errors
/// The database.
pub async fn active_by_sha256<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    sha256: &str,
) -> Result<Option<ImportRow>> {
    let row = import::Entity::find()
        .filter(import::Column::Tenant.eq(tenant.get()))
        .filter(import::Column::Sha256.eq(sha256))
        .filter(import::Column::Status.is_in([Status::Preview.code(), Status::Confirmed.code()]))
        .one(c)
        .await?;
    row.map(TryInto::try_into).transpose()
}

/// The imports that came with these bytes, or brought a bill with this document.
///
/// # Errors
/// The database.
pub async fn of_document<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    sha256: &str,
) -> Result<Vec<ImportRow>> {
    let bills: Vec<i64> = bill::Entity::find()
        .select_only()
        .column(bill::Column::Import)
        .filter(bill::Column::Tenant.eq(tenant.get()))
        .filter(bill::Column::Attachment.eq(sha256))
        .into_tuple()
        .all(c)
        .await?;
    let came = import::Column::Sha256.eq(sha256);
    let rows = import::Entity::find()
        .filter(import::Column::Tenant.eq(tenant.get()))
        .filter(Condition::any().add(came).add(import::Column::Id.is_in(bills)))
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The import of this organisation with this id.
///
/// # Errors
/// The database.
pub async fn get<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    id: ImportId,
) -> Result<Option<ImportRow>> {
    import::Entity::find_by_id((tenant.get(), id.get())).one(c).await?.map(TryInto::try_into).transpose()
}

/// The imports of this organisation with these ids.
///
/// # Errors
/// The database.
pub async fn by_ids<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    ids: &[ImportId],
) -> Result<Vec<ImportRow>> {
    let rows = import::Entity::find()
        .filter(import::Column::Tenant.eq(tenant.get()))
        .filter(import::Column::Id.is_in(ids.iter().map(|id| id.get())))
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The import with this id, whosever it is: for addresses that name nothing else. The caller asks whether it may.
///
/// # Errors
/// The database.
pub async fn find<C: ConnectionTrait>(c: &C, id: ImportId) -> Result<Option<ImportRow>> {
    let row = import::Entity::find().filter(import::Column::Id.eq(id.get())).one(c).await?;
    row.map(TryInto::try_into).transpose()
}

/// Imports of an organisation, newest first: `most` of them after the first `skip`; and how many there are.
///
/// # Errors
/// The database.
pub async fn slice<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    skip: u64,
    most: u64,
) -> Result<(Vec<ImportRow>, u64)> {
    let all = import::Entity::find().filter(import::Column::Tenant.eq(tenant.get()));
    let total = all.clone().count(c).await?;
    let rows = all.order_by_desc(import::Column::Id).offset(skip).limit(most).all(c).await?;
    let rows = rows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?;
    Ok((rows, total))
}

/// The imports of an organisation that nobody has confirmed or dropped yet, newest first.
///
/// # Errors
/// The database.
pub async fn previews<C: ConnectionTrait>(c: &C, tenant: OrganisationId) -> Result<Vec<ImportRow>> {
    let rows = import::Entity::find()
        .filter(import::Column::Tenant.eq(tenant.get()))
        .filter(import::Column::Status.eq(Status::Preview.code()))
        .order_by_desc(import::Column::Id)
        .all(c)
        .await?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Imports of one organisation or of all, newest first.
///
/// # Errors
/// The database.
pub async fn list<C: ConnectionTrait>(
    c: &C,
    tenant: Option<OrganisationId>,
    paging: &Paging,
) -> Result<Page<ImportRow>> {
    let of = tenant.map_or_else(Condition::all, |t| Condition::all().add(import::Column::Tenant.eq(t.get())));
    let all = import::Entity::find().filter(of);
    let total = all.clone().count(c).await?;
    let before = paging.after.as_deref().and_then(|after| after.parse::<ImportId>().ok());
    let older =
        before.map_or_else(Condition::all, |id| Condition::all().add(import::Column::Id.lt(id.get())));
    let rows = all.filter(older).order_by_desc(import::Column::Id).limit(paging.bounded() + 1).all(c).await?;
    let rows = rows.into_iter().map(TryInto::try_into).collect::<Result<Vec<ImportRow>>>()?;
    Ok(Page::cut(rows, paging, total, |row| row.id.to_string()))
}
