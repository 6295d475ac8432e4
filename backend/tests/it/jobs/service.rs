//! A weather service on the loopback: right unless it was told otherwise.

use std::collections::{BTreeMap, VecDeque};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use eclaireur::outside::weather::http::Service;
use eclaireur_models::period::{Day, days_between};
use jiff::civil::date;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// How long the tests wait for a service that says nothing.
const PATIENCE: Duration = Duration::from_millis(150);

/// What it does with one question.
#[derive(Debug, Clone)]
pub(crate) enum Says {
    /// What was asked, and nothing else.
    Right,
    /// Nothing, and keeps the connection open.
    Silence,
    /// This status.
    Status(u16),
    /// Too many questions; come back in so many seconds.
    Later(u64),
    /// Look there instead.
    Elsewhere(String),
    /// Status 200 and these bytes.
    Bytes(Vec<u8>),
    /// What was asked, changed.
    But(fn(&mut Value)),
    /// More bytes than anybody should read.
    Flood,
}

/// A service that ends with its test.
pub(crate) struct Fake {
    pub(crate) address: SocketAddr,
    inner: Arc<Inner>,
    server: JoinHandle<()>,
}

#[derive(Default)]
struct Inner {
    says: Mutex<VecDeque<Says>>,
    questions: Mutex<Vec<BTreeMap<String, String>>>,
    warmer: Mutex<BTreeMap<Day, i64>>,
    asked: Notify,
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Fake {
    pub(crate) async fn start() -> Fake {
        let inner = Arc::new(Inner::default());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let router = Router::new().route("/weather", get(answer)).with_state(inner.clone());
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Fake { address, inner, server }
    }

    /// Settings that ask it, of this kind.
    pub(crate) fn settings(&self, kind: &str) -> String {
        format!("weather_service = \"{kind}\"\nweather_url = \"http://{}/weather\"\n", self.address)
    }

    /// What it says next, one after the other; then it is right again.
    pub(crate) fn says(&self, says: impl IntoIterator<Item = Says>) {
        self.inner.says.lock().unwrap().extend(says);
    }

    /// From now on it is right, whatever it was to say.
    pub(crate) fn is_right_again(&self) {
        self.inner.says.lock().unwrap().clear();
    }

    /// From now on this day was so many tenths warmer.
    pub(crate) fn corrects(&self, day: &str, tenths: i64) {
        self.inner.warmer.lock().unwrap().insert(day.parse().unwrap(), tenths);
    }

    /// The questions so far.
    pub(crate) fn questions(&self) -> Vec<BTreeMap<String, String>> {
        self.inner.questions.lock().unwrap().clone()
    }

    /// Comes back when it is asked the next time.
    pub(crate) async fn asked(&self) {
        self.inner.asked.notified().await;
    }
}

/// The client of these settings, without much patience.
pub(crate) fn client(settings: &eclaireur::config::Settings) -> Service {
    Service::of(&settings.weather).expect("a service is set").within(PATIENCE)
}

/// The mean of a day in tenths of a degree: as good as any, and the same for everybody.
pub(crate) fn tenths(day: Day) -> i64 {
    days_between(date(2000, 1, 1), day) * 37 % 200 - 20
}

async fn answer(
    State(inner): State<Arc<Inner>>,
    Query(question): Query<BTreeMap<String, String>>,
) -> Response<Body> {
    inner.questions.lock().unwrap().push(question.clone());
    inner.asked.notify_one();
    let says = inner.says.lock().unwrap().pop_front().unwrap_or(Says::Right);
    let with = |status: StatusCode, body: Vec<u8>| {
        Response::builder()
            .status(status)
            .header("content-type", "application/json")
            .body(body.into())
            .unwrap()
    };
    match says {
        Says::Right => with(StatusCode::OK, inner.right(&question).to_string().into_bytes()),
        Says::But(change) => {
            let mut right = inner.right(&question);
            change(&mut right);
            with(StatusCode::OK, right.to_string().into_bytes())
        }
        Says::Silence => core::future::pending().await,
        Says::Status(status) => with(StatusCode::from_u16(status).unwrap(), b"sorry".to_vec()),
        Says::Later(seconds) => {
            let answer = Response::builder().status(429).header("retry-after", seconds.to_string());
            answer.body(Body::empty()).unwrap()
        }
        Says::Elsewhere(to) => {
            Response::builder().status(302).header("location", to).body(Body::empty()).unwrap()
        }
        Says::Bytes(bytes) => with(StatusCode::OK, bytes),
        Says::Flood => with(StatusCode::OK, vec![b' '; 9_000_000]),
    }
}

impl Inner {
    fn right(&self, question: &BTreeMap<String, String>) -> Value {
        match question.get("CQL_FILTER") {
            Some(filter) => self.features(question, filter),
            None => self.lists(&question["start_date"], &question["end_date"]),
        }
    }

    fn tenths(&self, day: Day) -> i64 {
        tenths(day) + self.warmer.lock().unwrap().get(&day).copied().unwrap_or(0)
    }

    fn features(&self, question: &BTreeMap<String, String>, filter: &str) -> Value {
        let quoted: Vec<&str> = filter.split('\'').collect();
        let (first, last) = (&quoted[1][..10], &quoted[3][..10]);
        let code = filter.split_whitespace().nth(2).expect("a station");
        let hourly = question["typeNames"] == "synop:synop_data";
        let mut features = Vec::new();
        for day in days(first, last) {
            let mean = self.tenths(day);
            let hours = if hourly { 0..24 } else { 0..1 };
            for hour in hours {
                let mut properties = json!({
                    "code": code.parse::<i64>().expect("a number"),
                    "timestamp": format!("{day}T{hour:02}:00:00Z"), "qc_flags": null,
                });
                // Half of the hours colder, half of them warmer.
                let (name, tenths) =
                    if hourly { ("temp", mean + if hour < 12 { -7 } else { 7 }) } else { ("temp_avg", mean) };
                properties[name] = in_degrees(tenths);
                features.push(
                    json!({ "type": "Feature", "id": format!("{day}.{hour}"), "properties": properties }),
                );
            }
        }
        let n = features.len();
        json!({ "type": "FeatureCollection", "features": features, "totalFeatures": n, "numberMatched": n, "numberReturned": n })
    }

    fn lists(&self, first: &str, last: &str) -> Value {
        let days = days(first, last);
        json!({
            "latitude": 50.826, "longitude": 4.359, "utc_offset_seconds": 3600, "timezone": "Europe/Brussels",
            "daily_units": { "time": "iso8601", "temperature_2m_mean": "°C" },
            "daily": {
                "time": days.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "temperature_2m_mean": days.iter().map(|d| in_degrees(self.tenths(*d))).collect::<Vec<_>>(),
            },
        })
    }
}

fn in_degrees(tenths: i64) -> Value {
    serde_json::from_str(&rust_decimal::Decimal::new(tenths, 1).to_string()).unwrap()
}

fn days(first: &str, last: &str) -> Vec<Day> {
    let (first, last): (Day, Day) = (first.parse().unwrap(), last.parse().unwrap());
    core::iter::successors(Some(first), |d| d.tomorrow().ok()).take_while(|d| *d <= last).collect()
}
