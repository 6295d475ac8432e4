//! Telegrams of P1 ports: real ones, and what is refused. Small invented ones stand in `fixtures/meters/dsmr-p1`.

use std::collections::BTreeMap;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::finding::Code;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, RowCounts, Series};
use rust_decimal::Decimal;

use crate::{folders, samples};

fn read(bytes: &[u8]) -> Parsed {
    parse(bytes, &Catalog::embedded().unwrap(), Hints::default())
}

/// Energy, way, register, serial number or name, and the one reading with its unit.
fn one_line(series: &Series) -> String {
    let k = &series.key;
    assert_eq!(series.points.len(), 1);
    format!(
        "{} {} {} {} {} {}{}",
        k.carrier.code(),
        k.direction.code(),
        k.register.code(),
        k.serial.as_deref().or(k.name.as_deref()).unwrap_or("-"),
        Decimal::new(series.points[0].value.unwrap(), series.scale),
        k.unit.map_or("?", |u| u.code()),
        if series.counts { "" } else { " (not counted)" },
    )
}

/// File; rows read, accepted, rejected, ignored; series; codes of findings.
type Expected = (&'static str, [u32; 4], &'static [&'static str], &'static [&'static str]);

const SAMPLES: &[Expected] = &[
    (
        "belgium_fluvius_50217_gas_water.txt",
        [8, 6, 0, 2],
        &[
            "electricity offtake day 1SAG3101021605 0.034 kWh",
            "electricity offtake night 1SAG3101021605 15.758 kWh",
            "electricity injection day 1SAG3101021605 0.000 kWh",
            "electricity injection night 1SAG3101021605 0.011 kWh",
            "natural_gas offtake total 7FLO2119033733 112.384 m3",
            "water offtake total 8SAG1234567890 872.234 m3",
        ],
        &["month-peak", "month-peak", "month-peak", "month-peak"],
    ),
    (
        "dsmr_unpadded_crc.txt",
        [1, 1, 0, 0],
        &["district_heat offtake total 621848012D2C0B0C 240.860 GJ"],
        &[],
    ),
    (
        "dsmr_v2_2_no_crc.txt",
        [5, 1, 4, 0],
        &["natural_gas offtake total M-Bus 1 1.001 m3"],
        &["no-crc", "undated-index", "undated-index", "undated-index", "undated-index"],
    ),
    (
        "dsmr_v4_2.txt",
        [5, 5, 0, 0],
        &[
            "electricity offtake night 3960221976967177082151037881335713 1581.123 kWh",
            "electricity offtake day 3960221976967177082151037881335713 1435.706 kWh",
            "electricity injection night 3960221976967177082151037881335713 0.000 kWh",
            "electricity injection day 3960221976967177082151037881335713 0.000 kWh",
            "natural_gas offtake total 4819243993373755377509728609491464 981.443 m3",
        ],
        &[],
    ),
    (
        "dsmr_v5.txt",
        [5, 5, 0, 0],
        &[
            "electricity offtake night K8EG004046395507 4.426 kWh",
            "electricity offtake day K8EG004046395507 2.399 kWh",
            "electricity injection night K8EG004046395507 2.444 kWh",
            "electricity injection day K8EG004046395507 0.000 kWh",
            "natural_gas offtake total 2222ABCD123456789 0.107 m3",
        ],
        &[],
    ),
    (
        "dsmr_v5_two_mbus.txt",
        [6, 5, 0, 1],
        &[
            "electricity offtake night E0044007382246019 2130.115 kWh",
            "electricity offtake day E0044007382246019 245.467 kWh",
            "electricity injection night E0044007382246019 0.000 kWh",
            "electricity injection day E0044007382246019 0.000 kWh",
            "natural_gas offtake total G0039001936990619 246.138 m3",
        ],
        &["empty-channel"],
    ),
    ("easymeter_d0_not_dsmr.txt", [0, 0, 0, 0], &[], &["not-meter-data"]),
    (
        "sagemcom_t210dr.txt",
        [12, 6, 0, 6],
        &[
            "electricity offtake total - 6545766 Wh (not counted)",
            "electricity offtake night - 5017120 Wh",
            "electricity offtake day - 1528646 Wh",
            "electricity injection total - 58 Wh (not counted)",
            "electricity injection night - 0 Wh",
            "electricity injection day - 58 Wh",
        ],
        &[
            "same-energy-twice",
            "same-energy-twice",
            "unused-register",
            "unused-register",
            "unused-register",
            "unused-register",
            "unused-register",
            "unused-register",
        ],
    ),
];

#[test]
fn real_telegrams_give_their_indexes() {
    let mut seen = 0;
    let differences = samples::read_folder("dsmr", |name, parsed| {
        let Some((_, rows, series, codes)) = SAMPLES.iter().find(|(file, ..)| *file == name) else { return };
        let [read, accepted, rejected, ignored] = *rows;
        assert_eq!(parsed.rows, RowCounts { read, accepted, missing: 0, rejected, ignored }, "{name}");
        assert_eq!(parsed.series.iter().map(one_line).collect::<Vec<_>>(), *series, "{name}");
        assert_eq!(parsed.findings.iter().map(|f| f.code.code()).collect::<Vec<_>>(), *codes, "{name}");
        seen += 1;
    });
    let Some(differences) = differences else { return };
    assert_eq!(differences, Vec::<String>::new());
    assert_eq!(seen, SAMPLES.len());
}

#[test]
fn one_digit_changed_is_noticed_wherever_it_is() {
    let Some(folder) = folders::samples() else { return };
    let whole = std::fs::read(folder.join("dsmr/dsmr_v5.txt")).unwrap();
    let rows = read(&whole).rows.read;
    for at in (0..whole.len()).filter(|at| whole[*at].is_ascii_digit()) {
        let mut bytes = whole.clone();
        bytes[at] = if bytes[at] == b'9' { b'8' } else { bytes[at] + 1 };
        let parsed = read(&bytes);
        assert_eq!(parsed.series, [], "byte {at}");
        assert_eq!(parsed.findings.first().map(|f| f.code), Some(Code::CrcMismatch), "byte {at}");
        assert!(parsed.rows.rejected + 1 >= rows, "byte {at}");
        assert_eq!(parsed.rows.accepted, 0);
    }
}

#[test]
fn a_log_of_a_day_is_one_series_for_each_register() {
    let mut log = String::new();
    for minute in 0..1440 {
        let (hour, rest) = (minute / 60, minute % 60);
        log.push_str(&format!(
            "/ECL5\\2ESSAI-1\r\n\r\n0-0:96.1.4(50221)\r\n0-0:1.0.0(240311{hour:02}{rest:02}00W)\r\n\
             1-0:1.8.1({:010.3}*kWh)\r\n1-0:1.8.2(000200.000*kWh)\r\n!\r\n",
            f64::from(minute) / 8.0
        ));
    }
    let parsed = read(log.as_bytes());
    assert_eq!(parsed.rows, RowCounts { read: 2880, accepted: 2880, ..RowCounts::default() });
    let totals: BTreeMap<&str, String> =
        parsed.series.iter().map(|s| (s.key.register.code(), s.total().to_string())).collect();
    assert_eq!(totals, BTreeMap::from([("day", "179.875".to_owned()), ("night", "0.000".to_owned())]));
    assert_eq!(parsed.findings.len(), 1, "that there is no check is said once");
    assert_eq!(parsed.findings[0].data["count"], "1440");
}

#[test]
fn what_is_no_telegram_of_a_p1_port_says_what_it_is() {
    for (text, looks_like) in [
        ("/ESY5Q3DB1024 V3.04\r\n\r\n1-0:1.8.0*255(00052185.7825309*kWh)\r\n!\r\n", "d0-telegram"),
        ("/LGZ5\\2ZMD3104100.B32\r\n1.8.1(00001.0*kWh)\r\n1.8.2(00002.0*kWh)\r\n!\r\n", "d0-telegram"),
        ("/usr/bin\n!important\n", "telegram"),
        ("/X\r\n1-0:1.7.0(00.244*kW)\r\n!\r\n", "telegram"),
    ] {
        let parsed = read(text.as_bytes());
        assert_eq!(parsed.format, None, "{text}");
        let codes: Vec<&str> = parsed.findings.iter().map(|f| f.code.code()).collect();
        assert_eq!(codes, ["not-meter-data"], "{text}");
        assert_eq!(parsed.findings[0].data["looks_like"], looks_like, "{text}");
    }
}
