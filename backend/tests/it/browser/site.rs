//! A site of our own pages: an empty one for a test that writes, the demonstration for all that read.

use std::sync::atomic::{AtomicU32, Ordering};

use eclaireur::app::App;
use eclaireur::clock::Clock;
use eclaireur::config::{Layer, Settings};
use eclaireur::store::buildings::{self, BuildingFilter};
use eclaireur::store::{Paging, meters};
use eclaireur::{demo, router};
use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use reqwest::multipart::{Form, Part};
use tokio::net::TcpListener;

use super::stage::{Stage, runtime};

/// 15 March 2026, in the morning: three years are over.
const NOW: i64 = 1_773_561_600;

/// A running site.
pub(super) struct Site {
    app: App,
    base: String,
    http: Client,
}

impl Site {
    /// Without any organisation.
    pub(super) async fn empty(stage: &Stage) -> Site {
        Site::start(stage, false).await
    }

    /// The demonstration.
    pub(super) async fn demo(stage: &Stage) -> Site {
        let site = Site::start(stage, true).await;
        demo::fill(&site.app).await.expect("the demonstration is made");
        site
    }

    async fn start(stage: &Stage, demo: bool) -> Site {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::SeqCst);
        let database_url = Some(format!("sqlite://{}/site-{n}/test.db", stage.folder.display()));
        let layer = Layer { database_url, ..Layer::default() };
        let settings = Settings::new(layer, demo).expect("settings");
        let app = App::start(settings, Clock::fixed(NOW), demo).await.expect("the service starts");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let base = format!("http://{}", listener.local_addr().expect("it has an address"));
        let router = router::router(app.clone());
        runtime().spawn(async move { axum::serve(listener, router).await });
        Site { app, base, http: Client::new() }
    }

    /// The address of a path.
    pub(super) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Codes of a building's organisation and of itself, by its name.
    pub(super) async fn building(&self, name: &str) -> (String, String) {
        let filter = BuildingFilter { search: Some(name.to_owned()), ..BuildingFilter::default() };
        let found = buildings::list(self.app.db.read(), &filter, &Paging::first(1)).await.expect("a list");
        let (organisation, row) = found.items.first().unwrap_or_else(|| panic!("there is no {name}"));
        (organisation.organisation.code.to_string(), row.building.code.to_string())
    }

    /// Id of the first meter of a building.
    pub(super) async fn meter(&self, building: &str) -> String {
        let c = self.app.db.read();
        let (_, row) = buildings::by_code(c, building).await.expect("a building").expect(building);
        let held = meters::of_building(c, row.tenant, row.id).await.expect("its meters");
        held.first().expect("a meter").id.to_string()
    }

    /// Sends a form; says where it led.
    pub(super) async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let body = serde_urlencoded::to_string(pairs).expect("pairs");
        let form = self.http.post(self.at(path)).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = form.body(body).send().await.expect(path);
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.url().path().to_owned()
    }

    /// Sends a file; says where it led.
    pub(super) async fn send(&self, path: &str, name: &'static str, text: &'static str) -> String {
        let form = Form::new().part("file", Part::bytes(text.as_bytes()).file_name(name));
        let answer = self.http.post(self.at(path)).multipart(form).send().await.expect(path);
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.url().path().to_owned()
    }
}
