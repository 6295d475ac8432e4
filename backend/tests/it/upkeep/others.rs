//! What several instances on one database see of each other: writes, the catalogue in force, jobs that nobody came back from.

use std::path::{Path, PathBuf};

use eclaireur::app::App;
use eclaireur::config::Layer;
use eclaireur::in_force;
use eclaireur::jobs::look::{Looked, Saw, look};
use eclaireur::jobs::{Stop, recompute, reminders};
use eclaireur::outside::files;
use eclaireur::store::{job_runs, snapshots};
use eclaireur_frontend::urls;
use eclaireur_models::assessment::METHOD;
use eclaireur_models::catalog::Catalog;

use crate::support::{TestApp, TestDatabase, on_both, write};

/// Of another length than the one of the jobs: what counts is that it ends.
const LEASE_S: i64 = 60;

/// A catalogue of its own folder, with another word in it.
fn catalog(folder: &Path, word: &str) -> PathBuf {
    for (path, text) in Catalog::embedded_files() {
        let to = folder.join(path);
        files::make_folder(to.parent().unwrap()).unwrap();
        write(&to, text.as_bytes());
    }
    write(&folder.join("carriers/_template.toml"), format!("# {word}\n").as_bytes());
    folder.to_owned()
}

async fn with_catalog(test: &TestDatabase, folder: &Path, word: &str) -> TestApp {
    let layer = Layer { catalog: Some(catalog(folder, word)), ..Layer::default() };
    TestApp::with(test, layer, false).await
}

async fn announced(app: &App) {
    in_force::announce(app, &app.by()).await.unwrap();
}

async fn computed(app: &App) -> usize {
    recompute::run(app, &Stop::default()).await.unwrap().computed
}

on_both! {
    async fn a_catalogue_that_one_puts_in_force_reaches_the_others(test) {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let one = with_catalog(test, folders[0].path(), "one").await;
        let two = with_catalog(test, folders[1].path(), "two").await;
        let (ours, theirs) = (one.app.catalog().version().to_owned(), two.app.catalog().version().to_owned());
        assert_ne!(ours, theirs);
        one.home("Les Tilleuls").await;
        announced(&one.app).await;
        assert!(!in_force::follow(&one.app).await.unwrap());
        announced(&two.app).await;
        // The one that was started last says; nothing is made anew in turn.
        assert!(in_force::follow(&one.app).await.unwrap());
        assert!(!in_force::follow(&one.app).await.unwrap() && !in_force::follow(&two.app).await.unwrap());
        assert_eq!(one.app.catalog().version(), theirs);
        assert_eq!((computed(&one.app).await, computed(&two.app).await), (1, 0));
        let page = one.get_html(&urls::admin_catalog()).await;
        assert!(page.contains("une autre instance, qui l’a déposé"), "{page}");
        // Whoever reads his own again puts it in force, for the other too.
        one.post_form(&urls::admin_catalog(), &[]).await.is(303);
        assert!(in_force::follow(&two.app).await.unwrap());
        assert_eq!((one.app.catalog().version(), two.app.catalog().version()), (ours.as_str(), ours.as_str()));
        assert_eq!((computed(&one.app).await, computed(&two.app).await), (1, 0));
        // The same again leaves nothing.
        announced(&one.app).await;
        assert!(!in_force::follow(&two.app).await.unwrap());
    }

    async fn what_cannot_be_gone_by_is_said_and_nothing_is_fought_over(test) {
        let folder = tempfile::tempdir().unwrap();
        let (app, other) = (TestApp::start(test).await, with_catalog(test, folder.path(), "x").await);
        let building = app.home("Les Tilleuls").await.1;
        announced(&app.app).await;
        assert_eq!(computed(&app.app).await, 1);
        let version = app.app.catalog().version().to_owned();
        // A newer program, whose catalogue and method this one does not know.
        for (hash, method, bytes) in [("0123456789abcdef", METHOD, &b"no catalogue"[..]), (&version, METHOD + 1, b"")] {
            let tx = app.app.db.begin().await.unwrap();
            assert!(snapshots::put_in_force(&tx, &app.app.by(), (hash, method), Some(bytes)).await.unwrap());
            tx.commit().await.unwrap();
            assert!(!in_force::follow(&app.app).await.unwrap());
            assert!(!app.app.keeps() && app.app.catalog().version() == version);
            app.app.clock.advance(86_400);
            assert_eq!(computed(&app.app).await, 0, "left to those that have it");
            let made = app.rows("log").await;
            app.get(&urls::building(&building)).await.is(200);
            assert_eq!(app.rows("log").await, made);
            let page = app.get_html(&urls::admin_state()).await;
            assert!(page.contains(&format!("les autres instances suivent {hash}")), "{page}");
            app.get_html(&urls::admin_catalog()).await;
        }
        // One that goes by what both know ends it.
        announced(&other.app).await;
        assert!(in_force::follow(&app.app).await.unwrap() && app.app.keeps());
        assert_eq!(computed(&app.app).await, 1);
    }

    async fn what_another_writes_and_what_it_does_not_come_back_from_is_seen(test) {
        let (one, two) = (TestApp::start(test).await, TestApp::start(test).await);
        let (mut first, mut second) = (Looked::default(), Looked::default());
        let nothing = Saw::default();
        assert_eq!(look(&one.app, &mut first).await.unwrap(), nothing);
        assert_eq!(look(&two.app, &mut second).await.unwrap(), nothing);
        one.home("Les Tilleuls").await;
        assert_eq!(look(&two.app, &mut second).await.unwrap(), Saw { written: true, ..nothing });
        assert_eq!(look(&two.app, &mut second).await.unwrap(), nothing);
        // The one begins, and does not come back.
        let now = one.app.clock.now();
        let tx = one.app.db.begin().await.unwrap();
        let day = eclaireur_models::period::day_of(now - 6 * 3600).unwrap().to_string();
        let claim = job_runs::claim(&tx, reminders::JOB, &day, now, LEASE_S).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!(reminders::run(&two.app).await.unwrap(), None, "it may still be at it");
        assert_eq!(look(&two.app, &mut second).await.unwrap(), nothing);
        two.app.clock.advance(LEASE_S);
        assert_eq!(look(&two.app, &mut second).await.unwrap(), Saw { abandoned: true, ..nothing });
        assert_eq!(reminders::run(&two.app).await.unwrap(), Some(0), "taken over");
        assert_eq!(look(&two.app, &mut second).await.unwrap(), nothing);
        // Who comes back after all ends nothing that is another's.
        let tx = one.app.db.begin().await.unwrap();
        assert!(!job_runs::keep(&tx, &claim, now, LEASE_S).await.unwrap());
        job_runs::finish(&tx, &claim, now, Some(now), "late").await.unwrap();
        tx.commit().await.unwrap();
        let run = job_runs::last(two.app.db.read(), reminders::JOB, 1).await.unwrap().remove(0);
        assert_eq!((run.state, run.runs), (job_runs::State::Done, 2));
    }
}
