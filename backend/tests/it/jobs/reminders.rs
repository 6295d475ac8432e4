//! The job that reminds of steps of projects: a month before, once a day, once for each step and day.

use eclaireur::app::App;
use eclaireur::clock::Clock;
use eclaireur::jobs::reminders;
use eclaireur::store::buildings::{self, NewBuilding};
use eclaireur::store::organisations::{self, NewOrganisation};
use eclaireur::store::{OrganisationId, Paging, ledger, projects};
use eclaireur_models::period::day_start;
use serde_json::json;

use super::answers::settings;
use crate::support::{TestDatabase, on_both};

/// The service at seven in the morning of a day, with a project that is asked for on 15 December 2026.
async fn app(test: &TestDatabase, day: &str) -> (App, OrganisationId) {
    let text = format!("database_url = \"{}\"\nweather_service = \"none\"\n", test.url);
    let clock = Clock::fixed(day_start(day.parse().unwrap()) + 7 * 3600);
    let app = App::start(settings(&text), clock, false).await.expect("the service starts");
    let by = app.by();
    let tx = app.db.begin().await.unwrap();
    let new = NewOrganisation { name: "Les Tilleuls".to_owned(), ..NewOrganisation::default() };
    let tenant = organisations::create(&tx, &by, &new).await.unwrap().id;
    let new = NewBuilding { name: "Aile B".to_owned(), ..NewBuilding::default() };
    let building = buildings::create(&tx, &by, tenant, &new).await.unwrap().id;
    let body = json!({ "procedure": { "application_date": "2026-12-15" } });
    projects::create(&tx, &by, tenant, building, "LED", &body).await.unwrap();
    tx.commit().await.unwrap();
    (app, tenant)
}

on_both! {
    async fn a_month_before_a_day_somebody_is_reminded_once(test) {
        let (app, tenant) = app(test, "2026-11-14").await;
        assert_eq!(reminders::run(&app).await.unwrap(), Some(0));
        assert_eq!(reminders::run(&app).await.unwrap(), None, "once a day");
        app.clock.advance(86_400);
        let first = reminders::run(&app).await.unwrap().unwrap();
        assert!(first >= 1, "{first}");
        app.clock.advance(86_400);
        assert_eq!(reminders::run(&app).await.unwrap(), Some(0), "nobody is told twice");
        let log = ledger::of(app.db.read(), Some(tenant), &Paging::first(20)).await.unwrap().items;
        let told: Vec<_> = log.iter().filter(|entry| entry.kind == "project.reminded").collect();
        assert_eq!(told.len(), first);
        assert!(told.iter().any(|e| e.data["step"] == "application" && e.data["day"] == "2026-12-15"));
        assert!(told.iter().all(|e| e.actor == "service"));
        app.db.close().await.unwrap();
    }
}
