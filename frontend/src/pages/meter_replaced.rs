//! The form of a meter that was replaced or set back: the day, the last index of the old one, the first of the new.
//!
//! Fields: `on` (day), `last_index_…` and `first_index_…` for each counter, `serial`, `digits`, `accept`. Read by
//! [`crate::forms::ReplacedInput`].

use askama::Template;
use eclaireur_models::building::{Carrier, Direction, Kind, Register};
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::units::Unit;
use rust_decimal::dec;

use super::reading_index::RegisterLine;
use super::{samples, trail};
use crate::format;
use crate::forms::{Field, Form, FormData, Group, ProblemCode, ReplacedInput, first_field, last_field};
use crate::shell::{Crumb, Named, Shell};
use crate::urls;
use crate::words;

/// The form.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/meter_replaced.html")]
pub struct MeterReplacedPage {
    /// Frame.
    pub shell: Shell,
    /// Whose.
    pub organisation: Named,
    /// Where.
    pub building: Named,
    /// Which meter: id and label.
    pub meter: Named,
    /// What it measures.
    pub carrier: Carrier,
    /// Its counters.
    pub registers: Vec<RegisterLine>,
    /// Values and problems.
    pub form: FormData,
    /// The day of the page.
    pub on: Day,
}

html!(MeterReplacedPage);

impl MeterReplacedPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("replaced-title").with("name", &self.meter.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        trail::of_meter(&self.shell, &self.organisation, &self.building, &self.meter, "replaced-crumb")
    }

    fn meter_line(&self) -> String {
        format!("{} · {}", self.meter.name, words::carrier(self.lang(), self.carrier))
    }

    fn form(&self) -> Form<'_> {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let on = Field::date(lang, data, "on", shell.t("replaced-on")).hint(shell.t("replaced-on-hint"));
        let action = urls::meter_replaced(&self.building.code, &self.meter.code);
        let mut form = Form::new(shell, data, action, shell.t("replaced-submit")).group(Group::of(vec![on]));
        for line in &self.registers {
            form = form.group(self.counter(line));
        }
        let below = self.registers.iter().any(|line| {
            let problem = data.problem(&last_field(line.direction, line.register));
            problem.is_some_and(|p| p.code == ProblemCode::IndexBelowLast)
        });
        if below {
            let accept = Field::checkbox(lang, data, "accept", shell.t("replaced-accept"));
            form = form.group(Group::of(vec![accept]));
        }
        let new = vec![
            Field::text(lang, data, "serial", shell.t("replaced-serial"))
                .hint(shell.t("replaced-serial-hint"))
                .width("w-medium")
                .optional(lang),
            Field::number(lang, data, "digits", shell.t("meter-form-digits")).width("w-short").optional(lang),
        ];
        form.group(Group::pair(new).legend(shell.t("replaced-new")))
            .cancel(urls::meter(&self.building.code, &self.meter.code))
    }

    fn counter(&self, line: &RegisterLine) -> Group {
        let (shell, data, lang) = (&self.shell, &self.form, self.lang());
        let hint = match line.last {
            Some((last, on)) => {
                shell.t("index-last").with("last", format::decimal(last)).with("on", format::day(on))
            }
            None => shell.t("index-first"),
        };
        let (last, first) =
            (last_field(line.direction, line.register), first_field(line.direction, line.register));
        let unit = line.unit_shown(self.carrier);
        let fields = vec![
            Field::number(lang, data, &last, shell.t("replaced-last")).unit(unit).hint(hint),
            Field::number(lang, data, &first, shell.t("replaced-first"))
                .unit(unit)
                .hint(shell.t("replaced-first-hint")),
        ];
        let legend = if self.registers.len() == 1 {
            shell.t("index-value").to_string()
        } else {
            shell
                .t("index-value-of")
                .with("register", words::register(lang, line.register))
                .with("direction", words::direction(lang, line.direction))
                .to_string()
        };
        Group::pair(fields).legend(legend)
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, MeterReplacedPage)> {
        let line = |register, last| RegisterLine {
            kind: Kind::Index,
            register,
            direction: Direction::Offtake,
            unit: Unit::KWh,
            last: Some((last, samples::day(2025, 12, 2))),
            bounds: None,
            digits: None,
        };
        let path = urls::meter_replaced(&samples::building().code, "1");
        let gas = MeterReplacedPage {
            shell: samples::shell(path),
            organisation: samples::organisation(),
            building: samples::building(),
            meter: Named::new("1", "Chaufferie"),
            carrier: Carrier::NaturalGas,
            registers: vec![RegisterLine { unit: Unit::M3, ..line(Register::Total, dec!(48_102.5)) }],
            form: FormData::new(),
            on: samples::today(),
        };
        let mut wrong = MeterReplacedPage {
            carrier: Carrier::Electricity,
            meter: Named::new("2", "Général"),
            registers: vec![line(Register::Day, dec!(182_340)), line(Register::Night, dec!(96_112))],
            ..gas.clone()
        };
        wrong.form = FormData::from_pairs([
            ("on", "10/1/26"),
            ("last_index_day", "18 240"),
            ("first_index_day", "0"),
            ("last_index_night", "96 400"),
        ]);
        let _ = ReplacedInput::read(&mut wrong.form, &wrong.registers, wrong.on);
        vec![("one-counter", gas), ("wrong", wrong)]
    }
}
