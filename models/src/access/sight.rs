//! What somebody finds in a list: the narrowing of a query, from the same grants.

use super::{Role, Who};
use crate::period::Day;

/// The organisations and buildings that may be named to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sight {
    /// All of them.
    pub everything: bool,
    /// Organisations with every building.
    pub organisations: Vec<i64>,
    /// Organisations of which some buildings may be seen.
    pub entered: Vec<i64>,
    /// These buildings.
    pub buildings: Vec<i64>,
    /// Organisations that ask for help on this day, with every building.
    pub asking_help: Option<Day>,
    /// Federations.
    pub federations: Vec<i64>,
}

impl Sight {
    /// What `who` may find on a day.
    pub fn of(who: &Who, on: Day) -> Sight {
        let mut sight = Sight { everything: *who == Who::Local, ..Sight::default() };
        for grant in who.grants().iter().filter(|grant| grant.holds(on)) {
            match &grant.role {
                Role::Reviewer { federation } => sight.federations.push(*federation),
                Role::Cell => sight.asking_help = Some(on),
                Role::Investor | Role::Administrator => {}
                Role::Manager(scope) | Role::Adviser(scope) | Role::Program(scope, _) => {
                    match &scope.buildings {
                        None => sight.organisations.push(scope.organisation),
                        Some(buildings) => {
                            sight.entered.push(scope.organisation);
                            sight.buildings.extend(buildings);
                        }
                    }
                }
            }
        }
        sight
    }

    /// Everything there is.
    pub fn everything() -> Sight {
        Sight { everything: true, ..Sight::default() }
    }
}
