//! How far something long has come: a bar on a terminal, else a line now and then.

use std::io::IsTerminal as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};

use crate::clock::{Clock, Stopwatch};

/// How often a line is written.
const EACH: Duration = Duration::from_secs(10);

/// The progress of one step.
#[derive(Debug)]
pub struct Progress {
    what: &'static str,
    total: u64,
    bar: Option<ProgressBar>,
    clock: Clock,
    begun: Stopwatch,
    said: Mutex<Stopwatch>,
}

impl Progress {
    /// Begins a step of so many.
    ///
    /// # Errors
    /// None in practice: the bar cannot be drawn.
    pub fn begin(what: &'static str, total: u64, clock: &Clock) -> Result<Progress> {
        let style = ProgressStyle::with_template("{msg:14} {bar:30} {pos}/{len} {eta}")?;
        let bar = std::io::stderr()
            .is_terminal()
            .then(|| ProgressBar::new(total).with_style(style).with_message(what));
        let begun = clock.stopwatch();
        Ok(Progress { what, total, bar, clock: clock.clone(), begun, said: Mutex::new(begun) })
    }

    /// So many are done.
    pub fn told(&self, done: u64) {
        match &self.bar {
            Some(bar) => bar.set_position(done),
            None => {
                let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
                if said.elapsed() >= EACH {
                    *said = self.clock.stopwatch();
                    eprintln!("{} {done}/{}", self.what, self.total);
                }
            }
        }
    }

    /// Ends it; gives how many seconds it took.
    pub fn end(self) -> f64 {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        self.begun.elapsed().as_secs_f64()
    }
}
