//! A sealed baseline gives back the same figures; one that was touched is refused, and the part is named.

use std::collections::BTreeMap;

use eclaireur_models::baseline::acceptance::{Criterion, Remedy, judge};
use eclaireur_models::baseline::caltrack::{Frequency, Reading, Row, Weather};
use eclaireur_models::baseline::sealed::{Baseline, Part, Sealed, Tampered};

const DAY_S: i64 = 86_400;

/// A building heated under 59 °F, `days` long, with noise of this size.
fn building(days: u16, noise: f64) -> Vec<Row> {
    (0..days)
        .map(|i| {
            let (day, start) = (f64::from(i), i64::from(i) * DAY_S);
            let t = 50.0 + 20.0 * (day / 58.1).sin() + 3.0 * (day * 1.7).sin();
            let value = 40.0 + 2.5 * (59.0 - t).max(0.0) + noise * (day * 2.3).sin();
            Row {
                reading: Reading { start, end: start + DAY_S, value: Some(value) },
                weather: Some(Weather::day(t)),
            }
        })
        .collect()
}

fn baseline() -> Baseline {
    let factors = BTreeMap::from([("kwh-per-m3".to_owned(), "11.4021".to_owned())]);
    Baseline::new(building(365, 2.0), Frequency::Daily, false, factors).unwrap()
}

#[test]
fn a_sealed_baseline_opens_to_the_same_figures() {
    let sealed = baseline().seal();
    assert_eq!(sealed.open().unwrap(), baseline());
    assert_eq!(baseline().seal(), sealed, "the same bytes");
}

#[test]
fn the_part_that_was_touched_is_named() {
    let sealed = baseline().seal();
    let row = building(2, 2.0).remove(1);
    let [value, temperature] =
        [row.reading.value, row.weather.map(|w| w.days_f[0])].map(|v| v.unwrap().to_string());
    for (from, to, part) in [
        (value.as_str(), "39.0", Part::Data),
        (temperature.as_str(), "49.5", Part::Weather),
        ("11.4021", "11.5021", Part::Factors),
        ("\"cooling\":false", "\"cooling\":true", Part::Model),
        ("eclaireur-baseline/1", "eclaireur-baseline/2", Part::Whole),
        ("{\"format\"", "[\"format\"", Part::Whole),
    ] {
        assert!(sealed.text.contains(from), "{from}");
        let touched = Sealed { text: sealed.text.replacen(from, to, 1), ..sealed.clone() };
        assert_eq!(touched.open(), Err(Tampered(part)), "{from} → {to}");
    }
    let other = Sealed { checksum: "00".repeat(32), ..sealed };
    assert_eq!(other.open(), Err(Tampered(Part::Whole)));
}

#[test]
fn a_good_year_is_accepted_with_every_criterion_shown() {
    let baseline = baseline();
    let verdict = judge(&baseline.fitted, &baseline.rows);
    assert!(verdict.is_accepted(), "{verdict:?}");
    assert_eq!(verdict.criteria.len(), Criterion::ALL.len());
    assert_eq!(verdict.remedies(), Vec::<Remedy>::new());
}

#[test]
fn a_model_that_is_refused_says_why_and_what_would_help() {
    for (rows, criterion, remedy) in [
        (building(120, 2.0), Criterion::Days, Remedy::WholeYear),
        (building(365, 90.0), Criterion::CvRmse, Remedy::OtherDrivers),
        (with_holes(building(365, 2.0)), Criterion::Coverage, Remedy::MissingReadings),
    ] {
        let baseline = Baseline::new(rows, Frequency::Daily, false, BTreeMap::new()).unwrap();
        let verdict = judge(&baseline.fitted, &baseline.rows);
        assert!(!verdict.is_accepted());
        assert!(verdict.reasons().any(|j| j.criterion == criterion), "{criterion:?} in {verdict:?}");
        assert!(verdict.remedies().contains(&remedy), "{remedy:?}");
    }
}

fn with_holes(mut rows: Vec<Row>) -> Vec<Row> {
    for row in rows.iter_mut().step_by(6) {
        row.reading.value = None;
    }
    rows
}
