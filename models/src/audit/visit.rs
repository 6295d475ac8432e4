//! What a visit brought back: answers to the closed list of [`super::inputs`], each with where it comes from.
//!
//! Does *not* believe: what comes out of a form, a file or the database goes through [`Visit::check`]. A row keeps its number
//! for ever, so that a finding or a measure can point at it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::inputs::{Form, Input, LONGEST_TEXT, Section, Wrong};
use crate::certain::Quality;

/// Where an answer comes from, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Measured on the spot.
    Measured,
    /// Read on a *plaque signalétique*, a technical sheet or a certificate.
    Nameplate,
    /// Read on a plan or a *métré*.
    Plan,
    /// The adviser's judgement, from the year of building or by eye.
    Estimated,
    /// Somebody's word.
    Declared,
}

impl Origin {
    /// All, the best first.
    pub const ALL: [Origin; 5] =
        [Origin::Measured, Origin::Nameplate, Origin::Plan, Origin::Estimated, Origin::Declared];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Origin::Measured => "measured",
            Origin::Nameplate => "nameplate",
            Origin::Plan => "plan",
            Origin::Estimated => "estimated",
            Origin::Declared => "declared",
        }
    }

    /// The origin with this code.
    pub fn from_code(code: &str) -> Option<Origin> {
        Self::ALL.into_iter().find(|o| o.code() == code)
    }

    /// How good a value of this origin is.
    pub const fn quality(self) -> Quality {
        match self {
            Origin::Measured | Origin::Nameplate => Quality::Measured,
            Origin::Plan | Origin::Estimated => Quality::Estimated,
            Origin::Declared => Quality::Declared,
        }
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// As [`Input::read`] keeps it.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Who said it, where it is somebody's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A row of a section; a section without rows has one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its number, from 1 on; never given twice.
    pub number: u16,
    /// What was answered, by code.
    pub told: BTreeMap<String, Told>,
}

impl Row {
    /// An answer.
    pub fn get(&self, code: &str) -> Option<&Told> {
        self.told.get(code)
    }

    /// An answer as text; empty without one.
    pub fn text(&self, code: &str) -> &str {
        self.get(code).map_or("", |told| told.value.as_str())
    }

    /// An answer as a number.
    pub fn number(&self, code: &str) -> Option<Decimal> {
        self.get(code)?.value.parse().ok()
    }

    /// Whether it was answered with yes; nothing without an answer.
    pub fn is(&self, code: &str) -> Option<bool> {
        self.get(code).map(|told| told.value == "yes")
    }

    /// What was asked of it and not answered.
    pub fn lacks(&self, section: Section) -> Vec<&'static Input> {
        section.inputs().iter().filter(|input| input.asked && self.get(input.code).is_none()).collect()
    }
}

/// What was seen, by section.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Visit(pub BTreeMap<Section, Vec<Row>>);

/// An answer that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// In which section.
    pub section: Section,
    /// In which row.
    pub row: u16,
    /// Which input; empty where the rows themselves are not right.
    pub code: String,
    /// Why.
    pub why: Wrong,
}

impl Visit {
    /// The rows of a section.
    pub fn rows(&self, section: Section) -> &[Row] {
        self.0.get(&section).map_or(&[], Vec::as_slice)
    }

    /// A row by its number.
    pub fn row(&self, section: Section, number: u16) -> Option<&Row> {
        self.rows(section).iter().find(|row| row.number == number)
    }

    /// The row of a section that has one.
    pub fn one(&self, section: Section) -> Option<&Row> {
        self.rows(section).first()
    }

    /// The first number that no row of a section bears.
    pub fn next_number(&self, section: Section) -> u16 {
        self.rows(section).iter().map(|row| row.number).max().unwrap_or(0).saturating_add(1)
    }

    /// Whether everything in it is what this program writes.
    ///
    /// # Errors
    /// The first answer that is none.
    pub fn check(&self) -> Result<(), Refused> {
        self.0.iter().try_for_each(|(section, rows)| check_rows(*section, rows))
    }

    /// Whether a section has been gone through: every row has what is asked, and there is a row where there must be one.
    pub fn standing(&self, section: Section) -> Standing {
        let rows = self.rows(section);
        let open = rows.iter().map(|row| row.lacks(section).len()).sum();
        match (rows.is_empty(), open) {
            (true, _) => Standing::Empty,
            (false, 0) => Standing::Whole,
            (false, open) => Standing::Open(open),
        }
    }
}

/// Whether rows of a section are what this program writes.
///
/// # Errors
/// The first answer that is none.
pub fn check_rows(section: Section, rows: &[Row]) -> Result<(), Refused> {
    let refused = |row: u16, code: &str, why| Refused { section, row, code: code.to_owned(), why };
    let most = i64::try_from(section.most()).unwrap_or(i64::MAX);
    let count = Wrong::OutOfBounds { low: 0, high: most };
    if rows.len() > section.most() || rows.windows(2).any(|two| two[0].number >= two[1].number) {
        return Err(refused(0, "", count));
    }
    for row in rows {
        if row.number == 0 {
            return Err(refused(0, "", count));
        }
        for (code, told) in &row.told {
            let input = section.input(code).ok_or_else(|| refused(row.number, code, Wrong::NotInList))?;
            let kept = input.read(&told.value).map_err(|why| refused(row.number, code, why))?;
            // A number may be written with more noughts than we do, and nothing else.
            let same = kept == told.value || matches!(input.form, Form::Number { .. });
            if !same || told.by.as_ref().is_some_and(|by| by.chars().count() > LONGEST_TEXT) {
                return Err(refused(row.number, code, Wrong::TooLong));
            }
        }
    }
    Ok(())
}

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was told.
    Empty,
    /// So many answers lack.
    Open(usize),
    /// Nothing lacks.
    Whole,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(value: &str) -> Told {
        Told { value: value.to_owned(), origin: Origin::Plan, by: None }
    }

    fn row(number: u16, told_of: &[(&str, &str)]) -> Row {
        Row { number, told: told_of.iter().map(|(code, value)| ((*code).to_owned(), told(value))).collect() }
    }

    #[test]
    fn what_is_no_answer_is_refused_with_its_place() {
        let good = row(1, &[("name", "Pignon"), ("area_m2", "84.0")]);
        assert_eq!(check_rows(Section::Envelope, core::slice::from_ref(&good)), Ok(()));
        for (rows, code) in [
            (vec![row(1, &[("area_m2", "lots")])], "area_m2"),
            (vec![row(1, &[("colour", "red")])], "colour"),
            (vec![row(0, &[])], ""),
            (vec![good.clone(), good.clone()], ""),
            (vec![row(2, &[]), row(1, &[])], ""),
        ] {
            assert_eq!(check_rows(Section::Envelope, &rows).unwrap_err().code, code);
        }
        let many: Vec<Row> = (1..=2).map(|n| row(n, &[])).collect();
        assert!(check_rows(Section::Regulation, &many).is_err(), "there is one regulation");
    }

    #[test]
    fn a_section_says_what_it_lacks() {
        let mut visit = Visit::default();
        assert_eq!(visit.standing(Section::Photos), Standing::Empty);
        visit.0.insert(Section::Photos, vec![row(1, &[("caption", "Chaufferie")])]);
        assert_eq!(visit.standing(Section::Photos), Standing::Open(1));
        assert_eq!(visit.rows(Section::Photos)[0].lacks(Section::Photos)[0].code, "picture");
        visit.0.insert(Section::Photos, vec![row(1, &[("caption", "x"), ("picture", &"a".repeat(64))])]);
        assert_eq!(visit.standing(Section::Photos), Standing::Whole);
        assert_eq!(visit.next_number(Section::Photos), 2);
    }
}
