//! `kill -9` in the middle of an import: after the restart it is there whole or not at all, and what was acknowledged
//! is always there.

use std::time::Duration;

use eclaireur::clock::Clock;
use eclaireur::store::{Database, ledger};
use reqwest::{Method, multipart};
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::Value;

use crate::support::{Answer, EAN, Export, Program, Service, code_in, export};

/// Kills, spread over the length of an import and a little beyond.
const ROUNDS: u32 = 20;

/// Makes an organisation with its building over the first run's form: the building's code.
async fn home(service: &Service, name: &str) -> String {
    let form = format!("name={name}&postcode=5000&activity=care-home");
    let request = service.request(Method::POST, "/commencer").body(form);
    let made = Answer::to(request.header("content-type", "application/x-www-form-urlencoded")).await.is(303);
    code_in(&made.location())
}

/// Sends the file; whether it was acknowledged.
fn upload(
    service: &Service,
    organisation: &str,
    file: &Export,
) -> impl Future<Output = bool> + Send + 'static {
    let path = format!("/api/v1/organisations/{organisation}/imports?create_meters=true");
    let part = multipart::Part::bytes(file.bytes.clone()).file_name("2023.csv");
    let request = service.request(Method::POST, &path).multipart(multipart::Form::new().part("file", part));
    async move { request.send().await.is_ok_and(|answer| answer.status() == 201) }
}

/// How many imports an organisation has, how many of its months are complete, and their sum.
async fn found(service: &Service, code: &str) -> (usize, usize, Decimal) {
    let get = async |path: String| Answer::to(service.request(Method::GET, &path)).await.is(200).json();
    let imports = get(format!("/api/v1/organisations/{code}/imports")).await;
    let months = get(format!("/api/v1/buildings/{code}/consumption?step=month")).await;
    let months = months["points"].as_array().unwrap();
    let complete = months.iter().filter(|month| month["complete"] == true).count();
    let kwh = |month: &Value| month["value"].as_str().unwrap().parse::<Decimal>().unwrap();
    (imports["items"].as_array().unwrap().len(), complete, months.iter().map(kwh).sum())
}

async fn rows(db: &Database, sql: &str) -> i64 {
    let statement = Statement::from_string(db.backend(), sql);
    let row = db.read().query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_is_whole_or_not_there_wherever_the_service_is_killed() {
    let program = Program::new();
    let file = export(EAN, "2023-01-01", "2024-01-01", 900, 1);
    assert_eq!(file.rows, 35_040);
    let whole = (1, 12, file.total());
    let mut service = program.serve(&[]);
    // How long it takes: the first one warms.
    let mut length = Duration::ZERO;
    for name in ["premier", "second"] {
        home(&service, name).await;
        let watch = Clock::system().stopwatch();
        assert!(upload(&service, name, &file).await);
        length = watch.elapsed();
    }
    let mut homes = vec![("premier".to_owned(), whole), ("second".to_owned(), whole)];
    let mut random = 20_261_121_u64;
    for round in 0..=ROUNDS {
        let code = home(&service, &format!("maison{round}")).await;
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share =
            f64::from(round) + f64::from(u32::try_from(random >> 33).unwrap()) / f64::from(1_u32 << 31);
        let sent = tokio::spawn(upload(&service, &code, &file));
        let acknowledged = if round < ROUNDS {
            // The moment is the test, nothing is waited for.
            tokio::time::sleep(length.mul_f64(1.2 * share / f64::from(ROUNDS))).await;
            service.kill();
            sent.await.unwrap()
        } else {
            let acknowledged = sent.await.unwrap();
            service.kill();
            acknowledged
        };
        service = program.serve(&[]);
        let after = found(&service, &code).await;
        let expect = if acknowledged || after.0 == 1 { whole } else { (0, 0, Decimal::ZERO) };
        assert_eq!(after, expect, "round {round}, acknowledged: {acknowledged}");
        homes.push((code, after));
    }
    // Later crashes have harmed nothing that was there, and what never was left nothing anywhere.
    for (code, expect) in &homes {
        assert_eq!(found(&service, code).await, *expect, "{code}");
    }
    let quarters = "/api/v1/buildings/second/consumption?step=quarter_hour&from=2023-01-01&to=2024-01-01";
    let quarters = Answer::to(service.request(Method::GET, quarters)).await.is(200).json();
    assert_eq!(quarters["points"].as_array().unwrap().len(), 35_040);
    assert_eq!(service.stop(), Some(0));
    let kept = i64::try_from(homes.iter().filter(|(_, found)| found.0 == 1).count()).unwrap();
    assert!((3..=23).contains(&kept), "{kept} of 23");
    let file = program.folder().join("data/eclaireur.db");
    let db = Database::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    for (table, each) in
        [("import", 1), ("file", 1), ("meter", 1), ("channel", 1), ("block", 12), ("finding", 0)]
    {
        assert_eq!(rows(&db, &format!("SELECT COUNT(*) FROM \"{table}\"")).await, kept * each, "{table}");
    }
    assert_eq!(rows(&db, "SELECT SUM(n) FROM block").await, kept * 35_040);
    assert_eq!(
        rows(&db, "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'").await,
        0
    );
    assert_eq!(ledger::verify(db.read()).await.unwrap().broken, None);
    db.close().await.unwrap();
}
