//! What opens something to others: an invitation with its days, the buildings it is narrowed to, a key, a shared page.
//!
//! Fields of an invitation: `email`, `from`, `to` (its last day); of its buildings `scope` (`all`, `some`) and a box for each
//! ([`building_field`]); of a key `name`, `reach`, `days`; of a shared page `view`, `year`, `days`.

use eclaireur_models::access::Reach;
use eclaireur_models::period::Day;
use eclaireur_models::portfolio::invitees::is_address;
use jiff::ToSpan as _;

use super::{FormData, Problem, ProblemCode};
use crate::shell::Named;

/// Years of the longest mandate.
const MANDATE_YEARS: i16 = 3;
/// Years ahead that a grant may begin or end.
const AHEAD_YEARS: i16 = 10;
/// Days of the longest key.
pub const MOST_DAYS_KEY: i64 = 365;
/// Days of the longest shared page.
pub const MOST_DAYS_SHARE: i64 = 90;

/// Somebody invited, with the days their role holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationInput {
    /// Their address.
    pub email: String,
    /// The first day.
    pub from: Day,
    /// The first day no longer.
    pub to: Option<Day>,
}

impl InvitationInput {
    /// As typed; `is_mandate` asks for an end, `on` is today.
    pub fn read(form: &mut FormData, is_mandate: bool, on: Day) -> Option<InvitationInput> {
        let email = address(form);
        let from = day(form, "from", on).or_else(|| form.get("from").is_empty().then_some(on));
        if from.is_some_and(|from| from < on) {
            form.fail("from", Problem::new(ProblemCode::PastDate));
        }
        let to = day(form, "to", on).and_then(|last| last.tomorrow().ok());
        if is_mandate && form.get("to").is_empty() {
            form.fail("to", Problem::new(ProblemCode::Required));
        }
        if let Some((from, to)) = from.zip(to) {
            if to <= from {
                form.fail("to", Problem::new(ProblemCode::EndBeforeStart));
            } else if is_mandate && to > from.saturating_add(MANDATE_YEARS.years()) {
                form.fail("to", Problem::new(ProblemCode::MandateTooLong).with("max", MANDATE_YEARS));
            }
        }
        if form.failed() {
            return None;
        }
        Some(InvitationInput { email: email?, from: from?, to })
    }

    /// What is proposed of a mandate that begins on a day: one year.
    pub fn proposed(on: Day) -> FormData {
        let last = on.saturating_add(1.year()).yesterday().unwrap_or(on);
        FormData::new().set("from", crate::format::day(on)).set("to", crate::format::day(last))
    }
}

fn address(form: &mut FormData) -> Option<String> {
    let email = form.required("email")?;
    if !is_address(&email) {
        form.fail("email", Problem::new(ProblemCode::NotAnAddress));
        return None;
    }
    Some(email)
}

fn day(form: &mut FormData, name: &str, on: Day) -> Option<Day> {
    let day = form.day(name)?;
    if day > on.saturating_add(AHEAD_YEARS.years()) {
        form.fail(name, Problem::new(ProblemCode::UnlikelyYear));
        return None;
    }
    Some(day)
}

/// The name of a building's box.
pub fn building_field(code: &str) -> String {
    format!("b.{code}")
}

/// The codes of the buildings chosen among those `known`; `None` for all of them. What is not known is refused.
pub fn chosen_buildings(form: &mut FormData, known: &[Named]) -> Option<Vec<String>> {
    match form.get("scope") {
        "all" => return None,
        "some" => {}
        _ => {
            form.fail("scope", Problem::new(ProblemCode::Required));
            return None;
        }
    }
    let ticked = form.names().filter_map(|name| name.strip_prefix("b.")).map(str::to_owned);
    let ticked: Vec<String> = ticked.filter(|code| form.is_ticked(&building_field(code))).collect();
    if ticked.is_empty() {
        form.fail("scope", Problem::new(ProblemCode::Required));
    } else if ticked.iter().any(|code| !known.iter().any(|building| building.code == *code)) {
        form.fail("scope", Problem::new(ProblemCode::NotInList));
    }
    Some(ticked)
}

/// A key for a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInput {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub reach: Reach,
    /// Days it lasts.
    pub days: i64,
}

impl KeyInput {
    /// As typed.
    pub fn read(form: &mut FormData) -> Option<KeyInput> {
        let name = form.name("name");
        let reach = form.choice("reach", |code| match code {
            "read" => Some(Reach::Read),
            "import" => Some(Reach::Import),
            _ => None,
        });
        if form.get("reach").is_empty() {
            form.fail("reach", Problem::new(ProblemCode::Required));
        }
        let days = days(form, MOST_DAYS_KEY);
        if form.failed() {
            return None;
        }
        Some(KeyInput { name: name?, reach: reach?, days: days? })
    }
}

/// A page that is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedInput {
    /// Days it lasts.
    pub days: i64,
}

impl SharedInput {
    /// As typed.
    pub fn read(form: &mut FormData) -> Option<SharedInput> {
        let days = days(form, MOST_DAYS_SHARE);
        if form.failed() {
            return None;
        }
        Some(SharedInput { days: days? })
    }
}

fn days(form: &mut FormData, most: i64) -> Option<i64> {
    let typed = form.required("days")?;
    let days = typed.parse().ok().filter(|days| (1..=most).contains(days));
    if days.is_none() {
        form.fail("days", Problem::new(ProblemCode::WholeUpTo).with("max", most));
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const ON: Day = date(2026, 11, 21);

    fn invited(mandate: bool, pairs: &[(&str, &str)]) -> Result<InvitationInput, (String, ProblemCode)> {
        let kept = [("email", "jeanne@example.be"), ("from", "1/12/26"), ("to", "30/11/27")];
        let mut form = FormData::from_pairs(kept.into_iter().chain(pairs.iter().copied()));
        InvitationInput::read(&mut form, mandate, ON).ok_or_else(|| {
            let (field, problem) = form.problems().next().unwrap();
            (field.to_owned(), problem.code)
        })
    }

    #[test]
    fn a_mandate_has_an_end_within_three_years_and_a_manager_need_not() {
        let read = invited(true, &[]).unwrap();
        assert_eq!((read.from, read.to), (date(2026, 12, 1), Some(date(2027, 12, 1))));
        assert_eq!(invited(true, &[("to", "30/11/29")]).unwrap().to, Some(date(2029, 12, 1)));
        assert_eq!(invited(false, &[("to", "")]).unwrap().to, None);
        assert_eq!(invited(false, &[("from", ""), ("to", "")]).unwrap().from, ON);
        for (mandate, pairs, field, code) in [
            (true, &[("to", "")][..], "to", ProblemCode::Required),
            (true, &[("to", "1/12/29")], "to", ProblemCode::MandateTooLong),
            (false, &[("to", "30/11/26")], "to", ProblemCode::EndBeforeStart),
            (false, &[("from", "20/11/26")], "from", ProblemCode::PastDate),
            (false, &[("from", "1/1/2090"), ("to", "")], "from", ProblemCode::UnlikelyYear),
            (false, &[("email", "")], "email", ProblemCode::Required),
            (false, &[("email", "jeanne")], "email", ProblemCode::NotAnAddress),
            (false, &[("email", "a@b@c.be")], "email", ProblemCode::NotAnAddress),
            (false, &[("email", "a@be")], "email", ProblemCode::NotAnAddress),
            (false, &[("email", "a b@c.be")], "email", ProblemCode::NotAnAddress),
            (false, &[("email", "a@c.be\r\nBcc: x@y.be")], "email", ProblemCode::NotAnAddress),
        ] {
            assert_eq!(invited(mandate, pairs), Err((field.to_owned(), code)), "{pairs:?}");
        }
        let proposed = InvitationInput::proposed(ON);
        assert_eq!((proposed.get("from"), proposed.get("to")), ("21/11/2026", "20/11/2027"));
    }

    #[test]
    fn buildings_are_chosen_among_those_of_the_organisation() {
        let known = [Named::new("aile-a", "Aile A"), Named::new("aile-b", "Aile B")];
        for (pairs, expect) in [
            (&[("scope", "all"), ("b.aile-a", "1")][..], Ok(None)),
            (&[("scope", "some"), ("b.aile-a", "1")], Ok(Some(vec!["aile-a".to_owned()]))),
            (&[("scope", "some"), ("b.aile-a", "0")], Err(ProblemCode::Required)),
            (&[("scope", "some")], Err(ProblemCode::Required)),
            (&[("scope", "none")], Err(ProblemCode::Required)),
            (&[("scope", "some"), ("b.aile-a", "1"), ("b.ailleurs", "1")], Err(ProblemCode::NotInList)),
        ] {
            let mut form = FormData::from_pairs(pairs.iter().copied());
            let chosen = chosen_buildings(&mut form, &known);
            let read = form.problem("scope").map_or(Ok(chosen), |problem| Err(problem.code));
            assert_eq!(read, expect, "{pairs:?}");
        }
    }

    #[test]
    fn a_key_lasts_a_year_at_most_and_a_shared_page_a_season() {
        for (days, key, share) in
            [("1", true, true), ("90", true, true), ("91", true, false), ("365", true, false)]
                .into_iter()
                .chain([
                    ("366", false, false),
                    ("0", false, false),
                    ("-1", false, false),
                    ("dix", false, false),
                    ("", false, false),
                ])
        {
            let form =
                FormData::from_pairs([("name", "Import du mois"), ("reach", "import"), ("days", days)]);
            assert_eq!(KeyInput::read(&mut form.clone()).is_some(), key, "{days}");
            assert_eq!(SharedInput::read(&mut form.clone()).is_some(), share, "{days}");
        }
        let mut form = FormData::from_pairs([("name", "x"), ("reach", "manage"), ("days", "1")]);
        assert_eq!(KeyInput::read(&mut form), None);
        assert_eq!(form.problem("reach").map(|p| p.code), Some(ProblemCode::NotInList));
    }
}
