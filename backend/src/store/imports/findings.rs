//! What is to be said about an import, in the order of its file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use eclaireur_models::finding::{Code, Finding};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::store::columns;
use crate::store::entities::finding;
use crate::store::error::{Result, StoreError};
use crate::store::id::{ImportId, OrganisationId};

/// Ten columns each: within the bind variables of both databases.
const CHUNK: usize = 1000;

/// Writes what is to be said about an import, instead of what was said before.
///
/// # Errors
/// The database: no such import.
pub async fn replace_findings<C: ConnectionTrait>(
    tx: &C,
    tenant: OrganisationId,
    import: ImportId,
    findings: &[Finding],
) -> Result<()> {
    finding::Entity::delete_many()
        .filter(finding::Column::Tenant.eq(tenant.get()))
        .filter(finding::Column::Import.eq(import.get()))
        .exec(tx)
        .await?;
    let rows = findings.iter().enumerate().map(|(ordinal, finding)| {
        Ok(finding::ActiveModel {
            tenant: Set(tenant.get()),
            import: Set(import.get()),
            ordinal: Set(columns::fit("ordinal", ordinal)?),
            code: Set(finding.code.code().to_owned()),
            severity: Set(finding.severity().code().to_owned()),
            row: Set(finding.row.map(|row| columns::fit("row", row)).transpose()?),
            column: Set(finding.column.clone()),
            value: Set(finding.value.clone()),
            proposal: Set(finding.proposal.clone()),
            data: Set(serde_json::to_string(&finding.data).map_err(|e| StoreError::damaged("finding", e))?),
        })
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    for chunk in rows.chunks(CHUNK) {
        finding::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// What is to be said about an import.
///
/// # Errors
/// The database.
pub async fn findings<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    import: ImportId,
) -> Result<Vec<Finding>> {
    let rows = finding::Entity::find()
        .filter(finding::Column::Tenant.eq(tenant.get()))
        .filter(finding::Column::Import.eq(import.get()))
        .order_by_asc(finding::Column::Ordinal)
        .all(c)
        .await?;
    rows.into_iter().map(read).collect()
}

/// How often each cause was found in each of these imports, with one question to the database.
///
/// # Errors
/// The database.
pub async fn causes<C: ConnectionTrait>(
    c: &C,
    tenant: OrganisationId,
    imports: &[ImportId],
) -> Result<BTreeMap<ImportId, BTreeMap<Code, usize>>> {
    let rows: Vec<(i64, String, i64)> = finding::Entity::find()
        .select_only()
        .column(finding::Column::Import)
        .column(finding::Column::Code)
        .column_as(finding::Column::Ordinal.count(), "often")
        .filter(finding::Column::Tenant.eq(tenant.get()))
        .filter(finding::Column::Import.is_in(imports.iter().map(|id| id.get())))
        .group_by(finding::Column::Import)
        .group_by(finding::Column::Code)
        .into_tuple()
        .all(c)
        .await?;
    let mut found: BTreeMap<ImportId, BTreeMap<Code, usize>> = BTreeMap::new();
    for (import, code, often) in rows {
        let cause = Code::from_code(&code).ok_or_else(|| StoreError::damaged("finding", &code))?;
        let often = columns::fit("often", often)?;
        found.entry(ImportId::from_stored(import)).or_default().insert(cause, often);
    }
    Ok(found)
}

/// A finding out of its row.
pub(in crate::store) fn read(row: finding::Model) -> Result<Finding> {
    let data: BTreeMap<String, String> =
        serde_json::from_str(&row.data).map_err(|e| StoreError::damaged("finding", e))?;
    Ok(Finding {
        code: Code::from_code(&row.code).ok_or_else(|| StoreError::damaged("finding", &row.code))?,
        row: row.row.map(|n| columns::fit("row", n)).transpose()?,
        column: row.column,
        value: row.value,
        proposal: row.proposal,
        data: data.into_iter().map(|(name, value)| (Cow::Owned(name), value)).collect(),
    })
}
