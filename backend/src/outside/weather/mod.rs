//! The weather service: what the mean temperature of each day was, at a station, between two days.
//!
//! [`DailyMeans`] is what the rest of the program knows; [`http::Service`] is the real one, [`fake::Fake`] the one of
//! tests. Two services are understood: the open data of the Royal Meteorological Institute ([`rmi`]) and the archive of
//! Open-Meteo ([`open_meteo`]). What a person loads instead is read by `models::climate::table`.
//!
//! # Invariants
//! * Only the host of the settings is asked: no redirect is followed and no proxy of the environment is used.
//! * An answer is believed whole or not at all: other days, other stations, other units, impossible temperatures, a
//!   web page or half a document are refused, and nothing of them is kept.
//! * The key stands in no error and no log.
//!
//! Does *not* store, does *not* try again and does *not* know the time: `jobs::weather` does. To add a service: its
//! shape in a file beside `rmi`, a variant of [`Kind`].

pub mod fake;
pub mod http;
pub mod open_meteo;
pub mod rmi;

use core::fmt;
use core::time::Duration;

use eclaireur_models::climate::Temperature;
use eclaireur_models::period::{Day, Period};
use futures_util::future::BoxFuture;
use rust_decimal::Decimal;

/// Longest code of a station, and longest name a service has for it.
const LONGEST_NAME: usize = 40;
/// How cold and how warm the mean of a day can be, in hundredths of a degree, for a service to be believed.
const BELIEVED: core::ops::RangeInclusive<i32> = -4_000..=4_500;

/// Which service, and which of its shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Daily means of the Royal Meteorological Institute's automatic stations.
    Rmi,
    /// Hourly temperatures of its synoptic stations; a day is the mean of its 24 hours.
    RmiHourly,
    /// The archive of Open-Meteo: a reanalysis, modelled, at any place.
    OpenMeteo,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Rmi, Kind::RmiHourly, Kind::OpenMeteo];

    /// Stable code, as in the settings and as the origin of what is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Kind::Rmi => "rmi",
            Kind::RmiHourly => "rmi-hourly",
            Kind::OpenMeteo => "open-meteo",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Where it is asked unless the settings say otherwise.
    pub const fn url(self) -> &'static str {
        match self {
            Kind::Rmi | Kind::RmiHourly => "https://opendata.meteo.be/service/ows",
            Kind::OpenMeteo => "https://archive-api.open-meteo.com/v1/archive",
        }
    }

    /// What it calls Uccle: WMO number 6447, or latitude and longitude.
    pub const fn uccle(self) -> &'static str {
        match self {
            Kind::Rmi | Kind::RmiHourly => "6447",
            Kind::OpenMeteo => "50.798/4.358",
        }
    }

    /// How many days are asked at a time.
    pub const fn most_days(self) -> usize {
        match self {
            Kind::Rmi | Kind::OpenMeteo => 366,
            Kind::RmiHourly => 31,
        }
    }
}

/// A station: our code for it, the service's name for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// As in the catalogue: `uccle`.
    pub code: String,
    /// A number, or `latitude/longitude`.
    pub place: String,
}

impl Station {
    /// From `uccle=6447`; `None` when it is not of that form, or the place is none that this service has.
    pub fn read(kind: Kind, text: &str) -> Option<Station> {
        let (code, place) = text.split_once('=')?;
        let place_fits = match kind {
            Kind::Rmi | Kind::RmiHourly => {
                !place.is_empty() && place.len() <= 6 && place.bytes().all(|b| b.is_ascii_digit())
            }
            Kind::OpenMeteo => open_meteo::coordinates(place).is_some(),
        };
        let both = is_station_code(code) && place.len() <= LONGEST_NAME && place_fits;
        both.then(|| Station { code: code.to_owned(), place: place.to_owned() })
    }
}

/// Whether this can be the code of a station: small letters, digits and hyphens.
pub fn is_station_code(code: &str) -> bool {
    (1..=LONGEST_NAME).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The mean of each day that the service has.
pub type Means = Vec<(Day, Temperature)>;

/// Whoever knows daily means.
pub trait DailyMeans: Send + Sync {
    /// Which service this is.
    fn kind(&self) -> Kind;

    /// The host that is asked, for the log and as the origin of what is stored.
    fn host(&self) -> &str;

    /// The days of `period` that the service has, in order; what it does not have is not there.
    fn daily_means<'a>(
        &'a self,
        station: &'a Station,
        period: Period,
    ) -> BoxFuture<'a, Result<Means, WeatherError>>;
}

/// Why a service did not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeatherError {
    /// No connection, or it broke.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// No whole answer in the time it is given.
    #[error("no whole answer in {0:?}")]
    TooSlow(Duration),
    /// It asks to be left alone for a while.
    #[error("it asks to come back later (status {status})")]
    Busy {
        /// Status of the answer.
        status: u16,
        /// Seconds it asks for.
        retry_after_s: Option<u64>,
    },
    /// It failed.
    #[error("it failed (status {0})")]
    Failing(u16),
    /// It does not accept the question: address, key or station.
    #[error("it refuses the question (status {0}); look at weather_url, weather_key and weather_stations")]
    Refused(u16),
    /// It sends elsewhere, where nobody is asked.
    #[error("it sends to {0} instead of answering; only the address of the settings is asked")]
    Elsewhere(String),
    /// Longer than any right answer.
    #[error("its answer is longer than {0} bytes")]
    TooLong(usize),
    /// An answer that is not what was asked.
    #[error("its answer is not what was asked: {0}")]
    Wrong(Wrong),
    /// The program could not be made ready to ask.
    #[error("nothing could be asked: {0}")]
    NotReady(String),
}

impl WeatherError {
    /// Whether asking again can help.
    pub const fn may_pass(&self) -> bool {
        !matches!(self, Self::Refused(_) | Self::Elsewhere(_) | Self::NotReady(_))
    }

    /// Seconds the service asks to wait.
    pub const fn retry_after_s(&self) -> Option<u64> {
        match self {
            Self::Busy { retry_after_s, .. } => *retry_after_s,
            _ => None,
        }
    }
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A web page.
    Page,
    /// No JSON, or half of it, or another shape.
    Shape(String),
    /// Another unit.
    Unit(String),
    /// A day that nobody asked for, or none.
    Day(String),
    /// Another station.
    Station(String),
    /// A day twice, with two values.
    Twice(Day),
    /// A temperature that no day in Belgium can have had.
    Temperature(Day, String),
    /// Only a part of what there is.
    Cut,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wrong::Page => f.write_str("a web page"),
            Wrong::Shape(why) => write!(f, "{why}"),
            Wrong::Unit(unit) => write!(f, "unit `{unit}` instead of °C"),
            Wrong::Day(day) => write!(f, "day `{day}` was not asked for"),
            Wrong::Station(code) => write!(f, "station `{code}` was not asked for"),
            Wrong::Twice(day) => write!(f, "{day} has two values"),
            Wrong::Temperature(day, value) => write!(f, "{value} °C on {day}"),
            Wrong::Cut => f.write_str("only a part of it was sent"),
        }
    }
}

/// A temperature of an answer, if a day in Belgium can have had it.
fn believed(day: Day, value: &serde_json::Number) -> Result<Temperature, Wrong> {
    let text = value.to_string();
    let number = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&text)).ok();
    number
        .and_then(Temperature::from_celsius)
        .filter(|t| BELIEVED.contains(&t.hundredths()))
        .ok_or(Wrong::Temperature(day, short(&text)))
}

/// A day of an answer, which must be one that was asked for.
fn asked(period: Period, text: &str) -> Result<Day, Wrong> {
    let day: Option<Day> = text.parse().ok();
    day.filter(|day| period.contains(*day)).ok_or_else(|| Wrong::Day(short(text)))
}

/// Puts a day among the others, unless it is there with another value.
fn put(
    days: &mut std::collections::BTreeMap<Day, Temperature>,
    day: Day,
    value: Temperature,
) -> Result<(), Wrong> {
    match days.insert(day, value) {
        Some(before) if before != value => Err(Wrong::Twice(day)),
        _ => Ok(()),
    }
}

/// JSON of this shape, or what it is instead.
fn shaped<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, Wrong> {
    serde_json::from_slice(bytes).map_err(|error| {
        let begins = bytes.trim_ascii_start();
        if begins.first() == Some(&b'<') {
            return Wrong::Page;
        }
        Wrong::Shape(match error.classify() {
            serde_json::error::Category::Eof => "it ends in the middle".to_owned(),
            serde_json::error::Category::Data => format!("JSON of another shape (line {})", error.line()),
            _ => "no JSON".to_owned(),
        })
    })
}

/// The beginning of a text of somebody else, for a log: one line, and nothing that a terminal obeys.
fn short(text: &str) -> String {
    text.chars().take(30).map(|c| if c.is_control() { '·' } else { c }).collect()
}
