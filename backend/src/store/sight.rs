//! The narrowing of lists to what somebody may find: `models::access::Sight` as conditions.

use eclaireur_models::access::Sight;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

use super::consents;
use super::entities::{building, help_request, organisation};

/// The organisations that may be named to somebody.
pub(super) fn organisations(sight: &Sight) -> Condition {
    if sight.everything {
        return Condition::all();
    }
    let entered = sight.organisations.iter().chain(&sight.entered).copied();
    let mut named = Condition::any().add(organisation::Column::Id.is_in(entered));
    if let Some(asking) = asking_help(sight) {
        named = named.add(organisation::Column::Id.in_subquery(asking));
    }
    named
}

/// The buildings that somebody may read.
pub(super) fn buildings(sight: &Sight) -> Condition {
    if sight.everything {
        return Condition::all();
    }
    let some = Condition::all()
        .add(building::Column::Tenant.is_in(sight.entered.iter().copied()))
        .add(building::Column::Id.is_in(sight.buildings.iter().copied()));
    let whole = building::Column::Tenant.is_in(sight.organisations.iter().copied());
    let mut read = Condition::any().add(whole).add(some);
    if let Some(asking) = asking_help(sight) {
        read = read.add(building::Column::Tenant.in_subquery(asking));
    }
    read
}

fn asking_help(sight: &Sight) -> Option<SelectStatement> {
    let on = sight.asking_help?;
    let asking = Query::select()
        .column(help_request::Column::Tenant)
        .from(help_request::Entity)
        .cond_where(consents::stands_on(on))
        .to_owned();
    Some(asking)
}
