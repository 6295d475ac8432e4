//! How a federation sorts its members itself, in its own words: *MR/MRS*, *Résidences-services*, *Accueil de jour*.
//!
//! A word is typed, or comes in a list beside the BCE number of a member; an empty one takes a member out of the list again. Does
//! *not* know who is a member: the caller does.

use std::collections::BTreeSet;

use super::cells_of::{self, Line, Refused};
use super::invitees;
use crate::building::{BceNumber, is_name};

/// Rows of one list, at most.
pub const MOST_ROWS: usize = 2_000;
/// Characters of a word.
pub const LONGEST: usize = 60;

coded! {
    /// Why a row is not kept.
    Refusal {
        /// No BCE number.
        Bce = "bce",
        /// No member has this number.
        NotAMember = "not-a-member",
        /// The word is too long.
        TooLong = "too-long",
        /// Nothing visible, or letters that turn text around.
        Unreadable = "unreadable",
        /// The same member stands further up.
        Twice = "twice",
    }
}

/// A word of a federation's own list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(String);

impl Label {
    /// What was typed, with single spaces; none where nothing was.
    ///
    /// # Errors
    /// [`Refusal::TooLong`], [`Refusal::Unreadable`].
    pub fn read(text: &str) -> Result<Option<Label>, Refusal> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match () {
            () if text.is_empty() => Ok(None),
            () if text.chars().count() > LONGEST => Err(Refusal::TooLong),
            () if !is_name(&text) => Err(Refusal::Unreadable),
            () => Ok(Some(Label(text))),
        }
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Line of the list.
    pub row: u32,
    /// As it stood there.
    pub said: String,
    /// The number of the member and the word; or why it is not taken.
    pub sorted: Result<(BceNumber, Option<Label>), Refusal>,
}

/// Words that head the column of the list's own words.
const WORDS: &[&str] = &[
    "Activité",
    "Votre activité",
    "Notre activité",
    "Liste",
    "Votre liste",
    "Catégorie",
    "Type de service",
    "Type d'établissement",
    "Secteur",
    "Activiteit",
    "Tätigkeit",
    "Activity",
];

/// Reads a list of two columns: BCE number, word.
///
/// # Errors
/// [`Refused`]: it is none.
pub fn read(bytes: &[u8]) -> Result<Vec<Read>, Refused> {
    let rows = cells_of::rows(bytes, MOST_ROWS)?;
    let numbers =
        invitees::COLUMNS.iter().find(|(code, _)| *code == "bce").map_or(&[][..], |(_, words)| *words);
    let lines = cells_of::by_column(&rows, &[numbers, WORDS], 2, MOST_ROWS)?;
    let mut seen = BTreeSet::new();
    let read = |line: Line| {
        let sorted = one(&line)
            .and_then(|(bce, label)| if seen.insert(bce) { Ok((bce, label)) } else { Err(Refusal::Twice) });
        Read { row: line.row, said: line.cells.join(" · "), sorted }
    };
    Ok(lines.into_iter().map(read).collect())
}

fn one(line: &Line) -> Result<(BceNumber, Option<Label>), Refusal> {
    let bce = BceNumber::read(line.cell(0)).map_err(|_| Refusal::Bce)?;
    Ok((bce, Label::read(line.cell(1))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_bounded_and_can_be_read() {
        let check = |text: &str, expect: Result<Option<&str>, Refusal>| {
            let read = Label::read(text);
            assert_eq!(
                read.as_ref().map(|one| one.as_ref().map(Label::as_str)),
                expect.as_ref().copied(),
                "{text}"
            );
        };
        check("  MR/MRS ", Ok(Some("MR/MRS")));
        check("Accueil\tde \n jour", Ok(Some("Accueil de jour")));
        check("   ", Ok(None));
        check(&"é".repeat(60), Ok(Some(&"é".repeat(60))));
        check(&"é".repeat(61), Err(Refusal::TooLong));
        for text in ["a\u{1f}b", "a\u{1e}b", "\u{202e}MR", "\u{200b}"] {
            check(text, Err(Refusal::Unreadable));
        }
    }

    #[test]
    fn a_list_is_read_row_by_row() {
        let text = "Numéro BCE;Activité\n0200.068.636;MR/MRS\n0200068636;Encore\n0200068637;MR\nzut;MR\n\
            0202239951;\n0206460639;"
            .to_owned()
            + &"x".repeat(61)
            + "\n";
        let read = read(text.as_bytes()).unwrap();
        let told: Vec<_> = read
            .iter()
            .map(|row| match &row.sorted {
                Ok((bce, label)) => {
                    format!("{} {} {:?}", row.row, bce.digits(), label.as_ref().map(Label::as_str))
                }
                Err(why) => format!("{} {}", row.row, why.code()),
            })
            .collect();
        let expect =
            ["2 0200068636 Some(\"MR/MRS\")", "3 twice", "4 bce", "5 bce", "6 0202239951 None", "7 too-long"];
        assert_eq!(told, expect);
        assert!(super::read(b"Ville;Rue\nNamur;Haute\n").is_err());
    }
}
