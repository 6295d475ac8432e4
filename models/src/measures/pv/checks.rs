//! What has to be checked before panels are ordered: answers yes, no, or not known with the fact that would tell.
//!
//! Practice of advisers; thresholds are to be confirmed with the grid operator.

use serde::Serialize;

/// What may have to be checked: `pv-check-<code>`.
pub const CHECKS: &[&str] = &[
    "rgie",
    "roof-stability",
    "roof-age",
    "asbestos",
    "dso-study",
    "injection-limit",
    "heritage",
    "insurance",
];

/// From this power on the grid operator studies the connection, watts: 10 kVA.
const STUDIED_ABOVE_W: u64 = 10_000;
/// Products with asbestos were no longer sold from this year on: AR 23/10/2001.
const ASBESTOS_BEFORE: i16 = 2002;

/// Whether it has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Checked {
    /// Yes.
    Needed,
    /// No.
    NotNeeded,
    /// Nobody told the fact that decides.
    Unknown {
        /// Which: `pv-fact-<code>`.
        fact: &'static str,
    },
}

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Of [`CHECKS`].
    pub code: &'static str,
    /// Whether it has to be.
    pub answer: Checked,
}

/// Facts that decide: `pv-fact-<code>`.
pub const FACTS: &[&str] = &["year-built", "protected"];

/// What has to be checked for so many watts peak, by the year in which the building was built and whether it is protected.
pub fn checks(peak_w: u64, year_built: Option<i16>, protected: Option<bool>) -> Vec<Check> {
    let when = |needed: bool| if needed { Checked::Needed } else { Checked::NotNeeded };
    let of = |code: &'static str| match code {
        "asbestos" => {
            year_built.map_or(Checked::Unknown { fact: "year-built" }, |year| when(year < ASBESTOS_BEFORE))
        }
        "dso-study" | "injection-limit" => when(peak_w > STUDIED_ABOVE_W),
        "heritage" => protected.map_or(Checked::Unknown { fact: "protected" }, when),
        _ => Checked::Needed,
    };
    CHECKS.iter().copied().map(|code| Check { code, answer: of(code) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decides_is_asked_for() {
        let of = |all: &[Check], code: &str| all.iter().find(|c| c.code == code).unwrap().answer;
        let unknown = checks(30_000, None, None);
        assert_eq!(of(&unknown, "asbestos"), Checked::Unknown { fact: "year-built" });
        assert_eq!(of(&unknown, "heritage"), Checked::Unknown { fact: "protected" });
        assert_eq!(of(&unknown, "dso-study"), Checked::Needed);
        let small = checks(9_000, Some(2010), Some(false));
        assert_eq!(of(&small, "asbestos"), Checked::NotNeeded);
        assert_eq!(of(&small, "injection-limit"), Checked::NotNeeded);
        assert_eq!(of(&small, "rgie"), Checked::Needed);
    }
}
