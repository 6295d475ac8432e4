//! `baselines`: a year of a building's gas frozen with its weather, replayed, and refused once it was touched.

use std::fmt::Write as _;

use eclaireur::store::Database;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use sea_orm::{ConnectionTrait, Statement, Value};
use serde_json::json;

use super::refused;
use crate::support::Program;

const FIRST: Date = date(2025, 1, 1);
const SEAL: [&str; 8] =
    ["baselines", "seal", "--building", "aile-b", "--carrier", "gas", "--from", "2025-01-01"];
const TO: [&str; 2] = ["--to", "2025-12-31"];

fn days() -> impl Iterator<Item = (i32, Date)> {
    (0..365).map(|i| (i, FIRST.checked_add(i.days()).expect("a day")))
}

/// Mean temperature in tenths of a degree: −3 in winter, 15 and a little more in summer.
fn tenths(i: i32) -> i32 {
    183 - (i - 183).abs() - 30 + i * 7 % 13
}

/// An organisation whose gas was read every day of 2025; it is heated under 15 °C.
fn given() -> Program {
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    program.run(&["building", "add", "--organisation", "les-tilleuls", "--name", "Aile B"]).is(0);
    let mut gas = String::from("Date;Gaz naturel (kWh)\n");
    for (i, day) in days() {
        let kwh = 400 + 8 * (150 - tenths(i)).max(0) + i * 5 % 11;
        writeln!(gas, "{};{kwh}", day.strftime("%d/%m/%Y")).expect("text");
    }
    program.file("gaz.csv", gas.as_bytes());
    let import =
        ["import", "--organisation", "les-tilleuls", "--create-meters", "--building", "aile-b", "gaz.csv"];
    program.run(&import).is(0);
    program
}

/// Temperatures of the days from the first on, without those of this range.
fn weather(program: &Program, without: core::ops::Range<i32>) {
    let mut text = String::from("jour;température\n");
    for (i, day) in days().filter(|(i, _)| !without.contains(i)) {
        let (sign, size) = (if tenths(i) < 0 { "-" } else { "" }, tenths(i).abs());
        writeln!(text, "{};{sign}{},{}", day.strftime("%d/%m/%Y"), size / 10, size % 10).expect("text");
    }
    program.file("uccle.csv", text.as_bytes());
    program.run(&["weather", "load", "uccle.csv", "--station", "uccle"]).is(0);
}

#[test]
fn a_year_is_sealed_listed_and_replayed_to_the_same_figures() {
    let program = given();
    weather(&program, 0..0);
    let sealed = program.run(&[&SEAL[..], &TO, &["--json"]].concat()).is(0).json();
    assert_eq!((&sealed["building"], &sealed["carrier"]), (&json!("aile-b"), &json!("natural_gas")));
    assert_eq!((&sealed["from"], &sealed["to"]), (&json!("2025-01-01"), &json!("2025-12-31")));
    assert_eq!((&sealed["figures"]["model"], &sealed["figures"]["n"]), (&json!("hdd_only"), &json!(365)));
    assert_eq!(
        (&sealed["accepted"], &sealed["figures"]["factors"]["days of file"]),
        (&json!(true), &json!("365"))
    );
    let id = sealed["id"].as_str().unwrap();
    let again = program.run(&["baselines", "replay", id, "--json"]).is(0).json();
    assert_eq!((&again["figures"], &again["same_figures"]), (&sealed["figures"], &json!(true)));
    let text = program.run(&["baselines", "replay", id]).is(0).out;
    assert!(text.contains("mêmes chiffres : oui") && text.contains("hdd_only sur 365 relevés"), "{text}");
    let text = program.run(&[&SEAL[..], &TO].concat()).is(0).out;
    assert!(text.starts_with(id) && text.contains("fiable : oui"), "the same one again: {text}");
    // Weather that is corrected later changes nothing of what was sealed.
    program.file("corrigé.csv", b"date,temperature\n2025-01-02,-9.5\n");
    program.run(&["weather", "load", "corrigé.csv", "--station", "uccle"]).is(0);
    let later = program.run(&["baselines", "replay", id, "--json"]).is(0).json();
    assert_eq!(later, again);
    let text = program.run(&["baselines", "withdraw", id]).is(0).out;
    assert!(text.contains("retirée le"), "{text}");
    let listed = program.run(&["baselines", "list", "--building", "aile-b", "--json"]).is(0).json();
    assert_eq!((&listed[0]["id"], listed.as_array().map(Vec::len)), (&json!(id), Some(1)));
    assert!(program.run(&["baselines", "list"]).is(0).out.starts_with(id));
}

#[test]
fn days_without_temperature_are_named_with_the_day_they_exist_from() {
    let program = given();
    weather(&program, 40..43);
    refused(
        program.run(&[&SEAL[..], &TO].concat()),
        &["no temperature of `uccle` for 3 days", "2025-02-10 → 2025-02-12", "eclaireur weather load"],
    );
    assert_eq!(program.run(&["baselines", "list"]).is(0).out, "");
}

#[test]
fn what_cannot_be_sealed_or_replayed_is_said() {
    let program = given();
    weather(&program, 0..0);
    let none = ["baselines", "seal", "--building", "nulle-part", "--carrier", "gas", "--from", "2025-01-01"];
    refused(program.run(&[&none[..], &TO].concat()), &["no building `nulle-part`"]);
    refused(program.run(&[&SEAL[..], &["--to", "2024-12-31"]].concat()), &["--from 2025-01-01 is after"]);
    refused(program.run(&[&SEAL[..], &TO, &["--meter", "x"]].concat()), &["no meter `x`"]);
    refused(program.run(&[&SEAL[..], &TO, &["--station", "mars"]].concat()), &["no station `mars`"]);
    refused(program.run(&[&SEAL[..], &["--to", "2035-01-01"]].concat()), &["too many"]);
    let water = ["baselines", "seal", "--building", "aile-b", "--carrier", "water", "--from", "2025-01-01"];
    refused(program.run(&[&water[..], &TO].concat()), &["no reading of water", "2025-12-31"]);
    refused(program.run(&["baselines", "replay", "x"]), &["`x` is no id of a baseline"]);
    refused(program.run(&["baselines", "replay", "0000000000000"]), &["no baseline `0000000000000`"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_was_touched_in_the_database_is_refused_with_its_part() {
    let program = given();
    weather(&program, 0..0);
    let sealed = program.run(&[&SEAL[..], &TO, &["--json"]].concat()).is(0).json();
    let url = format!("sqlite://{}", program.folder().join("data/eclaireur.db").display());
    let db = Database::connect(&url).await.unwrap();
    let sqlite = db.read().get_database_backend();
    let select = Statement::from_string(sqlite, "SELECT sealed FROM baseline");
    let row = db.read().query_one_raw(select).await.unwrap().unwrap();
    let packed: Vec<u8> = row.try_get_by_index(0).unwrap();
    let text = String::from_utf8(zstd::decode_all(packed.as_slice()).unwrap()).unwrap();
    let touched = text.replacen("\"value\":\"", "\"value\":\"1", 1);
    assert_ne!(touched, text);
    let touched: Value = zstd::bulk::compress(touched.as_bytes(), 1).unwrap().into();
    let tx = db.begin().await.unwrap();
    let update = Statement::from_sql_and_values(sqlite, "UPDATE baseline SET sealed = ?", [touched]);
    tx.execute_raw(update).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await.unwrap();
    let id = sealed["id"].as_str().unwrap();
    refused(program.run(&["baselines", "replay", id]), &[id, "the sealed baseline was changed: data"]);
}
