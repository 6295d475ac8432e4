//! The clock of the machine is set forward and back: jobs neither run twice nor stop, events stay in their order.

use eclaireur::jobs::{backup, reminders, tidy};
use eclaireur::store::{Paging, job_runs, ledger};

use super::scheduled::with_backups;
use crate::support::on_both;

const DAY: i64 = 86_400;
const TEN_YEARS: i64 = 3_652 * DAY;
const LEASE: i64 = 600;

on_both! {
    async fn a_day_is_done_once_and_the_next_one_is_done_wherever_the_clock_was_meanwhile(test) {
        let folder = crate::upkeep::backups::folder();
        let app = with_backups(test, folder.path(), "daily 9").await;
        let mut done = Vec::new();
        for (what, by) in [
            ("today", 0),
            ("again", 3600),
            ("back three days", -3 * DAY),
            ("and forth again", 3 * DAY),
            ("tomorrow", DAY),
            ("ten years on", TEN_YEARS),
            ("ten years on, again", 60),
            ("back from there", -TEN_YEARS),
            ("the day after", DAY),
        ] {
            app.app.clock.advance(by);
            let backed = backup::run(&app.app).await.unwrap().is_some();
            let reminded = reminders::run(&app.app).await.unwrap().is_some();
            assert_eq!(backed, reminded, "{what}");
            done.push((what, backed));
        }
        let ran: Vec<&str> = done.iter().filter(|(_, ran)| *ran).map(|(what, _)| *what).collect();
        // Three days back was a day without its work; it is done, once.
        assert_eq!(ran, ["today", "back three days", "tomorrow", "ten years on", "the day after"]);
        let latest = job_runs::latest(app.app.db.read(), app.app.clock.now()).await.unwrap();
        let last = latest.iter().find(|run| run.job == backup::JOB).unwrap();
        assert!(last.started_at <= app.app.clock.now(), "a run of 2036 is not the last one");
    }

    async fn a_claim_of_a_clock_that_was_ahead_is_free_and_one_of_now_is_not(test) {
        let now = crate::upkeep::backups::NOW;
        let claim = async |at: i64| {
            let tx = test.db.begin().await.unwrap();
            let claim = job_runs::claim(&tx, "x", "round", at, LEASE).await.unwrap();
            tx.commit().await.unwrap();
            claim.map(|claim| claim.run)
        };
        // Begun ten years ahead, and killed there.
        assert_eq!(claim(now + TEN_YEARS).await, Some(1));
        assert_eq!(claim(now).await, Some(2), "free as soon as the clock is right");
        // Two machines whose clocks differ a little leave each other alone.
        assert_eq!(claim(now - 60).await, None);
        assert_eq!(claim(now + LEASE - 1).await, None);
        assert_eq!(claim(now + LEASE).await, Some(3));
    }

    async fn events_stay_in_the_order_in_which_they_came(test) {
        let app = crate::support::TestApp::start(test).await;
        let home = app.organisation("Les Tilleuls").await;
        let mut expect = vec!["organisation.created".to_owned()];
        for (n, by) in [DAY, -TEN_YEARS, TEN_YEARS, -DAY].into_iter().enumerate() {
            app.app.clock.advance(by);
            app.building(&home, &format!("Aile {n}")).await;
            expect.push("building.created".to_owned());
        }
        let tenant = eclaireur::store::organisations::by_code(test.db.read(), &home).await.unwrap().unwrap().id;
        let mut log = ledger::of(test.db.read(), Some(tenant), &Paging::first(50)).await.unwrap().items;
        log.reverse();
        assert!(log.windows(2).all(|w| w[0].seq + 1 == w[1].seq));
        assert!(log.windows(2).any(|w| w[0].at > w[1].at), "the clock went back");
        let names: Vec<_> = log.iter().filter(|e| e.kind == "building.created").collect();
        assert_eq!(names.len() + 1, expect.len());
        assert_eq!(ledger::verify(test.db.read()).await.unwrap().broken, None);
        // The hourly round goes on.
        assert_eq!(tidy(&app.app).await.unwrap(), 0);
    }
}
