//! The simulator: a case in a form that is sent by its address, and what every aid says to it. Nothing is kept.
//!
//! Fields are those of `forms::case_fields`. Does *not* judge: it is told what `financing` says.

use askama::Template;
use eclaireur_models::building::case_facts::CaseFact;
use eclaireur_models::catalog::Catalog;
use eclaireur_models::financing::{Case, Financing, assess};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::Euro;

use super::aid_views::{HARD, SchemeView, Sureness};
use super::samples;
use crate::forms::{self, Form, FormData, Group, WORKS, case_field, named_fields};
use crate::shell::{Crumb, Named, Shell};
use crate::{case_words, format, schemes, urls};

/// Facts that are asked for first on the page.
const FIRST: usize = 6;
/// What stands open in each part of the form, in this order; the rest is folded away.
const MAIN: [&str; 18] = [
    "organisation.legal_form",
    "organisation.activity",
    "organisation.aim",
    "organisation.field",
    "organisation.seat_in_wallonia",
    "organisation.public_funding_share",
    "organisation.vat_recovery",
    "building.in_wallonia",
    "building.tenure",
    "building.heated_area_m2",
    "procedure.ureba_audit_date",
    "procedure.application_date",
    "procedure.grant_decision_date",
    "procedure.order_signed_date",
    "work.measure",
    "work.cost_excl_vat",
    "work.quantity",
    "work.bio_based",
];

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/simulator.html")]
pub struct SimulatorPage {
    /// Frame.
    pub shell: Shell,
    /// What was typed.
    pub form: FormData,
    /// The activities.
    pub sectors: Vec<Named>,
    /// What every aid says; none before anything was told.
    pub told: Option<Financing>,
    /// Today.
    pub on: Day,
}

html!(SimulatorPage);

/// A fact that lacks.
struct Lacking {
    name: String,
    href: String,
    settles: String,
}

impl SimulatorPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("simulator-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        vec![
            Crumb::to(self.shell.t("frame-home").to_string(), urls::home()),
            Crumb::to(self.shell.t("aids-crumb").to_string(), urls::aids()),
            Crumb::here(self.shell.t("simulator-crumb").to_string()),
        ]
    }

    /// *Environ 11 800 € de subsides accessibles ; 4 régimes à confirmer.*
    fn answer(&self, told: &Financing) -> String {
        let open = self.of(told, Sureness::ToConfirm).len();
        let sure = self.of(told, Sureness::Sure).len();
        self.shell.t("simulator-answer").count("sure", sure).count("open", open).to_string()
    }

    /// The sums of the grants: what is sure enough, and at most.
    fn sums(&self, told: &Financing) -> Vec<String> {
        if told.grants.possible.0.is_zero() {
            return Vec::new();
        }
        let say =
            |key: &'static str, euro| self.shell.t(key).with("euro", format::euro(Euro(euro))).to_string();
        let mut sure = say("aid-grants-sure", told.grants.sure.0);
        if told.grants.certainty.is_some_and(|c| c != eclaireur_models::certain::Certainty::Certain) {
            sure = format!("{sure} ({})", self.shell.t("aid-to-confirm"));
        }
        vec![sure, say("aid-grants-possible", told.grants.possible.0)]
    }

    fn judged_on(&self, told: &Financing) -> String {
        self.shell
            .t("simulator-judged-on")
            .with("day", format::day(told.on))
            .with("version", &told.catalog_version)
            .to_string()
    }

    /// What nobody may pass over: an order before the decision.
    fn hard(&self, told: &Financing) -> Option<String> {
        let losing: Vec<&str> = told
            .schemes
            .iter()
            .filter(|s| s.warnings.iter().any(|w| w == HARD))
            .map(|s| s.name.as_str())
            .collect();
        let warned = schemes::words(self.lang(), "warning", HARD);
        (!losing.is_empty()).then(|| format!("{warned} ({})", losing.join(", ")))
    }

    fn warnings(&self, told: &Financing) -> Vec<String> {
        told.warnings.iter().map(|w| schemes::words(self.lang(), "warning", w)).collect()
    }

    fn of(&self, told: &Financing, sureness: Sureness) -> Vec<SchemeView> {
        let these = told.schemes.iter().filter(|scheme| Sureness::of(scheme) == sureness);
        these.map(|scheme| SchemeView::of(&self.shell, scheme)).collect()
    }

    /// The three groups: heading, whether it is folded, schemes.
    fn groups(&self, told: &Financing) -> Vec<(&'static str, bool, Vec<SchemeView>)> {
        let groups = [
            ("simulator-sure", false, Sureness::Sure),
            ("simulator-to-confirm", false, Sureness::ToConfirm),
            ("simulator-no", true, Sureness::No),
        ];
        groups.map(|(key, folded, sureness)| (key, folded, self.of(told, sureness))).into()
    }

    fn lacking(&self, told: &Financing) -> Vec<Lacking> {
        let one = |missing: &eclaireur_models::financing::MissingFact| {
            let line = missing.fact.starts_with("work.").then(|| self.line_without(&missing.fact));
            Lacking {
                name: schemes::fact(self.lang(), &missing.fact),
                href: format!("#f-{}", case_field(&missing.fact, line)),
                settles: self.shell.t("simulator-settles").count("count", missing.schemes.len()).to_string(),
            }
        };
        told.missing_facts.iter().filter(|m| case_words::is_asked(&m.fact)).take(FIRST).map(one).collect()
    }

    /// The first work that was told without this fact.
    fn line_without(&self, fact: &str) -> usize {
        let told =
            |line: &usize| *line == 1 || !self.form.get(&case_field("work.measure", Some(*line))).is_empty();
        let lacks = |line: &usize| self.form.get(&case_field(fact, Some(*line))).is_empty();
        (1..=WORKS).filter(told).find(lacks).unwrap_or(1)
    }

    fn form(&self) -> Form<'_> {
        let label = self.shell.t("simulator-submit").to_string();
        let mut form =
            Form::new(&self.shell, &self.form, urls::simulator(), label).by_address().summed_above();
        for (table, key) in [
            ("organisation", "simulator-organisation"),
            ("building", "simulator-building"),
            ("procedure", "simulator-procedure"),
        ] {
            form = form.group(self.part(table, None).legend(self.shell.t(key)));
        }
        for line in 1..=WORKS {
            let legend = self.shell.t("simulator-work").count("line", line);
            let part = self.part("work", Some(line)).legend(legend);
            form = form.group(if line == 1 { part } else { part.folded() });
        }
        if self.told.is_some() { form.cancel(urls::simulator()) } else { form }
    }

    fn part(&self, table: &str, line: Option<usize>) -> Group {
        let lang = self.lang();
        let fields = |facts: Vec<&CaseFact>| {
            let of = |fact| named_fields(lang, &self.form, fact, line, &self.sectors);
            facts.into_iter().flat_map(of).collect::<Vec<_>>()
        };
        let (mut main, more): (Vec<&CaseFact>, Vec<&CaseFact>) =
            case_words::facts_of(table).partition(|fact| MAIN.contains(&fact.code));
        main.sort_by_key(|fact| MAIN.iter().position(|code| *code == fact.code));
        let more = fields(more);
        let told = more.iter().any(|field| !field.value.is_empty());
        Group::pair(fields(main)).more(self.shell.t("simulator-more").to_string(), told, more)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, SimulatorPage)> {
        let catalog = Catalog::embedded().unwrap_or_default();
        let sectors: Vec<Named> =
            catalog.sectors().iter().map(|s| Named::new(s.code.as_str(), s.name.get(Lang::Fr))).collect();
        let on = samples::day(2026, 11, 21);
        let page = |pairs: &[(&str, &str)]| {
            let mut form = FormData::from_pairs(pairs.iter().copied());
            let case: Case = forms::case(&mut form, &sectors);
            let told = (!pairs.is_empty()).then(|| assess(&case, &catalog, on));
            let told = told.map(|told| Financing { catalog_version: "0123456789abcdef".to_owned(), ..told });
            SimulatorPage {
                shell: Shell::new(Lang::Fr, urls::simulator()),
                form,
                sectors: sectors.clone(),
                told,
                on,
            }
        };
        let school = [
            ("organisation.legal_form", "cpas"),
            ("organisation.activity", "school"),
            ("organisation.seat_in_wallonia", "oui"),
            ("organisation.german_speaking_community", "non"),
            ("building.in_wallonia", "oui"),
            ("building.tenure", "owner"),
            ("procedure.ureba_audit_date", "1/3/2025"),
            ("procedure.application_date", "1/12/2026"),
            ("1.work.measure", "roof-flat"),
            ("1.work.quantity", "200"),
            ("1.work.bio_based", "non"),
            ("1.work.cost_excl_vat", "30000"),
        ];
        let early = [school.as_slice(), &[("procedure.order_signed_date", "1/10/2026")]].concat();
        let wrong = [("organisation.legal_form", "asbl"), ("1.work.cost_excl_vat", "beaucoup")];
        vec![
            ("empty", page(&[])),
            ("told", page(&school)),
            ("ordered-early", page(&early)),
            ("wrong", page(&wrong)),
        ]
    }
}
