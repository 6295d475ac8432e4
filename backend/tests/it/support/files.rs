//! Files that tests make: exports in the layout of the Flemish grid operator, tables as a caretaker keeps them.

use core::fmt::Write as _;
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use eclaireur_models::period::{Month, day_start, local};
use rust_decimal::Decimal;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An EAN that nobody has, with a right check digit.
pub(crate) const EAN: &str = "541448820000000008";

/// A file with the truth about it.
#[derive(Debug, Clone)]
pub(crate) struct Export {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// Readings in it.
    pub(crate) rows: usize,
    /// kWh of each month, `2024-01`.
    pub(crate) months: BTreeMap<String, Decimal>,
}

impl Export {
    /// kWh of the whole.
    pub(crate) fn total(&self) -> Decimal {
        self.months.values().sum()
    }
}

/// An export from one day to another (excluded), in slots of `resolution_s`; `seed` makes other values.
pub(crate) fn export(ean: &str, from: &str, to: &str, resolution_s: i64, seed: u64) -> Export {
    let bounds = [from, to].map(|day| day_start(day.parse().expect("a day")));
    let mut text =
        String::from("Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN;Volume;Eenheid\r\n");
    let (mut rows, mut months) = (0, BTreeMap::new());
    let mut state = seed.wrapping_mul(2_654_435_769) | 1;
    let mut start = bounds[0];
    while start < bounds[1] {
        let end = start + resolution_s;
        let [begins, ends] = [start, end].map(|at| local(at).expect("a time"));
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let watt_hours = i64::try_from(state >> 51).expect("thirteen bits");
        let kwh = Decimal::new(watt_hours, 3);
        let _ = write!(
            text,
            "{};{};=\"{ean}\";{};kWh\r\n",
            begins.strftime("%d-%m-%Y;%H:%M:%S"),
            ends.strftime("%d-%m-%Y;%H:%M:%S"),
            kwh.to_string().replace('.', ","),
        );
        *months.entry(Month::of(begins.date()).to_string()).or_default() += kwh;
        rows += 1;
        start = end;
    }
    Export { bytes: text.into_bytes(), rows, months }
}

/// A small export: one day of quarter-hours.
pub(crate) fn one_day(ean: &str) -> Export {
    export(ean, "2024-01-15", "2024-01-16", 900, 1)
}

/// A day of quarter-hours in which the volume of the third row is no number.
pub(crate) fn one_bad_row(ean: &str) -> Vec<u8> {
    let good = String::from_utf8(one_day(ean).bytes).expect("text");
    let rows: Vec<String> = good
        .lines()
        .enumerate()
        .map(|(n, line)| {
            let cells: Vec<&str> = line.split(';').collect();
            if n == 3 { [&cells[..5], &["douze"], &cells[6..]].concat().join(";") } else { line.to_owned() }
        })
        .collect();
    rows.join("\r\n").into_bytes()
}

/// The months as French tables and pages write them.
pub(crate) const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Monthly kWh of the year 2025 without the name of a meter: 100, 101, 102 …
pub(crate) fn monthly_table() -> Vec<u8> {
    let mut text = String::from("Mois;Électricité (kWh)\r\n");
    for (month, value) in MONTHS.iter().zip(100..) {
        let _ = write!(text, "{month} 2025;{value}\r\n");
    }
    text.into_bytes()
}

/// A ZIP of these files.
pub(crate) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file begins");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a ZIP").into_inner()
}

/// The same ZIP, its first file marked as locked by a password.
pub(crate) fn locked(mut zip: Vec<u8>) -> Vec<u8> {
    let entry = zip.windows(4).position(|w| w == b"PK\x01\x02").expect("an entry");
    zip[entry + 8] |= 1;
    zip
}

/// A small picture that notes where it was taken.
pub(crate) fn jpeg() -> Vec<u8> {
    let segment = |marker: u8, data: &[u8]| {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker][..], &length, data].concat()
    };
    [
        vec![0xff, 0xd8],
        segment(0xe1, b"Exif\0\0II*\0\x08\0\0\0\0\0 GPS 50.4669 N"),
        segment(0xdb, &[0; 65]),
        segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0x12, 0x34, 0xff, 0xd9],
    ]
    .concat()
}
