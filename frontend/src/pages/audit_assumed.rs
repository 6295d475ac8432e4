//! What an audit supposes of the years to come: budget, years, rates, prices, VAT, degree-days, ETS2, each with its default and its
//! source; and the form to tell better.
//!
//! Fields: [`crate::forms::audit_assumed`]; `seen`.

use askama::Template;
use eclaireur_models::audit::assumed::{NUMBERS, Number};
use eclaireur_models::audit::versions::State;

use super::audit_part::{AuditHead, Row, Table};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::assumed::{self, Supposed};
use crate::forms::{self, Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_assumed.html")]
pub struct AuditAssumedPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// What is supposed.
    pub supposed: Vec<Supposed>,
    /// Degree-days that can be chosen.
    pub colds: Vec<Named>,
    /// Scenarios of ETS2 that can be looked at.
    pub scenarios: Vec<Named>,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditAssumedPage);

impl AuditAssumedPage {
    fn title(&self) -> String {
        self.shell.t("audit-assumed-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-assumed-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_assumed(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn table(&self) -> Table<'_> {
        let shell = &self.shell;
        let columns = vec![
            shell.t("audit-report-col-supposed").to_string(),
            shell.t("figure-col-value").to_string(),
            shell.t("audit-assumed-col-usual").to_string(),
            shell.t("audit-assumed-col-source").to_string(),
        ];
        let row = |one: &Supposed| {
            Row::of(vec![one.name.clone(), one.value.clone(), one.usual.clone(), one.source.clone()])
        };
        let rows = self.supposed.iter().map(row).collect();
        Table::new(shell, shell.t("audit-assumed-crumb"), columns).rows(rows)
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let field = |number: &Number| {
            Field::number(lang, data, number.code, assumed::name(lang, number))
                .unit(assumed::unit(lang, number))
                .optional(lang)
        };
        let choices = |all: &[Named]| all.iter().map(|one| Choice::new(&one.code, &one.name)).collect();
        let seen = Field::hidden("seen", data.get("seen"));
        let chosen = vec![
            Field::select(lang, data, "cold", shell.t("audit-assumed-cold"), choices(&self.colds))
                .hint(shell.t("audit-assumed-cold-hint"))
                .optional(lang),
            Field::select(lang, data, "ets2", shell.t("audit-assumed-ets2"), choices(&self.scenarios))
                .hint(shell.t("audit-assumed-ets2-source"))
                .optional(lang),
            Field::text(lang, data, "because", shell.t("audit-assumed-because"))
                .hint(shell.t("audit-assumed-because-hint"))
                .optional(lang),
        ];
        Form::new(shell, data, self.action(), shell.t("audit-assumed-submit"))
            .group(Group::of(vec![seen]))
            .group(Group::pair(NUMBERS.iter().map(field).collect()))
            .group(Group::of(chosen))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditAssumedPage)> {
        let report = crate::reports::audit_samples::care_home();
        let lang = eclaireur_models::lang::Lang::Fr;
        let some = AuditAssumedPage {
            shell: samples::shell(urls::audit_assumed(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            supposed: assumed::rows(lang, &report.audit, &report.told.worked),
            colds: vec![Named::new("energie-plus", "Énergie+"), Named::new("base-16-5", "16,5")],
            scenarios: vec![Named::new("ets2-45", "45 €/t")],
            form: forms::audit_assumed_form(&report.audit.assumed).set("seen", "1"),
        };
        let mut wrong = AuditAssumedPage {
            form: FormData::from_pairs([("discount_rate", "30"), ("yearly_budget", "beaucoup")]),
            ..some.clone()
        };
        let _ = forms::audit_assumed(&mut wrong.form, &some.colds, &some.scenarios);
        let closed = AuditAssumedPage { audit: audit_samples::head(State::Delivered), ..some.clone() };
        vec![("some", some), ("wrong", wrong), ("closed", closed)]
    }
}
