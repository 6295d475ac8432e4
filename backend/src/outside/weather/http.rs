//! A weather service asked over HTTPS.
//!
//! One question, one answer, within a time and a size; what comes back is read by the file of its shape.

use core::time::Duration;

use eclaireur_models::period::Period;
use futures_util::future::BoxFuture;
use reqwest::header::{LOCATION, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, Url};

use super::{DailyMeans, Kind, Means, Station, WeatherError, Wrong, open_meteo, rmi, short};
use crate::config::{Secret, WeatherSettings};
use crate::outside::http::{self, Unread};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a whole answer may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// The longest answer that is read: a year of daily features is about 400 kB.
const LONGEST: usize = 8_000_000;

/// The service of the settings.
pub struct Service {
    kind: Kind,
    url: Url,
    key: Option<Secret>,
    patience: Duration,
}

impl Service {
    /// As the settings say; `None` when no service is to be asked.
    pub fn of(settings: &WeatherSettings) -> Option<Service> {
        let kind = settings.kind?;
        Some(Service { kind, url: settings.url.clone(), key: settings.key.clone(), patience: PATIENCE })
    }

    /// The same, with less patience.
    #[must_use]
    pub fn within(self, patience: Duration) -> Service {
        Service { patience, ..self }
    }

    async fn ask(&self, station: &Station, period: Period) -> Result<Means, WeatherError> {
        let mut question = match self.kind {
            Kind::Rmi | Kind::RmiHourly => rmi::question(self.kind, station, period),
            Kind::OpenMeteo => open_meteo::question(station, period),
        };
        if let Some(key) = &self.key {
            question.push(("apikey", key.reveal().to_owned()));
        }
        let mut url = self.url.clone();
        url.query_pairs_mut().extend_pairs(&question);
        let asking = async {
            let response =
                client()?.get(url).send().await.map_err(|e| WeatherError::Unreachable(http::said(&e)))?;
            body(self.fit(response)?).await
        };
        let bytes = tokio::time::timeout(self.patience, asking)
            .await
            .map_err(|_| WeatherError::TooSlow(self.patience))??;
        let read = match self.kind {
            Kind::Rmi | Kind::RmiHourly => rmi::read(self.kind, station, period, &bytes),
            Kind::OpenMeteo => open_meteo::read(period, &bytes),
        };
        read.map_err(WeatherError::Wrong)
    }

    /// An answer whose status lets its body be read.
    fn fit(&self, response: Response) -> Result<Response, WeatherError> {
        let status = response.status();
        let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok());
        if status.is_redirection() {
            let to = header(LOCATION).and_then(|to| self.url.join(to).ok());
            let host = to.as_ref().and_then(Url::host_str).map_or_else(|| "nowhere".to_owned(), short);
            return Err(WeatherError::Elsewhere(host));
        }
        match status {
            StatusCode::OK => Ok(response),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Err(WeatherError::Busy {
                status: status.as_u16(),
                // A date instead of seconds is left alone: the job's own wait stands.
                retry_after_s: header(RETRY_AFTER).and_then(|after| after.trim().parse().ok()),
            }),
            _ if status.is_client_error() && status != StatusCode::REQUEST_TIMEOUT => {
                Err(WeatherError::Refused(status.as_u16()))
            }
            _ => Err(WeatherError::Failing(status.as_u16())),
        }
    }
}

impl DailyMeans for Service {
    fn kind(&self) -> Kind {
        self.kind
    }

    fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    fn daily_means<'a>(
        &'a self,
        station: &'a Station,
        period: Period,
    ) -> BoxFuture<'a, Result<Means, WeatherError>> {
        Box::pin(self.ask(station, period))
    }
}

fn client() -> Result<Client, WeatherError> {
    http::client(CONNECT).map_err(|e| WeatherError::NotReady(http::said(&e)))
}

async fn body(response: Response) -> Result<Vec<u8>, WeatherError> {
    let bytes = http::body(response, LONGEST).await.map_err(|unread| match unread {
        Unread::Broke(said) => WeatherError::Unreachable(said),
        Unread::TooLong => WeatherError::TooLong(LONGEST),
    })?;
    if bytes.is_empty() {
        return Err(WeatherError::Wrong(Wrong::Shape("nothing".to_owned())));
    }
    Ok(bytes)
}
