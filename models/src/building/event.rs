//! What happened to a building on some day and explains a change of its figures.

use serde::{Deserialize, Serialize};

use crate::period::Day;

/// What kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// *Travaux*.
    Works,
    /// A setting was changed, *réglage*.
    Setting,
    /// More or fewer people, other hours.
    Occupancy,
    /// *Fermeture exceptionnelle*.
    Closure,
    /// The building grew or shrank, *extension*.
    Extension,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [EventKind; 5] = [
        EventKind::Works,
        EventKind::Setting,
        EventKind::Occupancy,
        EventKind::Closure,
        EventKind::Extension,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            EventKind::Works => "works",
            EventKind::Setting => "setting",
            EventKind::Occupancy => "occupancy",
            EventKind::Closure => "closure",
            EventKind::Extension => "extension",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<EventKind> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

impl core::fmt::Display for EventKind {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What kind.
    pub kind: EventKind,
    /// On or from this day.
    pub from: Day,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// In somebody's words.
    pub text: String,
}
