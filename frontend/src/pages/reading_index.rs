//! The form of one index reading.
//!
//! Fields: `meter` (id), `date`, `index_total` or `index_day` and `index_night`…: one per register of the meter,
//! `index_<register code>`. GET with `?compteur=` chooses the meter; `accept=1` sends a surprising index all the
//! same. Read by [`crate::forms::IndexInput`].

use askama::Template;
use eclaireur_models::building::{Carrier, Direction, Register};
use eclaireur_models::period::Day;
use eclaireur_models::units::Unit;
use rust_decimal::Decimal;

use super::building::BuildingHead;
use super::{building, samples};
use crate::format;
use crate::forms::{Field, Form, FormData, Group, IndexInput};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;
use crate::words;
use eclaireur_models::lang::Lang;
use rust_decimal::dec;

/// One counter to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterLine {
    /// Which counter.
    pub register: Register,
    /// Which way.
    pub direction: Direction,
    /// Its unit.
    pub unit: Unit,
    /// Last index known, with its day.
    pub last: Option<(Decimal, Day)>,
}

impl RegisterLine {
    /// Name of its form field: `index_day`, `index_injection_day`.
    pub fn field(&self) -> String {
        crate::forms::index_field(self.direction, self.register)
    }
}

/// A meter that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexMeter {
    /// Id and label.
    pub meter: Named,
    /// What it measures.
    pub carrier: Carrier,
    /// Its counters; at least one.
    pub registers: Vec<RegisterLine>,
}

/// The form.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/reading_index.html")]
pub struct IndexFormPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// The building's meters with a counter.
    pub meters: Vec<IndexMeter>,
    /// Id of the meter chosen; none when there is no choice made yet.
    pub chosen: Option<String>,
    /// Values and problems.
    pub form: FormData,
    /// The day of the page.
    pub on: Day,
}

html!(IndexFormPage);

impl IndexFormPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("index-title").to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs =
            building::crumbs(&self.shell, &self.head, Some(self.shell.t("index-crumb").to_string()));
        let readings =
            Crumb::to(self.shell.t("readings-crumb").to_string(), urls::readings(&self.head.building.code));
        crumbs.insert(crumbs.len().saturating_sub(1), readings);
        crumbs
    }

    fn chosen_meter(&self) -> Option<&IndexMeter> {
        let id = self.chosen.as_deref().unwrap_or_else(|| self.form.get("meter"));
        match self.meters.as_slice() {
            [only] => Some(only),
            many => many.iter().find(|m| m.meter.code == id),
        }
    }

    /// Meters to choose from, when none is chosen yet.
    fn choices(&self) -> Vec<(String, String, String)> {
        self.meters
            .iter()
            .map(|m| {
                let path = urls::reading_index(&self.head.building.code);
                let href = urls::with_query(&path, &[("compteur", &m.meter.code)]);
                (m.meter.name.clone(), words::carrier(self.lang(), m.carrier), href)
            })
            .collect()
    }

    fn form(&self, meter: &IndexMeter) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let read_on = Field::date(lang, data, "date", shell.t("index-date")).hint(shell.t("form-date-hint"));
        let mut values = Vec::new();
        for line in &meter.registers {
            let field = line.field();
            let label = if line.register == Register::Total && line.direction == Direction::Offtake {
                shell.t("index-value").to_string()
            } else {
                shell
                    .t("index-value-of")
                    .with("register", words::register(lang, line.register))
                    .with("direction", words::direction(lang, line.direction))
                    .to_string()
            };
            let hint = match line.last {
                Some((last, on)) => shell
                    .t("index-last")
                    .with("last", format::decimal(last))
                    .with("on", format::day(on))
                    .to_string(),
                None => shell.t("index-first").to_string(),
            };
            values.push(
                Field::number(lang, data, &field, label).unit(format::quantity_unit(line.unit)).hint(hint),
            );
        }
        let below = meter.registers.iter().any(|l| {
            data.problem(&l.field()).is_some_and(|p| p.code == crate::forms::ProblemCode::IndexBelowLast)
        });
        if below {
            values.push(Field::checkbox(lang, data, "accept", shell.t("index-accept")));
        }
        Form::new(shell, data, urls::reading_index(&self.head.building.code), shell.t("index-submit"))
            .group(Group::of(vec![Field::hidden("meter", &meter.meter.code), read_on]))
            .group(Group::of(values))
            .cancel(urls::readings(&self.head.building.code))
    }

    fn meter_line(&self, meter: &IndexMeter) -> String {
        format!("{} · {}", meter.meter.name, words::carrier(self.lang(), meter.carrier))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, IndexFormPage)> {
        let line = |register, unit, last| RegisterLine {
            register,
            direction: Direction::Offtake,
            unit,
            last: Some((last, samples::day(2025, 12, 2))),
        };
        let day_night = IndexMeter {
            meter: Named::new("2", "Général"),
            carrier: Carrier::Electricity,
            registers: vec![
                line(Register::Day, Unit::KWh, dec!(182_340)),
                line(Register::Night, Unit::KWh, dec!(96_112)),
                RegisterLine {
                    direction: Direction::Injection,
                    last: None,
                    ..line(Register::Total, Unit::KWh, dec!(0))
                },
            ],
        };
        let gas = IndexMeter {
            meter: Named::new("1", "Chaufferie"),
            carrier: Carrier::NaturalGas,
            registers: vec![line(Register::Total, Unit::M3, dec!(48_102.5))],
        };
        let choose = IndexFormPage {
            shell: samples::shell(urls::reading_index(&samples::building().code)),
            head: samples::head(),
            meters: vec![gas, day_night],
            chosen: None,
            form: FormData::new(),
            on: samples::today(),
        };
        let chosen = IndexFormPage { chosen: Some("2".to_owned()), ..choose.clone() };
        let mut wrong = IndexFormPage { chosen: Some("1".to_owned()), ..choose.clone() };
        wrong.form = FormData::from_pairs([("meter", "1"), ("date", "3/1/26"), ("index_total", "4 821,35")]);
        let _ = IndexInput::read(&mut wrong.form, &wrong.meters, wrong.on);
        let none = IndexFormPage { meters: Vec::new(), ..choose.clone() };
        vec![("choose", choose), ("chosen", chosen), ("wrong", wrong), ("no-meter", none)]
    }
}
