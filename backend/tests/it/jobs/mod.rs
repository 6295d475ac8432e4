//! Scheduled jobs, against services that are faked over real HTTP.

mod answers;
mod reminders;
pub(crate) mod service;
mod troubles;
mod weather;
