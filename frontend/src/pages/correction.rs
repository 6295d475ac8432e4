//! Correcting one reading: another value, or none. The old one stays beside it.
//!
//! The form posts to [`crate::urls::correction`]. Fields: [`crate::forms::CorrectionInput`], and `serie`, `debut`, `fin`,
//! `pas`, which say which reading, `held` what was shown of it.

use askama::Template;
use eclaireur_models::building::{Carrier, Channel, Direction, Kind, Register};
use eclaireur_models::certain::Quality;
use eclaireur_models::finding::{Code, Finding};
use eclaireur_models::period::{Day, day_start};
use eclaireur_models::units::{Basis, Unit};
use rust_decimal::{Decimal, dec};

use super::building::{self, BuildingHead};
use super::import::{self, EffectLine, ImportHead, ImportOrigin, ImportState};
use super::{import_effect, samples};
use crate::findings;
use crate::format;
use crate::forms::{Choice, CorrectionInput, Field, Form, FormData, Group, Problem, ProblemCode};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;
use crate::words;

/// What a correction would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// Year by year.
    pub effects: Vec<EffectLine>,
    /// What is surprising about the new value.
    pub doubts: Vec<Finding>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/correction.html")]
pub struct CorrectionPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Which meter: id and label.
    pub meter: Named,
    /// Which counter: id of its channel, and what it counts.
    pub counter: (String, Channel),
    /// UTC second, included.
    pub start: i64,
    /// UTC second, excluded; equal to `start` for an index.
    pub end: i64,
    /// Seconds per slot, for a slot of a month.
    pub resolution_s: Option<u32>,
    /// What is held; none when nothing is, or it was taken back.
    pub held: Option<(Decimal, Quality)>,
    /// The import that what is held comes from.
    pub source: Option<ImportHead>,
    /// Values and problems.
    pub form: FormData,
    /// What it would change, once it was asked.
    pub weighed: Option<Weighed>,
}

html!(CorrectionPage);

impl CorrectionPage {
    fn title(&self) -> String {
        self.shell.t("correction-title").with("name", &self.meter.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let code = &self.head.building.code;
        let mut crumbs = building::crumbs(&self.shell, &self.head, None);
        if let Some(here) = crumbs.last_mut() {
            here.href = Some(urls::building(code));
        }
        crumbs.push(Crumb::to(self.shell.t("readings-crumb").to_string(), urls::readings(code)));
        crumbs.push(Crumb::to(&self.meter.name, self.back()));
        crumbs.push(Crumb::here(self.shell.t("correction-crumb").to_string()));
        crumbs
    }

    /// The readings this one is among.
    fn back(&self) -> String {
        let path = urls::meter_readings(&self.head.building.code, &self.meter.code);
        urls::with_query(&path, &[("serie", &self.counter.0)])
    }

    fn quantity(&self, value: Decimal) -> String {
        format!("{}{}{}", format::decimal(value), format::NBSP, format::quantity_unit(self.counter.1.unit))
    }

    fn facts(&self) -> Vec<(String, String)> {
        let t = |key| self.shell.t(key).to_string();
        let held = match self.held {
            None => t("correction-held-none"),
            Some((value, Quality::Measured)) => self.quantity(value),
            Some((value, quality)) => {
                let words = words::quality(self.shell.body_lang(), quality);
                format!("{} ({words})", self.quantity(value))
            }
        };
        let mut facts =
            vec![(t("correction-when"), format::slot(self.start, self.end)), (t("correction-held"), held)];
        if let Some(source) = &self.source {
            facts.push((t("correction-source"), import::name(&self.shell, source)));
        }
        facts
    }

    /// *L'année 2025 passe de 438 à 412 `MWh`…*
    fn effects(&self, weighed: &Weighed) -> Vec<String> {
        let state = ImportState::Preview { expires: Day::default() };
        import_effect::sentences(&self.shell, state, &weighed.effects)
    }

    fn doubts(&self, weighed: &Weighed) -> Vec<String> {
        weighed.doubts.iter().map(|f| findings::sentence(self.shell.body_lang(), f)).collect()
    }

    /// What was typed, as it stands in `seen` once its effect is on the page.
    fn seen(&self) -> String {
        let mut read = self.form.clone();
        let input = CorrectionInput::read(&mut read, self.held.map(|(value, _)| value));
        self.weighed.as_ref().and(input).map(|input| input.mark()).unwrap_or_default()
    }

    fn submit(&self) -> String {
        let key = match &self.weighed {
            None => "correction-weigh",
            Some(weighed) if weighed.doubts.is_empty() => "correction-submit",
            Some(_) => "correction-submit-anyway",
        };
        self.shell.t(key).to_string()
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.shell.body_lang());
        let action = urls::correction(&self.head.building.code, &self.meter.code);
        let hidden = [
            ("serie", self.counter.0.clone()),
            ("debut", self.start.to_string()),
            ("fin", self.end.to_string()),
            ("pas", self.resolution_s.map(|s| s.to_string()).unwrap_or_default()),
            ("held", CorrectionInput::shown(self.held.map(|(value, _)| value))),
            ("seen", self.seen()),
        ];
        let mut fields: Vec<Field> =
            hidden.into_iter().map(|(name, value)| Field::hidden(name, value)).collect();
        if self.held.is_some() {
            let choices = vec![
                Choice::new("replace", shell.t("correction-replace").to_string()),
                Choice::new("withdraw", shell.t("correction-withdraw").to_string())
                    .hint(shell.t("correction-withdraw-hint").to_string()),
            ];
            fields.push(Field::radio(lang, data, "what", shell.t("correction-what"), choices));
        } else {
            fields.push(Field::hidden("what", "replace"));
        }
        fields.push(
            Field::number(lang, data, "value", shell.t("correction-value"))
                .unit(format::quantity_unit(self.counter.1.unit)),
        );
        fields.push(Field::checkbox(lang, data, "estimated", shell.t("correction-estimated")));
        fields.push(
            Field::text(lang, data, "reason", shell.t("correction-reason"))
                .hint(shell.t("correction-reason-hint")),
        );
        Form::new(shell, data, action, self.submit()).group(Group::of(fields)).cancel(self.back())
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, CorrectionPage)> {
        let channel = Channel {
            direction: Direction::Offtake,
            register: Register::Total,
            kind: Kind::Index,
            unit: Unit::M3,
            basis: Basis::Gross,
            counts: true,
        };
        let day = samples::day(2026, 1, 3);
        let at = day_start(day);
        let held = CorrectionPage {
            shell: samples::shell(urls::correction(&samples::building().code, "7")),
            head: samples::head(),
            meter: Named::new("7", "Chaufferie"),
            counter: ("c1".to_owned(), channel),
            start: at,
            end: at,
            resolution_s: None,
            held: Some((dec!(4821.135), Quality::Estimated)),
            source: Some(ImportHead {
                id: "18".to_owned(),
                origin: ImportOrigin::Index,
                file: None,
                bytes: None,
                on: day,
                by: None,
                state: ImportState::Confirmed { on: day },
            }),
            form: FormData::new().set("what", "replace"),
            weighed: None,
        };
        let mut wrong = held.clone();
        wrong.form.fail("value", Problem::new(ProblemCode::Required));
        wrong.form.fail("reason", Problem::new(ProblemCode::Required));
        let typed = held.form.clone().set("held", "4821.135").set("reason", "index mal recopié");
        let weighed = CorrectionPage {
            form: typed.clone().set("value", "4 812,135"),
            weighed: Some(Weighed { effects: Vec::new(), doubts: Vec::new() }),
            ..held.clone()
        };
        let effect = EffectLine {
            building: samples::building(),
            carrier: Carrier::NaturalGas,
            before: Some(samples::year_total(2025, 438_000, Basis::Gross, 12)),
            after: Some(samples::year_total(2025, 871_000, Basis::Gross, 12)),
        };
        let doubt = Finding::new(Code::Implausible).value("48211,35").with("than", "index");
        let doubted = CorrectionPage {
            form: typed.set("value", "48 211,35"),
            weighed: Some(Weighed { effects: vec![effect], doubts: vec![doubt] }),
            ..held.clone()
        };
        let missing = CorrectionPage {
            start: at + 900,
            end: at + 1800,
            resolution_s: Some(900),
            held: None,
            source: None,
            ..held.clone()
        };
        vec![
            ("held", held),
            ("wrong", wrong),
            ("missing", missing),
            ("weighed", weighed),
            ("doubted", doubted),
        ]
    }
}
