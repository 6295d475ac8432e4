//! One reading corrected or taken back: both values stay, and undoing brings the first one back.

use std::collections::BTreeMap;

use eclaireur::store::imports::{ImportRow, NewImport};
use eclaireur::store::readings::{self, Traced, Withdrawn};
use eclaireur::store::{Database, ImportId, OrganisationId, channels, imports};
use eclaireur_models::building::Kind;
use eclaireur_models::certain::Quality;
use eclaireur_models::period::Month;
use eclaireur_models::readings::{MonthSlots, RowReading};
use rust_decimal::{Decimal, dec};

use super::given::{Home, NOW, by, channel, confirmed, home, month, organisation, preview, undone};
use crate::support::on_both;

const LENGTH: u32 = 900;

/// An import of one file that brings these readings, by position in the month.
async fn brought(db: &Database, home: Home, file: &[u8], slots: &[(usize, i64)]) -> ImportId {
    let import = preview(db, home.tenant, file).await;
    confirmed(db, home.tenant, import).await;
    let tx = db.begin().await.unwrap();
    let mut month = january();
    for (position, value) in slots {
        month.set(*position, *value, Quality::Measured);
    }
    readings::insert_blocks(&tx, home.tenant, import, home.channel, &[month], &BTreeMap::new())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    import
}

fn january() -> MonthSlots {
    MonthSlots::new(month("2024-01"), LENGTH, 0).unwrap()
}

fn slot(position: usize) -> Withdrawn {
    let month = january();
    let (start, end) = (month.start_of(position), month.start_of(position + 1));
    Withdrawn { start, end, resolution_s: Some(LENGTH) }
}

/// An import that takes these back.
async fn taken_back(
    db: &Database,
    home: Home,
    channel: eclaireur::store::ChannelId,
    gone: &[Withdrawn],
) -> ImportRow {
    let tx = db.begin().await.unwrap();
    let new = NewImport { force: true, ..NewImport::default() };
    let import = imports::typed(&tx, &by(), home.tenant, &new).await.unwrap();
    readings::withdraw(&tx, home.tenant, import.id, channel, gone).await.unwrap();
    tx.commit().await.unwrap();
    import
}

async fn held(db: &Database, home: Home) -> Vec<(usize, i64)> {
    let held =
        readings::months_held(db.read(), home.tenant, home.channel, &[month("2024-01")]).await.unwrap();
    held.values()
        .flat_map(|m| m.iter().map(|(position, value, _)| (position, value)).collect::<Vec<_>>())
        .collect()
}

async fn traced(db: &Database, home: Home) -> Vec<(usize, Option<Decimal>, ImportId)> {
    let traced =
        readings::traced_month(db.read(), home.tenant, home.channel, month("2024-01")).await.unwrap();
    let at = |t: &Traced| january().position(t.start).unwrap();
    traced.iter().map(|t| (at(t), t.value.map(|(value, _)| value), t.import)).collect()
}

on_both! {
    async fn a_slot_that_was_taken_back_is_missing_until_it_is_undone_or_read_again(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let first = brought(&test.db, home, b"a", &[(0, 10), (1, 4000), (2, 30)]).await;
        let correction = taken_back(&test.db, home, home.channel, &[slot(1)]).await;
        assert_eq!(held(&test.db, home).await, [(0, 10), (2, 30)]);
        assert_eq!(
            traced(&test.db, home).await,
            [(0, Some(dec!(10)), first), (1, None, correction.id), (2, Some(dec!(30)), first)]
        );

        // What is confirmed later counts again; each value says where it comes from.
        let second = brought(&test.db, home, b"b", &[(1, 40), (2, 30)]).await;
        assert_eq!(held(&test.db, home).await, [(0, 10), (1, 40), (2, 30)]);
        assert_eq!(
            traced(&test.db, home).await,
            [(0, Some(dec!(10)), first), (1, Some(dec!(40)), second), (2, Some(dec!(30)), first)]
        );
        undone(&test.db, home.tenant, second).await;
        assert_eq!(held(&test.db, home).await, [(0, 10), (2, 30)]);
        let undone = undone(&test.db, home.tenant, correction.id).await;
        assert_eq!((undone.withdrawn, undone.rows, undone.blocks), (1, 0, 0));
        assert_eq!(held(&test.db, home).await, [(0, 10), (1, 4000), (2, 30)]);
    }

    async fn a_row_that_was_taken_back_is_gone_and_comes_back(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let tx = test.db.begin().await.unwrap();
        let index = channel(Kind::Index);
        let index = channels::get_or_create(&tx, NOW, home.tenant, home.meter, &index, None).await.unwrap();
        tx.commit().await.unwrap();
        let import = preview(&test.db, home.tenant, b"index").await;
        confirmed(&test.db, home.tenant, import).await;
        let tx = test.db.begin().await.unwrap();
        let row = |at: i64, value| RowReading { start: at, end: at, value, scale: 1, quality: Quality::Measured, import: 0 };
        let rows = [row(NOW, 1000), row(NOW + 86_400, 99_999)];
        readings::insert_rows(&tx, home.tenant, import, index, &rows).await.unwrap();
        tx.commit().await.unwrap();
        let gone = [Withdrawn { start: NOW + 86_400, end: NOW + 86_400, resolution_s: None }];
        let correction = taken_back(&test.db, home, index, &gone).await;
        let values = async || -> Vec<i64> {
            let rows = readings::rows_held(test.db.read(), home.tenant, index).await.unwrap();
            rows.iter().map(|row| row.value).collect()
        };
        assert_eq!(values().await, [1000]);
        let traced = readings::traced_rows(test.db.read(), home.tenant, index).await.unwrap();
        let traced: Vec<_> = traced.iter().map(|t| (t.value.map(|(v, _)| v), t.import)).collect();
        assert_eq!(traced, [(Some(dec!(100.0)), import), (None, correction.id)]);
        undone(&test.db, home.tenant, correction.id).await;
        assert_eq!(values().await, [1000, 99_999]);
    }

    async fn an_hour_counts_again_where_its_quarters_were_taken_back(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        brought(&test.db, home, b"quarters", &[(0, 10), (8, 10)]).await;
        let hours = preview(&test.db, home.tenant, b"hours").await;
        confirmed(&test.db, home.tenant, hours).await;
        let tx = test.db.begin().await.unwrap();
        let mut month = MonthSlots::new(month("2024-01"), 3600, 0).unwrap();
        month.set(0, 44, Quality::Measured);
        readings::insert_blocks(&tx, home.tenant, hours, home.channel, &[month], &BTreeMap::new()).await.unwrap();
        tx.commit().await.unwrap();
        let of_hour = async || -> Vec<Decimal> {
            let traced = readings::traced_month(test.db.read(), home.tenant, home.channel, self::month("2024-01")).await.unwrap();
            traced.iter().filter(|t| t.resolution_s == Some(3600)).filter_map(|t| Some(t.value?.0)).collect()
        };
        assert_eq!(of_hour().await, []);
        taken_back(&test.db, home, home.channel, &[slot(0)]).await;
        assert_eq!(of_hour().await, [dec!(44)]);
        let rows = readings::rows_held(test.db.read(), home.tenant, home.channel).await.unwrap();
        assert!(rows.is_empty(), "rows are asked for without months");
        let meter = readings::of_meter(test.db.read(), home.tenant, home.meter, None).await.unwrap().unwrap();
        let rows: Vec<i64> = meter.readings.channels.iter().flat_map(|c| &c.rows).map(|r| r.value).collect();
        assert_eq!(rows, [44]);
    }

    async fn nobody_takes_back_what_is_another_organisations(test) {
        let ours = home(&test.db, "Les Tilleuls").await;
        brought(&test.db, ours, b"a", &[(0, 10)]).await;
        let theirs: OrganisationId = organisation(&test.db, "Voisin").await.id;
        let tx = test.db.begin().await.unwrap();
        let import = imports::typed(&tx, &by(), theirs, &NewImport::default()).await.unwrap();
        assert!(readings::withdraw(&tx, theirs, import.id, ours.channel, &[slot(0)]).await.is_err());
        drop(tx);
        assert_eq!(readings::months_read(test.db.read(), theirs, ours.channel).await.unwrap(), Vec::<Month>::new());
        assert_eq!(readings::months_read(test.db.read(), ours.tenant, ours.channel).await.unwrap(), [month("2024-01")]);
        assert!(readings::traced_month(test.db.read(), theirs, ours.channel, month("2024-01")).await.unwrap().is_empty());
    }
}
