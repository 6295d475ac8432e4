//! The steps of an import: staged or typed, confirmed, undone, or forgotten when nobody confirmed it.

use eclaireur_models::finding::Finding;
use eclaireur_models::readings::RowCounts;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Value, json};

use super::files::{self, NewFile};
use super::findings::replace_findings;
use super::rows::{
    CONFIRMED, STAGED, TYPED, confirmed, confirmed_row, counted, staged, staged_row, told_typed, typed_row,
};
use super::{ImportRow, Status, active_by_sha256, get};
use crate::store::by::By;
use crate::store::entities::{
    bill, block, fact, file, finding, import, reading, reading_link_use, report, withdrawn,
};
use crate::store::error::{Result, StoreError};
use crate::store::id::{ImportId, OrganisationId};
use crate::store::ledger;
use crate::store::{facts, meters};

/// What is known of an import before it is confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewImport {
    /// Code of `catalog/formats`.
    pub format: Option<String>,
    /// Text encoding found.
    pub encoding: Option<String>,
    /// What became of the rows.
    pub rows: RowCounts,
    /// Whether its estimates may lie over measured values.
    pub force: bool,
    /// What the person chose.
    pub options: Value,
    /// UTC second after which the preview is forgotten.
    pub expires_at: Option<i64>,
}

/// What became of bytes that were uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Staged {
    /// A new import, in preview.
    New(ImportRow),
    /// The same bytes are an import already: this one, previewed or confirmed.
    Already(ImportRow),
}

/// What undoing took away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Undone {
    /// Months of slots.
    pub blocks: u64,
    /// Other readings.
    pub rows: u64,
    /// Values that it had taken back.
    pub withdrawn: u64,
    /// Bills.
    pub bills: u64,
    /// Facts.
    pub facts: u64,
}

/// Keeps a file and what is to be said about it, as a preview. The same bytes again give the import they are.
///
/// # Errors
/// The database: no such organisation.
pub async fn stage<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    file: &NewFile,
    new: &NewImport,
    findings: &[Finding],
) -> Result<Staged> {
    ledger::lock(tx, Some(tenant)).await?;
    files::keep(tx, by, tenant, file).await?;
    let id = ImportId::new(by.now);
    let row = staged_row(by, (tenant, id), file, new)?;
    let once = OnConflict::new().do_nothing().to_owned();
    if import::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await? == 0 {
        let first = active_by_sha256(tx, tenant, &file.sha256).await?;
        return first.map(Staged::Already).ok_or_else(|| StoreError::not_found("import", &file.sha256));
    }
    replace_findings(tx, tenant, id, findings).await?;
    ledger::append(tx, by, Some(tenant), STAGED, id, &staged(file, new)).await?;
    existing(tx, tenant, id).await.map(Staged::New)
}

/// An import of something typed: confirmed at once, its readings written in the same transaction.
///
/// # Errors
/// The database: no such organisation.
pub async fn typed<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    new: &NewImport,
) -> Result<ImportRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let id = ImportId::new(by.now);
    let row = typed_row(by, (tenant, id), next_seq(tx, tenant).await?, new)?;
    import::Entity::insert(row).exec_without_returning(tx).await?;
    ledger::append(tx, by, Some(tenant), TYPED, id, &told_typed(new)).await?;
    existing(tx, tenant, id).await
}

/// The next number of the organisation, which is locked.
async fn next_seq<C: ConnectionTrait>(tx: &C, tenant: OrganisationId) -> Result<i64> {
    let last: Option<Option<i64>> = import::Entity::find()
        .select_only()
        .column_as(import::Column::Seq.max(), "last")
        .filter(import::Column::Tenant.eq(tenant.get()))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

async fn existing<C: ConnectionTrait>(c: &C, tenant: OrganisationId, id: ImportId) -> Result<ImportRow> {
    get(c, tenant, id).await?.ok_or_else(|| StoreError::not_found("import", id))
}

/// Changes a row when it stands where the step begins, and refuses otherwise.
async fn step<C: ConnectionTrait>(
    tx: &C,
    what: &'static str,
    tenant: OrganisationId,
    id: ImportId,
    from: &[Status],
    row: import::ActiveModel,
) -> Result<()> {
    let done = import::Entity::update_many()
        .set(row)
        .filter(import::Column::Tenant.eq(tenant.get()))
        .filter(import::Column::Id.eq(id.get()))
        .filter(import::Column::Status.is_in(from.iter().map(|status| status.code())))
        .exec(tx)
        .await?;
    if done.rows_affected == 1 {
        return Ok(());
    }
    let held = existing(tx, tenant, id).await?;
    Err(StoreError::Refused { what, why: format!("the import is in state {}", held.status.code()) })
}

/// Changes what the person chose, before confirming.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] when it is no longer a preview.
pub async fn set_options<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ImportId,
    force: bool,
    options: &Value,
) -> Result<()> {
    ledger::lock(tx, Some(tenant)).await?;
    let row =
        import::ActiveModel { forced: Set(force), options: Set(options.to_string()), ..Default::default() };
    step(tx, "choosing options", tenant, id, &[Status::Preview], row).await?;
    let data = json!({ "force": force, "options": options });
    ledger::append(tx, by, Some(tenant), "import.options", id, &data).await
}

/// Changes what the person chose, and what is known of the file since it was read again so.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] when it is no longer a preview.
pub async fn choose<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ImportId,
    new: &NewImport,
    findings: &[Finding],
) -> Result<()> {
    set_options(tx, by, tenant, id, new.force, &new.options).await?;
    let row = import::ActiveModel {
        format: Set(new.format.clone()),
        encoding: Set(new.encoding.clone()),
        ..counted(&new.rows)?
    };
    step(tx, "choosing options", tenant, id, &[Status::Preview], row).await?;
    replace_findings(tx, tenant, id, findings).await
}

/// Confirms a preview: it takes its number, and what is written for it in the same transaction counts.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] when it is no longer a preview.
pub async fn confirm<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ImportId,
    rows: &RowCounts,
) -> Result<ImportRow> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = confirmed_row(by, next_seq(tx, tenant).await?, counted(rows)?);
    step(tx, "confirming", tenant, id, &[Status::Preview], row).await?;
    ledger::append(tx, by, Some(tenant), CONFIRMED, id, &confirmed(rows)).await?;
    existing(tx, tenant, id).await
}

/// Takes back everything an import brought; what it had superseded counts again. File and findings stay.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] when it was undone before.
pub async fn undo<C: ConnectionTrait>(
    tx: &C,
    by: &By,
    tenant: OrganisationId,
    id: ImportId,
) -> Result<Undone> {
    ledger::lock(tx, Some(tenant)).await?;
    let row = import::ActiveModel {
        status: Set(Status::Undone.code().to_owned()),
        undone_at: Set(Some(by.now)),
        expires_at: Set(None),
        ..Default::default()
    };
    step(tx, "undoing", tenant, id, &[Status::Preview, Status::Confirmed], row).await?;
    macro_rules! delete {
        ($table:ident) => {
            $table::Entity::delete_many()
                .filter($table::Column::Tenant.eq(tenant.get()))
                .filter($table::Column::Import.eq(id.get()))
                .exec(tx)
                .await?
                .rows_affected
        };
    }
    let replaced = facts::serials_of_import(tx, tenant, id).await?;
    let undone = Undone {
        blocks: delete!(block),
        rows: delete!(reading),
        withdrawn: delete!(withdrawn),
        bills: delete!(bill),
        facts: delete!(fact),
    };
    for meter in replaced {
        meters::settle_serial(tx, tenant, meter).await?;
    }
    let data = json!({
        "blocks": undone.blocks, "rows": undone.rows, "withdrawn": undone.withdrawn, "bills": undone.bills,
        "facts": undone.facts,
    });
    ledger::append(tx, by, Some(tenant), "import.undone", id, &data).await?;
    Ok(undone)
}

/// Forgets previews whose time is over, with their findings and the files nothing else needs. Says how many.
///
/// # Errors
/// The database.
pub async fn expire_previews<C: ConnectionTrait>(tx: &C, by: &By) -> Result<u64> {
    let over = import::Entity::find()
        .filter(import::Column::Status.eq(Status::Preview.code()))
        .filter(import::Column::ExpiresAt.lte(by.now))
        .order_by_asc(import::Column::Tenant)
        .all(tx)
        .await?;
    let mut forgotten = 0;
    for row in over {
        let (tenant, id) = (OrganisationId::from_stored(row.tenant), ImportId::from_stored(row.id));
        ledger::lock(tx, Some(tenant)).await?;
        // Somebody may have confirmed it before the lock was ours.
        if get(tx, tenant, id).await?.is_none_or(|held| held.status != Status::Preview) {
            continue;
        }
        finding::Entity::delete_many()
            .filter(finding::Column::Tenant.eq(row.tenant))
            .filter(finding::Column::Import.eq(row.id))
            .exec(tx)
            .await?;
        import::Entity::delete_by_id((row.tenant, row.id)).exec(tx).await?;
        forget_file(tx, &row).await?;
        ledger::append(tx, by, Some(tenant), "import.expired", id, &json!({ "sha256": row.sha256 })).await?;
        forgotten += 1;
    }
    Ok(forgotten)
}

/// Deletes the file of an import that is gone, unless another import, a bill or a report needs it.
async fn forget_file<C: ConnectionTrait>(tx: &C, row: &import::Model) -> Result<()> {
    let imports = Query::select()
        .column(import::Column::Sha256)
        .from(import::Entity)
        .and_where(import::Column::Tenant.eq(row.tenant))
        .and_where(import::Column::Sha256.is_not_null())
        .to_owned();
    let bills = Query::select()
        .column(bill::Column::Attachment)
        .from(bill::Entity)
        .and_where(bill::Column::Tenant.eq(row.tenant))
        .and_where(bill::Column::Attachment.is_not_null())
        .to_owned();
    let photos = Query::select()
        .column(reading_link_use::Column::Photo)
        .from(reading_link_use::Entity)
        .and_where(reading_link_use::Column::Tenant.eq(row.tenant))
        .and_where(reading_link_use::Column::Photo.is_not_null())
        .to_owned();
    let Some(sha256) = &row.sha256 else { return Ok(()) };
    let rendered = report::Entity::find()
        .filter(report::Column::Tenant.eq(row.tenant))
        .filter(report::Column::Files.contains(sha256.as_str()))
        .count(tx);
    if rendered.await? > 0 {
        return Ok(());
    }
    let unused = Condition::all()
        .add(file::Column::Sha256.not_in_subquery(imports))
        .add(file::Column::Sha256.not_in_subquery(bills))
        .add(file::Column::Sha256.not_in_subquery(photos));
    file::Entity::delete_many()
        .filter(file::Column::Tenant.eq(row.tenant))
        .filter(file::Column::Sha256.eq(sha256))
        .filter(unused)
        .exec(tx)
        .await?;
    Ok(())
}
