//! A federation's list of its members → whom to invite, and what is to be corrected in it.
//!
//! A row goes when it names an organisation by its BCE number, or by a name and an address to write to. What cannot be read is
//! said with what stood there; the other rows go all the same. Does *not* know who is a member already: the store does.

use std::collections::BTreeMap;

use super::cells_of::{self, Line, Refused};
use super::words;
use crate::building::{BceNumber, BceProblem, Postcode};
use crate::catalog::Catalog;

/// Rows of one list, at most.
pub const MOST: usize = 1_000;
/// Letters of a name.
const LONGEST_NAME: usize = 120;
/// Characters of an address to write to (RFC 5321, 4.5.3.1.3).
const LONGEST_EMAIL: usize = 254;

/// The columns, in the order in which a list is written out; each with the words that head it.
pub const COLUMNS: [(&str, &[&str]); 5] = [
    (
        "bce",
        &[
            "Numéro BCE",
            "N° BCE",
            "N BCE",
            "No BCE",
            "BCE",
            "Numéro d'entreprise",
            "N° d'entreprise",
            "N° entreprise",
            "Numéro entreprise",
            "Ondernemingsnummer",
            "KBO",
            "KBO nummer",
            "Unternehmensnummer",
            "VAT",
            "TVA",
            "N° TVA",
            "Numéro de TVA",
        ],
    ),
    (
        "name",
        &[
            "Nom",
            "Dénomination",
            "Organisation",
            "Membre",
            "Institution",
            "Association",
            "ASBL",
            "Service",
            "Raison sociale",
            "Nom de l'organisation",
            "Nom du service",
            "Naam",
            "Name",
            "Bezeichnung",
        ],
    ),
    (
        "email",
        &[
            "Courriel",
            "Adresse courriel",
            "E-mail",
            "Email",
            "Mail",
            "Adresse e-mail",
            "Adresse mail",
            "Adresse électronique",
            "Courrier électronique",
            "E-mailadres",
            "E-Mail-Adresse",
        ],
    ),
    (
        "activity",
        &[
            "Activité",
            "Secteur",
            "Type d'établissement",
            "Type de service",
            "Activiteit",
            "Tätigkeit",
            "Activity",
        ],
    ),
    ("postcode", &["Code postal", "CP", "Postcode", "PLZ", "Postleitzahl"]),
];

/// Whom to invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee {
    /// Line of the list.
    pub row: u32,
    /// Enterprise number.
    pub bce: Option<BceNumber>,
    /// What it is called.
    pub name: Option<String>,
    /// Where to write to.
    pub email: Option<String>,
    /// Code of `catalog/sectors`.
    pub activity: Option<String>,
    /// Postcode of its seat.
    pub postcode: Option<Postcode>,
}

coded! {
    /// What is to be corrected in a row; [`Wrong::Activity`] and [`Wrong::Postcode`] keep nobody from being invited.
    Wrong {
        /// Not ten digits.
        BceForm = "bce-form",
        /// The last two digits are not 97 − n mod 97.
        BceCheck = "bce-check",
        /// No address that can be written to.
        Email = "email",
        /// Neither a number nor a name with an address.
        Nobody = "nobody",
        /// The same organisation stands further up.
        Twice = "twice",
        /// An activity that is not known: left out.
        Activity = "activity",
        /// Not a Belgian postcode: left out.
        Postcode = "postcode",
    }
}

impl Wrong {
    /// Whether the row cannot go.
    pub const fn stops(self) -> bool {
        !matches!(self, Wrong::Activity | Wrong::Postcode)
    }
}

/// Something to be said of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub wrong: Wrong,
    /// What stood there.
    pub read: String,
    /// What would be right: the check digits, the row further up.
    pub right: Option<String>,
}

/// A row, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Line of the list.
    pub row: u32,
    /// What it is called, as far as the row says: to be recognised by whoever corrects it.
    pub called: String,
    /// Whom to invite; none where the row cannot go.
    pub invitee: Option<Invitee>,
    /// What is to be said.
    pub remarks: Vec<Remark>,
}

/// Reads a list.
///
/// # Errors
/// [`Refused`]: it is none.
pub fn read(bytes: &[u8], catalog: &Catalog) -> Result<Vec<Read>, Refused> {
    let rows = cells_of::rows(bytes, MOST)?;
    let headers: Vec<&[&str]> = COLUMNS.iter().map(|(_, words)| *words).collect();
    let lines = match cells_of::by_column(&rows, &headers, 1, MOST) {
        Ok(lines) => lines,
        // Pasted without a header: a number, an address and a name tell themselves apart.
        Err(Refused::NoHeader { seen }) => {
            let lines: Vec<Line> = rows.iter().map(told_apart).collect();
            if lines.len() > MOST {
                return Err(Refused::TooMany { most: MOST });
            }
            let tells = |line: &Line| !line.cell(0).is_empty() || !line.cell(2).is_empty();
            if lines.iter().filter(|line| tells(line)).count() * 2 < lines.len() {
                return Err(Refused::NoHeader { seen });
            }
            lines
        }
        Err(refused) => return Err(refused),
    };
    let mut all: Vec<Read> = lines.iter().map(|line| one(line, catalog)).collect();
    twice(&mut all);
    Ok(all)
}

/// The list as this file writes it: what is read back is the same. Only the rows that go.
pub fn written(reads: &[Read]) -> String {
    let mut text = COLUMNS.map(|(_, words)| words.first().copied().unwrap_or_default()).join("\t");
    for one in reads.iter().filter_map(|read| read.invitee.as_ref()) {
        let cells = [
            one.bce.map(BceNumber::digits).unwrap_or_default(),
            one.name.clone().unwrap_or_default(),
            one.email.clone().unwrap_or_default(),
            one.activity.clone().unwrap_or_default(),
            one.postcode.map(|p| p.to_string()).unwrap_or_default(),
        ];
        // A cell that begins with a quote would swallow the rows below it.
        text.push('\n');
        text.push_str(&cells.map(|cell| cell.replace('"', "'")).join("\t"));
    }
    text
}

/// The cells of a row without a header, by what they look like.
fn told_apart(line: &Line) -> Line {
    let mut cells = vec![String::new(); COLUMNS.len()];
    let mut put = |n: usize, cell: &str| match cells.get_mut(n) {
        Some(held) if held.is_empty() => cell.clone_into(held),
        _ => {}
    };
    for cell in line.cells.iter().filter(|cell| !cell.is_empty()) {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        match () {
            () if cell.contains('@') => put(2, cell),
            () if (8..=11).contains(&digits) && letters <= 2 => put(0, cell),
            () if digits == 4 && letters <= 1 => put(4, cell),
            () if letters > 0 => put(1, cell),
            () => {}
        }
    }
    Line { row: line.row, cells }
}

fn one(line: &Line, catalog: &Catalog) -> Read {
    let mut remarks = Vec::new();
    let mut say = |wrong, read: &str, right: Option<String>| {
        remarks.push(Remark { wrong, read: read.to_owned(), right });
    };
    let (number, name, address) = (line.cell(0), line.cell(1), line.cell(2));
    let bce = match BceNumber::read(number) {
        _ if number.is_empty() => None,
        Ok(bce) => Some(bce),
        Err(BceProblem::Form) => {
            say(Wrong::BceForm, number, None);
            None
        }
        Err(BceProblem::Check { expected }) => {
            say(Wrong::BceCheck, number, Some(format!("{expected:02}")));
            None
        }
    };
    let email = (!address.is_empty()).then(|| address.trim_start_matches("mailto:"));
    if email.is_some_and(|email| !is_address(email)) {
        say(Wrong::Email, address, None);
    }
    let activity = line.cell(3);
    let sector = words::sector(activity, catalog);
    if sector.is_none() && !activity.is_empty() {
        say(Wrong::Activity, activity, None);
    }
    let postcode = Postcode::read(line.cell(4));
    if postcode.is_none() && !line.cell(4).is_empty() {
        say(Wrong::Postcode, line.cell(4), None);
    }
    let name: Option<String> = (!name.is_empty()).then(|| name.chars().take(LONGEST_NAME).collect());
    let named = bce.is_some() || (name.is_some() && email.is_some());
    if !named && !remarks.iter().any(|remark| remark.wrong.stops()) {
        remarks.push(Remark {
            wrong: Wrong::Nobody,
            read: line.cells.join(" ").trim().to_owned(),
            right: None,
        });
    }
    let goes = !remarks.iter().any(|remark| remark.wrong.stops());
    let called = [name.as_deref(), email, Some(number)].into_iter().flatten().find(|c| !c.is_empty());
    Read {
        row: line.row,
        called: called.unwrap_or_default().to_owned(),
        invitee: goes.then(|| Invitee {
            row: line.row,
            bce,
            name: name.clone(),
            email: email.map(str::to_owned),
            activity: sector,
            postcode,
        }),
        remarks,
    }
}

/// Whether something can be written to: one `@`, a place with a dot, nothing that would end a header.
pub fn is_address(text: &str) -> bool {
    let place = text.split_once('@').filter(|(name, place)| {
        !name.is_empty()
            && place.contains('.')
            && !place.starts_with('.')
            && !place.ends_with('.')
            && !place.contains('@')
    });
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\",;".contains(c);
    place.is_some() && text.chars().all(plain) && text.chars().count() <= LONGEST_EMAIL
}

/// Of two rows of one organisation the first goes. One address may serve two organisations that have their numbers.
fn twice(all: &mut [Read]) {
    let mut numbers: BTreeMap<BceNumber, u32> = BTreeMap::new();
    let mut addresses: BTreeMap<String, Vec<(u32, bool)>> = BTreeMap::new();
    for read in all {
        let Some(invitee) = &read.invitee else { continue };
        let address = invitee.email.as_deref().map(str::to_lowercase);
        let by_number = invitee.bce.and_then(|bce| numbers.get(&bce).copied());
        let by_address = address.as_ref().and_then(|address| {
            let held = addresses.get(address)?;
            held.iter().find(|(_, numbered)| !numbered || invitee.bce.is_none()).map(|(row, _)| *row)
        });
        if let Some(first) = by_number.or(by_address) {
            let right = Some(first.to_string());
            read.remarks.push(Remark { wrong: Wrong::Twice, read: read.called.clone(), right });
            read.invitee = None;
            continue;
        }
        if let Some(bce) = invitee.bce {
            numbers.insert(bce, read.row);
        }
        if let Some(address) = address {
            addresses.entry(address).or_default().push((read.row, invitee.bce.is_some()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(n: u64) -> String {
        format!("{n:08}{:02}", 97 - n % 97)
    }

    fn told(text: &str) -> Vec<(u32, bool, Vec<&'static str>)> {
        let reads = read(text.as_bytes(), &Catalog::embedded().unwrap()).unwrap();
        let codes = |read: &Read| read.remarks.iter().map(|r| r.wrong.code()).collect();
        reads.iter().map(|read| (read.row, read.invitee.is_some(), codes(read))).collect()
    }

    #[test]
    fn each_row_goes_or_says_what_is_to_be_corrected() {
        let (a, b) = (right(4_123_456), right(4_123_457));
        let wrong = format!("{}99", &right(4_123_458)[..8]);
        let text = format!(
            "Nom;N° d'entreprise;E-mail;Activité;CP\n\
             Les Tilleuls;{a};dir@tilleuls.example;Maison de repos;5000\n\
             Les Saules;;info@saules.example;;\n\
             Les Ormes;{wrong};info@ormes.example;;\n\
             Les Pins;12;;;\n\
             Les Ifs;;info(at)ifs;;\n\
             Seul un nom;;;;\n\
             Les Tilleuls bis;{a};;;\n\
             Les Saules;;INFO@saules.example;;\n\
             Autre;{b};dir@tilleuls.example;Astronautique;75001\n"
        );
        assert_eq!(
            told(&text),
            [
                (2, true, vec![]),
                (3, true, vec![]),
                (4, false, vec!["bce-check"]),
                (5, false, vec!["bce-form"]),
                (6, false, vec!["email"]),
                (7, false, vec!["nobody"]),
                (8, false, vec!["twice"]),
                (9, false, vec!["twice"]),
                (10, true, vec!["activity", "postcode"]),
            ]
        );
    }

    #[test]
    fn numbers_pasted_without_a_header_are_read() {
        let (a, b) = (right(4_123_456), right(4_123_457));
        assert_eq!(told(&format!("{a}\n{b}\n")), [(1, true, vec![]), (2, true, vec![])]);
        let text = format!("Les Tilleuls\tinfo@tilleuls.example\n{b}\tLes Ormes\t5000\n");
        assert_eq!(told(&text), [(1, true, vec![]), (2, true, vec![])]);
        assert!(matches!(
            read(b"un texte\nsans rien\n", &Catalog::embedded().unwrap()),
            Err(Refused::NoHeader { .. })
        ));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = format!("BCE;Nom;Mail\n{};\"L'\"\"Étoile\"\" ASBL\";a@b.example\n", right(4_123_456));
        let first = read(text.as_bytes(), &Catalog::embedded().unwrap()).unwrap();
        let again = read(written(&first).as_bytes(), &Catalog::embedded().unwrap()).unwrap();
        assert_eq!(written(&again), written(&first));
        assert_eq!(again.len(), 1);
    }
}
