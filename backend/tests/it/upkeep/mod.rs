//! Staying up: what is measured and logged, backups, and what happens when something around the service fails.

mod audit;
mod backups;
mod clock;
mod damaged;
mod disk;
mod gone;
mod logs;
mod measured;
mod others;
mod scheduled;
mod state;
mod two_instances;
