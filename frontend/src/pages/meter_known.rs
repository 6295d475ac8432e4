//! What is known of a meter over time, as lines: *Coefficient du compteur : × 40 depuis le 01/01/2024 (déclaré)*.

use eclaireur_models::building::facts::DatedFact;
use eclaireur_models::lang::Lang;
use eclaireur_models::period::Day;
use eclaireur_models::readings::index::Replaced;
use eclaireur_models::readings::tank::TankTable;
use rust_decimal::Decimal;

use crate::format;
use crate::shell::Shell;
use crate::text::Say;
use crate::words;

/// One line per fact and stretch of time; what is said of single deliveries stands with them.
pub(super) fn lines(shell: &Shell, known: &[DatedFact]) -> Vec<String> {
    known.iter().filter(|fact| fact.fact != "meter.tank_filled").flat_map(|fact| line(shell, fact)).collect()
}

fn line(shell: &Shell, fact: &DatedFact) -> Vec<String> {
    let lang = shell.body_lang();
    if fact.fact == "meter.replaced" {
        return fact.from.map_or_else(Vec::new, |on| replaced(lang, on, &fact.value));
    }
    let key = match (fact.from, fact.to) {
        (None, None) => "meter-known-always",
        (Some(_), None) => "meter-known-since",
        (None, Some(_)) => "meter-known-until",
        (Some(_), Some(_)) => "meter-known-between",
    };
    let line = shell
        .t(key)
        .with("what", what(lang, fact))
        .with("from", fact.from.map(format::day).unwrap_or_default())
        .with("to", fact.to.map(|to| format::day(to.yesterday().unwrap_or(to))).unwrap_or_default())
        .with("quality", words::quality(lang, fact.quality));
    vec![line.to_string()]
}

/// The fact and its value, without its dates.
fn what(lang: Lang, fact: &DatedFact) -> String {
    let number = || fact.value.parse::<Decimal>().map_or_else(|_| fact.value.clone(), format::decimal);
    let (key, value) = match fact.fact {
        "meter.climate_share" => {
            let share = fact.value.parse::<Decimal>().unwrap_or_default();
            ("meter-known-climate", format::percent(share))
        }
        "meter.counts" => ("meter-known-counts", words::counts(lang, &fact.value)),
        "meter.factor" => ("meter-known-factor", number()),
        "meter.fuel" => ("meter-known-fuel", words::fuel(lang, &fact.value)),
        "meter.gas_kwh_per_m3" => ("meter-known-gas", number()),
        "meter.index_digits" => ("meter-known-digits", number()),
        "meter.serial" => ("meter-known-serial", fact.value.clone()),
        "meter.tank_table" => return table(lang, &fact.value),
        _ => return fact.value.clone(),
    };
    Say::new(lang, key).with("value", value).to_string()
}

/// *Table de jauge : 12 hauteurs, de 5 à 160 cm, 2 450 l*
fn table(lang: Lang, text: &str) -> String {
    let Ok(table) = TankTable::read(text) else { return text.to_owned() };
    let (lowest, highest) = table.bounds();
    Say::new(lang, "meter-known-table")
        .count("count", table.heights())
        .with("lowest", format::decimal(lowest))
        .with("highest", format::decimal(highest))
        .with("litres", format::decimal(table.fullest()))
        .to_string()
}

/// *Remplacé le 12/03/2025 : dernier index 48 250,5, premier index 0*, counter by counter.
fn replaced(lang: Lang, on: Day, value: &str) -> Vec<String> {
    let counters = Replaced::read(on, value).unwrap_or_default();
    let several = counters.len() > 1;
    let index = |value: Option<Decimal>| value.map(format::decimal).unwrap_or_default();
    let one = |r: &Replaced| {
        let key = if several { "meter-known-replaced-of" } else { "meter-known-replaced" };
        Say::new(lang, key)
            .with("on", format::day(on))
            .with("last", index(r.last))
            .with("first", index(r.first))
            .with("register", words::register(lang, r.register))
            .to_string()
    };
    counters.iter().map(one).collect()
}
