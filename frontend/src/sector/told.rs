//! A view of a sector with everything it is told with.

use std::collections::BTreeMap;

use eclaireur_models::building::Carrier;
use eclaireur_models::catalog::{Arrondissement, Targets};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::sector::counted::{Dimension, Status};
use eclaireur_models::portfolio::sector::filter::Filter;
use eclaireur_models::portfolio::sector::path::Path;
use eclaireur_models::portfolio::sector::view::{Cell, View};

use super::words::{self, SIZES};
use crate::shell::Named;

/// A value that may be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its code.
    pub code: String,
    /// What people call it.
    pub label: String,
    /// Organisations that have it, shown or not; none where it is offered whoever has it.
    pub organisations: Option<usize>,
}

/// The values of each dimension that occur among the members; of what only they tell, every value there is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices(pub BTreeMap<Dimension, Vec<Choice>>);

impl Choices {
    /// Of a view without filters, with the names of its codes; a region, a size, a status and an energy have words of their own.
    /// `uses` are the codes of all that a building can be used for.
    pub fn of(
        lang: Lang,
        all: &View,
        uses: &[String],
        name: impl Fn(Dimension, &str) -> Option<String>,
    ) -> Choices {
        let choice = |dimension: Dimension, code: &str, organisations: Option<usize>| {
            let own = || own_name(lang, dimension, code);
            let label = name(dimension, code).or_else(own).unwrap_or_else(|| code.to_owned());
            Choice { label, code: code.to_owned(), organisations }
        };
        let offered = |dimension: Dimension| -> Vec<&str> {
            match dimension {
                _ if all.matching.organisations == 0 => Vec::new(),
                Dimension::Use => uses.iter().map(String::as_str).collect(),
                Dimension::Size => SIZES.to_vec(),
                Dimension::Energy => {
                    let energies = Carrier::ALL.iter().filter(|carrier| **carrier != Carrier::Water);
                    energies.map(|carrier| carrier.code()).collect()
                }
                _ => Vec::new(),
            }
        };
        let of = |(dimension, cells): (&Dimension, &Vec<Cell>)| {
            let occurs = |cell: &Cell| choice(*dimension, &cell.value, Some(cell.matching.organisations));
            let mut choices: Vec<Choice> = cells.iter().map(occurs).collect();
            for code in offered(*dimension) {
                if choices.iter().all(|choice| choice.code != code) {
                    choices.push(choice(*dimension, code, None));
                }
            }
            if *dimension == Dimension::Size {
                choices.sort_by_key(|choice| words::rank(&choice.code));
            }
            (*dimension, choices)
        };
        Choices(all.by.iter().map(of).collect())
    }

    /// The values of a dimension.
    pub fn dimension(&self, dimension: Dimension) -> &[Choice] {
        self.0.get(&dimension).map_or(&[], Vec::as_slice)
    }

    /// Whether a dimension has this value.
    pub fn knows(&self, dimension: Dimension, code: &str) -> bool {
        self.dimension(dimension).iter().any(|choice| choice.code == code)
    }

    /// What people call a value.
    pub fn name<'c>(&'c self, dimension: Dimension, code: &'c str) -> &'c str {
        let found = self.dimension(dimension).iter().find(|choice| choice.code == code);
        found.map_or(code, |choice| choice.label.as_str())
    }
}

/// Words of codes that are the same in every catalogue.
fn own_name(lang: Lang, dimension: Dimension, code: &str) -> Option<String> {
    match dimension {
        Dimension::Status => Status::from_code(code).map(|status| words::status(lang, status)),
        Dimension::Energy => Carrier::from_code(code).map(|carrier| crate::words::carrier(lang, carrier)),
        Dimension::Size => words::size(lang, code),
        Dimension::Region => words::region(lang, code),
        _ => None,
    }
}

/// A building of a member that consents to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressing {
    /// The member.
    pub organisation: Named,
    /// Its building.
    pub building: Named,
    /// kWh a year above its reference.
    pub recoverable_kwh: i64,
    /// The same in €.
    pub recoverable_euro: i64,
}

/// A sector as it is told.
#[derive(Debug, Clone)]
pub struct Told {
    /// Whose members.
    pub federation: Named,
    /// The question.
    pub filter: Filter,
    /// The answer.
    pub view: View,
    /// What may be asked, with the names of codes.
    pub choices: Choices,
    /// Path of each activity, by its code: the path of the view with the same question and that activity.
    pub paths: Vec<(String, Path)>,
    /// Every arrondissement, with its place on the map of squares.
    pub arrondissements: Vec<Arrondissement>,
    /// Names of units of service by code, singular: *lit*.
    pub units: Vec<Named>,
    /// The aims of parks and of the Region.
    pub targets: Option<Targets>,
    /// Buildings that may be named, the most recoverable first.
    pub pressing: Vec<Pressing>,
    /// Organisations that match and may not be named.
    pub not_named: usize,
    /// Names of schemes by code.
    pub schemes: Vec<Named>,
    /// The day it is told.
    pub on: Day,
    /// Version of the catalogue.
    pub catalog: String,
}

impl Told {
    /// What people call a value.
    pub fn name<'t>(&'t self, dimension: Dimension, code: &'t str) -> &'t str {
        self.choices.name(dimension, code)
    }

    /// The name of a scheme; the code of one that left the catalogue.
    pub(crate) fn scheme<'t>(&'t self, code: &'t str) -> &'t str {
        self.schemes.iter().find(|scheme| scheme.code == code).map_or(code, |scheme| scheme.name.as_str())
    }

    /// The cells of a dimension.
    pub(crate) fn cells(&self, dimension: Dimension) -> &[Cell] {
        self.view.by.get(&dimension).map_or(&[], Vec::as_slice)
    }

    /// The year told of, in words.
    pub(crate) fn year(&self) -> String {
        self.view.year.map(|year| year.to_string()).unwrap_or_default()
    }
}
