//! One fact of a building: where it is stated, corrected and taken back, with everything ever said of it.
//!
//! Does *not* know which facts there are: [`super::facts`] does.

use askama::Template;
use eclaireur_models::access::Action;
use eclaireur_models::building::facts::{DatedFact, FACTS, Fact, Form as FactForm, Subject};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;

use super::building::{self, BuildingHead};
use super::facts::{FIRST, ValueLine, address, asked_for, line, say, slug};
use super::samples;
use crate::figures;
use crate::format;
use crate::forms::{Choice, Field, Form, FormData, Group, QUALITIES, day_field, is_dated, week_days};
use crate::shell::{Crumb, Shell};
use crate::urls;

/// Something that was said, as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// What.
    pub stated: DatedFact,
    /// On which day.
    pub recorded_on: Day,
    /// The day it was taken back.
    pub withdrawn_on: Option<Day>,
}

/// The page of one fact. Fields: [`crate::forms::FactInput`]; `donnee` says which, `replaces` the record it corrects;
/// `withdraw` alone takes a record back.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/fact.html")]
pub struct FactPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which fact.
    pub fact: &'static Fact,
    /// Code of what the building's service is counted in.
    pub service_unit: Option<String>,
    /// Everything ever said, in the order said.
    pub records: Vec<Record>,
    /// The record that the form corrects.
    pub replaces: Option<String>,
    /// Values and problems.
    pub form: FormData,
    /// The day of the page.
    pub on: Day,
}

html!(FactPage);

/// A record on the page.
struct RecordLine {
    id: String,
    line: ValueLine,
    recorded: String,
    withdrawn: Option<String>,
    correct: String,
}

impl FactPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("fact-title").with("name", figures::fact(self.lang(), self.fact.code)).to_string()
    }

    fn purpose(&self) -> String {
        say(self.lang(), format!("fact-{}-for", slug(self.fact.code)))
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let code = &self.head.building.code;
        let mut crumbs =
            building::crumbs(&self.shell, &self.head, Some(figures::fact(self.lang(), self.fact.code)));
        let facts = Crumb::to(self.shell.t("facts-crumb").to_string(), urls::facts(code));
        crumbs.insert(crumbs.len().saturating_sub(1), facts);
        crumbs
    }

    /// It is said of the organisation: every building of it reads the same.
    fn of_organisation(&self) -> bool {
        self.fact.subject == Subject::Organisation
    }

    /// Whether who looks may state it.
    fn may_state(&self) -> bool {
        if self.of_organisation() {
            self.shell.may_organisation(Action::Change)
        } else {
            self.shell.may_change()
        }
    }

    fn action(&self) -> String {
        urls::facts(&self.head.building.code)
    }

    fn records(&self) -> Vec<RecordLine> {
        let lang = self.lang();
        let one = |record: &Record| RecordLine {
            id: record.id.clone(),
            line: line(lang, self.fact, &record.stated, self.on),
            recorded: format::day(record.recorded_on),
            withdrawn: record.withdrawn_on.map(format::day),
            correct: urls::with_query(
                &self.action(),
                &[("donnee", self.fact.code), ("reprendre", &record.id)],
            ),
        };
        self.records.iter().rev().map(one).collect()
    }

    fn fields(&self) -> Vec<Field> {
        let (lang, data, shell) = (self.lang(), &self.form, &self.shell);
        let label = shell.t("fact-value").to_string();
        let field = match self.fact.form {
            FactForm::Schedule => {
                let day = |day: usize| {
                    Field::text(lang, data, &day_field(day), say(lang, format!("week-day-{day}")))
                        .width("w-medium")
                };
                return (1..=7).map(day).collect();
            }
            FactForm::Choice(choices) => {
                let choice = |code: &&str| Choice::new(*code, say(lang, format!("fact-choice-{code}")));
                Field::radio(lang, data, "value", label, choices.iter().map(choice).collect())
            }
            FactForm::Number(unit) => Field::number(lang, data, "value", label)
                .unit(say(lang, format!("fact-unit-{}", unit.to_lowercase()))),
            FactForm::Share => Field::number(lang, data, "value", label).unit("%").width("w-short"),
            FactForm::Count => {
                let field = Field::number(lang, data, "value", label).width("w-short");
                match self.service_unit.as_deref().and_then(|unit| figures::of_what(lang, unit)) {
                    Some(unit) if self.fact.code == "building.service_units" => {
                        field.hint(shell.t("fact-counted-in").with("unit", unit))
                    }
                    _ => field,
                }
            }
            FactForm::Day => {
                Field::date(lang, data, "value", shell.t("fact-day")).hint(shell.t("form-date-hint"))
            }
            FactForm::Words | FactForm::Counters | FactForm::Table => Field::text(lang, data, "value", label),
        };
        vec![field]
    }

    fn form(&self) -> Form<'_> {
        let (lang, data, shell) = (self.lang(), &self.form, &self.shell);
        let mut hidden = vec![Field::hidden("donnee", self.fact.code)];
        hidden.extend(self.replaces.iter().map(|id| Field::hidden("replaces", id)));
        let mut form = Form::new(shell, data, self.action(), shell.t("fact-submit"));
        let value = Group::of(self.fields());
        form = form.group(match self.fact.form {
            FactForm::Schedule => {
                value.legend(shell.t("fact-week")).intro(shell.t("fact-week-intro").to_string())
            }
            _ => value,
        });
        if is_dated(self.fact) {
            let from = Field::date(lang, data, "from", shell.t("fact-from"))
                .hint(shell.t("fact-from-hint"))
                .optional(lang);
            let to = Field::date(lang, data, "to", shell.t("fact-to"))
                .hint(shell.t("fact-to-hint"))
                .optional(lang);
            form = form.group(Group::pair(vec![from, to]));
        }
        let quality = |quality: Quality| {
            Choice::new(quality.code(), say(lang, format!("fact-quality-{}", quality.code())))
        };
        let mut fields = vec![
            Field::radio(
                lang,
                data,
                "quality",
                shell.t("fact-quality"),
                QUALITIES.into_iter().map(quality).collect(),
            ),
            Field::text(lang, data, "source", shell.t("fact-source")).hint(shell.t("fact-source-hint")),
        ];
        fields.extend(hidden);
        form.group(Group::of(fields)).cancel(self.action())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, FactPage)> {
        let code = samples::building().code;
        let of = |fact: &'static str| -> FactPage {
            FactPage {
                shell: samples::shell(address(&code, fact)),
                head: samples::head(),
                fact: asked_for(fact).unwrap_or(&FACTS[0]),
                service_unit: Some("bed".to_owned()),
                records: sample_records().into_iter().filter(|r| r.stated.fact == fact).collect(),
                replaces: None,
                form: FormData::new(),
                on: samples::today(),
            }
        };
        let mut wrong = of("building.occupancy_share");
        wrong.form = FormData::from_pairs([("value", "150"), ("from", "31/2/25"), ("source", "")]);
        let _ = crate::forms::FactInput::read(&mut wrong.form, wrong.fact, wrong.on);
        let mut week = of("building.opening_schedule");
        for (day, hours) in (1..).zip(week_days("1-5 07:00-18:00; 6 09:00-12:00")) {
            week.form = week.form.set(&day_field(day), hours);
        }
        vec![
            ("area", of("building.heated_area_m2")),
            ("units", of("building.service_units")),
            ("choice", of("building.heating")),
            ("day", of("building.boiler_inspected_on")),
            ("organisation", of("organisation.operating_income_eur")),
            ("week", week),
            ("wrong", wrong),
        ]
    }
}

pub(super) fn sample_records() -> Vec<Record> {
    let change = Some(samples::day(2024, 9, 1));
    let record = |id: &str, fact: &'static str, value: &str, from, to, source: &str, quality| Record {
        id: id.to_owned(),
        stated: DatedFact { fact, value: value.to_owned(), from, to, source: source.to_owned(), quality },
        recorded_on: samples::day(2026, 1, 5),
        withdrawn_on: None,
    };
    let mut mistaken = record("1", FIRST[0], "24500", None, None, "form", Quality::Declared);
    mistaken.withdrawn_on = Some(samples::day(2026, 1, 6));
    vec![
        mistaken,
        record("2", FIRST[0], "2200", None, change, "plan de 1998", Quality::Measured),
        record("3", FIRST[0], "2450", change, None, "plan de l’extension", Quality::Measured),
        record("4", FIRST[1], "62", None, None, "agrément AViQ", Quality::Measured),
        record("5", "building.occupancy_share", "0.975", change, None, "direction", Quality::Estimated),
        record("6", "building.heating", "oil-boiler", None, None, "form", Quality::Declared),
        record(
            "7",
            "building.boiler_inspected_on",
            "2025-03-01",
            Some(samples::day(2025, 3, 1)),
            None,
            "attestation du chauffagiste",
            Quality::Measured,
        ),
        record("8", "building.construction_year", "1974", None, None, "acte", Quality::Measured),
        record("9", FIRST[3], "1-5 07:00-18:00; 6 09:00-12:00", None, None, "règlement", Quality::Measured),
    ]
}
