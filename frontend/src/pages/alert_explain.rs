//! The page on which an alert is explained: what happened, since when, in one's own words. It becomes a dated event.

use askama::Template;
use eclaireur_models::alerts::Alert;
use eclaireur_models::building::EventKind;

use super::alerts::{Answered, sample_alerts};
use super::building::{self, BuildingHead};
use super::{events, samples};
use crate::forms::{Choice, ExplainInput, Field, Form, FormData, Group};
use crate::shell::{Crumb, Shell};
use crate::{alerts, urls};

/// The page on which an alert is explained. Fields: [`ExplainInput`].
#[derive(Debug, Clone, Template)]
#[template(path = "pages/alert_explain.html")]
pub struct AlertExplainPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which alert.
    pub alert: Alert,
    /// Values and problems.
    pub form: FormData,
}

html!(AlertExplainPage);

impl AlertExplainPage {
    fn title(&self) -> String {
        self.shell.t("alerts-explain-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs =
            building::crumbs(&self.shell, &self.head, Some(self.shell.t("alerts-explain-crumb").to_string()));
        let alerts = Crumb::to(self.shell.t("tab-alerts").to_string(), self.back());
        crumbs.insert(crumbs.len().saturating_sub(1), alerts);
        crumbs
    }

    fn back(&self) -> String {
        urls::alerts(&self.head.building.code)
    }

    fn what(&self) -> String {
        alerts::title(self.shell.body_lang(), &self.alert)
    }

    fn why(&self) -> String {
        alerts::why(self.shell.body_lang(), &self.alert)
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let kind = |kind: EventKind| Choice::new(kind.code(), events::kind(lang, kind));
        let mut kinds: Vec<Choice> = EventKind::ALL.into_iter().map(kind).collect();
        kinds.push(
            Choice::new(ExplainInput::OTHER, shell.t("alerts-explain-other").to_string())
                .hint(shell.t("alerts-explain-other-hint").to_string()),
        );
        let days = Group::pair(vec![
            Field::date(lang, data, "from", shell.t("events-from")).hint(shell.t("form-date-hint")),
            Field::date(lang, data, "to", shell.t("events-to"))
                .hint(shell.t("events-to-hint"))
                .optional(lang),
        ]);
        let text = Field::text(lang, data, "text", shell.t("events-text")).hint(shell.t("events-text-hint"));
        Form::new(shell, data, self.back(), shell.t("alerts-explain-submit"))
            .group(Group::of(vec![
                Field::hidden("alert", &self.alert.key),
                Field::hidden("state", Answered::Explained.code()),
                Field::radio(lang, data, "kind", shell.t("alerts-explain-kind"), kinds),
            ]))
            .group(days)
            .group(Group::of(vec![text]))
            .cancel(self.back())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, AlertExplainPage)> {
        let alert = sample_alerts().remove(0);
        let path = urls::with_query(&urls::alerts(&samples::building().code), &[("expliquer", &alert.key)]);
        let asked = AlertExplainPage {
            shell: samples::shell(path),
            head: samples::head(),
            alert,
            form: FormData::new(),
        };
        let mut wrong = asked.clone();
        wrong.form = FormData::from_pairs([("kind", "works"), ("from", "31/2/25"), ("text", "")]);
        let _ = ExplainInput::read(&mut wrong.form, samples::today());
        vec![("asked", asked), ("wrong", wrong)]
    }
}
