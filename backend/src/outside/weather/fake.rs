//! A weather service for tests: answers from a list, in the order in which it was given.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use eclaireur_models::period::{Day, Period};
use futures_util::future::BoxFuture;

use super::{DailyMeans, Kind, Means, Station, WeatherError};

/// What it says to one question.
pub type Said = Box<dyn Fn(Period) -> Result<Means, WeatherError> + Send>;

/// The fake.
#[derive(Default)]
pub struct Fake {
    says: Mutex<VecDeque<Said>>,
    asked: Mutex<Vec<(Day, Day)>>,
}

impl Fake {
    /// One that says nothing yet; asked more often than it was told, it is unreachable.
    pub fn new() -> Fake {
        Fake::default()
    }

    /// What it says next.
    pub fn says(&self, said: impl Fn(Period) -> Result<Means, WeatherError> + Send + 'static) {
        self.says.lock().unwrap_or_else(PoisonError::into_inner).push_back(Box::new(said));
    }

    /// First and last day of each question so far.
    pub fn asked(&self) -> Vec<(Day, Day)> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl DailyMeans for Fake {
    fn kind(&self) -> Kind {
        Kind::Rmi
    }

    fn host(&self) -> &'static str {
        "weather.example"
    }

    fn daily_means<'a>(
        &'a self,
        _: &'a Station,
        period: Period,
    ) -> BoxFuture<'a, Result<Means, WeatherError>> {
        let last = period.to.yesterday().unwrap_or(period.from);
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push((period.from, last));
        let said = self.says.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let answer =
            said.map_or_else(|| Err(WeatherError::Unreachable("nobody there".to_owned())), |s| s(period));
        Box::pin(async move { answer })
    }
}
