//! How much of a year an organisation has told: buildings, areas, months of each energy. Never what it used.
//!
//! *For a director:* the federation sees that two buildings and eleven months of gas are there, and no figure of them. *For an
//! engineer:* counts only; the months of an energy are those of its meter that has the fewest.

use std::collections::BTreeMap;

use crate::building::Carrier;

/// Months of a year.
const YEAR: u32 = 12;

/// What is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Buildings in use.
    pub buildings: u32,
    /// Those whose heated area is told.
    pub with_area: u32,
    /// Those that no meter serves.
    pub unmetered: u32,
    /// Months present of 12, per energy.
    pub months: BTreeMap<Carrier, u32>,
}

coded! {
    /// How far an organisation is.
    Stage {
        /// Invited, and nothing heard.
        Silent = "silent",
        /// It said no.
        Declined = "declined",
        /// A member that has told nothing of the year.
        Joined = "joined",
        /// A part is there.
        Encoding = "encoding",
        /// All of it.
        Complete = "complete",
    }
}

impl Stage {
    /// Whether it answered.
    pub const fn answered(self) -> bool {
        !matches!(self, Stage::Silent)
    }
}

impl Coverage {
    /// How far a member is.
    pub fn stage(&self) -> Stage {
        let told = self.months.values().any(|months| *months > 0);
        let whole = self.buildings > 0
            && self.with_area == self.buildings
            && self.unmetered == 0
            && !self.months.is_empty()
            && self.months.values().all(|months| *months >= YEAR);
        match (whole, told || self.with_area > 0) {
            (true, _) => Stage::Complete,
            (false, true) => Stage::Encoding,
            (false, false) => Stage::Joined,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_complete_when_nothing_lacks() {
        let whole = Coverage {
            buildings: 2,
            with_area: 2,
            unmetered: 0,
            months: BTreeMap::from([(Carrier::NaturalGas, 12), (Carrier::Electricity, 12)]),
        };
        let gas =
            |months| Coverage { months: BTreeMap::from([(Carrier::NaturalGas, months)]), ..whole.clone() };
        for (coverage, expect) in [
            (whole.clone(), Stage::Complete),
            (gas(12), Stage::Complete),
            (gas(11), Stage::Encoding),
            (Coverage { with_area: 1, ..whole.clone() }, Stage::Encoding),
            (Coverage { unmetered: 1, ..whole.clone() }, Stage::Encoding),
            (Coverage { months: BTreeMap::new(), ..whole.clone() }, Stage::Encoding),
            (Coverage { months: BTreeMap::new(), with_area: 0, ..whole.clone() }, Stage::Joined),
            (Coverage::default(), Stage::Joined),
        ] {
            assert_eq!(coverage.stage(), expect, "{coverage:?}");
        }
    }
}
