//! The sun on a roof: asked of a service over HTTP where one is set, once; else the reason is said and the catalogue's range serves.

use std::collections::{BTreeMap, VecDeque};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use eclaireur::config::{Layer, Settings, SunLayer};
use eclaireur::outside::pvgis::{Asked, Service, SunError, Yields as _};
use eclaireur_frontend::urls;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::measures::pv::Plane;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{followed, says};
use crate::support::{TestApp, on_both};

/// What it does with a question.
enum Says {
    Right,
    Status(u16),
    Elsewhere,
    Silence,
    Bytes(Vec<u8>),
}

#[derive(Default)]
struct Inner {
    says: Mutex<VecDeque<Says>>,
    questions: Mutex<Vec<BTreeMap<String, String>>>,
}

/// A yield service on the loopback, which ends with its test.
struct Sun {
    address: SocketAddr,
    inner: Arc<Inner>,
    server: JoinHandle<()>,
}

impl Drop for Sun {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Sun {
    async fn start() -> Sun {
        let inner = Arc::new(Inner::default());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let router = Router::new().route("/PVcalc", get(answer)).with_state(inner.clone());
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Sun { address, inner, server }
    }

    fn layer(&self) -> Layer {
        let sun = SunLayer { sun_url: Some(format!("http://{}/PVcalc", self.address)) };
        Layer { sun, ..Layer::default() }
    }

    fn says(&self, says: Says) {
        self.inner.says.lock().unwrap().push_back(says);
    }

    fn questions(&self) -> usize {
        self.inner.questions.lock().unwrap().len()
    }
}

/// Seventy kWh a month, as PVGIS writes it.
fn right(question: &BTreeMap<String, String>) -> Value {
    let months: Vec<Value> =
        (1..=12).map(|month| json!({ "month": month, "E_d": 2.3, "E_m": 70.0 })).collect();
    let angle = |name: &str| json!({ "value": question[name].parse::<i64>().unwrap(), "optimal": false });
    json!({
        "inputs": {
            "location": { "latitude": 50.47, "longitude": 4.87 },
            "mounting_system": { "fixed": { "slope": angle("angle"), "azimuth": angle("aspect") } },
            "pv_module": { "technology": "c-Si", "peak_power": 1.0, "system_loss": 14.0 },
        },
        "outputs": { "monthly": { "fixed": months }, "totals": { "fixed": { "E_y": 840.0, "SD_y": 40.0 } } },
    })
}

async fn answer(
    State(inner): State<Arc<Inner>>,
    Query(question): Query<BTreeMap<String, String>>,
) -> Response {
    inner.questions.lock().unwrap().push(question.clone());
    let says = inner.says.lock().unwrap().pop_front().unwrap_or(Says::Right);
    match says {
        Says::Right => right(&question).to_string().into_response(),
        Says::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Says::Elsewhere => Redirect::temporary("http://169.254.169.254/").into_response(),
        Says::Silence => core::future::pending().await,
        Says::Bytes(bytes) => bytes.into_response(),
    }
}

/// An audit with panels.
async fn with_panels(app: &TestApp) -> String {
    let (_, b) = app.home("Les Tilleuls").await;
    app.post_form(&urls::audit(&b), &[("begin", "1")]).await.is(303);
    let panels = [("code", "photovoltaic"), ("input-peak-power", "40"), ("from", "plan"), ("seen", "0")];
    app.post_form(&urls::audit_measures(&b), &panels).await.is(303);
    b
}

fn lies<'a>(slope: &'a str, azimuth: &'a str, seen: &'a str) -> [(&'a str, &'a str); 4] {
    [("measure", "1"), ("slope", slope), ("azimuth", azimuth), ("seen", seen)]
}

#[tokio::test]
async fn whatever_a_service_answers_is_an_answer_or_a_reason() {
    let sun = Sun::start().await;
    let settings = Settings::new(sun.layer(), false).unwrap();
    let service = Service::of(&settings.sun).unwrap().within(Duration::from_millis(300));
    let catalog = Catalog::embedded().unwrap();
    let place = catalog.photovoltaics().unwrap().place;
    let asked = Asked { place, plane: Plane::new(20, -45).unwrap() };
    assert!(service.ask(asked).await.is_ok());
    let question = sun.inner.questions.lock().unwrap()[0].clone();
    let word = |name: &str| question[name].clone();
    assert_eq!(
        (word("lat"), word("lon"), word("angle"), word("aspect")),
        ("50.47".into(), "4.87".into(), "20".into(), "-45".into())
    );
    for (says, code) in [
        (Says::Status(500), "unreachable"),
        (Says::Status(429), "unreachable"),
        (Says::Status(400), "refused"),
        (Says::Elsewhere, "refused"),
        (Says::Silence, "unreachable"),
        (Says::Bytes(vec![b'x'; 300_000]), "unreadable"),
    ] {
        sun.says(says);
        assert_eq!(service.ask(asked).await.unwrap_err().code(), code);
    }
    drop(sun);
    tokio::task::yield_now().await;
    assert!(matches!(service.ask(asked).await, Err(SunError::Unreachable(_) | SunError::TooSlow(_))));
    assert!(
        Service::of(&Settings::new(Layer::default(), false).unwrap().sun).is_none(),
        "nobody without a word"
    );
}

on_both! {
    async fn without_a_service_the_reason_is_said_and_the_roof_is_kept(test) {
        let app = TestApp::start(test).await;
        let b = with_panels(&app).await;
        let page = app.get_html(&urls::audit_measures(&b)).await;
        says(&page, &["Productible du toit", "Demander le productible"]);
        let page = followed(&app, app.post_form(&urls::audit_roofs(&b), &lies("20", "−90", "0")).await).await;
        says(&page, &["Aucun service de calcul du productible", "value=\"20\"", "value=\"-90\""]);
        let wrong = app.post_form(&urls::audit_roofs(&b), &lies("95", "0", "1")).await.is(422).html();
        says(&wrong, &["entre 0 et 90"]);
        app.post_form(&urls::audit_roofs(&b), &lies("20", "0", "0")).await.is(422);
    }

    async fn a_roof_is_asked_for_once_and_again_where_nothing_was_told(test) {
        let sun = Sun::start().await;
        let app = TestApp::with(test, sun.layer(), false).await;
        let b = with_panels(&app).await;
        let roofs = urls::audit_roofs(&b);
        sun.says(Says::Status(503));
        let page = followed(&app, app.post_form(&roofs, &lies("30", "10", "0")).await).await;
        says(&page, &["Le service de calcul n’a pas répondu"]);
        sun.says(Says::Bytes(b"<html>".to_vec()));
        let page = followed(&app, app.post_form(&roofs, &lies("30", "10", "1")).await).await;
        says(&page, &["La réponse du service de calcul n’a pas pu être lue"]);
        let page = followed(&app, app.post_form(&roofs, &lies("30", "10", "2")).await).await;
        says(&page, &["La production vient d’un service de calcul, mois par mois"]);
        assert_eq!(sun.questions(), 3);
        app.post_form(&roofs, &lies("30", "10", "3")).await.is(303);
        assert_eq!(sun.questions(), 3, "it is kept with the audit");
        app.post_form(&roofs, &lies("31", "10", "3")).await.is(303);
        assert_eq!(sun.questions(), 4);
    }
}
