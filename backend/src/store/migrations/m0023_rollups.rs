//! What is added up over many buildings, and what of the sector was shown.
//!
//! `rollup`, `rollup_year` and `rollup_of` are derived. `sector_group` is not: it says who is only ever shown with whom and
//! with which figures, and taking it away would let two days be subtracted.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, integer, small_integer, text};

use super::{below_organisation, index, points, table};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, key, columns) in [
            ("rollup", &["tenant", "building", "month", "carrier"][..], months()),
            ("rollup_year", &["tenant", "building", "year"][..], years()),
            (
                "rollup_of",
                &["tenant", "building"][..],
                vec![big_integer("tenant"), big_integer("building"), text("digest")],
            ),
            ("sector_group", &["tenant", "building"][..], shown()),
        ] {
            let mut made = table(name, key, columns);
            below_organisation(&mut made).foreign_key(&mut points(
                &["tenant", "building"],
                "building",
                &["tenant", "id"],
            ));
            manager.create_table(made).await?;
        }
        index(manager, "sector_group", &["number"]).await
    }
}

fn months() -> Vec<ColumnDef> {
    vec![
        big_integer("tenant"),
        big_integer("building"),
        integer("month"),
        text("carrier"),
        big_integer_null("taken_wh"),
        big_integer_null("normal_wh"),
        big_integer_null("primary_wh"),
        big_integer_null("co2_g"),
        big_integer_null("cost"),
        small_integer("quality"),
        boolean("complete"),
    ]
}

fn years() -> Vec<ColumnDef> {
    vec![
        big_integer("tenant"),
        big_integer("building"),
        integer("year"),
        big_integer_null("area_hundredths"),
        big_integer_null("used_wh"),
        big_integer_null("normal_wh"),
        big_integer_null("primary_wh"),
        big_integer_null("co2_g"),
        big_integer_null("cost"),
        big_integer_null("water_l"),
        big_integer_null("renewable_wh"),
        small_integer("quality"),
        small_integer("months"),
    ]
}

fn shown() -> Vec<ColumnDef> {
    vec![
        big_integer("tenant"),
        big_integer("building"),
        big_integer("number"),
        // What of it is counted, as JSON: what was shown, until enough of its group told something new.
        text("counted"),
        text("since"),
    ]
}
