//! Federations, organisations, sites and buildings.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text, text_null};

use super::{below_organisation, index, points, sorted_text, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let federation = table(
            "federation",
            &["id"],
            vec![big_integer("id"), sorted_text(manager, "code"), text("name"), big_integer("created_at")],
        );
        manager.create_table(federation).await?;
        unique(manager, "federation", &["code"]).await?;

        let organisation = table(
            "organisation",
            &["id"],
            vec![
                big_integer("id"),
                sorted_text(manager, "code"),
                text("name"),
                text("search"),
                text_null("bce"),
                text_null("legal_form"),
                text_null("activity"),
                text_null("postcode"),
                text_null("commune_nis"),
                big_integer("created_at"),
                big_integer_null("archived_at"),
            ],
        );
        manager.create_table(organisation).await?;
        unique(manager, "organisation", &["code"]).await?;
        unique(manager, "organisation", &["bce"]).await?;

        let mut membership = table(
            "membership",
            &["id"],
            vec![
                big_integer("id"),
                big_integer("federation"),
                big_integer("organisation"),
                text_null("from_day"),
                text_null("to_day"),
            ],
        );
        membership.foreign_key(&mut points(&["federation"], "federation", &["id"])).foreign_key(&mut points(
            &["organisation"],
            "organisation",
            &["id"],
        ));
        manager.create_table(membership).await?;
        index(manager, "membership", &["federation"]).await?;
        index(manager, "membership", &["organisation"]).await?;

        let mut site = table("site", &["tenant", "id"], place(vec![text("name")]));
        manager.create_table(below_organisation(&mut site).to_owned()).await?;

        let mut building = table(
            "building",
            &["tenant", "id"],
            place(vec![
                sorted_text(manager, "code"),
                text("name"),
                text("search"),
                text_null("activity"),
                big_integer_null("site"),
                big_integer_null("archived_at"),
            ]),
        );
        below_organisation(&mut building).foreign_key(&mut points(
            &["tenant", "site"],
            "site",
            &["tenant", "id"],
        ));
        manager.create_table(building).await?;
        unique(manager, "building", &["code"]).await
    }
}

/// A row that stands somewhere.
fn place(columns: Vec<ColumnDef>) -> Vec<ColumnDef> {
    let mut all = vec![big_integer("tenant"), big_integer("id")];
    all.extend(columns);
    all.extend([
        text_null("street"),
        text_null("postcode"),
        text_null("commune_nis"),
        big_integer("created_at"),
    ]);
    all
}
