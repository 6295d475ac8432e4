//! What UREBA asks of an energy accounting (*comptabilité énergétique*), each met, not met or unknown.
//!
//! AGW 13/10/2022, art. 9 § 2: collect data that identify the points of consumption, by use where relevant; process them;
//! interpret and present them; a named person answers for it. Art. 17: report yearly for five years (formerly ten). Annex 1 § 2: the
//! list of what results must show was read up to (a) only; the rest is unknown and stays so. Does *not* say that a report was sent.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::obligations::series_end;
use super::{Decided, Requirement};
use crate::baseline::signature::Signature;
use crate::baseline::signature::cases::{self, CASES, CODES as CASE_CODES, checkable, looked_for};
use crate::building::Carrier;
use crate::catalog::Norm;
use crate::climate::NormalWeather;
use crate::finding::Code;
use crate::indicators::{Figures, Work, cited, whole_year};
use crate::period::{Day, Period, days_between};

/// Every requirement's code, in the order of the decree.
pub const CODES: &[&str] = &[
    "points",
    "points-by-use",
    "collected",
    "processed",
    "anomalies",
    "anomalies-list",
    "presented",
    "responsible",
    "yearly-report",
];

/// Readings no older than this are regular by any account (a reminder goes out after it).
const RECENT: i64 = 40;
/// Readings older than a year and some weeks are not regular by any account.
const OLD: i64 = 400;

/// What is asked, and where the building stands.
pub fn requirements(work: &Work<'_>, figures: &Figures) -> Vec<Requirement> {
    let answers = [
        points(work),
        unknown("points-by-use", "energy-manager"),
        collected(work),
        processed(work, figures),
        anomalies(work, figures),
        unknown("anomalies-list", "administration"),
        presented(work),
        responsible(work),
        yearly_report(work),
    ];
    let sources = work.site.catalog.norm("ureba-reports").map(documents).unwrap_or_default();
    answers.into_iter().map(|r| Requirement { sources: sources.clone(), ..r }).collect()
}

fn documents(norm: &Norm) -> Vec<crate::indicators::Cited> {
    cited(&format!("norms/{}", norm.code), norm.checked_on, &norm.source)
}

fn requirement(code: &'static str, met: Decided) -> Requirement {
    Requirement { code: code.into(), met, settled_by: None, data: BTreeMap::new(), sources: Vec::new() }
}

fn unknown(code: &'static str, who: &'static str) -> Requirement {
    Requirement { settled_by: Some(who.into()), ..requirement(code, Decided::Unknown) }
}

impl Requirement {
    fn with(mut self, name: &'static str, value: impl core::fmt::Display) -> Requirement {
        self.data.insert(name.into(), value.to_string());
        self
    }
}

fn yes_no(yes: bool) -> Decided {
    if yes { Decided::Yes } else { Decided::No }
}

/// Points of consumption are identified: each meter has its carrier and its name.
fn points(work: &Work<'_>) -> Requirement {
    let meters = work.site.meters;
    let named = meters.iter().filter(|m| !m.label.trim().is_empty()).count();
    requirement("points", yes_no(named > 0 && named == meters.len()))
        .with("meters", meters.len())
        .with("named", named)
}

/// Data are collected regularly. How often was not read: the documents say yearly, monthly or weekly.
fn collected(work: &Work<'_>) -> Requirement {
    let site = work.site;
    let in_service = |at: usize| site.meters.get(at).is_none_or(|m| m.valid.1.is_none_or(|to| site.on < to));
    let seen = || site.last.iter().enumerate().filter(|(at, _)| in_service(*at)).map(|(_, last)| *last);
    let oldest: Option<Day> = seen().flatten().min();
    let never = seen().filter(Option::is_none).count();
    let Some(oldest) = oldest else {
        let never = if site.meters.is_empty() { "none".to_owned() } else { never.to_string() };
        return requirement("collected", Decided::No).with("never", never);
    };
    let days = days_between(oldest, site.on);
    let met = if never > 0 || days > OLD {
        Decided::No
    } else if days <= RECENT {
        Decided::Yes
    } else {
        Decided::Unknown
    };
    let told = requirement("collected", met).with("last", oldest).with("days", days).with("never", never);
    Requirement { settled_by: (met == Decided::Unknown).then(|| "administration".into()), ..told }
}

/// They are processed: brought to normal weather.
fn processed(work: &Work<'_>, figures: &Figures) -> Requirement {
    let done = figures.all("normalised-energy").any(|f| f.value().is_some());
    let year = work.year.map(|y| y.to_string()).unwrap_or_default();
    requirement("processed", yes_no(done)).with("year", year)
}

/// They are interpreted: how many of the eight cases of the brochure could be looked for, and each of them: `case-1` to
/// `case-8` hold the carriers it applies to, or `none`; a case that could not be looked for is not there.
fn anomalies(work: &Work<'_>, figures: &Figures) -> Requirement {
    let year = Period::year(work.site.on.year());
    let normal = work.site.climate().zip(year).and_then(|(climate, year)| climate.normal(year));
    let signatures: Vec<(Carrier, &Signature)> =
        work.energies().filter_map(|c| Some((c.carrier, c.signature.as_ref().ok()?))).collect();
    let checked = signatures.iter().map(|(_, s)| checkable(s, normal.as_ref())).max().unwrap_or(0);
    let mut told =
        requirement("anomalies", yes_no(checked > 0)).with("checked", checked).with("cases", CASES);
    for (at, code) in CASE_CODES.into_iter().enumerate() {
        let seen = signatures.iter().filter_map(|(carrier, signature)| {
            let applies = match code {
                Code::SignatureDriftMeasured => moved_away(figures, *carrier)?,
                code => applies(at, code, signature, normal.as_ref())?,
            };
            Some(applies.then(|| carrier.code()))
        });
        let seen: Vec<Option<&str>> = seen.collect();
        if seen.is_empty() {
            continue;
        }
        let carriers = seen.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let said = if carriers.is_empty() { "none".to_owned() } else { carriers };
        told.data.insert(format!("case-{}", at + 1).into(), said);
    }
    told
}

/// Whether a case applies to a signature, where its periods allow to look for it.
fn applies(at: usize, code: Code, signature: &Signature, normal: Option<&NormalWeather>) -> Option<bool> {
    looked_for(signature, normal).get(at).filter(|looked| **looked)?;
    Some(cases::cases(signature, normal).iter().any(|found| found.code == code))
}

/// Case 8: what was used since the reference stands outside its band. Nothing where there is no reference.
fn moved_away(figures: &Figures, carrier: Carrier) -> Option<bool> {
    let mut drifts = figures.all("drift").filter(|figure| figure.of.as_deref() == Some(carrier.code()));
    let (lowest, highest) = drifts.find_map(|figure| figure.value())?.range?;
    Some(lowest > Decimal::ZERO || highest < Decimal::ZERO)
}

/// They are presented: there is a year to print a report of.
fn presented(work: &Work<'_>) -> Requirement {
    let told = requirement("presented", yes_no(work.year.is_some()));
    match work.year {
        Some(year) => told.with("year", year),
        None => told,
    }
}

/// A person answers for it.
fn responsible(work: &Work<'_>) -> Requirement {
    match work.site.fact_on("building.energy_manager", work.site.on) {
        Some(fact) if !fact.value.trim().is_empty() => {
            requirement("responsible", Decided::Yes).with("who", fact.value.trim())
        }
        _ => unknown("responsible", "board"),
    }
}

/// The consumptions of each civil year since the grant that is over can be reported.
fn yearly_report(work: &Work<'_>) -> Requirement {
    let on = work.site.on;
    let granted =
        work.site.fact_on("building.ureba_granted_on", on).and_then(|f| f.value.parse::<Day>().ok());
    let Some(granted) = granted else { return unknown("yearly-report", "board") };
    let until = work.site.catalog.norm("ureba-reports").and_then(|norm| series_end(work, norm));
    let Some(until) = until else { return unknown("yearly-report", "administration") };
    let last = on.year().min(until.year());
    let over = granted.year()..last;
    let whole = |year: &i16| Period::year(*year).is_some_and(|year| whole_year(work, year));
    let missing: Vec<String> = over.clone().filter(|y| !whole(y)).map(|y| y.to_string()).collect();
    requirement("yearly-report", yes_no(missing.is_empty()))
        .with("granted", granted)
        .with("until", until)
        .with("years", over.count())
        .with("missing", missing.join(", "))
}
