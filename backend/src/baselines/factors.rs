//! What readings were converted with, and under which method: the words that are sealed beside the numbers.

use std::collections::BTreeMap;

use eclaireur_models::catalog::CarrierCard;
use eclaireur_models::period::{Day, Period};

use super::Wanted;
use crate::store::readings::HeldMeter;
use crate::store::weather::DayRow;

/// Name and value of each.
pub(super) fn of(
    held: &[HeldMeter],
    card: Option<&CarrierCard>,
    wanted: &Wanted,
    days: &[DayRow],
) -> BTreeMap<String, String> {
    let mut all = BTreeMap::from([
        ("method".to_owned(), "caltrack-2.0".to_owned()),
        ("carrier".to_owned(), wanted.carrier.code().to_owned()),
        ("unit".to_owned(), "kWh".to_owned()),
        ("from".to_owned(), wanted.period.from.to_string()),
        ("to".to_owned(), wanted.period.to.to_string()),
        ("station".to_owned(), wanted.station.clone()),
    ]);
    let mut origins: BTreeMap<&str, usize> = BTreeMap::new();
    for day in days {
        *origins.entry(day.origin.code()).or_default() += 1;
    }
    all.extend(origins.into_iter().map(|(origin, days)| (format!("days of {origin}"), days.to_string())));
    let mut dated = |name: String, from: Option<Day>, to: Option<Day>, value: String| {
        let (first, end) = (from.unwrap_or(Day::MIN), to.unwrap_or(Day::MAX));
        if Period::new(first, end).and_then(|held| held.meet(wanted.period)).is_some() {
            let since = from.map(|day| format!(" from {day}")).unwrap_or_default();
            all.insert(format!("{name}{since}"), value);
        }
    };
    if let Some(card) = card {
        dated("basis".to_owned(), None, None, card.basis().code().to_owned());
        if let Some(ratio) = card.net_per_gross() {
            dated("net-per-gross".to_owned(), None, None, ratio.to_string());
        }
        for content in card.contents() {
            let variety = content.variety.as_deref().map(|v| format!(" {v}")).unwrap_or_default();
            let name = format!("catalogue kwh-per-{}{variety}", content.unit.code());
            if let Some(kwh) = content.kwh() {
                dated(name, content.from, content.to.and_then(|last| last.tomorrow().ok()), kwh.to_string());
            }
        }
    }
    for one in held {
        let (code, readings) = (one.meter.code.as_str(), &one.readings);
        for share in &readings.shares {
            dated(format!("meter {code} share"), share.from, share.to, share.share.to_string());
        }
        for rate in &readings.conversions {
            dated(format!("meter {code} kwh-per-m3"), rate.from, rate.to, rate.kwh_per_m3.to_string());
        }
        for factor in &readings.facts.factors {
            dated(format!("meter {code} multiplier"), factor.from, factor.to, factor.value.to_string());
        }
        for fuel in &readings.facts.fuels {
            dated(format!("meter {code} fuel"), fuel.from, fuel.to, fuel.value.clone());
        }
    }
    all
}
