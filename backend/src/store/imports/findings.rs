//! What is to be said about an import, in the order of its file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use eclaireur_models::finding::{Code, Finding};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

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
