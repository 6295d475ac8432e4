//! The only "now" of the program, passed down to whoever needs it; tests fix it.
//!
//! Does *not* know civil days beyond asking `models::period`. Invariant: no other file reads the time
//! (`.clippy.toml`), so the same request on a fixed clock gives the same bytes.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use eclaireur_models::period::{Day, day_of};
use jiff::Timestamp;

/// The machine's clock, or one that stands still until a test moves it.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Clock {
        Clock(Source::System)
    }

    /// A clock that stands at this UTC second.
    pub fn fixed(utc_s: i64) -> Clock {
        Clock(Source::Fixed(Arc::new(AtomicI64::new(utc_s))))
    }

    /// The UTC second.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks")]
    pub fn now(&self) -> i64 {
        match &self.0 {
            Source::System => Timestamp::now().as_second(),
            Source::Fixed(at) => at.load(Ordering::SeqCst),
        }
    }

    /// The civil day in Brussels.
    pub fn today(&self) -> Day {
        day_of(self.now()).unwrap_or(Day::MAX)
    }

    /// Moves a fixed clock, and every clone of it; the machine's clock cannot be moved.
    pub fn advance(&self, seconds: i64) {
        if let Source::Fixed(at) = &self.0 {
            at.fetch_add(seconds, Ordering::SeqCst);
        }
    }

    /// Begins to measure a duration, for logs.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks")]
    pub fn stopwatch(&self) -> Stopwatch {
        Stopwatch(match self.0 {
            Source::System => Some(Instant::now()),
            Source::Fixed(_) => None,
        })
    }
}

/// A duration that is being measured; always zero on a fixed clock.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Option<Instant>);

impl Stopwatch {
    /// What has passed.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks")]
    pub fn elapsed(self) -> Duration {
        self.0.map_or(Duration::ZERO, |start| start.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_stands_until_it_is_moved() {
        let clock = Clock::fixed(1_700_000_000);
        let other = clock.clone();
        clock.advance(86_400);
        assert_eq!(other.now(), 1_700_086_400);
        assert_eq!(other.today().to_string(), "2023-11-15");
        assert_eq!(clock.stopwatch().elapsed(), Duration::ZERO);
    }
}
