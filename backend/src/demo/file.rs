//! Files as people have them, made for the demonstration: a grid operator's export, a table with French habits.

use core::fmt::Write as _;

use eclaireur_models::period::{Month, brussels, local};
use jiff::Timestamp;

use super::draw::{Draw, cold};
use super::spec::{Fault, MeterSpec};

/// A number with a decimal comma.
pub(super) fn comma(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}").replace('.', ",")
}

/// A number as a spreadsheet writes it: spaces between thousands, a decimal comma.
pub(super) fn spaced(value: f64, decimals: usize) -> String {
    let text = comma(value, decimals);
    let (whole, fraction) = text.split_once(',').map_or((text.as_str(), ""), |(w, f)| (w, f));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped},{fraction}") }
}

/// kWh of each month of a year.
pub(super) fn month_values(spec: &MeterSpec, year: i16, draw: &mut Draw) -> Vec<(Month, f64)> {
    let weather = draw.around(0.07);
    let months = (1..=12).filter_map(|m| Month::new(year, m));
    months
        .map(|month| {
            let cold = spec.annual_kwh * spec.heat * weather * cold(month.number());
            let days = f64::from(i32::try_from(month.period().days()).unwrap_or(30)) / 365.25;
            let rest = spec.annual_kwh * (1.0 - spec.heat) * days;
            (month, (cold + rest) * draw.around(0.04))
        })
        .collect()
}

/// One year of quarter-hours, as the Flemish grid operator exports them; the gap is nine days of November without
/// rows and two more without values.
pub(super) fn quarter_hours(spec: &MeterSpec, ean: &str, year: i16, draw: &mut Draw) -> String {
    let mut out = String::from(
        "\u{feff}Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus\r\n",
    );
    let gap = spec.faults.contains(&Fault::Gap);
    for (month, kwh) in month_values(spec, year, draw) {
        let quarters = usize::try_from((month.next().start() - month.start()) / 900).unwrap_or(0);
        let shape: Vec<f64> = (0..quarters).map(|q| load(spec, month.start() + quarter(q), draw)).collect();
        let total: f64 = shape.iter().sum();
        for (q, weight) in shape.iter().enumerate() {
            let start = month.start() + quarter(q);
            let (Some(from), Some(to)) = (local(start), local(start + 900)) else { continue };
            let day = from.date().day();
            if gap && month.number() == 11 && (8..=16).contains(&day) {
                continue;
            }
            let empty = gap && month.number() == 11 && (17..=18).contains(&day);
            let sun = sunshine(start, draw) * spec.injection_kwc * 0.25;
            let wanted = weight / total * kwh;
            let (offtake, injection) = if sun > wanted { (0.0, sun - wanted) } else { (wanted - sun, 0.0) };
            let weekday = from.date().weekday().to_monday_one_offset() <= 5;
            let night = !weekday || !(7..22).contains(&from.hour());
            let mut line = |register: &str, value: f64| {
                let status = if empty { "Geen verbruik" } else { "Uitgelezen" };
                let volume = if empty { String::new() } else { comma(value, 3) };
                let _ = write!(
                    out,
                    "{};{};=\"{ean}\";1SAG00000000;Digitale meter;{register};{volume};kWh;{status}\r\n",
                    from.strftime("%d-%m-%Y;%H:%M:%S"),
                    to.strftime("%d-%m-%Y;%H:%M:%S"),
                );
            };
            line(if night { "Afname Nacht" } else { "Afname Dag" }, offtake);
            if spec.injection_kwc > 0.0 {
                line(if night { "Injectie Nacht" } else { "Injectie Dag" }, injection);
            }
        }
    }
    out
}

fn quarter(q: usize) -> i64 {
    i64::try_from(q).unwrap_or(0) * 900
}

/// How much is used at this moment, compared with the others.
fn load(spec: &MeterSpec, at: i64, draw: &mut Draw) -> f64 {
    let Some(clock) = local(at) else { return 1.0 };
    let weekend = clock.date().weekday().to_monday_one_offset() > 5;
    let busy = if (7..19).contains(&clock.hour()) { 1.0 } else { spec.night };
    let quiet = if weekend { f64::midpoint(spec.night, 1.0) } else { 1.0 };
    busy * quiet * draw.around(0.15)
}

/// Power of a solar panel as a share of its peak.
fn sunshine(at: i64, draw: &mut Draw) -> f64 {
    let Ok(instant) = Timestamp::from_second(at) else { return 0.0 };
    let solar = instant.to_zoned(brussels());
    let hour = f64::from(solar.hour()) + f64::from(solar.minute()) / 60.0;
    let season = (f64::from(solar.date().day_of_year() - 172) / 365.25 * core::f64::consts::TAU).cos();
    let half_day = 6.0 + 2.2 * season;
    let height = (core::f64::consts::FRAC_PI_2 * (hour - 13.3) / half_day).cos();
    let strength = 0.40 + 0.22 * season;
    if (hour - 13.3).abs() < half_day { height.max(0.0) * strength * draw.unit().sqrt() } else { 0.0 }
}
