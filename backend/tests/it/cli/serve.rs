//! `serve`: where it listens, what it refuses, how it ends.

use reqwest::Method;

use crate::support::{Answer, Program, Service};

use super::refused;

#[test]
fn nobody_but_this_machine_is_served() {
    let program = Program::new();
    for bind in ["0.0.0.0:0", "[::]:0", "192.0.2.1:3000"] {
        let words = [bind, "public_url", "127.0.0.1"];
        refused(program.run(&["serve", "--bind", bind]), &words);
        refused(program.run_with(&[("ECLAIREUR_BIND", bind)], &["serve"]), &words);
    }
    refused(program.run(&["serve", "--bind", "partout"]), &["partout"]);
    assert!(!program.folder().join("data").exists(), "refused before anything is made");
}

#[tokio::test]
async fn it_says_where_it_is_answers_and_ends_when_asked() {
    let program = Program::new();
    let service = program.serve(&[]);
    let answer = Answer::to(service.request(Method::GET, "/readyz")).await.is(200);
    assert_eq!(answer.json()["status"], "ready");
    let said = program.run(&["serve", "--bind", service.address()]);
    refused(said, &[service.address(), "--bind 127.0.0.1:3001"]);
    // A command beside the service sees and changes the same.
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    let page = Answer::to(service.request(Method::GET, "/")).await.is(200).html();
    assert!(page.contains("Les Tilleuls"), "{page}");
    assert_eq!(service.stop(), Some(0));
    assert_eq!(program.run(&["organisation", "list"]).is(0).out, "les-tilleuls\tLes Tilleuls\n");
}

#[tokio::test]
async fn a_hang_up_makes_it_read_the_catalogue_again() {
    let program = Program::new();
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("models/catalog");
    let mut scheme = String::new();
    for (path, text) in eclaireur::outside::files::read_catalog(&source).unwrap() {
        program.file(&format!("catalog/{path}"), text.as_bytes());
        if path == "schemes/wallonia/w-alter.toml" {
            scheme = text;
        }
    }
    let service = program.serve(&["--catalog", "catalog"]);
    let new = "catalog/schemes/wallonia/w-neuf.toml";
    for (text, expect) in [
        ("code = 3".to_owned(), 404),
        (scheme.replace("wallonia/w-alter", "wallonia/w-neuf"), 200),
        ("code = 3".to_owned(), 200),
    ] {
        program.file(new, text.as_bytes());
        let before = asked_at(&service).await;
        service.signal("HUP");
        for _ in 0..200 {
            if asked_at(&service).await != before {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        Answer::to(service.request(Method::GET, "/aides/wallonia/w-neuf")).await.is(expect);
    }
    assert_eq!(service.stop(), Some(0), "it goes on with the last good one until it is told to stop");
}

/// What the administrator's page says: it changes with each attempt.
async fn asked_at(service: &Service) -> String {
    let page = Answer::to(service.request(Method::GET, "/administration/catalogue")).await.is(200).html();
    page.split_once("<main").map_or(String::new(), |(_, main)| main.to_owned())
}
