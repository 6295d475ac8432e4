//! What is there in an audit as its forms show it, to be changed; a row of the visit is in [`super::audit`].
//!
//! What these show is read by the forms of [`super::audit`] and [`super::audit_measure`] as the same again.

use eclaireur_models::audit::boiler_room::{Kind, Set, setting};
use eclaireur_models::audit::findings::{Observed, Recommendation, Step};
use eclaireur_models::audit::inputs::Section;
use eclaireur_models::audit::quotes::Quote;
use eclaireur_models::audit::{Chosen, Package};
use rust_decimal::Decimal;

use super::{FormData, QUOTE_LINES, measure_input};
use crate::format;

/// Where something was seen, as a choice: `envelope`, or a row of it, `envelope:2`.
pub fn place_code(section: Section, row: Option<u16>) -> String {
    row.map_or_else(|| section.code().to_owned(), |row| format!("{}:{row}", section.code()))
}

/// What such a choice means.
pub fn place_of(code: &str) -> Option<(Section, Option<u16>)> {
    let (section, row) = code.split_once(':').map_or((code, None), |(section, row)| (section, Some(row)));
    let row = match row {
        Some(row) => Some(row.parse().ok().filter(|number| *number > 0)?),
        None => None,
    };
    Some((Section::from_code(section)?, row))
}

fn text(told: Option<&String>) -> &str {
    told.map_or("", String::as_str)
}

fn number(value: Option<Decimal>) -> String {
    value.map(format::plain).unwrap_or_default()
}

/// A finding.
pub fn audit_finding_form(one: &Observed) -> FormData {
    FormData::new()
        .set("gravity", one.gravity.code())
        .set("section", place_code(one.section, one.row))
        .set("words", one.words.as_str())
        .set("picture", text(one.picture.as_ref()))
        .set("measure", text(one.measure.as_ref()))
}

/// A recommendation.
pub fn audit_recommendation_form(one: &Recommendation) -> FormData {
    FormData::new()
        .set("words", one.words.as_str())
        .set("measure", text(one.measure.as_ref()))
        .set("priority", one.priority.map(|rank| rank.to_string()).unwrap_or_default())
        .set("performance", text(one.performance.as_ref()))
        .set("who", text(one.who.as_ref()))
        .set("done_on", one.done_on.map(format::day).unwrap_or_default())
}

/// A step of the road map.
pub fn audit_step_form(step: &Step) -> FormData {
    let form = FormData::new().set("year", step.year.to_string()).set("words", step.words.as_str());
    if step.reaches_target { form.set("target", "1") } else { form }
}

/// A quote: as many of its works as the form takes.
pub fn audit_quote_form(quote: &Quote) -> FormData {
    let day = |day: Option<eclaireur_models::period::Day>| day.map(format::day).unwrap_or_default();
    let mut form = FormData::new()
        .set("contractor", quote.contractor.as_str())
        .set("dated", day(quote.dated))
        .set("valid_until", day(quote.valid_until))
        .set("vat", quote.vat_percent.map(|rate| rate.to_string()).unwrap_or_default())
        .set("exclusions", quote.exclusions.join("\n"));
    for (n, line) in (1..=QUOTE_LINES).zip(&quote.line) {
        let field = |name: &str| format!("{name}_{n}");
        form = form
            .set(&field("work"), line.work.as_str())
            .set(&field("quantity"), format::plain(line.quantity))
            .set(&field("unit"), line.unit.as_str())
            .set(&field("u"), number(line.u))
            .set(&field("r"), number(line.r))
            .set(&field("euro"), format::plain(line.euro_excl_vat));
    }
    form
}

/// A setting, before and after.
pub fn audit_setting_form(set: &Set) -> FormData {
    let value = |value: Option<&String>| {
        let Some(value) = value else { return String::new() };
        match (setting(&set.setting).map(|card| card.kind), value.parse::<Decimal>()) {
            (Some(Kind::Number { .. }), Ok(number)) => format::plain(number),
            (Some(Kind::YesNo), _) => if value == "yes" { "oui" } else { "non" }.to_owned(),
            _ => value.clone(),
        }
    };
    FormData::new()
        .set("setting", set.setting.as_str())
        .set("circuit", set.circuit.as_str())
        .set("before", value(set.before.as_ref()))
        .set("after", value(set.after.as_ref()))
        .set("on", set.on.map(format::day).unwrap_or_default())
        .set("by", text(set.by.as_ref()))
}

/// A measure; where most of its answers come from stands for all.
pub fn audit_measure_form(one: &Chosen) -> FormData {
    let mut form =
        FormData::new().set("code", one.code.as_str()).set("euro_excl_vat", number(one.euro_excl_vat));
    for (code, told) in &one.inputs {
        let value = told.value.parse().map_or_else(|_| told.value.clone(), format::plain);
        form = form.set(&measure_input(code), value).set("from", told.origin.code());
        if let Some(by) = &told.by {
            form = form.set("by", by.as_str());
        }
    }
    form
}

/// A package.
pub fn audit_package_form(one: &Package) -> FormData {
    let mut form = FormData::new().set("name", one.name.as_str());
    for dated in &one.measures {
        let year = dated.year.map(|year| year.to_string()).unwrap_or_default();
        form = form.set(&format!("m{}", dated.measure), "1").set(&format!("year{}", dated.measure), year);
    }
    form
}

#[cfg(test)]
mod tests {
    use super::super::{
        audit_finding, audit_package, audit_quote, audit_recommendation, audit_setting, audit_step,
    };
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_a_form_shows_is_read_as_the_same_again() {
        let audit = crate::pages::audit_samples::audit();
        assert!(!audit.finding.is_empty() && !audit.quote.is_empty() && !audit.setting.is_empty());
        for one in &audit.finding {
            assert_eq!(audit_finding(&mut audit_finding_form(one), one.number).as_ref(), Some(one));
        }
        for one in &audit.recommendation {
            assert_eq!(
                audit_recommendation(&mut audit_recommendation_form(one), one.number, date(2026, 11, 22))
                    .as_ref(),
                Some(one)
            );
        }
        for one in &audit.step {
            assert_eq!(audit_step(&mut audit_step_form(one)).as_ref(), Some(one));
        }
        for one in &audit.quote {
            assert_eq!(audit_quote(&mut audit_quote_form(one), one.number).as_ref(), Some(one));
        }
        let hours = Set {
            setting: "heating-hours".to_owned(),
            circuit: "nord".to_owned(),
            before: Some("00:00-24:00".to_owned()),
            after: None,
            on: None,
            by: None,
        };
        let stops = Set { setting: "pump-stops".to_owned(), before: Some("no".to_owned()), ..hours.clone() };
        for one in audit.setting.iter().chain([&hours, &stops]) {
            assert_eq!(audit_setting(&mut audit_setting_form(one), date(2026, 11, 22)).as_ref(), Some(one));
        }
        let measures = vec![
            eclaireur_models::audit::Dated { measure: 2, year: Some(2028) },
            eclaireur_models::audit::Dated { measure: 5, year: None },
        ];
        let package = Package { number: 3, name: "Toiture".to_owned(), measures };
        let read = audit_package(&mut audit_package_form(&package), &[1, 2, 5], 3, (2026, 2066));
        assert_eq!(read, Some(package));
    }

    #[test]
    fn a_place_is_a_section_or_a_row_of_it() {
        for (code, expect) in [
            ("envelope", Some((Section::Envelope, None))),
            ("envelope:2", Some((Section::Envelope, Some(2)))),
            ("envelope:0", None),
            ("envelope:", None),
            ("envelope:2:3", None),
            ("cellar", None),
        ] {
            assert_eq!(place_of(code), expect, "{code}");
        }
        assert_eq!(place_code(Section::Envelope, Some(2)), "envelope:2");
    }
}
