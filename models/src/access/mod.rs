//! Who may see what: five kinds of people, programs, and one function that decides.
//!
//! *For a director:* your figures are open to the people you named, for as long as you said, and to nobody else. *For an
//! engineer:* [`may`] is the only place that decides; router, pages, API and command line ask it, and a test walks every
//! address with every role.
//!
//! A person holds [`Grant`]s: a role with its scope, a first day and perhaps a last. What a role opens stands in
//! [`Role::opens`], line by line. Ids are numbers of the store; here they are only compared.

mod sight;

pub use sight::Sight;

use crate::period::Day;

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Look at what is for everybody: aids, glossary, the guide.
    Look,
    /// Lists of what one may see.
    Find,
    /// One's own account: sessions, password, what was done in one's name.
    Own,
    /// Know that an organisation is there, and which of its buildings one may see.
    Enter,
    /// Figures, readings, bills, projects.
    Read,
    /// Bring readings in, confirm and undo them.
    Import,
    /// Change what is known: buildings, meters, facts, prices, events, projects.
    Change,
    /// Take everything of an organisation away as one file.
    Export,
    /// Members, mandates, consents, tokens, links; put an organisation away.
    Manage,
    /// What was seen, changed, exported, mandated, by whom.
    Trace,
    /// The sums of a federation.
    Compare,
    /// One member of a federation by name.
    Member,
    /// The organisations that asked for help.
    Accompany,
    /// The published sheets of projects.
    Invest,
    /// Make an organisation, or put one back from its archive.
    Found,
    /// Accounts, catalogue, state of the service. No reading of anybody.
    Administer,
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 16] = [
        Action::Look,
        Action::Find,
        Action::Own,
        Action::Enter,
        Action::Read,
        Action::Import,
        Action::Change,
        Action::Export,
        Action::Manage,
        Action::Trace,
        Action::Compare,
        Action::Member,
        Action::Accompany,
        Action::Invest,
        Action::Found,
        Action::Administer,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Action::Look => "look",
            Action::Find => "find",
            Action::Own => "own",
            Action::Enter => "enter",
            Action::Read => "read",
            Action::Import => "import",
            Action::Change => "change",
            Action::Export => "export",
            Action::Manage => "manage",
            Action::Trace => "trace",
            Action::Compare => "compare",
            Action::Member => "member",
            Action::Accompany => "accompany",
            Action::Invest => "invest",
            Action::Found => "found",
            Action::Administer => "administer",
        }
    }
}

/// What it is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The service: nobody's data.
    Service,
    /// An organisation as a whole.
    Organisation {
        /// Which.
        organisation: i64,
        /// It asked the accompaniment cell for help, and did not take that back.
        asks_help: bool,
    },
    /// Buildings of an organisation, together: one, or all that an import touches.
    Buildings {
        /// Whose.
        organisation: i64,
        /// Which, at least one.
        buildings: Vec<i64>,
        /// Its organisation asked the accompaniment cell for help.
        asks_help: bool,
    },
    /// A federation.
    Federation {
        /// Which.
        federation: i64,
    },
    /// A member of a federation.
    Member {
        /// Which federation.
        federation: i64,
        /// Which member.
        organisation: i64,
        /// It consents to be seen by name.
        consents: bool,
    },
}

impl Subject {
    /// The organisation it belongs to.
    pub const fn organisation(&self) -> Option<i64> {
        match self {
            Subject::Organisation { organisation, .. }
            | Subject::Buildings { organisation, .. }
            | Subject::Member { organisation, .. } => Some(*organisation),
            Subject::Service | Subject::Federation { .. } => None,
        }
    }

    /// The organisation it belongs to, as a whole.
    pub fn whole(&self) -> Option<Subject> {
        let organisation = self.organisation()?;
        Some(Subject::Organisation { organisation, asks_help: self.asks_help() })
    }

    const fn asks_help(&self) -> bool {
        matches!(
            self,
            Subject::Organisation { asks_help: true, .. } | Subject::Buildings { asks_help: true, .. }
        )
    }
}

/// How much of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Which.
    pub organisation: i64,
    /// Some of its buildings; all of them, and itself, without.
    pub buildings: Option<Vec<i64>>,
}

impl Scope {
    /// All of an organisation.
    pub const fn whole(organisation: i64) -> Scope {
        Scope { organisation, buildings: None }
    }

    /// Whether the subject lies within. An organisation as a whole is not within some of its buildings.
    fn holds(&self, subject: &Subject) -> bool {
        match (subject, &self.buildings) {
            (Subject::Organisation { organisation, .. }, None) => *organisation == self.organisation,
            (Subject::Buildings { organisation, buildings, .. }, some) => {
                *organisation == self.organisation
                    && !buildings.is_empty()
                    && some.as_ref().is_none_or(|mine| buildings.iter().all(|one| mine.contains(one)))
            }
            _ => false,
        }
    }

    fn touches(&self, subject: &Subject) -> bool {
        self.holds(subject)
            || matches!(subject, Subject::Organisation { organisation, .. } if *organisation == self.organisation)
    }
}

/// What a program may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Read.
    Read,
    /// Read, and bring readings in.
    Import,
}

/// A role and its scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// *Gestionnaire*: of an organisation, or of some of its buildings.
    Manager(Scope),
    /// *Conseiller*, by mandate of the organisation.
    Adviser(Scope),
    /// *Fédération*: sums, and members that consent.
    Reviewer {
        /// Which federation.
        federation: i64,
    },
    /// *Cellule d'accompagnement*: organisations that asked for help.
    Cell,
    /// *Investisseur*: published sheets.
    Investor,
    /// *Administrateur*: accounts and catalogue.
    Administrator,
    /// A program with a token of an organisation.
    Program(Scope, Reach),
}

impl Role {
    /// Stable codes of the roles people hold.
    pub const CODES: [&str; 6] = ["manager", "adviser", "reviewer", "cell", "investor", "administrator"];

    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Role::Manager(_) => "manager",
            Role::Adviser(_) => "adviser",
            Role::Reviewer { .. } => "reviewer",
            Role::Cell => "cell",
            Role::Investor => "investor",
            Role::Administrator => "administrator",
            Role::Program(..) => "program",
        }
    }

    /// What of an organisation it is about.
    pub const fn scope(&self) -> Option<&Scope> {
        match self {
            Role::Manager(scope) | Role::Adviser(scope) | Role::Program(scope, _) => Some(scope),
            Role::Reviewer { .. } | Role::Cell | Role::Investor | Role::Administrator => None,
        }
    }

    /// Whether it opens this action on this subject.
    pub fn opens(&self, action: Action, subject: &Subject) -> bool {
        use Action::{
            Accompany, Administer, Change, Compare, Enter, Export, Found, Import, Invest, Manage, Member,
            Read, Trace,
        };
        match (self, action) {
            (Role::Manager(scope) | Role::Adviser(scope) | Role::Program(scope, _), Enter) => {
                scope.touches(subject)
            }
            (Role::Manager(scope), Read | Import | Change | Export | Manage | Trace)
            | (Role::Adviser(scope), Read | Import | Change)
            | (Role::Program(scope, _), Read)
            | (Role::Program(scope, Reach::Import), Import) => scope.holds(subject),
            // What a federation sees of a member, the member sees too.
            (Role::Manager(scope), Member) => {
                scope.buildings.is_none()
                    && matches!(subject, Subject::Member { organisation, .. } if *organisation == scope.organisation)
            }
            (Role::Reviewer { federation: mine }, Compare) => {
                matches!(subject, Subject::Federation { federation } if federation == mine)
                    || *subject == Subject::Service
            }
            (Role::Reviewer { federation: mine }, Member) => {
                matches!(subject, Subject::Member { federation, consents: true, .. } if federation == mine)
            }
            (Role::Cell, Enter | Read) => subject.asks_help(),
            (Role::Cell, Accompany | Compare)
            | (Role::Investor, Invest)
            | (Role::Administrator, Administer | Found) => *subject == Subject::Service,
            _ => false,
        }
    }
}

/// A role from a day on, up to and without another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Which.
    pub role: Role,
    /// The first day it holds.
    pub from: Day,
    /// The first day it holds no longer.
    pub to: Option<Day>,
}

impl Grant {
    /// Whether it holds on a day.
    pub fn holds(&self, on: Day) -> bool {
        self.from <= on && self.to.is_none_or(|to| on < to)
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Who {
    /// Nobody we know.
    #[default]
    Anybody,
    /// Whoever sits at the machine: the command line, and a service that has no account yet.
    Local,
    /// A person or a program with what it was granted.
    Known(Vec<Grant>),
}

impl Who {
    /// What was granted.
    pub fn grants(&self) -> &[Grant] {
        match self {
            Who::Known(grants) => grants,
            Who::Anybody | Who::Local => &[],
        }
    }
}

/// Whether `who` may do `action` to `subject` on a day. The one place that decides.
pub fn may(who: &Who, action: Action, subject: &Subject, on: Day) -> bool {
    match (who, action) {
        (_, Action::Look) => true,
        (Who::Anybody, _) | (Who::Local, Action::Own) => false,
        (Who::Local, _) | (Who::Known(_), Action::Find) => true,
        // A program has no account of its own.
        (Who::Known(grants), Action::Own) => {
            !grants.iter().any(|grant| matches!(grant.role, Role::Program(..)))
        }
        (Who::Known(grants), _) => {
            grants.iter().any(|grant| grant.holds(on) && grant.role.opens(action, subject))
        }
    }
}

#[cfg(test)]
mod tests;
