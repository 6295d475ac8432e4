//! Which entries of the event log concern figures: all but those of [`NOT_CONCERNED`].
//!
//! The newest place that does stands in one row a tenant, written with the entry itself, so that asking whether an
//! assessment is fresh reads a number and never a log. A kind nobody thought of concerns them: computing once too often
//! is harmless, keeping a figure that is wrong is not.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait};

use super::entities::concern;
use super::error::Result;

/// Kinds of entries after which every figure is what it was. Previews count only once confirmed; files, senders and
/// sealed baselines lie beside the readings; the catalogue in force is compared by its version.
pub(super) const NOT_CONCERNED: &[&str] = &[
    "access.exported",
    "access.read",
    "account.address",
    "account.closed",
    "account.factor.dropped",
    "account.factor.offered",
    "account.factor.reset",
    "account.factor.set",
    "account.made",
    "account.named",
    "account.password",
    "account.recovery.used",
    "alert.noted",
    "alert.withdrawn",
    "audit.asked",
    "audit.delivered",
    "audit.made",
    "audit.photo",
    "audit.read",
    "audit.returned",
    "audit.told",
    "backup.made",
    "backup.restored",
    "baseline.sealed",
    "baseline.withdrawn",
    "campaign.answered",
    "campaign.begun",
    "campaign.changed",
    "campaign.invited",
    "campaign.reminded",
    "campaign.reminders-refused",
    "campaign.sent-again",
    "campaign.withdrawn",
    "catalog.kept",
    "consent.given",
    "consent.taken-back",
    "erasure.asked",
    "erasure.withdrawn",
    "federation.created",
    "federation.joined",
    "figures.moved",
    "file.kept",
    "grant.given",
    "grant.revoked",
    "help.asked",
    "help.ended",
    "import.expired",
    "import.options",
    "import.staged",
    "link.made",
    "link.used",
    "mapping.forgotten",
    "mapping.remembered",
    "mapping.restored",
    "obstacle.recorded",
    "obstacle.withdrawn",
    "organisation.erased",
    "own-activity.recorded",
    "own-activity.withdrawn",
    "project.archived",
    "project.changed",
    "project.created",
    "project.reminded",
    "project.restored",
    "reading-link.checked",
    "reading-link.made",
    "reading-link.renewed",
    "reading-link.revoked",
    "reference.recorded",
    "reference.withdrawn",
    "report.published",
    "report.withdrawn",
    "request.recorded",
    "request.withdrawn",
    "sector.renewed",
    "sending.expired",
    "sending.kept",
    "session.all-closed",
    "session.closed",
    "session.opened",
    "session.raised",
    "share.made",
    "share.revoked",
    "sheet.contact-asked",
    "sheet.published",
    "sheet.withdrawn",
    "token.made",
    "token.revoked",
];

/// Whether figures may be others after an entry of this kind.
pub(super) fn concerns(kind: &str) -> bool {
    !NOT_CONCERNED.contains(&kind)
}

/// Notes the place of an entry that was just appended, where it concerns figures.
pub(super) async fn note<C: ConnectionTrait>(tx: &C, tenant: i64, kind: &str, seq: i64) -> Result<()> {
    if !concerns(kind) {
        return Ok(());
    }
    let row = concern::ActiveModel { tenant: Set(tenant), seq: Set(seq) };
    let newest = OnConflict::column(concern::Column::Tenant).update_column(concern::Column::Seq).to_owned();
    concern::Entity::insert(row).on_conflict(newest).exec_without_returning(tx).await?;
    Ok(())
}

/// The newest place of a tenant that concerns figures; 0 before there is one.
pub(super) async fn newest<C: ConnectionTrait>(c: &C, tenant: i64) -> Result<i64> {
    Ok(concern::Entity::find_by_id(tenant).one(c).await?.map_or(0, |row| row.seq))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_brings_or_takes_a_ground_fact_concerns_figures_and_what_only_tells_of_them_does_not() {
        assert!(NOT_CONCERNED.windows(2).all(|w| w[0] < w[1]), "sorted, each once");
        for kind in [
            "bill.recorded",
            "building.archived",
            "building.changed",
            "event.added",
            "event.withdrawn",
            "fact.recorded",
            "fact.withdrawn",
            "import.confirmed",
            "import.typed",
            "import.undone",
            "meter.allocated",
            "meter.changed",
            "meter.created",
            "meter.removed",
            "organisation.changed",
            "peers.changed",
            "price.recorded",
            "price.withdrawn",
            "weather.loaded",
            "a kind of tomorrow",
        ] {
            assert!(concerns(kind), "{kind}");
        }
        for kind in ["figures.moved", "report.published", "alert.noted", "import.staged", "file.kept"] {
            assert!(!concerns(kind), "{kind}");
        }
    }
}
