//! How many there are, as far as it may be told.
//!
//! For a director: that you are the one care home of your town can be looked up, and is told; that the one care home of a town
//! heats with oil is yours to tell. Where a question hangs on what is told by whoever runs a building
//! ([`Dimension::is_public`]), a count goes down to the next five and is not told below, so that no difference of two of them is
//! one organisation; but it never goes below those whose figures are shown.

use serde::Serialize;

use super::counted::Dimension;
use super::disclosure::Control;
use super::filter::Filter;

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Organisations, each once.
    pub organisations: usize,
    /// Buildings.
    pub buildings: usize,
}

/// What may be told of how many there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tells {
    /// Counts go in steps of so many.
    step: usize,
    control: Control,
}

impl Tells {
    /// Of who matches a question.
    pub(super) fn of(filter: &Filter, control: Control) -> Tells {
        Tells { step: 1, control }.where_public(filter.is_public())
    }

    /// Of the values of a dimension among them.
    pub(super) const fn by(self, dimension: Dimension) -> Tells {
        self.where_public(dimension.is_public())
    }

    const fn where_public(self, public: bool) -> Tells {
        if public { self } else { Tells { step: self.control.fewest, ..self } }
    }

    /// So many, or the next step below.
    pub(super) const fn number(self, all: usize) -> usize {
        all - all % self.step
    }

    /// Who there is, of whom these are shown; none where there are too few.
    pub(super) fn count(self, all: Count, shown: Count) -> Option<Count> {
        let count = Count {
            organisations: self.number(all.organisations).max(shown.organisations),
            buildings: self.number(all.buildings).max(shown.buildings),
        };
        (all.organisations == 0 || count.organisations > 0).then_some(count)
    }
}
