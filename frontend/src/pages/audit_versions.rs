//! Versions of the audit: second reader, delivery, the next one, and what changed between two.
//!
//! Fields: `step` (`ask`, `return`, `approve`, `deliver`) with `remark`; `begin` starts the next version.

use askama::Template;
use eclaireur_models::audit::versions::{Changed, State, Step};
use eclaireur_models::period::Day;

use super::audit_part::{AuditHead, Row, Table};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::forms::{Button, Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Shell};
use crate::{audit, format, urls};

/// Changes that one page shows.
pub const SHOWN: usize = 200;

/// A version in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    /// From 1 on.
    pub version: u32,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub since: Option<Day>,
    /// Digest of what was delivered.
    pub digest: Option<String>,
    /// What was said with the last step.
    pub remark: Option<String>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_versions.html")]
pub struct AuditVersionsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// The newest.
    pub audit: AuditHead,
    /// All of them, the oldest first.
    pub versions: Vec<VersionLine>,
    /// What differs between the newest and the one before.
    pub changed: Vec<Changed>,
    /// Whether the reader of the page is who asked for the second reading: somebody else does it.
    pub asked: bool,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditVersionsPage);

impl AuditVersionsPage {
    fn title(&self) -> String {
        self.shell.t("audit-versions-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-versions-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_versions(&self.head.building.code)
    }

    fn answer(&self) -> String {
        let shell = &self.shell;
        match self.audit.state {
            State::Draft => shell.t("audit-versions-draft"),
            State::Reading => shell.t("audit-versions-reading"),
            State::Read => shell.t("audit-versions-read"),
            State::Delivered => shell.t("audit-versions-delivered"),
        }
        .with("version", self.audit.version.to_string())
        .to_string()
    }

    fn may(&self) -> bool {
        self.shell.may_change() && !self.audit.archived
    }

    fn table(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-col-version").to_string(),
            shell.t("audit-col-state").to_string(),
            shell.t("audit-col-since").to_string(),
            shell.t("audit-col-remark").to_string(),
            shell.t("audit-col-digest").to_string(),
        ];
        let row = |line: &VersionLine| {
            Row::of(vec![
                shell.t("audit-version").with("version", line.version.to_string()).to_string(),
                audit::state(lang, line.state),
                line.since.map(format::day).unwrap_or_default(),
                line.remark.clone().unwrap_or_default(),
                line.digest.as_deref().map(|digest| digest.chars().take(12).collect()).unwrap_or_default(),
            ])
        };
        let rows = self.versions.iter().rev().map(row).collect();
        Table::new(shell, shell.t("audit-versions"), columns).rows(rows)
    }

    /// Delivered versions as files.
    fn files(&self) -> Vec<(String, String)> {
        let code = &self.head.building.code;
        let delivered = self.versions.iter().filter(|line| line.state == State::Delivered);
        let file = |line: &VersionLine| {
            let name = self.shell.t("audit-version-file").with("version", line.version.to_string());
            (name.to_string(), urls::audit_file(code, &format!("audit-{}.toml", line.version)))
        };
        delivered.map(file).collect()
    }

    /// What can be done now, the usual thing first.
    fn steps(&self) -> &'static [Step] {
        match self.audit.state {
            State::Draft => &[Step::Ask],
            State::Reading if self.asked => &[Step::Return],
            State::Reading => &[Step::Approve, Step::Return],
            State::Read => &[Step::Deliver, Step::Return],
            State::Delivered => &[],
        }
    }

    fn form(&self) -> Option<Form<'_>> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let (first, rest) = self.steps().split_first()?;
        let mut form =
            Form::new(shell, data, self.action(), audit::step(lang, *first)).group(Group::of(vec![
                Field::hidden("step", first.code()),
                Field::lines(lang, data, "remark", shell.t("audit-col-remark"))
                    .hint(shell.t("audit-remark-hint"))
                    .optional(lang),
            ]));
        for step in rest {
            let pair = Some(("instead", step.code()));
            form = form.button(Button { label: audit::step(lang, *step), action: None, pair });
        }
        Some(form)
    }

    fn lead(&self) -> String {
        match self.audit.state {
            State::Draft => self.shell.t("audit-versions-ask-lead"),
            State::Reading if self.asked => self.shell.t("audit-versions-asked-lead"),
            State::Reading => self.shell.t("audit-versions-approve-lead"),
            State::Read | State::Delivered => self.shell.t("audit-versions-deliver-lead"),
        }
        .to_string()
    }

    fn changes(&self) -> Table<'_> {
        let shell = &self.shell;
        let columns = vec![
            shell.t("audit-col-path").to_string(),
            shell.t("audit-col-was").to_string(),
            shell.t("audit-col-is").to_string(),
        ];
        let row = |one: &Changed| {
            let value = |value: &Option<String>| {
                let short = |text: &String| text.chars().take(120).collect();
                value.as_ref().map_or_else(|| shell.t("audit-not-told").to_string(), short)
            };
            Row::of(vec![one.path.clone(), value(&one.before), value(&one.after)])
        };
        let rows = self.changed.iter().take(SHOWN).map(row).collect();
        Table::new(shell, shell.t("audit-changes"), columns).rows(rows)
    }

    fn more_changes(&self) -> Option<String> {
        let more = self.changed.len().checked_sub(SHOWN).filter(|more| *more > 0)?;
        Some(self.shell.t("audit-changes-more").with("count", more).to_string())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditVersionsPage)> {
        let line = |version, state, digest: Option<&str>| VersionLine {
            version,
            state,
            since: Some(samples::today()),
            digest: digest.map(str::to_owned),
            remark: Some("U du pignon à vérifier".to_owned()),
        };
        let before = audit_samples::audit();
        let mut after = before.clone();
        after.head.auditor = Some("Nadia Hanquet".to_owned());
        after.step.clear();
        let of = |state: State| AuditVersionsPage {
            shell: samples::shell(urls::audit_versions(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(state),
            versions: vec![
                line(1, State::Delivered, Some("5f1e0c7d9a3b2e44")),
                line(2, state, (state == State::Delivered).then_some("aa10")),
            ],
            changed: eclaireur_models::audit::versions::changed(&before, &after),
            asked: false,
            form: FormData::new(),
        };
        let mut same = of(State::Reading);
        same.form.fail("remark", Problem::new(ProblemCode::SecondReader));
        let asked = AuditVersionsPage { asked: true, ..of(State::Reading) };
        let mut reader = of(State::Read);
        reader.shell = samples::reader(reader.shell);
        vec![
            ("draft", of(State::Draft)),
            ("reading", of(State::Reading)),
            ("read", of(State::Read)),
            ("delivered", of(State::Delivered)),
            ("asked", asked),
            ("same-person", same),
            ("reader", reader),
        ]
    }
}
