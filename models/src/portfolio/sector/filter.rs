//! What is asked of a sector: which buildings, of which year.

use std::collections::BTreeMap;

use super::counted::Dimension;

/// Whose buildings may be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Everybody's.
    Sector,
    /// Those of the members of a federation, an opaque number.
    Federation(i64),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only buildings with these traits.
    pub traits: BTreeMap<Dimension, String>,
    /// The year told of; without it the newest that tells of at least half as many buildings as the one that tells of most.
    pub year: Option<i16>,
}

impl Filter {
    /// Whether all that is asked for can be looked up, see [`Dimension::is_public`].
    pub fn is_public(&self) -> bool {
        self.traits.keys().all(|dimension| dimension.is_public())
    }

    /// With one trait more; another value of the same dimension gives way.
    #[must_use]
    pub fn and(mut self, dimension: Dimension, value: &str) -> Filter {
        self.traits.insert(dimension, value.to_owned());
        self
    }

    /// Without a trait.
    #[must_use]
    pub fn without(mut self, dimension: Dimension) -> Filter {
        self.traits.remove(&dimension);
        self
    }
}
