//! *Quel régime pour mon ASBL ?* One question at a time, the one that settles most; then what is sure, the hypotheses apart,
//! and a letter that is ready.
//!
//! The answers are the address: going back works, nothing is kept. Query: the fields of `forms::case_fields`; `passe`: facts
//! nobody knows; `question`: a fact asked for; `fin`: the answer now. Does *not* judge.

use askama::Template;
use eclaireur_models::building::case_facts::{CaseFact, CaseForm, case_fact};
use eclaireur_models::catalog::Catalog;
use eclaireur_models::catalog::Procurement;
use eclaireur_models::certain::Certainty;
use eclaireur_models::financing::procurement::Why;
use eclaireur_models::financing::regimes::{Regime, Regimes, regimes};
use eclaireur_models::financing::{Answered, Case, Financing, assess};
use eclaireur_models::lang::Lang;
use eclaireur_models::norms::Decided;

use super::aid_views::to_ask;
use super::samples;
use crate::forms::{self, Field, FormData, case_fields, fact_fields};
use crate::letter::{Letter, letter};
use crate::shell::{Crumb, Named, Shell};
use crate::{case_words, format, schemes, urls};

/// Facts nobody knows, parted by commas.
pub const SKIPPED: &str = "passe";
/// A fact that is asked for whatever else lacks.
pub const ASKED: &str = "question";
/// The answer is wanted now.
pub const DONE: &str = "fin";
/// The question was answered with *je ne sais pas*.
pub const SKIP: &str = "passer";
/// The question shown was sent.
pub const SENT: &str = "envoye";
/// Choices up to which one sees them all at once.
const AT_ONCE: usize = 8;

/// Keys made from codes.
pub(super) fn keys() -> Vec<String> {
    let why = Why::ALL.iter().map(|why| format!("buyer-{}", why.code()));
    let catalog = Catalog::embedded().unwrap_or_default();
    let thresholds = catalog.procurement().map(|p| p.thresholds.clone()).unwrap_or_default();
    why.chain(thresholds.iter().map(|t| format!("procurement-{}", t.code))).collect()
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/guide.html")]
pub struct GuidePage {
    /// Frame.
    pub shell: Shell,
    /// What was answered.
    pub form: FormData,
    /// The same, read.
    pub case: Case,
    /// What every aid says.
    pub told: Financing,
    /// Facts nobody knows.
    pub skipped: Vec<String>,
    /// A fact asked for.
    pub asked: Option<String>,
    /// The answer is wanted now.
    pub done: bool,
    /// The activities.
    pub sectors: Vec<Named>,
    /// The rules of public procurement.
    pub procurement: Option<Procurement>,
}

html!(GuidePage);

/// A scheme in the answer.
struct Line {
    name: String,
    href: String,
    why: Vec<String>,
    later: Vec<String>,
}

/// An answer that was given.
struct Given {
    name: String,
    value: String,
    href: String,
}

impl GuidePage {
    pub(super) fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        match self.next() {
            Some(fact) => case_words::question(self.lang(), fact.code),
            None => self.shell.t("guide-title").to_string(),
        }
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("aids-crumb").to_string(), urls::aids()),
            Crumb::here(self.shell.t("guide-title").to_string()),
        ]
    }

    fn regimes(&self) -> Regimes<'_> {
        regimes(&self.told)
    }

    /// The question to be put next; none when the answer is wanted or nothing is left to ask.
    pub fn next(&self) -> Option<&'static CaseFact> {
        if let Some(asked) =
            self.asked.as_deref().and_then(case_fact).filter(|f| case_words::is_of_whom(f.code))
        {
            return Some(asked);
        }
        if self.done {
            return None;
        }
        let of = self.regimes();
        let fact = of.missing.iter().find(|fact| !self.skipped.iter().any(|s| s == **fact))?;
        case_fact(fact)
    }

    /// How many answers were given or passed over.
    fn step(&self) -> usize {
        self.case.facts.codes().count() + self.skipped.len() + 1
    }

    fn is_first(&self) -> bool {
        self.step() == 1
    }

    /// The one field of the question; a long list is one to choose from.
    fn field(&self, fact: &'static CaseFact) -> Option<Field> {
        let label = case_words::question(self.lang(), fact.code);
        let field = fact_fields(self.lang(), &self.form, fact, None, label.clone(), &self.sectors)
            .into_iter()
            .next()?;
        let field = match (fact.form, field.choices.len()) {
            (CaseForm::Activity, _) => field,
            (_, 1..=AT_ONCE) => Field::radio(self.lang(), &self.form, fact.code, label, field.choices),
            _ => field,
        };
        let paper = case_words::proof(self.lang(), fact.code);
        let hint = paper.map(|paper| self.shell.t("guide-paper").with("paper", paper).to_string());
        Some(Field {
            prompt: field.prompt.is_some().then(|| self.shell.t("form-choose").to_string()),
            hint,
            ..field
        })
    }

    /// How many schemes the question settles.
    fn settles(&self, fact: &'static CaseFact) -> Option<String> {
        let of = self.regimes();
        let waits = |regime: &&Regime| {
            regime.open.iter().any(|condition| condition.missing_facts.iter().any(|f| f == fact.code))
        };
        let count = of.open.iter().filter(waits).count();
        (count > 0).then(|| self.shell.t("guide-settles").count("count", count).to_string())
    }

    /// What was answered so far, without these fields.
    fn pairs(&self, without: &[&str]) -> Vec<(String, String)> {
        let told = case_fields().into_iter().filter(|name| !without.contains(&name.as_str()));
        let mut pairs: Vec<(String, String)> = told
            .map(|name| (name.clone(), self.form.get(&name).to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let skipped: Vec<&str> =
            self.skipped.iter().map(String::as_str).filter(|fact| !without.contains(fact)).collect();
        if !skipped.is_empty() {
            pairs.push((SKIPPED.to_owned(), skipped.join(",")));
        }
        pairs
    }

    pub(super) fn address(&self, path: &str, without: &[&str], more: &[(&str, &str)]) -> String {
        let pairs = self.pairs(without);
        let mut all: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        all.extend(more);
        urls::with_query(path, &all)
    }

    /// The address that says all of it and nothing twice.
    pub fn own_address(&self) -> String {
        let asked = self.asked.as_deref().unwrap_or_default();
        let done = if self.done { "oui" } else { "" };
        self.address(&urls::guide(), &[], &[(ASKED, asked), (DONE, done)])
    }

    /// Goes with the form of a question.
    fn hidden(&self, fact: &'static CaseFact) -> Vec<Field> {
        let mut fields: Vec<Field> =
            self.pairs(&[fact.code]).into_iter().map(|(name, value)| Field::hidden(&name, value)).collect();
        fields.push(Field::hidden(ASKED, fact.code));
        fields.push(Field::hidden(SENT, "1"));
        if self.done {
            fields.push(Field::hidden(DONE, "oui"));
        }
        fields
    }

    fn to_result(&self) -> String {
        self.address(&urls::guide(), &[], &[(DONE, "oui")])
    }

    fn to_simulator(&self) -> String {
        self.address(&urls::simulator(), &self.skipped.iter().map(String::as_str).collect::<Vec<_>>(), &[])
    }

    fn to_letter_text(&self) -> String {
        self.address(&urls::letter_text(), &[], &[])
    }

    fn to_letter_pdf(&self) -> String {
        self.address(&urls::letter_pdf(), &[], &[])
    }

    const fn has_pdf() -> bool {
        cfg!(feature = "pdf")
    }

    /// The answers given, each with the way to change it.
    fn given(&self) -> Vec<Given> {
        let lang = self.lang();
        let told = case_words::told(lang, &self.case.facts, &self.sectors).into_iter();
        let told = told.map(|(code, name, value)| Given {
            name,
            value,
            href: self.address(&urls::guide(), &[code], &[(ASKED, code)]),
        });
        let skipped = self.skipped.iter().filter_map(|fact| case_fact(fact)).map(|fact| Given {
            name: schemes::fact(lang, fact.code),
            value: self.shell.t("case-unknown").to_string(),
            href: self.address(&urls::guide(), &[fact.code], &[(ASKED, fact.code)]),
        });
        told.chain(skipped).collect()
    }

    /// *Deux régimes possibles, cinq exclus.* Never what is not known first.
    fn answer(&self) -> String {
        let of = self.regimes();
        let say = |key: &'static str| {
            self.shell
                .t(key)
                .count("sure", of.sure.len())
                .count("open", of.open.len())
                .count("no", of.refused.len())
                .to_string()
        };
        match (of.sure.as_slice(), of.open.as_slice()) {
            ([], []) => say("guide-answer-none"),
            ([], _) => say("guide-answer-open"),
            ([one], _) => self.shell.t("guide-answer-one").with("name", &one.scheme.name).to_string(),
            _ => say("guide-answer-sure"),
        }
    }

    /// *Hypothèses au 21/11/2026 : de 0 à 3 régimes.*
    fn range(&self) -> String {
        let of = self.regimes();
        self.shell
            .t("guide-range")
            .with("day", format::day(self.told.on))
            .count("low", of.sure.len())
            .count("high", of.sure.len() + of.open.len())
            .to_string()
    }

    fn sure(&self) -> Vec<Line> {
        self.regimes().sure.iter().map(|regime| self.line(regime, &[])).collect()
    }

    fn open(&self) -> Vec<Line> {
        self.regimes().open.iter().map(|regime| self.line(regime, &regime.open)).collect()
    }

    fn refused(&self) -> Vec<Line> {
        self.regimes().refused.iter().map(|regime| self.line(regime, &regime.refused)).collect()
    }

    fn line(&self, regime: &Regime, why: &[&Answered]) -> Line {
        let lang = self.lang();
        let mut later: Vec<String> = Vec::new();
        for condition in &regime.later {
            let words = schemes::condition(lang, &condition.code);
            if !later.contains(&words) {
                later.push(words);
            }
        }
        Line {
            name: regime.scheme.name.clone(),
            href: urls::aid(&regime.scheme.code),
            why: why.iter().map(|condition| self.why(condition)).collect(),
            later,
        }
    }

    fn why(&self, condition: &Answered) -> String {
        let lang = self.lang();
        let told = if condition.missing_facts.is_empty() {
            to_ask(lang, condition)
        } else {
            schemes::open(lang, condition)
        };
        match (condition.answer, condition.certainty) {
            (Decided::No, Certainty::Likely | Certainty::Unknown) => {
                format!("{told} ({})", self.shell.t("aid-to-confirm"))
            }
            _ => told,
        }
    }

    /// The letter that goes with the answers.
    pub fn letter(&self) -> Letter {
        letter(self.lang(), &self.case, &self.told, &self.sectors)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, GuidePage)> {
        let catalog = Catalog::embedded().unwrap_or_default();
        let sectors: Vec<Named> =
            catalog.sectors().iter().map(|s| Named::new(s.code.as_str(), s.name.get(Lang::Fr))).collect();
        let page = |pairs: &[(&str, &str)], skipped: &[&str], asked: Option<&str>, done| {
            let mut form = FormData::from_pairs(pairs.iter().copied());
            let case = forms::case(&mut form, &sectors);
            let told = assess(&case, &catalog, samples::day(2026, 11, 21));
            GuidePage {
                shell: Shell::new(Lang::Fr, urls::guide()),
                form,
                case,
                told,
                skipped: skipped.iter().map(|s| (*s).to_owned()).collect(),
                asked: asked.map(str::to_owned),
                done,
                sectors: sectors.clone(),
                procurement: catalog.procurement().cloned(),
            }
        };
        let home = [
            ("organisation.legal_form", "asbl"),
            ("organisation.activity", "care-home"),
            ("organisation.seat_in_wallonia", "oui"),
            ("organisation.public_funding_share", "62"),
            ("building.in_wallonia", "oui"),
        ];
        let cpas = [("organisation.legal_form", "cpas"), ("organisation.activity", "school")];
        vec![
            ("first", page(&[], &[], None, false)),
            ("asked", page(&home[..1], &["organisation.aim"], None, false)),
            ("changed", page(&home, &[], Some("organisation.public_funding_share"), false)),
            ("care-home", page(&home, &["organisation.aim"], None, true)),
            ("cpas", page(&cpas, &[], None, true)),
            ("nothing", page(&[], &[], None, true)),
        ]
    }
}
