//! Files as people have them, made for the demonstration: a grid operator's export, a table with French habits.

use core::fmt::Write as _;

use eclaireur_models::period::{Month, local};
use eclaireur_models::portfolio::simulated::draw::Draw;
use eclaireur_models::portfolio::simulated::quarters::{load, sunshine};
use eclaireur_models::portfolio::simulated::weather::Weather;

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

/// How long readings go on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// The first year.
    pub(super) first: i16,
    /// The last year that is over.
    pub(super) last: i16,
    /// The last month that is over.
    pub(super) until: Month,
}

impl Span {
    /// The months of a year that are over.
    pub(super) fn months_of(self, year: i16) -> impl Iterator<Item = Month> {
        (1..=12).filter_map(move |m| Month::new(year, m)).filter(move |m| *m <= self.until)
    }

    /// Every month.
    pub(super) fn months(self) -> impl Iterator<Item = Month> {
        Month::new(self.first, 1).into_iter().flat_map(move |first| Month::range(first, self.until))
    }
}

/// kWh (m3 of water) of a month.
pub(super) fn month_value(
    spec: &MeterSpec,
    month: Month,
    span: Span,
    weather: &Weather,
    draw: &mut Draw,
) -> f64 {
    let days = f64::from(i32::try_from(month.period().days()).unwrap_or(30));
    let heat = spec.annual_kwh * spec.heat;
    let cold = heat * weather.cold(month);
    let rest = spec.annual_kwh * (1.0 - spec.heat) * days / 365.25;
    let value = (cold + rest) * draw.around(0.03);
    let has = |fault| spec.faults.contains(&fault);
    let since = |year, first| Month::new(year, first).is_some_and(|from| month >= from);
    let leak = if has(Fault::Leak) && since(span.last + 1, 5) {
        LEAK_L_PER_HOUR / 1000.0 * 24.0 * days
    } else {
        0.0
    };
    let warm = (5..=9).contains(&month.number());
    let stuck = has(Fault::StuckValve) && since(span.last, 5) && warm;
    let valve = if stuck { heat * STUCK_A_DAY * days } else { 0.0 };
    value + leak + valve
}

/// What the leak of the demonstration loses.
const LEAK_L_PER_HOUR: f64 = 320.0;
/// What the stuck valve lets through each warm day, as a share of a year's heat.
const STUCK_A_DAY: f64 = 0.0011;

/// Quarter-hours of a year, as the Flemish grid operator exports them, and what the panels made in each month; the gap is
/// nine days of November without rows and two more without values.
pub(super) fn quarter_hours(
    spec: &MeterSpec,
    ean: &str,
    year: i16,
    span: Span,
    weather: &Weather,
    draw: &mut Draw,
) -> (String, Vec<(Month, f64)>) {
    let mut out = String::from(
        "\u{feff}Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus\r\n",
    );
    let gap = spec.faults.contains(&Fault::Gap) && year == span.last;
    let mut made = Vec::new();
    for month in span.months_of(year) {
        let kwh = month_value(spec, month, span, weather, draw);
        let quarters = usize::try_from((month.next().start() - month.start()) / 900).unwrap_or(0);
        let shape: Vec<f64> =
            (0..quarters).map(|q| load(spec.night, month.start() + quarter(q), draw)).collect();
        let total: f64 = shape.iter().sum();
        let mut sunny = 0.0;
        for (q, weight) in shape.iter().enumerate() {
            let start = month.start() + quarter(q);
            let (Some(from), Some(to)) = (local(start), local(start + 900)) else { continue };
            let day = from.date().day();
            let sun = sunshine(start, draw) * spec.injection_kwc * 0.25;
            sunny += sun;
            if gap && month.number() == 11 && (8..=16).contains(&day) {
                continue;
            }
            let empty = gap && month.number() == 11 && (17..=18).contains(&day);
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
        made.push((month, sunny));
    }
    (out, made)
}

fn quarter(q: usize) -> i64 {
    i64::try_from(q).unwrap_or(0) * 900
}
