//! What is told of a year, counted: a meter that was exchanged, a row that was taken back.

use eclaireur::store::imports::NewImport;
use eclaireur::store::readings::{self, Withdrawn};
use eclaireur::store::{ChannelId, Database, MeterId, channels, coverage, imports, meters};
use eclaireur_models::building::{Carrier, Kind, Meter};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::day_start;
use eclaireur_models::readings::RowReading;

use super::given::{Home, NOW, by, channel, confirmed, day, electricity, home, preview, undone};
use crate::support::on_both;

const EXCHANGED: &str = "2023-07-01";

/// A gas meter of the home that was there between two days.
async fn gas(db: &Database, home: Home, name: &str, from: Option<&str>, to: Option<&str>) -> MeterId {
    let [valid_from, valid_to] = [from, to].map(|text| text.map(day));
    let meter =
        Meter { carrier: Carrier::NaturalGas, ean: None, valid_from, valid_to, ..electricity(name, "") };
    let tx = db.begin().await.unwrap();
    let row = meters::create(&tx, &by(), home.tenant, home.building, &meter, None).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

/// What a meter told between two days, in one row.
async fn told(db: &Database, home: Home, meter: MeterId, between: [&str; 2]) -> (ChannelId, RowReading) {
    let import = preview(db, home.tenant, between.concat().as_bytes()).await;
    confirmed(db, home.tenant, import).await;
    let [start, end] = between.map(|text| day_start(day(text)));
    let row = RowReading { start, end, value: 1000, scale: 0, quality: Quality::Measured, import: 0 };
    let tx = db.begin().await.unwrap();
    let billed = channel(Kind::Billed);
    let channel = channels::get_or_create(&tx, NOW, home.tenant, meter, &billed, None).await.unwrap();
    readings::insert_rows(&tx, home.tenant, import, channel, &[row]).await.unwrap();
    tx.commit().await.unwrap();
    (channel, row)
}

async fn gas_months(db: &Database, home: Home) -> Option<u32> {
    let all = coverage::of_year(db.read(), &[home.tenant], 2023).await.unwrap();
    all[&home.tenant].months.get(&Carrier::NaturalGas).copied()
}

on_both! {
    async fn a_meter_does_not_lack_the_months_of_the_one_in_its_place(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        assert_eq!(gas_months(&test.db, home).await, None);
        let old = gas(&test.db, home, "Ancien", None, Some(EXCHANGED)).await;
        told(&test.db, home, old, ["2023-01-01", EXCHANGED]).await;
        // No other meter was there from July on: those months lack.
        assert_eq!(gas_months(&test.db, home).await, Some(6));
        let new = gas(&test.db, home, "Nouveau", Some(EXCHANGED), None).await;
        assert_eq!(gas_months(&test.db, home).await, Some(6));
        told(&test.db, home, new, [EXCHANGED, "2023-12-01"]).await;
        assert_eq!(gas_months(&test.db, home).await, Some(11));
        told(&test.db, home, new, ["2023-12-01", "2024-01-01"]).await;
        assert_eq!(gas_months(&test.db, home).await, Some(12));
    }

    async fn a_row_that_was_taken_back_does_not_count(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let meter = gas(&test.db, home, "Gaz", None, None).await;
        told(&test.db, home, meter, ["2023-01-01", EXCHANGED]).await;
        let (channel, row) = told(&test.db, home, meter, [EXCHANGED, "2024-01-01"]).await;
        assert_eq!(gas_months(&test.db, home).await, Some(12));
        let tx = test.db.begin().await.unwrap();
        let new = NewImport { force: true, ..NewImport::default() };
        let import = imports::typed(&tx, &by(), home.tenant, &new).await.unwrap();
        let gone = [Withdrawn { start: row.start, end: row.end, resolution_s: None }];
        readings::withdraw(&tx, home.tenant, import.id, channel, &gone).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(gas_months(&test.db, home).await, Some(6));
        undone(&test.db, home.tenant, import.id).await;
        assert_eq!(gas_months(&test.db, home).await, Some(12));
    }
}
