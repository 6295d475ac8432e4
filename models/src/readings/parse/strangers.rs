//! Tables in which no layout was recognised: what they look like.
//!
//! A table with dates and numbers may hold readings: a person can say which column is which. A list of buildings and a
//! weather file are known for what they are.

use crate::finding::{Code, Finding};
use crate::lang::normalised;

/// Words in headers of a list of buildings.
const BUILDINGS: [&str; 24] = [
    "address",
    "adresse",
    "adres",
    "street",
    "rue",
    "city",
    "ville",
    "commune",
    "gemeente",
    "postal code",
    "code postal",
    "postcode",
    "zip",
    "floor area",
    "surface",
    "oppervlakte",
    "year built",
    "annee de construction",
    "bouwjaar",
    "property name",
    "property id",
    "latitude",
    "longitude",
    "owner",
];

/// Words in headers of a weather file.
const WEATHER: [&str; 16] = [
    "temperature",
    "temperatuur",
    "temp",
    "humidity",
    "humidite",
    "vochtigheid",
    "wind",
    "windspeed",
    "vent",
    "irradiance",
    "globalhorizontalirradiance",
    "rayonnement",
    "pressure",
    "pression",
    "precipitation",
    "rain",
];

/// Headers named in a finding.
const NAMED: usize = 12;

/// What a table looks like.
pub fn finding(rows: &[Vec<String>]) -> Finding {
    let filled = |row: &[String]| row.iter().filter(|c| !c.is_empty()).count();
    let not = |what: &str| Finding::new(Code::NotMeterData).with("looks_like", what);
    let Some(header) = rows.iter().position(|row| filled(row) >= 2) else { return not("text") };
    // A title of two words above a wide table is not its header.
    let widest = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    let header = rows.iter().position(|row| filled(row) * 3 >= widest * 2).unwrap_or(header);
    let names = rows.get(header).map_or(&[][..], Vec::as_slice);
    let said: Vec<&str> = names.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
    let headers = said.iter().take(NAMED).copied().collect::<Vec<_>>().join(" · ");
    let words: Vec<String> = said.iter().map(|c| normalised(c)).collect();
    if is_building_list(&words) {
        return not("building-list").with("headers", headers);
    }
    if about(&words, &WEATHER) >= 2 {
        return not("weather").with("headers", headers);
    }
    Finding::new(Code::UnknownLayout).with("headers", headers)
}

/// Whether headers, given normalised, are those of a list of buildings.
pub fn is_building_list(words: &[String]) -> bool {
    about(words, &BUILDINGS) >= 2
}

/// How many headers have one of these words.
fn about(words: &[String], list: &[&str]) -> usize {
    let has = |header: &String| {
        let header = format!(" {header} ");
        list.iter().any(|word| header.contains(&format!(" {word} ")))
    };
    words.iter().filter(|header| has(header)).count()
}
