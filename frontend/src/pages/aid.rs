//! One aid: for whom, how much, with what it goes together, how one asks, and what nobody has read.
//!
//! Said from its file: nothing is judged. What is not certain is marked, what is not known is a question with who can say.

use askama::Template;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::catalog::schemes::{
    Amount, Condition, Figure, ProcedureStep, Scheme, SchemeSource, SchemeStatus,
};
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::Case;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::Euro;
use rust_decimal::Decimal;

use super::aids::status_class;
use super::samples;
use crate::rules::{self, AmountLine, RuleLine};
use crate::shell::{Crumb, Named, Shell};
use crate::{case_words, format, schemes, urls};

/// A case in small, and what its file says that it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidExample {
    /// The case.
    pub case: Case,
    /// In euro.
    pub gives: Option<Decimal>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/aid.html")]
pub struct AidPage {
    /// Frame.
    pub shell: Shell,
    /// The aid.
    pub scheme: Scheme,
    /// Its examples that can be read.
    pub examples: Vec<AidExample>,
    /// Names of the schemes it speaks of.
    pub others: Vec<Named>,
    /// The activities.
    pub sectors: Vec<Named>,
    /// Today.
    pub on: Day,
}

html!(AidPage);

/// A condition as it is shown.
struct Asked {
    title: String,
    to_confirm: bool,
    only_for: Option<String>,
    rule: Vec<RuleLine>,
    proofs: Option<String>,
    source: Option<SchemeSource>,
}

/// A step as it is shown.
struct Step {
    title: String,
    document: Option<String>,
    within: Option<String>,
    to_confirm: bool,
}

/// What is given from a day on.
struct Given {
    days: String,
    lines: Vec<AmountLine>,
    cap: Option<String>,
    to_confirm: bool,
    source: Option<SchemeSource>,
}

impl AidPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn name(&self) -> &str {
        self.scheme.name.get(self.lang())
    }

    fn title(&self) -> String {
        self.shell.t("aid-title").with("name", self.name()).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("aids-crumb").to_string(), urls::aids()),
            Crumb::here(self.name()),
        ]
    }

    fn status(&self) -> String {
        schemes::status(self.lang(), self.scheme.status)
    }

    fn status_class(&self) -> &'static str {
        status_class(self.scheme.status)
    }

    fn kind(&self) -> String {
        format::capitalised(&schemes::kind(self.lang(), self.scheme.kind))
    }

    /// What its status means for who would ask.
    fn standing(&self) -> String {
        let say = match self.scheme.status {
            SchemeStatus::Open => self.shell.t("aid-is-open"),
            SchemeStatus::Announced => self.shell.t("aid-is-announced"),
            SchemeStatus::Closed => self.shell.t("aid-is-closed"),
            SchemeStatus::Proposed => self.shell.t("aid-is-proposed"),
        };
        say.to_string()
    }

    fn is_open(&self) -> bool {
        self.scheme.status == SchemeStatus::Open
    }

    fn is_stale(&self) -> bool {
        self.scheme.is_stale(self.on)
    }

    fn checked(&self) -> String {
        self.shell.t("aid-checked").with("day", format::day(self.scheme.checked_on)).to_string()
    }

    /// *en vigueur depuis le …, confirmé jusqu’au … seulement*
    fn in_force(&self) -> Option<String> {
        let days = self.scheme.in_force.as_ref()?;
        let day = |key: &'static str, day: Option<Day>| {
            day.map(|day| self.shell.t(key).with("day", format::day(day)).to_string())
        };
        let known: Vec<String> = [
            day("aid-in-force-from", days.from),
            day("aid-in-force-until", days.until),
            day("aid-in-force-known", days.known_until),
        ]
        .into_iter()
        .flatten()
        .collect();
        let told = format::capitalised(&known.join(", "));
        let unsure = days.certainty != Certainty::Certain;
        (!known.is_empty()).then(|| {
            if unsure { format!("{told} ({}).", self.shell.t("aid-to-confirm")) } else { format!("{told}.") }
        })
    }

    fn other(&self, code: &str) -> Named {
        let name = self.others.iter().find(|other| other.code == code);
        name.cloned().unwrap_or_else(|| Named::new(code, code))
    }

    fn replaces(&self) -> Option<Named> {
        self.scheme.replaces.as_deref().map(|code| self.other(code))
    }

    fn not_with(&self) -> Vec<Named> {
        self.scheme.cumulation.not_with.iter().map(|code| self.other(code)).collect()
    }

    fn hypotheses(&self) -> Vec<String> {
        let all = &self.scheme.cumulation.hypotheses;
        all.iter().map(|code| schemes::words(self.lang(), "hypothesis", code)).collect()
    }

    fn conditions(&self) -> Vec<Asked> {
        self.scheme.conditions.iter().map(|condition| self.condition(condition)).collect()
    }

    fn condition(&self, condition: &Condition) -> Asked {
        let lang = self.lang();
        let works = (!condition.only_for.is_empty()).then(|| rules::measures(lang, &condition.only_for));
        let proofs = rules::proofs(lang, condition);
        let say = |key: &'static str, name: &'static str, value: String| {
            self.shell.t(key).with(name, value).to_string()
        };
        let mut rule = rules::rule(lang, condition, &self.sectors);
        if let Some(who) = &condition.settled_by {
            let who = schemes::words(lang, "settler", who);
            rule.push(RuleLine { depth: 0, text: say("aid-settled-by", "who", who) });
        }
        Asked {
            title: schemes::condition(lang, &condition.code),
            to_confirm: condition.certainty != Certainty::Certain,
            only_for: works.map(|works| say("aid-only-for", "works", works)),
            rule,
            proofs: (!proofs.is_empty()).then(|| say("aid-proved-by", "papers", proofs.join(", "))),
            source: self.scheme.source(&condition.source).cloned(),
        }
    }

    /// The works it is for, each list once, marked where that is not sure.
    fn covers(&self) -> Vec<(String, bool)> {
        let lang = self.lang();
        let one = |covers: &eclaireur_models::catalog::schemes::Covers| {
            let works = format::capitalised(&rules::measures(lang, &covers.measures));
            let works = match &covers.unsure {
                Some(who) => {
                    let who = schemes::words(lang, "settler", who);
                    format!("{works} · {}", self.shell.t("aid-settled-by").with("who", who))
                }
                None => works,
            };
            (works, covers.certainty != Certainty::Certain)
        };
        self.scheme.covers.iter().map(one).collect()
    }

    fn given(&self) -> Vec<Given> {
        self.scheme.amounts.iter().map(|amount| self.amount(amount)).collect()
    }

    fn amount(&self, amount: &Amount) -> Given {
        let days = match amount.until {
            None => self.shell.t("aid-since").with("day", format::day(amount.from)),
            Some(until) => self
                .shell
                .t("aid-since-until")
                .with("from", format::day(amount.from))
                .with("until", format::day(until)),
        };
        let unknown = amount.certainty == Certainty::Unknown;
        let cap = amount.cap.filter(|_| !unknown).map(|cap| match cap {
            Figure::Known(cap) => self.shell.t("aid-cap").with("euro", format::euro(Euro(cap))).to_string(),
            Figure::Unknown => self.shell.t("aid-cap-unknown").to_string(),
        });
        Given {
            days: format::capitalised(&days.to_string()),
            lines: rules::amount(self.lang(), amount),
            cap,
            to_confirm: amount.certainty == Certainty::Likely,
            source: self.scheme.source(&amount.source).cloned(),
        }
    }

    fn advance(&self) -> Option<String> {
        let share = self.scheme.payment?.advance.known()?;
        Some(self.shell.t("aid-advance").with("share", format::percent(share)).to_string())
    }

    fn apply(&self) -> Option<String> {
        let procedure = self.scheme.procedure.as_ref()?;
        let when = schemes::words(self.lang(), "apply", &procedure.apply);
        Some(self.shell.t("aid-apply-when").with("when", when).to_string())
    }

    fn steps(&self) -> Vec<Step> {
        let steps = self.scheme.procedure.iter().flat_map(|procedure| &procedure.step);
        steps.map(|step| self.step(step)).collect()
    }

    fn step(&self, step: &ProcedureStep) -> Step {
        let document = step.document.as_ref();
        Step {
            title: schemes::words(self.lang(), "step", &step.code),
            document: document.map(|d| self.shell.t("aid-document").with("document", d).to_string()),
            within: step.within.as_deref().map(|within| self.within(within)),
            to_confirm: step.certainty != Certainty::Certain,
        }
    }

    /// *Délai : 5 ans*, of `5 years`.
    fn within(&self, told: &str) -> String {
        let count = told.split_once(' ').and_then(|(count, unit)| Some((count.parse::<i64>().ok()?, unit)));
        let say = match count {
            Some((count, "year" | "years")) => self.shell.t("aid-within-years").count("count", count),
            Some((count, "month" | "months")) => self.shell.t("aid-within-months").count("count", count),
            Some((count, "day" | "days")) => self.shell.t("aid-within-days").count("count", count),
            _ if told == "unknown" => return self.shell.t("aid-within-unknown").to_string(),
            _ => return self.shell.t("aid-within").with("within", told).to_string(),
        };
        self.shell.t("aid-within").with("within", say).to_string()
    }

    fn report_years(&self) -> Option<String> {
        let years = self.scheme.procedure.as_ref()?.report_years?;
        Some(self.shell.t("aid-report-years").count("count", years).to_string())
    }

    fn questions(&self) -> Vec<(String, String)> {
        let lang = self.lang();
        let one = |question: &eclaireur_models::catalog::schemes::Question| {
            let who = schemes::words(lang, "settler", &question.settled_by);
            (
                schemes::question(lang, &question.code),
                self.shell.t("aid-questions-ask").with("who", who).to_string(),
            )
        };
        self.scheme.questions.iter().map(one).collect()
    }

    /// What each example is told, and what comes of it.
    fn told_examples(&self) -> Vec<(Vec<(String, String)>, String)> {
        let lang = self.lang();
        let one = |example: &AidExample| {
            let tables = core::iter::once(&example.case.facts).chain(&example.case.works);
            let facts = tables.flat_map(|facts| case_words::told(lang, facts, &self.sectors));
            let gives = match example.gives {
                Some(euro) => {
                    self.shell.t("aid-example-gives").with("euro", format::euro(Euro(euro))).to_string()
                }
                None => self.shell.t("aid-example-gives-nothing").to_string(),
            };
            (facts.map(|(_, name, value)| (name, value)).collect(), gives)
        };
        self.examples.iter().map(one).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AidPage)> {
        let catalog = Catalog::embedded().unwrap_or_default();
        let page = |scheme: Scheme| AidPage {
            shell: Shell::new(Lang::Fr, urls::aid(&scheme.code)),
            examples: scheme
                .examples
                .iter()
                .filter_map(|e| {
                    Some(AidExample { case: Case::of(&e.given, &catalog).ok()?, gives: e.expect })
                })
                .collect(),
            others: Vec::new(),
            sectors: catalog
                .sectors()
                .iter()
                .map(|s| Named::new(s.code.as_str(), s.name.get(Lang::Fr)))
                .collect(),
            on: samples::today(),
            scheme,
        };
        let all = sample_schemes().into_iter().map(page);
        let states = ["open", "loan", "closed", "shares", "tax"];
        let mut pages: Vec<(&'static str, AidPage)> = states.into_iter().zip(all).collect();
        if let Some((_, first)) = pages.first().cloned() {
            let mut proposed = first.clone();
            proposed.scheme.status = SchemeStatus::Proposed;
            proposed.on = samples::day(2029, 1, 1);
            pages.push(("proposed", proposed));
        }
        pages
    }
}

/// Schemes of each kind, as the catalogue tells of them: what is shown of them must bear whatever they say.
pub(super) fn sample_schemes() -> Vec<Scheme> {
    let catalog = Catalog::embedded().unwrap_or_default();
    let codes = [
        "wallonia/ureba-2022",
        "wallonia/green-health",
        "wallonia/ureba-2013",
        "wallonia/brasero",
        "federal/vat-reduced",
    ];
    let found = codes.iter().filter_map(|code| catalog.schemes().iter().find(|s| s.code == *code));
    found.cloned().collect()
}
