//! What the words of headers say: clocks at both ends of a slot, net beside gross, units nobody knows, units in a row of
//! their own, the plainest words, names as they were written.

use eclaireur_models::finding::Code;
use eclaireur_models::period::day_start;
use eclaireur_models::readings::Parsed;
use jiff::civil::date;

use crate::told::{one_line, read, says};

fn lines(parsed: &Parsed) -> Vec<String> {
    parsed.series.iter().map(one_line).collect()
}

/// A table of these headers with a number in every column on each of the first days of 2024.
fn days(header: &str, days: usize, cells: &str) -> String {
    let rows = (1..=days).map(|day| format!("{day:02}/01/2024;{cells}\n"));
    format!("{header}\n{}", rows.collect::<String>())
}

/// An hour a row, with the clock at its beginning and at its end.
fn hours(header: &str, day: &str, midnight: &str) -> String {
    let end = |hour: usize| if hour == 24 { midnight.to_owned() } else { format!("{hour:02}:00") };
    let row = |hour: usize| format!("{day};{hour:02}:00;{};{}\n", end(hour + 1), hour % 3 + 1);
    format!("{header}\n{}", (0..24).map(row).collect::<String>())
}

#[test]
fn clocks_at_both_ends_of_a_slot_make_an_hour_of_each_row() {
    for header in [
        "Date;Heure début;Heure fin;kWh",
        "Date;Heure de début;Heure de fin;Consommation (kWh)",
        "Date;Début;Fin;Consommation (kWh)",
        "Date;De;À;kWh",
        "Date;Heure;Heure;kWh",
        "Datum;Begintijd;Eindtijd;Verbruik (kWh)",
        "Datum;Van;Tot;Verbruik (kWh)",
        "Datum;Startzeit;Endzeit;Verbrauch (kWh)",
        "Datum;Von;Bis;Verbrauch (kWh)",
        "Date;Start time;End time;Usage (kWh)",
        "Date;From;To;Usage (kWh)",
    ] {
        for midnight in ["00:00", "24:00", "23:59"] {
            let parsed = read(&hours(header, "15/01/2024", midnight));
            let told: Vec<_> = parsed.series.iter().map(|s| (s.resolution_s, s.readings(), s.gaps)).collect();
            assert_eq!(told, [(Some(3600), 24, 0)], "{header} {midnight}: {:?}", parsed.findings);
            let first = parsed.series[0].points[0];
            assert_eq!(first.start, day_start(date(2024, 1, 15)), "{header} {midnight}");
            assert_eq!(parsed.series[0].to(), Some(day_start(date(2024, 1, 16))), "{header} {midnight}");
        }
    }
}

#[test]
fn dates_with_a_clock_each_make_slots() {
    for (header, row) in [
        ("Date début;Heure début;Date fin;Heure fin;kWh", "15/01/2024;23:00;16/01/2024;00:00;3"),
        ("Du;De;Au;À;kWh", "15/01/2024;23:00;15/01/2024;00:00;3"),
        ("Start time;End time;Usage (kWh)", "15/01/2024 23:00;16/01/2024 00:00;3"),
        ("Date;Heure début;Heure fin;kWh", "15/01/2024;23:00;23:59:59;3"),
        ("Date;Heure de fin;kWh", "16/01/2024;00:00;3"),
    ] {
        let before = row.replace("16/01", "15/01").replace("00:00", "23:00").replacen("23:00", "22:00", 1);
        let before = before.replace("23:59:59", "22:59:59");
        let before = if header == "Date;Heure de fin;kWh" { "15/01/2024;23:00;2" } else { &before };
        let parsed = read(&format!("{header}\n{before}\n{row}\n"));
        let end = day_start(date(2024, 1, 16));
        let slots: Vec<_> =
            parsed.series.iter().flat_map(|s| &s.points).map(|p| (p.start - end, p.end - end)).collect();
        assert_eq!(slots, [(-7200, -3600), (-3600, 0)], "{header}: {:?}", parsed.findings);
    }
}

#[test]
fn periods_of_days_stay_periods_of_days() {
    let parsed = read("Début;Fin;Consommation (kWh)\n01/01/2024;31/01/2024;100\n01/02/2024;29/02/2024;90\n");
    let [january, february] = parsed.series[0].points[..] else { panic!("{:?}", parsed.findings) };
    assert_eq!((january.start, january.end), (day_start(date(2024, 1, 1)), day_start(date(2024, 2, 1))));
    assert_eq!(february.end, day_start(date(2024, 3, 1)));
}

#[test]
fn clocks_at_both_ends_follow_the_change_of_the_clock() {
    let quarters = |hours: &[usize]| -> String {
        let row = |hour: usize, quarter: usize| {
            let end = hour * 60 + quarter * 15 + 15;
            format!("{hour:02}:{:02};{:02}:{:02};1\n", quarter * 15, end / 60 % 24, end % 60)
        };
        hours.iter().flat_map(|hour| (0..4).map(move |quarter| row(*hour, quarter))).collect()
    };
    let spring: Vec<usize> = (0..24).filter(|hour| *hour != 2).collect();
    let autumn: Vec<usize> = (0..=2).chain(2..24).collect();
    for (day, from, to, hours) in [
        ("31/03/2024", date(2024, 3, 31), date(2024, 4, 1), &spring),
        ("27/10/2024", date(2024, 10, 27), date(2024, 10, 28), &autumn),
    ] {
        let rows = quarters(hours);
        let text = rows.lines().map(|row| format!("{day};{row}\n")).collect::<Vec<_>>().concat();
        let parsed = read(&format!("Date;Heure début;Heure fin;kWh\n{text}"));
        let series = &parsed.series[0];
        assert_eq!(
            (series.resolution_s, series.readings(), series.gaps),
            (Some(900), hours.len() * 4, 0),
            "{day}: {:?}",
            parsed.findings
        );
        assert_eq!((series.from(), series.to()), (Some(day_start(from)), Some(day_start(to))), "{day}");
    }
    let hour = |hour: &usize| format!("27/10/2024;{hour:02}:00;{:02}:00;1\n", (hour + 1) % 24);
    let hourly = autumn.iter().map(hour).collect::<Vec<_>>().concat();
    let parsed = read(&format!("Date;Heure début;Heure fin;kWh\n{hourly}"));
    assert_eq!((parsed.series[0].resolution_s, parsed.series[0].readings()), (Some(3600), 25));
}

#[test]
fn a_clock_that_ends_long_before_it_begins_is_a_mistake() {
    let parsed = read("Date;Heure début;Heure fin;kWh\n15/01/2024;10:00;11:00;1\n15/01/2024;11:00;10:00;1\n");
    assert!(says(&parsed, Code::PeriodReversed), "{:?}", parsed.findings);
    assert_eq!(parsed.rows.rejected, 1);
    let parsed = read("Date;Heure début;Heure fin;kWh\n15/01/2024;22:30;23:30;1\n15/01/2024;23:30;00:30;1\n");
    assert_eq!((parsed.series[0].readings(), parsed.series[0].resolution_s), (2, Some(3600)));
}

#[test]
fn what_is_net_counts_only_where_what_is_taken_stands_nowhere() {
    for (header, cells, expect) in [
        (
            "Date;Prélèvement (kWh);Injection (kWh);Net (kWh)",
            "10;4;6",
            &[
                "electricity offtake total interval kWh 50 -",
                "electricity injection total interval kWh 20 -",
                "electricity offtake total interval kWh 30 - (not counted)",
            ][..],
        ),
        (
            "Datum;Saldo (kWh);Afname van het net (kWh)",
            "6;10",
            &[
                "electricity offtake total interval kWh 30 - (not counted)",
                "electricity offtake total interval kWh 50 -",
            ],
        ),
        (
            "Date;Brut aile A (kWh);Net aile A (kWh)",
            "10;6",
            &[
                "electricity offtake total interval kWh 50 aile A",
                "electricity offtake total interval kWh 30 aile A (not counted)",
            ],
        ),
        ("Date;Net (kWh)", "6", &["electricity offtake total interval kWh 30 -"]),
    ] {
        let parsed = read(&days(header, 5, cells));
        assert_eq!(lines(&parsed), expect, "{header}");
        assert_eq!(says(&parsed, Code::SameEnergyTwice), expect.len() > 1, "{header}");
    }
}

#[test]
fn a_second_column_of_the_same_words_is_the_same_energy_twice() {
    let parsed = read(&days("Date;Consommation (kWh);Consommation totale (kWh)", 5, "10;10"));
    assert_eq!(
        lines(&parsed),
        [
            "electricity offtake total interval kWh 50 -",
            "electricity offtake total interval kWh 50 - (not counted)",
        ]
    );
    assert!(says(&parsed, Code::SameEnergyTwice));
}

#[test]
fn a_word_in_brackets_is_a_unit_nobody_knows_or_a_name() {
    let nobody_knows = |carrier: &str| format!("{carrier} offtake total interval ? 10 - (not counted)");
    for (header, carrier, unit) in [
        ("Consommation (zorglub)", "electricity", "zorglub"),
        ("Gaz (zorglub)", "natural_gas", "zorglub"),
        ("Consommation [foobar]", "electricity", "foobar"),
        ("Consommation (GWh)", "electricity", "GWh"),
    ] {
        let parsed = read(&days(&format!("Date;{header}"), 5, "2"));
        assert_eq!(lines(&parsed), [nobody_knows(carrier)], "{header}");
        assert_eq!(parsed.series[0].key.unit_text.as_deref(), Some(unit));
        assert!(says(&parsed, Code::UnknownUnit), "{header}");
    }
    for (header, names) in [
        ("Gaz (chaufferie)", &["chaufferie"][..]),
        ("Gaz (Sainte-Anne)", &["Sainte Anne"]),
        ("Gaz (aile B)", &["aile B"]),
        ("Gaz (b2)", &["b2"]),
        ("Gaz kWh (zorglub)", &["zorglub"]),
        ("Gaz (gymnase);Gaz (réfectoire)", &["gymnase", "réfectoire"]),
    ] {
        let parsed = read(&days(&format!("Date;{header}"), 5, "2;3"));
        let found: Vec<_> = parsed.series.iter().filter_map(|s| s.key.name.as_deref()).collect();
        assert_eq!(found, names, "{header}: {:?}", parsed.findings);
        assert!(parsed.series.iter().all(|s| s.counts), "{header}");
    }
    let beside = read("Date;Unité;Gaz (gymnase)\n01/01/2024;kWh;3\n02/01/2024;kWh;4\n03/01/2024;kWh;4\n");
    assert_eq!(lines(&beside), ["natural_gas offtake total interval kWh 11 gymnase"]);
    for header in ["Consommation (€)", "Valeur (€)"] {
        assert!(read(&days(&format!("Date;{header}"), 5, "2")).series.is_empty(), "{header}");
    }
    let reactive = read(&days("Datum;Verbruik (kVArh)", 5, "2"));
    assert!(reactive.series.iter().all(|s| !s.counts), "{:?}", lines(&reactive));
}

#[test]
fn a_row_of_units_below_the_header_is_read_and_passed_over() {
    for units in [";kWh;m3", ";(kWh);[m³]", "-;kWh;m3"] {
        let rows = days("Date;Électricité;Gaz", 10, "5;2").replacen('\n', &format!("\n{units}\n"), 1);
        let parsed = read(&rows);
        assert_eq!(
            lines(&parsed),
            ["electricity offtake total interval kWh 50 -", "natural_gas offtake total interval m3 20 -"],
            "{units}"
        );
        let r = parsed.rows;
        assert_eq!((r.read, r.accepted, r.missing, r.rejected, r.ignored), (11, 10, 0, 0, 1), "{units}");
        let codes: Vec<_> = parsed.findings.iter().map(|f| (f.code, f.row)).collect();
        assert_eq!(codes, [(Code::UnitsRow, Some(2))], "{units}");
    }
    let odd = days("Date;Électricité;Gaz", 10, "5;2").replacen('\n', "\n;kWh;barils\n", 1);
    assert!(says(&read(&odd), Code::UnknownUnit));
}

#[test]
fn the_plainest_headers_are_known() {
    for text in [
        "EAN;Date;Valeur;Unité\n;01/01/2024;5;kWh\n;02/01/2024;3;kWh\n;03/01/2024;4;kWh\n",
        "Date;Valeur (kWh)\n01/01/2024;5\n02/01/2024;3\n03/01/2024;4\n",
        "Timestamp,Value,Unit\n2024-01-01,5,kWh\n2024-01-02,3,kWh\n2024-01-03,4,kWh\n",
        "Moment;Hoeveelheid;Eenheid\n01/01/2024;5;kWh\n02/01/2024;3;kWh\n03/01/2024;4;kWh\n",
        "Datum;Menge;Einheit\n01.01.2024;5;kWh\n02.01.2024;3;kWh\n03.01.2024;4;kWh\n",
    ] {
        assert_eq!(lines(&read(text)), ["electricity offtake total interval kWh 12 -"], "{text}");
    }
    for header in ["Datum;Tijd;Waarde;Eenheid", "Datum;Uhrzeit;Wert;Einheit", "Date;Hour;Value;Unit"] {
        let row = |hour: u32| format!("15/01/2024;{hour:02}:00;{};kWh\n", hour % 3);
        let rows = (0..24).map(row).collect::<Vec<_>>().concat();
        let parsed = read(&format!("{header}\n{rows}"));
        assert_eq!(lines(&parsed), ["electricity offtake total interval kWh 24 -"], "{header}");
        assert_eq!(parsed.series[0].resolution_s, Some(3600));
    }
    let index = read(
        "EAN;Date;Valeur;Unité\n;01/01/2024;1000;kWh\n;01/02/2024;1100;kWh\n;01/03/2024;1210;kWh\n;01/04/2024;1300;kWh\n",
    );
    assert_eq!(lines(&index), ["electricity offtake total index kWh 300 -"]);
}

#[test]
fn names_are_shown_as_they_were_written_and_compared_without_their_accents() {
    let parsed = read(&days("Date;Bâtiment A jour (kWh);BATIMENT A nuit (kWh);L’École (kWh)", 5, "2;3;4"));
    assert_eq!(
        lines(&parsed),
        [
            "electricity offtake day interval kWh 10 Bâtiment A",
            "electricity offtake night interval kWh 15 Bâtiment A",
            "electricity offtake total interval kWh 20 École",
        ]
    );
}

#[test]
fn three_tariffs_add_up() {
    let parsed = read(&days(
        "Date;Heures pleines (kWh);Heures creuses (kWh);Heures super creuses (kWh);Total (kWh)",
        5,
        "2;3;4;9",
    ));
    assert_eq!(
        lines(&parsed),
        [
            "electricity offtake day interval kWh 10 -",
            "electricity offtake night interval kWh 15 -",
            "electricity offtake off_peak interval kWh 20 -",
            "electricity offtake total interval kWh 45 - (not counted)",
        ]
    );
}

#[test]
fn therms_are_gas_and_that_is_said() {
    for (unit, carrier) in [("therm", "natural_gas"), ("GJ", "electricity"), ("kBtu", "electricity")] {
        let parsed = read(&days(&format!("Date;Consommation ({unit})"), 5, "2"));
        assert_eq!(parsed.series[0].key.carrier.code(), carrier);
        assert!(says(&parsed, Code::CarrierAssumed), "{unit}");
    }
}

#[test]
fn one_zero_byte_spoils_no_table() {
    let parsed = read("Date;kWh\n01/01/2024;10\0\n02/01/2024;11\n03/01/2024;9\n");
    assert_eq!(lines(&parsed), ["electricity offtake total interval kWh 30 -"]);
}
