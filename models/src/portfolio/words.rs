//! An activity or an energy in somebody's words; the likeliest one where the words are not known.

use crate::building::Carrier;
use crate::catalog::{Attribute, BuildingsList, Catalog};
use crate::lang::normalised;

/// Pairs of letters of a hundred that two words must share for one to be proposed for the other.
const ALIKE: usize = 45;

/// The sector that these words name.
pub(super) fn sector(words: &str, catalog: &Catalog) -> Option<String> {
    let wanted = normalised(words);
    candidates(catalog)
        .find(|(word, _)| *word == wanted && !wanted.is_empty())
        .map(|(_, code)| code.to_owned())
}

/// The French name of the sector whose words are most like these.
pub(super) fn likely_sector(words: &str, catalog: &Catalog) -> Option<String> {
    let (_, code) = likeliest(words, candidates(catalog))?;
    catalog.sector(code).map(|sector| sector.name.fr.clone())
}

/// Every word for a sector: its code, its names, what people type, what other tools call it.
fn candidates(catalog: &Catalog) -> impl Iterator<Item = (String, &str)> {
    let own = catalog.sectors().iter().flat_map(|sector| {
        let name = &sector.name;
        let names = [Some(&name.fr), name.nl.as_ref(), name.de.as_ref(), name.en.as_ref()];
        let words = names.into_iter().flatten().chain(&sector.synonyms).chain([&sector.code]);
        words.map(|word| (normalised(word), sector.code.as_str()))
    });
    let others = catalog.buildings_list().map(BuildingsList::activities).unwrap_or_default();
    own.chain(others.iter().map(|(word, code)| (word.clone(), code.as_str())))
}

/// The energy that this word names.
pub(super) fn carrier(word: &str, catalog: &Catalog) -> Option<Carrier> {
    let wanted = normalised(word);
    let by_name = names(catalog).find(|(name, _)| *name == wanted).map(|(_, carrier)| carrier);
    by_name.or_else(|| match catalog.plain_table()?.vocabulary(&wanted)? {
        Attribute::Carrier(carrier) => Some(*carrier),
        _ => None,
    })
}

/// The French name of the energy whose name is most like this word.
pub(super) fn likely_carrier(word: &str, catalog: &Catalog) -> Option<String> {
    let (_, carrier) = likeliest(word, names(catalog))?;
    catalog.carrier(carrier).map(|card| card.name.fr.clone())
}

fn names(catalog: &Catalog) -> impl Iterator<Item = (String, Carrier)> + '_ {
    Carrier::ALL.iter().filter_map(|c| catalog.carrier(*c)).flat_map(|card| {
        let name = &card.name;
        let names = [Some(&name.fr), name.nl.as_ref(), name.de.as_ref(), name.en.as_ref()];
        names.into_iter().flatten().map(|name| (normalised(name), card.code)).collect::<Vec<_>>()
    })
}

fn likeliest<T>(words: &str, candidates: impl Iterator<Item = (String, T)>) -> Option<(String, T)> {
    let wanted = normalised(words);
    let scored = candidates.map(|(word, meaning)| (alike(&wanted, &word), word, meaning));
    let best = scored.max_by_key(|(score, ..)| *score).filter(|(score, ..)| *score >= ALIKE);
    best.map(|(_, word, meaning)| (word, meaning))
}

/// Of a hundred pairs of neighbouring letters, how many two words share (Dice's coefficient).
fn alike(a: &str, b: &str) -> usize {
    let pairs = |text: &str| -> Vec<(char, char)> {
        let letters: Vec<char> = text.chars().take(80).collect();
        let mut pairs: Vec<_> = letters.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?))).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let (mut shared, mut i, mut j) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            core::cmp::Ordering::Less => i += 1,
            core::cmp::Ordering::Greater => j += 1,
            core::cmp::Ordering::Equal => (shared, i, j) = (shared + 1, i + 1, j + 1),
        }
    }
    200 * shared / (a.len() + b.len()).max(1)
}
