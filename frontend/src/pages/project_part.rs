//! The parts of a project that are asked by themselves: what each is called, where it is told, the way back.
//!
//! A work or a source of money is called by its number, which stays when others come and go. Does *not* hold a page.

use super::building::{self, BuildingHead};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// Facts that are kept with the building and asked for there.
const OF_BUILDING: [&str; 3] =
    ["building.heated_area_m2", "building.tenure", "organisation.full_time_equivalents"];
/// Facts that are kept with the organisation.
const OF_ORGANISATION: [&str; 2] = ["organisation.activity", "organisation.legal_form"];

/// Where a fact is told that is not the project's own: `held` says that organisation or building tell it already.
pub fn home_of(o: &str, b: &str, fact: &str, held: bool) -> Option<String> {
    if OF_BUILDING.contains(&fact) {
        return Some(urls::with_query(&urls::facts(b), &[("donnee", fact)]));
    }
    if OF_ORGANISATION.contains(&fact) || (held && fact.starts_with("organisation.")) {
        return Some(urls::organisation_edit(o));
    }
    (held && fact.starts_with("building.")).then(|| urls::building_edit(b))
}

/// The numbers of works and of sources of money, in the order of the case: they stay when others come and go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Of works.
    pub works: Vec<usize>,
    /// Of sources.
    pub sources: Vec<usize>,
}

/// The number of the line at this place, from 0 on.
pub(super) fn number(numbers: &[usize], at: usize) -> usize {
    numbers.get(at).copied().unwrap_or(at + 1)
}

/// A part of a project that has its own form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Its name.
    Name,
    /// A work, by its number; a new one without.
    Work(Option<usize>),
    /// A source of money.
    Source(Option<usize>),
    /// Wishes for the plan.
    Plan,
    /// Real and planned dates.
    Dates,
    /// One fact alone.
    Answer(&'a str),
}

impl Part<'_> {
    /// Where it is.
    #[must_use]
    pub fn address(self, b: &str, p: &str) -> String {
        let line = |at: Option<usize>| at.map(|at| at.to_string()).unwrap_or_default();
        match self {
            Part::Name => urls::project_name(b, p),
            Part::Work(at) => urls::with_query(&urls::project_work(b, p), &[("ligne", &line(at))]),
            Part::Source(at) => urls::with_query(&urls::project_source(b, p), &[("ligne", &line(at))]),
            Part::Plan => urls::project_plan(b, p),
            Part::Dates => urls::project_dates(b, p),
            Part::Answer(fact) => urls::with_query(&urls::project_answer(b, p), &[("question", fact)]),
        }
    }
}

/// The way back: building, its projects, the project, and the page itself.
pub(super) fn crumbs(
    shell: &Shell,
    head: &BuildingHead,
    project: &Named,
    here: Option<String>,
) -> Vec<Crumb> {
    let mut crumbs = building::crumbs(shell, head, Some(String::new()));
    crumbs.pop();
    let b = &head.building.code;
    crumbs.push(Crumb::to(shell.t("tab-finance").to_string(), urls::projects(b)));
    match here {
        Some(here) => {
            crumbs.push(Crumb::to(&project.name, urls::project(b, &project.code)));
            crumbs.push(Crumb::here(here));
        }
        None => crumbs.push(Crumb::here(&project.name)),
    }
    crumbs
}
