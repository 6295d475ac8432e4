//! What somebody states of a building or of its organisation: a value in its own form, from a day, with its source.
//!
//! Fields: `value` (`day_1` … `day_7` for a week), `from`, `to` (its last day), `source`, `quality`.

use eclaireur_models::building::facts::{DatedFact, Fact, Form as FactForm};
use eclaireur_models::certain::Quality;
use eclaireur_models::period::Day;
use rust_decimal::{Decimal, dec};

use super::{FormData, Problem, ProblemCode, week};
use crate::format;

/// How good a statement can be: a document or a count, an estimate, somebody's word.
pub const QUALITIES: [Quality; 3] = [Quality::Measured, Quality::Estimated, Quality::Declared];

/// A fact as stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactInput {
    /// In the fact's form, numbers in plain decimal.
    pub value: String,
    /// From this day.
    pub from: Option<Day>,
    /// Up to but without this day.
    pub to: Option<Day>,
    /// Where it was learnt.
    pub source: String,
    /// How good it is.
    pub quality: Quality,
}

/// Whether one asks from when a fact holds: not of what is a day itself, nor of what never changes.
pub fn is_dated(fact: &Fact) -> bool {
    !matches!(fact.form, FactForm::Day)
        && !matches!(fact.code, "building.base_year" | "building.construction_year")
}

impl FactInput {
    /// Reads a statement about `fact`; `on` is today.
    pub fn read(form: &mut FormData, fact: &Fact, on: Day) -> Option<FactInput> {
        let value = value(form, fact, on);
        let (mut from, mut to) = (None, None);
        if is_dated(fact) {
            from = form.day("from");
            to = form.day("to").and_then(|last| last.tomorrow().ok());
            if from.zip(to).is_some_and(|(from, to)| to <= from) {
                form.fail("to", Problem::new(ProblemCode::EndBeforeStart));
            }
        } else if fact.form == FactForm::Day {
            // What happened on a day holds from that day: an older one stays for the days before.
            from = value.as_deref().and_then(|day| day.parse().ok());
        }
        let source = form.required("source");
        let quality = form.choice("quality", |code| QUALITIES.into_iter().find(|q| q.code() == code));
        if quality.is_none() && form.problem("quality").is_none() {
            form.fail("quality", Problem::new(ProblemCode::Required));
        }
        if form.failed() {
            return None;
        }
        Some(FactInput { value: value?, from, to, source: source?, quality: quality? })
    }

    /// A statement as it stands in a form, to be corrected.
    pub fn to_form(fact: &Fact, stated: &DatedFact) -> FormData {
        let last = stated.to.and_then(|to| to.yesterday().ok());
        let day = |day: Option<Day>| day.map(format::day).unwrap_or_default();
        let mut form = FormData::new()
            .set("source", &stated.source)
            .set("quality", stated.quality.code())
            .set("from", day(stated.from))
            .set("to", day(last));
        if fact.form == FactForm::Schedule {
            for (number, hours) in (1..).zip(week::days(&stated.value)) {
                form = form.set(&week::day_field(number), hours);
            }
            return form;
        }
        let number = stated.value.parse::<Decimal>();
        let typed = match (fact.form, number) {
            (FactForm::Share, Ok(share)) => format::decimal(share * Decimal::ONE_HUNDRED),
            (FactForm::Number(_) | FactForm::Count, Ok(number)) => format::plain(number),
            (FactForm::Day, _) => {
                stated.value.parse::<Day>().map_or_else(|_| stated.value.clone(), format::day)
            }
            _ => stated.value.clone(),
        };
        form.set("value", typed)
    }
}

/// The value in the fact's form.
fn value(form: &mut FormData, fact: &Fact, on: Day) -> Option<String> {
    if fact.form == FactForm::Schedule {
        return week::read(form);
    }
    if form.get("value").is_empty() {
        form.fail("value", Problem::new(ProblemCode::Required));
        return None;
    }
    match fact.form {
        FactForm::Number(_) | FactForm::Count => {
            let (least, most) = bounds(fact, on);
            let value = form.number("value", Some((least.max(dec!(20)), most)))?;
            let decimals = if fact.form == FactForm::Count { 0 } else { 4 };
            if value < least || value > most || value.normalize().scale() > decimals {
                form.fail("value", between(least, most));
                return None;
            }
            Some(value.normalize().to_string())
        }
        FactForm::Share => {
            let percent = form.number("value", Some((Decimal::ZERO, Decimal::ONE_HUNDRED)))?;
            if percent > Decimal::ONE_HUNDRED || percent.scale() > 4 {
                form.fail("value", Problem::new(ProblemCode::ShareRange));
                return None;
            }
            Some((percent / Decimal::ONE_HUNDRED).normalize().to_string())
        }
        FactForm::Choice(choices) => form
            .choice("value", |code| choices.iter().find(|choice| **choice == code))
            .map(|choice| (*choice).to_owned()),
        FactForm::Day => {
            let day = form.past_day("value", on)?;
            if day.year() < OLDEST {
                form.fail("value", Problem::new(ProblemCode::OutOfRange));
                return None;
            }
            Some(day.to_string())
        }
        FactForm::Words => form.optional("value"),
        // Only meters have these, and they are stated on the meter's own page.
        FactForm::Schedule | FactForm::Counters | FactForm::Table => None,
    }
}

/// No document of a building in use is older.
const OLDEST: i16 = 1950;

fn between(least: Decimal, most: Decimal) -> Problem {
    Problem::new(ProblemCode::NotBetween)
        .with("lowest", format::decimal(least))
        .with("highest", format::decimal(most))
}

/// What a number can be at all.
fn bounds(fact: &Fact, on: Day) -> (Decimal, Decimal) {
    let year = Decimal::from(on.year());
    match (fact.code, fact.form) {
        ("building.base_year", _) => (dec!(1990), year),
        ("building.construction_year", _) => (dec!(1000), year + dec!(5)),
        ("building.opening_hours_per_week", _) => (Decimal::ZERO, dec!(168)),
        ("building.service_units" | "building.persons", _) => (Decimal::ONE, dec!(100_000)),
        ("building.meals_per_year", _) => (Decimal::ZERO, dec!(10_000_000)),
        (_, FactForm::Number("m2")) => (Decimal::ONE, dec!(1_000_000)),
        (_, FactForm::Number("EUR")) => (Decimal::ZERO, dec!(10_000_000_000)),
        _ => (Decimal::ZERO, dec!(100_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::building::facts::fact;
    use jiff::civil::date;

    fn read(code: &str, pairs: &[(&str, &str)]) -> Result<FactInput, (String, ProblemCode)> {
        let kept = [("source", "plan de 2024"), ("quality", "measured")];
        let mut form = FormData::from_pairs(kept.into_iter().chain(pairs.iter().copied()));
        FactInput::read(&mut form, fact(code).unwrap(), date(2026, 11, 21)).ok_or_else(|| {
            let (field, problem) = form.problems().next().unwrap();
            (field.to_owned(), problem.code)
        })
    }

    #[test]
    fn what_is_stated_is_kept_in_the_form_of_its_fact_and_shown_as_it_was_typed() {
        for (code, typed, kept) in [
            ("building.heated_area_m2", "2 450,5", "2450.5"),
            ("building.heated_area_m2", "2.450", "2450"),
            ("building.service_units", "62", "62"),
            ("building.occupancy_share", "97,5", "0.975"),
            ("building.heating", "oil-boiler", "oil-boiler"),
            ("building.boiler_inspected_on", "1/3/25", "2025-03-01"),
            ("building.energy_manager", "responsable technique", "responsable technique"),
            ("building.construction_year", "1974", "1974"),
            ("organisation.operating_income_eur", "4.800.000", "4800000"),
        ] {
            let input = read(code, &[("value", typed)]).unwrap();
            assert_eq!(input.value, kept, "{code}");
            let known = fact(code).unwrap();
            let stated = DatedFact {
                fact: known.code,
                value: input.value.clone(),
                from: input.from,
                to: input.to,
                source: input.source.clone(),
                quality: input.quality,
            };
            let mut again = FactInput::to_form(known, &stated);
            assert_eq!(FactInput::read(&mut again, known, date(2026, 11, 21)), Some(input), "{code}");
        }
        let input = read("building.boiler_inspected_on", &[("value", "1/3/25")]).unwrap();
        assert_eq!(input.from, Some(date(2025, 3, 1)), "it holds from its own day");
        let input =
            read("building.persons", &[("value", "90"), ("from", "1/9/24"), ("to", "31/8/25")]).unwrap();
        assert_eq!((input.from, input.to), (Some(date(2024, 9, 1)), Some(date(2025, 9, 1))));
    }

    #[test]
    fn what_cannot_be_is_said_at_its_field() {
        for (code, pairs, field, problem) in [
            ("building.heated_area_m2", &[("value", "")][..], "value", ProblemCode::Required),
            ("building.heated_area_m2", &[("value", "0")], "value", ProblemCode::NotBetween),
            ("building.heated_area_m2", &[("value", "-5")], "value", ProblemCode::Negative),
            (
                "building.heated_area_m2",
                &[("value", "99999999999999999999")],
                "value",
                ProblemCode::NotBetween,
            ),
            ("building.service_units", &[("value", "62,5")], "value", ProblemCode::NotBetween),
            ("building.occupancy_share", &[("value", "150")], "value", ProblemCode::ShareRange),
            ("building.construction_year", &[("value", "74")], "value", ProblemCode::NotBetween),
            ("building.base_year", &[("value", "2031")], "value", ProblemCode::NotBetween),
            ("building.opening_hours_per_week", &[("value", "200")], "value", ProblemCode::NotBetween),
            ("building.tenure", &[("value", "emprunt")], "value", ProblemCode::NotInList),
            ("building.boiler_inspected_on", &[("value", "31/2/2025")], "value", ProblemCode::BadDate),
            ("building.boiler_inspected_on", &[("value", "1/1/2030")], "value", ProblemCode::FutureDate),
            ("building.persons", &[("value", "9"), ("from", "32/1/25")], "from", ProblemCode::BadDate),
            (
                "building.persons",
                &[("value", "9"), ("from", "2/1/25"), ("to", "1/1/25")],
                "to",
                ProblemCode::EndBeforeStart,
            ),
            ("building.persons", &[("value", "9"), ("source", "")], "source", ProblemCode::Required),
            ("building.persons", &[("value", "9"), ("quality", "")], "quality", ProblemCode::Required),
            (
                "building.persons",
                &[("value", "9"), ("quality", "modelled")],
                "quality",
                ProblemCode::NotInList,
            ),
            ("building.opening_schedule", &[("day_1", "lundi")], "day_1", ProblemCode::BadHours),
        ] {
            assert_eq!(read(code, pairs), Err((field.to_owned(), problem)), "{code} {pairs:?}");
        }
        let long = "x".repeat(201);
        assert_eq!(read("building.use", &[("value", &long)]).unwrap_err().1, ProblemCode::TooLong);
    }
}
