//! Parts of an audit as typed: a row of the visit, a setting, a finding, a recommendation, a step, a line of a quote.
//!
//! A row of the visit: its inputs by their code; `from` says where they come from, `from_<code>` for one that says it itself;
//! `by` who said it. `row` is the number of what is being changed, empty for a new one.

use std::collections::BTreeMap;

use eclaireur_models::audit::Told as HeadTold;
use eclaireur_models::audit::boiler_room::{self, Kind, Set, setting};
use eclaireur_models::audit::findings::{Gravity, Observed, Recommendation, Step};
use eclaireur_models::audit::inputs::{Form, Input, Section, Wrong};
use eclaireur_models::audit::quotes::{Line, Quote, UNITS, VAT_RATES};
use eclaireur_models::audit::visit::{Origin, Row, Told};
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::{FormData, Problem, ProblemCode};
use crate::format;

/// Lines of a quote that one form takes.
pub const QUOTE_LINES: usize = 6;

/// A row of the visit; `None` when problems were noted. What was left empty is not told.
pub fn audit_row(form: &mut FormData, section: Section, number: u16) -> Option<Row> {
    let origin = form.choice("from", Origin::from_code);
    let by = form.optional("by");
    let mut told = BTreeMap::new();
    for input in section.inputs() {
        let Some(value) = typed(form, input) else { continue };
        let own =
            if input.own_origin { form.choice(&own_origin(input.code), Origin::from_code) } else { None };
        let Some(origin) = own.or(origin) else {
            if form.problem("from").is_none() {
                form.fail("from", Problem::new(ProblemCode::Required));
            }
            continue;
        };
        let by = by.clone().filter(|_| origin == Origin::Declared);
        told.insert(input.code.to_owned(), Told { value, origin, by });
    }
    if told.is_empty() && !form.failed() {
        let first = section.inputs().first().map_or("from", |input| input.code);
        form.fail(first, Problem::new(ProblemCode::Required));
    }
    (!form.failed()).then_some(Row { number, told })
}

/// Field of the origin of an input that says it itself.
pub fn own_origin(code: &str) -> String {
    format!("from_{code}")
}

/// An answer as it is kept; nothing where nothing was typed, or a problem was noted.
fn typed(form: &mut FormData, input: &Input) -> Option<String> {
    let name = input.code;
    let text = match input.form {
        Form::Number { low, high, .. } => {
            let value = form.signed_number(name, Some((Decimal::from(low), Decimal::from(high))))?;
            value.normalize().to_string()
        }
        Form::Lines => form.lines(name)?,
        _ => form.optional(name)?,
    };
    match input.read(&text) {
        Ok(kept) => Some(kept),
        Err(why) => {
            form.fail(name, problem(why, &text));
            None
        }
    }
}

fn problem(why: Wrong, text: &str) -> Problem {
    match why {
        Wrong::NotANumber => Problem::new(ProblemCode::NotANumber).with("value", text),
        Wrong::OutOfBounds { low, high } => between(low, high),
        Wrong::NotInList | Wrong::NoPicture => Problem::new(ProblemCode::NotInList),
        Wrong::TooLong => {
            Problem::new(ProblemCode::TooLong).with("max", eclaireur_models::audit::inputs::LONGEST_LINES)
        }
    }
}

fn between(low: i64, high: i64) -> Problem {
    Problem::new(ProblemCode::NotBetween)
        .with("lowest", format::decimal(Decimal::from(low)))
        .with("highest", format::decimal(Decimal::from(high)))
}

/// A row as its form shows it.
pub fn audit_row_form(section: Section, row: &Row) -> FormData {
    let mut form = FormData::new();
    let shared = row.told.iter().find(|(code, _)| section.input(code).is_some_and(|input| !input.own_origin));
    let origin = shared.or_else(|| row.told.iter().next()).map(|(_, told)| told.origin);
    if let Some(origin) = origin {
        form = form.set("from", origin.code());
    }
    for (code, told) in &row.told {
        let Some(input) = section.input(code) else { continue };
        let value = match (input.form, row.number(code)) {
            (Form::Number { .. }, Some(number)) => format::plain(number),
            _ => told.value.clone(),
        };
        form = form.set(code, value);
        if input.own_origin && Some(told.origin) != origin {
            form = form.set(&own_origin(code), told.origin.code());
        }
        if let Some(by) = &told.by {
            form = form.set("by", by.as_str());
        }
    }
    form
}

/// Who answers for the audit, when the visit was, when the next one is and who comes: `auditor`, `agreement`, `visited_on`,
/// `next_visit_on`, `next_visit_by`.
pub fn audit_head(form: &mut FormData, on: Day) -> Option<HeadTold> {
    let (auditor, agreement) = (form.optional("auditor"), form.optional("agreement"));
    let visited_on = if form.get("visited_on").is_empty() { None } else { form.past_day("visited_on", on) };
    let (next_visit_on, next_visit_by) = (form.day("next_visit_on"), form.optional("next_visit_by"));
    (!form.failed()).then_some(HeadTold { auditor, agreement, visited_on, next_visit_on, next_visit_by })
}

/// A setting, before and after: `setting`, `circuit`, `before`, `after`, `on`, `by`.
pub fn audit_setting(form: &mut FormData, on: Day) -> Option<Set> {
    let Some(card) = form.choice("setting", setting) else {
        if form.problem("setting").is_none() {
            form.fail("setting", Problem::new(ProblemCode::Required));
        }
        return None;
    };
    let circuit = form.required("circuit");
    let value = |form: &mut FormData, name: &str| -> Option<String> {
        let text = form.optional(name)?;
        let text = match card.kind {
            Kind::Number { .. } => form.signed_number(name, None)?.normalize().to_string(),
            Kind::Hours => text.replace('h', ":"),
            Kind::YesNo => text.to_lowercase().replace("oui", "yes").replace("non", "no"),
        };
        let read = if name == "after" { card.read_after(&text) } else { card.read(&text) };
        match read {
            Ok(kept) => Some(kept),
            Err(why) => {
                form.fail(name, setting_problem(why, &text));
                None
            }
        }
    };
    let (before, after) = (value(form, "before"), value(form, "after"));
    let day = if form.get("on").is_empty() { None } else { form.past_day("on", on) };
    let by = form.optional("by");
    let set = Set { setting: card.code.to_owned(), circuit: circuit?, before, after, on: day, by };
    if !form.failed() {
        match set.check() {
            Ok(()) => {}
            Err(boiler_room::Wrong::NoDay) => form.fail("on", Problem::new(ProblemCode::Required)),
            Err(_) => form.fail("before", Problem::new(ProblemCode::Required)),
        }
    }
    (!form.failed()).then_some(set)
}

fn setting_problem(why: boiler_room::Wrong, text: &str) -> Problem {
    match why {
        boiler_room::Wrong::OutOfBounds { low, high } => between(low, high),
        boiler_room::Wrong::Unsafe { safe_from } => {
            Problem::new(ProblemCode::UnsafeHotWater).with("min", format::decimal(Decimal::from(safe_from)))
        }
        _ => Problem::new(ProblemCode::SettingUnread).with("value", text),
    }
}

/// A finding: `gravity`, `section` (or a row of it, [`super::place_code`]), `words`, `picture`, `measure`.
pub fn audit_finding(form: &mut FormData, number: u16) -> Option<Observed> {
    let gravity = needed(form, "gravity", Gravity::from_code);
    let place = needed(form, "section", super::place_of);
    let words = needed_lines(form, "words");
    let picture = form.optional("picture");
    let measure = code(form, "measure");
    if form.failed() {
        return None;
    }
    let (section, row) = place?;
    Some(Observed { number, gravity: gravity?, section, row, words: words?, picture, measure })
}

/// A recommendation: `words`, `measure`, `priority`, `performance`, `who`, `done_on`.
pub fn audit_recommendation(form: &mut FormData, number: u16, on: Day) -> Option<Recommendation> {
    let words = needed_lines(form, "words");
    let measure = code(form, "measure");
    let priority =
        form.number("priority", None).and_then(|p| u8::try_from(p).ok().filter(|p| (1..=99).contains(p)));
    if priority.is_none() && !form.get("priority").is_empty() && form.problem("priority").is_none() {
        form.fail("priority", between(1, 99));
    }
    let (performance, who) = (form.optional("performance"), form.optional("who"));
    let done_on = if form.get("done_on").is_empty() { None } else { form.past_day("done_on", on) };
    if form.failed() {
        return None;
    }
    Some(Recommendation { number, words: words?, measure, priority, performance, who, done_on })
}

/// A step of the road map: `year`, `words`, `target`.
pub fn audit_step(form: &mut FormData) -> Option<Step> {
    let words = needed_lines(form, "words");
    let year = form.get("year").parse::<i16>().ok().filter(|year| (2000..=2100).contains(year));
    if year.is_none() {
        form.fail("year", between(2000, 2100));
    }
    let reaches_target = form.is_ticked("target");
    if form.failed() {
        return None;
    }
    Some(Step { year: year?, words: words?, reaches_target })
}

/// A quote: `contractor`, `dated`, `valid_until`, `vat`, `exclusions` (one a line), and `work_n`, `quantity_n`, `unit_n`, `u_n`,
/// `r_n`, `euro_n` for each of its works.
pub fn audit_quote(form: &mut FormData, number: u16) -> Option<Quote> {
    let contractor = form.name("contractor");
    let (dated, valid_until) = (form.day("dated"), form.day("valid_until"));
    let vat_percent = form.choice("vat", |code| code.parse().ok().filter(|rate| VAT_RATES.contains(rate)));
    let exclusions = form.lines("exclusions").unwrap_or_default();
    let exclusions: Vec<String> =
        exclusions.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    if exclusions.iter().any(|line| line.chars().count() > 200) {
        form.fail("exclusions", Problem::new(ProblemCode::TooLong).with("max", 200));
    }
    let line: Vec<Line> = (1..=QUOTE_LINES).filter_map(|n| quote_line(form, n)).collect();
    if line.is_empty() && !form.failed() {
        form.fail("work_1", Problem::new(ProblemCode::Required));
    }
    if form.failed() {
        return None;
    }
    Some(Quote { number, contractor: contractor?, dated, valid_until, vat_percent, exclusions, line })
}

fn quote_line(form: &mut FormData, n: usize) -> Option<Line> {
    let field = |name: &str| format!("{name}_{n}");
    if ["work", "quantity", "u", "r", "euro"].iter().all(|name| form.get(&field(name)).is_empty()) {
        return None;
    }
    let work = code(form, &field("work"));
    if work.is_none() && form.problem(&field("work")).is_none() {
        form.fail(&field("work"), Problem::new(ProblemCode::Required));
    }
    let unit = needed(form, &field("unit"), |code| UNITS.into_iter().find(|unit| *unit == code));
    let some = |form: &mut FormData, name: &str, must: bool| {
        let field = field(name);
        let value = form.number(&field, None);
        if (value.is_none() && must || value.is_some_and(|v| v.is_zero())) && form.problem(&field).is_none() {
            let empty = form.get(&field).is_empty();
            let code = if empty { ProblemCode::Required } else { ProblemCode::OutOfRange };
            form.fail(&field, Problem::new(code));
        }
        value
    };
    let (quantity, euro) = (some(form, "quantity", true), some(form, "euro", true));
    let (u, r) = (some(form, "u", false), some(form, "r", false));
    Some(Line { work: work?, quantity: quantity?, unit: unit?.to_owned(), u, r, euro_excl_vat: euro? })
}

fn needed<T>(form: &mut FormData, name: &str, from: impl Fn(&str) -> Option<T>) -> Option<T> {
    let value = form.choice(name, from);
    if value.is_none() && form.problem(name).is_none() {
        form.fail(name, Problem::new(ProblemCode::Required));
    }
    value
}

fn needed_lines(form: &mut FormData, name: &str) -> Option<String> {
    let words = form.lines(name);
    if words.is_none() && form.problem(name).is_none() {
        form.fail(name, Problem::new(ProblemCode::Required));
    }
    let short = words.filter(|w| w.chars().count() <= eclaireur_models::audit::inputs::LONGEST_LINES);
    if short.is_none() && form.problem(name).is_none() {
        let max = eclaireur_models::audit::inputs::LONGEST_LINES;
        form.fail(name, Problem::new(ProblemCode::TooLong).with("max", max));
    }
    short
}

/// A permanent code, chosen from a list.
fn code(form: &mut FormData, name: &str) -> Option<String> {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    form.choice(name, |text| (text.len() <= 64 && text.bytes().all(letter)).then(|| text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_row_is_read_with_where_each_answer_comes_from() {
        let mut form = FormData::from_pairs([
            ("from", "plan"),
            ("name", "Pignon nord"),
            ("area_m2", "1 084,5"),
            ("u_w_m2k", "1,7"),
            ("from_u_w_m2k", "estimated"),
        ]);
        let row = audit_row(&mut form, Section::Envelope, 3).unwrap();
        assert_eq!((row.number, row.text("area_m2"), row.text("u_w_m2k")), (3, "1084.5", "1.7"));
        assert_eq!(row.get("area_m2").map(|t| t.origin), Some(Origin::Plan));
        assert_eq!(row.get("u_w_m2k").map(|t| t.origin), Some(Origin::Estimated));
        let shown = audit_row_form(Section::Envelope, &row);
        assert_eq!(
            (shown.get("area_m2"), shown.get("from_u_w_m2k"), shown.get("from")),
            ("1084,5", "estimated", "plan")
        );
    }

    #[test]
    fn a_row_that_is_none_says_where() {
        for (pairs, field, code) in [
            (&[("name", "x")][..], "from", ProblemCode::Required),
            (&[("from", "plan")], "name", ProblemCode::Required),
            (&[("from", "plan"), ("area_m2", "beaucoup")], "area_m2", ProblemCode::NotANumber),
            (&[("from", "plan"), ("u_w_m2k", "17")], "u_w_m2k", ProblemCode::NotBetween),
            (&[("from", "plan"), ("kind", "<b>")], "kind", ProblemCode::NotInList),
        ] {
            let mut form = FormData::from_pairs(pairs.iter().copied());
            assert_eq!(audit_row(&mut form, Section::Envelope, 1), None);
            assert_eq!(form.problem(field).map(|p| p.code), Some(code), "{pairs:?}");
        }
    }

    #[test]
    fn hot_water_that_is_not_safe_is_refused_with_its_reason() {
        let on = date(2026, 11, 21);
        let read = |pairs: &[(&str, &str)]| {
            let kept = [("setting", "hot-water-production"), ("circuit", "ECS"), ("on", "3/11/26")];
            let mut form = FormData::from_pairs(kept.into_iter().chain(pairs.iter().copied()));
            audit_setting(&mut form, on).map(|set| set.after).ok_or_else(|| {
                let (field, problem) = form.problems().next().unwrap();
                (field.to_owned(), problem.code)
            })
        };
        assert_eq!(read(&[("before", "65"), ("after", "60")]), Ok(Some("60".to_owned())));
        for (pairs, field, code) in [
            (&[("before", "65"), ("after", "50")][..], "after", ProblemCode::UnsafeHotWater),
            (&[("before", "chaud")], "before", ProblemCode::NotANumber),
            (&[], "before", ProblemCode::Required),
            (&[("setting", "musique"), ("before", "1")], "setting", ProblemCode::NotInList),
            (&[("before", "65"), ("after", "60"), ("on", "")], "on", ProblemCode::Required),
        ] {
            assert_eq!(read(pairs), Err((field.to_owned(), code)), "{pairs:?}");
        }
    }

    #[test]
    fn a_quote_has_a_name_and_at_least_one_work() {
        let good = [
            ("contractor", "Toitures Lambert"),
            ("vat", "6"),
            ("exclusions", "échafaudages\n\nétudes"),
            ("work_1", "roof-flat"),
            ("quantity_1", "620"),
            ("unit_1", "m2"),
            ("u_1", "0,20"),
            ("euro_1", "93 000"),
        ];
        let quote = audit_quote(&mut FormData::from_pairs(good), 1).unwrap();
        assert_eq!((quote.exclusions.len(), quote.line.len(), quote.vat_percent), (2, 1, Some(6)));
        for (pair, field, code) in [
            (("contractor", ""), "contractor", ProblemCode::Required),
            (("work_1", ""), "work_1", ProblemCode::Required),
            (("quantity_1", "0"), "quantity_1", ProblemCode::OutOfRange),
            (("euro_1", ""), "euro_1", ProblemCode::Required),
            (("unit_1", "l"), "unit_1", ProblemCode::NotInList),
            (("vat", "12"), "vat", ProblemCode::NotInList),
        ] {
            let mut form = FormData::from_pairs(good.into_iter().chain([pair]));
            assert_eq!(audit_quote(&mut form, 1), None);
            assert_eq!(form.problem(field).map(|p| p.code), Some(code), "{pair:?}");
        }
    }
}
