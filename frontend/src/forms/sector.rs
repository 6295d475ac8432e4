//! The question asked of a sector, in an address and back: `?province=90000&activite=care-home&annee=2024`.
//!
//! What is not understood is left out of the question and handed back, so that the page says it. Codes are permanent.

use eclaireur_models::portfolio::sector::counted::Dimension;
use eclaireur_models::portfolio::sector::filter::Filter;

/// The parameter of the year.
pub const SECTOR_YEAR: &str = "annee";
/// Parameters that are no filter.
const BESIDE: [&str; 1] = ["vue"];

/// A question as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectorAsked {
    /// The question.
    pub filter: Filter,
    /// Name and value of what was not.
    pub ignored: Vec<(String, String)>,
}

/// The parameter of a dimension.
pub const fn sector_field(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Region => "region",
        Dimension::Province => "province",
        Dimension::Arrondissement => "arrondissement",
        Dimension::Activity => "activite",
        Dimension::Own => "liste",
        Dimension::Use => "usage",
        Dimension::Size => "taille",
        Dimension::Status => "statut",
        Dimension::Energy => "energie",
    }
}

/// What the pairs of an address ask; `known` says which values a dimension has. An empty value asks nothing, the first of two
/// values of one dimension stands.
pub fn sector_asked<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    known: impl Fn(Dimension, &str) -> bool,
) -> SectorAsked {
    let mut asked = SectorAsked::default();
    for (name, value) in pairs {
        let value = value.trim();
        if value.is_empty() || BESIDE.contains(&name) {
            continue;
        }
        let dimension = Dimension::ALL.iter().copied().find(|d| sector_field(*d) == name);
        let free = dimension.filter(|d| !asked.filter.traits.contains_key(d) && known(*d, value));
        let year = value.parse().ok().filter(|_| name == SECTOR_YEAR && asked.filter.year.is_none());
        match (free, year) {
            (Some(dimension), _) => asked.filter = asked.filter.and(dimension, value),
            (None, Some(year)) => asked.filter.year = Some(year),
            (None, None) => asked.ignored.push((name.to_owned(), value.to_owned())),
        }
    }
    asked
}

/// A question as the pairs of an address, always in the same order.
pub fn sector_query(filter: &Filter) -> Vec<(&'static str, String)> {
    let traits =
        Dimension::ALL.iter().filter_map(|d| Some((sector_field(*d), filter.traits.get(d)?.clone())));
    let year = filter.year.map(|year| (SECTOR_YEAR, year.to_string()));
    traits.chain(year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_survives_its_address_and_what_is_not_known_is_handed_back() {
        let pairs = [
            ("activite", "school"),
            ("province", " 90000 "),
            ("liste", "MR/MRS"),
            ("province", "20002"),
            ("taille", ""),
            ("annee", "2024"),
            ("annee", "hier"),
            ("statut", "secret"),
            ("couleur", "vert"),
            ("vue", "experte"),
        ];
        let asked = sector_asked(pairs, |_, value| value != "secret");
        let query = sector_query(&asked.filter);
        let written: Vec<String> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(written, ["province=90000", "activite=school", "liste=MR/MRS", "annee=2024"]);
        let again = sector_asked(query.iter().map(|(n, v)| (*n, v.as_str())), |_, _| true);
        assert_eq!((again.filter, again.ignored), (asked.filter, Vec::new()));
        let ignored: Vec<&str> = asked.ignored.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(ignored, ["20002", "hier", "secret", "vert"]);
    }
}
