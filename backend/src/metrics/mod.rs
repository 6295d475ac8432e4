//! What is counted and measured, as text for Prometheus: `GET /metrics`.
//!
//! Requests are counted where they pass; the rest is asked of the database when somebody collects, so that a restart or a
//! second instance changes nothing of it. Labels are patterns of routes, codes of findings, names of jobs and codes of
//! organisations: never an address with what it holds, a name of a person, a building, an IP. So their number is bounded
//! and nothing personal leaves. To add a figure: a line in [`names`], its value in `collect`.

mod collect;
pub mod names;

use core::time::Duration;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::Method;
use metrics::{Label, Recorder as _, counter, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use tokio::sync::Mutex;

pub use collect::collect;

/// Upper ends of the classes of durations, in seconds. A page takes milliseconds, a report or an import up to some seconds.
const SECONDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];
/// Requests after which measured durations are put into their classes, whether or not somebody collects.
const UPKEEP: u64 = 1000;

/// Figures and their text.
struct Figures {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

impl Figures {
    fn new() -> Figures {
        // Only an empty list of classes is refused, and then there are none.
        let duration = Matcher::Full(names::REQUEST_SECONDS.to_owned());
        let builder = PrometheusBuilder::new().set_buckets_for_metric(duration, &SECONDS).unwrap_or_default();
        let recorder = builder.build_recorder();
        for (name, kind, what) in names::ALL {
            match kind {
                names::Kind::Counter => recorder.describe_counter((*name).into(), None, (*what).into()),
                names::Kind::Gauge => recorder.describe_gauge((*name).into(), None, (*what).into()),
                names::Kind::Histogram => recorder.describe_histogram((*name).into(), None, (*what).into()),
            }
        }
        let handle = recorder.handle();
        Figures { recorder, handle }
    }

    /// Sets a figure that is what it is now.
    fn set(&self, name: &'static str, labels: &[(&'static str, &str)], value: f64) {
        let labels: Vec<Label> =
            labels.iter().map(|(name, value)| Label::new(*name, (*value).to_owned())).collect();
        with_local_recorder(&self.recorder, || gauge!(name, labels).set(value));
    }
}

/// The figures of one service.
pub struct Metrics {
    counted: Figures,
    requests: AtomicU64,
    /// One collects at a time: whoever asks often does not keep the database busy.
    collecting: Mutex<()>,
}

impl core::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Metrics")
    }
}

impl Default for Metrics {
    fn default() -> Metrics {
        Metrics { counted: Figures::new(), requests: AtomicU64::new(0), collecting: Mutex::new(()) }
    }
}

impl Metrics {
    /// A request was answered; `route` is its pattern.
    pub fn request(&self, route: &str, method: &Method, status: u16, took: Duration) {
        let (route, method, status) = (route.to_owned(), method_of(method), class_of(status));
        with_local_recorder(&self.counted.recorder, || {
            counter!(names::REQUESTS, "route" => route.clone(), "method" => method, "status" => status)
                .increment(1);
            histogram!(names::REQUEST_SECONDS, "route" => route, "method" => method)
                .record(took.as_secs_f64());
        });
        if self.requests.fetch_add(1, Ordering::Relaxed) % UPKEEP == UPKEEP - 1 {
            self.counted.handle.run_upkeep();
        }
    }
}

/// Methods that are used; whatever else somebody sends is one.
fn method_of(method: &Method) -> &'static str {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        .into_iter()
        .find(|known| *known == method.as_str())
        .unwrap_or("other")
}

const fn class_of(status: u16) -> &'static str {
    match status / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}
