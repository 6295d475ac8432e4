//! The yield service: what a kWp gives on a roof, month by month, as PVGIS answers (`PVcalc`, JSON).
//!
//! # Invariants
//! * Only the address of the settings is asked: no redirect is followed, no proxy of the environment is used, there is no key.
//! * It is told how a roof lies and a point of the region: nothing of the building, nor of whom it belongs to.
//! * Asked once a roof, within a time and a size; the answer is kept with the audit.
//!
//! Does *not* read the answer (`models::measures::pv::pvgis` does), nor try again: an adviser presses once more.

use core::time::Duration;

use eclaireur_models::catalog::Place;
use eclaireur_models::measures::pv::Plane;
use futures_util::future::BoxFuture;
use reqwest::{Response, StatusCode, Url};

use super::http::{self, Unread};
use crate::config::SunSettings;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a whole answer may take: somebody waits for the page.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest answer that is read: twelve months are about 4 kB.
const LONGEST: usize = 200_000;
/// Losses of cables, inverter and dirt, percent: the service's own default.
const LOSSES: &str = "14";

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// A point of the region.
    pub place: Place,
    /// How the roof lies.
    pub plane: Plane,
}

/// Whoever knows the sun on a roof.
pub trait Yields: Send + Sync {
    /// The host that is asked, as the origin of what is kept.
    fn host(&self) -> &str;

    /// Its answer, unread.
    fn ask(&self, asked: Asked) -> BoxFuture<'_, Result<Vec<u8>, SunError>>;
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SunError {
    /// No connection, or it broke.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// No whole answer in the time it is given.
    #[error("no whole answer in {0:?}")]
    TooSlow(Duration),
    /// It failed, or asks to come back later.
    #[error("it failed (status {0})")]
    Failing(u16),
    /// It does not accept the question.
    #[error("it refuses the question (status {0}); look at sun_url")]
    Refused(u16),
    /// It sends elsewhere, where nobody is asked.
    #[error("it sends elsewhere; only the address of the settings is asked")]
    Elsewhere,
    /// Longer than any right answer.
    #[error("its answer is longer than {0} bytes")]
    TooLong(usize),
}

impl SunError {
    /// One of `audit::roofs::UNTOLD`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) | Self::TooSlow(_) | Self::Failing(_) => "unreachable",
            Self::Refused(_) | Self::Elsewhere => "refused",
            Self::TooLong(_) => "unreadable",
        }
    }
}

/// The service of the settings.
pub struct Service {
    url: Url,
    patience: Duration,
}

impl Service {
    /// As the settings say; `None` when nobody is to be asked.
    pub fn of(settings: &SunSettings) -> Option<Service> {
        Some(Service { url: settings.url.clone()?, patience: PATIENCE })
    }

    /// The same, with less patience.
    #[must_use]
    pub fn within(self, patience: Duration) -> Service {
        Service { patience, ..self }
    }

    async fn answer(&self, asked: Asked) -> Result<Vec<u8>, SunError> {
        let question = [
            ("lat", asked.place.latitude.to_string()),
            ("lon", asked.place.longitude.to_string()),
            ("peakpower", "1".to_owned()),
            ("loss", LOSSES.to_owned()),
            ("angle", asked.plane.tilt.to_string()),
            ("aspect", asked.plane.azimuth.to_string()),
            ("outputformat", "json".to_owned()),
        ];
        let mut url = self.url.clone();
        url.query_pairs_mut().extend_pairs(&question);
        let asking = async {
            let response = http::client(CONNECT)
                .map_err(|e| unreachable(&e))?
                .get(url)
                .send()
                .await
                .map_err(|e| unreachable(&e))?;
            body(fit(response)?).await
        };
        tokio::time::timeout(self.patience, asking).await.map_err(|_| SunError::TooSlow(self.patience))?
    }
}

impl Yields for Service {
    fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    fn ask(&self, asked: Asked) -> BoxFuture<'_, Result<Vec<u8>, SunError>> {
        Box::pin(self.answer(asked))
    }
}

fn fit(response: Response) -> Result<Response, SunError> {
    let status = response.status();
    match status {
        StatusCode::OK => Ok(response),
        _ if status.is_redirection() => Err(SunError::Elsewhere),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => {
            Err(SunError::Failing(status.as_u16()))
        }
        _ if status.is_client_error() => Err(SunError::Refused(status.as_u16())),
        _ => Err(SunError::Failing(status.as_u16())),
    }
}

async fn body(response: Response) -> Result<Vec<u8>, SunError> {
    http::body(response, LONGEST).await.map_err(|unread| match unread {
        Unread::Broke(said) => SunError::Unreachable(said),
        Unread::TooLong => SunError::TooLong(LONGEST),
    })
}

/// What an error says at its root.
fn unreachable(error: &reqwest::Error) -> SunError {
    SunError::Unreachable(http::said(error))
}
