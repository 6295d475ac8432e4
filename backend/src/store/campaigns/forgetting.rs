//! Addresses that are no longer needed are forgotten. Of whoever refused reminders a fingerprint stays, of which the address cannot
//! be read and which no two federations share: else the campaign of the next year would remind them again.

use eclaireur_models::period::Day;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::store::entities::{campaign, campaign_invitation as table};
use crate::store::error::Result;
use crate::store::id::FederationId;
use crate::store::secret;

/// As whom somebody is kept who refused reminders of a federation, once their address is forgotten.
pub(super) fn refused(federation: FederationId, email: &str) -> String {
    format!("refused:{}", secret::derived(&email.to_lowercase(), &federation.to_string()))
}

/// Campaigns that closed before a day.
fn over(closed_before: Day) -> SelectStatement {
    Query::select()
        .column(campaign::Column::Id)
        .from(campaign::Entity)
        .and_where(campaign::Column::ClosesOn.lt(closed_before.to_string()))
        .to_owned()
}

/// Forgets the addresses of campaigns that closed before a day: nobody is written to any more. Says how many.
///
/// # Errors
/// The database.
pub async fn forget_addresses<C: ConnectionTrait>(tx: &C, closed_before: Day) -> Result<u64> {
    // Who was known by the address alone, and refused.
    let refusing = table::Entity::find()
        .filter(table::Column::Campaign.in_subquery(over(closed_before)))
        .filter(table::Column::Email.is_not_null())
        .filter(table::Column::Bce.is_null())
        .filter(table::Column::RefusedAt.is_not_null())
        .all(tx)
        .await?;
    for row in refusing {
        let Some(email) = &row.email else { continue };
        let kept = refused(FederationId::from_stored(row.federation), email);
        table::Entity::update_many()
            .col_expr(table::Column::Recipient, Expr::value(kept))
            .filter(table::Column::Id.eq(row.id))
            .exec(tx)
            .await?;
    }
    let of = || {
        table::Entity::update_many()
            .filter(table::Column::Campaign.in_subquery(over(closed_before)))
            .filter(table::Column::Email.is_not_null())
    };
    // Of the others nothing is known any more.
    of().col_expr(table::Column::Recipient, Expr::cust("'gone:' || CAST(id AS TEXT)"))
        .filter(table::Column::Bce.is_null())
        .filter(table::Column::RefusedAt.is_null())
        .exec(tx)
        .await?;
    let gone = of().col_expr(table::Column::Email, Expr::value(None::<String>)).exec(tx).await?;
    Ok(gone.rows_affected)
}
