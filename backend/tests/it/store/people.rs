//! Accounts, sessions, links, tries and browsers, on both databases.

use eclaireur::store::limits::{self, Limit};
use eclaireur::store::links::{self, Kind};
use eclaireur::store::sessions::{self, Level};
use eclaireur::store::{By, Database, accounts, devices};
use serde_json::json;

use crate::support::on_both;

const NOW: i64 = 1_795_248_000;

on_both! {
    async fn a_session_is_found_by_its_secret_until_it_is_raised_closed_or_over(test) {
        let db = Database::connect(&test.url).await.unwrap();
        db.migrate().await.unwrap();
        let by = By::local(NOW);
        let tx = db.begin().await.unwrap();
        let id = accounts::found_or_made(&tx, &by, "Anne@Example.be").await.unwrap().id;
        assert_eq!(accounts::found_or_made(&tx, &by, " anne@example.BE").await.unwrap().id, id);
        let secret = sessions::open(&tx, &by, id, Level::Password, "x\ny").await.unwrap();
        let held = sessions::of_secret(&tx, &secret, NOW).await.unwrap().unwrap();
        assert_eq!((held.account, held.level, held.agent.as_str()), (id, Level::Password, "xy"));
        let raised = sessions::raise(&tx, &by, held.id, Level::Strong).await.unwrap();
        assert!(sessions::of_secret(&tx, &secret, NOW).await.unwrap().is_none());
        assert!(sessions::of_secret(&tx, &raised, NOW + sessions::IDLE_S - 1).await.unwrap().is_some());
        assert!(sessions::of_secret(&tx, &raised, NOW + sessions::IDLE_S).await.unwrap().is_none());
        assert_eq!(sessions::tidy(&tx, NOW + sessions::IDLE_S).await.unwrap(), 1);
        tx.commit().await.unwrap();
        db.close().await.unwrap();
    }

    async fn a_link_serves_once_for_its_kind_and_its_time(test) {
        let db = Database::connect(&test.url).await.unwrap();
        db.migrate().await.unwrap();
        let by = By::local(NOW);
        let tx = db.begin().await.unwrap();
        let id = accounts::found_or_made(&tx, &by, "anne@example.be").await.unwrap().id;
        let first = links::make(&tx, &by, Kind::Reset, id, &json!({})).await.unwrap();
        let second = links::make(&tx, &by, Kind::Reset, id, &json!({ "a": 1 })).await.unwrap();
        // Whoever asks once more does not shut the door on who is about to open it.
        assert!(links::of_secret(&tx, Kind::Reset, &first, NOW).await.unwrap().is_some());
        assert!(links::of_secret(&tx, Kind::SignIn, &second, NOW).await.unwrap().is_none());
        let over = NOW + Kind::Reset.lasts_s();
        assert!(links::of_secret(&tx, Kind::Reset, &second, over).await.unwrap().is_none());
        assert_eq!(links::take(&tx, &by, Kind::Reset, &second).await.unwrap().data["a"], 1);
        assert!(links::take(&tx, &by, Kind::Reset, &second).await.is_err());
        assert!(links::take(&tx, &by, Kind::Reset, &first).await.is_err());
        // What an organisation gives is given anew.
        let [old, new] = [0, 1].map(|n| json!({ "a": n }));
        let old = links::make(&tx, &by, Kind::Invitation, id, &old).await.unwrap();
        links::make(&tx, &by, Kind::Invitation, id, &new).await.unwrap();
        assert!(links::of_secret(&tx, Kind::Invitation, &old, NOW).await.unwrap().is_none());
        tx.commit().await.unwrap();
        db.close().await.unwrap();
    }

    async fn tries_are_counted_per_window_and_browsers_belong_to_one_account(test) {
        let db = Database::connect(&test.url).await.unwrap();
        db.migrate().await.unwrap();
        let (by, limit) = (By::local(NOW), Limit { window_s: 60, most: 2 });
        let tx = db.begin().await.unwrap();
        let mut within = Vec::new();
        for at in [0, 1, 2, 60] {
            within.push(limits::take(&tx, "x", limit, NOW + at).await.unwrap());
        }
        assert_eq!(within, [true, true, false, true]);
        limits::forget(&tx, "x").await.unwrap();
        assert_eq!(limits::count(&tx, "x", limit, NOW).await.unwrap(), 0);
        let one = accounts::found_or_made(&tx, &by, "anne@example.be").await.unwrap().id;
        let other = accounts::found_or_made(&tx, &by, "paul@example.be").await.unwrap().id;
        let secret = devices::remember(&tx, one, NOW).await.unwrap();
        assert!(devices::knows(&tx, one, &secret, NOW).await.unwrap());
        assert!(!devices::knows(&tx, other, &secret, NOW).await.unwrap());
        assert!(!devices::knows(&tx, one, &secret, NOW + devices::LASTS_S).await.unwrap());
        assert_eq!(devices::tidy(&tx, NOW + devices::LASTS_S).await.unwrap(), 1);
        tx.commit().await.unwrap();
        db.close().await.unwrap();
    }
}
