//! Whether the files of the catalogue agree with each other: what one names, another has.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Benchmark, Catalog, Change, MeasureCard, Problem, Scenario, Seasons};

/// The station whose degree-days are taken for every building.
const STATION: &str = "uccle";

impl Catalog {
    /// Gives files what they have from one another; every one that names what is not there.
    pub(super) fn agree(&mut self) -> Vec<Problem> {
        let mut problems = self.share_words();
        problems.extend(self.check_activities());
        problems.extend(self.check_benchmarks());
        problems.extend(self.check_profiles());
        problems.extend(self.check_decision());
        problems.extend(self.lay_over());
        problems.extend(self.check_schemes());
        problems.extend(self.check_scenarios());
        problems.extend(self.check_measures());
        self.give_seasons();
        problems
    }

    /// Layouts that say which other one they are like know its words too.
    fn share_words(&mut self) -> Vec<Problem> {
        let (known, mut problems) = (self.formats.clone(), Vec::new());
        for format in &mut self.formats {
            let Some(like) = &format.like else { continue };
            match known.iter().find(|other| other.code == *like && other.like.is_none()) {
                Some(other) => format.learn(other),
                None => problems.push(Problem {
                    file: format!("formats/{}.toml", format.code),
                    what: format!("key `like`: `{like}` is no layout, or is itself like another"),
                }),
            }
        }
        problems
    }

    /// What a list of buildings calls an activity is one of ours.
    fn check_activities(&self) -> Option<Problem> {
        let list = self.lists.as_ref()?;
        let (_, unknown) = list.activities().iter().find(|(_, code)| self.sector(code).is_none())?;
        let what = format!("[[activity]]: `{unknown}` is no sector");
        Some(Problem { file: format!("lists/{}.toml", list.code), what })
    }

    /// Benchmarks are of activities that exist.
    fn check_benchmarks(&self) -> Vec<Problem> {
        let unknown = |b: &Benchmark| {
            let code = b.activities.iter().find(|code| self.sector(code).is_none())?;
            let what = format!("key `activities`: `{code}` is no sector");
            Some(Problem { file: format!("benchmarks/{}.toml", b.code), what })
        };
        self.benchmarks.iter().filter_map(unknown).collect()
    }

    /// Shapes of use are of activities that exist, each with one at most.
    fn check_profiles(&self) -> Vec<Problem> {
        let (mut seen, mut problems) = (BTreeSet::new(), Vec::new());
        for (shape, activity) in self.profiles.iter().flat_map(|s| s.activities.iter().map(move |a| (s, a))) {
            let what = if self.sector(activity).is_none() {
                format!("key `activities`: `{activity}` is no sector")
            } else if !seen.insert(activity) {
                format!("key `activities`: `{activity}` has another shape")
            } else {
                continue;
            };
            problems.push(Problem { file: format!("profiles/{}.toml", shape.code), what });
        }
        problems
    }

    /// Decisions stand on one set of CO2 factors (practice: the same before and after).
    fn check_decision(&self) -> Option<Problem> {
        let second = self.factors.iter().filter(|set| set.decision).nth(1)?;
        let what = "key `decision`: another set is the declared one already".to_owned();
        Some(Problem { file: format!("factors/{}.toml", second.code), what })
    }

    /// Demands that change a scheme have everything else of it.
    fn lay_over(&mut self) -> Vec<Problem> {
        let (under, mut problems) = (self.schemes.clone(), Vec::new());
        for scheme in &mut self.schemes {
            let Some(overlay) = scheme.overlay.clone() else { continue };
            let laid = match under.iter().find(|other| other.code == overlay.of) {
                Some(other) => scheme.clone().laid_over(&overlay, other),
                None => Err(format!("[overlay]: `{}` is no scheme", overlay.of)),
            };
            match laid {
                Ok(laid) => *scheme = laid,
                Err(what) => {
                    problems.push(Problem { file: format!("schemes/{}.toml", scheme.code), what });
                }
            }
        }
        problems
    }

    /// Schemes and obligations that scenarios name are there.
    fn check_scenarios(&self) -> Vec<Problem> {
        let lacks = |scenario: &Scenario| match &scenario.change {
            Change::Aid { scheme, instead_of, .. } => {
                let mut named = std::iter::once(scheme).chain(instead_of);
                named
                    .find(|code| self.scheme(code).is_none())
                    .map(|code| format!("[aid]: `{code}` is no scheme"))
            }
            Change::Norm { codes, .. } => {
                let unknown = codes.iter().find(|code| self.norm(code).is_none());
                unknown.map(|code| format!("[norm]: `{code}` is no obligation"))
            }
        };
        let problem = |scenario: &Scenario| {
            lacks(scenario).map(|what| Problem { file: format!("scenarios/{}.toml", scenario.code), what })
        };
        self.scenarios.iter().filter_map(problem).collect()
    }

    /// Measures that others exclude are there.
    fn check_measures(&self) -> Vec<Problem> {
        let unknown = |card: &MeasureCard| {
            let code = card.excludes.iter().find(|code| self.measure(code).is_none())?;
            let what = format!("key `excludes`: `{code}` is no measure");
            Some(Problem { file: format!("measures/{}.toml", card.code), what })
        };
        self.measures.iter().filter_map(unknown).collect()
    }

    /// What schemes say of one another and of activities is there.
    fn check_schemes(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for scheme in &self.schemes {
            let mut wrong = |what: String| {
                problems.push(Problem { file: format!("schemes/{}.toml", scheme.code), what });
            };
            for code in scheme.activities() {
                if !self.sectors.is_empty() && self.sector(code).is_none() {
                    wrong(format!("key `is`: `{code}` is no activity of catalog/sectors"));
                }
            }
        }
        problems
    }

    /// Each carrier knows by what its seasons are told apart.
    fn give_seasons(&mut self) {
        let Some(degree_days) = self.degree_days(STATION).cloned() else { return };
        let breaks = self.sectors.iter().filter(|s| s.summer_break).map(|s| s.code.clone());
        let seasons = Arc::new(Seasons { degree_days, summer_breaks: breaks.collect() });
        for card in &mut self.carriers {
            card.seasons = Some(Arc::clone(&seasons));
        }
    }
}
