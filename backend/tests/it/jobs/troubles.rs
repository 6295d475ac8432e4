//! Three weeks with a service that is slow, wrong, rate-limited, down, elsewhere: what is stored, what the log says.

use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};

use eclaireur::clock::Clock;
use eclaireur::store::{job_runs, weather};
use eclaireur_models::period::{Day, rfc3339};
use serde_json::json;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

use super::service::{Fake, Says};
use super::weather::{app, round};
use crate::support::on_both;

/// What is logged on this thread.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Times of the fixed clock.
struct Told(Clock);

impl FormatTime for Told {
    fn format_time(&self, w: &mut Writer<'_>) -> std::fmt::Result {
        write!(w, "{}", rfc3339(self.0.now()))
    }
}

on_both! {
    async fn every_missing_day_is_there_in_the_end(test) {
        let fake = Fake::start().await;
        let app = app(test, &fake, "rmi", "2026-11-02", "weather_from = \"2026-10-20\"\n").await;
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_timer(Told(app.clock.clone()))
            .with_ansi(false)
            .with_target(false)
            .with_max_level(tracing::Level::INFO)
            .with_writer(move || writer.clone())
            .finish();
        let logging = tracing::subscriber::set_default(subscriber);
        let mut story = String::new();
        let page = b"<html>Maintenance</html>".to_vec();
        let kelvin = |v: &mut serde_json::Value| v["features"][0]["properties"]["temp_avg"] = json!(279.3);
        let cut = b"{\"type\":\"FeatureCollection\",\"features\":[{\"prop".to_vec();
        let hour = 3600;
        let to_next_morning = |app: &eclaireur::app::App| {
            let now = app.clock.now();
            app.clock.advance(86_400 - (now - 6 * hour) % 86_400);
        };
        let chapters: Vec<(&str, Vec<Says>, Option<i64>)> = vec![
            ("slow: no answer, four times", vec![Says::Silence; 4], None),
            ("an hour later, a web page instead of data", vec![Says::Bytes(page); 4], Some(hour)),
            ("two hours later, too many questions: it asks for 90 s, then answers", vec![Says::Later(90)], Some(2 * hour)),
            ("the next day, down", vec![Says::Status(500); 4], None),
            ("day 2", vec![Says::Status(502); 4], None),
            ("day 3", vec![Says::Status(503); 4], None),
            ("day 4, too many questions for a day", vec![Says::Later(86_400)], None),
            ("day 5", vec![Says::Status(500); 4], None),
            ("day 6", vec![Says::Status(500); 4], None),
            ("day 7", vec![Says::Status(500); 4], None),
            ("back after a week", vec![], None),
            ("the next day, kelvin, half a document, kelvin, then right", vec![Says::But(kelvin), Says::Bytes(cut), Says::But(kelvin)], None),
            ("the next day, it sends elsewhere", vec![Says::Elsewhere("https://elsewhere.example/weather".to_owned())], None),
            ("the next day, it has corrected a day", vec![], None),
        ];
        for (n, (title, says, later)) in chapters.into_iter().enumerate() {
            match later {
                Some(seconds) => app.clock.advance(seconds),
                None if n == 0 => {}
                None => to_next_morning(&app),
            }
            if title.contains("corrected") {
                fake.corrects("2026-11-09", 4);
            }
            fake.says(says);
            let asked = fake.questions().len();
            let _ = round(&app).await;
            let asked = fake.questions().len() - asked;
            let said = String::from_utf8(std::mem::take(&mut *lines.0.lock().unwrap())).unwrap();
            assert_eq!(said.lines().count(), 1, "said once per run: {said}");
            writeln!(story, "# {title} ({asked} asked)\n{}\n", said.trim_end()).unwrap();
        }
        drop(logging);
        writeln!(story, "# stored").unwrap();
        for day in weather::days(app.db.read(), "uccle", Day::MIN, Day::MAX).await.unwrap() {
            let (celsius, origin) = (day.temperature.celsius(), day.origin.code());
            writeln!(story, "{} {celsius:>6} {origin} {} {}", day.day, day.source, rfc3339(day.recorded_at)).unwrap();
        }
        writeln!(story, "\n# every value of 2026-11-09").unwrap();
        for day in weather::history(app.db.read(), "uccle", "2026-11-09".parse().unwrap()).await.unwrap() {
            writeln!(story, "{:>6} {}", day.temperature.celsius(), rfc3339(day.recorded_at)).unwrap();
        }
        writeln!(story, "\n# runs").unwrap();
        for run in job_runs::last(app.db.read(), "weather:uccle", 99).await.unwrap().iter().rev() {
            let said = run.said.as_deref().unwrap_or_default();
            writeln!(story, "{} {} ({} times): {said}", run.slot, run.state.code(), run.runs).unwrap();
        }
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("troubles", story);
        });
        let held = weather::held(app.db.read()).await.unwrap();
        assert_eq!((held[0].gaps.len(), held[0].days), (0, 24));
        app.db.close().await.unwrap();
    }
}
