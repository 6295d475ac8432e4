//! What is usual on a meter, from what stands beside its blocks and from its rows.

use std::collections::BTreeMap;

use eclaireur::store::{channels, imports, readings};
use eclaireur_models::building::Kind;
use eclaireur_models::certain::Quality::Measured;
use eclaireur_models::period::day_start;
use eclaireur_models::readings::{MonthSlots, RowCounts, RowReading};
use rust_decimal::{Decimal, dec};

use super::given::{Home, NOW, by, channel, day, home, month, preview};
use crate::support::{TestDatabase, on_both};

/// An import of hours of 1 kWh times `level` in the first `days` days of some months.
async fn hours(test: &TestDatabase, home: Home, bytes: &[u8], level: i64, months: &[(&str, usize)]) {
    let filled = months.iter().map(|(name, days)| {
        let mut slots = MonthSlots::new(month(name), 3600, 3).expect("a month of slots");
        (0..days * 24).for_each(|at| slots.set(at, level * 1000, Measured));
        slots
    });
    let filled: Vec<MonthSlots> = filled.collect();
    let import = preview(&test.db, home.tenant, bytes).await;
    let tx = test.db.begin().await.unwrap();
    imports::confirm(&tx, &by(), home.tenant, import, &RowCounts::default()).await.unwrap();
    readings::insert_blocks(&tx, home.tenant, import, home.channel, &filled, &BTreeMap::new()).await.unwrap();
    tx.commit().await.unwrap();
}

/// An import of rows of some kind: from, to and value.
async fn rows(test: &TestDatabase, home: Home, bytes: &[u8], kind: Kind, rows: &[(&str, &str, i64)]) {
    let import = preview(&test.db, home.tenant, bytes).await;
    let tx = test.db.begin().await.unwrap();
    imports::confirm(&tx, &by(), home.tenant, import, &RowCounts::default()).await.unwrap();
    let of_kind =
        channels::get_or_create(&tx, NOW, home.tenant, home.meter, &channel(kind), None).await.unwrap();
    let row = |(from, to, value): &(&str, &str, i64)| RowReading {
        start: day_start(day(from)),
        end: day_start(day(to)),
        value: *value,
        scale: 1,
        quality: Measured,
        import: 0,
    };
    let rows: Vec<RowReading> = rows.iter().map(row).collect();
    readings::insert_rows(&tx, home.tenant, import, of_kind, &rows).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn use_per_day_and_indexes_are_told_without_unpacking(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        hours(test, home, b"1", 1, &[("2023-11", 30), ("2023-12", 10), ("2021-01", 31)]).await;
        hours(test, home, b"2", 3, &[("2024-01", 31), ("2023-12", 5)]).await;
        rows(test, home, b"3", Kind::Billed, &[("2023-01-01", "2023-01-11", 500), ("2024-01-02", "2024-01-02", 7)]).await;
        let read = [("2023-12-01", "2023-12-01", 1000), ("2023-12-11", "2023-12-11", 1300), ("2023-12-21", "2023-12-21", 900)];
        rows(test, home, b"4", Kind::Index, &read).await;
        let span = (day_start(day("2022-06-01")), day_start(day("2024-03-01")));
        let found = readings::usual(test.db.read(), home.tenant, &[home.meter], span).await.unwrap();
        let of = |kind: Kind| found.iter().find(|u| u.channel.channel.kind == kind).unwrap();
        assert_eq!(of(Kind::Interval).daily, [dec!(24), dec!(72), dec!(72)], "the latest import of December is taken whole");
        assert_eq!(of(Kind::Billed).daily, [dec!(5)], "ten days of 50, and nothing of an instant");
        assert_eq!(of(Kind::Index).daily, [dec!(3)], "an index that falls tells nothing");
        let values: Vec<Decimal> = of(Kind::Index).indexes.iter().map(|(_, value)| *value).collect();
        assert_eq!(values, [dec!(100), dec!(130), dec!(90)]);
        let nothing = readings::usual(test.db.read(), home.tenant, &[], span).await.unwrap();
        assert_eq!(nothing, []);
    }
}
