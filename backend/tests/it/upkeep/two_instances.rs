//! Two instances on one PostgreSQL, one of them killed while many ask and while it is at a job: nothing fails but what it was
//! answering, nothing is lost or there twice, and the other finishes the job once.

use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use eclaireur::clock::Clock;
use eclaireur::store::buildings::NewBuilding;
use eclaireur::store::organisations::NewOrganisation;
use eclaireur::store::sessions::Level;
use eclaireur::store::{
    By, Database, accounts, buildings, grants, ledger, organisations, secret, sessions, tokens,
};
use eclaireur_frontend::urls;
use eclaireur_models::access::{Grant, Reach};
use eclaireur_models::period::{Day, day_of};
use jiff::ToSpan as _;
use reqwest::{Method, RequestBuilder, multipart};
use sea_orm::{ConnectionTrait as _, Statement};

use crate::jobs::service::{Fake, Says};
use crate::support::{Answer, EAN, Program, Proxy, Service, TestDatabase, export, manager};

const WRITERS: usize = 2;
const WRITES: usize = 12;
const READERS: usize = 3;
/// How long the other may take to see that an instance is gone: a lease and two looks, and a busy machine.
const TAKEN_OVER: Duration = Duration::from_mins(4);

/// Who asks: somebody signed in, and a program.
#[derive(Clone)]
struct Visitors {
    organisation: String,
    buildings: Vec<String>,
    session: String,
    csrf: String,
    token: String,
}

impl Visitors {
    async fn on(db: &Database) -> Visitors {
        let now = Clock::system().now();
        let (by, tx) = (By::local(now), db.begin().await.unwrap());
        let new = NewOrganisation { name: "Les Tilleuls".to_owned(), ..NewOrganisation::default() };
        let whose = organisations::create(&tx, &by, &new).await.unwrap();
        let mut made = Vec::new();
        for n in 0..4 {
            let new = NewBuilding { name: format!("Aile {n}"), ..NewBuilding::default() };
            let row = buildings::create(&tx, &by, whose.id, &new).await.unwrap();
            made.push(row.building.code.to_string());
        }
        let account = accounts::found_or_made(&tx, &by, "anne@example.be").await.unwrap().id;
        let grant = Grant { role: manager(whose.id), from: Day::constant(2026, 1, 1), to: None };
        grants::give(&tx, &by, account, &grant).await.unwrap();
        let session = sessions::open(&tx, &by, account, Level::Strong, "test").await.unwrap();
        let (_, token) = tokens::make(&tx, &by, whose.id, "test", Reach::Import, now + 86_400).await.unwrap();
        tx.commit().await.unwrap();
        let csrf = secret::derived(&session, "csrf");
        Visitors { organisation: whose.organisation.code.to_string(), buildings: made, session, csrf, token }
    }

    /// As somebody signed in, from our own page.
    fn signed_in(&self, request: RequestBuilder) -> RequestBuilder {
        let request = request.header("cookie", format!("eclaireur={}", self.session));
        request.header("sec-fetch-site", "same-origin")
    }

    fn program(&self, request: RequestBuilder) -> RequestBuilder {
        request.header("authorization", format!("Bearer {}", self.token))
    }
}

/// What happened to those who asked.
#[derive(Default)]
struct Told {
    /// Whether the one instance was gone already.
    gone: AtomicBool,
    answered: AtomicUsize,
    failed: AtomicUsize,
    over: AtomicBool,
}

impl Told {
    /// The answer of a request; none where the instance that had it was killed meanwhile, and only then.
    async fn ask(&self, request: RequestBuilder) -> Option<Answer> {
        let before = self.gone.load(Ordering::SeqCst);
        let answer = Answer::to(request).await;
        if answer.status == 502 {
            assert!(!before, "a request failed that began when the instance was gone");
            self.failed.fetch_add(1, Ordering::SeqCst);
            return None;
        }
        assert!(answer.status < 500, "{}: {}", answer.status, answer.text());
        self.answered.fetch_add(1, Ordering::SeqCst);
        Some(answer)
    }
}

/// The day that a write brings: each another one, of a meter of its own for each writer.
fn file(writer: usize, write: usize) -> Vec<u8> {
    let first = Day::constant(2024, 1, 1).saturating_add(i64::try_from(write).unwrap().days());
    let next = first.tomorrow().unwrap();
    let ean = [EAN, "541448820000000015"][writer];
    export(ean, &first.to_string(), &next.to_string(), 900, u64::try_from(writer * 100 + write).unwrap())
        .bytes
}

/// Brings its days one after the other, and asks again with the same key for what nobody answered.
async fn writes(who: Visitors, proxy: Arc<Proxy>, told: Arc<Told>, writer: usize) {
    let path = format!(
        "/api/v1/organisations/{}/imports?create_meters=true&building={}",
        who.organisation, who.buildings[writer]
    );
    let send = |write: usize, keyed: bool| {
        let part = multipart::Part::bytes(file(writer, write)).file_name(format!("{writer}-{write}.csv"));
        let request = who.program(proxy.request(Method::POST, &path));
        let request = request.multipart(multipart::Form::new().part("file", part));
        if keyed { request.header("idempotency-key", format!("{writer}-{write}")) } else { request }
    };
    for write in 0..WRITES {
        loop {
            match told.ask(send(write, true)).await {
                Some(answer) if answer.status == 409 => {
                    // The key is held for whoever was killed with it: the file is known by its bytes.
                    let again = told.ask(send(write, false)).await;
                    assert!(again.is_none_or(|answer| [200, 201].contains(&answer.status)));
                    break;
                }
                Some(answer) => {
                    assert!([200, 201].contains(&answer.status), "{}", answer.text());
                    break;
                }
                None => {}
            }
        }
    }
}

/// Looks at pages and asks as a program, until it is over.
async fn reads(who: Visitors, proxy: Arc<Proxy>, told: Arc<Told>, reader: usize) {
    for turn in 0.. {
        if told.over.load(Ordering::SeqCst) {
            return;
        }
        let building = &who.buildings[(turn + reader) % who.buildings.len()];
        let answer = match turn % 3 {
            0 => told.ask(who.signed_in(proxy.request(Method::GET, &urls::building(building)))).await,
            1 => {
                let path = format!("/api/v1/buildings/{building}/indicators");
                told.ask(who.program(proxy.request(Method::GET, &path))).await
            }
            _ => {
                told.ask(who.signed_in(proxy.request(Method::GET, &urls::organisation(&who.organisation))))
                    .await
            }
        };
        assert!(answer.is_none_or(|answer| answer.status == 200));
    }
}

async fn number(db: &Database, sql: &str) -> i64 {
    let row = db.read().query_one_raw(Statement::from_string(db.backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Comes back once so many rows are found.
async fn until(db: &Database, within: Duration, sql: &str, many: i64) {
    for _ in 0..within.as_millis() / 100 {
        if number(db, sql).await == many {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{} instead of {many}: {sql}", number(db, sql).await);
}

/// A file that is shown by one instance and confirmed at the other.
async fn previewed_and_confirmed(who: &Visitors, shows: &Service, confirms: &Service) {
    let part = multipart::Part::bytes(export(EAN, "2023-01-01", "2023-02-01", 900, 7).bytes)
        .file_name("janvier.csv");
    let form = multipart::Form::new().text("csrf", who.csrf.clone()).part("file", part);
    let sent = shows.request(Method::POST, &urls::organisation_upload(&who.organisation)).multipart(form);
    let preview = Answer::to(who.signed_in(sent)).await.is(303).location();
    let page = Answer::to(who.signed_in(confirms.request(Method::GET, &preview))).await.is(200).html();
    assert!(page.contains("janvier.csv"), "{page}");
    let id = preview.trim_start_matches("/imports/").split('?').next().unwrap().to_owned();
    let choice = format!("new:{}", who.buildings[0]);
    let body = serde_urlencoded::to_string([("csrf", who.csrf.as_str()), ("series_0", &choice)]).unwrap();
    let sent = confirms.request(Method::POST, &urls::import_confirm(&id)).body(body);
    let sent = sent.header("content-type", "application/x-www-form-urlencoded");
    Answer::to(who.signed_in(sent)).await.is(303);
}

mod one_is_killed_and_the_other_goes_on {
    use super::*;

    async fn run(test: &TestDatabase) {
        let db = &test.db;
        let who = Visitors::on(db).await;
        let fake = Fake::start().await;
        let from = day_of(Clock::system().now()).unwrap().saturating_sub(30.days());
        let program = Program::new();
        let settings = format!(
            "database_url = \"{}\"\n{}weather_from = \"{from}\"\n",
            test.url,
            fake.settings("open-meteo")
        );
        program.file("config.toml", settings.as_bytes());
        // The first is asked for the weather, and its question stays without an answer: it is at that job until it dies.
        fake.says(vec![Says::Silence; 4]);
        let first = program.serve(&["--config", "config.toml"]);
        fake.asked().await;
        let second = program.serve(&["--config", "config.toml"]);
        previewed_and_confirmed(&who, &first, &second).await;

        let proxy = Arc::new(Proxy::before(&[first.address(), second.address()]).await);
        let told = Arc::new(Told::default());
        let mut asking = Vec::new();
        for writer in 0..WRITERS {
            asking.push(tokio::spawn(writes(who.clone(), proxy.clone(), told.clone(), writer)));
        }
        let writing = asking.len();
        for reader in 0..READERS {
            asking.push(tokio::spawn(reads(who.clone(), proxy.clone(), told.clone(), reader)));
        }
        // In the middle of the writes.
        let third = i64::try_from(WRITERS * WRITES / 3).unwrap();
        let confirmed = "SELECT COUNT(*) FROM import WHERE status = 'confirmed'";
        for _ in 0..1200 {
            if number(db, confirmed).await >= third {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(
            number(db, "SELECT COUNT(*) FROM job_run WHERE job = 'weather:uccle' AND state = 'running'")
                .await,
            1
        );
        first.kill();
        let asked = fake.questions().len();
        fake.is_right_again();
        told.gone.store(true, Ordering::SeqCst);
        let seen = told.answered.load(Ordering::SeqCst);
        for writer in asking.drain(..writing) {
            writer.await.unwrap();
        }
        told.over.store(true, Ordering::SeqCst);
        for reader in asking {
            reader.await.unwrap();
        }
        let (failed, lost) = (told.failed.load(Ordering::SeqCst), proxy.lost());
        assert!(failed == lost && failed <= WRITERS + READERS, "{failed} failed, {lost} were in flight");
        assert!(told.answered.load(Ordering::SeqCst) > seen, "somebody answers");

        // Every day that was sent is there, once; and what was confirmed at the other instance.
        let writes = i64::try_from(WRITERS * WRITES).unwrap();
        assert_eq!(number(db, confirmed).await, writes + 1);
        assert_eq!(number(db, "SELECT COUNT(*) FROM import").await, writes + 1);
        assert_eq!(number(db, "SELECT CAST(SUM(n) AS BIGINT) FROM block").await, writes * 96 + 31 * 96);

        // The job that was begun is ended by the other, once.
        let ran = "SELECT COUNT(*) FROM job_run WHERE job = 'weather:uccle' AND state = 'done' AND runs = 2";
        until(db, TAKEN_OVER, ran, 1).await;
        assert_eq!(number(db, "SELECT COUNT(*) FROM job_run WHERE job = 'weather:uccle'").await, 1);
        assert_eq!(
            fake.questions().len(),
            asked + 1,
            "asked by the one that died, and once by the one that took over"
        );
        assert_eq!(
            number(db, "SELECT COUNT(*) FROM log WHERE tenant = 0 AND kind = 'weather.loaded'").await,
            1
        );
        // And what was left stale is computed.
        let stale = "SELECT COUNT(*) FROM building b LEFT JOIN assessment a ON a.tenant = b.tenant AND a.building = b.id \
            LEFT JOIN concern c ON c.tenant = b.tenant LEFT JOIN concern s ON s.tenant = 0 \
            WHERE a.building IS NULL OR a.seen_seq < c.seq OR a.seen_service_seq < COALESCE(s.seq, 0)";
        until(db, TAKEN_OVER, stale, 0).await;
        assert_eq!(ledger::verify(db.read()).await.unwrap().broken, None);
        assert_eq!(second.stop(), Some(0));
    }

    crate::support::on_postgres!();
}
