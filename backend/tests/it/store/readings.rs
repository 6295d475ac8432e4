//! Blocks and rows: laid over each other, undone, added up.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use eclaireur::store::facts::{self, Subject};
use eclaireur::store::imports::{self, NewImport};
use eclaireur::store::{ImportId, StoreError, channels, meters, readings};
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::building::{Channel, Kind};
use eclaireur_models::certain::Quality::{self, Estimated, Measured};
use eclaireur_models::period::Month;
use eclaireur_models::readings::{MonthSlots, RowCounts, RowReading};
use rust_decimal::dec;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use super::given::{Home, NOW, by, channel, day, electricity, home, month, preview, undone};
use crate::support::{TestDatabase, on_both};

/// One value in milli-kWh for each slot named.
type Slots<'a> = &'a [(usize, i64, Quality)];

fn slots(month: Month, resolution_s: u32, values: Slots<'_>) -> MonthSlots {
    let mut slots = MonthSlots::new(month, resolution_s, 3).expect("a month of slots");
    for (position, value, quality) in values {
        slots.set(*position, *value, *quality);
    }
    slots
}

/// An import of January 2024 with these quarter-hours, confirmed.
async fn imported(test: &TestDatabase, home: Home, values: Slots<'_>, force: bool) -> ImportId {
    imported_months(test, home, &[slots(month("2024-01"), 900, values)], force).await
}

async fn imported_months(test: &TestDatabase, home: Home, months: &[MonthSlots], force: bool) -> ImportId {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let import = preview(&test.db, home.tenant, &NEXT.fetch_add(1, Ordering::SeqCst).to_be_bytes()).await;
    let tx = test.db.begin().await.unwrap();
    imports::set_options(&tx, &by(), home.tenant, import, force, &serde_json::json!({})).await.unwrap();
    imports::confirm(&tx, &by(), home.tenant, import, &RowCounts::default()).await.unwrap();
    let missing = BTreeMap::from([(month("2024-01"), 7)]);
    readings::insert_blocks(&tx, home.tenant, import, home.channel, months, &missing).await.unwrap();
    tx.commit().await.unwrap();
    import
}

/// The quarter-hours of January 2024 that count.
async fn held(test: &TestDatabase, home: Home) -> Vec<(usize, i64, Quality)> {
    let january = month("2024-01");
    let held = readings::months_held(test.db.read(), home.tenant, home.channel, &[january]).await.unwrap();
    held.get(&january).map(|slots| slots.iter().collect()).unwrap_or_default()
}

on_both! {
    async fn imports_lie_one_over_the_other_slot_by_slot(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        imported(test, home, &[(0, 10, Measured), (1, 20, Measured), (2, 30, Estimated)], false).await;
        imported(test, home, &[(1, 21, Measured), (2, 31, Measured), (5, 50, Measured)], false).await;
        imported(test, home, &[(0, 99, Estimated), (5, 55, Measured), (6, 60, Estimated)], false).await;
        let expect = [(0, 10, Measured), (1, 21, Measured), (2, 31, Measured), (5, 55, Measured), (6, 60, Estimated)];
        assert_eq!(held(test, home).await, expect, "an estimate lies over nothing that was measured");
    }

    async fn a_forced_import_puts_its_estimates_over_measured_values(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        imported(test, home, &[(0, 10, Measured)], false).await;
        let forced = imported(test, home, &[(0, 99, Estimated)], true).await;
        assert_eq!(held(test, home).await, [(0, 99, Estimated)]);
        undone(&test.db, home.tenant, forced).await;
        assert_eq!(held(test, home).await, [(0, 10, Measured)]);
    }

    async fn undoing_makes_earlier_values_come_back_and_leaves_later_ones(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let first = imported(test, home, &[(0, 10, Measured), (1, 11, Measured)], false).await;
        let second = imported(test, home, &[(0, 20, Measured), (2, 22, Measured)], false).await;
        imported(test, home, &[(1, 31, Measured)], false).await;
        assert_eq!(held(test, home).await, [(0, 20, Measured), (1, 31, Measured), (2, 22, Measured)]);
        let gone = undone(&test.db, home.tenant, second).await;
        assert_eq!((gone.blocks, gone.rows), (1, 0));
        assert_eq!(held(test, home).await, [(0, 10, Measured), (1, 31, Measured)]);
        undone(&test.db, home.tenant, first).await;
        assert_eq!(held(test, home).await, [(1, 31, Measured)]);
    }

    async fn the_order_is_that_of_confirming_not_of_uploading(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let early = preview(&test.db, home.tenant, b"uploaded first").await;
        imported(test, home, &[(0, 1, Measured)], false).await;
        let tx = test.db.begin().await.unwrap();
        imports::confirm(&tx, &by(), home.tenant, early, &RowCounts::default()).await.unwrap();
        let months = [slots(month("2024-01"), 900, &[(0, 2, Measured)])];
        readings::insert_blocks(&tx, home.tenant, early, home.channel, &months, &BTreeMap::new()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(held(test, home).await, [(0, 2, Measured)]);
    }

    async fn what_stands_beside_a_block_is_what_is_in_it(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let january = slots(month("2024-01"), 900, &[(0, -5, Measured), (9, 40, Estimated), (2975, 7, Measured)]);
        let empty = slots(month("2024-02"), 900, &[]);
        imported_months(test, home, &[january.clone(), empty], false).await;
        let totals = readings::block_totals(test.db.read(), home.tenant, home.channel).await.unwrap();
        let [first, second] = &totals[..] else { panic!("two blocks") };
        assert_eq!((first.month, first.n, i128::from(first.sum)), (month("2024-01"), 3, january.sum()));
        assert_eq!((first.min, first.max, first.quality, first.missing), (Some(-5), Some(40), Estimated, 7));
        assert_eq!((second.n, second.sum, second.min, second.missing), (0, 0, None, 0));
        let last = readings::last_readings(test.db.read(), home.tenant).await.unwrap();
        assert_eq!(last, BTreeMap::from([(home.meter, month("2024-02").start())]));
    }

    async fn a_month_whose_sum_has_no_place_is_refused(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let import = preview(&test.db, home.tenant, b"a").await;
        let huge = [slots(month("2024-01"), 900, &[(0, i64::MAX, Measured), (1, 1, Measured)])];
        let tx = test.db.begin().await.unwrap();
        let done = readings::insert_blocks(&tx, home.tenant, import, home.channel, &huge, &BTreeMap::new()).await;
        assert!(matches!(done, Err(StoreError::OutOfRange { .. })));
    }

    async fn a_damaged_block_is_said_and_never_added_up(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        imported(test, home, &[(0, 10, Measured), (1, 11, Measured)], false).await;
        let damages = match test.db.backend() {
            DbBackend::Postgres => [r"bytes = '\x0100'", r"bytes = '\x010000'", "sum = sum + 1", "resolution_s = 7"],
            _ => ["bytes = x'0100'", "bytes = x'010000'", "sum = sum + 1", "resolution_s = 7"],
        };
        for damage in damages {
            let tx = test.db.begin().await.unwrap();
            tx.execute_unprepared(&format!("UPDATE block SET {damage}")).await.unwrap();
            let read = readings::of_meter(&tx, home.tenant, home.meter, None).await;
            assert!(matches!(read, Err(StoreError::Damaged { what: "block", .. })), "{damage}");
        }
    }

    async fn rows_of_one_time_count_once(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let row = |start, end, value, quality| RowReading { start, end, value, scale: 1, quality, import: 0 };
        let mut imports = Vec::new();
        for rows in [
            vec![row(NOW, NOW, 1000, Measured), row(NOW, NOW + 86_400, 5, Measured), row(0, 60, 1, Measured)],
            vec![row(NOW, NOW, 1001, Estimated), row(NOW, NOW + 86_400, 6, Measured), row(60, 120, 2, Estimated)],
        ] {
            let tx = test.db.begin().await.unwrap();
            let import = imports::typed(&tx, &by(), home.tenant, &NewImport::default()).await.unwrap();
            assert_eq!(import.seq, Some(i64::try_from(imports.len()).unwrap() + 1));
            readings::insert_rows(&tx, home.tenant, import.id, home.channel, &rows).await.unwrap();
            tx.commit().await.unwrap();
            imports.push(import.id);
        }
        let values = async || {
            let rows = readings::rows_held(test.db.read(), home.tenant, home.channel).await.unwrap();
            rows.iter().map(|row| (row.value, row.import)).collect::<Vec<_>>()
        };
        assert_eq!(values().await, [(1, 1), (2, 2), (1000, 1), (6, 2)]);
        let last = readings::last_readings(test.db.read(), home.tenant).await.unwrap();
        assert_eq!(last[&home.meter], NOW + 86_400);
        assert_eq!(undone(&test.db, home.tenant, imports[1]).await.rows, 3);
        assert_eq!(values().await, [(1, 1), (1000, 1), (5, 1)]);
    }

    async fn a_building_is_loaded_whole_and_bounded_by_months(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let months = ["2023-12", "2024-01", "2024-02"].map(|m| slots(month(m), 900, &[(0, 1, Measured)]));
        imported_months(test, home, &months, false).await;
        let coefficient = |value: &str, from: Option<&str>| DatedFact {
            fact: "meter.gas_kwh_per_m3",
            value: value.into(),
            from: from.map(day),
            to: None,
            source: "facture".into(),
            quality: Measured,
        };
        let tx = test.db.begin().await.unwrap();
        for fact in [coefficient("10.5", None), coefficient("11.25", Some("2024-01-01"))] {
            facts::set(&tx, &by(), home.tenant, Subject::Meter(home.meter), &fact, None).await.unwrap();
        }
        let index = channel(Kind::Index);
        channels::get_or_create(&tx, NOW, home.tenant, home.meter, &index, None).await.unwrap();
        tx.commit().await.unwrap();

        let held = readings::of_building(test.db.read(), home.tenant, home.building, None).await.unwrap();
        let [meter] = &held[..] else { panic!("one meter") };
        assert_eq!((meter.meter.id, meter.readings.label.as_str()), (home.meter, "Tableau général"));
        assert_eq!(meter.readings.shares.iter().map(|s| s.share).collect::<Vec<_>>(), [dec!(1)]);
        let coefficients: Vec<_> = meter.readings.conversions.iter().map(|c| (c.kwh_per_m3, c.from, c.to)).collect();
        let new_year = Some(day("2024-01-01"));
        assert_eq!(coefficients, [(dec!(10.5), None, new_year), (dec!(11.25), new_year, None)]);
        let channels: Vec<Channel> = meter.readings.channels.iter().map(|c| c.channel).collect();
        assert_eq!(channels, [channel(Kind::Interval), index]);
        assert_eq!(meter.readings.channels[0].months, months);

        let bounds = Some((month("2024-01"), month("2024-01")));
        let meter = readings::of_meter(test.db.read(), home.tenant, home.meter, bounds).await.unwrap().unwrap();
        assert_eq!(meter.readings.channels[0].months, months[1..2]);
        assert!(meter.readings.shares.is_empty());
    }

    async fn a_building_costs_the_same_number_of_queries_whatever_it_has(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let queries = async || {
            let counted = Counted { inner: test.db.read(), queries: AtomicU32::new(0) };
            readings::of_building(&counted, home.tenant, home.building, None).await.unwrap();
            counted.queries.into_inner()
        };
        imported(test, home, &[(0, 10, Measured)], false).await;
        let few = queries().await;
        for i in 0..6 {
            let tx = test.db.begin().await.unwrap();
            let meter = electricity(&format!("Compteur {i}"), "");
            let meter = meters::create(&tx, &by(), home.tenant, home.building, &meter, None).await.unwrap().id;
            let channel = channels::get_or_create(&tx, NOW, home.tenant, meter, &channel(Kind::Interval), None).await.unwrap();
            tx.commit().await.unwrap();
            imported(test, Home { meter, channel, ..home }, &[(0, 10, Measured)], false).await;
        }
        assert_eq!((few, queries().await), (12, 12));
    }
}

/// A connection that counts what is asked.
struct Counted<'a> {
    inner: &'a DatabaseConnection,
    queries: AtomicU32,
}

#[sea_orm_migration::async_trait::async_trait]
impl ConnectionTrait for Counted<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.queries.fetch_add(1, Ordering::SeqCst);
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.queries.fetch_add(1, Ordering::SeqCst);
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.queries.fetch_add(1, Ordering::SeqCst);
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.queries.fetch_add(1, Ordering::SeqCst);
        self.inner.query_all_raw(statement).await
    }
}
