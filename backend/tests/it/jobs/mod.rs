//! Scheduled jobs, against services that are faked over real HTTP.

mod answers;
mod reminders;
mod service;
mod troubles;
mod weather;
