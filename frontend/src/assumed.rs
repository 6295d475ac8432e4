//! What is supposed of the years to come, in words: value, default, where it comes from.
//!
//! Page and report print from here (I10). The words are in `locales/*/audit_money.ftl`.

use eclaireur_models::audit::Audit;
use eclaireur_models::audit::assumed::{Assumed, NUMBERS, Number, Unit};
use eclaireur_models::audit::worked::Worked;
use eclaireur_models::indicators::Origin;
use eclaireur_models::lang::Lang;
use eclaireur_models::measures::Cold;
use rust_decimal::Decimal;

use crate::format::{self, NBSP};
use crate::text::Say;
use crate::worked::euro;

/// One thing that is supposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supposed {
    /// What it is.
    pub name: String,
    /// What is counted with.
    pub value: String,
    /// What would be, had nobody told.
    pub usual: String,
    /// Where it comes from.
    pub source: String,
}

/// Every key made from a code.
pub fn keys() -> Vec<String> {
    let of = |number: &Number| [name_key(number), format!("{}-source", name_key(number))];
    NUMBERS.iter().flat_map(of).collect()
}

fn name_key(number: &Number) -> String {
    format!("audit-assumed-{}", number.code.replace('_', "-"))
}

/// What a number is called.
pub fn name(lang: Lang, number: &Number) -> String {
    Say::owned(lang, name_key(number)).to_string()
}

/// What stands behind a field.
pub fn unit(lang: Lang, number: &Number) -> String {
    match number.unit {
        Unit::Euro => "€".to_owned(),
        Unit::EuroPerKwh => "€/kWh".to_owned(),
        Unit::EuroPerM3 => "€/m³".to_owned(),
        Unit::Share => "%".to_owned(),
        Unit::Years => Say::new(lang, "worked-years").to_string(),
    }
}

/// As people read it.
fn amount(lang: Lang, number: &Number, value: Decimal) -> String {
    match number.unit {
        Unit::Euro => euro(value),
        Unit::Share => format::percent(value),
        Unit::EuroPerKwh => format!("{}{NBSP}€/kWh", format::number(value, 4)),
        Unit::EuroPerM3 => format!("{}{NBSP}€/m³", format::number(value, 2)),
        Unit::Years => format!("{}{NBSP}{}", format::number(value, 0), Say::new(lang, "worked-years")),
    }
}

/// *degrés-jours 16,5 équivalents : 2 252 K·jour*; the season of Énergie+ says its number itself.
pub fn cold(lang: Lang, cold: &Cold) -> String {
    let code = Say::owned(lang, format!("measure-cold-{}", cold.code)).to_string();
    if cold.code == Cold::energie_plus().code {
        return code;
    }
    let days = format::number(cold.kelvin_days, 0);
    Say::new(lang, "audit-assumed-days").with("days", days).with("code", code).to_string()
}

/// *45 €/t*.
pub fn scenario(lang: Lang, code: &str) -> String {
    Say::owned(lang, format!("of-{code}")).to_string()
}

/// Everything that is supposed, in the order of the form.
pub fn rows(lang: Lang, audit: &Audit, worked: &Worked) -> Vec<Supposed> {
    let say = |key: &'static str| Say::new(lang, key).to_string();
    let because = audit.assumed.because.clone();
    let by_adviser = || match &because {
        Some(words) => Say::new(lang, "audit-assumed-told-because").with("words", words.as_str()).to_string(),
        None => say("audit-assumed-told"),
    };
    let number = |number: &Number| {
        let told = audit.assumed.number.get(number.code).copied();
        let usual = Assumed::default_of(number.code);
        let from_bills = worked.sight.water_euro_per_m3.filter(|_| number.code == "water_euro_per_m3");
        let value = told.or(usual).or(from_bills);
        Supposed {
            name: name(lang, number),
            value: value.map_or_else(|| say("audit-assumed-not-told"), |value| amount(lang, number, value)),
            usual: usual.map_or_else(|| "—".to_owned(), |value| amount(lang, number, value)),
            source: match told {
                Some(_) => by_adviser(),
                None => Say::owned(lang, format!("{}-source", name_key(number))).to_string(),
            },
        }
    };
    let mut all: Vec<Supposed> = NUMBERS.iter().map(number).collect();
    let cold = &worked.cold;
    let usual = Cold::energie_plus();
    all.push(Supposed {
        name: say("audit-assumed-cold"),
        value: self::cold(lang, cold),
        usual: self::cold(lang, &usual),
        source: match (&audit.assumed.cold, &cold.origin) {
            (Some(_), Origin::Weather { station }) => {
                let station = format::capitalised(station);
                Say::new(lang, "audit-assumed-cold-station").with("station", station).to_string()
            }
            _ => say("audit-assumed-cold-source"),
        },
    });
    let scenario = worked.sight.ets2.as_ref();
    all.push(Supposed {
        name: say("audit-assumed-ets2"),
        value: match scenario {
            Some(code) => self::scenario(lang, code),
            None => say("audit-assumed-ets2-none"),
        },
        usual: say("audit-assumed-ets2-none"),
        source: if scenario.is_some() { by_adviser() } else { say("audit-assumed-ets2-source") },
    });
    all
}
