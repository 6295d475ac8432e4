//! Words of bills: what a phrase printed on a bill announces.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Source;
use crate::building::{Carrier, Register};
use crate::lang::normalised;
use crate::period::Day;

/// Rank of a label that says little by itself: `compteur`, `date`.
pub const UNSURE: usize = 1000;

/// What stands beside a label or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BillField {
    /// From when to when.
    Period,
    /// Number of the bill.
    Number,
    /// Day of the bill.
    Issued,
    /// Day of a delivery.
    Delivered,
    /// Serial number of the meter.
    Serial,
    /// *Index de début*.
    IndexFrom,
    /// *Index de fin*.
    IndexTo,
    /// What was used or delivered.
    Quantity,
    /// *Coefficient de conversion*, kWh per m3.
    Coefficient,
    /// Total HTVA.
    ExclVat,
    /// The VAT itself.
    Vat,
    /// Total TVAC.
    InclVat,
    /// What is still to be paid, advances taken off.
    Payable,
    /// Looks like one of these, and is not.
    None,
}

/// What kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillTitle {
    /// *Facture de régularisation*, *décompte annuel*.
    Settlement,
    /// *Facture d'acompte*.
    Advance,
    /// *Note de crédit*.
    Credit,
    /// *Bon de livraison*.
    Delivery,
    /// *Décompte de charges* of a *copropriété*.
    Statement,
}

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillWord {
    /// It announces a value; the lower the rank, the surer. From [`UNSURE`] on it says little by itself.
    Label(BillField, usize),
    /// It says what the paper is.
    Title(BillTitle),
    /// It says that the paper is a bill.
    Bill,
    /// An energy.
    Carrier(Carrier),
    /// A counter.
    Register(Register),
    /// Given to the network.
    Injection,
    /// Not read, estimated.
    Estimated,
    /// The bill speaks of advances.
    Advances,
    /// An index, of the day that stands beside.
    Index,
    /// A row of sums.
    Total,
    /// Between the two days of a period.
    Joiner,
    /// Name of a supplier.
    Supplier,
    /// Behind the name of a company.
    LegalForm,
}

impl BillWord {
    /// The same meaning, whatever its rank.
    fn is_like(self, other: BillWord) -> bool {
        match (self, other) {
            (BillWord::Label(a, _), BillWord::Label(b, _)) => a == b,
            _ => self == other,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    field: BillField,
    words: Vec<String>,
    #[serde(default)]
    unsure: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    title: BillTitle,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfCarrier {
    carrier: Carrier,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfRegister {
    register: Register,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    bill: Vec<String>,
    injection: Vec<String>,
    estimated: Vec<String>,
    advances: Vec<String>,
    index: Vec<String>,
    total: Vec<String>,
    joiner: Vec<String>,
    supplier: Vec<String>,
    legal_form: Vec<String>,
}

/// The file, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(deserialize_with = "super::day")]
    checked_on: Day,
    source: Vec<Source>,
    label: Vec<Label>,
    title: Vec<Title>,
    carrier: Vec<OfCarrier>,
    register: Vec<OfRegister>,
    list: Lists,
}

/// The words, by the first of each phrase.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BillWords {
    /// When somebody last compared them with real bills.
    pub checked_on: Day,
    /// Where they were seen.
    pub source: Vec<Source>,
    phrases: BTreeMap<String, Vec<(Vec<String>, BillWord)>>,
}

impl BillWords {
    pub(super) fn compile(file: File) -> Result<BillWords, String> {
        let mut words =
            BillWords { checked_on: file.checked_on, source: file.source, phrases: BTreeMap::new() };
        for label in &file.label {
            let unsure = label.unsure.iter().enumerate().map(|(n, phrase)| (UNSURE + n, phrase));
            for (rank, phrase) in label.words.iter().enumerate().chain(unsure) {
                words.add(phrase, BillWord::Label(label.field, rank))?;
            }
        }
        for title in &file.title {
            words.add_all(&title.words, BillWord::Title(title.title))?;
        }
        for carrier in &file.carrier {
            words.add_all(&carrier.words, BillWord::Carrier(carrier.carrier))?;
        }
        for register in &file.register {
            words.add_all(&register.words, BillWord::Register(register.register))?;
        }
        for (list, meaning) in [
            (&file.list.bill, BillWord::Bill),
            (&file.list.injection, BillWord::Injection),
            (&file.list.estimated, BillWord::Estimated),
            (&file.list.advances, BillWord::Advances),
            (&file.list.index, BillWord::Index),
            (&file.list.total, BillWord::Total),
            (&file.list.joiner, BillWord::Joiner),
            (&file.list.supplier, BillWord::Supplier),
            (&file.list.legal_form, BillWord::LegalForm),
        ] {
            words.add_all(list, meaning)?;
        }
        for phrases in words.phrases.values_mut() {
            phrases.sort_by_key(|(phrase, _)| core::cmp::Reverse(phrase.len()));
        }
        Ok(words)
    }

    fn add_all(&mut self, phrases: &[String], meaning: BillWord) -> Result<(), String> {
        phrases.iter().try_for_each(|phrase| self.add(phrase, meaning))
    }

    fn add(&mut self, phrase: &str, meaning: BillWord) -> Result<(), String> {
        let phrase: Vec<String> = normalised(phrase).split(' ').map(str::to_owned).collect();
        let first = phrase.first().cloned().unwrap_or_default();
        let known = self.phrases.entry(first).or_default();
        match known.iter().find(|(words, _)| *words == phrase) {
            // Two spellings of one label may come to the same words: the surer rank stays.
            Some((_, held)) if !held.is_like(meaning) => {
                Err(format!("the phrase `{}` means two things", phrase.join(" ")))
            }
            Some(_) => Ok(()),
            None => {
                known.push((phrase, meaning));
                Ok(())
            }
        }
    }

    /// The longest phrase that begins these words, given normalised: how many words it has, and what it means.
    pub fn begins<'a, W: Iterator<Item = &'a str> + Clone>(&self, words: &W) -> Option<(usize, BillWord)> {
        let known = self.phrases.get(words.clone().next()?)?;
        let fits = |phrase: &[String]| {
            let mut words = words.clone();
            phrase.iter().all(|word| words.next() == Some(word))
        };
        known.iter().find(|(phrase, _)| fits(phrase)).map(|(phrase, meaning)| (phrase.len(), *meaning))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn the_longest_phrase_says_what_is_meant() {
        let catalog = Catalog::embedded().unwrap();
        let begins = |text: &str| {
            let text = normalised(text);
            catalog.bill_words().begins(&text.split(' '))
        };
        let field = |text: &str| match begins(text) {
            Some((length, BillWord::Label(field, _))) => Some((length, field)),
            _ => None,
        };
        assert_eq!(field("Index de début 12 345"), Some((3, BillField::IndexFrom)));
        assert_eq!(field("Total TVAC"), Some((2, BillField::InclVat)));
        assert_eq!(field("Date d’échéance 1/2/25"), Some((3, BillField::None)));
        assert_eq!(field("Coëfficiënt : 11,02"), Some((1, BillField::Coefficient)));
        assert_eq!(begins("facture de régularisation n°"), Some((3, BillWord::Title(BillTitle::Settlement))));
        assert_eq!(begins("Facture"), Some((1, BillWord::Bill)));
        assert_eq!(begins("mot inconnu"), None);
    }
}
