//! Brings the daily mean temperatures of a station: every day that is missing up to yesterday, and the last ten days
//! again, since services correct them.
//!
//! A day of work is a *slot*, claimed in the database, so that with several instances it is done once. It begins at six
//! in the morning, when yesterday exists. A week without the service, or without us, is caught up by itself: what is
//! missing is asked, in bounded questions, and each answer is kept as soon as it is there. A question that fails is
//! asked again a few times, then the run fails, is said once in the log with what and when again, and is taken up by a
//! later hour. Does *not* compute degree-days: they follow from the days whenever they are shown.

use core::time::Duration;

use anyhow::Result;
use eclaireur_models::period::{Day, Period, day_of, day_start, next_day, rfc3339};

use super::held::{Held, LEASE_S};
use super::pace::{Pace, Stop};
use crate::app::App;
use crate::outside::weather::{DailyMeans, Kind, Means, Station, WeatherError};
use crate::store::By;
use crate::store::job_runs;
use crate::store::weather::{self, Loaded, NewLoad, Origin};

/// Seconds after midnight when a day's work begins: the day before is complete, in universal time as well.
const BEGINS: i64 = 6 * 3600;
/// How often a question is asked in one run.
const ATTEMPTS: u32 = 4;
/// Questions of one run: a whole history of years, hour by hour, takes a few runs.
const QUESTIONS: usize = 48;
/// Days that are asked again although they are held.
const AGAIN_DAYS: i64 = 10;
/// The first wait between two runs of a day that failed, doubled each time.
const NEXT_RUN_S: i64 = 3600;

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ran {
    /// Not due: done, somebody else's, or to be left alone for a while.
    NotDue,
    /// Every question was answered.
    Done(Brought),
    /// A question stayed without an answer.
    Failed {
        /// What was brought before.
        brought: Brought,
        /// Why.
        why: WeatherError,
        /// UTC second from which on it is tried again.
        again_at: i64,
    },
    /// Told to stop; the slot is free again.
    Stopped,
}

/// What was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Brought {
    /// Questions that were answered.
    pub questions: usize,
    /// Days that nobody had.
    pub new: usize,
    /// Days that have another value now.
    pub changed: usize,
}

/// The name of the jobs in the list of runs, before that of the station.
pub const JOB: &str = "weather";

/// The name of a station's job in the list of runs.
pub fn job_of(station: &str) -> String {
    format!("{JOB}:{station}")
}

/// Brings what a station lacks, if that is due.
///
/// # Errors
/// The database. That the service does not help is no error: it is said in the log and tried again.
pub async fn run(
    app: &App,
    service: &dyn DailyMeans,
    station: &Station,
    pace: &Pace,
    stop: &Stop,
) -> Result<Ran> {
    let now = app.clock.now();
    let today = day_of(now - BEGINS).unwrap_or(Day::MAX);
    let Some(held) = Held::claim(app, &job_of(&station.code), &today.to_string()).await? else {
        return Ok(Ran::NotDue);
    };
    let task = Task { app, service, station, pace, stop, held };
    let ran = task.bring(today).await?;
    task.end(today, ran).await
}

struct Task<'a> {
    app: &'a App,
    service: &'a dyn DailyMeans,
    station: &'a Station,
    pace: &'a Pace,
    stop: &'a Stop,
    held: Held,
}

/// How far it went, and what stood in the way.
struct Went {
    brought: Brought,
    end: End,
}

enum End {
    Through,
    Error(WeatherError),
    Stopped,
    /// Another instance has taken the slot over, or there are more questions than a run asks.
    Left,
}

impl Task<'_> {
    async fn bring(&self, today: Day) -> Result<Went> {
        let mut brought = Brought::default();
        let questions = self.questions(today).await?;
        let more = questions.len() > QUESTIONS;
        for period in questions.into_iter().take(QUESTIONS) {
            let means = match self.ask(period).await? {
                Ok(means) => means,
                Err(end) => return Ok(Went { brought, end }),
            };
            let Some(loaded) = self.keep(&means).await? else {
                return Ok(Went { brought, end: End::Left });
            };
            brought.questions += 1;
            brought.new += loaded.new;
            brought.changed += loaded.changed.len();
        }
        Ok(Went { brought, end: if more { End::Left } else { End::Through } })
    }

    /// The periods to be asked, oldest first: from a missing day on, as many days as the service takes at a time.
    async fn questions(&self, today: Day) -> Result<Vec<Period>> {
        let Ok(yesterday) = today.yesterday() else { return Ok(Vec::new()) };
        let from = self.app.settings.weather.from;
        let again = days_before(today, AGAIN_DAYS).max(from);
        let mut days = weather::missing(self.app.db.read(), &self.station.code, from, yesterday).await?;
        days.extend(Period::new(again, today).into_iter().flat_map(Period::iter));
        days.sort_unstable();
        days.dedup();
        Ok(periods(&days, self.service.kind().most_days()))
    }

    /// Asks, and asks again; the wait grows each time.
    async fn ask(&self, period: Period) -> Result<Result<Means, End>> {
        let mut attempt = 1;
        loop {
            let answer = tokio::select! {
                answer = self.service.daily_means(self.station, period) => answer,
                () = self.stop.asked() => return Ok(Err(End::Stopped)),
            };
            let why = match answer {
                Ok(means) => return Ok(Ok(means)),
                Err(why) => why,
            };
            tracing::debug!(station = self.station.code, attempt, from = %period.from, "weather: {why}");
            let wait = (attempt < ATTEMPTS && why.may_pass())
                .then(|| self.pace.after(attempt, why.retry_after_s()))
                .flatten();
            let Some(wait) = wait else { return Ok(Err(End::Error(why))) };
            if !self.pause(wait).await? {
                return Ok(Err(if self.stop.is_asked() { End::Stopped } else { End::Left }));
            }
            attempt += 1;
        }
    }

    /// Waits, and says that it is still there; `false` when it is to stop, or somebody else took over.
    async fn pause(&self, wait: Duration) -> Result<bool> {
        if !self.pace.wait(wait, self.stop).await {
            return Ok(false);
        }
        Ok(self.held.alive().await?)
    }

    /// Keeps what was answered; `None`, and nothing is kept, where somebody else took over while it was waited for.
    async fn keep(&self, means: &Means) -> Result<Option<Loaded>> {
        let new = NewLoad {
            station: &self.station.code,
            origin: origin(self.service.kind()),
            source: self.service.host(),
            days: means,
        };
        let tx = self.app.db.begin().await?;
        let now = self.app.clock.now();
        let loaded = weather::load(&tx, &By::service(now), &new).await?;
        if !job_runs::keep(&tx, self.held.run(), now, LEASE_S).await? {
            tx.rollback().await?;
            return Ok(None);
        }
        tx.commit().await?;
        Ok(Some(loaded))
    }

    /// Writes down how it went, and says it once.
    async fn end(self, today: Day, went: Went) -> Result<Ran> {
        let (station, host) = (self.station.code.as_str(), self.service.host());
        let Went { brought, end } = went;
        let now = self.app.clock.now();
        let missing = self.missing(today).await?;
        let Brought { new, changed, .. } = brought;
        let (ran, again_at, said) = match end {
            End::Through => {
                tracing::info!(station, host, new, changed, missing, "weather brought");
                (Ran::Done(brought), None, format!("{new} new, {changed} changed, {missing} missing"))
            }
            End::Left => {
                let again_at = now + NEXT_RUN_S / 4;
                tracing::info!(
                    station,
                    host,
                    new,
                    changed,
                    missing,
                    again = rfc3339(again_at),
                    "weather brought in part"
                );
                (Ran::Done(brought), Some(again_at), format!("{new} new, {missing} missing, goes on"))
            }
            End::Error(why) => {
                let again_at = self.again_at(today, now, why.retry_after_s());
                let again = rfc3339(again_at);
                tracing::warn!(station, host, new, changed, missing, again, "weather not brought: {why}");
                let said = format!("{why}; {new} new, {missing} missing");
                (Ran::Failed { brought, why, again_at }, Some(again_at), said)
            }
            End::Stopped => (Ran::Stopped, Some(now), "stopped".to_owned()),
        };
        self.held.finish(again_at, &said).await?;
        Ok(ran)
    }

    async fn missing(&self, today: Day) -> Result<usize> {
        let Ok(yesterday) = today.yesterday() else { return Ok(0) };
        let from = self.app.settings.weather.from;
        Ok(weather::missing(self.app.db.read(), &self.station.code, from, yesterday).await?.len())
    }

    /// In an hour, two, four …, or when the service asks for, at the latest when the next day's work begins.
    fn again_at(&self, today: Day, now: i64, asked_s: Option<u64>) -> i64 {
        let before = u32::try_from(self.held.run().run - 1).unwrap_or(0);
        let wait = NEXT_RUN_S.saturating_mul(2_i64.saturating_pow(before.min(8)));
        let next = day_start(next_day(today)) + BEGINS;
        let asked = asked_s.and_then(|asked| i64::try_from(asked).ok()).unwrap_or(0);
        now.saturating_add(wait.max(asked)).min(next.max(now))
    }
}

/// Where the values of a service come from.
fn origin(kind: Kind) -> Origin {
    match kind {
        Kind::Rmi => Origin::Rmi,
        Kind::RmiHourly => Origin::RmiHourly,
        Kind::OpenMeteo => Origin::OpenMeteo,
    }
}

/// So many days before.
fn days_before(day: Day, days: i64) -> Day {
    day.saturating_sub(jiff::Span::new().days(days))
}

/// Periods of at most so many days that hold these days, sorted; long stretches without one of them are left out.
fn periods(days: &[Day], most: usize) -> Vec<Period> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut periods: Vec<Period> = Vec::new();
    for day in days {
        match periods.last_mut() {
            Some(last) if Period::new(last.from, next_day(*day)).is_some_and(|p| p.days() <= most) => {
                last.to = next_day(*day);
            }
            _ => periods.extend(Period::new(*day, next_day(*day))),
        }
    }
    periods
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn questions_hold_every_missing_day_and_are_bounded() {
        let year = Period::year(2024).unwrap();
        let days: Vec<Day> = year.iter().collect();
        let spans: Vec<_> = periods(&days, 31).iter().map(|p| p.days()).collect();
        assert_eq!((spans.len(), spans.iter().sum::<i64>(), spans.iter().max()), (12, 366, Some(&31)));
        let two = [date(2020, 1, 1), date(2026, 1, 1), date(2026, 1, 3)];
        let spans: Vec<_> = periods(&two, 366).iter().map(|p| (p.from, p.days())).collect();
        assert_eq!(spans, [(date(2020, 1, 1), 1), (date(2026, 1, 1), 3)]);
        assert_eq!(periods(&[], 366), []);
    }
}
