//! What is known of a building: each fact of the closed list with its values over time, or that nobody said it yet.
//!
//! One fact has its own page, [`super::fact`], where it is stated, corrected and taken back. A fact that joins
//! [`FACTS`] stands on both at once; its words are `fact-<code>` and `fact-<code>-for`.

use askama::Template;
use eclaireur_models::building::facts::{DatedFact, FACTS, Fact, Form as FactForm, Subject};
use eclaireur_models::certain::Quality;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use rust_decimal::Decimal;

use super::building::{self, BuildingHead};
use super::fact::sample_records;
use super::samples;
use crate::figures;
use crate::format::{self, NBSP};
use crate::forms::{QUALITIES, is_dated};
use crate::shell::{Crumb, Shell};
use crate::text::Say;
use crate::{urls, words};

/// Where a fact stands on the page.
const GROUPS: [(&str, &[&str]); 4] = [
    (
        "building",
        &[
            "building.heated_area_m2",
            "building.useful_area_m2",
            "building.use",
            "building.construction_year",
            "building.tenure",
        ],
    ),
    (
        "occupancy",
        &[
            "building.service_units",
            "building.persons",
            "building.occupancy_share",
            "building.opening_schedule",
            "building.opening_hours_per_week",
            "building.meals_per_year",
            "building.open_to_public",
        ],
    ),
    (
        "installations",
        &[
            "building.heating",
            "building.heating_power_kw",
            "building.boiler_inspected_on",
            "building.automation",
            "building.parking_spaces",
            "building.charging_points",
        ],
    ),
    (
        "administration",
        &[
            "building.energy_manager",
            "building.base_year",
            "building.operating_income_eur",
            "organisation.operating_income_eur",
            "organisation.full_time_equivalents",
            "building.public_service_body",
            "building.peb_certificate_on",
            "building.peb_displayed",
            "building.ureba_granted_on",
        ],
    ),
];

/// What settles most, first: the page asks for the first of these that is missing.
pub(super) const FIRST: [&str; 4] =
    ["building.heated_area_m2", "building.service_units", "building.heating", "building.opening_schedule"];

/// The facts of a building page: its own and its organisation's.
pub fn asked() -> impl Iterator<Item = &'static Fact> {
    FACTS.iter().filter(|fact| fact.subject != Subject::Meter)
}

/// The fact of a building page with this code.
pub fn asked_for(code: &str) -> Option<&'static Fact> {
    asked().find(|fact| fact.code == code)
}

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = GROUPS.iter().map(|(group, _)| format!("facts-group-{group}")).collect();
    for fact in asked() {
        keys.push(format!("fact-{}-for", slug(fact.code)));
        match fact.form {
            FactForm::Choice(choices) => keys.extend(choices.iter().map(|c| format!("fact-choice-{c}"))),
            FactForm::Number(unit) => keys.push(format!("fact-unit-{}", unit.to_lowercase())),
            _ => {}
        }
    }
    for quality in QUALITIES {
        keys.extend(["quality", "known"].map(|list| format!("fact-{list}-{}", quality.code())));
    }
    keys.extend((1..=7).map(|day| format!("week-day-{day}")));
    keys.sort_unstable();
    keys.dedup();
    keys
}

pub(super) fn slug(code: &str) -> String {
    code.replace(['.', '_'], "-")
}

pub(super) fn say(lang: Lang, key: String) -> String {
    Say::owned(lang, key).to_string()
}

/// A value in words: *2 450 m²*, *97,5 %*, *chaudière au mazout*.
pub(crate) fn value(lang: Lang, fact: &Fact, value: &str) -> String {
    let number = value.parse::<Decimal>();
    match (fact.form, number) {
        (FactForm::Number(unit), Ok(number)) => {
            let unit = say(lang, format!("fact-unit-{}", unit.to_lowercase()));
            format!("{}{NBSP}{unit}", format::decimal(number))
        }
        // A year is no quantity: no space between its thousands.
        (FactForm::Count, Ok(number)) if fact.code.ends_with("_year") && !fact.code.contains("_per_") => {
            format::plain(number)
        }
        (FactForm::Count, Ok(number)) => format::decimal(number),
        (FactForm::Share, Ok(share)) => format::percent(share),
        (FactForm::Choice(choices), _) if choices.contains(&value) => {
            say(lang, format!("fact-choice-{value}"))
        }
        (FactForm::Day, _) => value.parse::<Day>().map_or_else(|_| value.to_owned(), format::day),
        (FactForm::Schedule, _) => week(lang, value),
        _ => value.to_owned(),
    }
}

/// *lundi à vendredi 07:00-18:00 ; samedi 09:00-12:00*
fn week(lang: Lang, stored: &str) -> String {
    let one = |stretch: &str| {
        let (days, hours) = stretch.trim().split_once(' ')?;
        let name = |day: &str| say(lang, format!("week-day-{day}"));
        let days = match days.split_once('-') {
            Some((first, last)) => {
                Say::new(lang, "week-days").with("first", name(first)).with("last", name(last)).to_string()
            }
            None => name(days),
        };
        Some(format!("{days} {hours}"))
    };
    stored.split(';').filter_map(one).collect::<Vec<_>>().join(&format!("{NBSP}; "))
}

/// *depuis le 01/09/2024*; nothing for what always held.
fn when(lang: Lang, from: Option<Day>, to: Option<Day>) -> Option<String> {
    let key = match (from, to) {
        (None, None) => return None,
        (Some(_), None) => "fact-since",
        (None, Some(_)) => "fact-until",
        (Some(_), Some(_)) => "fact-between",
    };
    let last = to.map(|to| to.yesterday().unwrap_or(to));
    let day = |day: Option<Day>| day.map(format::day).unwrap_or_default();
    Some(Say::new(lang, key).with("from", day(from)).with("to", day(last)).to_string())
}

/// Where a value comes from, as people read it: forms that ask for no source write their own name there.
fn source(lang: Lang, source: &str) -> String {
    if source == "form" { Say::new(lang, "fact-source-form").to_string() } else { source.to_owned() }
}

/// A value over some time, in words.
pub(super) struct ValueLine {
    pub(super) value: String,
    pub(super) when: Option<String>,
    pub(super) source: String,
    pub(super) quality: String,
    pub(super) holds: bool,
}

pub(super) fn line(lang: Lang, fact: &Fact, stated: &DatedFact, on: Day) -> ValueLine {
    ValueLine {
        value: value(lang, fact, &stated.value),
        when: if is_dated(fact) { when(lang, stated.from, stated.to) } else { None },
        source: source(lang, &stated.source),
        quality: known_by(lang, stated.quality),
        holds: stated.holds_on(on),
    }
}

/// *document*, *estimation*: a fact is not read on a meter.
fn known_by(lang: Lang, quality: Quality) -> String {
    if QUALITIES.contains(&quality) {
        say(lang, format!("fact-known-{}", quality.code()))
    } else {
        words::quality(lang, quality)
    }
}

/// The page of all of them.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/facts.html")]
pub struct FactsPage {
    /// Frame.
    pub shell: Shell,
    /// Which building.
    pub head: BuildingHead,
    /// Values over time of each fact known, without overlap, oldest first.
    pub known: Vec<DatedFact>,
    /// The day of the page.
    pub on: Day,
}

html!(FactsPage);

/// A fact on the page.
struct FactLine {
    name: String,
    purpose: String,
    values: Vec<ValueLine>,
    href: String,
}

/// Facts that belong together.
struct FactGroup {
    id: &'static str,
    title: String,
    facts: Vec<FactLine>,
}

impl FactsPage {
    fn lang(&self) -> Lang {
        self.shell.body_lang()
    }

    fn title(&self) -> String {
        self.shell.t("facts-title").with("name", &self.head.building.name).to_string()
    }

    fn crumbs(&self) -> Vec<Crumb> {
        building::crumbs(&self.shell, &self.head, Some(self.shell.t("facts-crumb").to_string()))
    }

    fn is_known(&self, code: &str) -> bool {
        self.known.iter().any(|fact| fact.fact == code)
    }

    fn answer(&self) -> String {
        let (known, all) = (asked().filter(|fact| self.is_known(fact.code)).count(), asked().count());
        self.shell.t("facts-answer").count("known", known).count("all", all).to_string()
    }

    /// The fact that settles most of what is not known: its name, what it serves, its address.
    fn first(&self) -> Option<(String, String, String)> {
        let code = FIRST.into_iter().find(|code| !self.is_known(code))?;
        let fact = asked_for(code)?;
        let line = self.fact(fact);
        Some((line.name, line.purpose, line.href))
    }

    fn fact(&self, fact: &'static Fact) -> FactLine {
        let lang = self.lang();
        let values = self.known.iter().filter(|known| known.fact == fact.code).rev();
        FactLine {
            name: figures::fact(lang, fact.code),
            purpose: say(lang, format!("fact-{}-for", slug(fact.code))),
            values: values.map(|stated| line(lang, fact, stated, self.on)).collect(),
            href: address(&self.head.building.code, fact.code),
        }
    }

    fn groups(&self) -> Vec<FactGroup> {
        let placed = |code: &str| GROUPS.iter().any(|(_, codes)| codes.contains(&code));
        let last = GROUPS.len() - 1;
        let group = |(n, (id, codes)): (usize, &(&'static str, &[&str]))| {
            let own = codes.iter().filter_map(|code| asked_for(code));
            // A fact that nobody gave a place stands with the last ones rather than nowhere.
            let others = asked().filter(|fact| n == last && !placed(fact.code));
            FactGroup {
                id,
                title: say(self.lang(), format!("facts-group-{id}")),
                facts: own.chain(others).map(|fact| self.fact(fact)).collect(),
            }
        };
        GROUPS.iter().enumerate().map(group).collect()
    }

    /// Contexts in every state.
    pub fn samples() -> Vec<(&'static str, FactsPage)> {
        let nothing = FactsPage {
            shell: samples::shell(urls::facts(&samples::building().code)),
            head: samples::head(),
            known: Vec::new(),
            on: samples::today(),
        };
        let records = sample_records();
        let known = records.iter().filter(|r| r.withdrawn_on.is_none()).map(|r| r.stated.clone()).collect();
        let some = FactsPage { known, ..nothing.clone() };
        vec![("nothing", nothing), ("some", some)]
    }
}

/// The page of one fact.
pub fn address(building: &str, fact: &str) -> String {
    urls::with_query(&urls::facts(building), &[("donnee", fact)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_of_a_building_stands_on_the_page_once() {
        let page = FactsPage::samples().remove(0).1;
        let shown: Vec<String> = page.groups().into_iter().flat_map(|g| g.facts).map(|f| f.href).collect();
        for fact in asked() {
            let href = address(&page.head.building.code, fact.code);
            assert_eq!(shown.iter().filter(|s| **s == href).count(), 1, "{}", fact.code);
        }
    }

    #[test]
    fn values_are_written_as_people_say_them() {
        for (code, value, words) in [
            ("building.heated_area_m2", "2450", "2\u{202f}450\u{a0}m²"),
            ("building.construction_year", "1974", "1974"),
            ("building.meals_per_year", "65000", "65\u{202f}000"),
            ("building.occupancy_share", "0.975", "97,5\u{a0}%"),
            ("building.boiler_inspected_on", "2025-03-01", "01/03/2025"),
            ("building.heating", "oil-boiler", "chaudière au mazout"),
            ("building.use", "<b>", "<b>"),
            (
                "building.opening_schedule",
                "1-5 07:00-18:00; 6 09:00-12:00",
                "lundi à vendredi 07:00-18:00\u{a0}; samedi 09:00-12:00",
            ),
        ] {
            let fact = asked_for(code).unwrap();
            assert_eq!(super::value(Lang::Fr, fact, value), words, "{code}");
        }
    }
}
