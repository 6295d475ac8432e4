//! What the oracles were made from: readings and temperatures.

use std::collections::BTreeMap;
use std::path::Path;

use eclaireur_models::baseline::caltrack::{Reading, Temperatures, fahrenheit};
use serde_json::Value;

pub(super) fn seconds(text: &str) -> i64 {
    let text = text.replace(' ', "T").replace("+00:00", "Z");
    text.parse::<jiff::Timestamp>().unwrap().as_second()
}

pub(super) fn readings(folder: &Path) -> BTreeMap<String, Vec<Reading>> {
    let mut meters: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
    for row in csv::Reader::from_path(folder.join("meters.csv")).unwrap().records() {
        let row = row.unwrap();
        let reading = Reading { start: seconds(&row[1]), end: seconds(&row[2]), value: row[4].parse().ok() };
        meters.entry(row[0].to_owned()).or_default().push(reading);
    }
    meters
}

pub(super) fn temperatures(folder: &Path, case: &Value) -> Temperatures {
    let file = folder.join("temperature").join(format!("{}.csv", case["temperature"].as_str().unwrap()));
    let missing: Vec<[i64; 2]> = case["temperature_nulls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| [seconds(w[0].as_str().unwrap()), seconds(w[1].as_str().unwrap())])
        .collect();
    let in_celsius = case["temperature_unit"] == "C";
    let hours: Vec<(i64, Option<f64>)> = csv::Reader::from_path(file)
        .unwrap()
        .records()
        .map(|row| {
            let row = row.unwrap();
            let at = seconds(&row[0]);
            let value: Option<f64> = row[1].parse().ok();
            let known = value.filter(|_| !missing.iter().any(|w| w[0] <= at && at < w[1]));
            (at, known.map(|v| if in_celsius { fahrenheit(v) } else { v }))
        })
        .collect();
    Temperatures::new(&hours, 3600).unwrap()
}
