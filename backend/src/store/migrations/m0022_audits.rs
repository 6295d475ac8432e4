//! Audits of a building, version by version; what is told in them, part by part; pictures of the visit.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, text, text_null};

use super::{below_organisation, index, points, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut audit = table(
            "audit",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("building"),
                integer("version"),
                text("state"),
                // Who gave it to be read, who read it, by reference; their words.
                text_null("asked_by"),
                text_null("read_by"),
                text_null("remark"),
                text("actor"),
                big_integer("created_at"),
                big_integer("changed_at"),
                big_integer_null("delivered_at"),
                // As delivered: it never moves.
                text_null("text"),
                text_null("digest"),
            ],
        );
        below_organisation(&mut audit).foreign_key(&mut points(
            &["tenant", "building"],
            "building",
            &["tenant", "id"],
        ));
        manager.create_table(audit).await?;
        unique(manager, "audit", &["tenant", "building", "version"]).await?;

        let mut part = table(
            "audit_part",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("audit"),
                text("part"),
                // As JSON; another writing takes its place, this one stays.
                text("body"),
                integer("revision"),
                text("actor"),
                big_integer("recorded_at"),
                big_integer_null("superseded_at"),
            ],
        );
        below_audit(&mut part);
        manager.create_table(part).await?;
        unique(manager, "audit_part", &["tenant", "audit", "part", "revision"]).await?;

        let mut photo = table(
            "audit_photo",
            &["tenant", "id"],
            vec![
                big_integer("tenant"),
                big_integer("id"),
                big_integer("audit"),
                text("sha256"),
                text("actor"),
                big_integer("recorded_at"),
            ],
        );
        below_audit(&mut photo).foreign_key(&mut points(
            &["tenant", "sha256"],
            "file",
            &["tenant", "sha256"],
        ));
        manager.create_table(photo).await?;
        index(manager, "audit_photo", &["tenant", "audit"]).await
    }
}

fn below_audit(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    below_organisation(table).foreign_key(&mut points(&["tenant", "audit"], "audit", &["tenant", "id"]))
}
