//! What the adviser found, what is recommended, and the road map to 2040.
//!
//! Query: `ajouter` (`constat`, `recommandation`, `etape`), `ligne` (which one is changed). Fields: `kind` and those of [`crate::forms::audit_finding`],
//! [`crate::forms::audit_recommendation`], [`crate::forms::audit_step`]; `drop_finding`, `drop_recommendation`, `drop_step` alone take one
//! out; `row` (which one is changed); `undo`; `seen`.

use core::borrow::Borrow;

use askama::Template;
use eclaireur_models::audit::findings::{Gravity, Observed, Recommendation, Step};
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::key_of;
use eclaireur_models::audit::versions::State;
use eclaireur_models::audit::visit::Visit;

use super::audit_part::{AuditHead, Row, Table, Undo};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::forms::{self, Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Named, Shell};
use crate::{audit, format, urls};

/// What can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adding {
    /// A finding.
    Finding,
    /// A recommendation.
    Recommendation,
    /// A step of the road map.
    Step,
}

impl Adding {
    /// All.
    pub const ALL: [Adding; 3] = [Adding::Finding, Adding::Recommendation, Adding::Step];

    /// Code, as in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Adding::Finding => "constat",
            Adding::Recommendation => "recommandation",
            Adding::Step => "etape",
        }
    }

    /// The field that takes one of them out.
    pub const fn drop(self) -> &'static str {
        match self {
            Adding::Finding => "drop_finding",
            Adding::Recommendation => "drop_recommendation",
            Adding::Step => "drop_step",
        }
    }

    /// What a form is about: what it takes out, else what it adds.
    pub fn of(form: &FormData) -> Adding {
        let dropped = Adding::ALL.into_iter().find(|one| !form.get(one.drop()).is_empty());
        dropped.unwrap_or_else(|| Adding::from_code(form.get("kind")))
    }

    /// What this code means; a finding without one.
    pub fn from_code(code: &str) -> Adding {
        Adding::ALL.into_iter().find(|adding| adding.code() == code).unwrap_or(Adding::Finding)
    }
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_findings.html")]
pub struct AuditFindingsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// What the visit brought back, to which findings point.
    pub visit: Visit,
    /// How often each of the three was written, in the order of [`Adding::ALL`].
    pub revisions: [i32; 3],
    /// Findings.
    pub findings: Vec<Observed>,
    /// Recommendations.
    pub recommendations: Vec<Recommendation>,
    /// The road map.
    pub steps: Vec<Step>,
    /// Works of the catalogue to choose from.
    pub works: Vec<Named>,
    /// Pictures to choose from.
    pub photos: Vec<Named>,
    /// What the form adds.
    pub adding: Adding,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditFindingsPage);

impl AuditFindingsPage {
    fn title(&self) -> String {
        self.shell.t("audit-findings-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-findings-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_findings(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn answer(&self) -> String {
        self.shell
            .t("audit-findings-answer")
            .with("findings", self.findings.len())
            .with("recommendations", self.recommendations.len())
            .with("steps", self.steps.len())
            .to_string()
    }

    fn work(&self, code: Option<&str>) -> String {
        let named = |code: &str| {
            let found = self.works.iter().find(|work| work.code == code);
            found.map_or_else(|| code.to_owned(), |work| work.name.clone())
        };
        code.map(named).unwrap_or_default()
    }

    fn found(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-col-gravity").to_string(),
            shell.t("audit-col-where").to_string(),
            shell.t("audit-col-finding").to_string(),
            shell.t("audit-col-work").to_string(),
        ];
        let mut sorted: Vec<&Observed> = self.findings.iter().collect();
        sorted.sort_by_key(|one| (one.gravity, one.number));
        let row = |one: &Observed| {
            let row = Row::of(vec![
                audit::gravity(lang, one.gravity),
                audit::place(lang, &self.visit, one.section, one.row),
                one.words.clone(),
                self.work(one.measure.as_deref()),
            ]);
            self.turned(row, Adding::Finding, &one.number.to_string())
        };
        let rows = sorted.into_iter().map(row).collect();
        Table::new(shell, shell.t("audit-findings"), columns).rows(rows).at(self.action())
    }

    /// Who sees to it, and since when it is done.
    fn seen_to(&self, one: &Recommendation) -> String {
        let done =
            one.done_on.map(|day| self.shell.t("audit-done-on").with("day", format::day(day)).to_string());
        let told: Vec<String> = one.who.clone().into_iter().chain(done).collect();
        if told.is_empty() { self.shell.t("audit-not-settled").to_string() } else { told.join(" · ") }
    }

    fn recommended(&self) -> Table<'_> {
        let shell = &self.shell;
        let columns = vec![
            shell.t("audit-col-recommendation").to_string(),
            shell.t("audit-col-priority").to_string(),
            shell.t("audit-col-work").to_string(),
            shell.t("audit-col-performance").to_string(),
            shell.t("audit-col-who").to_string(),
        ];
        let mut sorted: Vec<&Recommendation> = self.recommendations.iter().collect();
        sorted.sort_by_key(|one| (one.priority.unwrap_or(u8::MAX), one.number));
        let row = |one: &Recommendation| {
            let none = || shell.t("audit-not-settled").to_string();
            let row = Row::of(vec![
                one.words.clone(),
                one.priority.map_or_else(none, |priority| priority.to_string()),
                self.work(one.measure.as_deref()),
                one.performance.clone().unwrap_or_default(),
                self.seen_to(one),
            ]);
            self.turned(row, Adding::Recommendation, &one.number.to_string())
        };
        let rows = sorted.into_iter().map(row).collect();
        Table::new(shell, shell.t("audit-recommendations"), columns).rows(rows).at(self.action())
    }

    fn road(&self) -> Table<'_> {
        let shell = &self.shell;
        let columns = vec![
            shell.t("audit-col-year").to_string(),
            shell.t("audit-col-step").to_string(),
            shell.t("audit-col-target").to_string(),
        ];
        let row = |step: &Step| {
            let target = if step.reaches_target { shell.t("audit-yes") } else { shell.t("audit-no") };
            let row = Row::of(vec![step.year.to_string(), step.words.clone(), target.to_string()]);
            self.turned(row, Adding::Step, &key_of(step))
        };
        let rows = self.steps.iter().map(row).collect();
        Table::new(shell, shell.t("audit-steps"), columns).rows(rows).at(self.action())
    }

    /// A row that can be changed and taken out.
    fn turned(&self, row: Row, adding: Adding, key: &str) -> Row {
        if !self.open() {
            return row;
        }
        let change = urls::with_query(&self.action(), &[("ajouter", adding.code()), ("ligne", key)]);
        row.change(format!("{change}#new")).drop(adding.drop(), &key)
    }

    /// Puts back what was said of one of the three.
    fn undo(&self, adding: impl Borrow<Adding>) -> Option<Undo<'_>> {
        let adding = *adding.borrow();
        let caption = match adding {
            Adding::Finding => self.shell.t("audit-findings"),
            Adding::Recommendation => self.shell.t("audit-recommendations"),
            Adding::Step => self.shell.t("audit-steps"),
        };
        let of = Adding::ALL.iter().zip(self.revisions).find(|(one, _)| **one == adding);
        let (_, seen) = of.filter(|_| self.open())?;
        Undo::of(&self.shell, self.action(), (seen, adding.code()), caption.to_string())
    }

    /// Whether one that is there is changed.
    fn changes(&self) -> bool {
        !self.form.get("row").is_empty()
    }

    /// Where the form leads that keeps what was typed apart from the other forms of this page.
    fn kept(&self) -> String {
        urls::with_query(&self.action(), &[("ajouter", self.adding.code())])
    }

    /// Where each of the other two is added.
    fn others(&self) -> Vec<(String, String)> {
        let words = |adding: Adding| match adding {
            Adding::Finding => self.shell.t("audit-add-finding"),
            Adding::Recommendation => self.shell.t("audit-add-recommendation"),
            Adding::Step => self.shell.t("audit-add-step"),
        };
        let href = |adding: Adding| urls::with_query(&self.action(), &[("ajouter", adding.code())]);
        let others = Adding::ALL.into_iter().filter(|adding| *adding != self.adding);
        others.map(|adding| (words(adding).to_string(), format!("{}#new", href(adding)))).collect()
    }

    fn adds(&self) -> String {
        match (self.changes(), self.adding) {
            (false, Adding::Finding) => self.shell.t("audit-add-finding"),
            (false, Adding::Recommendation) => self.shell.t("audit-add-recommendation"),
            (false, Adding::Step) => self.shell.t("audit-add-step"),
            (true, Adding::Finding) => self.shell.t("audit-findings-change"),
            (true, Adding::Recommendation) => self.shell.t("audit-recommendations-change"),
            (true, Adding::Step) => self.shell.t("audit-steps-change"),
        }
        .to_string()
    }

    /// Sections of the visit, each followed by its rows; what the form has, though its row was taken out since.
    fn places(&self) -> Vec<Choice> {
        let lang = self.shell.body_lang();
        let choice = |section: Section, row: Option<u16>| {
            Choice::new(forms::place_code(section, row), audit::place(lang, &self.visit, section, row))
        };
        let mut places = Vec::new();
        for section in Section::ALL.iter().copied() {
            places.push(choice(section, None));
            let rows = self.visit.rows(section).iter().filter(|_| section.repeats());
            places.extend(rows.map(|row| choice(section, Some(row.number))));
        }
        let held = forms::place_of(self.form.get("section"));
        let gone = held.filter(|(section, row)| row.is_some_and(|n| self.visit.row(*section, n).is_none()));
        places.extend(gone.map(|(section, row)| choice(section, row)));
        places
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let words = |label: &str| Field::lines(lang, data, "words", label).hint(shell.t("audit-words-hint"));
        let works = || self.works.iter().map(Choice::from).collect::<Vec<_>>();
        let work = || Field::select(lang, data, "measure", shell.t("audit-col-work"), works()).optional(lang);
        let mut fields = vec![
            Field::hidden("kind", self.adding.code()),
            Field::hidden("seen", data.get("seen")),
            Field::hidden("row", data.get("row")),
        ];
        match self.adding {
            Adding::Finding => {
                let gravities = Gravity::ALL.map(|g| Choice::new(g.code(), audit::gravity(lang, g))).to_vec();
                let photos = self.photos.iter().map(Choice::from).collect();
                fields.extend([
                    Field::select(lang, data, "gravity", shell.t("audit-col-gravity"), gravities),
                    Field::select(lang, data, "section", shell.t("audit-col-where"), self.places()),
                    words(&shell.t("audit-col-finding").to_string()),
                    Field::select(lang, data, "picture", shell.t("audit-photo"), photos).optional(lang),
                    work(),
                ]);
            }
            Adding::Recommendation => fields.extend([
                words(&shell.t("audit-col-recommendation").to_string()),
                work(),
                Field::number(lang, data, "priority", shell.t("audit-col-priority"))
                    .hint(shell.t("audit-priority-hint"))
                    .optional(lang),
                Field::text(lang, data, "performance", shell.t("audit-col-performance"))
                    .hint(shell.t("audit-performance-hint"))
                    .optional(lang),
                Field::text(lang, data, "who", shell.t("audit-col-who"))
                    .hint(shell.t("audit-by-hint"))
                    .optional(lang),
                Field::date(lang, data, "done_on", shell.t("audit-done")).optional(lang),
            ]),
            Adding::Step => fields.extend([
                Field::number(lang, data, "year", shell.t("audit-col-year")),
                words(&shell.t("audit-col-step").to_string()),
                Field::checkbox(lang, data, "target", shell.t("audit-target")),
            ]),
        }
        let form =
            Form::new(shell, data, self.action(), shell.t("audit-row-submit")).group(Group::of(fields));
        if self.changes() { form.cancel(self.action()) } else { form }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditFindingsPage)> {
        let held = audit_samples::audit();
        let some = AuditFindingsPage {
            shell: samples::shell(urls::audit_findings(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            visit: held.visit,
            revisions: [2, 1, 0],
            findings: held.finding,
            recommendations: held.recommendation,
            steps: held.step,
            works: vec![Named::new("roof-flat", "Isolation d’une toiture plate")],
            photos: vec![Named::new("a".repeat(64), "Plaque de la chaudière 1")],
            adding: Adding::Finding,
            form: FormData::new(),
        };
        let empty =
            AuditFindingsPage { findings: vec![], recommendations: vec![], steps: vec![], ..some.clone() };
        let gone = some.findings.first().map(|one| Observed {
            section: Section::Envelope,
            row: Some(7),
            ..one.clone()
        });
        let change = AuditFindingsPage {
            form: gone.iter().map(forms::audit_finding_form).next().unwrap_or_default().set("row", "1"),
            findings: gone.into_iter().collect(),
            ..some.clone()
        };
        let recommendation = AuditFindingsPage { adding: Adding::Recommendation, ..some.clone() };
        let mut wrong = AuditFindingsPage {
            adding: Adding::Step,
            form: FormData::from_pairs([("year", "demain")]),
            ..some.clone()
        };
        let _ = forms::audit_step(&mut wrong.form);
        vec![
            ("some", some),
            ("empty", empty),
            ("change", change),
            ("recommendation", recommendation),
            ("wrong", wrong),
        ]
    }
}
