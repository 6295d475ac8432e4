//! Files, imports, what is to be said about them, and what they brought: blocks, rows, bills, prices.
//!
//! `block` and `reading` carry the import in their key: a later import lies over an earlier one, nothing is
//! overwritten, and undoing deletes rows of one import only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, integer, integer_null, small_integer, text, text_null,
};

use super::{below_organisation, bytes, index, named, packed, points, table, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        imports(manager).await?;
        readings(manager).await?;
        money(manager).await
    }
}

async fn imports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut file = table(
        "file",
        &["tenant", "sha256"],
        vec![
            big_integer("tenant"),
            text("sha256"),
            text("name"),
            text("media_type"),
            big_integer("length"),
            big_integer("created_at"),
            bytes("bytes"),
        ],
    );
    manager.create_table(below_organisation(&mut file).to_owned()).await?;
    packed(manager, "file", "bytes").await?;

    let mut import = table(
        "import",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer_null("seq"),
            text("source"),
            text("status"),
            text_null("sha256"),
            text_null("name"),
            text_null("format"),
            text_null("encoding"),
            integer("rows_read"),
            integer("rows_accepted"),
            integer("rows_missing"),
            integer("rows_rejected"),
            integer("rows_ignored"),
            boolean("forced"),
            text("options"),
            text("actor"),
            big_integer("created_at"),
            big_integer_null("confirmed_at"),
            big_integer_null("undone_at"),
            big_integer_null("expires_at"),
        ],
    );
    below_organisation(&mut import).foreign_key(&mut points(
        &["tenant", "sha256"],
        "file",
        &["tenant", "sha256"],
    ));
    manager.create_table(import).await?;
    unique(manager, "import", &["tenant", "seq"]).await?;
    index(manager, "import", &["id"]).await?;
    // Two uploads of the same bytes make one import, however close together they arrive.
    let mut once = named(Index::create(), "import", &["tenant", "sha256"]);
    once.unique().cond_where(Expr::col("status").is_in(["preview", "confirmed"]));
    manager.create_index(once).await?;

    let mut finding = table(
        "finding",
        &["tenant", "import", "ordinal"],
        vec![
            big_integer("tenant"),
            big_integer("import"),
            integer("ordinal"),
            text("code"),
            text("severity"),
            integer_null("row"),
            text_null("column"),
            text_null("value"),
            text_null("proposal"),
            text("data"),
        ],
    );
    manager.create_table(of_import(&mut finding).to_owned()).await
}

async fn readings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut block = table(
        "block",
        &["tenant", "channel", "month", "import"],
        vec![
            big_integer("tenant"),
            big_integer("channel"),
            integer("month"),
            big_integer("import"),
            integer("resolution_s"),
            small_integer("scale"),
            integer("n"),
            big_integer("sum"),
            big_integer_null("min"),
            big_integer_null("max"),
            small_integer("quality"),
            integer("missing"),
            big_integer_null("last_end"),
            bytes("bytes"),
        ],
    );
    of_import(&mut block).foreign_key(&mut points(&["tenant", "channel"], "channel", &["tenant", "id"]));
    manager.create_table(block).await?;
    packed(manager, "block", "bytes").await?;

    let mut reading = table(
        "reading",
        &["tenant", "channel", "start_s", "end_s", "import"],
        vec![
            big_integer("tenant"),
            big_integer("channel"),
            big_integer("start_s"),
            big_integer("end_s"),
            big_integer("import"),
            big_integer("value"),
            small_integer("scale"),
            small_integer("quality"),
        ],
    );
    of_import(&mut reading).foreign_key(&mut points(&["tenant", "channel"], "channel", &["tenant", "id"]));
    manager.create_table(reading).await
}

async fn money(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut bill = table(
        "bill",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer("import"),
            big_integer("meter"),
            text("kind"),
            text("from_day"),
            text("to_day"),
            big_integer_null("cost_excl"),
            big_integer_null("cost_incl"),
            text("currency"),
            text_null("attachment"),
        ],
    );
    of_import(&mut bill)
        .foreign_key(&mut points(&["tenant", "meter"], "meter", &["tenant", "id"]))
        .foreign_key(&mut points(&["tenant", "attachment"], "file", &["tenant", "sha256"]));
    manager.create_table(bill).await?;
    index(manager, "bill", &["tenant", "meter"]).await?;
    index(manager, "bill", &["tenant", "import"]).await?;

    let mut price = table(
        "price",
        &["tenant", "id"],
        vec![
            big_integer("tenant"),
            big_integer("id"),
            big_integer_null("building"),
            text("carrier"),
            text_null("from_day"),
            text_null("to_day"),
            big_integer("per_unit"),
            text("unit"),
            boolean("incl_vat"),
            text("currency"),
            text("source"),
            text("actor"),
            big_integer("recorded_at"),
            big_integer_null("superseded_at"),
        ],
    );
    below_organisation(&mut price).foreign_key(&mut points(
        &["tenant", "building"],
        "building",
        &["tenant", "id"],
    ));
    manager.create_table(price).await
}

fn of_import(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table.foreign_key(&mut points(&["tenant", "import"], "import", &["tenant", "id"]))
}
