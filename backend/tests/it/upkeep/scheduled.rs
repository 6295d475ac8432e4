//! The backup of the day, and which stay.

use std::path::Path;

use eclaireur::config::{Layer, UpkeepLayer};
use eclaireur::jobs::backup;
use eclaireur::outside::files;
use eclaireur::store::backup::last_made;
use eclaireur::store::job_runs::{self, Outcome};

use crate::support::{TestApp, TestDatabase, on_both, write};

const DAY: i64 = 86_400;

pub(super) async fn with_backups(test: &TestDatabase, folder: &Path, keep: &str) -> TestApp {
    let upkeep = UpkeepLayer {
        backup_dir: Some(folder.to_owned()),
        backup_keep: Some(keep.to_owned()),
        ..UpkeepLayer::default()
    };
    TestApp::with(test, Layer { upkeep, ..Layer::default() }, false).await
}

on_both! {
    async fn each_day_has_one_and_old_ones_go_but_nobody_elses_file(test) {
        let folder = crate::upkeep::backups::folder();
        let dir = folder.path().join("new/backups");
        let app = with_backups(test, &dir, "daily 2 monthly 2").await;
        app.home("Les Tilleuls").await;
        // From 21 November on.
        for day in 0..13 {
            let made = backup::run(&app.app).await.unwrap().expect("due");
            assert!(backup::run(&app.app).await.unwrap().is_none(), "once a day");
            if day == 0 {
                write(&dir.join("notes.txt"), b"ours");
                write(&dir.join("eclaireur-before-upgrade-from-m0001_people.backup"), b"ours");
            }
            let last = last_made(app.app.db.read()).await.unwrap().unwrap();
            assert_eq!((last.data["sha256"].as_str(), last.actor.as_str()), (Some(made.sha256.as_str()), "service"));
            app.app.clock.advance(DAY);
        }
        assert_eq!(files::names(&dir).unwrap(), [
            "eclaireur-2026-11-30.backup",
            "eclaireur-2026-12-02.backup",
            "eclaireur-2026-12-03.backup",
            "eclaireur-before-upgrade-from-m0001_people.backup",
            "notes.txt",
        ]);
    }

    async fn what_a_killed_run_left_goes_with_the_next_one(test) {
        let folder = crate::upkeep::backups::folder();
        let dir = folder.path().join("backups");
        let app = with_backups(test, &dir, "daily 2").await;
        for left in ["eclaireur-2026-11-20.backup.trial", "eclaireur-2026-11-20.backup.trial-wal", "notes.trial"] {
            write(&dir.join(left), b"rows");
        }
        backup::run(&app.app).await.unwrap().expect("due");
        assert_eq!(files::names(&dir).unwrap(), ["eclaireur-2026-11-21.backup", "notes.trial"]);
    }

    async fn one_that_fails_is_told_and_tried_again_and_leaves_the_others(test) {
        let folder = crate::upkeep::backups::folder();
        let dir = folder.path().join("backups");
        let app = with_backups(test, &dir, "daily 2").await;
        backup::run(&app.app).await.unwrap().expect("due");
        app.app.clock.advance(DAY);
        // A folder stands where the file of today would be written.
        write(&dir.join("eclaireur-2026-11-22.backup.part/x"), b"");
        assert!(backup::run(&app.app).await.unwrap().is_none());
        let state = async || {
            let latest = job_runs::latest(app.app.db.read(), app.app.clock.now()).await.unwrap();
            latest.into_iter().find(|run| run.job == backup::JOB).unwrap()
        };
        let run = state().await;
        assert_eq!((run.outcome, run.again_at), (Outcome::Failed, Some(app.app.clock.now() + 3600)));
        assert!(files::names(&dir).unwrap().contains(&"eclaireur-2026-11-21.backup".to_owned()));
        assert!(backup::run(&app.app).await.unwrap().is_none(), "not at once");
        app.app.clock.advance(3600);
        files::rename(&dir.join("eclaireur-2026-11-22.backup.part"), &dir.join("away")).unwrap();
        assert!(backup::run(&app.app).await.unwrap().is_some());
        assert_eq!(state().await.outcome, Outcome::Done);
    }

    async fn without_a_folder_none_is_made(test) {
        let app = TestApp::start(test).await;
        assert!(backup::run(&app.app).await.unwrap().is_none());
        assert_eq!(job_runs::last(app.app.db.read(), backup::JOB, 9).await.unwrap(), []);
    }
}

#[test]
fn the_page_has_words_for_every_job() {
    let mut ours = eclaireur::jobs::ALL.to_vec();
    let mut theirs = eclaireur_frontend::pages::state::JOBS.to_vec();
    ours.sort_unstable();
    theirs.sort_unstable();
    assert_eq!(ours, theirs);
}
