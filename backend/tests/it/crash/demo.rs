//! The demonstration: made once, kept, and never half, also when its first start was cut short.

use std::time::Duration;

use reqwest::Method;
use serde_json::Value;

use crate::support::{Answer, Program, Service};

/// What the demonstration holds: its buildings, and the imports of each organisation.
async fn held(service: &Service) -> (Vec<Value>, Vec<u64>) {
    let get = async |path: &str| Answer::to(service.request(Method::GET, path)).await.is(200).json();
    let buildings = get("/api/v1/buildings?limit=1000").await;
    let mut imports = Vec::new();
    for organisation in get("/api/v1/organisations").await["items"].as_array().unwrap() {
        let path =
            format!("/api/v1/organisations/{}/imports?limit=1", organisation["code"].as_str().unwrap());
        imports.push(get(&path).await["total"].as_u64().unwrap());
    }
    (buildings["items"].as_array().unwrap().clone(), imports)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demonstration_is_made_once_and_whole() {
    let program = Program::new();
    // Cut short while it is being made: at once, and after some of it.
    for wait_ms in [1, 700] {
        let started = program.start(&["serve", "--demo", "--bind", "127.0.0.1:0"]);
        tokio::time::sleep(Duration::from_millis(wait_ms)).await;
        started.kill();
    }
    let service = program.serve(&["--demo"]);
    let first = held(&service).await;
    assert_eq!((first.0.len(), first.1.len()), (15, 8));
    assert!(first.1.iter().all(|imports| *imports > 0), "{:?}", first.1);
    let page = Answer::to(service.request(Method::GET, "/")).await.is(200).html();
    assert!(page.contains("Démonstration"), "{page}");
    service.kill();

    let service = program.serve(&["--demo"]);
    assert_eq!(held(&service).await, first);
    assert_eq!(service.stop(), Some(0));
    let files: Vec<_> = program.files("data");
    assert_eq!(files, ["demo.db"], "nothing is left beside it");
    // What somebody really has is another file.
    let own = program.serve(&[]);
    assert_eq!(held(&own).await, (Vec::new(), Vec::new()));
}
