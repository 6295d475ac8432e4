//! The aids of the catalogue: what each is called, whether it can be asked for, when somebody last opened its sources.
//!
//! Query: `q`, `statut`, `type`, `pour` (an activity). Does *not* judge anybody: a case does, in the simulator.

use askama::Template;
use eclaireur_models::catalog::schemes::{Scheme, SchemeKind, SchemeStatus};
use eclaireur_models::certain::Certainty;
use eclaireur_models::lang::{Lang, unaccented};
use eclaireur_models::period::Day;

use super::samples;
use crate::shell::{Crumb, Named, Shell};
use crate::tables::Files;
use crate::{format, rules, schemes, urls};

/// One aid in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidLine {
    /// Code and name.
    pub aid: Named,
    /// What kind of money.
    pub kind: SchemeKind,
    /// Whether it can be asked for.
    pub status: SchemeStatus,
    /// Whom it is for: its first condition about the organisation, in words.
    pub whom: Option<String>,
    /// When somebody last opened its sources.
    pub checked_on: Day,
    /// Nobody has for a year.
    pub stale: bool,
    /// Something of what it gives is not certain.
    pub to_confirm: bool,
}

impl AidLine {
    /// As its file says.
    pub fn of(lang: Lang, scheme: &Scheme, on: Day) -> AidLine {
        let about = |facts: Vec<&str>| facts.iter().any(|fact| fact.starts_with("organisation."));
        let whom = scheme.conditions.iter().find(|c| about(rules::facts(&c.rule)));
        AidLine {
            aid: Named::new(scheme.code.as_str(), scheme.name.get(lang)),
            kind: scheme.kind,
            status: scheme.status,
            whom: whom.map(|condition| schemes::condition(lang, &condition.code)),
            checked_on: scheme.checked_on,
            stale: scheme.is_stale(on),
            to_confirm: scheme.amounts.iter().any(|amount| amount.certainty != Certainty::Certain),
        }
    }
}

/// Whether everything somebody typed stands in what an aid is called, is for or is of.
pub fn answers_to(lang: Lang, scheme: &Scheme, typed: &str) -> bool {
    let mut told =
        vec![scheme.code.clone(), scheme.name.get(lang).to_owned(), schemes::kind(lang, scheme.kind)];
    told.extend(scheme.conditions.iter().map(|c| schemes::condition(lang, &c.code)));
    told.extend(scheme.covers.iter().map(|covers| rules::measures(lang, &covers.measures)));
    told.extend(scheme.sources.iter().map(|source| source.title.clone()));
    let told = unaccented(&told.join(" ")).to_lowercase();
    unaccented(typed).to_lowercase().split_whitespace().all(|word| told.contains(word))
}

/// What the list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrowed {
    /// Words.
    pub q: String,
    /// Code of a status.
    pub status: String,
    /// Code of a kind.
    pub kind: String,
    /// Code of an activity.
    pub whom: String,
}

impl Narrowed {
    fn pairs(&self) -> [(&str, &str); 4] {
        [("q", &self.q), ("statut", &self.status), ("type", &self.kind), ("pour", &self.whom)]
    }

    fn is_set(&self) -> bool {
        self.pairs().iter().any(|(_, value)| !value.is_empty())
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/aids.html")]
pub struct AidsPage {
    /// Frame.
    pub shell: Shell,
    /// What it is narrowed to.
    pub narrowed: Narrowed,
    /// Those found.
    pub aids: Vec<AidLine>,
    /// How many there are.
    pub all: usize,
    /// Activities to choose from.
    pub sectors: Vec<Named>,
}

html!(AidsPage);

impl AidsPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("aids-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::here(self.shell.t("aids-crumb").to_string()),
        ]
    }

    fn answer(&self) -> String {
        let open = self.aids.iter().filter(|aid| aid.status == SchemeStatus::Open).count();
        if self.narrowed.is_set() {
            return self
                .shell
                .t("aids-found")
                .count("count", self.aids.len())
                .count("of", self.all)
                .to_string();
        }
        self.shell.t("aids-answer").count("count", self.all).count("open", open).to_string()
    }

    fn statuses(&self) -> Vec<Named> {
        let one = |s: SchemeStatus| Named::new(schemes::status_code(s), schemes::status(self.lang(), s));
        schemes::STATUSES.map(one).to_vec()
    }

    fn kinds(&self) -> Vec<Named> {
        let one = |kind: SchemeKind| Named::new(schemes::kind_code(kind), schemes::kind(self.lang(), kind));
        schemes::KINDS.map(one).to_vec()
    }

    fn files(&self) -> Files {
        let what = self.shell.t("table-aids").to_string();
        Files::new(what, [urls::aids_csv(), urls::aids_xlsx()], &self.narrowed.pairs())
    }

    fn status(&self, line: &AidLine) -> String {
        schemes::status(self.lang(), line.status)
    }

    fn class(line: &AidLine) -> &'static str {
        status_class(line.status)
    }

    fn kind(&self, line: &AidLine) -> String {
        schemes::kind(self.lang(), line.kind)
    }

    fn checked(line: &AidLine) -> String {
        format::day(line.checked_on)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AidsPage)> {
        let schemes = super::aid::sample_schemes();
        let on = samples::day(2028, 1, 21);
        let full = AidsPage {
            shell: Shell::new(Lang::Fr, urls::aids()),
            narrowed: Narrowed::default(),
            aids: schemes.iter().map(|scheme| AidLine::of(Lang::Fr, scheme, on)).collect(),
            all: schemes.len(),
            sectors: vec![Named::new("care-home", "Maison de repos (MR/MRS)")],
        };
        let narrowed = AidsPage {
            narrowed: Narrowed {
                q: "toiture".to_owned(),
                whom: "care-home".to_owned(),
                ..Narrowed::default()
            },
            aids: full.aids.iter().take(1).cloned().collect(),
            ..full.clone()
        };
        let nothing = AidsPage { aids: Vec::new(), ..narrowed.clone() };
        vec![("full", full), ("narrowed", narrowed), ("nothing", nothing)]
    }
}

/// The class of the mark of a status: a word stands in it, never a colour alone.
pub(super) const fn status_class(status: SchemeStatus) -> &'static str {
    match status {
        SchemeStatus::Open => "tag tag-done",
        SchemeStatus::Announced => "tag tag-warning",
        SchemeStatus::Closed | SchemeStatus::Proposed => "tag",
    }
}
