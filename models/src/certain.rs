//! How good a number is: its quality (where it comes from) and its certainty (how sure the rule is).
//!
//! Invariant I9: a result inherits the *weakest* quality and the *weakest* certainty of what went into it.
//! There is no way here to make a value better than its parts.

use serde::{Deserialize, Serialize};

/// Where a value comes from, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Read on a meter, or stated by the one who read it.
    #[default]
    Measured,
    /// Estimated by the grid operator or the supplier, who says so.
    Estimated,
    /// A hole completed by us, by a stated method.
    Filled,
    /// Spread or computed by us from something longer (a yearly bill shown by month).
    Modelled,
    /// Somebody's word, without a document.
    Declared,
}

impl Quality {
    /// All classes, best first; the position is the stored code.
    pub const ALL: [Quality; 5] =
        [Quality::Measured, Quality::Estimated, Quality::Filled, Quality::Modelled, Quality::Declared];

    /// The weaker of the two.
    #[must_use]
    pub fn weakest(self, other: Quality) -> Quality {
        self.max(other)
    }

    /// Stable code, as in JSON, the database and locale keys.
    pub const fn code(self) -> &'static str {
        match self {
            Quality::Measured => "measured",
            Quality::Estimated => "estimated",
            Quality::Filled => "filled",
            Quality::Modelled => "modelled",
            Quality::Declared => "declared",
        }
    }

    /// The class with this code.
    pub fn from_code(code: &str) -> Option<Quality> {
        Self::ALL.into_iter().find(|q| q.code() == code)
    }

    /// The class at this position of [`Quality::ALL`].
    pub fn from_index(index: u8) -> Option<Quality> {
        Self::ALL.get(usize::from(index)).copied()
    }

    /// The position in [`Quality::ALL`].
    pub const fn index(self) -> u8 {
        match self {
            Quality::Measured => 0,
            Quality::Estimated => 1,
            Quality::Filled => 2,
            Quality::Modelled => 3,
            Quality::Declared => 4,
        }
    }
}

/// How sure a rule or a factor is, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Read in the official source.
    #[default]
    Certain,
    /// Secondary source or several that agree: printed with "à confirmer".
    Likely,
    /// Known to exist, value not found: never printed as an amount.
    Unknown,
}

impl Certainty {
    /// The weaker of the two.
    #[must_use]
    pub fn weakest(self, other: Certainty) -> Certainty {
        self.max(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_as_good_as_its_worst_part() {
        for a in Quality::ALL {
            for b in Quality::ALL {
                let sum = a.weakest(b);
                assert!(sum >= a && sum >= b && (sum == a || sum == b));
            }
            assert_eq!(Quality::from_code(a.code()), Some(a));
            assert_eq!(Quality::from_index(a.index()), Some(a));
        }
        assert_eq!(Certainty::Certain.weakest(Certainty::Unknown), Certainty::Unknown);
    }
}
