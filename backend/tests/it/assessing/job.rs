//! The job that makes assessments anew.

use eclaireur::app::App;
use eclaireur::clock::Clock;
use eclaireur::config::{Layer, Settings};
use eclaireur::jobs::Stop;
use eclaireur::jobs::recompute::{self, PEERS, Ran};
use eclaireur::store::{assessments, job_runs};

use super::{given, import, sql};
use crate::support::{TestApp, TestDatabase, on_both};

async fn worked(app: &App) -> Ran {
    recompute::run(app, &Stop::default()).await.unwrap()
}

async fn buildings(app: &TestApp, organisation: &str, count: usize) {
    for n in 0..count {
        app.building(organisation, &format!("Aile {n}")).await;
    }
}

on_both! {
    async fn what_is_stale_is_made_anew_once(test) {
        let (app, whose, building) = given(test).await;
        let (organisation, code) = (whose.organisation.code.as_str(), building.building.code.as_str());
        buildings(&app, organisation, 3).await;
        assert_eq!(worked(&app.app).await, Ran { computed: 4, ..Ran::default() });
        assert_eq!(worked(&app.app).await, Ran::default());
        import(&app, organisation, code, "2024-04-01", "2024-04-03", 2).await;
        assert_eq!(worked(&app.app).await, Ran { computed: 1, same: 3, ..Ran::default() });
        app.app.clock.advance(86_400);
        assert_eq!(worked(&app.app).await.computed, 4, "a new day");
        let peers = job_runs::last(app.app.db.read(), PEERS, 9).await.unwrap();
        assert_eq!(peers.len(), 2, "once a day");
        // What is put away is left alone.
        let path = eclaireur_frontend::urls::building_archive(code);
        app.post_form(&path, &[]).await.is(303);
        app.app.clock.advance(86_400);
        assert_eq!(worked(&app.app).await.computed, 3);
    }

    async fn two_instances_share_the_work_and_none_is_done_twice(test) {
        let (app, whose, _) = given(test).await;
        buildings(&app, whose.organisation.code.as_str(), 11).await;
        let layer = Layer { database_url: Some(test.url.clone()), ..Layer::default() };
        let settings = Settings::new(layer, false).unwrap();
        let second = App::start(settings, Clock::fixed(app.app.clock.now()), false).await.unwrap();
        let (one, two) = tokio::join!(worked(&app.app), worked(&second));
        // Whoever came later to a share leaves it to the other; a later round finds nothing left.
        let rest = worked(&app.app).await;
        assert_eq!(one.computed + two.computed + rest.computed, 12, "{one:?} {two:?} {rest:?}");
        assert_eq!(worked(&second).await, Ran::default());
        let now = eclaireur::assessing::now(&app.app);
        assert_eq!(assessments::stale(app.app.db.read(), &now, None, 99).await.unwrap(), []);
        second.db.close().await.unwrap();
    }

    async fn it_stops_when_it_is_told_and_goes_on_later(test) {
        let (app, _, _) = given(test).await;
        let stop = Stop::default();
        stop.now();
        assert_eq!(recompute::run(&app.app, &stop).await.unwrap(), Ran::default());
        assert_eq!(worked(&app.app).await.computed, 1);
    }

    async fn one_that_fails_leaves_the_others_alone_and_is_tried_again(test) {
        let (app, whose, _) = given(test).await;
        buildings(&app, whose.organisation.code.as_str(), 2).await;
        sql(&app.app, "UPDATE block SET sum = sum + 1").await;
        assert_eq!(worked(&app.app).await, Ran { computed: 2, failed: 1, ..Ran::default() });
        assert_eq!(worked(&app.app).await, Ran { failed: 1, ..Ran::default() });
        sql(&app.app, "UPDATE block SET sum = sum - 1").await;
        assert_eq!(worked(&app.app).await, Ran { computed: 1, ..Ran::default() });
    }
}

#[tokio::test]
async fn a_write_over_http_pokes_the_job_and_a_read_does_not() {
    let test = TestDatabase::sqlite().await;
    let app = TestApp::start(&test).await;
    let (_, code) = app.home("Les Tilleuls").await;
    let changed = &app.app.assessing.changed;
    changed.notified().await;
    app.get(&format!("/api/v1/buildings/{code}/assessment")).await.is(200);
    let poked = tokio::time::timeout(core::time::Duration::from_millis(20), changed.notified()).await;
    assert!(poked.is_err(), "nobody wrote anything");
    test.remove().await;
}
