//! The answer of a yield service, bytes → yield and findings: JSON as PVGIS gives it.
//!
//! Hour by hour (`outputs.hourly`, power in watts of `pv_module.peak_power`, several years are averaged; the 29th of February
//! is left out) or month by month (`outputs.monthly.fixed`, laid over the sun of the place). Never fails: what cannot be used
//! is a finding. Does *not* ask the service.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use serde_json::Number;

use super::HOURS;
use super::sun::DAYS;
use super::yields::{Plane, Yield};
use crate::catalog::Photovoltaics;
use crate::finding::{Code, Finding, Findings};

/// Bytes that are looked at: twenty years of hours.
pub const MOST_BYTES: usize = 40 * 1024 * 1024;
/// kWh per kWp and year that no roof in Belgium is outside of.
const PLAUSIBLE: (Decimal, Decimal) =
    (Decimal::from_parts(200, 0, 0, false, 0), Decimal::from_parts(1500, 0, 0, false, 0));

#[derive(Deserialize)]
struct Answer {
    inputs: Inputs,
    outputs: Outputs,
}

#[derive(Deserialize)]
struct Inputs {
    pv_module: Module,
    mounting_system: Option<Mounting>,
}

#[derive(Deserialize)]
struct Module {
    peak_power: Number,
}

#[derive(Deserialize)]
struct Mounting {
    fixed: Option<Fixed>,
}

#[derive(Deserialize)]
struct Fixed {
    slope: Angle,
    azimuth: Angle,
}

#[derive(Deserialize)]
struct Angle {
    value: Number,
}

#[derive(Deserialize)]
struct Outputs {
    hourly: Option<Vec<Hour>>,
    monthly: Option<Monthly>,
    totals: Option<Totals>,
}

#[derive(Deserialize)]
struct Hour {
    time: String,
    #[serde(rename = "P")]
    power: Option<Number>,
}

#[derive(Deserialize)]
struct Monthly {
    fixed: Vec<OfMonth>,
}

#[derive(Deserialize)]
struct OfMonth {
    month: u8,
    #[serde(rename = "E_m")]
    energy: Number,
}

#[derive(Deserialize)]
struct Totals {
    fixed: Option<OfYear>,
}

#[derive(Deserialize)]
struct OfYear {
    #[serde(rename = "SD_y")]
    deviation: Option<Number>,
}

/// A number by its digits.
fn exact(number: &Number) -> Option<Decimal> {
    let digits = number.to_string();
    digits.parse().or_else(|_| Decimal::from_scientific(&digits)).ok()
}

/// Reads an answer.
pub fn read(bytes: &[u8], card: &Photovoltaics) -> (Option<Yield>, Vec<Finding>) {
    let mut findings = Findings::default();
    let found = take(bytes, card).and_then(plausible);
    let found = found.map_err(|finding| findings.push(finding)).ok();
    (found, findings.into_vec())
}

fn unreadable(why: &'static str) -> Finding {
    Finding::new(Code::PvYieldUnreadable).with("why", why)
}

fn take(bytes: &[u8], card: &Photovoltaics) -> Result<Yield, Finding> {
    if bytes.len() > MOST_BYTES {
        return Err(unreadable("size"));
    }
    let answer: Answer = serde_json::from_slice(bytes).map_err(|_| unreadable("json"))?;
    let peak_kw = exact(&answer.inputs.pv_module.peak_power)
        .filter(|kw| *kw > Decimal::ZERO)
        .ok_or_else(|| unreadable("peak"))?;
    if let Some(hours) = &answer.outputs.hourly {
        return hourly(hours, peak_kw);
    }
    let months = answer.outputs.monthly.as_ref().ok_or_else(|| unreadable("outputs"))?;
    let deviation = answer.outputs.totals.as_ref().and_then(|t| t.fixed.as_ref()?.deviation.as_ref());
    let plane = plane(answer.inputs.mounting_system.as_ref()).ok_or_else(|| unreadable("plane"))?;
    monthly(&months.fixed, deviation.and_then(exact), plane, peak_kw, card)
}

fn plane(mounting: Option<&Mounting>) -> Option<Plane> {
    let fixed = mounting?.fixed.as_ref()?;
    let tilt = exact(&fixed.slope.value)?.round().to_u16()?;
    Plane::new(tilt, exact(&fixed.azimuth.value)?.round().to_i16()?)
}

/// `20200101:0010` → hour of a year without leap day; `Some(None)` on the 29th of February.
fn hour_of(time: &str) -> Option<(u16, Option<usize>)> {
    let (day, clock) = time.split_once(':')?;
    if day.len() != 8 || clock.len() != 4 || !day.is_ascii() || !clock.is_ascii() {
        return None;
    }
    let year: u16 = day.get(..4)?.parse().ok()?;
    let month: usize = day.get(4..6)?.parse().ok()?;
    let of_month: u16 = day.get(6..)?.parse().ok()?;
    let hour: usize = clock.get(..2)?.parse().ok().filter(|h| *h < 24)?;
    if (month, of_month) == (2, 29) {
        return Some((year, None));
    }
    let days = *DAYS.get(month.checked_sub(1)?)?;
    if of_month == 0 || of_month > days {
        return None;
    }
    let before: u16 = DAYS.iter().take(month - 1).sum();
    Some((year, Some(usize::from(before + of_month - 1) * 24 + hour)))
}

fn hourly(hours: &[Hour], peak_kw: Decimal) -> Result<Yield, Finding> {
    let (mut sums, mut counts) = (vec![0_u64; HOURS], vec![0_u64; HOURS]);
    let mut years = std::collections::BTreeMap::<u16, (u64, usize)>::new();
    for hour in hours {
        let (year, at) = hour_of(&hour.time).ok_or_else(|| unreadable("time").value(&hour.time))?;
        let Some(at) = at else { continue };
        let bad = || unreadable("power").value(&hour.time);
        let watts = hour.power.as_ref().and_then(exact).ok_or_else(bad)?;
        // W of the module over an hour → mWh per kWp.
        let mwh = (watts * Decimal::ONE_THOUSAND).checked_div(peak_kw).and_then(|w| w.round().to_u64());
        let mwh = mwh.filter(|mwh| *mwh < 10_000_000).ok_or_else(bad)?;
        if let (Some(sum), Some(count)) = (sums.get_mut(at), counts.get_mut(at)) {
            *sum += mwh;
            *count += 1;
        }
        let of_year = years.entry(year).or_default();
        (of_year.0, of_year.1) = (of_year.0 + mwh, of_year.1 + 1);
    }
    let lacking = counts.iter().filter(|n| **n == 0).count();
    if lacking > 0 {
        return Err(Finding::new(Code::PvYieldIncomplete).with("count", lacking));
    }
    let mean = sums.iter().zip(&counts).map(|(sum, n)| (sum + n / 2) / n).collect();
    let mut found = Yield::hourly(mean).ok_or_else(|| unreadable("power"))?;
    let whole = || {
        years
            .values()
            .filter(|(_, n)| *n == HOURS)
            .map(|(mwh, _)| Decimal::new(i64::try_from(*mwh).unwrap_or(i64::MAX), 6))
    };
    found.range = whole().min().zip(whole().max()).filter(|(lowest, highest)| lowest < highest);
    Ok(found)
}

fn monthly(
    months: &[OfMonth],
    deviation: Option<Decimal>,
    plane: Plane,
    peak_kw: Decimal,
    card: &Photovoltaics,
) -> Result<Yield, Finding> {
    let mut told = [None; 12];
    for month in months {
        let kwh = exact(&month.energy).and_then(|kwh| kwh.checked_div(peak_kw));
        let slot = usize::from(month.month).checked_sub(1).and_then(|at| told.get_mut(at));
        match (slot, kwh.filter(|kwh| !kwh.is_sign_negative() && *kwh < Decimal::ONE_THOUSAND)) {
            (Some(slot), Some(kwh)) if slot.is_none() => *slot = Some(kwh),
            _ => return Err(unreadable("month").value(month.month.to_string())),
        }
    }
    let lacking = told.iter().filter(|m| m.is_none()).count();
    if lacking > 0 {
        return Err(Finding::new(Code::PvYieldIncomplete).with("count", lacking));
    }
    let kwh = told.map(Option::unwrap_or_default);
    let mut found = Yield::monthly(&kwh, plane, card).ok_or_else(|| unreadable("power"))?;
    let spread = deviation.and_then(|d| d.checked_div(peak_kw)).filter(|d| *d > Decimal::ZERO);
    found.range = spread.map(|d| (found.kwh_per_kwp() - d, found.kwh_per_kwp() + d));
    Ok(found)
}

fn plausible(found: Yield) -> Result<Yield, Finding> {
    let kwh = found.kwh_per_kwp();
    if PLAUSIBLE.0 <= kwh && kwh <= PLAUSIBLE.1 {
        return Ok(found);
    }
    let told = Finding::new(Code::PvYieldImplausible).with("kwh", kwh.round());
    Err(told.with("lowest", PLAUSIBLE.0).with("highest", PLAUSIBLE.1))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::catalog::Catalog;

    fn of(text: &str) -> (Option<Yield>, Vec<(&'static str, Option<String>)>) {
        let catalog = Catalog::embedded().unwrap();
        let (found, findings) = read(text.as_bytes(), catalog.photovoltaics().unwrap());
        (found, findings.iter().map(|f| (f.code.code(), f.data.get("why").cloned())).collect())
    }

    fn inputs(kw: &str) -> String {
        format!(
            r#""inputs":{{"location":{{"latitude":50.47}},"mounting_system":{{"fixed":{{"slope":{{"value":35}},"azimuth":{{"value":-5}}}}}},"pv_module":{{"peak_power":{kw},"system_loss":14}}}}"#
        )
    }

    fn months(kw: &str, each: &str, upto: u8) -> String {
        let rows: Vec<String> =
            (1..=upto).map(|m| format!(r#"{{"month":{m},"E_d":1.0,"E_m":{each}}}"#)).collect();
        format!(
            r#"{{{},"outputs":{{"monthly":{{"fixed":[{}]}},"totals":{{"fixed":{{"SD_y":84.4}}}}}}}}"#,
            inputs(kw),
            rows.join(",")
        )
    }

    /// Every hour of some years, so many watts from eight to sixteen.
    fn hours(years: &[(u16, u16)], skip: usize) -> String {
        let mut rows = Vec::new();
        for (year, watts) in years {
            let leap = year % 4 == 0;
            for (month, days) in (1..).zip(DAYS) {
                for day in 1..=days + u16::from(leap && month == 2) {
                    for hour in 0..24 {
                        let power = if (8..16).contains(&hour) { *watts } else { 0 };
                        rows.push(format!(
                            r#"{{"time":"{year}{month:02}{day:02}:{hour:02}10","P":{power}.0,"G(i)":1.0}}"#
                        ));
                    }
                }
            }
        }
        rows.drain(..skip);
        format!(r#"{{{},"outputs":{{"hourly":[{}]}}}}"#, inputs("2.0"), rows.join(","))
    }

    #[test]
    fn months_are_read_per_kwp_with_their_spread() {
        let (found, findings) = of(&months("2.0", "150.5", 12));
        let found = found.unwrap();
        assert_eq!((found.kwh_per_kwp(), findings), (dec!(903), vec![]));
        assert_eq!(found.range, Some((dec!(860.8), dec!(945.2))));
    }

    #[test]
    fn hours_of_several_years_are_averaged_without_the_leap_day() {
        let (found, findings) = of(&hours(&[(2019, 600), (2020, 640)], 0));
        let found = found.unwrap();
        assert_eq!(findings, vec![]);
        assert_eq!(found.kwh_per_kwp(), dec!(0.310) * dec!(8) * dec!(365));
        assert_eq!(found.range, Some((dec!(876), dec!(934.4))));
        assert_eq!(found.production(1000).unwrap()[8], 310);
    }

    #[test]
    fn what_cannot_be_used_is_said_and_never_a_panic() {
        let why = |text: &str| {
            let (found, findings) = of(text);
            assert_eq!((found, findings.len()), (None, 1), "{text:.60}");
            findings[0].clone()
        };
        let unreadable = |why: &str| ("pv-yield-unreadable", Some(why.to_owned()));
        assert_eq!(why(""), unreadable("json"));
        assert_eq!(why("<html>"), unreadable("json"));
        assert_eq!(why(&months("0", "90", 12)), unreadable("peak"));
        assert_eq!(why(&months("1", "-9", 12)), unreadable("month"));
        assert_eq!(why(&months("1", "1e300", 12)), unreadable("month"));
        assert_eq!(why(&months("1", "90", 13)), unreadable("month"));
        assert_eq!(why(&months("1", "90", 11)).0, "pv-yield-incomplete");
        assert_eq!(why(&months("1", "9", 12)).0, "pv-yield-implausible");
        assert_eq!(why(&months("1", "190", 12)).0, "pv-yield-implausible");
        assert_eq!(why(&hours(&[(2019, 600)], 5)).0, "pv-yield-incomplete");
        assert_eq!(
            why(&hours(&[(2019, 600)], 0).replace("20190301:0910", "20193101:0910")),
            unreadable("time")
        );
        assert_eq!(why(&hours(&[(2019, 600)], 0).replace("600.0", "-1")), unreadable("power"));
        assert_eq!(why(&format!("{{{},\"outputs\":{{}}}}", inputs("1"))), unreadable("outputs"));
    }
}
