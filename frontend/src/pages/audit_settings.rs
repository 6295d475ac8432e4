//! The boiler room: how each setting was found, how it was left, and since when. A change shows on the charts.
//!
//! Fields: [`crate::forms::audit_setting`]; `row` says which one is changed; `drop` alone takes one
//! out; `undo`; `seen`. GET with `ligne` shows the form of one.

use askama::Template;
use eclaireur_models::audit::boiler_room::{SETTINGS, Set, setting};
use eclaireur_models::audit::key_of;
use eclaireur_models::audit::versions::State;

use super::audit_part::{AuditHead, Row, Table, Undo, change_of, seen};
use super::building::{self, BuildingHead};
use super::{audit_samples, samples};
use crate::forms::{self, Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Shell};
use crate::{audit, format, urls};

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit_settings.html")]
pub struct AuditSettingsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which version.
    pub audit: AuditHead,
    /// Settings, in the order they were told.
    pub settings: Vec<Set>,
    /// Values and problems.
    pub form: FormData,
}

html!(AuditSettingsPage);

impl AuditSettingsPage {
    fn title(&self) -> String {
        self.shell.t("audit-settings-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("audit-settings-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::audit_settings(&self.head.building.code)
    }

    fn closed(&self) -> Option<String> {
        self.audit.closed(&self.shell)
    }

    fn open(&self) -> bool {
        self.audit.is_open(&self.shell)
    }

    fn answer(&self) -> String {
        let changed = self.settings.iter().filter(|set| set.changed()).count();
        self.shell
            .t("audit-settings-answer")
            .count("count", self.settings.len())
            .count("changed", changed)
            .to_string()
    }

    /// Hot water that was found less warm than is safe.
    fn dangers(&self) -> Vec<String> {
        let lang = self.shell.body_lang();
        let unsafe_ones = self.settings.iter().filter(|set| set.was_unsafe());
        unsafe_ones
            .map(|set| {
                self.shell
                    .t("audit-settings-unsafe")
                    .with("setting", audit::setting(lang, &set.setting))
                    .with("value", self.value(set, set.before.as_deref()))
                    .to_string()
            })
            .collect()
    }

    fn value(&self, set: &Set, value: Option<&str>) -> String {
        match (setting(&set.setting), value) {
            (Some(card), Some(value)) => audit::setting_value(self.shell.body_lang(), card, value),
            _ => self.shell.t("audit-not-told").to_string(),
        }
    }

    fn table(&self) -> Table<'_> {
        let (shell, lang) = (&self.shell, self.shell.body_lang());
        let columns = vec![
            shell.t("audit-col-setting").to_string(),
            shell.t("audit-col-circuit").to_string(),
            shell.t("audit-col-before").to_string(),
            shell.t("audit-col-after").to_string(),
            shell.t("audit-col-on").to_string(),
            shell.t("audit-col-changed-by").to_string(),
        ];
        let row = |set: &Set| {
            let row = Row::of(vec![
                audit::setting(lang, &set.setting),
                set.circuit.clone(),
                self.value(set, set.before.as_deref()),
                self.value(set, set.after.as_deref()),
                set.on.map_or_else(|| shell.t("audit-not-told").to_string(), format::day),
                set.by.clone().unwrap_or_else(|| shell.t("audit-not-told").to_string()),
            ]);
            if !self.open() {
                return row;
            }
            let key = key_of(set);
            row.change(change_of(&self.action(), &key)).drop("drop", &key)
        };
        let rows = self.settings.iter().map(row).collect();
        Table::new(shell, shell.t("audit-settings-crumb"), columns).rows(rows).at(self.action())
    }

    fn undo(&self) -> Option<Undo<'_>> {
        let seen = Some(seen(&self.form)).filter(|_| self.open())?;
        Undo::of(&self.shell, self.action(), (seen, ""), self.shell.t("audit-settings-crumb").to_string())
    }

    fn changes(&self) -> bool {
        !self.form.get("row").is_empty()
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let choices =
            SETTINGS.iter().map(|card| Choice::new(card.code, audit::setting(lang, card.code))).collect();
        let what = vec![
            Field::hidden("seen", data.get("seen")),
            Field::hidden("row", data.get("row")),
            Field::select(lang, data, "setting", shell.t("audit-col-setting"), choices),
            Field::text(lang, data, "circuit", shell.t("audit-col-circuit"))
                .hint(shell.t("audit-circuit-hint")),
        ];
        let values = vec![
            Field::text(lang, data, "before", shell.t("audit-col-before"))
                .hint(shell.t("audit-setting-hint"))
                .optional(lang),
            Field::text(lang, data, "after", shell.t("audit-col-after"))
                .hint(shell.t("audit-after-hint"))
                .optional(lang),
        ];
        let on = Field::date(lang, data, "on", shell.t("audit-col-on"))
            .hint(shell.t("audit-on-hint"))
            .optional(lang);
        let by = Field::text(lang, data, "by", shell.t("audit-col-changed-by"))
            .hint(shell.t("audit-by-hint"))
            .optional(lang);
        let form = Form::new(shell, data, self.action(), shell.t("audit-row-submit"))
            .group(Group::of(what))
            .group(Group::pair(values))
            .group(Group::pair(vec![on, by]));
        if self.changes() { form.cancel(self.action()) } else { form }
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AuditSettingsPage)> {
        let some = AuditSettingsPage {
            shell: samples::shell(urls::audit_settings(&samples::building().code)),
            head: samples::head(),
            audit: audit_samples::head(State::Draft),
            settings: audit_samples::audit().setting,
            form: FormData::new().set("seen", "2"),
        };
        let empty = AuditSettingsPage { settings: vec![], ..some.clone() };
        let mut wrong = AuditSettingsPage {
            form: FormData::from_pairs([
                ("setting", "hot-water-production"),
                ("circuit", "ECS"),
                ("before", "60"),
                ("after", "50"),
            ]),
            ..some.clone()
        };
        let _ = forms::audit_setting(&mut wrong.form, samples::today());
        let closed = AuditSettingsPage { audit: audit_samples::head(State::Reading), ..some.clone() };
        let first = some.settings.first();
        let shown =
            first.map(|set| forms::audit_setting_form(set).set("row", key_of(set))).unwrap_or_default();
        let change = AuditSettingsPage { form: shown.set("seen", "2"), ..some.clone() };
        vec![("some", some), ("empty", empty), ("change", change), ("wrong", wrong), ("closed", closed)]
    }
}
