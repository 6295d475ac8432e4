//! Facts over time, and events.

use eclaireur::store::events::{self, Event, EventKind};
use eclaireur::store::facts::{self, Subject};
use eclaireur::store::{StoreError, imports};
use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::certain::Quality;

use super::given::{Home, by, day, home, undone};
use crate::support::{TestDatabase, on_both};

fn area(value: &str, from: Option<&str>) -> DatedFact {
    DatedFact {
        fact: "building.heated_area_m2",
        value: value.into(),
        from: from.map(day),
        to: None,
        source: "plans de l'architecte".into(),
        quality: Quality::Declared,
    }
}

/// Values of the heated area over time: `value from`.
async fn areas(test: &TestDatabase, home: Home) -> Vec<String> {
    let subject = Subject::Building(home.building);
    let line =
        facts::timeline(test.db.read(), home.tenant, subject, "building.heated_area_m2").await.unwrap();
    line.iter().map(|f| format!("{} {}", f.value, f.from.map_or("ever".into(), |d| d.to_string()))).collect()
}

on_both! {
    async fn a_new_value_closes_the_one_before_and_nothing_is_lost(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let subject = Subject::Building(home.building);
        let tx = test.db.begin().await.unwrap();
        facts::set(&tx, &by(), home.tenant, subject, &area("2200", None), None).await.unwrap();
        let second = facts::set(&tx, &by(), home.tenant, subject, &area("2450", Some("2024-09-01")), None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(areas(test, home).await, ["2200 ever", "2450 2024-09-01"]);
        for (on, value) in [("1990-01-01", "2200"), ("2024-08-31", "2200"), ("2024-09-01", "2450")] {
            let held = facts::on(test.db.read(), home.tenant, subject, day(on)).await.unwrap();
            assert_eq!(held.iter().map(|f| f.value.as_str()).collect::<Vec<_>>(), [value], "{on}");
        }

        let tx = test.db.begin().await.unwrap();
        facts::withdraw(&tx, &by(), home.tenant, second).await.unwrap();
        assert!(matches!(facts::withdraw(&tx, &by(), home.tenant, second).await, Err(StoreError::NotFound { .. })));
        tx.commit().await.unwrap();
        assert_eq!(areas(test, home).await, ["2200 ever"]);
        let history = facts::history(test.db.read(), home.tenant, subject).await.unwrap();
        assert_eq!(history.iter().map(|r| r.withdrawn_at.is_some()).collect::<Vec<_>>(), [false, true]);
        assert_eq!(history[0].fact, area("2200", None));
    }

    async fn a_fact_that_an_import_brought_goes_with_it(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let subject = Subject::Building(home.building);
        let tx = test.db.begin().await.unwrap();
        facts::set(&tx, &by(), home.tenant, subject, &area("2200", None), None).await.unwrap();
        let import = imports::typed(&tx, &by(), home.tenant, &imports::NewImport::default()).await.unwrap().id;
        facts::set(&tx, &by(), home.tenant, subject, &area("9999", None), Some(import)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(areas(test, home).await, ["9999 ever"]);
        assert_eq!(undone(&test.db, home.tenant, import).await.facts, 1);
        assert_eq!(areas(test, home).await, ["2200 ever"]);
    }

    async fn a_fact_must_be_about_its_subject(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let tx = test.db.begin().await.unwrap();
        let meter = facts::set(&tx, &by(), home.tenant, Subject::Meter(home.meter), &area("1", None), None).await;
        assert!(matches!(meter, Err(StoreError::Refused { .. })));
        let backwards = DatedFact { to: Some(day("2020-01-01")), ..area("1", Some("2021-01-01")) };
        let backwards = facts::set(&tx, &by(), home.tenant, Subject::Building(home.building), &backwards, None).await;
        assert!(matches!(backwards, Err(StoreError::Refused { .. })));
    }

    async fn events_stand_in_order_of_time_until_they_are_taken_back(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let tx = test.db.begin().await.unwrap();
        let event = |kind, from: &str, text: &str| Event { kind, from: day(from), to: None, text: text.into() };
        let roof = event(EventKind::Works, "2023-06-01", "Toiture isolée");
        let closed = Event { to: Some(day("2020-05-04")), ..event(EventKind::Closure, "2020-03-18", "Confinement") };
        let id = events::add(&tx, &by(), home.tenant, home.building, &roof).await.unwrap();
        events::add(&tx, &by(), home.tenant, home.building, &closed).await.unwrap();
        tx.commit().await.unwrap();
        let all = async || {
            let rows = events::of_building(test.db.read(), home.tenant, home.building).await.unwrap();
            rows.into_iter().map(|row| row.event).collect::<Vec<_>>()
        };
        assert_eq!(all().await, [closed.clone(), roof]);
        let tx = test.db.begin().await.unwrap();
        events::withdraw(&tx, &by(), home.tenant, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(all().await, [closed]);
    }
}
