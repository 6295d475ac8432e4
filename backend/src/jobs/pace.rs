//! How jobs wait: between two attempts, and until they are told to stop.
//!
//! Real jobs sleep; those of tests move the fixed clock and go on. What is drawn at random is drawn once, from a seed
//! that tests give.

use core::time::Duration;

use tokio::sync::watch;

use crate::clock::Clock;

/// The first wait between two attempts.
const FIRST: Duration = Duration::from_secs(30);
/// Each wait is this many times the one before.
const TIMES: u32 = 4;
/// The longest wait within a run; whoever asks for more is asked again in another run.
const LONGEST: Duration = Duration::from_mins(10);

/// How a job waits.
#[derive(Debug, Clone)]
pub struct Pace {
    seed: u64,
    sleep: Sleep,
}

#[derive(Debug, Clone)]
enum Sleep {
    Real,
    Moves(Clock),
}

impl Pace {
    /// Sleeps; drawn anew for each process.
    pub fn real() -> Pace {
        Pace { seed: getrandom::u64().unwrap_or(0), sleep: Sleep::Real }
    }

    /// Moves this fixed clock instead of sleeping.
    pub fn moving(clock: Clock, seed: u64) -> Pace {
        Pace { seed, sleep: Sleep::Moves(clock) }
    }

    /// The minute and second at which this instance looks: not all at the same time.
    pub(super) fn moment_of_the_hour(&self) -> (u64, u64) {
        (self.seed % 60, self.seed / 60 % 60)
    }

    /// How long to wait after so many failed attempts, counted from 1, when the service asks for so many seconds:
    /// 30 s, 2 min, 8 min, each up to a fifth longer by chance. `None` when it asks for more than a run waits.
    pub(super) fn after(&self, attempt: u32, asked_s: Option<u64>) -> Option<Duration> {
        let plain = FIRST.saturating_mul(TIMES.saturating_pow(attempt.saturating_sub(1))).min(LONGEST);
        let spread = plain.as_secs() / 5 + 1;
        let chance = self.seed.wrapping_mul(6_364_136_223_846_793_005).rotate_left(attempt) % spread;
        let wait = plain + Duration::from_secs(chance);
        let asked = Duration::from_secs(asked_s.unwrap_or(0));
        (asked <= LONGEST).then(|| wait.max(asked))
    }

    /// Waits; `false` when it was told to stop meanwhile.
    pub(super) async fn wait(&self, time: Duration, stop: &Stop) -> bool {
        match &self.sleep {
            Sleep::Moves(clock) => clock.advance(i64::try_from(time.as_secs()).unwrap_or(i64::MAX)),
            Sleep::Real => tokio::select! {
                () = tokio::time::sleep(time) => {}
                () = stop.asked() => {}
            },
        }
        !stop.is_asked()
    }
}

/// Tells jobs to stop.
#[derive(Debug, Clone)]
pub struct Stop(watch::Sender<bool>);

impl Default for Stop {
    fn default() -> Stop {
        Stop(watch::Sender::new(false))
    }
}

impl Stop {
    /// From now on.
    pub fn now(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was said.
    pub fn is_asked(&self) -> bool {
        *self.0.borrow()
    }

    /// Comes back when it is said.
    pub(super) async fn asked(&self) {
        // The sender lives as long as this does, so waiting never fails.
        drop(self.0.subscribe().wait_for(|asked| *asked).await);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_are_bounded_and_respect_what_the_service_asks() {
        let pace = Pace::moving(Clock::fixed(0), 7);
        let seconds = |attempt, asked| pace.after(attempt, asked).map(|d| d.as_secs());
        let [first, second, third] = [1, 2, 3].map(|n| seconds(n, None).unwrap());
        assert!((30..=36).contains(&first) && (120..=144).contains(&second) && (480..=576).contains(&third));
        assert_eq!(seconds(1, Some(300)), Some(300));
        assert_eq!(seconds(1, Some(3_600)), None);
        assert!(seconds(u32::MAX, None).unwrap() <= 720);
    }

    #[tokio::test]
    async fn a_real_wait_ends_when_it_is_told_to_stop() {
        let (pace, stop) = (Pace::real(), Stop::default());
        stop.now();
        assert!(!pace.wait(Duration::from_hours(1), &stop).await);
    }
}
