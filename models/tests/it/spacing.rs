//! What a date stands for, told by all dates of the table: days with gaps, weeks, months, quarters; and which part of
//! a date comes first.

use eclaireur_models::finding::Code;
use eclaireur_models::period::day_of;
use eclaireur_models::readings::Parsed;

use crate::told::{read, says};

/// Kind, number of readings, gaps, sum, first day and the day after the last.
fn said(parsed: &Parsed) -> String {
    let Some(one) = parsed.series.first() else { return "nothing".to_owned() };
    let day = |at: Option<i64>| at.and_then(day_of).map(|d| d.to_string()).unwrap_or_default();
    let (kind, total) = (one.key.kind.code(), one.total().normalize());
    format!("{kind} {} {} {total} {} {}", one.readings(), one.gaps, day(one.from()), day(one.to()))
}

fn rule(parsed: &Parsed) -> Option<&str> {
    parsed.findings.iter().find(|f| f.code == Code::PeriodAssumed).map(|f| f.data["rule"].as_str())
}

#[test]
fn a_date_stands_for_what_the_dates_of_the_table_say() {
    let days =
        |dates: &[u8]| dates.iter().map(|d| format!("{d:02}/06/2024;10\n")).collect::<Vec<_>>().concat();
    let month: Vec<u8> = (1..=30).filter(|d| ![5, 11, 17, 23].contains(d)).collect();
    for (rows, expect, expected_rule) in [
        ("01/01/2024;10\n02/01/2024;20\n".to_owned(), "interval 2 0 30 2024-01-01 2024-01-03", None),
        (days(&month), "interval 26 4 260 2024-06-01 2024-07-01", None),
        (days(&[1, 2, 3, 4, 9, 10, 11, 12]), "interval 8 4 80 2024-06-01 2024-06-13", None),
        // The row that cannot be used says a day all the same.
        (
            "01/06/2024;10\n02/06/2024;abc\n03/06/2024;5\n".to_owned(),
            "interval 2 1 15 2024-06-01 2024-06-04",
            None,
        ),
        ("01/06/2024;10\n02/06/2024;-4\n".to_owned(), "interval 1 0 10 2024-06-01 2024-06-02", None),
        (
            "03/06/2024;7\n10/06/2024;7\n24/06/2024;7\n".to_owned(),
            "billed 3 0 21 2024-06-03 2024-07-01",
            Some("week-of-first-day"),
        ),
        (
            "09/06/2024;7\n16/06/2024;7\n".to_owned(),
            "billed 2 0 14 2024-06-03 2024-06-17",
            Some("week-of-last-day"),
        ),
        (
            "07/06/2024;7\n14/06/2024;7\n21/06/2024;7\n".to_owned(),
            "billed 3 0 21 2024-05-31 2024-06-21",
            Some("since-date-before"),
        ),
        (
            "01/01/2024;7\n01/02/2024;7\n".to_owned(),
            "interval 2 0 14 2024-01-01 2024-03-01",
            Some("month-of-first-day"),
        ),
        (
            "31/01/2024;7\n29/02/2024;7\n".to_owned(),
            "interval 2 0 14 2024-01-01 2024-03-01",
            Some("month-of-last-day"),
        ),
        (
            "01/01/2024;7\n01/04/2024;7\n01/07/2024;7\n".to_owned(),
            "billed 3 0 21 2024-01-01 2024-10-01",
            Some("period-of-first-day"),
        ),
        (
            "31/12/2022;7\n31/12/2023;7\n".to_owned(),
            "billed 2 0 14 2022-01-01 2024-01-01",
            Some("period-of-last-day"),
        ),
        (
            "15/01/2024;7\n15/02/2024;7\n15/03/2024;7\n".to_owned(),
            "billed 3 0 21 2023-12-15 2024-03-15",
            Some("since-date-before"),
        ),
        (
            "03/01/2024;7\n11/02/2024;7\n02/03/2024;8\n".to_owned(),
            "billed 2 0 15 2024-01-03 2024-03-02",
            Some("since-date-before"),
        ),
        (
            "03/01/2024;7\n11/02/2024;abc\n02/03/2024;8\n".to_owned(),
            "billed 1 0 8 2024-02-11 2024-03-02",
            Some("since-date-before"),
        ),
    ] {
        let parsed = read(&format!("Date;Consommation (kWh)\n{rows}"));
        assert_eq!(said(&parsed), expect, "{rows}{:?}", parsed.findings);
        assert_eq!(rule(&parsed), expected_rule, "{rows}");
    }
}

#[test]
fn one_date_alone_names_no_month() {
    let parsed = read("Date;Consommation (kWh)\n01/06/2024;10\n");
    assert_eq!(said(&parsed), "nothing");
    assert!(says(&parsed, Code::NoPeriod), "{:?}", parsed.findings);
}

#[test]
fn rows_that_nothing_tells_apart_are_one_error_and_no_day() {
    let hours: Vec<_> = (0..48).map(|h| format!("{:02}/06/2024;{}\n", 1 + h / 24, h % 5)).collect();
    let hours = hours.concat();
    let parsed = read(&format!("Date;Consommation (kWh)\n{hours}"));
    assert_eq!((said(&parsed).as_str(), parsed.rows.rejected), ("nothing", 48));
    assert!(says(&parsed, Code::SameMoment) && !says(&parsed, Code::DuplicateRow), "{:?}", parsed.findings);
    // The same file twice is no such thing.
    let days = "01/06/2024;1\n02/06/2024;2\n03/06/2024;3\n";
    let parsed = read(&format!("Date;Consommation (kWh)\n{days}{days}{days}"));
    assert_eq!(said(&parsed), "interval 3 0 6 2024-06-01 2024-06-04");
}

#[test]
fn dates_that_follow_each_other_tell_which_part_comes_first() {
    let hourly: String = ["1/5/2024", "1/6/2024"]
        .iter()
        .flat_map(|d| (0..24).map(move |h| format!("{d},{h}:00,1\n")))
        .collect();
    let list = |header: &str, dates: &[&str]| {
        let rows: Vec<_> = dates.iter().enumerate().map(|(n, d)| format!("{d},{}\n", n % 3 + 1)).collect();
        let rows = rows.concat();
        format!("{header}\n{rows}")
    };
    let months: Vec<String> = (1..=12).map(|m| format!("{m}/1/2024")).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    for (text, first, why) in [
        (format!("Date,Time,Usage (kWh)\n{hourly}"), "2024-01-05", Some("spacing")),
        (list("Date,Usage (kWh)", &months), "2024-01-01", Some("english")),
        (list("Date,kWh", &months), "2024-01-01", Some("usual")),
        (list("Date,kWh", &["01/02/2024", "01/03/2024", "01/04/2024"]), "2024-02-01", Some("usual")),
        (list("Date,Conso kWh", &["01/02/2024", "01/03/2024", "01/04/2024"]), "2024-02-01", None),
        (list("Date,Conso kWh", &["05/01/2024", "05/02/2024", "05/03/2024"]), "2023-12-05", None),
        (list("Date,Usage (kWh)", &["01.02.2024", "02.02.2024", "03.02.2024"]), "2024-02-01", None),
        (list("Date,Usage (kWh)", &["1/12/2024", "1/13/2024", "1/14/2024"]), "2024-01-12", None),
    ] {
        let parsed = read(&text);
        let from = parsed.series[0].from().and_then(day_of).unwrap().to_string();
        assert_eq!(from, first, "{text}{:?}", parsed.findings);
        let finding = parsed.findings.iter().find(|f| f.code == Code::DateOrderAssumed);
        assert_eq!(finding.map(|f| f.data["why"].as_str()), why, "{text}{finding:?}");
        assert!(finding.is_none_or(|f| f.data["day"] != f.data["other_day"] && f.value.is_some()));
    }
}

#[test]
fn dates_of_both_orders_in_one_file_are_said() {
    let parsed = read("Date,kWh\n01/02/2024,1\n13/02/2024,2\n14/02/2024,3\n02/15/2024,4\n");
    let mixed = parsed.findings.iter().find(|f| f.code == Code::DateOrderAssumed).unwrap();
    assert_eq!((mixed.data["why"].as_str(), mixed.data["day"].as_str()), ("mixed", "2024-02-01"));
    assert!(parsed.findings.iter().any(|f| f.code == Code::BadDate && f.row == Some(5)));
}

#[test]
fn numbers_with_a_power_of_ten_and_computer_clocks_are_read() {
    let parsed = read("Date;kWh\n01/01/2024;1E3\n02/01/2024;1,5E+02\n");
    assert_eq!(said(&parsed), "interval 2 0 1150 2024-01-01 2024-01-03");
    for (header, cells) in [
        ("timestamp", ["1704063600", "1704067200", "1704070800"]),
        ("timestamp", ["1704063600000", "1704067200000", "1704070800000"]),
    ] {
        let rows = cells.iter().map(|c| format!("{c},1\n")).collect::<Vec<_>>().concat();
        let parsed = read(&format!("{header},kWh\n{rows}"));
        let one = &parsed.series[0];
        assert_eq!((one.from(), one.resolution_s), (Some(1_704_063_600), Some(3600)), "{header}");
    }
}

#[test]
fn a_header_without_rows_is_an_error() {
    let parsed = read("Date;kWh\n");
    assert!(parsed.format.is_some() && says(&parsed, Code::NoReadings), "{:?}", parsed.findings);
}

#[test]
fn sums_below_a_table_are_no_readings() {
    for (last, code) in [
        ("Grand total;30", Code::TotalRow),
        ("Total général 2024;31", Code::TotalRow),
        ("Totaal;30", Code::TotalRow),
        ("Summe;30", Code::TotalRow),
        (";30", Code::TotalRow),
        (";31", Code::BadDate),
        ("32/01/2024;30", Code::BadDate),
        (";30\n03/01/2024;1", Code::BadDate),
    ] {
        let parsed = read(&format!("Date;kWh\n01/01/2024;10\n02/01/2024;20\n{last}\n"));
        assert!(says(&parsed, code), "{last}: {:?}", parsed.findings);
        assert_eq!(parsed.rows.rejected, u32::from(code == Code::BadDate), "{last}");
    }
}

#[test]
fn a_doubled_hour_asked_for_again_and_again_is_looked_up_once() {
    let rows = "27/10/2024;02:00;1\n".repeat(20_000);
    let parsed = read(&format!("Date;Heure;kWh\n{rows}"));
    assert_eq!((parsed.rows.read, parsed.rows.rejected), (20_000, 20_000));
    assert!(says(&parsed, Code::SameMoment));
}
