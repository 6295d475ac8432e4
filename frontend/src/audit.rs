//! The audit in words: sections, inputs, choices, settings, what UREBA asks, causes and lacks, states.
//!
//! The words are in `locales/*/audit*.ftl`, under keys made from codes. Does *not* decide anything: `eclaireur_models::audit` does.

use eclaireur_models::audit::boiler_room::{self, SETTINGS, Set, Setting};
use eclaireur_models::audit::checks::{CAUSES, LACKS};
use eclaireur_models::audit::findings::Gravity;
use eclaireur_models::audit::inputs::{CHOICES, Form, Input, Section};
use eclaireur_models::audit::quotes::{Difference, UNITS};
use eclaireur_models::audit::requirements::CODES;
use eclaireur_models::audit::versions::{State, Step};
use eclaireur_models::audit::visit::{Origin, Row, Visit};
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use rust_decimal::Decimal;

use crate::text::Say;
use crate::{format, words};

/// Every key this module may ask for.
pub fn keys() -> Vec<String> {
    let mut keys = Vec::new();
    for section in Section::ALL {
        keys.push(format!("audit-section-{}", section.code()));
        keys.push(format!("audit-section-{}-asks", section.code()));
        keys.extend(section.inputs().iter().map(|input| input_key(*section, input)));
    }
    for list in CHOICES.iter().filter(|list| list.code != "carrier") {
        keys.extend(list.all.iter().map(|choice| format!("audit-choice-{}-{choice}", list.code)));
    }
    keys.extend(["yes", "no"].map(|answer| format!("audit-{answer}")));
    keys.extend(Origin::ALL.map(|origin| format!("audit-origin-{}", origin.code())));
    keys.extend(SETTINGS.iter().map(|setting| format!("audit-setting-{}", setting.code)));
    keys.extend(CAUSES.iter().map(|code| format!("audit-cause-{code}")));
    keys.extend(LACKS.iter().map(|code| format!("audit-lack-{code}")));
    for code in CODES {
        keys.extend(["", "-yes", "-no", "-unknown"].map(|how| format!("audit-demand-{code}{how}")));
    }
    keys.extend(Difference::ALL.iter().map(|one| format!("audit-quote-{}", one.code())));
    keys.extend(UNITS.map(|unit| format!("audit-unit-{unit}")));
    keys.extend(Gravity::ALL.map(|gravity| format!("audit-gravity-{}", gravity.code())));
    keys.extend(State::ALL.map(|state| format!("audit-state-{}", state.code())));
    keys.extend(Step::ALL.map(|step| format!("audit-step-{}", step.code())));
    keys
}

fn say(lang: Lang, key: String) -> String {
    Say::owned(lang, key).to_string()
}

fn input_key(section: Section, input: &Input) -> String {
    format!("audit-input-{}-{}", section.code(), input.code.replace('_', "-"))
}

/// *Enveloppe*.
pub fn section(lang: Lang, section: Section) -> String {
    say(lang, format!("audit-section-{}", section.code()))
}

/// What a section asks, in a sentence.
pub fn section_asks(lang: Lang, section: Section) -> String {
    say(lang, format!("audit-section-{}-asks", section.code()))
}

/// *Superficie*.
pub fn input(lang: Lang, section: Section, of: &Input) -> String {
    say(lang, input_key(section, of))
}

/// One choice of a list.
pub fn choice(lang: Lang, list: &str, code: &str) -> String {
    match Carrier::from_code(code).filter(|_| list == "carrier") {
        Some(carrier) => words::carrier(lang, carrier),
        None => say(lang, format!("audit-choice-{list}-{code}")),
    }
}

/// *Oui*.
pub fn yes_no(lang: Lang, answer: &str) -> String {
    say(lang, format!("audit-{}", if answer == "yes" { "yes" } else { "no" }))
}

/// *Mesuré sur place*.
pub fn origin(lang: Lang, of: Origin) -> String {
    say(lang, format!("audit-origin-{}", of.code()))
}

/// An answer as people read it, with its unit.
pub fn answer(lang: Lang, of: &Input, value: &str) -> String {
    match of.form {
        Form::Number { unit, .. } => with_unit(value, unit),
        Form::Choice(list) => choice(lang, list.code, value),
        Form::YesNo => yes_no(lang, value),
        Form::Text | Form::Lines | Form::Picture => value.to_owned(),
    }
}

fn with_unit(value: &str, unit: &str) -> String {
    let number = value.parse::<Decimal>().map_or_else(|_| value.to_owned(), format::decimal);
    if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
}

/// What a row of the visit is called: its name or its caption, else its number.
pub fn row_name(lang: Lang, row: &Row) -> String {
    let name = [row.text("name"), row.text("caption")].into_iter().find(|text| !text.is_empty());
    let number = || Say::new(lang, "audit-row").with("number", row.number.to_string()).to_string();
    name.map_or_else(number, str::to_owned)
}

/// Where something was seen: *Enveloppe · Pignon nord*. A row that was taken out since is said to be.
pub fn place(lang: Lang, visit: &Visit, of: Section, row: Option<u16>) -> String {
    let whole = section(lang, of);
    let Some(number) = row else { return whole };
    let gone = || Say::new(lang, "audit-row-gone").with("number", number.to_string()).to_string();
    let name = visit.row(of, number).map_or_else(gone, |row| row_name(lang, row));
    format!("{whole} · {name}")
}

/// *Courbe de chauffe : pente*.
pub fn setting(lang: Lang, code: &str) -> String {
    say(lang, format!("audit-setting-{code}"))
}

/// A setting as people read it.
pub fn setting_value(lang: Lang, of: &Setting, value: &str) -> String {
    match of.kind {
        boiler_room::Kind::Number { unit, .. } => with_unit(value, unit),
        boiler_room::Kind::Hours => value.to_owned(),
        boiler_room::Kind::YesNo => yes_no(lang, value),
    }
}

/// What a changed setting says on a chart: *Courbe de chauffe : pente (nord) : 1,8 → 1,4*.
pub fn setting_event(lang: Lang, set: &Set) -> String {
    let value = |value: &Option<String>| match (boiler_room::setting(&set.setting), value) {
        (Some(card), Some(value)) => setting_value(lang, card, value),
        _ => Say::new(lang, "audit-not-known").to_string(),
    };
    Say::new(lang, "audit-setting-event")
        .with("setting", setting(lang, &set.setting))
        .with("circuit", set.circuit.as_str())
        .with("before", value(&set.before))
        .with("after", value(&set.after))
        .to_string()
}

/// *En cours*.
pub fn state(lang: Lang, of: State) -> String {
    say(lang, format!("audit-state-{}", of.code()))
}

/// *Demander une relecture*.
pub(crate) fn step(lang: Lang, of: Step) -> String {
    say(lang, format!("audit-step-{}", of.code()))
}

/// *Danger*.
pub fn gravity(lang: Lang, of: Gravity) -> String {
    say(lang, format!("audit-gravity-{}", of.code()))
}

pub(crate) fn demand(lang: Lang, code: &str) -> String {
    say(lang, format!("audit-demand-{code}"))
}

pub(crate) fn cause(lang: Lang, code: &str) -> String {
    say(lang, format!("audit-cause-{code}"))
}

pub(crate) fn lack(lang: Lang, code: &str) -> String {
    say(lang, format!("audit-lack-{code}"))
}

pub(crate) fn difference(lang: Lang, of: Difference) -> String {
    say(lang, format!("audit-quote-{}", of.code()))
}

pub(crate) fn unit(lang: Lang, of: &str) -> String {
    say(lang, format!("audit-unit-{of}"))
}
