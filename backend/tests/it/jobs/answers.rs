//! What a service can send back, and what we make of it. Nothing of a wrong answer is believed.

use std::time::Duration;

use eclaireur::config::{Layer, Settings};
use eclaireur::outside::weather::{DailyMeans as _, Means, WeatherError, Wrong};
use eclaireur_models::period::{Day, Period};
use serde_json::{Value, json};

use super::service::{Fake, Says, client, tenths};

/// What happens to an answer on its way.
type Change = fn(&mut Value);

/// The settings of a text in TOML.
pub(super) fn settings(text: &str) -> Settings {
    Settings::new(toml::from_str::<Layer>(text).expect("settings"), false).expect("they are right")
}

fn week() -> Period {
    Period::new(day("2026-03-28"), day("2026-04-04")).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn asked(fake: &Fake, kind: &str) -> Result<Means, WeatherError> {
    let settings = settings(&fake.settings(kind));
    client(&settings).daily_means(&settings.weather.stations[0], week()).await
}

#[tokio::test]
async fn each_service_gives_the_same_week_in_its_own_shape() {
    let fake = Fake::start().await;
    let right: Vec<(Day, i64)> = week().iter().map(|d| (d, tenths(d) * 10)).collect();
    for kind in ["rmi", "rmi-hourly", "open-meteo"] {
        let means = asked(&fake, kind).await.expect(kind);
        let means: Vec<(Day, i64)> = means.iter().map(|(d, t)| (*d, i64::from(t.hundredths()))).collect();
        assert_eq!(means, right, "{kind}");
    }
    let questions = fake.questions();
    assert_eq!(questions[0]["typeNames"], "aws:aws_1day");
    assert_eq!(
        questions[0]["CQL_FILTER"],
        "code = 6447 AND timestamp >= '2026-03-28T00:00:00Z' AND timestamp <= '2026-04-03T23:59:59Z'"
    );
    assert_eq!((questions[0]["count"].as_str(), questions[1]["count"].as_str()), ("8", "169"));
    let meteo = &questions[2];
    assert_eq!((meteo["latitude"].as_str(), meteo["end_date"].as_str()), ("50.798", "2026-04-03"));
    assert_eq!(meteo["daily"], "temperature_2m_mean");
}

#[tokio::test]
async fn days_that_the_service_does_not_have_are_missing_and_not_zero() {
    let fake = Fake::start().await;
    let without: [(&str, Change); 3] = [
        ("rmi", |v| v["features"][2]["properties"]["temp_avg"] = Value::Null),
        ("rmi-hourly", |v| v["features"][50]["properties"]["temp"] = Value::Null),
        ("open-meteo", |v| v["daily"]["temperature_2m_mean"][2] = Value::Null),
    ];
    for (kind, change) in without {
        fake.says([Says::But(change)]);
        let means = asked(&fake, kind).await.expect(kind);
        assert_eq!(means.len(), 6, "{kind}");
        assert!(means.iter().all(|(d, _)| *d != day("2026-03-30")), "{kind}: {means:?}");
    }
}

#[tokio::test]
async fn a_wrong_answer_is_refused_whole_with_what_is_wrong() {
    let fake = Fake::start().await;
    let page = b"<!DOCTYPE html><html><body>Maintenance</body></html>".to_vec();
    let cases: Vec<(&str, Says, Wrong)> = vec![
        ("rmi", Says::Bytes(page.clone()), Wrong::Page),
        ("open-meteo", Says::Bytes(page), Wrong::Page),
        (
            "rmi",
            Says::Bytes(b"{\"features\": [{\"prop".to_vec()),
            Wrong::Shape("it ends in the middle".to_owned()),
        ),
        ("rmi", Says::Bytes(b"temps".to_vec()), Wrong::Shape("no JSON".to_owned())),
        ("rmi", Says::Bytes(Vec::new()), Wrong::Shape("nothing".to_owned())),
        ("rmi", Says::Bytes(b"{}".to_vec()), Wrong::Shape("JSON of another shape (line 1)".to_owned())),
        ("rmi", Says::But(|v| v["numberMatched"] = json!(900)), Wrong::Cut),
        (
            "rmi",
            Says::But(|v| v["features"][3]["properties"]["code"] = json!(6459)),
            Wrong::Station("6459".to_owned()),
        ),
        (
            "rmi",
            Says::But(|v| v["features"][0]["properties"]["temp_avg"] = json!(281.4)),
            Wrong::Temperature(day("2026-03-28"), "281.4".to_owned()),
        ),
        (
            "open-meteo",
            Says::But(|v| v["daily"]["temperature_2m_mean"][1] = json!(-41.0)),
            Wrong::Temperature(day("2026-03-29"), "-41.0".to_owned()),
        ),
        (
            "open-meteo",
            Says::But(|v| v["daily"]["temperature_2m_mean"][1] = json!(1e300)),
            Wrong::Temperature(day("2026-03-29"), "1e+300".to_owned()),
        ),
        (
            "open-meteo",
            Says::But(|v| v["daily_units"]["temperature_2m_mean"] = json!("°F")),
            Wrong::Unit("°F".to_owned()),
        ),
        (
            "open-meteo",
            Says::But(|v| v["daily"]["time"][6] = json!("2026-04-04")),
            Wrong::Day("2026-04-04".to_owned()),
        ),
        (
            "rmi",
            Says::But(|v| v["features"][0]["properties"]["timestamp"] = json!("2025-03-28T00:00:00Z")),
            Wrong::Day("2025-03-28".to_owned()),
        ),
        (
            "rmi",
            Says::But(|v| v["features"][0]["properties"]["timestamp"] = json!("2026-03-28T00:00:00+02:00")),
            Wrong::Day("2026-03-28T00:00:00+02:00".to_owned()),
        ),
        (
            "rmi",
            Says::But(|v| v["features"][1]["properties"]["timestamp"] = json!("2026-03-28T00:00:00Z")),
            Wrong::Twice(day("2026-03-28")),
        ),
        (
            "open-meteo",
            Says::But(|v| v["daily"]["time"] = json!(["2026-03-28"])),
            Wrong::Shape("days and temperatures are not as many".to_owned()),
        ),
        (
            "open-meteo",
            Says::But(|v| v["daily"]["temperature_2m_mean"][0] = json!("NaN")),
            Wrong::Shape("JSON of another shape (line 1)".to_owned()),
        ),
    ];
    for (kind, says, wrong) in cases {
        fake.says([says.clone()]);
        let refused = asked(&fake, kind).await.unwrap_err();
        assert_eq!(refused, WeatherError::Wrong(wrong), "{kind}: {says:?}");
        assert!(refused.may_pass(), "a wrong answer may be right the next time");
    }
}

#[tokio::test]
async fn statuses_silence_and_floods_are_told_apart() {
    let fake = Fake::start().await;
    let busy = |status, retry_after_s| WeatherError::Busy { status, retry_after_s };
    for (says, error, may_pass) in [
        (Says::Silence, WeatherError::TooSlow(Duration::from_millis(150)), true),
        (Says::Later(90), busy(429, Some(90)), true),
        (Says::Status(503), busy(503, None), true),
        (Says::Status(500), WeatherError::Failing(500), true),
        (Says::Status(204), WeatherError::Failing(204), true),
        (Says::Status(401), WeatherError::Refused(401), false),
        (Says::Status(404), WeatherError::Refused(404), false),
        (Says::Flood, WeatherError::TooLong(8_000_000), true),
    ] {
        fake.says([says]);
        let said = asked(&fake, "rmi").await.unwrap_err();
        assert_eq!(said, error);
        assert_eq!(said.may_pass(), may_pass, "{said}");
    }
    let gone = settings(&fake.settings("rmi"));
    drop(fake);
    let said = client(&gone).daily_means(&gone.weather.stations[0], week()).await.unwrap_err();
    assert!(matches!(said, WeatherError::Unreachable(_)) && said.may_pass(), "{said}");
}

#[tokio::test]
async fn nobody_is_asked_but_the_host_of_the_settings() {
    let (fake, other) = (Fake::start().await, Fake::start().await);
    for to in [format!("http://{}/weather", other.address), "//elsewhere.example/x".to_owned()] {
        fake.says([Says::Elsewhere(to)]);
        let said = asked(&fake, "rmi").await.unwrap_err();
        assert!(matches!(said, WeatherError::Elsewhere(_)) && !said.may_pass(), "{said}");
    }
    assert_eq!(other.questions().len(), 0);
}

#[tokio::test]
async fn the_key_is_sent_and_never_said() {
    let fake = Fake::start().await;
    let text = format!("{}weather_key = \"geheim\"\n", fake.settings("open-meteo"));
    let set = settings(&text);
    let service = client(&set);
    service.daily_means(&set.weather.stations[0], week()).await.expect("an answer");
    assert_eq!(fake.questions()[0]["apikey"], "geheim");
    drop(fake);
    let said = service.daily_means(&set.weather.stations[0], week()).await.unwrap_err();
    assert!(!format!("{said} {said:?} {set:?} {:?}", set.printed()).contains("geheim"), "{said:?}");
}
