//! Green Button feeds: real ones, and hostile XML. Small invented ones stand in `fixtures/meters/green-button`.

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::parse::{Hints, parse};
use eclaireur_models::readings::{Parsed, Series};

use crate::samples;

fn read(text: &str) -> Parsed {
    parse(text.as_bytes(), &Catalog::embedded().unwrap(), Hints::default())
}

fn one_line(series: &Series) -> String {
    let k = &series.key;
    format!(
        "{} {} {} {} {} {} {}",
        k.name.as_deref().unwrap_or("-"),
        k.carrier.code(),
        k.direction.code(),
        k.kind.code(),
        series.readings(),
        series.total(),
        k.unit.map_or("?", |u| u.code()),
    )
}

/// File; rows read and rejected; series; codes of findings.
type Expected = (&'static str, [u32; 2], &'static [&'static str], &'static [&'static str]);

const SAMPLES: &[Expected] = &[
    (
        "coastal_single_family_hourly_jan2011.xml",
        [362, 0],
        &["Coastal Single Family electricity offtake interval 362 291.018 kWh"],
        &["shorter-than-announced", "unused-part"],
    ),
    (
        "greenbutton_9days_hourly.xml",
        [216, 0],
        &["Green Button Sample Data File electricity offtake interval 216 199.563 kWh"],
        &["unused-part", "unused-part"],
    ),
    (
        "greenbutton_oneyear_daily_monthly_blocks.xml",
        [444, 0],
        &["Green Button Sample Data File electricity offtake interval 444 9917.817 kWh"],
        &["unused-part", "unused-part"],
    ),
    (
        "openespi_15min_oneday.xml",
        [96, 0],
        &["Front Electric Meter electricity offtake interval 96 93.846 kWh"],
        &["unused-part", "unused-part", "unused-part"],
    ),
    (
        "seed_elec_2readings.xml",
        [2, 0],
        &["A10S Large Est Values electricity offtake interval 2 3.581 kWh"],
        &["shorter-than-announced"],
    ),
    // The two readings of this file follow each other; what is wrong in it is the thirteen months that it announces.
    (
        "seed_elec_overlapping.xml",
        [2, 0],
        &["A10S Large Est Values electricity offtake interval 2 0.300 kWh"],
        &["shorter-than-announced"],
    ),
    (
        "seed_gas_MBtu.xml",
        [2, 0],
        &["A10S Large Est Values natural_gas offtake interval 2 3582000 kBtu"],
        &["shorter-than-announced"],
    ),
    (
        "seed_gas_therms.xml",
        [2, 0],
        &["A10S Large Est Values natural_gas offtake interval 2 3.582 therm"],
        &["shorter-than-announced"],
    ),
    ("seed_invalid_elec_cubicfeet.xml", [2, 2], &[], &["impossible-unit"]),
    ("utility_gas_ngma_monthly.xml", [36, 36], &[], &["undescribed-readings"]),
];

#[test]
fn real_feeds_add_up() {
    let mut seen = 0;
    let differences = samples::read_folder("green-button", |name, parsed| {
        let Some((_, rows, series, codes)) = SAMPLES.iter().find(|(file, ..)| *file == name) else { return };
        assert_eq!(parsed.format.as_deref(), Some("green-button"), "{name}");
        assert_eq!([parsed.rows.read, parsed.rows.rejected], *rows, "{name}");
        assert_eq!(parsed.series.iter().map(one_line).collect::<Vec<_>>(), *series, "{name}");
        assert_eq!(parsed.findings.iter().map(|f| f.code.code()).collect::<Vec<_>>(), *codes, "{name}");
        seen += 1;
    });
    let Some(differences) = differences else { return };
    assert_eq!(differences, Vec::<String>::new());
    assert_eq!(seen, SAMPLES.len());
}

#[test]
fn an_estimate_is_marked_as_one() {
    let looked = samples::read_folder("green-button", |name, parsed| {
        let estimated: usize = parsed.series.iter().map(Series::estimated).sum();
        assert_eq!(estimated, if name == "openespi_15min_oneday.xml" { 2 } else { 0 }, "{name}");
    });
    assert!(looked.is_none_or(|differences| differences.is_empty()));
}

#[test]
fn other_documents_say_what_they_are() {
    let atom = "http://www.w3.org/2005/Atom";
    let deep = "<a>".repeat(100_000);
    for (text, code, data) in [
        (
            format!("<feed xmlns=\"{atom}\"><title>Un blog</title></feed>"),
            "not-meter-data",
            ("looks_like", "xml"),
        ),
        (
            format!("<feed xmlns=\"{atom}\"><entry><content><UsagePoint/></content></entry></feed>"),
            "not-meter-data",
            ("looks_like", "green-button"),
        ),
        (
            "<feed><entry><content><IntervalBlock/></content></entry></feed>".to_owned(),
            "not-meter-data",
            ("root", "feed"),
        ),
        (
            "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><l>&b;</l>"
                .to_owned(),
            "broken-xml",
            ("why", "doctype"),
        ),
        (deep, "broken-xml", ("why", "too-deep")),
        (format!("<feed xmlns=\"{atom}\"><entry>"), "broken-xml", ("why", "cut-off")),
    ] {
        let parsed = read(&text);
        let start: String = text.chars().take(60).collect();
        assert_eq!(parsed.format, None, "{start}");
        assert_eq!(parsed.findings.len(), 1, "{start}");
        assert_eq!(parsed.findings[0].code.code(), code, "{start}");
        assert_eq!(parsed.findings[0].data[data.0], data.1, "{start}");
    }
}
