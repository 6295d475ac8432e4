//! A federation collects: campaigns, whom they invite, and each mail that was written to them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, integer, text, text_null};

use super::{index, points, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut campaign = table(
            "campaign",
            &["id"],
            vec![
                big_integer("id"),
                big_integer("federation"),
                integer("year"),
                text("closes_on"),
                boolean("reminds"),
                text("actor"),
                big_integer("created_at"),
            ],
        );
        campaign.foreign_key(&mut points(&["federation"], "federation", &["id"]));
        manager.create_table(campaign).await?;
        index(manager, "campaign", &["federation"]).await?;

        let mut invitation = table(
            "campaign_invitation",
            &["id"],
            vec![
                big_integer("id"),
                big_integer("campaign"),
                big_integer("federation"),
                // Who is meant, the same over all campaigns: `bce:…`, `mail:…`, or `refused:…` for a refusing address that is
                // forgotten.
                text("recipient"),
                text_null("name"),
                text_null("bce"),
                text_null("email"),
                text_null("activity"),
                text_null("postcode"),
                // The organisation it is, as soon as there is one: erased with it.
                big_integer_null("organisation"),
                text("actor"),
                big_integer("invited_at"),
                big_integer("expires_at"),
                big_integer_null("withdrawn_at"),
                text_null("answer"),
                big_integer_null("answered_at"),
                big_integer_null("refused_at"),
            ],
        );
        invitation.foreign_key(&mut points(&["campaign"], "campaign", &["id"])).foreign_key(&mut points(
            &["organisation"],
            "organisation",
            &["id"],
        ));
        manager.create_table(invitation).await?;
        unique(manager, "campaign_invitation", &["campaign", "recipient"]).await?;
        index(manager, "campaign_invitation", &["organisation"]).await?;
        index(manager, "campaign_invitation", &["bce"]).await?;

        let mut sending = table(
            "campaign_sending",
            &["id"],
            vec![
                big_integer("id"),
                big_integer("invitation"),
                text("kind"),
                text("hash"),
                text("actor"),
                big_integer("sent_at"),
            ],
        );
        let mut of = points(&["invitation"], "campaign_invitation", &["id"]);
        // What was written to somebody goes with them.
        sending.foreign_key(of.on_delete(ForeignKeyAction::Cascade));
        manager.create_table(sending).await?;
        index(manager, "campaign_sending", &["invitation"]).await?;
        unique(manager, "campaign_sending", &["hash"]).await
    }
}
