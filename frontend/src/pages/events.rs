//! What happened to a building and explains a change of its figures; each event shows on the charts.
//!
//! Fields: [`crate::forms::event`]; `withdraw` alone takes an event back.

use askama::Template;
use eclaireur_models::building::{Event, EventKind};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use super::building::{self, BuildingHead};
use super::samples;
use crate::format;
use crate::forms::{self, Choice, Field, Form, FormData, Group};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::urls;

/// An event that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub id: String,
    /// What happened.
    pub event: Event,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/events.html")]
pub struct EventsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// In order of time.
    pub events: Vec<Held>,
    /// Values and problems.
    pub form: FormData,
}

html!(EventsPage);

/// An event on the page.
struct EventLine {
    id: String,
    kind: String,
    when: String,
    text: String,
}

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let of = |kind: &EventKind| [format!("event-{kind}"), format!("event-{kind}-hint")];
    EventKind::ALL.iter().flat_map(of).collect()
}

/// *Travaux*.
pub(crate) fn kind(lang: Lang, kind: EventKind) -> String {
    Say::owned(lang, format!("event-{kind}")).to_string()
}

/// *le 03/06/2024*, *du 03/06/2024 au 28/06/2024*.
pub(crate) fn when(lang: Lang, event: &Event) -> String {
    let last = event.to.map(|to| to.yesterday().unwrap_or(to));
    let key = match last {
        None => "fact-since",
        Some(last) if last == event.from => "event-on",
        Some(_) => "fact-between",
    };
    let day = |day: Option<Day>| day.map(format::day).unwrap_or_default();
    Say::new(lang, key).with("from", day(Some(event.from))).with("to", day(last)).to_string()
}

impl EventsPage {
    fn title(&self) -> String {
        self.shell.t("events-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("events-crumb").to_string()))
    }

    fn action(&self) -> String {
        urls::events(&self.head.building.code)
    }

    fn lines(&self) -> Vec<EventLine> {
        let lang = self.shell.body_lang();
        let one = |held: &Held| EventLine {
            id: held.id.clone(),
            kind: kind(lang, held.event.kind),
            when: when(lang, &held.event),
            text: held.event.text.clone(),
        };
        self.events.iter().rev().map(one).collect()
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.shell.body_lang(), &self.form, &self.shell);
        let choice = |of: EventKind| {
            let hint = Say::owned(lang, format!("event-{of}-hint")).to_string();
            Choice::new(of.code(), kind(lang, of)).hint(hint)
        };
        let kinds = EventKind::ALL.into_iter().map(choice).collect();
        let days = Group::pair(vec![
            Field::date(lang, data, "from", shell.t("events-from")).hint(shell.t("form-date-hint")),
            Field::date(lang, data, "to", shell.t("events-to"))
                .hint(shell.t("events-to-hint"))
                .optional(lang),
        ]);
        let text = Field::text(lang, data, "text", shell.t("events-text")).hint(shell.t("events-text-hint"));
        Form::new(shell, data, self.action(), shell.t("events-submit"))
            .summed_above()
            .group(Group::of(vec![Field::radio(lang, data, "kind", shell.t("events-kind"), kinds)]))
            .group(days)
            .group(Group::of(vec![text]))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, EventsPage)> {
        let nothing = EventsPage {
            shell: samples::shell(urls::events(&samples::building().code)),
            head: samples::head(),
            events: Vec::new(),
            form: FormData::new(),
        };
        let held = |id: &str, kind, from, to, text: &str| Held {
            id: id.to_owned(),
            event: Event { kind, from, to, text: text.to_owned() },
        };
        let some = EventsPage {
            events: vec![
                held(
                    "1",
                    EventKind::Works,
                    samples::day(2024, 6, 3),
                    Some(samples::day(2024, 6, 29)),
                    "isolation de la toiture de l’aile B",
                ),
                held(
                    "2",
                    EventKind::Closure,
                    samples::day(2025, 7, 14),
                    Some(samples::day(2025, 7, 15)),
                    "coupure annoncée du réseau",
                ),
                held(
                    "3",
                    EventKind::Setting,
                    samples::day(2025, 10, 6),
                    None,
                    "courbe de chauffe : 1,4 → 1,2",
                ),
            ],
            ..nothing.clone()
        };
        let mut wrong = some.clone();
        wrong.form = FormData::from_pairs([("kind", "works"), ("from", "31/4/25"), ("to", "1/1/25")]);
        let _ = forms::event(&mut wrong.form, samples::today());
        vec![("nothing", nothing), ("some", some), ("wrong", wrong)]
    }
}
