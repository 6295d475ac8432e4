//! The job that brings the weather: once, whatever happens, without standing in anybody's way.

use std::sync::Arc;

use eclaireur::app::App;
use eclaireur::clock::Clock;
use eclaireur::importing::temperatures;
use eclaireur::jobs::weather::{self as job, Ran};
use eclaireur::jobs::{self, Pace, Stop};
use eclaireur::outside::weather::{DailyMeans as _, WeatherError, fake};
use eclaireur::store::{Paging, job_runs, ledger, weather};
use eclaireur_models::climate::Temperature;
use eclaireur_models::period::{Day, Period, day_start};

use super::answers::settings;
use super::service::{Fake, Says, client};
use crate::support::{TestApp, TestDatabase, on_both};

/// The service of a test on its database, at seven in the morning of a day in Brussels.
pub(super) async fn app(test: &TestDatabase, fake: &Fake, kind: &str, day: &str, more: &str) -> App {
    let text = format!("database_url = \"{}\"\n{}{more}", test.url, fake.settings(kind));
    let clock = Clock::fixed(day_start(day.parse().unwrap()) + 7 * 3600);
    App::start(settings(&text), clock, false).await.expect("the service starts")
}

/// One round of the job.
pub(super) async fn round(app: &App) -> Ran {
    let pace = Pace::moving(app.clock.clone(), 7);
    let (service, station) = (client(&app.settings), &app.settings.weather.stations[0]);
    job::run(app, &service, station, &pace, &Stop::default()).await.expect("the database answers")
}

async fn days(app: &App) -> usize {
    weather::days(app.db.read(), "uccle", Day::MIN, Day::MAX).await.unwrap().len()
}

on_both! {
    async fn a_day_is_brought_once_with_several_instances(test) {
        let fake = Fake::start().await;
        let from = "weather_from = \"2026-10-01\"\n";
        let one = app(test, &fake, "rmi", "2026-11-02", from).await;
        let two = app(test, &fake, "rmi", "2026-11-02", from).await;
        let (first, second) = tokio::join!(round(&one), round(&two));
        let both = [first, second];
        assert_eq!(both.iter().filter(|ran| **ran == Ran::NotDue).count(), 1, "{both:?}");
        assert!(both.iter().any(|ran| matches!(ran, Ran::Done(b) if b.new == 32)), "{both:?}");
        assert_eq!((fake.questions().len(), days(&one).await), (1, 32));
        let log = ledger::of(one.db.read(), None, &Paging::first(9)).await.unwrap().items;
        assert_eq!((log[0].actor.as_str(), log[0].kind.as_str()), ("service", "weather.loaded"));
        // The next day: ten days again, one of them new.
        one.clock.advance(86_400);
        assert!(matches!(round(&one).await, Ran::Done(b) if b.new == 1 && b.questions == 1));
        let asked = fake.questions().pop().unwrap();
        assert!(asked["CQL_FILTER"].contains("'2026-10-24T00:00:00Z'"), "{asked:?}");
        one.db.close().await.unwrap();
        two.db.close().await.unwrap();
    }

    async fn years_are_caught_up_in_bounded_questions(test) {
        let fake = Fake::start().await;
        let app = app(test, &fake, "open-meteo", "2026-11-02", "weather_from = \"2015-01-01\"\n").await;
        assert!(matches!(round(&app).await, Ran::Done(b) if b.new == 4323 && b.questions == 12));
        assert_eq!(days(&app).await, 4323);
        app.db.close().await.unwrap();
    }

    async fn only_what_is_missing_and_the_last_ten_days_are_asked(test) {
        let http = Fake::start().await;
        let app = app(test, &http, "rmi", "2026-11-02", "weather_from = \"2020-01-01\"\n").await;
        // A person has loaded nearly everything.
        let year = |y: i16| Period::year(y).unwrap().iter();
        let hole = |d: &Day| d.year() != 2023 || d.month() != 5;
        let rows: Vec<String> = (2020..=2026).flat_map(year).filter(hole).filter(|d| *d < "2026-10-30".parse().unwrap())
            .map(|d| format!("{d};6,5")).collect();
        let bytes = Arc::new(rows.join("\n").into_bytes());
        let taken = temperatures::take(&app, "uccle", "années.csv", &bytes).await.unwrap();
        assert_eq!(taken.findings, []);
        let service = fake::Fake::new();
        for _ in 0..2 {
            service.says(|period| Ok(period.iter().map(|d| (d, Temperature::from_hundredths(700).unwrap())).collect()));
        }
        let (pace, station) = (Pace::moving(app.clock.clone(), 7), &app.settings.weather.stations[0]);
        let ran = job::run(&app, &service, station, &pace, &Stop::default()).await.unwrap();
        assert!(matches!(ran, Ran::Done(b) if b.new == 31 + 3 && b.changed == 0), "{ran:?}");
        let asked: Vec<String> = service.asked().iter().map(|(first, last)| format!("{first} {last}")).collect();
        assert_eq!(asked, ["2023-05-01 2023-05-31", "2026-10-23 2026-11-01"]);
        assert_eq!(http.questions().len(), 0);
        app.db.close().await.unwrap();
    }

    async fn what_was_brought_before_the_service_failed_is_kept(test) {
        let fake = Fake::start().await;
        fake.says([Says::Right, Says::Status(500), Says::Status(500), Says::Status(500), Says::Status(500)]);
        let app = app(test, &fake, "rmi", "2026-11-02", "weather_from = \"2024-01-01\"\n").await;
        let started = app.clock.now();
        let Ran::Failed { brought, why, again_at } = round(&app).await else { panic!("it fails") };
        assert_eq!((brought.new, why), (366, WeatherError::Failing(500)));
        // Four attempts with three waits in between, then an hour.
        let waited = app.clock.now() - started;
        assert!((630..=760).contains(&waited), "{waited} s");
        assert_eq!(again_at, app.clock.now() + 3600);
        assert_eq!(round(&app).await, Ran::NotDue);
        app.clock.advance(3600);
        assert!(matches!(round(&app).await, Ran::Done(b) if b.new == 670));
        let runs = job_runs::last(app.db.read(), "weather:uccle", 9).await.unwrap();
        assert_eq!((runs.len(), runs[0].runs, runs[0].slot.as_str()), (1, 2, "2026-11-02"));
        app.db.close().await.unwrap();
    }

    async fn before_six_in_the_morning_the_day_before_is_not_asked_yet(test) {
        let fake = Fake::start().await;
        let app = app(test, &fake, "rmi", "2026-11-02", "weather_from = \"2026-10-30\"\n").await;
        app.clock.advance(-2 * 3600);
        assert!(matches!(round(&app).await, Ran::Done(b) if b.new == 2));
        app.clock.advance(3600);
        assert!(matches!(round(&app).await, Ran::Done(b) if b.new == 1));
        app.db.close().await.unwrap();
    }

    async fn a_run_that_is_told_to_stop_leaves_its_day_free(test) {
        let fake = Fake::start().await;
        fake.says([Says::Silence]);
        let app = app(test, &fake, "rmi", "2026-11-02", "weather_from = \"2026-10-30\"\n").await;
        let (pace, stop) = (Pace::moving(app.clock.clone(), 7), Stop::default());
        let service = client(&app.settings).within(std::time::Duration::from_hours(1));
        assert_eq!(service.host(), "127.0.0.1");
        let running = job::run(&app, &service, &app.settings.weather.stations[0], &pace, &stop);
        let (ran, ()) = tokio::join!(running, async {
            fake.asked().await;
            stop.now();
        });
        assert_eq!((ran.unwrap(), days(&app).await), (Ran::Stopped, 0));
        assert!(matches!(round(&app).await, Ran::Done(b) if b.new == 3));
        app.db.close().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_says_nothing_holds_up_no_page_and_no_stop() {
    let test = TestDatabase::sqlite().await;
    let fake = Fake::start().await;
    fake.says([Says::Silence]);
    let layer = toml::from_str(&fake.settings("rmi")).expect("settings");
    let site = TestApp::with(&test, layer, false).await;
    let jobs = jobs::start(site.app.clone());
    fake.asked().await;
    site.get("/").await.is(200);
    site.organisation("Les Tilleuls").await;
    jobs.stop().await;
    let runs = job_runs::last(site.app.db.read(), "weather:uccle", 9).await.unwrap();
    assert_eq!(runs[0].said.as_deref(), Some("stopped"));
}
