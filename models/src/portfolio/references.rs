//! How many services a sector counts, as its federation says: the counts that a sample of members is weighed against.
//!
//! *For a director:* "of 312 care homes in the province, 41 are members": without the 312 nobody can say what all of them use.
//! *For an engineer:* a stratum is an activity, perhaps a province and a size; each count has a year and where it was read. Does
//! *not* guess a count, and never splits one that is known over what is not.

use std::collections::BTreeSet;

use super::cells_of::{self, Line, Refused};
use super::words;
use crate::catalog::Catalog;
use crate::lang::normalised;

/// Rows of one list, at most.
pub const MOST_ROWS: usize = 500;
/// Nobody counts more.
pub const MOST: u32 = 1_000_000;
/// No count is older.
pub const EARLIEST: i16 = 1990;
/// Characters of where a count was read.
pub const LONGEST_SOURCE: usize = 300;

coded! {
    /// What is counted.
    Counted {
        /// Organisations.
        Organisations = "organisations",
        /// Buildings.
        Buildings = "buildings",
    }
}

/// A part of a sector.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stratum {
    /// Code of `catalog/sectors`.
    pub activity: String,
    /// NIS code of a province; every one without.
    pub province: Option<String>,
    /// Class of heated area, code; every one without.
    pub size: Option<String>,
    /// What is counted.
    pub counted: Counted,
}

/// How many it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Of what.
    pub stratum: Stratum,
    /// How many.
    pub count: u32,
    /// In which year.
    pub year: i16,
    /// Where that was read.
    pub source: String,
}

coded! {
    /// Why a count is not kept.
    Refusal {
        /// An activity that is not known.
        Activity = "activity",
        /// A province that is not known.
        Province = "province",
        /// A size that is not known.
        Size = "size",
        /// Neither organisations nor buildings.
        Counted = "counted",
        /// No whole number above zero.
        Count = "count",
        /// No year that can be meant.
        Year = "year",
        /// Nobody can look it up.
        Source = "source",
        /// Fewer than the members that are known.
        BelowMembers = "below-members",
        /// The same part stands further up.
        Twice = "twice",
    }
}

/// The columns of a list of counts, with the words that head them.
pub const COLUMNS: [(&str, &[&str]); 7] = [
    ("activity", &["Activité", "Secteur", "Type de service", "Type d'établissement", "Activity"]),
    ("province", &["Province", "Provincie", "Provinz"]),
    ("size", &["Taille", "Classe de taille", "Surface", "Size"]),
    ("counted", &["Ce qui est compté", "Unité", "Compte", "Counted"]),
    ("count", &["Nombre", "Effectif", "Total", "Count", "Aantal", "Anzahl"]),
    ("year", &["Année", "Year", "Jaar", "Jahr"]),
    ("source", &["Source", "Origine", "Référence", "Bron", "Quelle"]),
];

/// A row of a list, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Line of the list.
    pub row: u32,
    /// As it stood there.
    pub said: Line,
    /// The count, or why it is none, with what was read.
    pub reference: Result<Reference, (Refusal, String)>,
}

/// What counts are read with.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Activities and provinces.
    pub catalog: &'a Catalog,
    /// Codes of the classes of size, each with the words that name it.
    pub sizes: &'a [(String, String)],
    /// This year.
    pub year: i16,
}

/// Reads a list of counts.
///
/// # Errors
/// [`Refused`]: it is none.
pub fn read(bytes: &[u8], known: Known<'_>) -> Result<Vec<Read>, Refused> {
    let rows = cells_of::rows(bytes, MOST_ROWS)?;
    let headers: Vec<&[&str]> = COLUMNS.iter().map(|(_, words)| *words).collect();
    let lines = cells_of::by_column(&rows, &headers, 3, MOST_ROWS)?;
    let mut seen = BTreeSet::new();
    Ok(lines
        .into_iter()
        .map(|line| {
            let reference = one(&line, known).and_then(|reference| {
                let fresh = seen.insert(reference.stratum.clone());
                if fresh { Ok(reference) } else { Err((Refusal::Twice, line.cells.join(" · "))) }
            });
            Read { row: line.row, said: line, reference }
        })
        .collect())
}

fn one(line: &Line, known: Known<'_>) -> Result<Reference, (Refusal, String)> {
    let cell = |n: usize| line.cell(n);
    let no = |why: Refusal, n: usize| (why, cell(n).to_owned());
    let activity = words::sector(cell(0), known.catalog).ok_or_else(|| no(Refusal::Activity, 0))?;
    let province = match cell(1) {
        "" => None,
        words => Some(province(words, known.catalog).ok_or_else(|| no(Refusal::Province, 1))?),
    };
    let size = match cell(2) {
        "" => None,
        words => {
            let wanted = normalised(words);
            let named =
                |(code, name): &&(String, String)| normalised(code) == wanted || normalised(name) == wanted;
            Some(known.sizes.iter().find(named).ok_or_else(|| no(Refusal::Size, 2))?.0.clone())
        }
    };
    let counted = counted(cell(3)).ok_or_else(|| no(Refusal::Counted, 3))?;
    let digits: String =
        cell(4).chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '\u{202f}')).collect();
    let count: u32 = digits.parse().map_err(|_| no(Refusal::Count, 4))?;
    let year: i16 = cell(5).parse().map_err(|_| no(Refusal::Year, 5))?;
    let reference = Reference {
        stratum: Stratum { activity, province, size, counted },
        count,
        year,
        source: cell(6).chars().take(LONGEST_SOURCE).collect(),
    };
    match refused(&reference, known.year) {
        Some(why) => Err((why, line.cells.join(" · "))),
        None => Ok(reference),
    }
}

/// Organisations or buildings, in somebody's words; organisations where nothing is said.
fn counted(words: &str) -> Option<Counted> {
    match normalised(words).as_str() {
        "" | "organisations" | "organisation" | "services" | "institutions" | "asbl" => {
            Some(Counted::Organisations)
        }
        "batiments" | "batiment" | "buildings" | "implantations" => Some(Counted::Buildings),
        _ => None,
    }
}

/// NIS code of the province of these words.
pub fn province(words: &str, catalog: &Catalog) -> Option<String> {
    let wanted = normalised(words);
    let wanted = wanted.strip_prefix("province de ").unwrap_or(&wanted);
    let named = |words: &str| normalised(words) == wanted;
    let found =
        catalog.communes().provinces().iter().find(|one| {
            one.code == wanted || named(&one.name_fr) || one.name_de.as_deref().is_some_and(named)
        })?;
    Some(found.code.clone())
}

/// Why a count by itself cannot be kept.
pub fn refused(reference: &Reference, this_year: i16) -> Option<Refusal> {
    if reference.count == 0 || reference.count > MOST {
        return Some(Refusal::Count);
    }
    if !(EARLIEST..=this_year).contains(&reference.year) {
        return Some(Refusal::Year);
    }
    reference.source.trim().is_empty().then_some(Refusal::Source)
}

/// Whether fewer are counted than are members: then one of the two is wrong, and nothing can be weighed by it.
pub const fn below(reference: &Reference, members: u32) -> bool {
    reference.count < members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_counts_is_read_row_by_row() {
        let catalog = Catalog::embedded().unwrap();
        let sizes = [("small".to_owned(), "moins de 500 m²".to_owned())];
        let known = Known { catalog: &catalog, sizes: &sizes, year: 2026 };
        let text = "Activité;Province;Taille;Ce qui est compté;Nombre;Année;Source\n\
            Maison de repos;Namur;;;1.012;2025;AViQ, liste du 1er janvier\n\
            Maison de repos;Province de Liège;moins de 500 m²;bâtiments;12;2025;AViQ\n\
            Maison de repos;Namur;;organisations;14;2024;encore\n\
            Astronautique;;;;3;2025;x\n\
            Crèche;Brabant flamand;;;3;2025;x\n\
            Crèche;;;;beaucoup;2025;x\n\
            Crèche;;;;3;2031;x\n\
            Crèche;;;;3;2025;\n";
        let read = read(text.as_bytes(), known).unwrap();
        let told: Vec<_> = read
            .iter()
            .map(|row| match &row.reference {
                Ok(reference) => format!("{} {}", row.row, reference.count),
                Err((why, _)) => format!("{} {}", row.row, why.code()),
            })
            .collect();
        let expect =
            ["2 1012", "3 12", "4 twice", "5 activity", "6 province", "7 count", "8 year", "9 source"];
        assert_eq!(told, expect);
    }
}
