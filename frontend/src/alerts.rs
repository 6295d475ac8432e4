//! Alerts in words: title, why, what to do.
//!
//! The words are in `locales/*/alerts.ftl`: `alert-<code>`, `alert-<code>-why`, `action-<code>`. Does *not* find alerts and
//! rounds nothing: numbers come rounded in [`Alert::data`].

use eclaireur_models::alerts::{ACTIONS, ALL, Alert, DATA, SYMBOLS};
use eclaireur_models::building::Carrier;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::{Day, Month};
use rust_decimal::Decimal;

use crate::text::Say;
use crate::{format, words};

/// Every key this module may ask for.
pub fn keys() -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (code, _) in ALL {
        keys.push(format!("alert-{code}"));
        keys.push(format!("alert-{code}-why"));
    }
    keys.extend(ACTIONS.iter().map(|code| format!("action-{code}")));
    keys.extend(SYMBOLS.iter().map(|symbol| format!("input-{symbol}")));
    keys
}

/// *Une fuite d'eau est possible*.
pub fn title(lang: Lang, alert: &Alert) -> String {
    sentence(lang, alert, format!("alert-{}", alert.code))
}

/// The same where only what it is of is known.
pub fn title_of(lang: Lang, code: &str, carrier: Option<Carrier>) -> String {
    let carrier = carrier.unwrap_or(Carrier::Other);
    let said = Say::owned(lang, format!("alert-{code}"))
        .with("carrier", words::carrier(lang, carrier))
        .with("of-carrier", words::of_carrier(lang, carrier));
    format::capitalised(said.to_string().trim())
}

/// What was seen, with its numbers.
pub fn why(lang: Lang, alert: &Alert) -> String {
    sentence(lang, alert, format!("alert-{}-why", alert.code))
}

/// What to do.
pub fn action(lang: Lang, alert: &Alert) -> String {
    Say::owned(lang, format!("action-{}", alert.action)).to_string()
}

/// What stands where a sentence has a choice and nothing is known.
const NONE: &str = "none";

fn sentence(lang: Lang, alert: &Alert, key: String) -> String {
    let carrier = alert.carrier.unwrap_or(Carrier::Other);
    let unit = if carrier == Carrier::Water { "m³" } else { "kWh" };
    let meter = alert.meter.as_ref().map_or(NONE, |(_, label)| label.as_str());
    let mut say = Say::owned(lang, key)
        .with("carrier", words::carrier(lang, carrier))
        .with("of-carrier", words::of_carrier(lang, carrier))
        .with("unit", unit)
        .with("meter", meter);
    for name in DATA {
        let value = alert.data.get(*name).map(String::as_str);
        say = match value.map(|value| (value, value.parse::<i64>().ok())) {
            None => say.with(name, NONE),
            // Whole numbers decide plurals; a year is a name and no number.
            Some((_, Some(number))) if *name != "year" => say.count(name, number),
            Some((value, _)) => say.with(name, written(lang, name, value)),
        };
    }
    format::capitalised(say.to_string().trim())
}

/// `2025-03-01` as 01/03/2025, `2025-03` as mars 2025, 0.0812 as 0,0812.
fn written(lang: Lang, name: &str, value: &str) -> String {
    if let Ok(day) = value.parse::<Day>() {
        return format::day(day);
    }
    if let Ok(month) = value.parse::<Month>() {
        return format::month_year(lang, month);
    }
    match value.parse::<Decimal>() {
        Ok(number) if name != "year" => format::decimal(number),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eclaireur_models::certain::Quality;
    use eclaireur_models::period::Period;
    use std::collections::BTreeMap;

    fn alert(
        code: &'static str,
        action: &'static str,
        carrier: Carrier,
        data: &[(&'static str, &str)],
    ) -> Alert {
        Alert {
            code: code.into(),
            key: String::new(),
            carrier: Some(carrier),
            meter: Some(("m1".to_owned(), "Aile B".to_owned())),
            period: Period::year(2025).unwrap(),
            per_year: None,
            euro_per_year: None,
            data: data.iter().map(|(k, v)| ((*k).into(), (*v).to_owned())).collect::<BTreeMap<_, _>>(),
            evidence: "water".into(),
            action: action.into(),
            quality: Quality::Measured,
            inputs: Vec::new(),
        }
    }

    #[test]
    fn an_alert_says_what_was_seen_and_what_to_do() {
        let leak = alert(
            "water-leak",
            "check-meter-at-night",
            Carrier::Water,
            &[("litres", "180"), ("since", "2025-03-01"), ("days", "12")],
        );
        assert_eq!(
            why(Lang::Fr, &leak),
            "Depuis le 01/03/2025, il coule au moins 180 litres par heure, jour et nuit, au compteur Aile B. Ce n’est qu’une présomption."
        );
        assert_eq!(
            action(Lang::Fr, &leak),
            "Le soir, fermez tous les robinets et regardez si le compteur tourne encore."
        );
        let price = alert(
            "price-jump",
            "check-contract",
            Carrier::NaturalGas,
            &[("before", "0.08"), ("after", "0.128"), ("percent", "60"), ("year", "2025")],
        );
        assert_eq!(title(Lang::Fr, &price), "Gaz naturel\u{a0}: le prix a fortement augmenté");
        assert_eq!(
            why(Lang::Fr, &price),
            "En 2025, le prix est passé de 0,08 à 0,128\u{a0}€/kWh TVAC (+60\u{a0}%)."
        );
    }

    #[test]
    fn every_alert_speaks_whether_it_knows_much_or_little() {
        for (code, _) in ALL {
            let full: Vec<(&'static str, &str)> = DATA
                .iter()
                .map(|name| match *name {
                    "since" | "day" => (*name, "2025-03-01"),
                    "month" => (*name, "2025-03"),
                    "year" => (*name, "2025"),
                    _ => (*name, "12.5"),
                })
                .collect();
            for data in [&[][..], &full] {
                for sentence in [
                    title(Lang::Fr, &alert(code, "read-meter", Carrier::Electricity, data)),
                    why(Lang::Fr, &alert(code, "read-meter", Carrier::Electricity, data)),
                ] {
                    assert!(!sentence.contains(['{', '}', '[', '$']), "{code}: {sentence}");
                }
            }
            let told = why(Lang::Fr, &alert(code, "read-meter", Carrier::Electricity, &full));
            assert!(told.ends_with('.') && !told.contains("none"), "{code}: {told}");
        }
    }
}
