//! A federation's own list: its members under its own words, *MR/MRS*, *Accueil de jour*; each federation sees its own alone.
//!
//! For a director: how your federation sorts you shows it nothing more of you. It writes the list itself, so it could put one
//! member alone under a word and ask how many *of that word* heat with oil. Therefore whatever is asked by the list is answered with
//! whole groups, counts as well as sums; and who is sorted anew told nothing new (`groups::next`). Only without another filter is
//! said how many organisations stand under each word: that the federation knows. Does *not* store: `own_list::Label` is
//! what a word may be.

use std::collections::{BTreeMap, BTreeSet};

use super::counted::{Counted, Dimension};
use super::disclosure::FEWEST_ORGANISATIONS;
use super::filter::{Filter, Scope};
use super::park::{Group, Park};
use super::view::{Cell, Count, Withheld, spread_of, totals};

/// Between two parts of a value, and between federation and word of a part: no word has either.
const NEXT: char = '\u{1f}';
const WORD: char = '\u{1e}';

/// The trait of a building, of the word of each federation for its organisation; none without any.
pub fn joined(words: &BTreeMap<i64, String>) -> Option<String> {
    let parts: Vec<String> =
        words.iter().map(|(federation, word)| format!("{federation}{WORD}{word}")).collect();
    (!parts.is_empty()).then(|| parts.join(&NEXT.to_string()))
}

/// The value of a dimension as it is seen from there: of the own list the word of the federation that asks.
pub fn seen(traits: &BTreeMap<Dimension, String>, dimension: Dimension, scope: Scope) -> Option<&str> {
    let value = traits.get(&dimension)?;
    if dimension != Dimension::Own {
        return Some(value);
    }
    let Scope::Federation(id) = scope else { return None };
    value.split(NEXT).find_map(|part| {
        let (federation, word) = part.split_once(WORD)?;
        (federation.parse() == Ok(id)).then_some(word)
    })
}

/// Why not all who stand under the word that is asked for are shown. What is said hangs on the list and on nothing else that is
/// known of them.
pub(super) fn withheld(
    park: &Park,
    scope: Scope,
    filter: &Filter,
    word: &str,
    shown: Count,
) -> Option<Withheld> {
    if filter.traits.len() > 1 {
        return Some(Withheld::Whole);
    }
    let of_word = |row: &&Counted| row.seen(Dimension::Own, scope) == Some(word);
    let all: BTreeSet<i64> = park.everybody(scope).filter(of_word).map(|row| row.organisation).collect();
    (all.len() > shown.organisations).then(|| reason(all.len()))
}

fn reason(organisations: usize) -> Withheld {
    if organisations < FEWEST_ORGANISATIONS { Withheld::Few } else { Withheld::Mixed }
}

/// What is told of each word: sums of these groups, that tell of the year; buildings are counted in them alone.
pub(super) fn cells(
    park: &Park,
    scope: Scope,
    filter: &Filter,
    groups: &[&Group],
    year: Option<i16>,
) -> Vec<Cell> {
    let mut words: BTreeMap<&str, (BTreeSet<i64>, Vec<&Group>)> = BTreeMap::new();
    if filter.traits.is_empty() {
        for row in park.everybody(scope) {
            if let Some(word) = row.seen(Dimension::Own, scope) {
                words.entry(word).or_default().0.insert(row.organisation);
            }
        }
    }
    for group in groups.iter().copied() {
        if let Some(word) = seen(&group.traits, Dimension::Own, scope) {
            let (organisations, of) = words.entry(word).or_default();
            organisations.extend(group.rows.iter().map(|row| row.organisation));
            of.push(group);
        }
    }
    let cell = |(word, (organisations, groups)): (&str, (BTreeSet<i64>, Vec<&Group>))| {
        let totals = year.and_then(|year| totals(&groups, year));
        Cell {
            value: word.to_owned(),
            matching: Count {
                organisations: organisations.len(),
                buildings: groups.iter().map(|group| group.rows.len()).sum(),
            },
            totals,
            spread: year.and_then(|year| spread_of(&groups, year)),
            withheld: totals.is_none().then(|| reason(organisations.len())),
        }
    };
    words.into_iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_federation_sees_its_own_word() {
        let words = BTreeMap::from([(7, "MR/MRS".to_owned()), (71, "Accueil de jour".to_owned())]);
        let traits = BTreeMap::from([
            (Dimension::Own, joined(&words).unwrap()),
            (Dimension::Activity, "care-home".to_owned()),
        ]);
        let own = |scope| seen(&traits, Dimension::Own, scope);
        assert_eq!(own(Scope::Federation(7)), Some("MR/MRS"));
        assert_eq!(own(Scope::Federation(71)), Some("Accueil de jour"));
        assert_eq!((own(Scope::Federation(1)), own(Scope::Sector)), (None, None));
        assert_eq!(seen(&traits, Dimension::Activity, Scope::Sector), Some("care-home"));
        assert_eq!(joined(&BTreeMap::new()), None);
    }
}
