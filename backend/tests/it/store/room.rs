//! The room that readings take: at most 2.5 bytes for each quarter-hour, in the block table and its indexes.

use std::collections::BTreeMap;

use eclaireur::store::readings;
use eclaireur_models::certain::Quality;
use eclaireur_models::period::{Month, day_of};
use eclaireur_models::readings::MonthSlots;
use sea_orm::{ConnectionTrait as _, Statement};

use super::given::{Home, confirmed, home, month, preview};
use crate::support::TestDatabase;

/// A year of an office in watt-hours per quarter: a level for night, day and season, and noise of 30 % of it, every
/// digit of which is kept. Real meters are kinder.
fn meter_year(seed: u64) -> Vec<MonthSlots> {
    let mut state = seed;
    let mut noise = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 44).expect("twenty bits")
    };
    Month::range(month("2023-01"), month("2023-12"))
        .map(|month| {
            let mut slots = MonthSlots::new(month, 900, 3).expect("a month of quarters");
            for position in 0..slots.len() {
                let start = slots.start_of(position);
                let day = day_of(start).expect("a day");
                let quarter = position % 96;
                let open = (28..72).contains(&quarter) && day.weekday().to_monday_zero_offset() < 5;
                let season = 1500 * (6 - i64::from(month.number() - 1)).abs() / 6;
                let level = 2000 + if open { 6000 } else { 0 } + season;
                slots.set(
                    position,
                    level * 85 / 100 + level * 30 / 100 * noise() / (1 << 20),
                    Quality::Measured,
                );
            }
            slots
        })
        .collect()
}

async fn keep(test: &TestDatabase, home: Home, months: &[MonthSlots], name: &[u8]) {
    let import = preview(&test.db, home.tenant, name).await;
    confirmed(&test.db, home.tenant, import).await;
    let tx = test.db.begin().await.unwrap();
    readings::insert_blocks(&tx, home.tenant, import, home.channel, months, &BTreeMap::new()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Bytes per hundred quarter-hours of so many meter-years, in the block table and its indexes.
async fn bytes_per_hundred(meters: u8) -> i64 {
    let test = TestDatabase::sqlite().await;
    let mut values = 0;
    for meter in 0..meters {
        let home = home(&test.db, "Les Tilleuls").await;
        let months = meter_year(u64::from(meter));
        values += months.iter().map(MonthSlots::filled).sum::<usize>();
        keep(&test, home, &months, &[meter]).await;
    }
    assert_eq!(values, usize::from(meters) * 35_040);
    let sql = "SELECT SUM(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN \
               (SELECT name FROM sqlite_schema WHERE tbl_name = 'block')";
    let statement = Statement::from_string(test.db.backend(), sql);
    let row = test.db.read().query_one_raw(statement).await.unwrap().expect("one row");
    let bytes: i64 = row.try_get_by_index(0).unwrap();
    test.remove().await;
    bytes * 100 / i64::try_from(values).unwrap()
}

#[tokio::test]
async fn a_quarter_hour_takes_less_than_two_bytes_and_a_half() {
    // 198 and 168 when this was written: a single meter pays for pages that are half empty.
    for (meters, bound) in [(1, 250), (10, 200)] {
        let found = bytes_per_hundred(meters).await;
        assert!(found < bound, "{meters} meters: {found} hundredths of a byte");
    }
}
