//! What happened to a building: kind, days, words.
//!
//! Fields: `kind`, `from`, `to` (its last day), `text`.

use eclaireur_models::building::{Event, EventKind};
use eclaireur_models::period::Day;

use super::{FormData, Problem, ProblemCode};

/// Years ahead that somebody may know of.
const AHEAD: i16 = 5;
/// The oldest year that explains anything.
const OLDEST: i16 = 1950;

/// An event as typed; `on` is today.
pub fn event(form: &mut FormData, on: Day) -> Option<Event> {
    let kind = form.choice("kind", EventKind::from_code);
    if kind.is_none() && form.problem("kind").is_none() {
        form.fail("kind", Problem::new(ProblemCode::Required));
    }
    let from = days(form, "from", on);
    if form.get("from").is_empty() {
        form.fail("from", Problem::new(ProblemCode::Required));
    }
    let to = days(form, "to", on).and_then(|last| last.tomorrow().ok());
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        form.fail("to", Problem::new(ProblemCode::EndBeforeStart));
    }
    let text = form.required("text");
    if form.failed() {
        return None;
    }
    Some(Event { kind: kind?, from: from?, to, text: text? })
}

fn days(form: &mut FormData, name: &str, on: Day) -> Option<Day> {
    let day = form.day(name)?;
    if !(OLDEST..=on.year() + AHEAD).contains(&day.year()) {
        form.fail(name, Problem::new(ProblemCode::UnlikelyYear));
        return None;
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(pairs: &[(&str, &str)]) -> Result<Event, (String, ProblemCode)> {
        let kept = [("kind", "works"), ("from", "3/6/24"), ("text", "isolation de la toiture")];
        let mut form = FormData::from_pairs(kept.into_iter().chain(pairs.iter().copied()));
        event(&mut form, date(2026, 11, 21)).ok_or_else(|| {
            let (field, problem) = form.problems().next().unwrap();
            (field.to_owned(), problem.code)
        })
    }

    #[test]
    fn an_event_has_a_kind_days_and_words() {
        let event = read(&[("to", "28/6/24")]).unwrap();
        assert_eq!(
            (event.kind, event.from, event.to),
            (EventKind::Works, date(2024, 6, 3), Some(date(2024, 6, 29)))
        );
        for (pairs, field, code) in [
            (&[("kind", "")][..], "kind", ProblemCode::Required),
            (&[("kind", "party")], "kind", ProblemCode::NotInList),
            (&[("from", "")], "from", ProblemCode::Required),
            (&[("from", "31/4/24")], "from", ProblemCode::BadDate),
            (&[("from", "1/1/9999")], "from", ProblemCode::UnlikelyYear),
            (&[("to", "2/6/24")], "to", ProblemCode::EndBeforeStart),
            (&[("text", "")], "text", ProblemCode::Required),
        ] {
            assert_eq!(read(pairs), Err((field.to_owned(), code)), "{pairs:?}");
        }
    }
}
