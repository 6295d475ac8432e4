//! Projects: made, saved by one of two, undone, put away, reminded of.

use eclaireur::store::projects::{self, ProjectRow};
use eclaireur::store::{Database, Paging, StoreError, ledger};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

use super::given::{Home, by, home};
use crate::support::on_both;

async fn made(db: &Database, home: &Home, name: &str) -> ProjectRow {
    let tx = db.begin().await.unwrap();
    let body = json!({ "work": [{ "measure": "lighting" }] });
    let row = projects::create(&tx, &by(), home.tenant, home.building, name, &body).await.unwrap();
    tx.commit().await.unwrap();
    row
}

async fn saved(
    db: &Database,
    home: &Home,
    row: &ProjectRow,
    seen: i32,
    body: Value,
) -> Result<(), StoreError> {
    let tx = db.begin().await.unwrap();
    let saved = projects::save(&tx, &by(), home.tenant, row.id, seen, ("LED", &body)).await;
    tx.commit().await.unwrap();
    saved
}

on_both! {
    async fn a_project_is_made_and_its_code_is_its_own_in_its_building(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let (first, second) = (made(&test.db, &home, "Éclairage LED").await, made(&test.db, &home, "Éclairage LED").await);
        assert_eq!((first.code.as_str(), second.code.as_str()), ("eclairage-led", "eclairage-led-2"));
        let all = projects::of_building(test.db.read(), home.tenant, home.building).await.unwrap();
        assert_eq!(all, vec![first.clone(), second]);
        assert_eq!((first.version, first.archived_at), (1, None));
        let entries = ledger::of(test.db.read(), Some(home.tenant), &Paging::first(1)).await.unwrap().items;
        assert_eq!((entries[0].kind.as_str(), &entries[0].data["code"]), ("project.created", &json!("eclairage-led-2")));
    }

    async fn of_two_who_save_at_once_the_second_is_told_and_nothing_is_lost(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let row = made(&test.db, &home, "LED").await;
        saved(&test.db, &home, &row, 1, json!({ "on": "2026-01-01" })).await.unwrap();
        let second = saved(&test.db, &home, &row, 1, json!({})).await;
        assert!(matches!(second, Err(StoreError::Taken { .. })), "{second:?}");
        let held = projects::get(test.db.read(), home.tenant, row.id).await.unwrap().unwrap();
        assert_eq!((held.version, &held.body), (2, &json!({ "on": "2026-01-01" })));
        // The same again is no change.
        saved(&test.db, &home, &row, 2, held.body.clone()).await.unwrap();
        assert_eq!(projects::get(test.db.read(), home.tenant, row.id).await.unwrap().unwrap().version, 2);
    }

    async fn the_last_change_is_undone_and_that_again_too(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let row = made(&test.db, &home, "LED").await;
        let undo = async |seen: i32| {
            let tx = test.db.begin().await.unwrap();
            let undone = projects::undo(&tx, &by(), home.tenant, row.id, seen).await;
            tx.commit().await.unwrap();
            undone
        };
        assert!(matches!(undo(1).await, Err(StoreError::NotFound { .. })), "nothing was changed");
        saved(&test.db, &home, &row, 1, json!({})).await.unwrap();
        undo(2).await.unwrap();
        let held = projects::get(test.db.read(), home.tenant, row.id).await.unwrap().unwrap();
        assert_eq!((held.version, &held.body), (3, &row.body));
        undo(3).await.unwrap();
        let held = projects::get(test.db.read(), home.tenant, row.id).await.unwrap().unwrap();
        assert_eq!((held.version, &held.body), (4, &json!({})));
        assert!(matches!(undo(3).await, Err(StoreError::Taken { .. })), "it is another version by now");
    }

    async fn put_away_it_is_no_longer_open_and_comes_back(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let row = made(&test.db, &home, "LED").await;
        for (archived, open) in [(true, 0), (false, 1)] {
            let tx = test.db.begin().await.unwrap();
            projects::set_archived(&tx, &by(), home.tenant, row.id, archived).await.unwrap();
            let twice = projects::set_archived(&tx, &by(), home.tenant, row.id, archived).await;
            assert!(matches!(twice, Err(StoreError::NotFound { .. })));
            tx.commit().await.unwrap();
            assert_eq!(projects::open(test.db.read()).await.unwrap().len(), open);
        }
    }

    async fn one_that_is_damaged_keeps_nobody_from_the_others(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        for name in ["LED", "Toiture", "Chaudière"] {
            made(&test.db, &home, name).await;
        }
        let tx = test.db.begin().await.unwrap();
        for damage in ["body = 'no table {' WHERE code = 'led'", "code = 'No Code !' WHERE code = 'toiture'"] {
            tx.execute_unprepared(&format!("UPDATE project SET {damage}")).await.unwrap();
        }
        tx.commit().await.unwrap();
        let all = projects::open(test.db.read()).await.unwrap();
        let read: Vec<bool> = all.iter().map(Result::is_ok).collect();
        assert_eq!(read, [true, false, true], "{all:?}");
        let (_, first) = all[0].as_ref().unwrap();
        assert_eq!(first.body, json!("no table {"), "what is no JSON stays to be seen");
        assert!(first.is_whole().is_err());
    }

    async fn a_day_is_reminded_of_once(test) {
        let home = home(&test.db, "Les Tilleuls").await;
        let row = made(&test.db, &home, "LED").await;
        let tx = test.db.begin().await.unwrap();
        for (step, day, new) in [
            ("application", "2026-12-01", true),
            ("application", "2026-12-01", false),
            ("application", "2026-12-02", true),
        ] {
            assert_eq!(projects::remind(&tx, &by(), home.tenant, row.id, (step, day)).await.unwrap(), new);
        }
        tx.commit().await.unwrap();
    }

    async fn what_is_too_long_has_no_name_or_belongs_to_others_is_refused(test) {
        let (own, other) = (home(&test.db, "Les Tilleuls").await, home(&test.db, "Le Verger").await);
        let row = made(&test.db, &own, "LED").await;
        let tx = test.db.begin().await.unwrap();
        let long = json!({ "x": "y".repeat(projects::LONGEST_BODY) });
        for (name, body) in [("", json!({})), ("\u{200b}", json!({})), ("LED\u{202e}", json!({})), ("LED", json!([])), ("LED", long)] {
            let refused = projects::create(&tx, &by(), own.tenant, own.building, name, &body).await;
            assert!(matches!(refused, Err(StoreError::Refused { .. })), "{refused:?}");
        }
        let theirs = projects::save(&tx, &by(), other.tenant, row.id, 1, ("LED", &json!({}))).await;
        assert!(matches!(theirs, Err(StoreError::NotFound { .. })));
        assert_eq!(projects::get(&tx, other.tenant, row.id).await.unwrap(), None);
    }
}
