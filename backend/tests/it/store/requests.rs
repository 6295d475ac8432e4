//! Aids as they went and obstacles: a later row takes the place of the one before, and nobody else's organisation has them.

use eclaireur::store::requests::{self, MOST};
use eclaireur::store::{Database, Paging, StoreError, ledger, projects};
use eclaireur_models::financing::requests::{Met, Missed, Obstacle, Outcome, Request};
use rust_decimal::dec;
use serde_json::json;

use super::given::{Home, by, day, home, organisation};
use crate::support::on_both;

async fn project(db: &Database, home: &Home) -> projects::ProjectRow {
    let tx = db.begin().await.unwrap();
    let row = projects::create(&tx, &by(), home.tenant, home.building, "Toiture", &json!({})).await.unwrap();
    tx.commit().await.unwrap();
    row
}

fn asked() -> Request {
    Request {
        scheme: "wallonia/ureba-2022".to_owned(),
        requested: Some(day("2023-01-02")),
        ..Request::default()
    }
}

on_both! {
    async fn a_request_told_further_is_one_and_taking_it_back_lets_the_first_resurface(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let project = project(&test.db, &home).await;
        let of = (home.tenant, &project);
        let granted = Request {
            decided: Some(day("2023-06-02")), outcome: Some(Outcome::Granted), granted: Some(dec!(1234.5678)), ..asked()
        };
        let tx = test.db.begin().await.unwrap();
        let record = requests::record(&tx, &by(), of, None, &asked()).await.unwrap();
        assert_eq!(requests::record(&tx, &by(), of, Some(record), &asked()).await.unwrap(), record, "the same again");
        requests::record(&tx, &by(), of, Some(record), &granted).await.unwrap();
        tx.commit().await.unwrap();
        let c = test.db.read();
        let held = requests::of_building(c, home.tenant, home.building).await.unwrap();
        assert_eq!((held.len(), &held[0].told, held[0].record), (1, &granted, record));
        assert_eq!(requests::everybodys(c).await.unwrap(), held);
        let tx = test.db.begin().await.unwrap();
        requests::undo(&tx, &by(), home.tenant, project.id, held[0].id).await.unwrap();
        tx.commit().await.unwrap();
        let c = test.db.read();
        let now = requests::of_building(c, home.tenant, home.building).await.unwrap();
        assert_eq!((now.len(), &now[0].told), (1, &asked()));
        let kinds: Vec<String> = ledger::of(c, Some(home.tenant), &Paging::first(3)).await.unwrap().items
            .into_iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, ["request.withdrawn", "request.recorded", "request.recorded"]);
    }

    async fn an_obstacle_and_a_missed_aid_are_theirs_alone_and_not_without_end(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let theirs = organisation(&test.db, "Voisin").await.id;
        let project = project(&test.db, &home).await;
        let met = Met { obstacle: Obstacle::NoTime, on: day("2024-01-01"), lifted: None, note: Some("été".to_owned()) };
        let tx = test.db.begin().await.unwrap();
        let record = requests::meet(&tx, &by(), (home.tenant, &project), None, &met).await.unwrap();
        let missed = Request { outcome: Some(Outcome::Missed), missed: Some(Missed::GaveUp), requested: None, ..asked() };
        for _ in 0..MOST {
            requests::record(&tx, &by(), (home.tenant, &project), None, &missed).await.unwrap();
        }
        tx.commit().await.unwrap();
        let c = test.db.read();
        let all = requests::obstacles_of_building(c, home.tenant, home.building).await.unwrap();
        assert_eq!((all.len(), &all[0].told), (1, &met));
        assert_eq!(requests::obstacles_of_everybody(c).await.unwrap(), all);
        assert!(requests::obstacles_of_building(c, theirs, home.building).await.unwrap().is_empty());
        assert!(requests::of_building(c, theirs, home.building).await.unwrap().is_empty());
        let before = ledger::verify(c).await.unwrap().entries;
        let tx = test.db.begin().await.unwrap();
        let more = requests::record(&tx, &by(), (home.tenant, &project), None, &asked()).await;
        assert!(matches!(more, Err(StoreError::Refused { .. })), "{more:?}");
        drop(tx);
        let tx = test.db.begin().await.unwrap();
        let stolen = requests::meet(&tx, &by(), (theirs, &project), Some(record), &met).await;
        assert!(matches!(stolen, Err(StoreError::NotFound { .. })), "{stolen:?}");
        drop(tx);
        let tx = test.db.begin().await.unwrap();
        assert!(requests::undo_obstacle(&tx, &by(), theirs, project.id, all[0].id).await.is_err());
        drop(tx);
        assert_eq!(ledger::verify(test.db.read()).await.unwrap().entries, before);
    }
}
