//! I3: whatever comes in, parsers do not fail and every row is counted once.

use std::sync::LazyLock;

use eclaireur_models::catalog::Catalog;
use eclaireur_models::readings::Parsed;
use eclaireur_models::readings::parse::{Hints, parse};
use proptest::prelude::*;

/// The catalogue, read once.
pub static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());

/// Whatever was read, each row has one fate, each slot one value.
pub fn every_row_is_counted(parsed: &Parsed) {
    let rows = parsed.rows;
    assert_eq!(rows.read, rows.accepted + rows.missing + rows.rejected + rows.ignored);
    if parsed.format.is_none() || parsed.series.is_empty() {
        assert!(!parsed.findings.is_empty(), "a file that is not read, or gave nothing, says why");
    }
    for series in &parsed.series {
        assert!(
            series.points.windows(2).all(|w| w[0].start < w[1].start),
            "points are in order, each slot once"
        );
        assert!(series.points.iter().all(|p| p.start <= p.end));
    }
}

/// Rows of data below a header, none of which may pass for a header itself.
fn check(header: &str, rows: &[&str]) {
    let text = format!("{header}\n{}\n", rows.join("\n"));
    let parsed = parse(text.as_bytes(), &CATALOG, Hints::default());
    every_row_is_counted(&parsed);
    assert_eq!(parsed.format.as_deref(), Some("plain-table"), "{text}");
    assert_eq!(usize::try_from(parsed.rows.read).unwrap(), rows.len(), "{text}");
}

#[test]
fn a_row_of_dates_clocks_and_numbers_is_no_header() {
    check("Du;Au;kWh", &["00:05;01/01/2024;00:00", "00:05;0;01/01/2024"]);
    check("Du;Au;kWh", &[";00:05;Jour", "00:35;01/01/2024"]);
    check("Du;Au;kWh", &[";01/01/2024;abc;def", "00:05;01/01/2024;5"]);
    // `a` is read as the header `À`, `Total` as a register.
    check("Du;Au;kWh", &["01/01/2024", "a;00:35;01/01/2024;Total", "01/01/2024;01/01/2024;0", "01/01/2024"]);
}

#[test]
fn a_clock_heads_no_numbers_and_a_number_heads_no_dates() {
    check("Date;Index gaz (m³);Conso (kWh)", &["a voir;00:15;note;lieu", "01/01/2024;1;2;3"]);
    check("Date;Index gaz (m³);Conso (kWh)", &["7;voir;note;lieu", "01/01/2024;1;2;3"]);
}

#[test]
fn a_text_below_headers_that_say_clocks_of_no_day_is_a_row() {
    check("Du;Au;kWh", &[";abc;def", "00:05;5;01/01/2024"]);
    let parsed =
        parse("Du;Au;kWh\n00:00;00:15;1,2\n00:15;00:30;1,3\n".as_bytes(), &CATALOG, Hints::default());
    let rows = parsed.rows;
    assert_eq!([rows.read, rows.accepted, rows.rejected], [2, 0, 2]);
    let told: Vec<_> = parsed.findings.iter().map(|f| (f.code.code(), f.row)).collect();
    assert!(told.contains(&("bad-date", Some(2))) && told.contains(&("bad-date", Some(3))), "{told:?}");
}

#[test]
fn days_are_no_columns_of_years() {
    check("Date;Index gaz (m³);Conso (kWh)", &["01/01/2024;00:00;01/02/2024", "01/01/2024;Janvier"]);
    check("Date;Index gaz (m³);Conso (kWh)", &["00:00;01/01/2024;01/01/2025", "Janvier"]);
    check("Date;Électricité (zorglub);Gaz", &["2024;01/01/2024;01/01/2024;a", "01/01/2024;Janvier"]);
}

#[test]
fn rows_of_many_lengths_are_cut_at_the_semicolon_and_not_at_the_decimal_comma() {
    check(
        "Date;Index gaz (m³);Conso (kWh)",
        &["01/01/2024;0,;01/01/2024;01/01/2024", "01/01/2024;0,;01/01/2024;01/01/2024;Jour", "01/01/2024"],
    );
}

/// Cells of all the kinds that stand in such tables, and some that do not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,2}/[0-9]{1,2}/20[12][0-9]",
        2 => "[0-9]{2}-[0-9]{2}-202[0-9];[0-2][0-9]:[0134][05]:00",
        4 => "-?[0-9]{1,6}([.,][0-9]{0,3})?",
        1 => "[ -~]{0,12}",
        1 => "(Total|-|n/a|kWh|m³|Geschat|Afname|=\"[0-9]{18}\"|\"|é)?",
    ]
}

/// Cells without quotes: each line of text is one row. Days far apart and close, times, and what is neither.
fn plain_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "(0[1-9]|[12][0-9])/0[1-9]/202[45]",
        2 => "([01][0-9]|2[0-4]):[0134][05]",
        4 => "-?[0-9]{1,6}([.,][0-9]{0,3})?",
        1 => "[a-z ]{0,12}",
        1 => "(Total|Grand total|-|n/a|kWh|m³|zorglub|54999900000000000[0-9])?",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn tables_of_anything(
        header in prop_oneof![
            Just("Date;Index gaz (m³);Conso (kWh)"),
            Just("Mois;Électricité (kWh);Coût"),
            Just("Du;Au;kWh"),
            Just("Compteur;Date;Heure;Unité;Index;Statut"),
            Just("Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus"),
        ],
        rows in prop::collection::vec(prop::collection::vec(cell(), 0..12), 0..40),
        newline in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
    ) {
            let body: Vec<String> = rows.iter().map(|cells| cells.join(";")).collect();
        let text = format!("{header}{newline}{}", body.join(newline));
        every_row_is_counted(&parse(text.as_bytes(), &CATALOG, Hints::default()));
    }

    /// Counted by the lines of the text, not by what the parser says of itself.
    #[test]
    fn each_line_below_the_header_is_a_row(
        header in prop_oneof![
            Just("Date;Index gaz (m³);Conso (kWh)"),
            Just("Date;Heure de début;Heure de fin;Consommation (kWh)"),
            Just("Date;Électricité (zorglub);Gaz"),
            Just("EAN;Date;Valeur;Unité"),
            Just("Du;Au;kWh"),
        ],
        units in any::<bool>(),
        rows in prop::collection::vec(prop::collection::vec(plain_cell(), 1..5), 1..40),
    ) {
        let mut lines: Vec<String> = if units { vec![";kWh;m3".to_owned()] } else { Vec::new() };
        lines.extend(rows.iter().map(|cells| cells.join(";")));
        // A table ends with its last line that says something.
        while lines.last().is_some_and(|line| line.trim_matches([';', ' ']).is_empty()) {
            lines.pop();
        }
        let text = format!("{header}\n{}\n", lines.join("\n"));
        let parsed = parse(text.as_bytes(), &CATALOG, Hints::default());
        every_row_is_counted(&parsed);
        if parsed.format.is_some() {
            prop_assert_eq!(usize::try_from(parsed.rows.read).unwrap(), lines.len(), "{}", text);
        }
    }

    #[test]
    fn bytes_of_any_kind(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            every_row_is_counted(&parse(&bytes, &CATALOG, Hints::default()));
    }

    /// A good file with its bytes disturbed.
    #[test]
    fn a_damaged_export(at in 0usize..900, byte in any::<u8>()) {
            let mut text = String::from("\u{feff}From (date);From (time);Until (date);Until (time);EAN code;Meter;Register;Volume;Unit;Validation status\r\n");
        for quarter in 0..8 {
            text.push_str(&format!("31/10/2021;02:{:02}:00;31/10/2021;02:{:02}:00;=\"541448000000000000\";1SAG;Offtake Day;0,{quarter};kWh;Read\r\n", quarter % 4 * 15, (quarter % 4 + 1) * 15 % 60));
        }
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        every_row_is_counted(&parse(&bytes, &CATALOG, Hints::default()));
    }

    /// Lines of telegrams in any order, some of them damaged, with and without beginning, end and check.
    #[test]
    fn telegrams_of_anything(lines in prop::collection::vec(telegram_line(), 0..80)) {
        every_row_is_counted(&parse(lines.join("\r\n").as_bytes(), &CATALOG, Hints::default()));
    }

    /// Feeds whose entries have any codes and point anywhere.
    #[test]
    fn feeds_of_anything(entries in prop::collection::vec(feed_entry(), 0..12), cut in prop::option::of(0usize..3000)) {
        let mut feed = format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n{}</feed>", entries.concat());
        if let Some(cut) = cut.filter(|cut| feed.is_char_boundary(*cut)) {
            feed.truncate(cut);
        }
        every_row_is_counted(&parse(feed.as_bytes(), &CATALOG, Hints::default()));
    }
}

fn telegram_line() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just("/ECL5\\2ESSAI-1".to_owned()),
        2 => "![0-9A-F]{0,4}",
        2 => "0-0:1\\.0\\.0\\(2[0-9](0[1-9]|10|03)(2[5-9]|31)02[0-5]000[SW]?\\)",
        1 => "(0-0:96\\.1\\.4|1-3:0\\.2\\.8)\\(50[0-9]{0,3}\\)",
        4 => "1-0:[1-4]\\.8\\.[0-4](\\*255)?\\([0-9]{1,9}(\\.[0-9]{3})?\\*?(kWh|Wh|m3|)\\)",
        2 => "0-[0-4]:(24\\.1\\.0|96\\.1\\.[0-2])\\((00[2-7]|[0-9A-F]{0,8}|3534)\\)",
        3 => "0-[1-4]:24\\.[23]\\.[013]\\((700101010000W|24102[5-9]02[0-5]000S?)\\)\\([0-9]{1,5}\\*(m3|GJ)\\)",
        1 => "0-1:24\\.3\\.0\\(24102[5-9]020000\\)(\\([0-9]{2}\\)){3}\\(0-1:24\\.2\\.1\\)\\(m3\\)",
        1 => "\\([0-9.]{0,9}\\)",
        1 => "(0-0:98\\.1\\.0|1-0:1\\.6\\.0)(\\([0-9.:*kWS-]{0,13}\\)){0,7}",
        1 => "[ -~é]{0,30}",
    ]
}

fn feed_entry() -> impl Strategy<Value = String> {
    let link = "<link rel=\"(self|up|related)\" href=\"/?(UsagePoint|MeterReading|ReadingType)(/[12])?(/MeterReading(/[12])?)?\"/>";
    let reading = prop_oneof![
        4 => (0..12u32, prop_oneof![Just(900), Just(3600), Just(0)], -1..500i32).prop_map(|(slot, length, value)| format!(
            "<IntervalReading><timePeriod><start>{}</start><duration>{length}</duration></timePeriod><value>{value}</value>\
             </IntervalReading>{}",
            1_729_983_600 + 900 * slot,
            if value % 2 == 0 { "\n" } else { "" },
        )),
        1 => "<IntervalReading>(<value>[0-9.]{0,19}</value>)?(<ReadingQuality><quality>[0-9]{1,2}</quality></ReadingQuality>)?</IntervalReading>",
    ];
    let content = prop_oneof![
        1 => "<UsagePoint><ServiceCategory><kind>[0-4]?</kind></ServiceCategory></UsagePoint>",
        1 => Just("<MeterReading/>".to_owned()),
        2 => "<ReadingType><uom>(72|72|169|119|42|38|0)</uom><powerOfTenMultiplier>-?[0-9]{1,2}</powerOfTenMultiplier>\
              (<flowDirection>(1|19|4)</flowDirection>)?(<accumulationBehaviour>[0-9]</accumulationBehaviour>)?\
              (<intervalLength>(900|3600)</intervalLength>)?</ReadingType>",
        3 => prop::collection::vec(reading, 0..9)
            .prop_map(|readings| format!("<IntervalBlock>{}</IntervalBlock>", readings.concat())),
    ];
    (prop::collection::vec(link, 0..4), content).prop_map(|(links, content)| {
        format!("<entry>{}<content>{content}</content></entry>\n", links.concat())
    })
}
