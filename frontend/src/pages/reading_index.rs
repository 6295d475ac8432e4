//! The form of one index reading.
//!
//! Fields: `meter` (id), `date`, `index_total` or `index_day` and `index_night`…: one per register of the meter,
//! `index_<register code>`; `level` for the gauge of a tank. GET with `?compteur=` chooses the meter; `accept=1` sends a surprising index all the
//! same. Read by [`crate::forms::IndexInput`].

use askama::Template;
use eclaireur_models::building::{Carrier, Direction, Kind, Register};
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
    /// An index, or the gauge of a tank.
    pub kind: Kind,
    /// Which counter.
    pub register: Register,
    /// Which way.
    pub direction: Direction,
    /// Its unit.
    pub unit: Unit,
    /// Last index known, with its day.
    pub last: Option<(Decimal, Day)>,
    /// Lowest and highest height of the tank's table.
    pub bounds: Option<(Decimal, Decimal)>,
    /// Whole digits of the counter.
    pub digits: Option<u32>,
}

impl RegisterLine {
    /// Name of its form field: `index_day`, `index_injection_day`, `level`.
    pub fn field(&self) -> String {
        match self.kind {
            Kind::Level => "level".to_owned(),
            _ => crate::forms::index_field(self.direction, self.register),
        }
    }

    /// What it is read in: a burner's counter shows hours, whatever fuel passes in one.
    pub fn unit_shown(&self, carrier: Carrier) -> &'static str {
        if self.kind == Kind::Index && carrier.is_delivered() {
            "h"
        } else {
            format::quantity_unit(self.unit)
        }
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
            let hint = match (line.kind, line.last) {
                (Kind::Level, _) => shell.t("index-level-hint").to_string(),
                (_, Some((last, on))) => shell
                    .t("index-last")
                    .with("last", format::decimal(last))
                    .with("on", format::day(on))
                    .to_string(),
                (_, None) => shell.t("index-first").to_string(),
            };
            values.push(
                Field::number(lang, data, &field, self.label(meter, line))
                    .unit(line.unit_shown(meter.carrier))
                    .hint(hint),
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

    /// *Index*, *Index injection, total*, *Jauge*, *Compteur d'heures du brûleur*.
    fn label(&self, meter: &IndexMeter, line: &RegisterLine) -> String {
        let plain = line.register == Register::Total && line.direction == Direction::Offtake;
        let key = match line.kind {
            Kind::Level => "index-level",
            _ if meter.carrier.is_delivered() => "index-burner",
            _ if plain => "index-value",
            _ => "index-value-of",
        };
        self.shell
            .t(key)
            .with("register", words::register(self.lang(), line.register))
            .with("direction", words::direction(self.lang(), line.direction))
            .to_string()
    }

    fn meter_line(&self, meter: &IndexMeter) -> String {
        format!("{} · {}", meter.meter.name, words::carrier(self.lang(), meter.carrier))
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, IndexFormPage)> {
        let line = |register, unit, last| RegisterLine {
            kind: Kind::Index,
            register,
            direction: Direction::Offtake,
            unit,
            last: Some((last, samples::day(2025, 12, 2))),
            bounds: None,
            digits: None,
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
        let tank = IndexMeter {
            meter: Named::new("3", "Citerne annexe"),
            carrier: Carrier::HeatingOil,
            registers: vec![
                RegisterLine {
                    kind: Kind::Level,
                    bounds: Some((dec!(5), dec!(160))),
                    ..line(Register::Total, Unit::Cm, dec!(82))
                },
                line(Register::Total, Unit::Litre, dec!(4_120)),
            ],
        };
        let choose = IndexFormPage {
            shell: samples::shell(urls::reading_index(&samples::building().code)),
            head: samples::head(),
            meters: vec![gas, day_night, tank],
            chosen: None,
            form: FormData::new(),
            on: samples::today(),
        };
        let chosen = IndexFormPage { chosen: Some("2".to_owned()), ..choose.clone() };
        let mut wrong = IndexFormPage { chosen: Some("1".to_owned()), ..choose.clone() };
        wrong.form = FormData::from_pairs([("meter", "1"), ("date", "3/1/26"), ("index_total", "4 821,35")]);
        let _ = IndexInput::read(&mut wrong.form, &wrong.meters, wrong.on);
        let mut gauge = IndexFormPage { chosen: Some("3".to_owned()), ..choose.clone() };
        gauge.form = FormData::from_pairs([("meter", "3"), ("date", "3/1/26"), ("level", "210")]);
        let _ = IndexInput::read(&mut gauge.form, &gauge.meters, gauge.on);
        let none = IndexFormPage { meters: Vec::new(), ..choose.clone() };
        vec![("choose", choose), ("chosen", chosen), ("wrong", wrong), ("gauge", gauge), ("no-meter", none)]
    }
}
