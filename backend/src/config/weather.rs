//! Settings of the weather service: which one, where, with which key, for which stations, from which day on.
//!
//! Without a word nobody is asked: a server calls out only when whoever runs it says so. `weather_service = "rmi"` is
//! enough for Uccle.

use core::fmt;
use core::net::IpAddr;

use anyhow::{Context as _, Result, bail, ensure};
use eclaireur_models::period::Day;
use jiff::civil::date;
use reqwest::Url;
use serde::Deserialize;

use crate::outside::weather::{Kind, Station};

/// Most stations that are followed.
const MOST_STATIONS: usize = 30;
/// The first day that is asked for, unless the settings say otherwise: ten years of bills have their weather.
const FROM: Day = date(2015, 1, 1);
/// Daily means of the automatic stations begin in 2000; bills before it are not read either.
const EARLIEST: Day = date(2000, 1, 1);

/// A word that is never printed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub(super) fn new(word: String) -> Secret {
        Secret(word)
    }

    /// The word, for the one that needs it.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What may be set, each part perhaps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct WeatherLayer {
    /// `none`, `rmi`, `rmi-hourly` or `open-meteo`.
    pub weather_service: Option<String>,
    /// Its address, without a query.
    pub weather_url: Option<String>,
    /// Its key, where it wants one.
    pub weather_key: Option<Secret>,
    /// Stations and what the service calls them: `uccle=6447 ernage=6459`.
    pub weather_stations: Option<String>,
    /// The first day to be brought, `YYYY-MM-DD`.
    pub weather_from: Option<String>,
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeatherSettings {
    /// Which service; `None` for none.
    pub kind: Option<Kind>,
    /// Where it is asked, nowhere else.
    pub url: Url,
    /// Its key.
    pub key: Option<Secret>,
    /// What is brought.
    pub stations: Vec<Station>,
    /// From this day on.
    pub from: Day,
}

impl WeatherLayer {
    pub(super) fn from_variables(read: impl Fn(&str) -> Option<String>) -> WeatherLayer {
        WeatherLayer {
            weather_service: read("WEATHER_SERVICE"),
            weather_url: read("WEATHER_URL"),
            weather_key: read("WEATHER_KEY").map(Secret),
            weather_stations: read("WEATHER_STATIONS"),
            weather_from: read("WEATHER_FROM"),
        }
    }

    pub(super) fn over(self, under: WeatherLayer) -> WeatherLayer {
        WeatherLayer {
            weather_service: self.weather_service.or(under.weather_service),
            weather_url: self.weather_url.or(under.weather_url),
            weather_key: self.weather_key.or(under.weather_key),
            weather_stations: self.weather_stations.or(under.weather_stations),
            weather_from: self.weather_from.or(under.weather_from),
        }
    }
}

impl WeatherSettings {
    /// The settings of a layer, checked.
    ///
    /// # Errors
    /// An unknown service, an address without TLS or with a word too many, a station of another form, a wrong day.
    pub(super) fn new(layer: WeatherLayer) -> Result<WeatherSettings> {
        let kind = match layer.weather_service.as_deref() {
            None | Some("none") => None,
            Some(code) => Some(Kind::from_code(code).with_context(|| {
                let known = Kind::ALL.map(Kind::code).join(", ");
                format!("weather_service `{code}` is not known; known: none, {known}")
            })?),
        };
        // Checked even when nobody is asked: a mistake is seen when it is made.
        let shape = kind.unwrap_or(Kind::Rmi);
        let url = address(layer.weather_url.as_deref().unwrap_or_else(|| shape.url()))?;
        let stations = layer.weather_stations.unwrap_or_else(|| format!("uccle={}", shape.uccle()));
        let from = match layer.weather_from {
            None => FROM,
            Some(text) => {
                text.parse().ok().filter(|day| (EARLIEST..=Day::MAX).contains(day)).with_context(|| {
                    format!("weather_from `{text}` is no day YYYY-MM-DD from {EARLIEST} on")
                })?
            }
        };
        ensure!(
            layer.weather_key.is_none() || shape == Kind::OpenMeteo || kind.is_none(),
            "weather_key is set, and the service `{}` takes none; leave it out",
            shape.code()
        );
        Ok(WeatherSettings {
            kind,
            url,
            key: layer.weather_key,
            stations: read_stations(shape, &stations)?,
            from,
        })
    }

    /// Name and value of each setting, without the key.
    pub(super) fn printed(&self) -> Vec<(&'static str, String)> {
        let stations: Vec<String> = self.stations.iter().map(|s| format!("{}={}", s.code, s.place)).collect();
        vec![
            ("weather_service", self.kind.map_or("none", Kind::code).to_owned()),
            ("weather_url", self.url.to_string()),
            ("weather_key", if self.key.is_some() { "***" } else { "(none)" }.to_owned()),
            ("weather_stations", stations.join(" ")),
            ("weather_from", self.from.to_string()),
        ]
    }
}

fn address(text: &str) -> Result<Url> {
    let url = Url::parse(text).ok().filter(Url::has_host).context("weather_url is no address")?;
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let here = host == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
    ensure!(
        url.scheme() == "https" || (url.scheme() == "http" && here),
        "weather_url must begin with https://"
    );
    ensure!(
        url.username().is_empty() && url.password().is_none(),
        "weather_url has a name or a password in it; use weather_key"
    );
    ensure!(
        url.query().is_none() && url.fragment().is_none(),
        "weather_url ends before its `?`; a key goes into weather_key"
    );
    Ok(url)
}

fn read_stations(kind: Kind, text: &str) -> Result<Vec<Station>> {
    let words =
        text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty());
    let mut stations: Vec<Station> = Vec::new();
    for word in words {
        let station = Station::read(kind, word).with_context(|| {
            format!("weather_stations `{word}` is not of the form `uccle={}` ({})", kind.uccle(), kind.code())
        })?;
        if stations.iter().any(|s| s.code == station.code) || stations.len() == MOST_STATIONS {
            bail!("weather_stations names `{}` twice, or more than {MOST_STATIONS}", station.code);
        }
        stations.push(station);
    }
    ensure!(!stations.is_empty(), "weather_stations is empty");
    Ok(stations)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(pairs: &[(&str, &str)]) -> WeatherLayer {
        let read = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        WeatherLayer::from_variables(read)
    }

    #[test]
    fn nobody_is_asked_without_a_word_and_one_word_is_enough() {
        let silent = WeatherSettings::new(WeatherLayer::default()).unwrap();
        assert_eq!(silent.kind, None);
        let rmi = WeatherSettings::new(layer(&[("WEATHER_SERVICE", "rmi")])).unwrap();
        assert_eq!(rmi.kind, Some(Kind::Rmi));
        assert_eq!(rmi.url.host_str(), Some("opendata.meteo.be"));
        assert_eq!(rmi.stations, [Station { code: "uccle".to_owned(), place: "6447".to_owned() }]);
    }

    #[test]
    fn the_key_is_never_printed() {
        let set = layer(&[("WEATHER_SERVICE", "open-meteo"), ("WEATHER_KEY", "geheim")]);
        let settings = WeatherSettings::new(set).unwrap();
        let printed = format!("{settings:?} {:?}", settings.printed());
        assert!(!printed.contains("geheim") && printed.contains("***"), "{printed}");
    }

    #[test]
    fn what_cannot_be_right_is_refused_with_the_name_of_the_setting() {
        for (name, value, word) in [
            ("WEATHER_SERVICE", "meteo", "weather_service"),
            ("WEATHER_URL", "http://opendata.meteo.be/service", "https"),
            ("WEATHER_URL", "https://eva:geheim@meteo.example/", "weather_key"),
            ("WEATHER_URL", "https://meteo.example/?apikey=geheim", "weather_key"),
            ("WEATHER_URL", "partout", "weather_url"),
            ("WEATHER_STATIONS", "uccle", "weather_stations"),
            ("WEATHER_STATIONS", "uccle=6447' OR 1=1", "weather_stations"),
            ("WEATHER_STATIONS", "uccle=6447 uccle=6448", "twice"),
            ("WEATHER_STATIONS", " ", "empty"),
            ("WEATHER_FROM", "hier", "weather_from"),
            ("WEATHER_FROM", "1815-06-18", "weather_from"),
        ] {
            let said = WeatherSettings::new(layer(&[(name, value)])).unwrap_err().to_string();
            assert!(said.contains(word) && !said.contains("geheim"), "{name}={value}: {said}");
        }
        for local in ["http://127.0.0.1:9/x", "http://[::1]:9/x", "http://localhost:9/x"] {
            assert!(WeatherSettings::new(layer(&[("WEATHER_URL", local)])).is_ok(), "{local}");
        }
        let key = layer(&[("WEATHER_SERVICE", "rmi"), ("WEATHER_KEY", "geheim")]);
        assert!(WeatherSettings::new(key).unwrap_err().to_string().contains("takes none"));
    }
}
