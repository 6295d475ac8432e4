//! PostgreSQL is stopped in the middle: what needs it says so, what does not goes on, and it comes back by itself.

use std::time::Duration;

use eclaireur::app::App;
use eclaireur::clock::Clock;
use eclaireur::config::{Layer, Settings};
use eclaireur::store::{Database, ledger};
use eclaireur_frontend::urls;
use reqwest::Method;

use crate::support::{Answer, EAN, OwnServer, Program, one_day};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_stops_is_said_and_when_it_is_back_so_is_everything() {
    let Some(mut server) = OwnServer::begin() else { return };
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls", "--database-url", &server.url]).is(0);
    let service = program.serve(&["--database-url", &server.url]);
    let get = async |path: &str| Answer::to(service.request(Method::GET, path)).await;
    let upload = async |bytes: Vec<u8>| {
        let part = reqwest::multipart::Part::bytes(bytes).file_name("a.csv");
        let form = reqwest::multipart::Form::new().part("file", part);
        let path = "/api/v1/organisations/les-tilleuls/imports";
        Answer::to(service.request(Method::POST, path).multipart(form)).await
    };
    get("/").await.is(200);
    get("/readyz").await.is(200);

    server.tell("stop");
    let watch = Clock::system().stopwatch();
    let page = get("/").await.is(503).html();
    assert!(page.contains("sa base de données ne répond pas"), "{page}");
    assert!(watch.elapsed() < Duration::from_secs(20), "told in time: {:?}", watch.elapsed());
    get("/readyz").await.problem(503, "unavailable");
    get("/healthz").await.is(200);
    let state = get(&urls::admin_state()).await.is(503).html();
    assert!(
        state.contains("PostgreSQL") && state.contains("en panne") && state.contains("sans redémarrage"),
        "{state}"
    );
    assert!(!state.contains(env!("CARGO_PKG_VERSION")), "nobody can say who asks: {state}");
    for path in [urls::glossary(), urls::aids(), urls::guide(), urls::formats()] {
        get(&path).await.is(200);
    }
    let metrics = get("/metrics").await.is(200).text();
    assert!(metrics.contains("\neclaireur_database_up 0\n"), "{metrics}");
    let refused = upload(one_day(EAN).bytes).await;
    refused.problem(503, "unavailable");
    assert!(!refused.text().contains("host="), "{}", refused.text());

    server.tell("start");
    let mut back = 0;
    for _ in 0..100 {
        back = get("/readyz").await.status;
        if back == 200 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(back, 200, "it comes back by itself");
    get("/").await.is(200);
    upload(one_day(EAN).bytes).await;
    get(&urls::admin_state()).await.is(200);
    assert_eq!(service.stop(), Some(0));
    let db = Database::connect(&server.url).await.unwrap();
    assert_eq!(ledger::verify(db.read()).await.unwrap().broken, None);
    db.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_broke_are_replaced_and_not_given_out() {
    let Some(mut server) = OwnServer::begin() else { return };
    let layer = Layer { database_url: Some(server.url.clone()), ..Layer::default() };
    let app = App::start(Settings::new(layer, false).unwrap(), Clock::fixed(0), false).await.unwrap();
    assert!(eclaireur::store::watch::answers(&app.db).await);
    let tx = app.db.begin().await.unwrap();
    server.tell("stop");
    let lost = ledger::verify(&tx).await.unwrap_err();
    assert!(matches!(lost, eclaireur::store::StoreError::Gone(_)), "{lost}");
    drop(tx);
    assert!(!eclaireur::store::watch::answers(&app.db).await);
    server.tell("start");
    for _ in 0..3 {
        app.db.begin().await.unwrap().rollback().await.unwrap();
    }
    assert!(eclaireur::store::watch::answers(&app.db).await);
    app.db.close().await.unwrap();
}
