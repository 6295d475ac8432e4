//! Sealed baselines: kept, listed, replayed, withdrawn; one that was touched is refused.

use std::collections::BTreeMap;

use eclaireur::store::baselines::{self, NewBaseline};
use eclaireur::store::{BaselineId, Database, Paging, StoreError, ledger};
use eclaireur_models::baseline::caltrack::{Frequency, Reading, Row, Weather};
use eclaireur_models::baseline::sealed::{Baseline, Part, Sealed, Tampered};
use eclaireur_models::building::Carrier;
use eclaireur_models::period::Period;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::given::{Home, by, day, home, organisation};
use crate::support::on_both;

const DAY_S: i64 = 86_400;

/// A year of a building heated under 59 °F.
fn sealed() -> Sealed {
    let row = |i: u16| {
        let (n, start) = (f64::from(i), i64::from(i) * DAY_S);
        let t = 50.0 + 20.0 * (n / 58.1).sin();
        let value = Some(40.0 + 2.5 * (59.0 - t).max(0.0) + (n * 2.3).sin());
        Row { reading: Reading { start, end: start + DAY_S, value }, weather: Some(Weather::day(t)) }
    };
    let factors = BTreeMap::from([("station".to_owned(), "uccle".to_owned())]);
    Baseline::new((0..365).map(row).collect(), Frequency::Daily, false, factors).unwrap().seal()
}

fn new<'a>(home: &Home, sealed: &'a Sealed) -> NewBaseline<'a> {
    let period = Period::new(day("2023-01-01"), day("2024-01-01")).unwrap();
    let (building, meter) = (home.building, Some(home.meter));
    NewBaseline { building, meter, carrier: Carrier::Electricity, period, sealed }
}

async fn kept(db: &Database, home: &Home, sealed: &Sealed) -> BaselineId {
    let tx = db.begin().await.unwrap();
    let row = baselines::keep(&tx, &by(), home.tenant, &new(home, sealed)).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

/// Writes other bytes into the row, behind the program's back.
async fn write(db: &Database, column: &str, value: sea_orm::Value) {
    let backend = db.read().get_database_backend();
    let mark = if backend == DbBackend::Postgres { "$1" } else { "?" };
    let sql = format!("UPDATE baseline SET {column} = {mark}");
    let tx = db.begin().await.unwrap();
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, [value])).await.unwrap();
    tx.commit().await.unwrap();
}

fn packed(text: &str) -> sea_orm::Value {
    zstd::bulk::compress(text.as_bytes(), 1).unwrap().into()
}

on_both! {
    async fn a_sealed_baseline_is_kept_once_and_opens_to_the_same_figures(test) {
        let (home, sealed) = (home(&test.db, "Les Tilleuls").await, sealed());
        let id = kept(&test.db, &home, &sealed).await;
        assert_eq!(kept(&test.db, &home, &sealed).await, id, "the same one again is the one that is there");
        let c = test.db.read();
        let row = baselines::get(c, home.tenant, id).await.unwrap().unwrap();
        assert_eq!((row.building, row.meter, row.carrier), (home.building, Some(home.meter), Carrier::Electricity));
        assert_eq!((&row.sha256, row.sealed_at, row.actor.as_str()), (&sealed.checksum, by().now, "local"));
        let again = baselines::sealed(c, home.tenant, id).await.unwrap().unwrap();
        assert_eq!(again, sealed);
        assert_eq!(again.open().unwrap().seal(), sealed);
        let listed = baselines::list(c, None, Some(home.building), &Paging::first(9)).await.unwrap();
        assert_eq!((listed.total, &listed.items), (1, &vec![row]));
        let entries = ledger::of(c, Some(home.tenant), &Paging::first(1)).await.unwrap().items;
        assert_eq!((entries[0].kind.as_str(), &entries[0].data["sha256"]), ("baseline.sealed", &sealed.checksum.into()));
    }

    async fn withdrawn_it_stays_and_can_be_sealed_anew(test) {
        let (home, sealed) = (home(&test.db, "Les Tilleuls").await, sealed());
        let id = kept(&test.db, &home, &sealed).await;
        let tx = test.db.begin().await.unwrap();
        baselines::withdraw(&tx, &by(), home.tenant, id).await.unwrap();
        tx.commit().await.unwrap();
        let c = test.db.read();
        assert_eq!(baselines::get(c, home.tenant, id).await.unwrap().unwrap().withdrawn_at, Some(by().now));
        assert_eq!(baselines::sealed(c, home.tenant, id).await.unwrap(), Ok(sealed.clone()));
        let tx = test.db.begin().await.unwrap();
        let twice = baselines::withdraw(&tx, &by(), home.tenant, id).await;
        assert!(matches!(twice, Err(StoreError::Refused { .. })), "{twice:?}");
        drop(tx);
        assert_ne!(kept(&test.db, &home, &sealed).await, id);
        let first = baselines::list(c, Some(home.tenant), None, &Paging::first(1)).await.unwrap();
        let rest = Paging { after: first.next.clone(), limit: 1 };
        let rest = baselines::list(c, Some(home.tenant), None, &rest).await.unwrap();
        assert_eq!((first.total, rest.items[0].id, rest.next), (2, id, None));
        assert_eq!(ledger::verify(c).await.unwrap().broken, None);
    }

    async fn one_that_was_touched_in_the_database_is_refused_and_the_part_is_named(test) {
        let (home, sealed) = (home(&test.db, "Les Tilleuls").await, sealed());
        let id = kept(&test.db, &home, &sealed).await;
        let found = async || baselines::sealed(test.db.read(), home.tenant, id).await.unwrap();
        let other = Sealed { text: sealed.text.replace("uccle", "liege"), ..sealed.clone() };
        let forged = {
            let again = sealed.open().unwrap();
            let factors = BTreeMap::from([("station".to_owned(), "liege".to_owned())]);
            Baseline::new(again.rows, again.frequency, again.cooling, factors).unwrap().seal()
        };
        for (column, value, part) in [
            ("sealed", packed(&other.text), Part::Factors),
            ("sealed", packed(&sealed.text.replacen("\"cooling\":false", "\"cooling\":true", 1)), Part::Model),
            ("sealed", packed(&sealed.text.replacen("\"start\":0", "\"start\":1", 1)), Part::Data),
            ("sealed", packed(&sealed.text.replacen("\"counted\":1", "\"counted\":2", 1)), Part::Weather),
            ("sealed", packed("{}"), Part::Whole),
            ("sealed", vec![1_u8, 2, 3].into(), Part::Whole),
        ] {
            write(&test.db, column, value).await;
            assert_eq!(found().await, Err(Tampered(part)));
        }
        // Sealed anew with its checksum: only the log remembers.
        write(&test.db, "sealed", packed(&forged.text)).await;
        write(&test.db, "sha256", forged.checksum.clone().into()).await;
        assert_eq!(found().await, Err(Tampered(Part::Whole)));
        write(&test.db, "sealed", packed(&sealed.text)).await;
        write(&test.db, "sha256", sealed.checksum.clone().into()).await;
        assert_eq!(found().await, Ok(sealed.clone()));
        write(&test.db, "to_day", "2024-02-01".into()).await;
        assert_eq!(found().await, Err(Tampered(Part::Whole)));
    }

    async fn another_organisation_sees_and_changes_no_baseline(test) {
        let (ours, sealed) = (home(&test.db, "Les Tilleuls").await, sealed());
        let id = kept(&test.db, &ours, &sealed).await;
        let theirs = organisation(&test.db, "Voisin").await.id;
        let c = test.db.read();
        assert_eq!(baselines::get(c, theirs, id).await.unwrap(), None);
        assert!(matches!(baselines::sealed(c, theirs, id).await, Err(StoreError::NotFound { .. })));
        assert_eq!(baselines::list(c, Some(theirs), None, &Paging::first(9)).await.unwrap().total, 0);
        let tx = test.db.begin().await.unwrap();
        assert!(matches!(baselines::withdraw(&tx, &by(), theirs, id).await, Err(StoreError::NotFound { .. })));
        assert!(baselines::keep(&tx, &by(), theirs, &new(&ours, &sealed)).await.is_err());
    }
}
