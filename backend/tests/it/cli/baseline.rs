//! `baseline`: the model of a meter from two files, what the answer looks like, and what cannot be done.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::Program;

use super::refused;

/// A year of days, then half of one in which 30 a day are saved: heated under 59 °F, temperatures beside the readings.
fn days() -> String {
    let mut text = String::from("meter_id,start_utc,value,temp_mean_F,role\n");
    let first: jiff::civil::Date = "2023-01-01".parse().expect("a day");
    for i in 0..546_i32 {
        let day = first.checked_add(jiff::Span::new().days(i)).expect("a day");
        let (t, after) = (50.0 - 20.0 * (f64::from(i) / 58.1).cos(), i >= 365);
        let noise = f64::from(i * 7 % 13) / 13.0;
        let value = 90.0 + 2.5 * (59.0 - t).max(0.0) + noise - if after { 30.0 } else { 0.0 };
        let role = if after { "reporting" } else { "baseline" };
        writeln!(text, "gas,{day}T00:00Z,{value:.4},{t:.6},{role}").expect("text");
    }
    text + "gas,2024-06-30T00:00Z,,,\n"
}

fn near(value: &Value, expect: f64, by: f64) {
    let value = value.as_f64().or_else(|| value.as_str()?.parse().ok()).expect("a number");
    assert!((value - expect).abs() <= by, "{value}, not {expect}");
}

#[test]
fn a_meter_is_fitted_and_what_it_saved_is_told() {
    let program = Program::new();
    program.file("meters.csv", days().as_bytes());
    let said = program.run(&["baseline", "--meters", "meters.csv", "--fuel", "gas", "--json"]).is(0);
    let all = said.json();
    let one = &all[0];
    assert_eq!(
        (&one["meter_id"], &one["status"], &one["model"]),
        (&"gas".into(), &"fitted".into(), &"hdd_only".into())
    );
    near(&one["heating_balance_point_f"], 59.0, 0.0);
    near(&one["beta_hdd"], 2.5, 0.02);
    near(&one["intercept"], 90.5, 0.2);
    near(&one["n"], 365.0, 0.0);
    assert!(one["savings"]["total"].is_string() && one["cooling_balance_point_f"].is_null());
    near(&one["savings"]["total"], 181.0 * 30.0, 30.0);
    assert!(one["savings"]["fsu_error_band"].is_f64() && one["savings"]["ols_error_band"].is_f64());
    assert_eq!(one["acceptance"]["accepted"], true);

    let told = program.run(&["baseline", "--meters", "meters.csv", "--fuel", "gas"]).is(0);
    assert!(told.out.lines().count() == 2 && told.out.contains("chauffage"), "{told:?}");
}

#[test]
fn a_model_that_lacks_something_says_what_to_bring() {
    let program = Program::new();
    let half: String =
        days().lines().take(1).chain(days().lines().skip(200)).fold(String::new(), |t, l| t + l + "\n");
    program.file("meters.csv", half.as_bytes());
    let told = program.run(&["baseline", "--meters", "meters.csv", "--fuel", "gas"]).is(0);
    for words in
        ["pas encore", "gas :\n", "Les relevés ne couvrent pas une année.", "Apportez une année entière"]
    {
        assert!(told.out.contains(words), "{words}: {told:?}");
    }
}

#[test]
fn hours_are_summed_to_days() {
    let program = Program::new();
    program.file("meters.csv", days().as_bytes());
    let by_day = program.run(&["baseline", "--meters", "meters.csv", "--fuel", "gas", "--json"]).is(0).json();
    let mut quarters = String::from("meter_id,start_utc,value,temp_mean_F,role\n");
    for row in days().lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let (day, value) = (&cells[1][..10], cells[2].parse::<f64>());
        let Ok(value) = value else { continue };
        // A few of its quarters of six hours are missing in one day: what is read is scaled to the day.
        for quarter in (0..4).filter(|q| *q > 0 || day != "2023-05-05") {
            let (hour, part) = (6 * quarter, value / 4.0);
            writeln!(quarters, "gas,{day}T{hour:02}:00Z,{part},{},{}", cells[3], cells[4]).expect("text");
        }
    }
    quarters += "gas,2024-06-30T00:00Z,,,\n";
    program.file("meters.csv", quarters.as_bytes());
    let summed = program.run(&["baseline", "--meters", "meters.csv", "--fuel", "gas", "--json"]).is(0).json();
    for key in ["intercept", "beta_hdd", "n", "r_squared_adj"] {
        let expect = by_day[0][key].as_f64().expect("a number");
        near(&summed[0][key], expect, expect.abs() * 1e-6);
    }
    assert_eq!(summed[0]["frequency"], "daily");
}

#[test]
fn dates_do_what_roles_do() {
    let program = Program::new();
    program.file("meters.csv", days().as_bytes());
    let arguments = ["baseline", "--meters", "meters.csv", "--fuel", "gas", "--json"];
    let by_role = program.run(&arguments).is(0).json();
    let dates = ["--baseline-end", "2024-01-01", "--reporting-start", "2024-01-01T00:00Z"];
    let by_date = program.run(&[&arguments[..], &dates[..]].concat()).is(0).json();
    assert_eq!(by_role, by_date);
}

#[test]
fn a_meter_that_nobody_read_has_no_data() {
    let program = Program::new();
    program.file("meters.csv", b"meter_id;start_utc;value;temp_mean_C;role\na;2023-01-01T00:00Z;;4,5;baseline\na;2023-01-02T00:00Z;;;\n");
    let all = program.run(&["baseline", "--meters", "meters.csv", "--json"]).is(0).json();
    assert_eq!(
        (&all[0]["status"], &all[0]["n"], &all[0]["model"]),
        (&"no_data".into(), &0.into(), &Value::Null)
    );
}

#[test]
fn a_meter_that_only_exports_has_no_model() {
    let program = Program::new();
    program.file("meters.csv", days().replace("Z,", "Z,-").as_bytes());
    let all = program.run(&["baseline", "--meters", "meters.csv", "--fuel", "gas", "--json"]).is(0).json();
    assert_eq!((&all[0]["status"], &all[0]["savings"]), (&"no_model".into(), &Value::Null));
}

#[test]
fn what_cannot_be_done_says_what_and_which() {
    let program = Program::new();
    let bills = "meter_id,start_utc,value,temp_mean_C,role\na,2023-01-01T00:00Z,9,4,baseline\na,2023-02-01T00:00Z,8,5,baseline\na,2023-03-01T00:00Z,8,5,baseline\n";
    for (file, arguments, words) in [
        ("", &[][..], &["meters.csv", "nothing in it"][..]),
        ("<html>\n", &[], &["start_utc"]),
        ("start_utc,value\n", &[], &["role", "--baseline-end"]),
        ("start_utc,value,role\nyesterday,3,baseline\n", &[], &["line 2", "yesterday"]),
        ("start_utc,value,role\n2023-01-01T00:00Z,many,baseline\n", &[], &["line 2", "many"]),
        ("start_utc,value,temp_mean,role\n", &[], &["temp_mean", "temp_mean_C"]),
        (
            "start_utc,end_utc,value,role\n2023-01-01T00:00Z,2023-01-03T00:00Z,1,\n2023-01-02T00:00Z,2023-01-03T00:00Z,1,\n",
            &[],
            &["lines 2 and 3"],
        ),
        (bills, &[], &["`a`", "--temperature"]),
        (bills, &["--meter", "b"], &["`b`", "the file has: a"]),
        (
            "meter_id,start_utc,value,role\na,2023-01-01,1,\nb,2023-01-01,1,\nc,2023-01-01,1,\nd,2023-01-01,1,\ne,2023-01-01,1,\nf,2023-01-01,1,\n",
            &["--meter", "x"],
            &["`x`", "a, b, c, d, e and 1 more"],
        ),
        (bills, &["--fuel", "coal"], &["coal", "natural_gas"]),
        (bills, &["--baseline-end", "soon"], &["--baseline-end", "soon"]),
        (bills, &["--temperature", "none.csv"], &["none.csv"]),
    ] {
        program.file("meters.csv", file.as_bytes());
        let all = [&["baseline", "--meters", "meters.csv"], arguments].concat();
        refused(program.run(&all), words);
    }
}
